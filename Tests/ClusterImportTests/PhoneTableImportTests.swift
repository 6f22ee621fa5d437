import ClusterImport
import ClusterModel
import ScenarioLanguage
import Testing

/// Tables of phones and alarms beside a log: what is accepted, and what is said of the rest.
@Suite("Phones told one by one")
struct PhoneTableImportTests {
  /// As the bulk administration tool exports phones with all details, its columns cut to a few.
  private static let bulk = """
    Device Name,Description,Device Pool,Phone Button Template,Device Type,Device Security Profile
    SEP020000000001,"Reception, ground floor",campus,Standard 8861 SIP,Cisco 8861,\
    Cisco 8861 - Standard SIP Non-Secure Profile
    SEP020000000002,"He said ""no"", twice",campus,Standard 8861 SIP,Cisco 8861,\
    Cisco 8861 - Standard SIP Non-Secure Profile
    SEP020000000003,,branch,Standard 7970 SCCP,Cisco 7970,Cisco 7970 - Encrypted
    CSFjdoe,,campus,,Cisco Unified Client Services Framework,

    """
  private static let status = """
    Device Name,Description,ITL File Status
    SEP020000000001,,Match
    SEP020000000002,,MisMatch
    SEP020000000003,,Not Installed

    """

  private func log(without query: String? = nil) throws -> String {
    let text = try SessionLog().text
    guard let query, let start = text.firstRange(of: "admin:run sql select \(query)\n")?.lowerBound,
      let end = text[start...].dropFirst().firstRange(of: "admin:")?.lowerBound
    else { return text }
    return String(text[..<start] + text[end...])
  }

  /// The lines of the inventory about phones, and its remarks.
  private func lines(_ logs: [String], partial: Bool = false) throws -> [String] {
    let outcome = importLogs(logs, partial: partial)
    let text = try #require(outcome.text, "\(outcome.rendered(color: false))")
    return text.replacing("\n#  ", with: "").split(separator: "\n").map(String.init).filter {
      $0.hasPrefix("#") || $0.hasPrefix("  phones")
    }
  }

  @Test(
    "an export of the bulk administration tool counts phones where no query does",
    arguments: [
      bulk, "\u{FEFF}" + bulk, bulk.replacing("\n", with: "\r\n"),
      bulk.replacing("Device Security Profile", with: "Security Profile"),
      bulk.replacing("SEP0", with: "0"),
    ])
  func bulkExport(table: String) throws {
    let lines = try lines([try log(without: "phones"), table])
    #expect(lines.contains("# - left out: 1 row about devices that are not called SEP…"))
    #expect(lines.contains("  phones 2  model 8861  group ?  site campus"))
    #expect(lines.contains("  phones 1  model 7970  group ?  site branch  security encrypted"))
  }

