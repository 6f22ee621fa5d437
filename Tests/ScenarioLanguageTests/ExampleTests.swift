import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

/// The whole example of the language page.
let wholeExample = """
  mop 1
  title     Rename both servers of a two-node cluster in one evening
  question  Do the phones survive if both servers are renamed before any phone has come back?
  source    116232, changing host names, multi-node cluster with ITL only
  starts    2026-01-10 21:45
  seed      7

  cluster hq   release 11.5(1)SU3   mode non-secure
    node  pub    publisher tftp callmanager   host cucm-pub   address 10.1.1.5
    node  sub1   tftp callmanager
    group Default = sub1 pub
    group Lobby   = pub
    site  campus    option150 pub sub1   latency 1ms
    site  branch    option150 pub sub1   latency 40ms  bandwidth 2Mbit
    phones 3800   model 8861  group Default  site campus
    phones  150   model 7970  group Default  site branch
    phones   50   model 8861  group Lobby    site campus  settings restricted
    away  40 of group Default   from -2d to +3d      # switched off over the window

  ## Pre-checks
  preflight
  expect  phones trusting = all                       "Healthy before we start"

  ## Implementation
  22:00          pub>   set network hostname cucm-pub-new
  with previous  sub1>  set network hostname cucm-sub1-new
  +5m            GUI:   reset phones
  wait until phones registered >= 99% of before  within 60m

  ## Post-checks
  expect          phones lost-trust = 0               "No phone needs hands"
  expect          phones of group Lobby locked = 0
  expect at +4d   phones lost-trust = 0               "Nor the ones that were away"

  ## Back-out

  """

@Suite("The example of the language page")
struct ExampleTests {
  let outcome = read(wholeExample)

  @Test("it is read without any diagnostic")
  func isClean() {
    #expect(outcome.rendered(color: false) == "")
    #expect(outcome.errorCount == 0)
    #expect(outcome.scenario != nil)
  }

