import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct SecureRegistrationTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var nodes = [TestNode].alone
    var security = PhoneTraits.Security.encrypted
    var hasLSC = true
    /// Where it registers under the law, and with this rule reversed.
    var registers: NodeID?
    var otherwise: NodeID? = .pub
    var history: Story.History = { _, _ in }

    func registrar(under law: Law) -> NodeID? {
      var hq = TestCluster("12.5(1)", nodes: nodes, ctl: .tokenless, law: law)
      var phone = hq.healthyPhone(security: security, hasLSC: hasLSC)
      history(&hq, &phone)
      var deliberation = Deliberation(law)
      return deliberation.registrar(
        of: phone.held, phone.cohort, servers: hq.servers, now: hq.now)
    }
  }

  @Test("Who takes a secure phone", arguments: rows)
  func row(_ row: Row) {
    #expect(row.registrar(under: Law()) == row.registers)
    let reversed = Law.reversing(.secureRegistration)
    #expect(row.registrar(under: reversed) == row.otherwise, "with the rule reversed")
  }

  static let rows: [Row] = [
    Row(description: "healthy, with a certificate of the own CAPF", registers: .pub),
    Row(
      description: "healthy, with the certificate of its manufacturer", security: .authenticated,
      hasLSC: false, registers: .pub),
    Row(
      description: "CallManager is renewed, but the service presents the old certificate",
      registers: .pub
    ) { hq, _ in hq.regenerate(.callManager, of: "pub") },
    Row(
      description: "CallManager presents what the CTL does not name, though the ITL does",
      registers: nil
    ) { hq, phone in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager)
      phone.held.itl = hq.published(by: "pub").itl
    },
    Row(
      description: "without a CTL the ITL decides", registers: .pub
    ) { hq, phone in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager)
      phone.held.itl = hq.published(by: "pub").itl
      phone.held.ctl = nil
    },
    Row(
      description: "a CTL without content leaves the decision to the ITL", registers: .pub
    ) { hq, phone in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager)
      phone.held.itl = hq.published(by: "pub").itl
      phone.held.ctl?.records.removeAll { $0.role == .ccmTFTP }
    },
    Row(
      description: "with the CTL updated the phone takes the new certificate", registers: .pub
    ) { hq, phone in
      hq.regenerate(.callManager, of: "pub")
      hq.writeCTL()
      hq.restart(.tftp)
      hq.restart(.callManager)
      hq.boot(&phone)
    },
    Row(
      description: "the new CTL does not name what CallManager still presents", registers: nil
    ) { hq, phone in
      hq.regenerate(.callManager, of: "pub")
      hq.writeCTL()
      hq.restart(.tftp)
      hq.boot(&phone)
    },
    Row(
      description: "the first server presents a new certificate, the second its old one",
      nodes: .pair, registers: .sub1
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager, on: "pub")
    },
    Row(
      description: "the CallManager certificate has expired", registers: nil
    ) { hq, _ in hq.expire(.callManager, of: "pub") },
    Row(
      description: "mixed mode was left, but CallManager has not restarted", registers: .pub
    ) { hq, _ in hq.leaveMixedMode() },
    Row(
      description: "CallManager has restarted in non-secure mode", registers: nil
    ) { hq, _ in
      hq.leaveMixedMode()
      hq.restart(.callManager)
    },
    Row(
      description: "in non-secure mode the new configuration says non-secure", registers: .pub
    ) { hq, phone in
      hq.leaveMixedMode()
      hq.restart(.callManager)
      hq.restart(.tftp)
      hq.boot(&phone)
      #expect(phone.held.configuration?.security == .nonSecure)
    },
    Row(
      description: "another CAPF issued its certificate", registers: nil
    ) { hq, phone in phone.held.lsc = hq.foreignCertificate("CAPF of another cluster") },
    Row(
      description: "another CAPF issued its certificate, and stands in CallManager-trust",
      registers: .pub
    ) { hq, phone in
      let capf = hq.foreignCertificate("CAPF of another cluster")
      phone.held.lsc = capf
      hq.upload(capf, to: .callManagerTrust)
    },
    Row(
      description: "another CAPF issued its certificate, and stands in Phone-SAST-trust",
      registers: nil
    ) { hq, phone in
      let capf = hq.foreignCertificate("CAPF of another cluster")
      phone.held.lsc = capf
      hq.upload(capf, to: .phoneSASTTrust)
    },
    Row(
      description: "the CAPF that issued its certificate was replaced", registers: .pub
    ) { hq, phone in
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
      hq.writeCTL()
      hq.restart(.tftp)
      hq.boot(&phone)
    },
    Row(
      description: "the copies of the CAPF that was replaced were deleted", registers: nil
    ) { hq, phone in
      let old = hq.certificate(.capf, of: "pub")
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
      hq.writeCTL()
      hq.restart(.tftp)
      hq.boot(&phone)
      for place in hq.servers[.pub].database.trust.indices
      where hq.servers[.pub].database.trust[place].certificate == old {
        hq.servers[.pub].database.trust[place].isPresent.value = false
      }
    },
    Row(
      description: "its CAPF has expired: what that issued still counts, which is assumed",
      registers: .pub
    ) { hq, _ in hq.expire(.capf, of: "pub") },
    Row(
      description: "a phone that is not secure asks for none of it", security: .nonSecure,
      registers: .pub
    ) { hq, phone in
      hq.regenerate(.callManager, of: "pub")
      hq.restart(.callManager)
      phone.held.lsc = hq.foreignCertificate("CAPF of another cluster")
    },
  ]

  @Test(
    "A phone takes a certificate only from a CAPF that a list of its names",
    arguments: [true, false])
  func issuer(_ isReversed: Bool) {
    var hq = TestCluster("12.5(1)", nodes: .alone, ctl: .tokenless)
    var phone = hq.healthyPhone(security: .encrypted)
    var law = Deliberation(isReversed ? .reversing(.secureRegistration) : Law())
    func installs(_ held: HeldState) -> Bool {
      law.installsLSC(from: hq.certificate(.capf, of: "pub"), holding: held)
    }
    #expect(installs(phone.held), "both lists")
    hq.regenerate(.capf, of: "pub")
    #expect(installs(phone.held) == isReversed, "both name the CAPF before")
    phone.held.itl = hq.published(by: "pub").itl
    #expect(installs(phone.held), "the ITL names it")
    phone.forgetEverything()
    #expect(installs(phone.held), "nothing to judge by")
  }
}
