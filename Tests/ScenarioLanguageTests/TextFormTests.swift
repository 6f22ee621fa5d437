import ClusterImport
import ClusterModel
import ScenarioLanguage
import TestSupport
import Testing

@Suite("Text as people save it")
struct TextFormTests {
  /// A title with letters of every form; the dash is in Windows-1252 and in UTF-16.
  static let plan = twoServers.replacing("mop 1\n", with: "mop 1\ntitle  Zürich – Café\n")

  static let forms = SavedForms.all

  @Test("is read in each form, said once, and has one digest", arguments: forms.indices)
  func scenario(_ place: Int) {
    let (name, save) = Self.forms[place]
    var files = MemoryFiles()
    files.texts["hq.mop"] = save(Self.plan)
    let outcome = readScenario("hq.mop", with: files)
    #expect(
      outcome.rendered(color: false)
        == "hq.mop: note[E130]: the file is \(name), and is read as such\n")
    #expect(outcome.scenario?.title == "Zürich – Café")
    let plain = read(Self.plan).scenario
    #expect(outcome.scenario?.inputDigest == plain?.inputDigest)
    #expect(outcome.scenario?.estate.nodes == plain?.estate.nodes)
  }

  @Test("is read in each form in what is included, and in tables", arguments: forms.indices)
  func others(_ place: Int) {
    let save = Self.forms[place].save
    var files = MemoryFiles()
    files.texts["hq.mop"] = Array(
      ("mop 1\ninclude estate.mop\n").utf8)
    files.texts["estate.mop"] = save(
      "# Zürich – Café\n" + twoServers.dropFirst(6) + "  phones from phones.csv\n")
    files.texts["phones.csv"] = save(
      "name,model,group,site\r\nSEP0A0000000001,Zürich Café 8861,Lobby,campus\r\n")
    let outcome = readScenario("hq.mop", with: files)
    #expect(outcome.diagnostics.map(\.code) == [.otherTextForm, .otherTextForm])
    #expect(outcome.scenario?.estate.phones.last?.traits.model == "Zürich Café 8861")
  }

  @Test("Where a place is named it is the one that an editor shows", arguments: forms.indices)
  func columns(_ place: Int) {
    var files = MemoryFiles()
    files.texts["hq.mop"] = Self.forms[place].save(
      Self.plan + "  group \"Zürich – Café\" = pbu\n")
    let outcome = readScenario("hq.mop", with: files)
    #expect(outcome.rendered(color: false).contains("hq.mop:14:27: error[E050]"))
  }

  static let broken: [(bytes: [UInt8], place: String)] = [
    (Array("mop 1\ntitle  é".utf8) + [0xE9, 0x0A], "2:9"),
    (Array("mop 1\ntitle  a".utf8) + [0x81, 0x0A], "2:9"),
    (SavedForms.utf16("mop 1\ntitle  a", isBigEndian: false, isMarked: true) + [0x62], "2:9"),
    (SavedForms.utf16("mop 1\ntitle  ", isBigEndian: true, isMarked: true) + [0xD8, 0x00], "2:8"),
    (Array("mop 1\ntitle  a\u{FFFD}\n".utf8), "2:9"),
  ]

  @Test("Text that is damaged is an error at its place, and not guessed at", arguments: broken)
  func damaged(bytes: [UInt8], place: String) {
    var files = MemoryFiles()
    files.texts["hq.mop"] = bytes
    let text = readScenario("hq.mop", with: files).rendered(color: false)
    #expect(text.contains("hq.mop:\(place): error[E001]"), "\(text)")
  }

  /// Lines, the place and the name of the character, and what is offered instead.
  static let typed: [(lines: String, place: String, name: String, plain: String)] = [
    ("  node\u{A0}sub2  tftp\n", "13:7", "a no-break space (U+00A0)", "a plain space"),
    ("\u{A0}\u{A0}node sub2  tftp\n", "13:1", "a no-break space (U+00A0)", "a plain space"),
    (
      "  node sub2\u{202F}\u{202F}tftp\n", "13:12", "a narrow no-break space (U+202F)",
      "a plain space"
    ),
    (
      "  node sub2 tftp\u{200B}\n", "13:17", "a character without width (U+200B)",
      "nothing in its place"
    ),
    ("  node “sub 2” tftp\n", "13:8", "a typographic quote (U+201C)", "a plain \""),
    ("  node \"sub 2” tftp\n", "13:14", "a typographic quote (U+201D)", "a plain \""),
    (
      "  phones 3 model 8861 group Default site campus encrypted–config yes\n", "13:58",
      "a dash (U+2013)", "a plain -"
    ),
    (
      "  phones 3 model 8861\u{A0} group Default site campus\n", "13:22",
      "a no-break space (U+00A0)", "a plain space"
    ),
    ("  node sub2…sub3 tftp\n", "13:12", "an ellipsis (U+2026)", "a plain .."),
    ("##\u{A0}Checks\n", "13:3", "a no-break space (U+00A0)", "a plain space"),
    ("## Back\u{2011}out\n", "13:8", "a typographic hyphen (U+2011)", "a plain -"),
    (
      "## Checks\nexpect phones locked = 0  “None locked”\n", "14:27",
      "a typographic quote (U+201C)", "a plain \""
    ),
    (
      "## Checks\nexpect\u{A0}phones locked = 0\n", "14:7", "a no-break space (U+00A0)",
      "a plain space"
    ),
    ("## Steps\n22:00 – pub> show itl\n", "14:7", "a dash (U+2013)", "a plain -"),
    ("  phones from “phones.csv”\n", "13:15", "a typographic quote (U+201C)", "a plain \""),
  ]

  @Test(
    "A character of a word processor is one error a line, which names it and the plain one",
    arguments: typed)
  func typography(lines: String, place: String, name: String, plain: String) {
    let outcome = read(twoServers + lines)
    let text = outcome.rendered(color: false)
    #expect(outcome.errorCount == 1, "\(text)")
    #expect(text.contains("hq.mop:\(place): error[E009]: \(name) stands here"), "\(text)")
    #expect(text.contains("expected: \(plain)"), "\(text)")
  }

  @Test("In quotes, comments and titles such characters are text like any other")
  func meant() {
    let text = twoServers.replacing(
      "mop 1\n", with: "mop 1\ntitle  Zürich – “so”\u{A0}\n# – “\u{A0}”\n")
    let more = """
        node "sub – 2\u{A0}"  tftp  # “two” – three
      ## Checks – “all”
      expect phones locked = 0  "None – “locked”"

      """
    let outcome = read(text + more)
    #expect(outcome.rendered(color: false) == "")
  }

  @Test("A quote that does not end is no fault of a dash in a title")
  func title() {
    let text = read("mop 1\ntitle  Z – \"x\n" + twoServers.dropFirst(6)).rendered(color: false)
    #expect(text.contains("hq.mop:2:12: error[E005]"), "\(text)")
  }

  @Test(
    "A table has one error a row, which names the character",
    arguments: [
      ("name,model,group,site\nSEP0A0000000001,8861\u{A0},Lobby,campus\n", "2:21", "U+00A0"),
      ("name,model,group,site\nSEP0A0000000001,8861,Lobby\u{A0},campus\n", "2:27", "U+00A0"),
      ("name,model,group,site\n“SEP0A0000000001”,8861,Lobby,campus\n", "2:1", "U+201C"),
      (
        "name,model,group,site,encrypted–config\nSEP0A0000000001,8861,Lobby,campus,yes\n",
        "1:32", "U+2013"
      ),
      ("name,model,group,site,lsc\nSEP0A0000000001,8861,Lobby,campus,–\n", "2:35", "U+2013"),
    ])
  func table(rows: String, place: String, scalar: String) {
    let outcome = read(
      twoServers + "  phones from phones.csv\n", beside: ["phones.csv": rows])
    let text = outcome.rendered(color: false)
    #expect(outcome.errorCount == 1, "\(text)")
    #expect(text.contains("phones.csv:\(place): error[E009]"), "\(text)")
    #expect(text.contains("(\(scalar))"), "\(text)")
  }
}
