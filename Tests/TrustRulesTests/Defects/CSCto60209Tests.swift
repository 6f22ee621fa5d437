import TestSupport
import Testing
import TrustRules

@Suite struct CSCto60209Tests {
  @Test(
    "A checksum is printed unless the scenario switches the defect on",
    arguments: [(false, true), (true, false)])
  func checksum(isOn: Bool, prints: Bool) {
    var law = Law()
    if isOn { law.defects = [.cscto60209] }
    var deliberation = Deliberation(law)
    #expect(deliberation.printsChecksum() == prints)
    #expect(deliberation.rulings == (isOn ? [.cscto60209] : []))
    law.reversed = .cscto60209
    var reversed = Deliberation(law)
    let otherwise = reversed.printsChecksum()
    #expect(otherwise)
  }
}
