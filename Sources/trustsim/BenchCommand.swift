/// `bench [--json]`: measures this machine; the figures are made in `Bench/`.
func runBench(arguments: [String]) -> Int32 {
  do throws(Failure) {
    for argument in arguments where argument != "--json" {
      throw .unknown("argument of bench", argument, among: ["--json"])
    }
    let figures = try measured()
    var buffer = OutputBuffer()
    buffer.add(
      arguments.isEmpty ? BenchReport.text(figures) : BenchReport.json(figures))
    try Output.writeResult(buffer)
    return ExitStatus.holds.rawValue
  } catch {
    Program.complain(error)
    return error.status.rawValue
  }
}

private func measured() throws(Failure) -> [BenchFigure] {
  do {
    return QueueBench.run() + (try StormBench.run())
  } catch {
    throw Failure(status: .defect, message: "bench: \(error)")
  }
}
