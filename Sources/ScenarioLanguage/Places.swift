import ClusterModel
import TextFormats

// PLACE: where an action is taken that has no command.

/// A place as written.
struct WrittenPlace {
  enum Kind: String, CaseIterable {
    case gui = "GUI"
    case dhcp = "DHCP"
    case `switch` = "Switch"
    case manual = "Manual"
    case note = "Note"
  }
  var kind: Kind
  var cluster: NameReference?
  var start: Int
  var end: Int
}

extension Cursor {
  /// Whether a place stands next: a word that ends with a colon, or `GUI@"…":`.
  var isAtPlace: Bool {
    guard let word = nextWord else { return false }
    if word.hasSuffix(":") { return word != ":" && !word.dropLast().contains(":") }
    return word.hasSuffix("@") && next + 2 < tokens.count && tokens[next + 1].kind == .quoted
      && isWord(next + 2, ":")
  }

  mutating func takePlace() throws(Problem) -> WrittenPlace {
    let token = tokens[next]
    let start = token.outerStart
    var word = text(token)
    next += 1
    var cluster: NameReference?
    if word.hasSuffix("@") {
      let name = tokens[next]
      cluster = NameReference(
        cluster: nil, name: text(name), start: name.outerStart, end: name.outerEnd)
      next += 2
      word.removeLast()
    } else {
      word.removeLast()
      if let at = word.firstIndex(of: "@") {
        let name = String(word[word.index(after: at)...])
        let nameStart = start + word[...at].utf8.count
        cluster = NameReference(
          cluster: nil, name: name, start: nameStart, end: nameStart + name.utf8.count)
        word = String(word[..<at])
      }
    }
    guard let kind = WrittenPlace.Kind(rawValue: word) else {
      let all = WrittenPlace.Kind.allCases.map(\.rawValue)
      throw Problem(
        .unknownWord, "\(word) is no place", start, lastEnd,
        expected: "GUI:, GUI@CLUSTER:, DHCP:, Switch:, Manual: or Note:",
        suggestion: Suggestions.nearest(to: word, among: all).map { "\($0):" })
    }
    if let cluster, kind != .gui {
      throw Problem(
        .unexpected, "\(kind.rawValue) reaches every cluster", cluster.start - 1, cluster.end,
        expected: "\(kind.rawValue):")
    }
    return WrittenPlace(kind: kind, cluster: cluster, start: start, end: lastEnd)
  }
}

extension Reading {
  /// The cluster of a `GUI` place.
  func resolve(_ place: WrittenPlace) throws(Problem) -> Place {
    switch place.kind {
    case .dhcp: return .dhcp
    case .switch: return .switch
    case .manual, .note: return .manual
    case .gui:
      if let name = place.cluster { return .gui(try cluster(name)) }
      let all = scenario.estate.clusters
      guard !all.isEmpty else {
        throw Problem(
          .missingStatement, "there is no cluster whose GUI this could be", place.start, place.end,
          expected: "a cluster above the first heading")
      }
      guard all.count == 1 else {
        throw Problem(
          .placeNeedsCluster, "the file has \(all.count) clusters, so GUI must say which",
          place.start, place.end, expected: "GUI@CLUSTER:",
          suggestion: Suggestions.choice(all.prefix(5).map { "GUI@\(quoted($0.name)):" }))
      }
      return .gui(ClusterID(0))
    }
  }
}
