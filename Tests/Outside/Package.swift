// swift-tools-version: 6.2
import PackageDescription

// A package as a user would write it, beside this one: what it needs is public, or it does not build.
let package = Package(
  name: "Outside",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "carbon-scheduling", path: "../..")],
  targets: [
    .executableTarget(
      name: "Outside",
      dependencies: [
        .product(name: "CarbonScheduling", package: "carbon-scheduling"),
        .product(name: "CarbonTraces", package: "carbon-scheduling"),
      ])
  ]
)
