package import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// The findings of a preflight in words, those that lose phones first.
package func reportedFindings(
  _ findings: [PreflightFinding], of scenario: Scenario, steps: [NumberedStep] = []
) -> [ReportedFinding] {
  let names = Names(scenario, CertificateBook())
  let texts = Dictionary(steps.map { ($0.number, $0) }) { first, _ in first }
  let reported = findings.map { FindingText(finding: $0, names: names, steps: texts) }
  return (reported.filter(\.finding.losesPhones) + reported.filter { !$0.finding.losesPhones })
    .map(\.reported)
}

func reported(
  _ finding: PreflightFinding, _ names: Names, _ steps: [Int: NumberedStep]
) -> ReportedFinding {
  FindingText(finding: finding, names: names, steps: steps).reported
}

private struct FindingText {
  let finding: PreflightFinding
  let names: Names
  let steps: [Int: NumberedStep]

  var reported: ReportedFinding {
    ReportedFinding(
      kind: finding.kind.rawValue, losesPhones: finding.losesPhones, text: text.capitalizedFirst,
      phones: finding.count)
  }

  private var phones: String { Words.counted(finding.count, "phone") }

  private func words(_ nodes: [NodeID]) -> String { Words.list(nodes.map(names.node), atMost: 6) }

  private func words(_ services: [Service]) -> String { Words.list(services.map(\.rawValue)) }

  private func ofGroups(_ groups: [GroupID]) -> String {
    let all = groups.map(names.group)
    return all.isEmpty
      ? "" : " of group\(all.count == 1 ? "" : "s") \(Words.list(all, atMost: 6))"
  }

  private func words(forStep number: Int) -> String {
    // Lines of a runbook are aligned with spaces; a sentence is not.
    let text = steps[number]?.text.split(separator: " ").joined(separator: " ")
    return text.map { "step \(number) (\($0))" } ?? "step \(number)"
  }

  /// What a restart would do now; nil: no harm.
  private func words(_ harm: PreflightFinding.RestartHarm) -> String? {
    let (lost, out) = (harm.lost, harm.outOfService)
    let harms =
      (lost > 0 ? ["lose \(Words.counted(lost, "phone"))"] : [])
      + (out > 0 ? ["put \(Words.counted(out, "phone")) out of service"] : [])
    return harms.isEmpty ? nil : harms.joined(separator: " and ")
  }

  private func oldCertificateListed(
    _ unit: CertificateUnit, of node: NodeID, by listers: [NodeID],
    _ restart: PreflightFinding.RestartHarm
  ) -> String {
    let owner = names.node(node)
    let those = words(listers)
    let lists = listers.count == 1 ? "the ITL of \(those) has" : "the ITLs of \(those) have"
    let isTVS = unit == .tvs
    var text = "\(lists) \(isTVS ? "a TVS" : "an ITLRecovery") certificate of \(owner) that was "
    text += "renewed since: "
    text +=
      isTVS
      ? "phones with that list have no use of TVS on \(owner) until TFTP there is restarted and "
        + "they are reset"
      : "a restart of TFTP there brings the new one to phones"
    if let harm = words(restart) { text += "; a restart now would \(harm)" }
    return text
  }

  private func oldCertificateLoaded(
    by services: [Service], on node: NodeID, _ restart: PreflightFinding.RestartHarm
  ) -> String {
    let runs = services.count > 1 ? "run" : "runs"
    // Who still presents what old lists name may be the last that old lists trust.
    let harm =
      words(restart).map { "; a restart now would \($0), so let them fetch the new lists first" }
      ?? ""
    return "\(words(services)) on \(names.node(node)) \(runs) on an older certificate or list than "
      + "the node has: not restarted since it was renewed\(harm)"
  }

  private func groupOfOneServer(_ groups: [GroupID]) -> String {
    let all = Words.list(groups.map(names.group), atMost: 6)
    let who = groups.count == 1 ? "group \(all) has" : "groups \(all) have"
    return "\(who) one server only: \(phones) can ask no other TVS when that one is down or renewed"
  }

