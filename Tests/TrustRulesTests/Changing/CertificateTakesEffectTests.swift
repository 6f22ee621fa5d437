import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CertificateTakesEffectTests {
  @Test(
    "TFTP uses a new certificate from the notification on, or from its start",
    arguments: stories)
  func story(_ story: Story) { expect(story, hasTurnedOn: .certificateTakesEffect) }

  static let stories: [Story] = [
    Story(
      "CallManager was renewed, nothing restarted",
      ends: .behind(.tvs(.pub)), otherwise: .trusting
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story("in 9.1 the rule is settled: the start decides", release: "9.1(2)", ends: .trusting) {
      hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story("TFTP was restarted: both readings agree", ends: .behind(.tvs(.pub))) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.tftp)
    },
    Story(
      "both were renewed and nothing restarted: the running TVS presents what phones hold",
      group: ["pub"], ends: .behind(.tvs(.pub)), otherwise: .trusting
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
    },
  ]

  @Test(
    "It takes part from 10.0 on",
    arguments: [("9.1(2)", false), ("10.0(1)", true), ("14", true)])
  func tookPart(_ name: String, takesPart: Bool) {
    var law = Deliberation(Law())
    let notifies = law.takesEffectAtNotification(releaseName(name))
    #expect(notifies == takesPart)
    #expect(law.tookPart.rules.contains(.certificateTakesEffect) == takesPart)
    var other = Deliberation(.reading(.certificateTakesEffect))
    let notifiesOtherwise = other.takesEffectAtNotification(releaseName(name))
    #expect(!notifiesOtherwise)
  }

  /// Such a rule speaks while servers change, not while a phone boots.
  private func expect(_ story: Story, hasTurnedOn rule: RuleID) {
    #expect(Ending(story.standing()) == story.ends)
    #expect(Ending(story.standing(under: .reversing(rule))) == story.otherwise)
  }
}
