import ClusterModel
import SimulationTrace
import TrustRules

/// Digest of the names of the rules, the readings and time constants, and the table of releases;
/// never of prose.
package func rulesDigest() -> String {
  var digest = Digest()
  for rule in RuleID.allCases { digest.add(rule.rawValue) }
  for rule in UndecidedRule.allCases {
    digest.add(rule.rawValue)
    digest.add(rule.values.standard)
    digest.add(rule.values.alternative)
  }
  for constant in TimeConstant.allCases {
    digest.add(constant.rawValue)
    digest.add(String(constant.standard))
  }
  for defect in DefectID.allCases { digest.add(defect.rawValue) }
  for (major, minor, maintenance, update) in sampledReleases {
    let name = ReleaseName(
      text: "", major: major, minor: minor, maintenance: maintenance, serviceUpdate: update,
      build: nil)
    for word in provisions(of: name) { digest.add(word) }
  }
  return digest.text
}

/// One release for each row of the table that may differ from its neighbour.
private let sampledReleases: [(Int, Int, Int, Int)] = [
  (7, 1, 5, 0), (8, 0, 1, 0), (8, 5, 1, 0), (8, 6, 1, 0), (9, 1, 2, 0), (10, 0, 1, 0),
  (10, 5, 1, 0), (10, 5, 2, 0), (10, 5, 2, 3), (11, 0, 1, 0), (11, 5, 1, 0), (11, 5, 1, 3),
  (12, 0, 1, 0), (12, 5, 1, 0), (12, 5, 1, 2), (14, 0, 1, 0), (14, 0, 1, 1), (14, 0, 1, 2),
  (14, 0, 1, 3), (15, 0, 1, 0),
]

/// What the table says of a release, in words.
private func provisions(of name: ReleaseName) -> [String] {
  let release = Release(name)
  // Raw values and descriptions: what an enumeration is called otherwise is found by looking
  // through what every type conforms to, longer than all the rest of a small run takes.
  return [
    words(
      release.hasSecurityByDefault, release.hasITLRecovery, release.hasOneITLRecovery,
      release.itlRecoverySignsITL),
    words(
      release.hasECDSA, release.itlRecoveryYears, release.hasTokenlessCTL, release.hasTokenCTL,
      release.regenerationHold.rawValue),
    words(
      release.notifiesCertificateChange.rawValue, release.restartsChangedServices.rawValue,
      release.resetsPhones.rawValue),
    words(
      release.hasPhoneInteraction, release.hasCAPFOnEveryNode, release.hasHAProxy,
      release.hasRegistrationTable),
    release.tokenlessSAST.map(\.rawValue).joined(separator: " "),
    release.tokenSAST.map(\.rawValue).joined(separator: " "),
    words(release.readsLaterBulkExport, Release.writesLaterBulkExport(name)),
    Release.ListTool.allCases.map { words(release.has($0)) }.joined(separator: " "),
    CertificateUnit.allCases.map {
      words(
        release.hasUnit($0, onPublisher: true), release.hasUnit($0, onPublisher: false),
        release.yearsValid($0))
    }.joined(separator: " "),
    sampledReleases.map { number in
      let other = Release(
        ReleaseName(
          text: "", major: number.0, minor: number.1, maintenance: number.2,
          serviceUpdate: number.3, build: nil))
      return words(release.isUpgraded(by: other), release.losesITLRecovery(upgradedTo: other))
    }.joined(separator: " "),
  ]
}

private func words(_ values: any CustomStringConvertible...) -> String {
  values.map(\.description).joined(separator: " ")
}
