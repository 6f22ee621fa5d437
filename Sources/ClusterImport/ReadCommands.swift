import ClusterModel
import ScenarioLanguage
import TextFormats
import TrustListFiles
import VirtualTime

// What single commands print.

extension FactsReader {
  /// `show version active`: `Active Master Version: 12.5.1.13900-152`.
  mutating func readVersion(_ piece: LogPiece) {
    var lines = lines(of: piece)
    while let line = lines.next(atMost: 200, of: piece) {
      guard line.hasPrefix("Active"), line.contains("Version:"),
        let colon = line.place(of: UInt8(ascii: ":"))
      else { continue }
      let rest = line.dropping(colon + 1)
      let written = rest.part(0, rest.place(of: UInt8(ascii: ":")) ?? rest.count).trimmed.string
      guard let release = ReleaseName(text: written) else {
        return say(
          .damagedAnswer, "\(written) is not a release of the product", piece.file, lines.line)
      }
      return take(release, piece.file, lines.line)
    }
    say(.truncatedLog, "no version follows the command", piece.file, piece.line)
  }

  private mutating func take(_ release: ReleaseName, _ file: Int, _ line: Int) {
    let row = found(release, file, line)
    // Two that differ are enough to say that they do.
    guard facts.releases.count < 2, !facts.releases.contains(where: { $0.value == row.value })
    else { return }
    facts.releases.append(row)
  }

  /// `show network cluster`: address, full name, host, role, product; then the names in System >
  /// Server.
  mutating func readMembers(_ piece: LogPiece) {
    var lines = lines(of: piece)
    var isServerTable = false
    var members: [(member: ClusterFacts.Member, line: Int)] = []
    while let line = lines.next(atMost: 20_000, of: piece) {
      if line.hasPrefix("Server Table") {
        isServerTable = true
      } else if isServerTable {
        let isName =
          !line.isEmpty && line.place(of: 0x20) == nil
          && !line.allSatisfy { $0 == UInt8(ascii: "-") }
        if isName { take(serverName: line.string, piece.file, lines.line) }
      } else if let member = Self.member(line) {
        members.append((member, lines.line))
      }
    }
    let publisher = members.map(\.member).filter { $0.isPublisher && $0.product == "callmanager" }
      .map(\.host).sorted().joined(separator: " ")
    for (member, line) in members {
      var member = member
      member.publisher = publisher
      guard facts.members.count < Self.mostNodes, isNew(.member(member), piece.file, line)
      else { continue }
      facts.members.append(found(member, piece.file, line))
    }
    if members.isEmpty { say(.truncatedLog, "no node follows the command", piece.file, piece.line) }
  }

  private mutating func take(serverName name: String, _ file: Int, _ line: Int) {
    guard facts.serverNames.count < Self.mostNodes, isNew(.serverName(name), file, line)
    else { return }
    facts.serverNames.append(found(name, file, line))
  }

  private static func member(_ line: TextSpan) -> ClusterFacts.Member? {
    var rest = line
    guard let address = rest.nextWord(), let fullName = rest.nextWord(),
      address.isAddress || NetworkAddress.isAddress(address.string)
    else { return nil }
    // The host may stand behind the full name, or the full name may be it.
    var host = fullName
    for _ in 2...3 {
      guard let word = rest.nextWord() else { return nil }
      if word == "Publisher" || word == "Subscriber" {
        return ClusterFacts.Member(
          address: address.string, fullName: fullName.string, host: host.string,
          isPublisher: word == "Publisher", product: rest.nextWord()?.string ?? "callmanager")
      }
      host = word
    }
    return nil
  }

  /// `show status`: `Host Name : pub` and `Date : Tue Mar 5, 2024 10:11:12`.
  mutating func readStatus(_ piece: LogPiece) {
    var lines = lines(of: piece)
    while let line = lines.next(atMost: 200, of: piece) {
      guard let colon = line.place(of: UInt8(ascii: ":")) else { continue }
      let name = line.part(0, colon).trimmed
      let value = line.dropping(colon + 1).trimmed
      if name == "Host Name" {
        take(host: value.string, piece.file, lines.line)
      } else if name == "Date" {
        if let date = ProductDate.read(value) { take(date: date) }
      } else if name == "Product Ver", let release = ReleaseName(text: value.string) {
        take(release, piece.file, lines.line)
      }
    }
  }

