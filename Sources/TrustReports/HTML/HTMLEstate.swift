/// The clusters drawn: where phones stand, the servers they load from, the groups they register by.
struct HTMLEstateDrawing {
  private let report: Report
  /// Sites, servers and groups of one drawing; more than so many rows nobody takes in.
  static let rowLimit = 40
  private static let rowHeight = 52

  init(_ report: Report) { self.report = report }

  private var servers: [ReportedServer] { report.clusters.flatMap(\.servers) }

  private var rows: Int { max(report.sites.count, servers.count, report.groups.count) }

  var text: String {
    guard !servers.isEmpty else { return "" }
    guard rows <= Self.rowLimit else {
      return "<p>The drawing is left out: it would have \(rows) rows.</p>\n"
    }
    let height = 34 + rows * Self.rowHeight
    var text = """
      <figure>
      <div class="wide" role="group" tabindex="0" aria-label="Drawing of the cluster">
      <svg class="estate" viewBox="0 0 1000 \(height)" role="img" \
      aria-labelledby="estate-title estate-desc">
      <title id="estate-title">Sites, servers and groups</title>
      <desc id="estate-desc">Lines lead from each site to the TFTP servers of its option 150 and \
      from each group to its servers; the first choice is drawn whole. The tables below say the \
      same.</desc>
      <text class="column" x="125" y="18" text-anchor="middle">Sites: option 150</text>
      <text class="column" x="500" y="18" text-anchor="middle">Servers</text>
      <text class="column" x="875" y="18" text-anchor="middle">CallManager groups</text>

      """
    text += lines
    for (place, site) in report.sites.enumerated() {
      text += box(
        x: 0, y: y(place, of: report.sites.count), site.name, Words.counted(site.phones, "phone"))
    }
    for (place, server) in servers.enumerated() {
      let services = [
        server.isPublisher ? "publisher" : nil, server.runsTFTP ? "TFTP" : nil,
        server.runsCallManager ? "CallManager" : nil,
      ]
      text += box(
        x: 375, y: y(place, of: servers.count), server.name,
        services.compactMap(\.self).joined(separator: ", "))
    }
    for (place, group) in report.groups.enumerated() {
      let lost = group.lost > 0 ? ", \(Words.number(group.lost)) lost trust" : ""
      text += box(
        x: 750, y: y(place, of: report.groups.count), group.name,
        Words.counted(group.phones, "phone") + lost, isBad: group.lost > 0)
    }
    return text + "</svg>\n</div>\n</figure>\n"
  }

  /// Columns with fewer boxes stand in the middle.
  private func y(_ place: Int, of count: Int) -> Int {
    34 + (rows - count) * Self.rowHeight / 2 + place * Self.rowHeight
  }

  private func box(x: Int, y: Int, _ name: String, _ note: String, isBad: Bool = false) -> String {
    "<g><title>\(html(name)): \(html(note))</title><rect class=\"box\(isBad ? " bad" : "")\" "
      + "x=\"\(x + 1)\" y=\"\(y)\" width=\"248\" height=\"44\" rx=\"6\"/>"
      + "<text class=\"name\" x=\"\(x + 12)\" y=\"\(y + 19)\">"
      + "\(XMLText.escaped(TextLayout.cut(name, to: 28)))</text>"
      + "<text x=\"\(x + 12)\" y=\"\(y + 36)\">"
      + "\(XMLText.escaped(TextLayout.cut(note, to: 36)))</text></g>\n"
  }

  private var lines: String {
    var text = ""
    func draw(_ names: [String], fromX: Int, fromY: Int, toX: Int) {
      for (order, name) in names.enumerated() {
        guard let place = servers.firstIndex(where: { $0.name == name }) else { continue }
        let toY = y(place, of: servers.count) + 22
        let middle = (fromX + toX) / 2
        text += "<path class=\"link\(order == 0 ? "" : " later")\" d=\"M\(fromX) \(fromY)"
        text += "C\(middle) \(fromY) \(middle) \(toY) \(toX) \(toY)\"/>\n"
      }
    }
    for (place, site) in report.sites.enumerated() {
      draw(
        site.servers, fromX: 250, fromY: y(place, of: report.sites.count) + 22, toX: 375)
    }
    for (place, group) in report.groups.enumerated() {
      draw(
        group.servers, fromX: 750, fromY: y(place, of: report.groups.count) + 22, toX: 624)
    }
    return text
  }
}

extension HTMLReport {
  var estate: Section {
    let words = report.words.filter { $0.atEnd > 0 }
    let groups = HTMLTable(
      caption: "Groups at the end",
      head: ["Group", "Servers, in order", "Phones", "Lost trust", "Registered"]
        + words.map { html($0.word) },
      numeric: Set(2..<(5 + words.count)),
      rows: report.groups.map { group in
        [
          html(group.name), html(group.servers.joined(separator: ", ")),
          Words.number(group.phones), Words.number(group.lost), Words.number(group.registered),
        ]
          + words.map { word in
            Words.number(group.words.first { $0.name == word.word }?.count ?? 0)
          }
      })
    let sites = HTMLTable(
      caption: "Sites at the start", head: ["Site", "Option 150, in order", "Phones"],
      numeric: [2],
      rows: report.sites.map {
        [html($0.name), html($0.servers.joined(separator: ", ")), Words.number($0.phones)]
      })
    return Section(
      id: "estate", title: "Cluster and groups",
      body: HTMLEstateDrawing(report).text + (report.groups.isEmpty ? "" : groups.text)
        + (report.sites.isEmpty ? "" : sites.text))
  }
}
