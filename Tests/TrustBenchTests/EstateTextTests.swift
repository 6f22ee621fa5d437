import ClusterModel
import ScenarioLanguage
import Testing
import TrustBench

@Suite("Scenarios that the benchmark writes") struct EstateTextTests {
  private struct InMemory: FileReading {
    var text: String

    func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
      SourceText(name: path, bytes: Array(text.utf8))
    }
  }

  @Test(
    "Each is read without a mistake, and has the phones and nodes that were asked for",
    arguments: [
      (EstateText.renameEvening(phones: 90, nodes: 9), 90, 9),
      (EstateText.renameEvening(phones: 100, nodes: 45), 100, 45),
      (EstateText.storm(phones: 41, nodes: 2), 41, 2),
      (EstateText.emergency(phones: 40, nodes: 5), 40, 5),
    ])
  func readable(_ text: String, _ phones: Int, _ nodes: Int) throws {
    let outcome = readScenario("a.mop", with: InMemory(text: text))
    #expect(outcome.diagnostics.isEmpty, "\(outcome.rendered(color: false))")
    let estate = try #require(outcome.scenario).estate
    #expect(estate.phoneCount == phones)
    #expect(estate.nodes.count == nodes)
  }

  @Test("The plan with many interpretations is a plan")
  func manyInterpretations() {
    let outcome = readScenario("a.mop", with: InMemory(text: EstateText.manyInterpretations))
    #expect(outcome.scenario != nil, "\(outcome.rendered(color: false))")
  }
}
