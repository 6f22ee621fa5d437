import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// Something that will happen to the servers by itself.
enum ServerEvent: Hashable, Sendable {
  case nodeReturns(NodeID)
  case serviceStarts(Service, NodeID)
  case replicates(from: NodeID, to: NodeID)
  case replicationResumes(NodeID)
  case resynchronises(NodeID)
  case linkReturns(SiteID)
  case certificateExpires
  /// Phones forget what TVS told them about a server of HTTPS services.
  case answersExpire
  /// Daily alerts are raised.
  case midnight
  case stepDone(step: Int, chain: Int)
  /// A step whose node was away when its turn came.
  case stepBegins(step: Int, chain: Int)
  case batch(BatchWork)
  /// A backup that the scenario says was made on a day before the start.
  case backsUp(ClusterID, String, lacksCallManager: Bool)
  /// The list is published that some phones still hold at the start; its place among those stated.
  case remembersITL(Int)
  /// The new release is installed: the publisher restarts into it.
  case upgradeInstalled(ClusterID, ReleaseName)

  /// Phones that are reset or power-cycled later than the step that says so.
  struct BatchWork: Hashable, Sendable {
    var phones: [UInt32]
    var isPowerCycle: Bool
  }
}

extension World {
  /// Schedules an event; a near one keeps the run going until it has happened.
  mutating func schedule(_ event: ServerEvent, at time: Instant, isNear: Bool = true) {
    agenda.serverEvents.append(event)
    if isNear { agenda.pendingServerEvents += 1 }
    var bytes = 128
    if case .batch(let work) = event {
      agenda.pendingBatches += 1
      bytes += work.phones.count * 4
    }
    keep(bytes)
    agenda.queue.push(
      at: time, kind: TicketKind.serverEvent.rawValue, owner: UInt32(agenda.serverEvents.count - 1),
      generation: 0, flag: isNear ? 1 : 0)
  }

  mutating func serverEventDue(_ ticket: Ticket) throws(UnreachableTransition) {
    if ticket.flag == 1 { agenda.pendingServerEvents -= 1 }
    agenda.acts += 1
    switch agenda.serverEvents[Int(ticket.owner)] {
    case .nodeReturns(let node):
      if serverSide.servers[node].power == .away(until: agenda.now) { try nodeReturns(node) }
    case .serviceStarts(let service, let node):
      // Only the last stop of the service has its start: an earlier one names another instant.
      if serverSide.servers[node].power.isRunning,
        serverSide.servers[node].services[service] == .away(until: agenda.now)
      {
        startService(service, on: node)
      }
    case .replicates(let from, let to): replicate(from: from, to: to)
    case .replicationResumes(let node):
      if serverSide.servers[node].replication == .away(until: agenda.now) {
        resumeReplication(of: node)
      }
    case .resynchronises(let node):
      if serverSide.servers[node].replication.isRunning { synchronise(node) }
    case .linkReturns(let site):
      if serverSide.servers[site].link == .away(until: agenda.now) {
        serverSide.servers[site].link = .running
        record(.linkChanged(site, isUp: true))
        serversChanged()
      }
    case .certificateExpires: serversChanged()
    case .answersExpire: forgetServiceAnswers()
    case .midnight: meetMidnight()
    case .stepDone(let step, let chain): try stepDone(step, in: chain)
    case .stepBegins(let step, let chain): try beginStep(step, in: chain)
    case .backsUp(let cluster, let name, let lacksCallManager):
      makeBackup(name, of: cluster, lacksCallManager: lacksCallManager)
    case .remembersITL(let place): rememberITL(place)
    case .upgradeInstalled(let cluster, let release): try startUpgraded(cluster, release)
    case .batch(let work):
      agenda.pendingBatches -= 1
      if work.isPowerCycle {
        for phone in work.phones { try powerCycle(phone) }
      } else {
        for phone in work.phones { sendReset(to: phone) }
      }
    }
  }

  /// Raises the daily alerts, and waits for the next midnight.
  private mutating func meetMidnight() {
    for cluster in serverSide.servers.clusters.indices.map(ClusterID.init) {
      let state = serverSide.servers[cluster]
      if consult({ $0.raisesRecoveryKeyAlert(state) }) {
        serverSide.servers[cluster].isAlertRaised = true
      }
    }
    schedule(.midnight, at: agenda.now + .days(1), isNear: false)
  }

  // MARK: Services

