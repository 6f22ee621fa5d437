import ClusterModel
import VirtualTime

/// A cluster as an import concludes that it is: what becomes lines of a scenario.
///
/// nil is what nobody could know: it becomes `?`.
struct Inventory {
  struct Node {
    var name: String
    var host: String
    var domain: String?
    var address: String?
    var isPublisher = false
    var runsCallManager = false
    var runsTFTP = false
    /// TVS although CallManager does not run there.
    var runsTVSAlone = false
    var lacksCAPF = false
    var namedBy: ClusterModel.Node.NamedBy = .address
    /// What of this line was concluded, and from what.
    var remark: String?
  }
  struct Group {
    var name: String
    var nodes: [String]
  }
  struct Phones {
    var count: Int?
    var model: String?
    var group: String?
    var site: String?
    var security = "non-secure"
    var remark: String?
  }
  struct Certificate {
    var node: String
    var unit: CertificateUnit
    var signedBy: String?
    var bits: Int?
    var expires: Instant?
    var isLoadedOld = false
    /// Nodes whose list has an older one; a name that is nil stands for one nobody can tell.
    var listers: [String?] = []
    var remark: String?
  }
  /// Phones of one site that do not hold the current list.
  struct Held {
    enum List: Hashable {
      case none
      /// The list of a node from before an instant; nil: nobody told.
      case old(node: String?, before: Instant?)
    }
    var site: String
    var count: Int
    var list: List
  }

  var name = "imported"
  var release: ReleaseName?
  /// What the lists tell about a release that is not known.
  var releaseRemark: String?
  var starts: Instant?
  var startsRemark: String?
  var isMixedMode: Bool?
  var tokens: [String] = []
  var nodes: [Node] = []
  var groups: [Group] = []
  /// Device pools, which stand for sites.
  var sites: [String] = []
  var phones: [Phones] = []
  var certificates: [Certificate] = []
  var held: [Held] = []
  var isRollbackSet = false
  /// `utils itl reset localkey` was the last that happened to the lists.
  var wasReset: (node: String, at: Instant)?
  /// The release has a recovery key, and only the administrator knows when it was saved.
  var hasRecoveryKey = false
  /// What stands out or was left out, in sentences.
  var remarks: [String] = []
}
