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
    /// Host of the publisher of the answer that it stands in; empty where that has none.
    var publisher = ""
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
  /// What a trust list tells, of whatever length the list is.
  struct List: Hashable {
    var kind: TrustList.Kind
    /// The certificate of the node that made this ITL, and whether it is for call control, too.
    var owner: ListedCertificate?
    var ownsCallControl: Bool
    /// Whom the header names as the signer, and that certificate where a record has it.
    var signerName: String
    var signer: ListedCertificate?
    var tokens: [ListedCertificate]
    /// Of call control and TFTP, or of one of them.
    var servers: [ListedCertificate]
    var tvs: [ListedCertificate]
    var capf: [ListedCertificate]
    /// SHA-1 of the file in small hexadecimal digits, where the listing shows it.
    var checksum: String?
    var modified: Instant?
    /// Servers that a CTL names without a certificate: the cluster has left mixed mode.
    var bareServers: [String]
    /// Records may be missing: what is not here may be in the list all the same.
    var isExcerpt: Bool
    /// The product could not verify the list.
    var isBroken: Bool

    init(_ listing: ListFileListing) {
      let file = listing.file
      kind = file.kind
      owner = file.owner?.certificate
      ownsCallControl = file.owner?.function == ListFunction(.ccmTFTP)
      signerName = commonName(of: file.header.signerName.text) ?? ""
      signer = file.signer
      tokens = file.certificates(as: .sast)
      servers =
        file.certificates(as: ListFunction(.ccmTFTP)) + file.certificates(as: ListFunction(.tftp))
      tvs = file.certificates(as: ListFunction(.tvs))
      capf = file.certificates(as: ListFunction(.capf))
      if case .shown(_, let sha1) = listing.checksums { checksum = sha1.lowercased() }
      modified = listing.lastModified.flatMap(ProductDate.read)
      bareServers = file.bareServers
      isExcerpt = listing.isExcerpt
      isBroken = listing.verification == .failed
    }
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
    /// Words: Cisco Release Notes 14, Phones with Mismatched ITL Checksums.
    enum Status: String {
      case match
      case mismatch
      case notInstalled = "notinstalled"
      case unknown
    }
    var device: String
    var status: Status
  }
  /// A phone of a table of the bulk administration tool.
  struct BulkPhone: Hashable {
    var device: String
    var pool: String
    var model: String
    var security: String
  }

  /// What the node is called that each stretch of the logs was taken on.
  var hosts: [Int: String] = [:]
  /// The latest of all dates.
  var latest: Instant?
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
  /// Rows of tables of phones about what is no phone of this product: softphones, gateways.
  var otherDevices = 0

  /// Whether anything at all was found.
  var isEmpty: Bool {
    releases.isEmpty && members.isEmpty && services.isEmpty && groups.isEmpty
      && parameters.isEmpty && database.isEmpty && disk.isEmpty && phones.isEmpty
      && lists.isEmpty && held.isEmpty && status.isEmpty && bulk.isEmpty && lastKnown.isEmpty
  }

  var count: Int {
    releases.count + members.count + serverNames.count + services.count + groups.count
      + parameters.count + database.count + disk.count + phones.count + lastKnown.count
      + lists.count + held.count + status.count + bulk.count
  }

  /// The parameter of this name, as the database has it.
  func parameter(_ name: String) -> String? {
    parameters.first { $0.value.name.lowercased() == name.lowercased() }?.value.value
  }

  /// Merges what answers tell of one certificate: one tells its dates, another who signed it.
  static func merge(_ certificate: inout OwnCertificate, _ other: OwnCertificate) {
    certificate.serial = certificate.serial ?? other.serial
    certificate.subject = certificate.subject ?? other.subject
    certificate.issuer = certificate.issuer ?? other.issuer
    certificate.expires = certificate.expires ?? other.expires
    certificate.authority = certificate.authority ?? other.authority
  }
}

/// A serial number in small hexadecimal digits without zeros in front, however it was written;
/// a simulated one as it is.
func plainSerial(_ text: TextSpan) -> String {
  if text.hasPrefix("SIM:") { return text.string }
  var plain: [UInt8] = []
  plain.reserveCapacity(text.count)
  let digits = text.hasPrefix("0x") || text.hasPrefix("0X") ? text.dropping(2) : text
  for byte in digits.bytes where TextSpan.digit(byte) != nil {
    if byte != UInt8(ascii: "0") || !plain.isEmpty { plain.append(TextSpan.small(byte)) }
  }
  return plain.isEmpty ? "0" : String(decoding: plain, as: UTF8.self)
}

/// Dates as the product's commands write them.
enum ProductDate {
  /// `Wed Feb 26 10:24:27 PST 2014`, `Tue Mar 5, 2024 10:11:12` or `2024.03.05 10:11:12`.
  ///
  /// Times are local to the cluster; a time zone is passed over.
  static func read(_ text: TextSpan) -> Instant? {
    var (year, month, day): (Int?, Int?, Int?)
    var clock: (Int, Int, Int)?
    var rest = text
    while let word = rest.nextWord(separator: UInt8(ascii: ",")) {
      if let numbers = numbers(in: word, parted: UInt8(ascii: ":")) {
        clock = numbers
      } else if let numbers = numbers(in: word, parted: UInt8(ascii: "."))
        ?? numbers(in: word, parted: UInt8(ascii: "-"))
      {
        if numbers.0 > 1_000 { (year, month, day) = numbers }
      } else if let number = word.number {
        if number > 1_000 { year = number } else { day = day ?? number }
      } else if month == nil {
        month = Self.month(word)
      }
    }
    guard let year, let month, let day else { return nil }
    return CivilTime(
      year: year, month: month, day: day, hour: clock?.0 ?? 0, minute: clock?.1 ?? 0,
      second: clock?.2 ?? 0)?.instant
  }

  static func read(_ text: String) -> Instant? { read(text.span) }

  /// Three numbers, or of a clock two.
  private static func numbers(in word: TextSpan, parted byte: UInt8) -> (Int, Int, Int)? {
    guard let first = word.place(of: byte), let one = word.part(0, first).number else {
      return nil
    }
    let rest = word.dropping(first + 1)
    guard let second = rest.place(of: byte) else {
      return byte == UInt8(ascii: ":") ? rest.number.map { (one, $0, 0) } : nil
    }
    guard let two = rest.part(0, second).number else { return nil }
    let three = rest.dropping(second + 1).number
    return byte == UInt8(ascii: ":") ? (one, two, three ?? 0) : three.map { (one, two, $0) }
  }

  private static func month(_ word: TextSpan) -> Int? {
    guard word.count >= 3 else { return nil }
    let names: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"
    let small = (0..<3).map { TextSpan.small(word[$0]) }
    return (0..<12).first { month in
      (0..<3).allSatisfy { names.byte(month * 3 + $0) == small[$0] }
    }.map { $0 + 1 }
  }
}
