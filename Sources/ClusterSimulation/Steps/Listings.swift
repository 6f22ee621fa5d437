import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// What an administrator asks the servers to show.
extension World {
  mutating func showITL(of node: NodeID, number: Int) -> Prompt {
    .refused("not supported yet", nil)
  }

  mutating func showCTL(of node: NodeID, number: Int) -> Prompt {
    .refused("not supported yet", nil)
  }

  mutating func showCertificates(_ trust: Bool, of node: NodeID, number: Int) -> Prompt {
    .refused("not supported yet", nil)
  }
}
