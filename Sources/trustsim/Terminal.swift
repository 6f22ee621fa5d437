// A room of unsafe memory: see the decision "Unsafe memory is a room".

import TextFormats
import TrustReports

/// When colours are used.
enum ColorChoice: String, CaseIterable, Sendable {
  case always, never, auto

  /// `--color` before `NO_COLOR` before `CLICOLOR_FORCE` before what the output is.
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = SystemCalls.environment("NO_COLOR"), !value.isEmpty { return false }
      if let value = SystemCalls.environment("CLICOLOR_FORCE"), !value.isEmpty, value != "0" {
        return true
      }
      return isatty(descriptor) == 1 && SystemCalls.environment("TERM") != "dumb"
    }
  }
}

/// A line on standard error about what takes long: only on a terminal, and only after a second.
///
/// A timer's signal says it, so that no thread is needed.
final class Progress {
  private var isOn = false
  private var before = sigaction()

  private static let longest = 512
  /// What the handler writes before the seconds; written only while no timer runs.
  nonisolated(unsafe) private static let line = UnsafeMutablePointer<UInt8>.allocate(
    capacity: longest)
  nonisolated(unsafe) private static let digits = UnsafeMutablePointer<UInt8>.allocate(
    capacity: 24)
  nonisolated(unsafe) private static var length = 0
  nonisolated(unsafe) private static var seconds = 0

  init(_ what: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let text = Array("\r\(LineGuard.guarded(shown(what))): ".utf8.prefix(Self.longest))
    for (place, byte) in text.enumerated() { unsafe Self.line[place] = byte }
    unsafe (Self.length, Self.seconds) = (text.count, 0)
    // Made now: a handler may not ask for memory.
    unsafe Self.digits.initialize(repeating: UInt8(ascii: " "), count: 24)
    guard unsafe sigaction(SIGALRM, nil, &before) == 0 else { return }
    signal(SIGALRM) { _ in Progress.tick() }
    isOn = true
    Self.setTimer(seconds: 1)
  }

  /// Takes the line away again.
  func end() {
    guard isOn else { return }
    isOn = false
    Self.setTimer(seconds: 0)
    unsafe sigaction(SIGALRM, &before, nil)
    if unsafe Self.seconds > 0 {
      try? Output.write(
        Array("\r\u{1B}[K".utf8), to: STDERR_FILENO, named: "standard error")
    }
  }

  /// Runs in a signal handler: writes bytes that lie ready, and no more.
  private static func tick() {
    let saved = errno
    unsafe seconds += 1
    var rest = unsafe seconds
    var place = 21
    unsafe digits[22] = UInt8(ascii: "s")
    repeat {
      place -= 1
      unsafe digits[place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    } while rest > 0
    _ = unsafe write(STDERR_FILENO, line, length)
    _ = unsafe write(STDERR_FILENO, digits + place, 24 - place)
    errno = saved
  }

  private static func setTimer(seconds: Int) {
    var value = itimerval()
    value.it_interval.tv_sec = time_t(seconds)
    value.it_value.tv_sec = time_t(seconds)
    #if canImport(Glibc)
      unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &value, nil)
    #else
      setitimer(ITIMER_REAL, &value, nil)
    #endif
  }
}
