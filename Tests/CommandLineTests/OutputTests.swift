import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Where results go")
struct OutputTests {
  @Test("Two formats at once: one to a file, one to standard output")
  func formats() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder)(
      "run", "a.mop", "--format", "markdown", "--output", "a.md", "--format", "text")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Passes: "))
    #expect(try folder.read("a.md").hasPrefix("# A small plan\n"))
    #expect(try folder.names == ["a.md", "a.mop"])
  }

  @Test("Without a format the name of the file decides, and nothing is on standard output")
  func byName() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder)("run", "a.mop", "--output", "a.md", "-o", "a.txt")
    #expect(run.output == "")
    #expect(try folder.read("a.md").hasPrefix("# "))
    #expect(try folder.read("a.txt").hasPrefix("Passes: "))
  }

  @Test(
    "A full disk is no success: 74",
    arguments: [
      ["run", "a.mop"], ["rules"], ["version"], ["run", "a.mop", "--format", "csv"],
      ["run", "a.mop", "--format", "json"], ["run", "a.mop", "--format", "html"],
      ["run", "a.mop", "--format", "junit"], ["run", "a.mop", "--format", "github"],
    ])
  func fullDisk(words: [String]) throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let process = Trustsim(folder: folder).prepared(words)
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    process.standardOutput = full
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 74)
    #expect(try folder.names == ["a.mop"])
  }

  @Test("A full disk is worse than a plan that fails, and both reports are tried")
  func fullFile() throws {
    let folder = try Folder().write("a.mop", Plan.fails)
    let run = try Trustsim(folder: folder)(
      "run", "a.mop", "--format", "markdown", "--output", "/dev/full", "--format", "text")
    #expect(run.status == 74)
    #expect(run.output.hasPrefix("Fails"))
    #expect(run.error.contains("/dev/full: "))
  }

  @Test(
    "A reader that went away: 141, without a word",
    arguments: [["rules"]]
      + ["text", "csv", "json", "html"].map { ["run", "a.mop", "--format", $0] })
  func closedPipe(words: [String]) throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let process = Trustsim(folder: folder).prepared(words)
    let scratch = try Folder()
    let ends = Pipe()
    try ends.fileHandleForReading.close()
    process.standardOutput = ends.fileHandleForWriting
    process.standardError = try scratch.emptyFile("error")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 141)
    #expect(try scratch.read("error") == "")
    #expect(try folder.names == ["a.mop"])
  }

  @Test("A closed standard output is noticed: 74")
  func closedOutput() throws {
    #expect(try Trustsim(folder: Folder()).shell("\"$@\" >&-", "rules").status == 74)
  }

  @Test(
    "A report that does not fit leaves the old file as it was, and nothing beside it",
    arguments: ["a.md", "a.csv", "a.json", "a.html"])
  func halfFile(name: String) throws {
    // More phones than fit into one piece of a page, so that the first is written and a later not.
    let plan = Plan.passes.replacing("phones 40 ", with: "phones 20000 ")
    #expect(plan != Plan.passes)
    let folder = try Folder().write("a.mop", plan).write(name, "the old report\n")
    let run = try Trustsim(folder: folder).shell(
      "ulimit -f \(name == "a.csv" ? 1000 : 1); \"$@\" 2>/dev/null", "run", "a.mop", "--output",
      name
    )
    #expect(run.status == 74)
    #expect(try folder.read(name) == "the old report\n")
    #expect(try folder.names == [name, "a.mop"].sorted())
  }

  @Test("A folder in which nobody may make a file: 74")
  func folderOfTheSystem() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder)("run", "a.mop", "--report-dir", "/proc/self")
    #expect(run.status == 74)
    #expect(run.error.contains("/proc/self/a.md: "))
  }

  @Test(
    "A folder that may not be written to: 74, and the old reports stay",
    .enabled(if: getuid() != 0, "the superuser may write anywhere"))
  func readOnly() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("out/a.md", "old")
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path("out"))
    defer {
      try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("out"))
    }
    let run = try Trustsim(folder: folder)("run", "a.mop", "--report-dir", "out")
    #expect(run.status == 74)
    #expect(try folder.read("out/a.md") == "old")
    #expect(try files.contentsOfDirectory(atPath: folder.path("out")) == ["a.md"])
  }

  @Test("A report replaces the file behind a link, and keeps its permissions")
  func link() throws {
    let folder = try Folder().write("a.mop", Plan.passes).write("real/a.md", "old")
    try folder.link("a.md", to: "real/a.md")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.path("real/a.md"))
    #expect(try Trustsim(folder: folder)("run", "a.mop", "--output", "a.md").status == 0)
    #expect(try folder.read("real/a.md").hasPrefix("# "))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("real/a.md"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    let kept = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("a.md"))
    #expect(kept == "real/a.md")
  }

  @Test("A folder that is not there: 74")
  func noFolder() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    #expect(try Trustsim(folder: folder)("run", "a.mop", "--output", "x/a.md").status == 74)
  }

  @Test("A bad scenario leaves the old report alone")
  func bad() throws {
    let folder = try Folder().write("a.mop", "mop 2\n").write("a.md", "old")
    #expect(try Trustsim(folder: folder)("run", "a.mop", "--output", "a.md").status == 65)
    #expect(try folder.read("a.md") == "old")
  }

  @Test("Interrupted: 130, and no half-written file")
  func interrupted() throws {
    let folder = try Folder()
    // A child of a shell's background job would inherit that the signal is ignored, and obey.
    signal(SIGINT, SIG_DFL)
    let process = Trustsim(folder: folder).prepared(["run", "-", "--output", "a.md"])
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // More than a pipe holds: once it is gone the program is reading, so its handlers are set.
    let comment = Data(String(repeating: "# a comment\n", count: 50_000).utf8)
    try input.fileHandleForWriting.write(contentsOf: comment)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(try folder.names.isEmpty)
  }
}
