import ClusterModel
import TextFormats
import TrustRules
import VirtualTime

// Headings with their lines: steps, waits, expectations, and blocks of them.

/// What the lines of a block may hold.
private struct Block {
  var isInFor = false
  var isInAnyOrder = false
}

extension Reading {
  /// Makes the nodes of every `add node`, so that any line may name them.
  mutating func declareAddedNodes() {
    guard let first = files.first else { return }
    var cursor = Cursor(first)
    for section in sections {
      for line in section.lines {
        do {
          try cursor.load(line, of: files[Int(line.file)])
          guard cursor.tokens.count > 3 else { continue }
          _ = try cursor.takeTime()
          guard cursor.isAtPlace else { continue }
          let place = try resolve(try cursor.takePlace())
          guard case .gui(let cluster) = place, cursor.accept("add"), cursor.accept("node") else {
            continue
          }
          addNode(&cursor, cluster)
        } catch {
          // The second pass reports what is wrong with the line.
          continue
        }
      }
    }
  }

  private mutating func addNode(_ cursor: inout Cursor, _ cluster: ClusterID) {
    let line = cursor.statement
    let start = cursor.position
    var made: NodeID?
    do {
      let all = try readNodeLine(&cursor, cluster, joinsLater: true)
      if all.count > 1 {
        report(
          Problem(
            .conflictingKeys, "one step adds one node", start, cursor.contentEnd,
            expected: "a step for each node"),
          on: line)
      }
      made = all.count == 1 ? all[0] : nil
    } catch {
      report(error, on: line)
    }
    addedNodes[LineKey(line)] = .some(made)
  }

  /// Whether there are no more steps than are read; says so if not.
  mutating func requireFewSteps() -> Bool {
    guard let first = files.first else { return false }
    var cursor = Cursor(first)
    let others = ["wait", "expect", "preflight", "for", "any"]
    var count = 0
    for section in sections {
      for line in section.lines {
        // Most lines are steps; the first word is all that tells.
        guard (try? cursor.load(line, of: files[Int(line.file)])) != nil else { continue }
        if let word = cursor.nextWord, others.contains(word) { continue }
        count += 1
        guard count > limits.steps else { continue }
        report(
          Problem(
            .tooManySteps, "more than the \(limits.steps) steps that are read", Int(line.start),
            Int(line.end)),
          on: line)
        return false
      }
    }
    return true
  }

  mutating func readSections() {
    guard let first = files.first, requireFewSteps() else { return }
    var cursor = Cursor(first)
    steps.begin(at: scenario.starts)
    for section in sections {
      let runbook = steps
      if section.heading == Headings.happened {
        steps.beginHappened(before: scenario.starts)
      } else if section.heading == Headings.backOut {
        steps.isBackOut = true
        steps.hasPrevious = false
      }
      var index = 0
      let items = readItems(section.lines, &index, indent: 0, Block(), &cursor)
      let read = Section(
        heading: section.heading, items: items, location: location(section.line))
      if section.heading == Headings.happened {
        scenario.happened = read
        steps = runbook
      } else if section.heading == Headings.backOut {
        scenario.backOut = read
        steps.isBackOut = false
        steps.hasPrevious = runbook.hasPrevious
      } else {
        if section.heading == Headings.implementation, scenario.implementation == nil {
          scenario.implementation = scenario.sections.count
        }
        scenario.sections.append(read)
      }
    }
    judgeStepNumbers()
    judgeAcceptedSteps()
    judgeBackups()
    judgeDirectories()
  }

  /// Reads lines that are indented equally, with the blocks they head, until one is indented less.
  private mutating func readItems(
    _ lines: [Statement], _ index: inout Int, indent: Int, _ block: Block, _ cursor: inout Cursor
  ) -> [Item] {
    var items: [Item] = []
    while index < lines.count {
      let line = lines[index]
      if line.indent < indent { break }
      index += 1
      if line.indent > indent {
        report(
          Problem(
            .indentation,
            indent == 0 && !block.isInFor && !block.isInAnyOrder
              ? "an indented line, but no for or any order: above it"
              : "the lines of one block are indented equally",
            Int(line.lineStart), Int(line.start),
            expected: indent == 0
              ? "a line that begins in column 1" : "\(indent) blanks before the line"),
          on: line)
      }
      do {
        try cursor.load(line, of: files[Int(line.file)])
        refuseTimeOfBlock(&cursor)
        if cursor.isNext("for") || cursor.isNext("any") {
          if let item = readBlock(lines, &index, block, &cursor) { items.append(item) }
        } else {
          items.append(try readItem(&cursor, block))
        }
      } catch {
        report(error, on: line)
      }
    }
    return items
  }

