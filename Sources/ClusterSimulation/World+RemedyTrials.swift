import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// A remedy acted on a copy of the servers, and which kinds of phone it then saves or harms.
struct RemedyTrial: Sendable {
  var action: RecoveryAction
  /// The servers after it; nil: they stay as they are.
  var servers: Servers?
  /// The lines of a runbook that carry it out, without the reset or power-cycle at its end.
  var lines: [String] = []
  /// The phones boot once more, and that is all.
  var isOwnBoot = false
  /// What is done to the phones in a database or by CAPF; nil: nothing.
  var treatment: PhoneTreatment?
  /// Whose servers it is about: the first of some related clusters; nil: anybody's.
  var clusters: ClusterID?
}

/// Remedies acted on copies of the servers, the cheapest first.
extension World {
  /// Makes the trials for phones of a kind, and of all others that are in trouble now.
  ///
  /// Phones come to hold something else while no server changes: what was made before a kind had
  /// phones may lack what saves them.
  mutating func prepareTrials(for kind: UInt32) {
    guard recoveries.epoch != serverSide.epoch || !recoveries.kinds.contains(kind) else { return }
    recoveries.epoch = serverSide.epoch
    recoveries.kinds = Set(
      phoneSide.kinds.kinds.indices.map(UInt32.init).filter {
        phoneSide.kinds.population[Int($0)] > 0
      })
    recoveries.kinds.insert(kind)
    let base = settled()
    let related = relatedClusters(base)
    let from = TrialsFrom(
      settledEpoch: settledView.epoch, related: related, troubles: troubles(base, related))
    guard recoveries.from != from else { return }
    recoveries.from = from
    recoveries.saving = [:]
    recoveries.serving = [:]
    recoveries.trials = [RemedyTrial(action: .ownRetry, servers: nil, isOwnBoot: true)]
    recoveries.trials += startTrials(base) + restartTrials(base)
    for (cluster, publisher) in publishersTried(base) {
      recoveries.trials +=
        listTrials(cluster, publisher, base) + ctlTrials(cluster, publisher, base)
    }
    recoveries.trials += renewalTrials(base) + uploadTrials(base) + siteTrials(base)
    recoveries.trials += restoreTrials(base) + previousListTrials(base) + serviceTrials(base)
  }

  // MARK: Words for the lines of a runbook

  /// A node as a prompt names it.
  func prompt(_ node: NodeID) -> String {
    let estate = premises.scenario.estate
    let name = estate[node].name
    return !premises.sharedNodeNames.contains(name)
      ? name : "\(estate[estate[node].cluster].name).\(name)"
  }

  func gui(_ cluster: ClusterID) -> String {
    premises.scenario.estate.clusters.count == 1
      ? "GUI" : "GUI@\(premises.scenario.estate[cluster].name)"
  }

  func restartLines(of service: Service, on nodes: [NodeID]) -> [String] {
    nodes.map { "\(prompt($0))> utils service restart \(service.rawValue)" }
  }

  // MARK: Trials

  /// Nodes whose own recovery may bring back phones that are in trouble now.
  private func nodesTried(_ base: Servers) -> [NodeID] {
    base.nodes.indices.map(NodeID.init).filter { isTried(base[$0].cluster) }
  }

  /// Clusters on which a recovery may bring back phones that are in trouble now, and whose
  /// publisher runs.
  func publishersTried(_ base: Servers) -> [(cluster: ClusterID, publisher: NodeID)] {
    base.clusters.indices.map(ClusterID.init).compactMap { cluster in
      guard isTried(cluster), let publisher = base.publisher(of: cluster),
        base[publisher].power.isRunning
      else { return nil }
      return (cluster, publisher)
    }
  }

  /// What is done to a cluster saves no phone that has nothing to do with it.
  private func isTried(_ cluster: ClusterID) -> Bool {
    recoveries.from?.troubles.clusters.contains(related[cluster.index]) == true
  }

