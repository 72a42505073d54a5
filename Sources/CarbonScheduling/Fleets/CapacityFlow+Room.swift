extension CapacityFlow {
  /// Fills slots that have both a multiplier and room, along cheapest paths of moves, or lowers their multipliers to where
  /// that pays.
  ///
  /// The mirror of moving excess: paths are sought from the slot backwards, to a slot that gives a unit away. That costs
  /// what the other slot's multiplier is, which then falls to zero; where no path is cheaper than the slot's own
  /// multiplier, that falls.
  mutating func fillRoom() {
    var covering: Covering?
    var search = PathSearch(slotCount: values.count)
    for source in values.indices {
      while multipliers[source] > 0, loads[source] < capacities[source] {
        if covering == nil { covering = Covering(self) }
        guard let covering else { return }
        let target = findGiver(for: source, covering, &search)
        giveAway(from: target, to: source, search)
        for slot in search.touched where search.isDone[slot] && search.distance[slot] < search.length {
          raise(slot, by: search.distance[slot] - search.length)
        }
        for job in search.touchedJobs { hot[job].reached = .infinity }
        search.forget()
      }
    }
    // Multipliers have fallen.
    for job in hot.indices { hot[job].floor = -.infinity }
  }

  /// The slot to take a unit from, or the source itself if lowering its multiplier is cheapest.
  private mutating func findGiver(for source: Int, _ covering: Covering, _ search: inout PathSearch) -> Int {
    search.start(at: source)
    var (best, giver) = (multipliers[source], source)
    while let (distance, slot) = search.heap.pop() {
      if search.isDone[slot] || distance > search.distance[slot] { continue }
      if distance >= best { break }
      search.isDone[slot] = true
      for entry in covering.jobs[covering.first[slot]..<covering.first[slot + 1]] {
        let job = Int(entry)
        let (power, width) = (hot[job].power, hot[job].width)
        // The job would come here from any slot it is in.
        let reached = distance + power * values[slot] + charges[slot]
        if reached >= hot[job].reached || flow[arc(job, slot)] >= width { continue }
        if hot[job].reached == .infinity { search.touchedJobs.append(job) }
        hot[job].reached = reached
        for window in windows[Int(hot[job].firstWindow)..<Int(hot[job].endWindow)] {
          for other in Int(window.low)..<Int(window.high) {
            let arc = Int(window.arcOffset) + other
            if flow[arc] == 0 || place[arc] < 0 { continue }
            let far = reached - power * values[other] - charges[other]
            guard far < best, far < search.distance[other] else { continue }
            search.reach(other, far, from: slot, job)
            search.heap.push(far, other)
            if far + multipliers[other] < best { (best, giver) = (far + multipliers[other], other) }
          }
        }
      }
    }
    search.length = best
    return giver
  }

  private mutating func giveAway(from giver: Int, to source: Int, _ search: PathSearch) {
    var amount = capacities[source] - loads[source]
    var slot = giver
    while slot != source {
      let (job, next) = (Int(search.job[slot]), Int(search.before[slot]))
      amount = min(amount, Int(flow[arc(job, slot)]), Int(hot[job].width - flow[arc(job, next)]))
      slot = next
    }
    slot = giver
    while slot != source {
      let (job, next) = (Int(search.job[slot]), Int(search.before[slot]))
      add(-Int32(amount), of: job, to: slot)
      add(Int32(amount), of: job, to: next)
      slot = next
    }
  }

  /// The jobs that may be in each slot: `jobs[first[t]..<first[t + 1]]`.
  private struct Covering {
    var first: [Int]
    var jobs: [Int32]

    init(_ flow: CapacityFlow) {
      var ends = flow.firstUser + [flow.users.count]
      jobs = [Int32](repeating: 0, count: flow.users.count)
      first = ends
      for job in flow.hot.indices {
        for window in flow.windows[Int(flow.hot[job].firstWindow)..<Int(flow.hot[job].endWindow)] {
          for slot in Int(window.low)..<Int(window.high) {
            jobs[ends[slot]] = Int32(job)
            ends[slot] += 1
          }
        }
      }
    }
  }
}
