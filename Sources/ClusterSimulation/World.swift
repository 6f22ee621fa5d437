package import ClusterModel
import ServerActs
package import SimulationTrace
package import TrustRules
import VirtualTime

/// A whole estate in virtual time: servers, phones, and the runbook that is carried out on them.
///
/// A value: `var other = world` is a what-if. The law decides, machines want, the world acts.
package struct World: Sendable {
  package let scenario: Scenario
  package let law: Law
  package let times: TimeConstants
  let chance: Chance

  // The servers, and the number of their state: it rises with every change a phone could notice.
  package internal(set) var servers = Servers()
  var epoch = 0
  /// The servers once all that returns by itself has returned; nil until asked for.
  var settledServers: Servers?
  /// What they were made of, beside the nodes.
  var settledFrom: SettledFrom?
  /// The number of the state of the settled servers: it rises when they may have changed.
  var settledEpoch = 0
  /// How many times the servers were settled.
  package internal(set) var settlings = 0
  var fileStations = Rows<ServiceStation>()
  var registrars = Rows<ServiceStation>()
  /// What each node serves now, as far as time goes.
  var served = Rows<Served>()
  let pace: Pace
  /// Names that nodes of several clusters have.
  let sharedNodeNames: Set<String>
  let bootTable = BootTable()

  /// Every option 150 that a site has had, the current one last; a boot keeps the one it was given.
  var option150: [[[ServerAddress]]] = []

  // The phones.
  var phones = Rows<PhoneRow>()
  var away = AwayPhones()
  var blocks = PhoneBlocks()
  var cohorts: [Cohort] = []
  private var cohortHandles: [Cohort: UInt32] = [:]
  var facts: [CohortFacts] = []
  var answers = Answers()
  var heldTable = HeldTable()
  var kinds = KindTable()
  var kindFacts = Rows<KindFacts>()
  var lastAnswers = Rows<LastAnswer>()
  /// Phones whose boot is under way, or to whom a reset is on its way.
  var busyPhones = 0
  var parkedPhones: [UInt32] = []
  var registeredPhones = 0
  /// The tickets for which rows were asked for ahead.
  var readyRuns: UInt32 = 0

  // What the law said, for questions that come again: it is pure, so nothing is ever flushed.
  var judgements = PairTable()
  var judged = Rows<Judged>()
  var outcomes = PairTable()
  var replies = PairTable()
  var questions: [OpenQuestion] = []
  var questionPlaces: [OpenQuestion: UInt32] = [:]
  var standings: [UInt64: Standing] = [:]
  var standingsEpoch = -1
  var trials: [RemedyTrial] = []
  /// The state of the servers in which it was last asked whether the trials still hold.
  var trialsEpoch = -1
  /// What the trials were made of.
  var trialsFrom: TrialsFrom?
  /// For how many kinds it was tried what an act would do to them.
  package internal(set) var standingsTried = 0
  /// How many remedies were acted.
  package internal(set) var trialsActed = 0
  /// The settled servers once more, with the number of their state: what would happen to phones is
  /// tried on them.
  var serversForTrials: (epoch: Int, servers: Servers)?
  /// How many nodes were put back after it was tried what an act would do.
  package internal(set) var nodesActedOn = 0
  /// Slots of databases that were compared for that.
  var slotsComparedInTrials = 0
  /// For kinds that were asked about since: the trials that save their phones.
  var savingTrials: [UInt32: [RemedyTrial]] = [:]
  /// The same for kinds that accept every file and are not in service.
  var servingTrials: [UInt32: [RemedyTrial]] = [:]
  /// For each cluster the first of those related to it.
  var related: [ClusterID] { trialsFrom?.related ?? [] }

  var signingRequests: Set<SigningRequest> = []
  /// What bulk certificate management put into which directory.
  var bulkDirectories: [String: BulkDirectory] = [:]
  /// For cohorts whose phones were others' before a move: an earlier cohort of theirs.
  var kin: [Int: Int] = [:]
  /// Lists that phones hold at the start because the scenario says so.
  var statedLists: [StatedList] = []
  /// Own certificates before the first ones, of nodes whose lists of then are still held.
  var predecessors: [NodeID: [CertificateUnit: CertificateID]] = [:]

  // Time.
  var queue: EventQueue
  var now: Instant
  var serverEvents: [ServerEvent] = []
  /// Server events to come that are not years away.
  var pendingServerEvents = 0

  // The runbook.
  var script: Script
  var chains: [Chain] = []
  /// Tickets so far that call on a chain.
  package internal(set) var chainTickets = 0
  var watches: [Watch] = []
  var watchesBegun: UInt32 = 0
  /// What some watch counts may have changed.
  var hasDirtyWatch = false
  var isStopped = false
  var isBackingOut = false
  var mainChain = -1
  /// Something happened that may have ended the runbook.
  var mayBeDone = true
  var backOutChain: Int?
  var hasBegun = false
  /// A preflight is made before the first line, whether the runbook has one or not.
  package var preflightsAtStart = false
  /// The trace says where each phone stood at each census.
  package var keepsFates = false
  var censusCount = 0
  /// The trace says where the phones stood after each step; nothing else depends on it.
  package var takesCensuses = true
  /// Preflights so far: place in the trace, and the servers and phones at that moment.
  var preflights: [(entry: Int, servers: Servers, plights: [Plight])] = []
  /// What the last preflight found, and when and in which state.
  var lastFindings: (state: MeasuredState, time: Instant, findings: [PreflightFinding])?
  /// How the phones were when the plan was left for its back-out, and after how many preflights;
  /// nil: it was not left, or there was no preflight.
  var leftFor: (preflights: Int, plights: [Plight])?
  /// How each phone was before the first step, in file order; empty until then.
  var startStates: [StartState] = []
  /// Expectations below the last step that were met and state a loss, by place.
  var statedLosses: [Int] = []
  /// The next step to begin is the first of the implementation.
  var takesBefore = false
  /// Batches of phones that are still to be reset or power-cycled.
  var pendingBatches = 0
  /// Expectations put off to a later instant.
  var pendingExpectations = 0
  var befores: [Counted: Int64] = [:]
  /// What the expectations measure, each once.
  var quantities = QuantityTable()
  var always = AlwaysTable()
  /// Steps and events of the servers so far: each may change what is measured.
  var acts = 0
  /// How much the run may do and keep.
  let limits: RunLimits
  /// The run is looked at once it has had so many events.
  var eventStop: Int
  var keptBytes = 0
  /// The run keeps nothing more, and stops at the next event.
  var limitReached: LimitReached?
  /// The step or expectation that was carried out last.
  var lastLine = SourceLocation.nowhere
  /// Expectations that were put off, judged or not.
  var putOff: [(expectation: Int, at: Instant)] = []
  /// When each list was published or written last.
  var writtenLists: [WrittenList: Instant] = [:]
  /// Certificates that some list is said to be older than, and nodes of whose lists of before some
  /// phones are said to hold one.
  var listedOld: Set<CertificateOwner> = []
  var hasPredecessors: Set<NodeID> = []
  /// The rows of the last census, and the state in which it was taken.
  var lastRows: (state: MeasuredState, rows: [CensusRow])?
  var stepOutcomes: [StepOutcome]

  /// Phones whose every boot is written down, in ``spotlit``.
  package var spotlight: Set<UInt32> = [] { didSet { hasSpotlight = !spotlight.isEmpty } }
  var hasSpotlight = false
  var spotlit: [SpotlitEntry] = []

  package internal(set) var trace = Trace()
  var participation: UndecidedRules = []
  var spoke: Set<RuleID> = []

  /// The sizes of the lists a node serves, in bytes; 0: none.
  struct Served: Sendable {
    var ctl = 0
    var itl = 0
    var isThere = false
  }

  /// A question for TVS about a file that was offered; the file is kept, whatever is offered since.
  struct OpenQuestion: Hashable, Sendable {
    var question: TVSQuestion
    var offer: Offer
  }

  /// How a numbered step ended.
  enum StepOutcome: Hashable, Sendable { case pending, done, refused, skipped }

  /// A judgement and what the phone holds after it.
  struct Judged: Hashable, Sendable {
    enum Result: Hashable, Sendable {
      case accepted, refused
      case ask(UInt32)
    }
    var result: Result
    var held: UInt32
    var replacedCTL: Bool
    /// The phone was offered a list of a size that keeps it from registering.
    var isTooLarge = false
  }

  /// The estate as the scenario states it, healthy and current but for what it says otherwise.
  package init(
    _ scenario: Scenario, law: Law, times: TimeConstants, limits: RunLimits = RunLimits()
  ) {
    self.limits = limits
    eventStop = limits.events
    self.scenario = scenario
    self.law = law
    self.times = times
    chance = Chance(seed: scenario.seed)
    pace = Pace(times)
    var names: Set<String> = []
    sharedNodeNames = Set(
      scenario.estate.nodes.map(\.name).filter { !names.insert($0).inserted })
    script = Script(scenario)
    stepOutcomes = Array(repeating: .pending, count: script.steps.count + 1)
    quantities = QuantityTable(script.expectations)
    always = AlwaysTable(script.expectations, quantities)
    now = World.begins(scenario)
    queue = EventQueue(startingAt: now)
    noteStatedPast()
    setUpServers()
    option150 = servers.sites.map { [$0.option150] }
    setUpPhones()
    trace.steps = script.steps
    trace.expectations = script.expectations
    trace.waits = script.waits
    trace.phoneCount = phones.count
  }

  /// Asks the law something, and keeps what took part and what spoke.
  mutating func consult<Answer>(_ question: (inout Deliberation) -> Answer) -> Answer {
    var deliberation = Deliberation(law)
    let answer = question(&deliberation)
    note(deliberation)
    return answer
  }

  /// Acts on the servers by the law, and notes what it was asked.
  @discardableResult
  mutating func act<Answer>(_ act: (inout Servers, inout Deliberation) -> Answer) -> Answer {
    var deliberation = Deliberation(law)
    let answer = act(&servers, &deliberation)
    note(deliberation)
    return answer
  }

  mutating func note(_ deliberation: Deliberation) {
    trace.lawConsultations += 1
    participation.formUnion(deliberation.tookPart)
    for rule in deliberation.rulings { spoke.insert(rule) }
  }

  /// The place of a cohort among the world's; one that is new is added.
  mutating func handle(of cohort: Cohort) -> UInt32 {
    if let known = cohortHandles[cohort] { return known }
    let handle = UInt32(cohorts.count)
    cohortHandles[cohort] = handle
    cohorts.append(cohort)
    addFacts(of: cohort)
    return handle
  }

  /// Makes everything its own that events change in place; called once after whatever may have
  /// copied the world, and before events go on.
  mutating func own() {
    phones.own()
    kinds.own()
    kindFacts.own()
    lastAnswers.own()
    fileStations.own()
    registrars.own()
    queue.own()
  }

  mutating func record(_ event: TraceEvent) {
    guard limitReached == nil else { return }
    let entry = Trace.Entry(time: now, event: event)
    trace.entries.append(entry)
    keep(entry.keptBytes)
    switch event {
    case .listPublished(let node, let list, _, _): writtenLists[.published(node, list)] = now
    case .ctlWritten(let cluster, let list): writtenLists[.written(cluster, list)] = now
    default: break
    }
  }

  /// The servers changed in a way that a phone could notice.
  ///
  /// - Parameter isSettledAlike: once all that returns by itself has returned, the nodes are as
  ///   they would have been without the change. What was found out about the settled servers still
  ///   holds then.
  mutating func serversChanged(isSettledAlike: Bool = false) {
    epoch += 1
    if !isSettledAlike || settledFrom != SettledFrom(servers) {
      settledServers = nil
      settledEpoch += 1
    }
    forgetWatched()
    unpark()
  }

  /// The servers as an untimed boot meets them.
  mutating func settled() -> Servers {
    if let settledServers { return settledServers }
    let current = servers
    let settled = consult { current.settled(&$0) }
    settledServers = settled
    settledFrom = SettledFrom(servers)
    settlings += 1
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
