package import ClusterModel
package import SimulationTrace
package import TrustRules
package import TrustVerdicts
import VirtualTime

/// Everything that the pages say about one run and its flips.
///
/// - Parameter floors: the fewest phones registered at each step's prompt over run and flips.
package func makeReport(
  scenario: Scenario, trace: Trace, assessment: Assessment, law: Law, times: TimeConstants,
  replay: ReportedReplay, floors: [Int: Int] = [:]
) -> Report {
  ReportMaker(
    scenario: scenario, trace: trace, assessment: assessment, law: law, times: times,
    floors: floors
  ).make(replay)
}

struct ReportMaker {
  let scenario: Scenario
  let trace: Trace
  let assessment: Assessment
  let law: Law
  let times: TimeConstants
  let names: Names
  let censuses: [Census]
  /// Where phones stood before the first step, and at the end.
  let first: Census?
  let last: Census?
  let stepText: [Int: NumberedStep]
  let floors: [Int: Int]

  init(
    scenario: Scenario, trace: Trace, assessment: Assessment, law: Law, times: TimeConstants,
    floors: [Int: Int]
  ) {
    self.floors = floors
    self.scenario = scenario
    self.trace = trace
    self.assessment = assessment
    self.law = law
    self.times = times
    names = Names(scenario, trace.certificates)
    censuses = trace.censuses
    first = censuses.first { $0.occasion == .start } ?? censuses.first
    last = censuses.last
    stepText = Dictionary(trace.steps.map { ($0.number, $0) }) { first, _ in first }
  }

  func make(_ replay: ReportedReplay) -> Report {
    let expectations = reportedExpectations
    let (fates, inventory) = fatesAndInventory
    return Report(
      verdict: ReportedVerdict(assessment.verdict), sentence: sentence(expectations),
      exitStatus: assessment.exitStatus, title: scenario.title, question: scenario.question,
      source: scenario.source, files: scenario.files, starts: Words.time(scenario.starts),
      ends: Words.time(trace.ends), clusters: clusters,
      seconds: seconds(trace.ends), sites: sites, phones: trace.phoneCount,
      expectations: expectations, findings: findings, words: words,
      haveRefused: ReportedRefused(
        atStart: first?.haveRefused ?? 0, atEnd: last?.haveRefused ?? 0),
      registered: registration,
      groups: groups, service: service, causes: causes, remedies: remedies, onePhone: onePhone,
      testPhone: trace.testPhone.map(names.phone),
      assumptions: assumptions,
      steps: steps, timeline: timeline, censuses: reportedCensuses,
      registrations: registrations, kinds: kinds,
      standings: standings, fates: fates, inventory: inventory, outages: outages,
      times: reportedTimes, rules: rules,
      defects: law.defects.map(\.rawValue), leftOut: leftOutOfTheModel,
      work: ReportedWork(events: trace.eventCount, boots: trace.bootCount), replay: replay)
  }

  private var clusters: [ReportedCluster] {
    let estate = scenario.estate
    // Phones in the database of each; those that two clusters know count in both. One pass: a
    // table may have a block for each phone.
    var phones = estate.clusters.map { _ in 0 }
    for block in estate.phones {
      let own = estate[block.group].cluster
      let other = block.alsoIn.map { estate[$0].cluster }
      phones[own.index] += block.count
      if let other, other != own { phones[other.index] += block.count }
    }
    return estate.clusters.enumerated().map { place, cluster in
      ReportedCluster(
        name: cluster.name, release: cluster.release.text,
        mode: cluster.isMixedMode ? "mixed" : "non-secure", nodes: cluster.nodes.count,
        servers: cluster.nodes.map(server), phones: phones[place])
    }
  }

  private func server(_ id: NodeID) -> ReportedServer {
    let node = scenario.estate[id]
    return ReportedServer(
      name: names.node(id), isPublisher: node.isPublisher, runsCallManager: node.runsCallManager,
      runsTFTP: node.runsTFTP)
  }

  /// Whole seconds after the start.
  func seconds(_ instant: Instant) -> Int64 { instant.seconds(since: scenario.starts) }

  private var findings: [ReportedFinding] {
    var seen: Set<PreflightFinding> = []
    var found: [ReportedFinding] = []
    for entry in trace.entries {
      guard case .preflight(let findings) = entry.event else { continue }
      for finding in findings where seen.insert(finding).inserted {
        found.append(reported(finding, names, stepText))
      }
    }
    return found.filter(\.losesPhones) + found.filter { !$0.losesPhones }
  }

  private var outages: [ReportedOutage] {
    zip(trace.cohorts, trace.outages).compactMap { cohort, outages in
      guard outages.longest > .zero else { return nil }
      return ReportedOutage(
        description: names.cohort(cohort), longest: Words.duration(outages.longest),
        longestMicroseconds: outages.longest.microseconds,
        phone: outages.phone.map(names.phone))
    }
  }

  private var reportedTimes: [ReportedTime] {
    TimeConstant.allCases.map { constant in
      let value: String
      switch constant.quantity {
      case .duration: value = times.duration(constant).text
      case .perSecond: value = "\(Words.number(times.number(constant)))/s"
      case .count: value = Words.number(times.number(constant))
      }
      return ReportedTime(
        name: constant.rawValue, value: value, isSettled: times.settled.contains(constant),
        isDocumented: constant.isDocumented)
    }
  }

  private var rules: [ReportedRule] {
    trace.rulesThatSpoke.map { rule in
      let record = rule.record
      return ReportedRule(
        name: rule.rawValue, statement: record.statement, basis: record.basis.rawValue,
        source: record.source)
    }
  }
}

extension Instant {
  /// Whole seconds, downwards.
  func seconds(since start: Instant) -> Int64 {
    let length = (self - start).microseconds
    return length >= 0 ? length / 1_000_000 : -((-length + 999_999) / 1_000_000)
  }
}

extension ReportedVerdict {
  init(_ verdict: Verdict) {
    switch verdict {
    case .passes: self = .passes
    case .fails: self = .fails
    case .inconclusive: self = .inconclusive
    }
  }
}

extension ReportedResult {
  init(_ verdict: Verdict?) {
    switch verdict {
    case .passes: self = .met
    case .fails: self = .notMet
    case .inconclusive: self = .depends
    case nil: self = .notJudged
    }
  }
}
