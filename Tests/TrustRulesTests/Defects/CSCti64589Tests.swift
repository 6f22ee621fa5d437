import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct CSCti64589Tests {
  @Test("The default configuration names no TVS only where the defect is switched on")
  func defaultFile() {
    var defective = Law()
    defective.defects = [.cscti64589]
    var mended = defective
    mended.reversed = .cscti64589
    for (law, count) in [(Law(), 1), (defective, 0), (mended, 1)] {
      var pair = Neighbours("8.0(3)", far: "8.0(3)", law: law)
      pair.exchange([.callManager])
      pair.pointAtFar()
      let held = pair.standing.held
      #expect(held.configuration?.isDefault == true)
      #expect(held.configuration?.servers.count == count)
    }
  }

  @Test("A phone whose list of TVS is empty accepts no list of another signer any more")
  func stuck() {
    var law = Law()
    law.defects = [.cscti64589]
    var pair = Neighbours("8.0(3)", far: "8.0(3)", law: law)
    let way = pair.phone.cohort.site
    pair.exchange([.callManager])
    pair.pointAtFar()
    pair.home.boot(&pair.phone)
    pair.phone.cohort.site = way
    #expect(pair.ending == .refuses(.itl, .askTVS))
  }
}
