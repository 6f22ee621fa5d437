package import ClusterModel
import ServerActs
import SimulationTrace
package import TrustRules
import VirtualTime

/// A whole estate in virtual time: servers, phones, and the runbook that is carried out on them.
///
/// A value: `var other = world` is a what-if. The law decides, machines want, the world acts.
package struct World: Sendable {
  /// What the run was given, which nothing changes.
  let premises: Premises
  /// What is to come, and how much of it is allowed.
  var agenda: Agenda
  /// The servers as they are.
  var serverSide = ServerSide()
  /// What the scenario says of the time before its start.
  var past = StatedPast()
  /// The phones, what each holds, and how far its boot is.
  var phoneSide = PhoneSide()
  /// What the law said, for questions that come again.
  var memo = LawMemo()
  /// The servers once all that returns by itself has returned.
  var settledView = SettledView()
  /// Recoveries that were tried on copies of the servers.
  var recoveries = RecoveryTrials()
  /// The lines that are carried out, and how far they are.
  var runbook: Runbook
  /// Expectations, waits and pre-checks: what is counted for them.
  var checks: Checks
  /// What is written down.
  var recording = Recording()

  /// The estate as the scenario states it, healthy and current but for what it says otherwise.
  package init(
    _ scenario: Scenario, law: Law, times: TimeConstants, limits: RunLimits = RunLimits()
  ) {
    premises = Premises(scenario, law, times, limits)
    runbook = Runbook(scenario)
    checks = Checks(runbook.script.expectations)
    agenda = Agenda(startingAt: World.begins(scenario), limits)
    noteStatedPast()
    setUpServers()
    serverSide.option150 = serverSide.servers.sites.map { [$0.option150] }
    setUpPhones()
    recording.trace.steps = runbook.script.steps
    recording.trace.expectations = runbook.script.expectations
    recording.trace.waits = runbook.script.waits
    recording.trace.phoneCount = phoneSide.phones.count
  }

  /// Asks the law something, and keeps what took part and what spoke.
  mutating func consult<Answer>(_ question: (inout Deliberation) -> Answer) -> Answer {
    var deliberation = Deliberation(premises.law)
    let answer = question(&deliberation)
    note(deliberation)
    return answer
  }

  /// Acts on the servers by the law, and notes what it was asked.
  @discardableResult
  mutating func act<Answer>(_ act: (inout Servers, inout Deliberation) -> Answer) -> Answer {
    var deliberation = Deliberation(premises.law)
    let answer = act(&serverSide.servers, &deliberation)
    note(deliberation)
    return answer
  }

  mutating func note(_ deliberation: Deliberation) {
    recording.trace.lawConsultations += 1
    recording.participation.formUnion(deliberation.tookPart)
    for rule in deliberation.rulings { recording.spoke.insert(rule) }
  }

  /// The place of a cohort among the world's; one that is new is added.
  mutating func handle(of cohort: Cohort) -> UInt32 {
    if let known = phoneSide.place(of: cohort) { return known }
    let handle = phoneSide.add(cohort)
    addFacts(of: cohort)
    return handle
  }

  /// Makes everything its own that events change in place; called once after whatever may have
  /// copied the world, and before events go on.
  mutating func own() {
    phoneSide.phones.own()
    phoneSide.kinds.own()
    phoneSide.kindFacts.own()
    memo.lastAnswers.own()
    serverSide.fileStations.own()
    serverSide.registrars.own()
    agenda.queue.own()
  }

  mutating func record(_ event: TraceEvent) {
    guard agenda.limitReached == nil else { return }
    let entry = Trace.Entry(time: agenda.now, event: event)
    recording.trace.entries.append(entry)
    keep(entry.keptBytes)
    switch event {
    case .listPublished(let node, let list, _, _):
      serverSide.writtenLists[.published(node, list)] = agenda.now
    case .ctlWritten(let cluster, let list):
      serverSide.writtenLists[.written(cluster, list)] = agenda.now
    default: break
    }
  }

  /// The servers changed in a way that a phone could notice.
  ///
  /// - Parameter isSettledAlike: once all that returns by itself has returned, the nodes are as
  ///   they would have been without the change. What was found out about the settled servers still
  ///   holds then.
  mutating func serversChanged(isSettledAlike: Bool = false) {
    serverSide.epoch += 1
    if !isSettledAlike || settledView.from != SettledFrom(serverSide.servers) {
      settledView.servers = nil
      settledView.epoch += 1
    }
    forgetWatched()
    unpark()
  }

  /// The servers as an untimed boot meets them.
  mutating func settled() -> Servers {
    if let known = settledView.servers { return known }
    let current = serverSide.servers
    let settled = consult { current.settled(&$0) }
    settledView.servers = settled
    settledView.from = SettledFrom(serverSide.servers)
    settledView.settlings += 1
    return settled
  }
}

