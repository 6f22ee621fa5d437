import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

extension ReportMaker {
  var steps: [ReportedStep] {
    var steps = trace.steps.map {
      ReportedStep(
        number: $0.number, heading: $0.heading, text: Words.statement($0.text), began: nil,
        promptBack: nil,
        outcome: .notReached, late: nil, notes: [])
    }
    let waits = Dictionary(trace.waits.map { ($0.number, $0.wait) }) { first, _ in first }
    let expectations = Dictionary(trace.expectations.map { ($0.number, $0) }) { first, _ in first }
    var last: Int?
    var said = SaidOnce(trace.expectations)
    let place = Dictionary(
      trace.steps.enumerated().map { ($0.element.number, $0.offset) }
    ) { first, _ in first }
    for entry in trace.entries {
      let time = Words.time(entry.time)
      switch entry.event {
      case .stepBegan(let number, let late):
        guard let here = place[number] else { continue }
        last = here
        said.begin()
        steps[here].began = time
        steps[here].late = late.map(Words.duration)
        steps[here].outcome = .unfinished
      case .stepDone(let number):
        guard let here = place[number] else { continue }
        steps[here].promptBack = time
        if steps[here].outcome != .refused { steps[here].outcome = .done }
      case .stepRefused(let number, let why):
        guard let here = place[number] else { continue }
        steps[here].promptBack = time
        steps[here].outcome = .refused
        steps[here].notes.append(refusal(why.words, why.rule))
      case .stepRemark(let number, let remark):
        if let here = place[number] { steps[here].notes.append(remark.words) }
      case .stepNotSimulated(let number, _):
        if let here = place[number] { steps[here].notes.append(Self.notSimulated) }
      case .stepShowed(let number, let text):
        if let here = place[number] { steps[here].output = text }
      case .stepSkipped(let number):
        if let here = place[number] { steps[here].outcome = .skipped }
      case .waitBegan(let number):
        if let last, let wait = waits[number] { steps[last].stopIf += stop(wait) }
      case .measured(let number, _):
        if let last, let expectation = expectations[number]?.expectation {
          steps[last].stopIf += said.stop(expectation)
        }
      case .backOutBegan: said.isInBackOut = true
      case .census(let census):
        // Each census measures what holds always.
        if let last { steps[last].stopIf += said.stopAlways() }
        guard let number = census.step, let here = place[number] else { continue }
        steps[here].registered = census.registered
        steps[here].registeredFloor = floors[number].map { min($0, census.registered) }
        steps[here].refusing = census.lost
        steps[here].haveRefused = census.haveRefused
        steps[here].testPhone = census.testRow.map { screen(census.rows[$0]) }
      default: break
      }
    }
    return steps
  }

  /// What a phone of this row shows.
  private func screen(_ row: CensusRow) -> ReportedScreen {
    var registration = row.isPowered ? "not registered" : "switched off"
    if let node = row.registeredAt { registration = "registered at \(names.node(node))" }
    return ReportedScreen(
      registration: registration,
      messages: row.isPowered
        ? StandingWords.statusMessages(
          row.hasRefused, row.word, trace.cohorts[row.cohort].traits,
          phone: trace.testPhone.map(names.phone) ?? "") : [])
  }

  private static let notSimulated = "not simulated: its effect on the cluster is not known"

  private func stop(_ wait: Wait) -> [String] {
    let then =
      switch wait.otherwise {
      case .stop: "stop unless"
      case .backOut: "back out unless"
      case .goOn: "wait, but go on even without"
      }
    return ["\(then) \(Words.statement(wait.text)) within \(wait.within.text)"]
  }

  private func refusal(_ message: String, _ rule: RuleID?) -> String {
    rule.map { "\(message) (\($0.rawValue))" } ?? message
  }

  var timeline: [ReportedEvent] {
    var line = Timeline(names: names, starts: scenario.starts)
    let waits = Dictionary(trace.waits.map { ($0.number, $0.wait) }) { first, _ in first }
    for entry in trace.entries { take(entry, into: &line, waits) }
    line.flush()
    return line.events
  }

