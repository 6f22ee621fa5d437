import Dispatch
import ScenarioSearch
import TextFormats
import TrustBench
import TrustVerdicts

/// `bench [--short|--import|--growth] [--json]`: measures this machine; the figures are made in
/// `TrustBench`.
func runBench(arguments: [String]) -> ExitStatus {
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
      try measured {
        isImport
          ? try ImportBench(surroundings).run()
          : isGrowth ? try GrowthBench(surroundings).run() : try everything(short: isShort)
      }
    if arguments.contains("--json") {
      try Output.writeResult { $0.put(BenchReport.json(figures)) }
    } else {
      try say(BenchReport.text(figures))
    }
    return isShort ? try judged(figures) : ExitStatus(of: .answered)
  } catch {
    Program.complain(error)
    return error.status
  }
}

private func everything(short: Bool) throws -> [BenchFigure] {
  let queue = QueueBench(surroundings)
  let window = WindowBench(surroundings)
  let reading = ReadingBench(surroundings)
  let rendering = RenderingBench(surroundings)
  let storm = StormBench(surroundings)
  if short {
    return queue.short() + (try window.short()) + (try reading.short())
      + (try rendering.short()) + (try storm.sideBySide(short: true))
  }
  // What runs in processes of its own comes first: the system counts the most memory of the
  // process that starts another to that of the other.
  let apart = (try ImportBench(surroundings).run()) + (try window.run())
  // Then what takes memory in two threads, before large blocks that were given back change where
  // the allocator finds it.
  let sideBySide = try storm.sideBySide(short: false)
  return queue.run() + PeerBench(surroundings).run() + apart + (try reading.run())
    + (try rendering.run()) + sideBySide + [try storm.remedies()]
    + (try GrowthBench(surroundings).run())
}

/// What the benchmark gives; where it cannot measure, that is a defect of the program.
private func measured<Value>(_ measure: () throws -> Value) throws(Failure) -> Value {
  do {
    return try measure()
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(status: .defect, message: "bench: \(error)")
  }
}

/// What the benchmark measures with.
private let surroundings = BenchSurroundings(
  version: Program.version, nanoseconds: { DispatchTime.now().uptimeNanoseconds },
  userSeconds: { ChildProcess.userSeconds }, residentBytes: { ProcessMemory.residentBytes },
  peakBytes: { ProcessMemory.peakBytes }, forgetPeak: { ProcessMemory.forgetPeak() },
  startAgain: { try ChildProcess.run($0, input: $1) }, writeTemporaryFile: writeTemporaryFile,
  readFile: { try ScenarioReader.wholeFile($0, atMost: $1) },
  removeFile: { SystemCalls.remove($0) },
  writeAway: { try Output.replaceFile("/dev/null", with: $0) },
  workers: { Workers.threads($0) })

@Sendable
private func writeTemporaryFile(_ bytes: [UInt8]) throws -> String {
  let folder = SystemCalls.environment("TMPDIR") ?? "/tmp"
  guard let path = SystemCalls.makeTemporaryFile("\(folder)/trustsim-bench-") else {
    throw Failure(status: .outputNotWritten, message: "bench: \(systemMessage(errno))")
  }
  do throws(Failure) {
    try Output.replaceFile(path) { $0.put(bytes) }
  } catch {
    SystemCalls.remove(path)
    throw error
  }
  return path
}

/// 1 if a ratio is below half of what it should be: times say nothing on a machine that others use.
private func judged(_ figures: [BenchFigure]) throws(Failure) -> ExitStatus {
  var isGood = true
  for figure in figures {
    guard let ratio = figure.ratio, let goal = figure.goalRatio, ratio < goal / 2 else { continue }
    isGood = false
    Output.say("bench: the ratio of '\(figure.name)' is \(ratio), less than half of \(goal)\n")
  }
  return ExitStatus(of: .bench(isFastEnough: isGood))
}

/// `bench --window PHONES NODES`: one window in a process of its own, for its time and memory.
private func runWindow(_ arguments: [String]) throws(Failure) -> ExitStatus {
  let numbers = arguments.compactMap { Int($0) }
  guard arguments.count == 2, numbers.count == 2, numbers[0] > 0, numbers[1] > 1 else {
    throw .usage("bench --window wants a number of phones and one of nodes, two at least")
  }
  let window = try measured {
    try StormBench(surroundings).window(phones: numbers[0], nodes: numbers[1])
  }
  try say(window.line)
  return ExitStatus(of: .answered)
}

/// `bench --pages PHONES NODES ROUNDS`: the pages of one run, in a process of its own.
private func runPages(_ arguments: [String]) throws(Failure) -> ExitStatus {
  let numbers = arguments.compactMap { Int($0) }
  guard arguments.count == 3, numbers.count == 3, numbers[0] > 0, numbers[1] > 1, numbers[2] > 0
  else { throw .usage("bench --pages wants a number of phones, one of nodes and one of rounds") }
  let lines = try measured {
    try RenderingBench(surroundings).lines(
      phones: numbers[0], nodes: numbers[1], rounds: numbers[2])
  }
  try say(lines)
  return ExitStatus(of: .answered)
}

/// `bench --storm PHONES events|computed`: the storm that the peers in `Tests/Peers` run.
private func runStorm(_ arguments: [String]) throws(Failure) -> ExitStatus {
  guard arguments.count == 2, let phones = Int(arguments[0]), (1..<1 << 28).contains(phones),
    let mode = PeerStorm.Mode(rawValue: arguments[1])
  else { throw .usage("bench --storm wants a number of phones and events or computed") }
  let outcome = PeerStorm.run(phones: phones, mode: mode, surroundings)
  let digits = String(outcome.checksum, radix: 16)
  let checksum = String(repeating: "0", count: 16 - digits.count) + digits
  try say(
    "trustsim \(mode.rawValue): phones \(phones) seconds \(outcome.seconds)"
      + " user \(ChildProcess.userSeconds)"
      + " megabytes \(ProcessMemory.peakBytes >> 20) last \(outcome.last) checksum \(checksum)\n"
  )
  return ExitStatus(of: .answered)
}

/// `bench --hold PENDING RUN`: the hold model that the C++ ladder in `Tests/Peers` runs; the number
/// of the run is its seed.
private func runHold(_ arguments: [String]) throws(Failure) -> ExitStatus {
  let numbers = arguments.compactMap { Int($0) }
  guard arguments.count == 2, numbers.count == 2, (1..<1 << 28).contains(numbers[0]),
    (1...1_000).contains(numbers[1])
  else { throw .usage("bench --hold wants a number of pending tickets and that of a run") }
  try say(QueueBench(surroundings).line(pending: numbers[0], run: numbers[1]))
  return ExitStatus(of: .answered)
}

private func say(_ text: String) throws(Failure) {
  var buffer = OutputBuffer()
  buffer.add(text)
  try Output.writeResult(buffer)
}
