import ClusterModel
import ScenarioLanguage
import TrustListFiles
import TrustRules
import VirtualTime

// Certificates that are not healthy and current, and phones that do not hold the current list.

extension InventoryMaker {
  /// What is known about one certificate of one node.
  private struct Known {
    /// As the database has it.
    var database: ClusterFacts.OwnCertificate?
    /// As it lies on the node.
    var disk: ClusterFacts.OwnCertificate?
    /// As the node's own list, or the first list that has it, shows it.
    var listed: ListedCertificate?

    var current: String? { database?.serial ?? disk?.serial }
  }

  private struct Place: Hashable {
    var unit: CertificateUnit
    var node: Int
  }

  mutating func takeCertificates() {
    let known = known()
    for place in inventory.nodes.indices {
      for unit in CertificateUnit.allCases {
        let isOnPublisher = unit == .capf || unit == .itlRecovery
        guard !isOnPublisher || inventory.nodes[place].isPublisher else { continue }
        take(unit, place, known[Place(unit: unit, node: place)] ?? Known())
      }
    }
  }

  /// Says, node by node, what the logs do not tell of certificates and lists: what is not known is
  /// left as a healthy cluster has it, so the inventory says so, too.
  mutating func askForTheRest() {
    guard !inventory.nodes.isEmpty else { return }
    var expiries: Set<Place> = []
    for found in facts.disk where found.value.expires != nil {
      if let node = node(of: found) {
        expiries.insert(Place(unit: found.value.unit, node: node))
      }
    }
    var owners: Set<Int> = []
    for found in lists where found.value.kind == .itl {
      if let owner = owner(of: found) { owners.insert(owner) }
    }
    for place in inventory.nodes.indices {
      let node = inventory.nodes[place]
      let hasTVS = node.runsCallManager || node.runsTVSAlone
      var units: [CertificateUnit] = []
      if node.runsTFTP || node.runsCallManager { units.append(.callManager) }
      if hasTVS { units.append(.tvs) }
      units.removeAll { expiries.contains(Place(unit: $0, node: place)) }
      if !units.isEmpty {
        let names = units.map(\.rawValue).joined(separator: " and ")
        unknown(
          "when \(names) of \(node.name) \(units.count == 1 ? "expires" : "expire")",
          units.map { "show cert own \($0.rawValue)" }.joined(separator: " and "), on: node.name)
      }
      if node.runsTFTP, !owners.contains(place), inventory.release.map(Self.hasITL) ?? true {
        unknown("which ITL \(node.name) serves", "show itl", on: node.name)
      }
    }
    if inventory.isMixedMode == true, !lists.contains(where: { $0.value.kind == .ctl }) {
      unknown(
        "the CTL", "show ctl",
        on: inventory.nodes.first(where: \.isPublisher)?.name ?? inventory.nodes[0].name)
    }
  }

  private static func hasITL(_ release: ReleaseName) -> Bool {
    Release(release).hasSecurityByDefault
  }

  /// Notes something that is taken for usual because no log tells it.
  private mutating func unknown(_ what: String, _ command: String, on node: String) {
    reader.say(
      .missingAnswer, "nothing tells \(what): it is taken for usual", 0, 0,
      expected: "the answer of \(command) on \(node)", isWarning: true)
    remark("not known: \(what) (\(command) on \(node)); it is taken for usual")
  }

  /// What is known about each certificate, everything looked at once.
  private func known() -> [Place: Known] {
    var known: [Place: Known] = [:]
    for row in facts.database.map(\.value) {
      guard let node = row.server.flatMap({ node(called: $0) }) else { continue }
      let place = Place(unit: row.unit, node: node)
      if known[place]?.database == nil { known[place, default: Known()].database = row }
    }
    for found in facts.disk {
      guard let node = node(of: found) else { continue }
      // A list of all certificates and the text of one tell different things of it.
      let place = Place(unit: found.value.unit, node: node)
      var merged = known[place]?.disk ?? found.value
      ClusterFacts.merge(&merged, found.value)
      known[place, default: Known()].disk = merged
    }
    for found in lists where found.value.kind == .itl { see(found, &known) }
    return known
  }

  /// What a node's own list, or else the first list that tells, shows of each certificate.
  private func see(_ found: Found<ClusterFacts.List>, _ known: inout [Place: Known]) {
    let list = found.value
    let owner = owner(of: found)
    let publisher = inventory.nodes.firstIndex(where: \.isPublisher)
    func note(_ unit: CertificateUnit, _ node: Int?, _ certificate: ListedCertificate?) {
      guard let node, let certificate else { return }
      let place = Place(unit: unit, node: node)
      if node == owner && unit != .capf || known[place]?.listed == nil {
        known[place, default: Known()].listed = certificate
      }
    }
    note(.callManager, owner, list.owner)
    var seen = Set<Int>()
    for certificate in list.tvs {
      guard let node = node(called: certificate.commonName), seen.insert(node).inserted else {
        continue
      }
      note(.tvs, node, certificate)
    }
    note(.capf, publisher, list.capf.first)
    note(.itlRecovery, publisher, list.tokens.first(where: Self.isRecovery))
  }

  /// The node that a certificate belongs to which `show cert` showed.
  private func node(of found: Found<ClusterFacts.OwnCertificate>) -> Int? {
    if let place = host(of: found.stretch) { return place }
    if let name = found.value.subject.flatMap({ commonName(of: $0) }),
      let place = node(called: name)
    {
      return place
    }
    // A log without show status: that of the publisher, which is asked first.
    let first = facts.disk.first?.stretch
    return found.stretch == first ? inventory.nodes.firstIndex(where: \.isPublisher) : nil
  }

