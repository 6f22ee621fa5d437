import Testing
import VirtualTime

@Suite("Chance depends on the seed, the purpose, the owner and the number, and on nothing else")
struct ChanceTests {
  @Test("The draws of a seed are these, for ever: a recorded run must be repeatable")
  func fixedVectors() {
    let chance = Chance(seed: 2026)
    #expect(chance.draw(purpose: 0, owner: 0, number: 0) == 0xF788_2248_3CC7_C06F)
    #expect(chance.draw(purpose: 1, owner: 0, number: 0) == 0x1204_0E83_37A8_35FC)
    #expect(chance.draw(purpose: 0, owner: 1, number: 0) == 0xE0CF_AA22_1D5A_AEE5)
    #expect(chance.draw(purpose: 0, owner: 0, number: 1) == 0x47E9_EBD8_6524_CF5A)
    #expect(chance.draw(purpose: .max, owner: .max, number: .max) == 0x5EC1_5713_BA12_42A8)
    #expect(Chance(seed: 0).draw(purpose: 0, owner: 0, number: 0) == 0xBE08_CCE7_5CF1_194B)
  }

  @Test("One more phone changes nobody else's draws, in whatever order they are made")
  func independentOfOthers() {
    let chance = Chance(seed: 7)
    let alone = (0..<100).map { chance.draw(purpose: 2, owner: 5, number: $0) }
    var among: [UInt64] = []
    for number in (0..<100 as Range<UInt32>).reversed() {
      for owner in 0..<20 as Range<UInt32> {
        let draw = chance.draw(purpose: 2, owner: owner, number: number)
        if owner == 5 { among.append(draw) }
      }
    }
    #expect(alone == among.reversed())
  }

  @Test("No two of a hundred thousand draws are equal, so no owner repeats another's luck")
  func allDifferent() {
    let chance = Chance(seed: 1)
    var seen: Set<UInt64> = []
    for purpose in 0..<10 as Range<UInt32> {
      for owner in 0..<100 as Range<UInt32> {
        for number in 0..<100 as Range<UInt32> {
          seen.insert(chance.draw(purpose: purpose, owner: owner, number: number))
        }
      }
    }
    #expect(seen.count == 100_000)
  }

  @Test(
    "Draws fall evenly, whichever of the counters runs",
    arguments: ["purpose", "owner", "number", "seed"])
  func even(counter: String) {
    var bins = [Int](repeating: 0, count: 64)
    var lowBits = [Int](repeating: 0, count: 64)
    for n in 0..<64_000 as Range<UInt32> {
      let draw =
        switch counter {
        case "purpose": Chance(seed: 3).draw(purpose: n, owner: 1, number: 1)
        case "owner": Chance(seed: 3).draw(purpose: 1, owner: n, number: 1)
        case "number": Chance(seed: 3).draw(purpose: 1, owner: 1, number: n)
        default: Chance(seed: UInt64(n)).draw(purpose: 1, owner: 1, number: 1)
        }
      bins[Int(draw >> 58)] += 1
      lowBits[Int(draw & 63)] += 1
    }
    // A thousand a bin; with 63 degrees of freedom chi-square passes 120 once in 50,000 times.
    for counts in [bins, lowBits] {
      let squares = counts.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) }
      #expect(squares < 120 * 1_000)
    }
  }

  @Test("Neighbouring owners' and numbers' draws differ in about half their bits")
  func avalanche() {
    let chance = Chance(seed: 9)
    var differing = 0
    for n in 0..<10_000 as Range<UInt32> {
      let here = chance.draw(purpose: 4, owner: n, number: n)
      differing += (here ^ chance.draw(purpose: 4, owner: n + 1, number: n)).nonzeroBitCount
      differing += (here ^ chance.draw(purpose: 4, owner: n, number: n + 1)).nonzeroBitCount
    }
    #expect((31 * 20_000...33 * 20_000).contains(differing))
  }

  @Test("A spread reaches both its ends and nothing beyond, evenly")
  func spread() {
    let chance = Chance(seed: 12)
    var counts: [Int64: Int] = [:]
    for n in 0..<41_000 as Range<UInt32> {
      let length = chance.spread(
        .microseconds(100), percent: 20, purpose: 1, owner: n, number: 0)
      counts[length.microseconds, default: 0] += 1
    }
    #expect(counts.keys.sorted() == Array(80...120))
    #expect(counts.values.allSatisfy { (850...1_150).contains($0) })
  }

  @Test("A boot of 90 s with 20 % takes 72 to 108 s")
  func spreadOfBoot() {
    let chance = Chance(seed: 12)
    var total = Duration.zero
    for n in 0..<10_000 as Range<UInt32> {
      let length = chance.spread(.seconds(90), percent: 20, purpose: 1, owner: n, number: 0)
      #expect(length >= .seconds(72) && length <= .seconds(108))
      total += length
    }
    #expect(abs((total / 10_000 - .seconds(90)).microseconds) < 500_000)
  }

  @Test("Spreads without width, beyond a hundred per cent and of the longest length stay in range")
  func spreadAtTheEdges() {
    let chance = Chance(seed: 12)
    for n in 0..<1_000 as Range<UInt32> {
      func spread(_ length: Duration, _ percent: Int64) -> Duration {
        chance.spread(length, percent: percent, purpose: 1, owner: n, number: 0)
      }
      #expect(spread(.seconds(9), 0) == .seconds(9))
      #expect(spread(.zero, 50) == .zero)
      #expect(spread(.microseconds(1), 20) == .microseconds(1))
      #expect(spread(.seconds(10), 300) >= .zero && spread(.seconds(10), 300) <= .seconds(40))
      #expect(spread(.longest, 25) >= .longest / 100 * 74)
    }
  }

  @Test("A draw within a length is never the length itself, and of no length is zero")
  func within() {
    let chance = Chance(seed: 12)
    var seen: Set<Duration> = []
    for n in 0..<1_000 as Range<UInt32> {
      seen.insert(chance.within(.microseconds(5), purpose: 1, owner: n, number: 0))
      #expect(chance.within(.zero, purpose: 1, owner: n, number: 0) == .zero)
      #expect(chance.within(.seconds(-1), purpose: 1, owner: n, number: 0) == .zero)
    }
    #expect(seen.sorted() == (0..<5).map { .microseconds($0) })
  }
}
