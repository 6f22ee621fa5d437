import TrustRules
import VirtualTime

/// What a phone does from power to service, and what brings it back to the start.
///
///     off ─► starting ─► fetching CTL ─► fetching ITL ─► fetching configuration ─► registering
///                            ▲               ▲                  ▲                      │
///                            ▼               ▼                  ▼                      ▼
///                        asking TVS      asking TVS         asking TVS           in service or not
///
/// Left out: firmware upgrades, locale and ring list files, 802.1X, VPN. No clock, no chance, no
/// law: the world says what happened, the machine says what the phone wants next.
package struct PhoneBoot: Hashable, Sendable, BitwiseCopyable {
  /// The stages of a boot in the order in which a healthy phone passes them.
  package enum Stage: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// The phone has no power,
    case off
    /// and once it has, gets an address and its list of TFTP servers;
    case starting
    /// then it fetches its CTL,
    case fetchingCTL
    /// asks TVS about a signer it does not know,
    case askingAboutCTL
    /// fetches its ITL,
    case fetchingITL
    /// asks about that,
    case askingAboutITL
    /// fetches its configuration,
    case fetchingConfiguration
    /// asks about that,
    case askingAboutConfiguration
    /// registers with the first call control server that takes it,
    case registering
    /// is in service
    case inService
    /// until a reset is on its way to it,
    case awaitingReset
    /// or it has lost its registration and tries again.
    case unregistered
  }

  /// What can happen to it.
  package enum Event: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case powerLost
    case powerReturned
    /// The address and the server list are there.
    case started
    /// The file is judged, or there is none; the next is the CTL, ITL, configuration or nothing.
    case settledNextCTL
    case settledNextITL
    case settledNextConfiguration
    case settledLast
    /// No held list has the signer.
    case signerUnknown
    /// A server of option 150 was given up; the boot begins again with the next.
    case serverGivenUp
    /// Registration was taken, or nobody takes it.
    case registered
    case notRegistered
    /// Whoever carries the registration went away.
    case registrationLost
    case resetOrdered
    /// A reset arrived over the registration, or the phone was restarted by hand.
    case rebooted
    /// The retry is due: a server takes it, or none does.
    case retryTaken
    case retryInVain
  }

  /// What the phone wants of the world next.
  package enum Want: UInt8, Sendable, BitwiseCopyable {
    case nothing
    case start
    case fetchCTL
    case fetchITL
    case fetchConfiguration
    case askTVS
    case register
    case waitForRetry
    /// Goes over to another CallManager after a while.
    case failOver
  }

  package private(set) var stage = Stage.off

  package init() {}

  /// A machine in this stage.
  init(stage: Stage) { self.stage = stage }

  /// A phone that is in service from the start.
  package static let inService: PhoneBoot = {
    var boot = PhoneBoot()
    boot.stage = .inService
    return boot
  }()

  /// A phone that lost its registration before the start.
  package static let unregistered: PhoneBoot = {
    var boot = PhoneBoot()
    boot.stage = .unregistered
    return boot
  }()

  /// Takes one event and says what the phone wants next.
  ///
  /// - Throws: ``UnreachableTransition`` if the event cannot happen in this stage: a defect of the
  ///   program, never of a scenario.
  package mutating func receive(_ event: Event) throws(UnreachableTransition) -> Want {
    switch (stage, event) {
    // Power comes and goes in any stage.
    case (_, .powerLost): return go(.off, .nothing)
    case (.off, .powerReturned), (.off, .rebooted): return go(.starting, .start)
    case (.off, _), (_, .powerReturned): throw UnreachableTransition(stage: stage, event: event)
    // A restart by hand or by reset begins the boot in any stage with power.
    case (_, .rebooted): return go(.starting, .start)

    case (.starting, .started), (.starting, .settledNextCTL): return go(.fetchingCTL, .fetchCTL)
    // A model that has other files first, or only one.
    case (.starting, .settledNextITL): return go(.fetchingITL, .fetchITL)
    case (.starting, .settledNextConfiguration):
      return go(.fetchingConfiguration, .fetchConfiguration)

    case (.fetchingCTL, .signerUnknown): return go(.askingAboutCTL, .askTVS)
    case (.fetchingITL, .signerUnknown): return go(.askingAboutITL, .askTVS)
    case (.fetchingConfiguration, .signerUnknown): return go(.askingAboutConfiguration, .askTVS)
    case (.askingAboutCTL, .signerUnknown), (.askingAboutITL, .signerUnknown),
      (.askingAboutConfiguration, .signerUnknown):
      return .askTVS

    case (.fetchingCTL, _) where event.settles, (.askingAboutCTL, _) where event.settles,
      (.fetchingITL, _) where event.settles, (.askingAboutITL, _) where event.settles,
      (.fetchingConfiguration, _) where event.settles,
      (.askingAboutConfiguration, _) where event.settles:
      return settle(event)
    case (.fetchingCTL, .serverGivenUp), (.fetchingITL, .serverGivenUp),
      (.fetchingConfiguration, .serverGivenUp):
      return go(.fetchingCTL, .fetchCTL)

    case (.registering, .registered): return go(.inService, .nothing)
    case (.registering, .notRegistered), (.registering, .registrationLost):
      return go(.unregistered, .waitForRetry)

    case (.inService, .resetOrdered): return go(.awaitingReset, .nothing)
    case (.inService, .registrationLost), (.awaitingReset, .registrationLost):
      return go(.unregistered, .failOver)

    case (.unregistered, .retryTaken): return go(.registering, .register)
    case (.unregistered, .retryInVain): return go(.starting, .start)

    case (.starting, _), (.fetchingCTL, _), (.askingAboutCTL, _), (.fetchingITL, _),
      (.askingAboutITL, _), (.fetchingConfiguration, _), (.askingAboutConfiguration, _),
      (.registering, _), (.inService, _), (.awaitingReset, _), (.unregistered, _):
      throw UnreachableTransition(stage: stage, event: event)
    }
  }

  private mutating func go(_ next: Stage, _ want: Want) -> Want {
    stage = next
    return want
  }

  private mutating func settle(_ event: Event) -> Want {
    switch event {
    case .settledNextCTL: go(.fetchingCTL, .fetchCTL)
    case .settledNextITL: go(.fetchingITL, .fetchITL)
    case .settledNextConfiguration: go(.fetchingConfiguration, .fetchConfiguration)
    default: go(.registering, .register)
    }
  }
}

