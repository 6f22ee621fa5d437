import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CentralizedTFTPTests {
  /// The other cluster's TFTP is the centre for the phone's home.
  private func central(
    _ release: String = "11.5(1)", far: String = "11.5(1)", ctl: CTLSigning? = nil,
    farCTL: CTLSigning? = nil, law: Law = Law()
  ) -> Neighbours {
    var pair = Neighbours(release, far: far, ctl: ctl, farCTL: farCTL, law: law)
    pair.home.servers.centres = [CentralTFTP(centre: Neighbours.other, home: pair.home.id)]
    pair.pointAtFar()
    return pair
  }

  @Test("The centre passes on the lists and the configuration of a phone's home")
  func passedOn() {
    let pair = central()
    #expect(pair.ending == .trusting)
    #expect(pair.standing.registration == .current)
    #expect(pair.standing.rulings.contains(.centralizedTFTP))
    let reversed = central(law: .reversing(.centralizedTFTP))
    #expect(reversed.ending == .refuses(.itl, .migration), "the centre has its own lists only")
  }

  @Test("The first TFTP node of the home that answers is asked")
  func firstThatAnswers() throws {
    var pair = central()
    pair.home.stop(.tftp, on: "pub")
    var law = Deliberation(Law())
    let offer = law.offer(at: pair.far, to: pair.phone.cohort, servers: pair.home.servers)
    #expect(try #require(offer).files.itl == pair.home.published(by: "sub1").itl)
    #expect(try #require(offer).isPassedOn)
  }

  @Test("Where nobody answers at home the centre gives its common lists, which are refused")
  func homeIsDown() {
    var pair = central()
    pair.home.stop(.tftp)
    pair.home.servers[pair.far].services[.tftp] = .running
    #expect(pair.ending == .refuses(.itl, .migration))
  }

  @Test("Without the centre there is nobody to ask")
  func centreIsDown() {
    var pair = central()
    pair.home.powerOff("far")
    #expect(pair.ending == .unserved)
  }

  @Test("A phone of a home without CTL gets the CTLFile.tlv of the centre, and refuses it")
  func commonCTL() {
    #expect(central(farCTL: .tokenless).ending == .refuses(.ctl, .migration))
    #expect(central(ctl: .tokenless, farCTL: .tokenless).ending == .trusting)
  }

  @Test("A phone that the centre knows itself gets the centre's files")
  func knownToBoth() {
    var pair = central()
    pair.insert()
    pair.exchange([.callManager])
    #expect(pair.ending == .behind(.tvs(.pub)))
    #expect(pair.standing.held.configuration?.cluster == Neighbours.other)
  }
}
