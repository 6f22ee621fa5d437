import ClusterModel
import SimulationTrace
import TestSupport
import Testing
import TrustRules

@Suite("What the product answers where it refuses a step")
struct StepRefusalTests {
  private static let (old, new) = (releaseName("11.5(1)SU3"), releaseName("12.5(1)"))

  /// Each case with its sentence and its rule.
  // table: one row a case
  static let all: [(StepRefusal, String, RuleID?)] = [
    (.noNodeNamed, "No node is named.", nil), (.notAtGUI, "Not at the GUI.", nil),
    (.notPublisher, "This is not a publisher node", nil),
    (
      .notMasterAgent(.drsBackup), "The Master Agent of disaster recovery runs on the publisher.",
      .drsBackup
    ),
    (.nodeDown("pub", nil), "pub does not answer: it is down.", nil),
    (
      .publisherDown(.manualUpload), "The publisher does not answer: it is down.", .manualUpload
    ),
    (
      .publisherTakesNoChange, "The publisher does not answer: its database takes no change.", nil
    ),
    (.noUnitHere(.capf), "CAPF is not a certificate unit of this node.", nil),
    (.noUnit(.capf, on: "sub1"), "CAPF is not a certificate unit of sub1.", nil),
    (
      .heldBack(by: .tvs, wanted: .callManager),
      "TVS certificate was modified in the last 5 minutes. Please re-try regenerating CallManager "
        + "certificate at a later time", .regenerationHold
    ),
    (
      .noSigningRequest(.tomcat),
      "There is no certificate signing request for tomcat on this node.", nil
    ),
    (
      .noSuchCertificate("x.pem", .phoneSASTTrust),
      "There is no certificate x.pem in Phone-SAST-trust.", nil
    ),
    (.uploadExpired, "The certificate has expired.", .oneTrustCertificatePerName),
    (
      .uploadOlder, "A newer certificate of the same subject is there.",
      .oneTrustCertificatePerName
    ),
    (.noToken("A"), "Nobody has an eToken A.", nil),
    (.notActivatedHere(.tftp), "Cisco Tftp is not activated on this node.", nil),
    (
      .notActivated(.tftp, on: ["sub1", "sub2"]), "Cisco Tftp is not activated on sub1, sub2.", nil
    ),
    (.notInCluster("sub1", .rebuild), "sub1 is not a server of this cluster.", .rebuild),
    (.alreadyInCluster("sub1"), "sub1 is in the cluster already.", nil),
    (.publisherStays, "The publisher cannot be removed from its cluster.", nil),
    (.releaseNotLater(old, than: new), "11.5(1)SU3 is not later than 12.5(1).", .upgrade),
    (.noSuchBackup("b"), "b: no such backup has been made yet.", .drsBackup),
    (
      .backupOfRelease("b", old, onto: new),
      "b was made in release 11.5(1)SU3: it does not restore onto 12.5(1).", .drsRestore
    ),
    (.notInBackup("b", node: "sub1"), "b holds nothing of sub1.", .drsBackup),
    (
      .backupOfHost("b", host: "h"),
      "b was made of h: it does not restore onto a server of another hostname.", .drsRestore
    ),
    (.nothingToExport, "There is nothing to export.", .bulkCertificate),
    (
      .nothingToConsolidate(ofClusters: [], directory: "d"),
      "Nothing to consolidate: of the exports of two clusters or more, none is in directory d.",
      .bulkCertificate
    ),
    (
      .nothingToConsolidate(ofClusters: ["hq"], directory: "d"),
      "Nothing to consolidate: of the exports of two clusters or more, only that of hq is in "
        + "directory d.", .bulkCertificate
    ),
    (
      .noConsolidatedFile(directory: "d"), "There is no consolidated file in directory d.",
      .bulkCertificate
    ),
    (
      .writtenByRelease(new, importedBy: old),
      "The file cannot be imported: 12.5(1) wrote it, and this is 11.5(1)SU3.", .cscuy43181
    ),
    (
      .noUtilsCTL, "This release has no utils ctl commands: use the CTL client.", .ctlSAST
    ),
    (.noCTLFile, "There is no CTL file: the cluster was never in mixed mode.", .ctlRecords),
    (.noCTLClient, "This release has no CTL client: eTokens sign no CTL any more.", .ctlSAST),
    (
      .noTokenOfCTL, "None of these eTokens is in the CTL file: one that is must sign it.",
      .ctlTokens
    ),
    (.noKeyForCTL, "No certificate is there to sign the CTL file.", .ctlSAST),
    (.noOtherKeyForCTL, "There is no other key to sign the CTL file.", .ctlResetLocalKey),
    (.noUtilsITL(.itlReset), "This release has no utils itl commands.", .itlReset),
    (
      .resetFails(.cscto60209), "The reset ITL file was not generated: the command fails.",
      .cscto60209
    ),
    (.noITLToReset, "There is no ITL file to reset.", .itlResetRemoteKey),
    (.noKeyForITL, "There is no key to sign the reset ITL file.", .itlReset),
    (.noRecoveryKey, "file not found", .p12Alert),
    (.noKeyFile(path: "/a"), "/a: file not found", .itlResetRemoteKey),
    (
      .keyOfOtherPassword(path: "/a"),
      "/a was saved under another security password: nothing is changed.", .itlResetRemoteKey
    ),
    (
      .settingsClosed,
      "The settings of these phones cannot be opened: reset them to factory settings.", .byHand
    ),
    (
      .noCAPF,
      "Cisco Certificate Authority Proxy Function does not run: nobody issues certificates.",
      .secureRegistration
    ),
    (
      .capfExpired, "The CAPF certificate has expired: it issues no certificates.",
      .expiredCertificate
    ),
  ]

