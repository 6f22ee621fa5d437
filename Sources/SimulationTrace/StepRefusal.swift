package import ClusterModel
package import TrustRules

/// Why the product refuses a step; servers, files and directories go by their names.
package enum StepRefusal: Hashable, Sendable {
  // Where it is typed.
  case noNodeNamed
  case notAtGUI
  case notPublisher
  /// The rule is that of what the Master Agent should have done.
  case notMasterAgent(RuleID)
  case nodeDown(String, RuleID?)
  case publisherDown(RuleID)
  case publisherTakesNoChange
  // Certificates.
  case noUnitHere(CertificateUnit)
  case noUnit(CertificateUnit, on: String)
  /// Another unit of the node was renewed less than five minutes ago.
  case heldBack(by: CertificateUnit, wanted: CertificateUnit)
  case noSigningRequest(CertificateUnit)
  case noSuchCertificate(String, TrustStore)
  /// The page of certificate management does not take the file.
  case uploadExpired, uploadOlder
  case noToken(String)
  // Services and nodes.
  case notActivatedHere(Service)
  case notActivated(Service, on: [String])
  case notInCluster(String, RuleID?)
  case alreadyInCluster(String)
  case publisherStays
  case releaseNotLater(ReleaseName, than: ReleaseName)
  // Backups.
  case noSuchBackup(String)
  case backupOfRelease(String, ReleaseName, onto: ReleaseName)
  case notInBackup(String, node: String)
  case backupOfHost(String, host: String)
  // Bulk certificate management.
  case nothingToExport
  /// Of the clusters named there is an export, where those of two are needed.
  case nothingToConsolidate(ofClusters: [String], directory: String)
  case noConsolidatedFile(directory: String)
  case writtenByRelease(ReleaseName, importedBy: ReleaseName)
  // Trust lists by command.
  case noUtilsCTL, noCTLFile, noCTLClient, noTokenOfCTL, noKeyForCTL, noOtherKeyForCTL
  case noUtilsITL(RuleID)
  /// The defect by which the command fails.
  case resetFails(RuleID)
  case noITLToReset, noKeyForITL
  case noRecoveryKey
  case noKeyFile(path: String)
  case keyOfOtherPassword(path: String)
  // Phones.
  case settingsClosed
  case noCAPF, capfExpired

  /// The rule by which it is refused; nil: it could not be typed there, or has nothing to act on.
  // table: one row a case
  package var rule: RuleID? {
    switch self {
    case .notMasterAgent(let rule), .publisherDown(let rule), .noUtilsITL(let rule),
      .resetFails(let rule):
      rule
    case .nodeDown(_, let rule), .notInCluster(_, let rule): rule
    case .noNodeNamed, .notAtGUI, .notPublisher, .publisherTakesNoChange, .noUnitHere, .noUnit,
      .noSigningRequest, .noSuchCertificate, .noToken, .notActivatedHere, .notActivated,
      .alreadyInCluster, .publisherStays:
      nil
    case .heldBack: .regenerationHold
    case .uploadExpired, .uploadOlder: .oneTrustCertificatePerName
    case .releaseNotLater: .upgrade
    case .noSuchBackup, .notInBackup: .drsBackup
    case .backupOfRelease, .backupOfHost: .drsRestore
    case .nothingToExport, .nothingToConsolidate, .noConsolidatedFile: .bulkCertificate
    case .writtenByRelease: .cscuy43181
    case .noUtilsCTL, .noCTLClient, .noKeyForCTL: .ctlSAST
    case .noCTLFile: .ctlRecords
    case .noTokenOfCTL: .ctlTokens
    case .noOtherKeyForCTL: .ctlResetLocalKey
    case .noITLToReset, .noKeyFile, .keyOfOtherPassword: .itlResetRemoteKey
    case .noKeyForITL: .itlReset
    case .noRecoveryKey: .p12Alert
    case .settingsClosed: .byHand
    case .noCAPF: .secureRegistration
    case .capfExpired: .expiredCertificate
    }
  }

  /// What the product answers, or an administrator finds. The sentence about the five minutes, and
  /// that no file was found, are the product's own: Cisco 117598, improvements.
  // table: one row a case
  package var words: String {
    switch self {
    case .noNodeNamed: "No node is named."
    case .notAtGUI: "Not at the GUI."
    case .notPublisher: "This is not a publisher node"
    case .notMasterAgent: "The Master Agent of disaster recovery runs on the publisher."
    case .nodeDown(let node, _): "\(node) does not answer: it is down."
    case .publisherDown: "The publisher does not answer: it is down."
    case .publisherTakesNoChange: "The publisher does not answer: its database takes no change."
    case .noUnitHere(let unit): "\(unit.rawValue) is not a certificate unit of this node."
    case .noUnit(let unit, let node): "\(unit.rawValue) is not a certificate unit of \(node)."
    case .heldBack(let last, let wanted):
      "\(last.rawValue) certificate was modified in the last 5 minutes. Please re-try"
        + " regenerating \(wanted.rawValue) certificate at a later time"
    case .noSigningRequest(let unit):
      "There is no certificate signing request for \(unit.rawValue) on this node."
    case .noSuchCertificate(let name, let store):
      "There is no certificate \(name) in \(store.rawValue)."
    case .uploadExpired: "The certificate has expired."
    case .uploadOlder: "A newer certificate of the same subject is there."
    case .noToken(let name): "Nobody has an eToken \(name)."
    case .notActivatedHere(let service): "\(service.rawValue) is not activated on this node."
    case .notActivated(let service, let nodes):
      "\(service.rawValue) is not activated on \(nodes.joined(separator: ", "))."
    case .notInCluster(let node, _): "\(node) is not a server of this cluster."
    case .alreadyInCluster(let node): "\(node) is in the cluster already."
    case .publisherStays: "The publisher cannot be removed from its cluster."
    case .releaseNotLater(let release, let old): "\(release.text) is not later than \(old.text)."
    case .noSuchBackup(let name): "\(name): no such backup has been made yet."
    case .backupOfRelease(let name, let made, let release):
      "\(name) was made in release \(made.text): it does not restore onto \(release.text)."
    case .notInBackup(let name, let node): "\(name) holds nothing of \(node)."
    case .backupOfHost(let name, let host):
      "\(name) was made of \(host): it does not restore onto a server of another hostname."
    case .nothingToExport: "There is nothing to export."
    case .nothingToConsolidate(let clusters, let directory):
      "Nothing to consolidate: of the exports of two clusters or more, "
        + (clusters.isEmpty ? "none" : "only that of \(clusters.joined(separator: ", "))")
        + " is in directory \(directory)."
    case .noConsolidatedFile(let directory):
      "There is no consolidated file in directory \(directory)."
    case .writtenByRelease(let release, let own):
      "The file cannot be imported: \(release.text) wrote it, and this is \(own.text)."
    case .noUtilsCTL: "This release has no utils ctl commands: use the CTL client."
    case .noCTLFile: "There is no CTL file: the cluster was never in mixed mode."
    case .noCTLClient: "This release has no CTL client: eTokens sign no CTL any more."
    case .noTokenOfCTL: "None of these eTokens is in the CTL file: one that is must sign it."
    case .noKeyForCTL: "No certificate is there to sign the CTL file."
    case .noOtherKeyForCTL: "There is no other key to sign the CTL file."
    case .noUtilsITL: "This release has no utils itl commands."
    case .resetFails: "The reset ITL file was not generated: the command fails."
    case .noITLToReset: "There is no ITL file to reset."
    case .noKeyForITL: "There is no key to sign the reset ITL file."
    case .noRecoveryKey: "file not found"
    case .noKeyFile(let path): "\(path): file not found"
    case .keyOfOtherPassword(let path):
      "\(path) was saved under another security password: nothing is changed."
    case .settingsClosed:
      "The settings of these phones cannot be opened: reset them to factory settings."
    case .noCAPF: "\(Service.capf.rawValue) does not run: nobody issues certificates."
    case .capfExpired: "The CAPF certificate has expired: it issues no certificates."
    }
  }
}
