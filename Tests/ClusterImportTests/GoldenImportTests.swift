import ScenarioLanguage
import Testing

@Suite("Each diagnostic code of logs")
struct GoldenImportTests {
  @Test("is in the table once")
  func completeness() {
    #expect(goldensImport.map(\.0) == DiagnosticExplanation.ofImports.map(\.code))
  }

  @Test("is shown as the table says", arguments: goldensImport)
  func rendering(_ code: DiagnosticCode, _ text: String) {
    #expect(renderedImport(code) == text + "\n")
    #expect(text.contains("error[\(code.rawValue)]: "))
  }
}
