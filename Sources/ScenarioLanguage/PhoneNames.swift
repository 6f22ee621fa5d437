import ClusterModel

// Names of phones: SEP and twelve hexadecimal digits, as 48-bit numbers.

/// The first hexadecimal digits of phones' names; none for phones that the file does not name.
struct PhonePrefix: Hashable {
  var value: UInt64 = 0
  /// How many digits, 0 to 12: all twelve name a single phone.
  var count = 0

  /// Digits in ASCII; nil when there are none, too many, or anything else.
  init?(_ digits: some Collection<UInt8>) {
    guard (1...12).contains(digits.count) else { return nil }
    for digit in digits {
      guard let nibble = Self.nibble(digit) else { return nil }
      value = value << 4 | nibble
    }
    count = digits.count
  }

  private init() {}
  static let none = PhonePrefix()

  static func nibble(_ digit: UInt8) -> UInt64? {
    switch digit {
    case 0x30...0x39: UInt64(digit - 0x30)
    case 0x41...0x46: UInt64(digit - 0x37)
    case 0x61...0x66: UInt64(digit - 0x57)
    default: nil
    }
  }

  var text: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}

/// Which phone has which number.
struct PhoneNumbers {
  struct Run {
    var from: UInt64
    var count: Int
    /// Place of the first among all phones, in file order.
    var first: Int
  }
  private(set) var runs: [Run] = []
  private var isSorted = true

  /// Adds names; those that go on where the last ones ended become one run with them.
  mutating func add(from: UInt64, count: Int, first: Int) {
    if let last = runs.last {
      if last.from + UInt64(last.count) == from, last.first + last.count == first {
        runs[runs.count - 1].count += count
        return
      }
      if from < last.from { isSorted = false }
    }
    runs.append(Run(from: from, count: count, first: first))
  }

  /// Sorts by number; of equal numbers the first in file order stays first.
  mutating func sort() {
    guard !isSorted else { return }
    isSorted = true
    var other = runs
    // Three passes over sixteen bits each, for 48-bit numbers.
    for shift in [UInt64(0), 16, 32] {
      var starts = [Int](repeating: 0, count: 65_537)
      for run in runs { starts[Int(run.from >> shift & 0xFFFF) + 1] += 1 }
      for digit in 1...65_536 { starts[digit] += starts[digit - 1] }
      for run in runs {
        let digit = Int(run.from >> shift & 0xFFFF)
        other[starts[digit]] = run
        starts[digit] += 1
      }
      swap(&runs, &other)
    }
  }

  /// The place of the phone with this number; sorted first.
  func find(_ number: UInt64) -> Int? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].from <= number { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let run = runs[low - 1]
    let offset = number - run.from
    return offset < UInt64(run.count) ? run.first + Int(offset) : nil
  }
}

extension Reading {
  /// The first number of phones that the file does not name: 020000000001.
  private static let firstUnnamed: UInt64 = 0x0200_0000_0001
  private static let lastNumber: UInt64 = 0xFFFF_FFFF_FFFF

  /// `named PREFIX`: hexadecimal digits in capitals.
  func takePrefix(_ cursor: inout Cursor) throws(Problem) -> PhonePrefix {
    guard cursor.accept("named") else { return .none }
    let token = try cursor.takeValue("hexadecimal digits")
    let prefix = cursor.text(token)
    guard token.kind == .word, let found = PhonePrefix(Array(prefix.utf8)) else {
      let digits = prefix.hasPrefix("SEP") ? String(prefix.dropFirst(3)) : nil
      throw cursor.problem(
        .badPhoneName, "\(prefix) cannot begin the names of phones", at: token,
        expected: "one to eleven hexadecimal digits, or all twelve of one phone",
        suggestion: digits)
    }
    return found
  }

  /// The next numbers of phones that the file does not name.
  mutating func nextUnnamed(_ count: Int) -> UInt64? {
    let from = nextNumber[.none, default: Self.firstUnnamed]
    guard UInt64(count) <= Self.lastNumber - from + 1 else { return nil }
    nextNumber[.none] = from + UInt64(count)
    return from
  }

  /// The next numbers that begin with these digits, which count from 1, but for all twelve digits
  /// of one phone; nil when there are none.
  mutating func nextNumbers(_ count: Int, _ prefix: PhonePrefix) -> UInt64? {
    guard prefix != .none else { return nextUnnamed(count) }
    let room = UInt64(1) << UInt64(4 * (12 - prefix.count))
    let next = nextNumber[prefix, default: prefix.count == 12 ? 0 : 1]
    guard UInt64(count) <= room - min(next, room) else { return nil }
    nextNumber[prefix] = next + UInt64(count)
    return prefix.value * room + next
  }

  /// `SEP0200000000A1`, or nil.
  static func phoneNumber(_ name: String) -> UInt64? { DeviceName.number(name) }

  /// Reports every run of names that another phone has already; the later line is wrong.
  mutating func requireDistinctNames() {
    phoneNumbers.sort()
    let runs = phoneNumbers.runs
    guard var widest = runs.first else { return }
    for run in runs.dropFirst() {
      if run.from < widest.from + UInt64(widest.count) {
        let estate = scenario.estate
        let (earlier, later) = widest.first < run.first ? (widest, run) : (run, widest)
        let block = estate.phones[estate.blockIndex(ofPhone: later.first)]
        let other = estate.phones[estate.blockIndex(ofPhone: earlier.first)].location
        report(
          .phoneNamesOverlap,
          "\(deviceName(run.from)) is the name of two phones; the other is on line \(other.line)"
            + (other.file == block.location.file ? "" : " of \(files[other.file].name)"),
          at: block.location, expected: "names that no other phone has")
      }
      if run.from + UInt64(run.count) > widest.from + UInt64(widest.count) { widest = run }
    }
  }
}

/// The name that a phone has in the product: `SEP` and its hardware address.
package enum DeviceName {
  /// The address as a number; nil of anything but `SEP` and twelve hexadecimal digits.
  package static func number(_ name: String) -> UInt64? {
    guard name.hasPrefix("SEP"), name.utf8.count == 15,
      name.utf8.dropFirst(3).allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return UInt64(name.dropFirst(3), radix: 16)
  }
}