  /// `utils service list`: `Cisco Tftp[STARTED]`; of the log's own node.
  mutating func readServices(_ piece: LogPiece) {
    var lines = lines(of: piece)
    while let line = lines.next(atMost: 2_000, of: piece) {
      guard let bracket = line.place(of: UInt8(ascii: "[")) else { continue }
      let state = line.dropping(bracket)
      let isActive =
        state.hasPrefix("[STARTED]")
        || (state.hasPrefix("[STOPPED]") && !state.contains("Not Activated"))
      let row = ClusterFacts.ServiceRow(
        server: "", service: line.part(0, bracket).trimmed.string, isActive: isActive)
      take(row, piece.file, lines.line)
    }
  }

  private mutating func take(_ row: ClusterFacts.ServiceRow, _ file: Int, _ line: Int) {
    guard isNew(.service(row, stretch: row.server.isEmpty ? stretch : 0), file, line) else {
      return
    }
    facts.services.append(found(row, file, line))
  }

  // MARK: Certificates

  /// `show cert list own|trust`.
  mutating func readCertificates(_ piece: LogPiece, isTrust: Bool) {
    var lines = lines(of: piece)
    var block = CertificateBlock()
    var count = 0
    while let line = lines.next(atMost: 2_000_000, of: piece) {
      if let place = line.place(of: ".pem: "), let slash = line.place(of: UInt8(ascii: "/")) {
        count += 1
        guard !isTrust, let unit = CertificateUnit(span: line.part(0, slash)) else { continue }
        let authority = line.dropping(place + 6).after("Certificate Signed by")
        take(
          ClusterFacts.OwnCertificate(unit: unit, authority: authority?.string), piece.file,
          lines.line)
      } else if let colon = line.place(of: UInt8(ascii: ":")) {
        // The older form: a block of Unit:, Type:, Name:, Issuer: and Expires: each.
        let key = line.part(0, colon).trimmed
        if key == "Unit" {
          if take(block, piece, isTrust) { count += 1 }
          block = CertificateBlock()
        }
        block.take(key, line.dropping(colon + 1).trimmed)
      }
    }
    if take(block, piece, isTrust) { count += 1 }
    if count == 0 {
      say(.truncatedLog, "no certificate follows the command", piece.file, piece.line)
    } else if isTrust {
      _ = found(count, piece.file, piece.line)
    }
  }

  private mutating func take(
    _ block: CertificateBlock, _ piece: LogPiece, _ isTrust: Bool
  ) -> Bool {
    guard let name = block.unit, !name.isEmpty else { return false }
    guard !isTrust, let unit = CertificateUnit(rawValue: name) else { return true }
    take(
      ClusterFacts.OwnCertificate(unit: unit, issuer: block.issuer, expires: block.expires),
      piece.file, piece.line)
    return true
  }

  /// `show cert own CallManager`.
  mutating func readCertificate(_ piece: LogPiece, of unit: CertificateUnit) {
    var certificate = ClusterFacts.OwnCertificate(unit: unit)
    var lines = lines(of: piece)
    while let line = lines.next(atMost: 2_000, of: piece) {
      switch line.first {
      case UInt8(ascii: "S"):
        if let serial = line.after("Serial Number:") {
          let end = serial.place(of: UInt8(ascii: "(")) ?? serial.count
          certificate.serial = plainSerial(serial.part(0, end))
        } else if let name = line.after("Subject Name:") {
          certificate.subject = name.string
        }
      case UInt8(ascii: "I"):
        if let name = line.after("Issuer Name:") { certificate.issuer = name.string }
      case UInt8(ascii: "T"):
        if let date = line.after("To:"), certificate.expires == nil {
          certificate.expires = ProductDate.read(date)
        }
      default: break
      }
    }
    guard certificate.serial != nil || certificate.subject != nil else {
      return say(.truncatedLog, "no certificate follows the command", piece.file, piece.line)
    }
    take(certificate, piece.file, piece.line)
  }

