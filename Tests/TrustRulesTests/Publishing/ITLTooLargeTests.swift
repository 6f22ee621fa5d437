import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct ITLTooLargeTests {
  // Beside its TVS records such a list has CallManager twice, ITLRecovery and CAPF.
  private static func cluster(tvsNodes: Int, law: Law = Law()) -> TestCluster {
    let others = (1..<tvsNodes).map { TestNode("sub\($0)", [.callManager]) }
    return TestCluster("10.5(2)", nodes: [.pub] + others, group: ["pub"], law: law)
  }

  @Test(
    "39 records are taken, 40 are not; by size in bytes both are",
    arguments: [(35, 39), (36, 40)])
  func limit(_ tvsNodes: Int, records: Int) {
    let isTooLarge = records > 39
    let hq = Self.cluster(tvsNodes: tvsNodes)
    #expect(hq.published(by: "pub").itl.records.count == records)
    #expect(hq.published(by: "pub").isITLTooLarge == isTooLarge)
    for law in [Law.reading(.itlTooLarge), .reversing(.itlTooLarge)] {
      #expect(!Self.cluster(tvsNodes: tvsNodes, law: law).published(by: "pub").isITLTooLarge)
    }
  }

  @Test("By size in bytes the limit is reached at last")
  func bytes() {
    let hq = Self.cluster(tvsNodes: 150, law: .reading(.itlTooLarge))
    #expect(hq.published(by: "pub").isITLTooLarge)
  }

  @Test("A list too large is refused by an open phone as well, and keeps it from registering")
  func refused() {
    let hq = Self.cluster(tvsNodes: 36)
    var phone = hq.healthyPhone()
    phone.held.itl?.records.removeLast()
    let standing = hq.standing(of: phone)
    #expect(standing.refusals.map(\.rule) == [.itlTooLarge])
    #expect(standing.registration == .none)

    phone.forgetEverything()
    let open = hq.standing(of: phone)
    #expect(open.word == .refusing)
    #expect(open.registration == .none)
  }

  @Test("Whatever it holds, also that very list")
  func sameList() {
    let hq = Self.cluster(tvsNodes: 36)
    let standing = hq.standing(of: hq.healthyPhone())
    #expect(standing.word == .refusing)
    #expect(standing.registration == .none)
  }
}
