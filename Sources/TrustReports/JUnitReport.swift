import TextFormats

/// Reports as JUnit XML in the strict dialect that both public schemas accept: one suite a
/// scenario, one test case an expectation.
///
/// What depends on undocumented behaviour is skipped, with the reason; times are virtual. Source:
/// Windy Road JUnit-Schema, JUnit.xsd; Jenkins xUnit plugin, junit-10.xsd.
package struct JUnitReport {
  /// A scenario that was run, or one that could not be.
  package enum Suite: Sendable {
    case report(Report)
    /// The file, and why there is no report.
    case error(file: String, message: String)
  }
  private let suites: [Suite]

  package init(_ suites: [Suite]) { self.suites = suites }

  package init(_ report: Report) { suites = [.report(report)] }

  /// The document, with its line end.
  package var text: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for (place, suite) in suites.enumerated() {
      switch suite {
      case .report(let report): text += JUnitSuite(report: report, id: place).text
      case .error(let file, let message):
        text += JUnitSuite.errorText(file: file, message: message, id: place)
      }
    }
    return text + "</testsuites>\n"
  }
}

private struct JUnitSuite {
  let report: Report
  let id: Int

  /// The longest name or message; a line of a scenario may have 64 KiB.
  static let longest = 1_000

  var text: String {
    let failures = report.expectations.count(where: isFailure)
    let skipped = report.expectations.count { skipReason($0) != nil }
    var text = Self.head(
      file: report.files.first ?? "", id: id, timestamp: timestamp,
      tests: report.expectations.count, failures: failures, errors: 0, skipped: skipped,
      seconds: window.length)
    text += "    <properties>\n"
    for (name, value) in properties {
      text += "      <property name=\"\(name)\" value=\"\(Self.attribute(value))\"/>\n"
    }
    text += "    </properties>\n"
    var taken: [String: Int] = [:]
    for expectation in report.expectations {
      var name = Self.cut(
        expectation.builtin
          ? "builtin.\(expectation.name ?? "")" : expectation.name ?? expectation.statement)
      taken[name, default: 0] += 1
      if let count = taken[name], count > 1 { name += " (\(count))" }
      text += testCase(expectation, name)
    }
    let page = TextReport(report).text
    text += "    <system-out>\(XMLText.lines(page))</system-out>\n"
    return text + "    <system-err></system-err>\n  </testsuite>\n"
  }

  private static let longestWindow: Int64 = 86_400

  /// The window of the steps: when it begins in seconds after the start, and how long it is, a day
  /// at most. A night is compared with the next by it; what is judged days later would hide that.
  private var window: (begins: Int64, length: Int64) {
    let moments = report.timeline.filter { ($0.step ?? 0) > 0 }.map(\.seconds)
    guard let first = moments.min(), let last = moments.max() else { return (0, 0) }
    return (first, min(last - first, Self.longestWindow))
  }

  static func errorText(file: String, message: String, id: Int) -> String {
    var text = head(
      file: file, id: id, timestamp: "1970-01-01T00:00:00", tests: 1, failures: 0, errors: 1,
      skipped: 0, seconds: 0)
    text += "    <properties></properties>\n"
    text += "    <testcase classname=\"\(className(file))\" name=\"run\" time=\"0.000\">\n"
    text +=
      "      <error type=\"scenario\" message=\"\(attribute(message))\">"
      + "\(XMLText.lines(cut(message)))</error>\n"
    text += "    </testcase>\n"
    return text + "    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n"
  }

  private static func head(
    file: String, id: Int, timestamp: String, tests: Int, failures: Int, errors: Int,
    skipped: Int, seconds: Int64
  ) -> String {
    "  <testsuite id=\"\(id)\" package=\"\" name=\"\(attribute(file.isEmpty ? "run" : file))\""
      + " hostname=\"localhost\" timestamp=\"\(timestamp)\" tests=\"\(tests)\""
      + " failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
      + " time=\"\(max(0, seconds)).000\">\n"
  }

  private static func cut(_ text: String) -> String { TextLayout.cut(text, to: longest) }

  private static func attribute(_ text: String) -> String { XMLText.escaped(cut(text)) }

