// swift-tools-version: 6.2
import PackageDescription

/// As in the package that is measured.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
]

let package = Package(
  name: "uncanny-benchmarks",
  dependencies: [
    .package(name: "uncanny", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .target(name: "CCounting", cSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CCounting",
        // brings the core, the detectors, the scenes and the report with it
        .product(name: "UncannyPipeline", package: "uncanny"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
  ]
)
