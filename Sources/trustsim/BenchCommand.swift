/// `bench [--short|--import|--growth] [--json]`: measures this machine; the figures are made in
/// `Bench/`.
func runBench(arguments: [String]) -> Int32 {
  do throws(Failure) {
    switch arguments.first {
    case "--window": return try runWindow(Array(arguments.dropFirst()))
    case "--pages": return try runPages(Array(arguments.dropFirst()))
    case "--storm": return try runStorm(Array(arguments.dropFirst()))
    case "--hold": return try runHold(Array(arguments.dropFirst()))
    default: break
    }
    let isImport = arguments.contains("--import")
    let known = ["--json", "--short", "--import", "--growth"]
    for argument in arguments where !known.contains(argument) {
      throw .unknown(
        "argument of bench", argument,
        among: known + ["--window", "--pages", "--storm", "--hold"])
    }
    let isShort = arguments.contains("--short")
    let isGrowth = arguments.contains("--growth")
    let figures =
      isImport ? try ImportBench.run() : isGrowth ? try growth() : try measured(short: isShort)
    try say(arguments.contains("--json") ? BenchReport.json(figures) : BenchReport.text(figures))
    return isShort ? try judged(figures) : ExitStatus.passes.rawValue
  } catch {
    Program.complain(error)
    return error.status.rawValue
  }
}

private func measured(short: Bool) throws(Failure) -> [BenchFigure] {
  do {
    if short {
      return QueueBench.short() + (try WindowBench.short()) + (try ReadingBench.short())
        + (try RenderingBench.short()) + (try StormBench.sideBySide(short: true))
    }
    // What runs in processes of its own comes first: the system counts the most memory of the
    // process that starts another to that of the other.
    let apart = (try ImportBench.run()) + (try WindowBench.run())
    // Then what takes memory in two threads, before large blocks that were given back change where
    // the allocator finds it.
    let sideBySide = try StormBench.sideBySide(short: false)
    return QueueBench.run() + PeerBench.run() + apart + (try ReadingBench.run())
      + (try RenderingBench.run()) + sideBySide + [try StormBench.remedies()]
      + (try GrowthBench.run())
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(status: .defect, message: "bench: \(error)")
  }
}

private func growth() throws(Failure) -> [BenchFigure] {
  do {
    return try GrowthBench.run()
  } catch {
    throw Failure(status: .defect, message: "bench: \(error)")
  }
}

/// 1 if a ratio is below half of what it should be: times say nothing on a machine that others use.
private func judged(_ figures: [BenchFigure]) throws(Failure) -> Int32 {
  var isGood = true
  for figure in figures {
    guard let ratio = figure.ratio, let goal = figure.goalRatio, ratio < goal / 2 else { continue }
    isGood = false
    Output.say("bench: the ratio of '\(figure.name)' is \(ratio), less than half of \(goal)\n")
  }
  return isGood ? ExitStatus.passes.rawValue : ExitStatus.fails.rawValue
}

/// `bench --window PHONES NODES`: one window in a process of its own, for its time and memory.
private func runWindow(_ arguments: [String]) throws(Failure) -> Int32 {
  let numbers = arguments.compactMap { Int($0) }
  guard arguments.count == 2, numbers.count == 2, numbers[0] > 0, numbers[1] > 1 else {
    throw .usage("bench --window wants a number of phones and one of nodes, two at least")
  }
  let window: StormBench.Window
  do {
    window = try StormBench.window(phones: numbers[0], nodes: numbers[1])
  } catch {
    throw Failure(status: .defect, message: "bench: \(error)")
  }
  try say(window.line)
  return ExitStatus.passes.rawValue
}

/// `bench --pages PHONES NODES ROUNDS`: the pages of one run, in a process of its own.
private func runPages(_ arguments: [String]) throws(Failure) -> Int32 {
  let numbers = arguments.compactMap { Int($0) }
  guard arguments.count == 3, numbers.count == 3, numbers[0] > 0, numbers[1] > 1, numbers[2] > 0
  else { throw .usage("bench --pages wants a number of phones, one of nodes and one of rounds") }
  let lines: String
  do {
    lines = try RenderingBench.lines(phones: numbers[0], nodes: numbers[1], rounds: numbers[2])
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(status: .defect, message: "bench: \(error)")
  }
  try say(lines)
  return ExitStatus.passes.rawValue
}

/// `bench --storm PHONES events|computed`: the storm that the peers in `Tests/Peers` run.
private func runStorm(_ arguments: [String]) throws(Failure) -> Int32 {
  guard arguments.count == 2, let phones = Int(arguments[0]), (1..<1 << 28).contains(phones),
    let mode = PeerStorm.Mode(rawValue: arguments[1])
  else { throw .usage("bench --storm wants a number of phones and events or computed") }
  let outcome = PeerStorm.run(phones: phones, mode: mode)
  let digits = String(outcome.checksum, radix: 16)
  let checksum = String(repeating: "0", count: 16 - digits.count) + digits
  try say(
    "trustsim \(mode.rawValue): phones \(phones) seconds \(outcome.seconds)"
      + " user \(ChildProcess.userSeconds)"
      + " megabytes \(ProcessMemory.peakBytes >> 20) last \(outcome.last) checksum \(checksum)\n"
  )
  return ExitStatus.passes.rawValue
}

/// `bench --hold PENDING RUN`: the hold model that the C++ ladder in `Tests/Peers` runs; the number
/// of the run is its seed.
private func runHold(_ arguments: [String]) throws(Failure) -> Int32 {
  let numbers = arguments.compactMap { Int($0) }
  guard arguments.count == 2, numbers.count == 2, (1..<1 << 28).contains(numbers[0]),
    (1...1_000).contains(numbers[1])
  else { throw .usage("bench --hold wants a number of pending tickets and that of a run") }
  try say(QueueBench.line(pending: numbers[0], run: numbers[1]))
  return ExitStatus.passes.rawValue
}

private func say(_ text: String) throws(Failure) {
  var buffer = OutputBuffer()
  buffer.add(text)
  try Output.writeResult(buffer)
}
