package import ClusterModel
import TrustRules
import VirtualTime

// Numbers, dates, durations and the other small values of the language.

extension Cursor {
  /// A whole number from 0.
  mutating func takeCount(_ what: String, atLeast least: Int = 0, atMost most: Int = .max)
    throws(Problem) -> Int
  {
    let token = try takeValue(what)
    guard token.kind == .word, let value = Self.count(text(token)), value >= least,
      value <= most
    else {
      let range = most == .max ? "from \(least)" : "from \(least) to \(most)"
      throw problem(
        .badNumber, "\(text(token)) is not a whole number \(range)", at: token, expected: what)
    }
    return value
  }

  /// Digits only; nil when there is anything else, or too many.
  static func count(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text)
  }

  /// `99%` or `99.5%` in hundredths of a percent.
  static func percent(_ text: String) -> Int? {
    guard text.hasSuffix("%") else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = count(String(parts[0])), whole <= 1_000_000 else {
      return nil
    }
    guard parts.count == 2 else { return whole * 100 }
    guard parts[1].utf8.count <= 2, let decimals = count(String(parts[1])) else { return nil }
    return whole * 100 + (parts[1].utf8.count == 1 ? decimals * 10 : decimals)
  }

  /// `5m`, `40ms`, `3d`, `1h30m`.
  mutating func takeDuration(
    _ what: String, mayBeZero: Bool = false
  ) throws(Problem) -> Duration {
    let token = try takeValue(what)
    return try duration(text(token), at: token, mayBeZero: mayBeZero, what)
  }

  func duration(
    _ written: String, at token: Token, mayBeZero: Bool, _ what: String
  ) throws(Problem) -> Duration {
    guard token.kind == .word, let duration = Duration(text: written), duration >= .zero else {
      throw problem(
        .badDuration, "\(written) is not a duration", at: token,
        expected: "\(what) such as 40ms, 90s, 5m, 1h30m or 3d")
    }
    guard mayBeZero || duration > .zero else {
      throw problem(.badDuration, "\(what) must be longer than nothing", at: token, expected: what)
    }
    return duration
  }

  /// Whether the next token looks like a date: digits, then `-`.
  var looksLikeDate: Bool {
    guard let word = nextWord else { return false }
    let digits = word.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    return digits > 0 && word.utf8.dropFirst(digits).first == UInt8(ascii: "-")
  }

  /// Whether the next token looks like a time of day: digits, then `:` and a digit.
  var looksLikeClock: Bool {
    guard let word = nextWord else { return false }
    let digits = word.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    let rest = word.utf8.dropFirst(digits)
    return digits > 0 && rest.first == UInt8(ascii: ":")
  }

  /// `2026-01-10`: midnight at which that day begins.
  mutating func takeDate(_ what: String = "a date") throws(Problem) -> Instant {
    let token = try takeValue(what)
    let parts = text(token).split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard token.kind == .word, parts.count == 3, parts[0].utf8.count == 4,
      parts[1].utf8.count == 2, parts[2].utf8.count == 2, let year = Self.count(parts[0]),
      let month = Self.count(parts[1]), let day = Self.count(parts[2])
    else {
      throw problem(
        .badDate, "\(text(token)) is not a date", at: token, expected: "\(what) such as 2026-01-10")
    }
    guard let date = CivilTime(year: year, month: month, day: day) else {
      throw problem(
        .badDate, "the calendar has no \(text(token))", at: token, expected: "a day that exists")
    }
    return date.instant
  }

  /// `22:00` or `22:00:05`: the time since midnight.
  mutating func takeClock(_ what: String = "a time of day") throws(Problem) -> Duration {
    let token = try takeValue(what)
    let parts = text(token).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let numbers = parts.compactMap { $0.utf8.count == 2 ? Self.count($0) : nil }
    guard token.kind == .word, (2...3).contains(parts.count), numbers.count == parts.count,
      numbers[0] < 24, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60
    else {
      throw problem(
        .badClock, "\(text(token)) is not a time of day", at: token,
        expected: "\(what) from 00:00 to 23:59, or with seconds 22:00:05")
    }
    return .hours(Int64(numbers[0])) + .minutes(Int64(numbers[1]))
      + .seconds(Int64(numbers.count > 2 ? numbers[2] : 0))
  }

  /// `2026-01-10 22:00`.
  mutating func takeDateAndClock(_ what: String) throws(Problem) -> Instant {
    let date = try takeDate(what)
    return try date + takeClock("a time of day after the date")
  }

  /// `11.5(1)SU3`, `14SU3` or `12.5.1.13900-152`.
  mutating func takeRelease() throws(Problem) -> ReleaseName {
    let token = try takeValue("a release")
    guard token.kind == .word, let release = releaseName(text(token)) else {
      throw problem(
        .badRelease, "\(text(token)) is not a release", at: token,
        expected: "a release such as 11.5(1), 11.5(1)SU3, 14, 14SU3 or 12.5.1.13900-152")
    }
    guard Release(release).isKnown else {
      throw problem(
        .badRelease, "there is no release \(text(token)) with Security By Default", at: token,
        expected: Release.knownText)
    }
    return release
  }

  /// `2Mbit` in bits a second.
  mutating func takeBandwidth() throws(Problem) -> Int64 {
    let token = try takeValue("a bandwidth")
    let written = text(token)
    for (unit, bits) in [("kbit", 1_000), ("Mbit", 1_000_000), ("Gbit", 1_000_000_000)]
    where token.kind == .word && written.hasSuffix(unit) {
      let number = String(written.dropLast(unit.count))
      if let hundredths = Self.percent(number + "%"), hundredths > 0 {
        return Int64(hundredths) * Int64(bits) / 100
      }
    }
    throw problem(
      .badBandwidth, "\(written) is not a bandwidth", at: token,
      expected: "bits a second such as 512kbit, 2Mbit, 1.5Mbit or 1Gbit")
  }

  /// An IPv4 address, or an IPv6 one by its letters only.
  mutating func takeAddress() throws(Problem) -> String {
    let token = try takeValue("an address")
    let written = text(token)
    guard token.kind == .word, NetworkAddress.isAddress(written) else {
      throw problem(
        .badAddress, "\(written) is not an address", at: token,
        expected: "an address such as 10.1.1.5")
    }
    return written
  }

  /// A host or domain name as DNS writes it.
  mutating func takeHost(_ what: String) throws(Problem) -> String {
    let token = try takeValue(what)
    let written = text(token)
    let isHost = written.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    guard token.kind == .word, isHost, written.utf8.count <= 253, !written.hasPrefix("-"),
      !written.hasPrefix("."), !Keywords.all.contains(written)
    else {
      throw problem(
        .badAddress, "\(written) is not \(what)", at: token,
        expected: "\(what) of letters, digits, - and .")
    }
    return written
  }
}

