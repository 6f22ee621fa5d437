import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("Clusters and their state before the start")
struct StateTests {
  private func date(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0) -> Instant {
    CivilTime(year: year, month: month, day: day, hour: hour)?.instant ?? .distantPast
  }

  @Test(
    "a CTL is signed as the release can sign one",
    arguments: [
      ("9.1(2)", "ctl tokenless", false), ("9.1(2)", "ctl token A B", true),
      ("11.5(1)", "ctl tokenless", true), ("11.5(1)", "ctl token A B", true),
      ("14SU2", "ctl token A B", true), ("14SU3", "ctl token A B", false),
      ("14SU3", "ctl tokenless", true),
    ])
  func ctlByRelease(_ release: String, _ ctl: String, isThere: Bool) {
    let text = twoServers.replacing(
      "11.5(1)SU3   mode non-secure", with: "\(release) mode mixed \(ctl)")
    let codes = read(text + "## Implementation\n").diagnostics.map(\.code)
    #expect(codes == (isThere ? [] : [.conflictingKeys]))
  }

  @Test(
    "a release that never was, or that has no trust lists, is none",
    arguments: ["6.1(5)", "4.0(1)", "12.9(1)", "13.0(1)", "99"])
  func unknownRelease(_ release: String) throws {
    let outcome = read(
      twoServers.replacing("11.5(1)SU3", with: release) + "## Implementation\n")
    let first = try #require(outcome.diagnostics.first)
    #expect(first.code == .badRelease && first.line == 3)
  }

