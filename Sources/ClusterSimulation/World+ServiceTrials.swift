import ClusterModel
import ServerActs
package import SimulationTrace
import TrustRules

/// What is done to phones themselves, not to servers, so that they can register again.
enum PhoneTreatment: Hashable, Sendable {
  /// Phones of a group are inserted in the database of another cluster, in a group there.
  case move(from: GroupID, to: GroupID)
  /// The CAPF of a cluster issues them certificates.
  case installLSC(by: ClusterID)
}

/// Recovery actions for phones that accept every file and cannot register.
extension World {
  /// The actions that bring phones of a kind back into service, the cheapest first.
  ///
  /// Empty unless they are out of service or unserved. Each is acted, untimed, with one boot.
  mutating func recoveries(for kind: UInt32) -> [RemedyTrial] {
    prepareTrials(for: kind)
    if let known = recoveries.serving[kind] { return named(known, for: kind) }
    var found: [RemedyTrial] = []
    for trial in recoveries.trials {
      guard !found.contains(where: { $0.action == trial.action && $0.lines == trial.lines }),
        serves(trial, kind)
      else { continue }
      found.append(trial)
    }
    recoveries.serving[kind] = found
    return named(found, for: kind)
  }

  /// Whether phones of a kind would accept every file and register after an action.
  private mutating func serves(_ trial: RemedyTrial, _ kind: UInt32) -> Bool {
    let state = phoneSide.kinds[kind]
    var held = phoneSide.heldTable[state.held]
    var cohort = phoneSide.cohorts[Int(state.cohort)]
    if trial.isOwnBoot || trial.treatment != nil { held = standing(of: kind).held }
    switch trial.treatment {
    case .move(let old, let new):
      guard cohort.group == old else { return false }
      cohort.group = new
      cohort.alsoIn = old
    case .installLSC(let cluster):
      // The order reaches phones by their registration.
      guard serverSide.servers[cohort.group].cluster == cluster,
        state.registeredAt.map({ serverSide.servers[$0].cluster }) == cluster,
        let capf = serverSide.servers.publisher(of: cluster).flatMap({
          serverSide.servers[$0].loadedCAPF
        }),
        consult({ $0.installsLSC(from: capf, holding: held) })
      else { return false }
      held.lsc = capf
    case nil: break
    }
    let answer = TrustRules.standing(
      of: held, cohort: cohort, servers: trial.servers ?? settled(), law: premises.law,
      now: agenda.now)
    recording.participation.formUnion(answer.tookPart)
    return answer.word != .refusing && answer.word != .unserved && answer.registration != .none
  }

  /// What an administrator does about phones that cannot register.
  mutating func serviceTrials(_ base: Servers) -> [RemedyTrial] {
    guard let troubles = recoveries.from?.troubles else { return [] }
    var trials: [RemedyTrial] = []
    if troubles.obstacles.contains(.mixedModeOff)
      || troubles.obstacles.contains(.certificateExpired)
    {
      let nodes = base.nodes.indices.map(NodeID.init).filter { base[$0].serves(.callManager) }
      trials.append(
        trial(.restart(.callManager), base, restartLines(of: .callManager, on: nodes)) {
          for node in nodes { $0.start(.callManager, on: node, &$1) }
        })
    }
    if troubles.obstacles.contains(.issuerNotTrusted) {
      trials += issuerTrials(of: troubles.unknownIssuers, base)
    }
    for case .move(let old, let new) in troubles.insertions {
      trials.append(
        RemedyTrial(
          action: .move, servers: nil, lines: [insertionLine(from: old, to: new, base)],
          treatment: .move(from: old, to: new)))
    }
    return trials
  }

