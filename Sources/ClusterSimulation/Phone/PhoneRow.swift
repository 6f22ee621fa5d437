import VirtualTime

/// One phone while time runs: 32 bytes, no reference, found by its place in file order.
///
/// Everything of a phone that an event touches lies in one or two cache lines: events come in
/// random order of phones, so a column for each field would cost a cache line each.
struct PhoneRow: BitwiseCopyable, Sendable {
  /// Since when it is without registration; ``Instant`` microseconds, meaningless while it has one.
  var outageSinceMicroseconds: Int64 = 0
  /// Handle in the world's ``KindTable``.
  var kind: UInt32
  /// What a phone in its stage needs a number for; see ``node``, ``patienceLeft`` and ``question``.
  private var number: UInt32 = 0
  /// Longest stretch without registration so far, in milliseconds; it stops at 49 days.
  var longestOutageMilliseconds: UInt32 = 0
  /// Tickets of another generation are void; it wraps, and no ticket waits for 65,536 boots.
  var generation: UInt16 = 0
  /// Draws of chance made so far; it wraps.
  var draws: UInt16 = 0
  /// The state of the servers, its low bits, when the phone last found nobody to take it.
  var vainEpoch: UInt16 = 0
  var boot = PhoneBoot()
  /// Place in option 150 of the server that serves this boot.
  var tftp: UInt8 = 0
  /// Which option 150 of its site it was given when it booted.
  var option150: UInt8 = 0
  /// How often it tried in its stage; see ``repeats`` and ``serverAsked``.
  private var tries: UInt8 = 0
  /// Always zero: it is written to ask for the row ahead of its event.
  var herald: UInt8 = 0
  var flags: Flags = []

  init(kind: UInt32) { self.kind = kind }

  // MARK: What a number means, by stage

  /// The node that carries its registration, or that it asks for one; nobody's before it registers.
  var node: UInt32 {
    @inline(__always) get {
      assert(boot.stage.hasNode, "\(boot.stage): no node")
      return number
    }
    @inline(__always) set {
      assert(boot.stage.hasNode, "\(boot.stage): no node")
      number = newValue
    }
  }

  /// For how many microseconds after the answer is due it would still wait for a file.
  var patienceLeft: UInt32 {
    @inline(__always) get {
      assert(boot.stage.isFetching, "\(boot.stage): no request")
      return number
    }
    @inline(__always) set {
      assert(boot.stage.isFetching, "\(boot.stage): no request")
      number = newValue
    }
  }

  /// The place of its question for TVS in the world's list. It comes up while a file is fetched,
  /// and is there while TVS is asked.
  var question: UInt32 {
    @inline(__always) get {
      assert(boot.stage.isAsking, "\(boot.stage): no question")
      return number
    }
    @inline(__always) set {
      assert(boot.stage.isFetching, "\(boot.stage): nothing raises a question")
      number = newValue
    }
  }

  /// Times that the current request for a file was repeated.
  var repeats: UInt8 {
    @inline(__always) get {
      assert(boot.stage.isFetching, "\(boot.stage): no request")
      return tries
    }
    @inline(__always) set {
      assert(boot.stage.isFetching, "\(boot.stage): no request")
      tries = newValue
    }
  }

  /// The place, in its list of TVS servers, of the one that is asked.
  var serverAsked: UInt8 {
    @inline(__always) get {
      assert(boot.stage.isAsking, "\(boot.stage): nobody is asked")
      return tries
    }
    @inline(__always) set {
      assert(boot.stage.isAsking, "\(boot.stage): nobody is asked")
      tries = newValue
    }
  }

  /// Nothing was repeated yet, and no server asked.
  @inline(__always)
  mutating func forgetTries() { tries = 0 }

  /// The node that carries its registration, also while a reset is on its way.
  var registrar: Int? {
    boot.stage == .inService || boot.stage == .awaitingReset ? Int(number) : nil
  }

  struct Flags: OptionSet, BitwiseCopyable, Sendable {
    let rawValue: UInt8
    /// It held no list, or blank ones, when the boot began.
    static let wasOpen = Flags(rawValue: 1)
    static let replacedCTL = Flags(rawValue: 2)
    static let offeredTooLarge = Flags(rawValue: 8)
    /// Something changed since it last lost its registration.
    static let changed = Flags(rawValue: 16)
    /// Its registration was lost, or never regained, since the servers last changed.
    static let triedInVain = Flags(rawValue: 32)
    /// It waits for the servers to change before it tries again.
    static let isParked = Flags(rawValue: 64)
    static let isOutage = Flags(rawValue: 128)

    // Sets, by number: written as lists they are made by way of an array, which takes memory.
    /// What is about one attempt at the files of a boot.
    static let ofFiles = Flags(rawValue: 1 | 2 | 4 | 8)
    /// What is over when a phone registers.
    static let ofVainTries = Flags(rawValue: 16 | 32)
    /// What is over when a phone loses its power.
    static let ofPower = Flags(rawValue: 32 | 128)
  }
}
