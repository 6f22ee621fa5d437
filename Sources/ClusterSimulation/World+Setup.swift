import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

extension World {
  /// When virtual time begins: at the start, or at the first thing that happened before it.
  static func begins(_ scenario: Scenario) -> Instant {
    var earliest = scenario.starts
    for absence in scenario.estate.absences { earliest = min(earliest, absence.from) }
    return min(earliest, firstStep(scenario.happened?.items ?? []) ?? earliest)
  }

  /// The first instant that a step names, also inside a `for`.
  private static func firstStep(_ items: [Item]) -> Instant? {
    var first: Instant?
    for item in items {
      let named: Instant? =
        switch item {
        case .step(let step): if case .at(let instant) = step.time { instant } else { nil }
        case .forNodes(let block): firstStep(block.items)
        case .anyOrder(let items): firstStep(items)
        case .wait, .expect, .preflight: nil
        }
      if let named { first = first.map { min($0, named) } ?? named }
    }
    return first
  }

  // MARK: Servers

  mutating func setUpServers() {
    let estate = premises.scenario.estate
    for cluster in estate.clusters {
      let release = Release(cluster.release)
      // Before eTokens could be left out, two of them signed every CTL.
      let signing: CTLSigning =
        !cluster.statesCTLSigning && cluster.ctl == .tokenless && !release.has(.utilsCTL)
        ? .tokens(["eToken 1", "eToken 2"]) : cluster.ctl
      serverSide.servers.clusters.append(
        ClusterState(
          release: cluster.release, isMixedMode: cluster.isMixedMode, ctlSigning: signing,
          phoneInteractionAutomatic: cluster.phoneInteractionAutomatic))
      serverSide.servers.clusters[serverSide.servers.clusters.count - 1].securedURLs =
        cluster.securedURLs
    }
    serverSide.servers.groups = estate.groups
    serverSide.servers.centres = World.centres(of: estate)
    for node in estate.nodes { serverSide.servers.nodes.append(state(of: node)) }
    serverSide.servers.noteWhereNodesAre()
    for site in estate.sites {
      serverSide.servers.sites.append(
        SiteState(
          option150: site.option150.map {
            ServerAddress(node: $0, text: serverSide.servers[$0].address)
          }))
    }
    issueCertificates()
    synchroniseAtStart()
    writeFirstCTLs()
    for node in serverSide.servers.nodes.indices.map(NodeID.init)
    where serverSide.servers[node].power.isRunning {
      // Their databases agree already: there is nothing to catch up with.
      var deliberation = Deliberation(premises.law)
      serverSide.servers.startServices(of: node, &deliberation)
      note(deliberation)
    }
    renewUnderRunningServices()
    setUpStations()
  }

  private mutating func state(of node: Node) -> NodeState {
    let cluster = premises.scenario.estate[node.cluster]
    let own = consult {
      $0.servicesOfItsOwn(
        cluster.release, besideCallManager: node.runsCallManager, isNamedTVS: node.isNamedTVS)
    }
    var services: [Service: Availability] = [.tomcat: .running]
    if node.runsCallManager { services[.callManager] = .running }
    if node.runsCallManager { services[.ctiManager] = .running }
    if node.runsTFTP { services[.tftp] = .running }
    if node.isPublisher && !node.lacksCAPF { services[.capf] = .running }
    for service in own { services[service] = .running }
    let name = consult {
      $0.serverName(
        namedBy: node.namedBy, address: node.address, host: node.host, domain: node.domain)
    }
    var state = NodeState(
      cluster: node.cluster, isPublisher: node.isPublisher,
      power: node.joinsLater ? .absent : .running, host: node.host, domain: node.domain,
      address: node.address, serverName: name,
      database: DatabaseCopy(rollback: cluster.rollback), services: services)
    state.isNamedTVS = node.isNamedTVS
    return state
  }

  /// Every certificate was issued a year before the start, unless the scenario says otherwise.
  private mutating func issueCertificates() {
    let issued = premises.scenario.starts - FixedConstant.certificateAge.duration
    for node in serverSide.servers.nodes.indices.map(NodeID.init)
    where serverSide.servers[node].power.isRunning {
      let release = Release(serverSide.servers[serverSide.servers[node].cluster].release)
      issuePredecessors(of: node)
      for unit in CertificateUnit.allCases
      where release.hasUnit(unit, onPublisher: serverSide.servers[node].isPublisher) {
        _ = serverSide.servers.regenerate(unit, on: node, authority: nil, at: issued)
      }
    }
    for entry in premises.scenario.estate.states {
      guard
        case .certificate(
          let node, let unit, let authority, let bits, let expires, loadedOld: false) = entry.state,
        !isListedOld(unit, of: node)
      else { continue }
      issue(unit, of: node, authority: authority, bits: bits, expires: expires)
    }
    for certificate in serverSide.servers.certificates.certificates
    where certificate.expires > agenda.now {
      schedule(.certificateExpires, at: certificate.expires, isNear: false)
    }
  }

