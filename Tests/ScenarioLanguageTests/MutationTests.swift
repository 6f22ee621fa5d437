import ClusterModel
import ScenarioLanguage
import TestSupport
import Testing

@Suite("Damaged files")
struct MutationTests {
  /// As many forms as fit into one file.
  static let rich =
    wholeExample.replacing("## Back-out\n", with: "")
      + """
      ## What has happened
      -2h pub> set cert regen CallManager | yes, "a, b"
      ## More
      for sub1 pub one at a time every 20m
        each> utils service restart Cisco Trust Verification Service
        wait until phones of group Lobby and not model 1 registered >= 99.5% within 1h else stop
      any order:
        GUI@hq: upload CallManager of sub1 as Phone-SAST-trust, CallManager-trust
        Switch: power-cycle phones of site branch batch 50 every 30s
      DHCP: option 150 of site branch = sub1 pub
      Manual: delete ITL on phones of name SEP020000000001
      fault service Cisco Tftp on pub stopped for 5m
      2026-01-12 08:00 GUI: add node sub9 tftp address 10.9.9.9
      expect warn at 2026-01-14 08:00 anchors of site branch >= 2 "two"
      expect remedy = "by hand"
      expect longest outage <= 20m
      expect alert "x" = clear
      expect step 3 = refused else back-out
      ## Back-out
      sub1> utils itl reset localkey

      """
  static let table = #"""
    name,model,firmware,group,site,security,encrypted-config,settings,lsc,web-access,also-in
    SEP0A0000000001,8861,,Default,campus,,,,,,
    SEP0A0000000009,"8861","9-4-2, ""SR3""",Lobby,branch,encrypted,yes,restricted,yes,yes,

    """#

  /// Bytes that mean something to the reader stand in for more than their share.
  private func damage(_ text: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let signs = Array(" \n\t\"#=<>!,|.:@+-%?\r\0\u{e9}".utf8)
    var bytes = text
    for _ in 0...dice.below(4) {
      guard !bytes.isEmpty else { return bytes }
      let at = dice.below(bytes.count)
      switch dice.below(7) {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: dice.next())
      case 1: bytes[at] = signs[dice.below(signs.count)]
      case 2: bytes.insert(signs[dice.below(signs.count)], at: at)
      case 3: bytes.remove(at: at)
      case 4: bytes.removeLast(dice.below(bytes.count / 4 + 1))
      case 5:
        let end = min(bytes.count, at + dice.below(40))
        let piece = Array(bytes[at..<end])
        bytes.insert(contentsOf: piece, at: dice.below(bytes.count))
      default:
        let end = min(bytes.count, at + dice.below(40))
        bytes.removeSubrange(at..<end)
      }
    }
    return bytes
  }

  private func judge(_ outcome: ReadOutcome) -> Bool {
    let isConsistent = (outcome.scenario == nil) == (outcome.errorCount > 0)
    let arePlaced = outcome.diagnostics.allSatisfy {
      $0.line >= 0 && $0.column >= 0 && $0.caretLength >= 1 && !$0.message.isEmpty
        && $0.column <= $0.sourceLine.utf8.count + 4
    }
    return isConsistent && arePlaced && !outcome.rendered(color: true).contains("\0")
  }

  @Test("the undamaged file is good")
  func undamaged() {
    let outcome = read(Self.rich)
    #expect(outcome.rendered(color: false) == "")
  }

  @Test("three thousand damaged files are read or refused, each with located errors")
  func mutations() {
    var dice = Dice(seed: 0x5EED_0001)
    let text = Array(Self.rich.utf8)
    var refused = 0
    for _ in 0..<3_000 {
      var files = MemoryFiles()
      files.texts["hq.mop"] = damage(text, &dice)
      let outcome = readScenario("hq.mop", with: files)
      #expect(judge(outcome))
      if outcome.scenario == nil { refused += 1 }
    }
    #expect(refused > 1_500)
  }

  @Test("a damaged table of phones is read or refused")
  func tableMutations() {
    var dice = Dice(seed: 0x5EED_0002)
    let text = Array((twoServers + "  phones from phones.csv\n").utf8)
    let table = Array(Self.table.utf8)
    var refused = 0
    for _ in 0..<2_000 {
      var files = MemoryFiles()
      files.texts["hq.mop"] = text
      files.texts["phones.csv"] = damage(table, &dice)
      let outcome = readScenario("hq.mop", with: files)
      #expect(judge(outcome))
      if outcome.scenario == nil { refused += 1 }
    }
    #expect(refused > 1_000)
  }

  @Test("every beginning of the file is read or refused")
  func truncations() {
    let text = Array(Self.rich.utf8)
    for length in 0...text.count {
      var files = MemoryFiles()
      files.texts["hq.mop"] = Array(text.prefix(length))
      #expect(judge(readScenario("hq.mop", with: files)))
    }
  }

  @Test("lines of the grammar's own words in any order are read or refused")
  func wordSalad() {
    var dice = Dice(seed: 0x5EED_0003)
    let words = Self.rich.split { $0 == " " || $0 == "\n" }.map(String.init)
    for _ in 0..<600 {
      var text = twoServers
      for _ in 0..<12 {
        text += String(repeating: " ", count: dice.below(3) * 2)
        for _ in 0...dice.below(9) { text += words[dice.below(words.count)] + " " }
        text += "\n"
      }
      #expect(judge(read(text)))
    }
  }
}
