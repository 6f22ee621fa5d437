package import TextFormats

/// The report as one HTML file that asks nobody for anything: the verdict first, phones over
/// virtual time, the cluster drawn, and every phone to be searched.
package struct HTMLReport {
  /// The most phones that are listed one by one.
  package static let phoneLimit = 50_000
  let report: Report

  package init(_ report: Report) { self.report = report }

  package var bytes: [UInt8] { PageOutlet.gathered(write) }

  /// Writes the file, in UTF-8.
  package func write(to outlet: inout PageOutlet) {
    let sections = [
      verdict, expectations, chart, plan, causes, onePhone, estate, kinds, phones, assumptions,
      timeline,
      outputs, more,
    ]
    outlet.put(head)
    outlet.put("<main>\n")
    for (place, section) in sections.enumerated() where !section.body.isEmpty {
      // The verdict is what everybody came for: nothing stands before it.
      if place == 1 { outlet.put(navigation(of: sections.dropFirst())) }
      outlet.put("<section id=\"\(section.id)\" aria-labelledby=\"h-\(section.id)\">\n")
      outlet.put("<h2 id=\"h-\(section.id)\">\(section.title)</h2>\n\(section.body)</section>\n")
    }
    outlet.put("</main>\n<footer><p>\(replay)</p></footer>\n")
    outlet.put("<dialog id=\"story\" aria-labelledby=\"story-title\"></dialog>\n")
    outlet.put("<script type=\"application/json\" id=\"data\">")
    outlet.write(HTMLPhones(report).json, .embedded)
    outlet.put("</script>\n<script>\n\(HTMLScript.text)</script>\n</body>\n</html>\n")
  }

  /// A part of the page with a heading; an empty body leaves it out.
  struct Section {
    var id: String
    var title: String
    var body: String
  }

  private var head: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
    form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <link rel="icon" href="data:,">
    <title>\(html(report.verdict.title)): \(html(report.title))</title>
    <style>
    \(HTMLStyle.text)</style>
    </head>
    <body>
    <a class="skip" href="#expectations">Skip to the expectations</a>
    <header>
    <h1>\(html(report.title))</h1>
    \(report.question.map { "<p class=\"question\">\(html($0))</p>\n" } ?? "")</header>

    """
  }

  private func navigation(of sections: ArraySlice<Section>) -> String {
    let links = sections.filter { !$0.body.isEmpty }.map {
      "<li><a href=\"#\($0.id)\">\($0.title)</a></li>"
    }
    return "<nav aria-label=\"Sections\"><ul>\(links.joined())</ul></nav>\n"
  }

  private var replay: String {
    let replay = report.replay
    let version = replay.version.map { " \(html($0))" } ?? ""
    return "trustsim\(version), input <code>\(html(replay.inputDigest))</code>, rules "
      + "<code>\(html(replay.rulesDigest))</code>, seed \(replay.seed). Simulated; virtual time."
  }
}

// MARK: Pieces of a page

/// Text of a file, as text and nothing else.
func html(_ text: String) -> String { XMLText.escaped(TextLayout.cut(text, to: 2_000)) }

func code(_ text: String) -> String { "<code>\(html(text))</code>" }

/// A date and time of day, or a device name, on one line.
func htmlLine(_ time: String) -> String { "<span class=\"t\">\(html(time))</span>" }

/// A word for where phones stand, with its colour and the word itself.
func htmlWord(_ word: String) -> String { "<span class=\"w w-\(html(word))\">\(html(word))</span>" }

/// A table whose cells are HTML already. Rows beyond the limit are counted below it.
struct HTMLTable {
  var caption: String
  var head: [String]
  /// Columns of numbers.
  var numeric: Set<Int> = []
  var rows: [[String]]
  var limit = 500
  /// An identifier a row, by which an address finds it.
  var identifiers: [String]?
  /// Rows that stand out.
  var strong: Set<Int> = []

  var text: String {
    var text = "<div class=\"wide\" role=\"group\" tabindex=\"0\" "
    text += "aria-label=\"\(caption)\">\n<table>\n<caption>\(caption)</caption>\n<thead><tr>"
    for (place, name) in head.enumerated() {
      text += "<th scope=\"col\"\(style(place))>\(name)</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for (number, row) in rows.prefix(limit).enumerated() {
      let identifier = identifiers.map { " id=\"\(html($0[number]))\"" } ?? ""
      text += "<tr\(identifier)\(strong.contains(number) ? " class=\"strong\"" : "")>"
      for (place, cell) in row.enumerated() { text += "<td\(style(place))>\(cell)</td>" }
      text += "</tr>\n"
    }
    text += "</tbody>\n</table>\n</div>\n"
    if rows.count > limit {
      text += "<p>And \(Words.number(rows.count - limit)) more, which the JSON report has.</p>\n"
    }
    return text
  }

  private func style(_ place: Int) -> String { numeric.contains(place) ? " class=\"n\"" : "" }
}

extension ReportFormat {
  /// For a browser, in one file.
  package static let html = ReportFormat(
    name: "html", ending: "html", asksByEnding: ["html", "htm"], holdsSeveral: false,
    showsEachPhone: true,
    write: { report, _, outlet in HTMLReport(report).write(to: &outlet) })
}
