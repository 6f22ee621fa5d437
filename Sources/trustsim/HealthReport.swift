import ClusterModel
import ScenarioLanguage
import TrustReports
import TrustVerdicts

/// What `check` says of one file: what is certain, what hangs on a question that is left, and the
/// questions.
struct HealthReport {
  private let file: String
  private let needed: StandIns.Needed
  private let servers: [String]
  /// The first of them, and how many there are.
  private let questions: [Diagnostic]
  private let questionCount: Int
  private var findings: [(finding: ReportedFinding, answers: [StandIns])] = []
  private var places: [ReportedFinding: Int] = [:]
  private var all: [StandIns] = []
  /// More lines are counted.
  private static let mostLines = 40

  init(
    file: String, needed: StandIns.Needed, estate: Estate, questions: [Diagnostic],
    questionCount: Int
  ) {
    self.questionCount = questionCount
    self.file = file
    self.needed = needed
    let clusters = estate.clusters.count
    servers =
      clusters == 1 ? estate.nodes.filter { $0.runsTFTP && !$0.joinsLater }.map(\.name) : []
    self.questions = questions
  }

  /// Takes what was found with these answers to the questions without which nothing is found.
  mutating func add(_ found: [ReportedFinding], with answers: StandIns) {
    all.append(answers)
    for finding in found {
      if let place = places[finding] {
        findings[place].answers.append(answers)
      } else {
        places[finding] = findings.count
        findings.append((finding, [answers]))
      }
    }
  }

  private var certain: [ReportedFinding] {
    findings.filter { $0.answers.count == all.count }.map(\.finding)
  }

  private var uncertain: [(finding: ReportedFinding, answers: [StandIns])] {
    findings.filter { $0.answers.count < all.count }
  }

  var status: ExitStatus {
    ExitStatus(
      of: .check(
        losesPhones: certain.contains(where: \.losesPhones),
        mayLosePhones: uncertain.contains { $0.finding.losesPhones }))
  }

  func text(color: Bool) -> String {
    var text = head + FindingsText.text(certain, color: color)
    if !uncertain.isEmpty {
      text += "\nThat hangs on what is not answered yet:\n"
      text += FindingsText.text(
        uncertain.map { finding, answers in
          var finding = finding
          finding.text += " (only with \(words(answers)))"
          return finding
        }, color: color)
    }
    if needed.contains(.start) {
      text += "\nWhat has expired, or soon will, nobody can say before starts has a date.\n"
    }
    guard !questions.isEmpty else { return text }
    text += "\nStill to be answered; run refuses the file until then:\n"
    let lines = questionLines.prefix(Self.mostLines)
    text += lines.map { "  \($0.text)\n" }.joined()
    let more = questionCount - lines.reduce(0) { $0 + $1.count }
    return more > 0 ? text + "  and \(Words.counted(more, "question")) more\n" : text
  }

  /// A line of the file with all that is asked for in it.
  private var questionLines: [(text: String, count: Int)] {
    var lines: [(first: Diagnostic, wanted: [String])] = []
    for question in questions {
      let wanted = question.expected ?? "a value"
      if let last = lines.last?.first, last.file == question.file, last.line == question.line {
        lines[lines.count - 1].wanted.append(wanted)
      } else {
        lines.append((question, [wanted]))
      }
    }
    return lines.map { first, wanted in
      let place = "\(shown(first.file)):\(first.line):\(first.shownColumn)"
      let line = shown(Self.plain(first.sourceLine))
      return ("\(place): \(line)  (\(wanted.joined(separator: ", ")))", wanted.count)
    }
  }

  private var head: String {
    var head = "\(shown(file)): "
    let losing = certain.count(where: \.losesPhones)
    if certain.isEmpty {
      head += questions.isEmpty ? "nothing found" : "nothing found that is certain already"
    } else {
      head += "\(Words.counted(certain.count, "finding")), "
      head +=
        losing == 0 ? "none harms phones" : "\(losing) \(losing == 1 ? "harms" : "harm") phones"
    }
    if !questions.isEmpty { head += "; \(Words.counted(questionCount, "question")) left" }
    return head + "\n"
  }

  /// A line with single blanks and without its comment.
  private static func plain(_ line: String) -> String {
    let words = line.split(separator: " ")
    return words.prefix { !$0.hasPrefix("#") }.joined(separator: " ")
  }

  /// The answers with which something is found, among all that there could be.
  private func words(_ answers: [StandIns]) -> String {
    var parts: [String] = []
    let modes = [false, true].filter { mode in answers.contains { $0.isMixedMode == mode } }
    if needed.contains(.mode), modes.count == 1 {
      parts.append(modes[0] ? "mode mixed" : "mode non-secure")
    }
    let some = Self.distinct(answers)
    let every = Self.distinct(all)
    if needed.contains(.release), some.count < every.count {
      parts.append("release " + Self.range(some, of: every))
    }
    if needed.contains(.option150) {
      let first = Set(answers.map(\.firstServer))
      if first.count < Set(all.map(\.firstServer)).count {
        let names = first.sorted().map { servers.indices.contains($0) ? servers[$0] : "another" }
        parts.append("option150 beginning with \(names.joined(separator: " or "))")
      }
    }
    return parts.isEmpty ? "some answers" : parts.joined(separator: " and ")
  }

  private static func distinct(_ answers: [StandIns]) -> [String] {
    var releases: [String] = []
    for answer in answers where !releases.contains(answer.release.text) {
      releases.append(answer.release.text)
    }
    return releases
  }

  /// `10.0(1) to 12.5(1)` where the releases follow each other, else each of them.
  private static func range(_ some: [String], of all: [String]) -> String {
    guard some.count > 1, let first = some.first, let last = some.last,
      let start = all.firstIndex(of: first), let end = all.firstIndex(of: last),
      Array(all[start...end]) == some
    else { return some.joined(separator: " or ") }
    if end == all.count - 1 { return "\(first) or later" }
    return start == 0 ? "\(last) or earlier" : "\(first) to \(last)"
  }
}
