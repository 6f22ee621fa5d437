// A room of unsafe memory: see the decision "Unsafe memory is a room".

import ScenarioFiles

/// Brings the files of one scenario from the disk, and lets none of them lead elsewhere.
///
/// What a file includes is relative to that file. After resolving links it lies below the nearest
/// folder named `Scenarios` that the scenario's own file is in, else below that file's own folder.
final class ScenarioReader: FileReading {
  static let standardInputName = "<stdin>"
  private let limits: Limits
  /// Where included files must lie, with every link resolved; nil until the first file is read.
  private var root: String?

  init(limits: Limits = Limits()) { self.limits = limits }

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard let includedFrom else { return try readFirst(path) }
    let name = path.hasPrefix("/") ? path : Self.tidied(Self.folder(of: includedFrom) + path)
    // Looked up as written: tidying `a/../b` would be wrong where `a` is a link.
    let written = path.hasPrefix("/") ? path : Self.folder(of: includedFrom) + path
    guard let resolved = resolvedPath(written) else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(systemMessage(errno))
    }
    let root = root ?? "/"
    guard resolved.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
      throw .outside(folder: root)
    }
    let descriptor = try Self.openFile(resolved)
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable("not a regular file")
    }
    return SourceText(name: name, bytes: try readAll(descriptor))
  }

  private func readFirst(_ path: String) throws(FileProblem) -> SourceText {
    if path == "-" {
      root = Self.root(ofFolder: resolvedPath(".") ?? "/")
      return SourceText(name: Self.standardInputName, bytes: try readAll(STDIN_FILENO))
    }
    let descriptor = try Self.openFile(path)
    defer { close(descriptor) }
    let resolved = resolvedPath(path) ?? path
    root = Self.root(ofFolder: String(Self.folder(of: resolved).dropLast()))
    return SourceText(name: path, bytes: try readAll(descriptor))
  }

  private static func openFile(_ path: String) throws(FileProblem) -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(systemMessage(errno))
    }
    return descriptor
  }

  private func readAll(_ descriptor: Int32) throws(FileProblem) -> [UInt8] {
    var status = stat()
    var expected = 0
    if unsafe fstat(descriptor, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw .unreadable(systemMessage(EISDIR)) }
      if status.st_mode & S_IFMT == S_IFREG { expected = Int(status.st_size) }
    }
    guard expected <= limits.fileBytes else { throw .tooLong }
    var bytes: [UInt8] = []
    let chunk = max(expected + 1, 65_536)
    while true {
      var problem: Int32 = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        var got = -1
        repeat {
          got = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
        } while got < 0 && errno == EINTR
        if got < 0 { problem = errno }
        count = max(0, got)
      }
      if problem != 0 { throw .unreadable(systemMessage(problem)) }
      if piece.isEmpty { return bytes }
      // Mostly the first piece is all, and a long file need not lie in memory twice.
      if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
      guard bytes.count <= limits.fileBytes else { throw .tooLong }
    }
  }

  /// The bytes of a file that is no scenario.
  static func wholeFile(_ path: String, atMost limit: Int = Limits().fileBytes) throws(Failure)
    -> [UInt8]
  {
    do throws(FileProblem) {
      let descriptor = try openFile(path)
      defer { close(descriptor) }
      var limits = Limits()
      limits.fileBytes = limit
      return try ScenarioReader(limits: limits).readAll(descriptor)
    } catch {
      let why =
        switch error {
        case .unreadable(let words): words
        case .tooLong: "it is too long"
        case .missing, .outside: "no such file"
        }
      throw Failure(status: .inputMissing, message: "\(shown(path)): \(why)")
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

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  unsafe read(descriptor, bytes, count)
}
