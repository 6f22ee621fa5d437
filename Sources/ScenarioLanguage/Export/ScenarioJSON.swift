import ClusterModel
import TextFormats

extension ScenarioText {
  /// As JSON: the head and the clusters by name, the runbook line by line.
  ///
  /// Lines of clusters and sections are the scenario language's own: they are what an administrator
  /// types.
  package var json: String {
    var head: [JSONMember] = [JSONMember("mop", .number(1))]
    var clusters: [JSONValue] = []
    var cluster: [JSONMember]?
    var lines: [JSONValue] = []
    func close() {
      if let open = cluster {
        clusters.append(.object(open + [JSONMember("lines", .array(lines))]))
      }
      cluster = nil
      lines = []
    }
    for line in parts[0].lines {
      if line.depth > 0 {
        lines.append(.string(line.text))
      } else if line.text.hasPrefix("cluster ") {
        close()
        cluster = [JSONMember("cluster", .string(String(line.text.dropFirst("cluster ".count))))]
      } else if line.text != "mop 1" {
        let word = line.text.prefix { $0 != " " }
        Self.add(String(word), line.text.dropFirst(word.count).trimmed, to: &head)
      }
    }
    close()
    let sections = parts.dropFirst().map { part in
      JSONValue.object([
        JSONMember("heading", .string(part.heading)),
        JSONMember("lines", .array(part.lines.map(Self.value))),
      ])
    }
    head += [JSONMember("clusters", .array(clusters)), JSONMember("sections", .array(sections))]
    return String(decoding: JSONValue.object(head).bytes(.rows), as: UTF8.self) + "\n"
  }

  /// Statements that may stand more than once are a list.
  static let repeated = ["assume", "defect", "accept"]

  private static func add(
    _ key: String, _ value: String, to head: inout [JSONMember]
  ) {
    guard repeated.contains(key) else { return head.append(JSONMember(key, .string(value))) }
    if let place = head.firstIndex(where: { $0.name == key }),
      case .array(let all) = head[place].value
    {
      head[place].value = .array(all + [.string(value)])
    } else {
      head.append(JSONMember(key, .array([.string(value)])))
    }
  }

  private static func value(_ line: Line) -> JSONValue {
    var fields: [JSONMember] = []
    if line.depth > 0 { fields.append(JSONMember("depth", .number(line.depth))) }
    if !line.time.isEmpty { fields.append(JSONMember("time", .string(line.time))) }
    return fields.isEmpty
      ? .string(line.text) : .object(fields + [JSONMember("text", .string(line.text))])
  }
}

extension ScenarioForms {
  /// The text of a scenario file; nil where the JSON is no scenario's.
  static func mop(_ json: JSONValue) -> String? {
    guard case .object(let head) = json, case .number("1")? = json["mop"] else { return nil }
    var lines = ["mop 1"]
    for member in head where !["mop", "clusters", "sections"].contains(member.name) {
      switch member.value {
      case .string(let text): lines.append("\(member.name) \(text)")
      case .array(let all):
        for case .string(let text) in all { lines.append("\(member.name) \(text)") }
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
          if case .number(let digits)? = line["depth"] {
            depth = min(max(Int(digits) ?? 0, 0), 8)
          }
          var time = ""
          if case .string(let written)? = line["time"] { time = written + "  " }
          lines.append(String(repeating: "  ", count: depth) + time + text)
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
