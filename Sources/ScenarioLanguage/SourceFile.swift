/// One file while it is being read.
final class SourceFile: Sendable {
  /// Place in ``Scenario/files``.
  let index: Int
  let name: String
  let bytes: [UInt8]
  /// Nothing in it need be looked at letter by letter.
  let isASCII: Bool

  init(index: Int, text: SourceText) {
    self.index = index
    name = text.name
    bytes = text.bytes
    isASCII = TextForm.isASCII(text.bytes)
  }

  /// The bytes as text; only for ranges that were found to be UTF-8, or to show damage.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// A line to show. Every byte that is not UTF-8 becomes one `?`, so that columns stay what they
  /// are in the file.
  func shownLine(_ start: Int, _ end: Int) -> String {
    let end = max(start, end)
    if let text = String(validating: bytes[start..<end], as: UTF8.self) { return text }
    var shown: [UInt8] = []
    var at = start
    while at < end {
      let length = bytes[at] < 0x80 ? 1 : LineSplitter.decode(bytes, at, end).length
      if length == 0 { shown.append(UInt8(ascii: "?")) }
      shown += bytes[at..<at + length]
      at += max(length, 1)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  func bytesEqual(_ start: Int, _ otherStart: Int, count: Int) -> Bool {
    let bytes = bytes
    let one = bytes.span.extracting(start..<start + count)
    let other = bytes.span.extracting(otherStart..<otherStart + count)
    for offset in one.indices where one[offset] != other[offset] { return false }
    return true
  }
}

/// One line that says something: neither blank nor a comment.
struct Statement {
  /// Place in ``Scenario/files``.
  var file: Int32
  var line: Int32
  /// Where the line begins in the file.
  var lineStart: Int32
  /// Its first byte that is no blank.
  var start: Int32
  /// Its end, without the line end.
  var end: Int32

  var indent: Int { Int(start - lineStart) }
}

/// One thing wrong, by its place in the bytes of a file.
package struct Problem: Error {
  /// What kind of mistake it is.
  package var code: DiagnosticCode
  /// What is wrong, in words.
  package var message: String
  /// The first byte of what is wrong.
  package var start: Int
  /// Behind its last byte.
  package var end: Int
  /// What could stand there, in words.
  package var expected: String?
  /// What was probably meant.
  package var suggestion: String?

  init(
    _ code: DiagnosticCode, _ message: String, _ start: Int, _ end: Int,
    expected: String? = nil, suggestion: String? = nil
  ) {
    self.code = code
    self.message = message
    self.start = start
    self.end = end
    self.expected = expected
    self.suggestion = suggestion
  }
}

/// The diagnostics of one reading: the first few hundred, and the count of all.
struct DiagnosticLog {
  static let kept = 400
  private(set) var errorCount = 0
  private(set) var hasLimit = false
  private var found: [(diagnostic: Diagnostic, file: Int, order: Int)] = []
  /// One a file at most.
  private var noted: [(diagnostic: Diagnostic, file: Int, order: Int)] = []
  /// Warnings, which must not take the place of errors.
  private var warned: [(diagnostic: Diagnostic, file: Int, order: Int)] = []
  /// Values that a health check found to be asked for.
  private(set) var questionCount = 0

  /// No further error will be kept, so nobody need look for suggestions.
  var isFull: Bool { found.count >= Self.kept }

  mutating func append(_ diagnostic: Diagnostic, file: Int) {
    if diagnostic.severity == .note { return noted.append((diagnostic, file, noted.count)) }
    guard diagnostic.severity == .error else {
      if diagnostic.code == .unfilledValue { questionCount += 1 }
      if warned.count < Self.kept {
        warned.append((diagnostic, file, found.count + warned.count))
      }
      return
    }
    errorCount += 1
    hasLimit = hasLimit || diagnostic.code.isLimit
    // A limit decides the exit status, so the first ones are kept whatever came before them.
    if isFull && !(diagnostic.code.isLimit && found.count < 2 * Self.kept) { return }
    found.append((diagnostic, file, found.count + warned.count))
  }

  mutating func count() { errorCount += 1 }

  /// In the order of files, lines and columns.
  var sorted: [Diagnostic] {
    (noted + found + warned).sorted {
      ($0.file, $0.diagnostic.line, $0.diagnostic.column, $0.order)
        < ($1.file, $1.diagnostic.line, $1.diagnostic.column, $1.order)
    }.map(\.diagnostic)
  }
}
