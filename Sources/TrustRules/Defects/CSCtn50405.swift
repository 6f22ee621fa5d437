package import ClusterModel

extension RuleRecord {
  static let csctn50405 = RuleRecord(
    .csctn50405, .defects, .documented,
    source: "Cisco 116232, backup and restore",
    "A backup without CallManager.pem leaves a TFTP restored from it with lists that nobody can"
      + " verify and configurations signed by an unknown key, until its CallManager is regenerated."
  )
}

extension Deliberation {
  /// Whether every backup lacks CallManager.pem.
  mutating func backupsLackCallManager() -> Bool {
    law.defects.contains(.csctn50405) ? apply(.csctn50405, true, without: false) : false
  }

  /// Whether a node restored from this backup has no CallManager key that anybody knows.
  package mutating func losesCallManagerKey(restoredFrom backup: ClusterBackup) -> Bool {
    backup.lacksCallManager ? apply(.csctn50405, true, without: false) : false
  }

  /// Refuses a list that cannot be verified, whatever the phone holds; nil: it can.
  mutating func refuseUnverifiable(_ list: TrustList) -> Judgement? {
    list.isUnverifiable ? apply(.csctn50405, .refused(.csctn50405), without: nil) : nil
  }
}
