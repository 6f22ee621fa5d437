package import ClusterModel

extension RuleRecord {
  static let refusedFileKeepsOld = RuleRecord(
    .refusedFileKeepsOld, .deciding, .documented,
    source: "Cisco 116232 and 117598, Trust List Update Failed",
    "A refused file changes nothing: the phone keeps the list or configuration it has.")
}

extension Deliberation {
  /// What a phone holds after it refused a list: the same, or nothing of that kind.
  package mutating func afterRefusing(_ kind: TrustList.Kind, holding held: HeldState)
    -> HeldState
  {
    var without = held
    switch kind {
    case .ctl: without.ctl = nil
    case .itl: without.itl = nil
    }
    return apply(.refusedFileKeepsOld, held, without: without)
  }
}
