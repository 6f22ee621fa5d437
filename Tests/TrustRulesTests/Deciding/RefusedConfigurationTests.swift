import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RefusedConfigurationTests {
  @Test(
    "A phone that refuses its configuration registers with the old one, or not at all",
    arguments: [
      Row("nothing changed", ends: .current, otherwise: .current) { _, _ in },
      Row(
        "CallManager and TVS of the only server were renewed", ends: .old, otherwise: .none
      ) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
        hq.regenerate(.tvs, of: "pub")
        hq.restart(.tvs)
      },
      Row("the same, and no call control server answers", ends: .none, otherwise: .none) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
        hq.regenerate(.tvs, of: "pub")
        hq.restart(.tvs)
        hq.stop(.callManager)
      },
      Row(
        "only the list is refused, the configuration is signed by what it holds",
        ends: .current, otherwise: .current
      ) { hq, _ in
        hq.sign(.itl, with: hq.foreignCertificate("anybody"))
      },
    ])
  func registration(_ row: Row) {
    var hq = TestCluster("11.5(1)", nodes: .alone)
    var phone = hq.healthyPhone()
    row.history(&hq, &phone)
    #expect(hq.standing(of: phone).registration == row.ends)
    for law in [Law.reversing(.refusedConfiguration), .reading(.refusedConfiguration)] {
      #expect(hq.standing(of: phone, law: law).registration == row.otherwise)
    }
  }

  @Test("Only a phone that could register lets the rule take part")
  func tookPart() {
    var hq = TestCluster("11.5(1)", nodes: .alone)
    let phone = hq.healthyPhone()
    #expect(!hq.standing(of: phone).tookPart.rules.contains(.refusedConfiguration))
    hq.regenerate(.callManager, of: "pub")
    hq.stop(.tvs)
    #expect(hq.standing(of: phone).tookPart.rules.contains(.refusedConfiguration))
  }

  struct Row: Sendable, CustomStringConvertible {
    let description: String
    let ends: Standing.Registration
    let otherwise: Standing.Registration
    let history: Story.History

    init(
      _ description: String, ends: Standing.Registration, otherwise: Standing.Registration,
      history: @escaping Story.History
    ) {
      self.description = description
      self.ends = ends
      self.otherwise = otherwise
      self.history = history
    }
  }
}
