import ClusterModel
import ScenarioLanguage
import TextFormats
import VirtualTime

/// An inventory as a scenario file that reads as if somebody had written it.
struct InventoryText {
  let inventory: Inventory
  private var lines: [String] = []

  static func text(_ inventory: Inventory) -> String {
    var text = InventoryText(inventory)
    text.head()
    text.cluster()
    text.state()
    text.sections()
    // Remarks quote what the logs say.
    return text.lines.map { SafeText.withoutControls($0) + "\n" }.joined()
  }

  private init(_ inventory: Inventory) { self.inventory = inventory }

  /// A name as it must be written; marks that change how a line is shown are left out.
  static func name(_ text: String) -> String {
    let plain = String(text.unicodeScalars.filter { !SafeText.isControl($0) }.map(Character.init))
    return NameTable.written(plain)
  }

  private static func comment(_ text: String?) -> String { text.map { "  # \($0)" } ?? "" }

  private static func padded(_ texts: [String]) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { $0 + String(repeating: " ", count: width - $0.count) }
  }

  // MARK: Parts

  private mutating func head() {
    lines += ["mop 1", "title     \(title)"]
    let starts = inventory.starts.map(\.text) ?? "?"
    let why = inventory.startsRemark ?? "the date and time at which the work begins"
    lines += ["starts    \(starts)\(Self.comment(why))", ""]
    let remarks = inventory.remarks
    if !remarks.isEmpty {
      lines.append("# What the logs tell besides:")
      lines += remarks.flatMap { Self.folded($0) }
      lines.append("")
    }
  }

  private var title: String {
    let name = inventory.name.replacing("\"", with: "'")
    return name == Inventory().name ? "Inventory of a cluster" : "Inventory of \(name)"
  }

  /// A remark on lines of at most 96 characters.
  private static func folded(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "# -"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > 96, line.count > 4 {
        lines.append(line)
        line = "#  "
      }
      line += " " + word
    }
    return lines + [line]
  }

  private mutating func cluster() {
    var line = "cluster \(Self.name(inventory.name))"
    line += "  release \(inventory.release?.text ?? "?")"
    line += "  mode \(inventory.isMixedMode.map { $0 ? "mixed" : "non-secure" } ?? "?")"
    if inventory.isMixedMode == true, inventory.tokens.count >= 2 {
      line += "  ctl token " + inventory.tokens.map(Self.name).joined(separator: " ")
    }
    lines.append(line + Self.comment(inventory.releaseRemark))
    nodes()
    groups()
    sites()
    phones()
    if inventory.isRollbackSet { lines.append("  parameter rollback True") }
  }

  private mutating func nodes() {
    let names = Self.padded(inventory.nodes.map { Self.name($0.name) })
    let roles = Self.padded(
      inventory.nodes.map { node in
        var roles: [String] = []
        if node.isPublisher { roles.append("publisher") }
        if node.runsTFTP { roles.append("tftp") }
        if node.runsCallManager { roles.append("callmanager") }
        if node.runsTVSAlone { roles.append("tvs") }
        if node.isPublisher, node.lacksCAPF { roles.append("no-capf") }
        return roles.joined(separator: " ")
      })
    if inventory.nodes.isEmpty { lines.append("  node ?  publisher tftp callmanager") }
    for (place, node) in inventory.nodes.enumerated() {
      var line = "  node \(names[place])  \(roles[place])"
      if node.host != node.name { line += "  host \(node.host)" }
      if let domain = node.domain { line += "  domain \(domain)" }
      if let address = node.address { line += "  address \(address)" }
      if node.namedBy != .address { line += "  named-by \(node.namedBy.rawValue)" }
      lines.append(line.trimmedEnd + Self.comment(node.remark))
    }
  }

  private mutating func groups() {
    let names = Self.padded(inventory.groups.map { Self.name($0.name) })
    for (place, group) in inventory.groups.enumerated() {
      let nodes = group.nodes.map(Self.name).joined(separator: " ")
      lines.append("  group \(names[place]) = \(nodes.isEmpty ? "?" : nodes)")
    }
    if inventory.groups.isEmpty {
      lines.append("  group Default = ?  # one to three nodes in order: who serves these phones?")
    }
  }

  private mutating func sites() {
    guard !inventory.sites.isEmpty else {
      lines.append("  site default  option150 ?  latency ?  # where the phones stand")
      return
    }
    lines.append("  # Each device pool stands for a site, until somebody joins or parts them.")
    let names = Self.padded(inventory.sites.map(Self.name))
    for name in names { lines.append("  site \(name)  option150 ?  latency ?") }
  }

  private mutating func phones() {
    guard !inventory.phones.isEmpty else {
      lines.append("  phones ?  model ?  group Default  site default")
      return
    }
    let counts = inventory.phones.map { $0.count.map(String.init) ?? "?" }
    let width = counts.map(\.count).max() ?? 0
    let models = Self.padded(inventory.phones.map { $0.model.map(Self.name) ?? "?" })
    let groups = Self.padded(inventory.phones.map { $0.group.map(Self.name) ?? "?" })
    let sites = Self.padded(inventory.phones.map { $0.site.map(Self.name) ?? "?" })
    for (place, phones) in inventory.phones.enumerated() {
      let count = String(repeating: " ", count: width - counts[place].count) + counts[place]
      var line = "  phones \(count)  model \(models[place])  group \(groups[place])"
      line += "  site \(sites[place])"
      if phones.security != "non-secure" { line += "  security \(phones.security)" }
      lines.append(line.trimmedEnd + Self.comment(phones.remark))
    }
  }

  private mutating func state() {
    for certificate in inventory.certificates {
      var line = "  certificate \(Self.name(certificate.node)) \(certificate.unit.rawValue)"
      if let authority = certificate.signedBy { line += "  signed-by \(Self.name(authority))" }
      if let bits = certificate.bits { line += "  bits \(bits)" }
      if let expires = certificate.expires { line += "  expires \(CivilTime(expires).date)" }
      if certificate.isLoadedOld { line += "  loaded old" }
      if !certificate.listers.isEmpty {
        let names = certificate.listers.map { $0.map(Self.name) ?? "?" }
        line += "  listed old by " + names.joined(separator: " ")
      }
      lines.append(line + Self.comment(certificate.remark))
    }
    for site in inventory.sites { held(at: site) }
    guard inventory.hasRecoveryKey else { return }
    lines.append("  p12 saved ?  # the day of file get tftp ITLRecovery.p12, or none")
  }

  /// The later line of two that select the same phones counts, so that each says what those have
  /// that stand behind the phones of all lines below it.
  private mutating func held(at site: String) {
    let all = inventory.held.filter { $0.site == site }
    for place in all.indices.reversed() {
      let count = all[...place].reduce(0) { $0 + $1.count }
      let line = "  phones of site \(Self.name(site)) and first \(count)"
      switch all[place].list {
      case .none: lines.append(line + " hold no itl")
      case .old(let node, let before):
        lines.append(
          line + " hold itl of \(node.map(Self.name) ?? "?") before \(before?.text ?? "?")"
            + (before == nil ? "  # since when?" : ""))
      }
    }
  }

  private mutating func sections() {
    if let reset = inventory.wasReset {
      let command = "\(Self.name(reset.node))> utils itl reset localkey"
      lines += ["", "## What has happened", "\(reset.at.text)  \(command)"]
    }
    lines += ["", "## Implementation"]
  }
}
