/// Numbers that look drawn and are the same in every run: the one source of them in tests.
///
/// Each case states its seed, so that a failure can be run again.
/// Source: xorshift64*, Vigna 2016.
package struct Dice {
  private var state: UInt64

  package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  package mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// From zero up to, but not including, the limit; zero where that is zero.
  package mutating func below<Number: FixedWidthInteger>(_ limit: Number) -> Number {
    Number(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// True once in so many times.
  package mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// Some of the values, at least one and at most `limit`, in any order.
  package mutating func some<Value>(_ values: [Value], atMost limit: Int = .max) -> [Value] {
    var left = values
    var chosen: [Value] = []
    let count = 1 + below(min(values.count, limit))
    while chosen.count < count { chosen.append(left.remove(at: below(left.count))) }
    return chosen
  }
}
