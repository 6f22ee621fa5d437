import ClusterModel
import ServerActs
import SimulationTrace
import TrustRules
import VirtualTime

/// One step of the runbook, from its words to its effect.
extension World {
  mutating func perform(_ act: Script.NumberedAct) throws(UnreachableTransition) -> Prompt {
    switch act.step.act {
    case .command(let node, let command, _):
      guard let node = node ?? act.node else { return .refused(.noNodeNamed) }
      guard serverSide.servers[node].power.isRunning else {
        return .refused(.nodeDown(premises.scenario.estate[node].name, nil))
      }
      return try perform(command, on: node, number: act.number)
    case .action(let place, let action):
      return try perform(action, at: place, number: act.number)
    case .fault(let fault): return try self.act(fault)
    }
  }

  // table: one row a command, in the order of their declaration.
  private mutating func perform(_ command: Command, on node: NodeID, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    switch command {
    case .setCertRegen(let unit):
      return try regenerate(unit, on: node, authority: nil, number: number)
    case .setCsrGen(let unit): return generateCSR(unit, on: node)
    case .setCertImportOwn(let unit, let authority):
      return try importOwn(unit, on: node, authority: authority, number: number)
    case .setNetworkHostname(let host): return try rename(node, number: number) { $0.host = host }
    case .setNetworkDomain(let domain):
      return try rename(node, number: number) { $0.domain = domain }
    case .setNetworkAddress(let address):
      return try rename(node, number: number) { $0.address = address }
    case .utilsService(let verb, let service): return try carryOut(verb, service, on: node)
    case .utilsSystemRestart: return try restartSystem(node)
    case .utilsSystemShutdown:
      try nodeGoes(node, until: nil)
      return .now
    case .utilsITLResetLocalKey: return try resetITL(on: node)
    case .utilsCTLSetCluster(let mixed): return setCluster(mixed: mixed, on: node)
    case .utilsCTLUpdate: return updateCTL(on: node)
    case .replicationStop:
      stopReplication(of: node, until: nil)
      return .now
    case .replicationReset:
      for other in serverSide.servers.nodes(of: serverSide.servers[node].cluster)
      where !serverSide.servers[other].replication.isRunning { resumeReplication(of: other) }
      return .now
    case .withoutEffect(let text):
      record(.stepRemark(number, .withoutEffect(text)))
      return .now
    case .utilsITLResetRemoteKey(let path):
      return try resetITL(withKeyAt: path, on: node)
    case .utilsCTLResetLocalKey: return resetCTL(on: node)
    case .fileGetRecoveryKey(let path): return fetchRecoveryKey(to: path, from: node)
    case .setSecurityPassword: return changeSecurityPassword(on: node)
    case .fipsEnable: return try enableFIPS(on: node, number: number)
    case .setCertDelete(let store, let name):
      return deleteTrustCertificate(name, from: store, on: node)
    case .backup(let name): return backUp(name, from: node)
    case .restore(let nodes, let name):
      return try restore(nodes, from: name, by: node, number: number)
    case .showITL: return showITL(of: node, number: number)
    case .showCTL: return showCTL(of: node, number: number)
    case .showCertificates(let trust): return showCertificates(trust, of: node, number: number)
    }
  }

  // table: one row an action, in the order of their declaration.
  private mutating func perform(_ action: Action, at place: Place, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    switch action {
    case .resetPhones(let selection, let batch):
      guard case .gui(let cluster) = place else { return .refused(.notAtGUI) }
      resetPhones(selection, of: cluster, batch)
    case .rollbackParameter(let value):
      guard case .gui(let cluster) = place,
        let publisher = serverSide.servers.publisher(of: cluster)
      else {
        return .refused(.notAtGUI)
      }
      serverSide.servers.setRollback(value, onPublisher: publisher)
      spreadChanges(from: publisher)
      serversChanged()
    case .phoneInteraction(let automatic):
      guard case .gui(let cluster) = place else { return .refused(.notAtGUI) }
      serverSide.servers[cluster].phoneInteractionAutomatic = automatic
    case .ctlClientUpdate(let tokens):
      guard case .gui(let cluster) = place else { return .refused(.notAtGUI) }
      return updateCTLByClient(tokens, of: cluster)
    case .restartService(let service, let nodes):
      return try restartService(service, on: nodes)
    case .option150(let site, let nodes):
      let list = nodes.map { ServerAddress(node: $0, text: serverSide.servers[$0].address) }
      serverSide.servers[site].option150 = list
      serverSide.option150[site.index].append(list)
      serversChanged()
    case .powerCycle(let selection, let batch): try powerCycle(selection, batch)
    case .powerOff(let selection): try switchPorts(of: selection, isOn: false, number: number)
    case .powerOn(let selection): try switchPorts(of: selection, isOn: true, number: number)
    case .deleteITL(let selection): return try deleteITL(on: selection, number: number)
    case .factoryReset(let selection): try byHand(select(selection), deletesCTL: true)
    case .notSimulated(let text):
      record(.stepNotSimulated(number, text))
    case .note: break
    case .bulkCertificate, .upload, .renameServer, .rebuild, .upgrade, .addNode, .removeNode,
      .setGroup, .movePhones, .installLSC, .changeSetting, .pressDirectories:
      return try performRare(action, at: place, number: number)
    }
    return .now
  }

