import ClusterModel
import TestSupport
import Testing
import TrustRules

@Suite struct PhoneFilesTests {
  @Test(
    "A phone asks for its CTL, its ITL and its configuration, in this order",
    arguments: [
      ("8861", [PhoneFile.ctl, .itl, .configuration]), ("7960", [.ctl, .configuration]),
    ])
  func order(_ model: String, files: [PhoneFile]) {
    var law = Deliberation(Law())
    let asked = law.filesOfBoot(PhoneTraits(model: model))
    #expect(asked == files)
    var reversed = Deliberation(.reversing(.phoneFiles))
    let other = reversed.filesOfBoot(PhoneTraits(model: model))
    #expect(other != files)
  }

  @Test("The order matters: the new ITL judges the configuration that comes after it")
  func newListJudges() {
    let story = Story("CallManager renewed", release: "12.5(1)", ends: .trusting) { hq, _ in
      hq.regenerate(.callManager, of: "pub")
      hq.stop(.tvs)
    }
    #expect(Ending(story.standing()) == .behind(.heldList(.itl)))
    #expect(
      Ending(story.standing(under: .reversing(.phoneFiles)))
        == .refuses(.configuration, .tvsMustAnswer))
  }

  @Test("A list that is not offered stays held")
  func notOffered() {
    var hq = TestCluster("11.5(1)", ctl: .tokenless)
    let phone = hq.healthyPhone()
    hq.servers.nodes[NodeID.pub.index].published?.ctl = nil
    let standing = hq.standing(of: phone)
    #expect(standing.word == .trusting)
    #expect(standing.held.ctl == phone.held.ctl)
  }

  @Test("A configuration names the servers of the phone's group in order")
  func servers() {
    let hq = TestCluster("11.5(1)", group: ["sub1", "pub"])
    #expect(hq.healthyPhone().held.configuration?.servers.map(\.node) == [.sub1, .pub])
  }
}
