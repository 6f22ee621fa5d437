import ClusterModel
import TrustListFiles
import VirtualTime

// The first pass: lines, includes, the head, and every name that is declared.

extension Reading {
  /// Reads one file with what it includes.
  /// - Returns: false when the file itself could not be had.
  mutating func outline(
    path: String, from line: Statement?, stack: inout [SourceFile]
  ) -> Bool {
    guard let file = load(path, from: line, stack: stack) else { return false }
    stack.append(file)
    defer { stack.removeLast() }
    var splitter = LineSplitter(file, limits: limits)
    splitter.split()
    for (problem, line) in splitter.problems { report(problem, on: line) }
    var context = OutlineContext(file: file, isIncluded: stack.count > 1)
    if stack.count == 1 { requireVersion(splitter.statements.first, file) }
    for statement in splitter.statements {
      outline(statement, &context, &stack)
    }
    return true
  }

  /// Reads a file's bytes, and refuses what is no file of this scenario.
  mutating func load(
    _ path: String, from line: Statement?, stack: [SourceFile] = []
  ) -> SourceFile? {
    var refusal: (code: DiagnosticCode, message: String, expected: String?)
    do throws(FileProblem) {
      guard files.count < limits.files else {
        refusal = (.tooManyFiles, "a scenario may read at most \(limits.files) files", nil)
        return refuse(path, refusal, line)
      }
      let (text, form) = try read(path, line.map { files[Int($0.file)].name }).readable
      guard text.bytes.count <= limits.fileBytes else { throw FileProblem.tooLong }
      guard !stack.contains(where: { $0.name == text.name }) else {
        refusal = (.includeCycle, "\(path) includes itself", "a file that is not open already")
        return refuse(path, refusal, line)
      }
      let file = SourceFile(index: files.count, text: text)
      files.append(file)
      sources.append(text)
      if let note = Diagnostic.note(of: form, file: text.name) {
        log.append(note, file: file.index)
      }
      return file
    } catch .missing {
      refusal = (.unreadableFile, "there is no file \(path)", "a file that exists")
    } catch .unreadable(let why) {
      refusal = (.unreadableFile, "\(path) cannot be read: \(why)", nil)
    } catch .outside(let folder) {
      refusal = (.includeOutside, "\(path) leads outside \(folder)", "a file below that folder")
    } catch {
      refusal = (
        .fileTooLong, "\(path) is longer than the \(limits.fileBytes) bytes that are read", nil
      )
    }
    return refuse(path, refusal, line)
  }

  private mutating func refuse(
    _ path: String, _ why: (code: DiagnosticCode, message: String, expected: String?),
    _ line: Statement?
  ) -> SourceFile? {
    if let line {
      let problem = Problem(
        why.code, why.message, Int(line.start), Int(line.end), expected: why.expected)
      report(problem, on: line)
    } else {
      log.append(
        Diagnostic(
          code: why.code, message: why.message, file: path, line: 0, column: 0,
          sourceLine: "", expected: why.expected),
        file: 0)
    }
    return nil
  }

  private mutating func requireVersion(_ first: Statement?, _ file: SourceFile) {
    guard let first else {
      let line = Statement(file: Int32(file.index), line: 1, lineStart: 0, start: 0, end: 0)
      report(
        Problem(.missingVersion, "the file has no statement", 0, 1, expected: "mop 1"), on: line)
      return
    }
    let word = file.text(Int(first.start), min(Int(first.start) + 4, Int(first.end)))
    guard word != "mop " && word != "mop" else { return }
    report(
      Problem(
        .missingVersion, "the first statement must say which language this is", Int(first.start),
        Int(first.end), expected: "mop 1"),
      on: first)
  }
}

/// Where in a file the first pass is.
struct OutlineContext {
  let file: SourceFile
  let isIncluded: Bool
  var cursor: Cursor
  var cluster: ClusterID?
  /// Blanks before the lines of this cluster, once its first line was seen.
  var clusterIndent: Int?
  var isInSection = false
  var statementCount = 0

  init(file: SourceFile, isIncluded: Bool) {
    self.file = file
    self.isIncluded = isIncluded
    cursor = Cursor(file)
  }
}