  // table: one row an event, in the order of their declaration.
  private func take(
    _ entry: Trace.Entry, into line: inout Timeline, _ waits: [Int: Wait]
  ) {
    switch entry.event {
    case .stepBegan(let number, let late):
      let text = late.map { "late by \(Words.duration($0))" } ?? ""
      line.say(entry.time, text, step: number, command: command(number))
    case .stepDone(let number): line.say(entry.time, "prompt back", step: number)
    case .stepRefused(let number, let why):
      line.say(entry.time, "refused: \(refusal(why.words, why.rule))", step: number)
    case .stepRemark(let number, let remark): line.say(entry.time, remark.words, step: number)
    case .stepNotSimulated(let number, _):
      line.say(entry.time, Self.notSimulated, step: number)
    case .stepShowed(let number, let text):
      line.say(entry.time, "prints \(Self.lineCount(text)), shown below", step: number)
    case .stepSkipped(let number):
      line.say(entry.time, "skipped", step: number, command: command(number))
    case .certificateChanged(let node, let unit, _, _, let rule):
      line.gather(
        entry.time, "new certificates on \(names.node(node)) (\(rule.rawValue))", unit.rawValue)
    case .listPublished(let node, let list, _, let rule):
      let signer = "signed by \(names.certificate(list.signer)) (\(names.serial(list.signer)))"
      let records = Words.counted(list.records.count, "record")
      line.say(
        entry.time,
        "\(names.node(node)) offers a new \(list.kind.rawValue), \(signer), \(records) "
          + "(\(rule.rawValue))")
    case .ctlWritten(let cluster, let list):
      line.say(
        entry.time,
        "new CTL of \(names.cluster(cluster)) written, signed by "
          + "\(names.certificate(list.signer)) (\(names.serial(list.signer)))")
    case .serviceStopped(let node, let service, let isBack):
      let how = isBack ? "goes down to restart" : "stops"
      line.gather(entry.time, "\(names.node(node)), \(how)", service.rawValue)
    case .serviceStarted(let node, let service):
      line.gather(entry.time, "\(names.node(node)), running again", service.rawValue)
    case .nodeDown(let node, let isBack):
      line.say(entry.time, "\(names.node(node)) goes down\(isBack ? " to restart" : "")")
    case .nodeUp(let node): line.say(entry.time, "\(names.node(node)) is up")
    case .replicated(let from, let to):
      line.gather(entry.time, "database of \(names.node(from)) copied to", names.node(to))
    case .linkChanged(let site, let isUp):
      line.say(entry.time, "site \(names.site(site)) is \(isUp ? "reachable again" : "cut off")")
    case .replicationChanged(let node, let isOn):
      line.say(
        entry.time, "replication of \(names.node(node)) \(isOn ? "runs again" : "stops")")
    case .tftpSlowness(let node, let factor):
      let how = factor == 1 ? "at its normal speed" : "\(factor) times slower"
      line.say(entry.time, "TFTP of \(names.node(node)) serves \(how)")
    case .phonesReset(let cluster, let reached, let unreached, let rule):
      line.say(entry.time, resetText(cluster, reached, unreached, rule))
    case .phonesPowerCycled(let count):
      line.say(entry.time, "\(Words.counted(count, "phone")) power-cycled")
    case .phonesPowered(let isOn, let count):
      line.say(entry.time, "\(Words.counted(count, "phone")) switched \(isOn ? "on" : "off")")
    case .waitBegan(let number):
      let text = waits[number].map { Words.statement($0.text) } ?? ""
      line.say(entry.time, "waiting until \(text)")
    case .waitEnded(let number, let isMet, let measurement):
      let said = waits[number].map { words(for: measurement, .condition($0.condition)) } ?? ""
      line.say(entry.time, "\(isMet ? "wait over" : "wait ran out"): \(said)")
    case .backOutBegan: line.say(entry.time, "the back-out begins")
    case .stopped: line.say(entry.time, "the runbook stops; the remaining steps are skipped")
    case .measured: break
    case .preflight(let findings):
      let losing = findings.count { $0.losesPhones }
      let text =
        losing == 0 ? "none would harm phones" : "\(losing) of which would harm phones"
      line.say(
        entry.time,
        findings.isEmpty
          ? "preflight: nothing found"
          : "preflight: \(Words.counted(findings.count, "finding")), \(text)")
    case .census(let census): line.count(census)
    }
  }

  static func lineCount(_ text: String) -> String {
    Words.counted(text.utf8.count { $0 == UInt8(ascii: "\n") }, "line")
  }

