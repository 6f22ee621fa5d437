import ClusterModel
import ScenarioLanguage
import TextFormats
import TrustListFiles
import TrustRules
import VirtualTime

/// Concludes from what the logs say what the cluster is.
struct InventoryMaker {
  var reader: FactsReader
  var inventory = Inventory()
  /// Questions that no log answers, each with the command that would.
  private var unanswered: [(what: String, command: String)] = []
  var facts: ClusterFacts { reader.facts }

  /// Nodes by everything that they are called, and by host alone; the first of two counts.
  private var places: [String: Int] = [:]
  private var hosts: [String: Int] = [:]
  private var nodeNames = Set<String>()
  private var remarks = Set<String>()
  /// Of each node's lists the newest, and all others.
  var lists: [Found<ClusterFacts.List>] = []
  var olderLists: [Found<ClusterFacts.List>] = []

  /// Certificates that expire so long after the log are named in the inventory.
  static let nearDays: Int64 = 730

  init(_ reader: FactsReader) { self.reader = reader }

  mutating func make() {
    takeHead()
    takeNodes()
    takeServices()
    nameServers()
    chooseLists()
    takeLists()
    takeGroups()
    takePhones()
    takeCertificates()
    takeHeld()
    askForTheRest()
    if facts.trustRoles > 0 {
      remark("the database gives trust roles to \(counted(facts.trustRoles, "certificate"))")
    }
    sayMissing()
  }

  mutating func remark(_ text: String) {
    if remarks.insert(text).inserted { inventory.remarks.append(text) }
  }

  func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// The place of the node that is called so: by host, by full name or by address.
  func node(called name: String) -> Int? {
    let small = name.lowercased()
    return places[small] ?? hosts[Self.label(small)]
  }

  /// The part of a full name before its first dot; an address stays whole.
  static func label(_ name: String) -> String {
    NetworkAddress.isAddress(name)
      ? name : name.split(separator: ".").first.map(String.init) ?? name
  }

  /// Notes that no log answers a question, and which command would.
  mutating func missing(_ what: String, _ command: String) { unanswered.append((what, command)) }

  private mutating func sayMissing() {
    guard !unanswered.isEmpty else { return }
    reader.say(
      .missingAnswer, "nothing tells " + unanswered.map(\.what).joined(separator: ", "), 0, 0,
      expected: "the answers of " + unanswered.map(\.command).joined(separator: ", "))
  }

  // MARK: Head

  private mutating func takeHead() {
    let name = facts.parameter("ClusterID") ?? ""
    if !name.isEmpty, name != "StandAloneCluster" { inventory.name = name }
    if let first = facts.releases.first {
      inventory.release = first.value
      if let other = facts.releases.first(where: { $0.value != first.value }) {
        remark("the nodes do not run one release: \(first.value.text) and \(other.value.text)")
      }
      if !Release(first.value).isKnown {
        reader.say(
          .damagedAnswer, "there is no release \(first.value.text) with Security By Default",
          first.file, first.line, expected: Release.knownText)
        inventory.release = nil
      }
    } else {
      missing("the release", "show version active")
    }
    if let last = facts.latest {
      inventory.starts = last
      inventory.startsRemark = "when the log was taken"
    } else if let last = facts.lists.compactMap(\.value.modified).max() {
      inventory.starts = last
      inventory.startsRemark = "when the newest list was written: no log tells its own date"
    }
    switch facts.parameter("ClusterSecurityMode") {
    case "0": inventory.isMixedMode = false
    case "1": inventory.isMixedMode = true
    case let other?: remark("ClusterSecurityMode is \(other), which is no known mode")
    case nil: break
    }
    let rollback = facts.parameter("RollBackToPreGrayback")?.lowercased()
    inventory.isRollbackSet = ["t", "1", "true"].contains(rollback)
  }

  // MARK: Nodes

