/// A small estate and acts upon it, chosen by bytes: one or two clusters of one to four nodes,
/// every kind of release, states from before the start, and a runbook with blocks, waits,
/// expectations and a way back.
struct RunbookFromBytes {
  private var choices: Choices
  private var nodes: [String] = []
  private var sites: [String] = []
  private var groups: [String] = []
  /// Nodes with TFTP, and with CallManager.
  private var tftp: [String] = []
  private var callManagers: [String] = []
  private var isTwo = false
  private var hasWayBack = false
  private var lines: [String] = []

  init(_ choices: inout Choices) { self.choices = choices }

  private mutating func pick(_ values: [String]) -> String { choices.pick(values) }
  private mutating func maybe(_ text: String) -> String { choices.oneIn(3) ? text : "" }
  private mutating func some(_ values: [String], atMost limit: Int = 3) -> String {
    choices.some(values, atMost: limit).joined(separator: " ")
  }

  mutating func text() -> String {
    lines = ["mop 1", "starts 2026-01-10 21:45", "seed \(choices.byte())"]
    while choices.oneIn(4) { lines.append(headLine()) }
    isTwo = choices.oneIn(3)
    hasWayBack = choices.oneIn(2)
    cluster("hq", ["pub", "sub1", "sub2", "sub3"], 1)
    if isTwo { cluster("lab", ["desk", "aux"], 2) }
    if choices.oneIn(4) {
      lines.append("## What has happened")
      for _ in 0...choices.below(3) { lines.append("-\(2 + choices.below(30))h  \(act())") }
    }
    lines.append("## Pre-checks")
    if choices.oneIn(2) { lines.append("preflight") }
    while choices.oneIn(3) { lines.append(expectation()) }
    lines.append("## Implementation")
    for _ in 0..<2 + choices.below(10) { item() }
    lines.append("## Post-checks")
    while choices.oneIn(2) { lines.append(expectation()) }
    if hasWayBack {
      lines.append("## Back-out")
      for _ in 0...choices.below(3) { lines.append(step()) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: The estate

  private mutating func headLine() -> String {
    pick([
      "title \"::error ##[set] <b>&\"", "question Does it, hold?", "assume dhcp 31s",
      "assume tvs-negative next", "assume reset-spread 10s", "assume tftp-limit 1",
      "assume registration-rate 1", "assume tftp-rate 1", "accept tvs-roles",
      "accept ctl-judges-itl", "defect CSCti64589", "assume retry-after 1s",
      "assume service-restart 6m",
    ])
  }

  private mutating func cluster(_ name: String, _ all: [String], _ number: Int) {
    let release = pick([
      "8.0(2)", "8.6(1)", "9.1(2)", "10.0(1)", "10.5(2)", "11.5(1)SU3", "12.0(1)", "12.5(1)SU2",
      "14", "14SU3", "15", "7.1(5)",
    ])
    let isMixed = choices.oneIn(2)
    let ctl = isMixed && choices.oneIn(2) ? "  ctl token TokenA \"Token B\"" : ""
    lines.append(
      "cluster \(name)  release \(release)  mode \(isMixed ? "mixed" : "non-secure")\(ctl)"
        + maybe("  security-password secret"))
    let own = all.prefix(1 + choices.below(all.count))
    var (ownTFTP, ownCallManagers): ([String], [String]) = ([], [])
    for (place, node) in own.enumerated() {
      let role =
        place == 0
        ? "publisher tftp callmanager"
        : pick([
          "tftp callmanager", "callmanager", "tftp", "tftp tvs", "callmanager tvs",
        ])
      if role.contains("tftp") { ownTFTP.append(node) }
      if role.contains("callmanager") { ownCallManagers.append(node) }
      lines.append(
        "  node \(node)  \(role)  host h-\(node)  address 10.\(number).1.\(place + 5)"
          + "  named-by \(pick(["address", "hostname"]))" + maybe("  no-capf"))
    }
    let isTwo = isTwo
    let qualified = { (names: [String]) in isTwo ? names.map { "\(name).\($0)" } : names }
    nodes += qualified(Array(own))
    tftp += qualified(ownTFTP)
    callManagers += qualified(ownCallManagers)
    let ownGroups = ["A", "B"].prefix(1 + choices.below(2)).map { $0 + "\(number)" }
    for group in ownGroups { lines.append("  group \(group) = \(some(ownCallManagers))") }
    let ownSites = ["campus", "branch"].prefix(1 + choices.below(2)).map { $0 + "\(number)" }
    for site in ownSites {
      lines.append(
        "  site \(site)  option150 \(some(number == 1 ? ownTFTP : tftp))  latency 5ms"
          + maybe("  bandwidth 64kbit"))
    }
    for group in ownGroups {
      lines.append(
        "  phones \(1 + choices.below(4))\(traits())  group \(group)  site \(ownSites[0])")
    }
    if choices.oneIn(2) {
      let also = number == 2 ? maybe("  also in hq group A1") : ""
      lines.append("  phones 2\(traits())  group \(ownGroups[0])  site \(ownSites.last!)\(also)")
    }
    groups += qualified(ownGroups)
    sites += qualified(ownSites)
    while choices.oneIn(4) { lines.append("  " + state(Array(own), ownGroups)) }
  }

  private mutating func traits() -> String {
    "  model \(pick(["8861", "7970", "7940", "7965"]))"
      + pick(["", "", "  security encrypted", "  security authenticated"])
      + maybe("  encrypted-config yes") + maybe("  settings restricted") + maybe("  lsc yes")
      + maybe("  firmware sip88xx.14-2-1")
  }

  private mutating func state(_ own: [String], _ ownGroups: [String]) -> String {
    let (node, group) = (pick(own), pick(ownGroups))
    return pick([
      "away 1 of group \(group)  from -1h to +3h", "away 50% of group \(group)  from +10m to +2h",
      "secured-urls http", "secured-urls https \(node)", "parameter rollback True",
      "parameter phone-interaction manual", "certificate \(node) TVS  expires 2026-01-11",
      "certificate \(node) CallManager  loaded old", "certificate \(node) CallManager  bits 1024",
      "certificate \(node) TVS  listed old by \(own[0])",
      "certificate \(node) CallManager  signed-by \"My CA\"  expires 2026-01-01",
      "phones of group \(group) hold no itl", "phones of group \(group) unregistered",
      "phones of group \(group) hold itl of \(node) before -2d",
      "backup b on 2026-01-05" + maybe("  lacks CallManager"), "p12 saved none",
      "p12 saved 2025-12-01",
    ])
  }

  // MARK: The runbook

  private mutating func step() -> String {
    let time = pick(["", "", "+0s ", "with previous ", "+20s ", "+1m ", "+7m ", "+31m ", "+3h "])
    // Only a step can be joined to a step.
    let isAfterStep = lines.last.map { $0.contains(": ") || $0.contains("> ") } ?? false
    return (time == "with previous " && !isAfterStep ? "" : time) + act()
  }

  private mutating func item() {
    switch choices.below(10) {
    case 0: lines.append(expectation())
    case 1:
      lines.append(
        "wait until \(condition())  within \(pick(["1m", "20m", "2h"]))"
          + "  else \(pick(["continue", hasWayBack ? "back-out" : "stop", "stop"]))")
    case 2:
      let which = pick(["all", "tftp nodes", "callmanager nodes", some(nodes)])
      lines.append(
        "for \(which) \(pick(["one at a time", "one at a time every 6m", "all at once"]))")
      lines.append("  each> \(nodeCommand())")
      if choices.oneIn(2) { lines.append("  +1m each> \(nodeCommand())") }
    case 3:
      lines.append("any order:")
      for _ in 0...choices.below(3) { lines.append("  \(act())") }
    default: lines.append(step())
    }
  }

  private mutating func act() -> String {
    switch choices.below(8) {
    case 0, 1, 2: "\(pick(nodes))> \(nodeCommand())"
    case 3, 4: phoneAct()
    case 5: fault()
    default: guiAct()
    }
  }

  private static let services = [
    "Cisco Tftp", "Cisco Trust Verification Service", "Cisco CallManager", "Cisco Tomcat",
    "Cisco Certificate Authority Proxy Function", "Cisco CTIManager", "Cisco HAProxy",
  ]

  private mutating func nodeCommand() -> String {
    let unit = pick(["CallManager", "TVS", "CAPF", "tomcat", "ITLRecovery"])
    let service = pick(Self.services)
    let name = "n\(choices.below(3))"
    return pick([
      "set cert regen \(unit)", "set cert regen \(unit)", "set csr gen \(unit)",
      "set cert import own \(unit)" + maybe(" signed-by CA"),
      "set cert delete CallManager-trust x.pem",
      "set network hostname \(name)", "set network domain \(name).lab",
      "set network ip eth0 10.9.1.\(choices.byte())",
      "utils service restart \(service)", "utils service stop \(service)",
      "utils service start \(service)", "utils system restart", "utils system shutdown",
      "utils itl reset localkey", "utils itl reset remotekey sftp.lab bob /k.p12",
      "utils ctl set-cluster mixed-mode", "utils ctl set-cluster non-secure-mode",
      "utils ctl update CTLFile", "utils ctl reset localkey",
      "file get tftp ITLRecovery.p12", "set password user security",
      "utils disaster_recovery backup b", "utils disaster_recovery restore \(some(nodes)) from b",
      "utils dbreplication stop", "utils dbreplication reset all", "utils fips enable", "show itl",
      "show ctl", "show cert list own", "show version active",
    ])
  }

  private mutating func guiAct() -> String {
    let gui = isTwo ? pick(["GUI@hq:", "GUI@lab:"]) : "GUI:"
    let (node, other, site) = (pick(nodes), pick(nodes), pick(sites))
    let store = some(["Phone-SAST-trust", "CallManager-trust", "TVS-trust"])
      .replacing(" ", with: ", ")
    return pick([
      "\(gui) parameter rollback \(pick(["True", "False"]))",
      "\(gui) parameter phone-interaction \(pick(["manual", "automatic"]))",
      "\(gui) upload CallManager of \(other) as \(store)",
      "\(gui) upload token TokenC as \(store)", "\(gui) CTL client update with TokenA, TokenC",
      "\(gui) restart service \(pick(Self.services)) on \(some(nodes))",
      "\(gui) rename server \(node) to \(pick(["alias", "10.1.1.5"]))",
      "\(gui) rebuild \(node) security-password \(pick(["same", "new"]))",
      "\(gui) upgrade to \(pick(["14SU4", "15", "12.5(1)SU2"]))",
      "\(gui) add node n\(choices.below(3)) tftp callmanager address 10.9.9.\(choices.byte())",
      "\(gui) remove node \(node)", "\(gui) group \(pick(groups)) = \(some(callManagers))",
      "\(gui) move phones of \(selection()) to group \(pick(groups))",
      "\(gui) bulk certificate \(pick(["export", "consolidate", "import"])) sftp moves",
      "DHCP: option 150 of site \(site) = \(some(tftp))",
      "\(gui) install LSC on phones of \(selection())",
      "\(gui) change setting on phones of \(selection())", "Manual: look",
    ])
  }

  private mutating func phoneAct() -> String {
    let gui = isTwo ? pick(["GUI@hq:", "GUI@lab:"]) : "GUI:"
    let phones = choices.oneIn(2) ? "phones" : "phones of \(selection())"
    return pick([
      "\(gui) reset \(phones)", "\(gui) restart \(phones)",
      "\(gui) reset \(phones) batch 1 every 20s", "Switch: power-cycle \(phones)",
      "Switch: power-cycle \(phones) batch 2 every 1m", "Switch: power off \(phones)",
      "Switch: power on \(phones)", "Manual: delete ITL on \(phones)",
      "Manual: factory reset \(phones)", "Manual: press Directories on \(phones)",
    ])
  }

  private mutating func fault() -> String {
    let (node, length) = (pick(nodes), pick(["20s", "5m", "40m"]))
    return pick([
      "fault node \(node) down for \(length)", "fault site \(pick(sites)) cut for \(length)",
      "fault service \(pick(Self.services)) on \(node) stopped" + maybe(" for \(length)"),
      "fault replication of \(node) stopped" + maybe(" for \(length)"),
      "fault tftp \(node) slow \(2 + choices.below(90))",
    ])
  }

  private mutating func selection() -> String {
    var text = ""
    repeat {
      if !text.isEmpty { text += choices.oneIn(2) ? " and not " : " and " }
      text += pick([
        "group \(pick(groups))", "site \(pick(sites))", "model 8861", "security encrypted",
        "first \(1 + choices.below(4))", "registered-at \(pick(nodes))",
        "holding itl of \(pick(nodes))", "firmware sip88xx.14-2-1", "model 7970",
      ])
    } while choices.oneIn(6)
    return text
  }

  private mutating func condition() -> String {
    let measure = pick([
      "trusting", "behind", "locked", "stranded", "open", "unserved", "unaware", "lost-trust",
      "registered", "unregistered", "itl-current", "old-configuration", "services-failing",
    ])
    return "phones" + maybe(" of \(selection())") + " \(measure) "
      + pick(["=", "!=", "<", "<=", ">", ">="]) + " "
      + pick(["0", "all", "none", "3", "99.5%", "50% of before", "33.34%"])
  }

  private mutating func expectation() -> String {
    let when = pick(["", "", "always ", "at +5m ", "at +2h ", "at 2026-01-11 02:00 "])
    let test = pick([
      condition(), condition(), condition(), "anchors >= 2", "anchors of \(selection()) = 1",
      "longest outage <= 20m", "longest outage of \(selection()) > 3m",
      "step \(1 + choices.below(3)) = \(pick(["done", "refused"]))", "remedy = \"reset\"",
      "remedy of \(selection()) = \"by hand\"",
    ])
    return "expect \(maybe("warn "))\(when)\(test)" + (hasWayBack ? maybe(" else back-out") : "")
      + maybe("  \"::warning ##[x] <&\"")
  }
}
