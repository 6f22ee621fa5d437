import ClusterModel
import ScenarioLanguage

/// Why something cannot be measured: a defect of the program, as it wrote what it reads itself.
package struct BenchProblem: Error, CustomStringConvertible {
  /// What went wrong, without "bench".
  package let description: String

  init(_ description: String) { self.description = description }

  /// A scenario of the benchmark's own has mistakes.
  init(of outcome: ReadOutcome) {
    let diagnostics = outcome.diagnostics.map { $0.rendered(color: false) }
    self.init("its own scenario is wrong: \(diagnostics.joined(separator: "; "))")
  }
}

/// The scenario of a text that the benchmark wrote for itself.
func readBenchScenario(_ text: String) throws(BenchProblem) -> Scenario {
  try readBenchScenario(TextInMemory(text: text))
}

/// The scenario of a text and a table that the benchmark wrote for itself.
func readBenchScenario(_ files: TextInMemory) throws(BenchProblem) -> Scenario {
  let outcome = readScenario("bench.mop", with: files)
  guard let scenario = outcome.scenario else { throw BenchProblem(of: outcome) }
  return scenario
}
