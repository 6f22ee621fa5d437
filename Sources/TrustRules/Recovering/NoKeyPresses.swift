package import ClusterModel
package import VirtualTime

extension RuleRecord {
  static let noKeyPresses = RuleRecord(
    .noKeyPresses, .recovering, .documented,
    source: "Cisco 116232, deleting ITLs from afar; what tools need: seen with public tools",
    "Cisco offers no way to delete ITLs from afar. A tool of the owner that presses keys reaches a"
      + " registered phone whose settings are enabled; over HTTP, its web access must be on and its"
      + " authentication URL must work.")
}

extension Deliberation {
  /// Whether the owner's tool can delete the list of a registered phone by key presses.
  ///
  /// - Parameter tool: nil: the owner has none.
  package mutating func keyPressesReach(
    _ tool: KeyPressTool?, _ cohort: Cohort, holding held: HeldState, servers: Servers,
    now: Instant
  ) -> Bool {
    var reaches = false
    if let tool, cohort.traits.settings == .enabled {
      switch tool {
      case .cti: reaches = true
      case .http:
        // The phone asks its authentication URL whether the tool may press its keys.
        reaches =
          cohort.traits.hasWebAccess
          && !openService(holding: held, cohort, servers: servers, now: now).isFailure
      }
    }
    return find(.noKeyPresses, reaches)
  }
}
