// One line for each value of a sweep, however much it holds.

extension FlexibleStart.Sweep: CustomStringConvertible {
  /// How many plans, and over what: `8784 plans, released from 2020-01-01T00:00:00Z on`.
  public var description: String {
    "\(count) plans" + (first.map { ", released from \($0.release) on" } ?? "")
  }
}

extension FlexibleStart.Sweep.Element: CustomStringConvertible {
  /// `released 2020-01-01T00:00:00Z, started 2020-01-01T06:00:00Z: 533.0 g`.
  public var description: String {
    "released \(release), started \(start): \(emissions)"
  }
}
