/// What a page names in code: `Sources/a/B.swift`, or `Sources/a/B.swift: name` for what is
/// declared there.
struct PageReference: Equatable {
  var path: String
  /// What the file declares; nil where the page names the file alone.
  var name: String?
  /// The line of the page, counted from 1.
  var line: Int

  private static let tops = ["Sources/", "Tests/", "Scenarios/", "Reports/"]
  private static let topFiles: Set<String> = ["README.md", "Package.swift"]

  /// Every reference of a page, in order.
  static func all(in page: String) -> [PageReference] {
    page.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      place, line in
      line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }
        .compactMap { reference(String($0.element), line: place + 1) }
    }
  }

  private static func reference(_ code: String, line: Int) -> PageReference? {
    guard tops.contains(where: code.hasPrefix) || topFiles.contains(code) else { return nil }
    let parts = code.split(separator: ": ", maxSplits: 1).map(String.init)
    return PageReference(path: parts[0], name: parts.count > 1 ? parts[1] : nil, line: line)
  }

  /// What is wrong with it: there is no such file, or it declares nothing of that name.
  func fault(paths: Set<String>, source: (String) -> SwiftSource?) -> String? {
    guard paths.contains(path) else { return "there is no file \(path)" }
    guard let name else { return nil }
    guard let source = source(path), source.declares(name) else {
      return "\(path) declares no \(name)"
    }
    return nil
  }
}

extension SwiftSource {
  private static let introducers: Set<String> = [
    "func", "var", "let", "case", "struct", "enum", "class", "protocol", "typealias",
  ]

  /// Whether a function, a property, a case or a type of this name is declared here.
  func declares(_ name: String) -> Bool {
    places(of: name).contains { place in
      // A later case of `case a, b` is preceded by a comma; so are arguments, which no page names.
      guard let before = sign(place - 1) else { return false }
      if before == "case" {
        // `case .a:` of a switch has a point before the name; `case a:` would be a pattern.
        return sign(place + 1) != ":"
      }
      return Self.introducers.contains(before)
    }
  }
}
