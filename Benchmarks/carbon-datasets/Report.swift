import Foundation
import GridModel

/// The figures by which `Datasets/README.md` judges the traces, other than savings, which a replay shows.
enum Report {
  static func lines(_ regions: [Region], _ traces: [ModelledTrace]) -> [String] {
    monthlyMeans(regions, traces) + [""] + shapes(regions, traces) + [""] + timeOfDay(regions, traces)
  }

  private static func monthlyMeans(_ regions: [Region], _ traces: [ModelledTrace]) -> [String] {
    let errors = zip(regions, traces).flatMap { region, trace in
      (0..<12).map { month in
        let mean = MonthlyLevels.mean(month: month) { Double(trace.grams[$0]) }
        return abs(mean / region.monthlyMeans[month] - 1)
      }
    }
    let worst = 100 * (errors.max() ?? 0)
    return [String(format: "Monthly means: %d, largest difference from the published one %.3f %%", errors.count, worst)]
  }

  private static func shapes(_ regions: [Region], _ traces: [ModelledTrace]) -> [String] {
    let head = "region             mean    sd   lag5m  lag24h  equal%  zero%  step50  step90  step99  range"
    let rows = zip(regions, traces).map { region, trace in
      let shape = Shape(trace.grams.map(Double.init))
      return region.id.padding(toLength: 18, withPad: " ", startingAt: 0)
        + String(
          format: "%5.0f %5.0f  %6.3f  %6.2f  %6.1f  %5.1f  %6.0f  %6.0f  %6.0f  %5.0f", shape.mean, shape.deviation,
          shape.nextSlot, shape.nextDay, 100 * shape.equal, 100 * shape.zero, shape.steps[0], shape.steps[1],
          shape.steps[2], shape.dailyRange)
    }
    return [head] + rows
  }

  /// A six-hour job in Central US, started every three hours of every local day.
  private static func timeOfDay(_ regions: [Region], _ traces: [ModelledTrace]) -> [String] {
    guard let index = regions.firstIndex(where: { $0.id == "central-us" }) else { return [] }
    let grams = traces[index].grams
    let runSlots = 6 * Year2020.slotsPerHour
    var days: [Int: [Double]] = [:]
    for slot in 0..<(Year2020.slots - runSlots) {
      let local = regions[index].clock.localSlot(slot)
      guard local >= 0, local.isMultiple(of: 3 * Year2020.slotsPerHour) else { continue }
      let mean = Double(grams[slot..<slot + runSlots].reduce(0, +)) / Double(runSlots)
      days[local / Year2020.slotsPerDay, default: []].append(mean)
    }
    let whole = days.values.filter { $0.count == 8 }
    let curve = (0..<8).map { hour in whole.reduce(0) { $0 + $1[hour] } / Double(whole.count) }
    let swings = whole.map { 100 * (1 - $0.min()! / $0.max()!) }.sorted()
    let hours = zip(stride(from: 0, to: 24, by: 3), curve).map { String(format: "%02d:00 %.0f", $0, $1) }
    let swing = 100 * (1 - curve.min()! / curve.max()!)
    return [
      "Central US, six hours from each local hour, mean g/kWh: " + hours.joined(separator: ", "),
      String(format: "Swing of that curve %.1f %%; of single days, median %.1f %%", swing, swings[swings.count / 2]),
    ]
  }
}

/// Statistics of one trace.
private struct Shape {
  let mean: Double
  let deviation: Double
  /// Auto-correlation after five minutes and after 24 hours.
  let nextSlot: Double
  let nextDay: Double
  /// Shares of slots that equal the one before, and that are zero.
  let equal: Double
  let zero: Double
  /// The median, 90th and 99th percentile of the step from one slot to the next, without its sign.
  let steps: [Double]
  /// The median over UTC days of highest minus lowest.
  let dailyRange: Double

  init(_ values: [Double]) {
    let mean = values.reduce(0, +) / Double(values.count)
    let around = values.map { $0 - mean }
    let variance = around.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    func correlation(_ lag: Int) -> Double {
      let products = zip(around, around.dropFirst(lag)).map { $0 * $1 }
      return products.reduce(0, +) / Double(products.count) / variance
    }
    let moves = zip(values, values.dropFirst()).map { abs($1 - $0) }.sorted()
    let ranges = stride(from: 0, to: values.count, by: Year2020.slotsPerDay).map { first in
      let day = values[first..<first + Year2020.slotsPerDay]
      return day.max()! - day.min()!
    }
    self.mean = mean
    deviation = variance.squareRoot()
    nextSlot = correlation(1)
    nextDay = correlation(Year2020.slotsPerDay)
    equal = Double(moves.prefix { $0 == 0 }.count) / Double(moves.count)
    zero = Double(values.count { $0 == 0 }) / Double(values.count)
    steps = [0.5, 0.9, 0.99].map { moves[Int($0 * Double(moves.count))] }
    dailyRange = ranges.sorted()[ranges.count / 2]
  }
}
