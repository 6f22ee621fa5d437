import ClusterImport
import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import Testing
import TrustListFiles
import VirtualTime

/// Logs of the commands that an import asks for, as they would be taken on a simulated cluster.
struct SessionLog {
  /// Three nodes, one without CallManager; two groups; two device pools.
  static let estate = """
    mop 1
    starts 2026-01-10 21:45
    cluster hq  release 11.5(1)SU3  mode mixed
      node pub   publisher tftp  domain home.lab  address 10.1.1.5
      node sub1  tftp callmanager  domain home.lab  address 10.1.1.6
      node sub2  callmanager  domain home.lab  address 10.1.1.7
      group Default = sub1 sub2
      group Lobby   = sub2
      site campus  option150 pub sub1  latency 1ms
      site branch  option150 sub1 pub  latency 40ms
      phones 3800  model 8861  group Default  site campus
      phones  150  model 7970  group Lobby    site branch  security encrypted
    ## Implementation

    """

  let scenario: Scenario
  let world: World
  /// Nodes on which nobody typed anything.
  var silent: Set<String> = []
  /// What each query of parameters answers.
  var parameters = [
    ("ClusterID", "hq"), ("ClusterSecurityMode", "1"), ("RollBackToPreGrayback", "F"),
  ]
  /// Expiry of certificates: node, unit and date as `show cert` writes it.
  var expiry: [(node: String, unit: String, date: String)] = []

  init(_ text: String = SessionLog.estate, at instant: Instant? = nil) throws {
    let outcome = read(text)
    scenario = try #require(outcome.scenario, "\(outcome.rendered(color: false))")
    world = try ScenarioSearch.world(of: scenario, at: instant ?? scenario.starts)
  }

  private var nodes: [NodeID] { scenario.estate.nodes.indices.map { NodeID($0) } }

  /// The whole log: the publisher's commands, then those of every other node.
  var text: String {
    var log = "=~=~=~=~=~=~=~= PuTTY log 2026.01.10 21:40:00 =~=~=~=~=~=~=~=\nlogin as: admin\n"
    log += command("set cli pagination off", "")
    let (others, servers) = (
      nodes.dropFirst().filter { !scenario.estate[$0].runsTFTP },
      nodes.dropFirst().filter { scenario.estate[$0].runsTFTP }
    )
    for node in nodes.prefix(1) + others + servers {
      let isFirst = node == nodes[0]
      if silent.contains(scenario.estate[node].name) { continue }
      log += status(node)
      if isFirst { log += cluster }
      log += certificates(node)
      guard isFirst || scenario.estate[node].runsTFTP else { continue }
      log += command("show itl", world.text(of: .itl, on: node))
      if isFirst { log += command("show ctl", world.text(of: .ctl, on: node)) }
    }
    return log + "admin:exit\n"
  }

  func command(_ typed: String, _ answer: String) -> String {
    "admin:\(typed)\n\(answer)\n"
  }

  private func status(_ node: NodeID) -> String {
    command(
      "show status",
      "\nHost Name          : \(scenario.estate[node].host)\n"
        + "Date               : Sat Jan 10, 2026 21:40:00\nTime Zone          : Europe\n")
  }

  private var cluster: String {
    let estate = scenario.estate
    var members = ""
    for node in estate.nodes {
      members +=
        "\(node.address) \(node.host).\(node.domain ?? "") \(node.host) "
        + "\(node.isPublisher ? "Publisher" : "Subscriber") callmanager "
        + "\(node.isPublisher ? "DBPub" : "DBSub") authenticated\n"
    }
    let names = estate.nodes.map { $0.address + "\n" }.joined()
    var log = command("show version active", "Active Master Version: \(releaseText)\n")
    log += command(
      "show network cluster",
      members + "\nServer Table (processnode) Entries\n----------------------------------\n"
        + names)
    log += query(
      "services", ["servername", "service", "isactive"],
      estate.nodes.flatMap { node in
        [
          (node.runsCallManager, Service.callManager), (node.runsTFTP, .tftp),
          (node.isPublisher && !node.lacksCAPF, .capf),
        ].map { [node.address, $0.1.rawValue, $0.0 ? "t" : "f"] }
      })
    log += query(
      "groups", ["cmgroup", "servername", "priority"],
      estate.groups.flatMap { group in
        group.nodes.enumerated().map { [group.name, estate[$1].address, "\($0)"] }
      })
    log += query("parameters", ["paramname", "paramvalue"], parameters.map { [$0.0, $0.1] })
    log += query(
      "phones", ["devicepool", "cmgroup", "model", "securitymode", "phones"],
      estate.phones.map {
        [
          estate[$0.site].name, estate[$0.group].name, "Cisco \($0.traits.model)",
          $0.traits.security == .encrypted ? "Encrypted" : "Non Secure", "\($0.count)",
        ]
      })
    return log + query("certificates", ["servername", "unit", "serialnumber"], databaseRows)
  }

