package import ClusterModel
package import TrustRules
package import VirtualTime

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
  case stepRefused(Int, StepRefusal)
  /// Carried out as far as it goes, with a remark for the reader.
  case stepRemark(Int, StepRemark)
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
