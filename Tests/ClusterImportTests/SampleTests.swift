import ClusterImport
import Foundation
import ScenarioLanguage
import Testing

/// Real output of the product, from the folder that TRUSTSIM_SAMPLES names.
enum RealOutput {
  static let folder = ProcessInfo.processInfo.environment["TRUSTSIM_SAMPLES"]
  static let names: [String] = {
    guard let folder, let all = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return all.sorted()
  }()

  static func partial(_ name: String) throws -> ImportOutcome {
    let data = try Data(contentsOf: URL(fileURLWithPath: (folder ?? "") + "/" + name))
    var options = ImportOptions()
    options.isPartial = true
    return importInventory([SourceText(name: name, bytes: Array(data))], options: options)
  }
}

@Suite(
  "Real output is imported",
  .enabled(
    if: RealOutput.folder != nil, "TRUSTSIM_SAMPLES does not name a folder of real output"))
struct SampleTests {
  @Test(
    "Every listing and the alarm give an inventory",
    arguments: RealOutput.names.filter { !$0.hasPrefix("tvs-") })
  func inventory(name: String) throws {
    let text = try #require(try RealOutput.partial(name).text)
    let outcome = read(text)
    #expect(outcome.diagnostics.contains { $0.code == .unfilledValue })
    #expect(outcome.diagnostics.allSatisfy { $0.code == .unfilledValue }, "\(text)")
  }

  @Test("A trace of TVS has nothing to import, and says so at its place")
  func trace() throws {
    for name in RealOutput.names where name.hasPrefix("tvs-") {
      let outcome = try RealOutput.partial(name)
      #expect(outcome.text == nil)
      #expect(outcome.diagnostics.map(\.code) == [.nothingToImport])
      #expect(outcome.diagnostics[0].line == 1)
    }
  }

  @Test("Queries without an answer are told at their lines")
  func queries() throws {
    let outcome = try RealOutput.partial("sql-and-misc.txt")
    let places = outcome.diagnostics.filter { $0.code == .nothingToImport }.map(\.line)
    #expect(places == [13, 15])
    #expect(outcome.text?.contains("mode non-secure") == true)
  }

  @Test("Nodes and their roles are those of the lists")
  func nodes() throws {
    let normal = try RealOutput.partial("itl-cucm10-test10pub-normal.txt").text ?? ""
    #expect(normal.contains("node test10pub  publisher tftp tvs  domain joemar2.lab"))
    #expect(normal.contains("node test10sub  callmanager"))
    #expect(normal.contains("certificate test10pub CallManager  bits 1024"))
    let old = try RealOutput.partial("itl-cucm8-publisher-bbbburns.txt").text ?? ""
    #expect(old.contains("certificate CUCM8-Publisher CallManager  signed-by JASBURNS-AD"))
    let mixed = try RealOutput.partial("ctl-tokenless-cucm1051-full.txt").text ?? ""
    #expect(mixed.contains("mode mixed"))
    #expect(mixed.contains("node cucm-1051-a-pub   publisher tftp callmanager"))
    #expect(mixed.contains("node cucm-1051-a-sub1  tftp callmanager"))
  }
}
