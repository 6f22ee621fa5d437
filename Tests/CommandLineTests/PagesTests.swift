import Foundation
import Testing

@Suite("Several reports of one run, and comparing runs")
struct PagesTests {
  @Test("A folder for reports gets all of a scenario's under its own name; the screen its own")
  func folder() throws {
    let folder = try Folder().write("Scenarios/changing/a-12.5.mop", Plan.passes)
      .write("b.mop", Plan.fails)
    let run = try Trustsim(folder: folder)(
      "run", "Scenarios/changing/a-12.5.mop", "b.mop", "--report-dir", "out/reports")
    #expect(run.status == 1)
    #expect(run.output.contains("b.mop:\nFails"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path("out/reports"))
    let expected = ["md", "html", "json", "xml", "csv"].flatMap {
      ["b.\($0)", "changing/a-12.5.\($0)"]
    }
    #expect(Set(expected).isSubset(of: names))
    #expect(try folder.read("out/reports/b.md").contains("- Exit status: 1\n"))
  }

  @Test("Only the formats that are named go there")
  func named() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder)(
      "run", "a.mop", "--report-dir", "out", "--format", "markdown", "--format", "csv")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Passes: "))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).sorted() == [
        "a.csv", "a.md",
      ])
  }

  @Test("A folder that cannot be made, or cannot be written to: 74, and no half file")
  func badFolder() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("file", "")
    #expect(try Trustsim(folder: folder)("run", "a.mop", "--report-dir", "file/x").status == 74)
    #expect(try Trustsim(folder: folder)("run", "a.mop", "--report-dir", "file").status == 74)
    #expect(try folder.names == ["a.mop", "file"])
  }

  @Test("One JUnit document and one list of annotations for all scenarios, a bad one included")
  func together() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("b.mop", Plan.fails)
      .write("c.mop", "mop 2\n")
    let run = try Trustsim(folder: folder)(
      "run", "a.mop", "b.mop", "c.mop", "--format", "junit", "-o", "all.xml", "--format", "github")
    #expect(run.status == 65)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("::error file=b.mop,line=12,") == true)
    #expect(lines.last?.hasPrefix("::notice title=trustsim::1 fails and 1 passes of 2") == true)
    let document = try folder.read("all.xml")
    #expect(document.components(separatedBy: "<testsuite id=").count == 4)
    #expect(document.contains("<error type=\"scenario\" message=\"it was not run: exit status 65"))
  }

  @Test("One job summary of all scenarios begins with their verdicts")
  func summary() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("b.mop", Plan.fails)
    let run = try Trustsim(folder: folder)("run", "a.mop", "b.mop", "-o", "all.md")
    #expect(run.status == 1)
    let text = try folder.read("all.md")
    #expect(text.hasPrefix("# 2 scenarios: 1 fails and 1 passes\n"))
    #expect(text.components(separatedBy: "\n## Reproduce\n").count == 3)
  }

  @Test("The operator's sheet instead of the report")
  func checklist() throws {
    let folder = try Folder().write("a.mop", Plan.inconclusive)
    let run = try Trustsim(folder: folder)("run", "a.mop", "--checklist")
    #expect(run.status == 2)
    #expect(run.output.contains("[ ]   3  2026-01-10 22:20  GUI\n"))
  }

  @Test("A report that is kept differs from a run as two runs do; nothing differs from itself")
  func difference() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("b.mop", Plan.inconclusive)
    let program = Trustsim(folder: folder)
    #expect(try program("run", "b.mop", "-o", "b.json").status == 2)
    let runs = try program("diff", "a.mop", "b.mop")
    let kept = try program("diff", "a.mop", "b.json")
    #expect(runs.status == 1)
    #expect(runs.output == kept.output)
    #expect(runs.output.contains("40  trusting -> locked"))
    let same = try program("diff", "b.mop", "b.json")
    #expect(same.status == 0)
    #expect(same.output.contains("No phone's fate differs"))
  }

  @Test("A file that is no report: 65; one that is not there: 66")
  func noReport() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("b.json", "{\"a\": 1}")
    let bad = try Trustsim(folder: folder)("diff", "a.mop", "b.json")
    #expect(bad.status == 65)
    #expect(bad.error.contains("b.json: /schemaVersion: it is missing"))
    #expect(try Trustsim(folder: folder)("diff", "a.mop", "c.json").status == 66)
  }

  @Test("The schema is printed, and is JSON")
  func schema() throws {
    let run = try Trustsim(folder: Folder())("schema")
    #expect(run.status == 0)
    #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any])
  }
}

@Suite("A kept report that was changed by hand")
struct ChangedReportTests {
  @Test(
    "Is refused with the place of what is wrong, and never ends the program",
    arguments: [
      (
        "\"names\": \"SEP020000000001*40\"", "\"names\": \"SEP020000000001*30 SEP020000000005*10\"",
        "/inventory/names: SEP020000000005 stands there more than once"
      ),
      (
        "\"names\": \"SEP020000000001*40\"", "\"names\": \"SEPFFFFFFFFFFFF*40\"",
        "/inventory/names: 'SEPFFFFFFFFFFFF*40' is no run of names"
      ),
      (
        "\"names\": \"SEP020000000001*40\"", "\"names\": \"SEP020000000001*4\"",
        "/inventory/fates: 40 fates for 4 phones"
      ),
      ("\"fates\": \"0*40\"", "\"fates\": \"7*40\"", "/inventory/fates: there is no fate 7"),
      ("\"standing\": 0", "\"standing\": -1", "/fates/0/changes: there is no standing -1"),
      (
        "\"seconds\": 0", "\"seconds\": 9223372036854775807",
        "/expectations/0/seconds: it is longer than any run can be"
      ),
      (
        "\"seconds\": 0", "\"seconds\": -9223372036854775808",
        "/expectations/0/seconds: it is longer than any run can be"
      ),
    ])
  func changed(old: String, new: String, message: String) throws {
    let folder = try Folder().write(
      "a.mop",
      Plan.passes.replacing("expect ", with: "wait until phones trusting = all within 1h\nexpect "))
    let run = try Trustsim(folder: folder)("run", "a.mop", "--format", "json", "-o", "a.json")
    #expect(run.status == 0, "\(run.error)")
    let kept = try folder.read("a.json")
    var changed = kept.replacing(old, with: new)
    if old.contains("seconds") {
      let place = try #require(kept.range(of: "\"expectations\""))
      changed =
        String(kept[..<place.lowerBound])
        + String(kept[place.lowerBound...]).replacing(old, with: new)
    }
    #expect(changed != kept, "\(kept)")
    try folder.write("b.json", changed)
    for words in [["diff", "a.json", "b.json"], ["diff", "b.json", "a.json"]] {
      let diff = try Trustsim(folder: folder).run(words)
      #expect(diff.status == 65, "\(diff.error)")
      #expect(diff.error.contains("b.json: \(message)"), "\(diff.error)")
    }
  }
}
