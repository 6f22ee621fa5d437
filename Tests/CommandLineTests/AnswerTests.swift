import Foundation
import Testing

@Suite("explain FILE SEP… and remedies FILE")
struct AnswerTests {
  private func trustsim() throws -> Trustsim {
    try Trustsim(folder: Folder().write("a.mop", Plan.inconclusive).write("b.mop", Plan.passes))
  }

  @Test("A story tells each registration attempt: the node, why it fails, the rule")
  func registrations() throws {
    let folder = try Folder().write(
      "a.mop",
      """
      mop 1
      starts 2026-01-10 21:45
      cluster hq  release 12.5(1)SU2  mode mixed  ctl tokenless
        node pub   publisher tftp
        node sub1 sub2  callmanager
        group A = sub1 sub2
        site campus  option150 pub
        phones 5  model 8861  group A  site campus  security encrypted
      ## Implementation
      22:00 sub1> utils service stop Cisco CallManager
      +20m sub2> utils service stop Cisco CallManager
      +30m Manual: look on

      """)
    let story = try Trustsim(folder: folder)("explain", "a.mop", "SEP020000000001").output
    let text = story.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
    let first = "CallManager on sub1 does not answer (unregistered-phone-retries)"
    #expect(text.contains("22:00       \(first); registers at sub2"), "\(story)")
    #expect(
      text.contains(
        "is not registered: \(first); CallManager on sub2 does not answer "
          + "(unregistered-phone-retries)"), "\(story)")
  }

  @Test("A phone that lost trust: its steps, the decisive one, and what would have avoided it")
  func story() throws {
    let run = try trustsim()("explain", "a.mop", "SEP020000000001")
    #expect(run.status == 0)
    #expect(
      run.output.hasPrefix(
        """
        SEP020000000001 (8861, group Default, site default)
        At the end locked, registered at sub1 with its old configuration. It lost trust at step 2, sub1> set
        network hostname sub1-new (2026-01-10 22:15).
        """))
    #expect(run.output.contains("DECISIVE"))
    #expect(run.output.contains("tvs-must-be-held"))
    #expect(run.output.contains("- without step 2, sub1> set network hostname sub1-new"))
    #expect(run.output.contains("- with a completed reset before step 2"))
  }

  @Test("A phone that keeps its trust has no decisive step")
  func healthy() throws {
    let run = try trustsim()("explain", "b.mop", "SEP020000000002", "SEP020000000001")
    #expect(run.status == 0)
    #expect(!run.output.contains("DECISIVE"))
    #expect(run.output.contains("It never refused a file."))
    #expect(run.output.contains("SEP020000000002 (8861"))
    #expect(run.output.contains("SEP020000000001 (8861"))
  }

  @Test(
    "The words of the report are explained, and each code has one heading",
    arguments: [
      (["locked"], "ITL File Status  MisMatch"), (["stranded"], "must be unlocked by hand"),
      (["TVS"], "Trust Verification Service"), (["itl"], "Identity Trust List"),
      (["trust", "paths"], "anchors"), (["lost-trust"], "would refuse a file"),
    ])
  func words(words: [String], says: String) throws {
    let run = try trustsim().run(["explain"] + words)
    #expect(run.status == 0)
    #expect(run.output.contains(says))
    let code = try trustsim()("explain", "E012").output
    #expect(code.split(separator: "E012").count == 1)
  }

  @Test(
    "A phone or a file that is not there",
    arguments: [
      (["a.mop", "SEP02000000001"], Int32(64), "did you mean 'SEP020000000001'?"),
      (["a.mop"], 64, "wants a phone"), (["c.mop", "SEP020000000001"], 66, "c.mop"),
      (["strandd"], 64, "did you mean 'stranded'?"),
    ])
  func wrong(words: [String], status: Int32, message: String) throws {
    let run = try trustsim().run(["explain"] + words)
    #expect(run.status == status)
    #expect(run.output == "")
    #expect(run.error.contains(message))
  }

  @Test("What saves phones, as lines to type, and carried out behind the plan")
  func remedies() throws {
    let run = try trustsim()("remedies", "a.mop")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Of 40 phones 40 have lost trust at the end"))
    let doNotTouch = try #require(run.output.range(of: "Do not\n"))
    let first = try #require(run.output.range(of: "1. utils itl reset localkey"))
    #expect(doNotTouch.lowerBound < first.lowerBound)
    #expect(run.output.contains("       pub> utils itl reset localkey\n"))
    #expect(run.output.contains("saves 40 phones, harms none"))
    #expect(
      run.output.contains(
        """
          ## Recovery
          2026-01-11 00:21 pub> utils itl reset localkey
          +1m GUI: reset phones
          wait until phones registered >= 40  within 2h  else continue
        Confirmed by a timed run: 40 phones trusting and registered as before after
        """))
    let input = try trustsim()("remedies", "-", input: Plan.inconclusive)
    #expect(input.output == run.output)
  }

  @Test("The recommended lines, written at the end of the file, do what was said")
  func recommended() throws {
    let run = try trustsim()("remedies", "a.mop")
    let lines = run.output.split(separator: "\n").drop { $0 != "  ## Recovery" }
      .prefix { !$0.hasPrefix("Confirmed") }.map { $0.dropFirst(2) }
    let longer =
      Plan.inconclusive + lines.joined(separator: "\n") + "\nexpect phones trusting = all\n"
    let again = try Trustsim(folder: Folder().write("a.mop", longer))("run", "a.mop")
    #expect(again.output.contains("phones trusting = all"))
    #expect(again.output.contains("40 of 40"))
  }

  @Test("What must not be touched comes first, with what it would cost")
  func hazards() throws {
    let plan = """
      mop 1
      starts 2026-03-07 09:00
      cluster hq  release 11.5(1)  mode non-secure
        node pub  publisher callmanager
        node sub1  callmanager
        node tftp1  tftp
        group Default = sub1 pub
        group Lobby = sub1
        site campus  option150 tftp1
        phones 90  model 8861  group Default  site campus
        phones 6  model 8861  group Lobby  site campus
        away 30 of group Default  from -20h to +2d
      ## What has happened
      -11h tftp1> set cert regen CallManager
      with previous sub1> set cert regen TVS
      with previous pub> set cert regen TVS
      +1m tftp1> utils service restart Cisco Tftp
      with previous sub1> utils service restart Cisco Trust Verification Service
      ## Implementation
      09:00 Manual: look on

      """
    let run = try Trustsim(folder: Folder().write("a.mop", plan))("remedies", "a.mop")
    #expect(
      run.output.contains(
        """
        Do not
          restart Cisco Trust Verification Service on pub: that would lose 30 phones (SEP020000000001
        """))
    #expect(run.output.contains("6 phones: 8861, group Lobby, site campus"))
  }

  @Test("Phones that only hands can save are told, and change the exit status")
  func hands() throws {
    let plan = """
      mop 1
      starts 2026-01-10 21:45
      cluster hq   release 8.6(2)   mode non-secure
        node  pub    publisher tftp callmanager
        group Default = pub
        phones 20   model 7970  group Default  settings disabled

      ## Implementation
      22:00  pub>  set network hostname pub-new
      +5m    GUI:  reset phones

      """
    let run = try Trustsim(folder: Folder().write("a.mop", plan))("remedies", "a.mop")
    #expect(run.status == 1)
    #expect(run.output.contains("20 must be unlocked by hand"))
    #expect(run.output.contains("by hand: delete the ITL on each phone, or a factory reset"))
    #expect(!run.output.contains("Recommended"))
  }

  @Test("Nothing is needed where nothing is lost")
  func none() throws {
    let run = try trustsim()("remedies", "b.mop")
    #expect(run.status == 0)
    #expect(
      run.output.hasPrefix("No recovery is needed: of 40 phones none has lost trust, is unserved"))
    #expect(try trustsim()("remedies").status == 64)
    #expect(try trustsim()("remedies", "a.mop", "b.mop").status == 64)
  }
}
