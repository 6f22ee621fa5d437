// A room of unsafe memory: see the decision "Unsafe memory is a room".

import ScenarioLanguage

/// Reading of files, each looked at before it is opened.
enum InputFile {
  /// All bytes of a file that the command line names; `-` is standard input.
  ///
  /// A pipe may stand there as well: a shell's `<(command)` is one.
  static func whole(_ path: String, atMost limit: Int) throws(FileProblem) -> [UInt8] {
    if path == "-" { return try bytes(STDIN_FILENO, limit) }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw problem(errno) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR || kind == S_IFBLK { throw .unreadable(words(for: kind)) }
    let descriptor = try open(path, waits: kind != S_IFREG)
    defer { close(descriptor) }
    if kind == S_IFCHR, isatty(descriptor) == 0 { throw .unreadable(words(for: kind)) }
    return try bytes(descriptor, limit)
  }

  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func requireRegular(_ path: String) throws(FileProblem) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw problem(errno) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else { throw .unreadable(words(for: kind)) }
  }

  private static func words(for kind: mode_t) -> String {
    switch kind {
    case S_IFDIR: "it is a folder, not a file"
    case S_IFIFO: "it is a pipe, not a file"
    case S_IFCHR, S_IFBLK: "it is a device, not a file"
    default: "it is not a regular file"
    }
  }

  /// - Parameter waits: a pipe is opened when its other end is.
  static func open(_ path: String, waits: Bool) throws(FileProblem) -> Int32 {
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (waits ? 0 : O_NONBLOCK)
    let descriptor = systemOpen(path, flags)
    guard descriptor >= 0 else { throw problem(errno) }
    return descriptor
  }

  static func problem(_ code: Int32) -> FileProblem {
    code == ENOENT || code == ENOTDIR ? .missing : .unreadable(systemMessage(code))
  }

  /// What is left to be read of an open file; more than the limit is too long.
  static func bytes(_ descriptor: Int32, _ limit: Int) throws(FileProblem) -> [UInt8] {
    var status = stat()
    var expected = 0
    if unsafe fstat(descriptor, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw .unreadable(words(for: S_IFDIR)) }
      if status.st_mode & S_IFMT == S_IFREG { expected = Int(status.st_size) }
    }
    guard expected <= limit else { throw .tooLong }
    var bytes: [UInt8] = []
    let chunk = max(expected + 1, 65_536)
    while true {
      var failed: Int32 = 0
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        var got = -1
        repeat {
          got = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
        } while got < 0 && errno == EINTR
        if got < 0 { failed = errno }
        count = max(0, got)
      }
      if failed == EAGAIN || failed == EWOULDBLOCK {
        // A pipe that somebody set so; a file that waits for news has none.
        guard status.st_mode & S_IFMT != S_IFREG else {
          throw .unreadable(systemMessage(failed))
        }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&ready, 1, -1)
        continue
      }
      if failed != 0 { throw .unreadable(systemMessage(failed)) }
      if piece.isEmpty { return bytes }
      // Mostly the first piece is all, and a long file need not lie in memory twice.
      if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
      guard bytes.count <= limit else { throw .tooLong }
    }
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  unsafe read(descriptor, bytes, count)
}