  private var releaseText: String { "11.5.1.13900-52" }

  private var databaseRows: [[String]] {
    let listed = ListedNode.all(scenario.estate, world.servers)
    return nodes.flatMap { node in
      CertificateUnit.allCases.compactMap { unit -> [String]? in
        guard let id = world.servers[NodeID(0)].database.certificate(unit, of: node) else {
          return nil
        }
        let serial = simulatedSerial(of: world.servers.certificates[id], nodes: listed)
        return [scenario.estate[node].address, unit.rawValue, serial]
      }
    }
  }

  private func certificates(_ node: NodeID) -> String {
    let name = scenario.estate[node].name
    let listed = ListedNode.all(scenario.estate, world.servers)
    let serial = { (unit: String) in
      CertificateUnit(rawValue: unit).flatMap { world.servers[node].disk[$0] }.map {
        simulatedSerial(of: world.servers.certificates[$0], nodes: listed)
      } ?? ""
    }
    var rows = expiry.filter { $0.node == name }
    let state = scenario.estate[node]
    for unit in ["CallManager", "TVS"] where !rows.contains(where: { $0.unit == unit }) {
      if unit == "TVS" && !state.runsCallManager { continue }
      rows.append((name, unit, "Sat Mar 31 14:08:34 CDT 2040"))
    }
    return rows.map { row in
      command(
        "show cert own \(row.unit)",
        "[\n  Version: V3\n  Serial Number: \(serial(row.unit))\n"
          + "  Issuer Name: L=rtp, CN=\(name)\n  Validity From: Mon Mar 31 14:08:34 CDT 2014\n"
          + "           To:   \(row.date)\n  Subject Name: L=rtp, CN=\(name)\n")
    }.joined()
  }

  /// A query with its answer, as the product lays tables out.
  func query(_ what: String, _ columns: [String], _ rows: [[String]]) -> String {
    let widths = columns.indices.map { place in
      ([columns] + rows).map { $0[place].count }.max() ?? 0
    }
    let line = { (cells: [String]) in
      zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: " ")
    }
    let ruler = widths.map { String(repeating: "=", count: $0) }.joined(separator: " ")
    return command(
      "run sql select \(what)", ([line(columns), ruler] + rows.map(line)).joined(separator: "\n"))
  }
}

/// Imports texts as files called `a.log`, `b.log` and so on.
func importLogs(_ texts: [String], partial: Bool = false, anonymise: Bool = false)
  -> ImportOutcome
{
  var options = ImportOptions()
  options.isPartial = partial
  options.anonymises = anonymise
  let names = ["a.log", "b.log", "c.log", "d.log"]
  return importInventory(
    zip(names, texts).map { SourceText(name: $0, bytes: Array($1.utf8)) }, options: options)
}

/// The inventory with its questions answered, so that it can be read as a scenario.
func answered(_ inventory: String) -> String {
  inventory.replacing("option150 ?", with: "option150 pub sub1")
    .replacing("latency ?", with: "latency 1ms").replacing("p12 saved ?", with: "p12 saved none")
}

/// One scenario in memory.
private struct OneFile: FileReading {
  let text: String

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard includedFrom == nil else { throw .missing }
    return SourceText(name: path, bytes: Array(text.utf8))
  }
}

/// Reads a text as `hq.mop`.
func read(_ text: String) -> ReadOutcome { readScenario("hq.mop", with: OneFile(text: text)) }
