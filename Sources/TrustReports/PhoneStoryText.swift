package import ClusterModel
package import SimulationTrace
import TrustRules
package import TrustVerdicts
import VirtualTime

/// One phone's story: step by step and boot by boot what changed for it, the decisive step, and
/// what would have avoided it.
package enum PhoneStoryText {
  /// The story of a phone that was under a spotlight in this run.
  package static func text(
    ofPhone phone: Int, in trace: Trace, of scenario: Scenario, avoidance: Avoidance?,
    color: Bool
  ) -> String {
    var began: [Int: Instant] = [:]
    for entry in trace.entries {
      if case .stepBegan(let number, _) = entry.event { began[number] = entry.time }
    }
    let teller = StoryTeller(
      phone: phone, trace: trace, names: Names(scenario, trace.certificates),
      loss: lossOfTrust(ofPhone: phone, in: trace), layout: TextLayout(color: color),
      texts: Dictionary(trace.steps.map { ($0.number, $0.text) }) { first, _ in first },
      began: began)
    return teller.text(avoidance).map { $0 + "\n" }.joined()
  }
}

private struct StoryTeller {
  let phone: Int
  let trace: Trace
  let names: Names
  let loss: LossOfOnePhone?
  let layout: TextLayout
  /// Steps by their numbers: as written, and when they began.
  let texts: [Int: String]
  let began: [Int: Instant]

  func text(_ avoidance: Avoidance?) -> [String] {
    head + [""] + blocks + [""] + ending(avoidance)
  }

  private func wrapped(_ text: String, indent: Int = 0, atMost limit: Int = 8) -> [String] {
    TextLayout.wrap(Words.safe(text), to: TextLayout.width - indent, atMost: limit)
      .map { String(repeating: " ", count: indent) + $0 }
  }

  private func stepText(_ number: Int) -> String {
    "step \(number), \(Words.statement(texts[number] ?? ""))"
  }

  private var head: [String] {
    let states = trace.states(ofPhone: phone)
    guard let last = states.last else { return ["\(names.phone(phone)): nothing is known of it"] }
    var text = "At the end \(last.word.rawValue), \(PhoneCard.registration(last, names))."
    if let loss {
      switch loss.moment {
      case .start: text += " It had lost trust before the first step."
      case .step(let number), .after(let number):
        text += " It lost trust at \(stepText(number)) (\(Words.time(loss.time)))."
      }
    } else if states.contains(where: \.word.isLost) {
      text += " It refused a file in between, and has come back."
    } else {
      text += " It never refused a file."
    }
    let attempts = last.obstacles.map {
      "\(names.obstacle($0)) (rule \($0.rule.rawValue))"
    }
    if !attempts.isEmpty {
      text += " It is out of service: \(attempts.joined(separator: "; "))."
    }
    return wrapped("\(names.phone(phone)) (\(names.cohort(last.cohort)))") + wrapped(text)
  }

  // MARK: Step by step

  private var blocks: [String] {
    var lines: [String] = []
    var quiet: [Int] = []
    var events = StoryEvents(names: names)
    var heading: Int?
    var state: PhoneState?
    let own = trace.spotlit.filter { $0.phone == phone }
    var next = own.startIndex
    func flush(_ lines: inout [String], _ quiet: inout [Int]) {
      let said = events.take()
      if let number = heading {
        if said.isEmpty {
          quiet.append(number)
        } else {
          lines += quietLines(&quiet) + title(number)
        }
      }
      lines += said
    }
    for entry in trace.entries {
      while next < own.endIndex, own[next].time < entry.time {
        events.add(own[next], followed: own.dropFirst(next + 1).first)
        next += 1
      }
      switch entry.event {
      case .stepBegan(let number, _):
        flush(&lines, &quiet)
        heading = number
        events.dated(entry.time)
      case .census:
        // Each census has its place among the phone's events.
        while next < own.endIndex {
          let one = own[next]
          next += 1
          if case .stands(let occasion, let new) = one.event {
            events.add(changes(from: state, to: new, at: one.time, occasion))
            state = new
            break
          }
          events.add(one, followed: own.dropFirst(next).first)
        }
      default: break
      }
    }
    flush(&lines, &quiet)
    return lines + quietLines(&quiet)
  }

  private func title(_ number: Int) -> [String] {
    let time = began[number].map(Words.time) ?? ""
    let lines = wrapped("\(time), \(stepText(number))")
    return lines.map { layout.paint(.bold, $0) }
  }

  private func quietLines(_ quiet: inout [Int]) -> [String] {
    defer { quiet = [] }
    guard let first = quiet.first, let last = quiet.last else { return [] }
    if quiet.count == 1 { return wrapped("\(stepText(first)): nothing changes for it") }
    return ["steps \(first) to \(last): nothing changes for it"]
  }

