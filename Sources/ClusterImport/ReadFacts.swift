import ClusterModel
import ScenarioLanguage
import TrustListFiles
import VirtualTime

/// Reads the files of an import, one after the other, into facts and diagnostics.
///
/// Memory grows with what is told, not with how often: a fact is kept once, and an answer that was
/// given before, byte for byte, is not read again.
struct FactsReader {
  let sources: [SourceText]
  var facts = ClusterFacts()
  var diagnostics: [Diagnostic] = []
  /// The node that the log is taken on, by number: one log can hold logins to several.
  var stretch = 0
  let cleaner = LineCleaner()
  /// Text columns of tables of phones, each text once.
  var names = TextNames()
  /// What was told of each fact's subject.
  private var told = Set<FactKey>()
  private(set) var isFull = false
  private var hasAllNodes = false
  private var places: [FactKey: Int] = [:]
  private var stretchCount = 0
  /// Something was told in this stretch that is its node's own.
  private var tellsOfNode = false
  private var stretches: [String: Int] = [:]
  /// Answers of the file at hand, by fingerprint.
  private var answers: [UInt64: (piece: LogPiece, stretch: Int)] = [:]
  /// The file at hand.
  private(set) var all = TextSpan([])
  /// Pieces of the file at hand that gave a fact.
  var useful = 0
  /// A line of a file and where it begins: the next line that is asked for mostly lies behind it.
  private var known = (file: 0, line: 1, offset: 0)

  init(_ sources: [SourceText]) { self.sources = sources }

  mutating func readAll() {
    for file in sources.indices {
      startStretch()
      useful = 0
      answers = [:]
      known = (file, 1, 0)
      let complaints = diagnostics.count
      all = TextSpan(sources[file].bytes)
      read(file)
      all = TextSpan([])
      if useful == 0, let found = typography(in: 0..<sources[file].bytes.count, of: file) {
        say(found, onLine: nil, of: file)
      }
      if useful == 0, diagnostics.count == complaints {
        say(.nothingToImport, Self.nothing(in: sources[file].bytes), file, 1)
      }
    }
    answers = [:]
    told = []
    places = [:]
    cleaner.work.factsKept = facts.count
  }

  private mutating func read(_ file: Int) {
    if let damage = readListFile(file) { return diagnostics.append(damage) }
    if all.hasPrefix("\u{1}\u{0}\u{2}") { return }
    if readPhoneTable(file) { return }
    if let other = Self.otherProduct(all) {
      say(.otherProduct, "a log of \(other), not of the publisher", file, 1)
    }
    var splitter = SessionSplitter(all, file: file, cleaner)
    let isASCII = TextForm.isASCII(sources[file].bytes)
    while let piece = splitter.next() {
      if !isASCII { findTypography(in: piece) }
      read(piece)
    }
  }

  func lines(of piece: LogPiece) -> LogLines { LogLines(piece, of: all, cleaner) }

  // MARK: Facts

  /// Notes that something was found at this line.
  mutating func found<Value>(_ value: Value, _ file: Int, _ line: Int) -> Found<Value> {
    useful += 1
    return Found(value: value, file: file, line: line, stretch: stretch)
  }

  /// Whether something is told of this for the first time, and there is room for it.
  mutating func isNew(_ key: FactKey, _ file: Int, _ line: Int) -> Bool {
    useful += 1
    guard told.count < Self.mostFacts else {
      if !isFull {
        say(
          .damagedAnswer,
          "there are more facts than any cluster has, over \(Self.mostFacts): this and all that"
            + " follow are left out", file, line)
        isFull = true
      }
      return false
    }
    return told.insert(key).inserted
  }

  /// No cluster has as many nodes, groups, certificates and kinds of phones.
  static let mostFacts = 50_000
  /// No cluster has as many nodes.
  static let mostNodes = 10_000

  /// The place of a phone among those that tell the same kind of thing; nil where it is new, and
  /// then it will be this one.
  mutating func place(of key: FactKey, next: Int) -> Int? {
    if let place = places[key] { return place }
    places[key] = next
    return nil
  }

  mutating func take(date: Instant) { facts.latest = max(facts.latest ?? date, date) }

