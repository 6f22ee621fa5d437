import ClusterModel
import ScenarioLanguage
import Testing

@Suite("Names")
struct NameTests {
  @Test("a name of one cluster needs no dot, one of two does, prompts included")
  func dotted() {
    #expect(
      readSteps("hq.pub> show itl\nlab.pub> show itl", on: twoClusters).steps.map(\.act) == [
        .command(NodeID(0), .showITL, answers: []), .command(NodeID(1), .showITL, answers: []),
      ])
    let ambiguous = readSteps("pub> show itl", on: twoClusters)
    #expect(ambiguous.diagnostics.map(\.code) == [.ambiguousName])
    #expect(ambiguous.diagnostics.first?.suggestion == "hq.pub or lab.pub")
    #expect(
      readSteps("expect phones of group Default locked = 0", on: twoClusters).diagnostics
        .map(\.code) == [.ambiguousName])
    #expect(
      readSteps("expect phones of group Other locked = 0", on: twoClusters).places == ["E069 15:15"]
    )
  }

  @Test("under a cluster a name is its own; a server of another is written with its cluster")
  func underClusters() throws {
    let estate = try #require(read(twoClusters).scenario).estate
    #expect(estate.groups.map(\.nodes) == [[NodeID(0)], [NodeID(1)], [NodeID(1)]])
    #expect(estate.sites[1].option150 == [NodeID(0), NodeID(1)])
    #expect(estate.phones[1].alsoIn == GroupID(0))
    #expect(estate.phones[1].group == GroupID(1))
  }

  @Test("anything can be a name in quotes")
  func quoted() {
    let outcome = read(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster "head office"  release 14  mode non-secure
        node "node 1"  publisher tftp callmanager
        node "all"  tftp
        group "a.b, \u{e9}t\u{e9} # 1" = "node 1"
        site "site"  option150 "node 1" "all"
        phones 10  model "8861 K9"  group "a.b, \u{e9}t\u{e9} # 1"  site "site"
      ## Implementation
      "node 1"> show itl
      "head office"."all"> show itl
      "head office"."node 1"> show ctl
      GUI@"head office": reset phones of site "site"
      """)
    #expect(outcome.rendered(color: false) == "")
    #expect(outcome.steps.count == 4)
    #expect(outcome.scenario?.estate.groups[0].name == "a.b, \u{e9}t\u{e9} # 1")
    #expect(outcome.scenario?.estate.phones[0].traits.model == "8861 K9")
  }

  @Test("a range makes its nodes, also with leading zeros or a cluster")
  func ranges() {
    let outcome = read(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 14  mode non-secure
        node pub  publisher tftp callmanager
        node sub08..sub11 tftp1 tftp2  tftp  domain example.com
        group Default = sub08..sub10
      ## Implementation
      for hq.sub08..sub11 except sub09 tftp1
        each> show itl
      """)
    #expect(outcome.rendered(color: false) == "")
    #expect(
      outcome.scenario?.estate.nodes.map(\.name)
        == ["pub", "sub08", "sub09", "sub10", "sub11", "tftp1", "tftp2"])
    #expect(outcome.scenario?.estate.nodes.last?.domain == "example.com")
    #expect(outcome.scenario?.estate.groups[0].nodes == [NodeID(1), NodeID(2), NodeID(3)])
    guard case .forNodes(let block)? = outcome.implementation.first else {
      Issue.record("no for")
      return
    }
    #expect(block.nodes == [NodeID(1), NodeID(3), NodeID(4)])
  }

  @Test(
    "names that cannot stand are located",
    arguments: [
      ("  node sub1", "E051 13:8", ""), ("  node first", "E040 13:8", "\"first\""),
      ("  node a/b", "E041 13:8", "\"a/b\""), ("  node \"\"", "E041 13:8", ""),
      ("  node sub3..pub5", "E054 13:8", ""), ("  node sub09..sub100", "E054 13:8", ""),
      ("  node sub1..", "E054 13:8", ""), ("  node lab.sub9", "E050 13:8", ""),
      ("  node sub9 callmanger", "E039 13:13", "callmanager"),
      ("  node sub9 tftp tftp", "E042 13:18", ""), ("  group Lobby = pub", "E051 13:9", ""),
      ("  group X = pub sub7", "E050 13:17", "sub1"),
      ("  group X = pub sub1 pub", "E063 13:22", ""),
      ("  site campus option150 pub", "E051 13:8", ""),
      ("  node sub9 host cucm-pub", "E051 13:3", ""),
      ("  node sub9 address 10.1.1.5", "E051 13:3", ""),
      ("  nod sub9", "E012 13:3", "node"), ("node sub9", "E004 13:1", "  node"),
      ("   node sub9", "E004 13:1", ""), ("cluster hq release 14 mode mixed", "E051 13:9", ""),
    ])
  func mistakes(_ line: String, _ place: String, _ suggestion: String) {
    let outcome = read(twoServers + line)
    let isCluster = line.hasPrefix("cluster")
    if line.contains("lab.") {
      #expect(outcome.diagnostics.map(\.code) == [.otherCluster])
    } else {
      #expect(outcome.places.contains(place))
      #expect(outcome.errorCount == (isCluster ? 2 : 1))
      #expect(outcome.diagnostics.last?.suggestion ?? "" == suggestion)
    }
  }

  @Test("a group has nodes of its own cluster only, in a line and in an action")
  func foreignMembers() {
    let line = twoClusters.replacing("group Other = pub", with: "group Other = hq.pub")
    #expect(read(line).diagnostics.map(\.code) == [.otherCluster])
    let action = readSteps("GUI@lab: group Other = hq.pub", on: twoClusters)
    #expect(action.diagnostics.map(\.code) == [.otherCluster])
    #expect(action.diagnostics.first?.suggestion == nil)
  }
}
