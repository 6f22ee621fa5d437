// A room of unsafe memory: see the decision "Unsafe memory is a room".

import Dispatch
import TrustBench
import TrustVerdicts

/// This program once more, as a process of its own.
enum ChildProcess {
  /// Runs it with these words and, on its standard input, this text; waits for its end.
  static func run(_ words: [String], input: String) throws(Failure) -> BenchChild {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else { throw failure("pipe") }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    for end in toChild + fromChild { unsafe posix_spawn_file_actions_addclose(&actions, end) }
    let path = "/proc/self/exe"
    var words = unsafe (["trustsim"] + words).map { unsafe strdup($0) } + [nil]
    defer { for place in unsafe words.indices { unsafe free(words[place]) } }
    var child: pid_t = 0
    let began = DispatchTime.now().uptimeNanoseconds
    let problem = unsafe posix_spawn(&child, path, &actions, nil, &words, nil)
    close(toChild[0])
    close(fromChild[1])
    defer { close(fromChild[0]) }
    guard problem == 0 else {
      close(toChild[1])
      throw failure("posix_spawn")
    }
    // A scenario of a few lines fits into the pipe, so this does not wait for the child.
    let text = Array(input.utf8)
    _ = unsafe write(toChild[1], text, text.count)
    close(toChild[1])
    let (bytes, first) = read(fromChild[0])
    var status: Int32 = 0
    var usage = rusage()
    unsafe wait4(child, &status, 0, &usage)
    return BenchChild(
      output: String(decoding: bytes, as: UTF8.self),
      secondsToFirstByte: Double(first - began) / 1e9,
      seconds: Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9,
      peakBytes: Int(usage.ru_maxrss) * 1_024)
  }

  /// Seconds of processor time that this process spent outside the system so far.
  static var userSeconds: Double {
    let time = usage.ru_utime
    return Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static var usage: rusage {
    var usage = rusage()
    // The same number has a type of its own with some C libraries, and none with others.
    #if canImport(Glibc)
      unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      unsafe getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  /// Everything up to the end, and when the first of it came.
  private static func read(_ descriptor: Int32) -> (bytes: [UInt8], first: UInt64) {
    var all: [UInt8] = []
    var first: UInt64 = 0
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = readPiece(descriptor, &piece)
      if first == 0 { first = DispatchTime.now().uptimeNanoseconds }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return (all, first) }
      all += piece[..<count]
    }
  }

  private static func failure(_ call: String) -> Failure {
    Failure(status: .defect, message: "bench: \(call): \(systemMessage(errno))")
  }
}

/// The system's `read`, which a function of that name inside a type would hide.
private func readPiece(_ descriptor: Int32, _ piece: inout [UInt8]) -> Int {
  unsafe piece.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
}
