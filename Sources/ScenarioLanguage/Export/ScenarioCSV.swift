import ClusterModel
import TextFormats

extension ScenarioText {
  static let columns = ["section", "depth", "time", "statement"]

  /// As a table: a row a statement, for programs that show tables.
  ///
  /// A cell that such a program would take for a formula begins with an apostrophe.
  package var csv: String {
    var text = CSVText.row(Self.columns)
    var before = ""
    for part in parts {
      // A row without a statement begins a section: one without lines, or of the heading before.
      let begins = part.lines.isEmpty || part.heading == before && !before.isEmpty
      before = part.heading
      for line in (begins ? [Line(depth: 0, text: "")] : []) + part.lines {
        let cells = [part.heading, "\(line.depth)", line.time, line.text]
        text += CSVText.row(cells, isReadBack: true)
      }
    }
    return text
  }
}

/// A scenario that comes as a table or as JSON, made into the text of a scenario file.
package enum ScenarioForms {
  /// The text of a scenario file; nil where the bytes are neither this table nor this JSON, so that
  /// they are a scenario file already.
  package static func mop(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: TextForm(of: bytes).decoded(bytes), as: UTF8.self)
    if text.hasPrefix(ScenarioText.columns.joined(separator: ",")) { return mop(table: text) }
    if text.first(where: { !$0.isWhitespace }) == "{" {
      return (try? JSONValue(bytes: Array(text.utf8))).flatMap(mop)
    }
    return nil
  }

  private static func mop(table text: String) -> String {
    var lines: [String] = []
    var section = ""
    for row in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }).dropFirst() {
      let cells = CSVReader.cells(ofRow: String(row)).map { cell in
        cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
      }
      guard cells.count >= 4 else { continue }
      if cells[0] != section || cells[3].isEmpty && !section.isEmpty {
        section = cells[0]
        lines.append("## \(section)")
      }
      guard !cells[3].isEmpty else { continue }
      let indent = String(repeating: "  ", count: min(max(Int(cells[1]) ?? 0, 0), 8))
      lines.append(indent + (cells[2].isEmpty ? "" : cells[2] + "  ") + cells[3])
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
