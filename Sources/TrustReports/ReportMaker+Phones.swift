import ClusterModel
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

extension ReportMaker {
  var words: [ReportedWord] {
    StandingWords.all.map { word in
      ReportedWord(
        word: word.rawValue, meaning: StandingWords.meaning(word),
        atStart: first?.count([word]) ?? 0, atEnd: last?.count([word]) ?? 0)
    }
  }

  var registration: ReportedRegistration {
    ReportedRegistration(
      registeredAtStart: first?.registered ?? 0, registeredAtEnd: last?.registered ?? 0,
      poweredAtStart: first?.powered ?? 0, poweredAtEnd: last?.powered ?? 0,
      withOldConfiguration: (last?.rows ?? []).reduce(0) {
        $0 + ($1.hasOldConfiguration && $1.registeredAt != nil ? $1.count : 0)
      }, lowest: trace.lowestRegistered?.count,
      lowestAt: trace.lowestRegistered.map { Words.time($0.time) })
  }

  var groups: [ReportedGroup] {
    var rows: [GroupID: [CensusRow]] = [:]
    for row in last?.rows ?? [] { rows[trace.cohorts[row.cohort].group, default: []].append(row) }
    return rows.sorted { $0.key < $1.key }.map { group, rows in
      let census = Census(time: trace.ends, occasion: .end, rows: rows)
      let counts = StandingWords.all.compactMap { word in
        let count = census.count([word])
        return count > 0 ? ReportedCount(name: word.rawValue, count: count) : nil
      }
      return ReportedGroup(
        name: names.group(group), servers: servers(of: group),
        phones: rows.reduce(0) { $0 + $1.count }, lost: census.lost,
        registered: census.registered, words: counts)
    }.enumerated().sorted {
      $0.element.lost != $1.element.lost
        ? $0.element.lost > $1.element.lost : $0.offset < $1.offset
    }.map(\.element)
  }

  var reportedCensuses: [ReportedCensus] {
    let places = Dictionary(
      trace.expectations.enumerated().map { ($0.element.number, $0.offset) }
    ) { first, _ in first }
    var all: [ReportedCensus] = []
    for census in censuses {
      let last = census.repeatsLast ? all.last : nil
      all.append(
        ReportedCensus(
          time: Words.time(census.time), seconds: seconds(census.time),
          occasion: occasion(census.occasion, places), step: census.step,
          counts: last?.counts ?? StandingWords.all.map { census.count([$0]) },
          registered: last?.registered ?? census.registered,
          haveRefused: last?.haveRefused ?? census.haveRefused))
    }
    return all
  }

  /// Of changes within one second the last, and before it the fewest if that is a dip: none is
  /// lost, however short it is.
  var registrations: ReportedRegistrations? {
    let points = trace.registrations.points
    guard !points.isEmpty else { return nil }
    var all = ReportedRegistrations()
    var place = points.startIndex
    while place < points.endIndex {
      let second = seconds(points[place].time)
      let end = points[place...].firstIndex { seconds($0.time) != second } ?? points.endIndex
      let counts = points[place..<end].map(\.count)
      place = end
      if let fewest = counts.min(), let last = counts.last {
        let isDip = fewest < last && fewest < all.counts.last ?? 0
        let told = isDip ? [fewest, last] : [last]
        all.seconds += told.map { _ in second }
        all.counts += told
      }
    }
    return all
  }

  private func servers(of group: GroupID) -> [String] {
    scenario.estate.groups.indices.contains(group.index)
      ? scenario.estate[group].nodes.map(names.node) : []
  }

  var sites: [ReportedSite] {
    var phones = scenario.estate.sites.map { _ in 0 }
    for block in scenario.estate.phones { phones[block.site.index] += block.count }
    return scenario.estate.sites.enumerated().map { place, site in
      ReportedSite(
        name: names.site(SiteID(place)), servers: site.option150.map(names.node),
        phones: phones[place])
    }
  }

  /// - Parameter places: of each expectation's number its place.
  private func occasion(_ occasion: Census.Occasion, _ places: [Int: Int]) -> String {
    switch occasion {
    case .start: "start"
    case .step(let number): "step \(number)"
    case .expectation(let number): expectationName(places[number] ?? 0)
    case .end: "end"
    }
  }

  private func expectationName(_ place: Int) -> String {
    guard trace.expectations.indices.contains(place) else { return "an expectation" }
    return trace.expectations[place].expectation.name ?? "expectation \(place + 1)"
  }

  var service: ReportedService {
    ReportedService(
      outOfServiceAtStart: first?.outOfService ?? 0, outOfServiceAtEnd: last?.outOfService ?? 0,
      trustingButOutOfService: (last?.rows ?? []).reduce(0) {
        let isTold = $1.word.isLost || $1.word == .unserved
        return $0 + ($1.isOutOfService && !isTold ? $1.count : 0)
      })
  }

