import Testing

/// A file that may use unsafe memory, and why.
struct Room: Sendable, CustomTestStringConvertible {
  let path: String
  let reason: String

  /// How each of them says what it is; its invariants stand beside what they are of.
  static let heading = "A room of unsafe memory: see the decision \"Unsafe memory is a room\"."

  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  var testDescription: String { path }

  static let all: [Room] =
    [
      Room(
        "Sources/VirtualTime/PlainMemory.swift",
        "the event queue's memory, changed in place without a question at each change"),
      Room(
        "Sources/VirtualTime/Chunks.swift",
        "tickets in chunks that are found from the address of any of their tickets"),
      Room(
        "Sources/VirtualTime/EventQueue.swift", "the queue's storage, which copies share"),
      Room(
        "Sources/VirtualTime/LargeMemory.swift", "blocks for which large pages are asked"),
      Room(
        "Sources/ClusterSimulation/Phone/Rows.swift",
        "rows of a million phones, changed in place by each event"),
      Room(
        "Sources/TrustListFiles/ByteWords.swift",
        "eight bytes of a text at a time, and the bytes of a word in the program"),
      Room(
        "Sources/ScenarioSearch/Workers.swift",
        "results of several threads, each written by one of them and read when all have ended"),
    ]
    + [
      ("SystemCalls", "calls that take or give a text"),
      ("Output", "writing"),
      ("ReplaceFile", "putting a whole file in its place"),
      ("InputFile", "looking at what is read before it is opened, and reading it"),
      ("ScenarioReader", "what was read ahead from what can be read only once"),
      ("Threads", "starting a thread and waiting for its end"),
      ("Terminal", "a timer's signal that draws progress"),
      ("Interruption", "what a handler of signals reads"),
      ("LargePages", "asking for large pages"),
      ("ChildProcess", "starting a process and reading what it writes"),
    ].map { Room("Sources/trustsim/\($0.0).swift", "system calls: " + $0.1) }
    + [
      Room(
        "Tests/CommandLineTests/SignalTests.swift", "a limit of the process that is started"),
      Room(
        "Tests/ScenarioSearchTests/WorkersTests.swift", "what several threads count together"),
      Room(
        "Tests/Fuzz/Run/Target.swift", "a function that a fuzzer written in C calls"),
      Room(
        "Tests/ClusterSimulationTests/AllocationTests.swift",
        "an allocation that is there to be counted"),
      Room("Tests/TidyTests/Wording.swift", "the C library's search through all texts"),
    ]
}

/// Unsafe memory outside its rooms, and what the compiler translates wrongly.
enum Rooms {
  /// - Parameter rooms: paths of files in which memory may be unsafe.
  static func findings(
    in source: SwiftSource, rooms: Set<String> = Set(Room.all.map(\.path))
  ) -> [Finding] {
    var findings = coroutines(in: source) + chains(in: source) + keptRows(in: source)
    let isCode = ["Sources/", "Tests/"].contains { source.path.hasPrefix($0) }
    guard isCode, !rooms.contains(source.path) else { return findings }
    for (place, token) in source.tokens.enumerated() where isUnsafe(source, place) {
      findings.append(
        Finding(
          path: source.path, line: token.line,
          what: "`\(token.text)` is banned outside the rooms of unsafe memory (Rooms.swift);"
            + " instead: a Span, an array or places in what is held"))
    }
    return findings
  }

  /// A word that makes memory unsafe, or promises that something is safe without being checked.
  static func isUnsafe(_ source: SwiftSource, _ place: Int) -> Bool {
    let token = source.tokens[place]
    guard token.kind == .word else { return false }
    switch token.text {
    case "safe": return source.sign(place - 1) == "@"
    case "unchecked", "Unmanaged", "OpaquePointer", "withExtendedLifetime": return true
    default:
      return ["unsafe", "Unsafe", "withUnsafe"].contains { token.text.hasPrefix($0) }
    }
  }

  // MARK: Coroutines

  /// `servers[node].isRunning = false` changes one word; a `set` would copy what the node has. It
  /// is always inline, so no coroutine is called.
  private static let modifies: Set<String> = ["Sources/ClusterModel/Servers.swift"]
  /// Rows, tickets and the queue are found by addresses that are theirs as long as they are.
  private static let addresses: Set<String> = [
    "Sources/VirtualTime/PlainMemory.swift", "Sources/VirtualTime/EventQueue.swift",
    "Sources/ClusterSimulation/Phone/Rows.swift",
  ]

  private static func coroutines(in source: SwiftSource) -> [Finding] {
    source.tokens.enumerated().compactMap { place, token in
      guard token.kind == .word else { return nil }
      let what: String
      switch token.text {
      case "_read",
        "read" where source.sign(place + 1) == "{", "yielding":
        what =
          "`get`: optimised builds of Swift 6.3 may read what a coroutine yielded after it ended"
      case "_modify",
        "modify" where source.sign(place + 1) == "{":
        if modifies.contains(source.path), isInline(source, place) { return nil }
        what = "`set`, or a place in an array: a coroutine between modules is translated wrongly"
      case "unsafeAddress", "unsafeMutableAddress", "addressWithOwner", "mutableAddressWithOwner":
        if addresses.contains(source.path) { return nil }
        what = "`get` and `set`: nothing says how long an address is good"
      default: return nil
      }
      return Finding(
        path: source.path, line: token.line,
        what: "`\(token.text)` is banned here; instead: \(what)")
    }
  }

  private static func isInline(_ source: SwiftSource, _ place: Int) -> Bool {
    source.matches(["@", "inline", "(", "__always", ")"], at: place - 5)
  }

  /// `servers[node].published?.itl = list` goes on in two ways, so that the coroutine behind the
  /// subscript is called after all. Tests may: the phase that translates it wrongly is left out.
  private static func chains(in source: SwiftSource) -> [Finding] {
    guard source.path.hasPrefix("Sources/") else { return [] }
    return source.places(of: "servers").compactMap { place in
      let line = source.tokens[place].line
      guard source.lines[line - 1].contains(#/servers\[[^\]]*\]\.\w+\?\.[\w.]+ [-+]?= /#) else {
        return nil
      }
      return Finding(
        path: source.path, line: line,
        what: "a change through `servers[…]` and a `?` is banned; instead: `servers.nodes[…]`")
    }
  }

  // MARK: Rows

  /// A row found in `Rows` is good until something is added or copied, so nothing keeps one.
  private static func keptRows(in source: SwiftSource) -> [Finding] {
    ["RowToChange", "RowToRead"].flatMap(source.places(of:)).compactMap { place in
      let before = source.sign(place - 1) ?? ""
      let isProperty =
        before == ":" && ["var", "let"].contains(source.sign(place - 3) ?? "")
      guard isProperty || before == "[" || before == "<" else { return nil }
      return Finding(
        path: source.path, line: source.tokens[place].line,
        what: "a `\(source.tokens[place].text)` is kept; instead: its place among the rows")
    }
  }
}