  @Test("the list with their status says which of them hold another list, or none")
  func statusWithPools() throws {
    let lines = try lines([try log(), Self.bulk, Self.status])
    #expect(lines.contains("# - 1 phone with ITL File Status MisMatch: SEP020000000002"))
    #expect(
      lines.contains("  phones of site campus and first 1 hold itl of ? before ?  # since when?"))
    #expect(lines.contains("  phones of site branch and first 1 hold no itl"))
  }

  @Test("without a table of device pools the status becomes no state, and a comment says why")
  func statusAlone() throws {
    let lines = try lines([try log(), Self.status])
    #expect(!lines.contains { $0.contains("hold") && !$0.hasPrefix("#") })
    #expect(
      lines.contains {
        $0.hasPrefix("# - 2 phones of those stand in no line below: the log counts phones, and")
      })
  }

  @Test("where all phones are of one kind, it does not matter which of them they are")
  func statusOfOneKind() throws {
    let other = try log().replacing("Lobby      ", with: "nowhere    ")
    let one = other.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("branch ")
    }.joined(separator: "\n")
    let lines = try lines([one, Self.status], partial: true)
    #expect(lines.contains("  phones of site campus and first 1 hold no itl"))
    #expect(
      lines.contains("  phones of site campus and first 2 hold itl of ? before ?  # since when?"))
  }

  /// The log with checksums, and before it an older list of the publisher.
  private func logWithHistory() throws -> String {
    let list = try log()
    let start = try #require(list.firstRange(of: "admin:show itl\n")).lowerBound
    let end = try #require(list[start...].dropFirst().firstRange(of: "admin:")).lowerBound
    let shown = { (text: Substring, digit: String, date: String) in
      Damage.lines(String(text)) { lines in
        guard let sum = lines.firstIndex(of: "(not simulated)"),
          let day = lines.firstIndex(where: { $0.hasPrefix("The ITL File was last") })
        else { return }
        lines[sum] =
          String(repeating: digit, count: 32) + "(MD5)\n" + String(repeating: digit, count: 40)
          + "(SHA1)"
        lines[day] = "The ITL File was last modified on \(date)"
      }
    }
    return list[..<start] + shown(list[start..<end], "a", "Thu Jan 01 10:00:00 2026")
      + shown(list[start..<end], "b", "Mon Jan 05 10:00:00 2026") + list[end...]
  }

  private func alarm(_ device: String, _ signature: String) -> String {
    """
    <x-cisco-alarm>
    <Alarm Name="DeviceTLInfo">
    <String name="DeviceName">\(device)</String>
    <String name="ITL_Signature">\(signature)</String>
    <String name="ITL_TFTP_Server">sub1.home.lab</String>
    </Alarm>
    </x-cisco-alarm>

    """
  }

  @Test("alarms say which list a phone has, and a list of before until when it was served")
  func alarms() throws {
    let alarms =
      alarm("SEP020000000001", String(repeating: "AA ", count: 20))
      + alarm("SEP020000000002", String(repeating: "BB ", count: 20))
      + alarm("SEP020000000003", String(repeating: "CC ", count: 20))
    let lines = try lines([try logWithHistory(), alarms, Self.bulk])
    #expect(lines.contains("# - 1 phone with the list that pub has now"))
    #expect(
      lines.contains(
        "  phones of site campus and first 1 hold itl of pub before 2026-01-05 10:00"),
      "\(lines)")
    #expect(
      lines.contains("  phones of site branch and first 1 hold itl of sub1 before ?  # since when?")
    )
  }

  @Test("of two alarms of one phone the later counts")
  func twoAlarms() throws {
    let alarms =
      alarm("SEP020000000001", "Not Installed")
      + alarm("SEP020000000001", String(repeating: "bb", count: 20))
    let lines = try lines([try logWithHistory(), alarms, Self.bulk])
    #expect(!lines.contains { $0.contains("hold") && !$0.hasPrefix("#") })
    #expect(lines.contains("# - 1 phone with the list that pub has now"))
  }

  @Test(
    "what is not accepted is said with its place",
    arguments: [
      ("Device Name,Description\nSEP020000000001,x\n", 1, "neither their device pool nor their"),
      ("Device Name,Device Pool\nSEP020000000001\n", 2, "1 cells and its header 2"),
      ("Device Name,Device Pool\nSEP02000000001,campus\n", 2, "SEP02000000001 is no phone"),
      ("Device Name,Device Pool\nSEP02000000000G,campus\n", 2, "SEP02000000000G is no phone"),
      ("Device Name,ITL File Status\nSEP020000000001,Maybe\n", 2, "'Maybe' is no ITL File Status"),
      ("Device Name;Device Pool\nSEP020000000001;campus\n", 1, "nothing to import"),
    ])
  func refused(table: String, line: Int, message: String) throws {
    let outcome = importLogs([try log(), table])
    #expect(outcome.text == nil)
    #expect(
      outcome.diagnostics.map { "\($0.file):\($0.line)" } == ["b.log:\(line)"],
      "\(outcome.rendered(color: false))")
    #expect(outcome.diagnostics.allSatisfy { $0.message.contains(message) })
  }
}
