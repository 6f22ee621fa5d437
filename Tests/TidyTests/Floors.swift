/// The floors as Package.swift lists them: each imports only floors above it.
struct Floors {
  struct Floor: Equatable {
    var name: String
    var imports: [String]
  }

  var all: [Floor]

  /// Reads the list `floors` of a manifest.
  init(manifest: SwiftSource) {
    all = []
    guard
      let start = manifest.tokens.indices.first(where: {
        manifest.matches(["let", "floors"], at: $0)
      }),
      let equals = manifest.tokens[start...].firstIndex(where: { $0.text == "=" })
    else { return }
    var place = equals + 2
    let end = manifest.closing(of: equals + 1)
    while place < end {
      guard manifest.sign(place) == "(" else {
        place += 1
        continue
      }
      let last = manifest.closing(of: place)
      let texts = manifest.tokens[place..<last].filter { $0.kind == .text }.map(\.text)
      if let name = texts.first { all.append(Floor(name: name, imports: Array(texts.dropFirst()))) }
      place = last + 1
    }
  }

  var names: [String] { all.map(\.name) }

  /// Libraries that come with the toolchain and may be used below the command line.
  static let systemBelow: Set<String> = ["Foundation", "Dispatch"]
  static let systemAbove: Set<String> = systemBelow.union([
    "Glibc", "Musl", "Darwin", "FoundationXML",
  ])
  static let executable = "trustsim"

  /// A floor that names one that is not above it.
  var upsideDown: [Finding] {
    all.enumerated().flatMap { place, floor in
      floor.imports.filter { !names[..<place].contains($0) }.map {
        Finding(
          path: "Package.swift", line: 0, what: "\(floor.name) names \($0), which is not above it")
      }
    }
  }

  /// Imports of a source file that its target does not declare.
  func undeclared(in source: SwiftSource) -> [Finding] {
    let folders = source.path.split(separator: "/").map(String.init)
    guard folders.count > 2, let allowed = allowed(folders[0], folders[1]) else {
      return [Finding(path: source.path, line: 0, what: "belongs to no target of Package.swift")]
    }
    return source.imports.filter { !allowed.contains($0.module) }.map {
      Finding(
        path: source.path, line: $0.line,
        what: "\(folders[1]) imports \($0.module), which it does not declare")
    }
  }

  private func allowed(_ top: String, _ target: String) -> Set<String>? {
    let everyFloor = Set(names)
    guard top == "Tests" else {
      if target == Self.executable { return everyFloor.union(Self.systemAbove) }
      return all.first { $0.name == target }.map { Set($0.imports).union(Self.systemBelow) }
    }
    let tools = Self.systemAbove.union(["Testing", "TestSupport"])
    switch target {
    case "TidyTests": return tools
    case "Support": return everyFloor.union(Self.systemAbove)
    case "ScenarioTests", "CommandLineTests": return everyFloor.union(tools)
    case "Fuzz": return everyFloor.union(Self.systemAbove).union(["FuzzProperties"])
    case "FuzzTests": return everyFloor.union(tools).union(["FuzzProperties"])
    default:
      return names.map { $0 + "Tests" }.contains(target)
        ? everyFloor.union(tools).union(["AllocationCount", "FuzzProperties"]) : nil
    }
  }
}

extension SwiftSource {
  /// The modules a file imports; of `import struct Module.Name` the module.
  var imports: [(module: String, line: Int)] {
    let kinds: Set<String> = ["struct", "enum", "class", "protocol", "func", "var", "typealias"]
    let before: Set<String> = ["package", "private", "fileprivate", "internal", "_exported"]
    return places(of: "import").compactMap { place in
      // A case may be called so.
      let isFirst = place == 0 || tokens[place - 1].line < tokens[place].line
      guard isFirst || before.contains(sign(place - 1) ?? "") else { return nil }
      let name = kinds.contains(sign(place + 1) ?? "") ? place + 2 : place + 1
      return sign(name).map { ($0, tokens[place].line) }
    }
  }
}
