import ClusterModel
import SimulationTrace
import Testing
import TrustRules

@Suite("Where each phone stood at each census")
struct FatesTests {
  private func row(_ word: TrustWord, firstPhone: Int, count: Int) -> CensusRow {
    CensusRow(
      cohort: 0, isPowered: true, registeredAt: nil, word: word, refusals: [], carrier: nil,
      anchors: 0, holdsCurrentLists: false, hasOldConfiguration: false, rulings: [], remedies: [],
      count: count, firstPhone: firstPhone)
  }

  /// The words of a phone from first to last, with the census at which each began.
  private func story(_ fates: Fates, _ phone: Int) -> [String] {
    var story: [String] = []
    var next: Int? = Int(fates.ofPhone[phone])
    while let turn = next {
      let here = fates.turns[turn]
      story.insert("\(here.census) \(fates.standings[here.standing].word.rawValue)", at: 0)
      next = here.previous
    }
    return story
  }

  @Test("Only a change is a turn, and phones that fare alike share one")
  func turns() {
    var fates = Fates()
    fates.take([row(.trusting, firstPhone: 0, count: 4)], census: 0, phones: [0, 0, 0, 0])
    fates.take(
      [row(.trusting, firstPhone: 0, count: 2), row(.locked, firstPhone: 1, count: 2)], census: 1,
      phones: [0, 1, 0, 1])
    fates.take(
      [row(.locked, firstPhone: 0, count: 3), row(.trusting, firstPhone: 3, count: 1)], census: 2,
      phones: [0, 0, 0, 1])
    #expect(story(fates, 0) == ["0 trusting", "2 locked"])
    #expect(story(fates, 1) == ["0 trusting", "1 locked"])
    #expect(story(fates, 2) == story(fates, 0))
    #expect(story(fates, 3) == ["0 trusting", "1 locked", "2 trusting"])
    #expect(fates.ofPhone[0] == fates.ofPhone[2])
    #expect(fates.standings.count == 2)
    #expect(fates.turns.count == 4)
  }
}
