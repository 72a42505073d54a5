public import CarbonScheduling

/// From one instant on, slots have another length, as where a market moves from hours to quarters.
///
///     2025-10-01T00:00:00Z: 1h before, 15m from then on
public struct SlotChange: Hashable, Sendable {
  /// When the first slot of the new length begins.
  public let at: Instant
  /// How long slots were before.
  public let from: Duration
  /// How long they are from then on.
  public let to: Duration
}

extension SlotChange: CustomStringConvertible {
  /// `2025-10-01T00:00:00Z: 1h before, 15m from then on`.
  public var description: String { "\(at): \(from.compactDescription) before, \(to.compactDescription) from then on" }
}
