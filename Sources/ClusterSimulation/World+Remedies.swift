import ClusterModel
package import SimulationTrace
import TrustRules
import VirtualTime

/// Which remedies save which phones, and whom they would harm.
extension World {
  /// The remedies that make phones of a kind accept every file, the cheapest first.
  ///
  /// Empty unless they refuse. Each is acted, untimed, with its restarts and one boot.
  mutating func remedies(for kind: UInt32) -> [RemedyTrial] {
    let state = phoneSide.kinds[kind]
    guard standing(of: kind).word == .refusing else { return [] }
    prepareTrials(for: kind)
    let found = recoveries.saving[kind] ?? findRemedies(for: state)
    recoveries.saving[kind] = found
    return named(found, for: kind)
  }

  private mutating func findRemedies(for state: Kind) -> [RemedyTrial] {
    var saving: [RemedyTrial] = []
    let home = related[serverSide.servers[phoneSide.cohorts[Int(state.cohort)].group].cluster.index]
    for trial in recoveries.trials {
      // What only concerns registration makes no phone accept a file.
      if trial.treatment != nil { continue }
      guard (trial.clusters ?? home) == home else {
        assert(!wouldSave(trial, state), "\(trial.action) of a cluster that is not related saves")
        continue
      }
      if !saving.contains(where: { $0.action == trial.action }), saves(trial, state) {
        saving.append(trial)
      }
    }
    if let pressed = keyPresses(state, isLast: saving.isEmpty) { saving.append(pressed) }
    return saving
  }

  /// The actions as they are called for phones of a kind: another boot comes by itself, by a reset,
  /// or by the switch. A phone that is away boots when it is back.
  func named(_ trials: [RemedyTrial], for kind: UInt32) -> [RemedyTrial] {
    let state = phoneSide.kinds[kind]
    let byReset = state.registeredAt != nil
    return trials.map { trial in
      guard trial.isOwnBoot else { return trial }
      var named = trial
      if byReset {
        named.action = .reset
      } else if !state.isPowered && hasPortOff(kind) {
        named.action = .powerOn
        named.lines = ["Switch: power on phones"]
      }
      return named
    }
  }

  /// Whether a phone of a kind without power is here, and its switch port off.
  private func hasPortOff(_ kind: UInt32) -> Bool {
    phoneSide.phones.indices.contains {
      phoneSide.phones[$0].kind == kind && !phoneSide.away.contains(UInt32($0))
    }
  }

  /// As ``saves(_:_:)``, and nobody notices that it was asked.
  private func wouldSave(_ trial: RemedyTrial, _ kind: Kind) -> Bool {
    var other = self
    return other.saves(trial, kind)
  }

  private mutating func saves(_ trial: RemedyTrial, _ kind: Kind) -> Bool {
    var held = phoneSide.heldTable[kind.held]
    if trial.isOwnBoot { held = standing(cohort: kind.cohort, held: kind.held).held }
    let answer = standing(
      cohort: kind.cohort, holding: held, servers: trial.servers ?? settled())
    return answer.word != .refusing && answer.word != .unserved
  }

  mutating func standing(cohort: UInt32, holding held: HeldState, servers: Servers)
    -> Standing
  {
    let answer = TrustRules.standing(
      of: held, cohort: phoneSide.cohorts[Int(cohort)], servers: servers, law: premises.law,
      now: agenda.now)
    recording.participation.formUnion(answer.tookPart)
    return answer
  }

  /// The list deleted by the owner's tool that presses keys, and a boot; nil where there is none,
  /// or it does not reach the phone.
  ///
  /// That there is none decides only where nothing else helps: the law is not asked elsewhere.
  private mutating func keyPresses(_ kind: Kind, isLast: Bool) -> RemedyTrial? {
    guard kind.registeredAt != nil, isLast || premises.scenario.keyPressTool != nil else {
      return nil
    }
    let cohort = phoneSide.cohorts[Int(kind.cohort)]
    let (tool, servers, instant) = (premises.scenario.keyPressTool, settled(), agenda.now)
    var held = phoneSide.heldTable[kind.held]
    guard
      consult({
        $0.keyPressesReach(tool, cohort, holding: held, servers: servers, now: instant)
      })
    else { return nil }
    held.itl = nil
    let answer = standing(cohort: kind.cohort, holding: held, servers: servers)
    guard answer.word != .refusing && answer.word != .unserved else { return nil }
    let words = tool == .http ? "your tool over HTTP" : "your tool by CTI"
    return RemedyTrial(
      action: .pressKeys, servers: nil,
      lines: ["Manual: press the keys that delete the ITL, phone by phone, with \(words)"])
  }

  /// The cheapest remedy that saves all refusing phones selected.
  mutating func cheapestRemedy(of selection: Selection) -> CheapestRecovery {
    var common: [RecoveryAction]?
    var isHopeless = true
    for kind in kindsSelected(by: selection)
    where standing(of: kind).word == .refusing {
      let actions = remedies(for: kind).map(\.action)
      if !actions.isEmpty { isHopeless = false }
      common = common.map { $0.filter(actions.contains) } ?? actions
    }
    guard let common else { return .noneNeeded }
    return common.first.map { .action($0) } ?? (isHopeless ? .byHand : .mixed)
  }

