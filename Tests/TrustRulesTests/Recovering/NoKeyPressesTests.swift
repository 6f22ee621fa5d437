import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct NoKeyPressesTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var tool: KeyPressTool?
    var settings = PhoneTraits.SettingsAccess.enabled
    var hasWebAccess = true
    var isReached: Bool
    var history: Story.History = { _, _ in }

    func reaches(under law: Law = Law()) -> (answer: Bool, rules: [RuleID]) {
      var hq = TestCluster("11.5(1)", law: law)
      var phone = hq.healthyPhone()
      phone.cohort.traits.settings = settings
      phone.cohort.traits.hasWebAccess = hasWebAccess
      history(&hq, &phone)
      var deliberation = Deliberation(law)
      let answer = deliberation.keyPressesReach(
        tool, phone.cohort, holding: phone.held, servers: hq.servers, now: hq.now)
      return (answer, deliberation.rulings)
    }
  }

  static let rows: [Row] = [
    Row(description: "nobody has a tool", tool: nil, isReached: false),
    Row(description: "a tool by CTI", tool: .cti, hasWebAccess: false, isReached: true),
    Row(
      description: "by CTI, the settings are restricted", tool: .cti, settings: .restricted,
      isReached: false),
    Row(
      description: "by CTI, the settings are disabled", tool: .cti, settings: .disabled,
      isReached: false),
    Row(
      description: "by CTI, no TVS is left for the authentication URL", tool: .cti,
      isReached: true
    ) { hq, _ in hq.stop(.tvs) },
    Row(description: "over HTTP, TVS vouches for the URL", tool: .http, isReached: true),
    Row(
      description: "over HTTP, no TVS is left for the URL", tool: .http, isReached: false
    ) { hq, _ in hq.stop(.tvs) },
    Row(
      description: "over HTTP, no TVS is left, and the URL is plain HTTP", tool: .http,
      isReached: true
    ) { hq, _ in
      hq.stop(.tvs)
      hq.servers[hq.id].securedURLs = .http
    },
    Row(
      description: "over HTTP, web access is off", tool: .http, hasWebAccess: false,
      isReached: false),
    Row(
      description: "over HTTP, the settings are restricted", tool: .http, settings: .restricted,
      isReached: false),
  ]

  @Test("Which phones a tool reaches", arguments: rows)
  func row(_ row: Row) {
    let found = row.reaches()
    #expect(found.answer == row.isReached)
    #expect(found.rules.last == .noKeyPresses)
    #expect(row.reaches(under: .reversing(.noKeyPresses)).answer == !row.isReached)
  }

  @Test("Nothing about it is undecided")
  func decided() {
    #expect(RuleID.noKeyPresses.undecided == nil)
    #expect(UndecidedRule(rawValue: "keypress-by-cti") == nil)
    #expect(UndecidedRule.allCases.count == 14)
  }
}
