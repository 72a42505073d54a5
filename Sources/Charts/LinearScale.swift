/// Values to positions, evenly.
struct LinearScale {
  /// The axis' title and its unit.
  let title: PlainText
  /// From one end of the axis to the other.
  private(set) var ticks: [AxisTick]
  private let low: Double
  private let high: Double
  private var start: Double
  private var end: Double

  /// - Parameters:
  ///   - axis: title, unit and reach.
  ///   - values: what must fit; none is as good as 0 to 1.
  ///   - spacing: how far apart ticks must be; they are as close as that allows.
  ///   - reachesTicks: whether the axis goes on to the round numbers around the data, or ends where they end.
  ///   - start: the position of the lower end.
  ///   - end: the position of the upper end; smaller than `start` for an axis that points upwards.
  init(
    _ axis: ValueAxis, covering values: some Sequence<FiniteNumber>, spacing: Double, reachesTicks: Bool = true,
    from start: Double, to end: Double
  ) {
    var low = FiniteNumber?.none
    var high = FiniteNumber?.none
    for value in values {
      low = min(low ?? value, value)
      high = max(high ?? value, value)
    }
    var range = (low ?? 0)...(high ?? 1)
    if axis.includesZero { range = min(range.lowerBound, 0)...max(range.upperBound, 0) }

    // Masses are ticked in their unit, so that the labels are round.
    let unit: MassUnit? =
      if case .mass = axis.quantity {
        MassUnit(reaching: FiniteNumber(max(-range.lowerBound.value, range.upperBound.value)) ?? 0)
      } else {
        nil
      }
    let divisor = unit?.grams ?? 1
    let scaled = Self.divided(range.lowerBound, divisor)...Self.divided(range.upperBound, divisor)
    // The number of steps asked for is approximate, so it is lowered until the steps are wide enough.
    let length = (end - start).magnitude
    var count = max(1, Int(length / spacing))
    var ticks = LinearTicks(covering: scaled, about: count)
    while count > 1, length / Double(ticks.values.count - 1) < spacing {
      count -= 1
      ticks = LinearTicks(covering: scaled, about: count)
    }
    var shown = ticks.values
    if !reachesTicks, scaled.lowerBound < scaled.upperBound {
      shown = shown.filter(scaled.contains)
    }
    // With no tick inside, or no extent, the ticks decide all the same.
    if shown.count < 2 { shown = ticks.values }
    let isExact = !reachesTicks && shown.count < ticks.values.count
    let lowest = isExact ? range.lowerBound.value : shown[0].value * divisor
    let highest = isExact ? range.upperBound.value : shown[shown.count - 1].value * divisor
    self.low = lowest
    self.high = highest
    self.start = start
    self.end = end
    self.title =
      switch axis.quantity {
      case .plain(let unit) where unit.isEmpty: axis.title
      case .plain(let unit): "\(axis.title), \(unit)"
      case .percent: axis.title
      case .mass: "\(axis.title), \((unit ?? .gram).symbol)"
      }
    let format = NumberFormat.decimals(ticks.decimals)
    self.ticks = shown.map { value in
      let label = axis.quantity == .percent ? format.text(value) + "%" : format.text(value)
      let share = (value.value * divisor - lowest) / (highest - lowest)
      return AxisTick(position: start + share * (end - start), label: label, isMajor: value == 0)
    }
  }

  func position(_ value: FiniteNumber) -> Double {
    start + (value.value - low) / (high - low) * (end - start)
  }

  /// Where bars and areas stand: zero, or the end of the axis that is nearer to it.
  var baseline: Double { start + (min(max(0, low), high) - low) / (high - low) * (end - start) }

  /// The same scale elsewhere on the page.
  func moved(by offset: Double) -> LinearScale {
    var moved = self
    moved.start += offset
    moved.end += offset
    moved.ticks = ticks.map { AxisTick(position: $0.position + offset, label: $0.label, isMajor: $0.isMajor) }
    return moved
  }

  private static func divided(_ value: FiniteNumber, _ divisor: Double) -> FiniteNumber {
    FiniteNumber(value.value / divisor) ?? value
  }
}
