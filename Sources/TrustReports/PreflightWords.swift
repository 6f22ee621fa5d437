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
  private var nodes: String {
    finding.nodes.isEmpty ? "a node" : Words.list(finding.nodes.map(names.node), atMost: 6)
  }
  private var onNodes: String { finding.nodes.isEmpty ? "" : ": \(nodes)" }
  private var groups: String {
    let all = finding.groups.map(names.group)
    return all.isEmpty
      ? "" : " of group\(all.count == 1 ? "" : "s") \(Words.list(all, atMost: 6))"
  }
  private var atStep: String {
    guard let number = finding.step else { return "" }
    // Lines of a runbook are aligned with spaces; a sentence is not.
    let text = steps[number]?.text.split(separator: " ").joined(separator: " ")
    return text.map { "step \(number) (\($0))" } ?? "step \(number)"
  }

  /// What a restart would do now; nil: no harm.
  private var harm: String? {
    let out = Words.counted(finding.outOfService, "phone")
    let harms =
      (finding.count > 0 ? ["lose \(phones)"] : [])
      + (finding.outOfService > 0 ? ["put \(out) out of service"] : [])
    return harms.isEmpty ? nil : harms.joined(separator: " and ")
  }

  /// The last node is the certificate's; the others list it.
  private var oldCertificateListed: String {
    let owner = finding.nodes.last.map(names.node) ?? "a node"
    let listers = finding.nodes.dropLast().map(names.node)
    let those = Words.list(listers, atMost: 6)
    let lists =
      switch listers.count {
      case 0: "some ITL has"
      case 1: "the ITL of \(those) has"
      default: "the ITLs of \(those) have"
      }
    let isTVS = finding.unit == .tvs
    var text = "\(lists) \(isTVS ? "a TVS" : "an ITLRecovery") certificate of \(owner) that was "
    text += "renewed since: "
    text +=
      isTVS
      ? "phones with that list have no use of TVS on \(owner) until TFTP there is restarted and "
        + "they are reset"
      : "a restart of TFTP there brings the new one to phones"
    if let harm { text += "; a restart now would \(harm)" }
    return text
  }

  private var text: String {
    switch finding.kind {
    case .rollbackParameterSet:
      return "Prepare Cluster for Rollback to pre 8.0 is True: the ITL is blank, "
        + "and \(phones) that boot give up trust"
    case .groupOfOneServer:
      let which = finding.groups.map(names.group)
      var who = "some groups have"
      if let only = which.first {
        let all = Words.list(which, atMost: 6)
        who = which.count == 1 ? "group \(only) has" : "groups \(all) have"
      }
      return
        "\(who) one server only: \(phones) can ask no other TVS when that one is down or renewed"
    case .authoritySignedOverwritten:
      return "\(atStep.isEmpty ? "a step" : atStep) replaces a CA-signed certificate of \(nodes) "
        + "by a self-signed one"
    case .anchorsInOneWindow:
      let alongside = atStep.isEmpty ? "" : ", with \(atStep)"
      return "everything by which \(phones)\(groups) could trust a new list is renewed, stopped "
        + "or renamed before they boot again\(alongside)\(onNodes)"
    case .lscUsers:
      return "\(phones)\(groups) use an LSC: a new CAPF or CallManager certificate concerns them"
    case .recoveryKeyNotSaved:
      return "ITLRecovery.p12 of \(nodes) was never saved (file get tftp ITLRecovery.p12)"
    case .forgottenRestart:
      let services =
        finding.services.isEmpty
        ? "its services" : Words.list(finding.services.map(\.rawValue))
      return "\(atStep.isEmpty ? "a certificate change" : atStep) wants a restart of \(services) "
        + "on \(nodes), and no later step does it"
    case .ctlNotUpdated:
      return "\(atStep.isEmpty ? "a certificate change" : atStep) on \(nodes) wants "
        + "utils ctl update CTLFile, and no later step does it"
    case .alreadyLost:
      return "\(phones)\(groups) \(finding.count == 1 ? "has" : "have") lost trust before the "
        + "first step"
    case .alreadyOutOfService:
      return "no server would register \(phones)\(groups) already before the first step"
    case .wouldBeUnserved:
      return "the plan leaves \(phones)\(groups) without a TFTP server that answers: they keep the "
        + "files they have, and see no change"
    case .wouldBeOutOfService:
      return "the plan would put \(phones)\(groups) out of service: they accept every file, and "
        + "no server would register them"
    case .certificateExpired, .certificateExpiresSoon:
      let what = finding.unit.map { "the \($0.rawValue) certificate" } ?? "a certificate"
      let day = finding.expires.map { CivilTime($0).date } ?? "an unknown day"
      return finding.kind == .certificateExpired
        ? "\(what) of \(nodes) has expired: it was valid until \(day)"
        : "\(what) of \(nodes) expires soon: it is valid until \(day)"
    case .oldCertificateLoaded:
      let services =
        finding.services.isEmpty
        ? "a service" : Words.list(finding.services.map(\.rawValue))
      let runs = finding.services.count > 1 ? "run" : "runs"
      // Who still presents what old lists name may be the last that old lists trust.
      let harm =
        harm.map { "; a restart now would \($0), so let them fetch the new lists first" } ?? ""
      return "\(services) on \(nodes) \(runs) on an older certificate or list than the node has: "
        + "not restarted since it was renewed\(harm)"
    case .oldCertificateListed: return oldCertificateListed
    case .oneAnchorLeft:
      return "\(phones)\(groups) \(finding.count == 1 ? "has" : "have") one way left to trust a "
        + "new list\(onNodes)"
    }
  }
}

extension String {
  /// The same with a capital letter at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension ReportedFinding {
  /// What a finding that fails a pre-check says of phones: a column of a list, and a sentence.
  package struct Harm {
    /// At most ten characters.
    package var label: String
    package var words: String
  }

  /// nil: it is a warning.
  package var harm: Harm? {
    guard losesPhones else { return nil }
    switch PreflightFinding.Kind(rawValue: kind) {
    case .wouldBeOutOfService:
      return Harm(label: "no service", words: "Would put phones out of service")
    case .wouldBeUnserved:
      return Harm(label: "unserved", words: "Would leave phones unserved")
    default: return Harm(label: "would lose", words: "Would lose phones")
    }
  }
}
