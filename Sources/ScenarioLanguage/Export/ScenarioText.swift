package import ClusterModel
import TextFormats
import TrustRules
import VirtualTime

/// A scenario written down anew: the same head, clusters and runbook, without comments, includes
/// and tables of phones beside it.
///
/// Reading the lines back gives the same scenario, but for the places where things stand.
package struct ScenarioText {
  /// One statement.
  struct Line: Hashable {
    /// How deep it is nested: 0 in column 1.
    var depth: Int
    /// The time of a step as it is written; empty without one.
    var time = ""
    var text: String
  }
  /// Lines under one heading; the first part, without one, is the head with the clusters.
  struct Part: Hashable {
    var heading: String
    var lines: [Line] = []
  }

  let scenario: Scenario
  private(set) var parts: [Part] = [Part(heading: "")]
  /// The next number of each prefix, as a reader will count them.
  private var nextNumber: [PhonePrefix: UInt64] = [:]

  package init(_ scenario: Scenario) {
    self.scenario = scenario
    head()
    for cluster in scenario.estate.clusters.indices { self.cluster(ClusterID(cluster)) }
    if let happened = scenario.happened { section(happened, isHappened: true) }
    for section in scenario.sections { self.section(section) }
    if let backOut = scenario.backOut { section(backOut) }
  }

  /// As a scenario file.
  package var mop: String {
    var text = ""
    for part in parts {
      if !part.heading.isEmpty { text += "\n## \(part.heading)\n" }
      for line in part.lines {
        text += String(repeating: "  ", count: line.depth)
        text += line.time.isEmpty ? "" : line.time + "  "
        text += line.text + "\n"
      }
    }
    return text
  }

  private mutating func add(_ text: String, depth: Int = 0, time: String = "") {
    parts[parts.count - 1].lines.append(Line(depth: depth, time: time, text: text))
  }

  // MARK: Words

  private var isAlone: Bool { scenario.estate.clusters.count == 1 }

  static func name(_ text: String) -> String { NameTable.written(text) }

  private func qualified(_ name: String, _ cluster: ClusterID, home: ClusterID? = nil) -> String {
    isAlone || cluster == home
      ? Self.name(name) : Self.name(scenario.estate[cluster].name) + "." + Self.name(name)
  }

  private func name(_ node: NodeID, home: ClusterID? = nil) -> String {
    qualified(scenario.estate[node].name, scenario.estate[node].cluster, home: home)
  }

  private func names(_ nodes: [NodeID], home: ClusterID? = nil) -> String {
    nodes.map { name($0, home: home) }.joined(separator: " ")
  }

  private func name(_ group: GroupID, home: ClusterID? = nil) -> String {
    qualified(scenario.estate[group].name, scenario.estate[group].cluster, home: home)
  }

  private func name(_ site: SiteID, home: ClusterID? = nil) -> String {
    qualified(scenario.estate[site].name, scenario.estate[site].cluster, home: home)
  }

  /// Free text to the end of the line; in quotes where it would not be read back without.
  private static func free(_ text: String) -> String {
    let isPlain = !text.contains("  #") && text.trimmed == text && !text.isEmpty
    return isPlain || text.contains("\"") ? text : "\"\(text)\""
  }

  static func percent(hundredths: Int) -> String {
    let rest = hundredths % 100
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    let fraction = digits.hasSuffix("0") ? String(digits.dropLast()) : digits
    return "\(hundredths / 100)" + (rest == 0 ? "" : ".\(fraction)") + "%"
  }

  // MARK: Head

  private mutating func head() {
    add("mop 1")
    if !scenario.title.isEmpty { add("title \(Self.free(scenario.title))") }
    if let question = scenario.question { add("question \(Self.free(question))") }
    if let source = scenario.source { add("source \(Self.free(source))") }
    add("starts \(scenario.starts.text)")
    add("seed \(scenario.seed)")
    for assumption in scenario.assumptions { add("assume \(assumption.name) \(assumption.value)") }
    for defect in scenario.defects { add("defect \(defect)") }
    for accepted in scenario.accepts { add("accept \(accepted)") }
    if let tool = scenario.keyPressTool { add("tools key-presses \(tool.rawValue)") }
    for step in scenario.acceptedSteps { add("accept step \(step)") }
  }

  // MARK: Clusters

  private mutating func cluster(_ id: ClusterID) {
    let cluster = scenario.estate[id]
    var first = "cluster \(Self.name(cluster.name))  release \(cluster.release.text)"
    first += "  mode \(cluster.isMixedMode ? "mixed" : "non-secure")"
    if cluster.statesCTLSigning {
      switch cluster.ctl {
      case .tokenless: first += "  ctl tokenless"
      case .tokens(let names): first += "  ctl token " + names.map(Self.name).joined(separator: " ")
      }
    }
    if let password = cluster.securityPassword {
      first += "  security-password \(Self.name(password))"
    }
    add(first)
    for node in cluster.nodes where !scenario.estate[node].joinsLater { add(line(node), depth: 1) }
    for group in cluster.groups {
      let nodes = names(scenario.estate[group].nodes, home: id)
      add("group \(Self.name(scenario.estate[group].name)) = \(nodes)", depth: 1)
    }
    for site in cluster.sites where scenario.estate[site].location != .nowhere {
      add(line(site, home: id), depth: 1)
    }
    for block in scenario.estate.phones
    where scenario.estate[block.group].cluster == id { phones(block, home: id) }
    for absence in scenario.estate.absences where home(of: absence) == id {
      add(line(absence), depth: 1)
    }
    settings(cluster, id)
    for entry in scenario.estate.states {
      if let text = line(entry.state, of: id) { add(text, depth: 1) }
    }
  }

  private func line(_ id: NodeID) -> String {
    let node = scenario.estate[id]
    var line = "node \(Self.name(node.name))"
    if node.isPublisher { line += "  publisher" }
    if node.runsCallManager { line += "  callmanager" }
    if node.runsTFTP { line += "  tftp" }
    if node.isNamedTVS { line += "  tvs" }
    if node.lacksCAPF { line += "  no-capf" }
    line += "  host \(node.host)"
    if let domain = node.domain { line += "  domain \(domain)" }
    line += "  address \(node.address)"
    if node.namedBy != .address { line += "  named-by \(node.namedBy.rawValue)" }
    return line
  }

  private func line(_ id: SiteID, home: ClusterID) -> String {
    let site = scenario.estate[id]
    var line = "site \(Self.name(site.name))  option150 \(names(site.option150, home: home))"
    line += "  latency \(site.latency.text)"
    if let bits = site.bandwidthBitsPerSecond {
      // A rate is written in kilobits with at most two digits behind the point.
      let rest = bits % 1_000 / 10
      line += "  bandwidth \(bits / 1_000)"
      line += rest == 0 ? "kbit" : ".\(rest < 10 ? "0" : "")\(rest)kbit"
    }
    return line
  }

  private mutating func phones(_ block: PhoneBlock, home: ClusterID) {
    let traits = block.traits
    var keys = "model \(Self.name(traits.model))"
    if let firmware = traits.firmware { keys += "  firmware \(Self.name(firmware))" }
    keys += "  group \(name(block.group, home: home))  site \(name(block.site, home: home))"
    if traits.security != .nonSecure { keys += "  security \(traits.security.rawValue)" }
    if traits.encryptedConfiguration { keys += "  encrypted-config yes" }
    if traits.settings != .enabled { keys += "  settings \(traits.settings.rawValue)" }
    if traits.hasLSC { keys += "  lsc yes" }
    if traits.hasWebAccess { keys += "  web-access yes" }
    if let other = block.alsoIn {
      let cluster = scenario.estate[scenario.estate[other].cluster].name
      keys +=
        "  also in \(Self.name(cluster)) group \(Self.name(scenario.estate[other].name))"
    }
    switch block.names {
    case .counted(let from):
      add("phones \(block.count)\(named(from, block.count))  \(keys)", depth: 1)
    case .listed(let all):
      for number in all {
        add("phones 1  named \(deviceName(number).dropFirst(3))  \(keys)", depth: 1)
      }
    }
  }

  /// `named PREFIX` with the digits that make a reader count from this number.
  private mutating func named(_ from: UInt64, _ count: Int) -> String {
    let unnamed = nextNumber[.none, default: 0x0200_0000_0001]
    if from == unnamed {
      nextNumber[.none] = from + UInt64(count)
      return ""
    }
    let digits = Array(deviceName(from).utf8.dropFirst(3))
    for length in 1...11 {
      guard let prefix = PhonePrefix(digits[..<length]) else { continue }
      let base = prefix.value << UInt64(4 * (12 - length))
      guard from == base + nextNumber[prefix, default: 1] else { continue }
      nextNumber[prefix] = from - base + UInt64(count)
      return "  named \(prefix.text)"
    }
    // Such numbers come from a list, one phone each.
    return "  named \(String(decoding: digits, as: UTF8.self))"
  }

  private mutating func settings(_ cluster: Cluster, _ id: ClusterID) {
    switch cluster.securedURLs {
    case .publisher: break
    case .host(let node): add("secured-urls https \(name(node, home: id))", depth: 1)
    case .http: add("secured-urls http", depth: 1)
    }
    if cluster.rollback { add("parameter rollback True", depth: 1) }
    if !cluster.phoneInteractionAutomatic { add("parameter phone-interaction manual", depth: 1) }
  }

  // MARK: State before the start

  private func home(of absence: Absence) -> ClusterID { absence.cluster ?? ClusterID(0) }

  private func line(_ absence: Absence) -> String {
    let amount =
      switch absence.amount {
      case .phones(let count): "\(count)"
      case .percent(let hundredths): Self.percent(hundredths: hundredths)
      }
    return "away \(amount) of \(term(absence.term)) from \(moment(absence.from)) "
      + "to \(moment(absence.to))"
  }

  /// So long before or after the start.
  private func moment(_ instant: Instant) -> String {
    let length = instant - scenario.starts
    return length < .zero ? length.text : "+\(length.text)"
  }

  /// The line of a state under this cluster; nil for a state of another.
  private func line(_ state: InitialState, of id: ClusterID) -> String? {
    switch state {
    case .certificate(let node, let unit, let signedBy, let bits, let expires, let loadedOld):
      guard scenario.estate[node].cluster == id else { return nil }
      var line = "certificate \(name(node, home: id)) \(unit.rawValue)"
      if let signedBy { line += "  signed-by \(Self.name(signedBy))" }
      if let bits { line += "  bits \(bits)" }
      if let expires { line += "  expires \(CivilTime(expires).date)" }
      return line + (loadedOld ? "  loaded old" : "")
    case .listedOld(let node, let unit, let listers):
      guard scenario.estate[node].cluster == id else { return nil }
      let names = listers.map { name($0, home: id) }.joined(separator: " ")
      return "certificate \(name(node, home: id)) \(unit.rawValue)  listed old by \(names)"
    case .holdITL(let selection, let node, let before):
      guard home(of: selection) == id else { return nil }
      return "\(phones(selection)) hold itl of \(name(node)) before \(moment(before))"
    case .holdNoITL(let selection):
      return home(of: selection) == id ? "\(phones(selection)) hold no itl" : nil
    case .unregistered(let selection):
      return home(of: selection) == id ? "\(phones(selection)) unregistered" : nil
    case .backup(let cluster, let name, let date, let lacks):
      guard cluster == id else { return nil }
      return "backup \(Self.name(name)) on \(CivilTime(date).date)"
        + (lacks ? "  lacks CallManager" : "")
    case .recoveryKeySaved(let cluster, let date):
      guard cluster == id else { return nil }
      return "p12 saved \(date.map { CivilTime($0).date } ?? "none")"
    }
  }

  /// The cluster under which a selection of a state stands: it is the last of its terms.
  private func home(of selection: Selection) -> ClusterID {
    guard !isAlone, case .cluster(let id)? = selection.parts.last?.term else { return ClusterID(0) }
    return id
  }

  private func phones(_ selection: Selection) -> String {
    let parts = isAlone ? selection.parts : selection.parts.dropLast()
    guard !parts.isEmpty else { return "phones" }
    var text = "phones of"
    for (place, part) in parts.enumerated() {
      if place > 0 { text += part.isExcluded ? " and not" : " and" }
      text += " \(term(part.term))"
    }
    return text
  }

  private func term(_ term: Term) -> String {
    switch term {
    case .group(let id): "group \(name(id))"
    case .site(let id): "site \(name(id))"
    case .model(let model): "model \(Self.name(model))"
    case .firmware(let firmware): "firmware \(Self.name(firmware))"
    case .security(let mode): "security \(mode.rawValue)"
    case .cluster(let id): "cluster \(Self.name(scenario.estate[id].name))"
    case .registeredAt(let node): "registered-at \(name(node))"
    case .holdingITL(let node): "holding itl of \(name(node))"
    case .phones(let all):
      "name " + all.map { scenario.estate.phoneName($0) }.joined(separator: " ")
    case .first(let count): "first \(count)"
    case .everything: "everything"
    }
  }

  // MARK: Runbook

  private mutating func section(_ section: Section, isHappened: Bool = false) {
    parts.append(Part(heading: section.heading))
    items(section.items, 0, isHappened)
  }

  private mutating func items(_ items: [Item], _ depth: Int, _ isHappened: Bool) {
    for item in items {
      switch item {
      case .step(let step):
        add(step.text, depth: depth, time: time(step.time, isHappened))
      case .wait(let wait):
        var line = "wait until \(wait.text) within \(wait.within.text)"
        if wait.otherwise != .stop { line += " else \(wait.otherwise.rawValue)" }
        add(line, depth: depth)
      case .expect(let expectation):
        let name = expectation.name.map { "  \"\($0)\"" } ?? ""
        add("expect \(expectation.text)\(name)", depth: depth)
      case .preflight: add("preflight", depth: depth)
      case .forNodes(let block):
        add("for \(names(block.nodes)) \(pace(block.pace))", depth: depth)
        self.items(block.items, depth + 1, isHappened)
      case .anyOrder(let inner):
        add("any order:", depth: depth)
        self.items(inner, depth + 1, isHappened)
      }
    }
  }

  private func pace(_ pace: ForBlock.Pace) -> String {
    switch pace {
    case .allAtOnce: "all at once"
    case .oneAtATime(nil): "one at a time"
    case .oneAtATime(let every?): "one at a time every \(every.text)"
    }
  }

  private func time(_ time: StepTime, _ isHappened: Bool) -> String {
    switch time {
    case .after(let length): length == .zero ? "" : "+\(length.text)"
    case .withPrevious: "with previous"
    case .at(let instant):
      isHappened && instant < scenario.starts
        ? (instant - scenario.starts).text : CivilTime(instant).text
    }
  }
}
