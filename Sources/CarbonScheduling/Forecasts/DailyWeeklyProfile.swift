/// The reference forecaster: what is usual at this time of day and of week, plus the last known deviation from it, fading.
///
/// Before the value v of a slot, with p its slot of the day and w its slot of the week:
///
///     u' = u if W[w] was ever fed, else 0;   base = (1 - u') D[p] + u' W[w];   offset = v - base (0 if D[p] was never fed)
///     D[p] += max(a, 1 / n) (v - D[p]);      W[w] += max(a, 1 / n) (v - W[w])   n counts the values, this one included
///     forecast(last + h) = base at last + h + phi^h * offset
///
/// D and W are exponentially weighted means, begun as plain ones. Days and weeks are those of UTC: no gain was found from
/// local time. A slot of a time of day that was never seen holds the last known value. Learning a value and forecasting one
/// each take O(1).
///
///     var forecasts = try HistoryForecasts(of: trace, by: DailyWeeklyProfile.suited(to: trace))
public struct DailyWeeklyProfile: Forecaster, Hashable {
  /// The weight of the newest day, and of the newest week: a.
  public let newestWeight: Double

  /// The share of the week in the blend: u.
  public let weekShare: Double

  /// What is left of a deviation an hour later: phi.
  public let fadePerHour: Double

  /// Makes a profile.
  ///
  /// - Parameters:
  ///   - newestWeight: From 0 to 1.
  ///   - weekShare: From 0 to 1.
  ///   - fadePerHour: From 0 to 1; 0.97 suits average intensities, 0.9 five-minute marginal ones.
  /// - Throws: ``ForecastError/share(_:)`` for any other number.
  public init(newestWeight: Double = 0.1, weekShare: Double = 0.25, fadePerHour: Double) throws(ForecastError) {
    for share in [newestWeight, weekShare, fadePerHour] {
      guard (0...1).contains(share) else { throw .share(share) }
    }
    self.init(checkedWeight: newestWeight, weekShare, fadePerHour)
  }

  private init(checkedWeight: Double, _ weekShare: Double, _ fadePerHour: Double) {
    (newestWeight, self.weekShare, self.fadePerHour) = (checkedWeight, weekShare, fadePerHour)
  }

  /// For average intensities.
  public static let ofAverages = DailyWeeklyProfile(checkedWeight: 0.1, 0.25, 0.97)

  /// For marginal intensities of five minutes, which jump and return.
  public static let ofFiveMinuteMarginals = DailyWeeklyProfile(checkedWeight: 0.1, 0.25, 0.9)

  /// The one of the two that suits a trace: deviations fade fast where slots last at most five minutes and the signal is not
  /// known to be an average.
  public static func suited(to trace: IntensityTrace) -> DailyWeeklyProfile {
    trace.slotSeconds <= 300 && trace.signal != .average ? .ofFiveMinuteMarginals : .ofAverages
  }

  /// `daily-weekly profile`.
  public var name: String { "daily-weekly profile" }

  /// A memory that has seen nothing; see ``Forecaster/memory(slot:)``.
  public func memory(slot: Duration) throws(ForecastError) -> Memory {
    let slotsADay = try slotsOfDay(slot)
    return Memory(self, slotsADay: slotsADay, fade: power(fadePerHour, 24 / Double(slotsADay)))
  }
}

extension DailyWeeklyProfile {
  /// What the profile has learned.
  public struct Memory: ForecasterMemory {
    private let profile: DailyWeeklyProfile
    /// What is left of a deviation a slot later.
    private let fade: Double
    private(set) var day: Means
    private(set) var week: Means
    /// How far the last known value is from what was usual.
    private(set) var offset = 0.0
    private var lastValue = 0.0
    private var lastPlace = (p: 0, w: 0)

    /// The last slot whose value was learned.
    public private(set) var lastSlot: Int?

    init(_ profile: DailyWeeklyProfile, slotsADay: Int, fade: Double) {
      self.profile = profile
      self.fade = fade
      day = Means(count: slotsADay)
      week = Means(count: 7 * slotsADay)
    }

    /// Learns the value of a slot: O(1).
    public mutating func learn(_ value: Double, ofSlot slot: Int) {
      let (p, w) = place(ofSlot: slot)
      offset = day.counts[p] > 0 ? value - base(p, w) : 0
      day.add(value, at: p, leastWeight: profile.newestWeight)
      week.add(value, at: w, leastWeight: profile.newestWeight)
      lastValue = value
      lastSlot = slot
      lastPlace = (p, w)
    }

