/// The purpose of a record in a trust list, which the product calls its function.
package enum Role: String, CaseIterable, Hashable, Comparable, Sendable {
  /// System Administrator Security Token: may sign trust lists.
  case sast = "SAST"
  case ccm = "CCM"
  case ccmTFTP = "CCM+TFTP"
  case tftp = "TFTP"
  case capf = "CAPF"
  case tvs = "TVS"
  case applicationServer = "application server"
  case vpn = "VPN"

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// One record of a trust list.
package struct TrustListRecord: Hashable, Sendable {
  package var role: Role
  package var certificate: CertificateID
  package init(role: Role, certificate: CertificateID) {
    self.role = role
    self.certificate = certificate
  }
}

/// Records of one role that many lists have in common, with what is asked of them often.
///
/// Each TFTP node of a cluster lists the TVS of every other: lists share these records, so that
/// making a list, comparing two and looking for a certificate do not take longer in a large
/// cluster.
package final class CommonRecords: Sendable {
  package let role: Role
  /// In the order of the file.
  package let certificates: [CertificateID]
  /// What they take of a file.
  package let byteCount: Int
  private let set: Set<CertificateID>
  fileprivate let checksum: Int

  package init(role: Role, certificates: [CertificateID], byteCount: Int) {
    self.role = role
    self.certificates = certificates
    self.byteCount = byteCount
    set = Set(certificates)
    checksum = certificates.reduce(0) {
      $0 &+ TrustListRecord(role: role, certificate: $1).checksum
    }
  }

  fileprivate func names(_ certificate: CertificateID) -> Bool { set.contains(certificate) }

  fileprivate func says(theSameAs other: CommonRecords) -> Bool {
    self === other
      || checksum == other.checksum && role == other.role && certificates == other.certificates
  }
}

extension TrustListRecord {
  /// Adds up to the same for the same records, however they are divided.
  fileprivate var checksum: Int {
    let place =
      switch role {
      case .sast: 1
      case .ccm: 2
      case .ccmTFTP: 3
      case .tftp: 4
      case .capf: 5
      case .tvs: 6
      case .applicationServer: 7
      case .vpn: 8
      }
    let mixed = (Int(certificate.index) << 4 | place) &* 0x1E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }
}

/// The records of a list: its own before those that it has in common with other lists, those, and
/// its own behind them.
package struct TrustListRecords: Sendable {
  package let first: [TrustListRecord]
  package let common: CommonRecords?
  package let last: [TrustListRecord]

  package init(first: [TrustListRecord], common: CommonRecords?, last: [TrustListRecord]) {
    self.first = first
    self.common = common
    self.last = last
  }

  fileprivate var all: [TrustListRecord] {
    guard let common else { return first + last }
    return first
      + common.certificates.map { TrustListRecord(role: common.role, certificate: $0) } + last
  }

  fileprivate var count: Int { first.count + (common?.certificates.count ?? 0) + last.count }

  fileprivate var checksum: Int {
    (first + last).reduce(common?.checksum ?? 0) { $0 &+ $1.checksum }
  }
}

extension TrustListRecords: Hashable {
  /// Equal records are equal, however they are divided.
  package static func == (one: Self, other: Self) -> Bool {
    guard let common = one.common, let others = other.common,
      one.first.count == other.first.count, one.last.count == other.last.count
    else { return one.checksum == other.checksum && one.all == other.all }
    return one.first == other.first && one.last == other.last && common.says(theSameAs: others)
  }

  // tidy: a list of a large cluster is looked up without hashing each record; nothing is ordered
  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(checksum)
  }
}

/// A signed file of records: an ITL (identity trust list, one a TFTP node) or a CTL (certificate
/// trust list, one a cluster).
package struct TrustList: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case itl = "ITL"
    case ctl = "CTL"
  }
  package var kind: Kind
  package var signer: CertificateID
  package private(set) var parts: TrustListRecords
  /// The file cannot be verified by anybody, whatever he holds (defect CSCtn50405).
  package var isUnverifiable: Bool

  package init(
    kind: Kind, signer: CertificateID, records: [TrustListRecord], isUnverifiable: Bool = false
  ) {
    self.init(
      kind: kind, signer: signer,
      parts: TrustListRecords(first: records, common: nil, last: []),
      isUnverifiable: isUnverifiable)
  }

  package init(
    kind: Kind, signer: CertificateID, parts: TrustListRecords, isUnverifiable: Bool
  ) {
    self.kind = kind
    self.signer = signer
    self.parts = parts
    self.isUnverifiable = isUnverifiable
  }

  /// All records, in the order of the file; takes as long as there are many.
  package var records: [TrustListRecord] {
    get { parts.all }
    set { parts = TrustListRecords(first: newValue, common: nil, last: []) }
  }

  package var recordCount: Int { parts.count }

  /// No record a phone could use to judge configurations or to reach a TVS is left; SAST and CAPF
  /// may remain.
  package var isBlank: Bool {
    func isOfUse(_ role: Role) -> Bool { role == .ccmTFTP || role == .tftp || role == .tvs }
    if let common = parts.common, !common.certificates.isEmpty, isOfUse(common.role) {
      return false
    }
    return !parts.first.contains { isOfUse($0.role) } && !parts.last.contains { isOfUse($0.role) }
  }

  /// Whether a record names this certificate in one of these roles.
  package func names(_ certificate: CertificateID, as roles: [Role]) -> Bool {
    func isSought(_ record: TrustListRecord) -> Bool {
      record.certificate == certificate && roles.contains(record.role)
    }
    if parts.first.contains(where: isSought) || parts.last.contains(where: isSought) {
      return true
    }
    return parts.common.map { roles.contains($0.role) && $0.names(certificate) } ?? false
  }
}
