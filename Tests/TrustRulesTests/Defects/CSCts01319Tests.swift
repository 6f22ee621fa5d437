import SimulationTrace
import TestSupport
import Testing
import TrustRules

@Suite struct CSCts01319Tests {
  /// Phones without power while everything changes that they trust: TFTP of their site serves an
  /// ITL that none of them accepts, and a reset list has a signer that they do not know.
  private static func everythingRenewed(_ head: String = "") -> String {
    """
    mop 1
    \(head)
    starts 2026-01-10 21:45
    cluster hq  release 12.5(1)  mode non-secure
      node pub  publisher tftp callmanager
      node sub1  tftp callmanager
      group Default = sub1
      site campus  option150 sub1
      phones 10  model 8861  group Default  site campus
    ## Implementation
    22:00 Switch: power off phones
    +1m pub> set cert regen ITLRecovery
    +0s sub1> set cert regen TVS
    +1m sub1> utils service restart Cisco Trust Verification Service
    +0s GUI: restart service Cisco Tftp on pub sub1
    +1m Switch: power on phones
    expect at +1h phones lost-trust = all
    expect at +1h remedy = "previous ITL"

    """
  }

  @Test("The list before is put back where the defect left it on the server, and only there")
  func previousList() throws {
    #expect(try carryOut(Self.everythingRenewed()).measured == [10, 0])
    #expect(try carryOut(Self.everythingRenewed("defect CSCts01319")).measured == [10, 1])
  }

  @Test("A healthy cluster keeps no list, also under the reversed rule")
  func reversed() throws {
    let trace = try carryOut(Self.everythingRenewed(), reversing: .cscts01319)
    #expect(trace.measured == [10, 0])
  }
}
