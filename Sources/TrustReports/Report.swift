/// Everything that any page says about one run, as plain strings, numbers and lists.
///
/// Built once by ``makeReport(scenario:trace:assessment:law:times:replay:)``; every format is made
/// from it, and none looks anywhere else. Texts are not escaped: each renderer escapes its own.
package struct Report: Hashable, Sendable {
  package var verdict: ReportedVerdict = .inconclusive
  /// One sentence that stands alone.
  package var sentence: String = ""
  package var exitStatus: Int32 = 0
  package var title: String = ""
  package var question: String?
  package var source: String?
  package var files: [String] = []
  /// Date and time of day, as everywhere below.
  package var starts: String = ""
  package var ends: String = ""
  package var clusters: [ReportedCluster] = []
  /// Seconds of virtual time from start to end.
  package var seconds: Int64 = 0
  package var sites: [ReportedSite] = []
  package var phones: Int = 0
  package var expectations: [ReportedExpectation] = []
  package var findings: [ReportedFinding] = []
  package var words: [ReportedWord] = []
  /// Phones that refused a file when they last judged their files, whatever they would do now.
  package var haveRefused: ReportedRefused = ReportedRefused()
  package var registered: ReportedRegistration = ReportedRegistration()
  /// Groups with the most phones that lost trust first, then in file order.
  package var groups: [ReportedGroup] = []
  /// Phones out of service at the end, and why.
  package var service: ReportedService = ReportedService()
  /// Why phones are without trust or out of service at the end, the root cause first.
  package var causes: [ReportedCause] = []
  /// What saves the phones that lost trust, cheapest remedy of each kind of phone.
  package var remedies: [ReportedRemedy] = []
  package var onePhone: ReportedPhone?
  /// The phone to look at after each step: the first that is switched on at the start and keeps
  /// trust lists; nil where there is no phone.
  package var testPhone: String?
  package var assumptions: ReportedAssumptions = ReportedAssumptions()
  package var steps: [ReportedStep] = []
  package var timeline: [ReportedEvent] = []
  package var censuses: [ReportedCensus] = []
  /// Phones registered between censuses, too; nil where there were too many changes for a drawing.
  package var registrations: ReportedRegistrations?
  package var kinds: [ReportedKind] = []
  /// Every way in which phones stood at some census; empty unless each phone was asked for, as
  /// are the two that follow.
  package var standings: [ReportedStanding] = []
  package var fates: [ReportedFate] = []
  package var inventory: ReportedInventory?
  package var outages: [ReportedOutage] = []
  package var times: [ReportedTime] = []
  package var rules: [ReportedRule] = []
  package var defects: [String] = []
  package var leftOut: [String] = []
  package var work: ReportedWork = ReportedWork()
  package var replay: ReportedReplay = ReportedReplay()
}

/// The verdict of a plan.
package enum ReportedVerdict: String, CaseIterable, Hashable, Sendable {
  case fails, inconclusive, passes

  /// With a capital, as a sentence begins.
  var title: String {
    switch self {
    case .fails: "Fails"
    case .inconclusive: "Inconclusive"
    case .passes: "Passes"
    }
  }
}

/// What became of one expectation.
package enum ReportedResult: String, CaseIterable, Hashable, Sendable {
  case notMet = "not met"
  /// Met under the defaults, and not under every interpretation.
  case depends
  case met
  /// Not judged, and rightly so.
  case notJudged = "not judged"
}

extension ReportedVerdict {
  /// What a reader must see first comes first.
  static let byWeight: [ReportedVerdict] = [.fails, .inconclusive, .passes]

  /// `58 fail, 1 is inconclusive and 57 pass`; and whatever else there is a number of.
  static func counts(_ all: [ReportedVerdict], and others: [String] = []) -> String {
    let counts = byWeight.compactMap { verdict -> String? in
      let count = all.count { $0 == verdict }
      guard count > 0 else { return nil }
      let isOne = count == 1
      let said =
        switch verdict {
        case .fails: isOne ? "fails" : "fail"
        case .passes: isOne ? "passes" : "pass"
        case .inconclusive: "\(isOne ? "is" : "are") inconclusive"
        }
      return "\(Words.number(count)) \(said)"
    }
    return Words.list(counts + others)
  }
}

