import ClusterModel
import TextFormats

// `phones from FILE.csv`: a table with one phone a row, as RFC 4180 writes it.

/// The rows of one file, with what is wrong with them as problems of that file.
struct TableRows {
  typealias Cell = CSVReader.Cell
  let file: SourceFile
  private var rows: CSVReader

  init(_ file: SourceFile) {
    self.file = file
    rows = CSVReader(file.bytes)
  }

  var cells: [Cell] { rows.cells }

  /// First line of the row.
  var line: Statement {
    Statement(
      file: Int32(file.index), line: Int32(rows.line), lineStart: Int32(rows.start),
      start: Int32(rows.start), end: Int32(rows.end))
  }

  /// Goes on to the next row that is not blank; false at the end of the table.
  mutating func advance() throws(Problem) -> Bool {
    do throws(CSVReader.Fault) {
      return try rows.advance()
    } catch {
      switch error {
      case .unclosedQuote(let start):
        let text = "the quote that begins here does not end in this file"
        throw Problem(.tableQuote, text, start, start + 1)
      case .textBehindQuote(let start):
        throw Problem(
          .tableQuote, "text behind the closing quote of a cell", start, start + 1,
          expected: "a comma or the end of the row")
      }
    }
  }

  func text(_ cell: Cell) -> String { rows.text(cell) }
}

/// A column of a table of phones.
enum PhoneColumn: String, CaseIterable {
  case name, model, firmware, group, site, security
  case encryptedConfig = "encrypted-config"
  case settings, lsc
  case webAccess = "web-access"
  case alsoIn = "also-in"
}

/// Rows of equal attributes that follow each other: one block of phones in the making.
private struct PhoneRun {
  var kind: Int
  var location: SourceLocation
  var from: UInt64
  var count = 0
  /// Empty as long as the numbers follow each other.
  var listed: [UInt64] = []

  mutating func add(_ number: UInt64) {
    if listed.isEmpty, number != from + UInt64(count) {
      listed = (0..<UInt64(count)).map { from + $0 }
    }
    if number != from + UInt64(count) || !listed.isEmpty { listed.append(number) }
    count += 1
  }

  var names: PhoneBlock.Names { listed.isEmpty ? .counted(from: from) : .listed(listed) }
}

/// Rows that were read before, so that the same attributes are understood once.
private struct KnownRows {
  private var rows: [UInt64: (cells: [TableRows.Cell], kind: Int)] = [:]
  private var last: [TableRows.Cell] = []
  private var lastKind: Int?

  /// - Parameter name: the column whose cells are not compared.
  mutating func find(_ table: TableRows, name: Int?) -> Int? {
    if let lastKind, equal(table.file, table.cells, last, name) { return lastKind }
    guard let row = rows[hash(table, name)], equal(table.file, table.cells, row.cells, name) else {
      return nil
    }
    last = table.cells
    lastKind = row.kind
    return row.kind
  }

  mutating func remember(_ table: TableRows, name: Int?, kind: Int) {
    last = table.cells
    lastKind = kind
    if rows.count < 4_096 { rows[hash(table, name)] = (table.cells, kind) }
  }

  private func hash(_ table: TableRows, _ name: Int?) -> UInt64 {
    var hash: UInt64 = 0
    for (index, cell) in table.cells.enumerated() where index != name {
      hash = digest(table.file.bytes, cell.start, cell.end, seed: hash)
    }
    return hash
  }

  private func equal(
    _ file: SourceFile, _ a: [TableRows.Cell], _ b: [TableRows.Cell], _ name: Int?
  ) -> Bool {
    guard a.count == b.count else { return false }
    for index in a.indices where index != name {
      guard a[index].count == b[index].count,
        file.bytesEqual(a[index].start, b[index].start, count: a[index].count)
      else { return false }
    }
    return true
  }
}

extension Reading {
  mutating func readPhoneTable(
    _ cursor: inout Cursor, _ cluster: ClusterID
  ) throws(Problem) {
    let token = try cursor.takeValue("a table of phones, FILE.csv")
    try cursor.expectEnd()
    let path = cursor.text(token)
    guard let file = load(path, from: cursor.statement) else {
      hasDamagedPhones = true
      return
    }
    tableFiles.insert(file.index)
    var rows = TableRows(file)
    do throws(Problem) {
      guard try rows.advance() else {
        throw cursor.problem(.tableHeader, "\(path) has no row", at: token, expected: header)
      }
    } catch  where error.code == .tableQuote {
      report(error, on: rows.line)
    }
    guard let columns = readHeader(rows) else {
      hasDamagedPhones = true
      return
    }
    readRows(&rows, columns, cluster)
  }

