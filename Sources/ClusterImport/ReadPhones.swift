import ClusterModel
import ScenarioLanguage
import TextFormats
import TrustListFiles

// Alarms and tables about single phones.

extension FactsReader {
  /// A `DeviceTLInfo` alarm, which a phone sends when it registers. Source: Cisco 214535.
  mutating func readAlarm(_ piece: LogPiece) {
    var lines = lines(of: piece)
    var name = ""
    var values: [String: String] = [:]
    var first = piece.line
    while let line = lines.next(atMost: 2_000_000, of: piece) {
      if let alarm = Self.attribute("<Alarm Name=\"", in: line) {
        name = alarm.string
        values = [:]
        first = lines.line
      } else if let key = Self.attribute("<String name=\"", in: line),
        let start = line.place(of: UInt8(ascii: ">")), let end = line.place(of: "</String>"),
        start < end
      {
        values[key.string] = line.part(start + 1, end).trimmed.string
      } else if line.hasPrefix("</Alarm>") {
        take(alarm: name, values, piece, first)
        name = ""
      }
    }
    if !name.isEmpty {
      say(.truncatedLog, "the alarm that begins here does not end", piece.file, first)
    }
  }

  private static func attribute(_ beginning: StaticString, in line: TextSpan) -> TextSpan? {
    guard line.hasPrefix(beginning) else { return nil }
    let rest = line.dropping(beginning.utf8CodeUnitCount)
    return rest.place(of: UInt8(ascii: "\"")).map { rest.part(0, $0) }
  }

  private mutating func take(
    alarm name: String, _ values: [String: String], _ piece: LogPiece, _ line: Int
  ) {
    guard name == "DeviceTLInfo", let device = values["DeviceName"],
      let signature = values["ITL_Signature"]
    else {
      return say(
        .nothingToImport, "nothing to import: only DeviceTLInfo alarms tell what a phone holds",
        piece.file, line, isWarning: true)
    }
    let isNone = signature.lowercased().hasPrefix("not installed")
    let held = ClusterFacts.HeldLists(
      device: device.uppercased(),
      itl: isNone ? "" : String(signature.lowercased().filter(\.isHexDigit)),
      server: values["ITL_TFTP_Server"] ?? "")
    // A phone sends one each time it registers: the last is what it holds.
    let row = found(held, piece.file, line)
    if let place = place(of: .held(held.device), next: facts.held.count) {
      facts.held[place] = row
    } else {
      facts.held.append(row)
    }
  }

  /// A table in CSV: phones of the bulk administration tool, or the list of phones with their *ITL
  /// File Status*.
  ///
  /// Columns of the first: Cisco Bulk Administration Guide 12.5(1)SU2, Export the Fields for All
  /// Phone Details Option, and files that the tool wrote. That the second can be had as CSV, and
  /// its columns, are assumed.
  mutating func readPhoneTable(_ file: Int) -> Bool {
    let whole = LogPiece(
      command: .loose, file: file, line: 1, head: 0, start: all.hasPrefix("\u{FEFF}") ? 3 : 0,
      end: all.count, bodyLine: 1)
    var lines = lines(of: whole)
    guard let first = lines.next(), let columns = PhoneColumns(first.string) else { return false }
    guard columns.pool != nil || columns.status != nil else {
      say(
        .damagedAnswer, "this table of phones has neither their device pool nor their status",
        file, 1, expected: "a column Device Pool or ITL File Status")
      return true
    }
    while let line = lines.next() {
      guard !line.isEmpty else { continue }
      let cells = CSVReader.cells(ofRow: line.string).map(\.trimmed)
      guard cells.count > columns.last else {
        say(
          .damagedAnswer, "this row has \(cells.count) cells and its header \(columns.count)",
          file, lines.line)
        continue
      }
      read(cells, columns, file, lines.line)
    }
    return true
  }

  private mutating func read(
    _ cells: [String], _ columns: PhoneColumns, _ file: Int, _ line: Int
  ) {
    var name = cells[columns.device].uppercased()
    if name.utf8.count == 12, UInt64(name, radix: 16) != nil { name = "SEP" + name }
    guard DeviceName.number(name) != nil else {
      guard name.hasPrefix("SEP") else {
        useful += 1
        facts.otherDevices += 1
        return
      }
      return say(
        .damagedAnswer, "\(cells[columns.device]) is no phone", file, line,
        expected: "SEP and twelve hexadecimal digits")
    }
    let cell = { (place: Int?) in place.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }
    guard let place = columns.status else {
      let phone = ClusterFacts.BulkPhone(
        device: name, pool: cell(columns.pool), model: cell(columns.model),
        security: cell(columns.security))
      return take(phone, file, line)
    }
    let letters = cells[place].lowercased().filter(\.isLetter)
    guard let status = ClusterFacts.StatusRow.Status(rawValue: letters) else {
      return say(
        .damagedAnswer, "'\(cells[place])' is no ITL File Status", file, line,
        expected: "Match, Mismatch, Not Installed or Unknown")
    }
    take(ClusterFacts.StatusRow(device: name, status: status), file, line)
  }

  private mutating func take(_ row: ClusterFacts.StatusRow, _ file: Int, _ line: Int) {
    let row = found(row, file, line)
    if let place = place(of: .status(row.value.device), next: facts.status.count) {
      facts.status[place] = row
    } else {
      facts.status.append(row)
    }
  }

  private mutating func take(_ phone: ClusterFacts.BulkPhone, _ file: Int, _ line: Int) {
    let row = found(phone, file, line)
    if let place = place(of: .bulk(phone.device), next: facts.bulk.count) {
      facts.bulk[place] = row
    } else {
      facts.bulk.append(row)
    }
  }
}

/// Where the columns of a table of phones stand.
private struct PhoneColumns {
  var device: Int
  var pool: Int?
  var status: Int?
  var model: Int?
  var security: Int?
  var count: Int

  /// nil where the line is not the head of such a table.
  init?(_ line: String) {
    let columns = CSVReader.cells(ofRow: line).map { $0.trimmed.lowercased() }
    let place = { (names: [String]) in columns.firstIndex { names.contains($0) } }
    guard columns.count > 1, let device = place(["device name", "mac address", "devicename"]) else {
      return nil
    }
    self.device = device
    count = columns.count
    pool = place(["device pool", "devicepool"])
    status = columns.firstIndex { $0.contains("itl") && $0.contains("status") }
    model = place(["device type", "model", "phone type", "product type"])
    security = place(["device security profile", "security profile", "device security mode"])
  }

  /// The last column that a row must have.
  var last: Int { max(device, status ?? 0, pool ?? 0) }
}
