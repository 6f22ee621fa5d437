import ClusterModel
import TrustRules
import VirtualTime

/// What a boot needs of a phone's cohort and site, without a reference to follow.
struct CohortFacts: Sendable {
  var site: Int
  var latency: Duration
  /// Bits a second; 0 is unlimited.
  var bandwidthBitsPerSecond: Int64
  /// From power to the first request, before chance moves it.
  var boot: Duration
  /// Which file follows the start, the CTL, the ITL, the configuration.
  var next: (PhoneBoot.Event, PhoneBoot.Event, PhoneBoot.Event, PhoneBoot.Event)

  func next(after file: PhoneFile?) -> PhoneBoot.Event {
    switch file {
    case nil: next.0
    case .ctl: next.1
    case .itl: next.2
    case .configuration: next.3
    }
  }
}

/// Answers of the law that hold until the servers change, or for good.
struct Answers: Sendable {
  /// The state of the servers that the following belong to.
  var epoch = -1
  /// Whether the servers of each option 150 that a site ever had answer, in its order.
  var answering: [[[Bool]]] = []
  /// The node, counted from 1, that takes the registration of a cohort holding this; 0: nobody.
  var registrars = PairTable()
  /// Whether HTTPS services of a cohort holding this fail: 0 no, 1 yes.
  var services = PairTable()
  /// Whether a phone that holds this is open: 0 no, 1 yes, 2 not asked yet.
  var open: [UInt8] = []
  /// Whether a phone registers with its old configuration.
  var registersWithOld: Bool?
  /// How long an unregistered phone waits; nil inside: it does not try.
  var retry: (interval: Duration, percent: Int64)??
}

extension World {
  mutating func addFacts(of cohort: Cohort) {
    let site = scenario.estate[cohort.site]
    // 79xx boot faster than 88xx; of other models nothing is known: those of the 7000 series
    // count with the former, all others with the latter.
    let boot = cohort.traits.model.hasPrefix("7") ? TimeConstant.boot79xx : .boot88xx
    let files = consult { $0.filesOfBoot(cohort.traits) }
    func next(_ place: Int) -> PhoneBoot.Event {
      guard place < files.count else { return .settledLast }
      switch files[place] {
      case .ctl: return .settledNextCTL
      case .itl: return .settledNextITL
      case .configuration: return .settledNextConfiguration
      }
    }
    func after(_ file: PhoneFile) -> PhoneBoot.Event {
      files.firstIndex(of: file).map { next($0 + 1) } ?? .settledLast
    }
    facts.append(
      CohortFacts(
        site: cohort.site.index, latency: site.latency,
        bandwidthBitsPerSecond: site.bandwidthBitsPerSecond ?? 0, boot: times.duration(boot),
        next: (next(0), after(.ctl), after(.itl), after(.configuration))))
  }

  func facts(of phone: UInt32) -> CohortFacts {
    facts[Int(kinds[phones[Int(phone)].kind].cohort)]
  }

  /// Brings the answers that depend on the servers up to date.
  mutating func refreshAnswers() {
    guard answers.epoch != epoch else { return }
    answers.epoch = epoch
    answers.registrars.removeAll()
    answers.services.removeAll()
    let law = Deliberation(law)
    answers.answering = option150.indices.map { site in
      option150[site].map { list in
        list.map { law.tftpAnswers($0, from: SiteID(site), servers: servers) }
      }
    }
  }

  /// Whether a phone that holds this takes the lists of its next boot unseen.
  mutating func isOpen(_ held: UInt32) -> Bool {
    while answers.open.count <= Int(held) { answers.open.append(2) }
    if answers.open[Int(held)] == 2 {
      let state = heldTable[held]
      answers.open[Int(held)] = consult { $0.isOpen(state) } ? 1 : 0
    }
    return answers.open[Int(held)] == 1
  }
}