  private mutating func takeNodes() {
    let ours = facts.members.first {
      $0.value.isPublisher && $0.value.product == "callmanager"
    }?.value
    let strange = facts.members.first {
      $0.value.isPublisher && $0.value.product == "callmanager" && $0.value.host != ours?.host
    }
    if let strange, let ours {
      reader.say(
        .severalClusters,
        "another cluster begins here: its publisher is \(strange.value.host), not \(ours.host)",
        strange.file, strange.line, expected: "logs of one cluster")
    }
    for member in facts.members {
      let row = member.value
      guard row.publisher.isEmpty || row.publisher == ours?.host else { continue }
      guard row.product == "callmanager" else {
        remark("left out: \(row.host), a node of IM and Presence")
        continue
      }
      guard node(called: row.address) == nil, node(called: row.host) == nil else { continue }
      var node = Inventory.Node(name: "", host: row.host, address: row.address)
      let domain = row.fullName.split(separator: ".").dropFirst().joined(separator: ".")
      if !domain.isEmpty, !NetworkAddress.isAddress(row.fullName) { node.domain = domain }
      node.isPublisher = row.isPublisher
      add(node)
    }
    if inventory.nodes.isEmpty {
      for found in facts.serverNames where found.value != "EnterpriseWideData" {
        let isAddress = NetworkAddress.isAddress(found.value)
        add(
          Inventory.Node(
            name: "", host: Self.label(found.value), address: isAddress ? found.value : nil))
      }
    }
    if inventory.nodes.isEmpty { missing("the nodes", "show network cluster") }
  }

  /// Adds a node, whose name is its host's.
  mutating func add(_ node: Inventory.Node) {
    var node = node
    node.name = Self.label(node.host)
    var number = 2
    while !nodeNames.insert(node.name).inserted {
      node.name = "\(Self.label(node.host))-\(number)"
      number += 1
    }
    let place = inventory.nodes.count
    let host = node.host.lowercased()
    let names = [
      host, node.address, node.name.lowercased(),
      node.domain.map { "\(host).\($0.lowercased())" },
    ]
    for name in names.compactMap({ $0 }) where places[name] == nil { places[name] = place }
    if hosts[host] == nil { hosts[host] = place }
    inventory.nodes.append(node)
  }

  /// The host that a log was taken on.
  func host(of stretch: Int) -> Int? {
    facts.hosts[stretch].flatMap { node(called: $0) }
  }

  private mutating func takeServices() {
    guard !facts.services.isEmpty else {
      if !inventory.nodes.isEmpty { missing("the services", "the query of services") }
      return
    }
    for row in facts.services where row.value.isActive {
      let place =
        row.value.server.isEmpty ? host(of: row.stretch) : node(called: row.value.server)
      guard let place else { continue }
      switch row.value.service {
      case Service.callManager.rawValue: inventory.nodes[place].runsCallManager = true
      case Service.tftp.rawValue: inventory.nodes[place].runsTFTP = true
      default: break
      }
    }
    for row in facts.services where !row.value.isActive {
      guard row.value.service == Service.capf.rawValue,
        let place = row.value.server.isEmpty
          ? host(of: row.stretch) : node(called: row.value.server),
        inventory.nodes[place].isPublisher
      else { continue }
      inventory.nodes[place].lacksCAPF = true
    }
  }

  /// How System > Server names each node.
  private mutating func nameServers() {
    for found in facts.serverNames {
      guard let place = node(called: found.value) else { continue }
      let node = inventory.nodes[place]
      if found.value == node.address {
        inventory.nodes[place].namedBy = .address
      } else if found.value.contains(".") {
        inventory.nodes[place].namedBy = .fqdn
      } else {
        inventory.nodes[place].namedBy = .hostname
      }
    }
  }

  // MARK: Groups and phones