extension ReportedResult {
  static let byWeight: [ReportedResult] = [.notMet, .depends, .met, .notJudged]
}

extension Report {
  /// What is not met first, warnings after the others of their result, else in file order.
  var expectationsByWeight: [ReportedExpectation] {
    ReportedResult.byWeight.flatMap { result in
      let all = expectations.filter { $0.result == result }
      return all.filter { !$0.isWarning } + all.filter(\.isWarning)
    }
  }
}

package struct ReportedCluster: Hashable, Sendable {
  package var name: String = ""
  package var release: String = ""
  package var mode: String = ""
  package var nodes: Int = 0
  package var servers: [ReportedServer] = []
  package var phones: Int = 0
}

package struct ReportedServer: Hashable, Sendable {
  package var name: String = ""
  package var isPublisher: Bool = false
  package var runsCallManager: Bool = false
  package var runsTFTP: Bool = false
}

/// Where phones stand.
package struct ReportedSite: Hashable, Sendable {
  package var name: String = ""
  /// Option 150 at the start, in order.
  package var servers: [String] = []
  package var phones: Int = 0
}

package struct ReportedExpectation: Hashable, Sendable {
  package var result: ReportedResult = .notJudged
  /// Met under the defaults; nil where it was not judged.
  package var met: Bool?
  package var isWarning: Bool = false
  /// Demanded of every plan, whether it is written or not.
  package var builtin: Bool = false
  /// The name in quotes, if the scenario gives one.
  package var name: String?
  /// As written.
  package var statement: String = ""
  package var heading: String = ""
  package var time: String?
  /// Seconds after the start, as everywhere below; before it less than 0.
  package var seconds: Int64?
  /// `3,912 of 3,960 powered, 4,000 in all (98.7 %)`.
  package var measured: String?
  package var value: Int64?
  package var base: Int64?
  package var selected: Int64?
  package var before: Int64?
  package var timesMeasured: Int = 0
  /// The smallest sets of undocumented behaviours that change the result together.
  package var dependsOn: [[String]] = []
  /// Why it was not judged.
  package var reason: String?
  package var file: Int = 0
  package var line: Int = 0
}

package struct ReportedFinding: Hashable, Sendable {
  package var kind: String = ""
  package var losesPhones: Bool = false
  package var text: String = ""
  package var phones: Int = 0
}

package struct ReportedWord: Hashable, Sendable {
  /// A ``TrustWord``; a report that was read may have been written with another.
  package var word: String = ""
  package var meaning: String = ""
  package var atStart: Int = 0
  package var atEnd: Int = 0
}

package struct ReportedRegistration: Hashable, Sendable {
  package var registeredAtStart: Int = 0
  package var registeredAtEnd: Int = 0
  package var poweredAtStart: Int = 0
  package var poweredAtEnd: Int = 0
  package var withOldConfiguration: Int = 0
  /// The fewest registered at any instant since the start, and when that was so first.
  package var lowest: Int?
  package var lowestAt: String?
}

package struct ReportedGroup: Hashable, Sendable {
  package var name: String = ""
  /// Its servers at the start, in order.
  package var servers: [String] = []
  package var phones: Int = 0
  package var lost: Int = 0
  package var registered: Int = 0
  /// Words that some phone of the group has at the end, the worst first.
  package var words: [ReportedCount] = []
}

package struct ReportedCount: Hashable, Sendable {
  package var name: String = ""
  package var count: Int = 0
}

package struct ReportedCause: Hashable, Sendable {
  package var time: String = ""
  /// `at step 2`, `before the first step`, `after step 2`.
  package var moment: String = ""
  package var step: Int?
  /// The step as written.
  package var stepText: String?
  package var count: Int = 0
  /// They accept every file and cannot register; else they lost trust.
  package var isOutOfService: Bool = false
  package var refusals: [ReportedRefusal] = []
  /// Why they cannot register.
  package var obstacles: [ReportedObstacle] = []
  /// Where most of them stood before.
  package var before: String?
  package var groups: [String] = []
}

package struct ReportedRefusal: Hashable, Sendable {
  package var file: String = ""
  package var rule: String = ""
  package var statement: String = ""
  package var count: Int = 0
}

