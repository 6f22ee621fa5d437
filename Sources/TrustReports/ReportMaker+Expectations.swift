import ClusterModel
import SimulationTrace
import TrustRules
import TrustVerdicts
import VirtualTime

extension ReportMaker {
  var reportedExpectations: [ReportedExpectation] {
    let expectations = Dictionary(trace.expectations.map { ($0.number, $0) }) { first, _ in first }
    let waits = Dictionary(trace.waits.map { ($0.number, $0) }) { first, _ in first }
    return assessment.expectations.compactMap { assessed in
      switch assessed.outcome.subject {
      case .expectation(let number):
        return expectations[number].map { line(assessed, of: $0) }
      case .wait(let number):
        return waits[number].map { line(assessed, of: $0) }
      case .preflight:
        return preflightLine(assessed)
      case .builtIn(let demand):
        return builtInLine(assessed, demand)
      }
    }
  }

  private func line(
    _ assessed: AssessedExpectation, of numbered: NumberedExpectation
  ) -> ReportedExpectation {
    let expectation = numbered.expectation
    var measured = assessed.outcome.measurement.map { words(for: $0, expectation.test) }
    if case .always = expectation.when, assessed.outcome.timesMeasured > 1, let said = measured {
      let times = Words.number(assessed.outcome.timesMeasured)
      measured = said + (assessed.outcome.result == .notMet ? "" : ", \(times) times")
    }
    return reported(
      assessed, name: expectation.name, statement: Words.statement(expectation.text),
      heading: numbered.heading,
      measured: measured, location: expectation.location)
  }

  private func line(_ assessed: AssessedExpectation, of numbered: NumberedWait)
    -> ReportedExpectation
  {
    let wait = numbered.wait
    var measured = assessed.outcome.measurement.map {
      words(for: $0, .condition(wait.condition))
    }
    if assessed.outcome.result == .notMet, let said = measured {
      measured = said + ", not met within \(wait.within.text)"
    }
    var line = reported(
      assessed, name: nil,
      statement: "wait until \(Words.statement(wait.text)) within \(wait.within.text)",
      heading: numbered.heading, measured: measured, location: wait.location)
    if line.reason != nil { line.reason = "the run did not come to this wait" }
    return line
  }

  private func preflightLine(_ assessed: AssessedExpectation) -> ReportedExpectation {
    let count = Int(assessed.outcome.measurement?.value ?? 0)
    let phones = assessed.outcome.measurement?.selected.map {
      Words.counted(Int($0), "phone")
    }
    let measured =
      count == 0
      ? "no finding would harm phones"
      : "\(Words.counted(count, "finding")) would harm \(phones ?? "phones")"
    return reported(
      assessed, name: nil, statement: "preflight", heading: "", measured: measured,
      location: .nowhere)
  }

  private func builtInLine(
    _ assessed: AssessedExpectation, _ demand: BuiltInExpectation
  ) -> ReportedExpectation {
    var line = reported(
      assessed, name: demand.rawValue, statement: demand.statement, heading: "",
      measured: assessed.outcome.measurement.map { words(for: $0, demand) }, location: .nowhere)
    line.builtin = true
    return line
  }

  /// What was measured for a demand that every plan has to meet.
  func words(for measurement: Measurement, _ demand: BuiltInExpectation) -> String {
    let count = Int(measurement.value)
    let base = Words.number(measurement.base ?? 0)
    switch demand {
    case .noNewLoss:
      let excused = trace.worsening.trust.excused
      let said = excused > 0 ? "; \(Words.number(excused)) more as the plan expects" : ""
      return "\(Words.number(count)) of \(base) lost\(said)"
    case .inService:
      let excused = trace.worsening.service.excused
      let said = excused > 0 ? "; \(Words.number(excused)) more as the plan expects" : ""
      return "\(Words.number(count)) of \(base) out of service\(said)"
    case .stepsDone:
      return "\(Words.number((measurement.base ?? 0) - measurement.value)) of \(base) done"
    }
  }

