extension IntensityTrace {
  /// Intervals in seconds since the trace's start, empty ones left out, held within the trace.
  package func offsets(of intervals: [Range<Instant>]) -> [Range<Int64>] {
    intervals.compactMap { interval in
      let begin = interval.lowerBound.secondsSince1970.subtractingClamped(start.secondsSince1970)
      let end = interval.upperBound.secondsSince1970.subtractingClamped(start.secondsSince1970)
      let range = (begin..<end).clamped(to: 0..<lengthSeconds)
      return range.isEmpty ? nil : range
    }
  }

  /// Unavailable intervals and gaps in a window, in time order, those that overlap or touch joined into one.
  package func blocked(_ unavailable: [Range<Instant>], from begin: Int64, to end: Int64) -> [Range<Int64>] {
    var all = offsets(of: unavailable)
    if let first = firstGap(touching: slots(from: begin, to: end)) {
      for gap in gaps where gap.lowerBound >= first.lowerBound && Int64(gap.lowerBound) * slotSeconds < end {
        all.append(Int64(gap.lowerBound) * slotSeconds..<Int64(gap.upperBound) * slotSeconds)
      }
    }
    var joined: [Range<Int64>] = []
    for interval in all.sorted(by: { $0.lowerBound < $1.lowerBound })
    where interval.upperBound > begin && interval.lowerBound < end {
      joined.appendJoining(interval)
    }
    return joined
  }
}
