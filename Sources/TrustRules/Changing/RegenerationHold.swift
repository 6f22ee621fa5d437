package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let regenerationHold = RuleRecord(
    .regenerationHold, .changing, .documented,
    source: "Cisco 117598, improvements; 12.0 and later assumed", releases: "10.0 and later",
    "A regeneration on the same node less than five minutes after the last is refused.")
}

extension Deliberation {
  /// From when on the node takes a regeneration again.
  package static func holdEnds(after last: Instant) -> Instant {
    last + FixedConstant.regenerationHold.duration
  }

  /// The unit whose recent regeneration on the node makes this one refused; nil: it is allowed.
  package mutating func heldBack(_ node: NodeState, at now: Instant, _ name: ReleaseName)
    -> CertificateUnit?
  {
    guard let last = node.lastRegeneration, let unit = node.lastRegenerated,
      now < Self.holdEnds(after: last)
    else { return nil }
    switch Release(name).regenerationHold {
    case .no: return nil
    case .yes: return apply(.regenerationHold, unit, without: nil)
    case .undecided:
      speak(.regenerationHold)
      return choose(.regenerationHold, standard: unit, alternative: nil)
    }
  }
}
