import ClusterModel
import TrustListFiles
import VirtualTime

/// Something read from a log, with the place where it stands.
struct Found<Value> {
  var value: Value
  /// Place of the file among those that are read.
  var file: Int
  var line: Int
  /// Counts changes of the node that the log was taken on, over all files.
  var stretch: Int
}

/// What the logs of a cluster say, as they say it; nothing is concluded yet.
struct ClusterFacts {
  /// A line of `show network cluster`.
  struct Member: Hashable {
    var address: String
    var fullName: String
    var host: String
    var isPublisher: Bool
    /// `callmanager`, or `cups` for a node of another product of the family.
    var product: String
    /// Which of the listings it stands in.
    var listing: Int
  }
  /// A row about an activated service.
  struct ServiceRow: Hashable {
    var server: String
    var service: String
    var isActive: Bool
  }
  struct GroupRow: Hashable {
    var group: String
    var server: String
    var priority: Int
  }
  /// A certificate of a node's own, from the database or from the node's disk.
  struct OwnCertificate: Hashable {
    /// As the database names the node; nil where the log's node is meant.
    var server: String?
    var unit: CertificateUnit
    var serial: String?
    var subject: String?
    var issuer: String?
    var expires: Instant?
    /// Who signed it, where a list says only that.
    var authority: String?
  }
  /// A row of the count of phones.
  struct PhoneRow: Hashable {
    var pool: String
    var group: String?
    var model: String
    var security: String
    var count: Int
  }
  struct List {
    var listing: ListFileListing
    var isDamaged: Bool
  }
  /// What one phone says that it holds.
  struct HeldLists: Hashable {
    var device: String
    /// SHA-1 checksum of the ITL file in hexadecimal digits; empty: not installed.
    var itl: String
    /// The server it fetched the list from, as the phone names it.
    var server: String
  }
  /// A row of the list of phones with their *ITL File Status*.
  struct StatusRow: Hashable {
    var device: String
    var status: String
  }
  /// A phone of a table of the bulk administration tool.
  struct BulkPhone: Hashable {
    var device: String
    var pool: String
    var model: String
    var security: String
  }

  var hosts: [Found<String>] = []
  var dates: [Found<Instant>] = []
  var releases: [Found<ReleaseName>] = []
  var members: [Found<Member>] = []
  var serverNames: [Found<String>] = []
  var services: [Found<ServiceRow>] = []
  var groups: [Found<GroupRow>] = []
  var parameters: [Found<(name: String, value: String)>] = []
  var database: [Found<OwnCertificate>] = []
  var disk: [Found<OwnCertificate>] = []
  var phones: [Found<PhoneRow>] = []
  var lastKnown: [Found<(server: String, count: Int)>] = []
  var trustRoles = 0
  var lists: [Found<List>] = []
  var held: [Found<HeldLists>] = []
  var status: [Found<StatusRow>] = []
  var bulk: [Found<BulkPhone>] = []

  /// Whether anything at all was found.
  var isEmpty: Bool {
    releases.isEmpty && members.isEmpty && services.isEmpty && groups.isEmpty
      && parameters.isEmpty && database.isEmpty && disk.isEmpty && phones.isEmpty
      && lists.isEmpty && held.isEmpty && status.isEmpty && bulk.isEmpty && lastKnown.isEmpty
  }

  /// The parameter of this name, as the database has it.
  func parameter(_ name: String) -> String? {
    parameters.first { $0.value.name.lowercased() == name.lowercased() }?.value.value
  }
}

/// A serial number in small hexadecimal digits without zeros in front, however it was written;
/// a simulated one as it is.
func plainSerial(_ text: String) -> String {
  if text.hasPrefix("SIM:") { return text }
  var digits = text.lowercased().filter { $0.isHexDigit && $0.isASCII }
  if text.lowercased().hasPrefix("0x") { digits.removeFirst() }
  let significant = digits.drop { $0 == "0" }
  return significant.isEmpty ? "0" : String(significant)
}

/// Dates as the product's commands write them.
enum ProductDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Wed Feb 26 10:24:27 PST 2014`, `Tue Mar 5, 2024 10:11:12` or `2024.03.05 10:11:12`.
  ///
  /// Times are local to the cluster; a time zone is passed over.
  static func read(_ text: String) -> Instant? {
    let words = text.replacing(",", with: " ").split { $0 == " " || $0 == "\t" }.map(String.init)
    var (year, month, day): (Int?, Int?, Int?)
    var clock: (Int, Int, Int)?
    for word in words {
      let numbers = word.split(separator: ":").map { Int($0) }
      if word.contains(":"), numbers.count >= 2, let hour = numbers[0], let minute = numbers[1] {
        clock = (hour, minute, numbers.count > 2 ? numbers[2] ?? 0 : 0)
      } else if word.contains(".") || word.contains("-") {
        let parts = word.split { $0 == "." || $0 == "-" }.map { Int($0) }
        if parts.count == 3, let first = parts[0], let second = parts[1], let third = parts[2],
          first > 1_000
        {
          (year, month, day) = (first, second, third)
        }
      } else if let number = Int(word) {
        if number > 1_000 { year = number } else { day = day ?? number }
      } else if let place = months.firstIndex(of: word.prefix(3).lowercased()), month == nil {
        month = place + 1
      }
    }
    guard let year, let month, let day else { return nil }
    return CivilTime(
      year: year, month: month, day: day, hour: clock?.0 ?? 0, minute: clock?.1 ?? 0,
      second: clock?.2 ?? 0)?.instant
  }
}
