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

/// A signed file of records: an ITL (identity trust list, one a TFTP node) or a CTL (certificate
/// trust list, one a cluster).
package struct TrustList: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case itl = "ITL"
    case ctl = "CTL"
  }
  package var kind: Kind
  package var signer: CertificateID
  package var records: [TrustListRecord]
  /// The file cannot be verified by anybody, whatever he holds (defect CSCtn50405).
  package var isUnverifiable: Bool

  package init(
    kind: Kind, signer: CertificateID, records: [TrustListRecord], isUnverifiable: Bool = false
  ) {
    self.kind = kind
    self.signer = signer
    self.records = records
    self.isUnverifiable = isUnverifiable
  }

  /// No record a phone could use to judge configurations or to reach a TVS is left; SAST and CAPF
  /// may remain.
  package var isBlank: Bool {
    !records.contains { $0.role == .ccmTFTP || $0.role == .tftp || $0.role == .tvs }
  }

  /// Whether a record names this certificate in one of these roles.
  package func names(_ certificate: CertificateID, as roles: [Role]) -> Bool {
    records.contains { $0.certificate == certificate && roles.contains($0.role) }
  }
}
