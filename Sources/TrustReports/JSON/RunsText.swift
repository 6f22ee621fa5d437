import ClusterModel

/// Runs as one string: a million phones are a million bytes at most, not a million values.
private func runs<Item>(
  _ text: String, what: String, _ item: (Substring) -> Item?
) throws(JSONProblem) -> [(item: Item, count: Int)] {
  var all: [(item: Item, count: Int)] = []
  for part in text.split(separator: " ") {
    let halves = part.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let found = item(first),
      let count = halves.count == 1 ? 1 : Int(halves[1]), count > 0, count <= Int(Int32.max)
    else { throw JSONProblem(place: "", what: "'\(part.prefix(40))' is no run of \(what)") }
    all.append((found, count))
  }
  return all
}

private func schema(pattern: String) -> JSONValue {
  .object([
    JSONMember("type", .string("string")),
    JSONMember("pattern", .string("^(\(pattern)(\\*[0-9]+)?( \(pattern)(\\*[0-9]+)?)*)?$")),
  ])
}

extension RunsOfNames: JSONConvertible {
  var json: JSONValue {
    .string(
      runs.map { deviceName($0.first) + ($0.count == 1 ? "" : "*\($0.count)") }
        .joined(separator: " "))
  }

  init(json: JSONValue) throws(JSONProblem) {
    self.init()
    let all = try TrustReports.runs(String(json: json), what: "names") { name -> UInt64? in
      guard name.hasPrefix("SEP"), name.utf8.count == 15 else { return nil }
      return UInt64(name.dropFirst(3), radix: 16)
    }
    for run in all { add(run.item, count: run.count) }
  }

  static var schema: JSONValue { TrustReports.schema(pattern: "SEP[0-9A-F]{12}") }
}

extension RunsOfPlaces: JSONConvertible {
  var json: JSONValue {
    .string(
      runs.map { $0.count == 1 ? "\($0.place)" : "\($0.place)*\($0.count)" }
        .joined(separator: " "))
  }

  init(json: JSONValue) throws(JSONProblem) {
    self.init()
    let all = try TrustReports.runs(String(json: json), what: "places") { place -> Int32? in
      Int32(place).flatMap { $0 < 0 ? nil : $0 }
    }
    for run in all { add(run.item, count: Int32(run.count)) }
  }

  static var schema: JSONValue { TrustReports.schema(pattern: "[0-9]+") }
}
