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

/// A signed file of records: an ITL (identity trust list, one a TFTP node) or a CTL (certificate
/// trust list, one a cluster).
package struct TrustList: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case itl = "ITL"
    case ctl = "CTL"
  }
  package var kind: Kind
  package var signer: CertificateID
  /// Its own records before those that it has in common with other lists, and those behind them.
  package private(set) var first: [TrustListRecord]
  package private(set) var common: CommonRecords?
  package private(set) var last: [TrustListRecord] = []
  /// The file cannot be verified by anybody, whatever he holds (defect CSCtn50405).
  package var isUnverifiable: Bool

  package init(
    kind: Kind, signer: CertificateID, records: [TrustListRecord], isUnverifiable: Bool = false
  ) {
    self.kind = kind
    self.signer = signer
    first = records
    self.isUnverifiable = isUnverifiable
  }

  package init(
    kind: Kind, signer: CertificateID, first: [TrustListRecord], common: CommonRecords?,
    last: [TrustListRecord], isUnverifiable: Bool
  ) {
    self.kind = kind
    self.signer = signer
    self.first = first
    self.common = common
    self.last = last
    self.isUnverifiable = isUnverifiable
  }

  /// All records, in the order of the file; takes as long as there are many.
  package var records: [TrustListRecord] {
    get {
      guard let common else { return first + last }
      return first
        + common.certificates.map { TrustListRecord(role: common.role, certificate: $0) } + last
    }
    set {
      first = newValue
      common = nil
      last = []
    }
  }

  package var recordCount: Int { first.count + (common?.certificates.count ?? 0) + last.count }

  /// No record a phone could use to judge configurations or to reach a TVS is left; SAST and CAPF
  /// may remain.
  package var isBlank: Bool {
    func isOfUse(_ role: Role) -> Bool { role == .ccmTFTP || role == .tftp || role == .tvs }
    if let common, !common.certificates.isEmpty, isOfUse(common.role) { return false }
    return !first.contains { isOfUse($0.role) } && !last.contains { isOfUse($0.role) }
  }

  /// Whether a record names this certificate in one of these roles.
  package func names(_ certificate: CertificateID, as roles: [Role]) -> Bool {
    func isSought(_ record: TrustListRecord) -> Bool {
      record.certificate == certificate && roles.contains(record.role)
    }
    if first.contains(where: isSought) || last.contains(where: isSought) { return true }
    return common.map { roles.contains($0.role) && $0.names(certificate) } ?? false
  }
}

extension TrustList: Hashable {
  /// Equal lists have equal records, however these are divided.
  package static func == (one: Self, other: Self) -> Bool {
    guard one.kind == other.kind, one.signer == other.signer,
      one.isUnverifiable == other.isUnverifiable, one.recordCount == other.recordCount
    else { return false }
    guard let common = one.common, let others = other.common,
      one.first.count == other.first.count, one.last.count == other.last.count
    else { return one.checksum == other.checksum && one.records == other.records }
    return one.first == other.first && one.last == other.last && common.says(theSameAs: others)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(signer)
    hasher.combine(recordCount)
    hasher.combine(checksum)
  }

  private var checksum: Int {
    (first + last).reduce(common?.checksum ?? 0) { $0 &+ $1.checksum }
  }
}
