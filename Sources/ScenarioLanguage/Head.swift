import ClusterModel
import TextFormats
import TrustRules
import VirtualTime

// Lines of the head: what the file is called, when it starts, what it assumes, what it includes.

/// What was an undocumented behaviour in an earlier version and is decided by now: files that
/// assume or accept it are still read.
private enum SettledBehaviour: String {
  case configSigner = "config-signer"
  case keypressByCTI = "keypress-by-cti"

  var reason: String {
    switch self {
    case .configSigner: "CallManager signs configurations in every release"
    case .keypressByCTI: "Cisco offers no key presses from afar"
    }
  }

  /// What to write in its place.
  var instead: String {
    switch self {
    case .configSigner: "no such line"
    case .keypressByCTI: "tools key-presses cti, if you have such a tool; else no such line"
    }
  }
}

extension Reading {
  mutating func readHeadLine(
    _ context: inout OutlineContext, _ stack: inout [SourceFile]
  ) throws(Problem) {
    let line = context.cursor.statement
    let word = context.cursor.nextWord ?? ""
    context.cursor.next = 1
    switch word {
    case "mop": try readVersion(&context)
    case "title":
      try once(context.cursor)
      scenario.title = try restOfLine(context.cursor, "a title")
    case "question":
      try once(context.cursor)
      scenario.question = try restOfLine(context.cursor, "a question")
    case "source":
      try once(context.cursor)
      scenario.source = try restOfLine(context.cursor, "a source")
    case "starts":
      try once(context.cursor)
      hasStarts = true
      scenario.starts = try takeStart(&context.cursor)
      knowsStart = true
      try context.cursor.expectEnd()
    case "seed":
      try once(context.cursor)
      try readSeed(&context.cursor)
    case "assume": try readAssumption(&context.cursor)
    case "defect": try readDefect(&context.cursor)
    case "accept": try readAccepted(&context.cursor)
    case "tools":
      try once(context.cursor)
      try readTools(&context.cursor)
    case "include":
      try readInclude(&context.cursor, line, &stack)
    case "cluster":
      context.clusterIndent = nil
      context.cluster = readClusterLine(&context.cursor)
    default:
      throw notInHead(context.cursor, word)
    }
  }

  /// The date and time of the start, or in a health check what stands in for them.
  private mutating func takeStart(_ cursor: inout Cursor) throws(Problem) -> Instant {
    do {
      return try cursor.takeDateAndClock("the date of the start")
    } catch {
      guard error.code == .unfilledValue, toleratesUnfilled, let start = StandIns.start else {
        throw error
      }
      report(error, on: cursor.statement)
      needed.insert(.start)
      _ = try? cursor.takeValue("a time of day")
      return start
    }
  }

  private func notInHead(_ cursor: Cursor, _ word: String) -> Problem {
    if Keywords.clusterLines.contains(word) {
      return Problem(
        .indentation, "a \(word) line belongs to a cluster", Int(cursor.statement.start),
        Int(cursor.statement.start) + word.utf8.count,
        expected: "the line indented under its cluster", suggestion: "  \(word)")
    }
    let looksLikeStep =
      Keywords.stepLines.contains(word) || word.hasSuffix(":") || word.hasPrefix("+")
      || cursor.tokens.contains { $0.kind == .greater }
    if looksLikeStep {
      return Problem(
        .misplacedStatement, "a step, but no heading above it", Int(cursor.statement.start),
        cursor.contentEnd, expected: "a heading such as ## Implementation above the steps")
    }
    return unknownStatement(
      cursor, Keywords.head + ["cluster"], "a line of the head, a cluster or a heading")
  }

  /// Refuses a line of the head that stands there already.
  private mutating func once(_ cursor: Cursor) throws(Problem) {
    let word = cursor.text(cursor.tokens[0])
    guard headLines.insert(word).inserted else {
      throw cursor.problem(
        .repeatedStatement, "\(word) stands above already", at: cursor.tokens[0],
        expected: "\(word) once")
    }
  }

