package import VirtualTime

/// How many phones were registered from one instant to the next, as finely as a drawing shows.
///
/// A point is kept where the number has changed by a two-hundredth of all phones, and by more where
/// so many points would be too many. What happens at one instant is one change.
package struct RegistrationCurve: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    package var time: Instant
    package var count: Int
    package init(time: Instant, count: Int) {
      self.time = time
      self.count = count
    }
  }
  /// The most points that are kept.
  package static let limit = 2_048
  /// In order of time; from each on its count holds, but for less than ``step``, until the next.
  /// None where even the coarsest curve would have too many.
  package private(set) var points: [Point] = []
  /// The smallest change that makes a point.
  package private(set) var step = 1
  private var phones = 0
  /// The time of the last point, and the numbers about its count that make no point of their own.
  private var latest = Instant.distantPast
  private var above = Int.min
  private var below = Int.max

  package init() {}

  /// Begins the curve with what is registered now.
  package init(phones: Int, count: Int, at time: Instant) {
    self.phones = phones
    step = max(1, phones / 200)
    // Room for all there may be: an event asks for no memory.
    points.reserveCapacity(Self.limit + 1)
    points.append(Point(time: time, count: count))
    look()
  }

  /// Takes the number after a change; times never go back.
  package mutating func take(_ count: Int, at time: Instant) {
    if count <= above || count >= below || time == latest { add(count, at: time) }
  }

  @inline(never)
  private mutating func add(_ count: Int, at time: Instant) {
    defer { look() }
    let last = points.count - 1
    guard last >= 0 else { return }
    if points[last].time == time {
      points[last].count = count
    } else if abs(count - points[last].count) >= step {
      points.append(Point(time: time, count: count))
      if points.count > Self.limit { thin() }
    }
  }

  /// Notes what would change the curve.
  private mutating func look() {
    guard let last = points.last else {
      (latest, above, below) = (.distantPast, .min, .max)
      return
    }
    (latest, above, below) = (last.time, last.count - step, last.count + step)
  }

  /// Takes the points of small changes away until half of the room is free again; a curve that
  /// would be further off than a tenth of all phones is none.
  private mutating func thin() {
    while points.count > Self.limit / 2, step <= phones / 20 {
      step *= 2
      var kept = 1
      for place in points.indices.dropFirst() {
        if abs(points[place].count - points[kept - 1].count) < step { continue }
        points[kept] = points[place]
        kept += 1
      }
      points.removeLast(points.count - kept)
    }
    if points.count > Self.limit / 2 { points = [] }
  }
}
