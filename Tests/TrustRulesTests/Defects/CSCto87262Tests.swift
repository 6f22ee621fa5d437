import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CSCto87262Tests {
  /// A phone of 7.1, with nothing but its configuration, behind the TFTP of a later cluster.
  private func behindCentre(rollback: Bool = false, law: Law = Law()) -> Neighbours {
    var pair = Neighbours("7.1(5)", far: "8.6(2)", law: law)
    pair.home.servers.centres = [CentralTFTP(centre: Neighbours.other, home: pair.home.id)]
    if rollback {
      pair.home.servers[pair.far].database.rollback = Replicated(true, change: 1_000)
      pair.home.restart(.tftp, on: "far")
    }
    pair.pointAtFar()
    pair.phone.held.itl = nil
    return pair
  }

  @Test("The ITLFile.tlv of the centre reaches the phones, which then refuse what comes unsigned")
  func mixed() {
    let pair = behindCentre()
    #expect(pair.ending == .refuses(.configuration, .centralizedTFTP))
    #expect(pair.standing.held.itl == pair.home.published(by: "far").itl)
    #expect(behindCentre(law: .reversing(.cscto87262)).ending == .open)
  }

  @Test("With the rollback parameter at the centre its list is blank, and the phones stay open")
  func workaround() {
    #expect(behindCentre(rollback: true).ending == .open)
  }

  @Test("A phone with an ITL that is pointed at a cluster before 8.0 refuses the unsigned file")
  func towardsAnOlderCluster() {
    var pair = Neighbours("8.6(2)", far: "7.1(5)")
    pair.insert()
    pair.pointAtFar()
    #expect(pair.ending == .refuses(.configuration, .noListNoSignature))
    #expect(pair.standing.anchors == 0)
    #expect(pair.standing.held.itl == pair.phone.held.itl)
  }

  @Test("At a TFTP of its own such a phone gets no list at all")
  func alone() {
    var pair = behindCentre()
    pair.phone.cohort.site = SiteID(0)
    #expect(pair.ending == .open)
    #expect(pair.standing.held.itl == nil)
    #expect(pair.standing.registration == .current)
  }
}
