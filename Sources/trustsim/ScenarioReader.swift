// A room of unsafe memory: see the decision "Unsafe memory is a room".

import ScenarioLanguage
import TrustVerdicts

/// Brings the files of one scenario from the disk, and lets none of them lead elsewhere.
///
/// What a file includes is relative to that file. After resolving links it lies below the nearest
/// folder named `Scenarios` that the scenario's own file is in, else below that file's own folder.
final class ScenarioReader: FileReading {
  static let standardInputName = "<stdin>"
  private let limits: Limits
  private let keepsStreams: Bool
  /// Where included files must lie, with every link resolved; nil until the first file is read.
  private var root: String?

  /// - Parameter keepsStreams: what can be read only once, such as standard input, is kept for the
  ///   next reader of it.
  init(limits: Limits = Limits(), keepsStreams: Bool = false) {
    self.limits = limits
    self.keepsStreams = keepsStreams
  }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard let includedFrom else { return try readFirst(path) }
    let (name, file) = try locate(path, from: includedFrom)
    // Looked at first: to open a pipe waits for its other end, to open a device can do anything.
    try InputFile.requireRegular(file)
    let descriptor = try InputFile.open(file, waits: false)
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable("it is not a regular file")
    }
    return SourceText(name: name, bytes: try InputFile.bytes(descriptor, limits.fileBytes))
  }

  /// Where a file lies that another names, and what it is called.
  func locate(
    _ path: String, from includedFrom: String
  ) throws(FileProblem) -> (name: String, file: String) {
    let name = path.hasPrefix("/") ? path : Self.tidied(Self.folder(of: includedFrom) + path)
    // Looked up as written: tidying `a/../b` would be wrong where `a` is a link.
    let written = path.hasPrefix("/") ? path : Self.folder(of: includedFrom) + path
    guard let resolved = resolvedPath(written) else { throw InputFile.problem(errno) }
    let root = root ?? "/"
    guard resolved.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
      throw .outside(folder: root)
    }
    return (name, resolved)
  }

  private func readFirst(_ path: String) throws(FileProblem) -> SourceText {
    let folder: String
    if path == "-" {
      folder = resolvedPath(".") ?? "/"
    } else {
      folder = String(Self.folder(of: resolvedPath(path) ?? path).dropLast())
    }
    root = Self.root(ofFolder: folder)
    let name = path == "-" ? Self.standardInputName : path
    if let kept = unsafe Self.streams.removeValue(forKey: path) {
      let bytes = try kept.get()
      if keepsStreams { unsafe Self.streams[path] = kept }
      return SourceText(name: name, bytes: bytes)
    }
    let result = Result { () throws(FileProblem) in
      try InputFile.whole(path, atMost: limits.fileBytes)
    }
    if keepsStreams, path == "-" || !InputFile.isRegular(path) {
      unsafe Self.streams[path] = result
    }
    return SourceText(name: name, bytes: try result.get())
  }

  /// Read ahead, by path, from what can be read only once.
  nonisolated(unsafe) private static var streams: [String: Result<[UInt8], FileProblem>] = [:]

  /// The bytes of a file that is no scenario.
  static func wholeFile(_ path: String, atMost limit: Int = Limits().fileBytes) throws(Failure)
    -> [UInt8]
  {
    do throws(FileProblem) {
      return try InputFile.whole(path, atMost: limit)
    } catch {
      let words =
        switch error {
        case .unreadable(let words): words
        case .tooLong: "it is longer than the \(limit) bytes that are read"
        case .missing, .outside: "no such file"
        }
      throw Failure(status: error.exitStatus, message: "\(shown(path)): \(words)")
    }
  }

  /// The folder of a file with its slash; empty for the current one.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The nearest folder named `Scenarios`, this one included; else this one.
  static func root(ofFolder folder: String) -> String {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: true)
    guard let place = parts.lastIndex(of: "Scenarios") else { return folder.isEmpty ? "/" : folder }
    return "/" + parts[...place].joined(separator: "/")
  }

  /// The path without `.` and `x/..`, for diagnostics, and so that a file has one name.
  static func tidied(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
