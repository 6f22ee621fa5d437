import ClusterImport
import ScenarioLanguage
import TrustListFiles

/// What holds of the import of any bytes: it ends, and what it makes is a scenario with questions,
/// or one that it complained about.
package enum ImportProperty {
  package static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    try check([SourceText(name: "a.log", bytes: bytes)])
  }

  static func check(_ sources: [SourceText]) throws(BrokenProperty) {
    var options = ImportOptions()
    options.isPartial = true
    let outcome = importInventory(sources, options: options)
    try check(outcome, sources)
    try require(
      importInventory(sources, options: options).text == outcome.text, "two imports differ")
    if let text = outcome.text { try check(inventory: text, outcome) }
    options.anonymises = true
    options.isPartial = false
    try check(importInventory(sources, options: options), sources)
    for source in sources {
      if let mop = ScenarioForms.mop(source.bytes) {
        let files = InputFiles([(InputFiles.first, Array(mop.utf8))])
        _ = readScenario(InputFiles.first, with: files, standIns: .first)
      }
    }
  }

  private static func check(_ outcome: ImportOutcome, _ sources: [SourceText])
    throws(BrokenProperty)
  {
    try require(outcome.errorCount == 0 || outcome.text == nil, "an inventory in spite of errors")
    try Printed.check(outcome.rendered(color: false), "diagnostics")
    for diagnostic in outcome.diagnostics {
      guard let source = sources.first(where: { $0.name == diagnostic.file }) else {
        throw BrokenProperty(description: "a diagnostic of \(diagnostic.file)")
      }
      // A terminal's log may end a line with a carriage return alone.
      let count = 1 + source.bytes.count { $0 == 0x0A || $0 == 0x0D }
      try require(0...count ~= diagnostic.line, "line \(diagnostic.line) of \(count)")
    }
    if let text = outcome.text { try Printed.check(text, "the inventory") }
  }

  /// The inventory reads as a scenario in which only values are asked for.
  private static func check(inventory text: String, _ outcome: ImportOutcome)
    throws(BrokenProperty)
  {
    let files = InputFiles([(InputFiles.first, Array(text.utf8))])
    let read = readScenario(InputFiles.first, with: files)
    let strange = read.diagnostics.filter {
      $0.code != .unfilledValue && $0.code != .missingStatement
    }
    let complaints = outcome.diagnostics.filter {
      $0.message.hasPrefix("the logs do not make a scenario")
    }
    try require(
      strange.isEmpty || !complaints.isEmpty,
      "the inventory: \(read.rendered(color: false))\n\(text)")
    if let scenario = read.scenario { _ = try ScenarioProperty.checkForms(scenario) }
    try ScenarioProperty.checkHealth(files)
  }
}