extension Reading {
  private mutating func outline(
    _ line: Statement, _ context: inout OutlineContext, _ stack: inout [SourceFile]
  ) {
    context.statementCount += 1
    if context.file.bytes[Int(line.start)] >= 0x80,
      let found = Typography.first(
        in: context.file.bytes, Int(line.start), min(Int(line.start) + 3, Int(line.end))),
      found.start == Int(line.start), found.found.isBlank
    {
      // Whatever the line is, it does not begin where it seems to.
      return report(Typography.problem(found), on: line)
    }
    if context.file.bytes[Int(line.start)] == UInt8(ascii: "#") {
      return outlineHeading(line, &context)
    }
    if context.isInSection {
      // Of an included file the lines under a heading were refused with it.
      if !context.isIncluded { sections[sections.count - 1].lines.append(line) }
      return
    }
    if line.indent > 0 { return outlineClusterLine(line, &context) }
    context.cluster = nil
    do {
      try context.cursor.load(line, of: context.file)
      try readHeadLine(&context, &stack)
    } catch {
      report(error, on: line)
    }
  }

  private mutating func outlineHeading(_ line: Statement, _ context: inout OutlineContext) {
    let file = context.file
    let (start, end) = (Int(line.start), Int(line.end))
    let isHeading =
      line.indent == 0 && file.bytes[start + 1] == UInt8(ascii: "#")
      && file.bytes[start + 2] == UInt8(ascii: " ")
    var text = ""
    var textEnd = end
    if isHeading {
      (text, textEnd) = headingText(file, start + 3, end)
    }
    // Blanks before it are part of what is wrong.
    let lineStart = Int(line.lineStart)
    let letters = isHeading ? text : file.text(start, end).filter { $0 != "#" && $0 != " " }
    if let meant = Headings.nearMiss(of: letters) ?? (isHeading ? nil : letters) {
      report(
        Problem(
          .nearMissHeading, "this is nearly the heading \(meant), and would not act as it",
          lineStart, textEnd, expected: "this heading in column 1, or one that is not like it",
          suggestion: "## \(meant)"),
        on: line)
    }
    guard isHeading else { return }
    if text.isEmpty {
      report(
        Problem(.unexpected, "the heading is empty", start, end, expected: "a heading"), on: line)
    }
    context.isInSection = true
    context.cluster = nil
    guard !context.isIncluded else {
      report(
        Problem(
          .misplacedStatement, "an included file holds no steps", start, textEnd,
          expected: "lines of the head and clusters only"),
        on: line)
      return
    }
    if Headings.special.contains(text), !specialHeadings.insert(text).inserted {
      report(
        Problem(.repeatedHeading, "there is a heading \(text) already", start, textEnd), on: line)
    }
    sections.append(SectionLines(heading: text, line: line, lines: []))
  }

