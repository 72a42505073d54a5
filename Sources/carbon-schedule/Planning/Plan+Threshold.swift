import CarbonScheduling

extension Plan {
  /// The intensity of the dearest slot that a Pause and Resume plan runs in, in gCO2eq/kWh: pausing above it, and running
  /// up to it until the work is done, is the same plan. `nil` for the other algorithms, which have no threshold.
  ///
  /// - Note: Dodge et al., FAccT 2022, section 5: Pause and Resume as a threshold.
  var pausingThreshold: Double? {
    guard algorithm == .pauseAndResume else { return nil }
    let slot = trace.slot.components.seconds
    return schedule.runs.lazy.flatMap { run -> Range<Int> in
      let begin = trace.start.duration(to: run.start).components.seconds
      let end = trace.start.duration(to: run.end).components.seconds
      return Int(begin / slot)..<min(trace.slotCount, Int((end + slot - 1) / slot))
    }.compactMap { trace[$0] }.max()
  }
}
