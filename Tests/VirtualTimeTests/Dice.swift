/// Repeatable numbers for property tests: each case states its seed, so a failure can be replayed.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// From zero up to, but not including, the limit.
  mutating func below(_ limit: Int64) -> Int64 {
    Int64(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// True once in so many times.
  mutating func oneIn(_ times: Int64) -> Bool { below(times) == 0 }
}
