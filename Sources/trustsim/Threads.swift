// A room of unsafe memory: see the decision "Unsafe memory is a room".

import ScenarioSearch

extension Workers {
  /// So many workers, each but the first with a thread of the system; one worker has none.
  static func threads(_ count: Int) -> Workers { Workers(count, start: startThread) }
}

/// What a thread does, on its way to it.
private final class ThreadWork {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// As much as the main thread mostly has; a musl thread would have far less.
private let stackBytes = 8 << 20

/// Starts a thread; nil where the system gives none, for a limit of processes or of memory.
///
/// libdispatch would try again for ever.
@Sendable
private func startThread(_ body: @escaping @Sendable () -> Void) -> (() -> Void)? {
  let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
  defer { unsafe attributes.deallocate() }
  guard unsafe pthread_attr_init(attributes) == 0 else { return nil }
  defer { unsafe pthread_attr_destroy(attributes) }
  _ = unsafe pthread_attr_setstacksize(attributes, stackBytes)
  // Signals are the main thread's: a handler need not know what the others are at.
  return Interruption.withoutSignals {
    let work = unsafe Unmanaged.passRetained(ThreadWork(body))
    #if canImport(Darwin)
      var thread: pthread_t?
      let result = pthread_create(
        &thread, attributes,
        { argument in
          Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
    #else
      var thread = pthread_t()
      let result = unsafe pthread_create(
        &thread, attributes,
        { argument in
          if let argument = unsafe argument {
            unsafe Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().body()
          }
          return nil
        }, unsafe work.toOpaque())
    #endif
    guard result == 0 else {
      unsafe work.release()
      return nil
    }
    let started = thread
    return {
      #if canImport(Darwin)
        if let started { pthread_join(started, nil) }
      #else
        pthread_join(started, nil)
      #endif
    }
  }
}
