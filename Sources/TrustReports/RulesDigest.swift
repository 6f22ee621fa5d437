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
    let release = Release(
      ReleaseName(
        text: "", major: major, minor: minor, maintenance: maintenance, serviceUpdate: update,
        build: nil))
    for word in release.provisions { digest.add(word) }
  }
  return digest.text
}

/// One release for each row of the table that may differ from its neighbour.
private let sampledReleases: [(Int, Int, Int, Int)] = [
  (7, 1, 5, 0), (8, 0, 1, 0), (8, 5, 1, 0), (8, 6, 1, 0), (9, 1, 2, 0), (10, 0, 1, 0),
  (10, 5, 1, 0), (10, 5, 2, 0), (11, 0, 1, 0), (11, 5, 1, 0), (11, 5, 1, 3), (12, 0, 1, 0),
  (12, 5, 1, 0), (12, 5, 1, 2), (14, 0, 1, 0), (14, 0, 1, 1), (14, 0, 1, 2), (14, 0, 1, 3),
  (15, 0, 1, 0),
]

extension Release {
  fileprivate var provisions: [String] {
    // Raw values and descriptions: what an enumeration is called otherwise is found by looking
    // through what every type conforms to, longer than all the rest of a small run takes.
    [
      words(hasSecurityByDefault, hasITLRecovery, hasOneITLRecovery, itlRecoverySignsITL),
      words(hasECDSA, itlRecoveryYears, hasTokenlessCTL, hasTokenCTL, regenerationHold.rawValue),
      words(
        notifiesCertificateChange.rawValue, restartsChangedServices.rawValue,
        resetsPhones.rawValue),
      words(hasPhoneInteraction, hasCAPFOnEveryNode),
      tokenlessSAST.map(\.rawValue).joined(separator: " "),
      tokenSAST.map(\.rawValue).joined(separator: " "),
    ]
  }

  private func words(_ values: any CustomStringConvertible...) -> String {
    values.map(\.description).joined(separator: " ")
  }
}
