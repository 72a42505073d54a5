import CarbonCommands
import CarbonScheduling
import CommandLineKit

extension PlanRequest {
  /// Says what planning in the slots of a trace makes of this request: on an hourly trace, ten minutes are an hour.
  func noteRounding(on trace: IntensityTrace, _ parsed: ParsedOptions) {
    guard algorithm == .pauseAndResume, pauseAndResume(within: addedTime).plansInSlots(job) else { return }
    let changes = lengths.compactMap { name, length in
      let rounded = length.roundedUp(toMultipleOf: trace.slot)
      return rounded == length
        ? nil : "--\(name) \(length.compactDescription) counts as \(rounded.compactDescription)"
    }
    let all = changes + [windowChange(on: trace), unavailableChange(on: trace)].compactMap(\.self)
    guard !all.isEmpty else { return }
    Output.note(
      "\(parsed.command): runs with pauses are planned in whole slots of \(trace.slot.compactDescription): "
        + all.joined(separator: ", ") + ".")
  }

  private var lengths: [(String, Duration)] {
    [
      ("resume-time", constraints.shared.resumeCost.time), ("minimum-run", constraints.shared.limits.minimumRun),
      ("minimum-pause", constraints.shared.limits.minimumPause),
    ]
  }

  private func windowChange(on trace: IntensityTrace) -> String? {
    let release = release ?? trace.start
    guard let added = try? addedTime.seconds(for: job, releasedAt: release) else { return nil }
    let end = release.advanced(by: job.duration).advanced(by: .seconds(added))
    let (from, to) = (trace.start.duration(to: release), trace.start.duration(to: end))
    let (first, last) = (from.roundedUp(toMultipleOf: trace.slot), to.roundedDown(toMultipleOf: trace.slot))
    guard first != from || last != to else { return nil }
    guard first < last else { return "the time from \(release) to \(end) holds none" }
    return "the time from \(release) to \(end) as that from \(trace.start.advanced(by: first)) to "
      + "\(trace.start.advanced(by: last))"
  }

  private func unavailableChange(on trace: IntensityTrace) -> String? {
    let isRounded = constraints.unavailable.contains { time in
      [time.lowerBound, time.upperBound].contains {
        let offset = trace.start.duration(to: $0)
        return offset.roundedDown(toMultipleOf: trace.slot) != offset
      }
    }
    return isRounded ? "--unavailable as every slot that it touches" : nil
  }
}

extension Duration {
  /// - Parameter unit: Positive, in whole seconds, as this length is.
  fileprivate func roundedDown(toMultipleOf unit: Duration) -> Duration {
    let (length, unit) = (components.seconds, unit.components.seconds)
    return .seconds(length - (length % unit + unit) % unit)
  }

  fileprivate func roundedUp(toMultipleOf unit: Duration) -> Duration {
    let down = roundedDown(toMultipleOf: unit)
    return down == self ? down : down + unit
  }
}
