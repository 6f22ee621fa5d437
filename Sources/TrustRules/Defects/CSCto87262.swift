import ClusterModel

extension RuleRecord {
  static let cscto87262 = RuleRecord(
    .cscto87262, .defects, .documented,
    source: "CSCto87262; Cisco 116232, centralized TFTP",
    "Where clusters before 8.0 get their files through the TFTP of a later one, its ITLFile.tlv"
      + " reaches their phones, which then refuse what their home offers, unless the later cluster"
      + " runs with the rollback parameter and HTTP URLs.")
}

extension Deliberation {
  /// The files of a home without Security By Default, with the common ITL of the centre.
  mutating func withCommonITL(of centre: PublishedFiles, _ home: PublishedFiles)
    -> PublishedFiles
  {
    guard !home.hasITL, centre.hasITL else { return home }
    var files = home
    files.itl = centre.itl
    files.hasITL = true
    files.isITLTooLarge = centre.isITLTooLarge
    return apply(.cscto87262, files, without: home)
  }
}
