package import ClusterModel
package import SimulationTrace
import TrustListFiles
import TrustRules
package import VirtualTime

/// One phone at one instant, as an engineer would read it off the phone and off CUCM.
package enum PhoneCard {
  /// The card as text, headed as a simulation.
  package static func text(
    _ state: PhoneState, phone: Int, of scenario: Scenario, _ certificates: CertificateBook,
    at instant: Instant
  ) -> String {
    let names = Names(scenario, certificates)
    let name = names.phone(phone)
    var rows: [(String, String)] = [
      ("Device name", "\(name) (\(names.cohort(state.cohort)))"),
      ("As of", Words.time(instant)),
      ("Registration", registration(state, names)),
    ]
    rows += state.obstacles.map {
      ("  cannot register", "\(names.obstacle($0)) (rule \($0.rule.rawValue))")
    }
    rows += [
      ("ITL File Status", StandingWords.fileStatus(state.word)),
      ("Status Messages", messages(state, name)),
    ]
    rows += list("CTL", state.held.ctl, names) + list("ITL", state.held.itl, names)
    let configuration = state.held.configuration
    let servers = configuration?.servers.map { "\(names.node($0.node)) (\($0.text))" } ?? []
    rows.append(
      ("Configuration", configuration == nil ? "none accepted yet" : "accepted, it names:"))
    if !servers.isEmpty { rows.append(("  TVS servers", servers.joined(separator: ", "))) }
    if state.held.lsc != nil || state.cohort.traits.hasLSC {
      rows.append(("LSC", state.held.lsc.map { "issued by \(names.serial($0))" } ?? "installed"))
    }
    rows.append(("Stands", stands(state, names)))
    if !state.remedies.isEmpty {
      rows.append(("Recovery", Words.list(state.remedies.map(\.words), atMost: 6)))
    } else if state.word == .stranded {
      rows.append(("Recovery", "by hand"))
    }
    return ListFileText.simulatedHeading + "\n"
      + rows.map { "\(TextLayout.left($0.0, 18))\(Words.safe($0.1))\n" }.joined()
  }

  static func registration(_ state: PhoneState, _ names: Names) -> String {
    if !state.isPowered { return "switched off" }
    guard let node = state.registeredAt else { return "not registered" }
    return "registered at \(names.node(node))"
      + (state.hasOldConfiguration ? " with its old configuration" : "")
  }

  private static func messages(_ state: PhoneState, _ name: String) -> String {
    func texts(_ refusals: [Refusal]) -> String {
      let all = StandingWords.statusMessages(
        refusals, state.word, state.cohort.traits, phone: name)
      return all.isEmpty ? "nothing about trust" : all.joined(separator: "; ")
    }
    let now = texts(state.hasRefused)
    let next = texts(state.refusals)
    guard state.isPowered else { return "none: it is switched off; once it boots: \(next)" }
    return now == next ? now : "\(now); after its next boot: \(next)"
  }

  private static func list(_ label: String, _ list: TrustList?, _ names: Names)
    -> [(String, String)]
  {
    guard let list else { return [("Holds \(label)", "none")] }
    let blank = list.isBlank ? ", blank" : ""
    return [("Holds \(label)", "signed by \(names.signer(list))\(blank)")]
      + list.asListed(names.certificates).records.map {
        (
          "",
          "\($0.role.rawValue)  \(names.certificate($0.certificate)) "
            + "(\(names.serial($0.certificate)))"
        )
      }
  }

  private static func stands(_ state: PhoneState, _ names: Names) -> String {
    var text = state.word.rawValue
    if state.refusals.isEmpty {
      if let carrier = state.carrier { text += ": \(names.carrier(carrier))" }
      text += "; \(names.ways(state.anchors))"
    } else {
      text += ": " + names.refusals(state.refusals, having: state.hasRefused)
    }
    return text
  }
}

extension Names {
  /// `CallManager of pub (SIM:pub:CallManager:3)`.
  func signer(_ list: TrustList) -> String {
    "\(certificate(list.signer)) (\(serial(list.signer)))"
  }

  /// What a phone would refuse at its next boot; *refuses* where it refused that file at its last
  /// boot, too.
  func refusals(
    _ refusals: [Refusal], having refused: [Refusal], ruleAfter: String = " by ",
    between: String = ", "
  ) -> String {
    refusals.map { refusal in
      let hasRefused = refused.contains { $0.file == refusal.file }
      return (hasRefused ? "refuses" : "would refuse")
        + " the \(file(refusal.file))\(ruleAfter)\(refusal.rule.rawValue)"
    }.joined(separator: between)
  }

  /// How many trust paths are left, in words.
  func ways(_ anchors: Int) -> String {
    "\(Words.paths(anchors)) left"
  }
}
