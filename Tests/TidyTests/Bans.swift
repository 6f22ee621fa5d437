import Testing

/// Words that may not stand in a part of the code, and what to write instead.
struct Ban: Sendable, CustomTestStringConvertible {
  enum Reach: Sendable {
    /// Every Swift file.
    case everywhere
    /// The program, not its tests.
    case program
    /// The program's command line alone.
    case commandLine
    /// The program without its command line.
    case belowTheExecutable
    /// The floors in which time passes.
    case clocks
    /// The floors that hand the law's answers on.
    case outsideTheLaw
    /// Where servers and phones act.
    case acts
    /// Below the executable, but for the floor that runs flips side by side.
    case oneThreaded
  }

  /// Words and signs, in order.
  let pattern: [String]
  let reach: Reach
  /// What stands before makes it something else.
  let unlessAfter: Set<String>
  let instead: String

  init(
    _ pattern: String, _ reach: Reach, unlessAfter: Set<String> = [], instead: String
  ) {
    self.pattern = pattern.split(separator: " ").map(String.init)
    self.reach = reach
    self.unlessAfter = unlessAfter
    self.instead = instead
  }

  var testDescription: String { pattern.joined(separator: " ") }

  func reaches(_ path: String) -> Bool {
    let isProgram = path.hasPrefix("Sources/")
    let isBelow = isProgram && !path.hasPrefix("Sources/trustsim/")
    func isIn(_ floors: String...) -> Bool {
      floors.contains { path.hasPrefix("Sources/\($0)/") }
    }
    switch reach {
    case .everywhere: return true
    case .program: return isProgram
    case .commandLine: return isProgram && !isBelow
    case .belowTheExecutable: return isBelow
    case .clocks:
      return isIn(
        "VirtualTime", "ClusterModel", "TrustRules", "ServerActs", "SimulationTrace",
        "ClusterSimulation")
    case .outsideTheLaw: return isProgram && !isIn("TrustRules", "ClusterModel", "TrustListFiles")
    case .acts: return isIn("ServerActs", "ClusterSimulation")
    case .oneThreaded: return isBelow && !isIn("ScenarioSearch")
    }
  }

  func findings(in source: SwiftSource) -> [Finding] {
    // Signs stand everywhere, so the first word is looked for.
    let first = pattern.firstIndex { $0.contains(where: \.isLetter) } ?? 0
    guard reaches(source.path) else { return [] }
    return source.places(of: pattern[first]).compactMap { found in
      let place = found - first
      guard source.matches(pattern, at: place) else { return nil }
      if let before = source.sign(place - 1), unlessAfter.contains(before) { return nil }
      return Finding(
        path: source.path, line: source.tokens[place].line,
        what: "`\(testDescription)` is banned here; instead: \(instead)")
    }
  }
}

extension Ban {
  static let all: [Ban] =
    access + writing + traps + time + chance + threads + surroundings + law + statuses

  private static let access = [
    Ban("public", .everywhere, instead: "`package`: there is one product"),
    Ban("@ testable", .everywhere, instead: "`package` access to what a test needs"),
  ]

  private static let writing =
    ["print", "debugPrint", "dump", "NSLog", "puts", "printf"].map {
      Ban(
        "\($0) (", .program, unlessAfter: [".", "func"],
        instead: "a byte buffer and a checked write: a full disk must be noticed")
    } + [
      Ban("String ( format :", .program, instead: "interpolation; it is slow, and slow to start")
    ]

  private static let traps = [
    Ban("try !", .program, instead: "`try`, and an error of its own type"),
    Ban("as !", .program, instead: "`as?`, or a type that needs no cast"),
    Ban("fatalError", .program, instead: "a thrown error: a defect ends with exit status 70"),
  ]

  private static let time =
    ["Date (", "Date .", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime"].map
  {
    Ban($0, .belowTheExecutable, instead: "`Instant`: time is the world's")
  }
    + ["gettimeofday", "Timer", "DispatchWallTime", "CFAbsoluteTimeGetCurrent"].map {
      Ban($0, .belowTheExecutable, instead: "`Instant`: time is the world's")
    }
    + ["Double", "Float", "TimeInterval", "CGFloat"].map {
      Ban($0, .clocks, instead: "whole microseconds, or hundredths of a percent")
    }

  private static let chance =
    ["UUID", ". random", ". randomElement", ". shuffled", ". shuffle"].map {
      Ban($0, .belowTheExecutable, instead: "a draw by seed, purpose, owner and number")
    }
    + ["SystemRandomNumberGenerator", "arc4random", "drand48", "srand"].map {
      Ban($0, .belowTheExecutable, instead: "a draw by seed, purpose, owner and number")
    }
    + ["Hasher", ". hashValue"].map {
      Ban($0, .belowTheExecutable, instead: "`Digest`: a hash differs from process to process")
    }

  private static let threads =
    ["Task {", "Task .", "Task (", "Task <", "withTaskGroup", "async", "await"].map {
      Ban($0, .belowTheExecutable, instead: "plain calls: the order of work is the queue's")
    }
    + ["Dispatch", "DispatchQueue", "Thread", "NSLock", "pthread_create"].map {
      Ban($0, .oneThreaded, instead: "one thread; whole runs go side by side in ScenarioSearch")
    }

  private static let surroundings =
    ["FileManager", "FileHandle", "ProcessInfo", "CommandLine", "getenv", "readLine", "Glibc"].map {
      Ban($0, .belowTheExecutable, instead: "a value handed in by the command line")
    }
    + ["exit (", "abort ("].map {
      Ban(
        $0, .belowTheExecutable, unlessAfter: [".", "func"],
        instead: "a thrown error: the command line ends the program")
    }

  private static let statuses =
    [". fails", ". inconclusive"].map {
      Ban(
        $0, .commandLine,
        instead: "`ExitStatus(of:)`: one place says which outcome ends with which status")
    }

  private static let law =
    [". contains", ". first (", ". first {", ". allSatisfy", ". firstIndex"].map {
      Ban(
        ". records \($0)", .outsideTheLaw,
        instead: "a question to TrustRules: only the law reads a list's records")
    } + [
      Ban(
        "option150 . first", .acts,
        instead: "`servingTFTP`: the order of TFTP servers is a rule"),
      Ban(
        ". lists (", .outsideTheLaw,
        instead: "a question to TrustRules: only the law reads a list's records"),
    ]
    + ["CertificateUnit", "[ TrustEntry ]", "TrustStore", "Release"].map {
      Ban(
        "extension \($0)", .acts,
        instead: "a property in TrustRules: what a unit, a store or a release implies is a rule")
    }
}