  private mutating func take(
    _ certificate: ClusterFacts.OwnCertificate, _ file: Int, _ line: Int
  ) {
    let name = certificate.subject.map { commonName(of: $0) ?? $0 } ?? ""
    let key = FactKey.disk(subject: name, certificate.unit, stretch: stretch)
    if let place = place(of: key, next: facts.disk.count) {
      _ = found((), file, line)
      return ClusterFacts.merge(&facts.disk[place].value, certificate)
    }
    facts.disk.append(found(certificate, file, line))
  }

  // MARK: Queries

  /// What a query printed, known by the names of its columns.
  mutating func readQuery(_ piece: LogPiece) {
    var lines = lines(of: piece)
    guard var table = QueryTable(&lines) else {
      return say(
        .nothingToImport,
        piece.command == .loose
          ? "nothing to import here" : "nothing to import: a query without an answer",
        piece.file, piece.line, isWarning: true)
    }
    guard let query = KnownQuery(table) else {
      return say(
        .nothingToImport,
        "nothing to import: no query of the list that import --commands prints has the columns "
          + table.columns.prefix(6).joined(separator: ", "), piece.file, table.line,
        isWarning: true)
    }
    _ = found((), piece.file, table.line)
    let trustRoles = facts.trustRoles
    facts.trustRoles = 0
    read(&table, query, &lines, piece)
    // Asked twice, it is the same table.
    facts.trustRoles = max(trustRoles, facts.trustRoles)
  }

  private mutating func read(
    _ table: inout QueryTable, _ query: KnownQuery, _ lines: inout LogLines, _ piece: LogPiece
  ) {
    var damages: [Int] = []
    var last = 0
    var rows = 0
    reading: while true {
      switch table.next(&lines) {
      case .end: break reading
      case .row:
        rows += 1
        take(table, query, piece)
      case .damaged(let isComment):
        last = table.rowLine
        if !isComment, damages.count < 20 { damages.append(last) }
      }
    }
    for line in damages {
      say(
        .damagedAnswer,
        "this is no row of the table with the columns " + table.columns.joined(separator: ", "),
        piece.file, line, isWarning: line == last && rows > 0)
    }
  }

  private mutating func take(_ table: QueryTable, _ query: KnownQuery, _ piece: LogPiece) {
    if let column = query.number, column.span(table).number == nil {
      return say(
        .damagedAnswer, "the column \(column.name) of this row holds no number", piece.file,
        table.rowLine)
    }
    takeRow(query, table, piece.file, table.rowLine)
  }

