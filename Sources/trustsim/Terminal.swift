import Dispatch

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
final class Progress {
  private let queue = DispatchQueue(label: "progress")
  private var timer: (any DispatchSourceTimer)?

  init(_ what: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    let began = DispatchTime.now().uptimeNanoseconds
    let text = shown(what)
    timer.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1))
    timer.setEventHandler {
      let seconds = (DispatchTime.now().uptimeNanoseconds - began) / 1_000_000_000
      Output.say("\r\(text): \(seconds) s ")
    }
    timer.activate()
    self.timer = timer
  }

  /// Takes the line away again.
  func end() {
    guard let timer else { return }
    timer.cancel()
    // Behind whatever the timer is saying just now.
    queue.sync { Output.say("\r\u{1B}[K") }
    self.timer = nil
  }
}