  /// What is different since the census before, old and new.
  private func changes(
    from old: PhoneState?, to new: PhoneState, at time: Instant, _ occasion: Census.Occasion
  ) -> [String] {
    guard let old else {
      return ["\(Words.time(time)), before the first step"]
        + rows(StateRows(new, names).rows.map { ($0.name, $0.value) })
    }
    let pairs = zip(StateRows(old, names).rows, StateRows(new, names).rows)
    let changed = pairs.filter { $0.value != $1.value }.map {
      ($0.name, "\($0.value) → \($1.value)")
    }
    var lines = rows(changed)
    if let loss, loss.time == time, !old.word.isLost, new.word.isLost, loss.before == old {
      let mark = "DECISIVE: up to here it accepts every file, from here on it refuses"
      lines += wrapped(mark, indent: 4).map { layout.paint(.red, $0) }
      var stated: Set<RuleID> = []
      for refusal in new.refusals where stated.insert(refusal.rule).inserted {
        lines += wrapped("\(refusal.rule.rawValue): \(refusal.rule.record.statement)", indent: 6)
      }
    }
    return lines
  }

  private func rows(_ all: [(String, String)]) -> [String] {
    all.flatMap { name, value -> [String] in
      let lines = TextLayout.wrap(Words.safe(value), to: TextLayout.width - 20, atMost: 6)
      return lines.enumerated().map { place, line in
        "    " + TextLayout.left(place == 0 ? name : "", 16) + line
      }
    }
  }

  // MARK: What would have avoided it

  private func ending(_ avoidance: Avoidance?) -> [String] {
    guard loss != nil else {
      let isOut = trace.states(ofPhone: phone).last?.obstacles.isEmpty == false
      return [
        isOut
          ? "It has not lost trust; trustsim remedies says what brings it back into service."
          : "Nothing had to be avoided: it has lost neither trust nor service."
      ]
    }
    var lines: [String] = []
    if let state = trace.states(ofPhone: phone).last {
      let helps =
        state.remedies.isEmpty
        ? CheapestRecovery.byHand.words : Words.list(state.remedies.map(\.words), atMost: 6)
      lines += wrapped("Recovery: \(helps).")
    }
    guard let avoidance else {
      return lines + ["What would have avoided it: nothing in this plan, it came so."]
    }
    let runs = Words.counted(avoidance.tried, "run")
    if avoidance.changes.isEmpty {
      lines += wrapped(
        "What would have avoided it: none of these - a step up to the decisive one left out, a "
          + "completed reset of all phones before one, two neighbouring ones swapped (\(runs)).")
    } else {
      lines.append("What would have avoided it (each tried by running again, \(runs)):")
      for change in avoidance.changes { lines += wrapped("- \(text(change))", indent: 2) }
    }
    if avoidance.untried > 0 {
      lines += wrapped(
        "Not tried: \(Words.counted(avoidance.untried, "change")) to steps further up.")
    }
    return lines
  }

  private func text(_ change: PlanChange) -> String {
    switch change {
    case .removed(let step): "without \(stepText(step.number))"
    case .resetBefore(let step):
      "with a completed reset before \(stepText(step.number)): GUI: reset phones, then wait "
        + "until phones registered >= 99% of before within 2h else continue"
    case .swapped(let one, let other):
      "with \(stepText(one.number)) and \(stepText(other.number)) the other way round"
    }
  }
}

/// A phone's state as named rows, each of which can change.
private struct StateRows {
  struct Row: Hashable {
    var name: String
    var value: String
  }
  var rows: [Row]

  init(_ state: PhoneState, _ names: Names) {
    var stands = state.word.rawValue
    if state.refusals.isEmpty {
      if let carrier = state.carrier { stands += " (\(names.carrier(carrier)))" }
    } else {
      stands += " (\(names.refusals(state.refusals, having: state.hasRefused)))"
    }
    let tvs = state.held.configuration?.servers.map { names.node($0.node) } ?? []
    rows = [
      Row(name: "stands", value: stands),
      Row(name: "trust paths", value: Words.number(state.anchors)),
      Row(name: "registration", value: PhoneCard.registration(state, names)),
      Row(
        name: "service",
        value: state.obstacles.isEmpty
          ? "can register"
          : "cannot register: " + state.obstacles.map(names.obstacle).joined(separator: "; ")),
      Row(name: "CTL", value: Self.list(state.held.ctl, names)),
      Row(name: "ITL", value: Self.list(state.held.itl, names)),
      Row(
        name: "configuration",
        value: state.held.configuration == nil ? "none" : "names \(Words.list(tvs))"),
    ]
  }

  private static func list(_ list: TrustList?, _ names: Names) -> String {
    guard let list else { return "none" }
    let tvs = list.records.filter { $0.role == .tvs }.map { names.serial($0.certificate) }
    var text = "signed by \(names.signer(list)), \(Words.counted(list.records.count, "record"))"
    if list.isBlank { text += ", blank" }
    if !tvs.isEmpty { text += ", TVS \(Words.list(tvs, atMost: 4))" }
    return text
  }
}
