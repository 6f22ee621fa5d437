package import ClusterModel
package import TrustRules
package import VirtualTime

/// A step as it is numbered in a run: each expansion of a `for` has its own number.
package struct NumberedStep: Hashable, Sendable {
  package var number: Int
  package var text: String
  /// Heading it stands under; empty above the first heading.
  package var heading: String
  package var location: SourceLocation
  package init(number: Int, text: String, heading: String, location: SourceLocation) {
    self.number = number
    self.text = text
    self.heading = heading
    self.location = location
  }
}

/// An expectation as it is numbered in a run.
package struct NumberedExpectation: Hashable, Sendable {
  package var number: Int
  package var expectation: Expectation
  package var heading: String
  package var isInBackOut: Bool
  package init(number: Int, expectation: Expectation, heading: String, isInBackOut: Bool) {
    self.number = number
    self.expectation = expectation
    self.heading = heading
    self.isInBackOut = isInBackOut
  }
}

/// A wait as it is numbered in a run.
package struct NumberedWait: Hashable, Sendable {
  package var number: Int
  package var wait: Wait
  package var heading: String
  package init(number: Int, wait: Wait, heading: String) {
    self.number = number
    self.wait = wait
    self.heading = heading
  }
}

/// A step that the product refused.
package struct RefusedStep: Hashable, Sendable {
  package var step: NumberedStep
  /// The product's words.
  package var message: String
  package var rule: RuleID?
  /// When it would have been taken; nil: waiting alone does not help.
  package var worksFrom: Instant?
}

/// How long phones of a cohort were without registration, longest stretch each.
package struct Outages: Hashable, Sendable {
  /// The longest stretch of any phone, ended or still going at the end of the run.
  package var longest: Duration = .zero
  /// A phone that had it.
  package var phone: Int?
  /// Phones by the length of their longest stretch, in minutes, the last one and all above.
  package var minutes: [Int] = []
  package init() {}
}

/// The fewest phones that were registered at a time, and when that was so first.
package struct LowestRegistered: Hashable, Sendable {
  package var count: Int
  package var time: Instant
  package init(count: Int, time: Instant) {
    self.count = count
    self.time = time
  }
}

/// What happened in one run: events in order of time, and what they refer to.
package struct Trace: Sendable {
  package struct Entry: Hashable, Sendable {
    package var time: Instant
    package var event: TraceEvent
    package init(time: Instant, event: TraceEvent) {
      self.time = time
      self.event = event
    }
  }
  package var cohorts: [Cohort] = []
  /// For each cohort the first one that its phones were in, before they were moved in a database;
  /// cohorts that shared phones have the same.
  package var kin: [Int] = []
  package var certificates = CertificateBook()
  package var steps: [NumberedStep] = []
  package var expectations: [NumberedExpectation] = []
  package var waits: [NumberedWait] = []
  package var entries: [Entry] = []
  /// What each expectation that holds always came to, in the order of their numbers; those that no
  /// census judged are not among them.
  package var always: [AlwaysMeasured] = []
  /// Undecided rules on which some decision of the run turned.
  package var tookPart: UndecidedRules = []
  /// A cohort's outages, in order of ``cohorts``.
  package var outages: [Outages] = []
  package var phoneCount = 0
  /// The fewest phones registered at any instant since the start; nil before it.
  package var lowestRegistered: LowestRegistered?
  /// Phones registered from the start on; no part of the digest.
  package var registrations = RegistrationCurve()
  /// Work done, for reports and for tests that count it.
  package var eventCount = 0
  package var bootCount = 0
  package var lawConsultations = 0
  /// Censuses for which kinds of phones were counted anew, and quantities that were measured anew.
  package var rowsCounted = 0
  package var quantitiesMeasured = 0
  /// How many expectations that hold always were compared with what a census measured.
  package var comparisons = 0
  /// Every rule that spoke, in catalogue order.
  package var rulesThatSpoke: [RuleID] = []
  package var ends = Instant(microseconds: 0)
  /// What phones under a spotlight went through; no part of the digest.
  package var spotlit: [SpotlitEntry] = []
  /// The phone whose screen is told after each step, by its place in file order; no part of the
  /// digest.
  package var testPhone: Int?
  /// Where each phone stood; nil unless it was asked for.
  package var fates: Fates?
  /// For steps that were refused because they came too early: when they would be taken, by number.
  package var refusedUntil: [Int: Instant] = [:]
  /// How many phones are worse off at the end than at the start; no part of the digest.
  package var worsening = Worsening()

  package init() {}

  /// The first of the cohorts that the phones of a cohort were in.
  package func kin(of cohort: Int) -> Int {
    kin.indices.contains(cohort) ? kin[cohort] : cohort
  }

  /// The first step of *What has happened* that was refused: that history did not happen.
  package var refusedHistory: RefusedStep? {
    for entry in entries {
      guard case .stepRefused(let number, let why) = entry.event, number < 1,
        let step = steps.first(where: { $0.number == number })
      else { continue }
      return RefusedStep(
        step: step, message: why.words, rule: why.rule, worksFrom: refusedUntil[number])
    }
    return nil
  }

  /// Steps of the plan whose effect on the cluster is not known, by number.
  package var notSimulatedSteps: [Int] {
    entries.compactMap {
      if case .stepNotSimulated(let number, _) = $0.event { number } else { nil }
    }
  }

  package var censuses: [Census] {
    entries.compactMap { if case .census(let census) = $0.event { census } else { nil } }
  }
}
