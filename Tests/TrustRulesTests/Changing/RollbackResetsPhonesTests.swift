import SimulationTrace
import TestSupport
import Testing
import TrustRules

@Suite struct RollbackResetsPhonesTests {
  private static func blanked(_ head: String = "") -> String {
    """
    mop 1
    \(head)
    starts 2026-01-10 21:45
    cluster hq  release 9.1(2)  mode non-secure
      node pub  publisher tftp callmanager
      group Default = pub
      site campus  option150 pub
      phones 10  model 8861  group Default  site campus
    ## Implementation
    22:00 GUI: parameter rollback True
    +1m pub> utils service restart Cisco Tftp
    expect at +30m phones open = 0
    +1h GUI: reset phones
    expect at +30m phones open = all

    """
  }

  @Test("The phones keep their ITL until the administrator resets them")
  func administrator() throws {
    let trace = try carryOut(Self.blanked())
    #expect(trace.measured == [0, 10])
    #expect(trace.resets == [nil])
  }

  @Test("Under the other interpretation they reset once TFTP has started")
  func byThemselves() throws {
    let assumed = try carryOut(Self.blanked("assume rollback-resets-phones yes"))
    let reversed = try carryOut(Self.blanked(), reversing: .rollbackResetsPhones)
    for trace in [assumed, reversed] {
      #expect(trace.measured == [10, 10])
      #expect(trace.resets == [.rollbackResetsPhones, nil])
    }
  }
}
