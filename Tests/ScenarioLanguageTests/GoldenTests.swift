import ScenarioLanguage
import Testing

@Suite("Each diagnostic code")
struct GoldenTests {
  static let goldens = goldensText + goldensEstate + goldensSteps

  @Test("is in the table once")
  func completeness() {
    let ofImports = Set(DiagnosticExplanation.ofImports.map(\.code))
    #expect(Self.goldens.map(\.0) == DiagnosticCode.allCases.filter { !ofImports.contains($0) })
  }

  @Test("is shown as the table says", arguments: goldens)
  func rendering(_ code: DiagnosticCode, _ text: String) {
    #expect(renderedExample(code) == text + "\n")
  }

  @Test("is provoked by its wrong example alone, and not by the right one", arguments: goldens)
  func examples(_ code: DiagnosticCode, _ text: String) {
    let severity = code == .otherTextForm ? "note" : "error"
    #expect(text.contains("\(severity)[\(code.rawValue)]: "))
    guard let wrong = readExample(code, isRight: false),
      let right = readExample(code, isRight: true)
    else { return }
    #expect(Set(wrong.diagnostics.map(\.code)) == [code])
    #expect(right.rendered(color: false) == "")
    #expect(right.scenario != nil)
  }
}
