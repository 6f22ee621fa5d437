/// A piece of a log: one command with everything that it printed.
struct LogPiece {
  enum Kind: Hashable {
    /// Typed at the product's prompt.
    case command
    /// Text without a command above it.
    case loose
  }
  var kind: Kind
  /// The command as it was typed; empty where none was.
  var command: String
  /// Place of the file among those that are read.
  var file: Int
  /// The line of the command, or the first line of what has none; counted from 1.
  var line: Int
  /// Bytes of what was printed, and the line on which that begins.
  var start: Int
  var end: Int
  var bodyLine: Int

  /// The first words of the command, in small letters and with single blanks.
  var words: [Substring] {
    command.lowercased().split { $0 == " " || $0 == "\t" }
  }
}

/// Cuts a log at the product's prompt, without looking at anything else.
///
/// Looks at the first bytes of each line only, so that a very long log takes no longer than finding
/// its line ends.
struct SessionSplitter {
  /// What the product prints before a command is typed.
  static let prompt = Array("admin:".utf8)
  let bytes: [UInt8]
  let file: Int

  /// The pieces of the log, in order. A text without any prompt is cut where a command of the
  /// product, a listing or an alarm begins.
  func pieces() -> [LogPiece] {
    let marked = cut(isPrompt: true)
    return marked.contains { $0.kind == .command } ? marked : cut(isPrompt: false)
  }

  private func cut(isPrompt: Bool) -> [LogPiece] {
    var found = [
      LogPiece(kind: .loose, command: "", file: file, line: 1, start: 0, end: 0, bodyLine: 1)
    ]
    bytes.withUnsafeBufferPointer { all in
      var line = 0
      var start = 0
      while start < all.count {
        line += 1
        let end = LineEnds.next(all, from: start)
        let head =
          isPrompt ? Self.command(all, start, end) : Self.beginning(all, start, end)
        if let head {
          found[found.count - 1].end = start
          switch head {
          case .command(let text):
            found.append(
              LogPiece(
                kind: .command, command: text, file: file, line: line,
                start: min(end + 1, all.count), end: all.count, bodyLine: line + 1))
          case .text:
            found.append(
              LogPiece(
                kind: .loose, command: "", file: file, line: line, start: start,
                end: all.count, bodyLine: line))
          }
        }
        start = end + 1
      }
      found[found.count - 1].end = all.count
    }
    return found
  }

  private enum Head {
    case command(String)
    case text
  }

  /// The command of a line that begins with a prompt.
  private static func command(_ all: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Head?
  {
    var first = start
    while first < end, all[first] == 0x20 { first += 1 }
    guard first < end else { return nil }
    switch all[first] {
    case UInt8(ascii: "a"):
      guard matches(all, first, end, prompt) else { return nil }
    case 0x1B, 0x0D, 0x08, 0x00, UInt8(ascii: "P"), UInt8(ascii: "*"), UInt8(ascii: "["):
      // A prompt behind colours, or behind what is left of the pager's question.
      guard contains(all, start, min(end, start + 512), prompt) else { return nil }
    default: return nil
    }
    let text = TerminalText.clean(all[start..<min(end, start + 65_536)])
    guard let typed = text.trimmed.text(after: "admin:") else { return nil }
    return .command(typed)
  }

  private static let commands = ["run sql ", "show ", "utils "].map { Array($0.utf8) }
  private static let texts = [
    "The checksum value of the ITL", "The checksum value of the CTL", "<?xml", "<x-cisco-alarm",
    "<Alarm ",
  ].map { Array($0.utf8) }

  /// What a line begins where no prompt tells.
  private static func beginning(
    _ all: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Head? {
    guard start < end else { return nil }
    switch all[start] {
    case UInt8(ascii: "r"), UInt8(ascii: "s"), UInt8(ascii: "u"):
      guard commands.contains(where: { matches(all, start, end, $0) }) else { return nil }
      return .command(TerminalText.clean(all[start..<min(end, start + 65_536)]))
    case UInt8(ascii: "T"), UInt8(ascii: "<"):
      return texts.contains { matches(all, start, end, $0) } ? .text : nil
    default: return nil
    }
  }

  private static func matches(
    _ all: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ word: [UInt8]
  ) -> Bool {
    guard end - start >= word.count else { return false }
    for offset in word.indices where all[start + offset] != word[offset] { return false }
    return true
  }

  private static func contains(
    _ all: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ word: [UInt8]
  ) -> Bool {
    var at = start
    while at + word.count <= end {
      if matches(all, at, end, word) { return true }
      at += 1
    }
    return false
  }
}

/// Finds line ends, eight bytes at a time.
enum LineEnds {
  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// Where the line that this place belongs to ends: at its line feed, or behind the last byte.
  static func next(_ all: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(all)
    var at = start
    while at + 8 <= all.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let feed = word ^ (low &* 0x0A)
      let ends = (feed &- low) & ~feed & high
      if ends != 0 { return at + ends.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < all.count, all[at] != 0x0A { at += 1 }
    return at
  }
}

/// The lines of a piece, cleaned one after the other.
struct PieceLines {
  let bytes: [UInt8]
  private var at: Int
  private let end: Int
  /// Number of the line that was given last.
  private(set) var line: Int

  init(_ piece: LogPiece, of bytes: [UInt8]) {
    self.bytes = bytes
    at = piece.start
    end = piece.end
    line = piece.bodyLine - 1
  }

  /// The next line; nil behind the last one.
  mutating func next(keepsBlanks: Bool = false) -> String? {
    guard at < end else { return nil }
    let stop = bytes.withUnsafeBufferPointer { min(LineEnds.next($0, from: at), end) }
    let text = TerminalText.clean(
      bytes[at..<min(stop, at + 65_536)], keepsBlanks: keepsBlanks)
    at = stop + 1
    line += 1
    return text
  }

  /// All that are left, with their numbers; of a very long piece only so many.
  mutating func rest(atMost limit: Int = 2_000_000) -> [(line: Int, text: String)] {
    var all: [(line: Int, text: String)] = []
    while all.count < limit, let text = next() { all.append((line, text)) }
    return all
  }
}
