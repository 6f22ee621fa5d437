import ClusterModel
import TrustRules

/// What the law said, for questions that come again.
///
/// Judgements, outcomes and replies are pure functions of values that do not change, so none is
/// ever flushed; what depends on the servers (``standings``, ``answers``) names the number of their
/// state and is made anew with it.
struct LawMemo: Sendable {
  /// What phones of a kind would find at the servers now.
  var answers = Answers()
  /// The last answer of TVS and registrars to each kind.
  var lastAnswers = Rows<LastAnswer>()
  /// For a held state and an offer: the place of the judgement in ``judged``.
  var judgements = PairTable()
  var judged = Rows<World.Judged>()
  /// For a question and a reply of TVS: the place of what the phone makes of it.
  var outcomes = PairTable()
  /// What a node's TVS replies to a question.
  var replies = PairTable()
  /// The questions for TVS that came up so far.
  var questions: [World.OpenQuestion] = []
  var questionPlaces: [World.OpenQuestion: UInt32] = [:]
  /// Where phones of a cohort that hold something stand, in the state of that number.
  var standings: [UInt64: Standing] = [:]
  var standingsEpoch = -1
}

extension World {
  /// A question for TVS about a file that was offered; the file is kept, whatever is offered since.
  struct OpenQuestion: Hashable, Sendable {
    var question: TVSQuestion
    var offer: Offer
  }

  /// A judgement and what the phone holds after it.
  struct Judged: Hashable, Sendable {
    enum Result: Hashable, Sendable {
      case accepted
      case refused(RuleID)
      case ask(UInt32)
    }
    let result: Result
    /// The number of the rule by which the file is refused, from 1; 0: it is not.
    let refusal: UInt16
    var held: UInt32
    var replacedCTL: Bool
    /// The phone was offered a list of a size that keeps it from registering.
    var isTooLarge = false

    init(result: Result, held: UInt32, replacedCTL: Bool) {
      self.result = result
      self.held = held
      self.replacedCTL = replacedCTL
      refusal = if case .refused(let rule) = result { rule.number + 1 } else { 0 }
    }
  }
}
