import ClusterModel
import TextFormats
import VirtualTime

// PHONES and TERM: which phones are meant.

/// A selection with the place where it is written, to be judged when all phones are known.
struct PendingSelection {
  var selection: Selection
  var start: Int
  var end: Int
  var line: Statement
}

extension Reading {
  /// `phones`, `phones of TERM and TERM and not TERM`.
  mutating func takePhones(_ cursor: inout Cursor) throws(Problem) -> Selection {
    let start = cursor.position
    guard cursor.accept("phones") else {
      throw cursor.unexpected("phones, or phones of TERM", words: ["phones"])
    }
    guard cursor.isNext("of") else {
      judgeLater(.all, start, cursor)
      return .all
    }
    return try takeOfTerms(&cursor)
  }

  /// `of TERM and TERM`, or nothing.
  mutating func takeOfTerms(_ cursor: inout Cursor) throws(Problem) -> Selection {
    let start = cursor.position
    guard cursor.accept("of") else {
      judgeLater(.all, start, cursor)
      return .all
    }
    var parts = [Selection.Part(term: try takeTerm(&cursor))]
    while cursor.accept("and") {
      let isExcluded = cursor.accept("not")
      parts.append(Selection.Part(term: try takeTerm(&cursor), isExcluded: isExcluded))
    }
    let selection = Selection(parts: parts)
    judgeLater(selection, start, cursor)
    return selection
  }

  private mutating func judgeLater(_ selection: Selection, _ start: Int, _ cursor: Cursor) {
    // The same selection stands in very many lines of a generated file.
    if let last = selectionsToJudge.last, last.selection == selection { return }
    selectionsToJudge.append(
      PendingSelection(
        selection: selection, start: start, end: max(cursor.lastEnd, start + 1),
        line: cursor.statement))
  }

  static let terms = [
    "group", "site", "model", "firmware", "security", "cluster", "registered-at", "holding",
    "name", "first",
  ]

  func takeTerm(_ cursor: inout Cursor) throws(Problem) -> Term {
    guard let word = cursor.nextWord, Self.terms.contains(word) else {
      throw cursor.unexpected(
        "a term: " + Suggestions.choice(Self.terms), words: Self.terms)
    }
    cursor.next += 1
    switch word {
    case "group": return .group(try group(cursor.takeName("a group's name")))
    case "site": return .site(try site(cursor.takeName("a site's name")))
    case "model": return .model(try cursor.takeText("a model"))
    case "firmware": return .firmware(try cursor.takeText("a firmware"))
    case "security":
      return .security(try cursor.takeChoice(PhoneTraits.Security.self, "security mode"))
    case "cluster": return .cluster(try cluster(cursor.takeName("a cluster's name")))
    case "registered-at": return .registeredAt(try node(cursor.takeName("a node's name")))
    case "holding":
      try cursor.expect("itl")
      try cursor.expect("of")
      return .holdingITL(of: try node(cursor.takeName("a node's name")))
    case "first": return .first(try cursor.takeCount("a number of phones", atLeast: 1))
    default: return .phones(try takePhoneNames(&cursor))
    }
  }

  /// One name or more: `SEP020000000001`.
  private func takePhoneNames(_ cursor: inout Cursor) throws(Problem) -> [Int] {
    var places: [Int] = []
    repeat {
      let token = try cursor.takeValue("the name of a phone")
      let name = cursor.text(token)
      guard let number = Self.phoneNumber(name) else {
        throw cursor.problem(
          .badPhoneName, "\(name) is not the name of a phone", at: token,
          expected: "SEP and twelve hexadecimal digits, such as SEP020000000001")
      }
      guard let place = phoneNumbers.find(number) else {
        if hasDamagedPhones { return [] }
        throw cursor.problem(
          .unknownName, "no phone is called \(name)", at: token,
          expected: "a phone of this file; those not named count from SEP020000000001")
      }
      if !places.contains(place) { places.append(place) }
    } while cursor.nextWord?.hasPrefix("SEP") ?? false
    return places.sorted()
  }
}
