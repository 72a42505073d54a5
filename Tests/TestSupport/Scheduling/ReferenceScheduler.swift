/// Plans by trying everything, one second at a time: slow, obvious, and independent of the library's arithmetic.
///
/// All instants, lengths and releases are whole seconds, so the optimum over seconds is the optimum; intensities must be
/// multiples of 1/64 (as ``Pattern`` makes them), so that all sums are exact.
package struct ReferenceScheduler {
  /// The intensity at each second of the trace.
  let bySecond: [Double]

  /// The sum of the intensities of all seconds before each.
  let before: [Double]

  package init(intensities: [Double], slotSeconds: Int) {
    bySecond = intensities.flatMap { Array(repeating: $0, count: slotSeconds) }
    before = bySecond.reduce(into: [0]) { $0.append($0.last! + $1) }
  }

  /// Grams * seconds per kilowatt-hour of a run.
  package func integral(from start: Int, seconds: Int) -> Double {
    before[start + seconds] - before[start]
  }

  /// The earliest best start, of those from `release` in steps of one second (or of `step`).
  package func flexibleStart(release: Int, duration: Int, added: Int, step: Int = 1) -> (start: Int, integral: Double) {
    stride(from: release, through: release + added, by: step)
      .map { (start: $0, integral: integral(from: $0, seconds: duration)) }
      .min { $0.integral < $1.integral }!
  }

  /// The least integral of any `duration` seconds of the window.
  package func pauseAndResume(release: Int, duration: Int, added: Int) -> Double {
    bySecond[release..<release + duration + added].sorted().prefix(duration).reduce(0, +)
  }
}
