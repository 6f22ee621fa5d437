import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct StandingTests {
  @Test("The words for where a phone stands; where they overlap, the first that fits")
  func words() {
    for row in rows {
      let standing = row.standing()
      #expect(Ending(standing) == row.ends, "\(row)")
    }
  }

  private let rows: [Story] = [
    Story("nothing changed", ends: .trusting),
    Story("a TVS was renewed, the held list carries the new one", ends: .behind(.heldList(.itl))) {
      hq, _ in hq.regenerate(.tvs, of: "sub1")
    },
    Story("the phone came from the factory", ends: .open) { _, phone in phone.forgetEverything() },
    Story("no TFTP server answers", ends: .unserved) { hq, _ in hq.stop(.tftp) },
    Story("a 7960", model: "7960", ends: .unaware),
    Story("the list is refused", ends: .refuses(.itl, .tvsKnows)) { hq, _ in
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
    },
    Story("unaware wins over unserved", model: "7960", ends: .unaware) { hq, _ in
      hq.stop(.tftp)
    },
    Story("unserved wins over refusing: what it would refuse is not offered", ends: .unserved) {
      hq, _ in
      hq.offerFiles(signedBy: hq.foreignCertificate("another cluster"))
      hq.cut()
    },
    Story("unserved wins over open", ends: .unserved) { hq, phone in
      phone.forgetEverything()
      hq.cut()
    },
    Story(
      "refusing wins over open: the first list cannot be verified by anybody",
      ends: .refuses(.itl, .csctn50405)
    ) { hq, phone in
      phone.forgetEverything()
      hq.servers.nodes[NodeID.pub.index].published?.itl.isUnverifiable = true
    },
    Story(
      "refusing wins over trusting: it holds the current list, which no longer carries the "
        + "configuration",
      ends: .refuses(.configuration, .expiredCertificate)
    ) { hq, _ in
      hq.expire(.callManager, of: "pub")
    },
    Story(
      "open wins over trusting: it holds the blank list that is published", ends: .open
    ) { hq, phone in
      hq.setRollback(true)
      hq.restart(.tftp)
      hq.boot(&phone)
    },
  ]

  @Test("Trusting: it holds the current lists of any TFTP server of its list that answers")
  func trusting() {
    var hq = TestCluster("11.5(1)", option150: ["pub", "sub1"])
    let branch = hq.addSite(["sub1"])
    let fromSub1 = hq.healthyPhone(site: branch)
    var phone = hq.healthyPhone()
    phone.held.itl = fromSub1.held.itl
    #expect(hq.standing(of: phone).word == .trusting, "sub1 is second in its list")
    hq.stop(.tftp, on: "sub1")
    #expect(hq.standing(of: phone).word == .behind, "only servers that would answer count")
    hq.restart(.tftp, on: "sub1")
    phone.cohort.site = hq.addSite(["pub"])
    #expect(hq.standing(of: phone).word == .behind, "sub1 is not in its list")
  }

  @Test("A phone with the current ITL and an old CTL is behind")
  func oldCTL() {
    var hq = TestCluster("11.5(1)", ctl: .tokens(["a", "b"]))
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "sub1")
    hq.writeCTL()
    hq.restart(.tftp, on: "pub")
    let standing = hq.standing(of: phone)
    #expect(standing.word == .behind)
    #expect(!standing.holdsCurrentLists)
  }

  @Test(
    "Anchors: held lists that carry every file, and TVS servers that would",
    arguments: [
      Anchored("nothing changed", 3) { _, _ in },
      Anchored("one TVS is stopped", 2) { hq, _ in hq.stop(.tvs, on: "sub1") },
      Anchored("one TVS presents a certificate that is not held", 2) { hq, _ in
        hq.regenerate(.tvs, of: "sub1")
        hq.restart(.tvs, on: "sub1")
      },
      Anchored("every TVS is stopped", 1) { hq, _ in hq.stop(.tvs) },
      Anchored("CallManager was renewed: TVS alone carries the list", 2) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
      },
      Anchored("CallManager was renewed and one TVS is stopped", 1) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
        hq.stop(.tvs, on: "pub")
      },
      Anchored("CallManager was renewed and not replicated", 1) { hq, _ in
        hq.regenerate(.callManager, of: "pub", replicating: false)
      },
      Anchored("lost", 0) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
        hq.stop(.tvs)
      },
      Anchored("nobody serves the phone", 0) { hq, _ in hq.stop(.tftp) },
      Anchored("an open phone needs none", 0) { _, phone in
        phone.held.ctl = nil
        phone.held.itl = nil
      },
      Anchored("a phone with a blank list is open as well", 0) { hq, phone in
        hq.setRollback(true)
        hq.restart(.tftp)
        hq.boot(&phone)
      },
      Anchored("one TVS vouches for the signer of the list, but not of the configuration", 1) {
        hq, phone in
        hq.servers.groups[0].nodes = [.sub1, .pub]
        hq.boot(&phone)
        let stranger = hq.foreignCertificate("another cluster")
        hq.upload(stranger, to: .phoneSASTTrust)
        hq.restart(.tvs, on: "sub1")
        hq.signConfigurations(with: stranger)
      },
      Anchored("no TVS vouches for the signer of the configuration", 0) { hq, _ in
        hq.signConfigurations(with: hq.foreignCertificate("another cluster"))
      },
    ])
  func anchors(_ row: Anchored) {
    var hq = TestCluster("11.5(1)")
    var phone = hq.healthyPhone()
    row.history(&hq, &phone)
    #expect(hq.standing(of: phone).anchors == row.anchors)
  }

  @Test(
    "Where the CTL alone decides about an ITL no TVS is an anchor",
    arguments: [
      Anchored("nothing changed", 3, otherwise: 1) { _, _ in },
      Anchored("CallManager was renewed and the CTL not updated", 2, otherwise: 0) { hq, _ in
        hq.regenerate(.callManager, of: "pub")
      },
    ])
  func ctlAlone(_ row: Anchored) {
    var hq = TestCluster("11.5(1)", ctl: .tokenless)
    var phone = hq.healthyPhone()
    row.history(&hq, &phone)
    let standing = hq.standing(of: phone)
    #expect(standing.anchors == row.anchors)
    #expect(standing.anchorsTookPart.rules.contains(.ctlJudgesITL))
    #expect(hq.standing(of: phone, law: .reading(.ctlJudgesITL)).anchors == row.otherwise)
  }

  @Test(
    "An undecided rule on which only the number of anchors turns is told apart",
    arguments: [("11.5(1)", 3, 3), ("12.5(1)", 3, 1)])
  func anchorsTookPart(_ release: String, anchors: Int, otherwise: Int) {
    let hq = TestCluster(release)
    let phone = hq.healthyPhone()
    let standing = hq.standing(of: phone)
    #expect(standing.anchors == anchors)
    #expect(!standing.tookPart.rules.contains(.tvsVouchesITLRecovery), "no TVS was asked")
    let turns = anchors != otherwise
    #expect(standing.anchorsTookPart.rules.contains(.tvsVouchesITLRecovery) == turns)
    let other = hq.standing(of: phone, law: .reading(.tvsVouchesITLRecovery))
    #expect(other.anchors == otherwise)
    #expect(Ending(other) == Ending(standing))
  }

  struct Anchored: Sendable, CustomStringConvertible {
    let description: String
    let anchors: Int
    let otherwise: Int
    let history: Story.History

    /// - Parameter otherwise: the anchors under the other reading of an undecided rule; nil: as
    ///   many.
    init(
      _ description: String, _ anchors: Int, otherwise: Int? = nil,
      history: @escaping Story.History
    ) {
      self.description = description
      self.anchors = anchors
      self.otherwise = otherwise ?? anchors
      self.history = history
    }
  }

  @Test("A phone without Call Control that answers is unregistered, whatever it holds")
  func registration() {
    var hq = TestCluster("11.5(1)", group: ["pub"])
    let phone = hq.healthyPhone()
    #expect(hq.standing(of: phone).registration == .current)
    hq.stop(.callManager, on: "pub")
    #expect(hq.standing(of: phone).registration == .none)
    hq.restart(.callManager, on: "pub")
    #expect(hq.standing(of: phone).registration == .current)
    hq.powerOff("pub")
    #expect(hq.standing(of: phone).registration == .none, "sub1 is not in the group")
  }

  @Test("An unserved phone registers with what it has, if a server takes it")
  func unserved() {
    var hq = TestCluster("11.5(1)", group: ["pub"])
    let phone = hq.healthyPhone()
    hq.regenerate(.callManager, of: "pub")
    hq.stop(.tftp)
    #expect(hq.standing(of: phone).word == .unserved)
    #expect(hq.standing(of: phone).registration == .current)
    #expect(hq.standing(of: phone).held == phone.held)
    hq.stop(.callManager, on: "pub")
    #expect(hq.standing(of: phone).registration == .none, "sub1 is not in the group")
    hq.restart(.callManager, on: "pub")
    #expect(hq.standing(of: phone).registration == .current)
    hq.cut()
    #expect(hq.standing(of: phone).word == .unserved)
    #expect(hq.standing(of: phone).registration == .none)
  }

  @Test("An unserved phone that never had a configuration finds no server")
  func unservedAndEmpty() {
    var hq = TestCluster("11.5(1)")
    var phone = hq.healthyPhone()
    phone.forgetEverything()
    hq.stop(.tftp)
    #expect(hq.standing(of: phone).registration == .none)
  }

  @Test("The second server of the group takes the phone as well")
  func secondServer() {
    var hq = TestCluster("11.5(1)")
    let phone = hq.healthyPhone()
    hq.powerOff("pub")
    let standing = hq.standing(of: phone)
    #expect(standing.registration == .current)
    #expect(standing.held.itl == hq.published(by: "sub1").itl, "sub1 served it, by its own TVS")
  }
}
