import ClusterModel

extension RuleRecord {
  static let tvsNegative = RuleRecord(
    .tvsNegative, .deciding, .assumed,
    source: "undocumented, our assumption",
    "When a TVS server answers, the phone stops asking, even if the answer is no. Alternative: the"
      + " phone asks the next server.")
}

extension Deliberation {
  /// Whether a phone goes on to the next server after this reply.
  package mutating func asksNext(after reply: TVSReply, remaining: Int) -> Bool {
    guard remaining > 0 else { return false }
    switch reply {
    case .silent, .useless: return true
    case .vouches: return false
    case .denies:
      speak(.tvsNegative)
      return choose(.tvsNegative, standard: false, alternative: true)
    }
  }
}
