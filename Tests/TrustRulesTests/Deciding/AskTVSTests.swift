import ClusterModel
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct AskTVSTests {
  @Test("A signer that no held list names is put to TVS", arguments: stories)
  func story(_ story: Story) { expect(story, turnsOn: .askTVS) }

  static let stories: [Story] = [
    Story(
      "the CallManager of the publisher was renewed: its own TVS vouches for the new one",
      ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "the phone took its lists from sub1, which is down now: pub serves what only TVS can carry",
      option150: ["sub1", "pub"], ends: .behind(.tvs(.pub)), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.powerOff("sub1")
    },
    Story(
      "the group names sub1 first: it is asked first",
      group: ["sub1", "pub"], ends: .behind(.tvs(.sub1)), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "from 12.0 the renewed CallManager does not sign the list: nobody is asked",
      release: "12.0(1)", ends: .behind(.heldList(.itl))
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
    },
    Story(
      "sub1 joined the group too late: the last accepted configuration does not name it",
      group: ["pub"], ends: .refuses(.itl, .tvsMustBeHeld), otherwise: .refuses(.itl, .askTVS)
    ) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.regenerate(.tvs, of: "pub")
      hq.restart(.tvs, on: "pub")
      hq.servers.groups[0].nodes = [.pub, .sub1]
    },
  ]

  @Test(
    "What one server replies about a certificate, and why it does not vouch",
    arguments: [
      Reply("its CallManager", .vouches) { $0.certificate(.callManager, of: "pub") },
      Reply("it is stopped", .silent) { hq in
        hq.stop(.tvs, on: "pub")
        return hq.certificate(.callManager, of: "pub")
      },
      Reply("it presents what is not held", .useless(.tvsMustBeHeld)) { hq in
        hq.regenerate(.tvs, of: "pub")
        hq.restart(.tvs, on: "pub")
        return hq.certificate(.callManager, of: "pub")
      },
      Reply("it presents what has expired", .useless(.expiredCertificate)) { hq in
        hq.expire(.tvs, of: "pub")
        return hq.certificate(.callManager, of: "pub")
      },
      Reply("asked about an expired certificate", .denies(.expiredCertificate)) { hq in
        hq.expire(.callManager, of: "sub1")
        return hq.certificate(.callManager, of: "sub1")
      },
      Reply("nobody told it of another cluster's", .denies(.tvsKnows)) { hq in
        hq.foreignCertificate("another cluster")
      },
      Reply("it was uploaded after TVS had started", .denies(.tvsKnows)) { hq in
        let stranger = hq.foreignCertificate("another cluster")
        hq.upload(stranger, to: .phoneSASTTrust)
        return stranger
      },
      Reply("it was uploaded to CallManager-trust", .denies(.tvsRoles)) { hq in
        let stranger = hq.foreignCertificate("another cluster")
        hq.upload(stranger, to: .callManagerTrust)
        hq.restart(.tvs)
        return stranger
      },
      Reply("a tomcat signs no list", .denies(.tvsRoles)) { $0.certificate(.tomcat, of: "sub1") },
      Reply("renewed on sub1 and not replicated", .denies(.replication)) { hq in
        hq.regenerate(.callManager, of: "sub1", replicating: false)
      },
      Reply("replaced on sub1", .denies(.oldCertificateLeaves)) { hq in
        let old = hq.certificate(.callManager, of: "sub1")
        hq.regenerate(.callManager, of: "sub1")
        return old
      },
      Reply("replaced on sub1, still in the CTL file", ctl: .tokenless, .vouches) { hq in
        let old = hq.certificate(.callManager, of: "sub1")
        hq.regenerate(.callManager, of: "sub1")
        return old
      },
      Reply(
        "it gives ITLRecovery no role", law: .reading(.tvsVouchesITLRecovery),
        .denies(.tvsVouchesITLRecovery)
      ) { $0.certificate(.itlRecovery, of: "pub") },
      Reply(
        "ITLRecovery signs no configuration", about: .configuration, .denies(.tvsRoles)
      ) { $0.certificate(.itlRecovery, of: "pub") },
    ])
  func reply(_ row: Reply) throws {
    var hq = TestCluster("12.5(1)", ctl: row.ctl, law: row.law)
    let phone = hq.healthyPhone()
    let certificate = row.certificate(&hq)
    let asked = questionAsked(about: row.file, signedBy: certificate, in: hq)
    let question = try #require(asked)
    var law = Deliberation(hq.law)
    let reply = law.ask(
      ServerAddress(node: .pub, text: "pub"), question, holding: phone.held.itl,
      from: phone.cohort.site, servers: hq.servers, now: hq.now)
    #expect(reply == row.reply)
  }

  /// What a phone asks about a file with this signer, if its list names a TVS only; it judged the
  /// file before anything had expired.
  private func questionAsked(
    about file: PhoneFile, signedBy signer: CertificateID, in hq: TestCluster
  )
    -> TVSQuestion?
  {
    let tvs = hq.certificate(.tvs, of: "sub1")
    let held = HeldState(
      ctl: nil,
      itl: TrustList(
        kind: .itl, signer: tvs, records: [TrustListRecord(role: .tvs, certificate: tvs)]),
      configuration: nil)
    let context = BootContext(
      held: held, traits: PhoneTraits(model: "8861"), wasOpen: false,
      now: Instant(microseconds: 0))
    let list = TrustList(kind: .itl, signer: signer, records: [])
    let published = PublishedFiles(
      ctl: nil, itl: list, configurationSigner: signer, isITLTooLarge: false)
    var law = Deliberation(hq.law)
    let judgement =
      file == .configuration
      ? law.judgeConfiguration(of: published, context, hq.servers.certificates)
      : law.judge(list, isTooLarge: false, context, hq.servers.certificates)
    guard case .ask(let question) = judgement else { return nil }
    return question
  }

  struct Reply: Sendable, CustomStringConvertible {
    let description: String
    let ctl: CTLSigning?
    let law: Law
    let file: PhoneFile
    let reply: TVSReply
    let certificate: @Sendable (inout TestCluster) -> CertificateID

    /// - Parameter certificate: what happens first, and the certificate the server is then asked
    ///   about.
    init(
      _ description: String, ctl: CTLSigning? = nil, law: Law = Law(),
      about file: PhoneFile = .itl, _ reply: TVSReply,
      certificate: @escaping @Sendable (inout TestCluster) -> CertificateID
    ) {
      self.description = description
      self.ctl = ctl
      self.law = law
      self.file = file
      self.reply = reply
      self.certificate = certificate
    }
  }
}
