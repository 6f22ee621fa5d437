import ClusterModel
import VirtualTime

// When a step is taken: the time that begins its line.

/// A time as written, before it is known which date it lies on.
struct WrittenTime {
  enum Form {
    case clock(Duration)
    case dateAndClock(Instant, Duration)
    case after(Duration)
    /// So long before the start.
    case before(Duration)
    case withPrevious
  }
  var form: Form
  var start: Int
  var end: Int
}

/// What the lines above say about the time of the next one.
struct StepState {
  /// Midnight of the last date that was written.
  var date = Instant(microseconds: 0)
  /// The latest time of day that was written for a date.
  var latest: [Instant: Instant] = [:]
  /// A step stands above, which another can be joined to.
  var hasPrevious = false
  var isHappened = false
  var isBackOut = false
  /// Steps so far as `step N` counts them.
  var count = 0
  /// How often a step in the present block is carried out.
  var repetitions = 1

  /// The state at the first line of the runbook.
  mutating func begin(at starts: Instant) {
    date = starts.startOfDay
    latest = [date: starts]
    hasPrevious = false
  }

  /// The state at the first line of *What has happened*, which lies before the start.
  mutating func beginHappened(before starts: Instant) {
    date = starts.startOfDay
    latest = [:]
    hasPrevious = false
    isHappened = true
  }
}

extension Cursor {
  /// The time at the beginning of a step, or after `at`; nil when none is written.
  mutating func takeTime() throws(Problem) -> WrittenTime? {
    let start = position
    let form: WrittenTime.Form
    if looksLikeClock {
      form = .clock(try takeClock())
    } else if looksLikeDate {
      let date = try takeDate()
      form = .dateAndClock(date, try takeClock("a time of day after the date"))
    } else if accept("with") {
      try expect("previous")
      form = .withPrevious
    } else if let word = nextWord, word.hasPrefix("+") || word.hasPrefix("-") {
      let token = try takeValue("a duration")
      let length = try duration(
        String(word.dropFirst()), at: token, mayBeZero: true, "a duration")
      form = word.hasPrefix("+") ? .after(length) : .before(length)
    } else {
      return nil
    }
    return WrittenTime(form: form, start: start, end: lastEnd)
  }
}

extension Reading {
  /// The instant of a clock time, by the lines above it.
  mutating func resolve(_ time: WrittenTime) throws(Problem) -> StepTime {
    func out(_ message: String, _ expected: String) -> Problem {
      Problem(.timeOutOfPlace, message, time.start, time.end, expected: expected)
    }
    let instant: Instant
    switch time.form {
    case .after(let length):
      try requireWithinHorizon(scenario.starts + length, time.start, time.end)
      return .after(length)
    case .withPrevious:
      guard steps.hasPrevious else {
        throw Problem(
          .noPreviousStep, "no step stands above that this one could be joined to", time.start,
          time.end, expected: "a time of its own, or none")
      }
      return .withPrevious
    case .before(let length):
      guard steps.isHappened else {
        throw out(
          "only steps of What has happened lie before the start",
          "+\(length.text), or a time of day")
      }
      guard length > .zero else { throw out("this is the start itself", "a longer time") }
      instant = scenario.starts - length
      try requireWithinHorizon(instant, time.start, time.end)
      return .at(instant)
    case .clock(let clock):
      instant = steps.date + clock
      // Without a start there is no date, and nothing to say about it but that.
      let hasDate = knowsStart || steps.date.microseconds != 0
      if hasDate, let above = steps.latest[steps.date], instant < above {
        let next = CivilTime(instant + .days(1))
        throw Problem(
          .clockGoesBack,
          "\(next.clock) lies before \(CivilTime(above).clock), which is written above for "
            + CivilTime(above).date,
          time.start, time.end, expected: "a later time, or its date", suggestion: next.text)
      }
    case .dateAndClock(let date, let clock):
      steps.date = date
      instant = date + clock
    }
    try requireWithinHorizon(instant, time.start, time.end)
    if knowsStart, steps.isHappened, instant >= scenario.starts {
      throw out("what has happened lies before the start", "a time before \(scenario.starts.text)")
    }
    if knowsStart, !steps.isHappened, instant < scenario.starts {
      throw out(
        "this lies before the start",
        "a time from \(scenario.starts.text) on, or the line under "
          + "## What has happened")
    }
    steps.latest[steps.date] = max(steps.latest[steps.date] ?? instant, instant)
    return .at(instant)
  }
}
