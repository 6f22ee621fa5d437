import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// A remedy acted on a copy of the servers, and which kinds of phone it then saves or harms.
struct RemedyTrial: Sendable {
  /// As reports and expectations name it.
  var text: String
  /// The servers after it; nil: the phones boot once more, and that is all.
  var servers: Servers?
}

extension World {
  /// The remedies that make phones of a kind accept every file, the cheapest first.
  ///
  /// Empty unless they refuse. Each is acted, untimed, with its restarts and one boot.
  mutating func remedies(for kind: UInt32) -> [RemedyTrial] {
    let state = kinds[kind]
    guard standing(of: kind).word == .refusing else { return [] }
    prepareTrials()
    let name = ownRemedyName(state)
    return trials.compactMap { trial in
      guard saves(trial, state) else { return nil }
      return trial.servers == nil ? RemedyTrial(text: name, servers: nil) : trial
    }
  }

  /// Another boot comes by itself, by a reset, or by the switch.
  private func ownRemedyName(_ kind: Kind) -> String {
    if kind.registeredAt != nil { return "reset" }
    return kind.isPowered ? "own retry" : "power-cycle"
  }

  private mutating func saves(_ trial: RemedyTrial, _ kind: Kind) -> Bool {
    var held = heldTable[kind.held]
    if trial.servers == nil { held = standing(cohort: kind.cohort, held: kind.held).held }
    let answer = TrustRules.standing(
      of: held, cohort: cohorts[Int(kind.cohort)], servers: trial.servers ?? settled(), law: law,
      now: now)
    participation.formUnion(answer.tookPart)
    return answer.word != .refusing && answer.word != .unserved
  }

  /// The cheapest remedy that saves all refusing phones selected.
  mutating func cheapestRemedy(of selection: Selection) -> String {
    var common: [String]?
    for kind in Set(select(selection).map { phones[Int($0)].kind }).sorted()
    where standing(of: kind).word == .refusing {
      let names = remedies(for: kind).map(\.text)
      common = common.map { $0.filter(names.contains) } ?? names
    }
    guard let common else { return "none needed" }
    if let first = common.first { return first }
    let refusing = Set(select(selection).map { phones[Int($0)].kind }).filter {
      standing(of: $0).word == .refusing
    }
    return refusing.allSatisfy { remedies(for: $0).isEmpty } ? "by hand" : "mixed"
  }

  // MARK: Acting remedies on copies

  private mutating func prepareTrials() {
    guard trialsEpoch != epoch else { return }
    trialsEpoch = epoch
    trials = [RemedyTrial(text: "own retry", servers: nil)]
    let base = settled()
    trials += startTrials(base) + restartTrials(base)
    trials += clusterTrials(base) + renewalTrials(base) + siteTrials(base)
  }

