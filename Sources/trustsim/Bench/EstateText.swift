import ScenarioFiles

/// Scenarios that the benchmark writes for itself, so that it needs no file.
enum EstateText {
  /// One evening: both waves of resets of a rename, with this many phones on this many servers.
  static func renameEvening(phones: Int, nodes: Int) -> String {
    var lines = head("A rename evening")
    lines.append("cluster hq release 11.5(1)SU3 mode non-secure")
    lines.append("  node pub publisher tftp callmanager")
    lines.append("  node sub1..sub\(nodes - 1) tftp callmanager")
    for group in 1..<nodes {
      let second = group % (nodes - 1) + 1
      lines.append(
        "  group G\(group) = sub\(group) \(second == group ? "pub" : "sub\(second)") pub")
      lines.append("  site S\(group) option150 sub\(group) pub latency 2ms")
    }
    for group in 1..<nodes {
      let share = phones / (nodes - 1) + (group <= phones % (nodes - 1) ? 1 : 0)
      if share > 0 { lines.append("  phones \(share) model 8861 group G\(group) site S\(group)") }
    }
    lines += [
      "## Implementation",
      "22:00 pub> set network hostname hq-new-pub",
      "+5m GUI: reset phones",
      "wait until phones registered >= 99% of before within 24h else continue",
      "+5m sub1> set network hostname hq-new-sub1",
      "+5m GUI: reset phones",
      "wait until phones registered >= 99% of before within 24h else continue",
      "## Post-checks",
      "expect phones lost-trust = 0",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Everybody is reset at once, nothing else.
  static func storm(phones: Int, nodes: Int) -> String {
    var lines = head("A storm of resets")
    lines.append("cluster hq release 11.5(1)SU3 mode non-secure")
    lines.append("  node pub publisher tftp callmanager")
    lines.append("  node sub1..sub\(nodes - 1) tftp callmanager")
    for group in 1..<nodes {
      lines.append("  group G\(group) = sub\(group) pub")
      lines.append("  site S\(group) option150 sub\(group) pub latency 2ms")
      let share = phones / (nodes - 1) + (group <= phones % (nodes - 1) ? 1 : 0)
      if share > 0 { lines.append("  phones \(share) model 8861 group G\(group) site S\(group)") }
    }
    lines += [
      "## Implementation",
      "22:00 GUI: reset phones",
      "wait until phones registered >= 100% of before within 24h",
      "expect phones lost-trust = 0",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every server is renamed at once: no phone trusts anybody any more.
  static func emergency(phones: Int, nodes: Int) -> String {
    let estate = storm(phones: phones, nodes: nodes)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0 != "## Implementation" }.map { $0 + "\n" }.joined()
    var steps = ["## Implementation", "22:00 pub> set network hostname new-pub"]
    steps += (1..<nodes).map { "with previous sub\($0)> set network hostname new-sub\($0)" }
    steps += [
      "+5m GUI: reset phones", "wait until phones registered >= 99% within 2h else continue",
    ]
    return estate + steps.joined(separator: "\n") + "\n"
  }

  private static func head(_ title: String) -> [String] {
    ["mop 1", "title \(title)", "starts 2026-01-10 21:45", "seed 7", ""]
  }
}

/// Hands the reader a text that is in memory.
struct TextInMemory: FileReading {
  let text: String

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard includedFrom == nil else { throw .missing }
    return SourceText(name: path, bytes: Array(text.utf8))
  }
}
