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
    // Another value's property of that name may be a list.
    guard let name = source.sign(place), hashed.contains(name), source.sign(place - 1) != ".",
      source.sign(place + 1) == ".", let call = source.sign(place + 2), ordered.contains(call)
    else { return false }
    if source.matches(["reduce", "(", "0", ",", "+", ")"], at: place + 2) { return false }
    // A set made of a set has no order to lose.
    if source.sign(place - 1) == "(", source.sign(place - 2) == "Set" { return false }
    let opening = place + 3
    guard source.sign(opening) == "(" || source.sign(opening) == "{" else { return true }
    return !source.matches([".", "sorted"], at: source.closing(of: opening) + 1)
  }

  /// Names declared as a set or a dictionary, and nowhere in the file as anything else.
  private static func hashedNames(in source: SwiftSource) -> Set<String> {
    var hashed: Set<String> = []
    var others: Set<String> = []
    for place in source.tokens.indices where source.tokens[place].kind == .word {
      guard let isHashed = declaresHash(source, place) else { continue }
      let name = source.tokens[place].text
      if isHashed { hashed.insert(name) } else { others.insert(name) }
    }
    return hashed.subtracting(others)
  }

  /// Whether the name at this place is declared here as a set or a dictionary; nil: it is not
  /// declared here, as far as words can tell.
  private static func declaresHash(_ source: SwiftSource, _ place: Int) -> Bool? {
    let sign = source.sign(place + 1)
    guard sign == ":" || sign == "=", let value = source.sign(place + 2) else { return nil }
    let isVariable = ["let", "var"].contains(source.sign(place - 1))
    switch value {
    case "Set", "Dictionary":
      guard sign == "=" else { return true }
      // `= Set(x).sorted()` is a list again.
      let opening = place + (source.sign(place + 3) == "<" ? 6 : 3)
      guard source.sign(opening) == "(" else { return true }
      return source.sign(source.closing(of: opening) + 1) != "."
    case "[": return hasKeyType(source, place + 2)
    default:
      // `steps: steps` hands a value on; `steps: Steps` says what it is.
      return isVariable || (sign == ":" && value.first?.isUppercase == true) ? false : nil
    }
  }

  /// `[Key: Value]`, and not a list of tuples or closures.
  private static func hasKeyType(_ source: SwiftSource, _ opening: Int) -> Bool {
    var place = opening + 1
    let end = source.closing(of: opening)
    while place < end {
      switch source.sign(place) {
      case ":": return true
      // The colon of a choice, `[isFirst ? a : b]`, is none of a dictionary.
      case "?" where !source.tokens[place].isAttached: return false
      case "(", "[", "{": place = source.closing(of: place)
      default: break
      }
      place += 1
    }
    return false
  }
}
