package import CarbonScheduling
package import CarbonTraces
package import CommandLineKit
package import Foundation

/// What a command takes for now, and whose clock it reads and shows.
///
///     let clock = try CommandClock(parsed)
///     let release = try clock.instant(parsed, PlanRequest.release)   // Instant?
///     clock.text(release)                                            // "2024-05-02T00:00:00+02:00" in Europe/Berlin
package struct CommandClock: Sendable {
  package static let timeZone = Option.value(
    "time-zone", "ZONE", "whose clock local times are read by and results are shown in, such as Europe/Paris",
    whenLeftOut: "UTC", read: zone)

  /// The time zone that was asked for.
  package let zone: TimeZone?
  package let now: Instant

  /// - Parameter now: The present, unless a test says otherwise.
  package init(_ parsed: ParsedOptions, now: Instant = Instant(Date())) throws(CommandFailure) {
    self.init(zone: try parsed[Self.timeZone], now: now)
  }

  package init(zone: TimeZone?, now: Instant) {
    self.zone = zone
    self.now = now
  }

  @Sendable private static func zone(_ name: String) throws -> TimeZone {
    guard let zone = TimeZone(identifier: name) else {
      throw TextError(
        text: name, problem: "is not a time zone known here", cure: "give one such as Europe/Paris or UTC")
    }
    return zone
  }

  /// The instant that an option says, if it was given.
  ///
  /// - Throws: ``CommandFailure`` that names the option, where a local time has no zone, or was never on its clock.
  package func instant(
    _ parsed: ParsedOptions, _ option: TypedOption<Moment?>
  ) throws(CommandFailure) -> Instant? {
    guard let moment = try parsed[option] else { return nil }
    return try resolve(moment, parsed.command, option.name)
  }

  /// The ranges of time that an option says.
  package func ranges(
    _ parsed: ParsedOptions, _ option: TypedOption<[MomentRange]>
  ) throws(CommandFailure) -> [Range<Instant>] {
    var ranges: [Range<Instant>] = []
    for range in try parsed[option] {
      let start = try resolve(range.start, parsed.command, option.name)
      let end = try resolve(range.end, parsed.command, option.name)
      guard start < end else {
        throw .usage("\(parsed.command): --\(option.name): \(end) is not after \(start); write the earlier one first.")
      }
      ranges.append(start..<end)
    }
    return ranges
  }

  private func resolve(_ moment: Moment, _ command: String, _ option: String) throws(CommandFailure) -> Instant {
    do {
      let instant = try instant(moment)
      if case .local(let clock) = moment, let zone, Self.instants(clock, in: zone).count > 1 {
        Output.note(
          "\(command): --\(option): the clocks of \(zone.identifier) show \(clock.description.dropLast()) twice; "
            + "the first is taken, \(text(instant)); give an offset for the other.")
      }
      return instant
    } catch {
      throw .usage("\(command): --\(option): \(error)")
    }
  }

  /// When a moment is.
  ///
  /// A clock that is set back shows an hour twice: the first one counts. Midnights that a clock skips are its next minute.
  package func instant(_ moment: Moment) throws(TextError) -> Instant {
    switch moment {
    case .fixed(let instant): return instant
    case .fromNow(let length): return now.advanced(by: length)
    case .midnight(let clock):
      guard let zone else { return clock }
      return Self.instants(clock, in: zone).first ?? clock.advanced(by: .seconds(-Self.ahead(clock, in: zone)))
    case .local(let clock):
      let shown = String(clock.description.dropLast())
      guard let zone else {
        throw TextError(
          text: shown, problem: "has no time zone",
          cure: "add Z or an offset, or say whose clock it is with --time-zone")
      }
      guard let instant = Self.instants(clock, in: zone).first else {
        throw TextError(
          text: shown, problem: "was skipped when the clocks of \(zone.identifier) were set forward",
          cure: "give an hour earlier or later")
      }
      return instant
    }
  }

  /// The instants at which the zone's clock shows this, in order: one, or none or two where it is set.
  private static func instants(_ clock: Instant, in zone: TimeZone) -> [Instant] {
    // No clock is more than a day off; offsets around that time are all that can hold.
    let offsets = Set([-86_400, 0, 86_400].map { ahead(clock.advanced(by: .seconds($0)), in: zone) })
    return offsets.map { clock.advanced(by: .seconds(-$0)) }
      .filter { $0.advanced(by: .seconds(ahead($0, in: zone))) == clock }.sorted()
  }

  private static func ahead(_ instant: Instant, in zone: TimeZone) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(instant)))
  }

  /// Whose clock `text` shows: `UTC`, `Europe/Paris`.
  package var name: String { zone?.identifier ?? "UTC" }

  /// An instant by the clock asked for, with its offset: `2024-05-02T00:00:00+02:00`; by UTC, `2024-05-01T22:00:00Z`.
  package func text(_ instant: Instant) -> String {
    guard let zone else { return "\(instant)" }
    let ahead = Self.ahead(instant, in: zone)
    let minutes = abs(ahead) / 60
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let local = instant.advanced(by: .seconds(ahead)).description.dropLast()
    return "\(local)\(ahead < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
