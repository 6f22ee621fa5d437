import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct BulkCertificateTests {
  @Test("An export holds CallManager and tomcat of every node, ITLRecovery and CAPF of the cluster")
  func contents() throws {
    let pair = Neighbours()
    let law = Deliberation(Law())
    let export = law.bulkExport(of: pair.home.id, servers: pair.home.servers)
    let words = try #require(export).entries.map { pair.home.words($0.certificate) }
    #expect(
      words == [
        "CallManager of pub", "CallManager of sub1", "ITLRecovery of pub", "CAPF of pub",
        "tomcat of pub", "tomcat of sub1",
      ])
  }

  @Test("Before 10.0 there is no ITLRecovery to export")
  func withoutRecovery() throws {
    let pair = Neighbours("9.1(2)")
    let law = Deliberation(Law())
    let export = law.bulkExport(of: pair.home.id, servers: pair.home.servers)
    #expect(try #require(export).entries.map(\.unit).contains(.itlRecovery) == false)
  }

  @Test("Which trust units an import fills")
  func stores() throws {
    let pair = Neighbours()
    let export = try #require(
      Deliberation(Law()).bulkExport(of: Neighbours.other, servers: pair.home.servers))
    var law = Deliberation(Law())
    let deliveries = law.deliveries(of: export)
    let words = deliveries.map { "\(pair.home.words($0.certificate)) \($0.store.rawValue)" }
    #expect(
      words == [
        "CallManager of far number 2 Phone-SAST-trust",
        "CallManager of far number 2 CallManager-trust",
        "ITLRecovery of far number 2 Phone-SAST-trust",
        "ITLRecovery of far number 2 CallManager-trust",
        "CAPF of far number 2 CallManager-trust", "tomcat of far number 2 tomcat-trust",
      ])
    #expect(law.rulings == [.bulkCertificate])
    var reversed = Deliberation(.reversing(.bulkCertificate))
    #expect(reversed.deliveries(of: export).isEmpty)
  }

  @Test("One export alone cannot be consolidated")
  func consolidation() throws {
    let pair = Neighbours()
    let law = Deliberation(Law())
    let exports = [pair.home.id, Neighbours.other].compactMap {
      law.bulkExport(of: $0, servers: pair.home.servers)
    }
    #expect(exports.count == 2)
    #expect(law.canConsolidate(exports))
    #expect(!law.canConsolidate([exports[0]]))
    #expect(!law.canConsolidate([]))
  }
}
