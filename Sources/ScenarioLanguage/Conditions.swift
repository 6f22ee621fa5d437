import ClusterModel
import TextFormats
import VirtualTime

// CONDITION = PHONES MEASURE OP VALUE, and what else can be expected.

extension Cursor {
  mutating func takeComparison() throws(Problem) -> Comparison {
    let found: Comparison
    switch nextKind {
    case .equal: found = .equal
    case .notEqual: found = .notEqual
    case .less: found = .less
    case .lessOrEqual: found = .lessOrEqual
    case .greater: found = .greater
    case .greaterOrEqual: found = .greaterOrEqual
    default: throw unexpected("=, !=, <, <=, > or >=")
    }
    next += 1
    return found
  }

  /// `N`, `P%`, `P% of before`, `all` or `none`.
  mutating func takeThreshold() throws(Problem) -> Threshold {
    if accept("all") { return .all }
    if accept("none") { return .none }
    let what = "N, P%, P% of before, all or none"
    let token = try takeValue(what)
    let written = text(token)
    if token.kind == .word, let count = Self.count(written) { return .count(count) }
    guard token.kind == .word, let percent = Self.percent(written) else {
      throw problem(
        .badNumber, "\(written) is no number to compare with", at: token, expected: what,
        suggestion: Suggestions.nearest(to: written, among: ["all", "none"]))
    }
    guard accept("of") else { return .percent(hundredths: percent) }
    try expect("before")
    return .percentOfBefore(hundredths: percent)
  }
}

extension Reading {
  mutating func takeCondition(_ cursor: inout Cursor) throws(Problem) -> Condition {
    let phones = try takePhones(&cursor)
    let measures = Measure.allCases.map(\.rawValue)
    guard let word = cursor.nextWord, let measure = Measure(rawValue: word) else {
      throw cursor.unexpected(Suggestions.choice(measures), words: measures + ["of", "and"])
    }
    cursor.next += 1
    let comparison = try cursor.takeComparison()
    let threshold = try cursor.takeThreshold()
    return Condition(
      selection: phones, measure: measure, comparison: comparison, threshold: threshold)
  }

  /// `wait until CONDITION within D else stop`, behind `wait`.
  mutating func takeWait(_ cursor: inout Cursor) throws(Problem) -> Wait {
    try cursor.expect("until")
    let start = cursor.position
    let condition = try takeCondition(&cursor)
    let text = cursor.raw(from: start, to: cursor.lastEnd)
    try cursor.expect("within")
    let limitStart = cursor.position
    let within = try cursor.takeDuration("a limit")
    try requireWithinHorizon(scenario.starts + within, limitStart, cursor.lastEnd)
    var otherwise = Wait.Otherwise.stop
    if cursor.accept("else") {
      let elseStart = cursor.position
      otherwise = try cursor.takeChoice(Wait.Otherwise.self, "way to go on")
      if otherwise == .backOut { try requireBackOut(elseStart, cursor.lastEnd) }
    }
    try cursor.expectEnd()
    return Wait(
      condition: condition, within: within, otherwise: otherwise, text: text,
      location: location(cursor.statement))
  }

  /// `else back-out` needs somewhere to go.
  private func requireBackOut(_ start: Int, _ end: Int) throws(Problem) {
    if steps.isBackOut || steps.isHappened {
      throw Problem(
        .misplacedStatement, "there is nothing to back out of in this section", start, end)
    }
    guard !specialHeadings.contains(Headings.backOut) else { return }
    throw Problem(
      .missingBackOut, "the file has no section Back-out to go to", start, end,
      expected: "a heading ## Back-out with its steps")
  }

  /// `expect [warn] [at TIME | always] TEST [else back-out] ["name"]`, behind `expect`.
  mutating func takeExpectation(_ cursor: inout Cursor) throws(Problem) -> Expectation {
    let textStart = cursor.position
    let isWarning = cursor.accept("warn")
    var when = Expectation.When.here
    if cursor.accept("always") {
      when = .always
    } else if cursor.accept("at") {
      when = try takeWhen(&cursor)
    }
    let test = try takeTest(&cursor)
    var elseBackOut = false
    if cursor.accept("else") {
      let start = cursor.position
      try cursor.expect("back-out")
      try requireBackOut(start, cursor.lastEnd)
      elseBackOut = true
    }
    let text = cursor.raw(from: textStart, to: cursor.lastEnd)
    var name: String?
    if cursor.nextKind == .quoted {
      name = cursor.text(cursor.tokens[cursor.next])
      cursor.next += 1
    }
    guard cursor.isAtEnd else {
      throw cursor.unexpected("else back-out, a name in quotes, or the end of the line")
    }
    return Expectation(
      isWarning: isWarning, when: when, test: test, elseBackOut: elseBackOut, name: name,
      text: text, location: location(cursor.statement))
  }

