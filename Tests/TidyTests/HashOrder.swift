/// A dictionary or a set is sorted before anything is made of its order.
///
/// As far as words can tell: a name counts as hashed where its own file declares it so.
enum HashOrder {
  static func findings(in source: SwiftSource) -> [Finding] {
    guard source.path.hasPrefix("Sources/"), !source.path.hasPrefix("Sources/trustsim/") else {
      return []
    }
    let hashed = hashedNames(in: source)
    return source.tokens.indices.compactMap { place in
      guard
        readsColumn(source, place) || walks(source, place, hashed)
          || passesOn(source, place, hashed)
      else { return nil }
      return Finding(
        path: source.path, line: source.tokens[place].line,
        what: "this has the order of a hash; instead: `.sorted()` first")
    }
  }

  /// What gives the same whatever the order.
  private static let orderless: Set<String> = [
    "sorted", "count", "isEmpty", "contains", "allSatisfy", "max", "min",
    // `values` of an undecided rule are its two readings.
    "standard", "alternative",
  ]
  /// What hands the order on.
  private static let ordered: Set<String> = [
    "map", "compactMap", "flatMap", "forEach", "enumerated", "first", "prefix", "dropFirst",
    "joined", "popFirst", "reduce", "lazy", "randomElement",
  ]

  /// `.keys` or `.values`, and nothing after it that forgets the order.
  private static func readsColumn(_ source: SwiftSource, _ place: Int) -> Bool {
    guard source.sign(place) == ".", ["keys", "values"].contains(source.sign(place + 1)),
      source.sign(place + 2) != "("
    else { return false }
    if source.matches([".", "reduce", "(", "0", ",", "+", ")"], at: place + 2) { return false }
    guard source.sign(place + 2) == ".", let next = source.sign(place + 3) else {
      // `let (standard, alternative) = rule.values` takes a pair, not a column.
      return source.sign(place - 1) != "rule"
    }
    return !orderless.contains(next)
  }

  /// `for x in names {`, and `for x in Set(names) {`.
  private static func walks(_ source: SwiftSource, _ place: Int, _ hashed: Set<String>) -> Bool {
    guard source.sign(place) == "in", let next = source.sign(place + 1) else { return false }
    if next == "Set" || next == "Dictionary", source.sign(place + 2) == "(" {
      return source.sign(source.closing(of: place + 2) + 1) != "."
    }
    guard hashed.contains(next), let after = source.sign(place + 2) else { return false }
    return after == "{" || after == "where"
  }

  /// `names.map`, unless `.sorted` follows.
  private static func passesOn(
    _ source: SwiftSource, _ place: Int, _ hashed: Set<String>
  ) -> Bool {
    guard let name = source.sign(place), hashed.contains(name), source.sign(place + 1) == ".",
      let call = source.sign(place + 2), ordered.contains(call)
    else { return false }
    if source.matches(["reduce", "(", "0", ",", "+", ")"], at: place + 2) { return false }
    let opening = place + 3
    guard source.sign(opening) == "(" || source.sign(opening) == "{" else { return true }
    return !source.matches([".", "sorted"], at: source.closing(of: opening) + 1)
  }

  /// Names declared as a set or a dictionary.
  private static func hashedNames(in source: SwiftSource) -> Set<String> {
    var names: Set<String> = []
    for place in source.tokens.indices {
      guard source.tokens[place].kind == .word, let after = source.sign(place + 1) else { continue }
      let type = source.sign(place + 2)
      switch (after, type) {
      case (":", "Set"?), (":", "Dictionary"?): names.insert(source.tokens[place].text)
      case ("=", "Set"?), ("=", "Dictionary"?):
        // `= Set(x).sorted()` is a list again.
        let end = source.sign(place + 3) == "(" ? source.closing(of: place + 3) : place + 3
        if source.sign(end + 1) != "." { names.insert(source.tokens[place].text) }
      case (":", "["?), ("=", "["?):
        if hasKeyType(source, place + 2) { names.insert(source.tokens[place].text) }
      default: break
      }
    }
    return names
  }

  /// `[Key: Value]`, and not a list of tuples or closures.
  private static func hasKeyType(_ source: SwiftSource, _ opening: Int) -> Bool {
    var place = opening + 1
    let end = source.closing(of: opening)
    while place < end {
      switch source.sign(place) {
      case ":": return true
      case "(", "[", "{": place = source.closing(of: place)
      default: break
      }
      place += 1
    }
    return false
  }
}