  /// The text after the first word; quotes around all of it are not part of it.
  private func restOfLine(_ cursor: Cursor, _ what: String) throws(Problem) -> String {
    guard !cursor.isAtEnd else { throw cursor.unexpected(what) }
    if cursor.tokens.count == 2, cursor.tokens[1].kind == .quoted {
      return cursor.text(cursor.tokens[1])
    }
    return cursor.raw(from: cursor.position, to: cursor.contentEnd)
  }

  private mutating func readVersion(_ context: inout OutlineContext) throws(Problem) {
    guard context.statementCount == 1 else {
      throw context.cursor.problem(
        .misplacedStatement, "mop must be the first statement", at: context.cursor.tokens[0])
    }
    guard context.cursor.nextWord != nil else { throw context.cursor.unexpected("1") }
    guard context.cursor.accept("1") else {
      throw context.cursor.problem(
        .unsupportedVersion, "this program reads version 1 of the language only",
        at: context.cursor.tokens[1], expected: "mop 1")
    }
    try context.cursor.expectEnd()
  }

  private mutating func readSeed(_ cursor: inout Cursor) throws(Problem) {
    let token = try cursor.takeValue("a seed")
    let text = cursor.text(token)
    guard Cursor.count(text) != nil || text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let seed = UInt64(text)
    else {
      throw cursor.problem(
        .badNumber, "\(text) is not a seed", at: token, expected: "a whole number from 0")
    }
    scenario.seed = seed
    try cursor.expectEnd()
  }

  private mutating func readAssumption(_ cursor: inout Cursor) throws(Problem) {
    let start = cursor.position
    let token = try cursor.takeValue("the name of a rule or time")
    let name = cursor.text(token)
    if let settled = SettledBehaviour(rawValue: name) {
      warn(settled, named: token, cursor)
      _ = try cursor.takeValue("a value")
      return try cursor.expectEnd()
    }
    let valueToken: Token
    if let rule = UndecidedRule(rawValue: name) {
      let values = [rule.values.standard, rule.values.alternative]
      valueToken = try cursor.takeValue(Suggestions.choice(values))
      let value = cursor.text(valueToken)
      guard values.contains(value) else {
        throw cursor.problem(
          .badRuleValue, "\(value) is no reading of \(name)", at: valueToken,
          expected: Suggestions.choice(values),
          suggestion: nearest(to: value, among: values))
      }
    } else if let constant = TimeConstant(rawValue: name) {
      valueToken = try checkConstant(constant, &cursor)
    } else {
      let all = UndecidedRule.allCases.map(\.rawValue) + TimeConstant.allCases.map(\.rawValue)
      throw cursor.problem(
        .unknownRule, "nothing called \(name) can be assumed", at: token,
        expected: "an undocumented behaviour or a time", suggestion: nearest(to: name, among: all))
    }
    try cursor.expectEnd()
    guard !scenario.assumptions.contains(where: { $0.name == name }) else {
      throw cursor.problem(.repeatedStatement, "\(name) is assumed above already", at: token)
    }
    scenario.assumptions.append(
      Assumption(
        name: name, value: cursor.text(valueToken),
        location: location(cursor.statement, at: start)))
  }

  private func checkConstant(
    _ constant: TimeConstant, _ cursor: inout Cursor
  ) throws(Problem) -> Token {
    let isDuration = constant.quantity == .duration
    let token = try cursor.takeValue(isDuration ? "a duration" : "a whole number from 1")
    let value = cursor.text(token)
    let isGood =
      isDuration
      ? Duration(text: value).map { $0 > .zero } ?? false
      : Cursor.count(value).map { $0 > 0 } ?? false
    guard isGood else {
      throw cursor.problem(
        .badRuleValue, "\(value) is no value of \(constant.rawValue)", at: token,
        expected: isDuration
          ? "a duration longer than nothing, such as 20s" : "a whole number from 1")
    }
    return token
  }

