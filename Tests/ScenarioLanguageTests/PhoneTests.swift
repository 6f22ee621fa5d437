import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("Phones")
struct PhoneTests {
  private func estate(_ lines: String, _ table: String = "") -> ReadOutcome {
    read(twoServers + lines, beside: ["phones.csv": table])
  }

  @Test("every key of a phones line")
  func keys() throws {
    let outcome = estate(
      "  phones 7  named ab  model 9971  firmware 9-4-2SR3  group Lobby  site branch"
        + "  security encrypted  encrypted-config yes  settings disabled  lsc yes"
        + "  web-access yes  # all")
    #expect(outcome.rendered(color: false) == "")
    let block = try #require(outcome.scenario?.estate.phones.last)
    #expect(block.names == .counted(from: 0xAB00_0000_0001))
    #expect(block.traits.model == "9971" && block.traits.firmware == "9-4-2SR3")
    #expect(block.traits.security == .encrypted && block.traits.encryptedConfiguration)
    #expect(block.traits.settings == .disabled && block.traits.hasLSC)
    #expect(block.traits.hasWebAccess)
    #expect(block.group == GroupID(1) && block.site == SiteID(1) && block.alsoIn == nil)
    #expect(block.location.line == 13 && block.location.column == 3)
  }

  @Test("unnamed phones count in file order; each prefix counts from 1 over the whole file")
  func counting() throws {
    let line = "model 8861  group Default  site campus"
    let outcome = estate(
      """
        phones 3 named 0A  \(line)
        phones 2  \(line)
        phones 4 named 0a  \(line)
        phones 1 named 0B  \(line)
      """)
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    #expect(
      estate.phones.suffix(4).map(\.names) == [
        .counted(from: 0x0A00_0000_0001), .counted(from: 0x0200_0000_0FA1),
        .counted(from: 0x0A00_0000_0004), .counted(from: 0x0B00_0000_0001),
      ])
    #expect(estate.phoneName(4005) == "SEP0A0000000004")
    #expect(estate.phoneCount == 4010)
  }

  @Test("a cluster without site has one with all its TFTP servers")
  func defaultSite() throws {
    let outcome = read(
      """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 14  mode non-secure
        node pub  publisher callmanager
        node t2 t1  tftp
        group Default = pub
        phones 5  model 8861  group Default
        phones 5  model 8861  group Default  site default
      """)
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    #expect(estate.sites.map(\.name) == ["default"])
    #expect(estate.sites[0].option150 == [NodeID(1), NodeID(2)])
    #expect(estate.sites[0].latency == .milliseconds(1))
    #expect(estate.phones.map(\.site) == [SiteID(0), SiteID(0)])
  }

  @Test(
    "what is wrong with a phones line is located",
    arguments: [
      ("  phones 0 model 8861 group Default site campus", "E035 13:10"),
      ("  phones 5 model 8861 group Default", "E043 13:36"),
      ("  phones 5 model 8861 site campus", "E043 13:34"),
      ("  phones 5 model group Default site campus", "E040 13:18"),
      ("  phones 5 model 8861 group Nobody site campus", "E050 13:29"),
      ("  phones 5 model 8861 group Default site nowhere", "E050 13:42"),
      ("  phones 5 model 8861 grup Default site campus", "E039 13:23"),
      ("  phones 5 model ? group Default site ?", "E045 13:18,E045 13:39"),
      ("  phones 5 named 0200 model 8861 group Default site campus", "E067 13:3"),
      ("  phones 5 named xyz model 8861 group Default site campus", "E066 13:18"),
      ("  phones 16 named 02000000FFF model 8861 group Default site campus", "E068 13:3"),
      ("  phones 5 model 8861 group Default site campus lsc maybe", "E039 13:53"),
      ("  phones 5 model 8861 group Default site campus also in hq group Lobby", "E044 13:66"),
      ("  phones from none.csv", "E006 13:3"),
      ("  phones from locked/x.csv", "E006 13:3"),
    ])
  func mistakes(_ line: String, _ places: String) {
    #expect(estate(line).places.joined(separator: ",") == places)
  }

  @Test("rows of equal attributes that follow each other are one block, in file order")
  func table() throws {
    let outcome = estate(
      "  phones from phones.csv",
      #"""
      name,model,firmware,group,site,security,encrypted-config,settings,lsc,also-in
      SEP0A0000000001,8861,,Default,campus,,,,,
      SEP0A0000000002,8861,,Default,campus,,,,,
      SEP0A0000000003,8861,,Default,hq.campus,,,,,
      SEP0A0000000009,"8861","9-4-2, ""SR3""",Lobby,branch,encrypted,yes,restricted,yes,
      sEP,8861,,Default,campus,,,,,
      """#.replacing("sEP,", with: ",") + "\r\nSEP0c0000000007,8861,,Default,campus,,,,,\r\n\n")
    #expect(outcome.rendered(color: false) == "")
    let estate = try #require(outcome.scenario).estate
    let blocks = estate.phones.dropFirst(3)
    #expect(blocks.map(\.count) == [3, 1, 2])
    #expect(blocks.map(\.first) == [4000, 4003, 4004])
    #expect(
      blocks.map(\.names) == [
        .counted(from: 0x0A00_0000_0001), .counted(from: 0x0A00_0000_0009),
        .listed([0x0200_0000_0FA1, 0x0C00_0000_0007]),
      ])
    #expect(blocks.map(\.traits.firmware) == [nil, "9-4-2, \"SR3\"", nil])
    #expect(blocks.dropFirst().first?.traits.security == .encrypted)
    #expect(blocks.map(\.location.line) == [2, 5, 6])
    #expect(blocks.map(\.location.file) == [1, 1, 1])
    #expect(outcome.scenario?.files == ["hq.mop", "phones.csv"])
    #expect(estate.phoneName(4005) == "SEP0C0000000007")
  }

  @Test(
    "what is wrong with a table is located by file, line and column",
    arguments: [
      ("", "E070 hq.mop 13:15"), ("model,group\n8861,Default\n", "E043 phones.csv 2:1"),
      ("modell,group\n", "E070 phones.csv 1:1"), ("model,group,model\n", "E070 phones.csv 1:13"),
      ("name,model\n", "E070 phones.csv 1:1"),
      ("name,model,group,site\nSEP1,8861,Default,campus\n", "E066 phones.csv 2:1"),
      ("model,group,site\n8861,Defalt,campus\n", "E050 phones.csv 2:6"),
      ("model,group,site\n8861,Default,?\n", "E045 phones.csv 2:14"),
      ("model,group,site,lsc\n8861,Default,campus,1\n", "E039 phones.csv 2:21"),
      ("model,group,site\n\"8861,Default,campus\n", "E072 phones.csv 2:1"),
      ("model,group,site\n\"88\n61\",Default,\"cam\npus\"x\n", "E072 phones.csv 4:5"),
      ("model,group,site\n88\u{1}61,Default,campus\n", "E002 phones.csv 2:3"),
      ("model,group,site\n8861,Default,campus\n8861,Default\n", "E071 phones.csv 3:1"),
      (
        "name,model,group,site\nSEP0A0000000001,8861,Default,campus\n"
          + "SEP0A0000000005,8861,Lobby,campus\nSEP0A0000000001,7970,Lobby,campus\n",
        "E067 phones.csv 4:1"
      ),
    ])
  func tableMistakes(_ table: String, _ place: String) {
    let outcome = estate("  phones from phones.csv", table)
    let found = outcome.diagnostics.map { "\($0.code.rawValue) \($0.file) \($0.line):\($0.column)" }
    #expect(found == [place])
  }

  @Test("names of a table in any order are found, and no name is found twice")
  func manyNames() throws {
    var table = "name,model,group,site\n"
    var names: [String] = []
    for number in 0..<2_000 {
      let name = "SEP0A" + String(100_000_000 + (number * 7_919) % 2_003 * 3, radix: 10) + "0"
      names.append(name)
      table += "\(name),\(number % 3 == 0 ? "8861" : "7970"),Default,campus\n"
    }
    let good = read(
      twoServers + "  phones from phones.csv\n## Implementation\nGUI: reset phones of name "
        + names[1_234] + "\n", beside: ["phones.csv": table])
    #expect(good.rendered(color: false) == "")
    #expect(
      good.steps.first?.act
        == .action(
          .gui(ClusterID(0)),
          .resetPhones(
            Selection(parts: [.init(term: .phones([4000 + 1_234]))]), nil)))
    let bad = estate("  phones from phones.csv", table + names[77] + ",7970,Lobby,campus\n")
    #expect(bad.diagnostics.map(\.code) == [.phoneNamesOverlap])
    #expect(bad.diagnostics.first?.line == 2_002)
  }
}
