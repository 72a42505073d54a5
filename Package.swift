// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled the same way: Swift 6, and each unsafe construct marked as such. None of these is an unsafe flag,
/// so other packages can depend on this one. Warnings are errors in `.ci/run` only: a newer compiler's break nobody's build.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The order below is the order of the arrows: a target imports only what stands above it.
let package = Package(
  name: "carbon-scheduling",
  platforms: [.macOS(.v13), .iOS(.v16)],
  products: [
    .library(name: "CarbonScheduling", targets: ["CarbonScheduling"]),
    .library(name: "CarbonTraces", targets: ["CarbonTraces"]),
    .library(name: "CarbonReplay", targets: ["CarbonReplay"]),
    .executable(name: "carbon-schedule", targets: ["carbon-schedule"]),
    .executable(name: "carbon-replay", targets: ["carbon-replay"]),
  ],
  targets: [
    // Text as it may stand in a terminal, a shell, CSV or YAML.
    .target(name: "Escaping", swiftSettings: strict),

    // The libraries.
    .target(name: "WindowKernels", swiftSettings: strict),
    .target(name: "PauseKernels", swiftSettings: strict),
    .target(name: "CarbonScheduling", dependencies: ["WindowKernels", "PauseKernels"], swiftSettings: strict),
    .target(name: "CarbonTraces", dependencies: ["CarbonScheduling", "Escaping"], swiftSettings: strict),
    .target(name: "CarbonReplay", dependencies: ["WindowKernels", "CarbonScheduling"], swiftSettings: strict),

    // Charts as values, drawn as SVG; of the library they use the calendar alone.
    .target(name: "Charts", dependencies: ["CarbonScheduling"], swiftSettings: strict),

    // The pages made of them.
    .target(
      name: "Reports", dependencies: ["CarbonScheduling", "CarbonReplay", "Charts", "Escaping"], swiftSettings: strict),

    // Processes, signals and locks; it knows no carbon.
    .target(name: "ChildProcesses", swiftSettings: strict),

    // Answers of providers, with a cache of them.
    .target(
      name: "LiveTraces", dependencies: ["CarbonScheduling", "CarbonTraces", "ChildProcesses"], swiftSettings: strict),

    // Jobs that are run by plan; it knows no process.
    .target(name: "CarbonJobs", dependencies: ["CarbonScheduling"], swiftSettings: strict),

    // The command lines, and what they share.
    .target(name: "CommandLineKit", dependencies: ["Escaping"], swiftSettings: strict),
    .target(
      name: "CarbonCommands",
      dependencies: ["CarbonScheduling", "CarbonTraces", "CommandLineKit"],
      swiftSettings: strict),
    .executableTarget(
      name: "carbon-schedule",
      dependencies: [
        "CarbonScheduling", "CarbonTraces", "Charts", "Reports", "CarbonCommands", "CommandLineKit", "Escaping",
        "CarbonJobs", "ChildProcesses",
        "LiveTraces",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "carbon-replay",
      dependencies: [
        "CarbonScheduling", "CarbonTraces", "CarbonReplay", "Charts", "Reports", "CarbonCommands", "CommandLineKit",
        "Escaping",
      ],
      path: "Benchmarks/carbon-replay",
      swiftSettings: strict),

    // The model behind Datasets, and the command that makes them.
    .target(name: "GridModel", path: "Benchmarks/GridModel", swiftSettings: strict),
    .executableTarget(
      name: "carbon-datasets",
      dependencies: ["GridModel", "CarbonScheduling", "CarbonTraces", "CarbonReplay", "CommandLineKit"],
      path: "Benchmarks/carbon-datasets",
      swiftSettings: strict),

    // The stopwatch, and what it times.
    .target(
      name: "Measuring",
      dependencies: ["CommandLineKit"],
      path: "Benchmarks/Measuring",
      swiftSettings: strict),
    .executableTarget(
      name: "carbon-bench",
      dependencies: [
        "WindowKernels", "PauseKernels", "CarbonScheduling", "CarbonTraces", "CarbonReplay", "CarbonCommands",
        "CommandLineKit",
        "Measuring", "TestSupport",
      ],
      path: "Benchmarks/carbon-bench",
      swiftSettings: strict),

    // The tests, one target per module.
    .target(
      name: "TestSupport",
      dependencies: ["PauseKernels", "CarbonScheduling"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "EscapingTests", dependencies: ["Escaping"], swiftSettings: strict),
    .testTarget(name: "WindowKernelsTests", dependencies: ["WindowKernels", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "PauseKernelsTests", dependencies: ["PauseKernels", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CarbonSchedulingTests",
      dependencies: ["CarbonScheduling", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CarbonTracesTests",
      dependencies: ["CarbonScheduling", "CarbonTraces", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CarbonReplayTests",
      dependencies: ["CarbonScheduling", "CarbonReplay", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ChartsTests",
      dependencies: ["Charts", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "LiveTracesTests",
      dependencies: [
        "LiveTraces", "CarbonScheduling", "CarbonTraces", "ChildProcesses", "TestSupport", "carbon-schedule",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CarbonJobsTests", dependencies: ["CarbonJobs", "CarbonScheduling", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "MeasuringTests", dependencies: ["Measuring"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["CarbonScheduling", "CarbonTraces", "CarbonReplay", "Charts", "Reports", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GridModelTests", dependencies: ["GridModel", "CarbonReplay", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "CarbonScheduling", "CarbonTraces", "CarbonCommands", "CarbonJobs", "CommandLineKit", "ChildProcesses",
        "TestSupport", "carbon-schedule",
        "carbon-replay",
        "carbon-bench", "Measuring",
      ],
      swiftSettings: strict),
  ]
)
