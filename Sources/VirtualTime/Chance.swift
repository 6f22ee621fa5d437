/// Chance without a state: what is drawn depends only on the seed, what it is for, whose it is and
/// how many that owner drew before.
///
/// So one more phone, or one more draw of another phone, changes nobody else's luck, and the order
/// in which draws are made does not matter.
@usableFromInline
package struct Chance: Sendable {
  @usableFromInline let key: UInt64

  /// The chance of one run.
  package init(seed: UInt64) {
    key = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// Sixty-four fair bits; `number` counts the owner's draws for this purpose.
  @inlinable
  @inline(__always)
  package func draw(purpose: UInt32, owner: UInt32, number: UInt32) -> UInt64 {
    let place = UInt64(purpose) << 32 | UInt64(owner)
    let stream = Self.mix(key ^ (place &* 0x9E37_79B9_7F4A_7C15))
    return Self.mix(stream &+ (UInt64(number) &+ 1) &* 0xD1B5_4A32_D192_ED03)
  }

  /// A length drawn evenly from `length` less so many percent to `length` plus so many percent.
  ///
  /// Both ends are possible. The result is never negative; a length that is not positive, and a
  /// percentage that is not, give the length unchanged.
  @inlinable
  package func spread(
    _ length: Duration, percent: Int64, purpose: UInt32, owner: UInt32, number: UInt32
  ) -> Duration {
    draw(Spread(around: length, percent: percent), purpose: purpose, owner: owner, number: number)
  }

  /// A length drawn evenly from a spread.
  @inlinable
  @inline(__always)
  package func draw(
    _ spread: Spread, purpose: UInt32, owner: UInt32, number: UInt32
  ) -> Duration {
    spread.least + within(spread.choices, purpose: purpose, owner: owner, number: number)
  }

  /// A length drawn evenly from zero up to, but not including, `length`; zero when that is not
  /// positive.
  @inlinable
  @inline(__always)
  package func within(
    _ length: Duration, purpose: UInt32, owner: UInt32, number: UInt32
  ) -> Duration {
    guard length > .zero else { return .zero }
    let bits = draw(purpose: purpose, owner: owner, number: number)
    let share = bits.multipliedFullWidth(by: UInt64(length.microseconds)).high
    return Duration(microseconds: Int64(share))
  }

  // The finaliser of SplitMix64: a bijection in which every input bit reaches every output bit.
  @inlinable
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// Lengths to draw evenly from: the least and how many there are, a microsecond apart.
@usableFromInline
package struct Spread: BitwiseCopyable, Sendable {
  @usableFromInline let least: Duration
  /// Zero: only `least` itself.
  @usableFromInline let choices: Duration

  /// From `length` less so many percent to `length` plus so many percent; see ``Chance/spread``.
  @inlinable
  package init(around length: Duration, percent: Int64) {
    guard length > .zero, percent > 0 else {
      least = length
      choices = .zero
      return
    }
    let (hundredths, rest) = length.microseconds.quotientAndRemainder(dividingBy: 100)
    let reach =
      Duration(microseconds: hundredths) * percent + Duration(microseconds: rest) * percent / 100
    least = max(.zero, length - reach)
    choices = (length + reach - least) + .microseconds(1)
  }

  /// From zero up to, but not including, `length`; zero when that is not positive.
  @inlinable
  package init(below length: Duration) {
    least = .zero
    choices = max(.zero, length)
  }
}
