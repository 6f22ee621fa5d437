import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("Sections and blocks")
struct SectionTests {
  @Test("tvs nodes are those that the assumptions say, as in the run")
  func tvsNodes() throws {
    func nodes(_ assumption: String) -> [Int] {
      let text = """
        mop 1
        starts 2026-01-10 21:45
        \(assumption)
        cluster hq  release 11.5(1)SU3  mode non-secure
          node pub  publisher tftp callmanager
          node vouch  tftp tvs
          node files  tftp
          group Default = pub
          phones 5  model 8861  group Default
        ## Implementation
        22:00 Note: begin
        for tvs nodes
          each> show itl

        """
      let outcome = readScenario("a.mop", with: MemoryFiles(["a.mop": text]))
      return outcome.scenario?.sections.flatMap(\.items).compactMap { item -> [Int]? in
        if case .forNodes(let block) = item { block.nodes.map(\.index) } else { nil }
      }.joined().map(\.self) ?? []
    }
    #expect(nodes("") == [0, 1])
    #expect(nodes("assume tvs-runs every-node") == [0, 1, 2])
  }

  @Test("a for goes over its nodes at its pace")
  func forNodes() throws {
    let outcome = readSteps(
      """
      for all one at a time every 20m
        each>  utils service restart Cisco Tftp   # each in turn
        wait until phones registered >= 99% within 30m
      for tftp nodes except sub1 all at once
          each> show itl
      for pub sub1
        any order:
          each> show itl
          each> show ctl
      any order:
        pub> show itl
        for sub1
          each> show ctl
      """)
    #expect(outcome.rendered(color: false) == "")
    let blocks = outcome.implementation.compactMap { item -> ForBlock? in
      guard case .forNodes(let block) = item else { return nil }
      return block
    }
    #expect(blocks.map(\.nodes) == [[NodeID(0), NodeID(1)], [NodeID(0)], [NodeID(0), NodeID(1)]])
    #expect(
      blocks.map(\.pace) == [
        .oneAtATime(every: .minutes(20)), .allAtOnce, .oneAtATime(every: nil),
      ])
    #expect(
      stepLines(blocks[0].items).map(\.act)
        == [.command(nil, .utilsService(.restart, .tftp), answers: [])])
    #expect(stepLines(blocks[0].items).map(\.text) == ["each>  utils service restart Cisco Tftp"])
    #expect(blocks[0].items.count == 2)
    guard case .anyOrder(let inner)? = blocks[2].items.first,
      case .anyOrder(let last)? = outcome.implementation.last
    else {
      Issue.record("no any order")
      return
    }
    #expect(stepLines(inner).count == 2)
    #expect(last.count == 2)
  }

  @Test(
    "what is wrong with a block is located",
    arguments: [
      ("22:00 for all\n  each> show itl\n  +1m each> show ctl", "E030 14:1"),
      ("+5m any order:\n  pub> show itl\n  sub1> show itl", "E030 14:1"),
      ("for all\n  for sub1\n    each> show itl\n  each> show ctl", "E089 15:3"),
      ("any order:\n  any order:\n    pub> show itl\n  pub> show itl", "E089 15:3"),
      ("for all", "E088 14:1"), ("for all:\n  each> show itl", "E030 14:5"),
      ("for sftp nodes\n  each> show itl", "E039 14:5"),
      ("for pub except pub\n  each> show itl", "E069 14:5"),
      ("for all one at once\n  each> show itl", "E030 14:16"),
      ("for all\n  each> show itl\n    pub> show itl", "E004 16:1"),
      ("for all\n    each> show itl\n  pub> show itl", "E004 16:1"),
      ("  pub> show itl", "E004 14:1"), ("each> show itl", "E087 14:1"),
      ("any order\n  pub> show itl", "E030 14:5"),
      ("pub show itl", "E030 14:1"), ("reboot pub", "E012 14:1"),
      ("starts 2026-01-10 22:00", "E013 14:1"), ("node sub9", "E013 14:1"),
      ("preflight now", "E031 14:11"), ("22:00", "E030 14:6"),
      ("expct phones locked = 0", "E012 14:1"),
    ])
  func blockMistakes(_ lines: String, _ place: String) {
    #expect(readSteps(lines).places == [place])
  }

  @Test("very deep nesting is refused without being followed")
  func deepNesting() {
    var lines = ""
    for depth in 0..<3_000 {
      lines += String(repeating: " ", count: depth) + "any order:\n"
    }
    let outcome = readSteps(lines)
    #expect(outcome.diagnostics.contains { $0.code == .nesting })
    #expect(outcome.errorCount < 10)
  }

  @Test("headings keep their text; only three have meaning")
  func headings() throws {
    let outcome = read(
      twoServers + """
        ## Checks, "the first  # of three"  # comment
        preflight
        ## Implementation
        pub> show itl
        ## Checks, "the first  # of three"
        ## Implementation, second night
        pub> show ctl
        ## What has happened
        -1h pub> show itl
        ## Back-out
        sub1> show itl
        """)
    #expect(outcome.rendered(color: false) == "")
    let scenario = try #require(outcome.scenario)
    #expect(
      scenario.sections.map(\.heading) == [
        "Checks, \"the first  # of three\"", "Implementation",
        "Checks, \"the first  # of three\"", "Implementation, second night",
      ])
    #expect(scenario.implementation == 1)
    #expect(scenario.happened?.items.count == 1)
    #expect(scenario.backOut?.items.count == 1)
    #expect(scenario.backOut?.location.line == 22)
  }

  @Test(
    "near misses of the three headings are errors",
    arguments: [
      "## Backout", "## back-out", "## Back-out plan", "##Back-out", "# Back-out", " ## Back-out",
      "## What has happend", "## What happened has", "## Implementaton", "### Implementation",
      "## implementation",
    ])
  func nearMisses(_ heading: String) {
    let outcome = read(twoServers + heading + "\n")
    let isOther = heading == "## What happened has"
    #expect(outcome.diagnostics.map(\.code) == (isOther ? [] : [.nearMissHeading]))
  }

  @Test(
    "comments are no headings",
    arguments: ["#### section", "##", "# see Back-out below", "#", "##Notes"])
  func comments(_ line: String) {
    #expect(read(twoServers + line + "\n").rendered(color: false) == "")
  }

  @Test("back-out is ordered only where there is one to go to")
  func backOut() {
    let line = "expect phones locked = 0 else back-out"
    #expect(read(twoServers + "## Implementation\n\(line)\n").places == ["E092 14:31"])
    #expect(read(twoServers + "## Implementation\n\(line)\n## Back-out\n").errorCount == 0)
    #expect(read(twoServers + "## Back-out\n\(line)\n").places == ["E013 14:31"])
  }

  @Test("ten different mistakes in a file are ten located errors")
  func tenMistakes() {
    let outcome = read(
      """
      mop 1
      titel  Ten mistakes
      starts 2026-01-10 21:45
      assume tvs-role by-unit
      cluster hq  release 11.5(1)SU3  mode secure
        node pub  publisher tftp callmanager
        node sub1  tftp  address 10.1.1
        group Default = sub1 pbu
        site campus  option150 pub sub1  latency fast
        phones 10  model 8861  group Default  site campus
      ## Back out
      ## Implementation
      22:00  pub> utils ser restart Cisco Tftp
      21:00  sub1> show itl
      +5m    GUI: rest phones
      expect phones lost-trust = 0 else back-out
      """)
    #expect(
      outcome.places == [
        "E012 2:1", "E018 4:8", "E039 5:38", "E037 7:28", "E050 8:24", "E034 9:44", "E016 11:1",
        "E081 13:13", "E085 14:1", "E082 15:13", "E092 16:35",
      ])
    #expect(outcome.scenario == nil)
  }
}
