package import ClusterModel

/// Why a call control server does not take the registration of a phone, and the rule that says so.
package struct RegistrationObstacle: Hashable, Sendable {
  package enum Reason: String, CaseIterable, Hashable, Sendable {
    /// Its node, its CallManager service or the way to it is down, or it has another name now.
    case noAnswer = "no-answer"
    /// The phone holds no configuration that names call control servers.
    case noConfiguration = "no-configuration"
    /// The phone was served the default configuration: the database does not know it.
    case notInDatabase = "not-in-database"
    /// CallManager did not start in mixed mode, and the phone asks for a secure connection.
    case mixedModeOff = "mixed-mode-off"
    /// The certificate that CallManager presents is not in the CTL of the phone.
    case notInCTL = "not-in-ctl"
    /// The same of a phone that holds no CTL with content.
    case notInITL = "not-in-itl"
    case certificateExpired = "certificate-expired"
    /// The node trusts nobody who issued the certificate that the phone shows.
    case issuerNotTrusted = "issuer-not-trusted"
    /// The CAPF record of the phone's CTL differs from the CAPF that runs.
    case otherCAPF = "other-capf"
    /// The phone was offered an ITL of a size that keeps it from registering.
    case listTooLarge = "list-too-large"
    /// The phone refused its configuration and does not register with the last one.
    case configurationRefused = "configuration-refused"
  }
  package var reason: Reason
  /// The server that was tried; nil: the phone tries none.
  package var node: NodeID?

  package init(_ reason: Reason, at node: NodeID? = nil) {
    self.reason = reason
    self.node = node
  }

  /// The rule by which the phone is not registered.
  package var rule: RuleID {
    switch reason {
    case .noAnswer: .unregisteredPhoneRetries
    case .noConfiguration, .notInDatabase: .phoneFiles
    case .mixedModeOff, .notInCTL, .notInITL, .issuerNotTrusted: .secureRegistration
    case .certificateExpired: .expiredCertificate
    case .otherCAPF: .capfMismatch
    case .listTooLarge: .itlTooLarge
    case .configurationRefused: .refusedConfiguration
    }
  }
}

extension [RegistrationObstacle] {
  /// The one to tell first: what a server that answers says, else what the first one says.
  package var telling: RegistrationObstacle? { first { $0.reason != .noAnswer } ?? first }
}
