/// Finds what was probably meant.
package enum Suggestions {
  /// How many candidates are looked at: a file with a hundred thousand names must not make each
  /// of its errors slow.
  private static let candidates = 2_000

  /// The candidate nearest to what was written, if any is near enough to be meant.
  ///
  /// Letters that differ in case only are nearly equal; otherwise about a third of the letters may
  /// be wrong, missing or exchanged. Of equally near ones the first wins. If none is near, the only
  /// one that begins so is meant.
  package static func nearest(to written: String, among all: some Sequence<String>) -> String? {
    let typed = Array(written.utf8)
    guard !typed.isEmpty, typed.count <= 64 else { return nil }
    let folded = typed.map(lower)
    var best: (text: String, distance: Int)?
    for candidate in all.prefix(candidates) where candidate != written {
      let other = candidate.utf8.map(lower)
      let limit = max(1, min(folded.count, other.count) / 3)
      let bound = min(limit, (best?.distance ?? .max) - 1)
      guard bound >= 0, abs(folded.count - other.count) <= bound else { continue }
      let distance = editDistance(folded, other)
      if distance <= bound { best = (candidate, distance) }
    }
    if let best { return best.text }
    guard folded.count >= 3 else { return nil }
    let longer = all.prefix(candidates).filter { $0.utf8.map(lower).starts(with: folded) }
    return longer.count == 1 && longer[0] != written ? longer[0] : nil
  }

  /// Letters inserted, left out, exchanged for another or for the next one.
  package static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for row in a.indices {
      var current = [row + 1] + [Int](repeating: 0, count: b.count)
      for column in b.indices {
        var cost = min(last[column + 1], current[column]) + 1
        cost = min(cost, last[column] + (a[row] == b[column] ? 0 : 1))
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current[column + 1] = cost
      }
      (beforeLast, last) = (last, current)
    }
    return last[b.count]
  }

  /// A letter of ASCII as a small one; any other byte as it is.
  package static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// `a, b or c`.
  package static func choice(_ all: some Collection<String>) -> String {
    guard all.count > 1, let last = all.suffix(1).first else { return all.first ?? "" }
    return all.dropLast().joined(separator: ", ") + " or " + last
  }
}
