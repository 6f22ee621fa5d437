import ClusterModel
import TextFormats
import TrustListFiles

/// The commands whose answers tell something, as they are typed.
enum LogCommand: Hashable {
  case list(TrustList.Kind)
  case version, members, status, services, query
  /// `show cert list own`, or `trust`.
  case certificates(isTrust: Bool)
  /// `show cert own UNIT`.
  case certificate(CertificateUnit)
  /// Any other command.
  case other
  /// Text without a command above it.
  case loose

  /// What was typed, whatever the size of its letters.
  init(typed text: TextSpan) {
    var rest = text
    guard let first = rest.nextWord() else {
      self = .loose
      return
    }
    let second = rest.nextWord()
    let third = rest
    let next = rest.nextWord()
    self = .other
    guard let second else { return }
    if first.isWord("run") {
      if second.isWord("sql") { self = .query }
    } else if first.isWord("utils") {
      if second.isWord("service"), next?.isWord("list") ?? false { self = .services }
    } else if first.isWord("show") {
      if second.isWord("itl") { self = .list(.itl) }
      if second.isWord("ctl") { self = .list(.ctl) }
      if second.isWord("version") { self = .version }
      if second.isWord("status") || second.isWord("myself") { self = .status }
      if second.isWord("network"), next?.isWord("cluster") ?? false { self = .members }
      if second.isWord("cert") { self = Self.certificate(third) }
    }
  }

  /// What stands behind `show cert`.
  private static func certificate(_ text: TextSpan) -> LogCommand {
    var rest = text
    let which = rest.nextWord(separator: UInt8(ascii: "/"))
    let unit = rest.nextWord(separator: UInt8(ascii: "/"))
    if which?.isWord("own") ?? false {
      return unit.flatMap { CertificateUnit(typed: $0) }.map { .certificate($0) } ?? .other
    }
    if which?.isWord("trust") ?? false { return .other }
    return .certificates(isTrust: unit?.isWord("trust") ?? false)
  }
}

extension CertificateUnit {
  private static let names: [(name: [UInt8], small: [UInt8], unit: CertificateUnit)] =
    allCases.map { (Array($0.rawValue.utf8), $0.rawValue.utf8.map(TextSpan.small), $0) }

  /// The unit of this name.
  init?(span: TextSpan) {
    for row in Self.names where row.name.elementsEqual(span.bytes) {
      self = row.unit
      return
    }
    return nil
  }

  /// The unit of this name, in whatever letters, or of the file called so.
  init?(typed text: TextSpan) {
    let small = text.bytes.map(TextSpan.small)
    let name = small.suffix(4) == Array(".pem".utf8)[...] ? small.dropLast(4) : small[...]
    for row in Self.names where row.small.elementsEqual(name) {
      self = row.unit
      return
    }
    return nil
  }
}

/// A piece of a log: one command with everything that it printed.
struct LogPiece {
  var command: LogCommand
  /// Place of the file among those that are read.
  var file: Int
  /// The line of the command, or the first line of what has none; counted from 1.
  var line: Int
  /// Where that line begins.
  var head: Int
  /// Bytes of what was printed, and the line on which that begins.
  var start: Int
  var end: Int
  var bodyLine: Int
}

/// Cuts a log at the product's prompt, one piece after the other, without looking at anything else.
///
/// Looks at the first bytes of each line only, so that a very long log takes no longer than finding
/// its line ends. A text without any prompt is cut where a command of the product, a listing or an
/// alarm begins.
struct SessionSplitter {
  private let all: TextSpan
  private let cleaner: LineCleaner
  private let hasPrompts: Bool
  /// The piece whose end is not found yet; nil behind the last one.
  private var open: LogPiece?
  private var at = 0
  private var line = 0

  init(_ all: TextSpan, file: Int, _ cleaner: LineCleaner) {
    self.all = all
    self.cleaner = cleaner
    let first = LogPiece(
      command: .loose, file: file, line: 1, head: 0, start: 0, end: 0, bodyLine: 1)
    open = first
    hasPrompts = Self.findsPrompt(all, cleaner)
  }

