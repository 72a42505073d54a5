/// The daily-weekly profile, corrected by what its own forecasts got wrong lately: least squares, lead by lead, learned value
/// by value.
///
///     forecast(last + h) = profile(last + h) + c_h . z
///     c_h = (R_h + 300 s I)^-1 r_h
///     before each value v of a slot t, for each lead h, with z and the forecast f as they were at t - h:
///     R_h = 0.9995 R_h + z z';   r_h = 0.9995 r_h + z (v - f);   s = mean square of the offsets
///
/// z are six deviations at the last known slot: the offset; its means over about a day and, taken off it, over three hours; and of
/// the time spoken of, less the profile's base: the last value at that time of day, the mean of some fifty days, and the mean
/// of the time of week less that of the time of day. Until much is learned, the ridge keeps c near 0: then the profile speaks.
///
/// Leads are learned in hours, or in slots where those are longer, up to 384. Learning a value on the hour takes O(384), others
/// O(1); a slot is forecast in O(1).
///
///     var forecasts = try HistoryForecasts(of: trace, by: AdaptiveProfile(.suited(to: trace)))
///
/// Source: recursive least squares with exponential forgetting and a ridge (Ljung, "System Identification", 1999, section 11.2).
public struct AdaptiveProfile: Forecaster, Hashable {
  /// What is corrected.
  public let profile: DailyWeeklyProfile

  /// Corrects a profile.
  public init(_ profile: DailyWeeklyProfile) { self.profile = profile }

  /// `adaptive daily-weekly profile`.
  public var name: String { "adaptive daily-weekly profile" }

  /// A memory that has seen nothing; see ``Forecaster/memory(slot:)``.
  public func memory(slot: Duration) throws(ForecastError) -> Memory {
    let slotsADay = try slotsOfDay(slot)
    let slotsAnHour = slotsADay % 24 == 0 ? slotsADay / 24 : 1
    let fade = power(profile.fadePerHour, 24 * Double(slotsAnHour) / Double(slotsADay))
    return Memory(try profile.memory(slot: slot), slotsADay: slotsADay, stride: slotsAnHour, fade: fade)
  }
}

extension AdaptiveProfile {
  /// What the profile has learned, and how its forecasts have fared.
  public struct Memory: ForecasterMemory {
    private var profile: DailyWeeklyProfile.Memory
    /// How many slots one lead is.
    private let stride: Int
    private let slotsADay: Int
    /// What is left of a deviation so many leads later.
    private let fades: [Double]
    /// The means of about fifty days, and the last values, by slot of the day.
    private var slow: Means
    private var latest: [Double]
    private var dayOffset = 0.0
    private var shortOffset = 0.0
    private var squareOffset = 0.0
    private var learnedCount = 0
    private var fits = LeadFits()
    private var issues: IssueRing

    /// The last slot whose value was learned.
    public var lastSlot: Int? { profile.lastSlot }

    init(_ profile: DailyWeeklyProfile.Memory, slotsADay: Int, stride: Int, fade: Double) {
      self.profile = profile
      self.stride = stride
      self.slotsADay = slotsADay
      fades = (0...LeadFits.leadCount).map { power(fade, Double($0)) }
      slow = Means(count: slotsADay)
      latest = [Double](repeating: 0, count: slotsADay)
      issues = IssueRing(slotsADay: slotsADay / stride)
    }

    /// Learns the value of a slot, and what forecasts of it got wrong.
    public mutating func learn(_ value: Double, ofSlot slot: Int) {
      let isOnTheHour = slot.cyclic(stride) == 0
      if isOnTheHour { learnErrors(of: value, slot) }
      profile.learn(value, ofSlot: slot)
      let p = slot.cyclic(slotsADay)
      slow.add(value, at: p, leastWeight: 0.02)
      latest[p] = value
      let offset = profile.offset
      let weight = 1 / Double(stride)
      dayOffset += weight / 12 * (offset - dayOffset)
      shortOffset += (stride == 1 ? 0.5 : weight / 2) * (offset - shortOffset)
      squareOffset += 0.001 * weight * (offset * offset - squareOffset)
      learnedCount += 1
      guard isOnTheHour else { return }
      let hour = (slot - slot.cyclic(stride)) / stride
      if learnedCount >= 8 * slotsADay {
        let places = (0..<7 * slotsADay / stride).map { place(ofHour: $0) }
        issues.add(hour, offsets: offsets, places: places)
      }
      if hour.cyclic(24) == 0 { fits.solve(ridge: 300 * squareOffset) }
    }

    /// The three deviations that are the same for all leads.
    private var offsets: (Double, Double, Double) { (profile.offset, dayOffset, profile.offset - shortOffset) }

    /// What is known of a slot of the week: base, and what may be added to it.
    private func place(ofSlot slot: Int) -> IssueRing.Place {
      let (p, w) = (slot.cyclic(slotsADay), slot.cyclic(7 * slotsADay))
      let base = profile.base(p, w)
      let isKnown = profile.day.counts[p] > 0
      return IssueRing.Place(
        base: base, latest: isKnown ? latest[p] - base : 0, slow: isKnown ? slow.values[p] - base : 0,
        week: profile.week.counts[w] > 0 ? profile.week.values[w] - profile.day.values[p] : 0)
    }

    private func place(ofHour hour: Int) -> IssueRing.Place { place(ofSlot: hour * stride) }

    private mutating func learnErrors(of value: Double, _ slot: Int) {
      let hour = (slot - slot.cyclic(stride)) / stride
      for lead in 1...LeadFits.leadCount {
        guard let (offsets, place) = issues.issue(at: hour - lead, speakingOf: hour) else { continue }
        fits.learn(
          value - place.base - fades[lead] * offsets.0, Deviations(offsets, place), lead: lead)
      }
    }

    /// Writes what is expected: O(1) a slot.
    public func forecast(from first: Int, into values: inout [Double]) -> Int {
      let persisted = profile.forecast(from: first, into: &values)
      guard let lastSlot, fits.isSolved else { return persisted }
      let offsets = offsets
      for index in values.indices where first + index > lastSlot {
        let slot = first + index
        guard profile.day.counts[slot.cyclic(slotsADay)] > 0 else { continue }
        let lead = min((slot - lastSlot + stride - 1) / stride, LeadFits.leadCount)
        values[index] += fits.correction(Deviations(offsets, place(ofSlot: slot)), lead: lead)
      }
      return persisted
    }
  }
}

#if !hasFeature(Embedded)
  extension AdaptiveProfile: Codable {}
#endif

extension AdaptiveProfile.Memory: CustomStringConvertible {
  /// Up to which slot it has learned.
  public var description: String { "\(profile)" + (fits.isSolved ? ", corrected" : "") }
}
