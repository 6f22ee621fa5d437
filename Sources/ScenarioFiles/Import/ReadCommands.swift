import ClusterModel
import VirtualTime

// What single commands print.

extension FactsReader {
  /// `show version active`: `Active Master Version: 12.5.1.13900-152`.
  mutating func readVersion(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    for (number, text) in lines.rest(atMost: 200) {
      let line = text.trimmed
      guard line.hasPrefix("Active"), line.contains("Version:"),
        let written = line.split(separator: ":").dropFirst().first?.trimmed
      else { continue }
      guard let release = releaseName(written) else {
        return say(
          .damagedAnswer, "\(written) is not a release of the product", piece.file, number)
      }
      facts.releases.append(found(release, piece.file, number))
      return
    }
    say(.truncatedLog, "no version follows the command", piece.file, piece.line)
  }

  /// `show network cluster`: address, full name, host, role, product; then the names in System >
  /// Server.
  mutating func readMembers(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    var isServerTable = false
    var count = 0
    for (number, text) in lines.rest(atMost: 20_000) {
      let line = text.trimmed
      if line.hasPrefix("Server Table") {
        isServerTable = true
      } else if isServerTable {
        let isName = !line.isEmpty && !line.contains(" ") && !line.allSatisfy { $0 == "-" }
        if isName { facts.serverNames.append(found(line, piece.file, number)) }
      } else if let member = Self.member(line, piece.file << 32 | piece.line) {
        count += 1
        facts.members.append(found(member, piece.file, number))
      }
    }
    if count == 0 { say(.truncatedLog, "no node follows the command", piece.file, piece.line) }
  }

  private static func member(_ line: String, _ listing: Int) -> ClusterFacts.Member? {
    let words = line.split(separator: " ").map(String.init)
    guard let role = words.firstIndex(where: { $0 == "Publisher" || $0 == "Subscriber" }),
      (2...3).contains(role), let address = words.first, Cursor.isAddress(address)
    else { return nil }
    let product = role + 1 < words.count ? words[role + 1] : "callmanager"
    return ClusterFacts.Member(
      address: address, fullName: words[1], host: words[role - 1],
      isPublisher: words[role] == "Publisher", product: product, listing: listing)
  }

  /// `show status`: `Host Name : pub` and `Date : Tue Mar 5, 2024 10:11:12`.
  mutating func readStatus(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    for (number, text) in lines.rest(atMost: 200) {
      guard let colon = text.firstIndex(of: ":") else { continue }
      let value = text[text.index(after: colon)...].trimmed
      switch text[..<colon].trimmed {
      case "Host Name":
        if let last = facts.hosts.last(where: { $0.stretch == stretch }), last.value != value {
          stretch += 1
        }
        facts.hosts.append(found(value, piece.file, number))
      case "Date":
        if let date = ProductDate.read(value) {
          facts.dates.append(found(date, piece.file, number))
        }
      case "Product Ver":
        if let release = releaseName(value) {
          facts.releases.append(found(release, piece.file, number))
        }
      default: break
      }
    }
  }

  /// `utils service list`: `Cisco Tftp[STARTED]`; of the log's own node.
  mutating func readServices(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    for (number, text) in lines.rest(atMost: 2_000) {
      guard let bracket = text.firstIndex(of: "[") else { continue }
      let state = text[bracket...].trimmed
      let isActive =
        state.hasPrefix("[STARTED]")
        || (state.hasPrefix("[STOPPED]") && !state.contains("Not Activated"))
      let row = ClusterFacts.ServiceRow(
        server: "", service: text[..<bracket].trimmed, isActive: isActive)
      facts.services.append(found(row, piece.file, number))
    }
  }

  // MARK: Certificates

  /// `show cert list own|trust` and `show cert own UNIT`.
  mutating func readCertificates(_ piece: LogPiece) {
    let words = piece.words
    if words.count > 2, words[2] == "own" || words[2] == "trust" {
      if words[2] == "own" { readOneCertificate(piece) }
      return
    }
    let isTrust = words.count > 3 && words[3] == "trust"
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    var block: [String: String] = [:]
    var count = 0
    for (number, text) in lines.rest(atMost: 20_000) + [(0, "Unit:")] {
      let line = text.trimmed
      if let place = line.firstRange(of: ".pem: "), let slash = line.firstIndex(of: "/") {
        count += 1
        let unit = CertificateUnit(rawValue: String(line[..<slash]))
        guard !isTrust, let unit else { continue }
        let authority = String(line[place.upperBound...]).text(after: "Certificate Signed by")
        let found = self.found(
          ClusterFacts.OwnCertificate(unit: unit, authority: authority), piece.file, number)
        facts.disk.append(found)
      } else if let colon = line.firstIndex(of: ":") {
        // The older form: a block of Unit:, Type:, Name:, Issuer: and Expires: each.
        let key = line[..<colon].trimmed
        if key == "Unit" {
          if take(block, piece, isTrust) { count += 1 }
          block = [:]
        }
        block[key] = line[line.index(after: colon)...].trimmed
      }
    }
    if count == 0 {
      say(.truncatedLog, "no certificate follows the command", piece.file, piece.line)
    } else if isTrust {
      _ = found(count, piece.file, piece.line)
    }
  }

  private mutating func take(_ block: [String: String], _ piece: LogPiece, _ isTrust: Bool) -> Bool
  {
    guard let name = block["Unit"], !name.isEmpty else { return false }
    guard !isTrust, let unit = CertificateUnit(rawValue: name) else { return true }
    let certificate = ClusterFacts.OwnCertificate(
      unit: unit, issuer: block["Issuer"], expires: block["Expires"].flatMap(ProductDate.read))
    facts.disk.append(found(certificate, piece.file, piece.line))
    return true
  }

