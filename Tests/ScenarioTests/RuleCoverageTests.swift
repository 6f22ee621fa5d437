import ClusterModel
import ClusterSimulation
import ScenarioLanguage
import ScenarioSearch
import SimulationTrace
import TestSupport
import Testing
import TrustRules
import TrustVerdicts

/// A rule on which nothing in any scenario turns might as well not be there.
@Suite("Every rule decides something in a scenario") struct RuleCoverageTests {
  @Test(
    "Reversed, the rule changes a count, a measured value or an outcome",
    arguments: RuleID.allCases.filter { Showing(of: $0).isReversal })
  func reversed(_ rule: RuleID) throws {
    let name = Showing(of: rule).scenario
    let scenario = try Self.scenario(name)
    var law = Law(of: scenario)
    law.reversed = rule
    try Self.expectTurn(rule.rawValue, name, try Self.told(scenario), try Self.told(scenario, law))
  }

  @Test(
    "Read the other way, the rule changes a count, a measured value or an outcome",
    arguments: UndecidedRule.allCases)
  func readTheOtherWay(_ rule: UndecidedRule) throws {
    let id = try #require(RuleID(rawValue: rule.rawValue), "no rule is called \(rule.rawValue)")
    let name = Showing(of: id).scenario
    let scenario = try Self.scenario(name)
    let law = Law(of: scenario)
    #expect(!law.settled.contains(UndecidedRules(rule)), "\(name) has settled it")
    try Self.expectTurn(
      "\(rule.rawValue) \(rule.values.alternative)", name, try Self.told(scenario),
      try Self.told(scenario, law.flipping(rule)))
  }

  // MARK: Rules that follow from others

  @Test(
    "order: either way is safe with a completed reset between, and neither without",
    arguments: ["callmanager-then-tvs", "tvs-then-callmanager"])
  func order(_ name: String) throws {
    let safe = try Self.run(Self.scenario("changing/\(name)-with-reset"))
    let hasty = try Self.run(Self.scenario("changing/\(name)-without-reset"))
    #expect(safe.lostAtEnd == 0)
    #expect(hasty.lostAtEnd > 0)
    print("order\t\(name)\tlost \(safe.lostAtEnd) -> \(hasty.lostAtEnd)")
  }

  @Test(
    "both-at-once: together they lose phones, each alone does not",
    arguments: ["set cert regen CallManager", "set cert regen TVS"])
  func bothAtOnce(_ command: String) throws {
    let name = "changing/both-at-once-9.1"
    let both = try Self.run(Self.scenario(name)).lostAtEnd
    let one = try Self.run(Self.scenario(name, without: command)).lostAtEnd
    #expect(both > 0)
    #expect(one == 0)
    print("both-at-once\t\(name) without \(command)\tlost \(both) -> \(one)")
  }

  @Test(
    "restart-list: a plan without a restart from the list is another plan",
    arguments: [Service.tvs, Service.tftp])
  func restartList(_ service: Service) throws {
    let name = "changing/tftp-restart-forgotten"
    let scenario = try Self.scenario(name)
    let release = try #require(scenario.estate.clusters.first).release
    #expect(servicesToRestart(after: .tvs, release).contains(service))
    let listed = try Self.run(scenario).lostAtEnd
    let forgotten = try Self.run(Self.scenario(name, without: service.rawValue)).lostAtEnd
    #expect(listed != forgotten)
    print("restart-list\t\(name) without \(service.rawValue)\tlost \(listed) -> \(forgotten)")
  }

  @Test("rollback-migration: a CTL with content keeps the phones back, a blank one lets them go")
  func rollbackMigration() throws {
    let secure = try Self.run(Self.scenario("moving/rollback-between-secure-clusters"))
    let blank = try Self.run(Self.scenario("moving/rollback-after-leaving-mixed-mode"))
    let hasty = try Self.run(
      Self.scenario("moving/rollback-after-leaving-mixed-mode", without: "parameter rollback"))
    #expect(secure.lostAtEnd > 0)
    #expect(blank.lostAtEnd == 0)
    #expect(hasty.lostAtEnd > 0, "nor does the blank CTL alone")
    print("rollback-migration\tlost \(secure.lostAtEnd), \(blank.lostAtEnd), \(hasty.lostAtEnd)")
  }

