/// One file of a scenario as read from disk; the executable does the reading.
package struct SourceText: Hashable, Sendable {
  /// The name that diagnostics show, as the user or the `include` line gave it.
  ///
  /// It also tells files apart: two names are two files, and a file that includes its own name,
  /// at any depth, is refused.
  package var name: String
  package var bytes: [UInt8]
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Why a file could not be read.
package enum FileProblem: Error, Hashable, Sendable {
  /// There is no such file.
  case missing
  /// The system refused, in its own words.
  case unreadable(String)
  /// The path leads outside the folder that a scenario may read; the folder is named.
  case outside(folder: String)
  /// The file has more bytes than ``Limits/fileBytes``, and was not read for that reason.
  case tooLong
}

/// Where the bytes of a scenario, its includes and its tables of phones come from.
///
/// The implementation owns the path rules: a path in `include` or `phones from` is relative to the
/// including file and may not leave the scenarios' folder.
package protocol FileReading {
  /// Reads one file.
  /// - Parameters:
  ///   - path: as written in the scenario, or as given to ``readScenario(_:with:limits:)``.
  ///   - includedFrom: ``SourceText/name`` of the file that names this one; nil for the first.
  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText
}

/// How much one scenario may hold; each is checked before anything is expanded.
package struct Limits: Hashable, Sendable {
  /// Bytes of one file.
  package var fileBytes = 64 << 20
  /// Bytes of one line.
  package var lineBytes = 64 << 10
  /// How deep includes may nest; the file itself is at depth 0.
  package var includeDepth = 8
  /// Files in all, includes and tables of phones counted.
  package var files = 1_000
  /// Steps as written, before any `for` is expanded.
  package var steps = 10_000
  /// Phones in all.
  package var phones = 20_000_000
  /// Nodes in all; a range such as `sub1..sub6` counts as what it makes.
  package var nodes = 10_000
  /// Years from `starts` to the last instant that may be written.
  package var horizonYears = 50
  package init() {}
}
