import ClusterModel
import TextFormats
import TrustRules
import VirtualTime

// `cluster` and `node` lines.

extension Reading {
  /// Reads a `cluster` line. It makes a cluster even of a damaged line, so that the lines under it
  /// are still understood.
  mutating func readClusterLine(_ cursor: inout Cursor) -> ClusterID {
    let line = cursor.statement
    let unknown = ReleaseName(
      text: "", major: 0, minor: 0, maintenance: 0, serviceUpdate: 0, build: nil)
    var cluster = Cluster(name: "", release: unknown, isMixedMode: false)
    cluster.location = location(line)
    let id = ClusterID(scenario.estate.clusters.count)
    do {
      let name = try cursor.takePlainName("a cluster's name")
      cluster.name = name.name
      if clusters[name.name] != nil {
        report(
          Problem(
            .duplicateName, "there is a cluster \(name.name) already", name.start, name.end,
            expected: "a name that is new"),
          on: line)
      } else {
        clusters[name.name] = id
      }
      try readClusterKeys(&cursor, &cluster)
    } catch {
      report(error, on: line)
    }
    scenario.estate.clusters.append(cluster)
    return id
  }

  private mutating func readClusterKeys(
    _ cursor: inout Cursor, _ cluster: inout Cluster
  ) throws(Problem) {
    var keys = Keys(["release", "mode", "ctl", "security-password"])
    while !cursor.isAtEnd {
      let key = try keys.take(&cursor)
      do {
        switch key {
        case "release": cluster.release = try cursor.takeRelease()
        case "mode":
          cluster.isMixedMode = try cursor.takeChoice(
            [("non-secure", false), ("mixed", true)], "mode")
        case "ctl":
          cluster.ctl = try takeCTLSigning(&cursor)
          cluster.statesCTLSigning = true
        default: cluster.securityPassword = try cursor.takeText("a security password")
        }
      } catch {
        report(error, on: cursor.statement)
        guard error.code == .unfilledValue else { return }
        standIn(for: key, of: &cluster)
      }
    }
    if needed.contains(.mode), cluster.statesCTLSigning { cluster.isMixedMode = true }
    for key in ["release", "mode"] where !keys.seen.contains(key) {
      throw Problem(
        .missingKey, "cluster \(cluster.name) has no \(key)", cursor.contentEnd,
        cursor.contentEnd + 1,
        expected: key == "release" ? "release R" : "mode non-secure or mode mixed")
    }
    if cluster.statesCTLSigning, !cluster.isMixedMode {
      throw Problem(
        .conflictingKeys, "a cluster in non-secure mode has no CTL to sign",
        Int(cursor.statement.start), cursor.contentEnd, expected: "mode mixed, or no ctl")
    }
    guard cluster.statesCTLSigning else { return }
    let release = Release(cluster.release)
    let isThere =
      switch cluster.ctl {
      case .tokenless: release.hasTokenlessCTL
      case .tokens: release.hasTokenCTL
      }
    guard !isThere else { return }
    throw Problem(
      .conflictingKeys, "release \(cluster.release.text) has no CTL that is signed so",
      Int(cursor.statement.start), cursor.contentEnd,
      expected: release.hasTokenlessCTL
        ? "ctl tokenless, or no ctl" : "ctl token TOKEN TOKEN, or no ctl")
  }

  private mutating func standIn(for key: String, of cluster: inout Cluster) {
    guard let standIns else { return }
    switch key {
    case "release":
      needed.insert(.release)
      cluster.release = standIns.release
    case "mode":
      needed.insert(.mode)
      cluster.isMixedMode = standIns.isMixedMode
    default: break
    }
  }

  private func takeCTLSigning(_ cursor: inout Cursor) throws(Problem) -> CTLSigning {
    if cursor.accept("tokenless") { return .tokenless }
    guard cursor.accept("token") else {
      throw cursor.unexpected("tokenless or token TOKEN TOKEN", words: ["tokenless", "token"])
    }
    var tokens: [String] = []
    repeat {
      let name = try cursor.takePlainName("an eToken's name")
      if tokens.contains(name.name) {
        throw Problem(.repeatedMember, "\(name.name) is named twice", name.start, name.end)
      }
      tokens.append(name.name)
    } while cursor.isAtName
    guard tokens.count >= 2 else {
      throw cursor.unexpected("a second eToken: a CTL is made with two at least")
    }
    return .tokens(tokens)
  }

