import ClusterModel
import TrustRules
import VirtualTime

/// Certificates that changed before the start, as a scenario states it.
extension World {
  /// Certificates of a node from before the first ones, where phones are said to hold a list with
  /// them: a year older, of the units that a rename renews.
  mutating func issuePredecessors(of node: NodeID) {
    let isNeeded = scenario.estate.states.contains {
      if case .holdITL(_, node, let instant) = $0.state { instant <= now } else { false }
    }
    guard isNeeded else { return }
    let release = Release(servers[servers[node].cluster].release)
    let issued = scenario.starts - .days(730)
    for unit in CertificateUnit.allCases
    where unit != .itlRecovery
      && release.hasUnit(unit, onPublisher: servers[node].isPublisher)
    {
      predecessors[node, default: [:]][unit] = servers.certificates.issue(
        to: .unit(unit, of: node), commonName: servers.commonName(unit, of: node),
        issued: issued, expires: issued.addingYears(5))
    }
  }

  /// Certificates that were renewed before the start under a service that nobody restarted.
  ///
  /// They are on the disk and in every database, and TFTP learnt of them as the law has it; all
  /// the rest is current: the CTL is written anew, and other TFTP nodes were restarted.
  mutating func renewUnderRunningServices() {
    var renewed: [(node: NodeID, unit: CertificateUnit)] = []
    for entry in scenario.estate.states {
      guard
        case .certificate(
          let node, let unit, let authority, let bits, let expires, loadedOld: true) = entry.state
      else { continue }
      issue(unit, of: node, authority: authority, bits: bits, expires: expires)
      renewed.append((node, unit))
      if let certificate = servers[node].disk[unit] { expectExpiry(of: certificate) }
    }
    guard !renewed.isEmpty else { return }
    synchroniseAtStart()
    writeFirstCTLs()
    for node in servers.nodes.indices.map(NodeID.init) where servers[node].serves(.tftp) {
      let own = renewed.filter { $0.node == node && $0.unit.isLoadedByTFTP }
      var deliberation = Deliberation(law)
      if own.isEmpty {
        _ = servers.startTFTP(on: node, &deliberation)
      } else if own.contains(where: {
        deliberation.rebuilds(node, on: $0.unit, of: node, servers: servers)
      }) {
        _ = servers.rebuildITL(on: node, &deliberation)
      }
      note(deliberation)
    }
  }
}

extension CertificateUnit {
  /// The service that has to be restarted for it is TFTP.
  fileprivate var isLoadedByTFTP: Bool {
    switch self {
    case .callManager, .callManagerECDSA, .itlRecovery: true
    case .tvs, .capf, .tomcat, .tomcatECDSA, .ipsec, .authz: false
    }
  }
}
