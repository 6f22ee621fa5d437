// A room of unsafe memory: see the decision "Unsafe memory is a room".

import ScenarioSearch
import TestSupport
import Testing

@Suite("Things done side by side")
struct WorkersTests {
  /// Counts threads that were asked for, and gives only the first few.
  private final class Starter: @unchecked Sendable {
    // Sendable because the tests start everything from one thread.
    private(set) var asked = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    func workers(_ count: Int) -> Workers {
      Workers(count) { [self] work in
        asked += 1
        guard asked <= limit else { return nil }
        // As if on a thread of its own that is done before the others begin.
        work()
        return {}
      }
    }
  }

  @Test(
    "keep their order, however many threads there are",
    arguments: [0, 1, 2, 7], [1, 2, 3, 8, 100])
  func order(limit: Int, count: Int) {
    for things in [0, 1, 2, 9] {
      let done = Starter(limit: limit).workers(count).sideBySide(count: things) { $0 * $0 }
      #expect(done == (0..<things).map { $0 * $0 })
    }
  }

  @Test("are all the caller's where the system gives no thread")
  func noThread() {
    let starter = Starter(limit: 0)
    #expect(starter.workers(8).sideBySide(count: 20) { $0 } == Array(0..<20))
    #expect(starter.asked == 7)
  }

  @Test("need no thread of one worker, or for one thing")
  func alone() {
    let starter = Starter(limit: 100)
    _ = starter.workers(1).sideBySide(count: 20) { $0 }
    _ = starter.workers(8).sideBySide(count: 1) { $0 }
    _ = starter.workers(8).sideBySide(count: 0) { $0 }
    #expect(starter.asked == 0)
    _ = starter.workers(8).sideBySide(count: 3) { $0 }
    #expect(starter.asked == 2)
  }

  @Test("end the same on threads of the system")
  func threads() {
    let done = Workers.threads(8).sideBySide(count: 1_000) { $0 + 1 }
    #expect(done == Array(1...1_000))
  }
}
