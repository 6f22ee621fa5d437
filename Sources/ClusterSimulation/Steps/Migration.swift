import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Moving phones between clusters: certificates exchanged, phones inserted in another database.
extension World {
  /// Which clusters are the centre for the phones of which: those whose TFTP nodes a site of
  /// another cluster names from the start.
  static func centres(of estate: Estate) -> [CentralTFTP] {
    []
  }

  mutating func bulkCertificate(
    _ operation: Action.BulkOperation, sftp: String, of cluster: ClusterID
  ) -> Prompt {
    .refused("not supported yet", .bulkCertificate)
  }

  mutating func upload(
    _ source: Action.UploadSource, as stores: [TrustStore], to cluster: ClusterID
  ) -> Prompt {
    .refused("not supported yet", .manualUpload)
  }

  mutating func movePhones(_ selection: Selection, to group: GroupID) -> Prompt {
    .refused("not supported yet", .migration)
  }
}
