package import VirtualTime

/// A service of a node, as `utils service` names it.
package enum Service: String, CaseIterable, Hashable, Sendable {
  case callManager = "Cisco CallManager"
  case tftp = "Cisco Tftp"
  case tvs = "Cisco Trust Verification Service"
  case capf = "Cisco Certificate Authority Proxy Function"
  case ctiManager = "Cisco CTIManager"
  case tomcat = "Cisco Tomcat"
  case haproxy = "Cisco HAProxy"
}

package enum ServiceVerb: String, CaseIterable, Hashable, Sendable { case restart, stop, start }

/// A command typed at a node's prompt.
package enum Command: Hashable, Sendable {
  case setCertRegen(CertificateUnit)
  case setCsrGen(CertificateUnit)
  case setCertImportOwn(CertificateUnit, signedBy: String?)
  case setCertDelete(TrustStore, name: String)
  case setNetworkHostname(String)
  case setNetworkDomain(String)
  case setNetworkAddress(String)
  case utilsService(ServiceVerb, Service)
  case utilsSystemRestart
  case utilsSystemShutdown
  case utilsITLResetLocalKey
  /// The SFTP server and its user, which the command names too, change nothing.
  case utilsITLResetRemoteKey(path: String)
  case utilsCTLSetCluster(mixed: Bool)
  case utilsCTLUpdate
  case utilsCTLResetLocalKey
  case fileGetRecoveryKey(path: String)
  case setSecurityPassword
  case backup(name: String)
  case restore([NodeID], from: String)
  case replicationStop
  case replicationReset
  case fipsEnable
  case showITL
  case showCTL
  case showCertificates(trust: Bool)
  /// Known to change nothing about trust; accepted, and said so.
  case withoutEffect(String)
}

package struct Batch: Hashable, Sendable {
  package var size: Int
  package var every: Duration
  package init(size: Int, every: Duration) {
    self.size = size
    self.every = every
  }
}

/// What has no command in the product: GUI, DHCP, Switch and Manual actions.
package enum Action: Hashable, Sendable {
  /// `reset phones` or `restart phones`: phones fetch their files at either.
  case resetPhones(Selection, Batch?)
  case rollbackParameter(Bool)
  case phoneInteraction(automatic: Bool)
  case bulkCertificate(BulkOperation, sftp: String)
  case upload(UploadSource, as: [TrustStore])
  case ctlClientUpdate(tokens: [String])
  case restartService(Service, on: [NodeID])
  case renameServer(NodeID, to: String)
  case rebuild(NodeID, newSecurityPassword: Bool)
  case upgrade(to: ReleaseName)
  case addNode(NodeID)
  case removeNode(NodeID)
  case setGroup(GroupID, nodes: [NodeID])
  case movePhones(Selection, toGroup: GroupID)
  case installLSC(Selection)
  case changeSetting(Selection)
  case option150(SiteID, nodes: [NodeID])
  case powerCycle(Selection, Batch?)
  case powerOff(Selection)
  case powerOn(Selection)
  case deleteITL(Selection)
  case factoryReset(Selection)
  case pressDirectories(Selection)
  /// `Manual:` text that cannot be acted out.
  case notSimulated(String)
  /// `Note:` text that is only read aloud: it changes nothing, and nobody need act it out.
  case note(String)

  package enum BulkOperation: String, CaseIterable, Hashable, Sendable {
    case export, consolidate, `import`
  }
  package enum UploadSource: Hashable, Sendable {
    case unit(CertificateUnit, of: NodeID)
    case token(String)
  }
}

package enum Place: Hashable, Sendable {
  case gui(ClusterID)
  case dhcp, `switch`, manual
}

package enum Fault: Hashable, Sendable {
  case nodeDown(NodeID, for: Duration)
  case serviceStopped(Service, NodeID, for: Duration?)
  case siteCut(SiteID, for: Duration)
  case replicationStopped(NodeID, for: Duration?)
  /// Times slower: 10 serves a tenth of the files.
  case slowTFTP(NodeID, factor: Int)
}

/// Who does what in one step.
package enum Act: Hashable, Sendable {
  /// nil: `each>` in a `for`, the node whose turn it is.
  case command(NodeID?, Command, answers: [String])
  case action(Place, Action)
  case fault(Fault)
}