extension PhoneBoot.Stage {
  /// The file about which TVS is asked; nil in every other stage.
  var fileAskedAbout: PhoneFile? {
    switch self {
    case .askingAboutCTL: .ctl
    case .askingAboutITL: .itl
    case .askingAboutConfiguration: .configuration
    case .off, .starting, .fetchingCTL, .fetchingITL, .fetchingConfiguration, .registering,
      .inService, .awaitingReset, .unregistered:
      nil
    }
  }

  /// TVS is asked about a file.
  var isAsking: Bool { fileAskedAbout != nil }

  /// A file was asked for, or is about to be.
  var isFetching: Bool {
    switch self {
    case .fetchingCTL, .fetchingITL, .fetchingConfiguration: true
    case .off, .starting, .askingAboutCTL, .askingAboutITL, .askingAboutConfiguration,
      .registering, .inService, .awaitingReset, .unregistered:
      false
    }
  }

  /// A node carries the phone's registration, or is asked for one.
  var hasNode: Bool {
    switch self {
    case .registering, .inService, .awaitingReset: true
    case .off, .starting, .fetchingCTL, .askingAboutCTL, .fetchingITL, .askingAboutITL,
      .fetchingConfiguration, .askingAboutConfiguration, .unregistered:
      false
    }
  }
}

extension PhoneBoot.Event {
  fileprivate var settles: Bool {
    switch self {
    case .settledNextCTL, .settledNextITL, .settledNextConfiguration, .settledLast: true
    default: false
    }
  }
}

/// An event reached a machine in a stage where it cannot happen: the program is wrong.
package struct UnreachableTransition: Error, Hashable, Sendable {
  package var stage: PhoneBoot.Stage
  package var event: PhoneBoot.Event
}