  /// `Scenarios/changing/expired-tvs-12.5.mop` as `changing.expired-tvs-12_5`: readers take what
  /// stands before the last point for a package.
  private static func className(_ file: String) -> String {
    var parts = file.split(separator: "/").filter { $0 != "." && $0 != ".." }.map(String.init)
    if let place = parts.lastIndex(of: "Scenarios"), place < parts.count - 1 {
      parts.removeFirst(place + 1)
    }
    if let last = parts.last, last.hasSuffix(".mop") {
      parts[parts.count - 1] = String(last.dropLast(4))
    }
    let name = parts.map { String($0.map { $0 == "." ? "_" : $0 }) }.joined(separator: ".")
    return attribute(name.isEmpty ? "run" : name)
  }

  private var timestamp: String {
    let time = report.starts.replacingBlank
    switch time.count {
    case 16: return time + ":00"
    case 19...: return String(time.prefix(19))
    default: return "1970-01-01T00:00:00"
    }
  }

  private var properties: [(String, String)] {
    var all = [("verdict", report.sentence), ("exit-status", "\(report.exitStatus)")]
    all.append(("title", report.title))
    if let question = report.question { all.append(("question", question)) }
    if let source = report.source { all.append(("source", source)) }
    all += [("starts", report.starts), ("ends", report.ends), ("phones", "\(report.phones)")]
    if let version = report.replay.version { all.append(("version", version)) }
    all += [("input", report.replay.inputDigest), ("rules", report.replay.rulesDigest)]
    return all + [("seed", "\(report.replay.seed)")]
  }

  private func isFailure(_ expectation: ReportedExpectation) -> Bool {
    expectation.result == .notMet && !expectation.isWarning
  }

  /// Why a test case is skipped; nil of one that passes or fails.
  private func skipReason(_ expectation: ReportedExpectation) -> String? {
    let measured = expectation.measured ?? expectation.reason ?? "not met"
    switch expectation.result {
    case .met: return nil
    case .notMet: return expectation.isWarning ? "a warning only: \(measured)" : nil
    case .notJudged: return "not judged: \(expectation.reason ?? "it was not reached")"
    case .depends:
      let sets = expectation.dependsOn.map { rules in
        let isAccepted = rules.contains(where: report.assumptions.accepted.contains)
        return Words.together(rules) + (isAccepted ? " (accepted by the plan)" : "")
      }
      return "depends: \(measured), met by default; depends on \(sets.joined(separator: "; "))"
    }
  }

  private func testCase(_ expectation: ReportedExpectation, _ name: String) -> String {
    let window = window
    let seconds = min(max(0, (expectation.seconds ?? 0) - window.begins), window.length)
    var text = "    <testcase classname=\"\(Self.className(report.files.first ?? ""))\""
    text += " name=\"\(XMLText.escaped(name))\" time=\"\(seconds).000\""
    if isFailure(expectation) {
      let measured = expectation.measured ?? expectation.reason ?? "not met"
      text += ">\n      <failure type=\"expectation\" message=\"\(Self.attribute(measured))\">"
      text += XMLText.lines(Self.cut(story(of: expectation)))
      return text + "</failure>\n    </testcase>\n"
    }
    if let reason = skipReason(expectation) {
      text += ">\n      <skipped message=\"\(Self.attribute(reason))\"></skipped>\n"
      return text + "    </testcase>\n"
    }
    return text + "/>\n"
  }

  private func story(of expectation: ReportedExpectation) -> String {
    var lines = ["expected: \(expectation.statement)"]
    if let measured = expectation.measured { lines.append("measured: \(measured)") }
    if let time = expectation.time { lines.append("judged: \(time)") }
    if let place = report.place(of: expectation) { lines.append("stated: \(place)") }
    if let cause = report.causes.first {
      let step = cause.stepText.map { ", \($0)" } ?? ""
      lines.append(
        "root cause: \(Words.counted(cause.count, "phone")) \(cause.event) \(cause.moment)\(step)")
    }
    // A line end in a name would begin a line of its own, and with it a command of some log.
    return lines.map(Words.safe).joined(separator: "\n")
  }
}

extension Report {
  /// `renew.mop:41`; nil of what no line states.
  func place(of expectation: ReportedExpectation) -> String? {
    guard expectation.line > 0, files.indices.contains(expectation.file) else { return nil }
    return "\(files[expectation.file]):\(expectation.line)"
  }
}

extension String {
  fileprivate var replacingBlank: String { String(map { $0 == " " ? "T" : $0 }) }
}

extension ReportFormat {
  /// For build servers: an expectation a test.
  package static let junit = ReportFormat(
    name: "junit", ending: "xml", asksByEnding: ["xml"],
    write: { report, _, outlet in outlet.put(JUnitReport(report).text) },
    pageOfAll: { runs in runs.isEmpty ? "" : JUnitReport(runs).text })
}
