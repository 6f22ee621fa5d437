import ClusterModel

// Steps that the head accepts as they are.

extension Reading {
  /// Reports each accepted step that is none, or that the program knows how to carry out.
  mutating func judgeAcceptedSteps() {
    guard !acceptedStepsToJudge.isEmpty else { return }
    var acts: [Act] = []
    for section in scenario.sections + [scenario.backOut].compactMap(\.self) {
      numberSteps(section.items, &acts)
    }
    // Where a step could not be read, the numbers of those behind it are not known.
    let isComplete = acts.count == steps.count
    for pending in acceptedStepsToJudge {
      if pending.number > steps.count {
        report(
          Problem(
            .stepOutOfRange, "there is no step \(pending.number)", pending.start, pending.end,
            expected: steps.count == 0
              ? "a step: the file has none" : "a number from 1 to \(steps.count)"),
          on: pending.line)
      } else if isComplete, !acts[pending.number - 1].isUnknown {
        report(
          Problem(
            .acceptedStepIsKnown, "step \(pending.number) is simulated: there is nothing to accept",
            pending.start, pending.end, expected: Self.unknownSteps(acts)),
          on: pending.line)
      }
    }
  }

  private static func unknownSteps(_ acts: [Act]) -> String {
    let numbers = acts.indices.filter { acts[$0].isUnknown }.map { String($0 + 1) }
    guard !numbers.isEmpty else { return "a step that cannot be simulated: the file has none" }
    return "a step that cannot be simulated: \(numbers.prefix(10).joined(separator: ", "))"
  }

  /// Steps in the order in which a run numbers them.
  private func numberSteps(_ items: [Item], _ acts: inout [Act]) {
    for item in items {
      switch item {
      case .step(let step): acts.append(step.act)
      case .forNodes(let block):
        for _ in block.nodes { numberSteps(block.items, &acts) }
      case .anyOrder(let inner): numberSteps(inner, &acts)
      case .wait, .expect, .preflight: break
      }
    }
  }
}

extension Act {
  /// Whether nobody can act it out here.
  fileprivate var isUnknown: Bool {
    if case .action(_, .notSimulated) = self { true } else { false }
  }
}
