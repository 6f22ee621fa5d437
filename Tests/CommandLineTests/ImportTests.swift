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
    #expect(run.status == 0)
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
    #expect(run.error.split(separator: "\n").count { $0.contains("warning[E045]") } == 5)
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

  @Test("cannot do without a release, and says so")
  func withoutRelease() throws {
    let folder = try Folder()
    _ = try folder.write(
      "hq.mop", Self.inventory.replacing("release 11.5(1)SU3", with: "release ?"))
    let run = try Trustsim(folder: folder)("check", "hq.mop")
    #expect(run.status == 65)
    #expect(run.error.contains("error[E045]"))
  }
}
