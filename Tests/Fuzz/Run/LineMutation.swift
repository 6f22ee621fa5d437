#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines of good inputs, and their words.
struct Stock {
  private(set) var lines: [[UInt8]] = []
  private(set) var words: [[UInt8]] = []

  /// Without a file there are none.
  init(path: String?) {
    guard let path, let file = fopen(path, "r") else { return }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = getc(file)
      if byte == EOF { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    lines = bytes.split(separator: 0x0A).map(Array.init)
    words = Array(Set(lines.flatMap { Self.words(of: $0) })).sorted {
      $0.lexicographicallyPrecedes($1)
    }
  }

  static func words(of line: [UInt8]) -> [[UInt8]] {
    line.split { " ,\t".utf8.contains($0) }.map(Array.init)
  }
}

/// One change of a text by lines or words, drawn by a seed.
struct LineMutation {
  private var state: UInt64

  init(seed: UInt32) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state &* 0x2545_F491_4F6C_DD1D).multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  mutating func changed(_ text: [UInt8], _ stock: Stock) -> [UInt8] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    for _ in 0...below(3) { change(&lines, stock) }
    return Array(lines.joined(separator: [0x0A]))
  }

  private mutating func change(_ lines: inout [[UInt8]], _ stock: Stock) {
    let at = below(lines.count)
    switch below(12) {
    case 0: lines.insert(stock.lines[below(stock.lines.count)], at: below(lines.count + 1))
    case 1: lines[at] = stock.lines[below(stock.lines.count)]
    case 2: if lines.count > 1 { lines.remove(at: at) }
    case 3: lines.insert(lines[at], at: below(lines.count + 1))
    case 4: lines.swapAt(at, below(lines.count))
    case 5:
      // Deeper or less deep.
      if lines[at].first == 0x20 {
        lines[at] = Array(lines[at].drop { $0 == 0x20 })
      } else {
        lines[at] = [0x20, 0x20] + lines[at]
      }
    case 6: number(&lines[at])
    default: word(&lines[at], lines, stock)
    }
  }

  private mutating func number(_ line: inout [UInt8]) {
    let places = line.indices.filter { 0x30...0x39 ~= line[$0] }
    guard !places.isEmpty else { return }
    let start = places[below(places.count)]
    let end = line[start...].firstIndex { !(0x30...0x39 ~= $0) } ?? line.count
    let numbers = [
      "0", "1", "2", "3", "7", "24", "59", "60", "99", "100", "365", "1000", "65536", "4294967296",
      "9223372036854775807", "18446744073709551616", "00", "007",
    ]
    line.replaceSubrange(start..<end, with: numbers[below(numbers.count)].utf8)
  }

  private mutating func word(_ line: inout [UInt8], _ lines: [[UInt8]], _ stock: Stock) {
    var words = line.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
    let at = below(words.count)
    let own = Stock.words(of: lines[below(lines.count)])
    let new =
      own.isEmpty || oneIn(2) ? stock.words[below(stock.words.count)] : own[below(own.count)]
    switch below(5) {
    case 0: words.insert(new, at: below(words.count + 1))
    case 1: words.remove(at: at)
    case 2: words.swapAt(at, below(words.count))
    default: words[at] = new
    }
    line = Array(words.joined(separator: [0x20]))
  }
}