  /// The log goes on, or begins, on the node of this name.
  mutating func take(host: String, _ file: Int, _ line: Int) {
    useful += 1
    if facts.hosts[stretch] == host { return }
    guard facts.hosts.count < Self.mostNodes else {
      if !hasAllNodes {
        say(
          .damagedAnswer,
          "there are more nodes than any cluster has, over \(Self.mostNodes): what this and all"
            + " that follow show counts as shown by the one before", file, line)
        hasAllNodes = true
      }
      return
    }
    // What came before in a log without its beginning is of nobody knows which node.
    if facts.hosts[stretch] != nil || tellsOfNode {
      if let known = stretches[host] {
        stretch = known
        return
      }
      startStretch()
    }
    facts.hosts[stretch] = host
    stretches[host] = stretches[host] ?? stretch
  }

  private mutating func startStretch() {
    stretchCount += 1
    stretch = stretchCount
    tellsOfNode = false
  }

  // MARK: Pieces

  /// Shorter answers are read again sooner than they are found.
  private static let memorable = 256

  private mutating func read(_ piece: LogPiece) {
    guard piece.command != .other else { return }
    known = (piece.file, piece.line, piece.head)
    guard piece.end - piece.start >= Self.memorable, piece.command != .status else {
      return readNew(piece)
    }
    let answer = all.part(piece.start, piece.end)
    let print = answer.fingerprint &+ UInt64(truncatingIfNeeded: stretch)
    if let (before, itsStretch) = answers[print], before.command == piece.command,
      itsStretch == stretch, all.part(before.start, before.end).isEqual(answer)
    {
      cleaner.work.answersRepeated += 1
      return
    }
    let complaints = diagnostics.count
    readNew(piece)
    // What is wrong in it is said of each.
    guard diagnostics.count == complaints else { return }
    answers[print] = (piece, stretch)
  }

  // table: one case a command.
  private mutating func readNew(_ piece: LogPiece) {
    cleaner.work.answersRead += 1
    switch piece.command {
    case .list, .certificates, .certificate, .services: tellsOfNode = true
    case .version, .members, .status, .query, .loose, .other: break
    }
    switch piece.command {
    case .list: readListing(piece)
    case .version: readVersion(piece)
    case .members: readMembers(piece)
    case .status: readStatus(piece)
    case .certificates(let isTrust): readCertificates(piece, isTrust: isTrust)
    case .certificate(let unit): readCertificate(piece, of: unit)
    case .services: readServices(piece)
    case .query: readQuery(piece)
    case .loose: readLoose(piece)
    case .other: break
    }
  }

  /// Text without a command: known by what it says.
  private mutating func readLoose(_ piece: LogPiece) {
    var lines = lines(of: piece)
    while let line = lines.next(atMost: 400, of: piece) {
      switch line.first {
      case nil: break
      case UInt8(ascii: "L"), UInt8(ascii: "T"), UInt8(ascii: "P"), UInt8(ascii: "U"):
        if line.hasPrefix("Length of ITL file") || line.hasPrefix("Length of CTL file")
          || line.hasPrefix("The checksum value of the") || line.hasPrefix("Parse ITL File")
          || line.hasPrefix("Parse CTL File")
        {
          return readListing(piece)
        }
        if line.hasPrefix("Unit:") { return readCertificates(piece, isTrust: false) }
      case UInt8(ascii: "<"):
        if line.hasPrefix("<x-cisco-alarm") || line.hasPrefix("<Alarm ")
          || line.hasPrefix("<?xml")
        {
          return readAlarm(piece)
        }
      case UInt8(ascii: "="):
        if line.allSatisfy({ $0 == UInt8(ascii: "=") || $0 == 0x20 }) {
          return readQuery(piece)
        }
      default: break
      }
      if line.contains(".pem: ") { return readCertificates(piece, isTrust: false) }
      if line.contains("PuTTY log "), let date = ProductDate.read(line) { take(date: date) }
    }
  }

  // MARK: Trust lists

  private mutating func readListing(_ piece: LogPiece) {
    guard piece.start < piece.end else {
      return say(.truncatedLog, "nothing follows the command", piece.file, piece.line)
    }
    cleaner.work.listsRead += 1
    var lines = lines(of: piece)
    var listing = ListFileLines()
    do throws(ListFileTextError) {
      while !listing.isComplete, let line = lines.next() { try listing.take(line) }
      let reading = try ListFileText.parse(listing)
      for damage in reading.damages {
        let code: DiagnosticCode = damage.kind == .noVerification ? .truncatedLog : .damagedList
        say(
          code, "\(damage.kind)", piece.file, piece.bodyLine + max(damage.line, 1) - 1,
          isWarning: !damage.kind.isSevere)
      }
      take(ClusterFacts.List(reading.listing), piece.file, piece.line)
    } catch {
      sayUnreadable(piece, error)
    }
  }

