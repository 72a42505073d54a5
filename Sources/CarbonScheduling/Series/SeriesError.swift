/// Why values are not a step series.
public enum SeriesError: Error, Hashable, Sendable {
  /// There is not one value.
  case empty
  /// The slot length is not a whole number of seconds from one second to 366 days.
  case slotLength(Duration)
  /// A value is NaN, infinite or too large.
  case value(Double, slot: Int, at: Instant)
  /// So many slots from this start would end after the last instant that can be told.
  case endsAfterAllTime(start: Instant, slotCount: Int)
  /// Newer slots do not begin where the series ends, or have another slot length.
  case notAdjoining(end: Instant, slot: Duration, nextStart: Instant, nextSlot: Duration)
}

extension SeriesError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .empty:
      "There are no values; give at least one slot."
    case .slotLength(let slot):
      "A slot of \(slot.compactDescription) cannot be planned on; "
        + "give a whole number of seconds, from one second to 366 days."
    case .value(let value, let slot, let instant):
      "The value of slot \(slot) (\(instant)) is \(value); give a finite number that is not so large, "
        + "or mark the slot as a gap."
    case .endsAfterAllTime(let start, let slotCount):
      "\(slotCount) slots from \(start) end after all time; give an earlier start or fewer slots."
    case .notAdjoining(let end, let slot, let nextStart, let nextSlot):
      "Slots of \(nextSlot.compactDescription) from \(nextStart) do not continue slots of \(slot.compactDescription) that "
        + "end at \(end); give slots of the same length that begin at that end."
    }
  }
}