  mutating func stopService(_ service: Service, on node: NodeID, until: Instant?)
    throws(UnreachableTransition)
  {
    let comesBack = until != nil && comesBackAsItWas(service, on: node)
    serverSide.servers[node].services[service] = .away(until: until)
    record(.serviceStopped(node, service, isExpectedBack: until != nil))
    if let until { schedule(.serviceStarts(service, node), at: until) }
    switch service {
    case .tftp: serverSide.fileStations[node.index].restart(at: agenda.now)
    case .callManager:
      serverSide.registrars[node.index].restart(at: agenda.now)
      serversChanged(isSettledAlike: comesBack)
      try loseRegistrations(at: node, by: .closed)
    case .tvs, .capf, .ctiManager, .tomcat, .haproxy: break
    }
    serversChanged(isSettledAlike: comesBack)
  }

  /// Whether a service that stops now leaves its node as it is once it runs again.
  private mutating func comesBackAsItWas(_ service: Service, on node: NodeID) -> Bool {
    guard settledView.servers != nil else { return false }
    let before = serverSide.servers[node]
    switch before.services[service] {
    case .running, .away(until: .some): break
    case .away(until: nil), .absent, nil: return false
    }
    guard before.power.isRunning else { return false }
    var deliberation = Deliberation(premises.law)
    serverSide.servers.start(service, on: node, &deliberation)
    let started = serverSide.servers[node]
    serverSide.servers[node] = before
    return before.isAlike(started, whenRunning: service)
  }

  mutating func startService(_ service: Service, on node: NodeID) {
    record(.serviceStarted(node, service))
    let before = serverSide.servers[node]
    let wasBlank = serverSide.servers[node].published?.itl.isBlank
    let listBefore = serverSide.servers[node].published
    var deliberation = Deliberation(premises.law)
    serverSide.servers.start(service, on: node, &deliberation)
    if service == .tftp {
      published(at: node, since: listBefore, by: .itlRebuiltWhen)
      let isBlank = serverSide.servers[node].published?.itl.isBlank
      if wasBlank != isBlank, deliberation.rollbackResets() {
        orderReset(
          registeredPhones(of: serverSide.servers[node].cluster),
          in: serverSide.servers[node].cluster, unreached: 0,
          by: .rollbackResetsPhones)
      }
    }
    note(deliberation)
    serversChanged(isSettledAlike: before.isAlike(serverSide.servers[node], whenRunning: service))
  }

  /// How long a service is away when it is restarted.
  func restartDuration(of service: Service, on node: NodeID) -> Duration {
    guard service == .tftp else { return premises.times.duration(.serviceRestart) }
    let phones = Int64(phoneCount(of: serverSide.servers[node].cluster))
    return premises.times.duration(.tftpRestart) + premises.times.duration(.tftpPerPhone) * phones
  }

  /// Phones that the database of a cluster knows: TFTP makes files for each.
  func phoneCount(of cluster: ClusterID) -> Int {
    phoneCount { serverSide.servers.group(of: $0, in: cluster) != nil }
  }

  /// Phones of cohorts that satisfy a condition.
  func phoneCount(where matches: (Cohort) -> Bool) -> Int {
    phoneSide.kinds.kinds.indices.reduce(0) {
      let count = phoneSide.kinds.population[$1]
      return count > 0 && matches(phoneSide.cohorts[Int(phoneSide.kinds.kinds[$1].cohort)])
        ? $0 + count : $0
    }
  }

  // MARK: Nodes

  /// The node goes away with all its services: at an end, or until somebody starts it.
  ///
  /// One that is away already comes back when the later of both ends; one that was shut down does
  /// not.
  mutating func nodeGoes(
    _ node: NodeID, until end: Instant?, by loss: ConnectionLoss = .closed
  ) throws(UnreachableTransition) {
    let until = serverSide.servers[node].power.later(end)
    serverSide.servers[node].power = .away(until: until)
    record(.nodeDown(node, isExpectedBack: until != nil))
    serverSide.fileStations[node.index].restart(at: agenda.now)
    serverSide.registrars[node.index].restart(at: agenda.now)
    if let until { schedule(.nodeReturns(node), at: until) }
    serversChanged()
    try loseRegistrations(at: node, by: loss)
  }