  @Test(
    "standing-agrees-with-boot: after a quiet night a power cut brings what the standing said",
    arguments: [
      "both-at-once-10.5", "callmanager-then-tvs-without-reset", "expired-tvs", "first-list",
      "ctl-updated-before-the-last-certificate", "tvs-says-no", "rollback-before-rename",
      "two-nodes-renamed-in-turn-groups-of-one",
    ])
  func standingAgreesWithBoot(_ name: String) throws {
    let night = """

      ## A quiet night
      +12h  Switch: power-cycle phones
      wait until phones registered = all  within 6h  else continue
      expect  phones lost-trust >= 0

      """
    let trace = try Self.run(Self.scenario("changing/\(name)", adding: night))
    let step = try #require(trace.steps.last?.number)
    let last = try #require(trace.expectations.last?.number)
    let said = try #require(trace.censuses.first { $0.occasion == .step(step) })
    let became = try #require(trace.censuses.last { $0.occasion == .expectation(last) })
    #expect(said.powered([.locked, .stranded]) == became.powered([.locked, .stranded]))
    #expect(said.powered([.trusting, .behind]) == became.powered([.trusting]))
    print("standing-agrees-with-boot\t\(name)\trefusing \(said.lost), as said")
  }

  @Test("CSCto60209: the listing of its scenario has no checksum, and without it has one")
  func checksum() throws {
    let name = "defects/show-itl-without-checksum"
    for (words, has) in [(nil, false), ("defect ", true)] as [(String?, Bool)] {
      let trace = try Self.run(Self.scenario(name, without: words))
      let shown = trace.entries.compactMap { entry in
        if case .stepShowed(_, let text) = entry.event { text } else { nil }
      }
      #expect(shown.map { $0.contains("checksum") } == [has])
      print("cscto60209\t\(name)\tchecksum \(has)")
    }
  }

  @Test(
    "itlrecovery-safe-change: without the step that carries the phones over, some are lost",
    arguments: [
      ("recovering/itlrecovery-safe-change-without-tvs-12.5", "utils itl reset localkey"),
      ("recovering/itlrecovery-safe-change-mixed-mode", "utils ctl reset localkey"),
    ])
  func itlRecoverySafeChange(_ name: String, _ command: String) throws {
    let safe = try Self.run(Self.scenario(name)).lostAtEnd
    let hasty = try Self.run(Self.scenario(name, without: command)).lostAtEnd
    #expect(safe == 0)
    #expect(hasty > 0)
    print("itlrecovery-safe-change\t\(name) without \(command)\tlost \(safe) -> \(hasty)")
  }

  // MARK: Reading and running

  /// A scenario of the repository, without the lines that hold some words, or with more lines:
  /// at its end, or one before the first line that begins with some words.
  static func scenario(
    _ name: String, without words: String? = nil, adding more: String = "",
    inserting line: (text: String, before: String)? = nil
  ) throws -> Scenario {
    let path = "Scenarios/\(name).mop"
    let lines = try Repository.text(path).split(
      separator: "\n", omittingEmptySubsequences: false)
    var kept = lines.filter { line in words.map { !line.contains($0) } ?? true }
    if words != nil { try #require(kept.count < lines.count, "nothing was taken away") }
    if let line {
      let place = try #require(kept.firstIndex { $0.hasPrefix(line.before) }, "no such line")
      kept.insert(Substring(line.text), at: place)
    }
    let text = kept.joined(separator: "\n") + more
    let outcome = readScenario(path, with: OneText(text: text))
    return try #require(outcome.scenario, "\(outcome.rendered(color: false))")
  }

  static func run(_ scenario: Scenario, _ law: Law? = nil) throws -> Trace {
    var world = World(
      scenario, law: law ?? Law(of: scenario), times: TimeConstants(of: scenario))
    return try world.run()
  }

  /// What a run tells its reader: counts by word, measured values, outcomes.
  static func told(_ scenario: Scenario, _ law: Law? = nil) throws -> [String] {
    let trace = try run(scenario, law)
    var lines: [String] = []
    for entry in trace.entries {
      switch entry.event {
      case .census(let census): lines.append("\(census.occasion): \(census.words)")
      case .measured(let number, let measurement):
        lines.append("expectation \(number) measured \(measurement.value)")
      case .waitEnded(let number, let isMet, let measurement):
        lines.append("wait \(number) \(isMet ? "met" : "ran out") at \(measurement.value)")
      default: break
      }
    }
    return lines + judge(trace, of: scenario).map { "\($0.subject) \($0.result)" }
  }

  /// The first line of two tellings that differs, and the row of the table that says so.
  static func expectTurn(_ rule: String, _ name: String, _ one: [String], _ other: [String]) throws
  {
    let place = zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let turned = try #require(
      place ?? (one.count == other.count ? nil : min(one.count, other.count)),
      "nothing in \(name) turns on \(rule)")
    let (old, new) = (one.dropFirst(turned).first ?? "-", other.dropFirst(turned).first ?? "-")
    print("\(rule)\t\(name)\t\(old) -> \(new)")
  }
}

