import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CAPFMismatchTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var security = PhoneTraits.Security.encrypted
    /// The readings differ: it registers under the alternative only.
    var isBlocked: Bool
    var history: Story.History

    func registers(under law: Law) -> (isRegistered: Bool, tookPart: Bool) {
      var hq = TestCluster("12.5(1)", nodes: .alone, ctl: .tokenless, law: law)
      var phone = hq.healthyPhone(security: security, hasLSC: true)
      history(&hq, &phone)
      var deliberation = Deliberation(law)
      let registrar = deliberation.registrar(
        of: phone.held, phone.cohort, servers: hq.servers, now: hq.now)
      return (registrar == .pub, deliberation.tookPart.rules == [.capfMismatch])
    }
  }

  @Test("A CAPF that the CTL does not name keeps secure phones out, or does not", arguments: rows)
  func row(_ row: Row) {
    #expect(row.registers(under: Law()) == (!row.isBlocked, row.isBlocked))
    #expect(row.registers(under: .reading(.capfMismatch)) == (true, row.isBlocked))
    #expect(row.registers(under: .reversing(.capfMismatch)) == (true, row.isBlocked))
  }

  static let rows: [Row] = [
    Row(description: "CAPF is renewed, but runs with the old certificate", isBlocked: false) {
      hq, _ in hq.regenerate(.capf, of: "pub")
    },
    Row(description: "CAPF runs with a certificate that the CTL does not name", isBlocked: true) {
      hq, _ in
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
    },
    Row(description: "the phone fetched a CTL that names it", isBlocked: false) { hq, phone in
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
      hq.writeCTL()
      hq.restart(.tftp)
      hq.boot(&phone)
    },
    Row(description: "the phone fetched a CTL that CAPF is behind of", isBlocked: true) {
      hq, phone in
      hq.regenerate(.capf, of: "pub")
      hq.writeCTL()
      hq.restart(.tftp)
      hq.boot(&phone)
    },
    Row(description: "no CAPF runs that could differ", isBlocked: false) { hq, _ in
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
      hq.stop(.capf)
    },
    Row(description: "the phone holds no CTL", isBlocked: false) { hq, phone in
      phone.held.ctl = nil
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
    },
    Row(description: "the phone is not secure", security: .nonSecure, isBlocked: false) {
      hq, _ in
      hq.regenerate(.capf, of: "pub")
      hq.restart(.capf)
    },
  ]
}
