/// One node's copy of its cluster's database.
package struct DatabaseCopy: Hashable, Sendable {
  /// Own units, ``CertificateUnit/count`` slots a node: of the nodes from `firstNode` on that
  /// anything was ever set of, and of those between them. An estate has many clusters, and a
  /// database knows one.
  private var units: [Slot] = []
  private var firstNode = 0
  package var trust: [TrustEntry] = []
  package var rollback: Replicated<Bool>
  /// Fresh from an installation that found no other copy to take over.
  package var isBlank = false

  /// The change that set it and the certificate, as plain numbers: copies are compared slot by
  /// slot at every replication. -1: never set.
  private struct Slot: Hashable, Sendable {
    var change: Int32 = -1
    var certificate: Int32 = -1
  }

  package init(rollback: Bool) {
    self.rollback = Replicated(rollback, change: 0)
  }

  /// The numbers of the nodes that it may know certificates of.
  package var nodes: Range<Int> {
    firstNode..<firstNode + units.count / CertificateUnit.count
  }

  package func certificate(_ unit: CertificateUnit, of node: NodeID) -> CertificateID? {
    let place = place(of: unit, node)
    guard units.indices.contains(place) else { return nil }
    let slot = units[place]
    return slot.certificate < 0 ? nil : CertificateID(slot.certificate)
  }

  private func place(of unit: CertificateUnit, _ node: NodeID) -> Int {
    (node.index - firstNode) * CertificateUnit.count + unit.place
  }

  /// Makes slots for a node, if there are none.
  private mutating func cover(_ node: Int) {
    if units.isEmpty { firstNode = node }
    let before = max(0, nodes.lowerBound - node)
    let after = max(0, node + 1 - nodes.upperBound)
    guard before + after > 0 else { return }
    let none = Slot()
    units.insert(contentsOf: repeatElement(none, count: before * CertificateUnit.count), at: 0)
    units.append(contentsOf: repeatElement(none, count: after * CertificateUnit.count))
    firstNode -= before
  }

  /// Sets an own unit of a node, as the change with this number.
  package mutating func set(
    _ certificate: CertificateID, as unit: CertificateUnit, of node: NodeID, change: Int
  ) {
    cover(node.index)
    units[place(of: unit, node)] = Slot(change: Int32(change), certificate: certificate.index)
  }

  /// Takes an own unit of a node out, as the change with this number.
  package mutating func remove(_ unit: CertificateUnit, of node: NodeID, change: Int) {
    cover(node.index)
    units[place(of: unit, node)] = Slot(change: Int32(change), certificate: -1)
  }

  /// Puts a certificate into a trust unit, as the change with this number.
  package mutating func trust(_ certificate: CertificateID, in store: TrustStore, change: Int) {
    let entry = TrustEntry(
      store: store, certificate: certificate, isPresent: Replicated(true, change: change))
    let known = trust.firstIndex { $0.store == store && $0.certificate == certificate }
    if let known { trust[known] = entry } else { trust.append(entry) }
  }

  /// Whether a trust unit has a certificate.
  package func trusts(_ certificate: CertificateID, in store: TrustStore) -> Bool {
    trust.contains {
      $0.store == store && $0.certificate == certificate && $0.isPresent.value
    }
  }

  /// The units, of any node, in which this copy has a certificate.
  package func unitsHolding(_ certificate: CertificateID) -> [CertificateUnit] {
    var isHolding = Array(repeating: false, count: CertificateUnit.count)
    for (place, slot) in units.enumerated() where slot.certificate == certificate.index {
      isHolding[place % CertificateUnit.count] = true
    }
    return CertificateUnit.allCases.filter { isHolding[$0.place] }
  }

  /// As ``unitsHolding(_:)``, of a certificate with this owner: it stands in the owner's own slot
  /// or nowhere, so no other has to be looked at.
  package func unitsHolding(_ certificate: CertificateID, of owner: CertificateOwner)
    -> [CertificateUnit]
  {
    var found: [CertificateUnit] = []
    if case .unit(let unit, let node) = owner, self.certificate(unit, of: node) == certificate {
      found = [unit]
    }
    assert(found == unitsHolding(certificate), "a certificate stands in another's slot")
    return found
  }

  /// The own units of nodes that another copy has otherwise, in order of nodes.
  package func units(otherThanIn before: DatabaseCopy) -> [(node: NodeID, unit: CertificateUnit)] {
    var changed: [(node: NodeID, unit: CertificateUnit)] = []
    let shift = (firstNode - before.firstNode) * CertificateUnit.count
    for place in units.indices {
      let old = place + shift
      let known = before.units.indices.contains(old) ? before.units[old].certificate : -1
      // One that was never set and one that was taken out are the same.
      guard units[place].certificate != known else { continue }
      changed.append(
        (
          NodeID(firstNode + place / CertificateUnit.count),
          CertificateUnit.allCases[place % CertificateUnit.count]
        ))
    }
    return changed
  }

  /// Where the entry for the same certificate in the same trust unit is; copies mostly have it in
  /// the same place.
  private func place(of entry: TrustEntry, about position: Int) -> Int? {
    func isOfSame(_ known: TrustEntry) -> Bool {
      known.store == entry.store && known.certificate == entry.certificate
    }
    if position < trust.count, isOfSame(trust[position]) { return position }
    return trust.firstIndex(where: isOfSame)
  }

  /// Takes over every slot that the other copy changed later; true if anything was taken.
  package mutating func merge(_ other: DatabaseCopy) -> Bool { compareAndMerge(other).taken }

  /// Whether both say the same in the same memory; false where only a comparison could tell.
  ///
  /// Arrays that share their memory are equal at a look; others are told apart by their lengths or
  /// by the first of their slots that differ.
  func sharesAll(with other: DatabaseCopy) -> Bool {
    firstNode == other.firstNode && isBlank == other.isBlank && rollback == other.rollback
      && units == other.units && trust == other.trust
  }

  /// As ``sharesAll(with:)``, for the own units of nodes.
  package func sharesUnits(with other: DatabaseCopy) -> Bool {
    firstNode == other.firstNode && units == other.units
  }

  /// Merges, and says how many slots it had to look at.
  ///
  /// A copy that comes to say what the other says shares its memory from then on: replicated
  /// databases are equal, and the next merge of two that share their memory looks at no slot.
  mutating func compareAndMerge(_ other: DatabaseCopy) -> (taken: Bool, compared: Int) {
    var (taken, compared) = mergeUnits(other)
    if trust != other.trust {
      compared += other.trust.count
      if mergeTrust(other.trust) { taken = true }
    }
    if other.rollback.change > rollback.change {
      rollback = other.rollback
      taken = true
    }
    if !other.isBlank { isBlank = false }
    return (taken, compared)
  }

  private mutating func mergeUnits(_ other: DatabaseCopy) -> (taken: Bool, compared: Int) {
    guard let first = other.nodes.first, let last = other.nodes.last else { return (false, 0) }
    if firstNode == other.firstNode, units == other.units { return (false, 0) }
    cover(first)
    cover(last)
    let shift = (other.firstNode - firstNode) * CertificateUnit.count
    var taken = false
    var isOther = units.count == other.units.count
    for place in other.units.indices {
      let (known, offered) = (units[place + shift], other.units[place])
      if offered.change > known.change { taken = true } else if offered != known { isOther = false }
    }
    if isOther {
      units = other.units
    } else if taken {
      for place in other.units.indices
      where other.units[place].change > units[place + shift].change {
        units[place + shift] = other.units[place]
      }
    }
    return (taken, other.units.count)
  }

  private mutating func mergeTrust(_ offered: [TrustEntry]) -> Bool {
    var taken = false
    for (position, entry) in offered.enumerated() {
      if let place = place(of: entry, about: position) {
        guard entry.isPresent.change > trust[place].isPresent.change else { continue }
        trust[place] = entry
      } else {
        trust.append(entry)
      }
      taken = true
    }
    if trust == offered { trust = offered }
    return taken
  }
}
