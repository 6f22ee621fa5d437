import ClusterModel
import VirtualTime

// `group` and `site` lines; their names were declared in the first pass.

extension Reading {
  mutating func readGroups() {
    guard let first = files.first else { return }
    var cursor = Cursor(first)
    for (line, id) in groupLines {
      do {
        try cursor.load(line, of: files[Int(line.file)])
        cursor.next = 1
        _ = try cursor.takeName("a group's name")
        try cursor.expect(.equal, "=")
        let cluster = scenario.estate[id].cluster
        scenario.estate[id].nodes = try takeGroupMembers(&cursor, home: cluster)
        try cursor.expectEnd()
      } catch {
        report(error, on: line)
        guard error.code == .unfilledValue, toleratesUnfilled else { continue }
        // Its phones are left out, and no node is left without them.
        unfilledGroups.insert(id)
        hasDamagedPhones = true
        let nodes = scenario.estate[scenario.estate[id].cluster].nodes
        scenario.estate[id].nodes = Array(
          nodes.filter { scenario.estate[$0].runsCallManager }
            .prefix(3))
      }
    }
  }

  /// One to three nodes of the group's own cluster, in order.
  func takeGroupMembers(
    _ cursor: inout Cursor, home cluster: ClusterID
  ) throws(Problem) -> [NodeID] {
    let start = cursor.position
    guard !cursor.isAtEnd else {
      throw Problem(
        .groupSize, "a group without nodes", start, start + 1, expected: "one to three nodes")
    }
    let members = try takeNodes(&cursor, home: cluster)
    guard members.count <= 3 else {
      throw Problem(
        .groupSize, "a group of \(members.count) nodes", start, cursor.lastEnd,
        expected: "one to three nodes")
    }
    return members
  }

  /// Names of different nodes, apart from ranges one by one.
  /// - Parameter home: the cluster they belong to unless they are written with another.
  /// - Parameter isOwn: no other cluster may be written.
  func takeNodes(
    _ cursor: inout Cursor, home: ClusterID?, isOwn: Bool = true
  ) throws(Problem) -> [NodeID] {
    var found: [NodeID] = []
    repeat {
      for name in try cursor.takeNames("a node's name", limit: limits.nodes) {
        let id = try node(name, home: home, mayBeForeign: !isOwn)
        if isOwn, let home, scenario.estate[id].cluster != home {
          throw Problem(
            .otherCluster, "node \(name.text) belongs to another cluster", name.start, name.end,
            expected: "a node of cluster \(scenario.estate[home].name)")
        }
        if found.contains(id) {
          throw Problem(
            .repeatedMember, "\(name.text) stands in this list already", name.start, name.end,
            expected: "each node once")
        }
        found.append(id)
      }
      if cursor.nextKind == .comma, cursor.next + 1 < cursor.tokens.count { cursor.next += 1 }
    } while cursor.isAtName
    return found
  }

  mutating func readSites() {
    guard let first = files.first else { return }
    var cursor = Cursor(first)
    for (line, id) in siteLines {
      do {
        try cursor.load(line, of: files[Int(line.file)])
        cursor.next = 1
        _ = try cursor.takeName("a site's name")
        try readSiteKeys(&cursor, id)
      } catch {
        report(error, on: line)
      }
    }
  }

  private mutating func readSiteKeys(_ cursor: inout Cursor, _ id: SiteID) throws(Problem) {
    var keys = Keys(["option150", "latency", "bandwidth"])
    while !cursor.isAtEnd {
      let key = try keys.take(&cursor)
      do {
        switch key {
        case "option150":
          let cluster = scenario.estate[id].cluster
          scenario.estate[id].option150 = try takeTFTPNodes(&cursor, home: cluster)
        case "latency":
          scenario.estate[id].latency = try cursor.takeDuration("a latency", mayBeZero: true)
        default: scenario.estate[id].bandwidthBitsPerSecond = try cursor.takeBandwidth()
        }
      } catch {
        report(error, on: cursor.statement)
        guard error.code == .unfilledValue else { return }
        if key == "option150", toleratesUnfilled { takeEveryTFTPNode(id) }
      }
    }
    guard keys.seen.contains("option150") else {
      throw Problem(
        .missingKey, "site \(scenario.estate[id].name) has no option150", cursor.contentEnd,
        cursor.contentEnd + 1, expected: "option150 NODE…")
    }
  }

  /// Until somebody says which servers a site is given, all that its cluster has.
  private mutating func takeEveryTFTPNode(_ id: SiteID) {
    let cluster = scenario.estate[id].cluster
    let nodes = scenario.estate[cluster].nodes.filter {
      scenario.estate[$0].runsTFTP && !scenario.estate[$0].joinsLater
    }
    needed.insert(.option150)
    guard let standIns, !nodes.isEmpty else { return }
    let first = standIns.firstServer % nodes.count
    scenario.estate[id].option150 = Array(nodes[first...] + nodes[..<first])
  }

  /// The servers of an option 150, which run TFTP.
  func takeTFTPNodes(
    _ cursor: inout Cursor, home: ClusterID?
  ) throws(Problem) -> [NodeID] {
    let first = cursor.next
    let nodes = try takeNodes(&cursor, home: home, isOwn: false)
    guard let dead = nodes.first(where: { !scenario.estate[$0].runsTFTP }) else { return nodes }
    let name = scenario.estate[dead].name
    let token =
      cursor.tokens[first..<cursor.next].first { cursor.text($0).hasSuffix(name) }
      ?? cursor.tokens[first]
    throw cursor.problem(
      .noTFTP, "node \(name) does not run TFTP and can serve no phone", at: token,
      expected: "nodes with tftp on their line")
  }

  /// A cluster without `site` has one, called `default`, with all its TFTP nodes.
  mutating func addDefaultSites() {
    let withPhones = Set(phoneLines.map(\.cluster))
    for place in scenario.estate.clusters.indices
    where scenario.estate.clusters[place].sites.isEmpty {
      let cluster = ClusterID(place)
      addSite("default", cluster, .nowhere)
      let nodes = scenario.estate[cluster].nodes.filter {
        scenario.estate[$0].runsTFTP && !scenario.estate[$0].joinsLater
      }
      scenario.estate.sites[scenario.estate.sites.count - 1].option150 = nodes
      if nodes.isEmpty, withPhones.contains(cluster), !damagedClusters.contains(cluster) {
        report(
          .noTFTP,
          "cluster \(scenario.estate[cluster].name) has phones, but no node that runs TFTP",
          at: scenario.estate[cluster].location, expected: "tftp on a node line, or a site")
      }
    }
  }
}
