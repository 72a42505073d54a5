import WindowKernels

extension PauseAndResume {
  /// Plans one job from a few releases with several added times, whose windows nest: the longest holds all others.
  ///
  /// - Parameters:
  ///   - releases: Those of each added time, of the same job on the same trace, from the same candidates.
  ///   - sweeps: One for each, or more; the results of the first ones are replaced.
  /// - Returns: Whether it was done so. It is not where sweeping or planning one by one takes less time, where lengths are no
  ///   whole slots, and where there are gaps; then nothing has changed.
  package static func sweep(from releases: [SweepReleases], into sweeps: inout [Sweep]) -> Bool {
    precondition(sweeps.count >= releases.count, "There is a sweep for every added time.")
    guard let nested = NestedSweep(releases) else { return false }
    for index in releases.indices { sweeps[index].beginReleases() }
    // Any of them holds the order of the slots.
    sweeps[0].rank(nested.trace)
    var window = GrowingWindow()
    var lengths: [Int] = []
    for release in 0..<nested.releaseCount {
      let fitting = nested.order.prefix { release < releases[$0].count }
      lengths.removeAll(keepingCapacity: true)
      for index in fitting { lengths.append(nested.windowSlots(index)) }
      let outcomes = window.choose(
        nested.jobSlots, of: nested.trace.intensities.span, ranks: sweeps[0].order.ranks, from: nested.slot(release),
        lengths: lengths)
      for (index, outcome) in zip(fitting, outcomes) { sweeps[index].append(outcome) }
    }
    for index in releases.indices { sweeps[index].finish(releases[index]) }
    return true
  }
}

/// Releases of several added times, and the order in which their windows grow.
private struct NestedSweep {
  let trace: IntensityTrace
  let jobSlots: Int
  /// The added times from the shortest, which has the most releases.
  let order: [Int]
  private let releases: [SweepReleases]
  private let addedSlots: [Int]

  /// What a slot costs in nanoseconds, measured over a year: once for all windows, in each of them by itself, and in a sweep of
  /// the whole trace.
  private static let cost = (nested: 2, single: 2, sliding: 10)

  init?(_ releases: [SweepReleases]) {
    guard let first = releases.first, let job = first.inSlots?.job, first.trace.gaps.isEmpty else { return nil }
    var addedSlots: [Int] = []
    for one in releases {
      guard one.chosen != nil, let slots = one.inSlots else { return nil }
      addedSlots.append(slots.added)
    }
    (trace, jobSlots, self.releases, self.addedSlots) = (first.trace, job, releases, addedSlots)
    order = addedSlots.indices.sorted { (addedSlots[$0], $0) < (addedSlots[$1], $1) }
    let nested = releaseCount * (job + (addedSlots.max() ?? 0)) * Self.cost.nested
    let others = zip(releases, addedSlots).reduce(0) { sum, one in
      sum + min(one.0.count * (job + one.1) * Self.cost.single, one.0.fittingCount * Self.cost.sliding)
    }
    guard nested < others else { return nil }
  }

  var releaseCount: Int { order.first.map { releases[$0].count } ?? 0 }
  func slot(_ release: Int) -> Int { releases[order[0]].slot(release) }
  func windowSlots(_ index: Int) -> Int { jobSlots + addedSlots[index] }
}
