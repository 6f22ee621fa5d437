package import VirtualTime

/// A length of time or a number that the rules go by and that no scenario sets.
///
/// Those that a scenario may set with `assume` are ``TimeConstant``. Decision 0006 names those that
/// concern the surroundings rather than a rule.
package enum FixedConstant: String, CaseIterable, Hashable, Sendable {
  // Of rules.
  case itlRecords = "itl-records"
  case itlBytes = "itl-bytes"
  case retryInterval = "retry-interval"
  case retrySpread = "retry-spread"
  case missedKeepalives = "missed-keepalives"
  case answersKept = "answers-kept"
  case regenerationHold = "regeneration-hold"
  case resynchronisation
  // Of the surroundings.
  case certificateAge = "certificate-age"
  case predecessorAge = "predecessor-age"
  case tokenYears = "token-years"
  case settling
  case expiryWarning = "expiry-warning"

  /// What a constant counts.
  package enum Quantity: String, Hashable, Sendable {
    /// Microseconds.
    case duration
    case records, bytes, percent, years, keepalives
  }

  /// What is known of a constant, and from where.
  package struct Record: Hashable, Sendable {
    /// Microseconds for a duration, else the plain number.
    package var amount: Int64
    package var quantity: Quantity
    /// The rule that goes by it; nil: it is of the surroundings.
    package var rule: RuleID?
    package var basis: RuleRecord.Basis
    /// Publisher, document number and section.
    package var source: String

    fileprivate init(
      _ amount: Int64, _ quantity: Quantity, _ rule: RuleID?, _ basis: RuleRecord.Basis,
      source: String
    ) {
      self.amount = amount
      self.quantity = quantity
      self.rule = rule
      self.basis = basis
      self.source = source
    }

    fileprivate init(
      _ duration: Duration, _ rule: RuleID?, _ basis: RuleRecord.Basis, source: String
    ) {
      self.init(duration.microseconds, .duration, rule, basis, source: source)
    }
  }

  /// The constant's record.
  // table: one row a constant.
  package var record: Record {
    switch self {
    // Phones refuse an ITL of more records, or, as the alternative has it, of more bytes.
    case .itlRecords:
      Record(39, .records, .itlTooLarge, .conflict, source: "Security Guide 12.5, ITL file size")
    case .itlBytes:
      Record(65_535, .bytes, .itlTooLarge, .conflict, source: "Security Guide 12.5, ITL file size")
    // After so long an unregistered phone tries its call control servers again, …
    case .retryInterval:
      Record(.seconds(120), .unregisteredPhoneRetries, .assumed, source: Self.ours)
    // … within so much of that earlier or later, as luck has it.
    case .retrySpread:
      Record(25, .percent, .unregisteredPhoneRetries, .assumed, source: Self.ours)
    // So many keepalives without an answer, and the phone goes over to the next CallManager.
    case .missedKeepalives:
      Record(
        3, .keepalives, .callManagerFailover, .documented,
        source: "Cisco Unified SRST, frequently asked questions, fallback of phones")
    // A phone keeps a good answer of TVS for so long.
    case .answersKept:
      Record(.seconds(86_400), .tvsCache, .documented, source: "Cisco 116232, TVS")
    // A node refuses a regeneration within so long of the last.
    case .regenerationHold:
      Record(.minutes(5), .regenerationHold, .documented, source: "Cisco 117598, improvements")
    // Databases agree again so long after replication runs that had stopped.
    case .resynchronisation:
      Record(
        .seconds(1_800), .replication, .documented,
        source: "Cisco 210541, certificate change notification")
    // Certificates that are there at the start were issued so long before it.
    case .certificateAge: Record(.days(365), nil, .assumed, source: Self.ours)
    // Those before them, where phones hold a list of that time.
    case .predecessorAge: Record(.days(730), nil, .assumed, source: Self.ours)
    // The certificate of an eToken is valid for so long.
    case .tokenYears: Record(20, .years, nil, .assumed, source: Self.ours)
    // Phones have so long to come to rest after the last line of a runbook.
    case .settling: Record(.hours(2), nil, .assumed, source: Self.ours)
    // A certificate that ends within so long is worth a warning.
    case .expiryWarning: Record(.days(90), nil, .assumed, source: Self.ours)
    }
  }

  /// The number, in the units of its ``Record/quantity``.
  package var amount: Int64 { record.amount }

  /// The length of time; only of a constant whose quantity is ``Quantity/duration``.
  package var duration: Duration {
    let record = record
    precondition(record.quantity == .duration, "a number is no length of time")
    return Duration(microseconds: record.amount)
  }

  private static let ours = "undocumented, our assumption"
}