    /// Learns whole days at a time, where all of a day's slots weigh the same: the same sums in the same order, O(1) a value,
    /// several at once. Only the last value's deviation matters in the end.
    public mutating func learn(_ values: ArraySlice<Double>, fromSlot first: Int) {
      let slotsADay = day.values.count
      var index = values.startIndex
      while index < values.endIndex {
        let slot = first + (index - values.startIndex)
        let (p, w) = (slot.moduloRoundingDown(by: slotsADay), slot.moduloRoundingDown(by: week.values.count))
        // The last value is learned alone, for its deviation.
        let isWhole = p == 0 && values.endIndex - index > slotsADay
        if isWhole, let ofDay = day.weight(of: 0..<slotsADay, atLeast: profile.newestWeight),
          let ofWeek = week.weight(of: w..<w + slotsADay, atLeast: profile.newestWeight)
        {
          let row = values[index..<index + slotsADay]
          day.add(row, at: 0, weight: ofDay)
          week.add(row, at: w, weight: ofWeek)
          index += slotsADay
          lastSlot = nil
        } else {
          learn(values[index], ofSlot: slot)
          index += 1
        }
      }
    }

    /// The slot of the day and of the week: a step from the last one, as a rule, since divisions take longest of all here.
    private func place(ofSlot slot: Int) -> (p: Int, w: Int) {
      guard let lastSlot, slot == lastSlot + 1 else {
        return (slot.moduloRoundingDown(by: day.values.count), slot.moduloRoundingDown(by: week.values.count))
      }
      let (p, w) = (lastPlace.p + 1, lastPlace.w + 1)
      return (p == day.values.count ? 0 : p, w == week.values.count ? 0 : w)
    }

    /// Writes what is expected: O(1) a slot.
    public func forecast(from first: Int, into values: inout [Double]) -> Int {
      guard let lastSlot else { preconditionFailure("A forecast needs at least one known value.") }
      var deviation = offset * power(fade, Double(max(0, first - lastSlot)))
      var (p, w) = (first.moduloRoundingDown(by: day.values.count), first.moduloRoundingDown(by: week.values.count))
      var persisted = 0
      for index in values.indices {
        if day.counts[p] > 0 {
          values[index] = base(p, w) + deviation
        } else {
          values[index] = lastValue
          persisted += 1
        }
        if first + index >= lastSlot { deviation *= fade }
        p = p + 1 == day.values.count ? 0 : p + 1
        w = w + 1 == week.values.count ? 0 : w + 1
      }
      return persisted
    }

    /// What is usual at a slot of the day and of the week.
    func base(_ p: Int, _ w: Int) -> Double {
      let share = week.counts[w] > 0 ? profile.weekShare : 0
      return (1 - share) * day.values[p] + share * week.values[w]
    }
  }
}

/// Exponentially weighted means, begun as plain ones.
struct Means: Sendable {
  var values: [Double]
  var counts: [Int32]

  init(count: Int) {
    values = [Double](repeating: 0, count: count)
    counts = [Int32](repeating: 0, count: count)
  }

  /// The weight of a further value at each of some places, if it is the same for all.
  func weight(of places: Range<Int>, atLeast leastWeight: Double) -> Double? {
    var (least, most) = (Int32.max, Int32.min)
    for count in counts[places] {
      least = min(least, count)
      most = max(most, count)
    }
    guard most < .max else { return nil }
    let count = Double(least + 1)
    if count * leastWeight > 1 { return leastWeight }
    return least == most ? max(leastWeight, 1 / count) : nil
  }

  /// Adds a value at each of the places from `first` on.
  mutating func add(_ row: ArraySlice<Double>, at first: Int, weight: Double) {
    var place = first
    for value in row {
      values[place] += weight * (value - values[place])
      counts[place] += 1
      place += 1
    }
  }

  mutating func add(_ value: Double, at index: Int, leastWeight: Double) {
    if counts[index] < .max { counts[index] += 1 }
    let count = Double(counts[index])
    // max(leastWeight, 1 / count), dividing only while the mean is a plain one.
    let weight = count * leastWeight > 1 ? leastWeight : max(leastWeight, 1 / count)
    values[index] += weight * (value - values[index])
  }
}

#if !hasFeature(Embedded)
  extension DailyWeeklyProfile: Codable {
    /// Decodes and validates `fadePerHour`; `newestWeight` and `weekShare` have their defaults where they are missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        newestWeight: container.decodeIfPresent(Double.self, forKey: .newestWeight) ?? 0.1,
        weekShare: container.decodeIfPresent(Double.self, forKey: .weekShare) ?? 0.25,
        fadePerHour: container.decode(Double.self, forKey: .fadePerHour))
    }
  }
#endif
