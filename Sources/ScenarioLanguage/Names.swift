import ClusterModel

/// A name as written: `sub1`, `"node 1"`, or with its cluster, `hq.sub1`.
struct NameReference {
  var cluster: String?
  var name: String
  var start: Int
  var end: Int

  var text: String { cluster.map { "\($0).\(name)" } ?? name }
}

/// The names of one kind of thing in the whole file.
package struct NameTable {
  /// `node`, `group` or `site`.
  let noun: String
  private(set) var names: [String] = []
  private(set) var clusters: [Int] = []
  private var byName: [String: [Int]] = [:]
  private var byCluster: [OwnName: Int] = [:]

  private struct OwnName: Hashable {
    var cluster: Int
    var name: String
  }

  init(_ noun: String) { self.noun = noun }

  /// A name as it must be written: in quotes where it needs them;
  /// what no name can have is left out.
  package static func written(_ name: String) -> String {
    let plain = String(
      name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x22 && $0.value != 0x7F }
        .map(Character.init))
    if plain.isEmpty { return "\"(no name)\"" }
    return isPlain(plain) && !Keywords.all.contains(plain) ? plain : "\"\(plain)\""
  }

  /// Whether a name needs no quotes: letters of any script, digits, `_` and `-`.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        case 0..<0x80: false
        default: scalar.properties.isAlphabetic
        }
      }
  }

  func find(_ name: String) -> [Int] { byName[name] ?? [] }

  func find(_ name: String, inCluster cluster: Int) -> Int? {
    byCluster[OwnName(cluster: cluster, name: name)]
  }

  mutating func add(_ name: String, cluster: Int) {
    byName[name, default: []].append(names.count)
    byCluster[OwnName(cluster: cluster, name: name)] = names.count
    names.append(name)
    clusters.append(cluster)
  }

  func names(inCluster cluster: Int) -> [String] {
    var found: [String] = []
    for (name, owner) in zip(names, clusters) where owner == cluster && found.count < 2_000 {
      found.append(name)
    }
    return found
  }
}

extension Cursor {
  /// Whether a name can begin at the next token.
  var isAtName: Bool {
    guard let kind = nextKind else { return false }
    if kind == .quoted { return true }
    return kind == .word && !Keywords.all.contains(text(tokens[next]))
  }

  /// One name; `?` and keywords are refused.
  mutating func takeName(_ what: String) throws(Problem) -> NameReference {
    let first = try takeValue(what)
    let start = first.outerStart
    if first.kind == .quoted {
      let name = try checked(quoted: first, what)
      // `"my cluster".sub1` or `"my cluster"."node 1"`
      guard isJoined(next), nextKind == .word, file.bytes[Int(tokens[next].start)] == 0x2E else {
        return NameReference(cluster: nil, name: name, start: start, end: first.outerEnd)
      }
      let dotted = tokens[next]
      next += 1
      return try takeAfterDot(cluster: name, dotted, String(text(dotted).dropFirst()), start, what)
    }
    let word = text(first)
    if Keywords.all.contains(word) {
      next -= 1
      throw problem(
        .keywordAsName, "\(word) is a keyword and cannot be \(what)", at: first, expected: what,
        suggestion: "\"\(word)\"")
    }
    guard let dot = word.firstIndex(of: ".") else {
      try check(word: word, first, what)
      return NameReference(cluster: nil, name: word, start: start, end: first.outerEnd)
    }
    let cluster = String(word[..<dot])
    try check(word: cluster, first, what)
    return try takeAfterDot(
      cluster: cluster, first, String(word[word.index(after: dot)...]), start, what)
  }

