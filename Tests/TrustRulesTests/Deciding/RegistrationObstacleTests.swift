import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite("Why a phone that cannot register cannot") struct RegistrationObstacleTests {
  struct Row: Sendable, CustomStringConvertible {
    let reason: RegistrationObstacle.Reason
    let rule: RuleID
    var words = ""
    var nodes = [TestNode].alone
    /// Without one the cluster is not in mixed mode.
    var ctl: CTLSigning? = .tokenless
    var law = Law()
    /// The nodes that were tried, in order; nil: the phone tries none.
    var at: [NodeID?] = [.pub]
    let history: Story.History
    var description: String { "\(reason.rawValue) \(words)" }

    var standing: Standing {
      var hq = TestCluster("12.5(1)", nodes: nodes, ctl: ctl, law: law)
      let isSecure = ctl != nil
      var phone = hq.healthyPhone(security: isSecure ? .encrypted : .nonSecure, hasLSC: isSecure)
      history(&hq, &phone)
      return hq.standing(of: phone)
    }
  }

  @Test("The reason, the node and the rule", arguments: rows)
  func obstacle(row: Row) {
    let found = row.standing
    #expect(found.registration == .none)
    #expect(found.obstacles == row.at.map { RegistrationObstacle(row.reason, at: $0) })
    #expect(found.obstacles.allSatisfy { $0.rule == row.rule })
  }

  @Test("Each reason has a row")
  func every() {
    #expect(Set(Self.rows.map(\.reason)) == Set(RegistrationObstacle.Reason.allCases))
  }

  @Test("A healthy phone has no obstacle, secure or not", arguments: [nil, CTLSigning.tokenless])
  func healthy(_ ctl: CTLSigning?) {
    let row = Row(reason: .noAnswer, rule: .phoneFiles, ctl: ctl) { _, _ in }
    #expect(row.standing.obstacles.isEmpty)
    #expect(row.standing.registration == .current)
  }

  @Test("Servers that answer differently are told in the order in which they are tried")
  func severalServers() {
    var hq = TestCluster("12.5(1)", nodes: .pair, ctl: .tokenless)
    var phone = hq.healthyPhone(security: .encrypted, hasLSC: true)
    let order = phone.held.configuration?.servers.map(\.node) ?? []
    #expect(order.count == 2)
    hq.regenerate(.callManager, of: "pub")
    hq.restart(.callManager, on: "pub")
    #expect(hq.standing(of: phone).obstacles.isEmpty, "the other one still takes it")
    hq.stop(.callManager, on: "sub1")
    let reasons: [NodeID: RegistrationObstacle.Reason] = [.pub: .notInCTL, .sub1: .noAnswer]
    let wanted = order.compactMap { node in reasons[node].map { RegistrationObstacle($0, at: node) }
    }
    #expect(hq.standing(of: phone).obstacles == wanted)
    #expect(hq.standing(of: phone).obstacles.count == 2)
    phone.held.configuration?.servers = []
    var law = Deliberation(Law())
    #expect(
      law.obstacles(to: phone.held, phone.cohort, servers: hq.servers, now: hq.now)
        == [RegistrationObstacle(.noAnswer)], "it knows no server at all")
  }

  static let rows: [Row] = [
    Row(
      reason: .noAnswer, rule: .unregisteredPhoneRetries, words: "CallManager is stopped", ctl: nil
    ) { hq, _ in hq.stop(.callManager) },
    Row(
      reason: .noAnswer, rule: .unregisteredPhoneRetries, words: "both are down", nodes: .pair,
      ctl: nil, at: [.pub, .sub1]
    ) { hq, _ in hq.stop(.callManager) },
    Row(reason: .noConfiguration, rule: .phoneFiles, ctl: nil, at: [nil]) { hq, phone in
      phone.held.configuration = nil
      hq.stop(.tftp)
    },
    Row(reason: .notInDatabase, rule: .phoneFiles, ctl: nil, at: [nil]) { hq, phone in
      phone.held.configuration?.isDefault = true
      hq.stop(.tftp)
    },
    Row(reason: .mixedModeOff, rule: .secureRegistration) { hq, phone in
      hq.leaveMixedMode()
      hq.restart(.callManager)
    },
    Row(reason: .notInCTL, rule: .secureRegistration) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager)
    },
    Row(reason: .notInITL, rule: .secureRegistration) { hq, phone in
      phone.held.ctl = nil
      hq.stop(.tftp)
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager)
    },
    Row(reason: .certificateExpired, rule: .expiredCertificate) { hq, _ in
      hq.expire(.callManager, of: "pub")
    },
    Row(reason: .issuerNotTrusted, rule: .secureRegistration) { hq, phone in
      phone.held.lsc = hq.foreignCertificate("CAPF of another cluster")
    },
    Row(reason: .otherCAPF, rule: .capfMismatch) { hq, _ in
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
    },
    Row(
      reason: .listTooLarge, rule: .itlTooLarge,
      nodes: [.pub] + (1..<40).map { TestNode("sub\($0)", [.callManager]) }, ctl: nil, at: [nil]
    ) { _, _ in },
    Row(
      reason: .configurationRefused, rule: .refusedConfiguration, ctl: nil,
      law: .reading(.refusedConfiguration), at: [nil]
    ) { hq, _ in
      let other = hq.foreignCertificate("anybody")
      hq.offerFiles(signedBy: other)
    },
  ]
}
