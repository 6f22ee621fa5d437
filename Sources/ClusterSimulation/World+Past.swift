import ClusterModel
import ServerActs
import TrustRules
import VirtualTime

/// Certificates that changed before the start, as a scenario states it.
extension World {
  /// Certificates of a node from before the first ones, where phones are said to hold a list with
  /// them: a year older, of the units that a rename renews.
  mutating func issuePredecessors(of node: NodeID) {
    guard past.hasPredecessors.contains(node) else { return }
    let release = Release(serverSide.servers[serverSide.servers[node].cluster].release)
    let issued = premises.scenario.starts - FixedConstant.predecessorAge.duration
    for unit in CertificateUnit.allCases
    where unit != .itlRecovery
      && release.hasUnit(unit, onPublisher: serverSide.servers[node].isPublisher)
    {
      past.predecessors[node, default: [:]][unit] = serverSide.servers.certificates.issue(
        to: .unit(unit, of: node), commonName: serverSide.servers.commonName(unit, of: node),
        issued: issued, expires: issued.addingYears(release.yearsValid(unit)))
    }
  }

  /// Certificates that were renewed before the start under a service that nobody restarted.
  ///
  /// They are on the disk and in every database, and TFTP learnt of them as the law has it; all
  /// the rest is current: the CTL is written anew, and other TFTP nodes were restarted. Where a
  /// node is said to list a certificate of before, its ITL alone is older.
  mutating func renewUnderRunningServices() {
    var renewed: [(node: NodeID, unit: CertificateUnit)] = []
    var replaced: [CertificateOwner: CertificateID] = [:]
    var restarted: [NodeID] = []
    var owners: Set<CertificateOwner> = []
    for entry in premises.scenario.estate.states {
      switch entry.state {
      case .certificate(let node, let unit, let authority, let bits, let expires, let isOld):
        guard isOld || isListedOld(unit, of: node) else { continue }
        replaced[.unit(unit, of: node)] = serverSide.servers[node].disk[unit]
        issue(unit, of: node, authority: authority, bits: bits, expires: expires)
        renewed.append((node, unit))
        owners.insert(.unit(unit, of: node))
        if !isOld { restarted.append(node) }
        if let certificate = serverSide.servers[node].disk[unit] { expectExpiry(of: certificate) }
      case .listedOld(let node, let unit, _):
        guard owners.insert(.unit(unit, of: node)).inserted else { continue }
        replaced[.unit(unit, of: node)] = serverSide.servers[node].disk[unit]
        issue(unit, of: node, authority: nil, bits: nil, expires: nil)
        renewed.append((node, unit))
        restarted.append(node)
      case .holdITL, .holdNoITL, .unregistered, .backup, .recoveryKeySaved: break
      }
    }
    guard !renewed.isEmpty else { return }
    synchroniseAtStart()
    writeFirstCTLs()
    // What other nodes list old, the owner runs on anew.
    for node in restarted where serverSide.servers[node].serves(.tvs) {
      serverSide.servers.startTVS(on: node)
    }
    let renewedOf = Dictionary(grouping: renewed, by: \.node)
    for node in serverSide.servers.nodes.indices.map(NodeID.init)
    where serverSide.servers[node].serves(.tftp) {
      let own = (renewedOf[node] ?? []).filter { $0.unit.isLoadedByTFTP }
      var deliberation = Deliberation(premises.law)
      if own.isEmpty || own.allSatisfy({ isListedOld($0.unit, of: node) }) {
        _ = serverSide.servers.startTFTP(on: node, &deliberation)
      } else if own.contains(where: {
        deliberation.rebuilds(node, on: $0.unit, of: node, servers: serverSide.servers)
      }) {
        _ = serverSide.servers.rebuildITL(on: node, &deliberation)
      }
      note(deliberation)
    }
    serveListsOfBefore(replaced)
  }

  /// Gives a node the list that it would have made while it did not know of a renewal yet.
  private mutating func serveListsOfBefore(_ replaced: [CertificateOwner: CertificateID]) {
    var behind: [NodeID: [(owner: NodeID, unit: CertificateUnit)]] = [:]
    for entry in premises.scenario.estate.states {
      guard case .listedOld(let owner, let unit, let listers) = entry.state else { continue }
      for lister in listers { behind[lister, default: []].append((owner, unit)) }
    }
    for node in serverSide.servers.nodes.indices.map(NodeID.init)
    where serverSide.servers[node].serves(.tftp) {
      guard let unknown = behind[node] else { continue }
      var past = serverSide.servers
      for (owner, unit) in unknown {
        guard let certificate = replaced[.unit(unit, of: owner)] else { continue }
        past[owner].database = past[node].database
        past.install(certificate, as: unit, on: owner)
        past[node].database = past[owner].database
      }
      var deliberation = Deliberation(premises.law)
      _ = past.startTFTP(on: node, &deliberation)
      note(deliberation)
      serverSide.servers[node].published = past[node].published
    }
  }
}

extension World {
  /// Gathers once what the scenario states of the time before it.
  mutating func noteStatedPast() {
    for entry in premises.scenario.estate.states {
      switch entry.state {
      case .listedOld(let node, let unit, _): past.listedOld.insert(.unit(unit, of: node))
      case .holdITL(_, let node, let instant) where instant <= agenda.now:
        past.hasPredecessors.insert(node)
      default: break
      }
    }
  }

  /// Whether some node's list is said to be from before this certificate.
  func isListedOld(_ unit: CertificateUnit, of node: NodeID) -> Bool {
    past.listedOld.contains(.unit(unit, of: node))
  }
}
