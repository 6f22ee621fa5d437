package import ClusterModel

/// The table of releases: the only place where releases are compared.
///
/// Source: Cisco 214231 (certificate types, ITL signer), 117598 (10.0 enhancements), Security
/// Guide 12.5/14/15 (CTL signers, phone interaction).
package struct Release: Hashable, Sendable {
  private let number: [Int]

  package init(_ name: ReleaseName) {
    // A full build x.y.z.1N900 is service update N - the thousands count from 10.
    let update = name.build.flatMap { $0.first }.map { max(0, $0 / 1_000 - 10) }
    // 14 and 15 leave the maintenance number out where a full build has 14.0.1.
    let maintenance = name.major >= 14 ? max(1, name.maintenance) : name.maintenance
    number = [name.major, name.minor, maintenance, update ?? name.serviceUpdate]
  }

  /// The releases of the product that have Security By Default, each with its maintenance releases,
  /// and before them 7.x, which share a central TFTP with them.
  private static let known = [
    [7, 0], [7, 1], [8, 0], [8, 5], [8, 6], [9, 0], [9, 1], [10, 0], [10, 5], [11, 0], [11, 5],
    [12, 0], [12, 5],
    [14, 0], [15, 0],
  ]

  /// Those releases as a reader would list them.
  package static let knownText =
    "7.0, 7.1, 8.0, 8.5, 8.6, 9.0, 9.1, 10.0, 10.5, 11.0, 11.5, 12.0, 12.5, 14 or 15"

  /// Of all that the table tells apart one release each, as they are written, Security By Default
  /// given.
  package static let everyKind = [
    "8.0(1)", "8.5(1)", "8.6(1)", "9.0(1)", "9.1(2)", "10.0(1)", "10.5(1)", "10.5(2)", "11.0(1)",
    "11.5(1)", "12.0(1)", "12.5(1)", "14", "14SU1", "14SU3", "15",
  ]

  /// Whether there is such a release, and the table says what it does.
  package var isKnown: Bool { Self.known.contains(Array(number.prefix(2))) }

  private func isAtLeast(_ major: Int, _ minor: Int = 0, _ maintenance: Int = 0, su: Int = 0)
    -> Bool
  {
    !number.lexicographicallyPrecedes([major, minor, maintenance, su])
  }

  /// Security By Default (ITL, TVS) exists.
  package var hasSecurityByDefault: Bool { isAtLeast(8) }
  /// ITLRecovery certificates exist, and `utils itl reset`.
  package var hasITLRecovery: Bool { isAtLeast(10) }
  /// One ITLRecovery certificate, made on the publisher, instead of one a node.
  package var hasOneITLRecovery: Bool { isAtLeast(12, 5) }
  /// ITLRecovery signs every ITL.
  package var itlRecoverySignsITL: Bool { isAtLeast(12) }
  package var hasECDSA: Bool { isAtLeast(11) }
  /// Years a new ITLRecovery certificate is valid.
  package var itlRecoveryYears: Int { isAtLeast(12) ? 20 : 5 }
  /// Years a new self-signed certificate of a unit is valid.
  package func yearsValid(_ unit: CertificateUnit) -> Int {
    unit == .itlRecovery ? itlRecoveryYears : 5
  }
  /// A CTL can be signed without eTokens.
  package var hasTokenlessCTL: Bool { isAtLeast(10) }
  /// The CTL client with eTokens works.
  package var hasTokenCTL: Bool { !isAtLeast(14, 0, 1, su: 3) }

  /// What an administrator of some releases has to write lists with.
  package enum ListTool: CaseIterable, Sendable {
    /// `utils itl reset`.
    case utilsITL
    /// `utils ctl`.
    case utilsCTL
    /// The CTL client, a program that works with eTokens.
    case ctlClient
  }

  /// Whether a cluster of the release has a tool.
  package func has(_ tool: ListTool) -> Bool {
    switch tool {
    case .utilsITL: hasITLRecovery
    case .utilsCTL: hasTokenlessCTL
    case .ctlClient: hasTokenCTL
    }
  }
  /// The five-minute hold on regenerations is documented or assumed, or does not exist.
  package var regenerationHold: Provision {
    isAtLeast(12) ? .undecided : isAtLeast(10) ? .yes : .no
  }
  /// TFTP learns of a certificate change by notification.
  package var notifiesCertificateChange: Provision { isAtLeast(10) ? .undecided : .no }
  /// TVS and CAPF restart when their own certificate changes.
  package var restartsChangedServices: Provision { isAtLeast(14) ? .undecided : .no }
  /// A regeneration resets the phones.
  package var resetsPhones: Provision {
    isAtLeast(10) ? .yes : isAtLeast(8, 6) ? .undecided : .no
  }
  /// *Phone Interaction on Certificate Update* can be set to manual.
  package var hasPhoneInteraction: Bool { isAtLeast(14) }
  /// Each node has a CAPF certificate, of which the publisher's is used.
  package var hasCAPFOnEveryNode: Bool { !isAtLeast(14) }
  /// SAST records of a tokenless CTL, the signer first.
  package var tokenlessSAST: [CertificateUnit] {
    if isAtLeast(12) { return [.itlRecovery, .callManager] }
    if isAtLeast(10, 5, 2) { return [.callManager, .itlRecovery] }
    return isAtLeast(10) ? [.callManager] : []
  }
  /// SAST records that a CTL signed by eTokens has beside its tokens.
  package var tokenSAST: [CertificateUnit] {
    isAtLeast(11, 5) ? [.itlRecovery, .callManager] : []
  }

  /// It can import what 10.5(2).13900-12 and later export in bulk.
  package var readsLaterBulkExport: Bool { isAtLeast(10) }

  /// A bulk export is written as 10.5(2).13900-12 and later do, which is 10.5(2)SU3.
  package static func writesLaterBulkExport(_ name: ReleaseName) -> Bool {
    guard Release(name).isAtLeast(10, 5, 2, su: 3) else { return false }
    let isOfThatUpdate = !Release(name).isAtLeast(10, 5, 2, su: 4)
    // An engineering special of the same thousand may be older than the service update.
    guard isOfThatUpdate, let build = name.build else { return true }
    return !build.lexicographicallyPrecedes([13_900, 12])
  }

  /// Whether a cluster of this release can be upgraded to another: to a later one only.
  package func isUpgraded(by other: Release) -> Bool {
    number.lexicographicallyPrecedes(other.number)
  }

  /// Whether the refresh upgrade to another release regenerates ITLRecovery (CSCvv13565): from
  /// 10.x to 12.0, to 12.5(1) up to its SU2.
  package func losesITLRecovery(upgradedTo other: Release) -> Bool {
    isAtLeast(10) && !isAtLeast(12, 5) && other.isAtLeast(12, 5)
      && !other.isAtLeast(12, 5, 1, su: 3)
  }

  /// The database keeps where each phone registered last. Source: Cisco AXL schema 11.5,
  /// RegistrationDynamic; that 11.5 is the first is assumed.
  package var hasRegistrationTable: Bool { isAtLeast(11, 5) }

  package var hasHAProxy: Bool { isAtLeast(14, 0, 1, su: 1) }

  /// Whether a node has a certificate of this unit.
  package func hasUnit(_ unit: CertificateUnit, onPublisher isPublisher: Bool) -> Bool {
    switch unit {
    case .callManager, .tomcat, .ipsec: true
    case .tvs: hasSecurityByDefault
    case .callManagerECDSA, .tomcatECDSA, .authz: hasECDSA
    case .capf: isPublisher || hasCAPFOnEveryNode
    case .itlRecovery: hasITLRecovery && (isPublisher || !hasOneITLRecovery)
    }
  }

  /// Whether the product does something in this release.
  package enum Provision: String, Hashable, Sendable {
    case yes, no
    /// An undecided rule says.
    case undecided
  }
}
