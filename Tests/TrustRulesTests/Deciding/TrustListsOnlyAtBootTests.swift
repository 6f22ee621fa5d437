import SimulationTrace
import TestSupport
import Testing
import TrustRules

@Suite struct TrustListsOnlyAtBootTests {
  private static let newITL = """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release 11.5(1)  mode non-secure
      node pub  publisher tftp callmanager
      group Default = pub
      site campus  option150 pub
      phones 10  model 8861  group Default  site campus
    ## Implementation
    22:00 pub> set cert regen ITLRecovery
    +1m pub> utils service restart Cisco Tftp
    expect at +30m phones itl-current = 0
    expect at +30m phones registered = all
    +1h GUI: reset phones
    expect at +30m phones itl-current = all

    """

  @Test("A phone in service keeps its lists, whatever TFTP publishes, until it boots")
  func inService() throws {
    let trace = try carryOut(Self.newITL)
    #expect(trace.measured == [0, 10, 10])
    #expect(trace.resets == [nil])
  }

  @Test("Reversed, it takes the new list as soon as TFTP has it")
  func reversed() throws {
    let trace = try carryOut(Self.newITL, reversing: .trustListsOnlyAtBoot)
    #expect(trace.measured == [10, 10, 10])
    #expect(trace.resets.contains(.trustListsOnlyAtBoot))
  }
}
