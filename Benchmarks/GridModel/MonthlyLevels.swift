/// What a month adds to net load: water in the rivers, fuel prices, heating, all that no other part of the model knows.
///
/// One level for each region and month, chosen so that the mean intensity of the month is the published one. The
/// published mean is that of the five runs of the paper's 192-hour job that start in slots 0, 1000, 2000, 3000 and 4000
/// of the month, so it weighs the slots of the month's first 22 days, some of them twice or three times. A level holds
/// for those 22 days and moves in a straight line to the next month's over the days left.
package enum MonthlyLevels {
  /// The slots after the first of a month when the paper's job starts.
  package static let starts = [0, 1_000, 2_000, 3_000, 4_000]
  /// The slots the job runs for: 192 hours.
  package static let runSlots = 2_304
  /// The slots of a month that some run covers.
  package static let coveredSlots = 6_304

  /// The mean over a month's five runs.
  ///
  /// - Parameters:
  ///   - month: 0 to 11.
  ///   - intensity: the intensity in a slot of the year.
  package static func mean(month: Int, intensity: (_ slot: Int) -> Double) -> Double {
    let first = Year2020.monthStarts[month]
    var sum = 0.0
    for offset in 0..<coveredSlots where runs(covering: offset) > 0 {
      sum += Double(runs(covering: offset)) * intensity(first + offset)
    }
    return sum / Double(starts.count * runSlots)
  }

  /// The twelve levels of a region, by bisection.
  ///
  /// - Parameters:
  ///   - targets: the twelve means to meet, gCO2eq/kWh.
  ///   - netLoad: net load without the levels, one value per slot of the year.
  ///   - units: what intensity a net load has. It never falls with net load, so neither does a month's mean.
  /// - Returns: levels between -8 and 8; a mean that none of them meets gets the nearest end.
  /// - Complexity: O(slots), times 24 halvings.
  static func solve(targets: [Double], netLoad: [Double], units: MarginalUnits) -> [Double] {
    targets.indices.map { month in
      var low = -8.0
      var high = 8.0
      // 24 halvings of 16 leave 1e-6, far below what a whole gram can show.
      for _ in 0..<24 {
        let middle = (low + high) / 2
        let mean = mean(month: month) { units.intensity(netLoad: netLoad[$0] + middle) }
        if mean < targets[month] { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
  }

  /// The level in each slot of the year. After December's covered days it stays as it is.
  static func spread(_ levels: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(Year2020.slots)
    for (month, days) in Year2020.monthLengths.enumerated() {
      let level = levels[month]
      let rise = levels[min(month + 1, 11)] - level
      let rest = days * Year2020.slotsPerDay - coveredSlots
      result.append(contentsOf: repeatElement(level, count: coveredSlots))
      for slot in 0..<rest { result.append(level + rise * (Double(slot) + 0.5) / Double(rest)) }
    }
    return result
  }

  private static func runs(covering offset: Int) -> Int {
    var count = 0
    for start in starts where start <= offset && offset < start + runSlots { count += 1 }
    return count
  }
}
