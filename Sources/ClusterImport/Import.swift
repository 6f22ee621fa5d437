import ClusterModel
package import ScenarioLanguage
import TextFormats

/// How logs are made into an inventory.
package struct ImportOptions: Hashable, Sendable {
  /// What is missing or damaged becomes `?` or is left out, instead of ending the import.
  package var isPartial = false
  /// Names, addresses, domains and serial numbers are replaced, each always by the same.
  package var anonymises = false
  package init() {}
}

/// What an import gave.
package struct ImportOutcome: Sendable {
  /// The inventory as a scenario file; nil where the logs do not allow one.
  package var text: String?
  package var diagnostics: [Diagnostic]
  /// The logs tell something, so that a partial import would give an inventory.
  package var tellsSomething = true
  /// How much was done.
  package var work = ImportWork()
  private var sources: [SourceText]

  init(text: String?, diagnostics: [Diagnostic], sources: [SourceText]) {
    self.text = text
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// Something that an inventory needs is missing: it was left out, is `?`, or is taken for usual.
  package var lacksAnswers: Bool { diagnostics.contains { $0.code == .missingAnswer } }

  package var errorCount: Int { diagnostics.count { $0.severity == .error } }

  /// The diagnostics as a compiler prints them.
  package func rendered(color: Bool) -> String {
    ReadOutcome(
      scenario: nil, diagnostics: diagnostics, errorCount: errorCount, sources: sources
    ).rendered(color: color)
  }
}

/// Makes an inventory of a real cluster from logs of its commands, trust list files, alarms and
/// tables of phones.
///
/// What the logs do not tell is asked for with `?`, and what was concluded says so; nothing is
/// guessed.
package func importInventory(_ files: [SourceText], options: ImportOptions) -> ImportOutcome {
  var notes: [Diagnostic] = []
  let sources = files.map { file in
    // A trust list is no text.
    if file.bytes.starts(with: [1, 0, 2]) { return file }
    let (text, form) = file.readable
    if let note = Diagnostic.note(of: form, file: file.name) { notes.append(note) }
    return text
  }
  var reader = FactsReader(sources)
  reader.readAll()
  guard !reader.facts.isEmpty else {
    var outcome = ImportOutcome(
      text: nil, diagnostics: notes + reader.diagnostics, sources: sources)
    outcome.tellsSomething = false
    outcome.work = reader.cleaner.work
    return outcome
  }
  if options.anonymises {
    var mask = Mask()
    mask.cover(&reader.facts)
  }
  var maker = InventoryMaker(reader)
  maker.make()
  let text = InventoryText.text(maker.inventory)
  var diagnostics = maker.reader.diagnostics
  diagnostics += unreadable(text, of: sources)
  if options.isPartial {
    for place in diagnostics.indices { diagnostics[place].severity = .warning }
  }
  let isRefused = diagnostics.contains { $0.severity == .error }
  var outcome = ImportOutcome(
    text: isRefused ? nil : text, diagnostics: notes + diagnostics, sources: sources)
  outcome.work = maker.reader.cleaner.work
  return outcome
}

/// What a reader of the inventory would stumble over, besides `?`: the logs tell something that no
/// scenario can say.
private func unreadable(_ text: String, of sources: [SourceText]) -> [Diagnostic] {
  let file = OneText(text)
  let first = readScenario("inventory", with: file, standIns: .first)
  var strange = first.diagnostics.filter { $0.code != .unfilledValue }
  let answers = StandIns.all(first.needed.subtracting(.option150), servers: 1)
  // One answer that the rest goes with is enough.
  for answer in answers where !strange.isEmpty {
    let other = readScenario("inventory", with: file, standIns: answer)
    if other.diagnostics.allSatisfy({ $0.code == .unfilledValue }) { strange = [] }
  }
  return strange.filter { $0.code != .missingStatement }.prefix(20).map { found in
    Diagnostic(
      code: .damagedAnswer,
      message: "the logs do not make a scenario: \(found.message), in: "
        + found.sourceLine.trimmed,
      file: sources[0].name, line: 0, column: 0, sourceLine: "", expected: found.expected)
  }
}

/// A scenario in memory.
struct OneText: FileReading {
  let text: String

  init(_ text: String) { self.text = text }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard includedFrom == nil else { throw .missing }
    return SourceText(name: path, bytes: Array(text.utf8))
  }
}
