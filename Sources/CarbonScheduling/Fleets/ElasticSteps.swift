/// An elastic job's choice: which step of width to use in which place.
///
///     width   place 0   place 1   place 2       An item is one more step of width in a place: it costs what a unit costs
///     3         -         -         -           there and adds the progress of that step. Items are taken in order of cost
///     2         3         -         5           per progress until the work is done; a concave table keeps the items of a
///     1         1         4         2           place in their order. The last one is used for part of the time.
///
/// Where a unit costs less than nothing, narrow steps would pay more: there all units at once are one item, which is what
/// running at full width for part of the time comes to.
struct ElasticSteps {
  private let steps: [Double]

  /// Units of a place, taken together.
  struct Item {
    let place: Int
    let order: Int
    let units: Int
    let cost: Double
    let progress: Double
  }

  init(_ throughputs: [Double]) {
    var before = 0.0
    steps = throughputs.map { value in
      defer { before = value }
      return value - before
    }
  }

  /// Adds a place's items.
  ///
  /// - Parameter most: How many steps of width have room.
  func add(_ place: Int, unitCost: Double, most: Int, to items: inout [Item]) {
    let count = min(most, steps.count)
    guard count > 0 else { return }
    if unitCost < 0 {
      let progress = steps[..<count].reduce(0, +)
      items.append(Item(place: place, order: 0, units: count, cost: unitCost * Double(count), progress: progress))
      return
    }
    for order in 0..<count where steps[order] > 0 {
      items.append(Item(place: place, order: order, units: 1, cost: unitCost, progress: steps[order]))
    }
  }

  /// The cheapest items that do the work, and how much of the last one is used; `nil` if all do not.
  static func cheapest(_ items: [Item], work: Double) -> (items: [Item], lastShare: Double)? {
    let ordered = items.sorted {
      let (left, right) = ($0.cost * $1.progress, $1.cost * $0.progress)
      return left != right ? left < right : ($0.place, $0.order) < ($1.place, $1.order)
    }
    var (taken, left): ([Item], Double) = ([], work)
    for item in ordered {
      taken.append(item)
      // A millionth of a millionth of the work is what sums of shares may lack.
      if item.progress >= left - work * 0x1p-40 { return (taken, min(1, left / item.progress)) }
      left -= item.progress
    }
    return nil
  }
}
