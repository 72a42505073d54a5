import Foundation
import GridModel

/// The figures by which `Datasets/README.md` judges the traces, other than savings, which a replay shows.
enum Report {
  /// - Parameter real: real signals for comparison, one value for each slot of 2020 UTC.
  static func lines(
    _ regions: [Region], _ traces: [ModelledTrace], real: [(name: String, values: [Double])]
  ) -> [String] {
    monthlyMeans(regions, traces) + [""] + shapes(regions, traces, real: real) + [""] + timeOfDay(regions, traces)
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

  /// The models of West US and East US beside the real signal of California, then all regions in short.
  private static func shapes(
    _ regions: [Region], _ traces: [ModelledTrace], real: [(name: String, values: [Double])]
  ) -> [String] {
    let modelled = zip(regions, traces).map { region, trace in
      ShapeFacts(region.id, trace.grams.map(Double.init), standardHours: region.clock.standardHours)
    }
    let shown = modelled.filter { ["west-us", "east-us"].contains($0.name) }
    // Real columns are California's, whose clocks are eight hours behind UTC in winter.
    let measured = real.map { ShapeFacts("\($0.name), real", $0.values, standardHours: -8) }
    return [ShapeFacts.table(shown + measured), "", ShapeFacts.summary(modelled)]
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
