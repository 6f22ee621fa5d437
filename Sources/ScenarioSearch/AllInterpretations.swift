import ClusterModel
import ClusterSimulation
import SimulationTrace
package import TrustRules
package import TrustVerdicts

/// One run of one class of interpretations other than the default one.
package struct InterpretedRun: Sendable {
  package var offDefault: UndecidedRules
  package var traceDigest: String
  package var outcome: ClassOutcome
  /// Phones registered when each step had given the prompt back.
  package var registeredAtSteps: [Int: Int]
}

/// Some rules fixed off their default, some fixed at it; the others are free.
///
/// A run of a class reads every rule at its default but those that are off. The cubes that are
/// waiting and those that were run never overlap, and together they are all interpretations.
struct Cube: Hashable {
  var offDefault: UndecidedRules = []
  var atDefault: UndecidedRules = []

  /// Splits off the parts in which a rule is off its default that the run of this cube asked about
  /// and that is free: what is left of the cube came to what the run came to.
  mutating func split(by asked: UndecidedRules) -> [Cube] {
    let free = asked.subtracting(offDefault).subtracting(atDefault)
    return free.rules.map { rule in
      let part = Cube(offDefault: offDefault.union(UndecidedRules(rule)), atDefault: atDefault)
      atDefault.formUnion(UndecidedRules(rule))
      return part
    }
  }
}

/// Runs a scenario under every class of interpretations that could come to something else.
///
/// Whatever answers of the law differed in a run, intermediate ones included, splits the set of
/// interpretations, and nothing else does: a run whose answers do not turn on a rule is the same
/// run under either reading of it.
struct InterpretationSearch {
  let scenario: Scenario
  let law: Law
  let times: TimeConstants
  let workers: Int
  /// Most classes that are run.
  var limit = 4_096

  /// Classes that are run before the next ones are chosen; fixed, so that the result does not
  /// depend on the number of workers.
  static let batch = 16

  /// - Parameter asked: rules on which answers turned in the run under the defaults.
  /// - Throws: ``UnreachableTransition``: a defect of the program.
  func run(after asked: UndecidedRules) throws(UnreachableTransition) -> (
    runs: [InterpretedRun], coverage: Coverage
  ) {
    var asked = asked.subtracting(law.settled)
    var split = asked
    var first = Cube()
    var waiting = first.split(by: asked)
    var runs: [InterpretedRun] = []
    while !waiting.isEmpty, runs.count + 1 < limit {
      waiting.sort { $0.offDefault.precedes($1.offDefault) }
      let batch = Array(waiting.prefix(min(Self.batch, limit - 1 - runs.count)))
      waiting.removeFirst(batch.count)
      let results = sideBySide(count: batch.count, workers: workers) { place in
        Result { () throws(UnreachableTransition) in try examine(batch[place]) }
      }
      for (var cube, result) in zip(batch, results) {
        let (run, tookPart) = try result.get()
        asked = tookPart.subtracting(law.settled)
        split.formUnion(asked)
        waiting += cube.split(by: asked)
        runs.append(run)
      }
    }
    runs.sort { $0.offDefault.precedes($1.offDefault) }
    return (
      runs,
      Coverage(
        rules: split.rules, classes: runs.count + 1,
        notExamined: waiting.reduce(0) { $0 + interpretations(of: $1, among: split) })
    )
  }

  private func examine(_ cube: Cube) throws(UnreachableTransition) -> (
    InterpretedRun, tookPart: UndecidedRules
  ) {
    var other = law
    other.alternatives.formSymmetricDifference(cube.offDefault)
    var world = World(scenario, law: other, times: times)
    let trace = try world.run()
    let run = InterpretedRun(
      offDefault: cube.offDefault, traceDigest: trace.digest,
      outcome: ClassOutcome(
        offDefault: cube.offDefault, outcomes: judge(trace, of: scenario),
        contradictsHistory: trace.refusedHistory != nil),
      registeredAtSteps: trace.registeredAtSteps)
    return (run, trace.tookPart)
  }

  /// Interpretations in a cube, counted over the rules that split any.
  private func interpretations(of cube: Cube, among split: UndecidedRules) -> Int {
    let fixed = cube.offDefault.union(cube.atDefault)
    return 1 << split.subtracting(fixed).rawValue.nonzeroBitCount
  }
}
