import SimulationTrace
import Testing
import TrustRules

/// Lists deleted from afar: Cisco offers no way, an owner may have a tool.
@Suite("Key presses from afar") struct KeyPressTests {
  /// The only server is renamed; its phones stay registered and refuse what it offers.
  private func renamed(
    _ release: String = "8.5(1)", head: String = "", cluster: String = "", phones: String = ""
  ) throws -> Ran {
    try Ran(
      """
      mop 1
      starts 2014-03-07 21:30
      \(head)
      cluster shop  release \(release)  mode non-secure
        node cm1  publisher tftp callmanager
        group Default = cm1
        phones 20  model 7965  group Default  \(phones)
      \(cluster)

      ## Implementation
      22:00 cm1> set network hostname shop-new
      +10m GUI: reset phones
      +1h Manual: look on
      expect phones registered = all
      expect remedy = "by hand"
      expect remedy = "key presses"

      """)
  }

  /// Their word at the end, and whether the remedy is hands or key presses.
  private func state(_ ran: Ran) -> [String] {
    let word = ran.word(ofGroup: "Default").map(\.rawValue) ?? "-"
    return [word, ran.measured(1) == [1] ? "by hand" : ran.measured(2) == [1] ? "keys" : "-"]
  }

  @Test("without a tool nothing but hands brings the phones of a renamed server back")
  func noTool() throws {
    let ran = try renamed()
    #expect(ran.measured(0) == [20], "they are registered, so keys could be pressed")
    #expect(state(ran) == ["stranded", "by hand"])
    #expect(!ran.trace.tookPart.rules.map(\.rawValue).contains("keypress-by-cti"))
  }

  @Test("with a tool that presses keys by CTI they can be saved from afar")
  func byCTI() throws {
    let ran = try renamed(head: "tools key-presses cti")
    #expect(state(ran) == ["locked", "keys"])
  }

  @Test("a tool over HTTP needs web access and an authentication URL that works")
  func overHTTP() throws {
    let tool = "tools key-presses http"
    let plain = "  secured-urls http"
    let reached = try renamed(head: tool, cluster: plain, phones: "web-access yes")
    #expect(state(reached) == ["locked", "keys"])
    // TVS is of no use to them any more, so HTTPS does not work either.
    let secured = try renamed(head: tool, phones: "web-access yes")
    #expect(state(secured) == ["stranded", "by hand"])
    let closed = try renamed(head: tool, cluster: plain)
    #expect(state(closed) == ["stranded", "by hand"])
  }

  @Test("no tool reaches a phone without its settings", arguments: ["restricted", "disabled"])
  func closed(_ settings: String) throws {
    let ran = try renamed(head: "tools key-presses cti", phones: "settings \(settings)")
    #expect(state(ran) == ["stranded", "by hand"])
  }

  @Test("no tool reaches a phone that is not registered")
  func unregistered() throws {
    let ran = try renamed(
      head: "tools key-presses cti\nassume refused-configuration unregistered")
    #expect(ran.measured(0) == [0])
    #expect(state(ran) == ["stranded", "by hand"])
  }
}