  // MARK: The whole answer

  /// What saves the phones that are in trouble now, whom it would harm, what must be left alone.
  package mutating func rescue() -> Rescue {
    var rescue = Rescue()
    let firsts = firstPhones()
    let worse = worseByKind()
    var standingKinds: [UInt32] = []
    var places: [ActionWithLines: Int] = [:]
    for kind in phoneSide.kinds.kinds.indices.map(UInt32.init)
    where phoneSide.kinds.population[Int(kind)] > 0 {
      let state = phoneSide.kinds[kind]
      let answer = standing(of: kind)
      guard let sort = trouble(of: kind, worse: worse[Int(kind)]) else {
        if answer.word != .unaware, answer.word != .refusing { standingKinds.append(kind) }
        continue
      }
      let count = sort == .refuses ? phoneSide.kinds.population[Int(kind)] : worse[Int(kind)]
      var saving: [Int] = []
      for trial in sort == .refuses ? remedies(for: kind) : recoveries(for: kind) {
        assert(
          trial.action.canBeCarriedOut != trial.lines.contains { $0.hasPrefix("Manual:") },
          "\(trial.action) and its lines differ in whether a runbook carries it out")
        let key = ActionWithLines(action: trial.action, lines: trial.lines)
        let place = places[key] ?? rescue.remedies.count
        if place == rescue.remedies.count {
          places[key] = place
          rescue.remedies.append(
            Rescue.Remedy(action: trial.action, lines: trial.lines, saved: 0, harmed: 0))
          rescue.remedies[place].harmed = trial.servers.map { harm($0, firsts).count } ?? 0
        }
        rescue.remedies[place].saved += count
        saving.append(place)
      }
      rescue.troubles.append(
        Rescue.Trouble(
          sort: sort, kind: kind, cohort: Int(state.cohort), isPowered: state.isPowered,
          registeredAt: state.registeredAt, refusals: answer.refusals,
          haveRefused: !refused(state).isEmpty, obstacles: answer.obstacles,
          held: phoneSide.heldTable[state.held], count: count,
          firstPhone: firsts[Int(kind)], remedies: saving))
    }
    rescue.troubles.sort { $0.firstPhone < $1.firstPhone }
    rescue.hazards = hazards(standingKinds, firsts)
    return rescue
  }

  /// What is wrong with phones of a kind; nil: nothing that was not so at the start.
  private mutating func trouble(of kind: UInt32, worse: Int) -> Rescue.Trouble.Sort? {
    switch standing(of: kind).word {
    case .refusing: .refuses
    case .unserved: worse > 0 ? .unserved : nil
    case .unaware, .open, .trusting, .behind: worse > 0 ? .outOfService : nil
    }
  }

  /// The first phone of each kind in file order; ``Int/max`` for a kind without phones.
  private func firstPhones() -> [Int] {
    var firsts = Array(repeating: Int.max, count: phoneSide.kinds.kinds.count)
    for phone in phoneSide.phones.indices.reversed() {
      firsts[Int(phoneSide.phones[phone].kind)] = phone
    }
    return firsts
  }

  /// What other servers would do to phones of these kinds that do not refuse now; the first of
  /// them is found only where the first of each kind is known.
  private mutating func harm(
    _ servers: Servers, to kinds: [UInt32]? = nil, _ firsts: [Int]?
  ) -> Harm {
    var harm = Harm()
    for kind in kinds ?? self.phoneSide.kinds.kinds.indices.map(UInt32.init)
    where self.phoneSide.kinds.population[Int(kind)] > 0 {
      let now = standing(of: kind)
      guard now.word != .refusing else { continue }
      recoveries.standingsTried += 1
      let state = self.phoneSide.kinds[kind]
      let then = standing(
        cohort: state.cohort, holding: phoneSide.heldTable[state.held], servers: servers)
      let losesTrust = now.word != .unaware && then.word == .refusing
      let losesService = now.registration != .none && then.registration == .none
      guard losesTrust || losesService else { continue }
      let count = self.phoneSide.kinds.population[Int(kind)]
      if losesTrust { harm.lost += count } else { harm.outOfService += count }
      if let firsts { harm.first = min(harm.first, firsts[Int(kind)]) }
    }
    return harm
  }

  /// What the worst restart of these services of a node would do to phones that do not refuse now.
  mutating func harm(byRestarting services: [Service], on node: NodeID) -> Harm {
    var servers = takeServersForTrials()
    defer { keep(forTrials: servers) }
    return services.map { service in
      afterHazard(.restart(service), on: node, &servers) { $0.harm($1, nil) }
    }.max { ($0.lost, $0.outOfService) < ($1.lost, $1.outOfService) } ?? Harm()
  }

