// A room of unsafe memory: see the decision "Unsafe memory is a room".

import TextFormats
import TrustReports
import TrustVerdicts

// A result file is whole or not there: it is written beside its place and then takes it.

extension Output {
  /// Puts a whole file in its place at once: nobody ever sees half of it.
  ///
  /// The page goes to a temporary file beside the target, to the disk, and then takes the target's
  /// name. Through a link the file behind it is written, also one that is not there yet. A file
  /// that nobody may write to stays. What is no regular file - a device, a pipe - is written as it
  /// is.
  static func replaceFile(
    _ path: String, with page: (inout PageOutlet) -> Void
  ) throws(Failure) {
    if let open = OpenFile.named(path) {
      defer { if open.isOwn { close(open.descriptor) } }
      return try write(to: open.descriptor, named: path, page)
    }
    let place = FilePlace(path)
    if let problem = place.problem { throw failure(of: problem, path) }
    if let status = place.status {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw failure(of: EISDIR, path) }
      guard kind == S_IFREG, place.isNamed else {
        return try writeAsItIs(path, truncating: kind == S_IFREG, page)
      }
      // The superuser may write even where nobody may, and then has not been asked.
      guard status.st_mode & 0o222 != 0, unsafe access(place.path, W_OK) == 0 else {
        throw notWritten(path, "the file is read-only; make it writable or remove it first")
      }
    }
    let (temporary, descriptor) = try makeTemporaryFile(beside: place.path, for: path)
    var isOpen = true
    do throws(Failure) {
      if let status = place.status {
        // Best effort: an owner can be given away by the superuser alone.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        _ = fchmod(descriptor, status.st_mode & 0o777)
      }
      try write(to: descriptor, named: path, page)
      // Not every file system that takes files can bring them to a disk.
      guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
        throw failure(of: errno, path)
      }
      isOpen = false
      guard close(descriptor) == 0 else { throw failure(of: errno, path) }
      let problem = Interruption.withoutSignals { () -> Int32 in
        guard unsafe rename(temporary, place.path) == 0 else { return errno }
        Interruption.unfinishedFile(nil)
        return 0
      }
      guard problem == 0 else { throw failure(of: problem, path) }
    } catch {
      if isOpen { close(descriptor) }
      Interruption.withoutSignals {
        unsafe unlink(temporary)
        Interruption.unfinishedFile(nil)
      }
      throw error
    }
  }

  private static func writeAsItIs(
    _ path: String, truncating: Bool, _ page: (inout PageOutlet) -> Void
  ) throws(Failure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | (truncating ? O_TRUNC : 0))
    guard descriptor >= 0 else { throw failure(of: errno, path) }
    defer { close(descriptor) }
    try write(to: descriptor, named: path, page)
  }

  /// A file that only this process has, and that no signal leaves behind.
  ///
  /// A process that was killed leaves its own behind, and a later one, in a container above all,
  /// can have its number: then there is another name.
  private static func makeTemporaryFile(
    beside target: String, for path: String
  ) throws(Failure) -> (name: String, descriptor: Int32) {
    for attempt in 0..<1_000 {
      let name = temporaryName(beside: target, attempt: attempt)
      let (descriptor, problem) = Interruption.withoutSignals { () -> (Int32, Int32) in
        let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return (descriptor, errno) }
        Interruption.unfinishedFile(name)
        return (descriptor, 0)
      }
      if descriptor >= 0 { return (name, descriptor) }
      guard problem == EEXIST else { throw failure(of: problem, path) }
    }
    throw notWritten(path, "too many unfinished files (.part) lie beside it")
  }

  private static func temporaryName(beside path: String, attempt: Int) -> String {
    let folder = ScenarioReader.folder(of: path)
    // A name may have 255 bytes in all.
    var name = Substring(path.dropFirst(folder.count))
    while name.utf8.count > 100 { name.removeLast() }
    let number = attempt == 0 ? "" : ".\(attempt)"
    return "\(folder).\(name).\(getpid())\(number).part"
  }
}

/// A file that this process has open already, by its name among devices.
private struct OpenFile {
  var descriptor: Int32
  /// It was opened here, and must be closed.
  var isOwn: Bool

  /// `/dev/stdout`, `/dev/stderr` and `/dev/fd/3`: to replace the file behind one would cut off
  /// whoever else is writing to it.
  static func named(_ path: String) -> OpenFile? {
    let number: Int32?
    switch path {
    case "/dev/stdout", "/proc/self/fd/1": number = STDOUT_FILENO
    case "/dev/stderr", "/proc/self/fd/2": number = STDERR_FILENO
    default: number = path.hasPrefix("/dev/fd/") ? Int32(path.dropFirst(8)) : nil
    }
    guard let number, fcntl(number, F_GETFD) != -1 else { return nil }
    let copy = dup(number)
    return copy >= 0
      ? OpenFile(descriptor: copy, isOwn: true) : OpenFile(descriptor: number, isOwn: false)
  }
}

/// Where a path leads, through all links, the last of which may lead to what is not there yet.
struct FilePlace {
  /// What is there; nil: nothing.
  let status: stat?
  /// The path behind the last link.
  let path: String
  /// Why nobody can say what is there.
  let problem: Int32?
  /// What is there lies under this path: not so of a file that is open but was removed.
  let isNamed: Bool

  init(_ path: String) {
    var found = stat()
    if unsafe stat(path, &found) == 0 {
      let resolved = resolvedPath(path)
      var same = stat()
      isNamed =
        resolved.map { unsafe stat($0, &same) == 0 && same.st_ino == found.st_ino } ?? false
      self.path = resolved ?? path
      status = found
      problem = nil
      return
    }
    problem = errno == ENOENT ? nil : errno
    status = nil
    isNamed = true
    var last = path
    // As many as the system follows.
    for _ in 0..<40 {
      guard let target = linkTarget(last) else { break }
      last = target.hasPrefix("/") ? target : ScenarioReader.folder(of: last) + target
    }
    self.path = last
  }

  /// What tells files apart, however they are spelled; nil of what can be written to twice without
  /// harm: a device, a pipe.
  var identity: FileIdentity? {
    guard let status else {
      let folder = ScenarioReader.folder(of: path)
      let name = String(path.dropFirst(folder.count))
      return .new(folder: Self.resolvedFolder(folder), name: name)
    }
    return FileIdentity(status)
  }

  /// A folder, as far as it is there, with every link resolved.
  private static func resolvedFolder(_ folder: String) -> String {
    if let resolved = resolvedPath(folder.isEmpty ? "." : folder) { return resolved }
    let tidy = ScenarioReader.tidied(folder)
    guard tidy.contains(where: { $0 != "/" }) else { return tidy }
    let parent = ScenarioReader.folder(of: tidy)
    return resolvedFolder(parent) + "/" + tidy.dropFirst(parent.count)
  }
}

/// A file of the system, or one that is yet to be made.
enum FileIdentity: Hashable {
  case file(device: UInt64, number: UInt64)
  case new(folder: String, name: String)

  /// nil of what is no regular file.
  init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    self = .file(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
  }

  /// Of an open file.
  init?(descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of a file that is there.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// What a link says; nil of what is no link.
private func linkTarget(_ path: String) -> String? {
  let length = 4_096
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
    let got = unsafe buffer.withMemoryRebound(to: CChar.self) {
      unsafe $0.baseAddress.map { unsafe readlink(path, $0, length) } ?? 0
    }
    count = max(0, got)
  }
  return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
}

/// A path with every link and `..` resolved; nil if there is no such file.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
