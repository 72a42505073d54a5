/// What a start costs in a slot, in units of a slot's cost.
struct StartCost {
  private let share: Double
  private let fixed: Double
  /// Whether the first start costs it too.
  let chargesFirst: Bool

  static let none = StartCost(share: 0, fixed: 0, chargesFirst: false)

  private init(share: Double, fixed: Double, chargesFirst: Bool) {
    (self.share, self.fixed, self.chargesFirst) = (share, fixed, chargesFirst)
  }

  /// - Parameters:
  ///   - slotEnergy: The energy of a full slot, in kWh.
  ///   - chargesFirst: Whether the first start is charged, where that is not what the resume says.
  init(_ resume: ResumeCost, slotEnergy: Double, unitsPerGram: Double, chargesFirst: Bool? = nil) {
    // Of a job that draws next to nothing a slot costs next to nothing, and a start as good as infinitely more.
    self.init(
      share: min(resume.energy.kilowattHours / slotEnergy, Self.most),
      fixed: min(resume.emissions.grams * unitsPerGram / slotEnergy, Self.most),
      chargesFirst: chargesFirst ?? resume.chargesFirstStart)
  }

  private static let most = 1e100

  /// Where a slot costs `cost`.
  func callAsFunction(at cost: Double) -> Double { cost * share + fixed }
}