  /// Reads a `node` line behind its first word, and makes its nodes.
  @discardableResult
  mutating func readNodeLine(
    _ cursor: inout Cursor, _ cluster: ClusterID, joinsLater: Bool
  ) throws(Problem) -> [NodeID] {
    var names: [NameReference] = []
    repeat {
      let room = limits.nodes - scenario.estate.nodes.count - names.count
      let more = try cursor.takeNames("a node's name", limit: room)
      for name in more { try requireHome(name, cluster) }
      if !names.isEmpty, let name = more.first { try requireNoTypo(name, cursor) }
      names += more
    } while cursor.isAtName || cursor.nextKind == .quoted
    guard names.count + scenario.estate.nodes.count <= limits.nodes else {
      throw Problem(
        .tooManyNodes, "more than the \(limits.nodes) nodes that are read", names[0].start,
        names[0].end)
    }
    var made: [NodeID] = []
    for name in names {
      do {
        try requireNew(name, in: nodeNames, cluster)
        made.append(addNode(name.name, cluster, location(cursor.statement)))
      } catch {
        report(error, on: cursor.statement)
      }
    }
    var node = Node(name: "", cluster: cluster, host: "", address: "")
    node.joinsLater = joinsLater
    try readNodeKeys(&cursor, &node, isAlone: names.count == 1)
    for id in made {
      var own = node
      own.name = scenario.estate[id].name
      own.location = scenario.estate[id].location
      if own.host.isEmpty { own.host = own.name }
      scenario.estate[id] = own
      try requireNewHost(id, cursor)
    }
    return made
  }

  private static let nodeKeys = [
    "publisher", "callmanager", "tftp", "tvs", "no-capf", "host", "domain", "address", "named-by",
  ]

  /// A second name that is nearly a key is a key misspelt: it must not become a node.
  private func requireNoTypo(_ name: NameReference, _ cursor: Cursor) throws(Problem) {
    let token = cursor.tokens[cursor.next - 1]
    let hasDigit = name.name.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
    guard token.kind == .word, !hasDigit,
      let key = Suggestions.nearest(to: name.name, among: Self.nodeKeys)
    else { return }
    throw cursor.problem(
      .unknownWord, "\(name.name) is nearly a key of this line, and would be a node's name",
      at: token, expected: "\(key), or the name in quotes", suggestion: key)
  }

  private mutating func addNode(
    _ name: String, _ cluster: ClusterID, _ location: SourceLocation
  ) -> NodeID {
    let id = NodeID(scenario.estate.nodes.count)
    var node = Node(name: name, cluster: cluster, host: name, address: "")
    node.location = location
    scenario.estate.nodes.append(node)
    scenario.estate.clusters[cluster.index].nodes.append(id)
    nodeNames.add(name, cluster: cluster.index)
    return id
  }

  private mutating func readNodeKeys(
    _ cursor: inout Cursor, _ node: inout Node, isAlone: Bool
  ) throws(Problem) {
    var keys = Keys(Self.nodeKeys)
    while !cursor.isAtEnd {
      let position = cursor.position
      let key = try keys.take(&cursor)
      if !isAlone, ["host", "address"].contains(key) {
        throw Problem(
          .conflictingKeys, "\(key) can belong to one node only, and this line makes several",
          position, cursor.lastEnd, expected: "a line of its own for this node")
      }
      do {
        switch key {
        case "publisher": node.isPublisher = true
        case "callmanager": node.runsCallManager = true
        case "tftp": node.runsTFTP = true
        case "tvs": node.isNamedTVS = true
        case "no-capf": node.lacksCAPF = true
        case "host": node.host = try cursor.takeHost("a hostname")
        case "domain": node.domain = try cursor.takeHost("a domain")
        case "address": node.address = try cursor.takeAddress()
        default: node.namedBy = try cursor.takeChoice(Node.NamedBy.self, "way to name a node")
        }
      } catch {
        report(error, on: cursor.statement)
        guard error.code == .unfilledValue else { return }
      }
    }
  }

