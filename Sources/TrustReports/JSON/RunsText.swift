import ClusterModel
package import TextFormats

// Runs as one string, made item by item when it is written and read byte by byte: a million phones
// are a few million bytes at most, not a million values.

extension RunsOfNames: TextMaking {
  /// `SEP020000000001*3800 SEP02000000AAAA`.
  package func put(to outlet: inout PageOutlet) {
    var name = Array("SEP000000000000".utf8)
    var some = RunBytes()
    for run in runs {
      some.begin(&outlet)
      CountingName.write(run.first, to: &name)
      some.bytes.append(contentsOf: name)
      some.putCount(run.count)
    }
    outlet.put(some.bytes)
  }
}

extension RunsOfPlaces: TextMaking {
  /// `0*3800 1 0*150`.
  package func put(to outlet: inout PageOutlet) {
    var some = RunBytes()
    for run in runs {
      some.begin(&outlet)
      some.put(Int(run.place))
      some.putCount(Int(run.count))
    }
    outlet.put(some.bytes)
  }
}

/// The bytes of some runs, which go to the outlet together: a call for each of a million small
/// pieces would cost more than they do.
private struct RunBytes {
  private static let most = 16 << 10
  var bytes: [UInt8] = []
  private var isFirst = true

  init() { bytes.reserveCapacity(Self.most + 64) }

  /// A run begins; what there is goes out where it is enough.
  mutating func begin(_ outlet: inout PageOutlet) {
    if !isFirst { bytes.append(UInt8(ascii: " ")) }
    isFirst = false
    guard bytes.count >= Self.most else { return }
    outlet.put(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// `*3800`; nothing of one.
  mutating func putCount(_ count: Int) {
    guard count > 1 else { return }
    bytes.append(UInt8(ascii: "*"))
    put(count)
  }

  /// A number in decimal digits.
  mutating func put(_ number: Int) {
    if 0..<10 ~= number { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
    bytes.append(contentsOf: String(number).utf8)
  }
}

/// Calls with the item and the count of each run, until the count is no number.
private func forEachRun(
  of text: String, what: String, _ body: (Substring.UTF8View, Int) -> Bool
) throws(JSONProblem) {
  for part in text.utf8.split(separator: UInt8(ascii: " ")) {
    let end = part.firstIndex(of: UInt8(ascii: "*")) ?? part.endIndex
    let count =
      end == part.endIndex ? 1 : whole(part[part.index(after: end)...], radix: 10) ?? 0
    guard (1...UInt64(Int32.max)).contains(count), body(part[..<end], Int(count)) else {
      let shown = Substring(part).prefix(40)
      throw JSONProblem(place: "", what: "'\(shown)' is no run of \(what)")
    }
  }
}

/// A number without a sign; nil of anything else, and of one that is too large.
private func whole(_ digits: Substring.UTF8View, radix: UInt64) -> UInt64? {
  guard !digits.isEmpty, digits.count <= 18 else { return nil }
  var value: UInt64 = 0
  for byte in digits {
    let digit: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
    default: return nil
    }
    guard UInt64(digit) < radix else { return nil }
    value = value &* radix &+ UInt64(digit)
  }
  return value
}

private func schema(pattern: String) -> JSONValue {
  .object([
    JSONMember("type", .string("string")),
    JSONMember("pattern", .string("^(\(pattern)(\\*[0-9]+)?( \(pattern)(\\*[0-9]+)?)*)?$")),
  ])
}

extension RunsOfNames: JSONConvertible {
  var json: JSONValue { .made(MadeText(self)) }

  init(json: JSONValue) throws(JSONProblem) {
    if case .made(let text) = json, let runs = text.maker as? RunsOfNames {
      self = runs
      return
    }
    var all = RunsOfNames()
    try forEachRun(of: String(json: json), what: "names") { name, count in
      guard name.count == CountingName.length, name.starts(with: "SEP".utf8),
        let address = whole(name.dropFirst(3), radix: 16), address + UInt64(count) <= 1 << 48
      else { return false }
      all.add(address, count: count)
      return true
    }
    self = all
  }

  static var schema: JSONValue { TrustReports.schema(pattern: "SEP[0-9A-F]{12}") }
}

extension RunsOfPlaces: JSONConvertible {
  var json: JSONValue { .made(MadeText(self)) }

  init(json: JSONValue) throws(JSONProblem) {
    if case .made(let text) = json, let runs = text.maker as? RunsOfPlaces {
      self = runs
      return
    }
    var all = RunsOfPlaces()
    try forEachRun(of: String(json: json), what: "places") { digits, count in
      guard let place = whole(digits, radix: 10).flatMap(Int32.init(exactly:)) else {
        return false
      }
      all.add(place, count: Int32(count))
      return true
    }
    self = all
  }

  static var schema: JSONValue { TrustReports.schema(pattern: "[0-9]+") }
}
