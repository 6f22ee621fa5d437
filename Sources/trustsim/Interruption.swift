// A room of unsafe memory: see the decision "Unsafe memory is a room".

import TrustVerdicts

/// What happens when a signal ends the program: no half file stays behind, and a defect of the
/// program says how to replay it.
///
/// A handler may do next to nothing, so what it needs lies ready as bytes. Only the main thread
/// runs one: all others have the signals blocked.
enum Interruption {
  /// Bytes that a signal handler reads; written only while the signals are blocked.
  private static let pathLength = 4_096
  private static let noteLength = 8_192
  nonisolated(unsafe) private static let path = UnsafeMutablePointer<CChar>.allocate(
    capacity: pathLength)
  nonisolated(unsafe) private static let note = UnsafeMutablePointer<CChar>.allocate(
    capacity: noteLength)

  /// Signals of a defect of the program.
  private static let defects = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE]
  /// Signals that nobody can catch, and those that end no program.
  private static let others = [
    SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH, SIGPIPE,
    SIGXFSZ,
  ]

  /// Every signal that ends a program unless it is caught.
  private static let ending: [Int32] = {
    #if canImport(Glibc) || canImport(Musl)
      // The two or three before the first of real time are the library's own.
      let all = Array(1..<32) + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())
    #else
      let all = (1..<32).filter { $0 != SIGINFO }
    #endif
    return all.filter { !defects.contains($0) && !others.contains($0) }
  }()

  private static let endingSet: sigset_t = {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in ending { unsafe sigaddset(&set, number) }
    return set
  }()

  /// Installs the handlers. A closed pipe is no signal here, but an error of the write; so is a
  /// file that grows beyond what the system allows.
  static func prepare() {
    unsafe path.initialize(repeating: 0, count: pathLength)
    unsafe note.initialize(repeating: 0, count: noteLength)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // A parent's thread may have had them blocked when it started this process.
    var set = endingSet
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    for number in ending {
      // Ignored from outside, by nohup for one: then it stays so.
      var old = sigaction()
      guard unsafe sigaction(number, nil, &old) == 0, !isIgnored(old) else { continue }
      signal(number) { number in
        if unsafe Interruption.path[0] != 0 { unsafe unlink(Interruption.path) }
        if number == SIGINT { _exit(ExitStatus.interrupted.rawValue) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    for number in defects {
      signal(number) { _ in
        if unsafe Interruption.path[0] != 0 { unsafe unlink(Interruption.path) }
        _ = unsafe write(STDERR_FILENO, Interruption.note, strlen(Interruption.note))
        _exit(ExitStatus.defect.rawValue)
      }
    }
  }

  /// Does something that no signal may come into the midst of, and that takes next to no time.
  static func withoutSignals<Value>(_ body: () -> Value) -> Value {
    var set = endingSet
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, &set, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    return body()
  }

  /// The file to remove if the program is interrupted now; nil: none.
  ///
  /// It is made, or given its own name, in one ``withoutSignals(_:)`` with this.
  static func unfinishedFile(_ name: String?) {
    // The first byte last: a handler between the two sees no name, never half of one.
    unsafe path[0] = 0
    guard let name else { return }
    let bytes = name.utf8CString
    guard bytes.count <= pathLength else { return }
    for place in (0..<bytes.count).reversed() { unsafe path[place] = bytes[place] }
  }

  /// What to say if the program turns out to have a defect.
  static var replayText: String { unsafe text }

  // Set by the thread that reads the command line, before a run begins.
  nonisolated(unsafe) private static var text = ""

  /// Makes it ready to be said, by a signal handler too.
  static func replay(_ text: String) {
    unsafe self.text = text
    unsafe note[0] = 0
    let bytes = text.utf8CString.prefix(noteLength - 1)
    for place in (0..<bytes.count).reversed() { unsafe note[place] = bytes[place] }
    unsafe note[min(bytes.count, noteLength - 1)] = 0
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
