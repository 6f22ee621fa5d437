import ClusterModel
import ScenarioLanguage
import TrustListFiles

/// Puts other names, addresses, domains and serial numbers in the place of a cluster's own: always
/// the same in the place of the same, so that the structure stays.
struct Mask {
  private var maps: [String: [String: String]] = [:]

  /// The stand-in of a text among those of its kind.
  private mutating func stand(for text: String, kind: String, _ make: (Int) -> String) -> String {
    if let known = maps[kind]?[text] { return known }
    let made = make((maps[kind]?.count ?? 0) + 1)
    maps[kind, default: [:]][text] = made
    return made
  }

  private mutating func plain(_ text: String, _ kind: String) -> String {
    text.isEmpty ? "" : stand(for: text, kind: kind) { "\(kind)\($0)" }
  }

  /// A host, a full name or an address.
  private mutating func server(_ name: String) -> String {
    if name.isEmpty || name == "EnterpriseWideData" { return name }
    if NetworkAddress.isAddress(name) {
      return stand(for: name, kind: "address") { "10.255.\($0 / 250 % 250).\($0 % 250 + 1)" }
    }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    var host = (parts.first ?? name).lowercased()
    var ending = ""
    if host.hasSuffix("-ms") {
      ending = "-ms"
      host.removeLast(3)
    }
    let label = stand(for: host, kind: "node") { "node\($0)" } + ending
    guard parts.count > 1 else { return label }
    let domain = stand(for: parts[1].lowercased(), kind: "domain") { "domain\($0).test" }
    return "\(label).\(domain)"
  }

  /// What a certificate is called after: a server, CAPF's or ITLRecovery's with the server's.
  private mutating func common(_ name: String) -> String {
    for beginning in ["ITLRECOVERY_", "CAPF-"] where name.uppercased().hasPrefix(beginning) {
      return beginning + server(String(name.dropFirst(beginning.count)))
    }
    return server(name.replacing(" ", with: "-"))
  }

  /// A distinguished name; only its common name is kept, under another one.
  private mutating func distinguished(_ name: String) -> String {
    "CN=" + common(commonName(of: name) ?? name)
  }

  private mutating func serial(_ text: String) -> String {
    stand(for: text, kind: "serial") { String(0x1000 + $0, radix: 16) }
  }

  private mutating func checksum(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let digits = stand(for: text.lowercased(), kind: "checksum") { String($0, radix: 16) }
    return String(repeating: "0", count: max(0, 40 - digits.count)) + digits
  }

  private mutating func device(_ name: String) -> String {
    stand(for: name, kind: "device") { deviceName(0x0200_0000_0000 + UInt64($0)) }
  }

  // MARK: Facts

  /// Covers everything that the logs tell.
  mutating func cover(_ facts: inout ClusterFacts) {
    for place in facts.members.indices {
      let row = facts.members[place].value
      facts.members[place].value.address = server(row.address)
      facts.members[place].value.host = server(row.host)
      facts.members[place].value.fullName = server(row.fullName)
      facts.members[place].value.publisher = row.publisher.split(separator: " ").map {
        server(String($0))
      }.joined(separator: " ")
    }
    for (stretch, host) in facts.hosts.sorted(by: { $0.key < $1.key }) {
      facts.hosts[stretch] = server(host)
    }
    for place in facts.serverNames.indices {
      facts.serverNames[place].value = server(facts.serverNames[place].value)
    }
    for place in facts.services.indices {
      facts.services[place].value.server = server(facts.services[place].value.server)
    }
    for place in facts.groups.indices {
      facts.groups[place].value.server = server(facts.groups[place].value.server)
      facts.groups[place].value.group = plain(facts.groups[place].value.group, "group")
    }
    for place in facts.lastKnown.indices {
      facts.lastKnown[place].value.server = server(facts.lastKnown[place].value.server)
    }
    for place in facts.parameters.indices
    where facts.parameters[place].value.name == "ClusterID" {
      facts.parameters[place].value.value = plain(facts.parameters[place].value.value, "cluster")
    }
    for place in facts.database.indices { cover(&facts.database[place].value) }
    for place in facts.disk.indices { cover(&facts.disk[place].value) }
    for place in facts.lists.indices { cover(&facts.lists[place].value) }
    coverPhones(&facts)
  }

  private mutating func coverPhones(_ facts: inout ClusterFacts) {
    for place in facts.phones.indices {
      facts.phones[place].value.pool = plain(facts.phones[place].value.pool, "pool")
      facts.phones[place].value.group = facts.phones[place].value.group.map { plain($0, "group") }
    }
    for place in facts.held.indices {
      facts.held[place].value.device = device(facts.held[place].value.device)
      facts.held[place].value.itl = checksum(facts.held[place].value.itl)
      facts.held[place].value.server = server(facts.held[place].value.server)
    }
    for place in facts.status.indices {
      facts.status[place].value.device = device(facts.status[place].value.device)
    }
    for place in facts.bulk.indices {
      facts.bulk[place].value.device = device(facts.bulk[place].value.device)
      facts.bulk[place].value.pool = plain(facts.bulk[place].value.pool, "pool")
    }
  }

  private mutating func cover(_ certificate: inout ClusterFacts.OwnCertificate) {
    certificate.server = certificate.server.map { server($0) }
    certificate.serial = certificate.serial.map { serial($0) }
    certificate.subject = certificate.subject.map { distinguished($0) }
    certificate.issuer = certificate.issuer.map { distinguished($0) }
    certificate.authority = certificate.authority.map { common(commonName(of: $0) ?? $0) }
  }

  private mutating func cover(_ list: inout ClusterFacts.List) {
    list.checksum = list.checksum.map { checksum($0) }
    list.signerName = common(list.signerName)
    if var owner = list.owner {
      cover(&owner)
      list.owner = owner
    }
    if var signer = list.signer {
      cover(&signer)
      list.signer = signer
    }
    for place in list.tokens.indices { cover(&list.tokens[place]) }
    for place in list.servers.indices { cover(&list.servers[place]) }
    for place in list.tvs.indices { cover(&list.tvs[place]) }
    for place in list.capf.indices { cover(&list.capf[place]) }
  }

  private mutating func cover(_ certificate: inout ListedCertificate) {
    certificate.commonName = common(certificate.commonName)
    certificate.issuer = common(certificate.issuer)
    let digits = serial(certificate.serial.plain)
    let value = UInt64(digits, radix: 16) ?? 0
    certificate.serial = SerialNumber(
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt64($0)) })
  }
}
