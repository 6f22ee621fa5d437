import Foundation
package import ScenarioSearch

extension Workers {
  /// So many workers, each but the first with a thread of its own.
  package static func threads(_ count: Int) -> Workers {
    Workers(count) { work in
      let ended = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        work()
        ended.signal()
      }
      return { ended.wait() }
    }
  }
}
