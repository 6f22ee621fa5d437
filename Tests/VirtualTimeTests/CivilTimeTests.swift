import TestSupport
import Testing
import VirtualTime

@Suite("The cluster's clock shows the Gregorian calendar, without zones and leap seconds")
struct CivilTimeTests {
  @Test(
    "Known days count from 1970",
    arguments: [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (1970, 3, 1, 59), (1972, 2, 29, 789), (1972, 3, 1, 790),
      (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (2026, 1, 10, 20_463), (2038, 1, 19, 24_855),
      (1900, 1, 1, -25_567), (2100, 3, 1, 47_541), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ])
  func knownDays(year: Int, month: Int, day: Int, days: Int64) throws {
    let civil = try #require(CivilTime(year: year, month: month, day: day))
    #expect(civil.instant == Instant(microseconds: 0) + .days(days))
    #expect(CivilTime(civil.instant) == civil)
  }

  @Test("Every day from 1900 to 2200 follows the day before, as the months run")
  func everyDay() throws {
    var expected = (year: 1900, month: 1, day: 1)
    var instant = try #require(CivilTime(year: 1900, month: 1, day: 1)).instant
    while expected.year < 2201 {
      let shown = CivilTime(instant)
      #expect((shown.year, shown.month, shown.day) == expected)
      let isLeap =
        expected.year % 400 == 0 || (expected.year % 4 == 0 && expected.year % 100 != 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      expected.day += 1
      if expected.day > lengths[expected.month - 1] {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
      instant += .days(1)
    }
  }

  @Test("Random instants from 1900 to 2200 come back from their date and time")
  func roundTrip() throws {
    var dice = Dice(seed: 31)
    let first = try #require(CivilTime(year: 1900, month: 1, day: 1)).instant
    let end = try #require(CivilTime(year: 2201, month: 1, day: 1)).instant
    for _ in 0..<20_000 {
      let instant = first + .microseconds(dice.below((end - first).microseconds))
      let shown = CivilTime(instant)
      #expect(shown.instant == instant)
      let rebuilt = CivilTime(
        year: shown.year, month: shown.month, day: shown.day, hour: shown.hour,
        minute: shown.minute, second: shown.second, microsecond: shown.microsecond)
      #expect(rebuilt == shown)
      #expect(instant.startOfDay <= instant && instant < instant.startOfDay + .days(1))
      #expect(CivilTime(instant.startOfDay).clock == "00:00")
      #expect(CivilTime(instant.startOfDay).date == shown.date)
    }
  }

  @Test(
    "Days and times that do not exist are refused",
    arguments: [
      (2026, 2, 29, 0, 0, 0), (1900, 2, 29, 0, 0, 0), (2100, 2, 29, 0, 0, 0),
      (2024, 2, 30, 0, 0, 0),
      (2026, 4, 31, 0, 0, 0), (2026, 6, 31, 0, 0, 0), (2026, 9, 31, 0, 0, 0),
      (2026, 11, 31, 0, 0, 0),
      (2026, 1, 32, 0, 0, 0), (2026, 0, 1, 0, 0, 0), (2026, 13, 1, 0, 0, 0), (2026, 1, 0, 0, 0, 0),
      (2026, 1, -1, 0, 0, 0), (0, 1, 1, 0, 0, 0), (10_000, 1, 1, 0, 0, 0), (2026, 1, 1, 24, 0, 0),
      (2026, 1, 1, -1, 0, 0), (2026, 1, 1, 0, 60, 0), (2026, 1, 1, 0, 0, 60),
      (Int.max, Int.max, Int.max, 0, 0, 0), (Int.min, 1, 1, 0, 0, 0),
    ])
  func refused(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    #expect(civil == nil)
  }

  @Test("29 February exists in 2000 and 2024")
  func leapDays() {
    #expect(CivilTime(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilTime(year: 2024, month: 2, day: 29) != nil)
    #expect(CivilTime(year: 2024, month: 2, day: 29, microsecond: 1_000_000) == nil)
  }

  @Test(
    "Seconds and their fractions are shown only where there are some",
    arguments: [
      (22, 0, 0, 0, "22:00"), (22, 0, 5, 0, "22:00:05"), (0, 0, 0, 0, "00:00"),
      (7, 8, 9, 250_000, "07:08:09.25"), (7, 8, 0, 1, "07:08:00.000001"),
      (23, 59, 59, 999_999, "23:59:59.999999"),
    ])
  func clock(hour: Int, minute: Int, second: Int, microsecond: Int, text: String) throws {
    let civil = try #require(
      CivilTime(
        year: 2026, month: 1, day: 10, hour: hour, minute: minute, second: second,
        microsecond: microsecond))
    #expect(civil.clock == text)
    #expect(civil.date == "2026-01-10")
    #expect(civil.text == "2026-01-10 " + text)
    #expect(civil.instant.text == civil.text)
  }

  @Test("Years below 1000 are padded, and the ends of time have a text too")
  func farYears() {
    #expect(CivilTime(year: 7, month: 3, day: 4)?.date == "0007-03-04")
    #expect(Instant.distantFuture.text == "294247-01-10 04:00:54.775807")
    #expect(Instant.distantPast.text == "-290308-12-21 19:59:05.224192")
    #expect(CivilTime(.distantFuture).instant == .distantFuture)
    #expect(CivilTime(.distantPast).instant == .distantPast)
    #expect(Instant.distantPast.startOfDay == .distantPast)
  }

  @Test(
    "Years are added by the calendar: a certificate of five years ends on the same day",
    arguments: [
      ((2021, 3, 4), 5, "2026-03-04"), ((2024, 2, 29), 1, "2025-02-28"),
      ((2024, 2, 29), 4, "2028-02-29"), ((2024, 2, 29), -124, "1900-02-28"),
      ((2025, 2, 28), -1, "2024-02-28"), ((2026, 12, 31), 0, "2026-12-31"),
      ((2026, 12, 31), 9_000, "9999-12-31"), ((2026, 12, 31), Int.max, "9999-12-31"),
      ((2026, 12, 31), Int.min, "0001-12-31"),
    ] as [((Int, Int, Int), Int, String)])
  func addingYears(from: (Int, Int, Int), years: Int, to: String) throws {
    let civil = try #require(
      CivilTime(
        year: from.0, month: from.1, day: from.2, hour: 13, minute: 14, second: 15,
        microsecond: 160_000))
    #expect(civil.instant.addingYears(years).text == to + " 13:14:15.16")
  }
}
