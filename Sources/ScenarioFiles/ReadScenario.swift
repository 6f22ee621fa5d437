package import ClusterModel

/// Reads a scenario with everything it includes.
package func readScenario(
  _ path: String, with reader: some FileReading, limits: Limits = Limits()
) -> ReadOutcome {
  ReadOutcome(scenario: nil, diagnostics: [], errorCount: 0, sources: [])
}
