package import ClusterModel
package import TrustRules

/// How a story ends for its phone.
package enum Ending: Hashable, Sendable {
  case trusting
  /// Accepts everything, and what carries the file that is hardest to carry.
  case behind(Carrier)
  case open, unserved, unaware
  /// The first file refused, and by which rule.
  case refuses(PhoneFile, RuleID)

  package init(_ standing: Standing) {
    switch standing.word {
    case .trusting: self = .trusting
    case .open: self = .open
    case .unserved: self = .unserved
    case .unaware: self = .unaware
    case .behind: self = standing.carrier.map { .behind($0) } ?? .trusting
    case .refusing:
      self = standing.refusals.first.map { .refuses($0.file, $0.rule) } ?? .trusting
    }
  }
}

/// A row of a table: a healthy cluster and phone, what happens to them, and how the phone stands
/// at the end, under the law and with one rule of it reversed.
package struct Story: Sendable, CustomStringConvertible {
  package typealias History = @Sendable (inout TestCluster, inout TestPhone) -> Void
  package let description: String
  package let ends: Ending
  /// The end if the rule that the table is about were reversed.
  package let otherwise: Ending
  private let cluster: @Sendable (Law) -> TestCluster
  private let model: String
  private let history: History

  /// - Parameter otherwise: nil: nothing turns on the rule in this row.
  package init(
    _ description: String, release: String = "11.5(1)", nodes: [TestNode] = .pair,
    ctl: CTLSigning? = nil, group: [String]? = nil, option150: [String]? = nil,
    model: String = "8861", ends: Ending, otherwise: Ending? = nil,
    history: @escaping History = { _, _ in }
  ) {
    self.description = description
    self.ends = ends
    self.otherwise = otherwise ?? ends
    cluster = {
      TestCluster(release, nodes: nodes, ctl: ctl, group: group, option150: option150, law: $0)
    }
    self.model = model
    self.history = history
  }

  /// Whether the rule decides how this story ends.
  package var turns: Bool { ends != otherwise }

  /// Lives the story under a law; the cluster is made, changed and judged by it.
  package func lived(under law: Law = Law()) -> (cluster: TestCluster, phone: TestPhone) {
    var cluster = cluster(law)
    var phone = cluster.healthyPhone(model: model)
    history(&cluster, &phone)
    return (cluster, phone)
  }

  /// Where the phone stands at the end.
  package func standing(under law: Law = Law()) -> Standing {
    let (cluster, phone) = lived(under: law)
    return cluster.standing(of: phone)
  }
}

extension Law {
  /// The law with one rule reversed.
  package static func reversing(_ rule: RuleID) -> Law {
    var law = Law()
    law.reversed = rule
    return law
  }

  /// The law with these undecided rules read the other way.
  package static func reading(_ rules: UndecidedRule...) -> Law {
    rules.reduce(Law()) { $0.flipping($1) }
  }
}