  /// Gives a node the certificate that the scenario states, issued a year before the start.
  mutating func issue(
    _ unit: CertificateUnit, of node: NodeID, authority: String?, bits: Int?, expires: Instant?
  ) {
    let issued = premises.scenario.starts - FixedConstant.certificateAge.duration
    let release = Release(serverSide.servers[serverSide.servers[node].cluster].release)
    let standard = issued.addingYears(release.yearsValid(unit))
    let certificate = serverSide.servers.certificates.issue(
      to: .unit(unit, of: node), authority: authority,
      commonName: serverSide.servers.commonName(unit, of: node), issued: issued,
      expires: expires ?? standard, bits: bits ?? 2_048)
    serverSide.servers.install(certificate, as: unit, on: node)
  }

  /// Every node of a cluster begins with the same copy of the database.
  mutating func synchroniseAtStart() {
    for cluster in serverSide.servers.clusters.indices.map(ClusterID.init) {
      let nodes = serverSide.servers.nodes(of: cluster)
      guard let first = nodes.first else { continue }
      var whole = serverSide.servers[first].database
      for node in nodes { _ = whole.merge(serverSide.servers[node].database) }
      for node in nodes where serverSide.servers[node].power.isRunning {
        serverSide.servers[node].database = whole
      }
    }
  }

  mutating func writeFirstCTLs() {
    for index in serverSide.servers.clusters.indices {
      let cluster = ClusterID(index)
      if case .tokens(let names) = serverSide.servers[cluster].ctlSigning {
        for name in names { serverSide.servers.addToken(name, at: premises.scenario.starts) }
      }
      guard serverSide.servers[cluster].isMixedMode else { continue }
      let current = serverSide.servers
      serverSide.servers[cluster].ctlFile = consult { $0.buildCTL(of: cluster, servers: current) }
    }
  }

  private mutating func setUpStations() {
    let file = Duration(microseconds: 1_000_000 / premises.times.number(.tftpRate))
    let registration = Duration(microseconds: 1_000_000 / premises.times.number(.registrationRate))
    let limit = Int(premises.times.number(.tftpLimit))
    for _ in serverSide.servers.nodes {
      serverSide.fileStations.append(ServiceStation(service: file, limit: limit))
      serverSide.registrars.append(ServiceStation(service: registration))
      serverSide.served.append(Served())
    }
    for node in serverSide.servers.nodes.indices { measureLists(of: NodeID(node)) }
  }

  mutating func measureLists(of node: NodeID) {
    let published = serverSide.servers[node].published
    serverSide.served[node.index] = Served(
      ctl: published?.ctl?.byteCount(serverSide.servers.certificates) ?? 0,
      itl: published.map { $0.hasITL ? $0.itl.byteCount(serverSide.servers.certificates) : 0 } ?? 0,
      isThere: published != nil)
  }

  // MARK: Phones

  mutating func setUpPhones() {
    let estate = premises.scenario.estate
    phoneSide.phones.reserve(estate.phoneCount)
    for block in estate.phones {
      let index = handle(
        of: Cohort(
          traits: block.traits, group: block.group, site: block.site, alsoIn: block.alsoIn))
      let kind = phoneSide.kinds.handle(of: healthyKind(index))
      var row = PhoneRow(kind: kind)
      if let node = phoneSide.kinds[kind].registeredAt {
        row.boot = .inService
        row.node = UInt32(node.index)
      } else {
        row.boot = .unregistered
      }
      phoneSide.kinds.add(block.count, to: kind)
      phoneSide.phones.append(row, count: block.count)
      phoneSide.blocks.append(cohort: index, count: block.count)
    }
    for entry in estate.states { applyState(entry.state) }
    if statesAlerts { raiseAlerts() }
    for phone in phoneSide.phones.indices where phoneSide.phones[phone].boot.stage == .unregistered
    {
      phoneSide.busyPhones += 1
      scheduleRetry(UInt32(phone))
    }
    setUpAbsences()
    if statesAlerts { schedule(.midnight, at: agenda.now.startOfDay + .days(1), isNear: false) }
  }

