import ClusterModel
import TrustListFiles
import VirtualTime

/// Reads the files of an import, one after the other, into facts and diagnostics.
struct FactsReader {
  let sources: [SourceText]
  var facts = ClusterFacts()
  var diagnostics: [Diagnostic] = []
  /// The node changes with it: one log can hold logins to several.
  var stretch = 0
  /// Pieces of the file at hand that gave a fact.
  private var useful = 0

  init(_ sources: [SourceText]) { self.sources = sources }

  mutating func readAll() {
    for file in sources.indices {
      stretch += 1
      useful = 0
      let complaints = diagnostics.count
      read(file)
      if useful == 0, diagnostics.count == complaints {
        say(.nothingToImport, Self.nothing(in: sources[file].bytes), file, 1)
      }
    }
  }

  private mutating func read(_ file: Int) {
    let bytes = sources[file].bytes
    if let damage = readListFile(bytes, file) { return diagnostics.append(damage) }
    if bytes.starts(with: [1, 0, 2]) { return }
    if readPhoneTable(file) { return }
    if let other = Self.otherProduct(bytes) {
      say(.otherProduct, "a log of \(other), not of the publisher", file, 1)
    }
    for piece in SessionSplitter(bytes: bytes, file: file).pieces() { read(piece) }
  }

  // MARK: Pieces

  /// Notes that something was found at this line.
  mutating func found<Value>(_ value: Value, _ file: Int, _ line: Int) -> Found<Value> {
    useful += 1
    return Found(value: value, file: file, line: line, stretch: stretch)
  }

  // table: one case a command.
  private mutating func read(_ piece: LogPiece) {
    let words = piece.words
    switch words.prefix(2).joined(separator: " ") {
    case "show itl", "show ctl": readListing(piece)
    case "show version": readVersion(piece)
    case "show network" where words.count > 2 && words[2] == "cluster": readMembers(piece)
    case "show status", "show myself": readStatus(piece)
    case "show cert": readCertificates(piece)
    case "utils service" where words.count > 2 && words[2] == "list": readServices(piece)
    case "run sql": readQuery(piece)
    case "": readLoose(piece)
    default: break
    }
  }

  /// Text without a command: known by what it says.
  private mutating func readLoose(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    var looked = 0
    while looked < 400, let text = lines.next() {
      looked += 1
      let line = text.trimmed
      if line.hasPrefix("Length of ITL file") || line.hasPrefix("Length of CTL file")
        || line.hasPrefix("The checksum value of the") || line.hasPrefix("Parse ITL File")
        || line.hasPrefix("Parse CTL File")
      {
        return readListing(piece)
      }
      if line.hasPrefix("<x-cisco-alarm") || line.hasPrefix("<Alarm ") || line.hasPrefix("<?xml") {
        return readAlarm(piece)
      }
      if line.contains(".pem: ") || line.hasPrefix("Unit:") { return readCertificates(piece) }
      if line.contains("PuTTY log "), let date = ProductDate.read(line) {
        facts.dates.append(
          Found(value: date, file: piece.file, line: lines.line, stretch: stretch))
      }
      if line.hasPrefix("=") && line.allSatisfy({ $0 == "=" || $0 == " " }) {
        return readQuery(piece)
      }
    }
  }

  // MARK: Trust lists

  private mutating func readListing(_ piece: LogPiece) {
    var lines = PieceLines(piece, of: sources[piece.file].bytes)
    let all = lines.rest(atMost: 100_000)
    let name = piece.words.count > 1 ? piece.words[1].uppercased() : "trust list"
    if all.prefix(8).contains(where: { Self.saysThereIsNone($0.text) }) {
      useful += 1
      return
    }
    guard all.contains(where: { !$0.text.trimmed.isEmpty }) else {
      return say(.truncatedLog, "nothing follows the command", piece.file, piece.line)
    }
    do throws(ListFileTextError) {
      let reading = try ListFileText.parse(all.map(\.text).joined(separator: "\n"))
      for damage in reading.damages {
        let code: DiagnosticCode = damage.kind == .noVerification ? .truncatedLog : .damagedList
        say(
          code, "\(damage.kind)", piece.file,
          all[min(max(damage.line, 1), all.count) - 1].line, isWarning: !damage.kind.isSevere)
      }
      let list = ClusterFacts.List(
        listing: reading.listing, isDamaged: reading.damages.contains { $0.kind.isSevere })
      facts.lists.append(found(list, piece.file, piece.line))
    } catch {
      let line = all.isEmpty ? piece.line : all[min(max(error.line, 1), all.count) - 1].line
      let isCut =
        piece.end == sources[piece.file].bytes.count
        && !all.contains { $0.text.contains("was verified") || $0.text.contains("failed.") }
      guard isCut else {
        return say(
          .damagedList, "this \(name) cannot be read: \(error.problem)", piece.file, line)
      }
      say(.truncatedLog, "the log ends inside this \(name): \(error.problem)", piece.file, line)
    }
  }

