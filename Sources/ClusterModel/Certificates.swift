package import VirtualTime

/// A certificate unit: a slot for one certificate with its private key on one node.
///
/// Source: Cisco 214231, certificate types.
package enum CertificateUnit: String, CaseIterable, Hashable, Sendable {
  case callManager = "CallManager"
  case callManagerECDSA = "CallManager-ECDSA"
  case tvs = "TVS"
  case capf = "CAPF"
  case itlRecovery = "ITLRecovery"
  case tomcat
  case tomcatECDSA = "tomcat-ECDSA"
  case ipsec
  case authz

  package static let count = allCases.count

  /// Place among all units, from 0.
  package var place: Int {
    switch self {
    case .callManager: 0
    case .callManagerECDSA: 1
    case .tvs: 2
    case .capf: 3
    case .itlRecovery: 4
    case .tomcat: 5
    case .tomcatECDSA: 6
    case .ipsec: 7
    case .authz: 8
    }
  }
}

/// A trust unit: a store of other parties' certificates in the cluster's database.
package enum TrustStore: String, CaseIterable, Hashable, Sendable {
  case callManagerTrust = "CallManager-trust"
  case phoneSASTTrust = "Phone-SAST-trust"
  case phoneVPNTrust = "Phone-VPN-trust"
  case capfTrust = "CAPF-trust"
  case tvsTrust = "TVS-trust"
  case tomcatTrust = "tomcat-trust"
  case ipsecTrust = "ipsec-trust"
  case phoneTrust = "Phone-trust"
  case phoneCTLTrust = "Phone-CTL-trust"
  case directoryTrust = "directory-trust"

  /// Where a node looks for the issuers of certificates that phones show.
  package static let ofIssuers: [TrustStore] = [.capfTrust, .callManagerTrust]
}

/// What a certificate was made for.
package enum CertificateOwner: Hashable, Sendable {
  case unit(CertificateUnit, of: NodeID)
  /// A hardware security token (eToken) that signs a CTL.
  case token(String)
}

/// One certificate with one key.
package struct Certificate: Hashable, Sendable {
  package var owner: CertificateOwner
  /// How many certificates this owner has had, this one included: its serial number here.
  package var number: Int
  /// Name of the certificate authority; nil when self-signed.
  package var authority: String?
  /// Hostname at the time of issue; the subject's common name.
  package var commonName: String
  package var issued: Instant
  package var expires: Instant
  package var bits: Int

  package init(
    owner: CertificateOwner, number: Int, authority: String?, commonName: String,
    issued: Instant, expires: Instant, bits: Int = 2048
  ) {
    self.owner = owner
    self.number = number
    self.authority = authority
    self.commonName = commonName
    self.issued = issued
    self.expires = expires
    self.bits = bits
  }
}

/// Every certificate that was ever made in one world: it only grows.
package struct CertificateBook: Sendable {
  package private(set) var certificates: [Certificate] = []
  private var counts: [CertificateOwner: Int] = [:]

  package init() {}

  package subscript(id: CertificateID) -> Certificate { certificates[Int(id.index)] }

  /// Makes a certificate with a new key and the owner's next serial number.
  package mutating func issue(
    to owner: CertificateOwner, authority: String? = nil, commonName: String, issued: Instant,
    expires: Instant, bits: Int = 2048
  ) -> CertificateID {
    let number = counts[owner, default: 0] + 1
    counts[owner] = number
    certificates.append(
      Certificate(
        owner: owner, number: number, authority: authority, commonName: commonName,
        issued: issued, expires: expires, bits: bits))
    return CertificateID(Int32(certificates.count - 1))
  }

  /// Takes back what was made once there were so many certificates: for acts that are undone.
  mutating func forget(after count: Int) {
    while certificates.count > count {
      let owner = certificates.removeLast().owner
      let number = counts[owner, default: 1] - 1
      counts[owner] = number > 0 ? number : nil
    }
  }
}
