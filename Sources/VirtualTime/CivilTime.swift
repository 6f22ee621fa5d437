/// A date and a time of day in the Gregorian calendar, as people write them.
///
/// A value always names an existing day and time; years before 1 and after 9999 come only from
/// instants that far away.
package struct CivilTime: Hashable, Sendable {
  /// The year, 1 to 9999 where a person wrote it.
  package let year: Int
  /// The month, 1 to 12.
  package let month: Int
  /// The day of the month, from 1.
  package let day: Int
  /// The hour, 0 to 23.
  package let hour: Int
  /// The minute, 0 to 59.
  package let minute: Int
  /// The second, 0 to 59: this clock has no leap seconds.
  package let second: Int
  /// The microsecond, 0 to 999,999.
  package let microsecond: Int

  /// The date and time an instant shows.
  package init(_ instant: Instant) {
    let (days, time) = Self.floorDivide(instant.microseconds, by: Self.microsecondsPerDay)
    (year, month, day) = Self.date(daysSince1970: Int(days))
    let seconds = Int(time / 1_000_000)
    hour = seconds / 3_600
    minute = seconds / 60 % 60
    second = seconds % 60
    microsecond = Int(time % 1_000_000)
  }

  /// The date and time with these numbers; nil when the calendar has no such day or the day no such
  /// time (2026-02-29, 24:00), or the year is not 1 to 9999.
  package init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    microsecond: Int = 0
  ) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(month, of: year), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second), (0...999_999).contains(microsecond)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// The instant at which the cluster's clock shows this.
  package var instant: Instant {
    let days = Int64(Self.daysSince1970(year: year, month: month, day: day))
    let seconds = Int64((hour * 60 + minute) * 60 + second)
    let sinceMidnight = Duration.seconds(seconds) + .microseconds(Int64(microsecond))
    let epoch = Instant(microseconds: 0)
    // Before 1970 back from the day's end: the first midnight of all is too early to be an instant.
    return days < 0
      ? epoch + .days(days + 1) + (sinceMidnight - .days(1)) : epoch + .days(days) + sinceMidnight
  }

  /// The date: `2026-01-10`.
  package var date: String {
    let digits = String(year.magnitude)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    return (year < 0 ? "-" : "") + "\(padding)\(digits)-\(Self.pair(month))-\(Self.pair(day))"
  }

  /// The time of day: `22:00`, `22:00:05` when there are seconds, `22:00:05.25` when there is a
  /// fraction of one.
  package var clock: String {
    var text = "\(Self.pair(hour)):\(Self.pair(minute))"
    if second != 0 || microsecond != 0 { text += ":\(Self.pair(second))" }
    return text + Duration.fraction(UInt64(microsecond), digits: 6)
  }

  /// Date and time of day: `2026-01-10 22:00`, `2026-01-10 22:00:05`.
  package var text: String { "\(date) \(clock)" }
}

extension CivilTime {
  /// Whether the year has a 29 February.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days the month (1 to 12) has in that year.
  package static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static let microsecondsPerDay: Int64 = 86_400_000_000

  static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func pair(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  // Both ways count in years that begin on 1 March, so that the leap day is the last of its year,
  // and in eras of 400 years, each of 146,097 days; 719,468 days lie between 0000-03-01 and 1970.

  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = Int(floorDivide(Int64(marchYear), by: 400).quotient)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, rest) = floorDivide(Int64(days) + 719_468, by: 146_097)
    let dayOfEra = Int(rest)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = Int(era) * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

extension Instant {
  /// Midnight at which this instant's day began.
  package var startOfDay: Instant {
    let rest = CivilTime.floorDivide(microseconds, by: CivilTime.microsecondsPerDay).rest
    return self - Duration(microseconds: rest)
  }

  /// The same date and time so many years later; 29 February becomes 28 February where the year has
  /// none.
  ///
  /// The years reached must lie within 1 to 9999; further away they stop at the first or last one.
  package func addingYears(_ years: Int) -> Instant {
    let from = CivilTime(self)
    let (sum, overflow) = from.year.addingReportingOverflow(years)
    let year = min(max(overflow ? (years < 0 ? 1 : 9999) : sum, 1), 9999)
    let day = min(from.day, CivilTime.daysInMonth(from.month, of: year))
    let to = CivilTime(
      year: year, month: from.month, day: day, hour: from.hour, minute: from.minute,
      second: from.second, microsecond: from.microsecond)
    return to?.instant ?? self
  }

  /// Date and time of day: `2026-01-10 22:00`, `2026-01-10 22:00:05`.
  package var text: String { CivilTime(self).text }
}
