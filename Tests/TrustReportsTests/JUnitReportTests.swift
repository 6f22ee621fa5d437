import ClusterModel
import Foundation
import SimulationTrace
import Testing
import TrustReports
import TrustRules

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The report as JUnit XML")
struct JUnitReportTests {
  @Test("One suite a scenario, one test case an expectation, times virtual")
  func loss() {
    let text = HandMadeRun.loss.report.junit
    #expect(
      text.hasPrefix(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite id="0" package="" name="renew.mop" hostname="localhost" \
        timestamp="2026-01-10T21:45:00" tests="4" failures="2" errors="0" skipped="0" \
        time="360.000">
            <properties>
        """))
    #expect(
      text.contains(
        """
            <testcase classname="renew" name="No phone needs hands" time="360.000">
              <failure type="expectation" message="4,000 of 4,000">expected: phones lost-trust = 0
        """))
    #expect(text.contains("<property name=\"seed\" value=\"7\"/>"))
    #expect(text.contains("<system-out>Fails: 2 of 4 expectations are not met"))
    #expect(text.contains("name=\"builtin.no-new-loss\" time=\"360.000\">\n      <failure"))
    #expect(text.contains("name=\"builtin.in-service\" time=\"360.000\"/>"))
    #expect(text.contains("name=\"builtin.steps-done\" time=\"360.000\"/>"))
  }

  @Test("What depends on a rule is skipped with the reason, a warning too, and neither fails")
  func skipped() {
    var run = HandMadeRun()
    run.census(.start, .trusting, .trusting)
    run.expectNoneLost("Depends", lost: 0, of: 4_000)
    run.expectNoneLost("Warns", lost: 7, of: 4_000, isWarning: true)
    run.census(.end, .trusting, .trusting)
    var other = run
    other.trace.entries = []
    other.add(.measured(expectation: 0, Measurement(value: 9, base: 4_000, selected: 4_000)))
    run.add(off: [.tvsRuns, .tvsRoles], other)
    let text = run.report.junit
    #expect(text.contains("tests=\"5\" failures=\"0\" errors=\"0\" skipped=\"2\""))
    #expect(
      text.contains(
        "<skipped message=\"depends: 0 of 4,000, met by default; depends on tvs-runs and tvs-roles"
          + " together\">"))
    run.scenario.accepts = ["tvs-roles"]
    #expect(run.report.junit.contains("tvs-roles together (accepted by the plan)\">"))
    #expect(text.contains("<skipped message=\"a warning only: 7 of 4,000\">"))
  }

  @Test("Expectations of one name have names of their own")
  func sameNames() {
    var run = HandMadeRun()
    for lost in 0..<3 { run.expectNoneLost("Twice", lost: lost, of: 4_000) }
    let text = run.report.junit
    for name in ["Twice", "Twice (2)", "Twice (3)"] {
      #expect(text.contains(" name=\"\(name)\" "))
    }
  }

  @Test("A scenario that could not be run is an error in a suite of its own")
  func error() throws {
    let suites: [JUnitReport.Suite] = [
      .report(HandMadeRun.loss.report), .error(file: "x/<b>.mop", message: "exit status 65"),
    ]
    let text = JUnitReport(suites).text
    #expect(text.contains("<testsuite id=\"1\" package=\"\" name=\"x/&lt;b&gt;.mop\""))
    #expect(text.contains("<error type=\"scenario\" message=\"exit status 65\">"))
    #expect(try XMLReading.elements(text).count { $0 == "testsuite" } == 2)
  }

  @Test("Whatever a name holds, it is XML, and the counts are those of the elements")
  func hostile() throws {
    let text = HandMadeRun.hostile.report.junit
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    let elements = try XMLReading.elements(text)
    let cases = elements.count { $0 == "testcase" }
    let failures = elements.count { $0 == "failure" }
    let skipped = elements.count { $0 == "skipped" }
    #expect(cases == HandMadeRun.hostile.report.expectations.count)
    #expect(
      text.contains(
        "tests=\"\(cases)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""))
  }

  @Test("Both public schemas accept it", arguments: PublicSchemas.paths)
  func schemas(_ schema: String) throws {
    let suites: [JUnitReport.Suite] = [
      .report(HandMadeRun.hostile.report), .report(HandMadeRun().report),
      .report(NastyNames.run.report), .error(file: "a", message: "b"),
    ]
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("junit-\(UUID().uuidString).xml")
    try Data(JUnitReport(suites).text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
    process.arguments = ["--noout", "--schema", schema, file.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

enum PublicSchemas {
  /// None where the folder or the validator is not there: `.ci/run` says so.
  static let paths: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["TRUSTSIM_SCHEMAS"],
      FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")
    else { return [] }
    return ["jenkins-xunit-junit-10.xsd", "windyroad-JUnit.xsd"].map { "\(folder)/\($0)" }
  }()
}

extension Report {
  var junit: String { JUnitReport(self).text }
}

/// The names of all elements, in order, as another reader of XML finds them.
final class XMLReading: NSObject, XMLParserDelegate {
  private var names: [String] = []
  private struct Problem: Error {}

  static func elements(_ text: String) throws -> [String] {
    let reading = XMLReading()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reading
    guard parser.parse() else { throw parser.parserError ?? Problem() }
    return reading.names
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String] = [:]
  ) { names.append(elementName) }
}
