import ClusterSimulation
import SimulationTrace
import Testing
import TrustRules

/// Lists deleted at the phone itself: Cisco 116232, deleting the ITL on many phones.
@Suite("What hands can do at a phone") struct ByHandTests {
  /// Thirty phones that trust their only server no more, the last ten with these settings.
  private func lost(settings: String, _ steps: String) throws -> Ran {
    try Ran(
      """
      mop 1
      starts 2014-03-07 21:30
      cluster shop  release 9.1(2)  mode non-secure
        node pub  publisher tftp callmanager  host shop-pub
        group Default = pub
        phones 20  model 7965  group Default
        phones 10  model 7965  group Default  settings \(settings)

      ## Implementation
      22:00 pub> set network hostname shop-new
      \(steps)
      +1h Manual: look on

      """)
  }

  private func counts(_ ran: Ran) -> [TrustWord: Int] {
    ran.atEnd.reduce(into: [:]) { $0[$1.word, default: 0] += $1.count }
  }

  @Test(
    "Where the settings cannot be opened no ITL is deleted", arguments: ["restricted", "disabled"])
  func closed(_ settings: String) throws {
    let ran = try lost(settings: settings, "+5m Manual: delete ITL on phones")
    #expect(counts(ran)[.trusting] == 20)
    #expect(counts(ran)[.stranded] == 10)
  }

  @Test("Where they can, it is deleted on every phone")
  func open() throws {
    let ran = try lost(settings: "enabled", "+5m Manual: delete ITL on phones")
    #expect(counts(ran) == [.trusting: 30])
  }

  @Test("Of such phones alone the step is refused, and a reset to factory settings is not")
  func factoryReset() throws {
    let phones = "phones of name SEP020000000015"
    let refused = try lost(settings: "disabled", "+5m Manual: delete ITL on \(phones)")
    #expect(counts(refused)[.trusting, default: 0] == 0)
    #expect(
      refused.trace.entries.contains { entry in
        if case .stepRefused(2, let why) = entry.event {
          why.rule == .byHand
        } else {
          false
        }
      })
    let reset = try lost(settings: "disabled", "+5m Manual: factory reset \(phones)")
    #expect(counts(reset)[.trusting] == 1)
  }
}