  /// Lines that insert the phones of each kind that some boot, now or after a recovery, would leave
  /// with the default configuration: phones whose TFTP servers belong to a cluster that does not
  /// know them.
  package mutating func insertionLines() -> [String] {
    let base = settled()
    var lines: [String] = []
    for kind in phoneSide.kinds.kinds.indices.map(UInt32.init)
    where phoneSide.kinds.population[Int(kind)] > 0 {
      let cohort = phoneSide.cohorts[Int(phoneSide.kinds[kind].cohort)]
      guard let node = consult({ $0.servingTFTP(of: cohort.site, servers: base) }) else { continue }
      let cluster = base[node].cluster
      guard
        consult({ $0.offer(at: node, to: cohort, servers: base) })?.configuration.isDefault == true,
        let group = base.groups.indices.first(where: { base.groups[$0].cluster == cluster })
      else { continue }
      let line = insertionLine(from: cohort.group, to: GroupID(group), base)
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  private func insertionLine(from old: GroupID, to new: GroupID, _ base: Servers) -> String {
    let cluster = base[new].cluster
    let estate = premises.scenario.estate
    return "\(gui(cluster)): move phones of group \(groupName(old)) to"
      + " \(quoted(estate[cluster].name)) group \(quoted(estate[new].name))"
  }

  /// What inserts phones of a kind in the database that does not know them; nil: it knows them.
  func insertion(
    of kind: UInt32, _ answer: Standing, _ base: Servers
  ) -> PhoneTreatment? {
    guard answer.obstacles.contains(where: { $0.reason == .notInDatabase }),
      let cluster = answer.held.configuration?.cluster,
      let group = base.groups.indices.first(where: { base.groups[$0].cluster == cluster })
    else { return nil }
    return .move(
      from: phoneSide.cohorts[Int(phoneSide.kinds[kind].cohort)].group, to: GroupID(group))
  }

  /// New certificates for the phones, or trust in who issued those they have.
  ///
  /// - Parameter unknown: CAPF certificates that issued what phones have and that CallManager does
  ///   not trust.
  private mutating func issuerTrials(
    of unknown: Set<CertificateID>, _ base: Servers
  ) -> [RemedyTrial] {
    var trials: [RemedyTrial] = []
    let holders = base.clusters.indices.map(ClusterID.init).compactMap { base.publisher(of: $0) }
      .filter { base[$0].disk[.capf].map(unknown.contains) == true }
    for (cluster, publisher) in publishersTried(base) {
      if base[publisher].serves(.capf) {
        let name = quoted(premises.scenario.estate[cluster].name)
        trials.append(
          RemedyTrial(
            action: .installLSC, servers: nil,
            lines: ["\(gui(cluster)): install LSC on phones of cluster \(name)"],
            treatment: .installLSC(by: cluster)))
      }
      let issuers = holders.filter { base[$0].cluster != cluster }
      guard !issuers.isEmpty else { continue }
      let lines = issuers.map {
        "\(gui(cluster)): upload CAPF of \(prompt($0)) as CAPF-trust, CallManager-trust"
      }
      trials.append(
        trial(.uploadToCAPFTrust, base, lines, of: cluster) { servers, law in
          for node in issuers {
            guard let capf = servers[node].disk[.capf] else { continue }
            for store in TrustStore.ofIssuers {
              servers.addTrust(
                TrustDelivery(certificate: capf, store: store), replacing: nil, on: publisher)
            }
          }
          servers.synchroniseAll(in: cluster, &law)
        })
    }
    return trials
  }

  private func groupName(_ group: GroupID) -> String {
    let estate = premises.scenario.estate
    let name = estate[group].name
    let isUnique = estate.groups.count { $0.name == name } == 1
    return isUnique ? quoted(name) : "\(quoted(estate[estate[group].cluster].name)).\(quoted(name))"
  }

  /// A name as the language reads it.
  private func quoted(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    return isPlain ? name : "\"\(name)\""
  }
}

/// How a recovery action went, compared with how the phones were before it and before the plan.
extension World {
  /// - Parameters:
  ///   - before: this world when the action began.
  ///   - kinds: kinds of phones then that the action should bring back.
  package mutating func recoveryOutcome(
    since before: World, promised kinds: Set<UInt32>
  ) -> RecoveryOutcome {
    var before = before
    var outcome = RecoveryOutcome()
    var left: [RegistrationObstacle?: Int] = [:]
    for phone in phoneSide.phones.indices {
      let old = before.phoneSide.phones[phone].kind
      let kind = phoneSide.phones[phone].kind
      let now = stateNow(of: kind)
      let then = before.stateNow(of: old)
      let start = phone < checks.startStates.count ? checks.startStates[phone] : []
      let wasWorse = then.refuses || then.losesTrust(start) || then.losesService(start)
      if kinds.contains(old), wasWorse {
        outcome.promised += 1
        guard now.accepts else { continue }
        if !now.losesService(start) && !now.isSilent(start) {
          outcome.back += 1
        } else {
          outcome.trustOnly += 1
          left[standing(of: kind).obstacles.telling, default: 0] += 1
        }
      } else {
        let losesRegistration = then.isRegistered && !now.isRegistered && now.isPowered
        if then.accepts && !now.accepts || then.canRegister && !now.canRegister
          || losesRegistration
        {
          outcome.worse += 1
        }
      }
    }
    outcome.left = left.map { RecoveryOutcome.Left(obstacle: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.obstacle?.reason.rawValue ?? "", $0.obstacle?.node?.index ?? -1)
        < ($0.count, $1.obstacle?.reason.rawValue ?? "", $1.obstacle?.node?.index ?? -1)
    }
    return outcome
  }

  /// Phones that are registered now, and those of these kinds that were before the plan and have
  /// power: as many a recovery should see registered in the end.
  package mutating func registeredAfterRecovery(of kinds: Set<UInt32>) -> Int {
    phoneSide.phones.indices.count { phone in
      let kind = phoneSide.phones[phone].kind
      guard self.phoneSide.kinds[kind].isPowered else { return false }
      if self.phoneSide.kinds[kind].registeredAt != nil { return true }
      return kinds.contains(kind) && phone < checks.startStates.count
        && checks.startStates[phone].contains(.wasRegistered)
    }
  }
}
