package import ClusterModel

/// What reading a scenario gave.
package struct ReadOutcome: Sendable {
  /// The scenario; nil when there is any error.
  package var scenario: Scenario?
  /// In the order of files, lines and columns; of a file with very many errors only the first few
  /// hundred that were found, ``errorCount`` has them all.
  package var diagnostics: [Diagnostic]
  package var errorCount: Int
  /// The files that were read, in the order of ``Scenario/files``; kept to show lines later.
  package var sources: [SourceText]
  /// Where values stand in for a `?`.
  package var needed: StandIns.Needed = []
  /// Values that are asked for; of very many the diagnostics have only the first few hundred.
  package var questionCount = 0

  /// What was found wrong, or the scenario, with the files that were read.
  package init(
    scenario: Scenario?, diagnostics: [Diagnostic], errorCount: Int, sources: [SourceText],
    needed: StandIns.Needed = [], questionCount: Int = 0
  ) {
    self.scenario = scenario
    self.diagnostics = diagnostics
    self.errorCount = errorCount
    self.sources = sources
    self.needed = needed
    self.questionCount = questionCount
  }

  /// A limit was hit (exit status 75).
  package var hitLimit: Bool { diagnostics.contains { $0.code.isLimit } }
  /// The scenario's own file could not be read (exit status 66); what it includes, or takes
  /// phones from, counts as well.
  package var lacksInput: Bool { diagnostics.contains { $0.code == .unreadableFile } }

  /// At most so many diagnostics as a compiler prints them, then a count of the others; each ends
  /// with a line end. Empty when there is none.
  package func rendered(color: Bool, atMost limit: Int = 20) -> String {
    let notes = diagnostics.filter { $0.severity == .note }
    let others = diagnostics.filter { $0.severity != .note }
    // A scenario of very many files in another form says so of the first few.
    var text = ""
    for diagnostic in notes.prefix(limit) + others.prefix(limit) {
      text += diagnostic.rendered(color: color) + "\n"
    }
    let hidden = errorCount - others.prefix(limit).count { $0.severity == .error }
    if hidden > 0 { text += "and \(hidden) more \(hidden == 1 ? "error" : "errors")\n" }
    return text
  }

  /// A diagnostic at a place of the scenario, for what is found wrong after reading.
  ///
  /// A place that no text states gives one without a line.
  package func diagnostic(
    _ code: DiagnosticCode, _ message: String, at location: SourceLocation,
    caretLength: Int? = nil, expected: String? = nil, suggestion: String? = nil
  ) -> Diagnostic {
    let isStated = location.line > 0 && sources.indices.contains(location.file)
    let name = sources.indices.contains(location.file) ? sources[location.file].name : ""
    let line = isStated ? sourceLine(location) : []
    let rest = line.dropFirst(max(0, location.column - 1))
    return Diagnostic(
      code: code, message: message, file: name, line: isStated ? location.line : 0,
      column: isStated ? location.column : 0,
      sourceLine: String(decoding: line, as: UTF8.self),
      caretLength: caretLength ?? max(1, rest.count), expected: expected,
      suggestion: suggestion)
  }

  /// The bytes of one line without its line end and without blanks at its end.
  private func sourceLine(_ location: SourceLocation) -> [UInt8] {
    let bytes = sources[location.file].bytes
    var start = LineSplitter.hasByteOrderMark(bytes) ? 3 : 0
    for _ in 1..<max(location.line, 1) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return [] }
      start = end + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    var line = bytes[start..<end]
    while let last = line.last, last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") {
      line.removeLast()
    }
    return Array(line)
  }
}
