/// A rule that no source decides: a scenario settles it with `assume NAME VALUE`, a run flips it.
package enum UndecidedRule: String, CaseIterable, Hashable, Sendable {
  case tvsRuns = "tvs-runs"
  case certificateTakesEffect = "certificate-takes-effect"
  case servicesRestartThemselves = "services-restart-themselves"
  case regenerationResetsPhones = "regeneration-resets-phones"
  case regenerationHold = "regeneration-hold"
  case itlTooLarge = "itl-too-large"
  case rollbackResetsPhones = "rollback-resets-phones"
  case ctlJudgesITL = "ctl-judges-itl"
  case tvsRoles = "tvs-roles"
  case tvsVouchesITLRecovery = "tvs-vouches-itlrecovery"
  case tvsReadsCTLFile = "tvs-reads-ctl-file"
  case tvsNegative = "tvs-negative"
  case refusedConfiguration = "refused-configuration"
  case capfMismatch = "capf-mismatch"

  /// The two readings, the default first.
  package var values: (standard: String, alternative: String) {
    switch self {
    case .tvsRuns: ("callmanager-nodes", "every-node")
    case .certificateTakesEffect: ("notification", "restart")
    case .servicesRestartThemselves, .regenerationResetsPhones, .regenerationHold: ("yes", "no")
    case .itlTooLarge: ("records", "bytes")
    case .rollbackResetsPhones: ("no", "yes")
    case .ctlJudgesITL: ("with-itl-and-tvs", "alone")
    case .tvsRoles: ("by-unit", "all-certificates")
    case .tvsVouchesITLRecovery, .tvsReadsCTLFile: ("yes", "no")
    case .tvsNegative: ("final", "next")
    case .refusedConfiguration: ("registers", "unregistered")
    case .capfMismatch: ("blocks", "registers")
    }
  }

  /// The rule's bit in an ``UndecidedRules`` set.
  var bit: UInt32 { 1 << UInt32(Self.allCases.firstIndex(of: self)!) }
}

/// A set of undecided rules.
package struct UndecidedRules: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
  package init(_ rule: UndecidedRule) { self.init(rawValue: rule.bit) }

  /// The members in the order of the catalogue.
  package var rules: [UndecidedRule] {
    UndecidedRule.allCases.filter { contains(UndecidedRules($0)) }
  }

  /// Fewer rules come first; of as many the one whose first different rule stands earlier in the
  /// catalogue.
  package func precedes(_ other: UndecidedRules) -> Bool {
    let (count, otherCount) = (rawValue.nonzeroBitCount, other.rawValue.nonzeroBitCount)
    if count != otherCount { return count < otherCount }
    // The lowest bit in which they differ belongs to the earlier one.
    let difference = rawValue ^ other.rawValue
    return rawValue & difference & (~difference &+ 1) != 0
  }
}
