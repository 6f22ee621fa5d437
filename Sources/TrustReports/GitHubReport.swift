import TextFormats

/// Annotations for GitHub Actions: at most ten over all reports, failures first.
///
/// Source: GitHub Docs, Workflow commands for GitHub Actions, setting an error message.
package struct GitHubReport {
  package static let limit = 10
  private let reports: [Report]

  package init(_ reports: [Report]) { self.reports = reports }

  private struct Annotation {
    var level: String
    var file: String
    var line: Int
    var title: String
    var message: String
  }

  /// One line an annotation, and a last one without a place that gives each verdict.
  package var text: String {
    let all = reports.map(annotations)
    let sorted = ["error", "warning"].flatMap { level in
      let ofLevel = all.map { $0.filter { $0.level == level } }
      // The first of every plan, then the second of every plan: nine of one plan hide the others.
      let most = ofLevel.map(\.count).max() ?? 0
      return (0..<most).flatMap { rank in ofLevel.compactMap { $0.dropFirst(rank).first } }
    }
    // One is left for the verdict.
    let shown = sorted.prefix(Self.limit - 1)
    var lines = shown.map(command)
    if let last = summary(hidden: sorted.count - shown.count) { lines.append(last) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func annotations(_ report: Report) -> [Annotation] {
    report.expectations.compactMap { expectation in
      let level: String
      let word: String
      switch expectation.result {
      case .met, .notJudged: return nil
      case .notMet:
        level = expectation.isWarning ? "warning" : "error"
        word = expectation.isWarning ? "Warning" : "Not met"
      case .depends:
        level = "warning"
        word = "Depends"
      }
      var message = "\(expectation.statement): "
      message += expectation.measured ?? expectation.reason ?? "not met"
      if let time = expectation.time { message += " at \(time)" }
      if expectation.result == .depends {
        message +=
          "; depends on \(Words.dependences(expectation.dependsOn.map(Words.together), atMost: 4))"
      }
      let file = report.files.indices.contains(expectation.file) ? expectation.file : 0
      return Annotation(
        level: level, file: report.files.isEmpty ? "" : report.files[file],
        line: expectation.line, title: "\(word): \(expectation.name ?? Self.title(of: report))",
        message: message)
    }
  }

  private func summary(hidden: Int) -> String? {
    guard let first = reports.first else { return nil }
    var message =
      reports.count == 1
      ? first.sentence
      : ReportedVerdict.counts(reports.map(\.verdict))
        + " of \(Words.counted(reports.count, "scenario"))."
    if hidden > 0 { message += " \(Words.number(hidden)) more are not shown here." }
    let title = reports.count == 1 ? Self.title(of: first) : "trustsim"
    return "::notice title=\(Self.property(title))::\(Self.data(message))"
  }

  /// Its title, or the file it is in.
  private static func title(of report: Report) -> String {
    report.title.isEmpty ? report.files.first ?? "a plan without a title" : report.title
  }

  /// What stands on no line of its own - what every plan must meet - is said of the file.
  private func command(_ annotation: Annotation) -> String {
    let line = annotation.line > 0 ? "line=\(annotation.line)," : ""
    return "::\(annotation.level) file=\(Self.property(annotation.file)),\(line)"
      + "title=\(Self.property(annotation.title))::\(Self.data(annotation.message))"
  }

  /// A message: nothing in it ends the line or begins another command.
  static func data(_ text: String) -> String {
    var data = ""
    var previous: Character = " "
    for character in TextLayout.cut(Words.safe(text), to: 1_000) {
      // `::` opens a command; a blank keeps it readable and harmless.
      if character == ":" && previous == ":" { data += " " }
      data += character == "%" ? "%25" : String(character)
      previous = character
    }
    return data
  }

  /// A property ends at a comma, and all of them at a colon.
  static func property(_ text: String) -> String {
    var property = ""
    for character in TextLayout.cut(Words.safe(text), to: 200) {
      switch character {
      case "%": property += "%25"
      case ":": property += "%3A"
      case ",": property += "%2C"
      default: property.append(character)
      }
    }
    return property
  }
}

extension ReportFormat {
  /// For a log of GitHub Actions: annotations at the scenarios' lines.
  package static let github = ReportFormat(
    name: "github", ending: "github.txt",
    write: { report, _, outlet in outlet.put(GitHubReport([report]).text) },
    pageOfAll: { runs in
      GitHubReport(runs.compactMap { if case .report(let report) = $0 { report } else { nil } })
        .text
    })
}