  /// `22:00 for …`: one mistake, so that the lines of the block are not blamed for it.
  private mutating func refuseTimeOfBlock(_ cursor: inout Cursor) {
    guard (1...2).contains(where: { cursor.isWord($0, "for") || cursor.isWord($0, "any") }) else {
      return
    }
    var ahead = cursor
    guard let time = try? ahead.takeTime(), ahead.isNext("for") || ahead.isNext("any") else {
      return
    }
    let block = ahead.isNext("for") ? "for" : "any order:"
    report(
      Problem(
        .unexpected, "\(block) has no time of its own", time.start, time.end,
        expected: "\(block) without a time; its first step may have one"),
      on: cursor.statement)
    cursor = ahead
  }

  /// A `for` or `any order:` with its lines.
  private mutating func readBlock(
    _ lines: [Statement], _ index: inout Int, _ block: Block, _ cursor: inout Cursor
  ) -> Item? {
    let line = cursor.statement
    let isFor = cursor.isNext("for")
    var inner = block
    var header: ForBlock?
    do throws(Problem) {
      guard isFor ? !block.isInFor : !block.isInAnyOrder else {
        throw Problem(
          .nesting, "a block inside a block of the same kind", Int(line.start), cursor.contentEnd,
          expected: "one for, and one any order:, inside each other at most")
      }
      if isFor {
        header = try takeFor(&cursor)
      } else {
        cursor.next += 1
        try cursor.expect("order:")
        try cursor.expectEnd()
      }
    } catch {
      report(error, on: line)
      guard error.code != .nesting else {
        while index < lines.count, lines[index].indent > line.indent { index += 1 }
        return nil
      }
    }
    guard index < lines.count, lines[index].indent > line.indent else {
      report(
        Problem(
          .emptyBlock, "no indented line follows", Int(line.start), Int(line.end),
          expected: "the lines of this block, indented"),
        on: line)
      return nil
    }
    if isFor { inner.isInFor = true } else { inner.isInAnyOrder = true }
    let outer = steps.repetitions
    steps.repetitions = outer * max(1, header?.nodes.count ?? 1)
    let items = readItems(lines, &index, indent: lines[index].indent, inner, &cursor)
    steps.repetitions = outer
    guard isFor else { return .anyOrder(items) }
    guard var found = header else { return nil }
    found.items = items
    return .forNodes(found)
  }

  /// `for NODES [one at a time [every D] | all at once]`.
  private mutating func takeFor(_ cursor: inout Cursor) throws(Problem) -> ForBlock {
    cursor.next += 1
    if let last = cursor.tokens.last, last.kind == .word, cursor.text(last).hasSuffix(":") {
      throw cursor.problem(
        .unexpected, "for ends without a colon", at: last,
        expected: "nodes, then one at a time or all at once",
        suggestion: String(cursor.text(last).dropLast()))
    }
    let nodes = try takeNodesOfLine(&cursor)
    var pace = ForBlock.Pace.oneAtATime(every: nil)
    if cursor.accept("one") {
      try cursor.expect("at")
      try cursor.expect("a")
      try cursor.expect("time")
      if cursor.accept("every") {
        pace = .oneAtATime(every: try cursor.takeDuration("a time from start to start"))
      }
    } else if cursor.accept("all") {
      try cursor.expect("at")
      try cursor.expect("once")
      pace = .allAtOnce
    }
    guard cursor.isAtEnd else {
      throw cursor.unexpected("one at a time, all at once, or the end of the line")
    }
    return ForBlock(nodes: nodes, pace: pace, items: [], location: location(cursor.statement))
  }

  /// NODES: `all`, `SERVICE nodes`, or names and ranges; `except NODE`.
  mutating func takeNodesOfLine(_ cursor: inout Cursor) throws(Problem) -> [NodeID] {
    let start = cursor.position
    let present = scenario.estate.nodes.indices.map { NodeID($0) }
      .filter { !scenario.estate[$0].joinsLater }
    var nodes: [NodeID]
    if cursor.accept("all") {
      nodes = present
    } else if let word = cursor.nextWord, cursor.isWord(cursor.next + 1, "nodes") {
      guard let runs = Self.nodeServices.first(where: { $0.0 == word })?.1 else {
        let words = Self.nodeServices.map(\.0)
        throw cursor.problem(
          .unknownWord, "\(word) is no service of nodes", at: cursor.tokens[cursor.next],
          expected: Suggestions.choice(words), suggestion: nearest(to: word, among: words))
      }
      cursor.next += 2
      var law = Deliberation(Law(of: scenario))
      nodes = present.filter { runs($0, scenario.estate, &law) }
    } else {
      nodes = try takeNodes(&cursor, home: nil)
    }
    if cursor.accept("except") {
      let left = Set(try takeNodes(&cursor, home: nil))
      nodes.removeAll { left.contains($0) }
    }
    guard !nodes.isEmpty else {
      throw Problem(
        .emptySelection, "this selects no node", start, cursor.lastEnd, expected: "a node or more")
    }
    return nodes
  }

  /// Words for nodes that run a service, and who they are under the scenario's assumptions.
  static let nodeServices: [(String, @Sendable (NodeID, Estate, inout Deliberation) -> Bool)] = [
    ("tftp", { node, estate, _ in estate[node].runsTFTP }),
    ("callmanager", { node, estate, _ in estate[node].runsCallManager }),
    ("tvs", { $2.runsTVS($1[$0], $1[$1[$0].cluster].release) }),
    ("capf", { node, estate, _ in estate[node].isPublisher && !estate[node].lacksCAPF }),
  ]

