import Testing
import TrustRules

@Suite struct CSCun19112Tests {
  @Test("utils itl reset fails with the remote key only")
  func fails() {
    var law = Law()
    law.defects = [.cscun19112]
    var ill = Deliberation(law)
    law.reversed = .cscun19112
    var reversed = Deliberation(law)
    let found = [
      ill.resetFails(withRemoteKey: false), ill.resetFails(withRemoteKey: true),
      reversed.resetFails(withRemoteKey: true),
    ]
    #expect(found == [nil, .cscun19112, nil])
  }
}