  /// Services and certificates whose restart or renewal would lose phones now.
  private mutating func hazards(_ standingKinds: [UInt32], _ firsts: [Int]) -> [Rescue.Hazard] {
    let base = settled()
    // What is tried is tried on these: they are put back each time, as a copy is one of all nodes.
    var tried = base
    // What is done to a cluster changes nothing for phones that have nothing to do with it.
    let roots = relatedClusters(base)
    // Where nobody is left to lose, nothing need be tried.
    guard !standingKinds.isEmpty else { return spoilers(base, roots, firsts) }
    var found: [Rescue.Hazard] = []
    let kindsOfRoot = Dictionary(grouping: standingKinds) { roots[home(of: $0, base).index] }
    let restarts = base.clusters.indices.map(ClusterID.init).map { cluster in
      kindsOfRoot[roots[cluster.index]].map { kinds in
        afterRestarts(of: cluster, &tried) { $0.harm($1, to: kinds, firsts) }
      } ?? Harm()
    }
    for node in base.nodes.indices.map(NodeID.init) where base[node].power.isRunning {
      guard let concerned = kindsOfRoot[roots[base[node].cluster.index]] else { continue }
      var acts: [Rescue.Hazard.Act] = []
      for service in [Service.tvs, .tftp] where base[node].serves(service) {
        acts.append(.restart(service))
      }
      // Where it runs on what the node has, a restart changes nothing.
      if base.restartChangesCallManager(on: node) { acts.append(.restart(.callManager)) }
      for unit in [CertificateUnit.tvs, .callManager, .itlRecovery]
      where base[node].disk[unit] != nil { acts.append(.renew(unit)) }
      for act in acts {
        let harm = afterHazard(act, on: node, &tried) { $0.harm($1, to: concerned, firsts) }
        // A renewal restarts services, too; what they lose alone is said of them.
        var least = Harm()
        if case .renew = act { least = restarts[base[node].cluster.index] }
        guard harm.lost > least.lost || harm.outOfService > least.outOfService else { continue }
        found.append(
          Rescue.Hazard(
            node: node, act: act, lost: harm.lost, outOfService: harm.outOfService,
            firstPhone: harm.first))
      }
    }
    return found.enumerated().sorted {
      ($1.element.phones, $0.offset) < ($0.element.phones, $1.offset)
    }.map(\.element) + spoilers(base, roots, firsts)
  }

  /// The cluster whose database has the phones of a kind.
  private func home(of kind: UInt32, _ base: Servers) -> ClusterID {
    base[phoneSide.cohorts[Int(phoneSide.kinds[kind].cohort)].group].cluster
  }

  /// Certificates whose renewal would take the bulk reset away from phones that it saves now.
  private mutating func spoilers(
    _ base: Servers, _ roots: [ClusterID], _ firsts: [Int]
  ) -> [Rescue.Hazard] {
    let remedy = RecoveryAction.resetITLWithLocalKey
    let saved = phoneSide.kinds.kinds.indices.map(UInt32.init).filter { kind in
      phoneSide.kinds.population[Int(kind)] > 0
        && remedies(for: kind).contains { $0.action == remedy }
    }
    guard !saved.isEmpty else { return [] }
    var found: [Rescue.Hazard] = []
    var tried = base
    let savedOfRoot = Dictionary(grouping: saved) { roots[home(of: $0, base).index] }
    for cluster in base.clusters.indices.map(ClusterID.init) {
      guard let saved = savedOfRoot[roots[cluster.index]] else { continue }
      guard let publisher = base.publisher(of: cluster), base[publisher].power.isRunning else {
        continue
      }
      for unit in [CertificateUnit.itlRecovery, .callManager]
      where base[publisher].disk[unit] != nil {
        let spoilt = afterReset(behind: unit, on: publisher, &tried) { world, servers in
          saved.filter { kind in
            let state = world.phoneSide.kinds[kind]
            let answer = world.standing(
              cohort: state.cohort, holding: world.phoneSide.heldTable[state.held], servers: servers
            )
            return answer.word == .refusing
          }
        }
        guard !spoilt.isEmpty else { continue }
        found.append(
          Rescue.Hazard(
            node: publisher, act: .renew(unit),
            lost: spoilt.reduce(0) { $0 + phoneSide.kinds.population[Int($1)] },
            firstPhone: spoilt.map { firsts[Int($0)] }.min() ?? 0, spoils: remedy))
      }
    }
    return found
  }
}

/// What tells two recoveries apart where both are listed.
private struct ActionWithLines: Hashable {
  var action: RecoveryAction
  var lines: [String]
}

/// What an act would do to phones that do not refuse.
struct Harm: Sendable {
  /// Phones that would refuse a file.
  var lost = 0
  /// Phones that could register now, would accept every file and could not register.
  var outOfService = 0
  /// The first of both in file order; ``Int/max``: none.
  var first = Int.max
  var count: Int { lost + outOfService }
}
