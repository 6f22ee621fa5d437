import ClusterImport
import ScenarioLanguage
import Testing
import TrustBench

@Suite("Logs that the benchmark writes") struct BenchLogTests {
  @Test(
    "Each is as long as was asked for, and is made into an inventory",
    arguments: BenchLog.Contents.allCases)
  func importable(_ contents: BenchLog.Contents) throws {
    let log = BenchLog.bytes(contents, count: 200_000)
    #expect(log.count >= 200_000)
    let outcome = importInventory([SourceText(name: "a.log", bytes: log)], options: .init())
    #expect(outcome.errorCount == 0, "\(outcome.rendered(color: false))")
    let text = try #require(outcome.text)
    #expect(text.hasPrefix("mop 1\n"))
    #expect(text.contains("sub7"))
  }
}
