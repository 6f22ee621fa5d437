/// Where an instant lies on the axis of the drawing.
///
/// A night of minutes and days of waiting lie on one axis, so it is stretched where much happens:
/// between two moments at which something is counted or begins it is as wide as the time between
/// has binary digits, and within it time runs evenly.
struct HTMLAxis {
  static let left = 70
  static let width = 910
  static var right: Int { left + width }

  /// Moments in seconds after the start, in order, each once, and their places.
  private let moments: [Int64]
  private let places: [Int]

  init(_ report: Report) {
    let first = report.censuses.first?.seconds ?? 0
    let last = report.censuses.last?.seconds ?? 0
    var all = report.censuses.map(\.seconds)
    all += report.timeline.filter { $0.command != nil }.map(\.seconds)
    var moments: [Int64] = []
    for moment in all.sorted() where (first...max(first, last)).contains(moment) {
      if moments.last != moment { moments.append(moment) }
    }
    var offsets: [Int] = []
    var offset = 0
    for (place, moment) in moments.enumerated() {
      if place > 0 {
        let length = moment - moments[place - 1]
        offset += 4 + 4 * (64 - (length / 15 + 1).leadingZeroBitCount)
      }
      offsets.append(offset)
    }
    // Room after the last one, so that how it ends can be seen.
    let whole = offset + max(8, offset / 20)
    self.moments = moments
    places = offsets.map { Self.left + $0 * Self.width / whole }
  }

  /// nil of an instant before the first census or after the last.
  func x(at seconds: Int64) -> Int? {
    var low = 0
    var high = moments.count
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] < seconds { low = middle + 1 } else { high = middle }
    }
    guard low < moments.count else { return nil }
    if moments[low] == seconds { return places[low] }
    guard low > 0 else { return nil }
    let (from, to) = (moments[low - 1], moments[low])
    let room = Int64(places[low] - places[low - 1])
    return places[low - 1] + Int((seconds - from) * room / (to - from))
  }
}