/// How the suite shows that a rule decides something.
enum Showing {
  /// Run in this scenario, the rule reversed tells something else.
  case reversal(String)
  /// The rule follows from others and cannot be reversed by itself: a test of its own shows it.
  case consequence

  var isReversal: Bool { if case .reversal = self { true } else { false } }

  var scenario: String {
    switch self {
    case .reversal(let name):
      name.contains("/") ? name : "changing/" + name
    case .consequence: ""
    }
  }

  // table: one row a rule, in the order of the catalogue.
  init(of rule: RuleID) {
    self =
      switch rule {
      case .tvsRuns: .reversal("dedicated-publisher")
      case .itlSigner: .reversal("single-node-renamed-12.5")
      case .itlRecoveryOwner: .reversal("itlrecovery-renewed-11.5")
      case .itlRecords: .reversal("subscriber-vouches")
      case .itlDiffersPerTFTP: .reversal("served-by-the-other-tftp")
      case .itlRebuiltWhen: .reversal("five-minute-hold")
      case .itlTooLarge: .reversal("itl-too-large")
      case .ctlSAST: .reversal("single-node-renamed-tokenless-11.5")
      case .ctlRecords: .reversal("first-list-with-ctl")
      case .ctlRebuiltWhen: .reversal("ctl-updated-tftp-not-restarted")
      case .configSigner: .reversal("expired-callmanager-12.5")
      case .nameInServerList: .reversal("first-list")
      case .phoneFiles: .reversal("single-node-renamed-12.5")
      case .rollbackParameter: .reversal("rollback-before-rename")
      case .nonSecureCTL: .reversal("mixed-mode-set-and-left")
      case .tftpOrder: .reversal("served-by-the-other-tftp")
      case .sameList: .reversal("expired-itlrecovery-12.5")
      case .firstListIsTrusted: .reversal("first-list")
      case .ctlOnly: .reversal("first-list-with-ctl")
      case .signerInHeldList: .reversal("single-node-renamed-12.5")
      case .newCTLVouchesForITL: .reversal("ctl-updated-before-the-last-certificate")
      case .askTVS: .reversal("subscriber-vouches")
      case .ctlJudgesITL: .reversal("certificate-renewed-ctl-not-updated")
      case .tvsMustBeHeld: .reversal("both-at-once-9.1")
      case .tvsMustAnswer: .reversal("tvs-restarted-during-automatic-reset")
      case .tvsRoles: .reversal("itlrecovery-renewed-without-role")
      case .tvsVouchesITLRecovery: .reversal("itlrecovery-renewed-12.5")
      case .tvsKnows: .reversal("subscriber-vouches")
      case .tvsReadsCTLFile: .reversal("new-etoken-pair")
      case .tvsNegative: .reversal("tvs-says-no")
      case .refusedFileKeepsOld: .reversal("single-node-renamed")
      case .refusedConfiguration: .reversal("single-node-renamed")
      case .noListNoSignature: .reversal("rollback-before-rename")
      case .trustListsOnlyAtBoot: .reversal("mixed-mode-set-and-left")
      case .resetReachesRegisteredOnly: .reversal("two-nodes-renamed-in-turn")
      case .unregisteredPhoneRetries: .reversal("single-node-renamed-12.5")
      case .callManagerFailover: .reversal("storms/failover-to-the-next-callmanager")
      case .unawarePhone: .reversal("ctl-updated-before-the-last-certificate")
      case .oldConfiguration: .reversal("expired-callmanager-12.5")
      case .expiredCertificate: .reversal("expired-tvs")
      case .standingAgreesWithBoot: .consequence
      case .regenerate: .reversal("five-minute-hold")
      case .certificateTakesEffect: .reversal("five-minute-hold")
      case .servicesRestartThemselves: .reversal("services-restart-themselves")
      case .oldCertificateLeaves: .reversal("replaced-certificate-still-signs")
      case .regenerationHold: .reversal("five-minute-hold-12.5")
      case .regenerationResetsPhones: .reversal("automatic-reset-9.1")
      case .rollbackResetsPhones: .reversal("rollback-before-rename")
      case .replication: .reversal("replication-stopped-rename")
      case .renameRegeneratesAll: .reversal("single-node-renamed")
      case .fipsRegeneratesAll: .reversal("fips-on-both-servers")
      case .restartList: .consequence
      case .order: .consequence
      case .bothAtOnce: .consequence
      case .itlReset: .reversal("bulk-reset-after-rename")
      case .itlResetRemoteKey: .reversal("recovering/saved-key-under-another-password")
      case .p12Alert: .reversal("recovering/saved-key-under-another-password")
      case .ctlResetLocalKey: .reversal("recovering/ctl-reset-after-rename")
      case .encryptedConfig: .reversal("recovering/factory-reset-and-encrypted-configuration")
      case .secureRegistration: .reversal("secure-phones-ctl-not-updated")
      case .capfMismatch: .reversal("capf-renewed-ctl-not-updated")
      case .httpsService: .reversal("tomcat-renewed")
      case .tvsCache: .reversal("services-carried-by-the-cache")
      case .oneTrustCertificatePerName: .reversal("moving/same-host-name-twice")
      case .upgrade: .reversal("upgrade-9.1-to-10.5")
      case .itlRecoverySafeChange: .consequence
      case .ctlTokens: .reversal("recovering/etokens-lost")
      case .drsBackup: .reversal("recovering/restore-takes-a-mistake-back")
      case .drsRestore: .reversal("recovering/restore-takes-a-mistake-back")
      case .rebuild: .reversal("recovering/publisher-rebuilt-same-password")
      case .byHand: .reversal("recovering/by-hand-or-factory-reset")
      case .noKeyPresses: .reversal("recovering/key-presses-over-http")
      case .migration: .reversal("moving/secure-clusters-there-and-back")
      case .bulkCertificate: .reversal("moving/secure-clusters-there-and-back")
      case .manualUpload: .reversal("moving/upload-is-one-way")
      case .rollbackMigration: .consequence
      case .centralizedTFTP: .reversal("moving/central-tftp")
      case .csctn50405: .reversal("defects/backup-without-callmanager")
      case .cscto60209: .consequence
      case .cscts01319: .reversal("defects/previous-itl-kept")
      case .cscto87262: .reversal("defects/central-tftp-with-older-cluster")
      case .cscuy43181: .reversal("defects/bulk-export-too-new")
      case .cscun18578: .reversal("defects/itl-reset-fails")
      case .cscun19112: .reversal("defects/remote-key-not-fetched")
      case .cscvv13565: .reversal("defects/upgrade-renews-itlrecovery")
      case .cscti64589: .reversal("defects/default-file-without-tvs-list")
      }
  }
}

/// One scenario that includes nothing.
struct OneText: FileReading {
  let text: String

  func read(_ path: String, includedFrom: String?) throws(FileProblem) -> SourceText {
    guard includedFrom == nil else { throw .missing }
    return SourceText(name: path, bytes: Array(text.utf8))
  }
}

extension Census {
  /// Phones by word, words without phones left out.
  fileprivate var words: String {
    TrustWord.allCases.compactMap { word in
      let count = count([word])
      return count > 0 ? "\(word.rawValue) \(count)" : nil
    }.joined(separator: ", ")
  }

  /// Phones that have power and one of these words.
  fileprivate func powered(_ words: [TrustWord]) -> Int {
    rows.reduce(0) { $0 + ($1.isPowered && words.contains($1.word) ? $1.count : 0) }
  }
}

extension Trace {
  fileprivate var lostAtEnd: Int { censuses.last?.lost ?? 0 }
}