  private mutating func startTrials(_ base: Servers) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    for node in base.nodes.indices.map(NodeID.init) {
      let name = scenario.estate[node].name
      if base[node].power == .away(until: nil) {
        trials.append(trial("start \(name)", base) { $0.boot(node, &$1) })
        continue
      }
      for service in Service.allCases
      where base[node].services[service] == .away(until: nil) {
        trials.append(
          trial("start \(service.rawValue)", base) { $0.start(service, on: node, &$1) })
      }
      if !base[node].replication.isRunning {
        trials.append(
          trial("repair replication", base) { servers, law in
            servers[node].replication = .running
            servers.synchroniseAll(&law)
          })
      }
    }
    return trials
  }

  private mutating func restartTrials(_ base: Servers) -> [RemedyTrial] {
    [Service.tftp, .tvs].compactMap { service in
      let nodes = base.nodes.indices.map(NodeID.init).filter { base[$0].serves(service) }
      guard !nodes.isEmpty else { return nil }
      return trial("restart \(service.rawValue)", base) { servers, law in
        for node in nodes { servers.start(service, on: node, &law) }
      }
    }
  }

  private mutating func clusterTrials(_ base: Servers) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    for cluster in base.clusters.indices.map(ClusterID.init) {
      guard let publisher = base.publisher(of: cluster), base[publisher].power.isRunning else {
        continue
      }
      let release = Release(base[cluster].release)
      if base[publisher].database.rollback.value {
        trials.append(
          trial("parameter rollback False", base) { servers, law in
            servers.setRollback(false, in: cluster)
            servers.restartAll(.tftp, in: cluster, &law)
          })
      }
      var law = Deliberation(self.law)
      if release.hasITLRecovery, let reset = law.resetITL(of: cluster, servers: base) {
        trials.append(
          trial("utils itl reset localkey", base) { $0.spread(reset, in: cluster, &$1) })
      }
      if let saved = base[cluster].savedKeys.first(where: { law.opens($0, in: base[cluster]) }) {
        trials.append(remoteKeyTrial(saved, cluster, base))
      }
      guard base[cluster].ctlFile != nil else { continue }
      if release.hasTokenlessCTL {
        trials.append(ctlTrial("utils ctl update CTLFile", .tokenless, cluster, base))
      }
      if let ctl = law.resetCTL(of: cluster, servers: base) {
        trials.append(
          trial("utils ctl reset localkey", base) { servers, law in
            servers[cluster].ctlFile = ctl
            servers.restartAll(.tftp, in: cluster, &law)
          })
      }
      if release.hasTokenCTL, case .tokens = base[cluster].ctlSigning {
        trials.append(ctlTrial("CTL client update", base[cluster].ctlSigning, cluster, base))
      }
    }
    return trials
  }

  private mutating func remoteKeyTrial(
    _ saved: SavedRecoveryKey, _ cluster: ClusterID, _ base: Servers
  ) -> RemedyTrial {
    trial("utils itl reset remotekey", base) { servers, law in
      guard let publisher = servers.publisher(of: cluster) else { return }
      servers.install(saved.certificate, as: .itlRecovery, on: publisher)
      servers.synchroniseAll(&law)
      if let reset = law.resetITL(of: cluster, by: saved.certificate, servers: servers) {
        servers.spread(reset, in: cluster, &law)
      }
    }
  }

  private mutating func ctlTrial(
    _ text: String, _ signing: CTLSigning, _ cluster: ClusterID, _ base: Servers
  ) -> RemedyTrial {
    trial(text, base) { servers, law in
      servers[cluster].ctlSigning = signing
      servers[cluster].ctlFile = law.buildCTL(of: cluster, servers: servers)
      servers.restartAll(.tftp, in: cluster, &law)
    }
  }

  /// An expired certificate renewed where it expired, with the restarts that follow.
  private mutating func renewalTrials(_ base: Servers) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    for node in base.nodes.indices.map(NodeID.init) where base[node].power.isRunning {
      for unit in [CertificateUnit.callManager, .itlRecovery, .tvs] {
        guard let certificate = base[node].disk[unit],
          base.certificates[certificate].expires <= now
        else { continue }
        let name = "renew \(unit.rawValue) of \(scenario.estate[node].name)"
        trials.append(
          trial(name, base) { [now] servers, law in
            _ = servers.regenerate(unit, on: node, authority: nil, at: now)
            servers.synchroniseAll(&law)
            let cluster = servers[node].cluster
            servers.restartAll(.tvs, in: cluster, &law)
            servers.restartAll(.tftp, in: cluster, &law)
          })
      }
    }
    return trials
  }

  /// Option 150 of every site to one TFTP node that answers.
  private mutating func siteTrials(_ base: Servers) -> [RemedyTrial] {
    let candidates = base.nodes.indices.map(NodeID.init).filter { base[$0].serves(.tftp) }
    return candidates.map { node in
      trial("option 150", base) { servers, _ in
        let address = ServerAddress(node: node, text: servers[node].address)
        for site in servers.sites.indices { servers.sites[site].option150 = [address] }
      }
    }
  }

  private mutating func trial(
    _ text: String, _ base: Servers, _ act: (inout Servers, inout Deliberation) -> Void
  ) -> RemedyTrial {
    var servers = base
    var law = Deliberation(self.law)
    act(&servers, &law)
    note(law)
    return RemedyTrial(text: text, servers: servers)
  }
}

extension Servers {
  /// Every TFTP that runs starts anew with this list.
  mutating func spread(
    _ reset: TrustList, in cluster: ClusterID, _ law: inout Deliberation
  ) {
    for node in nodes(of: cluster) where self[node].serves(.tftp) {
      self[node].resetITL = reset
      start(.tftp, on: node, &law)
    }
  }

  mutating func restartAll(
    _ service: Service, in cluster: ClusterID, _ law: inout Deliberation
  ) {
    for node in nodes(of: cluster) where self[node].serves(service) {
      start(service, on: node, &law)
    }
  }

  mutating func setRollback(_ value: Bool, in cluster: ClusterID) {
    lastChange += 1
    for node in nodes(of: cluster) {
      self[node].database.rollback = Replicated(value, change: lastChange)
    }
  }

  /// Every node that runs takes over everything, and TFTP rebuilds.
  mutating func synchroniseAll(_ law: inout Deliberation) {
    for node in nodes.indices.map(NodeID.init) where self[node].power.isRunning {
      if catchUp(node) { _ = rebuildITL(on: node, &law) }
    }
  }
}