  private mutating func startTrials(_ base: Servers) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    for node in nodesTried(base) {
      let name = premises.scenario.estate[node].name
      if base[node].power == .away(until: nil) {
        trials.append(
          trial(.startNode(name), base, ["Manual: start \(prompt(node))"], of: base[node].cluster) {
            $0.boot(node, &$1)
          })
        continue
      }
      for service in Service.allCases
      where base[node].services[service] == .away(until: nil) {
        let line = "\(prompt(node))> utils service start \(service.rawValue)"
        trials.append(
          trial(.start(service), base, [line], of: base[node].cluster) {
            $0.start(service, on: node, &$1)
          })
      }
      if !base[node].replication.isRunning {
        let publisher = base.publisher(of: base[node].cluster) ?? node
        trials.append(
          trial(
            .repairReplication, base, ["\(prompt(publisher))> utils dbreplication reset all"],
            of: base[node].cluster
          ) { servers, law in
            servers[node].replication = .running
            servers.synchroniseAll(in: servers[node].cluster, &law)
          })
      }
    }
    return trials
  }

  private mutating func restartTrials(_ base: Servers) -> [RemedyTrial] {
    [Service.tftp, .tvs].compactMap { service in
      let nodes = base.nodes.indices.map(NodeID.init).filter { base[$0].serves(service) }
      guard !nodes.isEmpty else { return nil }
      return trial(.restart(service), base, restartLines(of: service, on: nodes)) { servers, law in
        for node in nodes { servers.start(service, on: node, &law) }
      }
    }
  }

  /// What an administrator does about the ITL of a cluster.
  private mutating func listTrials(
    _ cluster: ClusterID, _ publisher: NodeID, _ base: Servers
  ) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    let release = Release(base[cluster].release)
    let tftp = base.nodes(of: cluster).filter { base[$0].serves(.tftp) }
    if base[publisher].database.rollback.value {
      let lines = ["\(gui(cluster)): parameter rollback False"] + restartLines(of: .tftp, on: tftp)
      trials.append(
        trial(.turnRollbackOff, base, lines, of: cluster) { servers, law in
          servers.setRollback(false, in: cluster)
          servers.restartAll(.tftp, in: cluster, &law)
        })
    }
    var law = Deliberation(self.premises.law)
    if release.has(.utilsITL), law.resetFails(withRemoteKey: false) == nil,
      let reset = law.resetITL(of: cluster, servers: base)
    {
      trials.append(
        trial(
          .resetITLWithLocalKey, base, ["\(prompt(publisher))> utils itl reset localkey"],
          of: cluster
        ) { $0.spread(reset, in: cluster, &$1) })
    }
    if release.has(.utilsITL), law.resetFails(withRemoteKey: true) == nil,
      let saved = base[cluster].savedKeys.first(where: { law.opens($0, in: base[cluster]) })
    {
      let line = "\(prompt(publisher))> utils itl reset remotekey SFTP USER \(saved.path)"
      trials.append(
        trial(.resetITLWithRemoteKey, base, [line], of: cluster) { servers, law in
          servers.install(saved.certificate, as: .itlRecovery, on: publisher)
          servers.synchroniseAll(in: cluster, &law)
          if let reset = law.resetITL(of: cluster, by: saved.certificate, servers: servers) {
            servers.spread(reset, in: cluster, &law)
          }
        })
    }
    return trials
  }

  /// What an administrator does about the CTL of a cluster.
  private mutating func ctlTrials(
    _ cluster: ClusterID, _ publisher: NodeID, _ base: Servers
  ) -> [RemedyTrial] {
    guard base[cluster].ctlFile != nil else { return [] }
    var trials: [RemedyTrial] = []
    let release = Release(base[cluster].release)
    let restarts = restartLines(
      of: .tftp, on: base.nodes(of: cluster).filter { base[$0].serves(.tftp) })
    let node = prompt(publisher)
    if release.has(.utilsCTL) {
      trials.append(
        ctlTrial(
          .updateCTL, ["\(node)> utils ctl update CTLFile"] + restarts,
          .tokenless, cluster, base))
    }
    var law = Deliberation(self.premises.law)
    if let ctl = law.resetCTL(of: cluster, servers: base) {
      trials.append(
        trial(
          .resetCTL, base, ["\(node)> utils ctl reset localkey"] + restarts,
          of: cluster
        ) { servers, law in
          servers[cluster].ctlFile = ctl
          servers.restartAll(.tftp, in: cluster, &law)
        })
    }
    if release.has(.ctlClient), case .tokens(let tokens) = base[cluster].ctlSigning {
      let names = tokens.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: ", ")
      trials.append(
        ctlTrial(
          .runCTLClient,
          ["\(gui(cluster)): CTL client update with \(names)"] + restarts,
          base[cluster].ctlSigning, cluster, base))
    }
    return trials
  }

  private mutating func ctlTrial(
    _ action: RecoveryAction, _ lines: [String], _ signing: CTLSigning, _ cluster: ClusterID,
    _ base: Servers
  ) -> RemedyTrial {
    trial(action, base, lines, of: cluster) { servers, law in
      servers[cluster].ctlSigning = signing
      servers[cluster].ctlFile = law.buildCTL(of: cluster, servers: servers)
      servers.restartAll(.tftp, in: cluster, &law)
    }
  }

  /// An expired certificate renewed where it expired, or a CallManager without its key, with the
  /// restarts that follow.
  private mutating func renewalTrials(_ base: Servers) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    for node in nodesTried(base) where base[node].power.isRunning {
      for unit in [CertificateUnit.callManager, .itlRecovery, .tvs] {
        guard let certificate = base[node].disk[unit] else { continue }
        let isBroken = unit == .callManager && base[node].lacksCallManagerKey
        guard isBroken || base.certificates[certificate].expires <= agenda.now else { continue }
        let action = RecoveryAction.renew(unit, ofNode: premises.scenario.estate[node].name)
        trials.append(
          trial(action, base, renewalLines(unit, node, base), of: base[node].cluster) {
            [now = agenda.now] servers, law in
            servers.renew(unit, on: node, at: now, &law)
          })
      }
    }
    return trials
  }

  private func renewalLines(_ unit: CertificateUnit, _ node: NodeID, _ base: Servers) -> [String] {
    let nodes = base.nodes(of: base[node].cluster)
    return ["\(prompt(node))> set cert regen \(unit.rawValue)"]
      + restartLines(of: .tvs, on: nodes.filter { base[$0].serves(.tvs) })
      + restartLines(of: .tftp, on: nodes.filter { base[$0].serves(.tftp) })
  }

  /// What signs the files that are offered now, uploaded to Phone-SAST-trust of a cluster.
  ///
  /// TVS is restarted where that leaves it the certificate it presents, so that who trusts it goes
  /// on trusting it.
  private mutating func uploadTrials(_ base: Servers) -> [RemedyTrial] {
    let all = signingUnits(base)
    var trials: [RemedyTrial] = []
    for (cluster, publisher) in publishersTried(base) {
      let tvs = base.nodes(of: cluster).filter {
        base.presentsCurrentTVS($0)
      }
      let units = all.filter { entry in
        entry.offering.contains { related[$0.index] == related[cluster.index] }
      }
      guard !tvs.isEmpty, !units.isEmpty else { continue }
      let lines =
        units.map { entry in
          "\(gui(cluster)): upload \(entry.unit.rawValue) of \(prompt(entry.node))"
            + " as Phone-SAST-trust"
        } + restartLines(of: .tvs, on: tvs)
      trials.append(
        trial(.uploadToPhoneSASTTrust, base, lines, of: cluster) { servers, law in
          for entry in units {
            let delivery = TrustDelivery(certificate: entry.certificate, store: .phoneSASTTrust)
            servers.addTrust(delivery, replacing: nil, on: publisher)
          }
          servers.synchroniseAll(in: cluster, &law)
          for node in tvs { servers.startTVS(on: node) }
        })
    }
    return trials
  }

  /// The certificates that sign what is offered now, with the unit and node an upload names.
  private func signingUnits(_ base: Servers) -> [SigningUnit] {
    var found: [SigningUnit] = []
    var places: [CertificateID: Int] = [:]
    for node in base.nodes.indices.map(NodeID.init) where base[node].serves(.tftp) {
      guard let files = base[node].published else { continue }
      let signers =
        [files.itl.signer, files.configurationSigner] + (files.ctl.map { [$0.signer] } ?? [])
      let cluster = base[node].cluster
      for certificate in signers {
        if let place = places[certificate] {
          if !found[place].offering.contains(cluster) { found[place].offering.append(cluster) }
          continue
        }
        guard let (unit, owner) = base.unit(ofCurrent: certificate) else { continue }
        places[certificate] = found.count
        found.append(
          SigningUnit(unit: unit, node: owner, certificate: certificate, offering: [cluster]))
      }
    }
    return found
  }

  private mutating func troubles(_ base: Servers, _ related: [ClusterID]) -> Troubles {
    var troubles = Troubles()
    var sites: Set<SiteID> = []
    for kind in phoneSide.kinds.kinds.indices.map(UInt32.init)
    where phoneSide.kinds.population[Int(kind)] > 0 {
      let answer = standing(of: kind)
      for obstacle in answer.obstacles {
        troubles.obstacles.insert(obstacle.reason)
        if obstacle.reason == .issuerNotTrusted, let issuer = answer.held.lsc {
          troubles.unknownIssuers.insert(issuer)
        }
      }
      if let move = insertion(of: kind, answer, base), !troubles.insertions.contains(move) {
        troubles.insertions.append(move)
      }
      let refuses = answer.word == .refusing
      guard refuses || answer.word == .unserved || answer.registration == .none else { continue }
      let cohort = phoneSide.cohorts[Int(phoneSide.kinds[kind].cohort)]
      troubles.clusters.insert(related[base[cohort.group].cluster.index])
      if refuses { sites.insert(cohort.site) }
    }
    troubles.sites = serverSide.servers.sites.indices.map(SiteID.init).filter(sites.contains)
    return troubles
  }

  /// Option 150 of every site with phones that refuse, to one TFTP node that answers.
  private mutating func siteTrials(_ base: Servers) -> [RemedyTrial] {
    let moved = recoveries.from?.troubles.sites ?? []
    // Whoever asks for remedies is aware of ITLs, and refuses one that is too large whatever else
    // it is offered. A centre may pass on another's.
    let candidates = base.nodes.indices.map(NodeID.init).filter {
      base[$0].serves(.tftp)
        && (!base.centres.isEmpty || base[$0].published?.offersTooLarge != true)
    }
    return candidates.map { node in
      let lines = moved.map {
        "DHCP: option 150 of site \(premises.scenario.estate[$0].name) = \(prompt(node))"
      }
      return trial(.changeOption150, base, lines) { servers, _ in
        let address = ServerAddress(node: node, text: servers[node].address)
        for site in moved { servers[site].option150 = [address] }
      }
    }
  }

  /// A restore of every node that runs and keeps its hostname, from each backup, the latest first.
  private mutating func restoreTrials(_ base: Servers) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    for (cluster, publisher) in publishersTried(base) {
      for (place, backup) in base[cluster].backups.enumerated().reversed() {
        var law = Deliberation(self.premises.law)
        let nodes = backup.nodes.filter {
          base[$0.node].power.isRunning && law.restores($0, onto: base[$0.node])
        }.map(\.node)
        guard law.restores(backup, in: base[cluster].release), !nodes.isEmpty else { continue }
        let line =
          "\(prompt(publisher))> utils disaster_recovery restore"
          + " \(nodes.map(prompt).joined(separator: " ")) from \(backup.name)"
        trials.append(
          trial(.restoreBackup, base, [line], of: cluster) { [now = agenda.now] servers, law in
            for node in nodes { servers[node].work = .restore(backup: place, at: now) }
            for node in nodes { servers.boot(node, &law) }
            servers.synchroniseAll(in: cluster, &law)
          })
      }
    }
    return trials
  }

  /// The lists that TFTP served before, put back where a defect left them on the servers.
  private mutating func previousListTrials(_ base: Servers) -> [RemedyTrial] {
    guard consult({ $0.keepsPreviousITL() }) else { return [] }
    let nodes = base.nodes.indices.map(NodeID.init).filter {
      base[$0].serves(.tftp) && base[$0].previousITL != nil
    }
    guard !nodes.isEmpty else { return [] }
    let lines = nodes.map { "Manual: put the ITL that TFTP of \(prompt($0)) served before back" }
    return [
      trial(.putPreviousITLBack, base, lines) { servers, _ in
        for node in nodes {
          guard let list = servers[node].previousITL else { continue }
          servers.nodes[node.index].published?.itl = list
        }
      }
    ]
  }

  mutating func trial(
    _ action: RecoveryAction, _ base: Servers, _ lines: [String], of cluster: ClusterID? = nil,
    _ act: (inout Servers, inout Deliberation) -> Void
  ) -> RemedyTrial {
    var servers = base
    var law = Deliberation(self.premises.law)
    act(&servers, &law)
    note(law)
    recoveries.acted += 1
    recoveries.slotsCompared += servers.comparedSlots - base.comparedSlots
    return RemedyTrial(
      action: action, servers: servers, lines: lines, clusters: cluster.map { related[$0.index] })
  }
}