  /// What follows the dot: the rest of the word, or a quoted text joined to it.
  private mutating func takeAfterDot(
    cluster: String, _ word: Token, _ rest: String, _ start: Int, _ what: String
  ) throws(Problem) -> NameReference {
    if rest.isEmpty, isJoined(next), nextKind == .quoted {
      let quoted = tokens[next]
      next += 1
      let name = try checked(quoted: quoted, what)
      return NameReference(cluster: cluster, name: name, start: start, end: quoted.outerEnd)
    }
    try check(word: rest, word, what)
    return NameReference(cluster: cluster, name: rest, start: start, end: word.outerEnd)
  }

  private func checked(quoted token: Token, _ what: String) throws(Problem) -> String {
    let name = text(token)
    if name.isEmpty { throw problem(.badName, "the name is empty", at: token, expected: what) }
    return name
  }

  private func check(word: String, _ token: Token, _ what: String) throws(Problem) {
    guard NameTable.isPlain(word) else {
      let all = text(token)
      let hint = all.contains("\"") ? nil : "\"\(all)\""
      throw problem(
        .badName, "\(all) cannot be \(what) unless it is quoted", at: token,
        expected: "letters, digits, _ and -; a dot parts the cluster from the name",
        suggestion: hint)
    }
  }

  /// A name that is no `CLUSTER.NAME`.
  mutating func takePlainName(_ what: String) throws(Problem) -> NameReference {
    let name = try takeName(what)
    guard name.cluster == nil else {
      throw Problem(
        .badName, "\(name.text) has a dot, which parts a cluster from a name", name.start, name.end,
        expected: "\(what), in quotes if it has a dot", suggestion: "\"\(name.text)\"")
    }
    return name
  }

  /// One name, or a range such as `sub1..sub6` taken apart.
  mutating func takeNames(_ what: String, limit: Int) throws(Problem) -> [NameReference] {
    guard let word = nextWord, word.contains(".."), !Keywords.all.contains(word) else {
      return [try takeName(what)]
    }
    let token = tokens[next]
    next += 1
    return try expand(word, token, limit: limit)
  }

  private func expand(
    _ word: String, _ token: Token, limit: Int
  ) throws(Problem) -> [NameReference] {
    let (start, end) = (token.outerStart, token.outerEnd)
    func bad(_ message: String) -> Problem {
      Problem(.badRange, message, start, end, expected: "a range such as sub1..sub6")
    }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    // `hq.sub1..sub6` comes apart into hq, sub1, nothing, sub6.
    guard parts.count == 3 || parts.count == 4, parts[parts.count - 2].isEmpty else {
      throw bad("\(word) is not a range")
    }
    let (from, to) = (parts[parts.count - 3], parts[parts.count - 1])
    let (first, last) = (Self.numbered(from), Self.numbered(to))
    guard let first, let last, first.stem == last.stem, first.number <= last.number else {
      throw bad("\(word) does not count upwards from \(from) to \(to)")
    }
    guard !first.isPadded && !last.isPadded || first.width == last.width else {
      throw bad("the numbers of \(word) are not equally long, though one begins with 0")
    }
    guard last.number - first.number < limit else {
      throw Problem(
        .tooManyNodes, "\(word) makes more nodes than the \(limit) that are read", start, end)
    }
    let stem = String(first.stem)
    try check(word: stem.isEmpty ? "0" : stem, token, "a node's name")
    let cluster = parts.count == 4 ? parts[0] : nil
    if let cluster { try check(word: cluster, token, "a cluster's name") }
    return (first.number...last.number).map { number in
      let digits = String(number)
      let zeros = first.isPadded ? max(0, first.width - digits.utf8.count) : 0
      let name = stem + String(repeating: "0", count: zeros) + digits
      return NameReference(cluster: cluster, name: name, start: start, end: end)
    }
  }

  /// A name that ends with a number, taken apart.
  private static func numbered(
    _ text: String
  ) -> (stem: Substring, number: Int, width: Int, isPadded: Bool)? {
    let digits = text.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    guard digits > 0, digits <= 9, let number = Int(text.suffix(digits)) else { return nil }
    return (text.dropLast(digits), number, digits, digits > 1 && text.suffix(digits).first == "0")
  }
}
