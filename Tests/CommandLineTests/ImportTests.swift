import Foundation
import Testing

@Suite("import")
struct ImportTests {
  private static let list = """
    admin:show version active
    Active Master Version: 11.5.1.13900-52
    admin:
    """

  @Test("without an answer to every question makes nothing, and says what is missing")
  func incomplete() throws {
    let folder = try Folder()
    try folder.write("a.log", Self.list)
    let run = try Trustsim(folder: folder)("import", "a.log")
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.error.contains("E126") && run.error.contains("--partial"))
  }

  @Test("--partial writes what it can, with a question for the rest")
  func partial() throws {
    let folder = try Folder()
    try folder.write("a.log", Self.list)
    let run = try Trustsim(folder: folder)("import", "--partial", "a.log", "-o", "hq.mop")
    #expect(run.status == 2)
    #expect(run.output == "")
    let inventory = try folder.read("hq.mop")
    #expect(inventory.contains("release 11.5.1.13900-52  mode ?"))
    let check = try Trustsim(folder: folder)("run", "hq.mop")
    #expect(check.status == 65)
    #expect(check.error.contains("error[E045]"))
  }

  @Test("--commands prints read-only commands, and those of later releases only there")
  func commands() throws {
    let folder = try Folder()
    let new = try Trustsim(folder: folder)("import", "--commands", "12.5")
    #expect(new.status == 0)
    let typed = new.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      typed.allSatisfy {
        $0.hasPrefix("show ") || $0.hasPrefix("run sql select ") || $0 == "set cli pagination off"
      })
    #expect(typed.contains("show cert own ITLRecovery"))
    #expect(new.output.contains("[unconfirmed]"))
    let old = try Trustsim(folder: folder)("import", "--commands", "8.6(1)").output
    #expect(!old.contains("show cert own ITLRecovery") && !old.contains("registrationdynamic"))
  }

  @Test("refuses a release that never was, and a log that is not there")
  func badUse() throws {
    let folder = try Folder()
    #expect(try Trustsim(folder: folder)("import", "--commands", "12.7").status == 64)
    #expect(try Trustsim(folder: folder)("import").status == 64)
    #expect(try Trustsim(folder: folder)("import", "no.log").status == 66)
  }
}

@Suite("check on an inventory")
struct InventoryCheckTests {
  private static let inventory = """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release 11.5(1)SU3  mode non-secure
      node pub   publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = sub1 pub
      site campus  option150 ?  latency ?
      phones 100  model 8861  group Default  site campus
      phones ?    model 8861  group Default  site campus
      phones 7    model ?     group Default  site campus
      certificate sub1 TVS  expires 2025-03-30
      certificate pub tomcat  expires 2026-02-02
      p12 saved ?

    ## Implementation

    """

