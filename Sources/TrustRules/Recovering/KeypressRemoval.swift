package import ClusterModel

extension RuleRecord {
  static let keypressRemoval = RuleRecord(
    .keypressRemoval, .recovering, .documented,
    source: "Cisco 116232, deleting the ITL on many phones",
    "Scripted key presses delete the list of a registered phone whose settings are accessible, if"
      + " its authentication URL is plain HTTP.")
}

extension PhoneTraits {
  /// Whether somebody at the phone gets at the settings, where its ITL can be deleted.
  package var opensSettings: Bool { settings == .enabled }
}

extension Deliberation {
  /// Whether scripted key presses can delete the list of a registered phone.
  package mutating func keyPressesReach(
    _ traits: PhoneTraits, securedURLs: Cluster.SecuredURLs
  ) -> Bool {
    guard traits.opensSettings else { return false }
    guard securedURLs == .http else { return keyPressesReachByCTI() }
    return apply(.keypressRemoval, true, without: false)
  }
}
