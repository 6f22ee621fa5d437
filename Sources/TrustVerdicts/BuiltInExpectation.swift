/// What every plan has to meet, whether its file says so or not.
package enum BuiltInExpectation: String, CaseIterable, Hashable, Sendable {
  /// No phone that was trusting, behind or open at the start is locked, stranded or unserved at
  /// the end.
  case noNewLoss = "no-new-loss"
  /// Each phone that could register at the start can at the end, and is registered if it is
  /// powered and was registered.
  case inService = "in-service"
  /// Each step was carried out, or its refusal was expected.
  case stepsDone = "steps-done"
}