  private func reported(
    _ assessed: AssessedExpectation, name: String?, statement: String, heading: String,
    measured: String?, location: SourceLocation
  ) -> ReportedExpectation {
    let outcome = assessed.outcome
    var met: Bool?
    if assessed.verdict != nil { met = outcome.result == .met }
    var reason: String?
    if case .notJudged(let why) = outcome.result {
      switch why {
      case .backedOut: reason = "the back-out had begun"
      case .noBackOut: reason = "there was no back-out"
      case .notReached: reason = "the run ended before"
      }
    }
    return ReportedExpectation(
      result: ReportedResult(assessed.verdict), met: met, isWarning: outcome.isWarning, name: name,
      statement: statement, heading: heading, time: outcome.time.map(Words.time),
      seconds: outcome.time.map(seconds),
      measured: measured, value: outcome.measurement?.value, base: outcome.measurement?.base,
      selected: outcome.measurement?.selected, before: outcome.measurement?.before,
      timesMeasured: outcome.timesMeasured,
      dependsOn: assessed.others.map { $0.offDefault.rules.map(\.rawValue) }, reason: reason,
      file: location.file, line: location.line)
  }

  /// A measured value in the words of what was measured.
  func words(for measurement: Measurement, _ test: Expectation.Test) -> String {
    switch test {
    case .condition(let condition): return words(for: measurement, condition)
    case .anchors:
      return "\(Words.paths(Int(clamping: measurement.value))) left on some phone"
    case .longestOutage: return Words.duration(Duration(microseconds: measurement.value))
    case .alert(_, let raised):
      return raised == (measurement.value == 1) ? "raised" : "clear"
    case .step(_, let refused):
      let isSo = measurement.value == 1
      return isSo ? (refused ? "refused" : "done") : (refused ? "not refused" : "not done")
    case .remedy(_, let answer):
      return measurement.value == 1 ? answer.words : "another remedy"
    }
  }

  private func words(for measurement: Measurement, _ condition: Condition) -> String {
    if measurement.selected == 0 { return "no phone is selected" }
    var text = Words.number(measurement.value)
    guard let base = measurement.base ?? measurement.selected else { return text }
    text += " of \(Words.number(base))"
    if let selected = measurement.selected, selected != base {
      text += " \(baseName(condition.measure)), \(Words.number(selected)) in all"
    }
    if case .percentOfBefore = condition.threshold, let before = measurement.before {
      let share = Words.percentage(measurement.value, of: before).map { "\($0) of " } ?? ""
      return text + " (\(share)\(Words.number(before)) before)"
    }
    if case .percent = condition.threshold,
      let share = Words.percentage(measurement.value, of: base)
    {
      text += " (\(share))"
    }
    return text
  }

  private func baseName(_ measure: Measure) -> String {
    switch measure {
    case .registered, .unregistered, .oldConfiguration, .servicesFailing: "powered"
    // Security By Default, as Cisco abbreviates it.
    default: "with SBD"
    }
  }

  /// The verdict as one sentence.
  func sentence(_ expectations: [ReportedExpectation]) -> String {
    let judged = expectations.filter { !$0.isWarning && $0.result != .notJudged }
    let own = judged.contains { !$0.builtin } ? "" : " (those that every plan must meet)"
    let all = "all \(Words.number(judged.count)) expectations\(own) are met"
    let involved = assessment.coverage.rules.count
    switch assessment.verdict {
    case .fails:
      let failing = judged.count { $0.result == .notMet }
      return "Fails: \(Words.number(failing)) of \(Words.number(judged.count)) expectations\(own) "
        + "\(failing == 1 ? "is" : "are") not met; \(endClause)."
    case .passes:
      if assessment.passesAsAccepted {
        return "Passes as accepted: \(all) by default; \(acceptedClause); \(endClause)."
      }
      switch involved {
      case 0: return "Passes: \(all), and no undocumented behaviour is involved; \(endClause)."
      case 1:
        return "Passes: \(all), under both interpretations of the one undocumented behaviour "
          + "involved; \(endClause)."
      default:
        return "Passes: \(all), under every interpretation of the \(involved) undocumented "
          + "behaviours involved; \(endClause)."
      }
    case .inconclusive:
      return "Inconclusive: \(all) by default, but \(openClause); \(endClause)."
    }
  }

