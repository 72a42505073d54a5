/// Divides the steps of flows between two places anew, as well as can be.
///
///     place t   [a a a a|b b|c|   ]        Steps that are in one of the two places and could be in the other are divided by
///     place u   [d d|e|           ]        an exact programme over how many of their units are in u: a knapsack.
///
/// One wide step may change places with some narrow ones, which no single move does without exceeding the capacity.
struct FleetPairs {
  private let problem: FleetProblem
  private var items: [Item] = []

  /// A step that may be in either place.
  private struct Item {
    let task: Int
    let width: Int
    /// What it costs more in the second place.
    let change: Double
    let isInSecond: Bool
  }

  /// The least change of costs with so many units in the second place.
  private var least: [Double] = []
  /// Whether each item is in the second place then.
  private var isChosen: [Bool] = []

  /// The most sums that the programme looks at for a pair.
  private static let mostSums = 1 << 14

  init(_ problem: FleetProblem) { self.problem = problem }

  /// Goes through all pairs of some places that steps could be divided between, until nothing changes.
  ///
  /// - Complexity: O(s * r * m * c) for s places, of which each has steps that reach r others, m of them and c units.
  mutating func improve(_ state: inout FleetState, in places: Range<Int>, sweeps: Int = 4) {
    for _ in 0..<sweeps {
      var hasChanged = false
      for first in places {
        var reach = first
        for user in state.users[first] { reach = max(reach, problem.tasks[Int(user)].options[0].places.upperBound - 1) }
        var second = first + 1
        while second <= reach, second < places.upperBound {
          if divide(first, second, &state) { hasChanged = true }
          second += 1
        }
      }
      if !hasChanged { return }
    }
  }

  private mutating func collect(_ first: Int, _ second: Int, _ state: FleetState) -> Bool {
    items.removeAll(keepingCapacity: true)
    let step = problem.values[second] - problem.values[first]
    var canGain = false
    func add(_ users: [Int32], _ other: Int, _ isInSecond: Bool, _ items: inout [Item]) {
      for user in users {
        let task = Int(user)
        let own = problem.tasks[task]
        let option = own.options[0]
        guard option.places.contains(other), !state.uses(task, other), !own.isForbidden(other, option) else { continue }
        let change = Double(own.width) * own.power * step
        items.append(Item(task: task, width: own.width, change: change, isInSecond: isInSecond))
        // Something must want to move.
        if isInSecond ? change > 0 : change < 0 { canGain = true }
      }
    }
    add(state.users[first], second, false, &items)
    add(state.users[second], first, true, &items)
    return canGain
  }

  private mutating func divide(_ first: Int, _ second: Int, _ state: inout FleetState) -> Bool {
    guard collect(first, second, state) else { return false }
    var (inFirst, inSecond, present) = (0, 0, 0.0)
    for item in items {
      if item.isInSecond {
        inSecond += item.width
        present += item.change
      } else {
        inFirst += item.width
      }
    }
    let total = inFirst + inSecond
    // So many may be in the second place, and so many must.
    let most = min(total, inSecond + state.room[second])
    let fewest = max(0, total - (inFirst + state.room[first]))
    guard fewest <= most, items.count * (most + 1) <= Self.mostSums else { return false }
    least.removeAll(keepingCapacity: true)
    least.append(contentsOf: repeatElement(.infinity, count: most + 1))
    isChosen.removeAll(keepingCapacity: true)
    isChosen.append(contentsOf: repeatElement(false, count: items.count * (most + 1)))
    least[0] = 0
    for (index, item) in items.enumerated() where item.width <= most {
      let row = index * (most + 1)
      for units in stride(from: most, through: item.width, by: -1) {
        let value = least[units - item.width] + item.change
        if value < least[units] {
          least[units] = value
          isChosen[row + units] = true
        }
      }
    }
    var (best, units) = (present, -1)
    for candidate in fewest...most where least[candidate] < best { (best, units) = (least[candidate], candidate) }
    guard units >= 0 else { return false }
    var moves: [(task: Int, from: Int, to: Int)] = []
    for index in items.indices.reversed() {
      let item = items[index]
      let isInSecond = isChosen[index * (most + 1) + units]
      if isInSecond { units -= item.width }
      if isInSecond != item.isInSecond {
        moves.append(isInSecond ? (item.task, first, second) : (item.task, second, first))
      }
    }
    for move in moves { state.removeStep(of: move.task, in: move.from) }
    for move in moves { state.addStep(of: move.task, in: move.to) }
    return true
  }
}
