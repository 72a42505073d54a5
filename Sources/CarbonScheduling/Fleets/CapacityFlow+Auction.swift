extension CapacityFlow {
  /// Finds multipliers near the best ones, where many units do not fit where they are cheapest.
  ///
  /// Slots with too many units raise their multiplier until enough of them would rather be elsewhere, each where it is
  /// cheapest then, and a step more; so that few rounds go back and forth between slots that are worth the same. The step
  /// falls from round to round of the auction, before each of which all multipliers fall by as much as the last one may
  /// have raised them too far. What it leaves behind is mended by exact paths: ``solve(leavingOut:jobs:)``.
  ///
  /// - Note: Bertsekas, *The auction algorithm*, Annals of Operations Research 14 (1988), with its scaling; here slots bid.
  mutating func findMultipliers(excess: Int) {
    let fall = excess < Self.fewUnits ? 2.0 : 4.0
    let most = hot.reduce(0) { max($0, $1.power) }
    let range = (values.max() ?? 0) - (values.min() ?? 0)
    var step = max(1, (most * range / Self.firstShare).rounded())
    var auction = Auction(slotCount: values.count, jobCount: hot.count)
    var before = 0.0
    // Where there is too little capacity, multipliers would rise without end.
    var budget = 40 * (loads.reduce(0, +) + 1_000)
    while true {
      for slot in values.indices where multipliers[slot] > 0 {
        raise(slot, by: max(0, multipliers[slot] - fall * before) - multipliers[slot])
      }
      improveAll(&auction)
      bid(step: step, &auction, &budget)
      if step <= 1 || budget <= 0 { break }
      (before, step) = (step, max(1, (step / Self.scale).rounded()))
    }
    improveAll(&auction)
    for job in hot.indices { hot[job].floor = -.infinity }
  }

  /// The first step is so small a share of the largest difference of costs, and each so much smaller than the one before.
  private static let (firstShare, scale) = (30.0, 4.0)
  /// Below so many units, mending multipliers that are too high costs less than having them fall farther in between.
  private static let fewUnits = 20_000

  /// What the auction keeps from bid to bid.
  struct Auction {
    /// At most what each job's cheapest slot with room for it costs: multipliers rise.
    var alternative: [Double]
    var queue: [Int32] = []
    var isQueued: [Bool]
    var levels: [Level] = []

    init(slotCount: Int, jobCount: Int) {
      alternative = [Double](repeating: -.infinity, count: jobCount)
      isQueued = [Bool](repeating: false, count: slotCount)
    }

    mutating func enter(_ slot: Int) {
      if isQueued[slot] { return }
      isQueued[slot] = true
      queue.append(Int32(slot))
    }
  }

  /// The multiplier at which a job leaves a slot.
  struct Level {
    var multiplier: Double
    let job: Int32
  }

  /// Lets each job change slots for cheaper ones until none is.
  private mutating func improveAll(_ auction: inout Auction) {
    for job in hot.indices {
      let (power, width) = (hot[job].power, hot[job].width)
      while true {
        var (dearest, from, cheapest, to) = (-Double.infinity, -1, Double.infinity, -1)
        for window in windows[Int(hot[job].firstWindow)..<Int(hot[job].endWindow)] {
          for slot in Int(window.low)..<Int(window.high) {
            let arc = Int(window.arcOffset) + slot
            let cost = power * values[slot] + charges[slot]
            if flow[arc] < width, cost < cheapest { (cheapest, to) = (cost, slot) }
            // Of equal slots it leaves the latest.
            if flow[arc] > 0, cost >= dearest, place[arc] >= 0 { (dearest, from) = (cost, slot) }
          }
        }
        auction.alternative[job] = cheapest
        if dearest <= cheapest { break }
        move(min(flow[arc(job, from)], width - flow[arc(job, to)]), of: job, from: from, to: to)
      }
    }
  }

  private mutating func move(_ amount: Int32, of job: Int, from: Int, to: Int) {
    add(-amount, of: job, to: from)
    add(amount, of: job, to: to)
  }

  /// A job's cheapest slot with room for it, apart from one that a part of its width may be in.
  private func cheapest(_ job: Int, besides left: Int) -> (cost: Double, slot: Int) {
    var (best, at) = (Double.infinity, -1)
    let (power, width) = (hot[job].power, hot[job].width)
    for window in windows[Int(hot[job].firstWindow)..<Int(hot[job].endWindow)] {
      for slot in Int(window.low)..<Int(window.high) {
        let cost = power * values[slot] + charges[slot]
        if cost < best, flow[Int(window.arcOffset) + slot] < width, slot != left { (best, at) = (cost, slot) }
      }
    }
    return (best, at)
  }

  /// Raises the multipliers of slots with too many units until there are none.
  private mutating func bid(step: Double, _ auction: inout Auction, _ budget: inout Int) {
    auction.queue.removeAll(keepingCapacity: true)
    for slot in values.indices where loads[slot] > capacities[slot] { auction.enter(slot) }
    var next = 0
    while next < auction.queue.count, budget > 0 {
      let slot = Int(auction.queue[next])
      next += 1
      auction.isQueued[slot] = false
      if loads[slot] > capacities[slot] { bid(for: slot, step: step, &auction, &budget) }
    }
    while next < auction.queue.count {
      auction.isQueued[Int(auction.queue[next])] = false
      next += 1
    }
  }

  private mutating func bid(for slot: Int, step: Double, _ auction: inout Auction, _ budget: inout Int) {
    let (value, charge) = (values[slot], charges[slot] - multipliers[slot])
    auction.levels.removeAll(keepingCapacity: true)
    for index in firstUser[slot]..<firstUser[slot] + userCount[slot] {
      let job = Int(users[index])
      auction.levels.append(
        Level(multiplier: auction.alternative[job] - hot[job].power * value - charge, job: users[index]))
    }
    LevelHeap.build(&auction.levels)
    var multiplier = multipliers[slot]
    while let top = auction.levels.first {
      let job = Int(top.job)
      let (cost, other) = cheapest(job, besides: slot)
      auction.alternative[job] = cost
      let level = cost - hot[job].power * value - charge
      if level > top.multiplier {
        // Its alternatives are dearer by now: another one may leave first.
        auction.levels[0].multiplier = level
        LevelHeap.sink(&auction.levels, 0)
        if auction.levels[0].job != top.job { continue }
      }
      if level == .infinity { break }
      multiplier = max(multiplier, level)
      // The multiplier rises to where the next one would leave.
      let excess = loads[slot] - capacities[slot]
      if excess <= 0 { break }
      budget -= 1
      let (own, free) = (flow[arc(job, slot)], hot[job].width - flow[arc(job, other)])
      move(Int32(min(excess, Int(min(own, free)))), of: job, from: slot, to: other)
      if flow[arc(job, slot)] == 0 { LevelHeap.removeFirst(&auction.levels) }
      if loads[other] > capacities[other] { auction.enter(other) }
    }
    raise(slot, by: multiplier + step - multipliers[slot])
  }
}

/// Levels of multiplier with the lowest first.
private enum LevelHeap {
  static func build(_ levels: inout [CapacityFlow.Level]) {
    for index in stride(from: levels.count / 2 - 1, through: 0, by: -1) { sink(&levels, index) }
  }

  static func sink(_ levels: inout [CapacityFlow.Level], _ start: Int) {
    var index = start
    let (entry, count) = (levels[index], levels.count)
    while true {
      var child = 2 * index + 1
      if child >= count { break }
      if child + 1 < count, levels[child + 1].multiplier < levels[child].multiplier { child += 1 }
      if levels[child].multiplier >= entry.multiplier { break }
      levels[index] = levels[child]
      index = child
    }
    levels[index] = entry
  }

  static func removeFirst(_ levels: inout [CapacityFlow.Level]) {
    let last = levels.removeLast()
    if levels.isEmpty { return }
    levels[0] = last
    sink(&levels, 0)
  }
}
