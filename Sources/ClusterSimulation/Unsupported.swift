package import ClusterModel
import TrustRules

/// Something a scenario says that this version cannot carry out yet.
package struct Unsupported: Hashable, Sendable {
  package var location: SourceLocation
  /// The statement's own words.
  package var what: String
}

/// Everything in a scenario that would have to be ignored to run it: it is refused instead.
package func unsupported(in scenario: Scenario) -> [Unsupported] {
  var found: [Unsupported] = []
  let sections =
    [scenario.happened].compactMap { $0 } + scenario.sections + [scenario.backOut].compactMap { $0 }
  for section in sections { collect(section.items, scenario.estate, &found) }
  for block in scenario.estate.phones {
    if block.traits.security != .nonSecure {
      let what = "security \(block.traits.security.rawValue)"
      found.append(Unsupported(location: block.location, what: what))
    }
    if block.traits.encryptedConfiguration {
      found.append(Unsupported(location: block.location, what: "encrypted-config"))
    }
  }
  for cluster in scenario.estate.clusters {
    guard case .host = cluster.securedURLs else { continue }
    found.append(Unsupported(location: cluster.location, what: "secured-urls"))
  }
  return found
}

private func collect(_ items: [Item], _ estate: Estate, _ found: inout [Unsupported]) {
  for item in items {
    switch item {
    case .step(let step):
      if let what = step.act.unsupported(in: estate) {
        found.append(Unsupported(location: step.location, what: what))
      }
    case .wait(let wait):
      if wait.condition.measure == .servicesFailing {
        found.append(Unsupported(location: wait.location, what: "services-failing"))
      }
    case .expect(let expectation):
      switch expectation.test {
      case .condition(let condition) where condition.measure == .servicesFailing:
        found.append(Unsupported(location: expectation.location, what: "services-failing"))
      case .alert(let name, _) where name != recoveryKeyAlert:
        found.append(Unsupported(location: expectation.location, what: "alert \"\(name)\""))
      case .alert, .condition, .anchors, .longestOutage, .step, .remedy: break
      }
    case .preflight: break
    case .forNodes(let block): collect(block.items, estate, &found)
    case .anyOrder(let items): collect(items, estate, &found)
    }
  }
}

extension Act {
  /// The words of an act that is not carried out yet; nil if it is.
  fileprivate func unsupported(in estate: Estate) -> String? {
    switch self {
    case .command(_, let command, _): command.unsupported
    case .action(_, let action): action.unsupported
    case .fault: nil
    }
  }
}

extension Command {
  // table: one row a command that has no rule yet.
  fileprivate var unsupported: String? {
    switch self {
    case .setCertDelete, .backup, .restore, .setCertRegen, .setCsrGen, .setCertImportOwn,
      .setNetworkHostname, .setNetworkDomain,
      .setNetworkAddress, .utilsService, .utilsSystemRestart, .utilsSystemShutdown,
      .utilsITLResetLocalKey, .utilsITLResetRemoteKey, .utilsCTLResetLocalKey,
      .fileGetRecoveryKey, .setSecurityPassword, .fipsEnable, .utilsCTLSetCluster, .utilsCTLUpdate,
      .replicationStop,
      .replicationReset, .showITL, .showCTL, .showCertificates, .withoutEffect:
      nil
    }
  }
}

extension Action {
  // table: one row an action that has no rule yet.
  fileprivate var unsupported: String? {
    switch self {
    case .installLSC: "install LSC"
    case .changeSetting: "change setting"
    case .pressDirectories: "press Directories"
    case .renameServer, .rebuild, .upgrade, .addNode, .removeNode, .setGroup,
      .resetPhones, .rollbackParameter, .phoneInteraction, .ctlClientUpdate, .restartService,
      .option150, .bulkCertificate, .upload, .movePhones, .powerCycle, .powerOff, .powerOn,
      .deleteITL, .factoryReset, .notSimulated:
      nil
    }
  }
}
