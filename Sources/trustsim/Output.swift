// A room of unsafe memory: see the decision "Unsafe memory is a room".

import TrustReports

/// Bytes on their way out, gathered so that few system calls write them.
struct OutputBuffer: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A large page becomes the buffer itself where it is the first.
  mutating func add(bytes more: [UInt8]) {
    if bytes.isEmpty { bytes = more } else { bytes += more }
  }
}

/// Writing with every result checked: a full disk or a closed pipe is never taken for success.
enum Output {
  /// Writes all bytes to an open file.
  static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(Failure) {
    try write(to: descriptor, named: name) { $0.put(bytes) }
  }

  /// Writes a page to an open file, piece by piece as it is made.
  static func write(
    to descriptor: Int32, named name: String, _ page: (inout PageOutlet) -> Void
  ) throws(Failure) {
    var problem: Failure?
    var outlet = PageOutlet { piece in
      unsafe piece.withUnsafeBytes { piece in
        do throws(Failure) {
          try unsafe write(piece, to: descriptor, named: name)
        } catch {
          problem = error
        }
      }
      return problem == nil
    }
    page(&outlet)
    outlet.finish()
    if let problem { throw problem }
  }

  private static func write(
    _ piece: UnsafeRawBufferPointer, to descriptor: Int32, named name: String
  ) throws(Failure) {
    var rest = unsafe piece[...]
    while unsafe !rest.isEmpty {
      let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
      let written = unsafe systemWrite(descriptor, part.baseAddress, part.count)
      if written > 0 {
        unsafe rest = rest.dropFirst(written)
      } else if written < 0 && errno == EINTR {
        continue
      } else if written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&ready, 1, -1)
      } else {
        throw failure(of: written < 0 ? errno : EIO, name)
      }
    }
  }

  static func writeResult(_ buffer: OutputBuffer) throws(Failure) {
    try write(buffer.bytes, to: STDOUT_FILENO, named: "standard output")
  }

  static func writeResult(_ page: (inout PageOutlet) -> Void) throws(Failure) {
    try write(to: STDOUT_FILENO, named: "standard output", page)
  }

  /// Says something on standard error; nobody can be told if that fails.
  static func say(_ text: String) {
    try? write(Array(text.utf8), to: STDERR_FILENO, named: "standard error")
  }

  /// Closes standard output, as some file systems report a full disk only then.
  static func closeResult() throws(Failure) {
    // Without a standard output there was nothing to write, or writing has failed already.
    guard fcntl(STDOUT_FILENO, F_GETFD) != -1 else { return }
    if close(STDOUT_FILENO) != 0 && errno != EINTR { throw failure(of: errno, "standard output") }
  }

  static func replaceFile(_ path: String, with bytes: [UInt8]) throws(Failure) {
    try replaceFile(path) { $0.put(bytes) }
  }

  /// Puts a whole file in its place at once: nobody ever sees half of it.
  ///
  /// The page goes to a temporary file beside the target, to the disk, and then take the target's
  /// name. What is not a regular file - a device, a pipe - is written as it is.
  static func replaceFile(
    _ path: String, with page: (inout PageOutlet) -> Void
  ) throws(Failure) {
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw failure(of: EISDIR, path) }
    if exists && status.st_mode & S_IFMT != S_IFREG {
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(of: errno, path) }
      defer { close(descriptor) }
      try write(to: descriptor, named: path, page)
      return
    }
    // Through a link the file behind it is replaced, not the link.
    let target = exists ? resolvedPath(path) ?? path : path
    let temporary = temporaryName(beside: target)
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(of: errno, path) }
    Interruption.unfinishedFile(temporary)
    var isOpen = true
    do throws(Failure) {
      if exists { _ = fchmod(descriptor, status.st_mode & 0o777) }
      try write(to: descriptor, named: path, page)
      guard fsync(descriptor) == 0 else { throw failure(of: errno, path) }
      isOpen = false
      guard close(descriptor) == 0 else { throw failure(of: errno, path) }
      guard unsafe rename(temporary, target) == 0 else { throw failure(of: errno, path) }
      Interruption.unfinishedFile(nil)
    } catch {
      if isOpen { close(descriptor) }
      unsafe unlink(temporary)
      Interruption.unfinishedFile(nil)
      throw error
    }
  }

  private static func temporaryName(beside path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    return "\(folder).\(name.prefix(100)).\(getpid()).part"
  }

  private static func failure(of code: Int32, _ name: String) -> Failure {
    if code == EPIPE { return Failure(status: .closedPipe, message: "") }
    return Failure(
      status: .outputNotWritten, message: "\(shown(name)): \(systemMessage(code))")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

/// A path with every link and `..` resolved; nil if there is no such file.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
