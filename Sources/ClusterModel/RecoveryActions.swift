/// Something that brings phones back which lost trust or service.
///
/// Its spelling, ``words``, is the one in which expectations name it and reports print it. A node
/// goes by its name alone: nodes of one name in two clusters share the action.
package enum RecoveryAction: Hashable, Sendable {
  /// The phones boot once more by themselves.
  case ownRetry
  case reset
  /// The switch gives them power again.
  case powerOn
  case startNode(String)
  case start(Service)
  case restart(Service)
  case repairReplication
  /// The parameter that prepares a cluster for rollback before 8.0 becomes False.
  case turnRollbackOff
  case resetITLWithLocalKey
  case resetITLWithRemoteKey
  case updateCTL
  case resetCTL
  /// The CTL client signs a CTL with the tokens of the cluster.
  case runCTLClient
  case renew(CertificateUnit, ofNode: String)
  case uploadToPhoneSASTTrust
  case uploadToCAPFTrust
  /// The DHCP servers give phones another TFTP server.
  case changeOption150
  case restoreBackup
  /// TFTP serves the ITL again that it served before.
  case putPreviousITLBack
  /// A tool of the owner presses the keys that delete the ITL, phone by phone.
  case pressKeys
  /// The phones are inserted in the database of another cluster.
  case move
  case installLSC

  /// The action as expectations name it and reports print it.
  package var words: String {
    switch self {
    case .ownRetry: "own retry"
    case .reset: "reset"
    case .powerOn: "power on"
    case .startNode(let name): "start \(name)"
    case .start(let service): "start \(service.rawValue)"
    case .restart(let service): "restart \(service.rawValue)"
    case .repairReplication: "repair replication"
    case .turnRollbackOff: "parameter rollback False"
    case .resetITLWithLocalKey: "utils itl reset localkey"
    case .resetITLWithRemoteKey: "utils itl reset remotekey"
    case .updateCTL: "utils ctl update CTLFile"
    case .resetCTL: "utils ctl reset localkey"
    case .runCTLClient: "CTL client update"
    case .renew(let unit, let name): "renew \(unit.rawValue) of \(name)"
    case .uploadToPhoneSASTTrust: "upload to Phone-SAST-trust"
    case .uploadToCAPFTrust: "upload to CAPF-trust"
    case .changeOption150: "option 150"
    case .restoreBackup: "DRS restore"
    case .putPreviousITLBack: "previous ITL"
    case .pressKeys: "key presses"
    case .move: "move"
    case .installLSC: "install LSC"
    }
  }

  /// A runbook can carry it out; else somebody has to do it where no prompt or page reaches.
  package var canBeCarriedOut: Bool {
    switch self {
    case .startNode, .putPreviousITLBack, .pressKeys: false
    case .ownRetry, .reset, .powerOn, .start, .restart, .repairReplication, .turnRollbackOff,
      .resetITLWithLocalKey, .resetITLWithRemoteKey, .updateCTL, .resetCTL, .runCTLClient, .renew,
      .uploadToPhoneSASTTrust, .uploadToCAPFTrust, .changeOption150, .restoreBackup, .move,
      .installLSC:
      true
    }
  }

  /// The phones boot as part of it, so that no reset follows.
  package var bootsPhones: Bool {
    switch self {
    case .ownRetry, .powerOn, .pressKeys: true
    case .reset, .startNode, .start, .restart, .repairReplication, .turnRollbackOff,
      .resetITLWithLocalKey, .resetITLWithRemoteKey, .updateCTL, .resetCTL, .runCTLClient, .renew,
      .uploadToPhoneSASTTrust, .uploadToCAPFTrust, .changeOption150, .restoreBackup,
      .putPreviousITLBack, .move, .installLSC:
      false
    }
  }
}

/// What `expect remedy = "…"` compares: the cheapest action that saves all phones selected.
package enum CheapestRecovery: Hashable, Sendable {
  case action(RecoveryAction)
  /// Nothing saves any of them but deleting the ITL at each phone.
  case byHand
  /// None of them refuses a file.
  case noneNeeded
  /// No one action saves them all.
  case mixed

  /// The answer as expectations name it and reports print it.
  package var words: String {
    switch self {
    case .action(let action): action.words
    case .byHand: "by hand"
    case .noneNeeded: "none needed"
    case .mixed: "mixed"
    }
  }

  /// The answers whose words name no service, certificate or node, in the order in which they are
  /// proposed for a misspelt one.
  package static let withoutNames: [CheapestRecovery] =
    [
      .ownRetry, .reset, .powerOn, .repairReplication, .turnRollbackOff, .resetITLWithLocalKey,
      .resetITLWithRemoteKey, .updateCTL, .resetCTL, .runCTLClient, .uploadToPhoneSASTTrust,
      .changeOption150, .restoreBackup, .putPreviousITLBack, .pressKeys,
    ].map(CheapestRecovery.action) + [.byHand, .noneNeeded, .mixed]
}
