import ClusterModel
import VirtualTime

/// What is to come, in order of time, and how much of it is allowed.
///
/// No ticket of the queue is older than ``now``. Each event of the servers has one ticket, whose
/// owner is its place among them.
struct Agenda: Sendable {
  var queue: EventQueue
  var now: Instant
  var serverEvents: [ServerEvent] = []
  /// Server events to come that are not years away.
  var pendingServerEvents = 0
  /// Batches of phones that are still to be reset or power-cycled.
  var pendingBatches = 0
  /// Steps and events of the servers so far: each may change what is measured.
  var acts = 0
  /// The run is looked at once it has had so many events.
  var eventStop: Int
  /// What the run has written down and scheduled so far, in bytes.
  var keptBytes = 0
  /// The run keeps nothing more, and stops at the next event.
  var limitReached: LimitReached?

  init(startingAt instant: Instant, _ limits: RunLimits) {
    now = instant
    queue = EventQueue(startingAt: instant)
    eventStop = limits.events
  }
}
