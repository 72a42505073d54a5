/// The plans of all windows of a length, window after window, without a plan made anew.
///
///     slots        | . . . . . . p . . . . . . . |
///     windows      [===== left =|== right =]           Every window of a block holds the slot p, its pivot.
///                    [=== left =|=== right ==]         What can be done before p depends on where the window begins alone,
///                      [= left =|==== right ===]       and what after it on where it ends alone.
///
/// A pass from the pivot back tells, for each beginning and each number of slots of progress, the least cost of a way to the pivot. A
/// pass on from it tells the same for each end. The optimum of a window is the least sum of the two, over how progress is split
/// between them. So a window of W slots with n of progress takes O(n), where one by itself takes O(W * n).
///
/// Where the plan of the window before does not use the slot that leaves, and costs less than all plans that end with the slot that
/// comes, it stays.
///
/// Sources: K. Tangwongsan, M. Hirzel and S. Schneider, "Low-latency sliding-window aggregation in worst-case constant time", DEBS
/// 2017, section 3 (two stacks); R. Bellman, "Dynamic Programming" (1957).
package enum SlidingProgramme {
  /// What a window comes to.
  package struct Outcome {
    /// The window's first slot.
    package let first: Int
    /// The optimal plan, in slots of the whole problem; `nil` if no choice of slots keeps to all constraints.
    package let plan: PausePlan?
    /// Whether the plan is that of the window before.
    package let isSame: Bool
  }

  /// Whether there is room for the tables that a problem takes.
  ///
  /// - Parameter length: How many slots a window has.
  package static func fits(_ problem: PauseProblem, length: Int) -> Bool {
    windowsInBlock(problem, length: length) != nil
  }

  /// Solves all windows of a length, in order.
  ///
  ///     var problem = PauseProblem(costs: [0, 3, 0, 1], progressCount: 2)
  ///     problem.resumeCosts = [2, 2, 2, 2]
  ///     SlidingProgramme.solve(problem, length: 3) { print($0.plan!.runs) }  // [0..<1, 2..<3], [2..<4]
  ///
  /// - Parameters:
  ///   - problem: All slots, without weights, without a limit on pauses and not in progress. Its costs must leave sums over any
  ///     window exact.
  ///   - length: How many slots a window has. There must be room: see ``fits(_:length:)``.
  ///   - blockSize: The most windows with one pivot; as many as there is room for unless given.
  ///   - body: Called for each window in turn. Each plan equals that of the window solved by itself.
  /// - Complexity: O((q + p + 1) * n) a window: n slots of progress, q of a least run, p of a least pause. Where there is room
  ///   only for blocks of B windows of W slots, (1 + W / B) / 2 times as much.
  package static func solve(
    _ problem: PauseProblem, length: Int, blockSize: Int = .max, _ body: (Outcome) -> Void
  ) {
    precondition(problem.weights.isEmpty && problem.maximumPauses == nil && !problem.startsAtOnce)
    guard let most = windowsInBlock(problem, length: length) else {
      preconditionFailure("There is room for the tables.")
    }
    let windowCount = problem.costs.count - length + 1
    var latest: PivotBlock.Optimum?
    for first in stride(from: 0, to: windowCount, by: min(most, blockSize)) {
      let windows = first..<min(first + min(most, blockSize), windowCount)
      var block = PivotBlock(
        problem.part(first..<windows.upperBound - 1 + length), firstWindow: first, windowCount: windows.count,
        length: length)
      block.solve(after: &latest, body)
    }
  }

  /// How many windows can share a pivot: all that hold it, unless their tables take too much memory.
  private static func windowsInBlock(_ problem: PauseProblem, length: Int) -> Int? {
    // Lengths are checked before they are multiplied.
    guard length > 0, length < 1 << 24, problem.progressCount <= length, problem.runSlots <= length,
      problem.firstSlots <= length, problem.minimumPause <= length
    else { return nil }
    let width = problem.progressCount + 1
    let tableCount = max(problem.runSlots, problem.firstSlots) + problem.minimumPause + 1
    // A byte for each state on from the pivot, and nine for each before it.
    let left = mostBytes - tableCount.multipliedClamped(by: length + 1).multipliedClamped(by: width)
    let windows = min(length, max(0, left) / (9 * tableCount * width))
    return windows >= min(length, leastWindows) ? windows : nil
  }

  private static let mostBytes = 96 << 20

  /// Blocks of fewer windows would take longer than windows one by one.
  private static let leastWindows = 64
}

extension Int {
  fileprivate func multipliedClamped(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}

extension PauseProblem {
  /// The same in some of the slots only.
  package func part(_ slots: Range<Int>) -> PauseProblem {
    func cut(_ values: [Double]) -> [Double] { values.isEmpty ? [] : Array(values[slots]) }
    var part = self
    part.costs = cut(costs)
    part.isAvailable = Array(isAvailable[slots])
    (part.resumeCosts, part.firstStartCosts, part.idleCosts) = (cut(resumeCosts), cut(firstStartCosts), cut(idleCosts))
    return part
  }
}
