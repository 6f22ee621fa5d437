/// Phones by word over virtual time, as a stepped and stacked drawing with the steps marked, and
/// over it a line of the phones registered.
///
/// Words are known where they were counted; the line follows every change between.
struct HTMLChart {
  private let report: Report
  private let axis: HTMLAxis
  private let points: [Point]

  private static let top = 34
  private static let height = 240

  /// A census at its place on the axis; of several at one place the last.
  private struct Point {
    var x: Int
    var census: Int
  }

  init(_ report: Report) {
    self.report = report
    axis = HTMLAxis(report)
    var points: [Point] = []
    for (place, census) in report.censuses.enumerated() {
      guard let x = axis.x(at: census.seconds) else { continue }
      if points.last?.x == x { points.removeLast() }
      points.append(Point(x: x, census: place))
    }
    self.points = points
  }

  var text: String {
    guard report.phones > 0, !points.isEmpty else { return "" }
    let bottom = Self.top + Self.height
    var text = """
      <figure>
      <div class="wide" role="group" tabindex="0" aria-label="Drawing of phones over time">
      <svg class="chart" viewBox="0 0 1000 \(bottom + 44)" role="img" \
      aria-labelledby="chart-title chart-desc">
      <title id="chart-title">Phones by word over virtual time</title>
      <desc id="chart-desc">\(html(description))</desc>
      <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"/></pattern></defs>

      """
    text += scale + areas + refusedLine + registeredLine + marks + ticks
    text += "</svg>\n</div>\n<figcaption>\(legend)Words are counted when a step is done and when "
    text += "something is judged; "
    text +=
      report.registrations == nil
      ? "so are phones registered, whose number changed too often to be drawn. "
      : "the line follows every change. "
    return text + "The axis is stretched where steps are dense; numbers on top stand "
      + "where steps begin."
      + "</figcaption>\n</figure>\n"
  }

  private var description: String {
    let ends = report.words.filter { $0.atStart > 0 || $0.atEnd > 0 }.map {
      "\($0.word) \(Words.number($0.atStart)) at the start, \(Words.number($0.atEnd)) at the end"
    }
    return ends.joined(separator: "; ") + ". The table below has each step."
  }

  private func y(_ count: Int) -> Int {
    Self.top + Self.height - count * Self.height / max(1, report.phones)
  }

  private var scale: String {
    [0, report.phones / 2, report.phones].map { count in
      "<line class=\"grid\" x1=\"\(HTMLAxis.left)\" x2=\"\(HTMLAxis.right)\" y1=\"\(y(count))\" "
        + "y2=\"\(y(count))\"/><text x=\"\(HTMLAxis.left - 6)\" y=\"\(y(count) + 4)\" "
        + "text-anchor=\"end\">\(Words.number(count))</text>\n"
    }.joined()
  }

  /// The healthy at the bottom: what is lost comes down from above.
  private var areas: String {
    var below = points.map { _ in 0 }
    var text = ""
    for place in report.words.indices.reversed() {
      let counts = points.map { point -> Int in
        let counts = report.censuses[point.census].counts
        return counts.indices.contains(place) ? counts[place] : 0
      }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      let above = zip(below, counts).map { $0 + $1 }
      let word = report.words[place].word
      let path = outline(above, below)
      text +=
        "<path class=\"a a-\(html(word))\" d=\"\(path)\"><title>\(html(word))</title></path>\n"
      if report.words[place].isLost {
        text += "<path fill=\"url(#hatch)\" d=\"\(path)\"/>\n"
      }
      below = above
    }
    return text
  }

  private func outline(_ above: [Int], _ below: [Int]) -> String {
    var path = "M\(points[0].x) \(y(above[0]))"
    for place in points.indices.dropFirst() {
      path += "H\(points[place].x)V\(y(above[place]))"
    }
    path += "H\(HTMLAxis.right)V\(y(below[below.count - 1]))"
    for place in points.indices.dropFirst().reversed() {
      path += "H\(points[place].x)V\(y(below[place - 1]))"
    }
    return path + "H\(points[0].x)Z"
  }

  /// Phones that have refused a file, as censuses counted them: a prediction is in the areas.
  private var refusedLine: String {
    guard report.showsRefused else { return "" }
    var path = ""
    for point in points {
      let level = y(report.censuses[point.census].haveRefused)
      path += path.isEmpty ? "M\(point.x) \(level)" : "H\(point.x)V\(level)"
    }
    path += "H\(HTMLAxis.right)"
    return "<path class=\"halo\" d=\"\(path)\"/>\n"
      + "<path class=\"refused\" d=\"\(path)\"><title>have refused a file</title></path>\n"
  }

  /// Phones registered at a place on the axis: the fewest, and the last.
  private struct Level {
    var x: Int
    var fewest: Int
    var last: Int
  }

  private var registeredLine: String {
    var path = ""
    for level in levels {
      if path.isEmpty {
        path = "M\(level.x) \(y(level.last))"
      } else {
        path += "H\(level.x)V\(y(level.fewest))"
        if level.last != level.fewest { path += "V\(y(level.last))" }
      }
    }
    // A broad line of the page's colour under it sets it off from any word's.
    path += "H\(HTMLAxis.right)"
    return "<path class=\"halo\" d=\"\(path)\"/>\n"
      + "<path class=\"registered\" d=\"\(path)\"><title>registered</title></path>\n"
  }