/// Takes a release apart by its writing alone; nil when it is not written like one.
func releaseName(_ text: String) -> ReleaseName? {
  var rest = text[...]
  func number(_ most: Int) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.utf8.count <= 6, let value = Int(digits), value <= most else {
      return nil
    }
    rest = rest.dropFirst(digits.count)
    return value
  }
  func accept(_ sign: String) -> Bool {
    guard rest.hasPrefix(sign) else { return false }
    rest = rest.dropFirst(sign.count)
    return true
  }
  guard let major = number(99), major >= 3 else { return nil }
  var name = ReleaseName(
    text: text, major: major, minor: 0, maintenance: 0, serviceUpdate: 0, build: nil)
  if accept(".") {
    guard let minor = number(99) else { return nil }
    name.minor = minor
    if accept("(") {
      guard let maintenance = number(99), accept(")") else { return nil }
      name.maintenance = maintenance
    } else {
      guard accept("."), let maintenance = number(99), accept("."), let build = number(99_999),
        accept("-"), let suffix = number(99_999), rest.isEmpty
      else { return nil }
      name.maintenance = maintenance
      name.build = [build, suffix]
      return name
    }
  }
  if accept("SU") {
    guard let update = number(99), update > 0 else { return nil }
    name.serviceUpdate = update
  }
  return rest.isEmpty ? name : nil
}

extension ReleaseName {
  /// The release that is written so, whether there is one or not; nil when it is not written like
  /// one.
  package init?(text: String) {
    guard let read = releaseName(text) else { return nil }
    self = read
  }
}

/// Addresses of the network by their writing alone.
package enum NetworkAddress {
  /// Whether a text is written like an address of IPv4 or IPv6.
  package static func isAddress(_ text: String) -> Bool {
    if text.contains(":") {
      return text.utf8.count <= 39 && text.utf8.count { $0 == UInt8(ascii: ":") } >= 2
        && text.allSatisfy { $0 == ":" || ($0.isASCII && $0.isHexDigit) }
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { $0.utf8.count <= 3 && (Cursor.count(String($0)) ?? 256) < 256 }
  }
}