  // table: one case a query.
  private mutating func takeRow(
    _ query: KnownQuery, _ table: QueryTable, _ file: Int, _ line: Int
  ) {
    guard !isFull else { return }
    let cell = { (place: Int?) in place.map { table.cell($0).string } ?? "" }
    let none = { (text: String) -> String? in text.isEmpty || text == "NULL" ? nil : text }
    switch query {
    case .serverNames(let name): take(serverName: cell(name), file, line)
    case .services(let server, let service, let isActive):
      let word = table.cell(isActive)
      take(
        ClusterFacts.ServiceRow(
          server: cell(server), service: cell(service),
          isActive: word.isWord("t") || word.isWord("1") || word.isWord("true")), file, line)
    case .groups(let group, let server, let priority):
      let row = ClusterFacts.GroupRow(
        group: cell(group), server: cell(server), priority: priority.value(table) ?? 9)
      guard isNew(.group(row.group, server: row.server), file, line) else { return }
      facts.groups.append(found(row, file, line))
    case .parameters(let name, let value):
      guard isNew(.parameter(cell(name).lowercased()), file, line) else { return }
      facts.parameters.append(found((cell(name), cell(value)), file, line))
    case .database(let server, let unit, let serial, let subject, let issuer):
      guard let unit = CertificateUnit(span: table.cell(unit)) else { return }
      let number = names.number(of: table.cell(server))
      guard isNew(.database(server: number, unit), file, line) else { return }
      let certificate = ClusterFacts.OwnCertificate(
        server: names[number], unit: unit, serial: plainSerial(table.cell(serial)),
        subject: none(cell(subject)), issuer: none(cell(issuer)))
      facts.database.append(found(certificate, file, line))
    case .trustRoles: facts.trustRoles += 1
    case .phones(let pool, let group, let model, let security, let count):
      let places = [pool, group, model, security].map { names.number(of: table.cell($0)) }
      let key = FactKey.phones(
        pool: places[0], group: places[1], model: places[2], security: places[3])
      guard isNew(key, file, line) else { return }
      let phones = ClusterFacts.PhoneRow(
        pool: names[places[0]], group: none(names[places[1]]), model: names[places[2]],
        security: names[places[3]], count: count.value(table) ?? 0)
      facts.phones.append(found(phones, file, line))
    case .lastKnown(let server, let count):
      guard isNew(.lastKnown(cell(server)), file, line) else { return }
      facts.lastKnown.append(found((cell(server), count.value(table) ?? 0), file, table.line))
    }
  }
}

/// The older form of a certificate in a list.
private struct CertificateBlock {
  var unit: String?
  var issuer: String?
  var expires: Instant?

  mutating func take(_ key: TextSpan, _ value: TextSpan) {
    if key == "Unit" { unit = value.string }
    if key == "Issuer" { issuer = value.string }
    if key == "Expires" { expires = ProductDate.read(value) }
  }
}

/// The queries that are understood, each with the places of its columns.
enum KnownQuery {
  /// A column of numbers.
  struct Number {
    var name: String
    var place: Int

    func span(_ table: QueryTable) -> TextSpan { table.cell(place) }
    func value(_ table: QueryTable) -> Int? { table.cell(place).number }
  }
  case serverNames(Int)
  case services(Int, Int, isActive: Int)
  case groups(Int, Int, priority: Number)
  case parameters(Int, Int)
  case database(server: Int, unit: Int, serial: Int, subject: Int?, issuer: Int?)
  case phones(pool: Int, group: Int, model: Int, security: Int, count: Number)
  case lastKnown(Int, count: Number)
  case trustRoles

  /// The query that prints these columns, whatever stands beside them.
  init?(_ table: QueryTable) {
    let place = { (name: String) in table.place(of: name) }
    let number = { (name: String) in table.place(of: name).map { Number(name: name, place: $0) } }
    let server = place("servername")
    if let name = place("processnode") {
      self = .serverNames(name)
    } else if let server, let service = place("service"), let active = place("isactive") {
      self = .services(server, service, isActive: active)
    } else if let server, let group = place("cmgroup"), let priority = number("priority") {
      self = .groups(group, server, priority: priority)
    } else if let name = place("paramname"), let value = place("paramvalue") {
      self = .parameters(name, value)
    } else if let server, let unit = place("unit"), let serial = place("serialnumber") {
      self = .database(
        server: server, unit: unit, serial: serial, subject: place("subjectname"),
        issuer: place("issuername"))
    } else if let pool = place("devicepool"), let group = place("cmgroup"),
      let model = place("model"), let mode = place("securitymode"), let count = number("phones")
    {
      self = .phones(pool: pool, group: group, model: model, security: mode, count: count)
    } else if let server = place("lastknownucm"), let count = number("phones") {
      self = .lastKnown(server, count: count)
    } else if place("subjectname") != nil, place("serialnumber") != nil, place("name") != nil {
      self = .trustRoles
    } else {
      return nil
    }
  }

  /// The column that must hold a number.
  var number: Number? {
    switch self {
    case .groups(_, _, let number), .lastKnown(_, let number), .phones(_, _, _, _, let number):
      number
    case .serverNames, .services, .parameters, .database, .trustRoles: nil
    }
  }
}