  /// The rows at the end, the worst word first, then those out of service, then as the census has
  /// them.
  var kinds: [ReportedKind] {
    let rows = last?.rows ?? []
    let ordered = StandingWords.all.flatMap { word in
      let all = rows.filter { $0.word == word }
      return all.filter(\.isOutOfService) + all.filter { !$0.isOutOfService }
    }
    return ordered.map { row in
      ReportedKind(
        description: names.cohort(trace.cohorts[row.cohort]), phones: row.count,
        firstPhone: names.phone(row.firstPhone), isPowered: row.isPowered,
        registeredAt: row.registeredAt.map(names.node), trust: trust(row),
        service: phoneService(row), trustPaths: row.anchors, rules: row.rulings.map(\.rawValue),
        remedies: remedies(of: row))
    }
  }

  func trust(_ row: CensusRow) -> ReportedTrust {
    ReportedTrust(
      word: row.word.rawValue, reason: because(row),
      rule: row.word == .unserved
        ? RuleID.tftpOrder.rawValue : row.refusals.first?.rule.rawValue,
      hasRefused: !row.hasRefused.isEmpty)
  }

  func phoneService(_ row: CensusRow) -> ReportedPhoneService {
    if let obstacle = row.obstacles.telling {
      return ReportedPhoneService(
        word: "out of service", reason: names.obstacle(obstacle), rule: obstacle.rule.rawValue)
    }
    if row.isOutOfService {
      return ReportedPhoneService(
        word: "out of service", reason: "it could register, and has not done so yet",
        rule: RuleID.unregisteredPhoneRetries.rawValue)
    }
    guard row.isPowered else {
      return ReportedPhoneService(word: "off", reason: "switched off; it could register")
    }
    let node = row.registeredAt.map { "at \(names.node($0))" } ?? ""
    return ReportedPhoneService(
      word: "registered", reason: node + (row.hasOldConfiguration ? ", old configuration" : ""))
  }

  func remedies(of row: CensusRow) -> [String] {
    row.word == .stranded && row.remedies.isEmpty
      ? [CheapestRecovery.byHand.words] : row.remedies.map(\.words)
  }

  func because(_ row: CensusRow) -> String {
    guard row.refusals.isEmpty else {
      return names.refusals(row.refusals, having: row.hasRefused, ruleAfter: ": ", between: "; ")
    }
    if row.word == .unserved { return "no TFTP server of its list answers" }
    return row.carrier.map(names.carrier) ?? ""
  }

  var remedies: [ReportedRemedy] {
    var found: [ReportedRemedy] = []
    for row in last?.rows ?? [] where row.word.isLost {
      let text = remedies(of: row).first ?? "not tried"
      if let place = found.firstIndex(where: { $0.text == text }) {
        found[place].phones += row.count
      } else {
        found.append(ReportedRemedy(text: text, phones: row.count))
      }
    }
    return found
  }

  /// The loss that hit most phones first: what is told on the first screen.
  var causes: [ReportedCause] {
    [Loss.trust, .files, .service].flatMap { TrustVerdicts.causes(of: $0, in: trace) }
      .map(reported)
  }

  private func reported(_ cause: CauseOfLoss) -> ReportedCause {
    var step: Int?
    let moment: String
    switch cause.moment {
    case .start: moment = "before the first step"
    case .step(let number): (step, moment) = (number, "at step \(number)")
    case .after(let number): (step, moment) = (number, "after step \(number)")
    }
    var groups: [String] = []
    for cohort in cause.cohorts {
      let name = names.group(trace.cohorts[cohort].group)
      if !groups.contains(name) { groups.append(name) }
    }
    return ReportedCause(
      time: Words.time(cause.time), moment: moment, step: step,
      stepText: step.flatMap { stepText[$0].map { Words.statement($0.text) } },
      count: cause.count, isOutOfService: cause.loss == .service,
      refusals: cause.reasons.map { reason in
        ReportedRefusal(
          file: names.file(reason.refusal.file), rule: reason.refusal.rule.rawValue,
          statement: reason.refusal.rule.record.statement, count: reason.count)
      }, obstacles: obstacles(cause), before: cause.before.map(before), groups: groups)
  }

  private func obstacles(_ cause: CauseOfLoss) -> [ReportedObstacle] {
    switch cause.loss {
    case .trust: []
    case .files:
      [
        ReportedObstacle(
          reason: "no TFTP server of its list answers", rule: RuleID.tftpOrder.rawValue,
          count: cause.count)
      ]
    case .service:
      cause.obstacles.map { entry in
        ReportedObstacle(
          reason: names.obstacle(entry.obstacle), rule: entry.obstacle.rule.rawValue,
          count: entry.count)
      }
    }
  }