  // table: one row an action that most plans do without.
  private mutating func performRare(_ action: Action, at place: Place, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    guard case .gui(let cluster) = place else {
      if case .pressDirectories(let selection) = action {
        return try pressDirectories(selection, number: number)
      }
      return .refused(.notAtGUI)
    }
    switch action {
    case .bulkCertificate(let operation, let sftp):
      return bulkCertificate(operation, sftp: sftp, of: cluster, number: number)
    case .upload(let source, let stores):
      return upload(source, as: stores, to: cluster, number: number)
    case .renameServer(let node, let name): return renameServer(node, to: name)
    case .rebuild(let node, let newPassword):
      return try rebuild(node, newSecurityPassword: newPassword)
    case .upgrade(let release): return try upgrade(cluster, to: release)
    case .addNode(let node): return try addNode(node)
    case .removeNode(let node): return try removeNode(node)
    case .setGroup(let group, let nodes): return setGroup(group, to: nodes)
    case .movePhones(let selection, let group):
      return movePhones(selection, to: group, number: number)
    case .installLSC(let selection):
      return try installLSC(on: selection, of: cluster, number: number)
    case .changeSetting(let selection):
      return changeSetting(on: selection, of: cluster, number: number)
    default: return .refused(.notAtGUI)
    }
  }

  // MARK: Phones

  private mutating func resetPhones(_ selection: Selection, of cluster: ClusterID, _ batch: Batch?)
  {
    let (reached, unreached) = reach(selection, of: cluster)
    guard let batch else {
      orderReset(reached, in: cluster, unreached: unreached, by: nil)
      return
    }
    record(.phonesReset(cluster, reached: reached.count, unreached: unreached, by: nil))
    // Each phone counts as not registered from the order on, whenever its batch comes.
    for phone in reached { setRegistration(phone, nil) }
    spread(reached, batch, isPowerCycle: false)
  }

  private mutating func spread(_ phones: [UInt32], _ batch: Batch, isPowerCycle: Bool) {
    var start = 0
    var time = agenda.now
    while start < phones.count {
      let end = min(start + batch.size, phones.count)
      schedule(
        .batch(.init(phones: Array(phones[start..<end]), isPowerCycle: isPowerCycle)), at: time)
      start = end
      time = time + batch.every
    }
  }

  private mutating func powerCycle(_ selection: Selection, _ batch: Batch?)
    throws(UnreachableTransition)
  {
    let chosen = select(selection).filter { kind($0).isPowered }
    record(.phonesPowerCycled(count: chosen.count))
    if let batch {
      for phone in chosen { setRegistration(phone, nil) }
      spread(chosen, batch, isPowerCycle: true)
    } else {
      for phone in chosen { try powerCycle(phone) }
    }
  }

  /// Counts the phones whose power changes; of those that are away only the port is switched.
  private mutating func switchPorts(of selection: Selection, isOn: Bool, number: Int)
    throws(UnreachableTransition)
  {
    var changed = 0
    var absent = 0
    for phone in select(selection) {
      if try switchPort(of: phone, isOn: isOn) { changed += 1 }
      if phoneSide.away.contains(phone) { absent += 1 }
    }
    record(.phonesPowered(isOn: isOn, count: changed))
    guard absent > 0 else { return }
    record(.stepRemark(number, .away(absent, boot: isOn)))
  }

  /// The menu that deletes an ITL is among the settings; where nobody gets at them it stays.
  private mutating func deleteITL(on selection: Selection, number: Int)
    throws(UnreachableTransition) -> Prompt
  {
    let chosen = select(selection)
    let traits = phoneSide.cohorts.map(\.traits)
    let opens = consult { law in traits.map { law.opensSettings($0) } }
    let open = chosen.filter { opens[Int(kind($0).cohort)] }
    let closed = chosen.count - open.count
    guard !open.isEmpty else {
      return .refused(.settingsClosed)
    }
    try byHand(open, deletesCTL: false)
    if closed > 0 {
      record(
        .stepRemark(number, .keepITL(closed)))
    }
    return .now
  }

  /// Deletes lists at the phone itself, which then boots.
  private mutating func byHand(_ chosen: [UInt32], deletesCTL: Bool) throws(UnreachableTransition) {
    for phone in chosen {
      var held = phoneSide.heldTable[kind(phone).held]
      held.itl = nil
      if deletesCTL {
        held = HeldState(ctl: nil, itl: nil, configuration: nil)
      }
      setHeld(phone, phoneSide.heldTable.handle(of: held))
      if recording.hasSpotlight { lightHands(phone, deletesCTL: deletesCTL) }
      if kind(phone).isPowered { try reboot(phone) }
    }
  }
}
