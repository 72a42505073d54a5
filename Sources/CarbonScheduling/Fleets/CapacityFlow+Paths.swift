extension CapacityFlow {
  /// Places each job where it is cheapest, the earliest of equal slots first, and then moves what does not fit.
  ///
  /// - Parameter leavingOut: Whether units that fit nowhere are left out, to go on with the others.
  /// - Returns: Whether all units are placed. If not, and none may be left out, ``crowded`` are the slots that have too little.
  package mutating func solve(leavingOut: Bool = false, jobs: [Job]) -> Bool {
    var candidates: [(cost: Double, slot: Int)] = []
    for job in jobs.indices {
      candidates.removeAll(keepingCapacity: true)
      for window in jobs[job].windows {
        for slot in window where flow[arc(job, slot)] == 0 {
          candidates.append((jobs[job].power * values[slot] + charges[slot], slot))
        }
      }
      candidates.sort { $0 < $1 }
      var units = jobs[job].units
      for candidate in candidates where units > 0 {
        let amount = min(units, jobs[job].width)
        add(Int32(amount), of: job, to: candidate.slot)
        units -= amount
      }
      leftOut[job] = units
    }
    guard leavingOut || leftOut.allSatisfy({ $0 == 0 }) else { return false }
    var excess = 0
    for slot in values.indices { excess += max(0, loads[slot] - capacities[slot]) }
    // With too little capacity, multipliers would rise without end.
    let isAuctioned = !leavingOut && excess >= Self.leastAuctioned
    if isAuctioned { findMultipliers(excess: excess) }
    let isComplete = moveExcess(leavingOut: leavingOut)
    if isAuctioned, isComplete { fillRoom() }
    return isComplete
  }

  /// From so many units that do not fit on, an auction of multipliers pays before the paths.
  private static let leastAuctioned = 1_000

  /// Moves units out of slots that hold too many.
  private mutating func moveExcess(leavingOut: Bool) -> Bool {
    var search = PathSearch(slotCount: values.count)
    for source in values.indices {
      while loads[source] > capacities[source] {
        if let target = findPath(from: source, &search) {
          follow(from: source, to: target, search)
          settleMultipliers(search)
        } else {
          for slot in search.touched where search.isDone[slot] { crowd(slot) }
          if !leavingOut { return false }
          leaveOut(at: source)
        }
        forget(&search)
      }
    }
    return leftOut.allSatisfy { $0 == 0 }
  }

  /// The slot with room that the cheapest path of moves leads to.
  private mutating func findPath(from source: Int, _ search: inout PathSearch) -> Int? {
    search.start(at: source)
    var (best, target) = (Double.infinity, -1)
    while let (distance, slot) = search.heap.pop() {
      if search.isDone[slot] || distance > search.distance[slot] { continue }
      if distance >= best { break }
      search.isDone[slot] = true
      let (value, charge) = (values[slot], charges[slot])
      let firstUser = firstUser[slot]
      for index in firstUser..<firstUser + userCount[slot] {
        let job = Int(users[index])
        let state = hot[job]
        // What a slot costs the job is all that is to be added.
        let reached = distance - charge - state.power * value
        if reached >= state.reached || reached + state.floor >= best { continue }
        if state.reached == .infinity { search.touchedJobs.append(job) }
        hot[job].reached = reached
        var floor = Double.infinity
        for window in Int(state.firstWindow)..<Int(state.endWindow) {
          let range = windows[window]
          for next in Int(range.low)..<Int(range.high) {
            if flow[Int(range.arcOffset) + next] == state.width { continue }
            let cost = charges[next] + state.power * values[next]
            floor = cost < floor ? cost : floor
            let distance = reached + cost
            if distance < best, distance < search.distance[next] {
              search.reach(next, distance, from: slot, job)
              if loads[next] < capacities[next] {
                (best, target) = (distance, next)
              } else {
                search.heap.push(distance, next)
              }
            }
          }
        }
        hot[job].floor = floor
      }
    }
    search.length = best
    return target < 0 ? nil : target
  }

  /// Moves as many units along the path as all its moves allow.
  private mutating func follow(from source: Int, to target: Int, _ search: PathSearch) {
    var amount = min(loads[source] - capacities[source], capacities[target] - loads[target])
    var slot = target
    while slot != source {
      let (job, before) = (Int(search.job[slot]), Int(search.before[slot]))
      amount = min(amount, Int(hot[job].width - flow[arc(job, slot)]), Int(flow[arc(job, before)]))
      slot = before
    }
    slot = target
    while slot != source {
      let (job, before) = (Int(search.job[slot]), Int(search.before[slot]))
      add(-Int32(amount), of: job, to: before)
      add(Int32(amount), of: job, to: slot)
      slot = before
    }
  }

  /// Raises the multipliers of slots nearer than the path is long, which keeps the costs of all moves at least zero.
  private mutating func settleMultipliers(_ search: PathSearch) {
    for slot in search.touched where search.isDone[slot] && search.distance[slot] < search.length {
      raise(slot, by: search.length - search.distance[slot])
    }
  }

  /// Takes a step, or what is too much of it, of the job that costs most away from a slot.
  private mutating func leaveOut(at slot: Int) {
    var (most, dearest) = (-Double.infinity, 0)
    for index in firstUser[slot]..<firstUser[slot] + userCount[slot] {
      let job = Int(users[index])
      if hot[job].power > most || (hot[job].power == most && job > dearest) { (most, dearest) = (hot[job].power, job) }
    }
    let amount = min(Int(flow[arc(dearest, slot)]), loads[slot] - capacities[slot])
    add(-Int32(amount), of: dearest, to: slot)
    leftOut[dearest] += amount
  }

  private mutating func forget(_ search: inout PathSearch) {
    for job in search.touchedJobs { hot[job].reached = .infinity }
    search.forget()
  }
}

