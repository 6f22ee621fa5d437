import ClusterModel

extension RuleRecord {
  static let keypressRemoval = RuleRecord(
    .keypressRemoval, .recovering, .documented,
    source: "Cisco 116232, deleting the ITL on many phones",
    "Scripted key presses delete the list of a registered phone whose settings are accessible, if"
      + " its authentication URL is plain HTTP.")
}
