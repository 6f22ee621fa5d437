import ClusterImport
import ScenarioLanguage
import TestSupport
import Testing

@Suite("A log as people save it")
struct LogFormTests {
  @Test("A log is read in each form, and said once", arguments: SavedForms.all.indices)
  func log(_ place: Int) throws {
    let (name, save) = SavedForms.all[place]
    let log = try SessionLog().text + "admin:show – é\n"
    let plain = importInventory(
      [SourceText(name: "a.log", bytes: Array(log.utf8))], options: ImportOptions())
    let outcome = importInventory(
      [SourceText(name: "a.log", bytes: save(log))], options: ImportOptions())
    #expect(
      outcome.rendered(color: false)
        == "a.log: note[E130]: the file is \(name), and is read as such\n"
        + plain.rendered(color: false))
    #expect(outcome.text == plain.text)
  }

  @Test("A log that went through a word processor is refused at each place that is no blank")
  func logTypography() throws {
    let log = try SessionLog().text.replacing("admin:show itl", with: "admin:show\u{A0}itl")
    let outcome = importInventory(
      [SourceText(name: "a.log", bytes: Array(log.utf8))], options: ImportOptions())
    #expect(outcome.text == nil)
    let found = outcome.diagnostics.filter { $0.code == .typographicCharacter }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.shownColumn == 11 && $0.sourceLine.hasPrefix("admin:show") })
  }
}
