import ScenarioFiles
import TrustListFiles

/// What holds of the import of any bytes; the fuzzer and the tests of its finds share it.
enum ImportProperty {
  /// Stops where the property is broken.
  static func check(_ bytes: [UInt8]) {
    var options = ImportOptions()
    options.isPartial = true
    let sources = [SourceText(name: "a.log", bytes: bytes)]
    let outcome = importInventory(sources, options: options)
    precondition(outcome.errorCount == 0 || outcome.text == nil)
    if let text = outcome.text {
      let read = readScenario("inventory", with: Inventory(text: text))
      let strange = read.diagnostics.filter {
        $0.code != .unfilledValue && $0.code != .missingStatement
      }
      let complaints = outcome.diagnostics.filter {
        $0.message.hasPrefix("the logs do not make a scenario")
      }
      precondition(strange.isEmpty || !complaints.isEmpty)
    }
    options.anonymises = true
    options.isPartial = false
    _ = importInventory(sources, options: options).rendered(color: false)
    if let mop = ScenarioForms.mop(bytes) {
      _ = readScenario("form", with: Inventory(text: mop), standIns: .first)
    }
    _ = try? ListFileBytes.read(bytes)
  }

  private struct Inventory: FileReading {
    let text: String

    func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
      guard includedFrom == nil else { throw .missing }
      return SourceText(name: path, bytes: Array(text.utf8))
    }
  }
}
