import ClusterModel
import ScenarioLanguage
import TestSupport
import Testing

@Suite("A scenario in another form")
struct ExportTests {
  /// Everything that a scenario says, but for the places where it is said.
  static func essence(_ scenario: Scenario) -> String {
    var scenario = scenario
    scenario.files = []
    scenario.inputDigest = 0
    return "\(scenario)".replacing(
      /SourceLocation\(file: \d+, line: \d+, column: \d+\)/, with: "here")
  }

  private static func reread(_ bytes: [UInt8]) -> ReadOutcome {
    let mop = ScenarioForms.mop(bytes) ?? String(decoding: bytes, as: UTF8.self)
    return read(mop)
  }

  private func requireRoundTrip(_ scenario: Scenario, _ what: String) throws {
    let text = ScenarioText(scenario)
    let wanted = Self.essence(scenario)
    for (form, written) in [("mop", text.mop), ("json", text.json), ("csv", text.csv)] {
      let outcome = Self.reread(Array(written.utf8))
      let again = try #require(
        outcome.scenario, "\(what) as \(form): \(outcome.rendered(color: false))\n\(written)")
      #expect(Self.essence(again) == wanted, "\(what) as \(form)")
      #expect(ScenarioText(again).mop == text.mop, "\(what) as \(form)")
    }
  }

  @Test("loses nothing of the scenarios that ship")
  func shipped() throws {
    let paths = Repository.paths(below: "Scenarios", withExtension: "mop")
      .filter { !$0.contains("/estates/") }
    #expect(paths.count > 30)
    for path in paths {
      var files = MemoryFiles()
      for other in Repository.paths where other.hasPrefix("Scenarios/") {
        files.texts[other] = Array(try Repository.text(other).utf8)
      }
      let outcome = readScenario(path, with: FolderOf(files: files))
      let scenario = try #require(outcome.scenario, "\(path): \(outcome.rendered(color: false))")
      try requireRoundTrip(scenario, path)
    }
  }

  @Test("loses nothing of random scenarios", arguments: 0..<60)
  func random(seed: UInt64) throws {
    let text = RandomScenario(seed: seed).text
    let outcome = read(text)
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))\n\(text)")
    try requireRoundTrip(scenario, "seed \(seed)")
  }

  @Test("keeps the names of phones that a table lists")
  func listedPhones() throws {
    let outcome = read(
      twoServers + "  phones from phones.csv\n## Implementation\n",
      beside: [
        "phones.csv": """
        name,model,group,site
        SEPC80084AA8743,8861,Default,campus
        SEP0300000000A1,7970,Lobby,branch

        """
      ])
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    let again = try #require(read(ScenarioText(scenario).mop).scenario)
    let names = { (scenario: Scenario) in
      (0..<scenario.estate.phoneCount).map { phone in
        let block = scenario.estate.phones[scenario.estate.blockIndex(ofPhone: phone)]
        return scenario.estate.phoneName(phone) + block.traits.model + "\(block.group)"
      }
    }
    #expect(names(again) == names(scenario))
  }

  @Test("keeps two sections apart that have the same heading")
  func equalHeadings() throws {
    let text =
      twoServers + "## Post-checks\n## Post-checks\nexpect phones locked = 0\n## Post-checks\n"
      + "expect phones stranded = 0\n## Later\n## Later\n## Implementation\npub> show itl\n"
    let outcome = read(text)
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    #expect(scenario.sections.count == 6)
    try requireRoundTrip(scenario, "equal headings")
  }

  @Test("has no cell that a table program would take for a formula")
  func formulas() throws {
    let scenario = try #require(readSteps("+5m  pub> show itl\nexpect phones locked = 0").scenario)
    let rows = ScenarioText(scenario).csv.split(separator: "\r\n")
    #expect(rows.contains("Implementation,0,'+5m,pub> show itl"))
  }

  @Test("has no mark of direction in its JSON, and is the same scenario all the same")
  func marksOfDirection() throws {
    let title = "mop 1\ntitle a\u{202E}b\u{2066}c\u{61C}d\n"
    let outcome = read(twoServers.replacing("mop 1\n", with: title) + "## Implementation\n")
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    let json = ScenarioText(scenario).json
    #expect(json.utf8.allSatisfy { $0 < 0x7F })
    try requireRoundTrip(scenario, "marks of direction")
  }

  @Test("is none where JSON is not a scenario's")
  func otherJSON() {
    for text in [
      "{}", "{\"mop\": 2}", "{\"mop\": 1", "{\"mop\": 1.5}", "{\"mop\": 1, \"seed\": 7}",
    ] {
      #expect(ScenarioForms.mop(Array(text.utf8)) == nil, "\(text)")
    }
    let deep = "{\"mop\": 1, \"x\": " + String(repeating: "[", count: 10_000)
    #expect(ScenarioForms.mop(Array(deep.utf8)) == nil)
  }
}

/// Files of a folder, with names relative to the file that names them.
struct FolderOf: FileReading {
  let files: MemoryFiles

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard let includedFrom, let slash = includedFrom.lastIndex(of: "/") else {
      return try files.read(path, includedFrom: nil)
    }
    var folder = includedFrom[..<slash].split(separator: "/").map(String.init)
    var parts = path.split(separator: "/").map(String.init)
    while parts.first == ".." {
      parts.removeFirst()
      folder.removeLast()
    }
    return try files.read((folder + parts).joined(separator: "/"), includedFrom: nil)
  }
}

