import Testing
import TrustRules

@Suite struct CSCun18578Tests {
  @Test("utils itl reset fails with either key", arguments: [false, true])
  func fails(withRemoteKey isRemote: Bool) {
    var law = Law()
    var healthy = Deliberation(law)
    law.defects = [.cscun18578]
    var ill = Deliberation(law)
    law.reversed = .cscun18578
    var reversed = Deliberation(law)
    let found = [
      healthy.resetFails(withRemoteKey: isRemote), ill.resetFails(withRemoteKey: isRemote),
      reversed.resetFails(withRemoteKey: isRemote),
    ]
    #expect(found == [nil, .cscun18578, nil])
    #expect(ill.rulings == [.cscun18578])
  }
}
