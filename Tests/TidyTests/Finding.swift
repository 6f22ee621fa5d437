import TestSupport
import Testing

/// Something untidy, and where.
struct Finding: Equatable, CustomStringConvertible {
  var path: String
  /// Counted from 1; 0: the file as a whole.
  var line: Int
  var what: String

  var description: String { line > 0 ? "\(path):\(line): \(what)" : "\(path): \(what)" }
}

/// Fails with every finding on a line of its own.
func expectNone(
  _ findings: [Finding], sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let list = findings.prefix(40).map(\.description).joined(separator: "\n")
  #expect(findings.isEmpty, "\(findings.count) found:\n\(list)", sourceLocation: sourceLocation)
}

extension SwiftSource {
  /// Every Swift file of the repository.
  static let all: [SwiftSource] = Repository.paths.filter { $0.hasSuffix(".swift") }.map {
    // A file that cannot be read is an empty one here; building it would have failed before.
    SwiftSource(path: $0, text: (try? Repository.text($0)) ?? "")
  }

  /// The files below a folder.
  static func below(_ folder: String) -> [SwiftSource] {
    all.filter { $0.path.hasPrefix(folder + "/") }
  }

  /// Comments that take a line out of the checks, with the reason.
  var exceptions: [Comment] { comments.filter { $0.text.hasPrefix("tidy:") } }

  /// Leaves out the findings on a line that is excepted, or below a line that only excepts it.
  func withoutExceptions(_ findings: [Finding]) -> [Finding] {
    let lines = Set(exceptions.flatMap { [$0.line, $0.line + 1] })
    return findings.filter { !lines.contains($0.line) }
  }
}
