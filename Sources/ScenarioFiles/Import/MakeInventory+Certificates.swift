import ClusterModel
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
      compareTVS(place, known[Place(unit: .tvs, node: place)]?.database?.serial)
    }
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
      let days = (expires - starts).microseconds / 86_400_000_000
      if days < Self.nearDays {
        line.expires = expires
        if expires <= starts {
          remarks.append("EXPIRED")
        } else if days < 90 {
          remarks.append("expires in \(days) days")
        }
      }
    }
    if let old = oldSerial(unit, known) {
      line.isLoadedOld = true
      remarks.append(old)
    }
    guard line.signedBy != nil || line.bits != nil || line.expires != nil || line.isLoadedOld
    else { return }
    line.remark = remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    inventory.certificates.append(line)
  }

  /// A sentence where a service still runs on an older certificate than the current one.
  private func oldSerial(_ unit: CertificateUnit, _ known: Known) -> String? {
    switch unit {
    case .callManager:
      guard let current = known.current, let listed = known.listed?.serial.plain,
        listed != current
      else { return nil }
      return "its ITL has the one with serial \(listed), not \(current)"
    case .tvs:
      guard let database = known.database?.serial, let disk = known.disk?.serial,
        database != disk
      else { return nil }
      return "the node has serial \(disk), the database \(database)"
    case .capf, .itlRecovery, .callManagerECDSA, .tomcat, .tomcatECDSA, .ipsec, .authz:
      return nil
    }
  }

  /// Lists that do not agree about a node's TVS certificate.
  private mutating func compareTVS(_ place: Int, _ current: String?) {
    var serials: [(owner: Int, serial: String)] = []
    for found in lists where found.value.kind == .itl {
      let record = found.value.tvs.first { node(called: $0.commonName) == place }
      guard let owner = owner(of: found), let record else { continue }
      serials.append((owner, record.serial.plain))
    }
    let name = inventory.nodes[place].name
    for (owner, serial) in serials {
      if let current, serial != current {
        remark(
          "the ITL of \(inventory.nodes[owner].name) has the TVS certificate of \(name) with serial"
            + " \(serial), the database that with \(current): restart TFTP there")
      }
    }
    guard current == nil, let first = serials.first,
      let other = serials.first(where: { $0.serial != first.serial })
    else { return }
    remark(
      "the ITLs of \(inventory.nodes[first.owner].name) and \(inventory.nodes[other.owner].name)"
        + " disagree about the TVS certificate of \(name): restart TFTP on the one that is behind")
  }

  // MARK: What phones hold

  mutating func takeHeld() {
    takeStatus()
    guard !facts.held.isEmpty else { return }
    var owners: [String: Int] = [:]
    for found in lists where found.value.kind == .itl {
      guard let checksum = found.value.checksum, let owner = owner(of: found) else { continue }
      owners[checksum] = owner
    }
    var current: [Int: Int] = [:]
    var without: [String] = []
    var others: [String] = []
    for held in facts.held.map(\.value) {
      if held.itl.isEmpty {
        without.append(held.device)
      } else if let owner = owners[held.itl] {
        current[owner, default: 0] += 1
      } else {
        others.append(held.device)
      }
    }
    for (owner, count) in current.sorted(by: { $0.key < $1.key }) {
      remark("\(counted(count, "phone")) with the list that \(inventory.nodes[owner].name) has now")
    }
    state(without, list: nil, "with no ITL")
    let serving = inventory.nodes.first { $0.runsTFTP }?.name
    if owners.isEmpty {
      if !others.isEmpty {
        remark("\(counted(others.count, "phone")) told of a list, but no log shows any checksum")
      }
    } else {
      state(others, list: serving, "with a list that no node of these logs has now")
    }
  }

  private mutating func takeStatus() {
    var without: [String] = []
    var behind: [String] = []
    for row in facts.status.map(\.value) {
      switch row.status.lowercased().filter(\.isLetter) {
      case "mismatch": behind.append(row.device)
      case "notinstalled": without.append(row.device)
      default: break
      }
    }
    state(without, list: nil, "with ITL File Status Not Installed")
    state(
      behind, list: inventory.nodes.first { $0.runsTFTP }?.name, "with ITL File Status MisMatch")
  }

  /// Says which phones hold something else, by site and model where a table tells where they are.
  private mutating func state(_ devices: [String], list: String?, _ what: String) {
    guard !devices.isEmpty else { return }
    let few = devices.sorted().prefix(5).joined(separator: ", ")
    remark("\(counted(devices.count, "phone")) \(what): \(few)\(devices.count > 5 ? ", …" : "")")
    var places: [String: ClusterFacts.BulkPhone] = [:]
    for phone in facts.bulk.map(\.value) { places[phone.device] = phone }
    var counts: [String: Int] = [:]
    for device in devices {
      if let pool = places[device]?.pool, inventory.sites.contains(pool) {
        counts[pool, default: 0] += 1
      }
    }
    for (pool, count) in counts.sorted(by: { $0.key < $1.key }) {
      inventory.held.append(Inventory.Held(site: pool, model: nil, count: count, list: list))
    }
  }
}
