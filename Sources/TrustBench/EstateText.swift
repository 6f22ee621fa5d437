import ScenarioLanguage

/// Scenarios that the benchmark writes for itself, so that it needs no file.
package enum EstateText {
  /// One evening: both waves of resets of a rename, with this many phones on this many servers.
  ///
  /// Twenty nodes are as many as a cluster has; more are several clusters that do the same at the
  /// same time.
  package static func renameEvening(phones: Int, nodes: Int) -> String {
    let clusters = (nodes + 19) / 20
    var lines = head("A rename evening")
    for place in 0..<clusters {
      lines += cluster(
        place, phones: share(of: phones, place, among: clusters),
        nodes: share(of: nodes, place, among: clusters))
    }
    lines.append("## Implementation")
    for (renamed, time) in [("pub", "22:00"), ("sub1", "+5m")] {
      for place in 0..<clusters {
        lines.append(
          "\(place == 0 ? time : "with previous") \(name(renamed, place))>"
            + " set network hostname new-\(name(renamed, place))")
      }
      for place in 0..<clusters {
        lines.append("\(place == 0 ? "+5m" : "with previous") GUI@c\(place): reset phones")
      }
      lines.append("wait until phones registered >= 99% of before within 24h else continue")
    }
    lines += ["## Post-checks", "expect phones lost-trust = 0"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// FIPS mode enabled on both servers: of the plans shipped the one that most undocumented
  /// behaviours touch.
  package static let manyInterpretations = """
    mop 1
    starts 2022-02-18 20:30
    seed 61
    cluster hq release 12.5(1)SU4 mode non-secure
      node pub publisher tftp callmanager address 10.1.1.5
      node sub1 tftp callmanager
      group Default = sub1 pub
      group Lobby = pub
      site campus option150 pub sub1 latency 1ms
      phones 1200 model 8861 group Default site campus
      phones 60 model 8861 group Lobby site campus
    ## Implementation
    21:00 sub1> utils fips enable
    +5m pub> utils service restart Cisco Tftp
    +5m GUI: reset phones
    wait until phones registered = all within 60m
    +5m pub> utils fips enable
    +5m sub1> utils service restart Cisco Tftp
    +5m GUI: reset phones
    wait until phones registered = all within 60m else continue
    ## Post-checks
    expect phones of group Default lost-trust = 0
    expect phones of group Lobby lost-trust = all

    """

  /// The same evening of one cluster whose phones stand in a table, no two neighbours of which are
  /// alike or follow each other by name: the longest pages that so many phones can have.
  static func mixedEvening(phones: Int, nodes: Int) -> TextInMemory {
    var lines: [String] = []
    for line in renameEvening(phones: nodes - 1, nodes: nodes).split(separator: "\n") {
      if line.hasPrefix("  phones ") {
        if lines.last != "  phones from phones.csv" { lines.append("  phones from phones.csv") }
      } else {
        lines.append(String(line))
      }
    }
    var table = Array("name,model,group,site\n".utf8)
    table.reserveCapacity(phones * 48)
    let digits = Array("0123456789ABCDEF".utf8)
    let kinds = (1..<nodes).map { Array(",8861,\(name("G\($0)", 0)),\(name("S\($0)", 0))\n".utf8) }
    for phone in 0..<phones {
      // An odd factor gives each phone a name of its own.
      let address = UInt64(phone + 1) &* 0x9E37_79B9_7F4B & 0xFFFF_FFFF_FFFF
      table += "SEP".utf8
      for place in (0..<12).reversed() {
        table.append(digits[Int(truncatingIfNeeded: address >> (place * 4)) & 15])
      }
      table += kinds[phone % kinds.count]
    }
    return TextInMemory(text: lines.map { $0 + "\n" }.joined(), included: table)
  }

  private static func share(of all: Int, _ place: Int, among count: Int) -> Int {
    all / count + (place < all % count ? 1 : 0)
  }

  /// A node's name in a cluster: `sub3` of the first is `a-sub3`.
  private static func name(_ node: String, _ cluster: Int) -> String {
    "\(Character(UnicodeScalar(UInt8(97 + cluster % 26))))\(cluster / 26)-\(node)"
  }

  private static func cluster(_ place: Int, phones: Int, nodes: Int) -> [String] {
    func node(_ word: String) -> String { name(word, place) }
    var lines = ["cluster c\(place) release 11.5(1)SU3 mode non-secure"]
    lines.append("  node \(node("pub")) publisher tftp callmanager")
    for number in 1..<nodes { lines.append("  node \(node("sub\(number)")) tftp callmanager") }
    for group in 1..<nodes {
      let second = group % (nodes - 1) + 1
      let then = second == group ? node("pub") : node("sub\(second)")
      let last = second == group ? "" : " \(node("pub"))"
      lines.append("  group \(node("G\(group)")) = \(node("sub\(group)")) \(then)\(last)")
      lines.append(
        "  site \(node("S\(group)")) option150 \(node("sub\(group)")) \(node("pub"))"
          + " latency 2ms")
    }
    for group in 1..<nodes {
      let share = share(of: phones, group - 1, among: nodes - 1)
      if share > 0 {
        lines.append(
          "  phones \(share) model 8861 group \(node("G\(group)")) site \(node("S\(group)"))")
      }
    }
    return lines
  }

  /// Everybody is reset at once, nothing else.
  package static func storm(phones: Int, nodes: Int) -> String {
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
  package static func emergency(phones: Int, nodes: Int) -> String {
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

/// Hands the reader texts that are in memory: the scenario, and what it includes.
struct TextInMemory: FileReading {
  let text: String
  var included: [UInt8] = []

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    if includedFrom == nil { return SourceText(name: path, bytes: Array(text.utf8)) }
    guard !included.isEmpty else { throw .missing }
    return SourceText(name: path, bytes: included)
  }
}
