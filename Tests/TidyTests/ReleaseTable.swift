import TestSupport

/// What the table of releases says, read from its text.
enum ReleaseTable {
  private static let source: SwiftSource? = {
    let path = "Sources/TrustRules/Release.swift"
    return (try? Repository.text(path)).map { SwiftSource(path: path, text: $0) }
  }()

  /// What a release provides, asked by name alone.
  static let provisions: Set<String> = names(after: "var").subtracting(["isKnown"])
  /// What is asked of a release, by name alone or with a question.
  static let questions: Set<String> = names(after: "var").union(names(after: "func"))

  /// The releases from which on something is otherwise: `isAtLeast(12, 5)` is [12, 5, 0, 0].
  static let landmarks: Set<[Int]> = {
    guard let source else { return [] }
    let calls = source.places(of: "isAtLeast").filter { source.sign($0 - 1) != "func" }
    return Set(
      calls.map { call in
        let number = ((call + 2)..<source.closing(of: call + 1)).compactMap {
          source.sign($0).flatMap(Int.init)
        }
        let update = source.matches(["su", ":"], at: source.closing(of: call + 1) - 3)
        let release = update ? number.dropLast() : number[...]
        let zeros = [Int](repeating: 0, count: 3 - release.count)
        return Array(release) + zeros + [update ? number.last ?? 0 : 0]
      })
  }()

  private static func names(after keyword: String) -> Set<String> {
    guard let source else { return [] }
    return Set(
      source.places(of: "package").compactMap { place in
        let word = source.sign(place + 1) == "static" ? place + 2 : place + 1
        return source.sign(word) == keyword ? source.sign(word + 1) : nil
      })
  }
}
