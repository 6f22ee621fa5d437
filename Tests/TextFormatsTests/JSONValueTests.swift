import Testing
import TextFormats

@Suite("JSON values") struct JSONValueTests {
  @Test(
    "A text that is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "[1 2]", "01", "1.5", "1e3", "-", "nul",
      "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"a\u{01}\"", "1 2", "\"a\"b",
      String(repeating: "[", count: 100),
    ])
  func refused(_ text: String) {
    #expect(throws: JSONProblem.self) { try JSONValue(bytes: Array(text.utf8)) }
  }

  @Test(
    "Escapes are read as what they stand for",
    arguments: [
      ("\"\\u0041\\n\\/\\\"\"", "A\n/\""), ("\"\\ud83d\\ude00\"", "😀"), ("\"\\ud83d\"", "\u{FFFD}"),
      ("\"\\ud83d\\u0041\"", "\u{FFFD}A"), ("\"\\ude00x\"", "\u{FFFD}x"), ("\"é😀\"", "é😀"),
    ])
  func escapes(text: String, meant: String) throws {
    #expect(try JSONValue(bytes: Array(text.utf8)) == .string(meant))
  }

  private static let value = JSONValue.object([
    JSONMember("a", .array([.number(1), .string("x")])), JSONMember("b", .array([])),
    JSONMember("c", .array([.array([.null]), .bool(true)])),
  ])

  @Test(
    "A value is laid out in three ways, and is the same when it is read again",
    arguments: [
      (
        JSONValue.Layout.lines,
        "{\n  \"a\": [1, \"x\"],\n  \"b\": [],\n  \"c\": [\n    [null],\n    true\n  ]\n}"
      ),
      (
        .rows,
        "{\n  \"a\": [\n    1,\n    \"x\"\n  ],\n  \"b\": [],\n  \"c\": [\n    [\n      null"
          + "\n    ],\n    true\n  ]\n}"
      ),
      (.embedded, "{\"a\":[1,\"x\"],\"b\":[],\"c\":[[null],true]}"),
    ])
  func layout(layout: JSONValue.Layout, expected: String) throws {
    let bytes = Self.value.bytes(layout)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(try JSONValue(bytes: bytes) == Self.value)
  }

  @Test(
    "Control characters and marks of direction are escaped",
    arguments: [
      "\u{1}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{61C}",
    ])
  func escaped(_ mark: String) throws {
    let text = "a\(mark)b"
    for layout in [JSONValue.Layout.lines, .rows, .embedded] {
      let bytes = JSONValue.string(text).bytes(layout)
      #expect(bytes.allSatisfy { (0x20..<0x7F).contains($0) })
      #expect(try JSONValue(bytes: bytes) == .string(text))
    }
  }
}
