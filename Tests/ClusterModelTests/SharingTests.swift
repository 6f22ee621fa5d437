import ClusterModel
import TestSupport
import Testing
import VirtualTime

/// Copies of databases and lists that share their memory say what they said without it.
@Suite("What is shared says the same") struct SharingTests {
  /// A database as its own changes make it, slot by slot, beside the plain facts.
  private struct Facts: Equatable {
    var units: [[Int]: [Int]] = [:]
    var trust: [[Int]] = []
    var rollback = [0, 0]

    /// Takes over what the other has later, the slow way.
    mutating func merge(_ other: Facts) -> Bool {
      var taken = false
      for (slot, value) in other.units where value[0] > units[slot]?[0] ?? -1 {
        units[slot] = value
        taken = true
      }
      for entry in other.trust {
        if let place = trust.firstIndex(where: { $0[0] == entry[0] }) {
          guard entry[1] > trust[place][1] else { continue }
          trust[place] = entry
        } else {
          trust.append(entry)
        }
        taken = true
      }
      if other.rollback[0] > rollback[0] {
        rollback = other.rollback
        taken = true
      }
      return taken
    }
  }

  private func facts(_ database: DatabaseCopy, nodes: Int, changes: [[Int]: Int]) -> Facts {
    var facts = Facts()
    for node in 0..<nodes {
      for unit in CertificateUnit.allCases {
        guard let certificate = database.certificate(unit, of: NodeID(node)) else { continue }
        let slot = [node, unit.place]
        facts.units[slot] = [
          changes[slot + [Int(certificate.index)]] ?? 0, Int(certificate.index),
        ]
      }
    }
    facts.trust = database.trust.map {
      [Int($0.certificate.index), $0.isPresent.change, $0.isPresent.value ? 1 : 0]
    }
    facts.rollback = [database.rollback.change, database.rollback.value ? 1 : 0]
    return facts
  }

  private func server(_ number: Int) -> NodeState {
    NodeState(
      cluster: ClusterID(0), isPublisher: number == 0, power: .running, host: "n\(number)",
      domain: nil, address: "10.0.0.\(number)", serverName: "n\(number)",
      database: DatabaseCopy(rollback: false), services: [:])
  }

  @Test("merges that share memory come to what slow ones come to", arguments: 0..<60)
  func merges(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let count = 2 + dice.below(5)
    var servers = Servers()
    servers.nodes = (0..<count).map(server)
    var slow = Array(repeating: Facts(), count: count)
    var changes: [[Int]: Int] = [:]
    for change in 1...60 {
      let node = dice.below(count)
      switch dice.below(4) {
      case 0:
        let unit = CertificateUnit.allCases[dice.below(CertificateUnit.count)]
        let owner = dice.below(count)
        servers.nodes[node].database.set(
          CertificateID(Int32(change)), as: unit, of: NodeID(owner), change: change)
        changes[[owner, unit.place, change]] = change
        slow[node].units[[owner, unit.place]] = [change, change]
      case 1:
        let certificate = dice.below(4)
        servers.nodes[node].database.trust(
          CertificateID(Int32(certificate)), in: .phoneSASTTrust, change: change)
        let entry = [certificate, change, 1]
        if let place = slow[node].trust.firstIndex(where: { $0[0] == certificate }) {
          slow[node].trust[place] = entry
        } else {
          slow[node].trust.append(entry)
        }
      case 2:
        servers.nodes[node].database.rollback = Replicated(change % 2 == 0, change: change)
        slow[node].rollback = [change, change % 2 == 0 ? 1 : 0]
      default:
        let others = (0..<count).filter { $0 != node && dice.below(3) > 0 }
        let taken = servers.merge(others.map(NodeID.init), into: NodeID(node))
        let slowly = others.map { slow[node].merge(slow[$0]) }.contains(true)
        #expect(taken == slowly, "change \(change)")
      }
      for place in slow.indices {
        let found = facts(servers.nodes[place].database, nodes: count, changes: changes)
        #expect(found == slow[place], "node \(place) after change \(change)")
      }
    }
  }

  @Test("what was done to a cluster is put back, and certificates get their numbers again")
  func putBack() {
    var servers = Servers()
    servers.clusters = (0..<2).map { _ in
      ClusterState(
        release: ReleaseName(
          text: "12.5(1)", major: 12, minor: 5, maintenance: 1, serviceUpdate: 0, build: nil),
        isMixedMode: false, ctlSigning: .tokenless, phoneInteractionAutomatic: true)
    }
    servers.nodes = (0..<4).map(server)
    servers.nodes[1].cluster = ClusterID(1)
    servers.nodes[3].cluster = ClusterID(1)
    servers.noteWhereNodesAre()
    let now = Instant(microseconds: 0)
    func issue(_ servers: inout Servers, _ node: Int) -> CertificateID {
      servers.certificates.issue(
        to: .unit(.tvs, of: NodeID(node)), commonName: "n", issued: now, expires: now)
    }
    for node in 0..<4 { _ = issue(&servers, node) }
    let before = servers
    let part = servers.part(ClusterID(1))
    #expect(part.nodeCount == 2)
    let made = issue(&servers, 3)
    servers.lastChange += 1
    servers.nodes[3].database.set(made, as: .tvs, of: NodeID(3), change: 9)
    servers.nodes[3].disk[.tvs] = made
    let taken = servers.merge([NodeID(3)], into: NodeID(1))
    #expect(taken)
    let changed = servers.units(ofDatabaseOn: NodeID(1), otherThanIn: before.nodes[1].database)
    #expect(changed.count == 1)
    servers.clusters[1].isMixedMode = true
    servers.putBack(part)
    #expect(servers.nodes == before.nodes && servers.clusters == before.clusters)
    #expect(servers.lastChange == before.lastChange)
    #expect(servers.comparedSlots == before.comparedSlots)
    #expect(servers.certificates.certificates == before.certificates.certificates)
    let again = issue(&servers, 3)
    #expect(again == made && servers.certificates[again].number == 2)
  }

