import ClusterImport
import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import Testing
import VirtualTime

/// What an import does, counted: times say nothing on a machine that others use.
@Suite("The work of an import")
struct ImportWorkTests {
  /// The answers to `show itl` of a log, each with its command.
  private static func lists() throws -> [String] {
    let lines = try SessionLog().text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.filter { lines[$0] == "admin:show itl" }.map { start in
      let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("admin:") } ?? lines.endIndex
      return lines[start..<end].joined(separator: "\n") + "\n"
    }
  }

  /// A list with the pager's question before one of its lines.
  private static func paged(_ list: String, at place: Int) -> String {
    let pager = "Press <enter> for 1 line, <space> for one page, or <q> to quit\r     \r"
    return Damage.lines(list) { $0[place] = pager + $0[place] }
  }

  @Test("reads a list that comes a thousand times once", arguments: ["\n", "\r\n"])
  func sameBytes(lineEnd: String) throws {
    let list = try #require(try Self.lists().first)
    let log = String(repeating: list, count: 1_000).replacing("\n", with: lineEnd)
    let outcome = importLogs([log], partial: true)
    #expect(outcome.work.listsRead == 1)
    #expect(outcome.work.answersRepeated == 999)
    #expect(outcome.work.factsKept == 1)
    #expect(outcome.text == importLogs([list], partial: true).text)
  }

  @Test("keeps one fact of a list that comes a hundred times, each time broken elsewhere")
  func sameList() throws {
    let list = try #require(try Self.lists().first)
    let log = (1...100).map { Self.paged(list, at: $0) }.joined()
    let outcome = importLogs([log], partial: true)
    #expect(outcome.work.listsRead == 100)
    #expect(outcome.work.factsKept == 1)
    #expect(outcome.text == importLogs([list], partial: true).text)
  }

  @Test("looks at each byte of answers once, and puts only marked lines together anew")
  func bytesOnce() throws {
    let list = try #require(try Self.lists().first)
    let log = (1...100).map { Self.paged(list, at: $0) }.joined()
    let outcome = importLogs([log], partial: true)
    #expect(outcome.work.bytesRead <= log.utf8.count)
    #expect(outcome.work.bytesRead > log.utf8.count / 2)
    #expect(outcome.work.bytesCleaned < log.utf8.count / 20)
  }

  @Test("puts a line together anew where a byte means something beside itself, wherever it stands")
  func markedLines() {
    let marks = Set("*\\`[<".utf8)
    var options = ImportOptions()
    options.isPartial = true
    for byte in UInt8.min...UInt8.max where byte != 0x0A {
      for place in [0, 1, 6, 7, 8, 9, 15, 16, 19] {
        var line = Array("Host Name : abcdefgh".utf8)
        line[place] = byte
        let log = Array("admin:show status\n".utf8) + line + Array("\nx\n".utf8)
        let work = importInventory([SourceText(name: "a.log", bytes: log)], options: options).work
        // A return at the end belongs to the line end.
        let isMarked = marks.contains(byte) || byte < 0x20 && byte != 0x09 || byte >= 0x7F
        let isCleaned = isMarked && !(byte == 0x0D && place == line.count - 1)
        // A byte that is no ASCII makes the log one of Windows-1252, which is longer as UTF-8.
        let isAsWritten = work.bytesCleaned == (isCleaned ? line.count : 0)
        #expect(
          byte < 0x80 ? isAsWritten : work.bytesCleaned >= line.count, "byte \(byte) at \(place)")
      }
    }
  }

  @Test("has room for as many nodes as no cluster has, and says where it ends")
  func tooManyNodes() {
    let log = (1...10_003).map { "admin:show status\nHost Name : n\($0)\n" }.joined()
    let told = importLogs([log], partial: true).diagnostics.filter { $0.code == .damagedAnswer }
    #expect(told.map(\.line) == [20_002], "\(told)")
    #expect(told.first?.message.contains("over 10000") == true, "\(told)")
  }

  @Test("grows as the log does: twice the log, twice the work, and facts by what is new")
  func growth() throws {
    let small = importLogs([try Self.certificates(200)], partial: true).work
    let large = importLogs([try Self.certificates(400)], partial: true).work
    #expect(large.bytesRead <= 2 * small.bytesRead)
    #expect(large.answersRead <= 2 * small.answersRead)
    #expect(large.factsKept == small.factsKept)
  }

  /// A log with so many different certificates of one node's TVS.
  private static func certificates(_ count: Int) throws -> String {
    try SessionLog().text
      + (0..<count).map { number in
        "admin:show cert own TVS\n[\n  Version: V3\n  Serial Number: \(number)7\n"
          + "  Subject Name: CN=pub, O=lab\n" + String(repeating: "  Key value: 00\n", count: 20)
          + "]\n"
      }.joined()
  }

  @Test("does not count phones twice that are asked for twice")
  func askedTwice() throws {
    let log = try SessionLog().text
    let start = try #require(log.firstRange(of: "admin:run sql select phones")).lowerBound
    let rest = log[start...]
    let end = try #require(rest.dropFirst().firstRange(of: "admin:")).lowerBound
    for lineEnd in ["\n", "\r\n"] {
      let twice = log + rest[..<end].replacing("\n", with: lineEnd) + "admin:exit\n"
      #expect(importLogs([twice]).text == importLogs([log]).text)
    }
  }

  @Test("finds the line of each of many damaged lists")
  func places() throws {
    let list = try #require(try Self.lists().first)
    let damaged = list.replacing("RECORDLENGTH    2       ", with: "RECORDLENGTH    2       9")
    let log = String(repeating: damaged, count: 3)
    let outcome = importLogs([log])
    let lines = log.split(separator: "\n", omittingEmptySubsequences: false)
    let found = outcome.diagnostics.filter { $0.message.hasPrefix("record 1 has") }
    #expect(found.count == 3)
    #expect(found.allSatisfy { lines[$0.line - 1].contains("RECORDLENGTH") })
    #expect(found.allSatisfy { $0.sourceLine.contains("RECORDLENGTH") })
  }

  @Test("takes of several lists of one node the newest, wherever it stands")
  func newest() throws {
    let before = try SessionLog()
    let estate = SessionLog.estate.replacing(
      "## Implementation\n", with: "## Implementation\n21:50 sub2> set cert regen TVS\n")
    let after = try SessionLog(estate, at: Instant(microseconds: 1_768_089_600_000_000))
    let list = { (log: SessionLog) in
      "admin:show itl\n" + log.world.text(of: .itl, on: NodeID(0)) + "\n"
    }
    let texts = [list(before) + list(after), list(after) + list(before)].map {
      importLogs([before.text + $0], partial: true).text ?? ""
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("1 older trust list in the logs"))
    #expect(texts[0].contains("SIM:sub2:TVS:2"))
  }
}
