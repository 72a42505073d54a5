public import CarbonScheduling

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// Foundation shows an error's own sentence only if it is a `LocalizedError`: without this, `localizedDescription` is
// "The operation could not be completed". The library itself imports no Foundation, so its errors conform here.

extension InputError: LocalizedError {
  /// The one line of `description`.
  public var errorDescription: String? { description }
}

extension TextError: LocalizedError {
  /// The one line of `description`.
  public var errorDescription: String? { description }
}

extension ResamplingError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension WideCSVError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension TraceError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension SeriesError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension JobError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension SchedulingError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension PowerLogError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension AccountingError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension FleetError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension ForecastError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}

extension ComparisonError: LocalizedError {
  /// The sentence of `description`.
  public var errorDescription: String? { description }
}
