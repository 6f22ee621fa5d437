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
      ? "no finding loses phones"
      : "\(Words.counted(count, "finding")) \(count == 1 ? "loses" : "lose") \(phones ?? "phones")"
    return reported(
      assessed, name: nil, statement: "preflight", heading: "", measured: measured,
      location: .nowhere)
  }

  private func reported(
    _ assessed: AssessedExpectation, name: String?, statement: String, heading: String,
    measured: String?, location: SourceLocation
  ) -> ReportedExpectation {
    let outcome = assessed.outcome
    var restsOn: [String] = []
    if case .unknown(let rules) = assessed.verdict { restsOn = rules.map(\.rawValue) }
    var reason: String?
    if case .notJudged(let why) = outcome.result {
      switch why {
      case .backedOut: reason = "the back-out had begun"
      case .noBackOut: reason = "there was no back-out"
      case .notReached: reason = "the run ended before"
      }
    }
    return ReportedExpectation(
      verdict: ReportedVerdict(assessed.verdict), isWarning: outcome.isWarning, name: name,
      statement: statement, heading: heading, time: outcome.time.map(Words.time),
      seconds: outcome.time.map(seconds),
      measured: measured, value: outcome.measurement?.value, base: outcome.measurement?.base,
      selected: outcome.measurement?.selected, before: outcome.measurement?.before,
      timesMeasured: outcome.timesMeasured, restsOn: restsOn, reason: reason,
      file: location.file, line: location.line)
  }

  /// A measured value in the words of what was measured.
  func words(for measurement: Measurement, _ test: Expectation.Test) -> String {
    switch test {
    case .condition(let condition): return words(for: measurement, condition)
    case .anchors:
      return measurement.value == 1
        ? "1 way left on some phone" : "\(Words.number(measurement.value)) ways left on some phone"
    case .longestOutage: return Words.duration(Duration(microseconds: measurement.value))
    case .alert(_, let raised):
      return raised == (measurement.value == 1) ? "raised" : "clear"
    case .step(_, let refused):
      let isSo = measurement.value == 1
      return isSo ? (refused ? "refused" : "done") : (refused ? "not refused" : "not done")
    case .remedy(_, let text):
      return measurement.value == 1 ? text : "another remedy"
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
    let judged = expectations.filter { !$0.isWarning && $0.verdict != .notJudged }
    let losses = lossClause
    guard !judged.isEmpty else { return "Nothing was expected; \(losses)." }
    switch assessment.verdict {
    case .fails:
      let failing = judged.count { $0.verdict == .fails }
      guard judged.count > 1 else { return "Fails: the expectation is not met; \(losses)." }
      return "Fails: \(Words.number(failing)) of \(Words.number(judged.count)) expectations "
        + "\(failing == 1 ? "is" : "are") not met; \(losses)."
    case .holds:
      let flips = assessment.flipped.count
      let met = judged.count == 1 ? "the expectation is" : "all \(judged.count) expectations are"
      if flips == 0 {
        return "Holds: \(met) met, and nothing undecided took part; \(losses)."
      }
      let rules = flips == 1 ? "the undecided rule" : "each of the \(flips) undecided rules"
      return "Holds whichever way: \(met) met, also with \(rules) that took part read the other "
        + "way; \(losses)."
    case .unknown(let rules):
      let untried = rules.filter(assessment.notFlipped.contains)
      let resting = rules.filter { !assessment.notFlipped.contains($0) }
      var parts: [String] = []
      if !resting.isEmpty {
        parts.append("rests on \(Words.list(resting.map(\.rawValue), atMost: 3))")
      }
      if !untried.isEmpty {
        parts.append("not flipped: \(Words.list(untried.map(\.rawValue), atMost: 3))")
      }
      let word = assessment.exitStatus == 0 ? "Holds as accepted" : "Unknown"
      return "\(word): met as assumed, but \(parts.joined(separator: "; ")); \(losses)."
    }
  }

  private var lossClause: String {
    guard let last else { return "no phone was looked at" }
    guard last.lost > 0 else { return "no phone has lost trust at the end" }
    let stranded = last.count([.stranded])
    let isOne = last.lost == 1
    let text =
      "\(Words.number(last.lost)) of \(Words.counted(trace.phoneCount, "phone")) "
      + "\(isOne ? "has" : "have") lost trust at the end"
    switch stranded {
    case 0: return text + (isOne ? " and can" : ", and all of them can") + " be saved remotely"
    case last.lost: return text + (isOne ? " and needs hands" : ", and all of them need hands")
    default:
      return text + ", \(Words.number(stranded)) of which need\(stranded == 1 ? "s" : "") hands"
    }
  }
}