  /// Two nodes of one cluster cannot share a host or an address. One that joins later may take
  /// those of a node that has gone by then.
  private mutating func requireNewHost(_ id: NodeID, _ cursor: Cursor) throws(Problem) {
    let node = scenario.estate[id]
    guard !node.joinsLater else { return }
    for (what, name) in [("host", node.host), ("address", node.address)] where !name.isEmpty {
      let key = HostKey(cluster: node.cluster, name: name)
      guard let other = takenHosts[key] else {
        takenHosts[key] = id
        continue
      }
      throw Problem(
        .duplicateName, "node \(scenario.estate[other].name) has \(what) \(name) already",
        Int(cursor.statement.start), cursor.contentEnd,
        expected: "a host and an address that are new in the cluster")
    }
  }

  /// Gives every node an address that the scenario did not give one: 10.C.0.N, where C counts the
  /// clusters and N the nodes of one, both from 1 in file order, and leaps over given addresses.
  mutating func fillAddresses() {
    var taken = Set(scenario.estate.nodes.map(\.address))
    for (place, cluster) in scenario.estate.clusters.enumerated() {
      var number = 0
      for node in cluster.nodes {
        number += 1
        guard scenario.estate[node].address.isEmpty else { continue }
        var address = ""
        repeat {
          address = "10.\((place + 1) % 256).\(number / 256 % 256).\(number % 256)"
          if taken.contains(address) { number += 1 }
        } while taken.contains(address)
        taken.insert(address)
        scenario.estate[node].address = address
      }
    }
  }

  /// Every cluster has exactly one publisher, which was there from the start.
  mutating func requirePublishers() {
    for id in scenario.estate.clusters.indices.map({ ClusterID($0) }) {
      let cluster = scenario.estate[id]
      let publishers = cluster.nodes.filter { scenario.estate[$0].isPublisher }
      if publishers.isEmpty, !damagedClusters.contains(id) {
        report(
          .missingPublisher, "no node of cluster \(cluster.name) is the publisher",
          at: cluster.location, expected: "publisher on one of its node lines")
      }
      for extra in publishers.dropFirst() {
        report(
          .severalPublishers,
          "cluster \(cluster.name) has a publisher already: "
            + scenario.estate[publishers[0]].name,
          at: scenario.estate[extra].location, expected: "one publisher a cluster")
      }
      if let first = publishers.first, scenario.estate[first].joinsLater {
        report(
          .missingPublisher, "the publisher of cluster \(cluster.name) is not there at the start",
          at: scenario.estate[first].location, expected: "a publisher under its cluster")
      }
    }
  }

  /// Reports something about a whole line that was read before.
  mutating func report(
    _ code: DiagnosticCode, _ message: String, at place: SourceLocation, expected: String? = nil
  ) {
    guard !log.isFull else { return log.count() }
    let line = lineOf(place)
    report(
      Problem(code, message, Int(line.start), Int(line.end), expected: expected), on: line)
  }

  /// The statement at a place that was remembered by its location only.
  private func lineOf(_ place: SourceLocation) -> Statement {
    let bytes = files[place.file].bytes
    var start = LineSplitter.hasByteOrderMark(bytes) ? 3 : 0
    for _ in 1..<max(place.line, 1) {
      start = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
    }
    var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D { end -= 1 }
    return Statement(
      file: Int32(place.file), line: Int32(place.line), lineStart: Int32(start),
      start: Int32(start + place.column - 1), end: Int32(max(end, start + place.column - 1)))
  }
}

/// The keys of one line, each at most once.
struct Keys {
  let all: [String]
  private(set) var seen: Set<String> = []

  init(_ all: [String]) { self.all = all }

  mutating func take(_ cursor: inout Cursor) throws(Problem) -> String {
    guard let word = cursor.nextWord else { throw cursor.unexpected(Suggestions.choice(all)) }
    let token = cursor.tokens[cursor.next]
    guard all.contains(word) else {
      throw cursor.problem(
        .unknownWord, "\(word) is no key of this line", at: token,
        expected: Suggestions.choice(all),
        suggestion: Suggestions.nearest(to: word, among: all))
    }
    guard seen.insert(word).inserted else {
      throw cursor.problem(
        .repeatedKey, "\(word) stands on this line already", at: token, expected: "\(word) once")
    }
    cursor.next += 1
    return word
  }
}
