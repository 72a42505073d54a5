extension SteppedSeries {
  /// The value at an instant, or `nil` in a gap and outside the series.
  ///
  ///     trace.value(at: release)  // Optional(182.0)
  ///
  /// - Complexity: O(log g) for g gaps.
  public func value(at instant: Instant) -> Double? {
    slot(containing: instant).flatMap { self[$0] }
  }

  /// The integral of the values over a span of time, in the values' unit times hours.
  ///
  ///     // Hours of 100 and 300:
  ///     series.integral(over: series.start..<series.start + .seconds(5_400))  // Optional(250.0)
  ///
  /// - Parameter time: Any instants, within slots too.
  /// - Returns: `nil` if the time is not inside the series, or touches a gap; 0 for no time at all.
  /// - Complexity: O(log g) for g gaps. Rounded once, at the end.
  public func integral(over time: Range<Instant>) -> Double? {
    guard !time.isEmpty else { return 0 }
    guard time.lowerBound >= start, time.upperBound <= end else { return nil }
    let begin = start.duration(to: time.lowerBound).components.seconds
    let end = start.duration(to: time.upperBound).components.seconds
    guard firstGap(touching: slots(from: begin, to: end)) == nil else { return nil }
    return integral(from: begin, to: end).valueHours
  }

  /// The mean of the values over a span of time, or `nil` if that is empty, not inside the series, or touches a gap.
  ///
  ///     series.mean(over: series.start..<series.end)  // Optional(200.0)
  ///
  /// - Complexity: O(log g) for g gaps.
  public func mean(over time: Range<Instant>) -> Double? {
    let seconds = time.lowerBound.duration(to: time.upperBound).components.seconds
    guard seconds > 0, let integral = integral(over: time) else { return nil }
    return integral * 3_600 / Double(seconds)
  }

  /// The slots one by one, with their times and values.
  ///
  ///     for slot in trace.slots where slot.value == nil { print("nothing at", slot.time.lowerBound) }
  public var slots: Slots { Slots(series: series) }
}

/// The slots of a series as a collection.
public struct Slots: RandomAccessCollection, Sendable {
  fileprivate let series: StepSeries

  /// A slot: its time, and its value unless it is a gap.
  public struct Slot: Hashable, Sendable {
    /// When the slot begins, up to when it ends.
    public let time: Range<Instant>
    /// The value as it came; `nil` in a gap.
    public let value: Double?
  }

  /// 0.
  public var startIndex: Int { 0 }

  /// How many slots there are.
  public var endIndex: Int { series.slotCount }

  /// The slot at a position.
  ///
  /// - Complexity: O(log g) for g gaps.
  public subscript(position: Int) -> Slot {
    Slot(time: series.start(ofSlot: position)..<series.start(ofSlot: position + 1), value: series[position])
  }
}

extension StepSeries {
  /// The part of the series that a span of time touches, in whole slots.
  ///
  ///     let tomorrow = try trace.series.slice(midnight..<midnight + .seconds(86_400))
  ///
  /// - Parameter time: Held within the series.
  /// - Throws: ``SeriesError/empty`` if the time touches no slot.
  /// - Complexity: O(slots of the part).
  public func slice(_ time: Range<Instant>) throws(SeriesError) -> StepSeries {
    let held = time.clamped(to: start..<end)
    guard !held.isEmpty else { throw .empty }
    let part = slots(
      from: start.duration(to: held.lowerBound).components.seconds,
      to: start.duration(to: held.upperBound).components.seconds)
    return try replacing(
      sourceValues: Array(sourceValues[part]), start: start(ofSlot: part.lowerBound),
      gaps: gaps.map { $0.clamped(to: part) }.filter { !$0.isEmpty }.map {
        $0.lowerBound - part.lowerBound..<$0.upperBound - part.lowerBound
      })
  }

  /// The series continued by newer slots.
  ///
  /// - Parameter newer: Slots of the same length, of which the first begins where this series ends.
  /// - Throws: ``SeriesError`` if they do not adjoin, or would end after all time.
  /// - Complexity: O(slots of both).
  public func appending(_ newer: StepSeries) throws(SeriesError) -> StepSeries {
    guard newer.start == end, newer.slotSeconds == slotSeconds else {
      throw .notAdjoining(end: end, slot: slot, nextStart: newer.start, nextSlot: newer.slot)
    }
    var gaps = gaps
    for gap in newer.gaps { gaps.appendJoining(gap.lowerBound + slotCount..<gap.upperBound + slotCount) }
    let (values, conversion) =
      newer.conversion == conversion
      ? (sourceValues + newer.sourceValues, conversion) : (convertedValues + newer.convertedValues, .none)
    return try StepSeries(start: start, slot: slot, values: values, gaps: gaps, conversion: conversion)
  }

  /// The same unit and slot length with other values.
  package func replacing(
    sourceValues: [Double], start: Instant? = nil, gaps: [Range<Int>]? = nil
  ) throws(SeriesError) -> StepSeries {
    try StepSeries(
      start: start ?? self.start, slot: slot, values: sourceValues, gaps: gaps ?? self.gaps, conversion: conversion)
  }
}

extension Slots: CustomStringConvertible {
  /// How many slots, of what series.
  public var description: String { "the \(series)" }
}

extension Slots.Slot: CustomStringConvertible {
  /// When it begins, and its value: `2020-01-01T00:00:00Z: 439.3`.
  public var description: String { "\(time.lowerBound): \(value.map { "\($0)" } ?? "no value")" }
}
