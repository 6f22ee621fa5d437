import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// Trust lists that are written by command: the CTL, and the reset ITL.
extension World {
  private func refuseOffPublisher(_ node: NodeID) -> Prompt? {
    serverSide.servers[node].isPublisher ? nil : .refused(.notPublisher)
  }

  mutating func setCluster(mixed: Bool, on node: NodeID) -> Prompt {
    if let refused = refuseOffPublisher(node) { return refused }
    let cluster = serverSide.servers[node].cluster
    guard Release(serverSide.servers[cluster].release).has(.utilsCTL) else {
      return .refused(.noUtilsCTL)
    }
    serverSide.servers[cluster].isMixedMode = mixed
    serverSide.servers[cluster].ctlSigning = .tokenless
    return writeCTL(of: cluster)
  }

  mutating func updateCTL(on node: NodeID) -> Prompt {
    if let refused = refuseOffPublisher(node) { return refused }
    let cluster = serverSide.servers[node].cluster
    guard Release(serverSide.servers[cluster].release).has(.utilsCTL) else {
      return .refused(.noUtilsCTL)
    }
    guard serverSide.servers[cluster].ctlFile != nil else {
      return .refused(.noCTLFile)
    }
    serverSide.servers[cluster].ctlSigning = .tokenless
    return writeCTL(of: cluster)
  }

  mutating func updateCTLByClient(_ tokens: [String], of cluster: ClusterID) -> Prompt {
    guard Release(serverSide.servers[cluster].release).has(.ctlClient) else {
      return .refused(.noCTLClient)
    }
    let atHand = tokens.compactMap { serverSide.servers.eTokens[$0] }
    let (ctl, book) = (serverSide.servers[cluster].ctlFile, serverSide.servers.certificates)
    guard consult({ $0.mayReplace(ctl, with: atHand, book) }) else {
      return .refused(.noTokenOfCTL)
    }
    for token in tokens { serverSide.servers.addToken(token, at: agenda.now) }
    serverSide.servers[cluster].ctlSigning = .tokens(tokens)
    serverSide.servers[cluster].isMixedMode = true
    return writeCTL(of: cluster)
  }

  /// Writes the file: TVS reads it at once, TFTP serves it after its next start.
  private mutating func writeCTL(of cluster: ClusterID) -> Prompt {
    let current = serverSide.servers
    guard let ctl = consult({ $0.buildCTL(of: cluster, servers: current) }) else {
      return .refused(.noKeyForCTL)
    }
    return spreadCTL(ctl, of: cluster)
  }

  private mutating func spreadCTL(_ ctl: TrustList, of cluster: ClusterID) -> Prompt {
    act { $0.write(ctl, of: cluster, &$1) }
    record(.ctlWritten(cluster, ctl))
    serversChanged()
    return .now
  }

  mutating func resetCTL(on node: NodeID) -> Prompt {
    if let refused = refuseOffPublisher(node) { return refused }
    let cluster = serverSide.servers[node].cluster
    guard serverSide.servers[cluster].ctlFile != nil else {
      return .refused(.noCTLFile)
    }
    let current = serverSide.servers
    guard let ctl = consult({ $0.resetCTL(of: cluster, servers: current) }) else {
      return .refused(.noOtherKeyForCTL)
    }
    serverSide.servers[cluster].ctlSigning = .tokenless
    return spreadCTL(ctl, of: cluster)
  }

  // MARK: The saved ITLRecovery key

  mutating func fetchRecoveryKey(to path: String, from node: NodeID) -> Prompt {
    serverSide.servers.saveRecoveryKey(of: node, as: path)
      ? .now : .refused(.noRecoveryKey)
  }

  mutating func changeSecurityPassword(on node: NodeID) -> Prompt {
    serverSide.servers.changeSecurityPassword(of: serverSide.servers[node].cluster)
    return .now
  }

  mutating func resetITL(withKeyAt path: String, on node: NodeID) throws(UnreachableTransition)
    -> Prompt
  {
    if let refused = refuseOffPublisher(node) { return refused }
    let cluster = serverSide.servers[node].cluster
    let state = serverSide.servers[cluster]
    guard Release(state.release).has(.utilsITL) else {
      return .refused(.noUtilsITL(.itlResetRemoteKey))
    }
    if let defect = consult({ $0.resetFails(withRemoteKey: true) }) {
      return .refused(.resetFails(defect))
    }
    guard let saved = state.savedKeys.first(where: { $0.path == path }) else {
      return .refused(.noKeyFile(path: path))
    }
    guard consult({ $0.opens(saved, in: state) }) else {
      return .refused(.keyOfOtherPassword(path: path))
    }
    let old = serverSide.servers[node].disk[.itlRecovery]
    if old != saved.certificate {
      serverSide.servers.install(saved.certificate, as: .itlRecovery, on: node)
      record(
        .certificateChanged(
          node, .itlRecovery, old: old, new: saved.certificate, .itlResetRemoteKey))
      spreadChanges(from: node)
      serversChanged()
    }
    let current = serverSide.servers
    guard
      let reset = consult({ $0.resetITL(of: cluster, by: saved.certificate, servers: current) })
    else { return .refused(.noITLToReset) }
    return try spread(reset, in: cluster)
  }

  mutating func resetITL(on node: NodeID) throws(UnreachableTransition) -> Prompt {
    if let refused = refuseOffPublisher(node) { return refused }
    let cluster = serverSide.servers[node].cluster
    guard Release(serverSide.servers[cluster].release).has(.utilsITL) else {
      return .refused(.noUtilsITL(.itlReset))
    }
    if let defect = consult({ $0.resetFails(withRemoteKey: false) }) {
      return .refused(.resetFails(defect))
    }
    let current = serverSide.servers
    guard let reset = consult({ $0.resetITL(of: cluster, servers: current) }) else {
      return .refused(.noKeyForITL)
    }
    return try spread(reset, in: cluster)
  }

  /// Copies a reset list to every TFTP node that is up and restarts TFTP there.
  private mutating func spread(_ reset: TrustList, in cluster: ClusterID)
    throws(UnreachableTransition) -> Prompt
  {
    var last = agenda.now
    for other in serverSide.servers.nodes(of: cluster) where serverSide.servers[other].serves(.tftp)
    {
      serverSide.servers[other].resetITL = reset
      let end = agenda.now + restartDuration(of: .tftp, on: other)
      try stopService(.tftp, on: other, until: end)
      last = max(last, end)
    }
    return .at(last)
  }
}