/// A scenario of random statements, each of which may stand.
struct RandomScenario {
  private var dice: Dice
  private(set) var text = ""

  init(seed: UInt64) {
    dice = Dice(seed: seed)
    write()
  }

  private mutating func one(_ all: [String]) -> String { dice.pick(all) }
  private mutating func maybe(_ text: String) -> String { dice.oneIn(2) ? "" : text }

  private mutating func write() {
    text = "mop 1\ntitle \(one(["A", "\"Two  # marks\"", "Name \"in\" quotes", "Ä ö"]))\n"
    text += maybe("question Does it hold?\n") + maybe("source 116232, changing host names\n")
    text += "starts 2026-01-10 21:45\n" + maybe("seed 77\n") + maybe("assume dhcp 31s\n")
    text += maybe("assume tvs-negative next\n") + maybe("tools key-presses cti\n")
    text += maybe("accept tvs-roles ctl-judges-itl\n")
    let isMixed = dice.below(2) == 0
    text += "cluster hq  release 11.5(1)SU3  mode \(isMixed ? "mixed" : "non-secure")"
    text += isMixed ? maybe("  ctl token \"e Token\" second") : ""
    text += maybe("  security-password secret") + "\n"
    text += "  node pub  publisher tftp callmanager" + maybe("  host cucm-pub")
    text += maybe("  domain home.lab  named-by fqdn") + maybe("  no-capf") + "\n"
    text += "  node sub1..sub3  tftp callmanager" + maybe("  named-by hostname") + "\n"
    text += "  node \"dot.ted\"  tvs" + maybe("  address 10.7.7.7  host dotted") + "\n"
    text += "  group Default = sub1 pub\n  group \"Lobby 2\" = \(one(["sub2", "sub3 sub2 pub"]))\n"
    text += "  site campus  option150 pub sub1  latency \(one(["0s", "1.5ms", "40ms"]))\n"
    text += "  site branch  option150 sub2"
    text += maybe("  bandwidth \(one(["2Mbit", "1.55Mbit", "64kbit", "9.99kbit"]))") + "\n"
    for _ in 0..<(1 + dice.below(4)) { phones() }
    text += "  phones 9  model 7970  group Default  site campus\n"
    text += maybe("  secured-urls \(one(["http", "https sub1"]))\n")
    text += maybe("  parameter rollback True\n")
    text += maybe("  away \(one(["3", "12.5%"])) of \(term()) from -2d to +\(1 + dice.below(9))h\n")
    text += maybe("  certificate pub TVS  signed-by \"My CA\"  bits 1024  expires 2027-03-01\n")
    text += maybe("  certificate sub1 CallManager  loaded old\n")
    text += maybe("  certificate sub1 TVS  bits 1024  listed old by pub sub1\n")
    text += maybe("  phones of \(term()) hold no itl\n") + maybe("  phones unregistered\n")
    text += maybe("  backup nightly on 2026-01-05  lacks CallManager\n")
    text += maybe("  p12 saved \(one(["none", "2025-12-01"]))\n")
    runbook()
  }

  private mutating func phones() {
    text += "  phones \(1 + dice.below(500))" + maybe("  named \(one(["00A1", "C8", "030000000"]))")
    text += "  model \(one(["8861", "\"ATA 187\""]))  group Default  site branch"
    text += maybe("  firmware sip88xx.14-2-1") + maybe("  settings restricted")
    text += maybe("  lsc yes") + maybe("  web-access yes")
    text += maybe("  security encrypted  encrypted-config yes") + "\n"
  }

  private mutating func term() -> String {
    one(["group Default", "site campus", "model 7970", "security non-secure", "first 2"])
  }

  private mutating func runbook() {
    if dice.below(2) == 0 {
      text += "## What has happened\n-\(2 + dice.below(5))h30m  sub1> set cert regen TVS\n"
      text += maybe("+5m  GUI: reset phones\n")
    }
    text += "## Pre-checks\npreflight\nexpect phones locked = 0  \"None locked\"\n"
    text += "## Implementation\n22:00  pub> set cert regen CallManager\n"
    text += maybe("with previous  sub1> utils service restart Cisco Tftp\n")
    text += maybe("2026-01-11 01:00:05  GUI: parameter rollback False\n")
    text += maybe("expect warn at +1h phones of \(term()) lost-trust <= 5% of before\n")
    text += maybe("wait until phones registered >= 99.5% of before within 60m else back-out\n")
    text += maybe("for sub1..sub3 one at a time every 20m\n  each> set cert regen TVS\n")
    text += maybe("for tftp nodes except pub all at once\n  +1m  each> utils system restart\n")
    text += maybe(
      "any order:\n  GUI: restart phones batch 50 every 2m\n  DHCP: option 150 of site"
        + " branch = pub\n")
    text += maybe("fault site branch cut for 10m\nManual: call the night shift\n")
    text += "## Post-checks\nexpect at +4d phones lost-trust = 0 else back-out \"No hands\"\n"
    text += "expect always phones of \(term()) stranded = 0\nexpect step 1 = done\n"
    text += "## Back-out\npub> utils itl reset localkey\n+5m  GUI: reset phones\n"
  }
}
