import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TrustReports
import TrustRules
import TrustVerdicts
import VirtualTime

/// What holds of any text that is read as a scenario, with the files it names.
///
/// It is read or refused, with errors that lie in its files. One that is read says the same in each
/// of its forms, and runs, within limits, to pages that drive neither a terminal nor a log.
package enum ScenarioProperty {
  /// Few phones and lines: one input is to take milliseconds.
  static var limits: Limits {
    var limits = Limits()
    limits.lineBytes = 2_048
    limits.files = 6
    limits.steps = 40
    limits.phones = 24
    limits.nodes = 12
    return limits
  }

  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    try check(InputFiles(bytes))
  }

  static func check(_ files: InputFiles, runs: Bool = true) throws(BrokenProperty) {
    let outcome = readScenario(InputFiles.first, with: files, limits: limits)
    try check(outcome, files)
    guard let scenario = outcome.scenario else {
      if files.parts.count == 1 { try checkSuggestion(outcome, files) }
      let isAsked = outcome.diagnostics.allSatisfy { $0.code == .unfilledValue }
      return isAsked ? try checkHealth(files) : ()
    }
    let again = try checkForms(scenario)
    guard runs, unsupported(in: scenario).isEmpty, isShort(scenario) else { return }
    try checkRun(scenario, again)
  }

  // MARK: Diagnostics

  /// What was probably meant can be put in place of what is marked, and is not marked again.
  private static func checkSuggestion(_ outcome: ReadOutcome, _ files: InputFiles)
    throws(BrokenProperty)
  {
    guard
      let first = outcome.diagnostics.first(where: {
        $0.suggestion != nil && $0.line > 0 && $0.file == InputFiles.first
      }), let suggestion = first.suggestion, let bytes = files.plainBytes(InputFiles.first)
    else { return }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let start = first.column - 1
    let end = min(start + first.caretLength, lines[first.line - 1].count)
    lines[first.line - 1].replaceSubrange(start..<end, with: suggestion.utf8)
    let mended = Array(lines.joined(separator: [0x0A]))
    let again = readScenario(
      InputFiles.first, with: InputFiles([(InputFiles.first, mended)]), limits: limits)
    let same = again.diagnostics.first {
      $0.code == first.code && $0.line == first.line && $0.column == first.column
        && $0.suggestion != nil
    }
    if let same {
      throw BrokenProperty(
        description: "what is suggested is marked again:\n\(first.rendered(color: false))\n"
          + same.rendered(color: false))
    }
  }

  static func check(_ outcome: ReadOutcome, _ files: InputFiles) throws(BrokenProperty) {
    try require(
      (outcome.scenario == nil) == (outcome.errorCount > 0), "a scenario and errors, or neither")
    for diagnostic in outcome.diagnostics {
      let what = "\(diagnostic.code.rawValue) \(diagnostic.file):\(diagnostic.line)"
      try require(!diagnostic.message.isEmpty && diagnostic.caretLength >= 1, "\(what): empty")
      guard diagnostic.line > 0 else {
        try require(diagnostic.line == 0, "\(what): the line")
        continue
      }
      guard files.bytes(diagnostic.file) != nil else {
        throw BrokenProperty(description: "\(what): there is no such file")
      }
      guard let bytes = files.plainBytes(diagnostic.file) else { continue }
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      try require(diagnostic.line <= lines.count, "\(what): \(lines.count) lines")
      let line = lines[diagnostic.line - 1]
      try require(
        1...line.count + 1 ~= diagnostic.column,
        "\(what): column \(diagnostic.column) of \(line.count)")
    }
    try Printed.check(outcome.rendered(color: false, atMost: 1_000), "diagnostics")
  }

  /// What stands out before the first step is said whatever the answers are to what is asked for.
  static func checkHealth(_ files: InputFiles) throws(BrokenProperty) {
    let first = readScenario(InputFiles.first, with: files, standIns: .first)
    for answers in StandIns.all(first.needed, servers: 2) {
      let outcome = readScenario(InputFiles.first, with: files, standIns: answers)
      guard let scenario = outcome.scenario, scenario.estate.phoneCount <= 100,
        unsupported(in: scenario).isEmpty, isShort(scenario)
      else { continue }
      do {
        let found = try preflight(scenario)
        let findings = reportedFindings(found.findings, of: scenario, steps: found.steps)
        let text = FindingsText.text(findings, color: false)
        try Printed.check(text, "the findings")
      } catch { throw BrokenProperty(description: "\(error)") }
    }
  }

  // MARK: Forms

  /// The scenario as its own text gives it back.
  static func checkForms(_ scenario: Scenario) throws(BrokenProperty) -> Scenario {
    let text = ScenarioText(scenario)
    let mop = text.mop
    let again = try reread(mop, "the text")
    try require(
      ScenarioText(again).mop == mop,
      "the text says something else than what was read from it:\n\(mop)---\n"
        + ScenarioText(again).mop)
    for (name, form) in [("JSON", text.json), ("CSV", text.csv)] {
      guard let back = ScenarioForms.mop(Array(form.utf8)) else {
        throw BrokenProperty(description: "\(name) is not taken for a scenario:\n\(form)")
      }
      let other = try reread(back, name)
      try require(
        ScenarioText(other).mop == mop, "\(name) says something else:\n\(back)---\n\(mop)")
    }
    return again
  }

  private static func reread(_ text: String, _ what: String) throws(BrokenProperty) -> Scenario {
    let files = InputFiles([(InputFiles.first, Array(text.utf8))])
    let outcome = readScenario(InputFiles.first, with: files)
    guard let scenario = outcome.scenario else {
      throw BrokenProperty(
        description: "\(what) is refused: \(outcome.rendered(color: false))\n\(text)")
    }
    return scenario
  }

  // MARK: Runs

  /// The run ends within days, and takes few events.
  static func isShort(_ scenario: Scenario) -> Bool {
    var span = Span(starts: scenario.starts)
    for section in [scenario.happened].compactMap({ $0 }) + scenario.sections {
      span.add(section.items, times: 1)
    }
    if let backOut = scenario.backOut { span.add(backOut.items, times: 1) }
    for absence in scenario.estate.absences {
      span.add(absence.from)
      span.add(absence.to)
    }
    let isQuick = scenario.assumptions.contains { assumption in
      guard let name = TimeConstant(rawValue: assumption.name), name.quantity == .duration,
        let value = name.value(assumption.value)
      else { return false }
      if value > Duration.hours(6).microseconds { return true }
      // Phones that ask again at once have a run go on and on.
      return value * 10 < name.standard
    }
    return span.length < .days(10) && !isQuick
  }

  private static func checkRun(_ scenario: Scenario, _ again: Scenario) throws(BrokenProperty) {
    let (report, digest) = try run(scenario)
    try PagesProperty.check(report)
    do {
      var world = World(again, law: Law(of: again), times: TimeConstants(of: again))
      let second = try world.run()
      try require(digest == second.digest, "what was written down and read again runs otherwise")
    } catch { throw BrokenProperty(description: "\(error)") }
  }

  static func run(_ scenario: Scenario) throws(BrokenProperty) -> (Report, String) {
    let result: RunResult
    do throws(RunProblem) {
      result = try assess(scenario, workers: .one, keepsFates: true)
    } catch {
      throw BrokenProperty(description: "\(error)")
    }
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: "1", inputDigest: "0", rulesDigest: rulesDigest(), seed: scenario.seed),
      floors: result.fewestRegisteredAtSteps)
    return (report, result.trace.digest)
  }
}

