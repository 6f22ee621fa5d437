package import ClusterModel
package import VirtualTime

/// What became of one thing that a runbook demands: an expectation, a wait, a preflight.
package struct ExpectationOutcome: Hashable, Sendable {
  /// What was demanded, by its number in the run.
  package enum Subject: Hashable, Sendable {
    case expectation(Int)
    /// A wait that runs out counts as a failed expectation.
    case wait(Int)
    /// A finding that loses phones counts as a failed expectation; counted from 1.
    case preflight(Int)
    /// Demanded of every plan, whether it is written or not.
    case builtIn(BuiltInExpectation)
  }
  package enum Result: Hashable, Sendable {
    case met
    case notMet
    case notJudged(Reason)
  }
  package enum Reason: Hashable, Sendable {
    /// The back-out began before it was judged.
    case backedOut
    /// It belongs to a back-out that was not carried out.
    case noBackOut
    /// The run ended before it was judged.
    case notReached
  }
  package var subject: Subject
  /// It never changes the exit status.
  package var isWarning: Bool
  package var result: Result
  /// Of several, the first that was not met, else the last.
  package var measurement: Measurement?
  /// When that was measured.
  package var time: Instant?
  /// How often it was measured: an `always` at every census.
  package var timesMeasured: Int

  package init(
    subject: Subject, isWarning: Bool, result: Result, measurement: Measurement? = nil,
    time: Instant? = nil, timesMeasured: Int = 0
  ) {
    self.subject = subject
    self.isWarning = isWarning
    self.result = result
    self.measurement = measurement
    self.time = time
    self.timesMeasured = timesMeasured
  }
}
