import Foundation
import Testing

@Suite("What is read is looked at first")
struct InputFileTests {
  static let plan = "include FILE\n" + Plan.passes.dropFirst(6)
  private static let table = Plan.head + "  phones from FILE\n\n## Checks\n"

  private func folder(naming file: String, _ plan: String) throws -> Folder {
    let folder = try Folder().write("a.mop", "mop 1\n" + plan.replacing("FILE", with: file))
      .write("folder/x", "")
    try folder.link("device", to: "/dev/zero")
    return folder
  }

  @Test(
    "An include or a table that is no file is an error at its line, and nobody waits",
    arguments: [
      ("pipe", "it is a pipe, not a file"), ("folder", "it is a folder, not a file"),
      ("folder/", "it is a folder, not a file"),
    ], [0, 1])
  func named(_ named: (String, String), which: Int) throws {
    let (file, why) = named
    let plan = which == 0 ? Self.plan : String(Self.table.dropFirst(6))
    let folder = try folder(naming: file, plan)
    for words in [
      ["run", "a.mop"], ["check", "a.mop"], ["export", "a.mop", "-o", "folder/x"],
    ] {
      let run = try Trustsim(folder: folder).shell(
        "mkfifo pipe 2>&-; exec timeout 20 \"$@\"", words)
      #expect(run.status == 66, "\(run.error)")
      let line = which == 0 ? "a.mop:2:1" : "a.mop:9:3"
      #expect(run.error.contains("\(line): error[E006]: \(file) cannot be read: \(why)"))
      #expect(try folder.read("folder/x") == "")
    }
  }

  @Test("A device behind a link lies outside the folder of the scenario")
  func device() throws {
    let run = try Trustsim(folder: folder(naming: "device", Self.plan))("run", "a.mop")
    #expect(run.status == 65)
    #expect(run.error.contains("a.mop:2:1: error[E007]"))
  }

  @Test(
    "A device or a folder as the file itself: 66",
    arguments: [
      ["run", "/dev/zero"], ["check", "/dev/null"], ["import", "/dev/zero"], ["run", "/"],
      ["diff", "/dev/zero", "folder"], ["import", "folder"], ["export", "folder"],
      ["diff", "dev.json", "dev.json"],
    ])
  func itself(words: [String]) throws {
    let folder = try Folder().write("folder/x", "")
    try folder.link("dev.json", to: "/dev/zero")
    let run = try Trustsim(folder: folder).shell("exec timeout 20 \"$@\"", words)
    #expect(run.status == 66, "\(run.error)")
    #expect(run.error.contains("it is a device") || run.error.contains("it is a folder"))
  }

  @Test("A pipe may be the file itself, as a shell makes one of a command")
  func pipe() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder).shell(
      "mkfifo p; cat a.mop > p & exec timeout 20 \"$@\"", ["run", "p"])
    #expect(run.status == 0, "\(run.error)")
    let open = try Trustsim(folder: folder).shell(
      "cat a.mop | timeout 20 \"$@\"", ["run", "/dev/stdin"])
    #expect(open.status == 0, "\(open.error)")
  }

  @Test("A stream without an end is more than is read: 75")
  func endless() throws {
    let run = try Trustsim(folder: Folder()).shell("timeout 60 \"$@\" < /dev/zero", ["run", "-"])
    #expect(run.status == 75, "\(run.error)")
    #expect(run.error.contains("67108864 bytes"))
  }

  @Test("Text of a Windows editor is read, and said on standard error")
  func otherForm() throws {
    let folder = try Folder()
    let text = Plan.passes.replacing("A small plan", with: "Zürich")
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    try Data(bytes).write(to: folder.url.appendingPathComponent("a.mop"))
    let run = try Trustsim(folder: folder)("run", "a.mop")
    #expect(run.status == 0)
    #expect(
      run.error == "a.mop: note[E130]: the file is UTF-16, little-endian, and is read as such\n")
    #expect(run.output.contains("Zürich"))
    let export = try Trustsim(folder: folder)("export", "a.mop")
    #expect(export.output.contains(/title +Zürich\n/), "\(export.output)")
    let kept = try Trustsim(folder: folder)("run", "a.mop", "--format", "json")
    var marked: [UInt8] = [0xFF, 0xFE]
    for unit in kept.output.utf16 { marked += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    try Data(marked).write(to: folder.url.appendingPathComponent("a.json"))
    #expect(try Trustsim(folder: folder)("diff", "a.json", "a.mop").status == 0)
  }
}
