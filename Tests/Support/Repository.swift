package import Foundation

/// The files of this repository, found from where this file was compiled.
package enum Repository {
  /// The folder that Package.swift is in.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().standardizedFileURL

  /// Everything that is kept here, by its path from the root, in order; neither what git keeps for
  /// itself nor what was built.
  package static let paths: [String] = files(below: "")

  /// The paths of the files below a folder, from the root.
  package static func paths(below folder: String, withExtension ending: String) -> [String] {
    paths.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix("." + ending) }
  }

  package static func url(_ path: String) -> URL { root.appending(path: path) }

  /// A file's text; damaged bytes are shown as such.
  package static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  /// The names at the top of the repository, hidden ones included.
  package static func topLevel() throws -> [String] { try names(in: "").sorted() }

  /// What this machine keeps in the working folder and git is told to ignore.
  private static func isIgnored(_ name: String) -> Bool {
    name == ".git" || name == ".build" || name.hasPrefix(".build-")
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(folder).path)
      .filter { !isIgnored($0) }
  }

  private static func files(below folder: String) -> [String] {
    // A folder that cannot be read gives no file, and a test that wants files says so.
    let found = (try? names(in: folder)) ?? []
    return found.sorted().flatMap { name -> [String] in
      let path = folder.isEmpty ? name : folder + "/" + name
      // Whatever can be listed is a folder.
      return (try? names(in: path)) == nil ? [path] : files(below: path)
    }
  }
}

/// What the environment asks of the tests.
package enum TestRun {
  /// `RECORD=1`: committed results are written anew instead of compared.
  package static var isRecording: Bool { environment["RECORD"] == "1" }
  /// Recording where nobody reads what was recorded would make any result right.
  package static var isContinuousIntegration: Bool {
    !["", "0", "false"].contains(environment["CI"] ?? "")
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
