import ClusterModel
import TrustRules
import VirtualTime

/// The trace as text: one line an entry, `TIME WORD FIELD…`, microseconds since 1970 first.
///
/// Nodes, certificates and cohorts stand by their numbers; certificates and nodes keep theirs in
/// every run of the same inputs, so equal runs have equal lines.
extension Trace.Entry {
  package var line: String { "\(time.microseconds) " + event.fields.joined(separator: " ") }
}

extension TraceEvent {
  // table: one row an event, in the order of their declaration.
  fileprivate var fields: [String] {
    switch self {
    case .stepBegan(let step, let late): ["step-began", "\(step)", late?.text ?? "-"]
    case .stepDone(let step): ["step-done", "\(step)"]
    case .stepRefused(let step, let why):
      ["step-refused", "\(step)", why.rule?.rawValue ?? "-", why.words]
    case .stepRemark(let step, let remark): ["step-remark", "\(step)", remark.words]
    case .stepNotSimulated(let step, let text): ["step-not-simulated", "\(step)", text]
    case .stepShowed(let step, let text):
      ["step-showed", "\(step)", "\(text.utf8.count)", digest(of: text)]
    case .stepSkipped(let step): ["step-skipped", "\(step)"]
    case .certificateChanged(let node, let unit, let old, let new, let rule):
      [
        "certificate", node.text, unit.rawValue, old?.text ?? "-", new.text, rule.rawValue,
      ]
    case .listPublished(let node, let list, let signer, let rule):
      ["list", node.text, list.text, signer.text, rule.rawValue]
    case .ctlWritten(let cluster, let list): ["ctl", "\(cluster.index)", list.text]
    case .serviceStopped(let node, let service, let isBack):
      ["service-stopped", node.text, service.rawValue, "\(isBack)"]
    case .serviceStarted(let node, let service):
      ["service-started", node.text, service.rawValue]
    case .nodeDown(let node, let isBack): ["node-down", node.text, "\(isBack)"]
    case .nodeUp(let node): ["node-up", node.text]
    case .replicated(let from, let to): ["replicated", from.text, to.text]
    case .linkChanged(let site, let isUp): ["link", "\(site.index)", "\(isUp)"]
    case .replicationChanged(let node, let isOn): ["replication", node.text, "\(isOn)"]
    case .tftpSlowness(let node, let factor): ["tftp-slowness", node.text, "\(factor)"]
    case .phonesReset(let cluster, let reached, let unreached, let rule):
      [
        "phones-reset", "\(cluster.index)", "\(reached)", "\(unreached)", rule?.rawValue ?? "-",
      ]
    case .phonesPowered(let isOn, let count): ["phones-powered", "\(isOn)", "\(count)"]
    case .phonesPowerCycled(let count): ["phones-power-cycled", "\(count)"]
    case .waitBegan(let wait): ["wait-began", "\(wait)"]
    case .waitEnded(let wait, let isMet, let measurement):
      ["wait-ended", "\(wait)", "\(isMet)", measurement.text]
    case .backOutBegan: ["back-out"]
    case .stopped: ["stopped"]
    case .measured(let expectation, let measurement):
      ["measured", "\(expectation)", measurement.text]
    case .preflight(let findings): ["preflight"] + findings.map(\.text)
    case .census(let census):
      ["census", "\(census.occasion)"]
        + (census.repeatsLast ? ["as-before"] : census.rows.map(\.text))
    }
  }
}

/// A listing has many lines, and an entry has one.
private func digest(of text: String) -> String {
  var digest = Digest()
  digest.add(text)
  return digest.text
}

extension NodeID {
  fileprivate var text: String { "n\(index)" }
}

extension CertificateID {
  fileprivate var text: String { "c\(index)" }
}

extension TrustList {
  fileprivate var text: String {
    "\(kind.rawValue)/\(signer.text)/"
      + records.map { "\($0.role.rawValue):\($0.certificate.text)" }.joined(separator: ",")
  }
}

extension AlwaysMeasured {
  var line: String {
    "\(time.microseconds) always \(expectation) \(isMet) \(measurement.text) \(times)"
  }
}

extension Measurement {
  fileprivate var text: String {
    [value, base, selected, before].map { $0.map(String.init) ?? "-" }.joined(separator: "/")
  }
}

extension PreflightFinding {
  fileprivate var text: String {
    let (step, out, names) = evidence
    return "\(kind.rawValue)/\(losesPhones)/\(count)/\(step ?? 0)/" + (out > 0 ? "\(out)/" : "")
      + names.joined(separator: ",")
  }

  /// The step, the phones out of service and the names that a finding has beside its count.
  private var evidence: (step: Int?, outOfService: Int, names: [String]) {
    switch self {
    case .rollbackParameterSet, .lscUsers, .alreadyLost, .alreadyOutOfService, .oneAnchorLeft:
      (nil, 0, [])
    case .groupOfOneServer(let groups, _), .anchorsInOneWindow(_, let groups),
      .wouldBeUnserved(_, let groups), .wouldBeOutOfService(_, let groups):
      (nil, 0, groups.map { "g\($0.index)" })
    case .authoritySignedOverwritten(let nodes), .recoveryKeyNotSaved(let nodes):
      (nil, 0, nodes.map(\.text))
    case .forgottenRestart(let services, let nodes, let step):
      (step, 0, nodes.map(\.text) + services.map(\.rawValue))
    case .ctlNotUpdated(let node, let step): (step, 0, [node.text])
    case .certificateExpired(_, let node, _), .certificateExpiresSoon(_, let node, _):
      (nil, 0, [node.text])
    case .oldCertificateLoaded(let services, let node, let harm):
      (nil, harm.outOfService, [node.text] + services.map(\.rawValue))
    case .oldCertificateListed(_, let owner, let nodes, let harm):
      (nil, harm.outOfService, (nodes + [owner]).map(\.text))
    }
  }
}

extension CensusRow {
  fileprivate var text: String {
    let refused = { (refusals: [Refusal]) in
      refusals.map { "\($0.file.rawValue):\($0.rule.rawValue)" }.joined(separator: ",")
    }
    return [
      "k\(cohort)", isPowered ? "on" : "off", registeredAt?.text ?? "-", word.rawValue,
      refused(refusals), refused(hasRefused), carrier.map { "\($0)" } ?? "-", "\(anchors)",
      "\(holdsCurrentLists)", "\(hasOldConfiguration)",
      obstacles.map { "\($0.reason.rawValue)@\($0.node?.text ?? "-")" }.joined(separator: ","),
      "\(count)", "\(firstPhone)",
      remedies.map(\.words).joined(separator: ","),
    ].joined(separator: "/")
  }
}
