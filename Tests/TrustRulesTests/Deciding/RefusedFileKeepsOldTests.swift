import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RefusedFileKeepsOldTests {
  @Test("A refused file leaves the phone what it held", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .refusedFileKeepsOld) }

  static let stories: [Story] = [
    Story(
      "the list has an unknown signer, the configuration the one that the old list names",
      ends: .refuses(.itl, .tvsKnows)
    ) { hq, _ in
      hq.sign(.itl, with: hq.foreignCertificate("anybody"))
    }
  ]

  @Test("After a refused ITL the held one judges the configuration, and stays held")
  func itl() {
    var hq = TestCluster("11.5(1)", nodes: .alone)
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "pub")
    hq.regenerate(.tvs, of: "pub")
    hq.restart(.tvs)

    let standing = hq.standing(of: phone)
    #expect(standing.refusals.map(\.file) == [.itl, .configuration])
    #expect(standing.held == phone.held)

    let reversed = hq.standing(of: phone, law: .reversing(.refusedFileKeepsOld))
    #expect(reversed.refusals.map(\.file) == [.itl], "without lists it takes any configuration")
    #expect(reversed.held.itl == nil)
  }

  @Test("After a refused CTL the held one stays, and the ITL is still judged by it")
  func ctl() {
    var hq = TestCluster("11.5(1)", ctl: .tokenless)
    let phone = hq.healthyPhone()
    hq.sign(.ctl, with: hq.foreignCertificate("anybody"))
    hq.regenerate(.tvs, of: "sub1")

    let standing = hq.standing(of: phone)
    #expect(standing.refusals.map(\.file) == [.ctl])
    #expect(standing.held.ctl == phone.held.ctl)
    #expect(standing.held.itl == hq.published(by: "pub").itl)

    let reversed = hq.standing(of: phone, law: .reversing(.refusedFileKeepsOld))
    #expect(reversed.held.ctl == nil)
  }

  @Test("A list that nobody can verify is refused, also by a phone without lists")
  func unverifiable() {
    var hq = TestCluster("11.5(1)")
    var phone = hq.healthyPhone()
    hq.servers.nodes[NodeID.pub.index].published?.itl.isUnverifiable = true
    #expect(hq.standing(of: phone).refusals.map(\.file) == [.itl])
    phone.forgetEverything()
    #expect(hq.standing(of: phone).refusals.map(\.file) == [.itl])
  }
}