/// What the trials follow from: where it is the same, so are they.
struct TrialsFrom: Equatable, Sendable {
  var settledEpoch: Int
  /// For each cluster the first of those related to it.
  var related: [ClusterID]
  var troubles: Troubles
}

/// What phones are in trouble with, as far as recoveries differ by it.
struct Troubles: Equatable, Sendable {
  /// The first of each set of related clusters that has phones in trouble.
  var clusters: Set<ClusterID> = []
  /// Sites with phones that refuse, in order: their option 150 is tried.
  var sites: [SiteID] = []
  /// Why phones cannot register.
  var obstacles: Set<RegistrationObstacle.Reason> = []
  /// CAPF certificates that issued what phones have and that CallManager does not trust.
  var unknownIssuers: Set<CertificateID> = []
  /// What would insert phones in databases that do not know them, in order.
  var insertions: [PhoneTreatment] = []
}

/// A certificate that signs files, by the names under which it is uploaded.
private struct SigningUnit {
  var unit: CertificateUnit
  var node: NodeID
  var certificate: CertificateID
  /// Clusters whose TFTP offers what it signs.
  var offering: [ClusterID]
}

extension PublishedFiles {
  /// It offers an ITL that phones refuse for its size.
  fileprivate var offersTooLarge: Bool { hasITL && isITLTooLarge }
}
