import ScenarioLanguage
import TrustListFiles

// A log that went through a word processor or a mail program: blanks and quotes that are none.

extension FactsReader {
  typealias Place = (found: Typography, start: Int, end: Int)

  /// So many lines of a file are said.
  private static let mostLines = 100

  /// The first character of a word processor between two places.
  func typography(
    in range: Range<Int>, of file: Int, where isMeant: (Typography) -> Bool = { _ in true }
  ) -> Place? {
    Typography.first(
      in: sources[file].bytes, range.lowerBound, range.upperBound, where: isMeant)
  }

  /// Says where a command could not be what was typed, and where blanks of an answer, by which it
  /// is taken apart, are none. Quotes and dashes may be part of a name there.
  mutating func findTypography(in piece: LogPiece) {
    let file = piece.file
    if piece.command != .loose, let found = typography(in: piece.head..<piece.start, of: file) {
      say(found, onLine: piece.line, of: file)
    }
    guard piece.command != .other, piece.command != .loose else { return }
    var (start, line) = (piece.start, piece.bodyLine)
    var count = 0
    while start < piece.end, count < Self.mostLines {
      let end = min(lineEnd(from: start, of: file), piece.end)
      if let found = typography(in: start..<end, of: file, where: \.isBlank) {
        say(found, onLine: line, of: file)
        count += 1
      }
      (start, line) = (end + 1, line + 1)
    }
  }

  /// Says it with its place, as a diagnostic of a scenario does.
  ///
  /// - Parameter line: its number; nil: it is counted.
  mutating func say(_ found: Place, onLine line: Int?, of file: Int) {
    guard diagnostics.count < 1_000 else { return }
    let bytes = sources[file].bytes
    let before = bytes[..<found.start]
    let start = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let end = min(lineEnd(from: found.start, of: file), start + 4_096)
    let problem = Typography.problem(found)
    let isShown = found.end <= end
    diagnostics.append(
      Diagnostic(
        code: problem.code, message: problem.message, file: sources[file].name,
        line: line ?? before.count { $0 == UInt8(ascii: "\n") } + 1,
        column: found.start - start + 1,
        sourceLine: isShown ? String(decoding: bytes[start..<end], as: UTF8.self) : "",
        caretLength: found.end - found.start, expected: "the log as the terminal showed it",
        suggestion: problem.suggestion))
  }

  private func lineEnd(from start: Int, of file: Int) -> Int {
    LineEnds.next(TextSpan(sources[file].bytes), from: start)
  }
}
