import TestSupport
import Testing
import VirtualTime

@Suite("Tickets made ready are those that come next")
struct ReadyTicketsTests {
  @Test("Each run of ready tickets is popped before the next is made ready")
  func runs() {
    var dice = Dice(seed: 11)
    var queue = EventQueue(startingAt: Instant(microseconds: 0))
    for owner in 0..<5_000 as Range<UInt32> {
      queue.push(
        at: Instant(microseconds: Int64(dice.below(60_000_000))), kind: 1, owner: owner,
        generation: 0)
    }
    var ready: [UInt32] = []
    var seen = queue.readyRuns
    var popped = 0
    while let ticket = queue.pop() {
      if queue.readyRuns != seen {
        #expect(ready.isEmpty, "\(ready.count) tickets were ready and did not come")
        seen = queue.readyRuns
        ready = [ticket.owner]
        queue.forEachReady { ready.append($0.owner) }
      }
      let place = ready.firstIndex(of: ticket.owner)
      #expect(place != nil, "\(ticket.owner) came and was not ready")
      if let place { ready.remove(at: place) }
      popped += 1
    }
    #expect(popped == 5_000)
  }

  @Test("A draw from a spread made once is the draw of the length and percentage")
  func spreads() {
    let chance = Chance(seed: 3)
    for (length, percent) in [(5_000_000, 25), (90_000_001, 20), (1, 50), (0, 10), (7, 0)]
      as [(Int64, Int64)]
    {
      let spread = Spread(around: .microseconds(length), percent: percent)
      for number in 0..<50 as Range<UInt32> {
        let drawn = chance.draw(spread, purpose: 1, owner: 2, number: number)
        #expect(
          drawn
            == chance.spread(
              .microseconds(length), percent: percent, purpose: 1, owner: 2, number: number))
        // Twenty percent of a length, rounded down, to both sides.
        let reach = length * percent / 100
        #expect(abs(drawn.microseconds - length) <= reach)
      }
    }
  }
}
