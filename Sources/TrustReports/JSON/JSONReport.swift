package import TextFormats

/// The report as JSON, and back: every other page can be made from it.
package enum JSONReport {
  /// Members may be added within a major version; what is there keeps its meaning.
  package static let schemaVersion = "2.0"

  /// Writes the document, with its line end.
  package static func write(_ report: Report, to outlet: inout PageOutlet) {
    var members = [JSONMember("schemaVersion", .string(schemaVersion))]
    if case .object(let all) = report.json { members += all }
    outlet.write(.object(members), .lines)
    outlet.put(UInt8(ascii: "\n"))
  }

  package static func bytes(_ report: Report) -> [UInt8] {
    PageOutlet.gathered { write(report, to: &$0) }
  }

  /// Reads a report of the same major version.
  package static func report(_ bytes: [UInt8]) throws(JSONProblem) -> Report {
    let json = try JSONValue(bytes: bytes)
    guard case .string(let version) = json["schemaVersion"] else {
      throw JSONProblem(place: "/schemaVersion", what: "it is missing: this is no report")
    }
    guard major(version) == major(schemaVersion) else {
      throw JSONProblem(
        place: "/schemaVersion",
        what: "version \(version.prefix(20)); this program reads \(schemaVersion)")
    }
    let report = try Report(json: json)
    // As many seconds as virtual time has.
    let longest = Int64.max / 1_000_000
    for (place, expectation) in report.expectations.enumerated() {
      guard (-longest...longest).contains(expectation.seconds ?? 0) else {
        throw JSONProblem(
          place: "/expectations/\(place)/seconds", what: "it is longer than any run can be")
      }
    }
    return report
  }

  private static func major(_ version: String) -> Substring { version.prefix { $0 != "." } }

  /// The JSON Schema (draft-07) of the document, with its line end.
  package static var schema: [UInt8] {
    let version = JSONValue.object([
      JSONMember(
        "description", .string("Members may be added within a major version, none is taken away.")),
      JSONMember("type", .string("string")),
      JSONMember("pattern", .string("^\(major(schemaVersion))\\.[0-9]+$")),
    ])
    let definitions =
      [Report.definition] + reportDefinitions + phoneDefinitions
    let document = JSONValue.object([
      JSONMember("$schema", .string("http://json-schema.org/draft-07/schema#")),
      JSONMember("title", .string("Report of trustsim")),
      JSONMember("description", .string("Schema version \(schemaVersion). \(Report.meaning)")),
      JSONMember("type", .string("object")),
      JSONMember("required", .array([.string("schemaVersion")])),
      JSONMember("properties", .object([JSONMember("schemaVersion", version)])),
      JSONMember("allOf", .array([Report.schema])),
      JSONMember("definitions", .object(definitions)),
    ])
    return document.bytes() + [UInt8(ascii: "\n")]
  }

  private static var reportDefinitions: [JSONMember] {
    [
      ReportedCluster.definition, ReportedServer.definition, ReportedSite.definition,
      ReportedExpectation.definition, ReportedFinding.definition, ReportedWord.definition,
      ReportedRefused.definition, ReportedScreen.definition,
      ReportedRegistration.definition, ReportedGroup.definition, ReportedCount.definition,
      ReportedCause.definition, ReportedRefusal.definition, ReportedRemedy.definition,
      ReportedObstacle.definition, ReportedService.definition, ReportedAssumptions.definition,
      ReportedDependence.definition, ReportedReading.definition, ReportedStep.definition,
      ReportedEvent.definition, ReportedCensus.definition, ReportedRegistrations.definition,
      ReportedTime.definition,
      ReportedRule.definition, ReportedWork.definition, ReportedReplay.definition,
    ]
  }

  private static var phoneDefinitions: [JSONMember] {
    [
      ReportedTrust.definition, ReportedPhoneService.definition, ReportedPhone.definition,
      ReportedList.definition, ReportedKind.definition,
      ReportedStanding.definition, ReportedFate.definition, ReportedChange.definition,
      ReportedInventory.definition, ReportedOutage.definition,
    ]
  }
}

extension ReportFormat {
  /// For programs; every other page can be made from it.
  package static let json = ReportFormat(
    name: "json", ending: "json", asksByEnding: ["json"], holdsSeveral: false, showsEachPhone: true,
    write: { report, _, outlet in JSONReport.write(report, to: &outlet) })
}
