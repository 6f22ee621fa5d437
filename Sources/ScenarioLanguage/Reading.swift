import ClusterModel
import TextFormats
import VirtualTime

/// One reading of a scenario: what has been understood so far, and what has not.
///
/// A file is read in two passes, so that a name may be used above the line that declares it. The
/// first splits lines, follows includes, reads the head and declares every name; the second reads
/// what refers to names: groups, sites, phones, the state before the start, and the steps.
struct Reading {
  let limits: Limits
  let read: (String, String?) throws(FileProblem) -> SourceText

  var log = DiagnosticLog()
  var files: [SourceFile] = []
  var sources: [SourceText] = []
  /// Files that are tables of phones.
  var tableFiles: Set<Int> = []
  /// Lines on which a character was found that a word processor made: one error says enough.
  private var typographicLines: Set<LineKey> = []
  var scenario = Scenario()

  /// What stands for a `?` in a health check; nil: none is made, and a `?` is an error.
  var standIns: StandIns?
  var toleratesUnfilled: Bool { standIns != nil }
  /// What had to stand in.
  var needed: StandIns.Needed = []
  /// Groups whose nodes are asked for: nobody knows who serves their phones.
  var unfilledGroups: Set<GroupID> = []

  // Names
  var clusters: [String: ClusterID] = [:]
  var nodeNames = NameTable("node")
  var groupNames = NameTable("group")
  var siteNames = NameTable("site")

  // What the first pass found and the second reads
  var groupLines: [(line: Statement, group: GroupID)] = []
  var siteLines: [(line: Statement, site: SiteID)] = []
  var phoneLines: [(line: Statement, cluster: ClusterID)] = []
  var stateLines: [(line: Statement, cluster: ClusterID)] = []
  var sections: [SectionLines] = []
  /// Headings with meaning that the file has.
  var specialHeadings: Set<String> = []
  /// Nodes that `add node` actions make, by file and line; nil where the line was refused.
  var addedNodes: [LineKey: NodeID?] = [:]

  /// Hosts and addresses of the nodes that are there at the start.
  var takenHosts: [HostKey: NodeID] = [:]

  // What the head holds
  var headLines: Set<String> = []
  var hasStarts = false
  /// It does, and the date could be read.
  var knowsStart = false
  /// Clusters with a node line that could not be read: what is missing there may stand in it.
  var damagedClusters: Set<ClusterID> = []
  /// A phones line could not be read: what matches nothing may stand in it.
  var hasDamagedPhones = false

  // Phones
  var phoneKinds = PhoneKinds()
  var phoneNumbers = PhoneNumbers()
  /// The next number of each `named PREFIX`, and of phones that are not named.
  var nextNumber: [PhonePrefix: UInt64] = [:]

  // What can be judged only when all is read
  var selectionsToJudge: [PendingSelection] = []
  var stepsToJudge: [(number: Int, start: Int, end: Int, line: Statement)] = []
  var acceptedStepsToJudge: [(number: Int, start: Int, end: Int, line: Statement)] = []
  var backupsToJudge: [(name: String, start: Int, end: Int, line: Statement)] = []
  var knownBackups: Set<String> = []
  var directoriesToJudge: [(name: String, start: Int, end: Int, line: Statement)] = []
  /// SFTP directories that some step exports to.
  var filledDirectories: Set<String> = []
  /// Clusters that are upgraded by a line above: what their nodes have then is not judged.
  var upgradedClusters: Set<ClusterID> = []
  /// Groups that a `move` action fills.
  var filledGroups: Set<GroupID> = []
  var steps = StepState()

  init(limits: Limits, read: @escaping (String, String?) throws(FileProblem) -> SourceText) {
    self.limits = limits
    self.read = read
  }

  /// A line that tells two statements apart.
  struct LineKey: Hashable {
    var file: Int32
    var line: Int32
    init(_ statement: Statement) {
      file = statement.file
      line = statement.line
    }
  }

  /// A host or an address in its cluster.
  struct HostKey: Hashable {
    var cluster: ClusterID
    var name: String
  }

  /// A heading with its lines, before they are read.
  struct SectionLines {
    var heading: String
    var line: Statement
    var lines: [Statement]
  }
}

extension Reading {
  func location(_ statement: Statement, at position: Int? = nil) -> SourceLocation {
    SourceLocation(
      file: Int(statement.file), line: Int(statement.line),
      column: (position ?? Int(statement.start)) - Int(statement.lineStart) + 1)
  }

  mutating func report(_ problem: Problem, on line: Statement) {
    report(problem, on: line, isWarning: false)
  }

  /// Reports what does not keep the file from being read.
  mutating func warn(_ problem: Problem, on line: Statement) {
    report(problem, on: line, isWarning: true)
  }

