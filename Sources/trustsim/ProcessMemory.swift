/// The memory of this process, as Linux counts it; zero where it does not say.
enum ProcessMemory {
  static var residentBytes: Int { bytes("VmRSS:") }
  static var peakBytes: Int { bytes("VmHWM:") }

  /// From now on the peak is counted anew. Where that is not allowed it stays that of the whole
  /// run, so that a page seems to take more than it does, never less.
  static func forgetPeak() {
    let descriptor = SystemCalls.openFile("/proc/self/clear_refs", O_WRONLY)
    guard descriptor >= 0 else { return }
    try? Output.write(Array("5".utf8), to: descriptor, named: "clear_refs")
    close(descriptor)
  }

  private static func bytes(_ name: String) -> Int {
    guard let status = try? ScenarioReader.wholeFile("/proc/self/status") else { return 0 }
    let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix(name) }) else { return 0 }
    let words = line.split(whereSeparator: \.isWhitespace)
    return words.count > 1 ? (Int(words[1]) ?? 0) << 10 : 0
  }
}