/// Why phones cannot register.
package struct ReportedObstacle: Hashable, Sendable {
  /// A sentence without its full stop.
  package var reason: String = ""
  package var rule: String = ""
  package var count: Int = 0
}

package struct ReportedRemedy: Hashable, Sendable {
  package var text: String = ""
  package var phones: Int = 0
}

/// What an engineer sees on one phone and in CUCM at the end.
package struct ReportedPhone: Hashable, Sendable {
  package var name: String = ""
  package var description: String = ""
  package var word: String = ""
  package var registration: String = ""
  /// The trust lists that its TFTP server offers: who signed them, and their records.
  package var lists: [ReportedList] = []
  package var holdsThem: Bool = false
  /// Texts of Status Messages on the phone.
  package var statusMessages: [String] = []
  /// Texts that would be there after its next boot.
  package var nextMessages: [String] = []
  /// Column *ITL File Status* of CUCM.
  package var fileStatus: String = ""
}

package struct ReportedList: Hashable, Sendable {
  package var kind: String = ""
  package var node: String = ""
  package var signer: String = ""
  package var serial: String = ""
  package var records: Int = 0
  /// `SAST 2, CCM+TFTP 1, TVS 2, CAPF 1`.
  package var roles: String = ""
}

/// Phones that accept every file and cannot register, or are powered and not registered.
package struct ReportedService: Hashable, Sendable {
  package var outOfServiceAtStart: Int = 0
  package var outOfServiceAtEnd: Int = 0
  /// The same, of phones that have not lost trust.
  package var trustingButOutOfService: Int = 0
}

/// What the verdict depends on: behaviours that no source documents.
package struct ReportedAssumptions: Hashable, Sendable {
  /// The smallest sets of behaviours on which the verdict depends.
  package var dependsOn: [ReportedDependence] = []
  /// Behaviours on which some answer of some run turned.
  package var involved: [String] = []
  /// Runs that differ by them, the one under the defaults included.
  package var classes: Int = 0
  /// Interpretations that were not examined, for their number.
  package var notExamined: Int = 0
  /// For a plan that fails: what would have to be so for it to pass.
  package var wouldPassIf: [String] = []
  /// Interpretations that the stated history contradicts.
  package var contradicted: [String] = []
  /// Steps that nobody can act out here, as written.
  package var unknownSteps: [String] = []
  /// Behaviours whose alternative the scenario accepts as a risk.
  package var accepted: [String] = []
  /// `NAME VALUE` of behaviours that the scenario settles.
  package var settled: [String] = []
}

/// Undocumented behaviours that change the verdict when all of them are otherwise.
package struct ReportedDependence: Hashable, Sendable {
  package var rules: [ReportedReading] = []
  package var isAccepted: Bool = false
  /// Expectations that are then not met, with what was measured.
  package var unmet: [String] = []

  /// `tvs-roles`, or `tvs-roles and tvs-runs together`.
  var name: String { Words.together(rules.map(\.rule)) }
}

package struct ReportedReading: Hashable, Sendable {
  package var rule: String = ""
  package var statement: String = ""
  /// The interpretation of this run, and the other.
  package var assumed: String = ""
  package var alternative: String = ""
}

package struct ReportedStep: Hashable, Sendable {
  package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case done, refused, skipped
    case notReached = "not reached"
    /// It began, and the run ended before its prompt came back.
    case unfinished
  }
  package var number: Int = 0
  package var heading: String = ""
  package var text: String = ""
  package var began: String?
  package var promptBack: String?
  package var outcome: Outcome = .notReached
  package var late: String?
  /// When the prompt came back: phones registered, the fewest under any interpretation, phones
  /// that would refuse a file at their next boot, and phones that have refused one.
  package var registered: Int?
  package var registeredFloor: Int?
  package var refusing: Int?
  package var haveRefused: Int?
  /// What ``Report/testPhone`` shows then.
  package var testPhone: ReportedScreen?
  /// When the plan says to stop or to back out after this step.
  package var stopIf: [String] = []
  /// What the product answers, the rule by which it refuses, remarks.
  package var notes: [String] = []
  /// What a command that shows something printed.
  package var output: String?
}

