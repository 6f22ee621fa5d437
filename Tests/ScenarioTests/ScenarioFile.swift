import ClusterModel
import ClusterSimulation
import Foundation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustReports

/// A scenario of this repository, by its path from the root.
struct ScenarioFile: Hashable, Sendable, CustomTestStringConvertible {
  /// `Scenarios/<family>/<name>.mop`.
  let path: String

  /// Scenarios with more phones are left to the continuous integration, which runs the optimised
  /// program on all of them.
  static let mostPhones = 20_000

  /// Every scenario; what lies in `estates` is included by others and is none.
  static let all: [ScenarioFile] = Repository.paths(below: "Scenarios", withExtension: "mop")
    .filter { !$0.hasPrefix("Scenarios/estates/") }.map(ScenarioFile.init)

  /// Those that are run here. One that cannot be read is among them, and fails.
  static let runHere: [ScenarioFile] = all.filter { ($0.phones ?? 0) <= mostPhones }

  /// Those that are compared or written now: recording leaves none out.
  static let comparedHere: [ScenarioFile] = TestRun.isRecording ? all : runHere

  /// Those that are not, by counting their phones.
  static let leftToContinuousIntegration: [ScenarioFile] = all.filter {
    ($0.phones ?? 0) > mostPhones
  }

  var testDescription: String { "\(family)/\(name)" }

  var family: String { String(path.split(separator: "/").dropFirst().first ?? "") }

  var name: String { String((path.split(separator: "/").last ?? "").dropLast(".mop".count)) }

  var reportPath: String { "Reports/\(family)/\(name).md" }

  /// How many phones it has; nil if it cannot be read.
  var phones: Int? {
    readScenario(path, with: DiskFiles()).scenario?.estate.phones.reduce(0) { $0 + $1.count }
  }

  /// Reads it, or fails with what the program would say.
  func load() throws -> Scenario {
    let outcome = readScenario(path, with: DiskFiles())
    let scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    let missing = unsupported(in: scenario).map { "line \($0.location.line): \($0.what)" }
    try #require(missing.isEmpty, "not supported yet: \(missing)")
    return scenario
  }

  /// Runs it as the program does.
  static func run(
    _ scenario: Scenario, workers: Workers
  ) throws -> (result: RunResult, report: Report) {
    let result = try assess(scenario, workers: workers)
    let digits = String(scenario.inputDigest, radix: 16)
    let report = makeReport(
      scenario: scenario, trace: result.trace, assessment: result.assessment, law: result.law,
      times: result.times,
      replay: ReportedReplay(
        version: "", inputDigest: String(repeating: "0", count: 16 - digits.count) + digits,
        rulesDigest: rulesDigest(), seed: scenario.seed))
    return (result, report)
  }
}

/// The files of this repository as a scenario names them.
struct DiskFiles: FileReading {
  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    var parts = (includedFrom ?? "").split(separator: "/").map(String.init).dropLast()
    for part in path.split(separator: "/").map(String.init) where part != "." {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    let name = parts.joined(separator: "/")
    guard name.hasPrefix("Scenarios/") else { throw .outside(folder: "Scenarios") }
    do {
      return SourceText(name: name, bytes: Array(try Data(contentsOf: Repository.url(name))))
    } catch {
      throw .missing
    }
  }
}
