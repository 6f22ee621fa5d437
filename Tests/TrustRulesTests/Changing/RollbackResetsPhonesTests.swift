import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct RollbackResetsPhonesTests {
  @Test("The administrator resets the phones, or they reset once TFTP has started")
  func readings() {
    var law = Deliberation(Law())
    let resets = law.rollbackResets()
    #expect(!resets)
    #expect(law.tookPart.rules == [.rollbackResetsPhones])
    for reading in [Law.reading(.rollbackResetsPhones), .reversing(.rollbackResetsPhones)] {
      var other = Deliberation(reading)
      let resetsOtherwise = other.rollbackResets()
      #expect(resetsOtherwise)
    }
  }
}
