import Foundation

/// Whether tests take their large cases: in an optimised build, and in any build where `CARBON_TESTS_LARGE` asks for them.
///
///     CARBON_TESTS_LARGE=1 swift test --filter killedAndResumed
package enum LargeCases {
  package static let areAsked: Bool = {
    #if DEBUG
      ProcessInfo.processInfo.environment["CARBON_TESTS_LARGE"] != nil
    #else
      true
    #endif
  }()
}
