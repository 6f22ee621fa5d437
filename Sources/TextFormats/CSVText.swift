/// Cells of a table in CSV. Source: RFC 4180.
package enum CSVText {
  /// What a spreadsheet takes for a formula; also as wide as a Chinese sign, which Excel takes for
  /// the same.
  private static let opensFormula = "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}"

  /// One cell, in quotes where it needs to be; one that a spreadsheet would take for a formula
  /// begins with an apostrophe.
  ///
  /// - Parameter isReadBack: whether this program reads the table again. Then an apostrophe at the
  ///   beginning is told from one that was put there, and the last blank is kept in quotes.
  ///   Otherwise a semicolon is in quotes, too, by which some spreadsheets part cells.
  package static func cell(_ text: String, isReadBack: Bool = false) -> String {
    let first = text.first { $0 != " " }
    let isFormula = first.map { opensFormula.contains($0) } ?? false
    let cell = isFormula || isReadBack && text.hasPrefix("'") ? "'" + text : text
    let separators = isReadBack ? "\",\r\n" : "\",;\r\n"
    let needsQuotes =
      cell.utf8.contains { separators.utf8.contains($0) }
      || (isReadBack ? cell.trimmed != cell : cell.hasPrefix(" "))
    return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  /// Cells as a row, with its line end.
  package static func row(_ cells: [String], isReadBack: Bool = false) -> String {
    cells.map { cell($0, isReadBack: isReadBack) }.joined(separator: ",") + "\r\n"
  }
}
