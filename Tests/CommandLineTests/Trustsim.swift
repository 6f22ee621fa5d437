import Foundation

/// The built program, run as somebody at a shell would.
struct Trustsim {
  /// What one run of the program came to.
  struct Run {
    var status: Int32
    /// It was ended by a signal; then ``status`` is its number.
    var wasKilled: Bool
    var output: String
    var error: String
  }

  /// The program beside the tests in the folder of built products.
  static let executable: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("trustsim")
  }()

  var folder: Folder
  var environment: [String: String] = [:]

  /// Runs the program with these words in the folder; nothing is on its standard input.
  func callAsFunction(_ words: String..., input: String? = nil) throws -> Run {
    try run(words, input: input)
  }

  func run(_ words: [String], input: String? = nil) throws -> Run {
    let process = prepared(words)
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
    return try finish(process)
  }

  /// Runs the program by way of a shell line, in which `"$@"` is the program with its words.
  func shell(_ line: String, _ words: String...) throws -> Run { try shell(line, words) }

  func shell(_ line: String, _ words: [String]) throws -> Run {
    let process = prepared(["-c", line, "sh", Self.executable.path] + words)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    return try finish(process)
  }

  func prepared(_ words: [String]) -> Process {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = words
    process.currentDirectoryURL = folder.url
    var all = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] { all[name] = nil }
    process.environment = all.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs a process to its end; its outputs go to files, so that neither can block the other.
  func finish(_ process: Process) throws -> Run {
    let scratch = try Folder()
    let output = try scratch.emptyFile("output")
    let error = try scratch.emptyFile("error")
    process.standardOutput = output
    process.standardError = error
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal,
      output: try scratch.read("output"), error: try scratch.read("error"))
  }
}

/// A folder of its own for one test; it goes away with the last reference.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("trustsim-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file, with the folders it needs.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> Folder {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return self
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  func emptyFile(_ name: String) throws -> FileHandle {
    try write(name, "")
    return try FileHandle(forWritingTo: url.appendingPathComponent(name))
  }

  /// Names of everything in the folder, hidden files too, in order.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }
}

/// Scenarios small enough to be read at a glance.
enum Plan {
  static let head = """
    mop 1
    title     A small plan
    starts    2026-01-10 21:45

    cluster hq   release 11.5(1)SU3   mode non-secure
      node  pub    publisher tftp callmanager
      node  sub1   tftp callmanager
      group Default = sub1 pub

    """
  static let phones = "  phones 40   model 8861  group Default\n\n"

  /// Nothing is done, and what is expected is so.
  static let passes = head + phones + "## Post-checks\nexpect phones trusting = all\n"

  /// Nothing is done, and what is expected is not so.
  static let fails = head + phones + "## Post-checks\nexpect phones trusting = none\n"

  /// Phones lose trust, as the plan says; whether they are registered after it depends on what a
  /// refused configuration does.
  static let inconclusive = inconclusive(with: "")

  static func inconclusive(with line: String) -> String {
    head.replacingOccurrences(of: "starts ", with: line + "\nstarts ") + phones + """
      ## Implementation
      22:00          pub>   set network hostname pub-new
      with previous  sub1>  set network hostname sub1-new
      +5m            GUI:   reset phones

      ## Post-checks
      expect at +2h  phones lost-trust = all
      expect at +2h  phones registered = all

      """
  }
}
