package import TextFormats

/// Every phone on a line, for a spreadsheet: how it stands at the end, why, and what helps.
///
/// With a byte order mark, by which Excel knows UTF-8, and CR LF (RFC 4180). A cell that a
/// spreadsheet would take for a formula begins with an apostrophe instead.
package enum CSVReport {
  package static let columns = [
    "phone", "model", "group", "site", "power", "registered at", "old configuration", "trust",
    "reason", "trust paths", "rule", "service", "service reason", "service rule", "recovery",
  ]

  /// The table, row by row; only its head if the report was made without each phone.
  package static func write(_ report: Report, to outlet: inout PageOutlet) {
    outlet.put("\u{FEFF}" + columns.joined(separator: ",") + "\r\n")
    guard let inventory = report.inventory else { return }
    // All of a row but the name is the same for phones of one fate, so their rows are kept, and
    // only the name is written over.
    var rows = report.fates.indices.map { fate in
      Array("SEP000000000000".utf8) + tail(report.lastStanding(ofFate: fate))
    }
    inventory.forEachStretch { stretch in
      guard rows.indices.contains(stretch.fate), !outlet.isClosed else { return }
      // Out of the rows for a while, so that it is changed in place.
      var row: [UInt8] = []
      swap(&row, &rows[stretch.fate])
      CountingName.write(stretch.first, to: &row)
      outlet.put(row)
      for offset in 1..<max(1, stretch.count) {
        CountingName.next(stretch.first + UInt64(offset), in: &row)
        outlet.put(row)
      }
      swap(&row, &rows[stretch.fate])
    }
  }

  package static func bytes(_ report: Report) -> [UInt8] {
    PageOutlet.gathered { write(report, to: &$0) }
  }

  /// What follows a phone's name on its line.
  private static func tail(_ standing: ReportedStanding?) -> [UInt8] {
    guard let standing else { return Array("\r\n".utf8) }
    let cells = [
      standing.model, standing.group, standing.site, standing.isPowered ? "on" : "off",
      standing.registeredAt ?? "", standing.hasOldConfiguration ? "yes" : "no",
      standing.trust.word, standing.trust.reason, String(standing.trustPaths),
      standing.trust.rule ?? "", standing.service.word, standing.service.reason,
      standing.service.rule ?? "", standing.remedies.first ?? "",
    ]
    return Array(("," + CSVText.row(cells.map(Words.safe))).utf8)
  }
}

extension ReportFormat {
  /// For a spreadsheet: a phone a row.
  package static let csv = ReportFormat(
    name: "csv", ending: "csv", asksByEnding: ["csv"], holdsSeveral: false, showsEachPhone: true,
    write: { report, _, outlet in CSVReport.write(report, to: &outlet) })
}
