import Foundation
import Testing

@Suite("Running scenarios")
struct RunTests {
  @Test("All are met: 0")
  func passes() throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.passes))("run", "a.mop")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Passes: "))
    #expect(run.error == "")
  }

  @Test("Some are not met: 1")
  func fails() throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.fails))("run", "a.mop")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("Fails"))
  }

  @Test(
    "What depends on an undocumented behaviour gives 2; accepting it 0; settling it decides",
    arguments: [
      ("", 2, "Inconclusive"),
      ("accept refused-configuration", 0, "Passes as accepted"),
      ("assume refused-configuration registers", 0, "Passes"),
      ("assume refused-configuration unregistered", 1, "Fails"),
    ] as [(String, Int32, String)])
  func dependent(line: String, status: Int32, word: String) throws {
    let plan = Plan.inconclusive(with: line)
    let run = try Trustsim(folder: Folder().write("a.mop", plan))("run", "a.mop")
    #expect(run.status == status)
    #expect(run.output.hasPrefix(word))
  }

  @Test("A bad scenario: 65, with the place of what is wrong and nothing on standard output")
  func bad() throws {
    let folder = try Folder().write("a.mop", Plan.passes + "expcet phones trusting = all\n")
    let run = try Trustsim(folder: folder)("run", "a.mop")
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("a.mop:13:1: error[E"))
  }

  @Test("A statement that cannot be carried out yet: 65, and its place")
  func notYet() throws {
    let plan = Plan.passes + "\nexpect alert \"CertValidFor\" = clear\n"
    let run = try Trustsim(folder: Folder().write("a.mop", plan))("run", "a.mop")
    #expect(run.status == 65)
    #expect(run.error.hasPrefix("a.mop:14:"))
    #expect(run.error.contains("error[E110]: alert \"CertValidFor\" is not supported yet"))
  }

  @Test("A missing file: 66")
  func missing() throws {
    let run = try Trustsim(folder: Folder())("run", "a.mop")
    #expect(run.status == 66)
    #expect(run.error.contains("a.mop"))
  }

  @Test("A folder is no file: 66")
  func folderAsFile() throws {
    #expect(try Trustsim(folder: Folder())("run", ".").status == 66)
  }

  @Test("More phones than the program takes: 75")
  func limit() throws {
    let plan = Plan.passes.replacingOccurrences(of: "phones 40", with: "phones 30000000")
    #expect(try Trustsim(folder: Folder().write("a.mop", plan))("run", "a.mop").status == 75)
  }

  @Test("More lines than a run carries out, once each for is expanded: 75, and the line")
  func lines() throws {
    let plan =
      """
      mop 1
      starts 2026-03-07 21:00
      cluster hq release 12.5(1)SU4 mode non-secure
        node pub publisher tftp callmanager
        node sub1..sub1100 callmanager
        group Default = pub
        phones 10 model 8861 group Default
      ## Implementation
      for all one at a time

      """ + String(repeating: "  each> show itl\n", count: 1_000)
    let folder = try Folder().write("a.mop", plan)
    for command in ["run", "check", "remedies"] {
      let ended = try Trustsim(folder: folder)(command, "a.mop")
      #expect(ended.status == 75, "\(command)")
      #expect(ended.error.contains("error[E108]: 1101000 lines are to be carried out"))
      #expect(ended.error.contains("a.mop:918:"), "\(ended.error)")
    }
  }

  @Test(
    "Of several files the worst counts, in the order of the list, and each is run",
    arguments: [
      (["passes.mop", "fails.mop"], 1), (["fails.mop", "inconclusive.mop"], 1),
      (["passes.mop", "inconclusive.mop"], 2), (["bad.mop", "fails.mop"], 65),
      (["bad.mop", "none.mop", "fails.mop"], 66), (["none.mop", "large.mop"], 75),
    ] as [([String], Int32)])
  func several(files: [String], status: Int32) throws {
    let folder = try Folder().write("passes.mop", Plan.passes).write("fails.mop", Plan.fails)
      .write("inconclusive.mop", Plan.inconclusive).write("bad.mop", "mop 2\n")
      .write(
        "large.mop", Plan.passes.replacingOccurrences(of: "phones 40", with: "phones 30000000"))
    let run = try Trustsim(folder: folder).run(["run"] + files)
    #expect(run.status == status)
    for file in files where ["passes.mop", "fails.mop", "inconclusive.mop"].contains(file) {
      #expect(run.output.contains("\(file):\n"))
    }
  }

  @Test("A hyphen is standard input, and named so where it is wrong")
  func standardInput() throws {
    let folder = try Folder()
    #expect(try Trustsim(folder: folder)("run", "-", input: Plan.passes).status == 0)
    let bad = try Trustsim(folder: folder)("run", "-", input: "mop 2\n")
    #expect(bad.status == 65)
    #expect(bad.error.hasPrefix("<stdin>:1:"))
  }

  @Test("The same bytes with one worker and with eight")
  func workers() throws {
    let folder = try Folder().write("a.mop", Plan.inconclusive)
    let one = try Trustsim(folder: folder)("run", "a.mop", "--workers", "1", "--format", "markdown")
    let eight = try Trustsim(folder: folder)("run", "a.mop", "--workers=8", "--format=markdown")
    #expect(one.output == eight.output)
    #expect(one.output.hasPrefix("# A small plan\n"))
  }

  @Test("A check finds what loses phones: 1; a clean plan: 0; a bad file: 65")
  func check() throws {
    let folder = try Folder().write("clean.mop", Plan.passes).write("loses.mop", Plan.inconclusive)
      .write("bad.mop", "mop 2\n")
    let clean = try Trustsim(folder: folder)("check", "clean.mop")
    #expect(clean.status == 0)
    #expect(clean.output.hasPrefix("clean.mop: "))
    let loses = try Trustsim(folder: folder)("check", "loses.mop")
    #expect(loses.status == 1)
    #expect(loses.output.contains("\nwould lose    "))
    #expect(try Trustsim(folder: folder)("check", "bad.mop").status == 65)
  }

  @Test(
    "Colour: the option before NO_COLOR before CLICOLOR_FORCE before the terminal",
    arguments: [
      ([], [:], false), ([], ["CLICOLOR_FORCE": "1"], true), ([], ["CLICOLOR_FORCE": "0"], false),
      ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
      ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
      (["--color", "always"], ["NO_COLOR": "1"], true),
      (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
    ] as [([String], [String: String], Bool)])
  func colour(options: [String], environment: [String: String], isColoured: Bool) throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder, environment: environment)
      .run(["run", "a.mop"] + options)
    #expect(run.output.contains("\u{1B}[") == isColoured)
  }
}

