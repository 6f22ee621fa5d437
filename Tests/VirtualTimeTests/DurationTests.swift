import TestSupport
import Testing
import VirtualTime

@Suite("Durations are exact, and written as the scenario language writes them")
struct DurationTests {
  static let texts: [(text: String, microseconds: Int64)] = [
    ("0s", 0), ("1us", 1), ("250us", 250), ("1ms", 1_000), ("1.5ms", 1_500), ("40ms", 40_000),
    ("999.999ms", 999_999), ("1s", 1_000_000), ("1.5s", 1_500_000), ("12.345s", 12_345_000),
    ("1.000001s", 1_000_001), ("59s", 59_000_000), ("1m", 60_000_000), ("1m12s", 72_000_000),
    ("1m30s", 90_000_000), ("5m", 300_000_000), ("1m0.04s", 60_040_000), ("1h", 3_600_000_000),
    ("1h30m", 5_400_000_000), ("1h1s", 3_601_000_000), ("1d", 86_400_000_000),
    ("2d", 172_800_000_000), ("1d2h3m4.005006s", 93_784_005_006), ("-5m", -300_000_000),
    ("-1.5ms", -1_500), ("106751991d4h54.775807s", .max), ("-106751991d4h54.775808s", .min),
  ]

  @Test("Each length has one text, which reads back", arguments: texts)
  func canonicalText(text: String, microseconds: Int64) {
    #expect(Duration(microseconds: microseconds).text == text)
    #expect(Duration(text: text) == Duration(microseconds: microseconds))
  }

  @Test("Random lengths of every magnitude read back from their texts")
  func roundTrip() {
    var dice = Dice(seed: 21)
    for _ in 0..<20_000 {
      let bits = Int64(bitPattern: dice.next()) >> dice.below(64)
      let length = Duration(microseconds: dice.oneIn(2) ? bits : bits / 1_000 * 1_000)
      #expect(Duration(text: length.text) == length)
    }
  }

  @Test(
    "Other spellings people use are read too",
    arguments: [
      ("90s", 90_000_000), ("90m", 5_400_000_000), ("1500ms", 1_500_000), ("007s", 7_000_000),
      ("1.50s", 1_500_000), ("0.5d", 43_200_000_000), ("0.0000000003125d", 27),
      ("1h0.5m", 3_630_000_000), ("0us", 0),
      ("1m500ms", 60_500_000), ("1s250us", 1_000_250), ("-0s", 0),
      ("0.000011574074074074074d", nil), ("0.0000000000578703703703703d", nil),
    ] as [(String, Int64?)])
  func otherSpellings(text: String, microseconds: Int64?) {
    #expect(Duration(text: text)?.microseconds == microseconds)
  }

  @Test(
    "What is no length is refused",
    arguments: [
      "", " ", "5", "m", "-", "--5m", "+5m", "5 m", " 5m", "5m ", "5M", "5min", "5x", "1m1h",
      "1m1m",
      "1s1m", "1ms1s", ".5s", "1.s", "1..5s", "1.5m30s", "1.5us", "0.0000001s", "1,5s", "1e3s",
      "５m",
      "106751992d", "99999999999999999999d", "18446744073709551616us", "9223372036854775808us",
      "-9223372036854775809us", "106751991d4h54.775808s", "1s\0",
    ])
  func refused(text: String) {
    #expect(Duration(text: text) == nil)
  }

  @Test("A slice of a line is read without a copy")
  func slice() {
    #expect(Duration(text: "latency 40ms".split(separator: " ")[1]) == .milliseconds(40))
  }

  @Test("Units count up to one another")
  func units() {
    #expect(Duration.days(1) == .hours(24))
    #expect(Duration.hours(1) == .minutes(60))
    #expect(Duration.minutes(1) == .seconds(60))
    #expect(Duration.seconds(1) == .milliseconds(1_000))
    #expect(Duration.milliseconds(1) == .microseconds(1_000))
    #expect(Duration.zero == .microseconds(0))
  }

  @Test("Sums, differences, products and quotients")
  func arithmetic() {
    #expect(Duration.seconds(90) + .seconds(30) == .minutes(2))
    #expect(Duration.seconds(90) - .minutes(2) == -.seconds(30))
    #expect(Duration.seconds(90) * 4 == .minutes(6))
    #expect(Duration.seconds(90) / 4 == .milliseconds(22_500))
    #expect(Duration.microseconds(-7) / 2 == .microseconds(-3))
    #expect(-Duration.seconds(1) < .zero && Duration.zero < .microseconds(1))
    var length = Duration.seconds(1)
    length += .seconds(2)
    length -= .milliseconds(500)
    #expect(length == .milliseconds(2_500))
  }

  @Test("What would be too long is the longest, in both directions")
  func saturation() {
    let shortest = Duration(microseconds: .min)
    #expect(Duration.longest + .microseconds(1) == .longest)
    #expect(shortest - .microseconds(1) == shortest)
    #expect(shortest + -Duration.days(1) == shortest)
    #expect(.zero - shortest == .longest)
    #expect(-shortest == .longest)
    #expect(Duration.days(1) * .max == .longest)
    #expect(Duration.days(1) * .min == shortest)
    #expect(Duration.days(-1) * .max == shortest)
    #expect(shortest / -1 == .longest)
    #expect(Duration.days(.max) == .longest && Duration.days(.min) == shortest)
    #expect(Instant.distantFuture + .seconds(1) == .distantFuture)
    #expect(Instant.distantPast - .seconds(1) == .distantPast)
    #expect(Instant.distantFuture - .distantPast == .longest)
    #expect(Instant.distantPast - .distantFuture == shortest)
  }
}
