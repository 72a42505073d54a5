package import Foundation

/// The package's commands, to be run as a user runs them.
package enum Products {
  /// Where they lie: beside the test runner, which is the main bundle, unless `CARBON_TESTS_PRODUCTS` names another
  /// folder, such as that of a static build.
  package static let folder: URL =
    ProcessInfo.processInfo.environment["CARBON_TESTS_PRODUCTS"].map { URL(fileURLWithPath: $0) }
    ?? Bundle.main.bundleURL

  /// - Parameter name: The command, such as `carbon-schedule`.
  package static func url(_ name: String) -> URL { folder.appending(path: name) }
}