  private func command(_ number: Int) -> String {
    stepText[number].map { Words.statement($0.text) } ?? ""
  }

  private func resetText(_ cluster: ClusterID, _ reached: Int, _ unreached: Int, _ rule: RuleID?)
    -> String
  {
    let whose = scenario.estate.clusters.count > 1 ? " of \(names.cluster(cluster))" : ""
    var text = "\(Words.counted(reached, "phone"))\(whose) "
    text += rule.map { "reset by themselves (\($0.rawValue))" } ?? "reset"
    if unreached > 0 {
      text += "; the reset does not reach \(Words.number(unreached)) that are not registered"
    }
    return text
  }
}

/// When to back out, as far as it was not said of a step yet: what holds always is measured often.
private struct SaidOnce {
  /// Those that hold always: of the plan, and of the back-out.
  private let always: [[Expectation]]
  private var said: Set<String> = []
  private var hasSaidAlways = false
  var isInBackOut = false { didSet { hasSaidAlways = false } }

  init(_ expectations: [NumberedExpectation]) {
    let all = expectations.filter {
      $0.expectation.when == .always && $0.expectation.elseBackOut
    }
    always = [false, true].map { isInBackOut in
      all.filter { $0.isInBackOut == isInBackOut }.map(\.expectation)
    }
  }

  /// Begins with another step.
  mutating func begin() {
    said = []
    hasSaidAlways = false
  }

  mutating func stop(_ expectation: Expectation) -> [String] {
    guard expectation.elseBackOut else { return [] }
    let text = "back out unless \(Words.statement(expectation.text))"
    return said.insert(text).inserted ? [text] : []
  }

  mutating func stopAlways() -> [String] {
    guard !hasSaidAlways else { return [] }
    hasSaidAlways = true
    var texts: [String] = []
    for expectation in always[isInBackOut ? 1 : 0] { texts += stop(expectation) }
    return texts
  }
}

/// The events in order; what happens to many things at once becomes one line.
private struct Timeline {
  private struct Gathered {
    var time: Instant
    var head: String
    var items: [String]
  }
  let names: Names
  let starts: Instant
  var events: [ReportedEvent] = []
  private var gathered: [Gathered] = []
  private var lastCounts: [Int]?

  init(names: Names, starts: Instant) {
    self.names = names
    self.starts = starts
  }

  mutating func say(
    _ time: Instant, _ text: String, step: Int? = nil, command: String? = nil
  ) {
    flush()
    events.append(
      ReportedEvent(
        time: Words.time(time), seconds: time.seconds(since: starts), step: step, command: command,
        text: text))
  }

  mutating func gather(_ time: Instant, _ head: String, _ item: String) {
    if let last = gathered.last, last.time != time { flush() }
    if let place = gathered.firstIndex(where: { $0.head == head }) {
      if !gathered[place].items.contains(item) { gathered[place].items.append(item) }
    } else {
      gathered.append(Gathered(time: time, head: head, items: [item]))
    }
  }

  mutating func flush() {
    let all = gathered
    gathered = []
    for one in all {
      let joint = one.head.hasSuffix(" to") ? " " : ": "
      events.append(
        ReportedEvent(
          time: Words.time(one.time), seconds: one.time.seconds(since: starts), step: nil,
          command: nil,
          text: one.head + joint + Words.list(one.items, atMost: 12)))
    }
  }

  mutating func count(_ census: Census) {
    let haveRefused = census.haveRefused
    let counts = StandingWords.all.map { census.count([$0]) } + [census.registered, haveRefused]
    guard counts != lastCounts else { return }
    lastCounts = counts
    let said = zip(StandingWords.all, counts).filter { $0.1 > 0 }
      .map { "\(Words.number($0.1)) \($0.0.rawValue)" }
    var text = "phones: \(Words.list(said)); \(Words.number(census.registered)) registered"
    if census.lost > 0 || haveRefused > 0 {
      text += haveRefused == 0 ? "; none" : "; \(Words.number(haveRefused))"
      text += haveRefused > 1 ? " have refused a file" : " has refused a file"
      if haveRefused < census.lost { text += haveRefused == 0 ? " yet" : " so far" }
    }
    say(census.time, text)
  }
}