  private mutating func take(_ unit: CertificateUnit, _ place: Int, _ known: Known) {
    var line = Inventory.Certificate(node: inventory.nodes[place].name, unit: unit)
    var remarks: [String] = []
    let subject = known.disk?.subject ?? known.database?.subject
    let issuer = known.disk?.issuer ?? known.database?.issuer
    if let authority = known.disk?.authority {
      line.signedBy = commonName(of: authority) ?? authority
    } else if let subject, let issuer, subject != issuer {
      line.signedBy = commonName(of: issuer) ?? issuer
    } else if let listed = known.listed, !listed.isSelfSigned {
      line.signedBy = listed.issuer
    }
    if let bits = known.listed?.bits, bits != 2_048 { line.bits = bits }
    if let expires = known.disk?.expires, let starts = inventory.starts {
      takeExpiry(expires, starts, &line, &remarks)
    }
    if let old = oldSerial(unit, known) {
      line.isLoadedOld = true
      remarks.append(old)
    }
    if unit == .tvs || unit == .itlRecovery {
      compareLists(unit, place, known.current, &line, &remarks)
    }
    guard
      line.signedBy != nil || line.bits != nil || line.expires != nil || line.isLoadedOld
        || !line.listers.isEmpty
    else { return }
    line.remark = remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    inventory.certificates.append(line)
  }

  /// A certificate is said to be valid until the beginning of a day.
  private func takeExpiry(
    _ expires: Instant, _ starts: Instant, _ line: inout Inventory.Certificate,
    _ remarks: inout [String]
  ) {
    let days = (expires - starts).microseconds / 86_400_000_000
    guard days < Self.nearDays else { return }
    line.expires = expires
    if expires <= starts {
      remarks.append("EXPIRED")
    } else if expires < starts + .days(1) {
      // The day that it ends in has begun: it would have expired already.
      if expires.startOfDay <= starts { line.expires = expires + .days(1) }
      remarks.append("expires at \(expires.text)")
    } else if days < 90 {
      remarks.append("expires in \(days) day\(days == 1 ? "" : "s")")
    }
  }

  /// A serial number short enough for a comment.
  private static func short(_ serial: String) -> String {
    serial.utf8.count > 16 && !serial.hasPrefix("SIM:") ? "\(serial.prefix(8))…" : serial
  }

  /// A sentence where a service still runs on an older certificate than the current one.
  private func oldSerial(_ unit: CertificateUnit, _ known: Known) -> String? {
    switch unit {
    case .callManager:
      guard let current = known.current, let listed = known.listed?.serial.plain,
        listed != current
      else { return nil }
      return
        "its ITL has the one with serial \(Self.short(listed)), not \(Self.short(current))"
    case .tvs:
      guard let database = known.database?.serial, let disk = known.disk?.serial,
        database != disk
      else { return nil }
      return "the node has serial \(Self.short(disk)), the database \(Self.short(database))"
    case .capf, .itlRecovery, .callManagerECDSA, .tomcat, .tomcatECDSA, .ipsec, .authz:
      return nil
    }
  }

  /// Lists that do not agree about a certificate that all of them have: which of them are behind.
  private func compareLists(
    _ unit: CertificateUnit, _ place: Int, _ current: String?,
    _ line: inout Inventory.Certificate, _ remarks: inout [String]
  ) {
    var listed: [(owner: Int, serial: String, modified: Instant?)] = []
    for found in lists where found.value.kind == .itl {
      let record =
        unit == .tvs
        ? found.value.tvs.first { node(called: $0.commonName) == place }
        : found.value.tokens.first(where: Self.isRecovery)
      guard let owner = owner(of: found), inventory.nodes[owner].runsTFTP, let record else {
        continue
      }
      listed.append((owner, record.serial.plain, found.value.modified))
    }
    let name = { (owner: Int) in self.inventory.nodes[owner].name }
    if let current {
      let old = listed.filter { $0.serial != current }
      guard !old.isEmpty else { return }
      line.listers = unique(old.map { name($0.owner) })
      let serials = unique(old.map { Self.short($0.serial) }).joined(separator: ", ")
      remarks.append("listed with serial \(serials), not \(Self.short(current))")
      return
    }
    guard let first = listed.first, listed.contains(where: { $0.serial != first.serial }) else {
      return
    }
    // Nobody shows the certificate itself: the list that was written last knows it best.
    let newest = listed.compactMap(\.modified).max()
    let latest = listed.filter { $0.modified == newest }
    if newest != nil, let best = latest.first, latest.allSatisfy({ $0.serial == best.serial }) {
      line.listers = unique(listed.filter { $0.serial != best.serial }.map { name($0.owner) })
      remarks.append(
        "the ITL of \(name(best.owner)), which was written last, has \(Self.short(best.serial))")
    } else {
      line.listers = [nil]
      let names = unique(listed.map { name($0.owner) })
      let whose =
        names.count > 1
        ? "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])" : names[0]
      remarks.append("the ITLs of \(whose) disagree: whose is behind?")
    }
  }

  private func unique(_ texts: [String]) -> [String] {
    var all: [String] = []
    for text in texts where !all.contains(text) { all.append(text) }
    return all
  }
}