  /// Counts of censuses and of changes between them, in order of time; levels alike are one.
  private var levels: [Level] {
    var all = report.censuses.map { (seconds: $0.seconds, count: $0.registered) }
    let changes = report.registrations ?? ReportedRegistrations()
    all += zip(changes.seconds, changes.counts).map { (seconds: $0, count: $1) }
    var levels: [Level] = []
    // What a census says is exact, so of one second it has the last word.
    let inOrder = all.enumerated().sorted {
      ($0.element.seconds, -$0.offset) < ($1.element.seconds, -$1.offset)
    }
    for (_, point) in inOrder {
      guard let x = axis.x(at: point.seconds) else { continue }
      if levels.last?.x == x {
        levels[levels.count - 1].last = point.count
        levels[levels.count - 1].fewest = min(levels[levels.count - 1].fewest, point.count)
      } else if levels.last?.last != point.count {
        levels.append(Level(x: x, fewest: point.count, last: point.count))
      }
    }
    return levels
  }

  /// The steps, as far as their numbers have room; steps at one place are named together.
  private var marks: String {
    var text =
      "<text x=\"\(HTMLAxis.left - 14)\" y=\"\(Self.top - 14)\" text-anchor=\"end\">step</text>\n"
    var free = 0
    for (x, steps) in stepsByPlace {
      text += "<line class=\"step\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(Self.top - 8)\" "
      text += "y2=\"\(Self.top + Self.height)\"/>"
      let first = steps.first ?? 0
      let label = steps.count > 1 ? "\(first)–\(steps.last ?? first)" : "\(first)"
      let half = 4 * label.count + 4
      if x - half >= free {
        text +=
          "<text x=\"\(x)\" y=\"\(Self.top - 14)\" text-anchor=\"middle\">\(label)</text>"
        free = x + half
      }
      text += "\n"
    }
    return text
  }

  /// Where steps begin; those before the start have no place.
  private var stepsByPlace: [(x: Int, steps: [Int])] {
    var all: [(x: Int, steps: [Int])] = []
    for (step, seconds) in beginnings {
      guard let x = axis.x(at: seconds) else { continue }
      if all.last?.x == x {
        all[all.count - 1].steps.append(step)
      } else {
        all.append((x, [step]))
      }
    }
    return all
  }

  /// The instant at which each step that was carried out began.
  private var beginnings: [(step: Int, seconds: Int64)] {
    let begun = Set(report.steps.filter { $0.began != nil }.map(\.number))
    return report.timeline.compactMap { event in
      guard event.command != nil, let step = event.step, begun.contains(step) else { return nil }
      return (step, event.seconds)
    }
  }

  /// Times that may stand below the axis, in order: of censuses and of beginnings.
  private var times: [(x: Int, time: String)] {
    var all = points.map { (x: $0.x, time: report.censuses[$0.census].time) }
    for event in report.timeline where event.command != nil {
      if let x = axis.x(at: event.seconds) { all.append((x, event.time)) }
    }
    return all.enumerated().sorted {
      ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
    }.map(\.element)
  }

  private var ticks: String {
    var text = ""
    var last = -1_000
    var date = ""
    for point in times where point.x - last >= 92 && point.x <= HTMLAxis.right - 40 {
      let parts = point.time.split(separator: " ", maxSplits: 1).map(String.init)
      let bottom = Self.top + Self.height
      text += "<line class=\"grid\" x1=\"\(point.x)\" x2=\"\(point.x)\" y1=\"\(bottom)\" "
      text += "y2=\"\(bottom + 5)\"/><text x=\"\(point.x)\" y=\"\(bottom + 19)\" "
      text += "text-anchor=\"middle\">\(html(parts.last ?? ""))</text>"
      if let day = parts.first, day != date, parts.count > 1 {
        text +=
          "<text x=\"\(point.x)\" y=\"\(bottom + 35)\" text-anchor=\"middle\">\(html(day))</text>"
        date = day
      }
      text += "\n"
      last = point.x
    }
    return text
  }

  private var legend: String {
    let shown = report.words.indices.filter { place in
      points.contains { report.censuses[$0.census].counts[place] > 0 }
    }
    let words = shown.map { place in
      "<li><span class=\"key k-\(html(report.words[place].word))\"></span>"
        + "<b>\(html(report.words[place].word))</b>: \(html(report.words[place].meaning))</li>"
    }
    let refused =
      report.showsRefused
      ? "<li><span class=\"key k-refused\"></span><b>have refused</b>: "
        + "\(StandingWords.haveRefused)</li>" : ""
    return
      "<ul class=\"legend\">\(words.joined())\(refused)<li><span class=\"key k-registered\"></span>"
      + "<b>registered</b> with the cluster, whatever they trust</li></ul>\n"
  }
}

extension HTMLReport {
  var chart: Section {
    let shown = report.words.indices.filter { place in
      report.censuses.contains { $0.counts[place] > 0 }
    }
    let rows = report.censuses.map { census in
      [htmlLine(census.time), html(census.occasion)]
        + shown.map { Words.number(census.counts[$0]) }
        + (report.showsRefused ? [Words.number(census.haveRefused)] : [])
        + [Words.number(census.registered)]
    }
    guard !rows.isEmpty else { return Section(id: "chart", title: "", body: "") }
    let table = HTMLTable(
      caption: "Phones at each step",
      head: ["Time", "After"] + shown.map { html(report.words[$0].word) }
        + (report.showsRefused ? ["have refused"] : []) + ["registered"],
      numeric: Set(2..<(4 + shown.count)), rows: rows)
    return Section(
      id: "chart", title: "Phones over time",
      body: HTMLChart(report).text
        + "<details><summary>The same as a table</summary>\n\(table.text)</details>\n")
  }
}
