extension Duration {
  /// The length as the scenario language writes it, exact and canonical: `5m`, `1h30m`, `2d`,
  /// `1m12s`, `12.345s`, `40ms`, `250us`, `0s`, `-5m`.
  ///
  /// `init?(text:)` reads every such text back to the same length.
  package var text: String {
    if microseconds == 0 { return "0s" }
    var rest = microseconds.magnitude
    var text = microseconds < 0 ? "-" : ""
    if rest < 1_000 { return text + "\(rest)us" }
    if rest < 1_000_000 {
      return text + "\(rest / 1_000)" + Self.fraction(rest % 1_000, digits: 3) + "ms"
    }
    for (name, length) in Self.units where length > 1_000_000 && rest >= length {
      text += "\(rest / length)\(name)"
      rest %= length
    }
    if rest > 0 {
      text += "\(rest / 1_000_000)" + Self.fraction(rest % 1_000_000, digits: 6) + "s"
    }
    return text
  }

  /// Reads `5m`, `40ms`, `3d`, `1h30m`, `90s`, `250us`, `1.5s` or `-5m`.
  ///
  /// Units go from long to short, each at most once; only the last number may have a fraction, and
  /// only one that is exact in microseconds. Anything else, and any overflow, is nil.
  package init?(text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    var total: UInt64 = 0
    var longerUnit = UInt64.max
    while !rest.isEmpty {
      guard let part = Self.readPart(&rest), part.unit < longerUnit,
        !part.hasFraction || rest.isEmpty
      else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part.length)
      guard !overflow else { return nil }
      total = sum
      longerUnit = part.unit
    }
    if isNegative {
      guard total <= Int64.min.magnitude else { return nil }
      self.init(microseconds: Int64(truncatingIfNeeded: 0 &- total))
    } else {
      guard let microseconds = Int64(exactly: total) else { return nil }
      self.init(microseconds: microseconds)
    }
  }

  private static let units: [(name: String, length: UInt64)] = [
    ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000),
    ("ms", 1_000), ("us", 1),
  ]

  /// Point and digits of a fraction without trailing zeros, or nothing when it is zero.
  static func fraction(_ value: UInt64, digits: Int) -> String {
    if value == 0 { return "" }
    let shown = String(value)
    var text = String(repeating: "0", count: digits - shown.count) + shown
    while text.hasSuffix("0") { text.removeLast() }
    return "." + text
  }

  /// One number with its unit; nil when it is not one, overflows, or is finer than a microsecond.
  private static func readPart(
    _ rest: inout ArraySlice<UInt8>
  ) -> (length: UInt64, unit: UInt64, hasFraction: Bool)? {
    let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    let whole = rest.prefix(while: isDigit)
    guard !whole.isEmpty else { return nil }
    rest = rest.dropFirst(whole.count)
    var decimals: ArraySlice<UInt8> = []
    let hasFraction = rest.first == UInt8(ascii: ".")
    if hasFraction {
      decimals = rest.dropFirst().prefix(while: isDigit)
      guard !decimals.isEmpty else { return nil }
      rest = rest.dropFirst(1 + decimals.count)
    }
    let name = rest.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
    guard let unit = units.first(where: { $0.name.utf8.elementsEqual(name) })?.length else {
      return nil
    }
    rest = rest.dropFirst(name.count)
    var length: UInt64 = 0
    for digit in whole {
      let (tenfold, tooLong) = length.multipliedReportingOverflow(by: 10)
      let (next, overflow) = tenfold.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
      guard !tooLong, !overflow else { return nil }
      length = next
    }
    let (scaled, overflow) = length.multipliedReportingOverflow(by: unit)
    guard !overflow, let part = partOf(unit, decimals: decimals) else { return nil }
    let (sum, tooLong) = scaled.addingReportingOverflow(part)
    return tooLong ? nil : (sum, unit, hasFraction)
  }

  /// The decimals of a unit in microseconds; nil when they are not whole ones.
  private static func partOf(_ unit: UInt64, decimals: ArraySlice<UInt8>) -> UInt64? {
    var digits = decimals
    while digits.last == UInt8(ascii: "0") { digits = digits.dropLast() }
    // The longest unit, a day, is 2^13 x 3^3 x 5^8 microseconds: of more than thirteen decimals,
    // the last not zero, none come out whole.
    guard digits.count <= 13 else { return nil }
    var numerator: UInt64 = 0
    var denominator: UInt64 = 1
    for digit in digits {
      numerator = numerator * 10 + UInt64(digit - UInt8(ascii: "0"))
      denominator *= 10
    }
    let product = numerator.multipliedFullWidth(by: unit)
    let (quotient, remainder) = denominator.dividingFullWidth(product)
    return remainder == 0 ? quotient : nil
  }
}
