import TextFormats
import TrustListFiles

/// Reads one statement from left to right.
///
/// Each `take` moves past what it took, or throws a ``Problem`` at the place where it stopped.
struct Cursor {
  private(set) var file: SourceFile
  private(set) var statement: Statement
  private var tokenizer = Tokenizer()
  /// The next token.
  var next = 0

  init(_ file: SourceFile) {
    self.file = file
    statement = Statement(file: 0, line: 0, lineStart: 0, start: 0, end: 0)
  }

  /// Starts anew with another statement.
  mutating func load(_ statement: Statement, of file: SourceFile) throws(Problem) {
    self.file = file
    self.statement = statement
    next = 0
    if let problem = tokenizer.tokenize(file, statement) { throw problem }
  }

  // MARK: Looking

  var tokens: [Token] { tokenizer.tokens }
  var isAtEnd: Bool { next >= tokenizer.tokens.count }
  /// End of the statement without comment and blanks.
  var contentEnd: Int { tokenizer.contentEnd }
  /// Where the next token begins, or the statement ends.
  var position: Int {
    isAtEnd ? max(contentEnd, Int(statement.start)) : tokenizer.tokens[next].outerStart
  }
  /// Where the token before the next one ends.
  var lastEnd: Int { next > 0 ? tokenizer.tokens[next - 1].outerEnd : Int(statement.start) }

  var nextKind: Token.Kind? { isAtEnd ? nil : tokenizer.tokens[next].kind }

  func text(_ token: Token) -> String { file.text(Int(token.start), Int(token.end)) }

  /// Everything between two places of the line, as written.
  func raw(from start: Int, to end: Int) -> String { file.text(start, end) }

  /// The next token if it is an unquoted word.
  var nextWord: String? {
    guard nextKind == .word else { return nil }
    return text(tokenizer.tokens[next])
  }

  func isNext(_ word: StaticString) -> Bool { isWord(next, word) }

  func isWord(_ index: Int, _ word: StaticString) -> Bool {
    guard index < tokenizer.tokens.count else { return false }
    let token = tokenizer.tokens[index]
    guard token.kind == .word, Int(token.end - token.start) == word.utf8CodeUnitCount else {
      return false
    }
    let bytes = file.bytes
    return word.stands(in: bytes.span, at: Int(token.start))
  }

  /// Whether nothing stands between the next token and the one before it.
  func isJoined(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index - 1].outerEnd == tokens[index].outerStart
  }

  // MARK: Taking

  mutating func accept(_ word: StaticString) -> Bool {
    guard isNext(word) else { return false }
    next += 1
    return true
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard nextKind == kind else { return false }
    next += 1
    return true
  }

  mutating func expect(_ word: StaticString) throws(Problem) {
    guard !accept(word) else { return }
    throw unexpected("\(word)", words: ["\(word)"])
  }

  mutating func expect(_ kind: Token.Kind, _ shown: String) throws(Problem) {
    guard !accept(kind) else { return }
    throw unexpected(shown)
  }

  func expectEnd() throws(Problem) {
    guard !isAtEnd else { return }
    throw Problem(
      .leftOver, "nothing more can stand here: \(raw(from: position, to: contentEnd))", position,
      contentEnd, expected: "the end of the line")
  }

  /// A word or a quoted text that is a value: `?` says that the administrator must fill it in.
  mutating func takeValue(_ what: String) throws(Problem) -> Token {
    guard let kind = nextKind, kind == .word || kind == .quoted else { throw unexpected(what) }
    let token = tokens[next]
    if kind == .word, !file.isASCII,
      let found = Typography.first(in: file.bytes, Int(token.start), Int(token.end))
    {
      throw Typography.problem(found)
    }
    next += 1
    if kind == .word, token.end - token.start == 1,
      file.bytes[Int(token.start)] == UInt8(ascii: "?")
    {
      throw problem(
        .unfilledValue, "a value that must be filled in before the scenario can run", at: token,
        expected: what)
    }
    return token
  }

  /// A value of free text; an unquoted keyword shows that the value was left out.
  mutating func takeText(_ what: String) throws(Problem) -> String {
    let token = try takeValue(what)
    let value = text(token)
    if token.kind == .word, Keywords.all.contains(value) {
      next -= 1
      throw problem(
        .keywordAsName, "\(value) is a keyword and cannot be \(what)", at: token, expected: what,
        suggestion: "\"\(value)\"")
    }
    if value.isEmpty { throw problem(.badName, "the text is empty", at: token, expected: what) }
    return value
  }

  /// One of a closed list of words.
  mutating func takeChoice<Choice>(
    _ choices: [(String, Choice)], _ what: String
  ) throws(Problem) -> Choice {
    let expected = Suggestions.choice(choices.map(\.0))
    guard nextKind == .word else { throw unexpected(expected) }
    let token = try takeValue(expected)
    let value = text(token)
    if let found = choices.first(where: { $0.0 == value }) { return found.1 }
    throw problem(
      .unknownWord, "\(value) is no \(what)", at: token, expected: expected,
      suggestion: Suggestions.nearest(to: value, among: choices.map(\.0)))
  }

  mutating func takeChoice<Choice: CaseIterable & RawRepresentable>(
    _ type: Choice.Type, _ what: String
  ) throws(Problem) -> Choice where Choice.RawValue == String {
    try takeChoice(type.allCases.map { ($0.rawValue, $0) }, what)
  }

  // MARK: Complaining

  func problem(
    _ code: DiagnosticCode, _ message: String, at token: Token, expected: String? = nil,
    suggestion: String? = nil
  ) -> Problem {
    Problem(
      code, message, token.outerStart, token.outerEnd, expected: expected, suggestion: suggestion)
  }

  /// The next token is not what must stand there, or the line ends too early.
  func unexpected(_ expected: String, words: [String] = []) -> Problem {
    guard !isAtEnd else {
      let end = position
      return Problem(.unexpected, "the line ends too early", end, end + 1, expected: expected)
    }
    let token = tokens[next]
    let written = raw(from: token.outerStart, to: token.outerEnd)
    let near = token.kind == .word ? Suggestions.nearest(to: written, among: words) : nil
    return problem(
      .unexpected, "\(written) cannot stand here", at: token, expected: expected, suggestion: near)
  }
}