/// What a search for a path knows of each slot.
struct PathSearch {
  var distance: [Double]
  /// The slot before on the path, and the job that moves from there.
  var before: [Int32]
  var job: [Int32]
  var isDone: [Bool]
  var touched: [Int] = []
  var touchedJobs: [Int] = []
  var heap = SlotHeap()
  /// How long the path found is.
  var length = Double.infinity

  init(slotCount: Int) {
    distance = [Double](repeating: .infinity, count: slotCount)
    before = [Int32](repeating: -1, count: slotCount)
    job = before
    isDone = [Bool](repeating: false, count: slotCount)
  }

  mutating func start(at slot: Int) {
    distance[slot] = 0
    touched.append(slot)
    heap.push(0, slot)
  }

  mutating func reach(_ slot: Int, _ distance: Double, from before: Int, _ job: Int) {
    if self.distance[slot] == .infinity { touched.append(slot) }
    self.distance[slot] = distance
    self.before[slot] = Int32(before)
    self.job[slot] = Int32(job)
  }

  mutating func forget() {
    for slot in touched {
      distance[slot] = .infinity
      isDone[slot] = false
    }
    touched.removeAll(keepingCapacity: true)
    touchedJobs.removeAll(keepingCapacity: true)
    heap.removeAll()
  }
}

/// Slots by distance, the nearest first; of equal distances, the earliest slot.
struct SlotHeap {
  private var entries: [(distance: Double, slot: Int32)] = []

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  mutating func push(_ distance: Double, _ slot: Int) {
    let entry = (distance: distance, slot: Int32(slot))
    var index = entries.count
    entries.append(entry)
    while index > 0 {
      let parent = (index - 1) / 2
      if entries[parent] <= entry { break }
      entries[index] = entries[parent]
      index = parent
    }
    entries[index] = entry
  }

  mutating func pop() -> (Double, Int)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    let count = entries.count
    if count > 0 {
      var index = 0
      while true {
        var child = 2 * index + 1
        if child >= count { break }
        if child + 1 < count, entries[child + 1] < entries[child] { child += 1 }
        if entries[child] >= last { break }
        entries[index] = entries[child]
        index = child
      }
      entries[index] = last
    }
    return (first.distance, Int(first.slot))
  }
}
