import ClusterModel
import SimulationTrace
import VirtualTime

/// The runbook taken apart: lines in order, every step, wait and expectation with its number.
struct Script: Sendable {
  indirect enum Line: Sendable {
    case heading(isImplementation: Bool)
    /// Place in ``Script/acts``.
    case step(Int)
    /// Place in ``Script/waits``.
    case wait(Int)
    /// Place in ``Script/expectations``.
    case expect(Int)
    case preflight
    /// One list of lines a node.
    case block([[Line]], ForBlock.Pace)
  }

  /// A step with the node whose turn it is in a `for`.
  struct NumberedAct: Sendable {
    var number: Int
    var step: Step
    var node: NodeID?
  }

  private(set) var happened: [Line] = []
  private(set) var main: [Line] = []
  private(set) var backOut: [Line] = []
  private(set) var acts: [NumberedAct] = []
  private(set) var steps: [NumberedStep] = []
  private(set) var waits: [NumberedWait] = []
  private(set) var expectations: [NumberedExpectation] = []
  /// Steps so far, those that are only read aloud left out.
  private var doingSteps = 0
  /// For each expectation how many steps stand above it, in all sections taken apart before it;
  /// one that is only read aloud is none.
  private(set) var stepsAbove: [Int] = []
  /// Steps up to the end of the plan that do something, those of *What has happened* included.
  private(set) var stepsOfPlan = 0
  private var heading = ""
  private var isInBackOut = false
  private var nextNumber = 1

  init(_ scenario: Scenario) {
    if let section = scenario.happened {
      heading = section.heading
      // What happened before counts down to nought, so that step 1 is the first of the plan.
      nextNumber = 1 - Script.stepCount(section.items)
      happened = lines(section.items, node: nil, names: scenario.estate)
    }
    nextNumber = 1
    for (place, section) in scenario.sections.enumerated() {
      heading = section.heading
      main.append(.heading(isImplementation: place == scenario.implementation))
      main += lines(section.items, node: nil, names: scenario.estate)
    }
    stepsOfPlan = doingSteps
    if let section = scenario.backOut {
      heading = section.heading
      isInBackOut = true
      backOut = lines(section.items, node: nil, names: scenario.estate)
    }
  }

  /// Takes one more section apart, whose steps go on counting where the others ended.
  mutating func append(_ section: Section, _ estate: Estate) -> [Line] {
    heading = section.heading
    isInBackOut = false
    return lines(section.items, node: nil, names: estate)
  }

  /// Whether no step stands below this expectation in the section that it belongs to, or in those
  /// that follow.
  func isBelowLastStep(expectation place: Int) -> Bool {
    stepsAbove[place] >= (expectations[place].isInBackOut ? doingSteps : stepsOfPlan)
  }

  /// The place of the step with this number; nil: there is none.
  ///
  /// Numbers go up by one from act to act, from below nought where there are steps of before.
  func place(ofStep number: Int) -> Int? {
    guard let first = acts.first else { return nil }
    let place = number - first.number
    guard acts.indices.contains(place), acts[place].number == number else { return nil }
    return place
  }

  private static func stepCount(_ items: [Item]) -> Int {
    items.reduce(0) { sum, item in
      switch item {
      case .step: sum + 1
      case .forNodes(let block): sum + block.nodes.count * stepCount(block.items)
      case .anyOrder(let items): sum + stepCount(items)
      case .wait, .expect, .preflight: sum
      }
    }
  }

  private mutating func lines(_ items: [Item], node: NodeID?, names: Estate) -> [Line] {
    var lines: [Line] = []
    for item in items {
      switch item {
      case .step(let step):
        lines.append(.step(acts.count))
        acts.append(NumberedAct(number: nextNumber, step: step, node: node))
        steps.append(
          NumberedStep(
            number: nextNumber, text: text(step, node: node, names), heading: heading,
            location: step.location))
        nextNumber += 1
        if !step.isOnlyReadAloud { doingSteps += 1 }
      case .wait(let wait):
        lines.append(.wait(waits.count))
        waits.append(NumberedWait(number: waits.count, wait: wait, heading: heading))
      case .expect(let expectation):
        lines.append(.expect(expectations.count))
        stepsAbove.append(doingSteps)
        expectations.append(
          NumberedExpectation(
            number: expectations.count, expectation: expectation, heading: heading,
            isInBackOut: isInBackOut))
      case .preflight: lines.append(.preflight)
      case .forNodes(let block):
        let chains = block.nodes.map { self.lines(block.items, node: $0, names: names) }
        lines.append(.block(chains, block.pace))
      case .anyOrder(let items): lines += self.lines(items, node: node, names: names)
      }
    }
    return lines
  }

  /// `each>` reads as the node whose turn it is.
  private func text(_ step: Step, node: NodeID?, _ estate: Estate) -> String {
    guard let node, case .command(nil, _, _) = step.act,
      let prompt = step.text.firstIndex(of: ">")
    else { return step.text }
    return estate[node].name + step.text[prompt...]
  }
}

/// One line of steps that is being carried out; a `for` has one for each node.
struct Chain: Sendable {
  var lines: [Script.Line]
  var cursor = 0
  var parent: Int?
  /// When the last step that was not joined to another began.
  var groupStart: Instant
  /// The last prompt of that step and all joined to it.
  var lastPrompt: Instant
  /// Steps of the group that have not given the prompt back.
  var open = 0
  /// Lines ahead of the cursor that have begun already, joined to the current step.
  var begunAhead: Set<Int> = []
  /// When the ticket that was asked for last will call on this chain.
  var dueAt: Instant?
  /// The tickets that will call on it, one an instant, and how many more were asked for at that.
  var calls: [(at: Instant, more: Int)] = []
  var isWaiting = false
  var isFinished = false
  /// Children of the `for` that is being carried out: those still to start, those running.
  var waitingChildren: [[Script.Line]] = []
  var runningChildren = 0
  var every: Duration?
  var lastChildStart: Instant?
  /// A step of it has begun.
  var hasBegun = false
  /// The last step this chain began, for the census at its prompt.
  var lastStep = 0
}
