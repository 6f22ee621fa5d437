/// How the program ends: the one place in which what a command came to becomes a number.
///
/// Every command asks ``init(of:)``, and so does the report, which prints the number. Whatever ends
/// a command early - wrong usage, a file that cannot be read, a full disk - is a case of its own.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  /// Every expectation, written or built in, is met under every interpretation; or the command did
  /// what was asked.
  case passes = 0
  /// Some expectation fails, or the command found what it looks for: phones that are lost, a
  /// difference, a ratio that is too low.
  case fails = 1
  /// None fails, but something that is not known could change that.
  case inconclusive = 2
  /// The command line is wrong.
  case usage = 64
  /// A scenario, log or kept report has a mistake.
  case badScenario = 65
  /// A file that should be read cannot be.
  case inputMissing = 66
  /// The program is wrong.
  case defect = 70
  /// A result cannot be written.
  case outputNotWritten = 74
  /// A plan, or a file, is more than the program takes.
  case limitHit = 75
  /// Somebody interrupted it: 128 and the number of the signal.
  case interrupted = 130
  /// Nobody reads the result any more: 128 and the number of the signal.
  case closedPipe = 141

  /// What a command came to.
  package enum Outcome: Hashable, Sendable {
    /// `run`: the verdict of a plan.
    case plan(Verdict)
    /// `run --strict`: some combination of interpretations was not run.
    case planNotExaminedWhole
    /// `run --draws`: whether the plan fails under some seed.
    case draws(someFail: Bool)
    /// `check`: whether a finding loses phones, for certain or with some answers to what is asked.
    case check(losesPhones: Bool, mayLosePhones: Bool)
    /// `remedies`: how the phones that lost trust are saved.
    case recovery(Recovery)
    /// `diff`: whether two reports differ.
    case comparison(differs: Bool)
    /// `bench --short`: whether every ratio is at least half of what it should be.
    case bench(isFastEnough: Bool)
    /// A file of input was not taken: it is too long, or it, or one it needs, cannot be read; if it
    /// is neither, it has a mistake.
    case inputRefused(isTooLong: Bool, isMissing: Bool)
    /// `import`: whether the logs tell all that an inventory needs.
    case inventory(isComplete: Bool)
    /// What was asked for was printed or written; there is nothing to judge.
    case answered
  }

  /// How the phones that lost trust are saved.
  package enum Recovery: Hashable, Sendable {
    /// No phone lost trust.
    case notNeeded
    /// Some phones must be unlocked by hand, or no action was confirmed by a run.
    case incomplete
    /// The recommended action was confirmed by a run; perhaps only by default.
    case confirmed(dependsOnUndocumented: Bool)
  }

  /// The status with which a command ends that came to this.
  package init(of outcome: Outcome) {
    switch outcome {
    case .plan(.passes): self = .passes
    case .plan(.fails): self = .fails
    case .plan(.inconclusive): self = .inconclusive
    case .planNotExaminedWhole: self = .limitHit
    case .draws(let someFail): self = someFail ? .fails : .passes
    case .check(let losesPhones, let mayLosePhones):
      self = losesPhones ? .fails : mayLosePhones ? .inconclusive : .passes
    case .recovery(.notNeeded): self = .passes
    case .recovery(.incomplete): self = .fails
    case .recovery(.confirmed(let isOpen)): self = isOpen ? .inconclusive : .passes
    case .comparison(let differs): self = differs ? .fails : .passes
    case .bench(let isFastEnough): self = isFastEnough ? .passes : .fails
    case .inputRefused(let isTooLong, let isMissing):
      self = isTooLong ? .limitHit : isMissing ? .inputMissing : .badScenario
    case .inventory(let isComplete): self = isComplete ? .passes : .inconclusive
    case .answered: self = .passes
    }
  }

  /// Of several files the first of these that is present counts.
  private static let precedence: [ExitStatus] = [
    .interrupted, .closedPipe, .defect, .outputNotWritten, .limitHit, .inputMissing,
    .badScenario, .usage, .fails, .inconclusive, .passes,
  ]

  /// The status of a command that took several files, each with a status of its own.
  package static func worst(_ all: [ExitStatus]) -> ExitStatus {
    precedence.first(where: all.contains) ?? .passes
  }

  /// The command ended early, and a report of its own would be missing: 64 and above.
  package var endsEarly: Bool { rawValue >= ExitStatus.usage.rawValue }
}
