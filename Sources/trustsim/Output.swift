// A room of unsafe memory: see the decision "Unsafe memory is a room".

import TextFormats
import TrustReports
import TrustVerdicts

/// Bytes on their way out, gathered so that few system calls write them.
struct OutputBuffer: Sendable {
  private(set) var bytes: [UInt8] = []

  /// Adds whole lines that a person reads.
  mutating func add(_ lines: String) { bytes.append(contentsOf: LineGuard.guarded(lines).utf8) }

  /// Adds text that a program reads.
  mutating func add(exactly text: String) { bytes.append(contentsOf: text.utf8) }

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

  /// Writes to the file of this name; without one, or to `-`, to standard output.
  static func write(_ buffer: OutputBuffer, to path: String?) throws(Failure) {
    guard let path, path != "-" else { return try writeResult(buffer) }
    try replaceFile(path) { $0.put(buffer.bytes) }
  }

  /// Says lines on standard error; nobody can be told if that fails.
  static func say(_ lines: String) {
    try? write(
      Array(LineGuard.guarded(lines).utf8), to: STDERR_FILENO, named: "standard error")
  }

  /// Closes standard output, as some file systems report a full disk only then.
  static func closeResult() throws(Failure) {
    // Without a standard output there was nothing to write, or writing has failed already.
    guard fcntl(STDOUT_FILENO, F_GETFD) != -1 else { return }
    if close(STDOUT_FILENO) != 0 && errno != EINTR { throw failure(of: errno, "standard output") }
  }

  static func failure(of code: Int32, _ name: String) -> Failure {
    if code == EPIPE { return Failure(status: .closedPipe, message: "") }
    return notWritten(name, systemMessage(code))
  }

  static func notWritten(_ name: String, _ why: String) -> Failure {
    Failure(status: .outputNotWritten, message: "\(shown(name)): \(why)")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
