package import CarbonScheduling

/// What two clocks say at one time: the one on the wall, which plans go by, and the one of the time that the machine has
/// been awake, which progress goes by.
///
/// When the machine is suspended the wall clock goes on and the other does not; when somebody sets the wall clock it steps
/// and the other does not. Either way progress stays right, and the plan follows the wall.
package struct ClockReading: Hashable, Sendable {
  /// Nanoseconds since 1970.
  package var wall: Int64
  /// Nanoseconds awake, from any beginning.
  package var awake: Int64

  package init(wall: Int64, awake: Int64) {
    (self.wall, self.awake) = (wall, awake)
  }

  /// The wall's second.
  package var instant: Instant { Instant(secondsSince1970: wall.dividedRoundingDown(by: .second)) }
}

/// A source of time, so that tests can have their own.
package protocol JobClock: AnyObject {
  func read() -> ClockReading
  /// Returns after so many nanoseconds, or before if anything has happened.
  func sleep(nanoseconds: Int64) throws
}

extension Int64 {
  /// A second in nanoseconds.
  package static let second: Int64 = 1_000_000_000

  /// These nanoseconds as seconds.
  package var seconds: Double { Double(self) / 1e9 }
}

extension Instant {
  /// Nanoseconds since 1970, held within what can be told.
  package var wall: Int64 {
    let (product, overflow) = secondsSince1970.multipliedReportingOverflow(by: .second)
    return overflow ? (secondsSince1970 < 0 ? .min : .max) : product
  }
}

extension Duration {
  /// The length in nanoseconds, held within what can be told.
  package var nanoseconds: Int64 {
    let (seconds, attoseconds) = clampedComponents
    let (product, overflow) = seconds.multipliedReportingOverflow(by: .second)
    return overflow ? (seconds < 0 ? .min : .max) : product.addingClamped(attoseconds / 1_000_000_000)
  }
}
