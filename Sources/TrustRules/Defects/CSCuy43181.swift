package import ClusterModel

extension RuleRecord {
  static let cscuy43181 = RuleRecord(
    .cscuy43181, .defects, .documented,
    source: "CSCuy43181; Cisco 213407, method 1, note",
    "A bulk export of 10.5(2).13900-12 or later does not import on 8.x and 9.x.")
}

extension Deliberation {
  /// Whether a cluster of a release can import what another exported.
  package mutating func imports(_ export: BulkExport, on release: ReleaseName) -> Bool {
    guard Release.writesLaterBulkExport(export.release),
      !Release(release).readsLaterBulkExport
    else { return true }
    return apply(.cscuy43181, false, without: true)
  }
}
