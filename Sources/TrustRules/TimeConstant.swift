package import VirtualTime

/// A duration or rate of the product and its surroundings that a scenario may set with `assume`.
///
/// Every default is assumed but that of ``keepalive``; durations built on them compare plans.
/// Source: Cisco 116232 gives the size of a configuration and the TVS answer; Cisco Unified SRST,
/// frequently asked questions, fallback of phones, the keepalive; nobody the others.
package enum TimeConstant: String, CaseIterable, Hashable, Sendable {
  case dhcp
  case boot79xx = "boot-79xx"
  case boot88xx = "boot-88xx"
  case tftpRate = "tftp-rate"
  case tftpLimit = "tftp-limit"
  case retryAfter = "retry-after"
  case tvsConnect = "tvs-connect"
  case tvsHandshake = "tvs-handshake"
  case tvsAnswer = "tvs-answer"
  case tvsSilent = "tvs-silent"
  case failover
  case keepalive
  case registrationRate = "registration-rate"
  case serviceRestart = "service-restart"
  case tftpRestart = "tftp-restart"
  case tftpPerPhone = "tftp-per-phone"
  case reboot
  case restore
  case replication
  case upgrade
  case resetSpread = "reset-spread"

  /// What a value of this constant is.
  package enum Quantity: Hashable, Sendable {
    case duration
    /// A whole number a second, at least 1.
    case perSecond
    /// A whole number, at least 1.
    case count
  }

  package var quantity: Quantity {
    switch self {
    case .tftpRate, .registrationRate: .perSecond
    case .tftpLimit: .count
    default: .duration
    }
  }

  /// The default is documented; else it is our assumption.
  package var isDocumented: Bool { self == .keepalive }

  /// The default, in microseconds for a duration, else the plain number.
  package var standard: Int64 {
    switch self {
    case .dhcp: Duration.seconds(20).microseconds
    case .boot79xx: Duration.seconds(60).microseconds
    case .boot88xx: Duration.seconds(90).microseconds
    case .tftpRate: 400
    case .tftpLimit: 2_000
    case .retryAfter: Duration.seconds(5).microseconds
    case .tvsConnect: Duration.milliseconds(10).microseconds
    case .tvsHandshake: Duration.milliseconds(500).microseconds
    case .tvsAnswer: Duration.milliseconds(35).microseconds
    case .tvsSilent: Duration.seconds(5).microseconds
    case .failover: Duration.seconds(2).microseconds
    case .keepalive: Duration.seconds(30).microseconds
    case .registrationRate: 100
    case .serviceRestart: Duration.seconds(60).microseconds
    case .tftpRestart: Duration.seconds(60).microseconds
    case .tftpPerPhone: Duration.milliseconds(2).microseconds
    case .reboot: Duration.minutes(15).microseconds
    case .restore: Duration.minutes(60).microseconds
    case .replication: Duration.seconds(30).microseconds
    case .upgrade: Duration.hours(2).microseconds
    case .resetSpread: Duration.seconds(60).microseconds
    }
  }
}

/// The values of all time constants in one run.
package struct TimeConstants: Hashable, Sendable {
  private var values: [Int64] = TimeConstant.allCases.map(\.standard)
  /// Those a scenario set itself, in catalogue order.
  package private(set) var settled: [TimeConstant] = []

  package init() {}

  /// The plain number of a rate or count, or microseconds.
  package func number(_ name: TimeConstant) -> Int64 {
    values[TimeConstant.allCases.firstIndex(of: name)!]
  }

  package func duration(_ name: TimeConstant) -> Duration {
    Duration(microseconds: number(name))
  }

  package mutating func set(_ name: TimeConstant, to value: Int64) {
    values[TimeConstant.allCases.firstIndex(of: name)!] = value
    settled = TimeConstant.allCases.filter { settled.contains($0) || $0 == name }
  }
}

extension TimeConstant {
  /// The number that a written value stands for; nil if it is none of this constant.
  package func value(_ text: some StringProtocol) -> Int64? {
    switch quantity {
    case .duration:
      guard let duration = Duration(text: text), duration > .zero else { return nil }
      return duration.microseconds
    case .perSecond, .count:
      guard let number = Int64(text), number > 0, number <= 1_000_000 else { return nil }
      return number
    }
  }
}