  private func before(_ row: CensusRow) -> String {
    "\(row.word.rawValue), with \(Words.paths(row.anchors)) left"
  }

  /// The first phone of the largest kind that lost trust; else of the largest out of service, else
  /// of the largest that lags behind, else of the largest.
  var onePhone: ReportedPhone? {
    let rows = last?.rows ?? []
    guard
      let row = rows.filter(\.word.isLost).largest
        ?? rows.filter(\.isOutOfService).largest
        ?? rows.filter({ $0.word == .behind || $0.word == .unserved }).largest ?? rows.largest
    else { return nil }
    let cohort = trace.cohorts[row.cohort]
    var registration = "not registered"
    if !row.isPowered { registration = "switched off" }
    if let node = row.registeredAt {
      registration = "registered at \(names.node(node))"
      if row.hasOldConfiguration { registration += " with its old configuration" }
    }
    if let obstacle = row.obstacles.telling {
      registration += "; it cannot register again: \(names.obstacle(obstacle))"
    }
    return ReportedPhone(
      name: names.phone(row.firstPhone), description: names.cohort(cohort),
      word: row.word.rawValue, registration: registration, lists: offeredLists(to: cohort, row),
      // It may hold the current list of another server; one that it refuses it does not hold.
      holdsThem: row.holdsCurrentLists && !row.refusals.contains { $0.file == .itl },
      statusMessages: StandingWords.statusMessages(
        row.hasRefused, row.word, cohort.traits, phone: names.phone(row.firstPhone)),
      nextMessages: StandingWords.statusMessages(
        row.refusals, row.word, cohort.traits, phone: names.phone(row.firstPhone)),
      fileStatus: StandingWords.fileStatus(row.word))
  }

  /// A server gives its own lists to the phones of its cluster; what a central TFTP passes on to
  /// others is not its own.
  private func isKnown(_ cohort: Cohort, in cluster: ClusterID) -> Bool {
    [cohort.group, cohort.alsoIn].contains { group in
      group.map { scenario.estate[$0].cluster == cluster } ?? false
    }
  }

  /// What the first TFTP server of its option 150 published last, and the CTL if that is refused;
  /// nothing when the run itself changes that option.
  private func offeredLists(to cohort: Cohort, _ row: CensusRow) -> [ReportedList] {
    let estate = scenario.estate
    guard estate.sites.indices.contains(cohort.site.index),
      !scenario.changesOption150(of: cohort.site)
    else { return [] }
    var itls: [NodeID: TrustList] = [:]
    var ctls: [ClusterID: TrustList] = [:]
    for entry in trace.entries {
      switch entry.event {
      case .listPublished(let node, let list, _, _): itls[node] = list
      case .ctlWritten(let cluster, let list): ctls[cluster] = list
      default: break
      }
    }
    guard let node = estate[cohort.site].option150.first(where: { itls[$0] != nil }),
      let itl = itls[node], isKnown(cohort, in: estate[node].cluster)
    else { return [] }
    let refusesCTL = row.refusals.contains { $0.file == .ctl }
    let lists = [refusesCTL ? ctls[estate[node].cluster] : nil, itl].compactMap(\.self)
    return lists.map { list in
      var roles: [ReportedCount] = []
      for record in list.records {
        if let place = roles.firstIndex(where: { $0.name == record.role.rawValue }) {
          roles[place].count += 1
        } else {
          roles.append(ReportedCount(name: record.role.rawValue, count: 1))
        }
      }
      return ReportedList(
        kind: list.kind.rawValue, node: names.node(node), signer: names.certificate(list.signer),
        serial: names.serial(list.signer), records: list.records.count,
        roles: roles.map { "\($0.name) \($0.count)" }.joined(separator: ", "))
    }
  }
}

extension Census {
  var step: Int? { if case .step(let number) = occasion { number } else { nil } }
  var registered: Int { rows.reduce(0) { $0 + ($1.registeredAt != nil ? $1.count : 0) } }
  var haveRefused: Int { rows.reduce(0) { $0 + ($1.hasRefused.isEmpty ? 0 : $1.count) } }
  var powered: Int { rows.reduce(0) { $0 + ($1.isPowered ? $1.count : 0) } }
}

extension Scenario {
  fileprivate func changesOption150(of site: SiteID) -> Bool {
    func changes(_ items: [Item]) -> Bool {
      items.contains { item in
        switch item {
        case .step(let step):
          if case .action(_, .option150(site, _)) = step.act { true } else { false }
        case .forNodes(let block): changes(block.items)
        case .anyOrder(let inner): changes(inner)
        case .wait, .expect, .preflight: false
        }
      }
    }
    let all = [happened].compactMap(\.self) + sections + [backOut].compactMap(\.self)
    return all.contains { changes($0.items) }
  }
}