package struct ReportedEvent: Hashable, Sendable {
  package var time: String = ""
  package var seconds: Int64 = 0
  package var step: Int?
  /// A step as written; nil for what follows from steps.
  package var command: String?
  package var text: String = ""
}

package struct ReportedCensus: Hashable, Sendable {
  package var time: String = ""
  package var seconds: Int64 = 0
  package var occasion: String = ""
  /// The step whose prompt had come back.
  package var step: Int?
  /// In order of ``Report/words``.
  package var counts: [Int] = []
  package var registered: Int = 0
  /// Phones that refused a file when they last judged their files.
  package var haveRefused: Int = 0
}

/// Phones registered from the start on: from each of these seconds on so many, but for less than a
/// hundredth of all, until the next. A second that stands twice gives the fewest within it first,
/// then how many there were at its end.
package struct ReportedRegistrations: Hashable, Sendable {
  /// Seconds after the start.
  package var seconds: [Int64] = []
  package var counts: [Int] = []
}

package struct ReportedKind: Hashable, Sendable {
  package var description: String = ""
  package var phones: Int = 0
  package var firstPhone: String = ""
  package var isPowered: Bool = false
  package var registeredAt: String?
  package var trust: ReportedTrust = ReportedTrust()
  package var service: ReportedPhoneService = ReportedPhoneService()
  /// Trust paths left: routes by which they could still accept a new list.
  package var trustPaths: Int = 0
  package var rules: [String] = []
  package var remedies: [String] = []
}

/// Where phones stand as far as trust goes.
package struct ReportedTrust: Hashable, Sendable {
  package var word: String = ""
  /// What carries them; or what they would refuse at their next boot, or refused and would again.
  package var reason: String = ""
  /// The rule by which they would refuse; nil where they would accept every file.
  package var rule: String?
  /// They refused a file when they last judged their files: their status messages say so.
  package var hasRefused: Bool = false
}

/// Where phones stand as far as telephony goes.
package struct ReportedPhoneService: Hashable, Sendable {
  /// `registered`, `off` (switched off, could register) or `out of service`.
  package var word: String = ""
  package var reason: String = ""
  /// The rule by which they are out of service; nil where they are not.
  package var rule: String?
}

package struct ReportedOutage: Hashable, Sendable {
  package var description: String = ""
  package var longest: String = ""
  package var longestMicroseconds: Int64 = 0
  package var phone: String?
}

package struct ReportedTime: Hashable, Sendable {
  package var name: String = ""
  package var value: String = ""
  /// The scenario set it; else it is the program's default.
  package var isSettled: Bool = false
  /// That default is documented; else it is assumed.
  package var isDocumented: Bool = false

  /// Where the value is from.
  var from: String { isSettled ? "the scenario" : isDocumented ? "documented" : "assumed" }
}

package struct ReportedRule: Hashable, Sendable {
  package var name: String = ""
  package var statement: String = ""
  package var basis: String = ""
  package var source: String = ""
}

package struct ReportedWork: Hashable, Sendable {
  package var events: Int = 0
  package var boots: Int = 0
}

/// What it takes to get this report again.
package struct ReportedReplay: Hashable, Sendable {
  /// nil in what is committed.
  package var version: String?
  package var inputDigest: String = ""
  package var rulesDigest: String = ""
  package var seed: UInt64 = 0

  init() {}

  package init(
    version: String?, inputDigest: String, rulesDigest: String, seed: UInt64
  ) {
    self.version = version
    self.inputDigest = inputDigest
    self.rulesDigest = rulesDigest
    self.seed = seed
  }
}

extension ReportedKind {
  /// What carries or stops them, and why they are out of service if they are.
  var reason: String { ReportedTrust.reason(trust, service) }
}

extension ReportedStanding {
  /// What carries or stops them, and why they are out of service if they are.
  var reason: String { ReportedTrust.reason(trust, service) }
}

extension ReportedTrust {
  fileprivate static func reason(_ trust: Self, _ service: ReportedPhoneService) -> String {
    let out = service.rule == nil ? nil : "out of service: \(service.reason)"
    return [trust.reason.isEmpty ? nil : trust.reason, out].compactMap(\.self)
      .joined(separator: "; ")
  }
}