  // MARK: One line

  private mutating func readItem(_ cursor: inout Cursor, _ block: Block) throws(Problem) -> Item {
    if cursor.accept("expect") { return .expect(try takeExpectation(&cursor)) }
    if cursor.accept("wait") { return .wait(try takeWait(&cursor)) }
    if cursor.isNext("preflight") {
      cursor.next += 1
      try cursor.expectEnd()
      return .preflight(location(cursor.statement))
    }
    steps.count += steps.isHappened ? 0 : steps.repetitions
    let written = try cursor.takeTime()
    let time = try written.map { (time) throws(Problem) in try resolve(time) } ?? .after(.zero)
    let start = cursor.position
    let act = try takeAct(&cursor, block)
    steps.hasPrevious = true
    return .step(
      Step(
        time: time, act: act, text: cursor.raw(from: start, to: cursor.contentEnd),
        location: location(cursor.statement)))
  }

  /// What is done: a command at a prompt, an action at a place, or a fault.
  private mutating func takeAct(_ cursor: inout Cursor, _ block: Block) throws(Problem) -> Act {
    if cursor.accept("fault") { return .fault(try takeFault(&cursor)) }
    if cursor.isAtPlace {
      let written = try cursor.takePlace()
      let (place, action) = try takeAction(&cursor, at: written)
      return .action(place, action)
    }
    if cursor.isNext("each"), cursor.next + 1 < cursor.tokens.count,
      cursor.tokens[cursor.next + 1].kind == .greater
    {
      guard block.isInFor else {
        throw cursor.problem(
          .eachOutsideFor, "each stands for a node of a for, and there is none here",
          at: cursor.tokens[cursor.next], expected: "the name of a node, or a for above")
      }
      cursor.next += 2
      let (command, answers) = try takeCommand(&cursor)
      return .command(nil, command, answers: answers)
    }
    guard isAtPrompt(cursor) else { throw noStep(cursor) }
    let name = try cursor.takeName("a node's name")
    try cursor.expect(.greater, ">")
    let node = try node(name)
    let (command, answers) = try takeCommand(&cursor)
    return .command(node, command, answers: answers)
  }

  private func isAtPrompt(_ cursor: Cursor) -> Bool {
    for token in cursor.tokens[min(cursor.next, cursor.tokens.count)...].prefix(4) {
      if token.kind == .greater { return true }
      guard token.isText else { return false }
    }
    return false
  }

  /// A line that is neither a step nor anything else that can stand in a section.
  private func noStep(_ cursor: Cursor) -> Problem {
    guard !cursor.isAtEnd else {
      return cursor.unexpected("a prompt such as pub>, a place such as GUI:, or fault")
    }
    let token = cursor.tokens[cursor.next]
    let word = cursor.text(token)
    let isMisplaced =
      Keywords.head.contains(word) || Keywords.clusterLines.contains(word) || word == "cluster"
    if isMisplaced, cursor.next == 0 {
      return cursor.problem(
        .misplacedStatement, "\(word) stands above the first heading only", at: token,
        expected: "a step, wait, expect, preflight, for or any order:")
    }
    if !nodeNames.find(word).isEmpty {
      // Signs that are typed for it go with the name.
      var end = token.outerEnd
      for sign in cursor.tokens[(cursor.next + 1)...] {
        guard !sign.isText, sign.outerStart == end else { break }
        end = sign.outerEnd
      }
      return Problem(
        .unexpected, "a prompt ends with >", token.outerStart, end,
        expected: "\(quoted(word))> COMMAND", suggestion: "\(quoted(word))>")
    }
    let words =
      ["expect", "wait", "preflight", "for", "any", "fault"] + Keywords.places.map { $0 + ":" }
    return cursor.problem(
      .unknownStatement, "\(word) begins no statement that can stand here", at: token,
      expected: "a prompt such as pub>, a place such as GUI:, fault, wait, expect, preflight, for "
        + "or any order:",
      suggestion: token.kind == .word ? nearest(to: word, among: words) : nil)
  }

  // MARK: What needs the whole runbook

  private mutating func judgeStepNumbers() {
    for pending in stepsToJudge where pending.number > steps.count {
      report(
        Problem(
          .stepOutOfRange, "there is no step \(pending.number)", pending.start, pending.end,
          expected: steps.count == 0
            ? "a step: the file has none" : "a number from 1 to \(steps.count)"),
        on: pending.line)
    }
  }

  private mutating func judgeBackups() {
    for pending in backupsToJudge where !knownBackups.contains(pending.name) {
      report(
        Problem(
          .unknownName, "no backup is called \(pending.name)", pending.start, pending.end,
          expected: "a backup that the file has or makes",
          suggestion: nearest(to: pending.name, among: knownBackups.sorted())),
        on: pending.line)
    }
  }
}
