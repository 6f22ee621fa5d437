import ClusterModel
import TextFormats
import TrustRules

// What actions between clusters name: groups, certificates, directories.

extension Reading {
  /// `to group G`, a group of the GUI's own cluster, or `to CLUSTER group G`.
  mutating func takeTarget(
    _ cursor: inout Cursor, at gui: ClusterID
  ) throws(Problem) -> GroupID {
    try cursor.expect("to")
    var target = gui
    if !cursor.isNext("group") {
      target = try cluster(cursor.takePlainName("a cluster's name"))
    }
    try cursor.expect("group")
    let name = try cursor.takeName("a group's name")
    let own = "a group of cluster \(scenario.estate[target].name), or to CLUSTER group G"
    let group: GroupID
    do {
      group = try self.group(name, home: target)
    } catch {
      guard error.code == .otherCluster else { throw error }
      throw Problem(error.code, error.message, error.start, error.end, expected: own)
    }
    guard scenario.estate[group].cluster == target else {
      throw Problem(
        .otherCluster, "group \(name.text) belongs to another cluster", name.start, name.end,
        expected: own)
    }
    filledGroups.insert(group)
    return group
  }

  /// `UNIT of NODE`, where the release gives the node such a certificate.
  func takeCertificate(_ cursor: inout Cursor) throws(Problem) -> Action.UploadSource {
    let start = cursor.position
    let unit = try cursor.takeChoice(CertificateUnit.self, "certificate unit")
    let end = cursor.lastEnd
    try cursor.expect("of")
    let id = try node(cursor.takeName("a node's name"))
    let node = scenario.estate[id]
    let cluster = scenario.estate[node.cluster]
    let release = Release(cluster.release)
    guard
      release.hasUnit(unit, onPublisher: node.isPublisher)
        || upgradedClusters.contains(node.cluster)
    else {
      let there = CertificateUnit.allCases.filter {
        release.hasUnit($0, onPublisher: node.isPublisher)
      }
      throw Problem(
        .unknownName,
        "node \(node.name) has no \(unit.rawValue) certificate in release \(cluster.release.text)",
        start, end, expected: Suggestions.choice(there.map(\.rawValue)))
    }
    return .unit(unit, of: id)
  }

  /// The name of an SFTP directory; one that is read is judged when all that are filled are known.
  mutating func takeDirectory(
    _ cursor: inout Cursor, isFilled: Bool
  ) throws(Problem) -> String {
    let start = cursor.position
    let name = try cursor.takeText("the name of a directory")
    if isFilled {
      filledDirectories.insert(name)
    } else {
      directoriesToJudge.append((name, start, cursor.lastEnd, cursor.statement))
    }
    return name
  }

  /// A directory that nobody fills is a plan's mistake, and its run shows what comes of it; one
  /// that is nearly called like one that is filled is the writer's.
  mutating func judgeDirectories() {
    for pending in directoriesToJudge where !filledDirectories.contains(pending.name) {
      guard let meant = nearest(to: pending.name, among: filledDirectories.sorted()) else {
        continue
      }
      report(
        Problem(
          .unknownName, "nothing is exported to directory \(pending.name)", pending.start,
          pending.end, expected: "a directory that a step exports to", suggestion: meant),
        on: pending.line)
    }
  }
}
