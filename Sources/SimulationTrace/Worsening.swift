/// How many phones are worse off when everything is over than they were before the first step.
///
/// *Worse off* compares each phone with itself: one that had lost trust before the plan began is
/// no loss of the plan.
package struct Worsening: Hashable, Sendable {
  /// Phones that one demand is about.
  package struct Share: Hashable, Sendable {
    /// Phones that could get worse: those that were well at the start.
    package var wereWell = 0
    /// Those that did get worse, the excused ones left out.
    package var worse = 0
    /// Those that got worse as the plan itself expects.
    package var excused = 0
    /// The first phone in file order that got worse and is not excused.
    package var firstPhone: Int?
    package init() {}

    package mutating func add(phone: Int, isWorse: Bool, isExcused: Bool) {
      wereWell += 1
      guard isWorse else { return }
      if isExcused {
        excused += 1
      } else {
        worse += 1
        firstPhone = firstPhone ?? phone
      }
    }
  }
  /// Phones that were trusting, behind or open, and are locked, stranded or unserved at the end.
  package var trust = Share()
  /// Phones that could register, and cannot at the end, or are not registered although they are
  /// powered and were registered.
  package var service = Share()
  package init() {}
}
