import CommandLineKit
import Foundation
import GridModel

/// The shape of a year of five-minute intensities: what tells a grid's signal from noise of the same mean.
struct ShapeFacts {
  let name: String
  private let values: [Double]
  /// By hour of the local day, standard time.
  private let hourMeans: [Double]
  /// Mean of Mondays to Fridays less that of Saturdays and Sundays.
  private let weekendDifference: Double

  /// - Parameters:
  ///   - values: One for each slot of 2020 UTC.
  ///   - standardHours: How far the region's clock is ahead of UTC in winter.
  init(_ name: String, _ values: [Double], standardHours: Int) {
    self.name = name
    self.values = values
    var (hours, days) = ([Double](repeating: 0, count: 24), [(sum: 0.0, count: 0), (sum: 0.0, count: 0)])
    for (slot, value) in values.enumerated() {
      // A week's worth of slots keeps the remainders positive.
      let local = slot + (standardHours + 7 * 24) * Year2020.slotsPerHour
      hours[local / Year2020.slotsPerHour % 24] += value
      // New Year's Day was a Wednesday; Monday is 0.
      let isWeekend = (local / Year2020.slotsPerDay + 2) % 7 >= 5 ? 1 : 0
      days[isWeekend].sum += value
      days[isWeekend].count += 1
    }
    hourMeans = hours.map { $0 * 24 / Double(max(1, values.count)) }
    weekendDifference = days[0].sum / Double(max(1, days[0].count)) - days[1].sum / Double(max(1, days[1].count))
  }

  /// The facts side by side, a column for each signal.
  static func table(_ all: [ShapeFacts]) -> String {
    var table = TextTable(columns: [.left("")] + all.map { .right($0.name) })
    for (title, decimals, fact) in facts {
      table.add([title] + all.map { fixed(fact($0), decimals: decimals) })
    }
    return "\(table)"
  }

  /// A line for each signal, with the facts that differ most from region to region.
  static func summary(_ all: [ShapeFacts]) -> String {
    let shown =
      ["mean, g/kWh", "standard deviation", "auto-correlation, 5 minutes", "24 hours", "slots at zero, %"]
      + ["slots equal to the one before, %", "weekdays less weekends"]
    let facts = facts.filter { shown.contains($0.0) }
    var table = TextTable(columns: [.left("region")] + facts.map { .right($0.0) })
    for one in all { table.add([one.name] + facts.map { fixed($2(one), decimals: $1) }) }
    return "\(table)"
  }

  private static let facts: [(String, Int, @Sendable (ShapeFacts) -> Double)] = [
    ("mean, g/kWh", 0, { $0.mean }), ("standard deviation", 0, { $0.variance.squareRoot() }),
    ("5 % quantile", 0, { $0.quantile(0.05) }), ("median", 0, { $0.quantile(0.5) }),
    ("95 % quantile", 0, { $0.quantile(0.95) }),
    ("slots below 30 g, %", 1, { facts in 100 * facts.share { $0 < 30 } }),
    ("slots at zero, %", 1, { facts in 100 * facts.share { $0 == 0 } }),
    ("auto-correlation, 5 minutes", 3, { $0.correlation(1) }), ("1 hour", 2, { $0.correlation(12) }),
    ("12 hours", 2, { $0.correlation(144) }), ("24 hours", 2, { $0.correlation(288) }),
    ("slots equal to the one before, %", 1, { facts in 100 * facts.stepShare { $0 == 0 } }),
    ("step between slots, median", 0, { $0.stepQuantile(0.5) }), ("90 %", 0, { $0.stepQuantile(0.9) }),
    ("99 %", 0, { $0.stepQuantile(0.99) }), ("range of a day, median", 0, { $0.dailyRange }),
    ("weekdays less weekends", 1, { $0.weekendDifference }), ("mean at 02:00 local", 0, { $0.hourMeans[2] }),
    ("hour swing: dirtiest less cleanest", 0, { ($0.hourMeans.max() ?? 0) - ($0.hourMeans.min() ?? 0) }),
  ]

  private var mean: Double { values.reduce(0, +) / Double(values.count) }

  private var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }

  private func quantile(_ share: Double) -> Double { values.sorted()[Int(share * Double(values.count))] }

  private func share(_ matches: (Double) -> Bool) -> Double {
    Double(values.count(where: matches)) / Double(values.count)
  }

  private func correlation(_ lag: Int) -> Double {
    let mean = mean
    let products = zip(values, values.dropFirst(lag)).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    return products / Double(values.count - lag) / variance
  }

  private var steps: [Double] { zip(values, values.dropFirst()).map { abs($1 - $0) } }

  private func stepShare(_ matches: (Double) -> Bool) -> Double {
    Double(steps.count(where: matches)) / Double(steps.count)
  }

  private func stepQuantile(_ share: Double) -> Double {
    let sorted = steps.sorted()
    return sorted[Int(share * Double(sorted.count))]
  }

  /// The median over UTC days of highest less lowest.
  private var dailyRange: Double {
    let ranges = stride(from: 0, to: values.count - Year2020.slotsPerDay + 1, by: Year2020.slotsPerDay).map { first in
      let day = values[first..<first + Year2020.slotsPerDay]
      return (day.max() ?? 0) - (day.min() ?? 0)
    }.sorted()
    return ranges[ranges.count / 2]
  }
}