  private static func saysThereIsNone(_ text: String) -> Bool {
    // Words assumed: no real output of a cluster without a CTL is at hand.
    let small = text.lowercased()
    return small.contains("tl file")
      && (small.contains("not found") || small.contains("does not exist"))
  }

  /// Reads `ITLFile.tlv` or `CTLFile.tlv`; nil where the bytes are not such a file, or all is well.
  private mutating func readListFile(_ bytes: [UInt8], _ file: Int) -> Diagnostic? {
    guard bytes.starts(with: [1, 0, 2]) else { return nil }
    do throws(ListFileReadError) {
      let list = try ListFileBytes.read(bytes)
      let isSimulated: Bool
      if case .simulated = list.header.serial.contents {
        isSimulated = true
      } else {
        isSimulated = false
      }
      let listing = ListFileListing(of: list, isSimulated: isSimulated)
      facts.lists.append(
        found(ClusterFacts.List(listing: listing, isDamaged: false), file, 0))
      return nil
    } catch {
      return Diagnostic(
        code: .damagedList, message: "byte \(error.offset) of this file: \(error.problem)",
        file: sources[file].name, line: 0, column: 0, sourceLine: "")
    }
  }

  // MARK: Saying

  /// Says something about a line of a file.
  mutating func say(
    _ code: DiagnosticCode, _ message: String, _ file: Int, _ line: Int, expected: String? = nil,
    isWarning: Bool = false
  ) {
    guard diagnostics.count < 1_000 else { return }
    // Nobody reads the hundredth line; finding it in a long log would take its time.
    let text =
      line > 0 && diagnostics.count < 40 ? Self.line(line, of: sources[file].bytes) : ""
    diagnostics.append(
      Diagnostic(
        severity: isWarning ? .warning : .error, code: code, message: message,
        file: sources[file].name, line: line, column: line > 0 ? 1 : 0, sourceLine: text,
        caretLength: max(1, min(text.utf8.count, 80)), expected: expected))
  }

  /// The text of one line.
  static func line(_ number: Int, of bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { all in
      var start = 0
      for _ in 1..<max(number, 1) {
        start = LineEnds.next(all, from: start) + 1
        if start >= all.count { return "" }
      }
      let end = LineEnds.next(all, from: start)
      return TerminalText.clean(all[start..<min(end, start + 4_096)])
    }
  }

  // MARK: What is none

  private static func nothing(in bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(65_536), as: UTF8.self)
    if head.contains("CertificateDBCache::") || head.contains("CertificateCTLCache::") {
      return "nothing to import: a trace of TVS says what it answered, not what the cluster has"
    }
    return "nothing to import: no command of the list that import --commands prints, no trust "
      + "list, no alarm and no table of phones"
  }

  /// Signs of another product's prompt or banner.
  private static func otherProduct(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(262_144), as: UTF8.self)
    guard !head.contains("admin:") || head.contains("Cisco Unity Connection version") else {
      return nil
    }
    let signs = [
      ("Cisco IOS Software", "Cisco IOS"), ("Cisco IOS XE", "Cisco IOS XE"),
      ("Cisco Nexus Operating System", "Cisco NX-OS"),
      ("Cisco Adaptive Security Appliance", "Cisco ASA"), ("JUNOS ", "Junos"),
      ("Cisco Unity Connection version", "Cisco Unity Connection"),
    ]
    return signs.first { head.contains($0.0) }?.1
  }
}

extension ListFileDamage.Kind {
  /// The list is not what the cluster has: a record or a field of it was lost or changed. Otherwise
  /// only what stands around it.
  var isSevere: Bool {
    switch self {
    case .signatureOmitted, .noFileLength, .noVerification: false
    case .contents(let name, _, let stated, let shown):
      // Signatures prove nothing here, and copies of documents lengthen names.
      name == "SERIALNUMBER" || name == "CERTHASH" ? stated != shown : false
    case .fileLength, .headerLength, .recordLength, .fixedNumber, .recordNumber, .usedToSign: true
    }
  }
}
