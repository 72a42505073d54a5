// One line for each value of a sweep, however much it holds.

extension PauseAndResume.Sweep: CustomStringConvertible {
  /// How many plans, and over what: `8784 plans, released from 2020-01-01T00:00:00Z on`.
  public var description: String {
    "\(count) plans" + (first.map { ", released from \($0.release) on" } ?? "")
  }
}

extension PauseAndResume.Sweep.Element: CustomStringConvertible {
  /// `released 2020-01-01T00:00:00Z, 2 pauses: 533.0 g`.
  public var description: String {
    "released \(release), \(pauses) \(pauses == 1 ? "pause" : "pauses"): \(emissions)"
  }
}
