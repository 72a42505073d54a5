/// Where the tasks of a fleet run at present, what room they leave, and how to go back.
struct FleetState: Sendable {
  let problem: FleetProblem
  /// How many units each place has left: never below 0.
  private(set) var room: [Int]
  private(set) var placements: [FleetPlacement?]
  /// How many steps of each task have no place.
  private(set) var missing: [Int]
  /// The tasks that are flows and use each place.
  private(set) var users: [[Int32]]
  /// Which places each flow uses: `isUsed[firstArc[task] + place]`.
  private var isUsed: [Bool]
  private let firstArc: [Int]
  /// The units of all missing steps, and what all placed ones cost.
  private(set) var missingUnits = 0
  private(set) var cost = 0.0

  /// What tasks were before they were changed, for going back.
  private var journal: [(task: Int, placement: FleetPlacement?, missing: Int)] = []
  private var isJournaled: [Bool]

  init(_ problem: FleetProblem, tasks: [Int]) {
    self.problem = problem
    room = problem.capacities
    placements = [FleetPlacement?](repeating: nil, count: problem.tasks.count)
    missing = [Int](repeating: 0, count: problem.tasks.count)
    users = [[Int32]](repeating: [], count: problem.capacities.count)
    isJournaled = [Bool](repeating: false, count: problem.tasks.count)
    var (firstArc, arcs): ([Int], Int) = ([], 0)
    for task in problem.tasks {
      let places = task.isFlow ? task.options[0].places : 0..<0
      firstArc.append(arcs - places.lowerBound)
      arcs += places.count
    }
    self.firstArc = firstArc
    isUsed = [Bool](repeating: false, count: arcs)
    for task in tasks {
      missing[task] = problem.tasks[task].steps
      missingUnits += missing[task] * problem.tasks[task].width
    }
  }

  /// Whether it is better than another: fewer units missing, then cheaper.
  func isBetter(than other: (missingUnits: Int, cost: Double)) -> Bool {
    (missingUnits, cost) < (other.missingUnits, other.cost)
  }

  /// Takes a task away from where it runs.
  mutating func lift(_ task: Int) { set(task, nil, missing: problem.tasks[task].steps) }

  /// Places a task that has no place.
  ///
  /// - Parameter missing: How many of its steps have none, where it is a flow.
  mutating func put(_ task: Int, _ placement: FleetPlacement, missing: Int = 0) {
    set(task, placement, missing: missing)
  }

  /// Gives a flow one step more.
  mutating func addStep(of task: Int, in place: Int) {
    let own = problem.tasks[task]
    var placement = placements[task] ?? FleetPlacement(option: 0, uses: [], cost: own.options[0].transfer)
    var index = 0
    while index < placement.uses.count, placement.uses[index].place < place { index += 1 }
    placement.uses.insert(.init(place: place, units: own.width), at: index)
    placement.cost += Double(own.width) * own.power * problem.values[place]
    set(task, placement, missing: missing[task] - 1)
  }

  /// Takes a step of a flow away.
  mutating func removeStep(of task: Int, in place: Int) {
    let own = problem.tasks[task]
    guard var placement = placements[task],
      let index = placement.uses.firstIndex(where: { $0.place == place })
    else { return }
    placement.uses.remove(at: index)
    placement.cost -= Double(own.width) * own.power * problem.values[place]
    set(task, placement, missing: missing[task] + 1)
  }

  /// Whether a flow uses a place of its window.
  func uses(_ task: Int, _ place: Int) -> Bool { isUsed[firstArc[task] + place] }

  /// What has changed from here on can be undone.
  mutating func mark() {
    for entry in journal { isJournaled[entry.task] = false }
    journal.removeAll(keepingCapacity: true)
  }

  /// Goes back to the mark.
  mutating func undo() {
    let entries = journal
    mark()
    for entry in entries { set(entry.task, nil, missing: problem.tasks[entry.task].steps) }
    for entry in entries { set(entry.task, entry.placement, missing: entry.missing) }
    mark()
  }

  private mutating func set(_ task: Int, _ placement: FleetPlacement?, missing newMissing: Int) {
    if !isJournaled[task] {
      isJournaled[task] = true
      journal.append((task, placements[task], missing[task]))
    }
    let isFlow = problem.tasks[task].isFlow
    if let old = placements[task] {
      cost -= old.cost
      for use in old.uses {
        room[use.place] += use.units
        if isFlow { isUsed[firstArc[task] + use.place] = false }
        if isFlow, let index = users[use.place].firstIndex(of: Int32(task)) {
          users[use.place].swapAt(index, users[use.place].count - 1)
          users[use.place].removeLast()
        }
      }
    }
    if let placement {
      cost += placement.cost
      for use in placement.uses {
        room[use.place] -= use.units
        if isFlow {
          users[use.place].append(Int32(task))
          isUsed[firstArc[task] + use.place] = true
        }
      }
    }
    placements[task] = placement
    missingUnits += (newMissing - missing[task]) * problem.tasks[task].width
    missing[task] = newMissing
  }
}

/// A sequence of numbers that is the same on every machine: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct FleetDice: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// From 0 up to, not including, 1.
  mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// From 0 up to, not including, `count`.
  mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[index(below: elements.count)] }
}
