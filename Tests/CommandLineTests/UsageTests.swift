import Testing

@Suite("Words after the program's name")
struct UsageTests {
  @Test("Without any the commands are told, on standard error")
  func nothing() throws {
    let run = try Trustsim(folder: Folder())()
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.error.contains("  run       carry a runbook out"))
  }

  @Test(
    "A wrong word is answered with what was probably meant",
    arguments: [
      (["rnu"], "unknown command 'rnu'; did you mean 'run'?"),
      (["chekc"], "did you mean 'check'?"),
      (
        ["run", "a.mop", "--fromat", "text"], "unknown option '--fromat'; did you mean '--format'?"
      ),
      (["run", "a.mop", "--format", "markdwon"], "did you mean 'markdown'?"),
      (["run", "a.mop", "--color", "allways"], "did you mean 'always'?"),
      (["explain", "tvs-must-be-hold"], "did you mean 'tvs-must-be-held'?"),
      (["explain", "tvs-role"], "did you mean 'tvs-roles'?"),
      (["help", "rum"], "did you mean 'run'?"),
    ])
  func didYouMean(words: [String], message: String) throws {
    let run = try Trustsim(folder: Folder()).run(words)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("trustsim: "))
    #expect(run.error.contains(message))
  }

  @Test("--strict goes with run alone, and changes nothing where all classes were examined")
  func strict() throws {
    let trustsim = try Trustsim(folder: Folder().write("a.mop", Plan.inconclusive))
    #expect(try trustsim("run", "a.mop", "--strict").status == 2)
    #expect(try trustsim("check", "a.mop", "--strict").status == 64)
  }

  @Test(
    "What is planned is refused as such, not as a slip",
    arguments: [
      ["explore", "a.mop"], ["plan", "a.mop"],
    ])
  func planned(words: [String]) throws {
    let run = try Trustsim(folder: Folder()).run(words)
    #expect(run.status == 64)
    #expect(run.error.contains("not supported yet"))
  }

  @Test(
    "Words that make no sense are refused before any file is read",
    arguments: [
      ["run"], ["check"], ["explain"], ["version", "please"], ["rules", "all"],
      ["run", "a.mop", "--workers", "0"], ["run", "a.mop", "--workers", "many"],
      ["run", "a.mop", "--workers"], ["run", "a.mop", "--format"],
      ["run", "a.mop", "--format", "text", "--format", "markdown"],
      ["run", "a.mop", "--output", "x", "--output", "x"], ["run", "a.mop", "--output", ""],
      ["run", "-", "-"], ["check", "a.mop", "--format", "text"],
      ["run", "a.mop", "b.mop", "--format", "json"], ["run", "a.mop", "b.mop", "-o", "x.csv"],
      ["run", "a.mop", "--report-dir", ""], ["run", "x/a.mop", "y/a.mop", "--report-dir", "z"],
      ["run", "a.mop", "--checklist=yes"], ["run", "a.mop", "--checklist", "--format", "text"],
      ["diff", "a.mop"], ["diff", "a.mop", "b.mop", "c.mop"], ["schema", "all"],
    ])
  func senseless(words: [String]) throws {
    let run = try Trustsim(folder: Folder()).run(words)
    #expect(run.status == 64)
    #expect(run.output == "")
  }

  @Test("The version, in both ways of asking")
  func version() throws {
    for word in ["version", "--version"] {
      let run = try Trustsim(folder: Folder())(word)
      #expect(run.output == "trustsim 0.1.0\n")
      #expect(run.status == 0)
    }
  }

  @Test(
    "Every command has help",
    arguments: ["run", "check", "explain", "remedies", "show", "rules", "version", "help"])
  func help(command: String) throws {
    let asked = try Trustsim(folder: Folder())("help", command)
    #expect(asked.status == 0)
    #expect(asked.output.hasPrefix("trustsim \(command)"))
    if command != "help" {
      #expect(try Trustsim(folder: Folder())(command, "--help").output == asked.output)
    }
  }

  @Test("Rules are listed, and explained by name")
  func rules() throws {
    let list = try Trustsim(folder: Folder())("rules")
    #expect(list.status == 0)
    #expect(list.output.contains("  tvs-must-be-held "))
    let one = try Trustsim(folder: Folder())("explain", "tvs-must-be-held")
    #expect(one.status == 0)
    #expect(one.output.contains("source    Cisco 116232"))
    #expect(try Trustsim(folder: Folder())("explain", "e012").output.hasPrefix("E012"))
  }
}
