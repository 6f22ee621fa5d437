/// A small estate and acts upon it, drawn by a seed: every release, one to four nodes, one to
/// three groups, one or two sites, with ITL only, tokenless CTL or eTokens.
package struct RandomRunbook {
  package let seed: Int
  package let release: String
  /// The lines of the cluster without phones and absences.
  package private(set) var servers = ""
  package private(set) var phoneLines: [(line: String, weight: Int)] = []
  package private(set) var groups: [String] = []
  package private(set) var sites: [String] = []
  private var nodes: [(name: String, services: [String])] = []
  private var hasTokens = false
  private var isOld = false
  private var dice: Dice

  package static let releases = [
    "8.0(2)", "8.6(1)", "9.1(2)", "10.0(1)", "10.5(2)", "11.5(1)SU3", "12.0(1)", "12.5(1)SU2",
    "14", "14SU3",
  ]

  package init(seed: Int) {
    self.seed = seed
    dice = Dice(seed: UInt64(seed))
    release = dice.pick(Self.releases)
    isOld = release.hasPrefix("8") || release.hasPrefix("9")
    let isMixed = dice.oneIn(2)
    hasTokens = isMixed && release != "14SU3" && (isOld || dice.oneIn(2))
    let ctl = hasTokens ? "  ctl token TokenA TokenB" : ""
    servers = "cluster hq  release \(release)  mode \(isMixed ? "mixed" : "non-secure")\(ctl)\n"
    drawNodes()
    drawGroupsAndSites()
  }

  private mutating func drawNodes() {
    nodes = [("pub", ["tftp", "callmanager"])]
    for number in 0..<dice.below(4) {
      nodes.append(
        (
          "sub\(number + 1)",
          dice.pick([["tftp", "callmanager"], ["callmanager"], ["tftp"], ["tftp", "tvs"]])
        ))
    }
    for (place, node) in nodes.enumerated() {
      let named = dice.pick(["address", "hostname", "address"])
      let services = (place == 0 ? ["publisher"] : []) + node.services
      servers +=
        "  node \(node.name)  \(services.joined(separator: " "))  host h-\(node.name)"
        + "  address 10.1.1.\(place + 5)  named-by \(named)\n"
    }
  }

  private mutating func drawGroupsAndSites() {
    let callManagers = nodes.filter { $0.services.contains("callmanager") }.map(\.name)
    let tftp = nodes.filter { $0.services.contains("tftp") }.map(\.name)
    for name in ["A", "B", "C"].prefix(1 + dice.below(3)) {
      groups.append(name)
      servers += "  group \(name) = \(dice.some(callManagers, atMost: 3).joined(separator: " "))\n"
    }
    for name in ["campus", "branch"].prefix(1 + dice.below(2)) {
      sites.append(name)
      let bandwidth = dice.oneIn(3) ? "  bandwidth 2Mbit" : ""
      servers +=
        "  site \(name)  option150 \(dice.some(tftp).joined(separator: " "))  latency 5ms"
        + bandwidth + "\n"
    }
    for group in groups {
      for site in sites {
        let model = dice.pick(["8861", "8861", "7970", "7940"])
        phoneLines.append(("model \(model)  group \(group)  site \(site)", 1 + dice.below(3)))
      }
    }
  }

  /// The lines above the first heading.
  package func head(phonesOfEach: Int = 2, seed: Int = 7, away: String? = nil) -> String {
    "mop 1\nstarts 2026-01-10 21:45\nseed \(seed)\n" + servers
      + phoneLines.map { "  phones \(phonesOfEach * $0.weight)  \($0.line)\n" }.joined()
      + (away.map { "  away \($0) of group A  from -1h to +3h\n" } ?? "")
  }

  // MARK: Acts

  /// An act on the servers whose effects are over within half an hour, unless it has no end.
  package mutating func serverAct() -> String {
    let node = dice.pick(nodes)
    let units = ["CallManager", "TVS", "CAPF", "tomcat"] + (isOld ? [] : ["ITLRecovery"])
    switch dice.below(13) {
    case 0, 1, 2, 3: return "\(node.name)> set cert regen \(dice.pick(units))"
    case 4, 5: return "\(node.name)> utils service restart \(dice.pick(Self.services))"
    case 6:
      return
        "\(node.name)> utils service \(dice.pick(["stop", "start"])) \(dice.pick(Self.services))"
    case 7:
      return "\(node.name)> "
        + dice.pick([
          "utils system restart", "set network hostname new-\(node.name)-\(dice.below(9))",
        ])
    case 8: return "GUI: parameter rollback \(dice.pick(["True", "False"]))"
    case 9: return listAct(dice.pick(nodes).name)
    case 10: return listAct("pub")
    case 11: return fault(node)
    default:
      let tftp = nodes.filter { $0.services.contains("tftp") }.map(\.name)
      return "DHCP: option 150 of site \(dice.pick(sites)) = "
        + dice.some(tftp).joined(separator: " ")
    }
  }

  private static let services = [
    "Cisco Tftp", "Cisco Trust Verification Service", "Cisco CallManager", "Cisco Tomcat",
  ]

  private mutating func listAct(_ node: String) -> String {
    if isOld || (hasTokens && dice.oneIn(2)) {
      return hasTokens
        ? "GUI: CTL client update with TokenB, TokenC" : "\(node)> show version active"
    }
    return "\(node)> "
      + dice.pick([
        "utils itl reset localkey", "utils ctl update CTLFile",
        "utils ctl set-cluster mixed-mode", "utils ctl set-cluster non-secure-mode",
      ])
  }

  /// Work on a whole server, over within three hours; backup `b` has to be there.
  package mutating func serverWork() -> String {
    let node = dice.pick(nodes).name
    switch dice.below(9) {
    case 0: return "pub> utils disaster_recovery backup b"
    case 1, 2:
      let names = dice.some(nodes.map(\.name)).joined(separator: " ")
      return "pub> utils disaster_recovery restore \(names) from b"
    case 3: return "GUI: rebuild \(node) security-password \(dice.pick(["same", "new"]))"
    case 4: return "GUI: upgrade to \(dice.pick(["14SU4", "15"]))"
    case 5: return "GUI: remove node \(node)"
    case 6:
      return "GUI: rename server \(node) to \(dice.pick(["alias", "h-\(node)", "10.1.1.5"]))"
    case 7: return "\(node)> utils system shutdown"
    default:
      let callManagers = nodes.filter { $0.services.contains("callmanager") }.map(\.name)
      let members = dice.some(callManagers, atMost: 3).joined(separator: " ")
      return "GUI: group \(dice.pick(groups)) = \(members)"
    }
  }

  /// An act on the servers of any kind.
  package mutating func anyServerAct() -> String { dice.oneIn(3) ? serverWork() : serverAct() }

  private mutating func fault(_ node: (name: String, services: [String])) -> String {
    switch dice.below(5) {
    case 0: return "fault node \(node.name) down for \(1 + dice.below(20))m"
    case 1: return "fault service \(dice.pick(Self.services)) on \(node.name) stopped for 9m"
    case 2: return "fault site \(dice.pick(sites)) cut for \(1 + dice.below(20))m"
    case 3: return "fault replication of \(node.name) stopped" + (dice.oneIn(2) ? " for 7m" : "")
    default: return "\(node.name)> utils dbreplication \(dice.pick(["stop", "reset all"]))"
    }
  }

  /// An act on phones.
  package mutating func phoneAct() -> String {
    let phones = dice.pick(["phones", "phones of group A", "phones of first 1"])
    return dice.pick([
      "GUI: reset \(phones)", "GUI: reset \(phones) batch 1 every 20s",
      "Switch: power-cycle \(phones)", "Switch: power off \(phones)", "Switch: power on \(phones)",
      "Manual: delete ITL on \(phones)", "Manual: factory reset \(phones)",
    ])
  }

  /// A time for the next step: from at once to a few hours.
  package mutating func time() -> String {
    dice.pick(["+0s", "with previous", "+20s", "+1m", "+7m", "+31m", "+3h"])
  }

  /// Lines of a runbook of any kind: acts, waits, expectations, blocks.
  package mutating func anyLines(_ count: Int) -> String {
    var lines = [
      "expect always phones trusting = all", "22:00 GUI: reset phones",
      "with previous pub> utils disaster_recovery backup b",
    ]
    for _ in 0..<count {
      switch dice.below(12) {
      case 0:
        lines.append("wait until phones registered >= 90% of before  within 20m  else continue")
      case 1: lines.append("expect anchors >= 2")
      case 2: lines.append("expect remedy = \"reset\"")
      case 3: lines.append("expect at +\(dice.below(90))m  phones locked = 0")
      case 4:
        lines.append(
          "for all \(dice.pick(["one at a time", "one at a time every 6m", "all at once"]))")
        lines.append("  each> set cert regen \(dice.pick(["CallManager", "TVS"]))")
        lines.append("  +1m each> utils service restart Cisco Tftp")
      case 5, 6: lines.append("\(time())  \(phoneAct())")
      default: lines.append("\(time())  \(anyServerAct())")
      }
    }
    return "## Implementation\n" + lines.joined(separator: "\n") + "\n"
  }
}
