import ClusterModel
package import TextFormats
import VirtualTime

/// What differs between two runs: phones with another fate, expectations, instants of waits.
package struct ReportDifference: Hashable, Sendable {
  /// Phones that end otherwise in the same way.
  package struct Fate: Hashable, Sendable {
    package var group: String
    /// nil: the phone is not in that run.
    package var before: String?
    package var after: String?
    package var count: Int
    /// The first such phone by name.
    package var example: String
  }
  /// An expectation or wait that came to something else, or was judged at another time.
  package struct Change: Hashable, Sendable {
    package var statement: String
    package var before: String
    package var after: String
    /// How much later it was judged, in seconds.
    package var later: Int64?
  }
  package private(set) var fates: [Fate] = []
  package private(set) var changes: [Change] = []
  package let first: Report
  package let second: Report

  package var isEmpty: Bool { fates.isEmpty && changes.isEmpty }

  /// - Throws: what is missing from a report that was made without each phone.
  package init(_ first: Report, _ second: Report) throws(JSONProblem) {
    self.first = first
    self.second = second
    for report in [first, second] { try report.requireEachPhone() }
    comparePhones()
    compareExpectations()
  }

  // MARK: Phones

  /// Neighbours of one fate in each run, walked side by side in order of names.
  private mutating func comparePhones() {
    let left = stretches(first)
    let right = stretches(second)
    var places: [Fate: Int] = [:]
    var (here, there) = (0, 0)
    // Where in the current stretches the walk stands.
    var address: UInt64 = 0
    while here < left.count || there < right.count {
      let a = here < left.count ? left[here] : nil
      let b = there < right.count ? right[there] : nil
      address = max(address, min(a?.first ?? .max, b?.first ?? .max))
      let inA = a.flatMap { $0.first <= address ? $0 : nil }
      let inB = b.flatMap { $0.first <= address ? $0 : nil }
      let ends = [a, b].compactMap { stretch -> UInt64? in
        guard let stretch else { return nil }
        return stretch.first > address ? stretch.first : stretch.first + UInt64(stretch.count)
      }
      let next = ends.min() ?? address
      note(inA, inB, from: address, count: Int(next - address), &places)
      address = next
      if let a, a.first + UInt64(a.count) <= address { here += 1 }
      if let b, b.first + UInt64(b.count) <= address { there += 1 }
    }
    fates.sort {
      ($0.group, $1.count, $0.before ?? "", $0.after ?? "")
        < ($1.group, $0.count, $1.before ?? "", $1.after ?? "")
    }
  }

  private func stretches(_ report: Report) -> [ReportedInventory.Stretch] {
    var all: [ReportedInventory.Stretch] = []
    report.inventory?.forEachStretch { all.append($0) }
    return all.sorted { $0.first < $1.first }
  }

  private mutating func note(
    _ a: ReportedInventory.Stretch?, _ b: ReportedInventory.Stretch?, from address: UInt64,
    count: Int, _ places: inout [Fate: Int]
  ) {
    let before = a.flatMap { first.lastStanding(ofFate: $0.fate) }
    let after = b.flatMap { second.lastStanding(ofFate: $0.fate) }
    let words = (before.map(Self.words), after.map(Self.words))
    guard words.0 != words.1, count > 0 else { return }
    var key = Fate(
      group: after?.group ?? before?.group ?? "", before: words.0, after: words.1, count: 0,
      example: "")
    if let place = places[key] {
      fates[place].count += count
    } else {
      places[key] = fates.count
      key.count = count
      key.example = deviceName(address)
      fates.append(key)
    }
  }

  /// What a phone's user and its administrator would call its fate.
  private static func words(_ standing: ReportedStanding) -> String {
    var text = standing.trust.word
    if standing.service.rule != nil { text += ", out of service" }
    if !standing.isPowered {
      text += ", switched off"
    } else if standing.registeredAt == nil {
      text += ", not registered"
    } else if standing.hasOldConfiguration {
      text += ", old configuration"
    }
    return text
  }

  // MARK: Expectations

  private mutating func compareExpectations() {
    // Of several with one name the first that is left belongs to the first, and so on.
    var places: [String: [Int]] = [:]
    for (place, expectation) in second.expectations.enumerated().reversed() {
      places[Self.name(expectation), default: []].append(place)
    }
    var isLeft = second.expectations.map { _ in true }
    for expectation in first.expectations {
      let name = Self.name(expectation)
      guard let place = places[name]?.popLast() else {
        changes.append(
          Change(
            statement: name, before: Self.words(expectation, first), after: "not there"))
        continue
      }
      isLeft[place] = false
      let other = second.expectations[place]
      // An expectation is judged when its step was done; only a wait has an instant of its own.
      let isWait = expectation.statement.hasPrefix("wait until ")
      var later: Int64?
      if isWait, let old = expectation.seconds, let new = other.seconds {
        later = new.saturatingDifference(old)
      }
      if expectation.result != other.result || (later ?? 0) != 0 {
        changes.append(
          Change(
            statement: name, before: Self.words(expectation, first),
            after: Self.words(other, second), later: later))
      }
    }
    for (expectation, isLeft) in zip(second.expectations, isLeft) where isLeft {
      changes.append(
        Change(
          statement: Self.name(expectation), before: "not there",
          after: Self.words(expectation, second)))
    }
  }

  private static func name(_ expectation: ReportedExpectation) -> String {
    expectation.name ?? expectation.statement
  }

  private static func words(_ expectation: ReportedExpectation, _ report: Report) -> String {
    expectation.result.rawValue + (expectation.time.map { " at \($0)" } ?? "")
  }
}

extension ReportDifference {
  /// The page, each line with its line end; at most so many phones' fates a group.
  package var text: String {
    var lines = ["A  \(Words.safe(first.sentence))", "B  \(Words.safe(second.sentence))", ""]
    if isEmpty { lines.append("No phone's fate differs, and no wait moved.") }
    if !fates.isEmpty {
      let count = fates.reduce(0) { $0 + $1.count }
      lines.append("\(Words.counted(count, "phone")) end\(count == 1 ? "s" : "") otherwise")
    }
    var group: String?
    for fate in fates {
      if fate.group != group { lines.append("  group \(Words.safe(fate.group))") }
      group = fate.group
      let before = fate.before ?? "not there"
      let after = fate.after ?? "not there"
      lines.append(
        "    \(TextLayout.right(Words.number(fate.count), 9))  \(before) -> \(after)"
          + "  (\(fate.example))")
    }
    if !changes.isEmpty {
      if !fates.isEmpty { lines.append("") }
      lines.append("Expectations and waits")
    }
    for change in changes {
      lines.append("  \(TextLayout.cut(Words.safe(change.statement), to: 96))")
      var moved = ""
      if let later = change.later, later != 0 {
        let length = Words.duration(.seconds(Int64(clamping: later.magnitude)))
        moved = ": \(length) \(later > 0 ? "later" : "earlier")"
      }
      lines.append("    \(change.before) -> \(change.after)\(moved)")
    }
    return lines.map { LineGuard.guarded(Words.safe($0)) + "\n" }.joined()
  }
}
