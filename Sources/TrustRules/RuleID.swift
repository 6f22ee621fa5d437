/// The closed list of rules; a name is the same here, in the trace, in a report and in its test.
package enum RuleID: String, CaseIterable, Hashable, Sendable {
  // What servers publish.
  case tvsRuns = "tvs-runs"
  case itlSigner = "itl-signer"
  case itlRecoveryOwner = "itlrecovery-owner"
  case itlRecords = "itl-records"
  case itlDiffersPerTFTP = "itl-differs-per-tftp"
  case itlRebuiltWhen = "itl-rebuilt-when"
  case itlTooLarge = "itl-too-large"
  case ctlSAST = "ctl-sast"
  case ctlRecords = "ctl-records"
  case ctlRebuiltWhen = "ctl-rebuilt-when"
  case configSigner = "config-signer"
  case nameInServerList = "name-in-server-list"
  case phoneFiles = "phone-files"
  case rollbackParameter = "rollback-parameter"
  case nonSecureCTL = "non-secure-ctl"
  // How a phone decides.
  case tftpOrder = "tftp-order"
  case sameList = "same-list"
  case firstListIsTrusted = "first-list-is-trusted"
  case ctlOnly = "ctl-only"
  case signerInHeldList = "signer-in-held-list"
  case newCTLVouchesForITL = "new-ctl-vouches-for-itl"
  case askTVS = "ask-tvs"
  case ctlJudgesITL = "ctl-judges-itl"
  case tvsMustBeHeld = "tvs-must-be-held"
  case tvsMustAnswer = "tvs-must-answer"
  case tvsRoles = "tvs-roles"
  case tvsVouchesITLRecovery = "tvs-vouches-itlrecovery"
  case tvsKnows = "tvs-knows"
  case tvsReadsCTLFile = "tvs-reads-ctl-file"
  case tvsNegative = "tvs-negative"
  case refusedFileKeepsOld = "refused-file-keeps-old"
  case refusedConfiguration = "refused-configuration"
  case noListNoSignature = "no-list-no-signature"
  case trustListsOnlyAtBoot = "trust-lists-only-at-boot"
  case resetReachesRegisteredOnly = "reset-reaches-registered-only"
  case unregisteredPhoneRetries = "unregistered-phone-retries"
  case callManagerFailover = "callmanager-failover"
  case unawarePhone = "unaware-phone"
  case oldConfiguration = "old-configuration"
  case expiredCertificate = "expired-certificate"
  case encryptedConfig = "encrypted-config"
  case secureRegistration = "secure-registration"
  case capfMismatch = "capf-mismatch"
  case httpsService = "https-service"
  case tvsCache = "tvs-cache"
  // Where a phone stands.
  case standingAgreesWithBoot = "standing-agrees-with-boot"
  // What certificate changes do.
  case regenerate
  case certificateTakesEffect = "certificate-takes-effect"
  case servicesRestartThemselves = "services-restart-themselves"
  case oldCertificateLeaves = "old-certificate-leaves"
  case regenerationHold = "regeneration-hold"
  case regenerationResetsPhones = "regeneration-resets-phones"
  case rollbackResetsPhones = "rollback-resets-phones"
  case replication
  case renameRegeneratesAll = "rename-regenerates-all"
  case fipsRegeneratesAll = "fips-regenerates-all"
  case restartList = "restart-list"
  case order
  case bothAtOnce = "both-at-once"
  case oneTrustCertificatePerName = "one-trust-certificate-per-name"
  case upgrade
  // Recovery.
  case itlReset = "itl-reset"
  case itlResetRemoteKey = "itl-reset-remotekey"
  case p12Alert = "p12-alert"
  case ctlResetLocalKey = "ctl-reset-localkey"
  case itlRecoverySafeChange = "itlrecovery-safe-change"
  case ctlTokens = "ctl-tokens"
  case drsBackup = "drs-backup"
  case drsRestore = "drs-restore"
  case rebuild
  case byHand = "by-hand"
  case noKeyPresses = "no-key-presses"
  // Moving phones between clusters.
  case migration
  case bulkCertificate = "bulk-certificate"
  case manualUpload = "manual-upload"
  case rollbackMigration = "rollback-migration"
  case centralizedTFTP = "centralized-tftp"
  // Known defects.
  case csctn50405 = "CSCtn50405"
  case cscto60209 = "CSCto60209"
  case cscts01319 = "CSCts01319"
  case cscto87262 = "CSCto87262"
  case cscuy43181 = "CSCuy43181"
  case cscun18578 = "CSCun18578"
  case cscun19112 = "CSCun19112"
  case cscvv13565 = "CSCvv13565"
  case cscti64589 = "CSCti64589"

  /// The rule's record.
  // table: one row a rule.
  package var record: RuleRecord {
    switch self {
    case .tvsRuns: .tvsRuns
    case .itlSigner: .itlSigner
    case .itlRecoveryOwner: .itlRecoveryOwner
    case .itlRecords: .itlRecords
    case .itlDiffersPerTFTP: .itlDiffersPerTFTP
    case .itlRebuiltWhen: .itlRebuiltWhen
    case .itlTooLarge: .itlTooLarge
    case .ctlSAST: .ctlSAST
    case .ctlRecords: .ctlRecords
    case .ctlRebuiltWhen: .ctlRebuiltWhen
    case .configSigner: .configSigner
    case .nameInServerList: .nameInServerList
    case .phoneFiles: .phoneFiles
    case .rollbackParameter: .rollbackParameter
    case .nonSecureCTL: .nonSecureCTL
    case .tftpOrder: .tftpOrder
    case .sameList: .sameList
    case .firstListIsTrusted: .firstListIsTrusted
    case .ctlOnly: .ctlOnly
    case .signerInHeldList: .signerInHeldList
    case .newCTLVouchesForITL: .newCTLVouchesForITL
    case .askTVS: .askTVS
    case .ctlJudgesITL: .ctlJudgesITL
    case .tvsMustBeHeld: .tvsMustBeHeld
    case .tvsMustAnswer: .tvsMustAnswer
    case .tvsRoles: .tvsRoles
    case .tvsVouchesITLRecovery: .tvsVouchesITLRecovery
    case .tvsKnows: .tvsKnows
    case .tvsReadsCTLFile: .tvsReadsCTLFile
    case .tvsNegative: .tvsNegative
    case .refusedFileKeepsOld: .refusedFileKeepsOld
    case .refusedConfiguration: .refusedConfiguration
    case .noListNoSignature: .noListNoSignature
    case .trustListsOnlyAtBoot: .trustListsOnlyAtBoot
    case .resetReachesRegisteredOnly: .resetReachesRegisteredOnly
    case .unregisteredPhoneRetries: .unregisteredPhoneRetries
    case .callManagerFailover: .callManagerFailover
    case .unawarePhone: .unawarePhone
    case .oldConfiguration: .oldConfiguration
    case .expiredCertificate: .expiredCertificate
    case .encryptedConfig: .encryptedConfig
    case .secureRegistration: .secureRegistration
    case .capfMismatch: .capfMismatch
    case .httpsService: .httpsService
    case .tvsCache: .tvsCache
    case .standingAgreesWithBoot: .standingAgreesWithBoot
    case .regenerate: .regenerate
    case .certificateTakesEffect: .certificateTakesEffect
    case .servicesRestartThemselves: .servicesRestartThemselves
    case .oldCertificateLeaves: .oldCertificateLeaves
    case .regenerationHold: .regenerationHold
    case .regenerationResetsPhones: .regenerationResetsPhones
    case .rollbackResetsPhones: .rollbackResetsPhones
    case .replication: .replication
    case .renameRegeneratesAll: .renameRegeneratesAll
    case .fipsRegeneratesAll: .fipsRegeneratesAll
    case .restartList: .restartList
    case .order: .order
    case .bothAtOnce: .bothAtOnce
    case .oneTrustCertificatePerName: .oneTrustCertificatePerName
    case .upgrade: .upgrade
    case .itlReset: .itlReset
    case .itlResetRemoteKey: .itlResetRemoteKey
    case .p12Alert: .p12Alert
    case .ctlResetLocalKey: .ctlResetLocalKey
    case .itlRecoverySafeChange: .itlRecoverySafeChange
    case .ctlTokens: .ctlTokens
    case .drsBackup: .drsBackup
    case .drsRestore: .drsRestore
    case .rebuild: .rebuild
    case .byHand: .byHand
    case .noKeyPresses: .noKeyPresses
    case .migration: .migration
    case .bulkCertificate: .bulkCertificate
    case .manualUpload: .manualUpload
    case .rollbackMigration: .rollbackMigration
    case .centralizedTFTP: .centralizedTFTP
    case .csctn50405: .csctn50405
    case .cscto60209: .cscto60209
    case .cscts01319: .cscts01319
    case .cscto87262: .cscto87262
    case .cscuy43181: .cscuy43181
    case .cscun18578: .cscun18578
    case .cscun19112: .cscun19112
    case .cscvv13565: .cscvv13565
    case .cscti64589: .cscti64589
    }
  }

  /// The place of the rule in the list of all rules, from 0: for tables and tickets that have no
  /// room for a name. It changes when a rule is added; it is never printed.
  package var number: UInt16 { UInt16(Self.allCases.firstIndex(of: self) ?? 0) }

  /// The rule with this number; it is one that ``number`` gave.
  package init(number: UInt16) { self = Self.allCases[Int(number)] }

  /// The undecided rule of the same name, if this is one.
  package var undecided: UndecidedRule? { UndecidedRule(rawValue: rawValue) }
}