  mutating func nodeReturns(_ node: NodeID) throws(UnreachableTransition) {
    let before = serverSide.servers[node]
    let ctlBefore = serverSide.servers[before.cluster].ctlFile
    var deliberation = Deliberation(premises.law)
    serverSide.servers.boot(node, &deliberation)
    note(deliberation)
    record(.nodeUp(node))
    if let work = before.work { recordWork(work, on: node, since: before.disk) }
    if let ctl = serverSide.servers[before.cluster].ctlFile, ctl != ctlBefore {
      record(.ctlWritten(before.cluster, ctl))
    }
    published(at: node, since: before.published, by: .itlRebuiltWhen)
    spreadChanges(from: node)
    serversChanged()
    if case .upgrade(let release, _) = before.work, before.isPublisher {
      try followUpgrade(of: node, to: release)
    }
  }

  /// Writes down the certificates that a node has since somebody worked on it.
  private mutating func recordWork(
    _ work: NodeWork, on node: NodeID, since disk: [CertificateUnit: CertificateID]
  ) {
    for unit in CertificateUnit.allCases {
      guard let new = serverSide.servers[node].disk[unit], new != disk[unit] else { continue }
      record(.certificateChanged(node, unit, old: disk[unit], new: new, work.rule))
      expectExpiry(of: new)
    }
  }

  // MARK: Replication

  /// Sends the node's changes to the others after the replication delay.
  mutating func spreadChanges(from node: NodeID) {
    guard
      let delay = consult({ [times = premises.times] in
        $0.replicationDelay(times, afterStop: false)
      })
    else { return }
    for other in serverSide.servers.nodes(of: serverSide.servers[node].cluster) where other != node
    {
      schedule(.replicates(from: node, to: other), at: agenda.now + delay)
    }
  }

  mutating func replicate(from: NodeID, to: NodeID) {
    guard serverSide.servers[from].power.isRunning, serverSide.servers[to].power.isRunning,
      serverSide.servers[from].replication.isRunning, serverSide.servers[to].replication.isRunning
    else { return }
    // Takes over the database, and tells TFTP of the changes that concern it.
    let before = serverSide.servers[to].database
    guard serverSide.servers.merge([from], into: to) else { return }
    record(.replicated(from: from, to: to))
    for changed in serverSide.servers.units(ofDatabaseOn: to, otherThanIn: before) {
      notifyTFTP(on: to, of: changed.unit, changedOn: changed.node)
    }
    serversChanged()
  }

  /// TFTP of a node learns that a certificate changed in its copy of the database.
  mutating func notifyTFTP(on node: NodeID, of unit: CertificateUnit, changedOn owner: NodeID) {
    guard serverSide.servers[node].serves(.tftp) else { return }
    let listBefore = serverSide.servers[node].published
    act { $0.notifyTFTP(on: node, of: unit, changedOn: owner, &$1) }
    published(at: node, since: listBefore, by: .certificateTakesEffect)
  }

  mutating func resumeReplication(of node: NodeID) {
    serverSide.servers[node].replication = .running
    record(.replicationChanged(node, isRunning: true))
    if let delay = consult({ [times = premises.times] in
      $0.replicationDelay(times, afterStop: true)
    }) {
      schedule(.resynchronises(node), at: agenda.now + delay)
    }
    serversChanged()
  }

  /// Brings a node and all the others to the same state.
  private mutating func synchronise(_ node: NodeID) {
    for other in serverSide.servers.nodes(of: serverSide.servers[node].cluster) where other != node
    {
      replicate(from: other, to: node)
      replicate(from: node, to: other)
    }
  }

  /// Writes down what TFTP of a node publishes now, if that is something else.
  mutating func published(at node: NodeID, since before: PublishedFiles?, by rule: RuleID) {
    guard let files = serverSide.servers[node].published, files != before else { return }
    if files.hasITL {
      record(
        .listPublished(node, files.itl, configurationSigner: files.configurationSigner, rule))
    }
    measureLists(of: node)
    serversChanged()
    if consult({ $0.fetchesListsInService() }) {
      orderReset(
        registeredPhones(of: serverSide.servers[node].cluster),
        in: serverSide.servers[node].cluster, unreached: 0,
        by: .trustListsOnlyAtBoot)
    }
  }
}

extension NodeState {
  /// Whether another state of a node is this one but for a service that runs now.
  fileprivate func isAlike(_ other: NodeState, whenRunning service: Service) -> Bool {
    var running = self
    running.services[service] = .running
    return running == other
  }
}

extension Availability {
  /// The end of an absence that goes on from this state until then; nil: without an end.
  func later(_ end: Instant?) -> Instant? {
    guard case .away(let until) = self else { return end }
    guard let until, let end else { return nil }
    return max(until, end)
  }
}
