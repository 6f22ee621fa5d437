import ClusterModel

extension ScenarioText {
  /// As JSON: the head and the clusters by name, the runbook line by line.
  ///
  /// Lines of clusters and sections are the scenario language's own: they are what an administrator
  /// types.
  package var json: String {
    var head: [(String, JSONValue)] = [("mop", .number(1))]
    var clusters: [JSONValue] = []
    var cluster: [(String, JSONValue)]?
    var lines: [JSONValue] = []
    func close() {
      if let open = cluster { clusters.append(.object(open + [("lines", .array(lines))])) }
      cluster = nil
      lines = []
    }
    for line in parts[0].lines {
      if line.depth > 0 {
        lines.append(.string(line.text))
      } else if line.text.hasPrefix("cluster ") {
        close()
        cluster = [("cluster", .string(String(line.text.dropFirst("cluster ".count))))]
      } else if line.text != "mop 1" {
        let word = line.text.prefix { $0 != " " }
        Self.add(String(word), line.text.dropFirst(word.count).trimmed, to: &head)
      }
    }
    close()
    let sections = parts.dropFirst().map { part in
      JSONValue.object([
        ("heading", .string(part.heading)),
        ("lines", .array(part.lines.map(Self.value))),
      ])
    }
    head += [("clusters", .array(clusters)), ("sections", .array(sections))]
    return JSONValue.object(head).text + "\n"
  }

  /// Statements that may stand more than once are a list.
  static let repeated = ["assume", "defect", "accept"]

  private static func add(
    _ key: String, _ value: String, to head: inout [(String, JSONValue)]
  ) {
    guard repeated.contains(key) else { return head.append((key, .string(value))) }
    if let place = head.firstIndex(where: { $0.0 == key }), case .array(let all) = head[place].1 {
      head[place].1 = .array(all + [.string(value)])
    } else {
      head.append((key, .array([.string(value)])))
    }
  }

  private static func value(_ line: Line) -> JSONValue {
    var fields: [(String, JSONValue)] = []
    if line.depth > 0 { fields.append(("depth", .number(line.depth))) }
    if !line.time.isEmpty { fields.append(("time", .string(line.time))) }
    return fields.isEmpty ? .string(line.text) : .object(fields + [("text", .string(line.text))])
  }
}

extension ScenarioForms {
  /// The text of a scenario file; nil where the JSON is no scenario's.
  static func mop(_ json: JSONValue) -> String? {
    guard case .object(let head) = json, case .number(1)? = json["mop"] else { return nil }
    var lines = ["mop 1"]
    for (key, value) in head where !["mop", "clusters", "sections"].contains(key) {
      switch value {
      case .string(let text): lines.append("\(key) \(text)")
      case .array(let all):
        for case .string(let text) in all { lines.append("\(key) \(text)") }
      default: return nil
      }
    }
    for cluster in json["clusters"]?.elements ?? [] {
      guard case .string(let first)? = cluster["cluster"] else { return nil }
      lines.append("cluster \(first)")
      for case .string(let text) in cluster["lines"]?.elements ?? [] { lines.append("  " + text) }
    }
    for section in json["sections"]?.elements ?? [] {
      guard case .string(let heading)? = section["heading"] else { return nil }
      lines.append("## \(heading)")
      for line in section["lines"]?.elements ?? [] {
        if case .string(let text) = line {
          lines.append(text)
        } else if case .string(let text)? = line["text"] {
          var depth = 0
          if case .number(let number)? = line["depth"] { depth = min(max(number, 0), 8) }
          var time = ""
          if case .string(let written)? = line["time"] { time = written + "  " }
          lines.append(String(repeating: "  ", count: depth) + time + text)
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// A value of JSON. Source: RFC 8259. Numbers are whole here.
indirect enum JSONValue {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  subscript(key: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.0 == key }?.1
  }

  var elements: [JSONValue] {
    if case .array(let all) = self { all } else { [] }
  }

  // MARK: Writing

  var text: String { text(indent: "") }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let value): return "\(value)"
    case .string(let value): return Self.quoted(value)
    case .array(let all):
      if all.isEmpty { return "[]" }
      let rows = all.map { inner + $0.text(indent: inner) }
      return "[\n" + rows.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let fields):
      if fields.isEmpty { return "{}" }
      let rows = fields.map { inner + Self.quoted($0.0) + ": " + $0.1.text(indent: inner) }
      return "{\n" + rows.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  // MARK: Reading

  /// Reads a text; nil where it is not JSON, nests deeper than 64, or has a fraction.
  init?(_ text: String) {
    var reader = JSONReader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return at == bytes.count
    }
  }

  private mutating func skipBlanks() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func accept(_ word: String) -> Bool {
    guard bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  mutating func value(depth: Int) -> JSONValue? {
    skipBlanks()
    guard depth < 64, at < bytes.count else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "n"): return accept("null") ? .null : nil
    case UInt8(ascii: "t"): return accept("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return accept("false") ? .bool(false) : nil
    default:
      let start = at
      if bytes[at] == UInt8(ascii: "-") { at += 1 }
      while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
      return Int(String(decoding: bytes[start..<at], as: UTF8.self)).map { .number($0) }
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    at += 1
    var fields: [(String, JSONValue)] = []
    skipBlanks()
    if accept("}") { return .object([]) }
    repeat {
      skipBlanks()
      guard let key = string() else { return nil }
      skipBlanks()
      guard accept(":"), let value = value(depth: depth + 1) else { return nil }
      fields.append((key, value))
      skipBlanks()
    } while accept(",")
    return accept("}") ? .object(fields) : nil
  }

  private mutating func array(_ depth: Int) -> JSONValue? {
    at += 1
    var all: [JSONValue] = []
    skipBlanks()
    if accept("]") { return .array([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      all.append(value)
      skipBlanks()
    } while accept(",")
    return accept("]") ? .array(all) : nil
  }

  private mutating func string() -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
    at += 1
    var out: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        out.append(byte)
        continue
      }
      guard at < bytes.count, let escaped = escape() else { return nil }
      out += Array(escaped.utf8)
    }
    return nil
  }

  /// What stands for one or two escapes: a letter, or a number in hexadecimal digits.
  private mutating func escape() -> String? {
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "u"):
      guard var code = hexadecimal() else { return nil }
      if (0xD800..<0xDC00).contains(code) {
        guard accept("\\u"), let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else {
          return nil
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      return Unicode.Scalar(code).map { String($0) }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(Unicode.Scalar(byte))
    default: return nil
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
    at += 4
    return UInt32(digits, radix: 16)
  }
}
