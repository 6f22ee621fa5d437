import Testing

@Suite("run --draws N")
struct DrawsTests {
  @Test("What is met under every seed is said to be: k of N, and exit status 0")
  func passes() throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.passes))(
      "run", "a.mop", "--draws", "3")
    #expect(run.status == 0)
    #expect(run.error == "")
    #expect(run.output.contains("3 of 3        phones trusting = all"))
    #expect(run.output.contains("3 runs, seeds 1 to 3"))
  }

  @Test("What fails under some seed gives exit status 1")
  func fails() throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.fails))(
      "run", "--draws=2", "a.mop")
    #expect(run.status == 1)
    #expect(run.output.contains("0 of 2        phones trusting = none"))
  }

  @Test("Where luck decides, both ranges are told and a seed that shows it")
  func separates() throws {
    let text =
      Plan.head + Plan.phones + """
        ## Implementation
        22:00  GUI:  reset phones
        expect at +140s  phones registered >= 50%  "Half are back"

        """
    let run = try Trustsim(folder: Folder().write("a.mop", text))("run", "a.mop", "--draws", "40")
    let line = run.output.split(separator: "\n").first { $0.contains("Half are back") }
    let share = line?.split(separator: " ").prefix(3).joined(separator: " ") ?? ""
    #expect(share.hasSuffix("of 40") && share != "40 of 40" && share != "0 of 40", "\(share)")
    for words in ["  met: ", "  not met: ", "what separates them: ", "to see it: seed "] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
    #expect(run.status == 1)
    #expect(!run.output.contains("%)  chance") && !run.output.contains("probability"))
  }

  @Test(
    "It has a page of its own, and wants a number",
    arguments: [
      ["run", "a.mop", "--draws", "3", "--format", "json"],
      ["run", "a.mop", "--draws", "3", "--report-dir", "out"],
      ["run", "a.mop", "--draws", "1"], ["run", "a.mop", "--draws", "many"],
      ["run", "--draws", "3"],
    ])
  func refused(_ words: [String]) throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.passes)).run(words)
    #expect(run.status == 64)
    #expect(run.output == "")
  }
}
