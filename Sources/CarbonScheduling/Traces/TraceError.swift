/// Why values are not an intensity trace.
public enum TraceError: Error, Hashable, Sendable {
  /// There is not one value.
  case empty
  /// The slot length is not a whole number of seconds from one second to 366 days.
  case slotLength(Duration)
  /// A value is NaN, infinite or beyond ``IntensityTrace/largestMagnitude``.
  case intensity(Double, slot: Int, at: Instant)
}

extension TraceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty:
      "The trace has no values; give at least one slot."
    case .slotLength(let slot):
      "A slot of \(slot.compactDescription) cannot be planned on; "
        + "give a whole number of seconds, from one second to 366 days."
    case .intensity(let value, let slot, let instant):
      "The intensity of slot \(slot) (\(instant)) is \(value); give a finite number of gCO2eq/kWh "
        + "of magnitude at most 1000000 (check its unit), or mark the slot as a gap."
    }
  }
}
