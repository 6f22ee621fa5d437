import ClusterModel
import Testing
import VirtualTime

@Suite("Certificates and databases")
struct ServersTests {
  private let now = Instant(microseconds: 0)

  private func copy() -> DatabaseCopy {
    DatabaseCopy(rollback: false)
  }

  @Test("every certificate of an owner has its own identity and the next number")
  func book() {
    var book = CertificateBook()
    let owner = CertificateOwner.unit(.tvs, of: NodeID(0))
    let ids = (0..<3).map { _ in
      book.issue(to: owner, commonName: "pub", issued: now, expires: now + .days(1))
    }
    let other = book.issue(
      to: .token("A"), commonName: "A", issued: now, expires: now + .days(1))
    #expect(ids.map { book[$0].number } == [1, 2, 3])
    #expect(book[other].number == 1)
    #expect(Set(ids + [other]).count == 4)
  }

  @Test("the later change wins, whichever copy takes over the other")
  func laterWins() {
    var one = copy()
    var other = copy()
    one.rollback = Replicated(true, change: 1)
    other.rollback = Replicated(false, change: 2)
    let (before, after) = (one, other)
    let (taken, takenBack) = (one.merge(after), other.merge(before))
    #expect(taken && !takenBack)
    #expect(!one.rollback.value && !other.rollback.value)
  }

  @Test("merging takes entries of a trust unit over once, also their removal")
  func trust() {
    var one = copy()
    var other = copy()
    let certificate = CertificateID(7)
    func entry(_ isPresent: Bool, _ change: Int) -> TrustEntry {
      TrustEntry(
        store: .phoneSASTTrust, certificate: certificate,
        isPresent: Replicated(isPresent, change: change))
    }
    other.trust = [entry(true, 1)]
    let (first, second) = (one.merge(other), one.merge(other))
    #expect(first && !second, "a second time nothing is new")
    #expect(one.trust == [entry(true, 1)])
    other.trust = [entry(false, 2)]
    let removed = one.merge(other)
    #expect(removed)
    #expect(one.trust == [entry(false, 2)])
  }

  @Test("a list is blank without a CCM+TFTP, TFTP or TVS record, whatever else it has")
  func blank() {
    func list(_ roles: Role...) -> TrustList {
      TrustList(
        kind: .itl, signer: CertificateID(0),
        records: roles.map { TrustListRecord(role: $0, certificate: CertificateID(0)) })
    }
    #expect(list().isBlank)
    #expect(list(.sast, .capf).isBlank)
    for role in [Role.ccmTFTP, .tftp, .tvs] { #expect(!list(.sast, role).isBlank) }
  }

  @Test("a node answers to its address, its host and its full name")
  func answers() {
    let node = NodeState(
      cluster: ClusterID(0), isPublisher: true, power: .running, host: "cucm",
      domain: "example.com", address: "10.1.1.5", serverName: "10.1.1.5", database: copy(),
      services: [.tftp: .running, .tvs: .away(until: nil), .capf: .absent])
    #expect(["10.1.1.5", "cucm", "cucm.example.com"].allSatisfy(node.answers))
    #expect(!["10.1.1.6", "example.com", "cucm.", ""].contains(where: node.answers))
    #expect(node.serves(.tftp) && !node.serves(.tvs) && !node.serves(.capf))
    #expect(node.has(.tvs) && !node.has(.capf) && !node.has(.callManager))
  }
}

@Suite("Phones of an estate")
struct EstateTests {
  private func estate() -> Estate {
    var estate = Estate()
    func block(_ count: Int, _ first: Int, _ names: PhoneBlock.Names) -> PhoneBlock {
      PhoneBlock(
        count: count, first: first, names: names, traits: PhoneTraits(model: "8861"),
        group: GroupID(0), site: SiteID(0))
    }
    estate.phones = [
      block(3, 0, .counted(from: 0x0200_0000_0001)),
      block(2, 3, .listed([0xAB, 0xFFFF_FFFF_FFFF])),
      block(1, 5, .counted(from: 0x10)),
    ]
    return estate
  }

  static let names = [
    "SEP020000000001", "SEP020000000002", "SEP020000000003", "SEP0000000000AB",
    "SEPFFFFFFFFFFFF", "SEP000000000010",
  ]

  @Test("each phone has the name of its place in its block")
  func phoneNames() {
    let estate = estate()
    #expect(estate.phoneCount == 6)
    #expect((0..<6).map(estate.phoneName) == Self.names)
    #expect((0..<6).map { estate.blockIndex(ofPhone: $0) } == [0, 0, 0, 1, 1, 2])
  }
}

@Suite("Comparisons")
struct ComparisonTests {
  @Test(
    "each sign says what it says",
    arguments: [
      (Comparison.equal, [false, true, false]), (.notEqual, [true, false, true]),
      (.less, [true, false, false]), (.lessOrEqual, [true, true, false]),
      (.greater, [false, false, true]), (.greaterOrEqual, [false, true, true]),
    ])
  func signs(_ comparison: Comparison, _ expected: [Bool]) {
    #expect([(1, 2), (2, 2), (3, 2)].map { comparison.holds($0.0, $0.1) } == expected)
  }
}
