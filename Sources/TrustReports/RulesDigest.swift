import ClusterModel
import SimulationTrace
import TrustRules

/// Digest of the names of the rules and of what they answer with, how each is known, the readings,
/// what is constant, and the table of releases; never of prose.
package func rulesDigest() -> String {
  var digest = Digest()
  for rule in RuleID.allCases {
    digest.add(rule.rawValue)
    digest.add(rule.record.basis.rawValue)
  }
  for rule in UndecidedRule.allCases {
    digest.add(rule.rawValue)
    digest.add(rule.values.standard)
    digest.add(rule.values.alternative)
  }
  for constant in TimeConstant.allCases {
    digest.add(constant.rawValue)
    digest.add(String(constant.standard))
  }
  for constant in FixedConstant.allCases {
    digest.add(constant.rawValue)
    digest.add(String(constant.amount))
  }
  for defect in DefectID.allCases { digest.add(defect.rawValue) }
  for file in PhoneFile.allCases { digest.add(file.rawValue) }
  for word in StandingWord.allCases { digest.add(word.rawValue) }
  for reason in RegistrationObstacle.Reason.allCases { digest.add(reason.rawValue) }
  digest.add(Release.knownText)
  for name in Release.everyKind { digest.add(name) }
  let samples = sampledReleases
  let others = samples.map(Release.init)
  for name in samples {
    for word in provisions(of: name, beside: others) { digest.add(word) }
  }
  return digest.text
}

/// The releases from which on the table says something else: major, minor, maintenance, service
/// update.
private let landmarks: [(Int, Int, Int, Int)] = [
  (8, 0, 0, 0), (8, 6, 0, 0), (10, 0, 0, 0), (10, 5, 2, 0), (10, 5, 2, 3), (10, 5, 2, 4),
  (11, 0, 0, 0), (11, 5, 0, 0), (12, 0, 0, 0), (12, 5, 0, 0), (12, 5, 1, 3), (14, 0, 0, 0),
  (14, 0, 1, 1), (14, 0, 1, 3),
]

/// Each landmark and what comes just before it, so that a landmark that is moved is noticed
/// whichever way it goes; and two builds on both sides of the one at which bulk exports change.
private var sampledReleases: [ReleaseName] {
  var samples: [ReleaseName] = []
  for (major, minor, maintenance, update) in landmarks {
    let number = [major, minor, maintenance, update]
    var before = number
    let last = number.lastIndex { $0 > 0 } ?? 0
    before[last] -= 1
    for place in (last + 1)..<max(last + 1, number.count) { before[place] = 99 }
    samples += [name(before), name(number)]
  }
  return samples + [11, 12].map { name([10, 5, 2, 0], build: [13_900, $0]) }
}

private func name(_ number: [Int], build: [Int]? = nil) -> ReleaseName {
  ReleaseName(
    text: "", major: number[0], minor: number[1], maintenance: number[2],
    serviceUpdate: number[3], build: build)
}

/// What the table says of a release, in words.
private func provisions(of name: ReleaseName, beside others: [Release]) -> [String] {
  let release = Release(name)
  // Raw values and descriptions: what an enumeration is called otherwise is found by looking
  // through what every type conforms to, longer than all the rest of a small run takes.
  return [
    words(
      release.isKnown, release.hasSecurityByDefault, release.hasITLRecovery,
      release.hasOneITLRecovery, release.itlRecoverySignsITL),
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
    bits(others.map { release.isUpgraded(by: $0) }),
    bits(others.map { release.losesITLRecovery(upgradedTo: $0) }),
  ]
}

private func words(_ values: any CustomStringConvertible...) -> String {
  values.map(\.description).joined(separator: " ")
}

/// One letter an answer: there are as many as pairs of releases.
private func bits(_ answers: [Bool]) -> String { String(answers.map { $0 ? "1" : "0" }) }