  private mutating func takeGroups() {
    var members: [String: [(priority: Int, node: String)]] = [:]
    var order: [String] = []
    for found in facts.groups {
      guard let place = node(called: found.value.server) else {
        reader.say(
          .severalClusters, "no node of this cluster is called \(found.value.server)", found.file,
          found.line, expected: "logs of one cluster")
        continue
      }
      let name = inventory.nodes[place].name
      if members[found.value.group] == nil { order.append(found.value.group) }
      guard !(members[found.value.group]?.contains { $0.node == name } ?? false) else { continue }
      members[found.value.group, default: []].append((found.value.priority, name))
    }
    for name in order {
      let all = (members[name] ?? []).sorted { ($0.priority, $0.node) < ($1.priority, $1.node) }
      inventory.groups.append(Inventory.Group(name: name, nodes: all.map(\.node)))
    }
    if facts.groups.isEmpty { missing("the groups", "the query of CallManager groups") }
  }

  private mutating func takePhones() {
    let groups = Set(inventory.groups.map(\.name))
    for found in facts.phones where found.value.count > 0 {
      let row = found.value
      let isGroup = row.group.map(groups.contains) ?? false
      inventory.phones.append(
        Inventory.Phones(
          count: row.count, model: Self.model(row.model), group: isGroup ? row.group : nil,
          site: row.pool, security: Self.security(row.security)))
    }
    if facts.phones.isEmpty, !facts.bulk.isEmpty { takeBulkPhones() }
    var sites = Set<String>()
    for phones in inventory.phones {
      if let site = phones.site, sites.insert(site).inserted { inventory.sites.append(site) }
    }
    if facts.otherDevices > 0 {
      let rows = facts.otherDevices == 1 ? "row" : "rows"
      remark("left out: \(facts.otherDevices) \(rows) about devices that are not called SEP…")
    }
    if inventory.phones.isEmpty { missing("the phones", "the query of phones") }
    let unknown = facts.lastKnown.filter { node(called: $0.value.server) == nil }
      .reduce(0) { $0 + $1.value.count }
    if unknown > 0 { remark("\(counted(unknown, "phone")) last seen at no node of this cluster") }
    for found in facts.lastKnown.sorted(by: { $0.value.server < $1.value.server }) {
      guard let place = node(called: found.value.server) else { continue }
      remark(
        "\(counted(found.value.count, "phone")) last registered at \(inventory.nodes[place].name)")
    }
  }

  private mutating func takeBulkPhones() {
    struct Key: Hashable {
      var pool: String
      var model: String
      var security: String
    }
    var counts: [Key: Int] = [:]
    for phone in facts.bulk.map(\.value) {
      let profile = phone.security
      let model = phone.model.isEmpty ? Self.model(ofProfile: profile) : Self.model(phone.model)
      counts[
        Key(pool: phone.pool, model: model, security: Self.security(profile)), default: 0] += 1
    }
    let group = inventory.groups.count == 1 ? inventory.groups[0].name : nil
    for (key, count) in counts.sorted(by: {
      ($0.key.pool, $0.key.model, $0.key.security) < ($1.key.pool, $1.key.model, $1.key.security)
    }) {
      inventory.phones.append(
        Inventory.Phones(
          count: count, model: key.model.isEmpty ? nil : key.model, group: group,
          site: key.pool.isEmpty ? nil : key.pool, security: key.security))
    }
  }

  /// `8861` of `Cisco 8861`.
  static func model(_ name: String) -> String {
    for beginning in ["Cisco Unified IP Phone ", "Cisco IP Phone ", "Cisco "] {
      if let rest = name.text(after: beginning), !rest.isEmpty { return rest }
    }
    return name
  }

  /// `8861` of `Cisco 8861 - Standard SIP Non-Secure Profile`.
  private static func model(ofProfile name: String) -> String {
    guard let end = name.firstRange(of: " - ") else { return "" }
    return model(String(name[..<end.lowerBound]))
  }

  /// The scenario's word for a security mode, or for a profile that is named after one.
  static func security(_ name: String) -> String {
    let small = name.lowercased().replacing("-", with: " ")
    if small.contains("non secure") { return "non-secure" }
    if small.contains("encrypted") { return "encrypted" }
    if small.contains("authenticated") { return "authenticated" }
    return "non-secure"
  }
}
