import ClusterModel
import ClusterSimulation
import ScenarioSearch
import SimulationTrace
import TrustListFiles
import TrustReports
import TrustRules
import TrustVerdicts
import VirtualTime

/// `show FILE itl|ctl|certs NODE` and `show FILE phone SEP…`: what the product would print at an
/// instant of the run.
struct ShowCommand {
  private enum Subject: String, CaseIterable { case itl, ctl, certs, phone }
  private enum Form: String, CaseIterable { case text, tlv }

  private let arguments: AnswerArguments
  private let subject: Subject
  private let form: Form

  init(_ words: [String]) throws(Failure) {
    arguments = try AnswerArguments(
      words, taking: [.at, .format, .output, .color], of: "show")
    guard arguments.words.count >= 3 else {
      throw .usage("show wants FILE itl|ctl|certs NODE, or FILE phone SEP…")
    }
    let word = arguments.words[1]
    guard let subject = Subject(rawValue: word) else {
      throw .unknown("thing to show", word, among: Subject.allCases.map(\.rawValue))
    }
    self.subject = subject
    let format = arguments.values[.format] ?? "text"
    guard let form = Form(rawValue: format) else {
      throw .unknown("format of show", format, among: Form.allCases.map(\.rawValue))
    }
    self.form = form
    if form == .tlv, subject != .itl && subject != .ctl {
      throw .usage("only itl and ctl are files: --format tlv does not go with \(word)")
    }
    if form == .tlv, arguments.values[.output] == nil, isatty(STDOUT_FILENO) == 1 {
      throw .usage("--format tlv writes bytes: give it an --output or a pipe")
    }
    if subject != .phone, arguments.words.count > 3 {
      throw .usage("show \(word) wants one node, not '\(shown(arguments.words[3]))' as well")
    }
  }

  func run() throws(Failure) -> ExitStatus {
    let file = arguments.words[0]
    let output = arguments.values[.output]
    try OutputPlaces([output ?? "-"]).check(scenarios: [file])
    let scenario: Scenario
    switch LoadedScenario.load(file, color: try arguments.color) {
    case .refused(let status): return status
    case .ready(let loaded): scenario = loaded
    }
    let instant = try arguments.instant(of: scenario)
    let words = Array(arguments.words.dropFirst(2))
    let node = subject == .phone ? nil : try scenario.node(named: words[0])
    let phones = subject == .phone ? try scenario.phones(named: words) : []
    Program.prepareReplay("show \(shown(file))", InputDigest.text(scenario), seed: scenario.seed)
    let progress = Progress("running \(file)")
    defer { progress.end() }
    var world: World
    do throws(RunProblem) {
      world = try ScenarioSearch.world(of: scenario, at: instant)
    } catch {
      return Program.complain(of: error, in: scenario)
    }
    progress.end()
    if let instant, instant < world.begins {
      throw .usage(
        "--at lies before the beginning of the run, \(CivilTime(world.begins).text)")
    }
    var buffer = OutputBuffer()
    if let node {
      if !world.servers[node].power.isRunning {
        Output.say(
          "trustsim: \(words[0]) is down at \(CivilTime(world.time).text): this is what lies on "
            + "its disk\n")
      }
      try add(node, of: world, to: &buffer)
    } else {
      for (place, phone) in phones.enumerated() {
        if place > 0 { buffer.add("\n") }
        buffer.add(
          PhoneCard.text(
            world.state(ofPhone: phone), phone: phone, of: scenario,
            world.servers.certificates, at: world.time))
      }
    }
    try Output.write(buffer, to: output)
    return ExitStatus(of: .answered)
  }

  private func add(_ node: NodeID, of world: World, to buffer: inout OutputBuffer)
    throws(Failure)
  {
    switch subject {
    case .itl, .ctl:
      guard form == .tlv else {
        return buffer.add(world.text(of: subject == .itl ? .itl : .ctl, on: node))
      }
      let name = subject == .itl ? "ITL" : "CTL"
      guard let file = world.listFile(subject == .itl ? .itl : .ctl, on: node) else {
        throw Failure(
          status: .inputMissing,
          message: "\(world.scenario.estate[node].name) has no \(name) file")
      }
      do {
        buffer.add(bytes: try ListFileBytes.write(file))
      } catch {
        throw Failure(status: .defect, message: "the \(name) file cannot be written: \(error)")
      }
    case .certs:
      buffer.add("admin:show cert list own\n" + world.text(of: .ownCertificates, on: node))
      buffer.add("\nadmin:show cert list trust\n" + world.text(of: .trustCertificates, on: node))
    case .phone: break
    }
  }
}
