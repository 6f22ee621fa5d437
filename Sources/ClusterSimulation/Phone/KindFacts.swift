import ClusterModel
import TrustRules
import VirtualTime

/// What every event asks of a phone's kind, side by side: it follows from the kind alone.
struct KindFacts: BitwiseCopyable, Sendable {
  var cohort: UInt32
  var held: UInt32
  var site: UInt32
  var latency: Duration
  /// Bits a second; 0 is unlimited.
  var bandwidthBitsPerSecond: Int64
  /// From power to the first request.
  var boot: Spread
  /// Which file follows the start, the CTL, the ITL, the configuration.
  var next: (PhoneBoot.Event, PhoneBoot.Event, PhoneBoot.Event, PhoneBoot.Event)
  /// Its phones count as registered somewhere.
  var isRegistered: Bool
  /// By what its phones refused the CTL, the ITL and the configuration: ``Judged/refusal``.
  var refusals: (UInt16, UInt16, UInt16)
  /// What its phones count as for each of the first eight waits that are going on, a byte each as
  /// in ``Watch/shares``; zero beyond those.
  var watchShares: UInt64 = .max

  /// By what its phones refused a file when they last judged it; 0: they did not.
  @inline(__always)
  func refusal(of file: PhoneFile) -> UInt16 {
    switch file {
    case .ctl: refusals.0
    case .itl: refusals.1
    case .configuration: refusals.2
    }
  }

  @inline(__always)
  func next(after file: PhoneFile?) -> PhoneBoot.Event {
    switch file {
    case nil: next.0
    case .ctl: next.1
    case .itl: next.2
    case .configuration: next.3
    }
  }
}

/// The answer to the last question of its sort about a kind.
///
/// In front of the world's tables, which keep all answers: phones of a kind mostly ask what the
/// one before them asked.
struct LastAnswer: BitwiseCopyable, Sendable {
  /// Everything the answer depends on but the kind.
  var question: UInt64 = .max
  var answer: UInt32 = 0

  /// Sorts of questions; each has a place of its own for each kind.
  enum Sort: UInt32 {
    case judgedCTL
    case judgedITL
    case judgedConfiguration
    case settled
    case reply
    case registrar
    case registered
    case holding
    case refused

    @inline(__always)
    static func judging(_ file: PhoneFile) -> Sort {
      switch file {
      case .ctl: .judgedCTL
      case .itl: .judgedITL
      case .configuration: .judgedConfiguration
      }
    }
  }
  static let sorts: UInt32 = 9
}

extension World {
  /// Facts of a kind, made when the first phone passes to it.
  @inline(__always)
  mutating func facts(ofKind kind: UInt32) -> RowToRead<KindFacts> {
    if Int(kind) >= phoneSide.kindFacts.count { addKindFacts() }
    return phoneSide.kindFacts.look(kind)
  }

  /// The answer to a question about a kind if it was the last of its sort; nil: look further.
  @inline(__always)
  func lastAnswer(_ sort: LastAnswer.Sort, of kind: UInt32, to question: UInt64) -> UInt32? {
    let place = kind &* LastAnswer.sorts &+ sort.rawValue
    guard Int(place) < memo.lastAnswers.count else { return nil }
    let last = memo.lastAnswers.look(place)
    return last.pointee.question == question ? last.pointee.answer : nil
  }

  /// Keeps an answer for the next phone of the kind.
  mutating func keep(
    _ answer: UInt32, to question: UInt64, _ sort: LastAnswer.Sort, of kind: UInt32
  ) {
    if Int(kind) >= phoneSide.kindFacts.count { addKindFacts() }
    memo.lastAnswers.row(kind * LastAnswer.sorts + sort.rawValue).pointee = LastAnswer(
      question: question, answer: answer)
  }

  @inline(never)
  private mutating func addKindFacts() {
    while phoneSide.kindFacts.count < phoneSide.kinds.kinds.count {
      let kind = phoneSide.kinds.kinds[phoneSide.kindFacts.count]
      let facts = phoneSide.facts[Int(kind.cohort)]
      phoneSide.kindFacts.append(
        KindFacts(
          cohort: kind.cohort, held: kind.held, site: UInt32(facts.site),
          latency: facts.latency, bandwidthBitsPerSecond: facts.bandwidthBitsPerSecond,
          boot: Spread(around: facts.boot, percent: 20), next: facts.next,
          isRegistered: kind.registeredAt != nil,
          refusals: refusals(kind), watchShares: unknownShares))
      memo.lastAnswers.append(LastAnswer(), count: Int(LastAnswer.sorts))
    }
  }
}
