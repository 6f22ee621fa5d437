import ScenarioLanguage

/// Files of a scenario in one input: behind a line `==> NAME <==` begins the file of that name.
struct InputFiles: FileReading {
  static let first = "first.mop"
  private var files: [(name: String, bytes: [UInt8])] = []

  init(_ bytes: [UInt8]) {
    var name = Self.first
    var start = 0
    var at = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
      if let next = Self.name(bytes[at..<end]) {
        files.append((name, Array(bytes[start..<at])))
        name = next
        start = min(end + 1, bytes.count)
      }
      at = end + 1
    }
    files.append((name, Array(bytes[start...])))
  }

  init(_ texts: [(name: String, bytes: [UInt8])]) { files = texts }

  private static func name(_ line: ArraySlice<UInt8>) -> String? {
    let (before, after) = (Array("==> ".utf8), Array(" <==".utf8))
    guard line.count > before.count + after.count, line.starts(with: before),
      line.suffix(after.count).elementsEqual(after)
    else { return nil }
    return String(decoding: line.dropFirst(before.count).dropLast(after.count), as: UTF8.self)
  }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    if path.hasPrefix("../") { throw .outside(folder: "Scenarios") }
    guard let file = files.first(where: { $0.name == path }) else { throw .missing }
    return SourceText(name: path, bytes: file.bytes)
  }

  /// The bytes of a file; nil where there is none.
  func bytes(_ name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }

  /// The bytes as the program reads them: only of plain UTF-8 are they those of the file, and only
  /// there can a column be looked up in it. nil: no such file, or a file in another form.
  func plainBytes(_ name: String) -> [UInt8]? {
    bytes(name).flatMap {
      $0.starts(with: [0xEF, 0xBB, 0xBF]) || $0.contains(0)
        || String(validating: $0, as: UTF8.self) == nil
        ? nil : $0
    }
  }

  /// The parts one after the other, whatever they are called.
  var parts: [[UInt8]] { files.map(\.bytes) }
}