  @Test("nodes of a cluster are found where others stand between them, and where they were added")
  func clusters() {
    var servers = Servers()
    servers.clusters = []
    servers.nodes = (0..<6).map(server)
    for place in [1, 4] { servers.nodes[place].cluster = ClusterID(1) }
    func check() {
      for cluster in [0, 1].map(ClusterID.init) {
        let places = servers.nodes.indices.filter { servers.nodes[$0].cluster == cluster }
        #expect(servers.nodes(of: cluster) == places.map(NodeID.init))
        #expect(
          servers.publisher(of: cluster)
            == places.first { servers.nodes[$0].isPublisher }.map(NodeID.init))
      }
    }
    check()
    for _ in 0..<2 {
      servers.clusters.append(
        ClusterState(
          release: ReleaseName(
            text: "12.5(1)", major: 12, minor: 5, maintenance: 1, serviceUpdate: 0, build: nil),
          isMixedMode: false, ctlSigning: .tokenless, phoneInteractionAutomatic: true))
    }
    servers.noteWhereNodesAre()
    check()
    servers.nodes.append(server(6))
    check()
  }

  @Test("nodes that have the same and are given the same are compared once")
  func comparedOnce() {
    func compared(_ count: Int) -> Int {
      var servers = Servers()
      servers.nodes = (0..<count).map(server)
      for node in 0..<count {
        servers.nodes[0].database.set(
          CertificateID(Int32(node)), as: .tvs, of: NodeID(node), change: node + 1)
      }
      for node in 1..<count { servers.nodes[node].database = servers.nodes[0].database }
      servers.nodes[0].database.set(
        CertificateID(Int32(count)), as: .tvs, of: NodeID(0), change: count + 1)
      for node in 1..<count {
        let taken = servers.merge([NodeID(0)], into: NodeID(node))
        #expect(taken)
      }
      let first = servers.comparedSlots
      for node in 0..<count {
        let others = (0..<count).filter { $0 != node }.map(NodeID.init)
        let taken = servers.merge(others, into: NodeID(node))
        #expect(!taken)
      }
      #expect(servers.comparedSlots == first, "those that agree are not compared")
      return first
    }
    #expect(compared(200) * 10 <= compared(100) * 23)
  }

  @Test("units that another copy has otherwise are found, and no others")
  func otherUnits() {
    var before = DatabaseCopy(rollback: false)
    before.set(CertificateID(1), as: .tvs, of: NodeID(3), change: 1)
    before.set(CertificateID(2), as: .capf, of: NodeID(4), change: 2)
    var after = before
    after.set(CertificateID(3), as: .callManager, of: NodeID(2), change: 3)
    after.set(CertificateID(4), as: .capf, of: NodeID(4), change: 4)
    let found = after.units(otherThanIn: before)
    #expect(found.map(\.node) == [NodeID(2), NodeID(4)])
    #expect(found.map(\.unit) == [.callManager, .capf])
    #expect(before.units(otherThanIn: before).isEmpty)
  }

  @Test("equal lists are equal and alike however their records are divided")
  func divided() {
    func record(_ role: Role, _ certificate: Int32) -> TrustListRecord {
      TrustListRecord(role: role, certificate: CertificateID(certificate))
    }
    func list(_ first: [TrustListRecord], _ tvs: [Int32], _ last: [TrustListRecord]) -> TrustList {
      TrustList(
        kind: .itl, signer: CertificateID(1),
        parts: TrustListRecords(
          first: first,
          common: CommonRecords(
            role: .tvs, certificates: tvs.map(CertificateID.init), byteCount: 0), last: last),
        isUnverifiable: false)
    }
    let first = [record(.sast, 1), record(.ccmTFTP, 1)]
    let last = [record(.capf, 9)]
    let divided = list(first, [4, 5, 6], last)
    let whole = TrustList(kind: .itl, signer: CertificateID(1), records: divided.records)
    let other = list(first + [record(.tvs, 4)], [5, 6], last)
    for (one, two) in [(divided, whole), (whole, other), (divided, other)] {
      #expect(one == two && one.hashValue == two.hashValue && one.records == two.records)
    }
    #expect(divided.recordCount == 6 && !divided.isBlank)
    #expect(divided.names(CertificateID(5), as: [.tvs]))
    #expect(!divided.names(CertificateID(5), as: [.sast, .capf]))
    #expect(!divided.names(CertificateID(7), as: Role.allCases))
    #expect(divided != list(first, [4, 6, 5], last), "the order counts")
    #expect(divided != list(first, [4, 5, 7], last))
    #expect(divided != list(first, [4, 5, 6], []))
    #expect(list([record(.sast, 1)], [], last).isBlank)
  }
}