  private mutating func report(_ first: Problem, on line: Statement, isWarning warns: Bool) {
    let problem = cause(of: first, on: line)
    if problem.code == .typographicCharacter {
      guard typographicLines.insert(LineKey(line)).inserted else { return }
    }
    let isWarning = warns || isTolerated(problem, on: line)
    guard !log.isFull || problem.code.isLimit || isWarning else { return log.count() }
    let file = files[Int(line.file)]
    var (number, start) = (Int(line.line), Int(line.lineStart))
    // A row of a table can go over several lines.
    while start < problem.start, let end = file.bytes[start..<problem.start].firstIndex(of: 0x0A) {
      number += 1
      start = end + 1
    }
    let most = max(start, min(Int(line.end), start + limits.lineBytes))
    let end = file.bytes[start..<most].firstIndex(of: 0x0A) ?? most
    log.append(
      Diagnostic(
        severity: isWarning ? .warning : .error, code: problem.code,
        message: problem.message, file: file.name, line: number,
        column: problem.start - start + 1, sourceLine: file.shownLine(start, end),
        caretLength: max(1, problem.end - problem.start), expected: problem.expected,
        suggestion: problem.suggestion),
      file: Int(line.file))
  }

  /// Whether a `?` stands where the rest of the scenario can do without the value, or something can
  /// stand in for it: not for a node.
  private func isTolerated(_ problem: Problem, on line: Statement) -> Bool {
    guard toleratesUnfilled, problem.code == .unfilledValue else { return false }
    let file = files[Int(line.file)]
    let word = file.text(Int(line.start), min(Int(line.start) + 12, Int(line.end)))
    return !word.hasPrefix("node ?")
      && [
        "site ", "phones ", "p12 ", "certificate ", "backup ", "away ", "starts ", "cluster ",
        "group ", "node ",
      ].contains { word.hasPrefix($0) }
  }

  /// Candidates near to what was written; nothing once nobody would see it.
  func nearest(to written: String, among all: @autoclosure () -> [String]) -> String? {
    log.isFull ? nil : Suggestions.nearest(to: written, among: all())
  }

  // MARK: Looking names up

  /// - Parameter mayBeForeign: a node of another cluster may stand there, written with it.
  func node(
    _ name: NameReference, home: ClusterID? = nil, mayBeForeign: Bool = false
  ) throws(Problem) -> NodeID {
    NodeID(try find(name, in: nodeNames, home: home, mayBeForeign: mayBeForeign))
  }

  func group(_ name: NameReference, home: ClusterID? = nil) throws(Problem) -> GroupID {
    GroupID(try find(name, in: groupNames, home: home, mayBeForeign: false))
  }

  func site(_ name: NameReference, home: ClusterID? = nil) throws(Problem) -> SiteID {
    SiteID(try find(name, in: siteNames, home: home, mayBeForeign: true))
  }

  func cluster(_ name: NameReference) throws(Problem) -> ClusterID {
    if name.cluster == nil, let found = clusters[name.name] { return found }
    throw Problem(
      .unknownName, "no cluster is called \(name.text)", name.start, name.end,
      expected: "a cluster of this file",
      suggestion: nearest(to: name.text, among: scenario.estate.clusters.map(\.name)))
  }

  /// - Parameter home: the cluster under which the name stands; a thing of another cluster must be
  ///   written with its cluster there.
  private func find(
    _ name: NameReference, in table: NameTable, home: ClusterID?, mayBeForeign: Bool
  ) throws(Problem) -> Int {
    if let written = name.cluster {
      let cluster = try cluster(
        NameReference(cluster: nil, name: written, start: name.start, end: name.end))
      if let found = table.find(name.name, inCluster: cluster.index) { return found }
      throw unknown(name, table, cluster)
    }
    let all = table.find(name.name)
    if let home {
      if let own = table.find(name.name, inCluster: home.index) { return own }
      guard let other = all.first else { throw unknown(name, table, home) }
      let cluster = scenario.estate.clusters[table.clusters[other]].name
      throw Problem(
        .otherCluster, "\(table.noun) \(name.name) belongs to cluster \(cluster)", name.start,
        name.end, expected: "a \(table.noun) of cluster \(scenario.estate[home].name)",
        suggestion: mayBeForeign ? "\(quoted(cluster)).\(quoted(name.name))" : nil)
    }
    if all.count > 1 {
      let full = all.prefix(5).map { index in
        quoted(scenario.estate.clusters[table.clusters[index]].name) + "." + quoted(name.name)
      }
      throw Problem(
        .ambiguousName, "more than one cluster has a \(table.noun) \(name.name)", name.start,
        name.end, expected: "the \(table.noun) with its cluster",
        suggestion: Suggestions.choice(full))
    }
    guard let only = all.first else { throw unknown(name, table, nil) }
    return only
  }

  private func unknown(
    _ name: NameReference, _ table: NameTable, _ cluster: ClusterID?
  ) -> Problem {
    let near = nearest(
      to: name.name,
      among: cluster.map { table.names(inCluster: $0.index) } ?? table.names)
    let place = cluster.map { " in cluster \(scenario.estate[$0].name)" } ?? ""
    let prefix = name.cluster.map { quoted($0) + "." } ?? ""
    return Problem(
      .unknownName, "no \(table.noun) is called \(name.name)\(place)", name.start, name.end,
      expected: "a \(table.noun)\(cluster.map { " of cluster \(scenario.estate[$0].name)" } ?? "")",
      suggestion: near.map { prefix + quoted($0) })
  }

  /// The name as it must be written: in quotes where it needs them.
  func quoted(_ name: String) -> String {
    NameTable.isPlain(name) && !Keywords.all.contains(name) ? name : "\"\(name)\""
  }
}
