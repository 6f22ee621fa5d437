/// A JSON value; the members of an object keep their order, and numbers are whole.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The digits as written: a seed has 64 bits, and no number here has a fraction.
  case number(String)
  case string(String)
  /// A string of device names or of places, each of which is made when it is written: a million
  /// phones are no million strings.
  case names(RunsOfNames)
  case places(RunsOfPlaces)
  case array([JSONValue])
  case object([JSONMember])

  /// The value of a member; of two with the same name the first.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// A number from an integer of any width.
  package static func number(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }
}

/// A name and its value in a JSON object.
package struct JSONMember: Hashable, Sendable {
  package var name: String
  package var value: JSONValue
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
  mutating func write(_ value: JSONValue, _ layout: JSONValue.Layout, depth: Int = 0) {
    switch value {
    case .null: put("null")
    case .bool(let isTrue): put(isTrue ? "true" : "false")
    case .number(let digits): put(digits)
    case .string(let text): quote(text, layout)
    case .names(let runs): write(runs)
    case .places(let runs): write(runs)
    case .array(let elements): writeArray(elements, layout, depth)
    case .object(let members):
      writeAll(members, "{", "}", isShort: false, layout, depth) { outlet, member in
        outlet.quote(member.name, layout)
        outlet.put(layout == .lines ? ": " : ":")
        outlet.write(member.value, layout, depth: depth + 1)
      }
    }
  }

  private mutating func writeArray(
    _ elements: [JSONValue], _ layout: JSONValue.Layout, _ depth: Int
  ) {
    let isShort = elements.allSatisfy {
      switch $0 {
      case .array, .object: false
      case .null, .bool, .number, .string, .names, .places: true
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
    let breaks = layout == .lines && !isShort && !all.isEmpty
    for (place, element) in all.enumerated() {
      if place > 0 { put(layout == .lines && isShort ? ", " : ",") }
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
      var command = Words.SignCommand()
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
    where Words.isControl(scalar)
      || (scalar != "#" && scalar.isASCII && Self.needsCare(UInt8(scalar.value), layout)):
      let digits = String(scalar.value, radix: 16)
      put("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    default: put(String(scalar))
    }
  }
}
