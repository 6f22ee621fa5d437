import TestSupport
import Testing

@Suite("show: what the product would print")
struct ShowTests {
  private func run(_ words: String...) throws -> Trustsim.Run {
    try Trustsim(folder: Folder().write("a.mop", Plan.inconclusive)).run(["show", "a.mop"] + words)
  }

  @Test("The list of a node before and after the step that changes it")
  func itl() throws {
    let before = try run("itl", "pub", "--at", "21:59")
    #expect(before.status == 0)
    #expect(before.output.hasPrefix("SIMULATED\nThe checksum value of the ITL file:\n(not sim"))
    #expect(before.output.contains("SIM:pub:CallManager:1"))
    #expect(try run("itl", "pub").output.contains("SIM:pub:CallManager:2"))
    #expect(try run("itl", "hq.pub", "--at", "2026-01-10 21:59").output == before.output)
    #expect(try run("itl", "pub", "--at", "+14m").output == before.output)
  }

  @Test("Of a server that is down it shows what lies on its disk, and says so")
  func down() throws {
    let run = try run("itl", "pub", "--at", "22:05")
    #expect(run.status == 0)
    #expect(run.output.contains("SIM:pub:CallManager:1"))
    #expect(
      run.error == "trustsim: pub is down at 2026-01-10 22:05: this is what lies on its disk\n")
  }

  @Test("The bytes of the file go to a file or a pipe")
  func bytes() throws {
    let folder = try Folder().write("a.mop", Plan.passes)
    let run = try Trustsim(folder: folder)(
      "show", "a.mop", "itl", "pub", "--format", "tlv", "-o", "itl.tlv")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(try folder.read("itl.tlv").hasPrefix("\u{1}\0\u{2}\u{1}\u{2}\u{2}\0\u{2}"))
    let none = try Trustsim(folder: folder)("show", "a.mop", "ctl", "pub", "--format", "tlv")
    #expect(none.status == 66)
    #expect(none.error.contains("pub has no CTL file"))
  }

  @Test("Certificates, and a phone with what it holds")
  func others() throws {
    #expect(try run("certs", "sub1").output.contains("TVS/TVS.pem: Self-signed"))
    let phone = try run("phone", "sep020000000001", "SEP020000000002", "--at", "22:00")
    #expect(phone.output.contains("Device name       SEP020000000001 (8861, group Default"))
    #expect(phone.output.contains("Device name       SEP020000000002"))
    #expect(phone.output.contains("SIM:pub:CallManager:1"))
  }

  @Test("A status message is printed once the phone has booted, and foretold before")
  func messages() throws {
    let folder = try Folder().write(
      "a.mop", Repository.text("Scenarios/changing/two-nodes-renamed-at-once.mop"))
    func messages(at time: String) throws -> String? {
      let run = try Trustsim(folder: folder)(
        "show", "a.mop", "phone", "SEP020000000038", "--at", time)
      return run.output.split(separator: "\n").first { $0.hasPrefix("Status Messages") }
        .map { String($0.dropFirst(18)) }
    }
    #expect(
      try messages(at: "22:16")
        == "nothing about trust; after its next boot: Trust List Update Failed; "
        + "File auth error: SEP020000000038.cnf.xml.sgn")
    #expect(
      try messages(at: "22:23")
        == "Trust List Update Failed; File auth error: SEP020000000038.cnf.xml.sgn")
  }

  @Test(
    "What is not there is named, with what was probably meant",
    arguments: [
      (["itl", "sub2"], "unknown node 'sub2'; did you mean 'sub1'? (there are pub, sub1)"),
      (["itll", "pub"], "did you mean 'itl'?"),
      (["phone", "SEP02000000001"], "did you mean 'SEP020000000001'?"),
      (["itl", "pub", "--at", "half past"], "--at wants"),
      (["itl", "pub", "--at", "2020-01-01 10:00"], "--at lies before the beginning of the run"),
      (["itl", "pub", "sub1"], "show itl wants one node"),
      (["phone", "SEP020000000001", "--format", "tlv"], "only itl and ctl are files"),
      (["itl"], "show wants FILE"),
    ])
  func wrong(words: [String], message: String) throws {
    let run = try Trustsim(folder: Folder().write("a.mop", Plan.passes)).run(
      ["show", "a.mop"] + words)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.error.contains(message))
  }
}
