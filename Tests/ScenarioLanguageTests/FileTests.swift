import ClusterModel
import ScenarioLanguage
import Testing

@Suite("Files, includes and limits")
struct FileTests {
  private let steps = "## Implementation\npub> show itl\n"

  @Test("line ends of Windows, a byte order mark and a missing last line end are tolerated")
  func lineEnds() {
    let plain = readSteps("22:00 pub> show itl")
    let windows = read(
      "\u{FEFF}"
        + (twoServers + "## Implementation\n22:00 pub> show itl").replacing(
          "\n", with: "\r\n"))
    #expect(windows.diagnostics.map(\.code) == [.otherTextForm])
    #expect(windows.steps == plain.steps)
    #expect(windows.scenario?.estate.nodes == plain.scenario?.estate.nodes)
  }

  @Test("the digest is of every byte of every file")
  func digest() {
    let with = "include estates/a.mop\n"
    let base = read(with + twoServers, beside: ["estates/a.mop": "# a\n"]).sources
    #expect(base.map(\.name) == ["hq.mop"] || base.count == 2)
    let one = read(twoServers + "# a").scenario?.inputDigest
    #expect(one != read(twoServers + "# b").scenario?.inputDigest)
    #expect(one == read(twoServers + "# a").scenario?.inputDigest)
  }

  @Test("an estate is included where its line stands")
  func include() throws {
    let estate = twoServers.replacing("starts 2026-01-10 21:45\n", with: "")
    let outcome = read(
      "mop 1\nstarts 2026-01-10 21:45\ninclude estates/hq.mop\ninclude estates/more.mop\n" + steps,
      beside: ["estates/hq.mop": estate, "estates/more.mop": "assume dhcp 5s\ndefect CSCto60209"])
    #expect(outcome.rendered(color: false) == "")
    let scenario = try #require(outcome.scenario)
    #expect(scenario.files == ["hq.mop", "estates/hq.mop", "estates/more.mop"])
    #expect(scenario.estate.phoneCount == 4000)
    #expect(scenario.estate.nodes.map(\.location.file) == [1, 1])
    #expect(scenario.assumptions.map(\.location.file) == [2])
    #expect(scenario.defects == ["CSCto60209"])
  }

  @Test("errors of an included file name that file")
  func includedErrors() {
    let outcome = read(
      twoServers.replacing("cluster", with: "include estates/more.mop\ncluster"),
      beside: ["estates/more.mop": "assume dchp 5s\n## Implementation\npub> show itl\n"])
    #expect(outcome.diagnostics.map(\.file) == ["estates/more.mop", "estates/more.mop"])
    #expect(outcome.places == ["E018 1:8", "E013 2:1"])
  }

  @Test("a missing scenario is missing input, a missing include as well")
  func missing() {
    let outcome = readScenario("none.mop", with: MemoryFiles())
    #expect(outcome.lacksInput && outcome.scenario == nil && outcome.errorCount == 1)
    #expect(
      outcome.rendered(color: false) == """
        none.mop: error[E006]: there is no file none.mop
             = expected: a file that exists

        """)
    #expect(read("mop 1\ninclude x.mop\n" + twoServers.dropFirst(6)).lacksInput)
    #expect(!read(twoServers).lacksInput)
  }

  @Test("includes nest so deep and no deeper, and never in a circle")
  func depth() {
    var files: [String: String] = [:]
    for depth in 1...9 { files["\(depth).mop"] = "include \(depth + 1).mop\n" }
    files["9.mop"] = "# the end\n"
    let text = "include 1.mop\n"
    func deep(_ limit: Int) -> ReadOutcome {
      var limits = Limits()
      limits.includeDepth = limit
      return read(
        twoServers.replacing("starts", with: text + "starts"), beside: files, limits: limits)
    }
    #expect(deep(9).errorCount == 0)
    #expect(deep(8).diagnostics.map(\.code) == [.includeTooDeep])
    #expect(deep(8).hitLimit)
    files["9.mop"] = "include 4.mop\n"
    #expect(deep(40).diagnostics.map(\.code) == [.includeCycle])
  }

  static let limits: [(String, Limits, DiagnosticCode)] = {
    var all: [(String, Limits, DiagnosticCode)] = []
    func add(_ code: DiagnosticCode, _ lines: String, _ set: (inout Limits) -> Void) {
      var limits = Limits()
      set(&limits)
      all.append((lines, limits, code))
    }
    let steps = "## Implementation\npub> show itl\nsub1> show itl\nexpect phones locked = 0\n"
    add(.fileTooLong, "") { $0.fileBytes = twoServers.utf8.count - 1 }
    add(.lineTooLong, "# " + String(repeating: "x", count: 99)) { $0.lineBytes = 100 }
    add(.tooManySteps, steps) { $0.steps = 1 }
    add(.tooManyPhones, "") { $0.phones = 3_999 }
    add(.tooManyPhones, "  phones 99999999999999 model 1 group Lobby site campus") { _ in }
    add(.tooManyPhones, "  phones from phones.csv") { $0.phones = 4_001 }
    add(.tooManyNodes, "") { $0.nodes = 1 }
    add(.tooManyNodes, "  node sub2..sub999999999 tftp") { _ in }
    add(.tooManyFiles, "  phones from phones.csv") { $0.files = 1 }
    add(.beyondHorizon, "  away 1 of group Lobby from -1d to +400d") { $0.horizonYears = 1 }
    return all
  }()

  @Test("each limit stops before anything is expanded", arguments: limits)
  func limit(_ lines: String, _ limits: Limits, _ code: DiagnosticCode) {
    let table = "model,group,site\n8861,Lobby,campus\n8861,Lobby,campus\n8861,Lobby,campus\n"
    let outcome = read(twoServers + lines, beside: ["phones.csv": table], limits: limits)
    #expect(outcome.diagnostics.map(\.code).contains(code))
    #expect(outcome.hitLimit && outcome.scenario == nil)
    #expect(code.isLimit)
  }

  @Test("what is just within the limits is read")
  func withinLimits() {
    var limits = Limits()
    limits.fileBytes = twoServers.utf8.count + steps.utf8.count
    limits.lineBytes = 85
    limits.steps = 1
    limits.phones = 4_000
    limits.nodes = 2
    limits.files = 1
    let outcome = read(twoServers + steps, limits: limits)
    #expect(outcome.rendered(color: false) == "")
  }

  @Test("of very many errors the first are kept, all are counted and twenty are shown")
  func manyErrors() {
    let lines = String(repeating: "  node sub1\n", count: 5_000)
    let outcome = read(twoServers + lines)
    #expect(outcome.errorCount == 5_000)
    #expect(outcome.diagnostics.count == 400)
    let shown = outcome.rendered(color: false)
    #expect(shown.split(separator: "\n").filter { $0.contains("error[E051]") }.count == 20)
    #expect(shown.hasSuffix("and 4980 more errors\n"))
    let two = read(twoServers + "  node sub1\n  node sub1\n").rendered(color: false, atMost: 1)
    #expect(two.hasSuffix("and 1 more error\n"))
  }

  @Test("the same bytes give the same diagnostics in the order of the file")
  func order() {
    let text = twoServers + "  group X = nobody\n  node a/b\n  phones 1 model x\n"
    #expect(read(text).places == ["E050 13:13", "E041 14:8", "E043 15:19"])
    #expect(read(text).diagnostics == read(text).diagnostics)
  }
}
