import ClusterModel
import SimulationTrace
import TrustVerdicts
import VirtualTime

/// One change to a plan, made in its text's own order; a step is known by its place in the text.
extension Scenario {
  /// The scenario with one change; nil where the change makes no sense there.
  func changed(by change: PlanChange, resetting cluster: ClusterID) -> Scenario? {
    switch change {
    case .removed(let step): edited(at: step.location, Self.remove)
    case .resetBefore(let step):
      edited(at: step.location) { Self.reset(before: &$0, $1, cluster, like: step) }
    case .swapped(let step, _): edited(at: step.location, Self.swapWithNext)
    }
  }

  /// Applies an edit to the list of items that holds the step.
  private func edited(
    at location: SourceLocation, _ edit: (inout [Item], Int) -> Bool
  ) -> Scenario? {
    var copy = self
    if var section = copy.happened, Self.edit(&section.items, location, edit) {
      copy.happened = section
      return copy
    }
    for place in copy.sections.indices
    where Self.edit(&copy.sections[place].items, location, edit) { return copy }
    if var section = copy.backOut, Self.edit(&section.items, location, edit) {
      copy.backOut = section
      return copy
    }
    return nil
  }

  private static func edit(
    _ items: inout [Item], _ location: SourceLocation, _ edit: (inout [Item], Int) -> Bool
  ) -> Bool {
    for place in items.indices {
      switch items[place] {
      case .step(let step):
        if step.location == location { return edit(&items, place) }
      case .forNodes(var block):
        guard Self.edit(&block.items, location, edit) else { continue }
        items[place] = .forNodes(block)
        return true
      case .anyOrder(var inner):
        guard Self.edit(&inner, location, edit) else { continue }
        items[place] = .anyOrder(inner)
        return true
      case .wait, .expect, .preflight: break
      }
    }
    return false
  }

  /// What was joined to the step that goes takes its time.
  private static func remove(_ items: inout [Item], _ place: Int) -> Bool {
    guard case .step(let step) = items[place] else { return false }
    if let next = nextStep(in: items, after: place), case .step(var joined) = items[next],
      joined.time == .withPrevious
    {
      joined.time = step.time
      items[next] = .step(joined)
    }
    items.remove(at: place)
    return true
  }

  private static func reset(
    before items: inout [Item], _ place: Int, _ cluster: ClusterID, like step: NumberedStep
  ) -> Bool {
    guard case .step(var target) = items[place] else { return false }
    // A step that went with another waits for the phones now.
    if target.time == .withPrevious { target.time = .after(.zero) }
    items[place] = .step(target)
    let reset = Step(
      time: .after(.zero), act: .action(.gui(cluster), .resetPhones(.all, nil)),
      text: "GUI: reset phones", location: .nowhere)
    let wait = Wait(
      condition: Condition(
        selection: .all, measure: .registered, comparison: .greaterOrEqual,
        threshold: .percentOfBefore(hundredths: 9_900)),
      within: .hours(2), otherwise: .goOn, text: "phones registered >= 99% of before",
      location: .nowhere)
    items.insert(contentsOf: [.step(reset), .wait(wait)], at: place)
    return true
  }

  /// The times stay where they are; what is done changes places.
  private static func swapWithNext(_ items: inout [Item], _ place: Int) -> Bool {
    guard let next = nextStep(in: items, after: place), case .step(let one) = items[place],
      case .step(let other) = items[next], other.time != .withPrevious, one.canMove, other.canMove
    else { return false }
    items[place] = .step(
      Step(time: one.time, act: other.act, text: other.text, location: other.location))
    items[next] = .step(
      Step(time: other.time, act: one.act, text: one.text, location: one.location))
    return true
  }

  /// The step behind this one, with at most expectations between.
  private static func nextStep(in items: [Item], after place: Int) -> Int? {
    for next in items.indices where next > place {
      switch items[next] {
      case .step: return next
      case .expect, .preflight: continue
      case .wait, .forNodes, .anyOrder: return nil
      }
    }
    return nil
  }
}

extension Step {
  /// Somebody decides when it is done.
  fileprivate var canMove: Bool {
    if case .fault = act { false } else { true }
  }
}
