import ClusterModel
import VirtualTime

/// The phones: a row each, and what many of them share.
///
/// A row names its kind, a kind its cohort and what it holds; the numbers of phones of each kind,
/// of busy and of registered ones are kept with every change (``World/brokenInvariants()``).
struct PhoneSide: Sendable {
  var phones = Rows<PhoneRow>()
  var away = AwayPhones()
  var blocks = PhoneBlocks()
  var cohorts: [Cohort] = []
  private var cohortHandles: [Cohort: UInt32] = [:]
  /// What is looked up of each cohort.
  var facts: [CohortFacts] = []
  /// For cohorts whose phones were others' before a move: an earlier cohort of theirs.
  var kin: [Int: Int] = [:]
  var heldTable = HeldTable()
  var refusals = RefusalTable()
  var kinds = KindTable()
  /// What is looked up of each kind.
  var kindFacts = Rows<KindFacts>()
  /// Phones whose boot is under way, or to whom a reset is on its way.
  var busyPhones = 0
  /// Phones without a server that wait until something changes.
  var parkedPhones: [UInt32] = []
  var registeredPhones = 0
  /// The tickets for which rows were asked for ahead.
  var readyRuns: UInt32 = 0

  /// The place of a cohort; nil: it is new.
  func place(of cohort: Cohort) -> UInt32? { cohortHandles[cohort] }

  /// Adds a cohort that is new.
  mutating func add(_ cohort: Cohort) -> UInt32 {
    let handle = UInt32(cohorts.count)
    cohortHandles[cohort] = handle
    cohorts.append(cohort)
    return handle
  }

  /// Cohorts whose phones are the same ones, before and after a move, count as one for the cause
  /// of a loss.
  mutating func join(_ cohort: UInt32, to other: UInt32) {
    let (a, b) = (kin(of: Int(cohort)), kin(of: Int(other)))
    kin[max(a, b)] = min(a, b)
  }

  /// The first of the cohorts that a cohort is joined to; itself if it is joined to none.
  func kin(of cohort: Int) -> Int {
    var place = cohort
    while let next = kin[place], next != place { place = next }
    return place
  }
}
