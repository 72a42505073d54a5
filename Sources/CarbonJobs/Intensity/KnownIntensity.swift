package import CarbonScheduling

/// What has been known of a grid's intensity while a job ran: forecasts that follow one another, the latest on top.
///
///     forecast of 10:00   [10  12  11   9   8]
///     forecast of 12:00           [13   9   7   6]
///     known                [10  12  13   9   7   6]
package struct KnownIntensity: Codable, Sendable {
  /// The oldest first; traces of slots that fit together are one.
  private(set) var traces: [IntensityTrace] = []

  package init() {}

  package var latest: IntensityTrace? { traces.last }

  /// Takes in a trace, as far as it says anything of the time from `start` to `end`.
  package mutating func take(_ trace: IntensityTrace, from start: Instant, to end: Instant) {
    guard let part = trace.part(from: start, to: end) else { return }
    if let last = traces.last, let merged = last.under(part) {
      traces[traces.count - 1] = merged
    } else {
      traces.append(part)
      if traces.count > Self.mostTraces { traces.removeFirst() }
    }
  }

  /// The intensity at a time in nanoseconds since 1970, and until when it holds; `nil` where it is not known.
  package func value(at wall: Int64) -> (gramsPerKilowattHour: Double?, until: Int64) {
    var until = Int64.max
    for trace in traces.reversed() {
      let (start, slot) = (trace.start.wall, trace.slot.nanoseconds)
      guard wall >= start else {
        until = min(until, start)
        continue
      }
      let index = (wall - start) / slot
      guard index < Int64(trace.slotCount) else { continue }
      let end = min(until, start + (index + 1) * slot)
      if let value = trace[Int(index)] { return (value, end) }
      until = end
    }
    return (nil, until)
  }

  /// The integral of intensity over a time, in g/kWh * hours, and how long of it nothing is known, in nanoseconds.
  package func integral(from start: Int64, to end: Int64) -> (hours: Double, unknown: Int64) {
    var (sum, unknown, time) = (0.0, Int64(0), start)
    while time < end {
      let (value, until) = value(at: time)
      let next = min(end, max(until, time + 1))
      if let value { sum += value * (next - time).seconds / 3_600 } else { unknown += next - time }
      time = next
    }
    return (sum, unknown)
  }

  /// Traces of slots that do not fit together are kept side by side, up to so many.
  private static let mostTraces = 8
}

extension IntensityTrace {
  /// The slots that touch a time, or `nil` if none does.
  fileprivate func part(from begin: Instant, to finish: Instant) -> IntensityTrace? {
    begin < finish ? try? slice(begin..<finish) : nil
  }

  /// This trace before and behind `newer`, and that one between; `nil` if their slots do not fit together or leave a hole
  /// between them.
  fileprivate func under(_ newer: IntensityTrace) -> IntensityTrace? {
    guard slot == newer.slot, signal == newer.signal, region == newer.region, newer.start <= end, start <= newer.end
    else { return nil }
    var merged = newer
    if start < newer.start {
      guard let before = try? slice(start..<newer.start), let joined = try? before.appending(newer) else { return nil }
      merged = joined
    }
    if newer.end < end {
      guard let behind = try? slice(newer.end..<end), let joined = try? merged.appending(behind) else { return nil }
      merged = joined
    }
    return merged
  }
}