@Suite("Files that a scenario includes")
struct IncludeTests {
  /// The cluster alone, and the scenario that includes it.
  private let cluster = String(
    Plan.head.split(separator: "\n").dropFirst(3).joined(separator: "\n"))
  private let rest = Plan.phones + "## Post-checks\nexpect phones trusting = all\n"

  private func scenario(including path: String) -> String {
    "mop 1\ntitle A small plan\nstarts 2026-01-10 21:45\ninclude \(path)\n"
      + "\n## Post-checks\nexpect phones trusting = all\n"
  }
  private var estate: String { cluster + "\n" + Plan.phones }

  @Test("Beside the scenario, and below the nearest folder named Scenarios")
  func allowed() throws {
    let folder = try Folder().write("Scenarios/estates/hq.mop", estate)
      .write("Scenarios/changing/a.mop", scenario(including: "../estates/hq.mop"))
      .write("b/b.mop", scenario(including: "hq.mop")).write("b/hq.mop", estate)
    let run = try Trustsim(folder: folder)("run", "Scenarios/changing/a.mop", "b/b.mop")
    #expect(run.error == "")
    #expect(run.status == 0)
  }

  @Test("Not outside of it, by a path or by a link")
  func refused() throws {
    let folder = try Folder().write("hq.mop", estate)
      .write("b/b.mop", scenario(including: "../hq.mop"))
      .write("c/c.mop", scenario(including: "link.mop"))
      .write("Scenarios/x/d.mop", scenario(including: "../../hq.mop"))
    try folder.link("c/link.mop", to: "../hq.mop")
    for file in ["b/b.mop", "c/c.mop", "Scenarios/x/d.mop"] {
      let run = try Trustsim(folder: folder)("run", file)
      #expect(run.status == 65)
      #expect(run.error.contains("\(file):4:1: error[E007]"))
    }
  }

  @Test("A missing one is located, and counts as missing input")
  func missing() throws {
    let folder = try Folder().write("a.mop", scenario(including: "none.mop"))
    let run = try Trustsim(folder: folder)("run", "a.mop")
    #expect(run.status == 66)
    #expect(run.error.contains("a.mop:4:1: error[E006]"))
  }

  @Test("An included file includes from its own folder, and is named by its way from here")
  func nested() throws {
    let folder = try Folder().write("Scenarios/changing/a.mop", scenario(including: "../e/one.mop"))
      .write("Scenarios/e/one.mop", "include two.mop\n")
      .write("Scenarios/e/two.mop", cluster + "\n  phones 40 modle 8861\n")
    let run = try Trustsim(folder: folder)("run", "Scenarios/changing/a.mop")
    #expect(run.status == 65)
    #expect(run.error.hasPrefix("Scenarios/e/two.mop:"))
  }

  @Test("A table of phones is found by the same rules")
  func table() throws {
    let table = "name,model,group\nSEP020000000001,8861,Default\nSEP020000000002,8861,Default\n"
    let plan =
      Plan.head + "  phones from phones.csv\n\n## Post-checks\nexpect phones trusting = 2\n"
    let folder = try Folder().write("a/a.mop", plan).write("a/phones.csv", table)
    let run = try Trustsim(folder: folder)("run", "a/a.mop")
    #expect(run.error == "")
    #expect(run.status == 0)
  }
}
