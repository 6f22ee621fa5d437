import ClusterModel
package import ClusterSimulation
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
package struct Cube: Hashable, Sendable {
  package var offDefault: UndecidedRules = []
  package var atDefault: UndecidedRules = []
  package init() {}

  /// Splits off the parts in which a rule is off its default that the run of this cube asked about
  /// and that is free: what is left of the cube came to what the run came to.
  mutating func split(by asked: UndecidedRules) -> [Cube] {
    let free = asked.subtracting(offDefault).subtracting(atDefault)
    return free.rules.map { rule in
      var part = self
      part.offDefault.insert(UndecidedRules(rule))
      atDefault.insert(UndecidedRules(rule))
      return part
    }
  }
}

/// All interpretations, taken apart into classes, each of which has one result.
package struct Partition<Work: Sendable>: Sendable {
  /// The classes that were examined, the default one left out, those nearest to it first.
  package var classes: [(cube: Cube, work: Work)] = []
  /// What is left of the default class.
  package var standard = Cube()
  /// Rules that split some class.
  package var rules: UndecidedRules = []
  /// Interpretations of these rules that were not examined, for the number of classes.
  package var notExamined = 0

  /// Examines each class that could come to something else than those before.
  ///
  /// - Parameters:
  ///   - asked: rules on which answers turned under the defaults.
  ///   - settled: rules that are never read otherwise.
  ///   - limit: most classes, the default one included; at least 1.
  ///   - workers: classes at a time; the result does not depend on it.
  ///   - examine: works with these rules off their default, and says on which rules answers turned.
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  package init(
    after asked: UndecidedRules, settled: UndecidedRules, limit: Int, workers: Workers,
    examine:
      @Sendable @escaping (UndecidedRules) throws(RunProblem) -> (
        work: Work, asked: UndecidedRules
      )
  ) throws(RunProblem) {
    let asked = asked.subtracting(settled)
    rules = asked
    var waiting = standard.split(by: asked)
    while !waiting.isEmpty, classes.count + 1 < limit {
      waiting.sort { $0.offDefault.precedes($1.offDefault) }
      let batch = Array(waiting.prefix(min(Self.batch, limit - 1 - classes.count)))
      waiting.removeFirst(batch.count)
      let results = workers.sideBySide(count: batch.count) { place in
        Result { () throws(RunProblem) in try examine(batch[place].offDefault) }
      }
      for (var cube, result) in zip(batch, results) {
        let (work, asked) = try result.get()
        rules.formUnion(asked.subtracting(settled))
        waiting += cube.split(by: asked.subtracting(settled))
        classes.append((cube, work))
      }
    }
    classes.sort { $0.cube.offDefault.precedes($1.cube.offDefault) }
    notExamined = waiting.reduce(0) { $0 + interpretations(of: $1) }
  }

  /// Classes that are run before the next ones are chosen; fixed, so that the result does not
  /// depend on the number of workers.
  private static var batch: Int { 16 }

  /// Interpretations in a cube, counted over the rules that split any.
  package func interpretations(of cube: Cube) -> Int {
    let fixed = cube.offDefault.union(cube.atDefault)
    return 1 << rules.subtracting(fixed).rawValue.nonzeroBitCount
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
  let workers: Workers
  /// The runs have digests of their traces.
  var digests = true
  /// Most classes that are run, the default one included.
  var limit = 4_096

  /// - Parameter asked: rules on which answers turned in the run under the defaults.
  /// - Throws: ``RunProblem``: a defect of the program, or a plan that is more than a run takes.
  func run(after asked: UndecidedRules) throws(RunProblem) -> (
    runs: [InterpretedRun], coverage: Coverage
  ) {
    let found = try Partition(
      after: asked, settled: law.settled, limit: limit, workers: workers, examine: examine)
    return (
      found.classes.map(\.work),
      Coverage(
        rules: found.rules.rules, classes: found.classes.count + 1,
        notExamined: found.notExamined)
    )
  }

  private func examine(_ offDefault: UndecidedRules) throws(RunProblem) -> (
    work: InterpretedRun, asked: UndecidedRules
  ) {
    var other = law
    other.alternatives.formSymmetricDifference(offDefault)
    var world = World(scenario, law: other, times: times)
    let trace = try world.run()
    let run = InterpretedRun(
      offDefault: offDefault, traceDigest: digests ? trace.digest : "",
      outcome: ClassOutcome(
        offDefault: offDefault, outcomes: judge(trace, of: scenario),
        contradictsHistory: trace.refusedHistory != nil),
      registeredAtSteps: trace.registeredAtSteps)
    return (run, trace.tookPart)
  }
}
