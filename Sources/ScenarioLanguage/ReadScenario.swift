import ClusterModel
import VirtualTime

/// Reads a scenario with everything it includes.
///
/// All errors are found at once. Nothing is guessed: a scenario with any error is none.
/// - Parameters:
///   - path: the scenario's own file, as the user gave it.
///   - reader: brings the bytes of this file and of those it names.
///   - standIns: a health check is made: a `?` is a warning, and its line says no more than without
///     it, or what stands in for it; so the rest of an inventory can be checked before it is
///     complete. nil: a `?` is an error.
package func readScenario(
  _ path: String, with reader: some FileReading, limits: Limits = Limits(),
  standIns: StandIns? = nil
) -> ReadOutcome {
  var reading = Reading(limits: limits) { (path, including) throws(FileProblem) in
    try reader.read(path, includedFrom: including)
  }
  reading.standIns = standIns
  var stack: [SourceFile] = []
  if reading.outline(path: path, from: nil, stack: &stack) {
    reading.requireHead()
    // Where a limit cut the file short, what refers to the rest would only be blamed for it.
    if !reading.log.hasLimit { reading.readSecondPass() }
  }
  reading.scenario.files = reading.files.map(\.name)
  reading.scenario.inputDigest = reading.files.reduce(0) { hash, file in
    digest(file.bytes, 0, file.bytes.count, seed: hash)
  }
  var outcome = ReadOutcome(
    scenario: reading.log.errorCount == 0 ? reading.scenario : nil,
    diagnostics: reading.log.sorted, errorCount: reading.log.errorCount,
    sources: reading.sources)
  outcome.needed = reading.needed
  outcome.questionCount = reading.log.questionCount
  return outcome
}

extension Reading {
  /// Reads what refers to names, now that every name is known.
  fileprivate mutating func readSecondPass() {
    declareAddedNodes()
    fillAddresses()
    requirePublishers()
    addDefaultSites()
    readGroups()
    readSites()
    readPhoneLines()
    readStateLines()
    readSections()
    judgeSelections()
  }
}
