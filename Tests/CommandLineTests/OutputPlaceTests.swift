import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("A result never takes the place of what is read, or of another result")
struct OutputPlaceTests {
  static let including =
    Plan.head + "  phones from phones.csv\n\n## Post-checks\n"
    + "expect phones trusting = all\n"
  static let plan = including.replacing("starts ", with: "include more.mop\nstarts ")
  static let table = "name,model,group\nSEP020000000001,8861,Default\n"

  private func folder() throws -> Folder {
    let folder = try Folder().write("a.mop", Self.plan).write("more.mop", "# nothing\n")
      .write("phones.csv", Self.table).write("b.mop", Plan.passes).write("log.txt", "admin:\n")
    try folder.link("link.mop", to: "a.mop")
    try folder.link("table", to: "phones.csv")
    try FileManager.default.linkItem(
      at: folder.url.appendingPathComponent("a.mop"),
      to: folder.url.appendingPathComponent("hard.txt"))
    return folder
  }

  @Test(
    "An output that is an input is wrong usage, however it is spelled",
    arguments: [
      ["run", "a.mop", "--output", "a.mop"], ["run", "a.mop", "-o", "./a.mop"],
      ["run", "a.mop", "-o", "link.mop"], ["run", "link.mop", "-o", "a.mop"],
      ["run", "a.mop", "-o", "hard.txt"], ["run", "a.mop", "-o", "x/../more.mop"],
      ["run", "a.mop", "-o", "more.mop"], ["run", "a.mop", "-o", "phones.csv"],
      ["run", "a.mop", "--format", "csv", "-o", "table"],
      ["run", "b.mop", "a.mop", "-o", "more.mop"],
      ["run", "b.mop", "a.mop", "--format", "json", "--report-dir", "more"],
      ["show", "a.mop", "itl", "pub", "--output", "phones.csv"],
      ["show", "a.mop", "itl", "pub", "-o", "more.mop"],
      ["export", "a.mop", "-o", "a.mop"], ["export", "a.mop", "-o", "more.mop"],
      ["export", "link.mop", "--output", "./hard.txt"],
      ["import", "log.txt", "-o", "./log.txt", "--partial"],
      ["import", "b.mop", "log.txt", "-o", "log.txt"],
    ])
  func input(words: [String]) throws {
    let folder = try folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("x"), withIntermediateDirectories: true)
    // What the folder for reports would write over is what the second scenario includes.
    try folder.write("more/a.json", "# nothing\n")
    if words.contains("--report-dir") {
      try folder.write("a.mop", Self.plan.replacing("more.mop", with: "more/a.json"))
    }
    let before = try everything(in: folder)
    let run = try Trustsim(folder: folder).run(words)
    #expect(run.status == 64, "\(run.error)")
    #expect(run.error.contains(" would replace "), "\(run.error)")
    #expect(run.output == "")
    #expect(try everything(in: folder) == before)
  }

  @Test(
    "Two results in one file are wrong usage, however it is spelled",
    arguments: [
      ["-o", "x.md", "-o", "./x.md"], ["-o", "old.md", "-o", "link.md"],
      ["-o", "old.md", "-o", "hard.md"], ["-o", "new.md", "-o", "dangling.md"],
      ["-o", "reports/b.md", "--report-dir", "reports"],
      ["-o", "./reports/b.md", "--report-dir", "reports/", "--format", "markdown"],
    ])
  func twice(words: [String]) throws {
    let folder = try folder().write("old.md", "old\n")
    try folder.link("link.md", to: "old.md")
    try folder.link("dangling.md", to: "new.md")
    try FileManager.default.linkItem(
      atPath: folder.path("old.md"), toPath: folder.path("hard.md"))
    let before = try everything(in: folder)
    let run = try Trustsim(folder: folder).run(["run", "b.mop"] + words)
    #expect(run.status == 64, "\(run.error)")
    #expect(run.error.contains("are the same file"), "\(run.error)")
    #expect(try everything(in: folder) == before)
  }

  @Test("Nor may a result be the file that standard output or standard input is")
  func standardFiles() throws {
    let folder = try folder()
    let out = try Trustsim(folder: folder).shell(
      "\"$@\" > out.md", "run", "b.mop", "--format", "text", "--format", "markdown", "-o", "out.md")
    #expect(out.status == 64)
    let into = try Trustsim(folder: folder).shell("\"$@\" < b.mop", "run", "-", "-o", "b.mop")
    #expect(into.status == 64)
    #expect(try folder.read("b.mop") == Plan.passes)
  }

  @Test("What is read only once is still read when an output is there already")
  func streams() throws {
    let folder = try folder().write("old.md", "old\n")
    let input = try Trustsim(folder: folder).shell(
      "cat b.mop | \"$@\"", "run", "-", "-o", "old.md")
    #expect(input.status == 0, "\(input.error)")
    #expect(try folder.read("old.md").hasPrefix("# "))
    let pipe = try Trustsim(folder: folder).shell(
      "mkfifo p && { cat b.mop > p & } && \"$@\"", "export", "p", "-o", "old.md")
    #expect(pipe.status == 0, "\(pipe.error)")
    #expect(try folder.read("old.md").hasPrefix("mop 1\n"))
  }

  @Test("A link that leads to nothing is written through")
  func dangling() throws {
    let folder = try folder()
    try folder.link("report.md", to: "out/today.md")
    let refused = try Trustsim(folder: folder)("run", "b.mop", "-o", "report.md")
    #expect(refused.status == 74)
    try folder.write("out/other", "")
    #expect(try Trustsim(folder: folder)("run", "b.mop", "-o", "report.md").status == 0)
    #expect(try folder.read("out/today.md").hasPrefix("# "))
    let kept = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("report.md"))
    #expect(kept == "out/today.md")
  }

  @Test("A link to itself, and a chain without an end: 74")
  func circle() throws {
    let folder = try folder()
    try folder.link("one.md", to: "two.md")
    try folder.link("two.md", to: "one.md")
    #expect(try Trustsim(folder: folder)("run", "b.mop", "-o", "one.md").status == 74)
    let kept = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("one.md"))
    #expect(kept == "two.md")
  }

  @Test("A read-only file stays: 74, for the superuser as well")
  func readOnly() throws {
    let folder = try folder().write("old.md", "old\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.path("old.md"))
    let run = try Trustsim(folder: folder)("run", "b.mop", "-o", "old.md")
    #expect(run.status == 74)
    #expect(run.error.contains("old.md: the file is read-only"))
    #expect(try folder.read("old.md") == "old\n")
  }

  @Test("What a killed run left under the same process id is in nobody's way, and stays")
  func leftBehind() throws {
    let folder = try folder()
    let run = try Trustsim(folder: folder).shell(
      "echo half > .a.md.$$.part; exec \"$@\"", "run", "b.mop", "-o", "a.md")
    #expect(run.status == 0, "\(run.error)")
    #expect(try folder.read("a.md").hasPrefix("# "))
    let parts = try folder.names.filter { $0.hasSuffix(".part") }
    #expect(parts.count == 1)
    #expect(try folder.read(parts.first ?? "") == "half\n")
  }

  @Test("A long name has a temporary one that the system takes")
  func longName() throws {
    let folder = try folder()
    let name = String(repeating: "ß", count: 120) + ".md"
    let run = try Trustsim(folder: folder)("run", "b.mop", "-o", name)
    #expect(run.status == 0, "\(run.error)")
    #expect(try folder.read(name).hasPrefix("# "))
  }

  @Test("The name of an open file is no file to replace")
  func openFile() throws {
    let folder = try folder().write("log", "before\n")
    let run = try Trustsim(folder: folder).shell(
      "\"$@\" >> log", "run", "b.mop", "-o", "/dev/stdout")
    #expect(run.status == 0, "\(run.error)")
    let log = try folder.read("log")
    #expect(log.hasPrefix("before\nPasses"), "\(log)")
  }

  @Test(
    "Too few open files are no defect: 74 where a result cannot be written",
    arguments: [4, 5], ["1", "8"])
  func fewFiles(limit: Int, workers: String) throws {
    let folder = try Folder().write("a.mop", Plan.inconclusive)
    let run = try Trustsim(folder: folder).shell(
      "exec 3>/dev/null 4>/dev/null; ulimit -n \(limit); exec \"$@\" 3>&- 4>&-", "run", "a.mop",
      "--workers", workers, "-o", "a.md")
    #expect([2, 74].contains(run.status), "\(run.status) \(run.error)")
    #expect(!run.error.contains("defect"))
  }

  @Test(
    "Where the system gives no further thread the runs are done one after the other",
    .enabled(if: getuid() == 0, "the superuser can become somebody who has a limit"),
    arguments: [["run", "-"], ["run", "-", "--draws", "4"]])
  func noThreads(words: [String]) throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.inconclusive)).shell(
      """
      cat a.mop | timeout 60 setpriv --reuid=65534 --regid=65534 --clear-groups \
        prlimit --nproc=1 "$@"
      """, words + ["--workers", "8"])
    // 126 and 127: that somebody may not run the program here, or the tools are missing.
    guard run.status != 126, run.status != 127 else { return }
    #expect(run.status < 3, "\(run.status) \(run.error)")
    #expect(run.output != "")
  }

  private func everything(in folder: Folder) throws -> [String: String] {
    var all: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path) {
      all[name] = (try? folder.read(name)) ?? "folder"
    }
    return all
  }
}
