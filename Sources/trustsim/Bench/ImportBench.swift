import Dispatch
import ScenarioFiles

/// How fast a long log is made into an inventory.
enum ImportBench {
  private static let runCount = 5
  /// Bytes of the log: what a login leaves in which somebody listed all devices of a large cluster.
  private static let byteCount = 100_000_000

  static func run() -> [BenchFigure] {
    let log = SourceText(name: "bench.log", bytes: bytes())
    var options = ImportOptions()
    options.isPartial = true
    var runs: [Double] = []
    for _ in 0..<runCount {
      let start = DispatchTime.now().uptimeNanoseconds
      let outcome = importInventory([log], options: options)
      guard outcome.text != nil else { continue }
      runs.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1_000_000_000)
    }
    var figure = BenchFigure(
      name: "import, a log of 100 MB, nearly all of it rows that no scenario needs", runs: runs,
      unit: "s")
    figure.goal = "under 1 s"
    return [figure]
  }

  private static func bytes() -> [UInt8] {
    let head = """
      admin:show status
      Host Name          : pub
      Date               : Sat Jan 10, 2026 21:40:00
      admin:show version active
      Active Master Version: 12.5.1.13900-152
      admin:show network cluster
      10.1.1.5 pub.home.lab pub Publisher callmanager DBPub authenticated
      admin:run sql select phones
      devicepool cmgroup model      securitymode phones
      ========== ======= ========== ============ ======
      campus     Default Cisco 8861 Non Secure   3800
      admin:run sql select name, description, pkid from device
      name            description     pkid
      =============== =============== ====================================

      """
    let row = "SEP0300000000A1 A phone of many b8d1c2e4-6a55-11ee-8c99-0242ac120002\n"
    var bytes = Array(head.utf8)
    bytes.reserveCapacity(byteCount + row.utf8.count)
    while bytes.count < byteCount { bytes.append(contentsOf: row.utf8) }
    return bytes
  }
}