  private mutating func takeWhen(_ cursor: inout Cursor) throws(Problem) -> Expectation.When {
    guard !cursor.isNext("with"), let time = try cursor.takeTime() else {
      throw cursor.unexpected("a time: +4d, 06:00, or 2026-01-11 06:00")
    }
    switch try resolve(time) {
    case .after(let length): return .after(length)
    case .at(let instant): return .at(instant)
    case .withPrevious: return .here
    }
  }

  static let tests = ["phones", "anchors", "longest", "alert", "step", "remedy"]

  private mutating func takeTest(_ cursor: inout Cursor) throws(Problem) -> Expectation.Test {
    switch cursor.nextWord {
    case "phones": return .condition(try takeCondition(&cursor))
    case "anchors":
      cursor.next += 1
      let selection = try takeOfTerms(&cursor)
      let comparison = try cursor.takeComparison()
      return .anchors(of: selection, comparison, try cursor.takeCount("a number of anchors"))
    case "longest":
      cursor.next += 1
      try cursor.expect("outage")
      let selection = try takeOfTerms(&cursor)
      let comparison = try cursor.takeComparison()
      let length = try cursor.takeDuration("a length of time", mayBeZero: true)
      return .longestOutage(of: selection, comparison, length)
    case "alert":
      cursor.next += 1
      guard cursor.nextKind == .quoted else { throw cursor.unexpected("the alert in quotes") }
      let alert = cursor.text(cursor.tokens[cursor.next])
      cursor.next += 1
      try cursor.expect(.equal, "=")
      let isRaised = try cursor.takeChoice(
        [("raised", true), ("clear", false)], "state of an alert")
      return .alert(alert, raised: isRaised)
    case "step":
      cursor.next += 1
      let start = cursor.position
      let number = try cursor.takeCount("the number of a step", atLeast: 1)
      stepsToJudge.append((number, start, cursor.lastEnd, cursor.statement))
      try cursor.expect(.equal, "=")
      let isRefused = try cursor.takeChoice(
        [("done", false), ("refused", true)], "result of a step")
      return .step(number, refused: isRefused)
    case "remedy":
      cursor.next += 1
      let selection = try takeOfTerms(&cursor)
      try cursor.expect(.equal, "=")
      guard cursor.nextKind == .quoted else { throw cursor.unexpected("a remedy in quotes") }
      let token = cursor.tokens[cursor.next]
      cursor.next += 1
      return .remedy(of: selection, try recovery(cursor, token))
    default:
      throw cursor.unexpected(
        "a condition (phones …), anchors, longest outage, alert, step or remedy",
        words: Self.tests + ["warn", "at", "always"])
    }
  }

  /// The recovery that a quoted text names; nodes by their names, whatever their cluster.
  private func recovery(_ cursor: Cursor, _ token: Token) throws(Problem) -> CheapestRecovery {
    let text = cursor.text(token)
    if let found = CheapestRecovery.withoutNames.first(where: { $0.words == text }) { return found }
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let services = Service.allCases.map(\.rawValue)
    let rest = words.dropFirst().joined(separator: " ")
    var examples = CheapestRecovery.withoutNames.map(\.words)
    switch words.first {
    case "start":
      if let service = Service(rawValue: rest) { return .action(.start(service)) }
      if !nodeNames.find(rest).isEmpty { return .action(.startNode(rest)) }
      examples = (services + nodeNames.names.prefix(100)).map { "start \($0)" }
    case "restart":
      if let service = Service(rawValue: rest) { return .action(.restart(service)) }
      examples = services.map { "restart \($0)" }
    case "renew" where words.count >= 4 && words[2] == "of":
      let node = words.dropFirst(3).joined(separator: " ")
      let unit = CertificateUnit(rawValue: words[1])
      let isNode = !nodeNames.find(node).isEmpty
      if let unit, isNode { return .action(.renew(unit, ofNode: node)) }
      let units = unit.map { [$0] } ?? CertificateUnit.allCases
      let nodes = isNode ? [node] : Array(nodeNames.names.prefix(100))
      examples = units.flatMap { unit in
        nodes.map { RecoveryAction.renew(unit, ofNode: $0).words }
      }
    default: break
    }
    // Where the beginning of several is written, no one of them is nearest.
    let longer = examples.filter { text.utf8.count >= 3 && $0.hasPrefix(text) }.prefix(3)
    throw cursor.problem(
      .unknownWord, "\(text) is no remedy", at: token,
      expected: longer.count > 1
        ? longer.map { "\"\($0)\"" }.joined(separator: " or ")
        : "a remedy as reports name it, such as \"reset\", \"by hand\" or \"none needed\"",
      suggestion: nearest(to: text, among: examples).map { "\"\($0)\"" })
  }
}
