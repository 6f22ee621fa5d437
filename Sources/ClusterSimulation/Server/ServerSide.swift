package import ClusterModel
import TrustRules
import VirtualTime

/// The servers, and what takes time at them.
///
/// Every change that a phone could notice goes with ``World/serversChanged(isSettledAlike:)``,
/// which raises ``epoch``. Stations and sizes stand at the place of their node.
struct ServerSide: Sendable {
  var servers = Servers()
  /// The number of their state: it rises with every change a phone could notice.
  var epoch = 0
  /// Each node's TFTP: one file at a time.
  var fileStations = Rows<ServiceStation>()
  /// Each node's CallManager: one registration at a time.
  var registrars = Rows<ServiceStation>()
  /// What each node serves now, as far as time goes.
  var served = Rows<World.Served>()
  /// Every option 150 that a site has had, the current one last; a boot keeps the one it was given.
  var option150: [[[ServerAddress]]] = []
  var signingRequests: Set<SigningRequest> = []
  /// What bulk certificate management put into which directory.
  var bulkDirectories: [String: BulkDirectory] = [:]
  /// When each list was published or written last.
  var writtenLists: [WrittenList: Instant] = [:]
}

extension World {
  /// The servers as they are now.
  package var servers: Servers { serverSide.servers }

  /// The sizes of the lists a node serves, in bytes; 0: none.
  struct Served: Sendable {
    var ctl = 0
    var itl = 0
    var isThere = false
  }
}
