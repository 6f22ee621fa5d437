/// `bench [--json]`: measures this machine; the figures are made in `Bench/`.
func runBench(arguments: [String]) -> Int32 {
  Program.complain(.usage("bench is not supported yet"))
  return ExitStatus.usage.rawValue
}
