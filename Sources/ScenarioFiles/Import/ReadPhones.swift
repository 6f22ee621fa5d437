import ClusterModel

// Alarms and tables about single phones.

extension FactsReader {
  /// A `DeviceTLInfo` alarm, which a phone sends when it registers. Source: Cisco 214535.
  mutating func readAlarm(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    var name = ""
    var values: [String: String] = [:]
    var first = piece.line
    for (number, text) in lines.rest(atMost: 2_000_000) {
      let line = text.trimmed
      if let alarm = Self.attribute("<Alarm Name=\"", in: line) {
        name = alarm
        values = [:]
        first = number
      } else if let key = Self.attribute("<String name=\"", in: line),
        let start = line.firstIndex(of: ">"), let end = line.firstRange(of: "</String>"),
        start < end.lowerBound
      {
        values[key] = line[line.index(after: start)..<end.lowerBound].trimmed
      } else if line.hasPrefix("</Alarm>") {
        take(alarm: name, values, piece, first)
        name = ""
      }
    }
    if !name.isEmpty {
      say(.truncatedLog, "the alarm that begins here does not end", piece.file, first)
    }
  }

  private static func attribute(_ beginning: String, in line: String) -> String? {
    guard line.hasPrefix(beginning) else { return nil }
    let rest = line.dropFirst(beginning.count)
    return rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
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
    facts.held.append(found(held, piece.file, line))
  }

  /// A table in CSV: phones of the bulk administration tool, or the list of phones with their *ITL
  /// File Status*. Both layouts are assumed.
  mutating func readPhoneTable(_ file: Int) -> Bool {
    let bytes = sources[file].bytes
    let head = String(decoding: bytes.prefix(65_536), as: UTF8.self)
    guard let first = head.split(whereSeparator: \.isNewline).first else { return false }
    let columns = Self.csvCells(String(first)).map { $0.lowercased() }
    let place = { (names: [String]) in columns.firstIndex { names.contains($0) } }
    guard let device = place(["device name", "mac address", "devicename"]), columns.count > 1
    else { return false }
    let status = columns.firstIndex { $0.contains("itl") && $0.contains("status") }
    let pool = place(["device pool", "devicepool"])
    guard status != nil || pool != nil else { return false }
    let model = place(["device type", "model", "phone type", "product type"])
    let security = place(["device security profile", "security profile", "device security mode"])
    let whole = LogPiece(
      kind: .loose, command: "", file: file, line: 1, start: 0, end: bytes.count, bodyLine: 1)
    var lines = PieceLines(whole, of: bytes)
    _ = lines.next()
    for (number, text) in lines.rest() where !text.isEmpty {
      let cells = Self.csvCells(text)
      guard cells.count > max(device, status ?? 0, pool ?? 0) else {
        say(
          .damagedAnswer, "this row has \(cells.count) cells and its header \(columns.count)",
          file, number)
        continue
      }
      let cell = { (place: Int?) in place.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }
      var name = cells[device].uppercased()
      if name.utf8.count == 12 { name = "SEP" + name }
      guard Reading.phoneNumber(name) != nil else { continue }
      if let status {
        facts.status.append(
          found(ClusterFacts.StatusRow(device: name, status: cells[status]), file, number))
      } else {
        let phone = ClusterFacts.BulkPhone(
          device: name, pool: cell(pool), model: cell(model), security: cell(security))
        facts.bulk.append(found(phone, file, number))
      }
    }
    return true
  }

  /// The cells of one row; quotes around a cell are taken off.
  static func csvCells(_ line: String, keepsBlanks: Bool = false) -> [String] {
    let text = { (cell: [UInt8]) in
      let whole = String(decoding: cell, as: UTF8.self)
      return keepsBlanks ? whole : whole.trimmed
    }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var before: UInt8 = 0
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "\""):
        // A doubled quote inside quotes stands for one.
        if !isQuoted, before == byte { cell.append(byte) }
        isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        cells.append(text(cell))
        cell = []
      default: cell.append(byte)
      }
      before = byte
    }
    return cells + [text(cell)]
  }
}
