import ClusterModel
import SimulationTrace
import TrustRules
import VirtualTime

/// Phones in a secure mode, and the HTTPS services of every phone.
extension World {
  /// What a phone of a cohort was given before the start: an LSC, and the key of its configuration.
  mutating func equip(_ held: inout HeldState, of cohort: Cohort) {
    let cluster = serverSide.servers[cohort.group].cluster
    if cohort.traits.hasLSC, let publisher = serverSide.servers.publisher(of: cluster) {
      held.lsc = serverSide.servers[publisher].loadedCAPF
    }
    let current = serverSide.servers
    held.key = consult { $0.encryptionKey(for: cohort.traits, of: cluster, servers: current) }
  }

  /// Orders CAPF to issue certificates: each phone restarts, takes its lists and then its
  /// certificate, and with it the key of its configuration.
  mutating func installLSC(on selection: Selection, of cluster: ClusterID, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    guard let publisher = serverSide.servers.publisher(of: cluster),
      serverSide.servers[publisher].serves(.capf),
      let capf = serverSide.servers[publisher].loadedCAPF
    else {
      return .refused(.noCAPF)
    }
    let current = serverSide.servers
    let now = agenda.now
    guard !consult({ $0.isExpired(capf, current.certificates, now: now) }) else {
      return .refused(.capfExpired)
    }
    let (reached, unreached) = reach(selection, of: cluster)
    var installing: [UInt32] = []
    var equipped: [UInt32: UInt32?] = [:]
    for phone in reached {
      let place = phoneSide.phones[Int(phone)].kind
      let held = equipped[place] ?? self.equipped(place, by: capf, of: cluster)
      equipped[place] = .some(held)
      guard let held else { continue }
      setHeld(phone, held)
      installing.append(phone)
    }
    orderReset(reached, in: cluster, unreached: unreached, by: nil)
    record(
      .stepRemark(
        number,
        .installedLSC(
          took: installing.count, lackCAPF: reached.count - installing.count,
          unregistered: unreached)))
    return .now
  }

  /// What phones of a kind hold with a certificate of this CAPF; nil: they do not know it, also
  /// after the boot that comes first.
  private mutating func equipped(_ kind: UInt32, by capf: CertificateID, of cluster: ClusterID)
    -> UInt32?
  {
    let booted = standing(of: kind).held
    guard consult({ $0.installsLSC(from: capf, holding: booted) }) else { return nil }
    let traits = phoneSide.cohorts[Int(phoneSide.kinds[kind].cohort)].traits
    let current = serverSide.servers
    var held = phoneSide.heldTable[phoneSide.kinds[kind].held]
    held.lsc = capf
    held.key =
      consult { $0.encryptionKey(for: traits, of: cluster, servers: current) } ?? held.key
    return phoneSide.heldTable.handle(of: held)
  }

  /// Applies a configuration that differs in something a user would notice: does it arrive?
  mutating func changeSetting(on selection: Selection, of cluster: ClusterID, number: Int)
    -> Prompt
  {
    let (reached, unreached) = reach(selection, of: cluster)
    let refusing = reached.count { phone in
      standing(of: phoneSide.phones[Int(phone)].kind).refusals.contains {
        $0.file == .configuration
      }
    }
    orderReset(reached, in: cluster, unreached: unreached, by: nil)
    record(
      .stepRemark(
        number,
        .tookSetting(
          took: reached.count - refusing, refused: refusing, unregistered: unreached)))
    return .now
  }

  /// Opens a service on every phone that stands idle.
  mutating func pressDirectories(_ selection: Selection, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    var pressed = 0
    var failed = 0
    var isKept = false
    var replies: [UInt32: (reply: ServiceReply, held: UInt32)] = [:]
    for phone in select(selection) {
      let stage = phoneSide.phones[Int(phone)].boot.stage
      guard stage == .inService || stage == .unregistered else { continue }
      let place = phoneSide.phones[Int(phone)].kind
      let known = replies[place] ?? press(phoneSide.kinds[place])
      replies[place] = known
      pressed += 1
      if known.reply.isFailure { failed += 1 }
      if known.held != phoneSide.kinds[place].held {
        setHeld(phone, known.held)
        isKept = true
      }
    }
    if isKept {
      schedule(.answersExpire, at: agenda.now + FixedConstant.answersKept.duration, isNear: false)
    }
    record(
      .stepRemark(number, .openedDirectory(opened: pressed - failed, failed: failed)))
    return .now
  }

  /// What a phone of this kind answers to the key, and what it holds after that.
  private mutating func press(_ kind: Kind) -> (reply: ServiceReply, held: UInt32) {
    let reply = openService(kind)
    guard case .vouched(let certificate) = reply else { return (reply, kind.held) }
    let held = phoneSide.heldTable[kind.held]
    let now = agenda.now
    let after = consult { $0.remembering(certificate, held, now: now) }
    return (reply, phoneSide.heldTable.handle(of: after))
  }

  private mutating func openService(_ kind: Kind) -> ServiceReply {
    let held = phoneSide.heldTable[kind.held]
    let cohort = phoneSide.cohorts[Int(kind.cohort)]
    let current = serverSide.servers
    let now = agenda.now
    return consult { $0.openService(holding: held, cohort, servers: current, now: now) }
  }

  /// Whether HTTPS services of phones of a kind would fail now.
  mutating func servicesFail(_ kind: Kind) -> Bool {
    refreshAnswers()
    let (high, low) = (UInt64(kind.cohort), UInt64(kind.held))
    if let known = memo.answers.services[high, low] { return known == 1 }
    let fails = openService(kind).isFailure
    memo.answers.services[high, low] = fails ? 1 : 0
    return fails
  }

  /// Some answers that phones keep have come to their end: all are looked at anew.
  mutating func forgetServiceAnswers() {
    memo.answers.services.removeAll()
    forgetWatched()
  }

  /// Phones of a selection that a command over their registration reaches, and how many with power
  /// it does not; those that are neither registered nor known in the cluster are not meant.
  mutating func reach(_ selection: Selection, of cluster: ClusterID)
    -> (reached: [UInt32], unreached: Int)
  {
    let (reaches, reachesOthers) = consult {
      ($0.resetReaches(isRegistered: true), $0.resetReaches(isRegistered: false))
    }
    let law = Deliberation(premises.law)
    let isHere = phoneSide.kinds.kinds.map { kind in
      kind.registeredAt.map { serverSide.servers[$0].cluster == cluster } ?? false
    }
    let isMeant = phoneSide.kinds.kinds.indices.map { kind in
      law.resetMeans(
        phoneSide.cohorts[Int(phoneSide.kinds.kinds[kind].cohort)], isRegistered: isHere[kind],
        in: cluster,
        servers: serverSide.servers)
    }
    let isReached = isHere.indices.map { isMeant[$0] && (isHere[$0] ? reaches : reachesOthers) }
    let reached = select(selection, ofKinds: isReached)
    let missed = isMeant.indices.map { kind in
      isMeant[kind] && !isReached[kind] && phoneSide.kinds.kinds[kind].isPowered
    }
    return (reached, select(selection, ofKinds: missed).count)
  }
}