/// How long a runbook takes at most, roughly.
private struct Span {
  let starts: Instant
  var length = Duration.zero

  init(starts: Instant) { self.starts = starts }

  mutating func add(_ instant: Instant) {
    let far = instant < starts ? starts - instant : instant - starts
    length = max(length, far)
  }

  mutating func add(_ more: Duration, times: Int) {
    for _ in 0..<times where length < .days(100) { length = length + more }
  }

  mutating func add(_ items: [Item], times: Int) {
    for item in items {
      switch item {
      case .step(let step): add(step, times: times)
      case .wait(let wait): add(wait.within, times: times)
      case .expect(let expectation):
        switch expectation.when {
        case .at(let instant): add(instant)
        case .after(let duration): add(duration, times: times)
        case .here, .always: break
        }
      case .preflight: break
      case .forNodes(let block):
        if case .oneAtATime(let every?) = block.pace {
          add(every, times: times * block.nodes.count)
        }
        add(block.items, times: times * block.nodes.count)
      case .anyOrder(let inner): add(inner, times: times)
      }
    }
  }

  private mutating func add(_ step: Step, times: Int) {
    switch step.time {
    case .after(let duration): add(duration < .zero ? .zero - duration : duration, times: times)
    case .at(let instant): add(instant)
    case .withPrevious: break
    }
    switch step.act {
    case .fault(.nodeDown(_, let length)), .fault(.siteCut(_, let length)):
      add(length, times: times)
    case .fault(.serviceStopped(_, _, let length?)), .fault(.replicationStopped(_, let length?)):
      add(length, times: times)
    case .action(_, .resetPhones(_, let batch?)), .action(_, .powerCycle(_, let batch?)):
      add(batch.every, times: times * 24)
    default: break
    }
  }
}
