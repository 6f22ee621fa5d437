import ClusterModel
import TestSupport
import Testing
import TrustRules
import VirtualTime

@Suite struct RegenerationHoldTests {
  @Test(
    "A second regeneration within five minutes is refused from 10.0 on",
    arguments: [
      ("9.1(2)", 1, false, false), ("10.0(1)", 299, true, true), ("11.5(1)", 1, true, true),
      ("10.0(1)", 300, false, false), ("12.0(1)", 1, true, false), ("14", 299, true, false),
      ("14", 300, false, false),
    ] as [(String, Int64, Bool, Bool)])
  func hold(_ name: String, seconds: Int64, isHeld: Bool, isHeldOtherwise: Bool) {
    var hq = TestCluster(name)
    hq.servers[.pub].lastRegeneration = hq.now
    hq.servers[.pub].lastRegenerated = .callManager
    let later = hq.now + .seconds(seconds)

    var law = Deliberation(Law())
    let held = law.heldBack(hq.servers[.pub], at: later, releaseName(name))
    #expect(held == (isHeld ? .callManager : nil))
    #expect(law.tookPart.rules.contains(.regenerationHold) == (isHeld != isHeldOtherwise))
    var other = Deliberation(.reading(.regenerationHold))
    let heldOtherwise = other.heldBack(hq.servers[.pub], at: later, releaseName(name))
    #expect(heldOtherwise == (isHeldOtherwise ? .callManager : nil))

    var reversed = Deliberation(.reversing(.regenerationHold))
    let heldReversed = reversed.heldBack(hq.servers[.pub], at: later, releaseName(name))
    #expect(heldReversed == nil, "also where the release settles the rule")

    let elsewhere = law.heldBack(hq.servers[.sub1], at: later, releaseName(name))
    #expect(elsewhere == nil, "another node has its own five minutes")
  }
}
