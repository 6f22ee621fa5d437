import Foundation
import FuzzProperties
import TestSupport
import Testing

/// What the fuzzer runs, by the name of its folder in the corpus.
enum FuzzTarget: String, CaseIterable, Sendable {
  case scenario, runbook, phones, forms, `import`, lists, listing, report, queue

  func check(_ bytes: [UInt8]) throws {
    switch self {
    case .scenario: try ScenarioProperty.check(bytes)
    case .runbook: try RunbookProperty.check(bytes)
    case .phones: try PhoneTableProperty.check(bytes)
    case .forms: try FormsProperty.check(bytes)
    case .import: try ImportProperty.check(bytes)
    case .lists: try ListProperty.check(bytes)
    case .listing: try ListingProperty.check(bytes)
    case .report: try ReportProperty.check(bytes)
    case .queue: try QueueProperty.check(bytes)
    }
  }

  var paths: [String] {
    Repository.paths.filter { $0.hasPrefix("Tests/Fuzz/corpus/\(rawValue)/") }
  }
}

@Suite("The corpus of the fuzzer")
struct CorpusTests {
  @Test("has inputs for each target, and none for another")
  func present() {
    for target in FuzzTarget.allCases { #expect(!target.paths.isEmpty, "\(target)") }
    let all = Repository.paths.filter { $0.hasPrefix("Tests/Fuzz/corpus/") }
    #expect(all.count == FuzzTarget.allCases.reduce(0) { $0 + $1.paths.count })
  }

  @Test("breaks no property", arguments: FuzzTarget.allCases)
  func holds(target: FuzzTarget) throws {
    for path in target.paths {
      let bytes = Array(try Data(contentsOf: Repository.url(path)))
      #expect(throws: Never.self, "\(path)") { try target.check(bytes) }
    }
  }
}
