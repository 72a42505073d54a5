/// Why values are not an intensity trace.
public enum TraceError: Error, Hashable, Sendable {
  /// There is not one value.
  case empty
  /// The slot length is not a whole number of seconds from one second to 366 days.
  case slotLength(Duration)
  /// A value is NaN, infinite or beyond ``IntensityTrace/largestMagnitude``.
  case intensity(Double, slot: Int, at: Instant, unit: IntensityUnit)
  /// So many slots from this start would end after the last instant that can be told.
  case endsAfterAllTime(start: Instant, slotCount: Int)
  /// Newer slots do not begin where the trace ends, or have another slot length.
  case notAdjoining(end: Instant, slot: Duration, nextStart: Instant, nextSlot: Duration)

  init(_ error: SeriesError, unit: IntensityUnit = .gramsPerKilowattHour) {
    self =
      switch error {
      case .empty: .empty
      case .slotLength(let slot): .slotLength(slot)
      case .value(let value, let slot, let instant): .intensity(value, slot: slot, at: instant, unit: unit)
      case .endsAfterAllTime(let start, let slotCount): .endsAfterAllTime(start: start, slotCount: slotCount)
      case .notAdjoining(let end, let slot, let nextStart, let nextSlot):
        .notAdjoining(end: end, slot: slot, nextStart: nextStart, nextSlot: nextSlot)
      }
  }
}

extension TraceError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .empty:
      "The trace has no values; give at least one slot."
    case .slotLength(let slot): SeriesError.slotLength(slot).description
    case .intensity(let value, let slot, let instant, let unit):
      "The intensity of slot \(slot) (\(instant)) is \(value); give a finite number of \(unit) that is at most "
        + "1000000 gCO2eq/kWh in magnitude (check its unit), or mark the slot as a gap."
    case .endsAfterAllTime(let start, let slotCount):
      SeriesError.endsAfterAllTime(start: start, slotCount: slotCount).description
    case .notAdjoining(let end, let slot, let nextStart, let nextSlot):
      SeriesError.notAdjoining(end: end, slot: slot, nextStart: nextStart, nextSlot: nextSlot).description
    }
  }
}