  private mutating func take(_ list: ClusterFacts.List, _ file: Int, _ line: Int) {
    guard isNew(.list(list, stretch: stretch), file, line) else { return }
    facts.lists.append(found(list, file, line))
  }

  /// Says why the answer to `show itl` or `show ctl` is no list, where it should be one.
  private mutating func sayUnreadable(_ piece: LogPiece, _ error: ListFileTextError) {
    var lines = lines(of: piece)
    var isBlank = true
    var isEnded = false
    while let line = lines.next() {
      if lines.line - piece.bodyLine < 8, Self.saysThereIsNone(line.string) {
        useful += 1
        return
      }
      if !line.isEmpty { isBlank = false }
      isEnded = isEnded || line.contains("was verified") || line.contains("failed.")
    }
    if isBlank {
      return say(.truncatedLog, "nothing follows the command", piece.file, piece.line)
    }
    var name = "trust list"
    if case .list(let kind) = piece.command { name = kind.rawValue }
    let line = min(piece.bodyLine + max(error.line, 1) - 1, max(lines.line, piece.line))
    guard piece.end == sources[piece.file].bytes.count, !isEnded else {
      return say(.damagedList, "this \(name) cannot be read: \(error.problem)", piece.file, line)
    }
    say(.truncatedLog, "the log ends inside this \(name): \(error.problem)", piece.file, line)
  }

  private static func saysThereIsNone(_ text: String) -> Bool {
    // Words assumed: no real output of a cluster without a CTL is at hand.
    let small = text.lowercased()
    return small.contains("tl file")
      && (small.contains("not found") || small.contains("does not exist"))
  }

  /// Reads `ITLFile.tlv` or `CTLFile.tlv`; nil where the bytes are not such a file, or all is well.
  private mutating func readListFile(_ file: Int) -> Diagnostic? {
    guard all.hasPrefix("\u{1}\u{0}\u{2}") else { return nil }
    do throws(ListFileReadError) {
      let list = try ListFileBytes.read(sources[file].bytes)
      let listing = ListFileListing(of: list, isSimulated: list.isSimulated)
      take(ClusterFacts.List(listing), file, 0)
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
    // Nobody reads the hundredth line.
    let text = line > 0 && diagnostics.count < 40 ? self.line(line, of: file) : ""
    diagnostics.append(
      Diagnostic(
        severity: isWarning ? .warning : .error, code: code, message: message,
        file: sources[file].name, line: line, column: line > 0 ? 1 : 0, sourceLine: text,
        caretLength: max(1, min(text.utf8.count, 80)), expected: expected))
  }

  /// The text of one line, looked for from a line before it whose place is known.
  private mutating func line(_ number: Int, of file: Int) -> String {
    if known.file != file || known.line > number { known = (file, 1, 0) }
    let all = TextSpan(sources[file].bytes)
    while known.line < number {
      known.offset = LineEnds.next(all, from: known.offset) + 1
      known.line += 1
      if known.offset >= all.count { return "" }
    }
    let end = LineEnds.next(all, from: known.offset)
    // Not with the cleaner of the lines that are being read, which counts its work.
    return LineCleaner().clean(all, known.offset, min(end, known.offset + 4_096)).string
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
  private static func otherProduct(_ all: TextSpan) -> String? {
    let head = all.part(0, 262_144)
    guard !head.contains("admin:") || head.contains("Cisco Unity Connection version") else {
      return nil
    }
    let signs: [(StaticString, String)] = [
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
    case .signatureOmitted, .noFileLength, .noVerification, .linesLeftOut, .recordCut: false
    case .contents(let name, _, let stated, let shown):
      // Signatures prove nothing here, and copies of documents lengthen names.
      name == "SERIALNUMBER" || name == "CERTHASH" ? stated != shown : false
    case .fileLength, .headerLength, .recordLength, .fixedNumber, .recordNumber, .usedToSign: true
    }
  }
}