  /// `show cert own CallManager`.
  private mutating func readOneCertificate(_ piece: LogPiece) {
    let typed = piece.command.split { $0 == " " || $0 == "/" }.dropFirst(3).first.map(String.init)
    guard
      let unit = CertificateUnit.allCases.first(where: {
        $0.rawValue.lowercased() == typed?.replacing(".pem", with: "").lowercased()
      })
    else { return }
    var certificate = ClusterFacts.OwnCertificate(unit: unit)
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    for (_, text) in lines.rest(atMost: 2_000) {
      let line = text.trimmed
      if let serial = line.text(after: "Serial Number:") {
        certificate.serial = plainSerial(serial.split(separator: "(").first.map(String.init) ?? "")
      } else if let name = line.text(after: "Issuer Name:") {
        certificate.issuer = name
      } else if let name = line.text(after: "Subject Name:") {
        certificate.subject = name
      } else if let date = line.text(after: "To:"), certificate.expires == nil {
        certificate.expires = ProductDate.read(date)
      }
    }
    guard certificate.serial != nil || certificate.subject != nil else {
      return say(.truncatedLog, "no certificate follows the command", piece.file, piece.line)
    }
    facts.disk.append(found(certificate, piece.file, piece.line))
  }

  // MARK: Queries

  /// Columns of each query that is understood.
  private static let known: [[String]] = [
    ["processnode"], ["servername", "service", "isactive"], ["cmgroup", "servername", "priority"],
    ["paramname", "paramvalue"], ["servername", "unit", "serialnumber"],
    ["subjectname", "serialnumber", "name"],
    ["devicepool", "cmgroup", "model", "securitymode", "phones"], ["lastknownucm", "phones"],
  ]

  /// What a query printed, known by the names of its columns.
  mutating func readQuery(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    let isKnown = { (columns: [String]) in
      Self.known.contains { $0.allSatisfy(columns.contains) }
    }
    guard let table = QueryTable.read(&lines, wants: isKnown) else {
      let isTrace = piece.command.isEmpty
      return say(
        .nothingToImport,
        isTrace ? "nothing to import here" : "nothing to import: a query without an answer",
        piece.file, piece.line, isWarning: true)
    }
    guard isKnown(table.columns) else {
      return say(
        .nothingToImport,
        "nothing to import: no query of the list that import --commands prints has the columns "
          + table.columns.prefix(6).joined(separator: ", "), piece.file, table.line,
        isWarning: true)
    }
    for damage in table.damages.prefix(20) where !damage.text.hasPrefix("#") {
      say(
        .damagedAnswer,
        "this is no row of the table with the columns "
          + table.columns.joined(separator: ", "), piece.file, damage.line,
        isWarning: damage.line == table.damages.last?.line && table.rows.count > 0)
    }
    take(table, piece)
  }

  private mutating func take(_ table: QueryTable, _ piece: LogPiece) {
    _ = found(table.rows.count, piece.file, table.line)
    for row in table.rows {
      let cell = { (name: String) in table.place(of: name).map { row.cells[$0] } ?? "" }
      let number = ["priority", "phones"].first { table.has($0) && Int(cell($0)) == nil }
      if let number {
        say(
          .damagedAnswer, "the column \(number) of this row holds no number", piece.file, row.line)
      } else {
        take(table, row, cell, piece)
      }
    }
  }

  // table: one case a query.
  private mutating func take(
    _ table: QueryTable, _ row: QueryTable.Row, _ cell: (String) -> String, _ piece: LogPiece
  ) {
    let none = { (text: String) -> String? in text.isEmpty || text == "NULL" ? nil : text }
    if table.has("processnode") {
      facts.serverNames.append(found(cell("processnode"), piece.file, row.line))
    } else if table.has("service", "isactive") {
      let service = ClusterFacts.ServiceRow(
        server: cell("servername"), service: cell("service"),
        isActive: ["t", "1", "true"].contains(cell("isactive").lowercased()))
      facts.services.append(found(service, piece.file, row.line))
    } else if table.has("cmgroup", "priority") {
      let group = ClusterFacts.GroupRow(
        group: cell("cmgroup"), server: cell("servername"), priority: Int(cell("priority")) ?? 9)
      facts.groups.append(found(group, piece.file, row.line))
    } else if table.has("paramname") {
      facts.parameters.append(
        found((cell("paramname"), cell("paramvalue")), piece.file, row.line))
    } else if table.has("unit", "serialnumber") {
      guard let unit = CertificateUnit(rawValue: cell("unit")) else { return }
      let certificate = ClusterFacts.OwnCertificate(
        server: cell("servername"), unit: unit, serial: plainSerial(cell("serialnumber")),
        subject: none(cell("subjectname")), issuer: none(cell("issuername")))
      facts.database.append(found(certificate, piece.file, row.line))
    } else if table.has("lastknownucm") {
      let row = (cell("lastknownucm"), Int(cell("phones")) ?? 0)
      facts.lastKnown.append(found(row, piece.file, table.line))
    } else if table.has("devicepool") {
      let phones = ClusterFacts.PhoneRow(
        pool: cell("devicepool"), group: none(cell("cmgroup")), model: cell("model"),
        security: cell("securitymode"), count: Int(cell("phones")) ?? 0)
      facts.phones.append(found(phones, piece.file, row.line))
    } else {
      facts.trustRoles += 1
    }
  }
}
