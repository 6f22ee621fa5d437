import ClusterModel
import SimulationTrace
import TrustReports
import TrustRules
import TrustVerdicts
import VirtualTime

/// A run put together by hand: a cluster of two nodes with two groups, and what happened to it.
struct HandMadeRun {
  var scenario = Scenario()
  var trace = Trace()
  /// Classes of interpretations beside the default one.
  var others: [ClassOutcome] = []
  var coverage = Coverage(rules: [], classes: 1)
  var law = Law()
  var times = TimeConstants()
  var now: Instant

  init() {
    let starts = CivilTime(year: 2026, month: 1, day: 10, hour: 21, minute: 45)?.instant
    now = starts ?? Instant(microseconds: 0)
    scenario.title = "Renew both certificates"
    scenario.question = "Do the phones survive?"
    scenario.files = ["renew.mop"]
    scenario.starts = now
    scenario.seed = 7
    makeEstate()
    trace.phoneCount = scenario.estate.phoneCount
    trace.testPhone = 0
    trace.cohorts = scenario.estate.phones.map {
      Cohort(traits: $0.traits, group: $0.group, site: $0.site)
    }
    trace.ends = now + .days(4)
  }

  private mutating func makeEstate() {
    var cluster = Cluster(
      name: "hq",
      release: ReleaseName(
        text: "11.5(1)SU3", major: 11, minor: 5, maintenance: 1, serviceUpdate: 3, build: nil),
      isMixedMode: false)
    cluster.nodes = [NodeID(0), NodeID(1)]
    var publisher = Node(name: "pub", cluster: ClusterID(0), host: "pub", address: "10.0.0.1")
    publisher.isPublisher = true
    let subscriber = Node(name: "sub1", cluster: ClusterID(0), host: "sub1", address: "10.0.0.2")
    scenario.estate.clusters = [cluster]
    scenario.estate.nodes = [publisher, subscriber]
    scenario.estate.groups = [
      CallManagerGroup(name: "Default", cluster: ClusterID(0), nodes: [NodeID(1), NodeID(0)]),
      CallManagerGroup(name: "Lobby", cluster: ClusterID(0), nodes: [NodeID(0)]),
    ]
    scenario.estate.sites = [
      Site(
        name: "campus", cluster: ClusterID(0), option150: [NodeID(0), NodeID(1)],
        latency: .milliseconds(1))
    ]
    scenario.estate.phones = [
      PhoneBlock(
        count: 3_950, first: 0, names: .counted(from: 0x0200_0000_0001),
        traits: PhoneTraits(model: "8861"), group: GroupID(0), site: SiteID(0)),
      PhoneBlock(
        count: 50, first: 3_950, names: .counted(from: 0x0200_0000_0F6F),
        traits: PhoneTraits(model: "7970"), group: GroupID(1), site: SiteID(0)),
    ]
  }

  // MARK: What happens

  /// Adds events at the present instant.
  mutating func add(_ events: TraceEvent...) {
    for event in events { trace.entries.append(Trace.Entry(time: now, event: event)) }
  }

  mutating func step(_ text: String, takes: Duration, _ consequences: TraceEvent...) {
    let number = trace.steps.count + 1
    trace.steps.append(
      NumberedStep(
        number: number, text: text, heading: "Implementation",
        location: SourceLocation(file: 0, line: 20 + number, column: 1)))
    add(.stepBegan(number, late: nil))
    for event in consequences { add(event) }
    now += takes
    add(.stepDone(number))
  }

  /// Adds an expectation about phones that lost trust, and what it measures now.
  mutating func expectNoneLost(_ name: String?, lost: Int, of base: Int, isWarning: Bool = false) {
    let number = trace.expectations.count
    let condition = Condition(
      selection: .all, measure: .lostTrust, comparison: .equal, threshold: .none)
    trace.expectations.append(
      NumberedExpectation(
        number: number,
        expectation: Expectation(
          isWarning: isWarning, when: .here, test: .condition(condition), elseBackOut: false,
          name: name, text: "phones lost-trust = 0",
          location: SourceLocation(file: 0, line: 40 + number, column: 1)),
        heading: "Post-checks", isInBackOut: false))
    add(
      .measured(
        expectation: number,
        Measurement(value: Int64(lost), base: Int64(base), selected: Int64(base))))
  }

  /// Adds a class in which these rules are off their default and the run came to something else.
  mutating func add(
    off rules: [UndecidedRule], _ other: HandMadeRun, contradictsHistory: Bool = false
  ) {
    others.append(
      ClassOutcome(
        offDefault: rules.reduce(into: []) { $0.insert(UndecidedRules($1)) },
        outcomes: judge(other.trace, of: other.scenario), contradictsHistory: contradictsHistory))
    coverage.classes += 1
    let known = Set(coverage.rules).union(rules)
    coverage.rules = UndecidedRule.allCases.filter(known.contains)
  }

  /// One row for each cohort: all its phones stand alike.
  mutating func census(_ occasion: Census.Occasion, _ words: TrustWord...) {
    var rows: [CensusRow] = []
    for (cohort, word) in words.enumerated() {
      let block = scenario.estate.phones[cohort]
      rows.append(row(cohort, word, count: block.count, firstPhone: block.first))
    }
    add(.census(Census(time: now, occasion: occasion, rows: rows, testRow: 0)))
  }