  private func certificate(_ unit: CertificateUnit, _ node: NodeID) -> String {
    "the \(unit.rawValue) certificate of \(names.node(node))"
  }

  /// What a step makes necessary is not done below it.
  private func leftUndone(after step: Int?) -> String {
    step.map { " after \(words(forStep: $0)), and no later step does that" }
      ?? " that no step performs"
  }

  private var text: String {
    switch finding {
    case .rollbackParameterSet:
      "Prepare Cluster for Rollback to pre 8.0 is True: the ITL is blank, "
        + "and \(phones) that boot give up trust"
    case .groupOfOneServer(let groups, _): groupOfOneServer(groups)
    case .authoritySignedOverwritten(let nodes):
      "a step replaces a CA-signed certificate of \(words(nodes)) by a self-signed one"
    case .anchorsInOneWindow(_, let groups):
      "every trust path of \(phones)\(ofGroups(groups)) changes before they boot again"
    case .lscUsers: "\(phones) use an LSC: a new CAPF or CallManager certificate concerns them"
    case .recoveryKeyNotSaved(let nodes):
      "ITLRecovery.p12 of \(words(nodes)) was never saved (file get tftp ITLRecovery.p12)"
    case .forgottenRestart(let services, let nodes, let step):
      "\(words(services)) on \(words(nodes)) \(services.count == 1 ? "needs" : "need") a restart"
        + leftUndone(after: step)
    case .ctlNotUpdated(let node, let step):
      "the CTL of the cluster of \(names.node(node)) needs utils ctl update CTLFile"
        + leftUndone(after: step)
    case .alreadyLost(let count):
      "\(phones) \(count == 1 ? "has" : "have") lost trust before the first step"
    case .alreadyOutOfService:
      "no server would register \(phones) already before the first step"
    case .wouldBeUnserved(_, let groups):
      "the plan leaves \(phones)\(ofGroups(groups)) without a TFTP server that answers: they keep "
        + "the files they have, and see no change"
    case .wouldBeOutOfService(_, let groups):
      "the plan would put \(phones)\(ofGroups(groups)) out of service: they accept every file, and "
        + "no server would register them"
    case .certificateExpired(let unit, let node, let expires):
      "\(certificate(unit, node)) has expired: it was valid until \(CivilTime(expires).date)"
    case .certificateExpiresSoon(let unit, let node, let expires):
      "\(certificate(unit, node)) expires soon: it is valid until \(CivilTime(expires).date)"
    case .oldCertificateLoaded(let services, let node, let restart):
      oldCertificateLoaded(by: services, on: node, restart)
    case .oldCertificateListed(let unit, let owner, let nodes, let restart):
      oldCertificateListed(unit, of: owner, by: nodes, restart)
    case .oneAnchorLeft(let count):
      "\(phones) \(count == 1 ? "has" : "have") one trust path left"
    }
  }
}

extension String {
  /// The same with a capital letter at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension ReportedFinding {
  /// What a finding that fails a pre-check says of phones.
  package enum Harm: Hashable, Sendable {
    case losesTrust, leavesUnserved, putsOutOfService

    /// A column of a list: at most ten characters.
    package var label: String {
      switch self {
      case .losesTrust: "would lose"
      case .leavesUnserved: "unserved"
      case .putsOutOfService: "no service"
      }
    }

    /// The heading of a sentence.
    package var words: String {
      switch self {
      case .losesTrust: "Would lose phones"
      case .leavesUnserved: "Would leave phones unserved"
      case .putsOutOfService: "Would put phones out of service"
      }
    }
  }

  /// nil: it is a warning.
  package var harm: Harm? {
    guard losesPhones else { return nil }
    switch PreflightFinding.Kind(rawValue: kind) {
    case .wouldBeOutOfService: return .putsOutOfService
    case .wouldBeUnserved: return .leavesUnserved
    default: return .losesTrust
    }
  }
}