  private static func findsPrompt(_ all: TextSpan, _ cleaner: LineCleaner) -> Bool {
    var start = 0
    while start < all.count {
      let end = LineEnds.next(all, from: start)
      if command(all, start, end, cleaner) != nil { return true }
      start = end + 1
    }
    return false
  }

  /// The next piece; nil behind the last one.
  mutating func next() -> LogPiece? {
    guard var piece = open else { return nil }
    while at < all.count {
      line += 1
      let start = at
      let end = LineEnds.next(all, from: start)
      at = end + 1
      let command =
        hasPrompts
        ? Self.command(all, start, end, cleaner) : Self.beginning(all, start, end, cleaner)
      guard let command else { continue }
      piece.end = start
      let isAnswer = hasPrompts || command != .loose
      open = LogPiece(
        command: command, file: piece.file, line: line, head: start,
        start: isAnswer ? min(at, all.count) : start, end: 0,
        bodyLine: isAnswer ? line + 1 : line)
      return piece
    }
    piece.end = all.count
    open = nil
    return piece
  }

  /// The command of a line that begins with a prompt.
  private static func command(
    _ all: TextSpan, _ start: Int, _ end: Int, _ cleaner: LineCleaner
  ) -> LogCommand? {
    var first = start
    while first < end, all[first] == 0x20 { first += 1 }
    guard first < end else { return nil }
    switch all[first] {
    case UInt8(ascii: "a"):
      guard all.matches("admin:", at: first) else { return nil }
    case 0x1B, 0x0D, 0x08, 0x00, UInt8(ascii: "P"), UInt8(ascii: "*"), UInt8(ascii: "["):
      // A prompt behind colours, or behind what is left of the pager's question.
      guard all.part(start, min(end, start + 512)).contains("admin:") else { return nil }
    default: return nil
    }
    let typed = cleaner.clean(all, start, end).trimmed.after("admin:")
    return typed.map { LogCommand(typed: $0) }
  }

  /// What a line begins where no prompt tells.
  private static func beginning(
    _ all: TextSpan, _ start: Int, _ end: Int, _ cleaner: LineCleaner
  ) -> LogCommand? {
    guard start < end else { return nil }
    let line = all.part(start, end)
    switch all[start] {
    case UInt8(ascii: "r"), UInt8(ascii: "s"), UInt8(ascii: "u"):
      guard line.hasPrefix("run sql ") || line.hasPrefix("show ") || line.hasPrefix("utils ")
      else { return nil }
      return LogCommand(typed: cleaner.clean(all, start, end))
    case UInt8(ascii: "T"):
      let isList =
        line.hasPrefix("The checksum value of the ITL")
        || line.hasPrefix("The checksum value of the CTL")
      return isList ? .loose : nil
    case UInt8(ascii: "<"):
      let isAlarm =
        line.hasPrefix("<?xml") || line.hasPrefix("<x-cisco-alarm") || line.hasPrefix("<Alarm ")
      return isAlarm ? .loose : nil
    default: return nil
    }
  }
}

/// Finds line ends.
enum LineEnds {
  /// Where the line that this place belongs to ends: at its line feed, or behind the last byte.
  static func next(_ all: TextSpan, from start: Int) -> Int {
    all.place(of: 0x0A, from: start) ?? max(start, all.count)
  }
}

/// The lines of a piece, cleaned one after the other.
struct LogLines {
  private let all: TextSpan
  private let cleaner: LineCleaner
  private var at: Int
  private let end: Int
  /// Number of the line that was given last.
  private(set) var line: Int

  init(_ piece: LogPiece, of all: TextSpan, _ cleaner: LineCleaner) {
    self.all = all
    self.cleaner = cleaner
    at = piece.start
    end = piece.end
    line = piece.bodyLine - 1
  }

  /// The next line; nil behind the last one.
  mutating func next(keepsBlanks: Bool = false) -> TextSpan? {
    guard at < end else { return nil }
    let stop = min(LineEnds.next(all, from: at), end)
    let text = cleaner.clean(all, at, stop, keepsBlanks: keepsBlanks)
    at = stop + 1
    line += 1
    return text
  }

  /// The next of so many lines of the piece, without blanks around it.
  mutating func next(atMost limit: Int, of piece: LogPiece) -> TextSpan? {
    line - piece.bodyLine + 1 < limit ? next()?.trimmed : nil
  }
}
