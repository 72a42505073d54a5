/// A way to choose when a job runs.
///
/// The three of this library: ``RunNow``, ``FlexibleStart`` and ``PauseAndResume``.
public protocol SchedulingAlgorithm: Sendable {
  /// Plans a job on a trace.
  ///
  /// - Parameters:
  ///   - job: What runs, and for how long.
  ///   - trace: The intensities; the whole window, from `release` to the latest end, must lie inside it.
  ///   - release: The earliest start: any instant, on a slot boundary or not.
  /// - Returns: The schedule of least emissions that the algorithm allows. The tie rule of this library's: of equal emissions the
  ///   earliest start, or the earliest slots; with constraints the fewest pauses first.
  /// - Throws: ``SchedulingError`` if the window does not fit the trace or meets a gap that the trace's policy refuses.
  func schedule(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> Schedule
}
