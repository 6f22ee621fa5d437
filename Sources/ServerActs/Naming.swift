package import ClusterModel
package import TrustRules
package import VirtualTime

/// A certificate that took the place of another.
package struct CertificateChange: Hashable, Sendable {
  package var unit: CertificateUnit
  /// nil: the node had none.
  package var old: CertificateID?
  package var new: CertificateID
}

/// Names and addresses of nodes, and nodes that leave.
extension Servers {
  /// Changes hostname, domain or address of a node and makes the certificates that bear it anew;
  /// the node then has to reboot.
  ///
  /// - Parameters:
  ///   - stated: by what System > Server names the node, unless it was renamed there.
  ///   - change: what is changed of the node.
  package mutating func rename(
    _ node: NodeID, namedBy stated: Node.NamedBy, at now: Instant, _ law: inout Deliberation,
    _ change: (inout NodeState) -> Void
  ) -> [CertificateChange] {
    change(&self[node])
    nameServer(node, namedBy: stated, &law)
    return regenerate(law.unitsRegenerated(byRenaming: self[node]), on: node, at: now)
  }

  /// Makes new certificates of several units, signed by the node itself.
  package mutating func regenerate(
    _ units: [CertificateUnit], on node: NodeID, at now: Instant
  ) -> [CertificateChange] {
    units.map { unit in
      let old = self[node].disk[unit]
      return CertificateChange(
        unit: unit, old: old, new: regenerate(unit, on: node, authority: nil, at: now))
    }
  }

  /// Brings the name in System > Server up to date with the node.
  ///
  /// - Parameter stated: by what it names the node, unless it was renamed there.
  package mutating func nameServer(
    _ node: NodeID, namedBy stated: Node.NamedBy, _ law: inout Deliberation
  ) {
    let state = self[node]
    switch state.renamedBy ?? .follows(stated) {
    case .written(let name): self[node].serverName = name
    case .follows(let way):
      self[node].serverName = law.serverName(
        namedBy: way, address: state.address, host: state.host, domain: state.domain)
    }
  }

  /// A node leaves its cluster: its disk is gone, and no group names it any more. What databases
  /// hold of it stays.
  package mutating func takeOut(_ node: NodeID) {
    self[node].power = .absent
    self[node].work = nil
    self[node].disk = [:]
    for group in groups.indices { groups[group].nodes.removeAll { $0 == node } }
  }

  /// The certificates of a node leave another node's copy of the database.
  ///
  /// - Returns: their units.
  package mutating func forget(_ node: NodeID, on publisher: NodeID) -> [CertificateUnit] {
    lastChange += 1
    let known = CertificateUnit.allCases.filter {
      self[publisher].database.certificate($0, of: node) != nil
    }
    for unit in known { self[publisher].database.remove(unit, of: node, change: lastChange) }
    return known
  }
}
