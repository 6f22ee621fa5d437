import ScenarioLanguage

/// Where a command will write, checked before anything is run: no result may take the place of what
/// is read, or of another result.
struct OutputPlaces {
  /// Paths as they were given, each with the words for it.
  private var places: [(path: String, name: String, identity: FileIdentity)] = []
  private var writesToStandardOutput: Bool

  /// - Parameters:
  ///   - paths: files that `--output` names; `-` is standard output.
  ///   - reports: files that go to the folder for reports.
  /// - Throws: wrong usage, where two of them are the same file.
  init(
    _ paths: [String], reports: [String] = [], toStandardOutput: Bool = false
  ) throws(Failure) {
    writesToStandardOutput = toStandardOutput || paths.contains("-")
    for path in paths where path != "-" { try add(path, "--output '\(shown(path))'") }
    for path in reports { try add(path, "'\(shown(path))' of --report-dir") }
    guard writesToStandardOutput, let identity = FileIdentity(descriptor: STDOUT_FILENO),
      let same = places.first(where: { $0.identity == identity })
    else { return }
    throw .usage("\(same.name) is the file that standard output goes to already")
  }

  private mutating func add(_ path: String, _ name: String) throws(Failure) {
    guard let identity = FilePlace(path).identity else { return }
    if let same = places.first(where: { $0.identity == identity }) {
      throw .usage("\(same.name) and \(name) are the same file")
    }
    places.append((path, name, identity))
  }

  /// - Throws: wrong usage, where one of these files would be written to.
  func check(inputs: [String]) throws(Failure) {
    for input in inputs {
      try check(input == "-" ? FileIdentity(descriptor: STDIN_FILENO) : FileIdentity(path: input)) {
        input == "-" ? "standard input" : "'\(shown(input))'"
      }
    }
  }

  /// Checks each scenario's own file, what it includes and its tables of phones.
  func check(scenarios: [String]) throws(Failure) {
    try check(inputs: scenarios)
    // A file that is read is there: a result that makes a new one takes nothing's place.
    guard places.contains(where: { if case .file = $0.identity { true } else { false } }) else {
      return
    }
    for scenario in scenarios {
      let reader = NotingReader()
      let tables = tablesNamed(by: scenario, with: reader)
      for (path, identity) in reader.included { try check(identity) { "'\(shown(path))'" } }
      for table in tables {
        guard let found = reader.file(of: table) else { continue }
        try check(FileIdentity(path: found)) { "'\(shown(table.path))'" }
      }
    }
  }

  private func check(
    _ identity: FileIdentity?, _ input: () -> String
  ) throws(Failure) {
    guard let identity, let same = places.first(where: { $0.identity == identity }) else { return }
    throw .usage("\(same.name) would replace \(input()), which is read")
  }
}

/// Notes which files a scenario includes.
private final class NotingReader: FileReading {
  private let reader = ScenarioReader(keepsStreams: true)
  private(set) var included: [(path: String, identity: FileIdentity)] = []

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    let text = try reader.read(path, includedFrom: includedFrom)
    guard let includedFrom else { return AnyFormReader.asScenario(text) }
    if let file = try? reader.locate(path, from: includedFrom).file,
      let identity = FileIdentity(path: file)
    {
      included.append((path, identity))
    }
    return text
  }

  func file(of table: NamedTable) -> String? {
    try? reader.locate(table.path, from: table.includedFrom).file
  }
}
