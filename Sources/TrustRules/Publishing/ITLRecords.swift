package import ClusterModel

extension RuleRecord {
  static let itlRecords = RuleRecord(
    .itlRecords, .publishing, .documented,
    source: "Security Guide 12.5, ITL file contents; Cisco 116232 and 117598, show itl",
    "An ITL names the own CallManager as SAST and as CCM+TFTP (TFTP without the "
      + "CallManager service), the ITLRecovery of the publisher as SAST, one TVS record for "
      + "every TVS node of the cluster, the CAPF of the publisher, and from 11.0 "
      + "CallManager-ECDSA.")
}

extension Deliberation {
  /// The ITL that a TFTP node would build now, with this signer.
  mutating func buildITL(of node: NodeID, signer: CertificateID, servers: Servers) -> TrustList {
    speak(.itlRecords)
    let state = servers[node]
    let release = Release(servers[state.cluster].release)
    var records: [TrustListRecord] = []
    if let own = listedCallManager(of: node, servers: servers) {
      records.append(TrustListRecord(role: .sast, certificate: own))
      records.append(
        TrustListRecord(role: state.has(.callManager) ? .ccmTFTP : .tftp, certificate: own))
    }
    if release.hasITLRecovery, let recovery = recovery(at: node, servers: servers) {
      records.append(TrustListRecord(role: .sast, certificate: recovery))
    }
    if release.hasECDSA, let ecdsa = state.disk[.callManagerECDSA] {
      records.append(TrustListRecord(role: .ccmTFTP, certificate: ecdsa))
    }
    let tvs = law.reversed == .itlRecords ? nil : servers.listedTVS(knownBy: node)
    var last: [TrustListRecord] = []
    if let publisher = servers.publisher(of: state.cluster), servers[publisher].has(.capf),
      let capf = state.database.certificate(.capf, of: publisher)
    {
      last.append(TrustListRecord(role: .capf, certificate: capf))
    }
    let isBlanked = isBlanked(state)
    return TrustList(
      kind: .itl, signer: signer,
      parts: TrustListRecords(
        first: isBlanked ? records.filter { $0.role == .sast || $0.role == .capf } : records,
        common: isBlanked ? nil : tvs, last: last),
      isUnverifiable: state.lacksCallManagerKey)
  }
}

extension Servers {
  /// The TVS records of a list that a node builds now: those kept, if they still are what they
  /// would be, or new ones.
  fileprivate func listedTVS(knownBy node: NodeID) -> CommonRecords {
    guard let kept = keptTVS(knownBy: node) else { return makeTVS(knownBy: node) }
    assert(
      kept.certificates == certificates(.tvs, ofNodesWith: .tvs, knownBy: node),
      "the TVS records kept are not those of this database")
    return kept
  }

  private func makeTVS(knownBy node: NodeID) -> CommonRecords {
    let found = certificates(.tvs, ofNodesWith: .tvs, knownBy: node)
    return CommonRecords(
      role: .tvs, certificates: found,
      byteCount: found.reduce(0) { bytes, certificate in
        bytes
          + TrustListRecord(role: .tvs, certificate: certificate).byteCount(
            in: .itl, self.certificates)
      })
  }

  /// Makes the TVS records that a node's list has, for it and for every node whose database says
  /// the same.
  package mutating func keepTVS(knownBy node: NodeID) {
    if keptTVS(knownBy: node) == nil { keep(makeTVS(knownBy: node), knownBy: node) }
  }
}

extension TrustList {
  /// The list with its records in the order of the file, as `show itl` numbers them.
  ///
  /// Seen in 8.x: own CallManager twice, TVS, CAPF (Cisco 116232, show itl). Seen in 10.0(1): own
  /// CallManager twice, CAPF, own TVS, ITLRecovery, the other TVS (Cisco 117598, show itl); that
  /// later releases keep it, with CallManager-ECDSA behind CallManager, is assumed. No decision
  /// of a phone turns on the order.
  package func asListed(_ book: CertificateBook) -> TrustList {
    guard kind == .itl, let first = records.first,
      case .unit(_, let own) = book[first.certificate].owner
    else { return self }
    let hasRecovery = records.contains { $0.isRecovery(book) }
    func place(_ record: TrustListRecord) -> Int {
      guard case .unit(let unit, let owner) = book[record.certificate].owner else { return 9 }
      switch unit {
      case .callManager: return 0
      case .callManagerECDSA: return 1
      case .capf: return hasRecovery ? 2 : 8
      case .tvs: return owner == own ? 3 : 5
      default: return 4
      }
    }
    var listed = self
    listed.records = records.enumerated().sorted { a, b in
      let (one, other) = (place(a.element), place(b.element))
      return one != other ? one < other : a.offset < b.offset
    }.map(\.element)
    return listed
  }
}

extension TrustList {
  /// Whether the list has a certificate, in whatever role.
  package func lists(_ certificate: CertificateID) -> Bool {
    names(certificate, as: Role.allCases)
  }
}

extension TrustListRecord {
  fileprivate func isRecovery(_ book: CertificateBook) -> Bool {
    if case .unit(.itlRecovery, _) = book[certificate].owner { true } else { false }
  }
}
