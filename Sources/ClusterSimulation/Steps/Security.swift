import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Phones in a secure mode, and the HTTPS services of every phone.
extension World {
  /// What a phone of a cohort was given before the start: an LSC, and the key of its configuration.
  mutating func equip(_ held: inout HeldState, of cohort: Cohort) {}

  mutating func installLSC(on selection: Selection) throws(UnreachableTransition) -> Prompt {
    .refused("not supported yet", .secureRegistration)
  }

  mutating func changeSetting(on selection: Selection, of cluster: ClusterID, number: Int)
    -> Prompt
  {
    .refused("not supported yet", nil)
  }

  mutating func pressDirectories(_ selection: Selection, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    .refused("not supported yet", .httpsService)
  }

  /// Whether HTTPS services of phones of a kind would fail now.
  mutating func servicesFail(_ kind: Kind) -> Bool {
    false
  }
}
