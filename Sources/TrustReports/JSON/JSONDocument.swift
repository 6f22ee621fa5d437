import TextFormats

/// What has a form in JSON, and a JSON Schema of that form.
protocol JSONConvertible: Sendable {
  var json: JSONValue { get }
  init(json: JSONValue) throws(JSONProblem)
  static var schema: JSONValue { get }
}

/// A record whose form in JSON is the table of its fields.
///
/// The table makes the text, reads it back and makes the schema, so that the three cannot part.
protocol JSONRecord: JSONConvertible {
  /// What it is called in the schema.
  static var recordName: String { get }
  static var meaning: String { get }
  static var fields: [JSONField<Self>] { get }
  init()
}

/// One member of a record: its name, where it is kept, what it means.
struct JSONField<Record: Sendable>: Sendable {
  let name: String
  let meaning: String
  let isOptional: Bool
  let schema: JSONValue
  let get: @Sendable (Record) -> JSONValue?
  let set: @Sendable (inout Record, JSONValue) throws(JSONProblem) -> Void

  init<Value: JSONConvertible>(
    _ name: String, _ path: any WritableKeyPath<Record, Value> & Sendable,
    _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    isOptional = false
    schema = Value.schema
    get = { $0[keyPath: path].json }
    set = { record, json throws(JSONProblem) in record[keyPath: path] = try Value(json: json) }
  }

  init<Value: JSONConvertible>(
    _ name: String, _ path: any WritableKeyPath<Record, Value?> & Sendable,
    _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    isOptional = true
    schema = Value.schema
    get = { $0[keyPath: path]?.json }
    set = { record, json throws(JSONProblem) in record[keyPath: path] = try Value(json: json) }
  }
}

extension JSONRecord {
  var json: JSONValue {
    .object(Self.fields.compactMap { field in field.get(self).map { JSONMember(field.name, $0) } })
  }

  /// What it does not know it passes over: members are added within a major version.
  init(json: JSONValue) throws(JSONProblem) {
    guard case .object = json else {
      throw JSONProblem(place: "", what: "expected an object: \(Self.recordName)")
    }
    self.init()
    for field in Self.fields {
      guard let value = json[field.name] else {
        if field.isOptional { continue }
        throw JSONProblem(place: "/\(field.name)", what: "it is missing")
      }
      do throws(JSONProblem) {
        try field.set(&self, value)
      } catch {
        throw JSONProblem(place: "/\(field.name)\(error.place)", what: error.what)
      }
    }
  }

  static var schema: JSONValue {
    .object([JSONMember("$ref", .string("#/definitions/\(recordName)"))])
  }

  /// What stands in the schema's `definitions`.
  static var definition: JSONMember {
    let properties = fields.map { field -> JSONMember in
      // Beside a `$ref` draft-07 reads nothing else, so the meaning goes around it.
      guard field.schema["$ref"] != nil else {
        guard case .object(let members) = field.schema else {
          return JSONMember(field.name, field.schema)
        }
        let meaning = JSONMember("description", .string(field.meaning))
        return JSONMember(field.name, .object([meaning] + members))
      }
      return JSONMember(
        field.name,
        .object([
          JSONMember("description", .string(field.meaning)),
          JSONMember("allOf", .array([field.schema])),
        ]))
    }
    let required = fields.filter { !$0.isOptional }.map { JSONValue.string($0.name) }
    return JSONMember(
      recordName,
      .object([
        JSONMember("description", .string(meaning)), JSONMember("type", .string("object")),
        JSONMember("required", .array(required)), JSONMember("properties", .object(properties)),
      ]))
  }
}

private func type(_ name: String) -> JSONValue { .object([JSONMember("type", .string(name))]) }

extension String: JSONConvertible {
  var json: JSONValue { .string(self) }
  init(json: JSONValue) throws(JSONProblem) {
    guard case .string(let text) = json else {
      throw JSONProblem(place: "", what: "expected a string")
    }
    self = text
  }
  static var schema: JSONValue { type("string") }
}

extension Bool: JSONConvertible {
  var json: JSONValue { .bool(self) }
  init(json: JSONValue) throws(JSONProblem) {
    guard case .bool(let isTrue) = json else {
      throw JSONProblem(place: "", what: "expected true or false")
    }
    self = isTrue
  }
  static var schema: JSONValue { type("boolean") }
}

extension FixedWidthInteger where Self: Sendable {
  var json: JSONValue { .number(self) }
  init(json: JSONValue) throws(JSONProblem) {
    guard case .number(let digits) = json, let value = Self(digits) else {
      throw JSONProblem(place: "", what: "expected a whole number of \(Self.bitWidth) bits")
    }
    self = value
  }
  static var schema: JSONValue { type("integer") }
}
extension Int: JSONConvertible {}
extension Int32: JSONConvertible {}
extension Int64: JSONConvertible {}
extension UInt64: JSONConvertible {}

extension Array: JSONConvertible where Element: JSONConvertible {
  var json: JSONValue { .array(map(\.json)) }
  init(json: JSONValue) throws(JSONProblem) {
    guard case .array(let values) = json else {
      throw JSONProblem(place: "", what: "expected an array")
    }
    self = []
    reserveCapacity(values.count)
    for (place, value) in values.enumerated() {
      do throws(JSONProblem) {
        append(try Element(json: value))
      } catch {
        throw JSONProblem(place: "/\(place)\(error.place)", what: error.what)
      }
    }
  }
  static var schema: JSONValue {
    .object([JSONMember("type", .string("array")), JSONMember("items", Element.schema)])
  }
}

/// A word of a closed list.
protocol JSONWord: JSONConvertible, RawRepresentable<String>, CaseIterable {}

extension JSONWord {
  var json: JSONValue { .string(rawValue) }
  init(json: JSONValue) throws(JSONProblem) {
    guard case .string(let text) = json, let word = Self(rawValue: text) else {
      let all = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw JSONProblem(place: "", what: "expected one of \(all)")
    }
    self = word
  }
  static var schema: JSONValue {
    .object([
      JSONMember("type", .string("string")),
      JSONMember("enum", .array(allCases.map { .string($0.rawValue) })),
    ])
  }
}
