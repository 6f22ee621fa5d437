import Foundation
import Testing

/// What an all-clear must not be given for.
@Suite("No all-clear without ground")
struct AllClearTests {
  /// Phones are lost, and nobody expected anything.
  private static let unexpecting =
    Plan.head + Plan.phones + """
      ## Implementation
      22:00          pub>   set network hostname pub-new
      with previous  sub1>  set network hostname sub1-new
      +5m            GUI:   reset phones

      """

  @Test(
    "A plan that expects nothing and loses phones fails, in every format",
    arguments: [
      ("text", "Fails: 1 of 3 expectations (those that every plan must meet) is not met;"),
      ("markdown", "- Exit status: 1\n"), ("github", "::error file=a.mop,title=Not met%3A "),
      ("junit", "name=\"builtin.no-new-loss\""), ("json", "\"verdict\": \"fails\""),
      ("html", "<title>Fails: A small plan</title>"),
    ])
  func formats(_ format: String, _ says: String) throws {
    let folder = try Folder().write("a.mop", Self.unexpecting)
    let run = try Trustsim(folder: folder)("run", "a.mop", "--format", format)
    #expect(run.status == 1)
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isSaid = format == "text" ? words.contains(says) : run.output.contains(says)
    #expect(isSaid, "\(words.prefix(400))")
    #expect(run.error == "")
  }

  /// A history in which 11.5 would have refused the second renewal.
  private static let impossible = """
    mop 1
    title     A small plan
    starts    2026-01-10 21:45

    cluster hq   release 11.5(1)SU3   mode non-secure
      node  pub    publisher tftp callmanager
      node  sub1   tftp callmanager
      group Default = sub1 pub
      phones 40   model 8861  group Default

    ## What has happened
    -2h   pub>  set cert regen CallManager
    +1m   pub>  set cert regen TVS
    ## Implementation
    22:00  GUI:  reset phones

    """

  @Test(
    "A history that the product would have refused is a mistake in the file, at its line",
    arguments: [
      ["run", "a.mop"], ["run", "a.mop", "--format", "json"], ["run", "--draws", "2", "a.mop"],
      ["remedies", "a.mop"], ["explain", "a.mop", "SEP020000000001"], ["check", "a.mop"],
      ["show", "a.mop", "phone", "SEP020000000001"], ["show", "a.mop", "itl", "pub"],
      ["diff", "a.mop", "b.mop"], ["diff", "b.mop", "a.mop"],
    ])
  func history(_ words: [String]) throws {
    let folder = try Folder().write("a.mop", Self.impossible).write("b.mop", Plan.passes)
    let run = try Trustsim(folder: folder).run(words)
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(
      run.error.hasPrefix(
        "a.mop:13:1: error[E111]: this did not happen: the product refuses it (rule "
          + "regeneration-hold): "), "\(run.error)")
    // Five minutes after the first one.
    #expect(run.error.contains("expected: a step at 2026-01-10 19:50 or later"))
  }

  @Test("The same five minutes later is a history like any other")
  func possible() throws {
    let text = Self.impossible.replacing("+1m   pub>", with: "+5m   pub>")
    let run = try Trustsim(folder: Folder().write("a.mop", text))("run", "a.mop")
    #expect(run.status != 65)
    #expect(run.error == "")
  }

  @Test("A step that nobody can act out leaves the verdict open, unless the file accepts it")
  func unknownSteps() throws {
    let plan =
      Plan.head + Plan.phones + """
        ## Implementation
        22:00  Manual: change the fans
        +5m    Note: read this aloud
        ## Post-checks
        expect phones trusting = all

        """
    let run = try Trustsim(folder: Folder().write("a.mop", plan))("run", "a.mop")
    #expect(run.status == 2)
    #expect(run.output.hasPrefix("Inconclusive"))
    #expect(run.output.contains("step 1, Manual: change the fans"))
    #expect(!run.output.contains("step 2, Note"))
    let accepting = plan.replacing("starts ", with: "accept step 1\nstarts ")
    let other = try Trustsim(folder: Folder().write("a.mop", accepting))("run", "a.mop")
    #expect(other.status == 0)
    #expect(other.output.hasPrefix("Passes as accepted"))
    let noted = plan.replacing("Manual: ", with: "Note: ")
    #expect(try Trustsim(folder: Folder().write("a.mop", noted))("run", "a.mop").status == 0)
  }

  @Test("What stands above a step that is only read aloud is still said of the end")
  func noteBehindTheLoss() throws {
    let plan =
      Plan.head + Plan.phones + """
        ## Implementation
        22:00  pub>  utils service stop Cisco Tftp
        +1m    sub1> utils service stop Cisco Tftp
        +10m   pub>  utils service stop Cisco CallManager
        +1m    sub1> utils service stop Cisco CallManager
        expect at +20m phones registered = 0
        expect at +20m phones unserved = all
        +30m   Note: the night is over

        """
    let run = try Trustsim(folder: Folder().write("a.mop", plan))("run", "a.mop")
    #expect(run.status == 0, "\(run.output)")
  }
}
