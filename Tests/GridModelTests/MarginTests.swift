import GridModel
import Testing

@Suite struct MarginTests {
  @Test(arguments: Region.all.indices) func intensityNeverFallsWithNetLoad(index: Int) {
    let region = Region.all[index]
    let units = MarginalUnits(region.margin)
    let curve = stride(from: -8.0, through: 8, by: 0.01).map { units.intensity(netLoad: $0) }
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 <= $1 }, "\(region.id)")
    #expect(curve[0] >= 0 && curve[0] < region.monthlyMeans.min()!, "\(region.id)")
    #expect(curve[curve.count - 1] > region.monthlyMeans.max()!, "\(region.id)")
  }

  @Test func meanOfAConstantIsTheConstant() {
    #expect(MonthlyLevels.mean(month: 4) { _ in 7 } == 7)
  }

  /// The mean by definition: the five runs, one after the other.
  @Test func meanIsThatOfTheFiveRuns() {
    let first = Year2020.monthStarts[10]
    let runs = MonthlyLevels.starts.map { start in
      (0..<MonthlyLevels.runSlots).reduce(0) { $0 + (first + start + $1) % 97 }
    }
    let byRuns = Double(runs.reduce(0, +)) / Double(5 * MonthlyLevels.runSlots)
    // Both are sums of whole numbers below 2^53, divided once.
    #expect(MonthlyLevels.mean(month: 10) { Double($0 % 97) } == byRuns)
  }
}