  @Test("Each has its sentence and its rule", arguments: all.indices)
  func said(_ place: Int) {
    let (refusal, words, rule) = Self.all[place]
    #expect(refusal.words == words)
    #expect(refusal.rule == rule)
  }

  @Test("No two say the same of different things, but where the rule tells them apart")
  func different() {
    let said = Self.all.map { "\($0.0.words) \($0.2?.rawValue ?? "")" }
    #expect(Set(said).count == said.count)
  }
}

@Suite("What is worth knowing of a step that was carried out")
struct StepRemarkTests {
  private static let uploads: StepRemark.Uploads = {
    var uploads = StepRemark.Uploads()
    (uploads.added, uploads.replaced, uploads.refused) = (3, 1, 2)
    return uploads
  }()
  private static let moves: StepRemark.PhoneMoves = {
    var moves = StepRemark.PhoneMoves(to: "Main", of: "fra")
    (moves.moved, moves.inserted, moves.forgotten) = (4, 5, 6)
    return moves
  }()

  // table: one row a case
  static let all: [(StepRemark, String)] = [
    (.withoutEffect("show risdb"), "show risdb has no effect on trust."),
    (
      .authoritySignedOverwritten(.tomcat, authority: "CA"),
      "The tomcat certificate signed by CA is overwritten."
    ),
    (
      .passwordOfBackup("b"), "The restore asks for the security password that b was made under."
    ),
    (.exported(certificates: 9, ofClusters: ["ams"]), "9 certificates of ams exported."),
    (
      .consolidated(ofClusters: ["ams", "fra"]), "The exports of ams, fra are one file now."
    ),
    (.nothingOfOtherClusters, "The consolidated file has no certificate of another cluster."),
    (
      .imported(ofClusters: ["ams"], uploads, lacksOwn: "fra"),
      "From ams: 3 added to trust units, 1 in place of one of the same name, 2 refused as expired "
        + "or older; a TVS knows them from its next start on. fra itself is not in the "
        + "consolidated file."
    ),
    (
      .uploaded(StepRemark.Uploads()),
      "0 added to trust units; a TVS knows them from its next start on."
    ),
    (
      .moved(moves),
      "5 phones inserted in fra, 4 phones have group Main now; two databases a phone are "
        + "simulated, a third forgets 6 of them; they fetch it when they boot next."
    ),
    (.away(1, boot: true), "1 phone is away: it boots when it is back"),
    (.away(2, boot: false), "2 phones are away: they stay off when they are back"),
    (
      .keepITL(3),
      "3 phones keep their ITL: their settings cannot be opened, which takes a reset to factory "
        + "settings"
    ),
    (
      .installedLSC(took: 1, lackCAPF: 2, unregistered: 0),
      "of 3 phones 1 take a certificate of this CAPF, 2 have no list that names this CAPF, and "
        + "take none"
    ),
    (
      .tookSetting(took: 0, refused: 1, unregistered: 1),
      "of 2 phones 1 restart and refuse the configuration that has it, 1 are not registered here: "
        + "it waits for their next boot"
    ),
    (.openedDirectory(opened: 0, failed: 0), "of 0 phones none could be told to"),
  ]

  @Test("Each has its sentence", arguments: all.indices)
  func said(_ place: Int) { #expect(Self.all[place].0.words == Self.all[place].1) }
}