  private var header: String {
    "a first row with the columns " + PhoneColumn.allCases.map(\.rawValue).joined(separator: ",")
  }

  private mutating func readHeader(_ rows: TableRows) -> [PhoneColumn]? {
    var columns: [PhoneColumn] = []
    for cell in rows.cells {
      let text = rows.text(cell)
      guard let column = PhoneColumn(rawValue: text), !columns.contains(column) else {
        let all = PhoneColumn.allCases.map(\.rawValue)
        let isKnown = all.contains(text)
        report(
          Problem(
            .tableHeader,
            isKnown ? "the column \(text) is there already" : "no column is called \(text)",
            cell.start, max(cell.end, cell.start + 1), expected: header,
            suggestion: isKnown ? nil : nearest(to: text, among: all)),
          on: rows.line)
        return nil
      }
      columns.append(column)
    }
    for needed in [PhoneColumn.model, .group] where !columns.contains(needed) {
      report(
        Problem(
          .tableHeader, "the table has no column \(needed.rawValue)", Int(rows.line.start),
          Int(rows.line.end), expected: header),
        on: rows.line)
      return nil
    }
    return columns
  }

  private mutating func readRows(
    _ rows: inout TableRows, _ columns: [PhoneColumn], _ cluster: ClusterID
  ) {
    let nameColumn = columns.firstIndex(of: .name)
    var known = KnownRows()
    var run: PhoneRun?
    var total = scenario.estate.phoneCount
    while true {
      do {
        guard try rows.advance() else { break }
        try requireShape(rows, columns)
        total += 1
        guard total <= limits.phones else {
          let message = "more than the \(limits.phones) phones that are read in all"
          report(
            Problem(.tooManyPhones, message, Int(rows.line.start), Int(rows.line.end)),
            on: rows.line)
          break
        }
        let number = try phoneNumber(rows, nameColumn)
        let kind: Int
        if let found = known.find(rows, name: nameColumn) {
          kind = found
        } else {
          kind = phoneKinds.add(try attributes(rows, columns, cluster))
          known.remember(rows, name: nameColumn, kind: kind)
        }
        if run?.kind != kind {
          if let done = run { append(done.count, done.names, done.kind, done.location) }
          run = PhoneRun(kind: kind, location: location(rows.line), from: number)
        }
        run?.add(number)
      } catch {
        hasDamagedPhones = true
        report(error, on: rows.line)
      }
    }
    if let done = run { append(done.count, done.names, done.kind, done.location) }
  }

  private func requireShape(_ rows: TableRows, _ columns: [PhoneColumn]) throws(Problem) {
    let start = Int(rows.line.start)
    let length = Int(rows.line.end) - start
    guard length <= limits.lineBytes else {
      throw Problem(
        .lineTooLong, "the row has \(length) bytes; at most \(limits.lineBytes) are read", start,
        start + 1)
    }
    guard rows.cells.count == columns.count else {
      throw Problem(
        .tableRow, "the row has \(rows.cells.count) cells", start, start + max(length, 1),
        expected: "\(columns.count) cells, as in the first row")
    }
  }

  private mutating func phoneNumber(
    _ rows: TableRows, _ column: Int?
  ) throws(Problem) -> UInt64 {
    guard let column, rows.cells[column].count > 0 else {
      if let next = nextUnnamed(1) { return next }
      throw Problem(
        .phoneNamesExhausted, "there is no name left for this phone", Int(rows.line.start),
        Int(rows.line.end))
    }
    let cell = rows.cells[column]
    if let number = Self.phoneNumber(rows.file.bytes, cell.start, cell.end) { return number }
    throw Problem(
      .badPhoneName, "\(rows.text(cell)) is not the name of a phone", cell.start, cell.end,
      expected: "SEP and twelve hexadecimal digits, such as SEP00A1B2C3D4E5")
  }