  @Test("each line of the state")
  func states() throws {
    let outcome = read(
      twoServers + """
          certificate sub1 TVS signed-by "Corp CA" bits 4096 expires 2027-01-10 loaded old
          certificate pub CallManager loaded old
          certificate pub TVS listed old by sub1 pub
          certificate pub ITLRecovery bits 1024 listed old by sub1
          phones of group Lobby hold itl of sub1 before 2026-01-01 08:00
          phones of model 7970 hold itl of pub before -30d
          phones hold no itl
          phones of site branch unregistered
          backup weekly on 2026-01-04 lacks CallManager
          backup older on 2026-01-01
          p12 saved 2025-12-01
          away 12.5% of model 7970 from 2026-01-09 to 2026-01-12 06:00
          secured-urls https sub1
          parameter rollback True
          parameter phone-interaction manual
        """)
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    let hq = ClusterID(0)
    let lobby = Selection(parts: [.init(term: .group(GroupID(1)))])
    #expect(
      estate.states.map(\.state) == [
        .certificate(
          NodeID(1), .tvs, signedBy: "Corp CA", bits: 4096, expires: date(2027, 1, 10),
          loadedOld: true),
        .certificate(
          NodeID(0), .callManager, signedBy: nil, bits: nil, expires: nil, loadedOld: true),
        .listedOld(NodeID(0), .tvs, by: [NodeID(1), NodeID(0)]),
        .certificate(
          NodeID(0), .itlRecovery, signedBy: nil, bits: 1024, expires: nil, loadedOld: false),
        .listedOld(NodeID(0), .itlRecovery, by: [NodeID(1)]),
        .holdITL(lobby, of: NodeID(1), before: date(2026, 1, 1, 8)),
        .holdITL(
          Selection(parts: [.init(term: .model("7970"))]), of: NodeID(0),
          before: date(2026, 1, 10, 21) + .minutes(45) - .days(30)),
        .holdNoITL(.all),
        .unregistered(Selection(parts: [.init(term: .site(SiteID(1)))])),
        .backup(hq, name: "weekly", on: date(2026, 1, 4), lacksCallManager: true),
        .backup(hq, name: "older", on: date(2026, 1, 1), lacksCallManager: false),
        .recoveryKeySaved(hq, on: date(2025, 12, 1)),
      ])
    #expect(estate.states.map(\.location.line) == [13, 14, 15, 16, 16] + Array(17...23))
    #expect(estate.absences.map(\.amount) == [.percent(hundredths: 1250)])
    #expect(estate.absences.map(\.to) == [date(2026, 1, 12, 6)])
    #expect(estate.clusters[0].securedURLs == .host(NodeID(1)))
    #expect(estate.clusters[0].rollback)
    #expect(!estate.clusters[0].phoneInteractionAutomatic)
  }

  @Test("with two clusters a state speaks of the phones of its own")
  func ownPhones() throws {
    let outcome = read(
      twoClusters + "  phones hold no itl\n  away 1 of model 7970 from -1d to +1d\n")
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    #expect(
      estate.states.map(\.state)
        == [.holdNoITL(Selection(parts: [.init(term: .cluster(ClusterID(1)))]))])
    #expect(estate.absences.map(\.cluster) == [ClusterID(1)])
  }

  @Test("the keys of a cluster")
  func clusterKeys() throws {
    let outcome = read(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster a  release 9.1(2)  mode mixed  ctl token eToken1 eToken2  security-password s3cret
        node p1  publisher tftp callmanager no-capf named-by fqdn domain a.example.com
        node p2  tvs
      cluster b  mode mixed  ctl tokenless  release 14SU3
        node p3  publisher address 2001:db8::5
        secured-urls http
        p12 saved none
      cluster c  release 12.5.1.13900-152  mode non-secure
        node p4  publisher
      """)
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    #expect(estate.clusters.map(\.isMixedMode) == [true, true, false])
    #expect(
      estate.clusters.map(\.ctl) == [.tokens(["eToken1", "eToken2"]), .tokenless, .tokenless])
    #expect(estate.clusters.map(\.statesCTLSigning) == [true, true, false])
    #expect(estate.clusters[0].securityPassword == "s3cret")
    #expect(estate.clusters.map(\.release.serviceUpdate) == [0, 3, 0])
    #expect(estate.clusters[2].release.build == [13900, 152])
    #expect(estate.nodes[0].lacksCAPF && estate.nodes[0].namedBy == .fqdn)
    #expect(estate.nodes[0].domain == "a.example.com")
    #expect(estate.nodes[1].isNamedTVS && !estate.nodes[1].runsCallManager)
    #expect(estate.nodes.map(\.address) == ["10.1.0.1", "10.1.0.2", "2001:db8::5", "10.3.0.1"])
    #expect(estate.clusters[1].securedURLs == .http)
    #expect(estate.states.map(\.state) == [.recoveryKeySaved(ClusterID(1), on: nil)])
  }

  @Test(
    "releases are taken apart by their writing",
    arguments: [
      ("8.6(2)", [8, 6, 2, 0]), ("10.0(1)SU2", [10, 0, 1, 2]), ("14", [14, 0, 0, 0]),
      ("14SU3", [14, 0, 0, 3]),
    ])
  func releases(_ text: String, _ numbers: [Int]) throws {
    let release = try #require(
      read(twoServers.replacing("11.5(1)SU3", with: text)).scenario
    ).estate.clusters[0].release
    #expect(
      [release.major, release.minor, release.maintenance, release.serviceUpdate] == numbers)
    #expect(release.build == nil && release.text == text)
  }

  @Test(
    "what is no release is refused",
    arguments: [
      "x", "2", "11.5", "11.5(1", "11.5(1)SU", "11.5(1)SU0", "11.5.1", "11.5.1.1-", "14.", "14SU3x",
    ])
  func noReleases(_ text: String) {
    let outcome = read(twoServers.replacing("11.5(1)SU3", with: text))
    #expect(outcome.places.first == "E036 3:22")
  }

  @Test(
    "what is wrong with a state is located",
    arguments: [
      ("  certificate sub1 TVSS loaded old", "E039 13:20"),
      ("  certificate sub9 TVS loaded old", "E050 13:15"),
      ("  certificate sub1 TVS", "E030 13:23"),
      ("  certificate sub1 TVS expires ?", "E045 13:32"),
      ("  certificate sub1 TVS listed old", "E030 13:34"),
      ("  certificate sub1 TVS listed old by ?", "E045 13:38"),
      ("  certificate sub1 TVS listed old by sub9", "E050 13:38"),
      ("  certificate sub1 tomcat listed old by pub", "E044 13:34"),
      ("  phones of group Lobby hold itl of sub1 before Sunday", "E030 13:49"),
      ("  phones of group Lobby hold itl of sub1 before +2d", "E086 13:49"),
      ("  phones of group Lobby hold itl of sub1 before ?", "E045 13:49"),
      ("  phones of group Lobby hold itl of ? before -2d", "E045 13:37"),
      ("  phones of model 1 hold no itl", "E069 13:10"),
      ("  phones unregisterd", "E030 13:10"),
      ("  backup weekly on 2026-02-01", "E086 13:20"),
      ("  backup weekly on 2026-01-01 lacks TVS", "E039 13:37"),
      ("  p12 saved", "E030 13:12"),
      ("  away 40 of group Default from +3d to -2d", "E086 13:40"),
      ("  away 140% of group Default from -3d to +2d", "E035 13:8"),
      ("  away 40 of group Default from -3d to +60y", "E034 13:40"),
      ("  secured-urls ftp", "E030 13:16"),
      ("  parameter rollback true", "E039 13:22"),
      ("  parameter rolback True", "E039 13:13"),
      ("  p12 saved 2026-01-01 yes", "E031 13:24"),
    ])
  func mistakes(_ line: String, _ place: String) {
    #expect(read(twoServers + line).places == [place])
  }

  @Test("the head: assumptions, defects and what is accepted")
  func head() throws {
    let outcome = read(
      twoServers.replacing(
        "starts 2026-01-10 21:45",
        with: """
          starts 2026-01-10 21:45
          title "Quoted"
          assume tvs-roles all-certificates
          assume dhcp 15s
          assume tftp-rate 800
          defect CSCtn50405
          defect CSCts01319
          accept tvs-negative refused-configuration
          """))
    #expect(outcome.rendered(color: false) == "")
    let scenario = try #require(outcome.scenario)
    #expect(scenario.title == "Quoted")
    #expect(scenario.assumptions.map(\.name) == ["tvs-roles", "dhcp", "tftp-rate"])
    #expect(scenario.assumptions.map(\.value) == ["all-certificates", "15s", "800"])
    #expect(scenario.defects == ["CSCtn50405", "CSCts01319"])
    #expect(scenario.accepts == ["tvs-negative", "refused-configuration"])
    #expect(scenario.seed == 1)
  }
}