  func row(_ cohort: Int, _ word: TrustWord, count: Int, firstPhone: Int) -> CensusRow {
    CensusRow(
      cohort: cohort, isPowered: true, registeredAt: NodeID(0), word: word,
      refusals: word.isLost ? [.of(.itl, .tvsMustBeHeld), .of(.configuration, .askTVS)] : [],
      hasRefused: word.isLost ? [.of(.itl, .tvsMustBeHeld), .of(.configuration, .askTVS)] : [],
      carrier: word.isLost ? nil : word == .trusting ? .sameList : .tvs(NodeID(1)),
      anchors: word.isLost ? 0 : 2, holdsCurrentLists: word == .trusting,
      hasOldConfiguration: word.isLost, rulings: word.isLost ? [.tvsMustBeHeld] : [],
      remedies: word == .locked ? [.resetITLWithLocalKey, .restoreBackup] : [], count: count,
      firstPhone: firstPhone)
  }

  func certificateList(_ book: inout CertificateBook) -> TrustList {
    let own = book.issue(
      to: .unit(.callManager, of: NodeID(0)), commonName: "pub", issued: now, expires: now)
    let service = book.issue(
      to: .unit(.tvs, of: NodeID(0)), commonName: "pub", issued: now, expires: now)
    return TrustList(
      kind: .itl, signer: own,
      records: [
        TrustListRecord(role: .sast, certificate: own),
        TrustListRecord(role: .ccmTFTP, certificate: own),
        TrustListRecord(role: .tvs, certificate: service),
      ])
  }

  /// Both groups are lost at the second step.
  static var loss: HandMadeRun {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    let list = run.certificateList(&run.trace.certificates)
    run.step(
      "pub> set cert regen CallManager", takes: .seconds(30),
      .listPublished(
        NodeID(0), list, configurationSigner: list.signer, .itlRebuiltWhen))
    run.census(.step(1), .behind, .behind)
    run.now += .minutes(5)
    run.step("pub> set cert regen TVS", takes: .seconds(30))
    run.census(.step(2), .locked, .stranded)
    run.expectNoneLost("No phone needs hands", lost: 4_000, of: 4_000)
    run.census(.end, .locked, .stranded)
    run.trace.worsening = .all(run.trace.phoneCount)
    run.trace.rulesThatSpoke = [.itlSigner, .tftpOrder, .tvsMustBeHeld]
    return run
  }

  // MARK: What comes of it

  var report: Report {
    let assessment = combine(
      standard: judge(trace, of: scenario), others: others, coverage: coverage,
      unknownSteps: trace.notSimulatedSteps,
      accepting: Acceptance(
        rules: scenario.accepts.compactMap(UndecidedRule.init(rawValue:)),
        steps: scenario.acceptedSteps))
    return makeReport(
      scenario: scenario, trace: trace, assessment: assessment, law: law, times: times,
      replay: ReportedReplay(
        version: "0.1.0", inputDigest: "0123456789abcdef", rulesDigest: "fedcba9876543210",
        seed: scenario.seed))
  }

  /// The same run with where each phone stood: rows of a census are neighbours here.
  var withFates: HandMadeRun {
    var run = self
    var fates = Fates()
    for (place, census) in trace.censuses.enumerated() {
      guard census.rows.reduce(0, { $0 + $1.count }) == trace.phoneCount else { continue }
      let rows = census.rows.enumerated().flatMap { row in
        Array(repeating: Int32(row.offset), count: row.element.count)
      }
      fates.take(census.rows, census: place, phones: rows)
    }
    run.trace.fates = fates
    return run
  }

  var text: String { TextReport(report).text }
  var markdown: String { MarkdownReport(report).text }
}

extension Worsening {
  /// Every phone has lost trust and can register all the same.
  static func all(_ phones: Int) -> Worsening {
    var all = Worsening()
    for phone in 0..<phones {
      all.trust.add(phone: phone, isWorse: true, isExcused: false)
      all.service.add(phone: phone, isWorse: false, isExcused: false)
    }
    return all
  }
}

extension Refusal {
  /// A refusal as the law would make it.
  ///
  /// Only the law makes refusals, so one is taken from it - a phone that is offered a list too
  /// large - and given another file and rule.
  static func of(_ file: PhoneFile, _ rule: RuleID) -> Refusal {
    var refusal = lawful
    refusal.file = file
    refusal.rule = rule
    return refusal
  }

  private static let lawful: Refusal = {
    var servers = Servers()
    let key = servers.certificates.issue(
      to: .token("key"), commonName: "key", issued: Instant(microseconds: 0),
      expires: .distantFuture)
    let list = TrustList(
      kind: .itl, signer: key, records: [TrustListRecord(role: .tvs, certificate: key)])
    var node = NodeState(
      cluster: ClusterID(0), isPublisher: true, power: .running, host: "pub", domain: nil,
      address: "10.0.0.1", serverName: "10.0.0.1",
      database: DatabaseCopy(rollback: false), services: [.tftp: .running])
    node.published = PublishedFiles(
      ctl: nil, itl: list, configurationSigner: key, isITLTooLarge: true)
    servers.nodes = [node]
    let address = ServerAddress(node: NodeID(0), text: "10.0.0.1")
    servers.sites = [SiteState(option150: [address])]
    servers.groups = [CallManagerGroup(name: "g", cluster: ClusterID(0), nodes: [NodeID(0)])]
    servers.clusters = [
      ClusterState(
        release: ReleaseName(
          text: "11.5(1)", major: 11, minor: 5, maintenance: 1, serviceUpdate: 0, build: nil),
        isMixedMode: false, ctlSigning: .tokenless, phoneInteractionAutomatic: true)
    ]
    let cohort = Cohort(
      traits: PhoneTraits(model: "8861"), group: GroupID(0), site: SiteID(0))
    let held = HeldState(ctl: nil, itl: nil, configuration: nil)
    return standing(
      of: held, cohort: cohort, servers: servers, law: Law(), now: Instant(microseconds: 0)
    ).refusals[0]
  }()
}