  @Test("lists its questions and reports the health of the rest")
  func health() throws {
    let folder = try Folder()
    _ = try folder.write("hq.mop", Self.inventory)
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.error == "")
    #expect(
      run.output.hasSuffix(
        """
        Still to be answered; run refuses the file until then:
          hq.mop:7:26: site campus option150 ? latency ?  (a node's name, a latency)
          hq.mop:9:10: phones ? model 8861 group Default site campus  (a number of phones)
          hq.mop:10:21: phones 7 model ? group Default site campus  (a model)
          hq.mop:13:13: p12 saved ?  (a date)

        """), "\(run.output)")
    #expect(!run.output.contains("was never saved"))
    #expect(run.output.contains("The TVS certificate of sub1 has expired"))
    #expect(run.output.contains("The tomcat certificate of pub expires soon"))
    #expect(!run.output.contains("certificate of sub1 expires soon"))
    #expect(run.status == 0)
  }

  @Test("says which services run on an older certificate")
  func olderCertificate() throws {
    let folder = try Folder()
    let text = Self.inventory.replacing("expires 2025-03-30", with: "loaded old")
    _ = try folder.write("hq.mop", text)
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(
      run.output.contains(
        "Cisco Trust Verification Service on sub1 runs on an older certificate"))
  }

  @Test("takes a certificate that expired long ago and was never loaded")
  func expiredAndNotLoaded() throws {
    let folder = try Folder()
    let text = Self.inventory.replacing(
      "expires 2025-03-30", with: "expires 2019-03-30  loaded old")
    _ = try folder.write("hq.mop", text)
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status != 70)
    #expect(run.output.contains("The TVS certificate of sub1 has expired"))
  }

  @Test("says what is certain whatever the release and the mode are, and what hangs on them")
  func withoutRelease() throws {
    let folder = try Folder()
    let text = Self.inventory.replacing(
      "release 11.5(1)SU3  mode non-secure", with: "release ?  mode ?"
    ).replacing("  p12 saved ?\n", with: "")
    _ = try folder.write("hq.mop", text)
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 0)
    let parts = run.output.split(separator: "That hangs on what is not answered yet:")
    #expect(parts.count == 2)
    #expect(parts.first?.contains("The TVS certificate of sub1 has expired") == true)
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains(
        "never saved (file get tftp ITLRecovery.p12) (only with release 10.0(1) or later)"))
    #expect(
      words.contains("hq.mop:3:21: cluster hq release ? mode ? (a release, non-secure or mixed)"))
    #expect(try Trustsim(folder: folder)("run", "hq.mop").status == 65)
  }

  @Test("leaves the phones of a group out whose nodes are asked for")
  func withoutGroup() throws {
    let folder = try Folder()
    _ = try folder.write(
      "hq.mop", Self.inventory.replacing("Default = sub1 pub", with: "Default = ?"))
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("The TVS certificate of sub1 has expired"))
    #expect(run.output.contains("hq.mop:6:19: group Default = ?"))
  }

  @Test("does not say that anything has expired before it has a date")
  func withoutStart() throws {
    let folder = try Folder()
    _ = try folder.write(
      "hq.mop", Self.inventory.replacing("starts 2026-01-10 21:45", with: "starts ?"))
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 0, "\(run.error)")
    #expect(!run.output.contains("has expired:") && !run.output.contains("expires soon"))
    #expect(run.output.contains("nobody can say before starts has a date"))
  }

  @Test("ends with 2 where it hangs on option 150 whether phones are lost")
  func withoutOption150() throws {
    let folder = try Folder()
    let text = Self.inventory.replacing(
      "certificate sub1 TVS  expires 2025-03-30",
      with: "certificate pub CallManager  expires 2025-03-30")
    _ = try folder.write("hq.mop", text)
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 2)
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("(only with option150 beginning with pub)"), "\(run.output)")
  }

  @Test("with hundreds of questions is checked, too, and counts those that it does not show")
  func manySites() throws {
    let folder = try Folder()
    let sites = (1...600).map { "  site s\($0)  option150 ?  latency ?\n" }.joined()
    let text = Self.inventory.replacing(
      "  site campus  option150", with: sites + "  site campus  option150")
    _ = try folder.write("hq.mop", text)
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 0, "\(run.error.prefix(300))")
    #expect(run.output.contains("; 1,205 questions left\n"))
    #expect(run.output.hasSuffix("  and 1,125 questions more\n"), "\(run.output.suffix(300))")
    let wrong = text.replacing("certificate pub tomcat", with: "certificate pub tomcatt")
    _ = try folder.write("hq.mop", wrong)
    let refused = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(refused.status == 65)
    #expect(refused.error.contains("error[E039]"), "\(refused.error.suffix(400))")
  }

  @Test("cannot do without a node, and says so")
  func withoutNodes() throws {
    let folder = try Folder()
    _ = try folder.write(
      "hq.mop", "mop 1\nstarts ?\ncluster hq  release ?  mode ?\n  node ?  publisher\n")
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 65)
    #expect(run.error.contains("hq.mop:4:8: error[E045]"))
  }
}