  private var acceptedClause: String {
    var parts: [String] = []
    if !assessment.dependsOn.isEmpty {
      parts.append(
        "the plan accepts what \(Words.list(assessment.accepted.map(\.rawValue))) "
          + (assessment.accepted.count == 1 ? "decides" : "decide"))
    }
    let steps = trace.notSimulatedSteps
    if !steps.isEmpty {
      parts.append(
        "the plan accepts \(steps.count == 1 ? "step" : "steps") "
          + "\(Words.list(steps.map(String.init))), which cannot be simulated")
    }
    return parts.joined(separator: "; ")
  }

  /// Why the verdict is not known.
  private var openClause: String {
    var parts: [String] = []
    let sets = assumptions.dependsOn.filter { !$0.isAccepted }.map(\.name)
    if !sets.isEmpty {
      parts.append("some depend on undocumented behaviour: \(Words.dependences(sets, atMost: 3))")
    }
    if !assessment.unknownSteps.isEmpty {
      let steps = Words.list(assessment.unknownSteps.map(String.init), atMost: 5)
      parts.append(
        "\(assessment.unknownSteps.count == 1 ? "step" : "steps") \(steps) cannot be simulated")
    }
    if assessment.coverage.notExamined > 0 {
      parts.append(
        "\(Words.counted(assessment.coverage.notExamined, "interpretation")) were not examined")
    }
    return parts.joined(separator: "; ")
  }

  /// How phones end: lost trust, no TFTP server, out of service.
  private var endClause: String {
    guard let last else { return "no phone was simulated" }
    var parts: [String] = []
    let lost = last.lost
    if lost > 0 {
      let stranded = last.count([.stranded])
      let isOne = lost == 1
      var text =
        "\(Words.number(lost)) of \(Words.counted(trace.phoneCount, "phone")) "
        + "\(isOne ? "has" : "have") lost trust at the end"
      switch stranded {
      case 0: text += (isOne ? " and can" : ", and all of them can") + " be saved remotely"
      case lost:
        text += isOne ? " and must be unlocked by hand" : ", and each must be unlocked by hand"
      default: text += ", \(Words.number(stranded)) of which must be unlocked by hand"
      }
      parts.append(text)
      // What nobody has seen yet is a prediction, and is called one.
      if last.rows.allSatisfy({ !$0.word.isLost || $0.hasRefused.isEmpty }) {
        parts.append("\(isOne ? "it" : "none of them") has refused \(isOne ? "no" : "a") file yet")
      }
    }
    let unserved = last.count([.unserved])
    if unserved > 0 {
      parts.append(
        "\(Words.counted(unserved, "phone")) \(unserved == 1 ? "is" : "are") unserved: no TFTP "
          + "server of theirs answers")
    }
    let out = service.trustingButOutOfService
    if out > 0 {
      parts.append(
        "\(Words.counted(out, "phone")) \(out == 1 ? "accepts" : "accept") every file and "
          + "\(out == 1 ? "is" : "are") out of service")
    }
    guard !parts.isEmpty else { return "no phone has lost trust or is out of service at the end" }
    return parts.joined(separator: "; ")
  }
}

extension BuiltInExpectation {
  /// What it demands, as a report lists it.
  var statement: String {
    switch self {
    case .noNewLoss: "no phone that could trust its servers at the start has lost that at the end"
    case .inService: "each phone that could register at the start can register at the end"
    case .stepsDone: "each step is done"
    }
  }
}
