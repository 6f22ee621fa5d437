import TextFormats
package import VirtualTime

/// Numbers, times and lists as people write them.
package enum Words {
  /// `12,345`.
  package static func number(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var text = value < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "," }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }

  package static func number(_ value: Int) -> String { number(Int64(value)) }

  /// `1 phone`, `2,000 phones`.
  package static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// Rules that only count together: `a`, `a and b together`.
  static func together(_ rules: [String]) -> String {
    list(rules) + (rules.count > 1 ? " together" : "")
  }

  /// Sets of rules, each of which decides: `a and b`, `a and b together; also on c`.
  static func dependences(_ sets: [String], atMost limit: Int) -> String {
    guard sets.contains(where: { $0.hasSuffix(" together") }) else {
      return list(sets, atMost: limit)
    }
    let more = sets.count > limit ? "; also on \(number(sets.count - limit)) more" : ""
    return sets.prefix(limit).joined(separator: "; also on ") + more
  }

  /// `no trust path`, `1 trust path`, `3 trust paths`.
  static func paths(_ count: Int) -> String {
    count == 0 ? "no trust path" : counted(count, "trust path")
  }

  /// One decimal, never rounded up: `99.9 %` is not yet all. Nil of nothing.
  package static func percentage(_ value: Int64, of base: Int64) -> String? {
    guard base > 0, value >= 0 else { return nil }
    let product = value.multipliedFullWidth(by: 1_000)
    guard product.high == 0, product.low <= UInt64(Int64.max) else { return nil }
    let tenths = Int64(product.low) / base
    let rest = tenths % 10
    return rest == 0 ? "\(number(tenths / 10)) %" : "\(number(tenths / 10)).\(rest) %"
  }

  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ all: [String]) -> String {
    guard all.count > 1, let last = all.last else { return all.first ?? "" }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The first few of a long list: `a, b, c and 12 more`.
  package static func list(_ all: [String], atMost limit: Int) -> String {
    guard all.count > limit else { return list(all) }
    return all.prefix(limit).joined(separator: ", ") + " and \(number(all.count - limit)) more"
  }

  /// To the second, upwards: an outage is never shown shorter than it was.
  package static func duration(_ length: Duration) -> String {
    guard length.microseconds >= 1_000_000 else { return length.text }
    let second: Int64 = 1_000_000
    let rest = length.microseconds % second
    return rest == 0 ? length.text : (length + .microseconds(second - rest)).text
  }

  /// Date and time of day to the second.
  package static func time(_ instant: Instant) -> String {
    let rest = instant.microseconds % 1_000_000
    return (instant - .microseconds(rest < 0 ? rest + 1_000_000 : rest)).text
  }

  /// A statement on one line, with single blanks where the file lines its columns up.
  package static func statement(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }

  /// A text that drives no terminal and gives no command in a build server's log.
  package static func safe(_ text: String) -> String { SafeText.shown(text) }

  /// A line that begins with `::` gives a command in a log of GitHub Actions; this one does not.
  static func harmlessLine(_ line: String) -> String {
    guard let first = line.firstIndex(where: { $0 != " " }), line[first...].hasPrefix("::") else {
      return line
    }
    return line[..<first] + "·" + line[line.index(after: first)...]
  }
}
