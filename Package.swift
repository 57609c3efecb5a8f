// swift-tools-version: 6.2
import PackageDescription

/// In CI a warning is an error.
let strictness: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// What every Swift target is compiled with: Swift 6 mode, spans with lifetimes, and no unsafe construct unmarked.
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .strictMemorySafety(),
  ] + strictness

/// The pixel loops are useless unoptimised: they are compiled at -O3 in debug builds too.
let kernelSettings: [CSetting] = [.unsafeFlags(["-O3", "-fno-math-errno"])]

/// The same goes for drawing scenes, which only tests do.
let sceneSettings: [SwiftSetting] = [.unsafeFlags(["-O"])]

let package = Package(
  name: "uncanny",
  products: [
    .executable(name: "uncanny", targets: ["UncannyCommand"]),
    .library(name: "UncannyPipeline", targets: ["UncannyPipeline"]),
    .library(name: "gstuncanny", type: .dynamic, targets: ["UncannyPlugin"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    // without its traits it needs neither swift-configuration nor all of Foundation
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
  ],
  targets: [
    .target(name: "CKernels", cSettings: kernelSettings),
    .target(name: "Uncanny", dependencies: ["CKernels"], swiftSettings: settings),
    .target(name: "UncannyScenes", dependencies: ["Uncanny"], swiftSettings: settings + sceneSettings),
    .target(name: "UncannyDetectors", dependencies: ["Uncanny", "UncannyScenes"], swiftSettings: settings),
    .target(name: "UncannyOverlay", dependencies: ["Uncanny"], swiftSettings: settings),
    .target(name: "UncannyCompare", dependencies: ["Uncanny"], swiftSettings: settings),
    .testTarget(
      name: "UncannyCompareTests", dependencies: ["Uncanny", "UncannyCompare", "UncannyScenes"],
      swiftSettings: settings),
    .target(name: "UncannyReport", dependencies: ["Uncanny", "UncannyCompare"], swiftSettings: settings),
    .systemLibrary(
      name: "CGStreamer",
      pkgConfig: "gstreamer-video-1.0",
      providers: [.apt(["libgstreamer1.0-dev", "libgstreamer-plugins-base1.0-dev"])]),
    .target(name: "GStreamer", dependencies: ["CGStreamer"], swiftSettings: settings),
    .testTarget(name: "GStreamerTests", dependencies: ["GStreamer"], swiftSettings: settings),
    .target(name: "COpenVINO", cSettings: kernelSettings),
    .target(name: "CMosquitto", cSettings: kernelSettings),
    .target(
      name: "UncannyPerception",
      dependencies: ["CGStreamer", "COpenVINO", "Uncanny"],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyPerceptionTests",
      dependencies: ["TestSupport", "Uncanny", "UncannyPerception", "UncannyScenes"],
      exclude: ["Tensors"],
      swiftSettings: settings),
    .target(name: "CProvenance", cSettings: kernelSettings),
    .target(
      name: "UncannyProvenance",
      dependencies: ["CProvenance", "UncannyPerception", "UncannyReport"],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyProvenanceTests",
      dependencies: ["TestSupport", "UncannyPerception", "UncannyProvenance", "UncannyReport"],
      exclude: ["Signed"],
      swiftSettings: settings),
    .target(
      name: "UncannyElement",
      dependencies: ["CGStreamer", "Uncanny", "UncannyDetectors", "UncannyOverlay"],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyElementTests",
      dependencies: ["CGStreamer", "GStreamer", "Uncanny", "UncannyDetectors", "UncannyElement"],
      swiftSettings: settings),
    .target(
      name: "UncannyPlugin",
      dependencies: ["CGStreamer", "Uncanny", "UncannyElement"],
      exclude: ["exports.map"],
      swiftSettings: settings,
      linkerSettings: [
        // what loads it need not have Swift, and may have another
        .unsafeFlags([
          "-static-stdlib", "-Xlinker",
          "--version-script=\(Context.packageDirectory)/Sources/UncannyPlugin/exports.map",
        ])
      ]),
    .target(
      name: "UncannyPipeline",
      dependencies: [
        "GStreamer", "Uncanny", "UncannyDetectors", "UncannyElement", "UncannyOverlay", "UncannyPerception",
        "UncannyProvenance", "UncannyReport", .product(name: "Histogram", package: "hdrhistogram-swift"),
      ],
      swiftSettings: settings),
    .target(
      name: "UncannyDashboard",
      dependencies: [
        "Uncanny", "UncannyReport", .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .target(
      name: "UncannyAlerts",
      dependencies: [
        "CMosquitto", "Uncanny", "UncannyReport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyAlertsTests",
      dependencies: [
        "TestMedia", "TestSupport", "Uncanny", "UncannyAlerts", "UncannyReport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "UncannyCommand",
      dependencies: [
        "GStreamer", "Uncanny", "UncannyAlerts", "UncannyCompare", "UncannyDashboard", "UncannyDetectors",
        "UncannyPerception", "UncannyPipeline", "UncannyProvenance", "UncannyReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: settings),
    .testTarget(name: "UncannyTests", dependencies: ["Uncanny", "UncannyScenes"], swiftSettings: settings),
    .testTarget(
      name: "UncannyDetectorsTests",
      dependencies: ["TestSupport", "Uncanny", "UncannyDetectors", "UncannyScenes"],
      swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: settings),
    .executableTarget(
      name: "embed", dependencies: ["Uncanny", "UncannyDetectors", "UncannyPipeline", "UncannyReport"],
      path: "examples/embed", swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),
    .target(
      name: "TestMedia", dependencies: ["GStreamer", "TestSupport"], path: "Tests/Media", swiftSettings: settings),
    .testTarget(
      name: "UncannyPipelineTests",
      dependencies: [
        "GStreamer", "TestMedia", "TestSupport", "Uncanny", "UncannyDetectors", "UncannyElement", "UncannyOverlay",
        "UncannyPipeline", "UncannyReport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyCommandTests",
      dependencies: ["GStreamer", "TestMedia", "TestSupport", "UncannyReport"],
      exclude: ["Browser", "Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyDashboardTests",
      dependencies: ["TestMedia", "TestSupport", "Uncanny", "UncannyDashboard", "UncannyDetectors", "UncannyReport"],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyReportTests", dependencies: ["TestSupport", "Uncanny", "UncannyCompare", "UncannyReport"],
      swiftSettings: settings),
    .testTarget(
      name: "UncannyPluginTests", dependencies: ["TestMedia", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "UncannyOverlayTests",
      dependencies: ["Uncanny", "UncannyOverlay"],
      exclude: ["Golden"],
      swiftSettings: settings),
  ]
)
