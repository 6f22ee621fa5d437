import ClusterImport
import ClusterModel
import ScenarioLanguage
import Testing
import VirtualTime

@Suite("An inventory of a cluster")
struct InventoryTests {
  @Test("has the cluster's nodes, services, groups, mode and phones, and asks for the rest")
  func wholeCluster() throws {
    let outcome = importLogs([try SessionLog().text])
    #expect(outcome.rendered(color: false) == "")
    let text = try #require(outcome.text)
    #expect(
      text == """
        mop 1
        title     Inventory of hq
        starts    2026-01-10 21:40  # when the log was taken

        cluster hq  release 11.5.1.13900-52  mode mixed
          node pub   publisher tftp    domain home.lab  address 10.1.1.5
          node sub1  tftp callmanager  domain home.lab  address 10.1.1.6
          node sub2  callmanager       domain home.lab  address 10.1.1.7
          group Default = sub1 sub2
          group Lobby   = sub2
          # Each device pool stands for a site, until somebody joins or parts them.
          site campus  option150 ?  latency ?
          site branch  option150 ?  latency ?
          phones 3800  model 8861  group Default  site campus
          phones  150  model 7970  group Lobby    site branch  security encrypted
          p12 saved ?  # the day of file get tftp ITLRecovery.p12, or none

        ## Implementation

        """)
  }

  @Test("turns no line of itself around, whatever mark of direction a name has")
  func marksOfDirection() throws {
    for mark in ["\u{202E}", "\u{2066}", "\u{2069}", "\u{61C}"] as [Unicode.Scalar] {
      let log = try SessionLog().text.replacing("Lobby", with: "Lo\(mark)bby")
        .replacing("\"hq\"", with: "\"h\(mark)q\"").replacing("  hq", with: "  h\(mark)q")
      let text = try #require(importLogs([log]).text)
      #expect(!text.unicodeScalars.contains(mark), "\(text)")
    }
  }

  @Test("is the cluster that the logs were taken on, once its questions are answered")
  func sameEstate() throws {
    let log = try SessionLog()
    let text = try #require(importLogs([log.text]).text)
    let found = try #require(read(answered(text)).scenario).estate
    let estate = log.scenario.estate
    #expect(found.nodes.map(\.name) == estate.nodes.map(\.name))
    #expect(found.nodes.map(\.address) == estate.nodes.map(\.address))
    #expect(found.nodes.map(\.runsTFTP) == estate.nodes.map(\.runsTFTP))
    #expect(found.nodes.map(\.runsCallManager) == estate.nodes.map(\.runsCallManager))
    #expect(found.nodes.map(\.isPublisher) == estate.nodes.map(\.isPublisher))
    #expect(found.groups.map(\.nodes) == estate.groups.map(\.nodes))
    #expect(found.phones.map(\.count) == estate.phones.map(\.count))
    #expect(found.phones.map(\.traits) == estate.phones.map(\.traits))
    #expect(found.clusters[0].isMixedMode)
  }

  @Test("cannot be run while a question is left: each is an error at its place")
  func questions() throws {
    let text = try #require(importLogs([try SessionLog().text]).text)
    let outcome = read(text)
    #expect(outcome.scenario == nil)
    #expect(outcome.diagnostics.map(\.code) == Array(repeating: .unfilledValue, count: 5))
  }

  @Test("names the certificates that expire soon or have expired, and no others")
  func expiry() throws {
    var log = try SessionLog()
    log.expiry = [
      ("pub", "CallManager", "Sat Mar 30 14:08:33 CDT 2019"),
      ("pub", "TVS", "Mon Feb 02 14:08:33 CET 2026"),
      ("pub", "tomcat", "Mon Feb 02 14:08:33 CET 2036"),
    ]
    let text = try #require(importLogs([log.text]).text)
    let lines = text.split(separator: "\n").filter { $0.contains("certificate pub") }
    #expect(
      lines == [
        "  certificate pub CallManager  expires 2019-03-30  # EXPIRED",
        "  certificate pub TVS  expires 2026-02-02  # expires in 22 days",
      ])
  }

  @Test("says that TFTP signs with an older key than the database has")
  func olderKey() throws {
    let changed = try changedInDatabase("CallManager", of: "10.1.1.6", "SIM:sub1:CallManager:2")
    let text = try #require(importLogs([changed]).text)
    #expect(
      text.contains(
        "  certificate sub1 CallManager  loaded old  # its ITL has the one with serial"
          + " SIM:sub1:CallManager:1, not SIM:sub1:CallManager:2"))
  }

  @Test("says which lists have an older TVS certificate than the database")
  func olderTVS() throws {
    let changed = try changedInDatabase(
      "TVS", of: "10.1.1.7", "SIM:sub2:TVS:2", silent: ["sub2"])
    let text = try #require(importLogs([changed]).text)
    #expect(
      text.contains(
        "  certificate sub2 TVS  listed old by pub sub1  # listed with serial SIM:sub2:TVS:1, not"
          + " SIM:sub2:TVS:2\n"))
    let states = try #require(read(answered(text)).scenario).estate.states.map(\.state)
    #expect(states.contains(.listedOld(NodeID(2), .tvs, by: [NodeID(0), NodeID(1)])))
  }

  @Test("says which lists have an older ITLRecovery certificate than the database")
  func olderRecovery() throws {
    let changed = try changedInDatabase("ITLRecovery", of: "10.1.1.5", "SIM:pub:ITLRecovery:2")
    let text = try #require(importLogs([changed]).text)
    #expect(text.contains("  certificate pub ITLRecovery  listed old by pub sub1  # listed with"))
  }

  /// A log without the database's answer about certificates, in which the list of sub1 has another
  /// TVS certificate of sub2 and was written at another time.
  private func disagreeing(_ date: String) throws -> String {
    var log = try SessionLog()
    log.silent = ["sub2"]
    let lines = log.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    let start = try #require(lines.firstIndex(of: "admin:run sql select certificates"))
    let end = try #require(lines[(start + 1)...].firstIndex { $0.hasPrefix("admin:") })
    let last = try #require(lines.lastIndex(of: "admin:show itl"))
    return lines.indices.filter { !(start..<end).contains($0) }.map { place in
      guard place > last else { return lines[place] }
      let line = lines[place].replacing("SIM:sub2:TVS:1", with: "SIM:sub2:TVS:2")
      return line.hasPrefix("The ITL File was last modified")
        ? "The ITL File was last modified on \(date)" : line
    }.joined(separator: "\n")
  }

  @Test("takes of two lists that disagree about a third node the one that was written last")
  func disagreement() throws {
    let newer = try #require(importLogs([try disagreeing("Sat Jan 10 20:00:00 2026")]).text)
    #expect(
      newer.contains(
        "  certificate sub2 TVS  listed old by pub  # the ITL of sub1, which was written last, has"
          + " SIM:sub2:TVS:2\n"))
    let older = try #require(importLogs([try disagreeing("Sat Jan 10 20:00:00 2015")]).text)
    #expect(older.contains("  certificate sub2 TVS  listed old by sub1  # the ITL of pub"))
  }

  @Test("asks which of two lists is behind where neither tells when it was written")
  func undecided() throws {
    let log = try disagreeing("nobody knows when").split(
      separator: "\n", omittingEmptySubsequences: false
    ).filter { !$0.hasPrefix("The ITL File was last modified") }.joined(separator: "\n")
    let text = try #require(importLogs([log]).text)
    #expect(
      text.contains(
        "  certificate sub2 TVS  listed old by ?  # the ITLs of pub and sub1 disagree: whose is"
          + " behind?\n"))
  }

  /// The log with another serial number of a certificate in the database's answer alone.
  private func changedInDatabase(
    _ unit: String, of server: String, _ serial: String, silent: Set<String> = []
  ) throws -> String {
    var log = try SessionLog()
    log.silent = silent
    var lines = log.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    let row = try #require(
      lines.firstIndex { line in
        let words = line.split(separator: " ")
        return words.count == 3 && words[0] == server && words[1] == unit
          && words[2].hasPrefix("SIM:")
      })
    let old = try #require(lines[row].split(separator: " ").last)
    lines[row] = lines[row].replacing(String(old), with: serial)
    return lines.joined(separator: "\n")
  }

  @Test("gives what a node showed before the log names one to no other node")
  func beginningMissing() throws {
    var log = try SessionLog()
    log.expiry = [("sub1", "TVS", "Mon Feb 02 14:08:33 CET 2026")]
    let lines = log.text.split(separator: "\n", omittingEmptySubsequences: false)
    let own = try #require(lines.lastIndex { $0.hasPrefix("admin:show cert own TVS") })
    let end = try #require(lines[(own + 1)...].firstIndex { $0.hasPrefix("admin:") })
    let certificate = lines[own..<end].joined(separator: "\n") + "\n"
    let cut = (lines[..<own] + lines[end...]).joined(separator: "\n")
    let text = try #require(importLogs([certificate + cut]).text)
    #expect(text.contains("  certificate sub1 TVS  expires 2026-02-02"))
    #expect(!text.contains("certificate pub TVS"))
  }

  @Test("of eTokens names them")
  func tokens() throws {
    let estate = SessionLog.estate.replacing(
      "mode mixed", with: "mode mixed  ctl token \"SAST-ADN0085\" \"SAST-ADN0086\"")
    let text = try #require(importLogs([try SessionLog(estate).text]).text)
    #expect(text.contains("mode mixed  ctl token SAST-ADN0085 SAST-ADN0086\n"))
  }

  @Test("after utils itl reset localkey has that as what has happened")
  func reset() throws {
    let estate = SessionLog.estate + "20:00 pub> utils itl reset localkey\n"
    let log = try SessionLog(estate.replacing("20:00", with: "21:50"), at: .distantEnd)
    let text = try #require(
      importLogs([log.text.replacing("21:40:00", with: "23:40:00")], partial: true).text)
    #expect(text.contains("## What has happened\n2026-01-10 21:5"))
    #expect(text.contains("  pub> utils itl reset localkey\n"))
  }
}

extension Instant {
  /// Late in the evening of the estate's date, when everything is over.
  fileprivate static let distantEnd = Instant(microseconds: 1_768_089_600_000_000)
}