  /// Some expectation asks for an alert; otherwise nobody would see one.
  private var statesAlerts: Bool {
    runbook.script.expectations.contains {
      if case .alert = $0.expectation.test { true } else { false }
    }
  }

  /// Where a key lies that was saved before the start.
  static let recoveryKeyPath = "ITLRecovery.p12"

  /// Alerts that were raised at the midnight before virtual time began.
  private mutating func raiseAlerts() {
    for cluster in serverSide.servers.clusters.indices.map(ClusterID.init) {
      let state = serverSide.servers[cluster]
      serverSide.servers[cluster].isAlertRaised = consult { $0.raisesRecoveryKeyAlert(state) }
    }
  }

  private mutating func healthyKind(_ index: UInt32) -> Kind {
    let cohort = phoneSide.cohorts[Int(index)]
    let isAware = consult { $0.isAware(cohort.traits) }
    let current = serverSide.servers
    let offer = consult { law in
      law.servingTFTP(of: cohort.site, servers: current).flatMap {
        law.offer(at: $0, to: cohort, servers: current)
      }
    }
    var held = HeldState(
      ctl: offer?.files.ctl, itl: isAware && offer?.files.hasITL == true ? offer?.files.itl : nil,
      configuration: offer?.configuration)
    equip(&held, of: cohort)
    let instant = agenda.now
    let registrar = consult { $0.registrar(of: held, cohort, servers: current, now: instant) }
    return Kind(
      cohort: index, held: phoneSide.heldTable.handle(of: held), registeredAt: registrar,
      isPowered: true)
  }

  private mutating func applyState(_ state: InitialState) {
    switch state {
    case .holdNoITL(let selection):
      for phone in select(selection) {
        var held = phoneSide.heldTable[phoneSide.kinds[phoneSide.phones[Int(phone)].kind].held]
        held.itl = nil
        setHeld(phone, phoneSide.heldTable.handle(of: held))
      }
    case .unregistered(let selection):
      for phone in select(selection) {
        setRegistration(phone, nil)
        phoneSide.phones[Int(phone)].boot = .unregistered
      }
    case .recoveryKeySaved(let cluster, let date):
      guard let date, let publisher = serverSide.servers.publisher(of: cluster),
        let own = serverSide.servers[publisher].disk[.itlRecovery], date <= agenda.now
      else { return }
      serverSide.servers[cluster].savedKeys.append(
        SavedRecoveryKey(path: World.recoveryKeyPath, certificate: own, password: 0))
      serverSide.servers[cluster].isRecoveryKeySaved = true
      serverSide.servers[cluster].isAlertRaised = false
    case .certificate, .listedOld: break
    case .holdITL(let selection, let node, let instant):
      holdITL(selection, of: node, before: instant)
    case .backup(let cluster, let name, let instant, let lacksCallManager):
      stateBackup(name, of: cluster, on: instant, lacksCallManager: lacksCallManager)
    }
  }

  private mutating func setUpAbsences() {
    var absent: [UInt32: [(from: Instant, to: Instant)]] = [:]
    var selected: [Selection: [UInt32]] = [:]
    for absence in premises.scenario.estate.absences {
      var parts = [Selection.Part(term: absence.term)]
      if let cluster = absence.cluster { parts.append(.init(term: .cluster(cluster))) }
      let selection = Selection(parts: parts)
      let all = selected[selection] ?? select(selection)
      selected[selection] = all
      let count =
        switch absence.amount {
        case .phones(let count): min(count, all.count)
        case .percent(let hundredths): all.count * hundredths / 10_000
        }
      keep(count * 160, for: absence.location)
      guard agenda.limitReached == nil else { return }
      for phone in all.prefix(count) {
        absent[phone, default: []].append((absence.from, absence.to))
      }
    }
    if !absent.isEmpty { phoneSide.away.makeRoom(forPhones: phoneSide.phones.count) }
    for phone in absent.keys.sorted() {
      for span in joined(absent[phone] ?? []) {
        agenda.queue.push(
          at: span.from, kind: TicketKind.leaves.rawValue, owner: phone, generation: 0)
        agenda.queue.push(
          at: span.to, kind: TicketKind.returns.rawValue, owner: phone, generation: 0)
      }
    }
  }

  /// Absences that overlap are one: the phone is back when the last of them ends.
  private func joined(_ spans: [(from: Instant, to: Instant)]) -> [(from: Instant, to: Instant)] {
    var joined: [(from: Instant, to: Instant)] = []
    for span in spans.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = joined.last, span.from <= last.to {
        joined[joined.count - 1].to = max(last.to, span.to)
      } else {
        joined.append(span)
      }
    }
    return joined
  }
}
