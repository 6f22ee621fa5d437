import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct EncryptedConfigTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var isEncrypted = true
    var ends: Ending
    var otherwise: Ending
    var history: Story.History

    func ending(under law: Law) -> Ending {
      var hq = TestCluster("11.5(1)", ctl: .tokenless, law: law)
      var phone = hq.healthyPhone(encryptedConfiguration: isEncrypted)
      history(&hq, &phone)
      return Ending(hq.standing(of: phone))
    }
  }

  @Test("An encrypted configuration needs signer and key", arguments: rows)
  func row(_ row: Row) {
    #expect(row.ending(under: Law()) == row.ends)
    #expect(row.ending(under: .reversing(.encryptedConfig)) == row.otherwise)
  }

  static let refused = Ending.refuses(.configuration, .encryptedConfig)

  static let rows: [Row] = [
    Row(description: "the key is the phone's", ends: .trusting, otherwise: .trusting) { _, _ in },
    Row(description: "the phone has no key", ends: refused, otherwise: .trusting) { _, phone in
      phone.held.key = nil
    },
    Row(
      description: "the cluster was rebuilt and has made another key", ends: refused,
      otherwise: .trusting
    ) { hq, _ in hq.servers[hq.id].phoneKeys += 1 },
    Row(
      description: "an open phone cannot read it either", ends: refused, otherwise: .open
    ) { _, phone in phone.forgetEverything() },
    Row(
      description: "in clear the key is not asked for", isEncrypted: false, ends: .trusting,
      otherwise: .trusting
    ) { hq, _ in hq.servers[hq.id].phoneKeys += 1 },
    Row(
      description: "with the key, the signer still counts",
      ends: .refuses(.configuration, .tvsKnows), otherwise: .refuses(.configuration, .tvsKnows)
    ) { hq, _ in hq.signConfigurations(with: hq.foreignCertificate("another cluster")) },
  ]
}
