/// One rule, one file, one test file: read from the text of the law, so that a rule whose file
/// was forgotten is named, and not merely does not compile.
struct RuleFiles {
  /// A record as it stands in a source file.
  struct Record: Equatable {
    /// The property that holds it.
    var property: String
    /// The case of `RuleID` it states, and its chapter.
    var id: String
    var chapter: String
    var path: String
    var line: Int
  }

  /// Cases of `RuleID`, in order.
  var ids: [String]
  var records: [Record]
  /// Names of the test files of the law, without their endings.
  var tests: Set<String>

  static let folder = "Sources/TrustRules/"

  init(idSource: SwiftSource, sources: [SwiftSource], testPaths: [String]) {
    ids = Self.cases(of: "RuleID", in: idSource)
    records = sources.flatMap(Self.records)
    tests = Set(testPaths.map(Self.baseName))
  }

  var findings: [Finding] {
    var found: [Finding] = []
    for id in ids {
      let own = records.filter { $0.id == id }
      if own.count != 1 {
        found.append(
          Finding(
            path: Self.folder + "RuleID.swift", line: 0,
            what: "\(id) has \(own.count) records; wanted is one, in a file of its own"))
      }
    }
    for record in records {
      found += faults(of: record).map {
        Finding(path: record.path, line: record.line, what: $0)
      }
    }
    return found
  }

  private func faults(of record: Record) -> [String] {
    var faults: [String] = []
    let name = Self.baseName(record.path)
    if !ids.contains(record.id) { faults.append("\(record.id) is no case of RuleID") }
    if record.property != record.id { faults.append("\(record.property) states \(record.id)") }
    if record.id.lowercased() != name.lowercased() {
      faults.append("\(record.id) stands in a file named \(name)")
    }
    if records.count(where: { $0.path == record.path }) > 1 {
      faults.append("more than one rule stands in this file")
    }
    if !tests.contains(name + "Tests") { faults.append("there is no \(name)Tests.swift") }
    // The standing's own rule lies beside Standing.swift; each other in its chapter's folder.
    let folders = record.path.dropFirst(Self.folder.count).split(separator: "/").dropLast()
    let chapter = folders.joined(separator: "/").lowercased()
    if chapter != (record.chapter == "standing" ? "" : record.chapter) {
      faults.append("a rule of the chapter \(record.chapter) lies in '\(chapter)'")
    }
    return faults
  }

  private static func baseName(_ path: String) -> String {
    String((path.split(separator: "/").last ?? "").split(separator: ".").first ?? "")
  }

  /// `static let a = RuleRecord(.b, .chapter, …`.
  private static func records(in source: SwiftSource) -> [Record] {
    source.tokens.indices.compactMap { place in
      guard source.matches(["static", "let"], at: place),
        source.matches(["=", "RuleRecord", "(", "."], at: place + 3),
        source.matches([",", "."], at: place + 8)
      else { return nil }
      let word = { source.tokens[$0].text }
      return Record(
        property: word(place + 2), id: word(place + 7), chapter: word(place + 10),
        path: source.path, line: source.tokens[place].line)
    }
  }

  private static func cases(of name: String, in source: SwiftSource) -> [String] {
    guard
      let start = source.tokens.indices.first(where: { source.matches(["enum", name], at: $0) }),
      let opening = (start..<source.tokens.count).first(where: { source.sign($0) == "{" })
    else { return [] }
    var ids: [String] = []
    var place = opening + 1
    let end = source.closing(of: opening)
    while place < end {
      switch source.sign(place) {
      case "case": ids.append(source.tokens[place + 1].text)
      // A `case` in a body belongs to a switch.
      case "{", "(", "[": place = source.closing(of: place)
      default: break
      }
      place += 1
    }
    return ids
  }
}
