import ClusterImport
import ClusterModel
import ScenarioLanguage
import Testing

@Suite("An anonymised inventory")
struct AnonymiseTests {
  /// A cluster whose every name can be told from the words of the language.
  private static let estate = SessionLog.estate.replacing(" pub", with: " zurich").replacing(
    "zurichlisher", with: "publisher"
  ).replacing("sub", with: "geneva").replacing("home.lab", with: "acme.example")
    .replacing("Default", with: "Bankers").replacing("Lobby", with: "Vault")
    .replacing("campus", with: "Paradeplatz").replacing("branch", with: "Carouge")
    .replacing("10.1.1.", with: "172.31.9.")
  private static let alarm = """
    <x-cisco-alarm>
    <Alarm Name="DeviceTLInfo">
    <String name="DeviceName">SEPC80084AA8743</String>
    <String name="ITL_Signature">Not Installed</String>
    <String name="ITL_TFTP_Server">zurich.acme.example</String>
    </Alarm>

    """
  private static let table = """
    Device Name,Device Pool,Device Type
    SEPC80084AA8743,Paradeplatz,Cisco 8861

    """

  private func logs() throws -> [String] {
    var log = try SessionLog(Self.estate)
    log.parameters[0] = ("ClusterID", "AcmeBank")
    log.expiry = [("zurich", "TVS", "Mon Feb 02 14:08:33 CET 2026")]
    let text = log.text.replacing("SIM:geneva2:TVS:1", with: "SIM:geneva2:TVS:7")
    return [text, Self.alarm, Self.table]
  }

  @Test("has nothing of the original left")
  func nothingLeft() throws {
    let plain = try #require(importLogs(try logs()).text)
    let outcome = importLogs(try logs(), anonymise: true)
    let text = try #require(outcome.text, "\(outcome.rendered(color: false))").lowercased()
    let secrets = [
      "zurich", "geneva", "acme", "bankers", "vault", "paradeplatz", "carouge", "172.31",
      "acmebank", "sim:", "c80084aa8743",
    ]
    let shown = secrets.filter { plain.lowercased().contains($0) }
    #expect(shown.count >= 8, "only \(shown) are in the inventory as it is")
    for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
  }

  @Test("keeps the structure: as many lines of each kind, the same counts and roles")
  func sameStructure() throws {
    let plain = try #require(importLogs(try logs()).text)
    let masked = try #require(importLogs(try logs(), anonymise: true).text)
    let shape = { (text: String) in
      text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        line.split(separator: " ").filter { word in
          ["publisher", "tftp", "callmanager", "group", "site", "phones", "model", "expires"]
            .contains(String(word)) || word.allSatisfy(\.isNumber)
        }
      }
    }
    #expect(shape(plain) == shape(masked))
  }

  @Test("of a list alone has other names and serial numbers too")
  func listAlone() throws {
    let log = try SessionLog(Self.estate).text
    let start = try #require(log.firstRange(of: "admin:show itl")?.lowerBound)
    let outcome = importLogs([String(log[start...])], partial: true, anonymise: true)
    let text = try #require(outcome.text)
    #expect(!text.contains("zurich") && !text.contains("acme"))
    #expect(text.contains("node node1"))
  }
}
