// swift-tools-version: 6.2
import PackageDescription

// A floor imports only the floors it names here, and each names only floors above it in this list.
let floors: [(name: String, imports: [String])] = [
  ("VirtualTime", []),
  ("TextFormats", []),
  ("ClusterModel", ["VirtualTime"]),
  ("TrustRules", ["VirtualTime", "ClusterModel"]),
  ("TrustListFiles", ["VirtualTime", "ClusterModel", "TrustRules"]),
  ("ServerActs", ["VirtualTime", "ClusterModel", "TrustRules"]),
  ("SimulationTrace", ["VirtualTime", "ClusterModel", "TrustRules"]),
  (
    "ClusterSimulation",
    [
      "VirtualTime", "ClusterModel", "TrustRules", "TrustListFiles", "ServerActs",
      "SimulationTrace",
    ]
  ),
  ("TrustVerdicts", ["VirtualTime", "ClusterModel", "TrustRules", "SimulationTrace"]),
  (
    "TrustReports",
    [
      "VirtualTime", "TextFormats", "ClusterModel", "TrustRules", "TrustListFiles",
      "SimulationTrace", "TrustVerdicts",
    ]
  ),
  (
    "ScenarioLanguage",
    ["VirtualTime", "TextFormats", "ClusterModel", "TrustRules", "TrustListFiles"]
  ),
  (
    "ClusterImport",
    [
      "VirtualTime", "TextFormats", "ClusterModel", "TrustRules", "TrustListFiles",
      "ScenarioLanguage",
    ]
  ),
  (
    "ScenarioSearch",
    [
      "VirtualTime", "ClusterModel", "TrustRules", "SimulationTrace", "ClusterSimulation",
      "TrustVerdicts",
    ]
  ),
  (
    "TrustBench",
    [
      "VirtualTime", "TextFormats", "ClusterModel", "TrustRules", "TrustListFiles",
      "SimulationTrace", "ClusterSimulation", "TrustVerdicts", "TrustReports", "ScenarioLanguage",
      "ScenarioSearch",
    ]
  ),
]
let everyFloor = floors.map { Target.Dependency(stringLiteral: $0.name) }

// Warnings are errors where the build is judged, and only there: a newer compiler's new warning
// must not stop somebody who only wants to run the program.
let strict = Context.environment["STRICT"] == "1"
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    // The phase of the compiler that keeps large values in memory, rather than in registers, may
    // read one after that memory was given back (swiftlang/swift issues 89836 and 91283, mended for
    // 6.4). It is left out until then: decision 0019.
    .unsafeFlags(["-Xfrontend", "-disable-large-loadable-types-reg2mem"]),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

// Tests run thousands of evenings: what they run is optimised in a debug build, too.
let hot: Set<String> = [
  "VirtualTime", "ClusterModel", "TrustRules", "ServerActs", "SimulationTrace",
  "ClusterSimulation", "TrustVerdicts",
]
let optimised: [SwiftSetting] = [
  .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]

let package = Package(
  name: "trustsim",
  targets: floors.map { floor in
    .target(
      name: floor.name,
      dependencies: floor.imports.map { Target.Dependency(stringLiteral: $0) },
      swiftSettings: settings + (hot.contains(floor.name) ? optimised : []))
  } + [
    .executableTarget(name: "trustsim", dependencies: everyFloor, swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: everyFloor, path: "Tests/Support",
      swiftSettings: settings),
    // What the fuzzer checks, and what the tests of its corpus check.
    .target(
      name: "FuzzProperties", dependencies: everyFloor, path: "Tests/Fuzz/Properties",
      swiftSettings: settings),
    .target(name: "AllocationCount", path: "Tests/AllocationCount"),
  ]
    + floors.map { floor in
      .testTarget(
        name: floor.name + "Tests",
        dependencies: everyFloor + ["TestSupport", "AllocationCount", "FuzzProperties"],
        swiftSettings: settings)
    } + [
      .testTarget(
        name: "ScenarioTests", dependencies: everyFloor + ["TestSupport"], swiftSettings: settings),
      .testTarget(
        name: "FuzzTests", dependencies: everyFloor + ["TestSupport", "FuzzProperties"],
        swiftSettings: settings),
      .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: settings),
      .testTarget(
        name: "CommandLineTests", dependencies: everyFloor + ["TestSupport", "trustsim"],
        swiftSettings: settings),
    ]
)