package enum StepTime: Hashable, Sendable {
  /// This long after the previous step, and all joined to it, gave the prompt back.
  case after(Duration)
  case withPrevious
  case at(Instant)
}

/// One timed line of the runbook.
package struct Step: Hashable, Sendable {
  package var time: StepTime
  package var act: Act
  /// Prompt and command as written, without the time and any comment: `pub> set cert regen TVS`.
  package var text: String
  package var location: SourceLocation
  /// A `Note:`, which changes nothing and counts as no step of the plan.
  package var isOnlyReadAloud: Bool {
    if case .action(_, .note) = act { true } else { false }
  }
  package init(time: StepTime, act: Act, text: String, location: SourceLocation) {
    self.time = time
    self.act = act
    self.text = text
    self.location = location
  }
}

/// `wait until CONDITION within D else …`.
package struct Wait: Hashable, Sendable {
  package enum Otherwise: String, CaseIterable, Hashable, Sendable {
    case stop
    case backOut = "back-out"
    case goOn = "continue"
  }
  package var condition: Condition
  package var within: Duration
  package var otherwise: Otherwise
  /// The condition as written.
  package var text: String
  package var location: SourceLocation
  package init(
    condition: Condition, within: Duration, otherwise: Otherwise, text: String,
    location: SourceLocation
  ) {
    self.condition = condition
    self.within = within
    self.otherwise = otherwise
    self.text = text
    self.location = location
  }
}

/// `for NODES …` with its indented lines.
package struct ForBlock: Hashable, Sendable {
  package enum Pace: Hashable, Sendable {
    /// Start to start; never before the previous prompt.
    case oneAtATime(every: Duration?)
    case allAtOnce
  }
  package var nodes: [NodeID]
  package var pace: Pace
  package var items: [Item]
  package var location: SourceLocation
  package init(nodes: [NodeID], pace: Pace, items: [Item], location: SourceLocation) {
    self.nodes = nodes
    self.pace = pace
    self.items = items
    self.location = location
  }
}

package enum Item: Hashable, Sendable {
  case step(Step)
  case wait(Wait)
  case expect(Expectation)
  case preflight(SourceLocation)
  case forNodes(ForBlock)
  /// Free order for a search; carried out as written.
  case anyOrder([Item])
}

/// A heading of the runbook with the lines under it.
package struct Section: Hashable, Sendable {
  package var heading: String
  package var items: [Item]
  package var location: SourceLocation
  package init(heading: String, items: [Item], location: SourceLocation) {
    self.heading = heading
    self.items = items
    self.location = location
  }
}

/// `assume NAME VALUE`: the name and value are checked when the file is read.
package struct Assumption: Hashable, Sendable {
  package var name: String
  package var value: String
  package var location: SourceLocation
  package init(name: String, value: String, location: SourceLocation) {
    self.name = name
    self.value = value
    self.location = location
  }
}

/// A tool of the owner that presses the keys of phones from afar; Cisco offers none.
package enum KeyPressTool: String, CaseIterable, Hashable, Sendable {
  /// It sends key presses to the web server of each phone.
  case http
  /// It sends them by way of the CTI Manager.
  case cti
}

/// A whole runbook with the estate it is carried out on.
package struct Scenario: Sendable {
  package var files: [String] = []
  package var title = ""
  package var question: String?
  package var source: String?
  package var starts = Instant(microseconds: 0)
  package var seed: UInt64 = 1
  package var assumptions: [Assumption] = []
  package var defects: [String] = []
  /// Names of undocumented behaviours whose alternative is accepted as a risk.
  package var accepts: [String] = []
  /// Steps by number that nobody can act out here, accepted as they are.
  package var acceptedSteps: [Int] = []
  /// `tools key-presses`: what the owner has to press keys from afar; nil: nothing.
  package var keyPressTool: KeyPressTool?
  package var estate = Estate()
  /// `## What has happened`: steps before the start.
  package var happened: Section?
  /// In file order; neither `## What has happened` nor `## Back-out`.
  package var sections: [Section] = []
  /// Place in ``sections`` of `## Implementation`.
  package var implementation: Int?
  package var backOut: Section?
  /// Digest of every byte that was read.
  package var inputDigest: UInt64 = 0
  package init() {}
}
