/// A JSON value; the members of an object keep their order, and numbers are whole.
///
/// Source: RFC 8259.
package indirect enum JSONValue: Equatable, Sendable {
  /// The word `null`.
  case null
  /// One of the words `true` and `false`.
  case bool(Bool)
  /// The digits as written: a seed has 64 bits, and no number here has a fraction.
  case number(String)
  /// A text, not escaped.
  case string(String)
  /// A string whose text is made when it is written: a million phones are no million strings.
  case made(MadeText)
  /// Values in their order.
  case array([JSONValue])
  /// Names and values in the order in which they were written.
  case object([JSONMember])

  /// The value of a member; of two with the same name the first.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The values of an array; none of anything else.
  package var elements: [JSONValue] {
    if case .array(let all) = self { all } else { [] }
  }

  /// A number from an integer of any width.
  package static func number(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }
}

/// What makes the text of a JSON string while it is written.
package protocol TextMaking: Sendable {
  /// Puts the text; nothing in it needs an escape.
  func put(to outlet: inout PageOutlet)
}

/// A text that is made when it is written; two are equal if their texts are.
package struct MadeText: Equatable, Sendable {
  /// What makes the text.
  package var maker: any TextMaking
  /// Keeps what makes the text.
  package init(_ maker: any TextMaking) { self.maker = maker }

  package static func == (one: MadeText, other: MadeText) -> Bool {
    PageOutlet.gathered(one.maker.put) == PageOutlet.gathered(other.maker.put)
  }
}

/// A name and its value in a JSON object.
package struct JSONMember: Equatable, Sendable {
  /// The name, not escaped.
  package var name: String
  /// What stands behind the name.
  package var value: JSONValue
  /// Puts a name and its value together.
  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue {
  /// How a value is laid out.
  package enum Layout: Sendable {
    /// For people and for `diff`: one member a line, an array of plain values on one.
    case lines
    /// The same with one element a line, too: a change of one statement is a change of one line.
    case rows
    /// On one line, and without a sign that ends a `script` element of HTML.
    case embedded
  }

  /// The text in UTF-8, without a line end.
  ///
  /// Control characters and marks that change the direction of text are written as escapes, so
  /// that no name in a report drives the terminal it is shown on.
  package func bytes(_ layout: Layout = .lines) -> [UInt8] {
    PageOutlet.gathered { $0.write(self, layout) }
  }
}

extension PageOutlet {
  /// Writes the text of a value, without a line end.
  package mutating func write(
    _ value: JSONValue, _ layout: JSONValue.Layout, depth: Int = 0
  ) {
    switch value {
    case .null: put("null")
    case .bool(let isTrue): put(isTrue ? "true" : "false")
    case .number(let digits): put(digits)
    case .string(let text): quote(text, layout)
    case .made(let text):
      put(UInt8(ascii: "\""))
      text.maker.put(to: &self)
      put(UInt8(ascii: "\""))
    case .array(let elements): writeArray(elements, layout, depth)
    case .object(let members):
      writeAll(members, "{", "}", isShort: false, layout, depth) { outlet, member in
        outlet.quote(member.name, layout)
        outlet.put(layout == .embedded ? ":" : ": ")
        outlet.write(member.value, layout, depth: depth + 1)
      }
    }
  }

  private mutating func writeArray(
    _ elements: [JSONValue], _ layout: JSONValue.Layout, _ depth: Int
  ) {
    let isShort =
      layout == .lines
      && elements.allSatisfy {
        switch $0 {
        case .array, .object: false
        case .null, .bool, .number, .string, .made: true
        }
      }
    writeAll(elements, "[", "]", isShort: isShort, layout, depth) { outlet, element in
      outlet.write(element, layout, depth: depth + 1)
    }
  }

  private mutating func writeAll<Element>(
    _ all: [Element], _ open: String, _ close: String, isShort: Bool,
    _ layout: JSONValue.Layout, _ depth: Int,
    _ writeOne: (inout PageOutlet, Element) -> Void
  ) {
    put(open)
    let breaks = layout != .embedded && !isShort && !all.isEmpty
    for (place, element) in all.enumerated() {
      if place > 0 { put(isShort ? ", " : ",") }
      if breaks { newLine(depth + 1) }
      writeOne(&self, element)
    }
    if breaks { newLine(depth) }
    put(close)
  }

  private mutating func newLine(_ depth: Int) {
    put(UInt8(ascii: "\n"))
    for _ in 0..<(2 * depth) { put(UInt8(ascii: " ")) }
  }

  private static func isPlain(_ text: String, _ layout: JSONValue.Layout) -> Bool {
    let bytes = text.utf8.span
    for place in bytes.indices {
      let byte = bytes[place]
      guard byte >= 0x20, byte < 0x7F, !needsCare(byte, layout) else { return false }
    }
    return true
  }

  private mutating func quote(_ text: String, _ layout: JSONValue.Layout) {
    put(UInt8(ascii: "\""))
    if Self.isPlain(text, layout) {
      put(text)
    } else {
      var command = SafeText.SignCommand()
      for scalar in text.unicodeScalars {
        // `##[` gives a command in a log of a build server.
        if command.opens(at: scalar) { put("\\u005b") } else { put(scalar, layout) }
      }
    }
    put(UInt8(ascii: "\""))
  }

  private static func needsCare(_ byte: UInt8, _ layout: JSONValue.Layout) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    case UInt8(ascii: "#"): true
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): layout == .embedded
    default: false
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ layout: JSONValue.Layout) {
    switch scalar {
    case "\"": put("\\\"")
    case "\\": put("\\\\")
    case "\n": put("\\n")
    case "\t": put("\\t")
    case "\r": put("\\r")
    case _
    where SafeText.isControl(scalar)
      || (scalar != "#" && scalar.isASCII && Self.needsCare(UInt8(scalar.value), layout)):
      let digits = String(scalar.value, radix: 16)
      put("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    default: put(String(scalar))
    }
  }
}
