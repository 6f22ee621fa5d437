// A room of unsafe memory: see the decision "Unsafe memory is a room".

import Foundation

/// Words that say how the work was organised, or where it was done, instead of how things are.
enum Wording {
  /// The one file that has to name the words it looks for.
  static let ownPath = "Tests/TidyTests/Wording.swift"

  /// Found as whole words, whatever their case.
  private static let organising = [
    "briefing", "the brief", "my brief", "this brief", "conventions.md", "design.md",
    "interface.md", "rules.md", "rules page", "interface page", "design document",
    "this issue", "the issue says", "issue tracker", "pull request", "merge request", "user story",
    "this session", "last session", "next session", "other session", "another session",
    "the lead", "another helper", "other helper", "the helper", "helpers", "co-worker", "colleague",
    "as requested", "as instructed", "was told to", "time box", "timebox", "acceptance criteria",
    "milestone", "sprint", "language model", "chatbot", "AI assistant",
  ]

  static func organisingWords(in text: String, of path: String) -> [Finding] {
    let lowered = text.lowercased()
    let wanted = organising.filter { has($0.lowercased(), in: lowered) }.map { word in
      (word, Array(word.lowercased().utf8))
    }
    guard !wanted.isEmpty else { return [] }
    return lines(of: text).flatMap { number, line -> [Finding] in
      let bytes = Array(line.lowercased().utf8)
      return wanted.filter { isWholeWord($0.1, in: bytes) }.map {
        Finding(
          path: path, line: number,
          what: "\"\($0.0)\" speaks of how the work is organised; instead: what is so, and why")
      }
    }
  }

  /// Absolute paths of a machine; a home folder may stand in a command of the product that takes
  /// one.
  static func machinePaths(in text: String, of path: String) -> [Finding] {
    let folders = ["work", "tmp", "root", "opt", "home", "farm", "Users"].filter {
      has("/\($0)/", in: text)
    }
    guard !folders.isEmpty else { return [] }
    let takesHome = ["utils itl reset remotekey", "file get tftp"]
    return lines(of: text).flatMap { number, line -> [Finding] in
      let bytes = Array(line.utf8)
      return folders.filter { folder in
        if folder == "home", takesHome.contains(where: line.contains) { return false }
        return begins(Array("/\(folder)/".utf8), in: bytes)
      }.map {
        Finding(
          path: path, line: number,
          what: "a path of a machine (\($0)); instead: one from the root of the repository")
      }
    }
  }

  /// A fast look at a whole text, which has no byte 0. Both texts last for the call.
  private static func has(_ part: String, in text: String) -> Bool {
    unsafe strstr(text, part) != nil
  }

  private static func lines(of text: String) -> [(number: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0.offset + 1, $0.element)
    }
  }

  private static func isWholeWord(_ word: [UInt8], in line: [UInt8]) -> Bool {
    places(of: word, in: line).contains { place in
      let end = place + word.count
      return (place == 0 || !isPartOfWord(line[place - 1]))
        && (end == line.count || !isPartOfWord(line[end]))
    }
  }

  /// Whether an absolute path begins so: what stands before it belongs to no longer path.
  private static func begins(_ path: [UInt8], in line: [UInt8]) -> Bool {
    places(of: path, in: line).contains { place in
      place == 0 || !(isPartOfWord(line[place - 1]) || "./-}*".utf8.contains(line[place - 1]))
    }
  }

  private static func places(of part: [UInt8], in line: [UInt8]) -> [Int] {
    guard line.count >= part.count else { return [] }
    return (0...(line.count - part.count)).filter {
      line[$0] == part[0] && line[$0...].starts(with: part)
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
