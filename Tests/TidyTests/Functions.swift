/// One function with a body: a `func`, an initializer, a subscript or a computed property.
struct Function: Equatable {
  var name: String
  /// The lines of its first word and of its closing brace.
  var lines: ClosedRange<Int>
  var hasSwitch: Bool

  var length: Int { lines.count }
}

extension SwiftSource {
  /// Every function that has a body, nested ones included.
  var functions: [Function] {
    tokens.indices.compactMap { place in
      guard let body = body(ofFunctionAt: place) else { return nil }
      let end = min(closing(of: body), tokens.count - 1)
      let named = sign(place) == "func" || sign(place) == "var"
      return Function(
        name: named ? tokens[place + 1].text : tokens[place].text,
        lines: tokens[place].line...tokens[end].line,
        hasSwitch: (body...end).contains { sign($0) == "switch" })
    }
  }

  /// The place of the brace that opens the body of the function declared here, if one is.
  private func body(ofFunctionAt place: Int) -> Int? {
    guard tokens[place].kind == .word, sign(place - 1) != "." else { return nil }
    switch tokens[place].text {
    case "func", "deinit", "subscript", "var": break
    case "init":
      guard let next = sign(place + 1), ["(", "<", "?", "!"].contains(next) else { return nil }
    default: return nil
    }
    let isVariable = tokens[place].text == "var"
    var next = place + 1
    while next < tokens.count {
      let isFirstOfLine = tokens[next].line > tokens[next - 1].line
      switch sign(next) {
      case "{": return next
      case "(", "[": next = closing(of: next)
      case "}", ";": return nil
      case "=" where isVariable: return nil
      case let word?:
        if isFirstOfLine, isVariable || Self.beginsDeclaration.contains(word) { return nil }
      case nil: if isVariable { return nil }
      }
      next += 1
    }
    return nil
  }

  private static let beginsDeclaration: Set<String> = [
    "@", "associatedtype", "case", "class", "enum", "extension", "fileprivate", "func", "init",
    "internal", "let", "mutating", "package", "private", "protocol", "static", "struct",
    "subscript", "typealias", "var",
  ]
}