/// A list as it came to stand on a disk.
enum WrittenList: Hashable, Sendable {
  case published(NodeID, TrustList)
  case written(ClusterID, TrustList)
}

/// What settled servers are made of beside the nodes; some of it changes without notice.
struct SettledFrom: Equatable, Sendable {
  let clusters: [ClusterState]
  let groups: [CallManagerGroup]
  let sites: [SiteState]
  let centres: [CentralTFTP]
  let eTokens: [String: CertificateID]
  let certificateCount: Int

  init(_ servers: Servers) {
    clusters = servers.clusters
    groups = servers.groups
    sites = servers.sites
    centres = servers.centres
    eTokens = servers.eTokens
    certificateCount = servers.certificates.certificates.count
  }
}

/// The durations that a boot is made of, looked up once.
struct Pace: Sendable {
  let dhcp: Duration
  let retryAfter: Duration
  /// Waits for a request: the first, twice, four and eight times as long.
  let patience: [Spread]
  let resetSpread: Spread
  /// TVS: connect and handshake, the answer after them, and how long a silent server is waited for.
  let tvsShake: Duration
  let tvsAnswer: Duration
  let tvsSilent: Duration

  init(_ times: TimeConstants) {
    dhcp = times.duration(.dhcp)
    let first = times.duration(.retryAfter)
    retryAfter = first
    patience = (0..<World.repeats).map { Spread(around: first * (1 << Int64($0)), percent: 25) }
    resetSpread = Spread(below: times.duration(.resetSpread))
    tvsShake = times.duration(.tvsConnect) + times.duration(.tvsHandshake)
    tvsAnswer = times.duration(.tvsAnswer)
    tvsSilent = times.duration(.tvsSilent)
  }
}

/// Purposes of chance: a phone's draws for one do not move those for another.
enum Purpose: UInt32 {
  case resetSpread = 1
  case boot
  case requestRetry
  case registrationRetry
  case unpark
  case failover
}

/// Tickets of the event queue.
enum TicketKind: UInt8 {
  // Those up to `retryDue` belong to one boot of a phone.
  case resetArrives = 1
  case started
  case fileArrives
  case requestRetry
  case tvsReplies
  case registrationAnswers
  case retryDue
  /// An absence of a phone begins, or ends.
  case leaves
  case returns
  case serverEvent
  case chainDue
  case expectationDue
  case waitTimeout

  /// The kind of this number; nil: none has it.
  @inline(__always)
  init?(number: UInt8) {
    switch number {
    case 1: self = .resetArrives
    case 2: self = .started
    case 3: self = .fileArrives
    case 4: self = .requestRetry
    case 5: self = .tvsReplies
    case 6: self = .registrationAnswers
    case 7: self = .retryDue
    case 8: self = .leaves
    case 9: self = .returns
    case 10: self = .serverEvent
    case 11: self = .chainDue
    case 12: self = .expectationDue
    case 13: self = .waitTimeout
    default: return nil
    }
  }
}