  /// The heading without comment and blanks.
  private func headingText(_ file: SourceFile, _ from: Int, _ end: Int) -> (String, Int) {
    let bytes = file.bytes
    var isQuoted = false
    var stop = end
    for at in from..<max(from, end) {
      if bytes[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[at] == UInt8(ascii: "#"), !isQuoted, bytes[at - 1] == 0x20, bytes[at - 2] == 0x20 {
        stop = at
        break
      }
    }
    while stop > from, bytes[stop - 1] == 0x20 { stop -= 1 }
    var start = from
    while start < stop, bytes[start] == 0x20 { start += 1 }
    return (file.text(start, stop), stop)
  }

  private mutating func outlineClusterLine(_ line: Statement, _ context: inout OutlineContext) {
    guard let cluster = context.cluster else {
      report(
        Problem(
          .indentation, "an indented line, but no cluster above it", Int(line.lineStart),
          Int(line.start), expected: "a line that begins in column 1"),
        on: line)
      return
    }
    let indent = context.clusterIndent ?? line.indent
    context.clusterIndent = indent
    if line.indent != indent {
      report(
        Problem(
          .indentation, "the lines of one cluster are indented equally", Int(line.lineStart),
          Int(line.start), expected: "\(indent) blanks before the line"),
        on: line)
    }
    if startsWithPhones(line, context.file) {
      phoneLines.append((line, cluster))
      return
    }
    do {
      try context.cursor.load(line, of: context.file)
      try declare(&context.cursor, cluster)
    } catch {
      report(error, on: line)
      if context.cursor.isWord(0, "node") { damagedClusters.insert(cluster) }
    }
  }

  /// Whether it is a line that makes phones, which may be one of very many: `phones 3800 …` or
  /// `phones from …`.
  private func startsWithPhones(_ line: Statement, _ file: SourceFile) -> Bool {
    let word: StaticString = "phones "
    guard line.end - line.start > 8 else { return false }
    let bytes = file.bytes
    var at = Int(line.start)
    guard word.stands(in: bytes.span, at: at) else { return false }
    at += 7
    while at < Int(line.end), bytes[at] == 0x20 { at += 1 }
    return at < Int(line.end) && bytes[at] >= 0x30 && bytes[at] <= 0x39
  }

  /// Declares the names of a cluster's line; what refers to names waits for the second pass.
  private mutating func declare(_ cursor: inout Cursor, _ cluster: ClusterID) throws(Problem) {
    let line = cursor.statement
    switch cursor.nextWord {
    case "node":
      cursor.next += 1
      try readNodeLine(&cursor, cluster, joinsLater: false)
    case "group":
      cursor.next += 1
      let name = try takeDeclaredName(&cursor, "a group's name", cluster)
      try requireNew(name, in: groupNames, cluster)
      groupNames.add(name.name, cluster: cluster.index)
      var group = CallManagerGroup(name: name.name, cluster: cluster, nodes: [])
      group.location = location(line)
      let id = GroupID(scenario.estate.groups.count)
      scenario.estate.groups.append(group)
      scenario.estate.clusters[cluster.index].groups.append(id)
      groupLines.append((line, id))
    case "site":
      cursor.next += 1
      let name = try takeDeclaredName(&cursor, "a site's name", cluster)
      try requireNew(name, in: siteNames, cluster)
      addSite(name.name, cluster, location(line))
      siteLines.append((line, SiteID(scenario.estate.sites.count - 1)))
    case "phones" where cursor.isWord(1, "from") || cursor.isWord(1, "?"):
      phoneLines.append((line, cluster))
    case .some(let word) where Keywords.clusterLines.contains(word):
      stateLines.append((line, cluster))
    default:
      throw unknownStatement(
        cursor, Keywords.clusterLines, "a line of cluster \(scenario.estate[cluster].name)")
    }
  }

  mutating func addSite(_ name: String, _ cluster: ClusterID, _ location: SourceLocation) {
    var site = Site(name: name, cluster: cluster, option150: [], latency: .milliseconds(1))
    site.location = location
    siteNames.add(name, cluster: cluster.index)
    scenario.estate.clusters[cluster.index].sites.append(
      SiteID(scenario.estate.sites.count))
    scenario.estate.sites.append(site)
  }

  /// A name where it is declared; it may be written with the cluster it stands under.
  func takeDeclaredName(
    _ cursor: inout Cursor, _ what: String, _ cluster: ClusterID
  ) throws(Problem) -> NameReference {
    let name = try cursor.takeName(what)
    try requireHome(name, cluster)
    return name
  }

  func requireHome(_ name: NameReference, _ cluster: ClusterID) throws(Problem) {
    let home = scenario.estate[cluster].name
    guard let written = name.cluster, written != home else { return }
    throw Problem(
      .otherCluster, "\(name.text) is declared under cluster \(home)", name.start, name.end,
      expected: "a name of cluster \(home)", suggestion: quoted(name.name))
  }

  func requireNew(
    _ name: NameReference, in table: NameTable, _ cluster: ClusterID
  ) throws(Problem) {
    guard table.find(name.name, inCluster: cluster.index) == nil else {
      throw Problem(
        .duplicateName,
        "cluster \(scenario.estate[cluster].name) has a \(table.noun) \(name.name) already",
        name.start, name.end, expected: "a name that is new in its cluster")
    }
  }

  func unknownStatement(_ cursor: Cursor, _ words: [String], _ what: String) -> Problem {
    let token = cursor.tokens[0]
    let written = cursor.text(token)
    return cursor.problem(
      .unknownStatement, "\(written) begins no statement that can stand here", at: token,
      expected: what, suggestion: token.kind == .word ? nearest(to: written, among: words) : nil)
  }
}
