/// A JSON value; the members of an object keep their order, and numbers are whole.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The digits as written: a seed has 64 bits, and no number here has a fraction.
  case number(String)
  case string(String)
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
    var writer = JSONWriter(layout: layout)
    writer.write(self, depth: 0)
    return writer.bytes
  }
}

private struct JSONWriter {
  let layout: JSONValue.Layout
  var bytes: [UInt8] = []

  init(layout: JSONValue.Layout) { self.layout = layout }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: add("null")
    case .bool(let isTrue): add(isTrue ? "true" : "false")
    case .number(let digits): add(digits)
    case .string(let text): quote(text)
    case .array(let elements): writeArray(elements, depth)
    case .object(let members):
      writeAll(members, "{", "}", isShort: false, depth) { writer, member in
        writer.quote(member.name)
        writer.add(writer.layout == .lines ? ": " : ":")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func writeArray(_ elements: [JSONValue], _ depth: Int) {
    let isShort = elements.allSatisfy {
      switch $0 {
      case .array, .object: false
      case .null, .bool, .number, .string: true
      }
    }
    writeAll(elements, "[", "]", isShort: isShort, depth) { writer, element in
      writer.write(element, depth: depth + 1)
    }
  }

  private mutating func writeAll<Element>(
    _ all: [Element], _ open: String, _ close: String, isShort: Bool, _ depth: Int,
    _ writeOne: (inout JSONWriter, Element) -> Void
  ) {
    add(open)
    let breaks = layout == .lines && !isShort && !all.isEmpty
    for (place, element) in all.enumerated() {
      if place > 0 { add(layout == .lines && isShort ? ", " : ",") }
      if breaks { newLine(depth + 1) }
      writeOne(&self, element)
    }
    if breaks { newLine(depth) }
    add(close)
  }

  private mutating func newLine(_ depth: Int) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * depth) { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    let isPlain = text.withUTF8 { raw in
      raw.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !needsCare($0) }
    }
    if isPlain {
      add(text)
    } else {
      var signs = 0
      for scalar in text.unicodeScalars {
        // `##[` gives a command in a log of GitHub Actions.
        if scalar == "[" && signs > 1 { add("\\u005b") } else { add(scalar) }
        signs = scalar == "#" ? signs + 1 : 0
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func needsCare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): true
    case UInt8(ascii: "#"): true
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): layout == .embedded
    default: false
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": add("\\\"")
    case "\\": add("\\\\")
    case "\n": add("\\n")
    case "\t": add("\\t")
    case "\r": add("\\r")
    case _
    where Words.isControl(scalar)
      || (scalar != "#" && scalar.isASCII && needsCare(UInt8(scalar.value))):
      let digits = String(scalar.value, radix: 16)
      add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