  private static func phoneNumber(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt64? {
    guard end - start == 15 else { return nil }
    let name = bytes.span.extracting(start..<end)
    guard name[0] == UInt8(ascii: "S"), name[1] == UInt8(ascii: "E"), name[2] == UInt8(ascii: "P")
    else { return nil }
    var number: UInt64 = 0
    for at in 3..<15 {
      let byte = name[at]
      switch byte {
      case 0x30...0x39: number = number << 4 | UInt64(byte - 0x30)
      case 0x41...0x46: number = number << 4 | UInt64(byte - 0x37)
      case 0x61...0x66: number = number << 4 | UInt64(byte - 0x57)
      default: return nil
      }
    }
    return number
  }

  // MARK: One row

  private mutating func attributes(
    _ rows: TableRows, _ columns: [PhoneColumn], _ cluster: ClusterID
  ) throws(Problem) -> PhoneAttributes {
    var keys = PhoneKeys(cluster: cluster)
    for (column, cell) in zip(columns, rows.cells) where column != .name && cell.count > 0 {
      if let problem = LineSplitter.checkText(rows.file, cell.start, cell.end, allowsTab: false) {
        throw problem
      }
      let text = rows.text(cell)
      if text == "?" {
        throw Problem(
          .unfilledValue, "a value that must be filled in before the scenario can run", cell.start,
          cell.end, expected: "the \(column.rawValue) of this phone")
      }
      // Any other cell is one of a list, or names what stands elsewhere.
      if column == .model || column == .firmware,
        let found = Typography.first(in: rows.file.bytes, cell.start, cell.end)
      {
        throw Typography.problem(found)
      }
      try take(column, text, cell, &keys)
    }
    guard let model = keys.model, let group = keys.group,
      let site = keys.site ?? onlySite(of: cluster)
    else {
      let missing = keys.model == nil ? "model" : keys.group == nil ? "group" : "site"
      throw Problem(
        .missingKey, "the phone has no \(missing)", Int(rows.line.start), Int(rows.line.end),
        expected: "a \(missing) in every row")
    }
    keys.traits.model = model
    return PhoneAttributes(traits: keys.traits, group: group, site: site, alsoIn: keys.alsoIn)
  }

  private func take(
    _ column: PhoneColumn, _ text: String, _ cell: TableRows.Cell, _ keys: inout PhoneKeys
  ) throws(Problem) {
    func choice<Value>(_ all: [(String, Value)]) throws(Problem) -> Value {
      if let found = all.first(where: { $0.0 == text }) { return found.1 }
      let words = all.map(\.0)
      throw Problem(
        .unknownWord, "\(text) cannot stand in the column \(column.rawValue)", cell.start, cell.end,
        expected: Suggestions.choice(words), suggestion: nearest(to: text, among: words))
    }
    switch column {
    case .name: break
    case .model: keys.model = text
    case .firmware: keys.traits.firmware = text
    case .group:
      keys.group = try group(reference(text, cell, groupNames, keys.cluster), home: keys.cluster)
    case .site:
      keys.site = try site(reference(text, cell, siteNames, keys.cluster), home: keys.cluster)
    case .alsoIn:
      keys.alsoIn = try group(reference(text, cell, groupNames, nil))
      guard let other = keys.alsoIn, scenario.estate[other].cluster != keys.cluster else {
        throw Problem(
          .conflictingKeys, "the phone is in this cluster already", cell.start, cell.end,
          expected: "a group of another cluster")
      }
    case .security:
      keys.traits.security = try choice(
        PhoneTraits.Security.allCases.map { ($0.rawValue, $0) })
    case .settings:
      keys.traits.settings = try choice(
        PhoneTraits.SettingsAccess.allCases.map { ($0.rawValue, $0) })
    case .encryptedConfig: keys.traits.encryptedConfiguration = try choice(PhoneKeys.yesOrNo)
    case .webAccess: keys.traits.hasWebAccess = try choice(PhoneKeys.yesOrNo)
    case .lsc: keys.traits.hasLSC = try choice(PhoneKeys.yesOrNo)
    }
  }

  /// A name in a cell: as it is, or with its cluster before a dot.
  private func reference(
    _ text: String, _ cell: TableRows.Cell, _ table: NameTable, _ home: ClusterID?
  ) -> NameReference {
    let plain = NameReference(cluster: nil, name: text, start: cell.start, end: cell.end)
    guard let dot = text.firstIndex(of: "."), table.find(text).isEmpty else { return plain }
    return NameReference(
      cluster: String(text[..<dot]), name: String(text[text.index(after: dot)...]),
      start: cell.start, end: cell.end)
  }
}
