/// The horizontal positions of a chart's data, shared by all of its series.
package enum HorizontalValues: Hashable, Sendable {
  /// Names side by side, such as months.
  case categories([PlainText])
  /// Unix seconds in UTC, ascending.
  case times([Int])
  /// Numbers, ascending, with their axis.
  case numbers([FiniteNumber], ValueAxis)

  package var count: Int {
    switch self {
    case .categories(let names): names.count
    case .times(let times): times.count
    case .numbers(let numbers, _): numbers.count
    }
  }

  /// How the value at an index is called in hover text.
  func name(_ index: Int) -> PlainText {
    switch self {
    case .categories(let names): names[index]
    case .times(let times): CivilTime(unixSeconds: times[index]).full
    case .numbers(let numbers, let axis): axis.quantity.format().text(numbers[index])
    }
  }
}

/// Horizontal values laid out from `left` to `right`.
struct HorizontalLayout {
  /// By index.
  let positions: [Double]
  let ticks: [AxisTick]
  let title: PlainText

  /// - Parameters:
  ///   - left: where the plot begins.
  ///   - right: where it ends.
  ///   - bounds: what labels must stay within.
  init(_ values: HorizontalValues, left: Double, right: Double, within bounds: ClosedRange<Double>) {
    switch values {
    case .categories(let names):
      let step = (right - left) / Double(max(1, names.count - 1))
      positions = names.indices.map { names.count == 1 ? (left + right) / 2 : left + Double($0) * step }
      ticks = zip(positions, names).map { AxisTick(position: $0, label: $1) }
      title = ""
    case .times(let times):
      let axis = TimeLayout(from: times.first ?? 0, through: times.last ?? 0, left: left, right: right, within: bounds)
      positions = times.map(axis.position)
      ticks = axis.ticks
      title = axis.title
    case .numbers(let numbers, let axis):
      let scale = LinearScale(axis, covering: numbers, spacing: 48, reachesTicks: false, from: left, to: right)
      positions = numbers.map(scale.position)
      ticks = scale.ticks.map { AxisTick(position: $0.position, label: $0.label) }
      title = scale.title
    }
  }
}

/// Unix seconds laid out from `left` to `right`.
struct TimeLayout {
  let ticks: [AxisTick]
  /// "UTC, 2020", or the date as well if it is all on one day.
  let title: PlainText
  private let start: Int
  private let span: Double
  private let left: Double
  private let right: Double

  init(from start: Int, through end: Int, left: Double, right: Double, within bounds: ClosedRange<Double>) {
    // A single moment is drawn in the middle of an hour.
    let isMoment = end <= start
    let start = isMoment ? start - 1800 : start
    let end = isMoment ? start + 3600 : end
    self.start = start
    span = Double(end - start)
    self.left = left
    self.right = right
    let first = CivilTime(unixSeconds: start)
    let last = CivilTime(unixSeconds: end - 1)
    title =
      if (first.year, first.month, first.day) == (last.year, last.month, last.day) {
        "\(first.date) \(first.year), UTC"
      } else if first.year == last.year {
        "\(first.year), UTC"
      } else {
        "\(first.year)–\(last.year), UTC"
      }

    // Fewer and fewer ticks, until their labels have room.
    var limit = max(1, Int((right - left) / 40))
    var fitted: [AxisTick] = []
    while limit > 0 {
      fitted = TimeTicks(from: start, through: end, atMost: limit).ticks.map { tick in
        let share = Double(tick.unixSeconds - start) / Double(end - start)
        return AxisTick(position: left + share * (right - left), label: tick.label, isMajor: tick.isMajor)
      }
      if TickThinning.haveRoom(fitted, within: bounds) { break }
      limit -= 1
    }
    ticks = fitted
  }

  func position(_ time: Int) -> Double { left + Double(time - start) / span * (right - left) }
}
