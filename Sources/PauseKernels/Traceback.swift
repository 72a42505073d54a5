/// What has been done before a slot: a state of the dynamic programme.
struct PauseState {
  var slot: Int
  var progress: Int
  /// The layer: how many pauses are left, if there is a limit; else 0.
  var layer: Int
}

/// A programme whose values tell from any state on an optimal plan which transition is optimal there.
///
/// Where several are, the one that uses the slot is taken: so the plan read from the front has the earliest slots.
protocol TracedProgramme {
  var transitions: Transitions { get }
  var isLimited: Bool { get }

  /// Whether a run goes on at a state, rather than ends there; `nil` if the values know of neither.
  mutating func goesOn(_ state: PauseState) -> Bool?

  /// Whether a pause ends at a state, rather than goes on; `nil` if the values know of neither.
  mutating func resumes(_ state: PauseState) -> Bool?
}

extension TracedProgramme {
  /// The traceback: the runs of the plan from its first start on.
  ///
  /// - Parameters:
  ///   - firstStart: The slot of the first start.
  ///   - layer: The layer that it starts in.
  /// - Returns: `nil` if the values lead nowhere.
  mutating func tracedRuns(from firstStart: Int, layer: Int) -> [Range<Int>]? {
    var runs: [Range<Int>] = []
    var begin = firstStart
    var state = PauseState(
      slot: begin + transitions.firstSlots, progress: transitions.firstProgress, layer: layer)
    while state.progress < transitions.progressCount {
      guard let goesOn = goesOn(state) else { return nil }
      if goesOn {
        state.slot += 1
        state.progress += 1
        continue
      }
      runs.append(begin..<state.slot)
      state.slot += transitions.minimumPause
      state.layer -= isLimited ? 1 : 0
      while true {
        guard let resumes = resumes(state) else { return nil }
        if resumes { break }
        state.slot += 1
      }
      begin = state.slot
      state.slot += transitions.runSlots
      state.progress += transitions.runProgress
    }
    guard state.progress == transitions.progressCount else { return nil }
    runs.append(begin..<state.slot)
    return runs
  }
}
