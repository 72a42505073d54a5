/// What holds a ``StepSeries`` and says what its values mean: an intensity trace, prices, a capacity.
///
/// Everything about time and slots is asked of it directly: `trace.end`, `prices.slot(containing: now)`.
public protocol SteppedSeries: Sendable {
  /// The values, their slots and their gaps.
  var series: StepSeries { get }
}

extension StepSeries: SteppedSeries {
  /// The series itself.
  public var series: StepSeries { self }
}

extension SteppedSeries {
  /// When slot 0 begins.
  public var start: Instant { series.start }

  /// How long each slot lasts: a whole number of seconds.
  public var slot: Duration { .seconds(series.slotSeconds) }

  /// How many slots there are, gaps included: at least 1.
  public var slotCount: Int { series.gridValues.count }

  /// When the last slot ends.
  public var end: Instant { instant(atOffset: lengthSeconds) }

  /// Ranges of slots without a value, in time order, none empty, no two touching.
  public var gaps: [Range<Int>] { series.gaps }

  /// How many slots have no value.
  public var gapSlotCount: Int { gaps.reduce(0) { $0 + $1.count } }

  /// When a slot begins.
  public func start(ofSlot slot: Int) -> Instant { instant(atOffset: Int64(slot) * slotSeconds) }

  /// The slot that `instant` lies in, or `nil` before the start and from the end on.
  ///
  /// - Complexity: O(1).
  public func slot(containing instant: Instant) -> Int? {
    guard instant >= start, instant < end else { return nil }
    return Int(instant.secondsSince1970.subtractingClamped(start.secondsSince1970) / slotSeconds)
  }

  /// The value of a slot as it came, or `nil` in a gap.
  ///
  /// - Parameter slot: From 0 up to, not including, ``slotCount``.
  /// - Complexity: O(log g) for g gaps.
  public subscript(slot: Int) -> Double? {
    firstGap(touching: slot..<slot + 1) == nil ? series.conversion.value(of: series.sourceValues[slot]) : nil
  }

  /// All values as they came, `nil` in gaps.
  ///
  /// - Complexity: O(slots).
  public var values: [Double?] {
    var values = series.convertedValues.map { Double?.some($0) }
    for gap in gaps {
      for slot in gap { values[slot] = nil }
    }
    return values
  }

  package var slotSeconds: Int64 { series.slotSeconds }

  /// How many seconds of time the slots cover.
  package var lengthSeconds: Int64 { Int64(slotCount) * slotSeconds }

  /// The instant `seconds` after the start.
  package func instant(atOffset seconds: Int64) -> Instant {
    Instant(secondsSince1970: start.secondsSince1970.addingClamped(seconds))
  }

  /// The slots that the time from `begin` up to `end`, in seconds since the start, touches.
  package func slots(from begin: Int64, to end: Int64) -> Range<Int> {
    Int(begin / slotSeconds)..<Int((end + slotSeconds - 1) / slotSeconds)
  }

  /// The first gap that shares a slot with `slots`, or `nil`.
  ///
  /// - Complexity: O(log g) for g gaps.
  package func firstGap(touching slots: Range<Int>) -> Range<Int>? {
    // Gaps are in order and apart, so "ends after the range begins" is false for some first ones and true for the rest.
    let gaps = series.gaps
    var (low, high) = (0, gaps.count)
    while low < high {
      let middle = (low + high) / 2
      if gaps[middle].upperBound > slots.lowerBound { high = middle } else { low = middle + 1 }
    }
    guard low < gaps.count, gaps[low].lowerBound < slots.upperBound else { return nil }
    return gaps[low]
  }

  /// How many slots of `slots` have no value.
  package func gapSlotCount(in slots: Range<Int>) -> Int {
    gaps.reduce(0) { $0 + $1.clamped(to: slots).count }
  }
}

extension StepSeries {
  /// Values in the wanted unit, as they came; 0 in gaps.
  package var convertedValues: [Double] {
    conversion == .none ? sourceValues : sourceValues.map(conversion.value(of:))
  }
}
