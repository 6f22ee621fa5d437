import TestSupport
import Testing

@Suite("How the code is written") struct StyleTests {
  @Test("Swift code has at most 100 columns")
  func columns() { expectNone(SwiftSource.all.flatMap(tooWide)) }

  @Test("A file has at most 500 lines")
  func files() { expectNone(SwiftSource.all.flatMap(tooLong)) }

  @Test("A function has at most 70 lines; a table of cases that says why, 200")
  func functions() {
    expectNone(SwiftSource.all.flatMap(longFunctions))
    #expect(SwiftSource.all.reduce(0) { $0 + $1.functions.count } > 500, "functions are found")
  }

  @Test("Nothing is left open")
  func leftOpen() { expectNone(SwiftSource.all.flatMap(openEnds)) }

  @Test("Each file but Package.swift ends with one line end")
  func lineEnds() {
    expectNone(
      SwiftSource.all.filter { $0.lines.last != "" || $0.lines.dropLast().last == "" }.map {
        Finding(path: $0.path, line: $0.lines.count, what: "does not end with one line end")
      })
  }

  private func tooWide(_ source: SwiftSource) -> [Finding] {
    source.lines.enumerated().filter { line in
      line.element.utf8.count > 100 && line.element.count > 100
        && !source.textLines.contains(line.offset + 1)
    }.map {
      Finding(
        path: source.path, line: $0.offset + 1, what: "\($0.element.count) columns; at most 100")
    }
  }

  private func tooLong(_ source: SwiftSource) -> [Finding] {
    let count = source.lines.count - (source.lines.last == "" ? 1 : 0)
    guard count > 500 else { return [] }
    return [Finding(path: source.path, line: count, what: "\(count) lines; at most 500")]
  }

  private func longFunctions(_ source: SwiftSource) -> [Finding] {
    source.functions.compactMap { function in
      // The mark stands in the function, or between it and its documentation.
      let near = (function.lines.lowerBound - 1)...function.lines.upperBound
      let isTable = source.comments.contains {
        $0.text.hasPrefix("table: ") && near.contains($0.line)
      }
      let limit = isTable && function.hasSwitch ? 200 : 70
      guard function.length > limit else { return nil }
      return Finding(
        path: source.path, line: function.lines.lowerBound,
        what: "\(function.name) has \(function.length) lines; at most \(limit)")
    }
  }

  private func openEnds(_ source: SwiftSource) -> [Finding] {
    let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    let comments = source.comments.filter { comment in
      comment.text.split { !$0.isLetter }.contains { marks.contains(String($0)) }
    }
    return comments.map {
      Finding(path: source.path, line: $0.line, what: "left open: do it, or say what is so")
    }
  }

  // What follows shows that each check can fail.

  private func source(_ text: String) -> SwiftSource {
    SwiftSource(path: "Sources/TrustRules/x.swift", text: text)
  }

  @Test("Wide lines, long files and open ends are found")
  func findsLines() {
    let wide = source(
      String(repeating: "é", count: 100) + "\n" + String(repeating: "a", count: 101))
    #expect(tooWide(wide).map(\.line) == [2])
    let long = String(repeating: "a", count: 101)
    #expect(tooWide(source("let a = \"\"\"\n\(long)\n\"\"\"\n// \(long)")).map(\.line) == [4])
    #expect(tooLong(source(String(repeating: "a\n", count: 500))).isEmpty)
    #expect(tooLong(source(String(repeating: "a\n", count: 501))).count == 1)
    #expect(openEnds(source("// TO" + "DO: later\nlet a = 1  // FIX" + "ME")).count == 2)
    #expect(openEnds(source("// SEPX" + "XXXXX is a name\nlet a = 1")).isEmpty)
  }

  @Test(
    "A long function is found, whatever kind it is of",
    arguments: [
      "func f(_ a: () -> Void = { }) -> [Int]", "init?(a: Int) throws(E) where A == B",
      "subscript(_ place: Int) -> String", "deinit", "static var a: [String: Int]",
      "func f(\n    a: Int\n  ) -> Int\n ", "func == (a: A, b: A) -> Bool",
    ])
  func findsFunctions(_ head: String) {
    let lines = head.split(separator: "\n").count
    for (body, count) in [(68, 0), (69, 1)] {
      let code = String(repeating: "  go()  // }\n", count: body - lines + 1)
      let text = "struct A {\n  let x = 1\n  \(head) {\n\(code)  }\n}\n"
      #expect(longFunctions(source(text)).count == count, "\(body) lines")
    }
  }

  @Test("What has no body is no function")
  func noBody() {
    let protocolText = "protocol A {\n  func a()\n  func b() -> Int\n  init(a: Int)\n}\n"
    #expect(source(protocolText).functions.isEmpty)
    let values = "struct A {\n  var a = [1].map { $0 }\n  var b: Int\n  var c: B {\n    1\n  }\n}\n"
    #expect(source(values).functions.map(\.name) == ["c"])
    #expect(source("let a = B.init(c) { d }\nself.init(e) { f }").functions.isEmpty)
  }

  @Test("A marked table may be longer, but only a table, and only to 200 lines")
  func tables() {
    func text(_ count: Int, _ mark: String, _ first: String) -> String {
      let rows = String(repeating: "    case .a: 1\n", count: count)
      return "\(mark)\nfunc f() {\n  \(first)\n\(rows)  }\n}\n"
    }
    let mark = "// table: one row a kind"
    #expect(longFunctions(source(text(150, mark, "switch a {"))).isEmpty)
    #expect(longFunctions(source(text(150, "// table:", "switch a {"))).count == 1)
    #expect(longFunctions(source(text(150, mark, "do {"))).count == 1)
    #expect(longFunctions(source(text(197, mark, "switch a {"))).count == 1)
  }
}