  @Test("its head")
  func head() throws {
    let scenario = try #require(outcome.scenario)
    #expect(scenario.title == "Rename both servers of a two-node cluster in one evening")
    #expect(
      scenario.question
        == "Do the phones survive if both servers are renamed before any phone has come back?")
    #expect(scenario.source == "116232, changing host names, multi-node cluster with ITL only")
    #expect(scenario.starts.text == "2026-01-10 21:45")
    #expect(scenario.seed == 7)
    #expect(scenario.files == ["hq.mop"])
    #expect(scenario.assumptions.isEmpty && scenario.defects.isEmpty && scenario.accepts.isEmpty)
  }

  @Test("its cluster and nodes")
  func nodes() throws {
    let estate = try #require(outcome.scenario).estate
    #expect(estate.clusters.map(\.name) == ["hq"])
    #expect(
      estate.clusters[0].release
        == ReleaseName(
          text: "11.5(1)SU3", major: 11, minor: 5, maintenance: 1, serviceUpdate: 3, build: nil))
    #expect(!estate.clusters[0].isMixedMode)
    #expect(!estate.clusters[0].statesCTLSigning)
    #expect(estate.nodes.map(\.name) == ["pub", "sub1"])
    #expect(estate.nodes.map(\.host) == ["cucm-pub", "sub1"])
    #expect(estate.nodes.map(\.address) == ["10.1.1.5", "10.1.0.2"])
    #expect(estate.nodes.map(\.isPublisher) == [true, false])
    #expect(estate.nodes.map(\.runsTFTP) == [true, true])
    #expect(estate.nodes.map(\.runsCallManager) == [true, true])
    #expect(estate.nodes.map(\.namedBy) == [.address, .address])
    #expect(estate.publisher(of: ClusterID(0)) == NodeID(0))
  }

  @Test("its groups, sites and phones")
  func phones() throws {
    let estate = try #require(outcome.scenario).estate
    #expect(estate.groups.map(\.name) == ["Default", "Lobby"])
    #expect(estate.groups.map(\.nodes) == [[NodeID(1), NodeID(0)], [NodeID(0)]])
    #expect(estate.sites.map(\.name) == ["campus", "branch"])
    #expect(estate.sites.map(\.latency) == [.milliseconds(1), .milliseconds(40)])
    #expect(estate.sites.map(\.bandwidthBitsPerSecond) == [nil, 2_000_000])
    #expect(estate.sites.map(\.option150) == [[NodeID(0), NodeID(1)], [NodeID(0), NodeID(1)]])
    #expect(estate.phones.map(\.count) == [3800, 150, 50])
    #expect(estate.phones.map(\.first) == [0, 3800, 3950])
    #expect(estate.phones.map(\.traits.model) == ["8861", "7970", "8861"])
    #expect(estate.phones.map(\.traits.settings) == [.enabled, .enabled, .restricted])
    #expect(estate.phones.map(\.group) == [GroupID(0), GroupID(0), GroupID(1)])
    #expect(estate.phones.map(\.site) == [SiteID(0), SiteID(1), SiteID(0)])
    #expect(estate.phoneCount == 4000)
    #expect(estate.phoneName(0) == "SEP020000000001")
    #expect(estate.phoneName(3999) == "SEP020000000FA0")
    #expect(estate.phones.map(\.location.line) == [15, 16, 17])
  }

  @Test("its absence counts from the start")
  func absence() throws {
    let scenario = try #require(outcome.scenario)
    let away = try #require(scenario.estate.absences.first)
    #expect(away.amount == .phones(40))
    #expect(away.term == .group(GroupID(0)))
    #expect(away.from == scenario.starts - .days(2))
    #expect(away.to == scenario.starts + .days(3))
  }

  @Test("its sections")
  func sections() throws {
    let scenario = try #require(outcome.scenario)
    #expect(scenario.sections.map(\.heading) == ["Pre-checks", "Implementation", "Post-checks"])
    #expect(scenario.sections.map(\.items.count) == [2, 4, 3])
    #expect(scenario.implementation == 1)
    #expect(scenario.backOut?.items.isEmpty == true)
    #expect(scenario.happened == nil)
  }

  @Test("its steps, with their times")
  func steps() throws {
    let steps = outcome.steps
    try #require(steps.count == 3)
    #expect(
      steps[0].time
        == .at(
          try #require(
            CivilTime(
              year: 2026, month: 1, day: 10, hour: 22)
          ).instant))
    #expect(
      steps[0].act == .command(NodeID(0), .setNetworkHostname("cucm-pub-new"), answers: []))
    #expect(steps[1].time == .withPrevious)
    #expect(
      steps[1].act == .command(NodeID(1), .setNetworkHostname("cucm-sub1-new"), answers: []))
    #expect(steps[1].text == "sub1>  set network hostname cucm-sub1-new")
    #expect(steps[2].time == .after(.minutes(5)))
    #expect(
      steps[2].act
        == .action(.gui(ClusterID(0)), .resetPhones(.all, nil)))
  }

  @Test("its wait and expectations")
  func expectations() throws {
    let scenario = try #require(outcome.scenario)
    guard case .wait(let wait) = scenario.sections[1].items[3] else {
      Issue.record("the fourth line is no wait")
      return
    }
    #expect(
      wait.condition
        == Condition(
          selection: .all, measure: .registered, comparison: .greaterOrEqual,
          threshold: .percentOfBefore(hundredths: 9900)))
    #expect(wait.within == .minutes(60))
    #expect(wait.otherwise == .stop)
    #expect(wait.text == "phones registered >= 99% of before")
    let expected = expectLines(scenario.sections[2].items)
    try #require(expected.count == 3)
    #expect(
      expected.map(\.name) == ["No phone needs hands", nil, "Nor the ones that were away"])
    #expect(expected.map(\.when) == [.here, .here, .after(.days(4))])
    #expect(
      expected.map(\.text) == [
        "phones lost-trust = 0", "phones of group Lobby locked = 0",
        "at +4d   phones lost-trust = 0",
      ])
    #expect(expected.allSatisfy { !$0.isWarning && !$0.elseBackOut })
  }
}
