import Foundation
import TestSupport
import Testing

/// A committed file that is made by the program: compared, or written anew with `RECORD=1`.
enum Recorded {
  /// - Parameter refresh: the name of the suite whose tests write the file.
  static func check(_ path: String, is text: String, refresh suite: String) throws {
    if TestRun.isRecording {
      // Recorded where nobody reads it, anything would be right.
      try #require(!TestRun.isContinuousIntegration, "RECORD=1 is refused where CI is set")
      let url = Repository.url(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
      return
    }
    let command = "RECORD=1 swift test --filter \(suite)"
    guard let recorded = try? Repository.text(path) else {
      Issue.record("there is no \(path); read what `\(command)` writes, and commit it")
      return
    }
    let difference = difference(recorded, text)
    #expect(
      recorded == text,
      "\(path) is not what is said now:\n\(difference)\nIf that is right: \(command)")
  }

  /// The first lines that differ, `-` as recorded and `+` as it is now.
  static func difference(_ recorded: String, _ now: String) -> String {
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let new = now.split(separator: "\n", omittingEmptySubsequences: false)
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - start,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    { tail += 1 }
    let lines =
      old[start..<(old.count - tail)].prefix(6).map { "- \($0)" }
      + new[start..<(new.count - tail)].prefix(6).map { "+ \($0)" }
    return "line \(start + 1):\n" + lines.joined(separator: "\n")
  }
}
