package import ClusterModel
package import VirtualTime

/// One finding of the check before the first change, with what shows it.
package enum PreflightFinding: Hashable, Sendable {
  /// Phones of a cluster whose parameter for a rollback before 8.0 is True: they give up trust.
  case rollbackParameterSet(phones: Int)
  /// Phones of groups with one server.
  case groupOfOneServer([GroupID], phones: Int)
  /// Nodes on which the plan replaces a certificate of an authority by a self-signed one.
  case authoritySignedOverwritten(on: [NodeID])
  /// Phones that the plan leaves refusing a file, and their groups.
  case anchorsInOneWindow(phones: Int, of: [GroupID])
  /// Phones that use an LSC.
  case lscUsers(phones: Int)
  /// Publishers whose ITLRecovery.p12 was never saved.
  case recoveryKeyNotSaved(of: [NodeID])
  /// Services that no later step restarts; no step: no change of a certificate wants it.
  case forgottenRestart(of: [Service], on: [NodeID], step: Int?)
  /// A certificate that CTL files have was renewed on a node, and no later step updates the CTL.
  case ctlNotUpdated(after: NodeID, step: Int?)
  /// Phones that refuse a file.
  case alreadyLost(phones: Int)
  /// Phones that no server would register.
  case alreadyOutOfService(phones: Int)
  /// Phones that the plan leaves without a TFTP server that answers, and their groups.
  case wouldBeUnserved(phones: Int, of: [GroupID])
  /// Phones that the plan leaves without a server that registers them, and their groups.
  case wouldBeOutOfService(phones: Int, of: [GroupID])
  /// Phones with one trust path.
  case oneAnchorLeft(phones: Int)
  case certificateExpired(CertificateUnit, of: NodeID, expires: Instant)
  case certificateExpiresSoon(CertificateUnit, of: NodeID, expires: Instant)
  /// Services that run on something older than their node has.
  case oldCertificateLoaded(by: [Service], on: NodeID, restart: RestartHarm)
  /// A certificate that was renewed since TFTP of other nodes listed it.
  case oldCertificateListed(CertificateUnit, of: NodeID, by: [NodeID], restart: RestartHarm)

  /// What the worst restart of those that a finding is about would do now.
  package struct RestartHarm: Hashable, Sendable {
    /// Phones that would refuse a file.
    package var lost: Int
    /// Phones that would accept every file and could not register.
    package var outOfService: Int
    package init(lost: Int = 0, outOfService: Int = 0) {
      self.lost = lost
      self.outOfService = outOfService
    }
  }

  /// The name of a finding in reports.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case rollbackParameterSet = "rollback-parameter-set"
    case groupOfOneServer = "group-of-one-server"
    case authoritySignedOverwritten = "ca-signed-certificate-overwritten"
    case anchorsInOneWindow = "two-anchors-inside-one-window"
    case lscUsers = "lsc-users"
    case recoveryKeyNotSaved = "p12-not-saved"
    case forgottenRestart = "forgotten-restart"
    case ctlNotUpdated = "ctl-not-updated"
    case alreadyLost = "already-lost"
    case alreadyOutOfService = "already-out-of-service"
    case wouldBeUnserved = "would-be-unserved"
    case wouldBeOutOfService = "would-be-out-of-service"
    case oneAnchorLeft = "one-anchor-left"
    case certificateExpired = "certificate-expired"
    case certificateExpiresSoon = "certificate-expires-soon"
    case oldCertificateLoaded = "old-certificate-loaded"
    case oldCertificateListed = "old-certificate-listed"
  }

  package var kind: Kind {
    switch self {
    case .rollbackParameterSet: .rollbackParameterSet
    case .groupOfOneServer: .groupOfOneServer
    case .authoritySignedOverwritten: .authoritySignedOverwritten
    case .anchorsInOneWindow: .anchorsInOneWindow
    case .lscUsers: .lscUsers
    case .recoveryKeyNotSaved: .recoveryKeyNotSaved
    case .forgottenRestart: .forgottenRestart
    case .ctlNotUpdated: .ctlNotUpdated
    case .alreadyLost: .alreadyLost
    case .alreadyOutOfService: .alreadyOutOfService
    case .wouldBeUnserved: .wouldBeUnserved
    case .wouldBeOutOfService: .wouldBeOutOfService
    case .oneAnchorLeft: .oneAnchorLeft
    case .certificateExpired: .certificateExpired
    case .certificateExpiresSoon: .certificateExpiresSoon
    case .oldCertificateLoaded: .oldCertificateLoaded
    case .oldCertificateListed: .oldCertificateListed
    }
  }

  /// Whether it fails the pre-check; else it is a warning.
  package var losesPhones: Bool {
    switch self {
    case .anchorsInOneWindow, .wouldBeUnserved, .wouldBeOutOfService, .alreadyLost: true
    case .rollbackParameterSet, .groupOfOneServer, .authoritySignedOverwritten, .lscUsers,
      .recoveryKeyNotSaved, .forgottenRestart, .ctlNotUpdated, .alreadyOutOfService,
      .oneAnchorLeft, .certificateExpired, .certificateExpiresSoon, .oldCertificateLoaded,
      .oldCertificateListed:
      false
    }
  }

  /// Phones concerned; for services and lists that are older than the node has, those that a
  /// restart would lose now.
  package var count: Int {
    switch self {
    case .rollbackParameterSet(let phones), .groupOfOneServer(_, let phones),
      .anchorsInOneWindow(let phones, _), .lscUsers(let phones), .alreadyLost(let phones),
      .alreadyOutOfService(let phones), .wouldBeUnserved(let phones, _),
      .wouldBeOutOfService(let phones, _), .oneAnchorLeft(let phones):
      phones
    case .oldCertificateLoaded(_, _, let harm), .oldCertificateListed(_, _, _, let harm): harm.lost
    case .authoritySignedOverwritten, .recoveryKeyNotSaved, .forgottenRestart, .ctlNotUpdated,
      .certificateExpired, .certificateExpiresSoon:
      0
    }
  }
}
