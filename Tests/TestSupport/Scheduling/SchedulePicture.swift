package import CarbonScheduling

extension Schedule {
  /// The schedule as a picture of its window, one sign for each `unit`: `#` where the job runs, `.` where it waits, and `+`
  /// where it does both.
  ///
  ///     #expect(plan.picture(unit: .seconds(3_600)) == "#.#...")
  package func picture(unit: Duration) -> String {
    let step = unit.components.seconds
    let begin = release.secondsSince1970
    let count = (deadline.secondsSince1970 - begin + step - 1) / step
    return (0..<count).map { index in
      let sign = begin + index * step..<min(begin + (index + 1) * step, deadline.secondsSince1970)
      let running = runs.reduce(Int64(0)) { sum, run in
        sum + Int64((run.start.secondsSince1970..<run.end.secondsSince1970).clamped(to: sign).count)
      }
      return running == 0 ? "." : running == sign.count ? "#" : "+"
    }.joined()
  }
}
