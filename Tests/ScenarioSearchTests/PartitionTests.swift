import ClusterSimulation
import ScenarioSearch
import TestSupport
import Testing
import TrustRules

/// Classes of interpretations of a law made up by dice: which rules an answer turns on depends on
/// how others are read, and the result is made of nothing but these answers.
private struct MadeUpLaw: Sendable {
  let seed: UInt64
  /// Rules that can matter at all.
  let rules: [UndecidedRule]

  /// What a run does: asks one rule after the other, each chosen by the answers so far.
  func run(_ offDefault: UndecidedRules) -> (work: UInt64, asked: UndecidedRules) {
    var asked: UndecidedRules = []
    var state = seed
    for _ in 0..<(2 + seed % 3) {
      state = state.mixed
      // Some runs end early: a rule that is read one way may hide all others.
      guard state % 5 != 0 else { break }
      let rule = UndecidedRules(rules[Int(state >> 8) % rules.count])
      asked.insert(rule)
      state ^= offDefault.contains(rule) ? 0x9E37 : 0x79B9
    }
    return (state, asked)
  }
}

extension UInt64 {
  /// A number that looks unlike this one. Source: SplitMix64, Steele and others 2014.
  fileprivate var mixed: UInt64 {
    var z = self &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Partition {
  /// Every class with the default one, which has no work of its own here.
  fileprivate var cubes: [Cube] { [standard] + classes.map(\.cube) }
}

extension Cube {
  fileprivate func contains(_ interpretation: UndecidedRules) -> Bool {
    interpretation.isSuperset(of: offDefault) && interpretation.isDisjoint(with: atDefault)
  }
}

@Suite("All interpretations are taken apart into classes")
struct PartitionTests {
  private static let rules = Array(UndecidedRule.allCases.prefix(9))

  private func partition(
    _ law: MadeUpLaw, workers: Workers = .one, limit: Int = 4_096, settled: UndecidedRules = []
  ) throws -> Partition<UInt64> {
    try Partition(
      after: law.run([]).asked, settled: settled, limit: limit, workers: workers
    ) { rules in law.run(rules) }
  }

  /// Every set of the rules that can matter.
  private var interpretations: [UndecidedRules] {
    (0..<(1 << Self.rules.count)).map { bits in
      Self.rules.indices.reduce(into: UndecidedRules()) { set, place in
        if bits >> place & 1 == 1 { set.insert(UndecidedRules(Self.rules[place])) }
      }
    }
  }

  @Test("Each interpretation is in exactly one class, and comes to what that class came to")
  func everyInterpretation() throws {
    var sizes: Set<Int> = []
    for seed in 0..<UInt64(60) {
      let law = MadeUpLaw(seed: seed, rules: Self.rules)
      let found = try partition(law)
      let own = law.run([]).work
      for interpretation in interpretations {
        let classes = found.cubes.indices.filter { found.cubes[$0].contains(interpretation) }
        try #require(classes.count == 1, "seed \(seed), \(interpretation.rules)")
        let work = classes[0] == 0 ? own : found.classes[classes[0] - 1].work
        try #require(law.run(interpretation).work == work, "seed \(seed), \(interpretation.rules)")
      }
      #expect(found.notExamined == 0)
      sizes.insert(found.classes.count)
    }
    #expect(sizes.count > 4, "the made-up laws are all alike: \(sizes)")
  }

  @Test("A rule that matters only under another's alternative is found, and its sets have both")
  func underAnother() throws {
    // The first rule hides the second unless it is off its default.
    let found = try Partition(
      after: UndecidedRules(.tvsRuns), settled: [], limit: 100, workers: .one
    ) { off in
      var asked = off
      if off.contains(UndecidedRules(.tvsRuns)) { asked.insert(UndecidedRules(.tvsRoles)) }
      return (off.rules, asked)
    }
    #expect(found.classes.map(\.work) == [[.tvsRuns], [.tvsRuns, .tvsRoles]])
    #expect(found.rules.rules == [.tvsRuns, .tvsRoles])
  }

  @Test("Two workers and eight come to what one comes to", arguments: [2, 3, 8, 40])
  func workers(_ workers: Int) throws {
    for seed in 0..<UInt64(30) {
      let law = MadeUpLaw(seed: seed, rules: Self.rules)
      let (one, other) = (try partition(law), try partition(law, workers: .threads(workers)))
      #expect(one.classes.map(\.cube) == other.classes.map(\.cube))
      #expect(one.classes.map(\.work) == other.classes.map(\.work))
      #expect(one.rules == other.rules)
    }
  }

  @Test("Beyond the limit what was not examined is counted, to the last interpretation")
  func limit() throws {
    var cut = 0
    for seed in 0..<UInt64(60) {
      let law = MadeUpLaw(seed: seed, rules: Self.rules)
      let whole = try partition(law)
      for limit in [1, 2, 5] {
        let found = try partition(law, limit: limit)
        #expect(found.classes.count + 1 == min(limit, whole.classes.count + 1))
        let examined = found.cubes.reduce(0) { $0 + found.interpretations(of: $1) }
        #expect(examined + found.notExamined == 1 << found.rules.rules.count)
        #expect((found.notExamined > 0) == (whole.classes.count + 1 > limit))
        if found.notExamined > 0 { cut += 1 }
      }
    }
    #expect(cut > 50)
  }

  @Test("Those nearest to the defaults are examined first, and told first")
  func order() throws {
    for seed in 0..<UInt64(30) {
      let law = MadeUpLaw(seed: seed, rules: Self.rules)
      let sets = try partition(law).classes.map(\.cube.offDefault)
      for (one, next) in zip(sets, sets.dropFirst()) { #expect(one.precedes(next)) }
    }
  }

  @Test("A settled rule splits nothing")
  func settled() throws {
    for seed in 0..<UInt64(30) {
      let law = MadeUpLaw(seed: seed, rules: Self.rules)
      let settled = law.run([]).asked
      let found = try partition(law, settled: settled)
      #expect(found.rules.isDisjoint(with: settled))
      #expect(found.classes.allSatisfy { $0.cube.offDefault.isDisjoint(with: settled) })
      // Of the default run no rule is left to be read otherwise.
      #expect(found.classes.isEmpty)
    }
  }
}
