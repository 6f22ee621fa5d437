package import ClusterModel
package import TrustRules
package import VirtualTime

/// What a judged expectation or a wait measured.
package struct Measurement: Hashable, Sendable {
  package var value: Int64
  /// What a percentage is of; nil where none makes sense.
  package var base: Int64?
  /// Phones selected, powered or not.
  package var selected: Int64?
  /// The same measure at `before`.
  package var before: Int64?
  package init(value: Int64, base: Int64? = nil, selected: Int64? = nil, before: Int64? = nil) {
    self.value = value
    self.base = base
    self.selected = selected
    self.before = before
  }
}

/// What an expectation that holds always came to over all the censuses that judged it.
///
/// Such an expectation is measured at every census, so what each measured is not kept.
package struct AlwaysMeasured: Hashable, Sendable {
  /// The number of the expectation.
  package var expectation: Int
  /// The first that did not meet it, else the newest.
  package var measurement: Measurement
  /// When that was measured.
  package var time: Instant
  package var isMet: Bool
  /// The censuses that judged it.
  package var times: Int
  package init(
    expectation: Int, measurement: Measurement, time: Instant, isMet: Bool, times: Int
  ) {
    self.expectation = expectation
    self.measurement = measurement
    self.time = time
    self.isMet = isMet
    self.times = times
  }
}

/// Something that happened to the cluster as a whole.
package enum TraceEvent: Hashable, Sendable {
  case stepBegan(Int, late: Duration?)
  case stepDone(Int)
  case stepRefused(Int, message: String, rule: RuleID?)
  /// Carried out as far as it goes, with a remark for the reader.
  case stepRemark(Int, String)
  /// A `Manual:` act that nobody can act out here: what it does to the cluster is not known.
  case stepNotSimulated(Int, String)
  /// What a command that shows something printed.
  case stepShowed(Int, String)
  case stepSkipped(Int)
  case certificateChanged(NodeID, CertificateUnit, old: CertificateID?, new: CertificateID, RuleID)
  case listPublished(NodeID, TrustList, configurationSigner: CertificateID, RuleID)
  case ctlWritten(ClusterID, TrustList)
  case serviceStopped(NodeID, Service, isExpectedBack: Bool)
  case serviceStarted(NodeID, Service)
  case nodeDown(NodeID, isExpectedBack: Bool)
  case nodeUp(NodeID)
  case replicated(from: NodeID, to: NodeID)
  case linkChanged(SiteID, isUp: Bool)
  case replicationChanged(NodeID, isRunning: Bool)
  case tftpSlowness(NodeID, factor: Int)
  /// Phones that a reset reaches, and those of the selection it does not.
  case phonesReset(ClusterID, reached: Int, unreached: Int, by: RuleID?)
  case phonesPowered(isOn: Bool, count: Int)
  case phonesPowerCycled(count: Int)
  case waitBegan(Int)
  case waitEnded(Int, isMet: Bool, Measurement)
  case backOutBegan
  case stopped
  case measured(expectation: Int, Measurement)
  case preflight([PreflightFinding])
  case census(Census)
}

/// One finding of the check before the first change.
package struct PreflightFinding: Hashable, Sendable {
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
  package var kind: Kind
  package var losesPhones: Bool
  /// Phones concerned; for services and lists that are older than the node has, those that a
  /// restart would lose now.
  package var count: Int
  /// Phones that such a restart would put out of service.
  package var outOfService: Int
  package var nodes: [NodeID]
  package var groups: [GroupID]
  package var step: Int?
  package var services: [Service]
  /// The certificate that a finding about one speaks of, and the day from which it is not valid.
  package var unit: CertificateUnit?
  package var expires: Instant?
  package init(
    kind: Kind, losesPhones: Bool, count: Int, outOfService: Int = 0, nodes: [NodeID] = [],
    groups: [GroupID] = [], step: Int? = nil, services: [Service] = [],
    unit: CertificateUnit? = nil,
    expires: Instant? = nil
  ) {
    self.kind = kind
    self.losesPhones = losesPhones
    self.count = count
    self.outOfService = outOfService
    self.nodes = nodes
    self.groups = groups
    self.step = step
    self.services = services
    self.unit = unit
    self.expires = expires
  }
}
