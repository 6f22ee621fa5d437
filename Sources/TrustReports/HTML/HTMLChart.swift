/// Phones by word over virtual time, as a stepped and stacked drawing with the steps marked.
///
/// A night of minutes and days of waiting lie on one axis, so it is stretched where much happens:
/// an interval is as wide as its length has binary digits.
struct HTMLChart {
  private let report: Report
  private let points: [Point]

  private static let left = 70
  private static let width = 910
  private static let top = 34
  private static let height = 240

  /// A census at its place on the axis; of several at one place the last.
  private struct Point {
    var x: Int
    var census: Int
  }

  init(_ report: Report) {
    self.report = report
    points = Self.places(report)
  }

  private static func places(_ report: Report) -> [Point] {
    var offsets: [Int] = []
    var offset = 0
    for place in report.censuses.indices {
      if place > 0 {
        let length = report.censuses[place].seconds - report.censuses[place - 1].seconds
        if length > 0 { offset += 4 + 4 * (64 - (length / 15 + 1).leadingZeroBitCount) }
      }
      offsets.append(offset)
    }
    // Room after the last one, so that how it ends can be seen.
    let whole = offset + max(8, offset / 20)
    var points: [Point] = []
    for place in offsets.indices {
      let x = left + offsets[place] * width / whole
      if points.last?.x == x {
        points[points.count - 1].census = place
      } else {
        points.append(Point(x: x, census: place))
      }
    }
    return points
  }

  var text: String {
    guard report.phones > 0, !points.isEmpty else { return "" }
    let bottom = Self.top + Self.height
    var text = """
      <figure>
      <svg class="chart" viewBox="0 0 1000 \(bottom + 44)" role="img" \
      aria-labelledby="chart-title chart-desc">
      <title id="chart-title">Phones by word over virtual time</title>
      <desc id="chart-desc">\(html(description))</desc>
      <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"/></pattern></defs>

      """
    text += scale + areas + registeredLine + marks + ticks
    return text + "</svg>\n<figcaption>\(legend)The axis is stretched where steps are dense. "
      + "Numbers on top are steps.</figcaption>\n</figure>\n"
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

  private var right: Int { Self.left + Self.width }

  private var scale: String {
    [0, report.phones / 2, report.phones].map { count in
      "<line class=\"grid\" x1=\"\(Self.left)\" x2=\"\(right)\" y1=\"\(y(count))\" "
        + "y2=\"\(y(count))\"/><text x=\"\(Self.left - 6)\" y=\"\(y(count) + 4)\" "
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
      if word == "stranded" || word == "locked" {
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
    path += "H\(right)V\(y(below[below.count - 1]))"
    for place in points.indices.dropFirst().reversed() {
      path += "H\(points[place].x)V\(y(below[place - 1]))"
    }
    return path + "H\(points[0].x)Z"
  }

  private var registeredLine: String {
    var path = ""
    for point in points {
      let y = y(report.censuses[point.census].registered)
      path += path.isEmpty ? "M\(point.x) \(y)" : "H\(point.x)V\(y)"
    }
    return "<path class=\"registered\" d=\"\(path)H\(right)\"><title>registered</title></path>\n"
  }

  /// The steps, as far as their numbers have room.
  private var marks: String {
    var text = ""
    var last = -100
    for point in points {
      guard let step = report.censuses[point.census].step else { continue }
      text += "<line class=\"step\" x1=\"\(point.x)\" x2=\"\(point.x)\" y1=\"\(Self.top - 8)\" "
      text += "y2=\"\(Self.top + Self.height)\"/>"
      if point.x - last >= 24 {
        text +=
          "<text x=\"\(point.x)\" y=\"\(Self.top - 14)\" text-anchor=\"middle\">\(step)</text>"
        last = point.x
      }
      text += "\n"
    }
    return text
  }

  private var ticks: String {
    var text = ""
    var last = -1_000
    var date = ""
    for point in points where point.x - last >= 92 && point.x <= right - 40 {
      let time = report.censuses[point.census].time
      let parts = time.split(separator: " ", maxSplits: 1).map(String.init)
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
    return "<ul class=\"legend\">\(words.joined())<li><span class=\"key k-registered\"></span>"
      + "<b>registered</b></li></ul>\n"
  }
}

extension HTMLReport {
  var chart: Section {
    let shown = report.words.indices.filter { place in
      report.censuses.contains { $0.counts[place] > 0 }
    }
    let rows = report.censuses.map { census in
      [htmlTime(census.time), html(census.occasion)]
        + shown.map { Words.number(census.counts[$0]) } + [Words.number(census.registered)]
    }
    guard !rows.isEmpty else { return Section(id: "chart", title: "", body: "") }
    let table = HTMLTable(
      caption: "Phones at each step",
      head: ["Time", "After"] + shown.map { html(report.words[$0].word) } + ["registered"],
      numeric: Set(2..<(3 + shown.count)), rows: rows)
    return Section(
      id: "chart", title: "Phones over time",
      body: HTMLChart(report).text
        + "<details><summary>The same as a table</summary>\n\(table.text)</details>\n")
  }
}
