import ClusterModel

extension RuleRecord {
  static let sameList = RuleRecord(
    .sameList, .deciding, .assumed,
    source: "undocumented, our assumption",
    "A fetched list identical to the held one is not judged again; a configuration is "
      + "judged at every boot.")
}

extension Deliberation {
  /// Whether the fetched list needs no judgement because the phone holds it already.
  mutating func isHeldAlready(_ offered: TrustList, by held: HeldState) -> Bool {
    guard offered == (offered.kind == .ctl ? held.ctl : held.itl) else { return false }
    return apply(.sameList, true, without: false)
  }
}