  /// `tools key-presses http|cti`.
  private mutating func readTools(_ cursor: inout Cursor) throws(Problem) {
    try cursor.expect("key-presses")
    scenario.keyPressTool = try cursor.takeChoice(KeyPressTool.self, "way to press keys")
    try cursor.expectEnd()
  }

  /// Says that a line names what is decided by now, and is ignored.
  private mutating func warn(_ settled: SettledBehaviour, named token: Token, _ cursor: Cursor) {
    warn(
      cursor.problem(
        .unknownRule, "\(settled.rawValue) is ignored: \(settled.reason)", at: token,
        expected: settled.instead),
      on: cursor.statement)
  }

  private mutating func readDefect(_ cursor: inout Cursor) throws(Problem) {
    let token = try cursor.takeValue("a defect's number")
    let name = cursor.text(token)
    guard DefectID(rawValue: name) != nil else {
      let all = DefectID.allCases.map(\.rawValue)
      throw cursor.problem(
        .unknownDefect, "no defect \(name) is known here", at: token,
        expected: "one of \(all.joined(separator: ", "))", suggestion: nearest(to: name, among: all)
      )
    }
    try cursor.expectEnd()
    guard !scenario.defects.contains(name) else {
      throw cursor.problem(.repeatedStatement, "\(name) stands above already", at: token)
    }
    scenario.defects.append(name)
  }

  private mutating func readAccepted(_ cursor: inout Cursor) throws(Problem) {
    repeat {
      let token = try cursor.takeValue("an undocumented behaviour or a step")
      let name = cursor.text(token)
      if name == "step" {
        let number = try cursor.takeCount("the number of a step", atLeast: 1)
        if scenario.acceptedSteps.contains(number) {
          throw cursor.problem(.repeatedStatement, "step \(number) is accepted already", at: token)
        }
        scenario.acceptedSteps.append(number)
        acceptedStepsToJudge.append(
          (number, token.outerStart, cursor.lastEnd, cursor.statement))
        continue
      }
      if let settled = SettledBehaviour(rawValue: name) {
        warn(settled, named: token, cursor)
        continue
      }
      guard UndecidedRule(rawValue: name) != nil else {
        throw cursor.problem(
          .unknownRule, "no undocumented behaviour is called \(name)", at: token,
          expected: "an undocumented behaviour, or step and its number",
          suggestion: nearest(to: name, among: UndecidedRule.allCases.map(\.rawValue)))
      }
      if scenario.accepts.contains(name) {
        throw cursor.problem(.repeatedStatement, "\(name) is accepted already", at: token)
      }
      scenario.accepts.append(name)
    } while !cursor.isAtEnd
  }

  private mutating func readInclude(
    _ cursor: inout Cursor, _ line: Statement, _ stack: inout [SourceFile]
  ) throws(Problem) {
    let token = try cursor.takeValue("a file")
    try cursor.expectEnd()
    guard stack.count <= limits.includeDepth else {
      throw cursor.problem(
        .includeTooDeep, "includes nest deeper than \(limits.includeDepth)", at: token)
    }
    _ = outline(path: cursor.text(token), from: line, stack: &stack)
  }

  /// What every scenario must say, judged once all of its head was read.
  mutating func requireHead() {
    guard let first = files.first else { return }
    let top = Statement(file: 0, line: 1, lineStart: 0, start: 0, end: 0)
    var line = top
    line.end = Int32(first.bytes.firstIndex(of: UInt8(ascii: "\n")) ?? first.bytes.count)
    let isTooLong = Int(line.end) > limits.lineBytes
    if isTooLong { line.end = 0 }
    if !hasStarts {
      report(
        Problem(
          .missingStatement, "the scenario does not say when it starts", 0, Int(line.end),
          expected: "starts DATE CLOCK in the head"),
        on: line)
    }
    if scenario.estate.clusters.isEmpty {
      report(
        Problem(
          .missingStatement, "the scenario has no cluster", 0, Int(line.end),
          expected: "cluster NAME release R mode non-secure|mixed"),
        on: line)
    }
  }
}
