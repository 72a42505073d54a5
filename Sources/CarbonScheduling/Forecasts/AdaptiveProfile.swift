/// The daily-weekly profile in units of what is usual at each time of day, corrected by what its own forecasts got wrong
/// lately: least squares, lead by lead, learned value by value.
///
///     base = (1 - u) (D[p] + g[d] / 2) + u W[w]
///     forecast(last + h) = base + s[p] (phi^h * offset + c_h . z)
///     offset = (v - base) / s[p];   s[p] = sqrt((q[p] + m / 10) / (1.1 m))
///     g[d] += max(a / 2 / slots a day, 1 / n) (v - D[p] - g[d]), less their mean;   D[p] learns v - g[d] / 2, W[w] by a / 2
///     q[p] += max(0.05, 1 / n) ((v - base)^2 - q[p]);   m = mean of q over the day
///     c_h = (R_h + 1000 w I)^-1 r_h
///     before each value, for each lead h, with z as it was at t - h and e the error in units of s:
///     R_h = 0.9995 R_h + z z';   r_h = 0.9995 r_h + z e;   w = mean square of the offsets
///
/// g is what a day of the week d adds to all its hours: seven numbers, each learned from all hours of its days, are known
/// sooner than one for each hour of the week.
///
/// Where the sun shines, days differ at noon and hardly at night: a deviation at night says little of noon in grams, and as
/// much as any in units of s. z are five deviations, in these units, at the last known slot: the offset; its means over about
/// a day and, taken off it, over three hours; and of the time spoken of, less the profile's base: the last value at that time
/// of day, and the mean of some fifty days. Until much is learned, the ridge keeps c near 0.
///
/// Leads are learned at eighteen of 1 to 384 hours, or slots where those are longer, on straight lines between. Learning a
/// value and forecasting one take O(1).
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
    return Memory(
      profile, slotsADay: slotsADay, stride: slotsADay % 24 == 0 ? slotsADay / 24 : 1,
      fade: power(profile.fadePerHour, 24 / Double(slotsADay)))
  }
}

extension AdaptiveProfile {
  /// What the profile has learned, and how its forecasts have fared.
  public struct Memory: ForecasterMemory {
    private let profile: DailyWeeklyProfile
    private var day: Means
    private var week: Means
    /// What each day of the week adds to all its hours.
    private var weekdays = Means(count: 7)
    private var lastValue = 0.0
    /// How many slots one lead is.
    private let stride: Int
    private let slotsADay: Int
    /// What is left of a deviation a slot later, and at each of the leads that are learned.
    private let fade: Double
    private let fades: [Double]
    /// The means of about fifty days, and the last values, by slot of the day.
    private var slow: Means
    private var latest: [Double]
    /// Mean squares of deviations by slot of the day, and their sum over the day.
    private var squares: Means
    private var sumOfSquares = 0.0
    private var offset = 0.0
    private var dayOffset = 0.0
    private var shortOffset = 0.0
    private var squareOffset = 0.0
    private var learnedCount = 0
    private var fits = LeadFits()
    private var issues = IssueRings()

    /// The last slot whose value was learned.
    public private(set) var lastSlot: Int?

    init(_ profile: DailyWeeklyProfile, slotsADay: Int, stride: Int, fade: Double) {
      self.profile = profile
      self.stride = stride
      self.slotsADay = slotsADay
      self.fade = fade
      fades = LeadFits.leads.map { power(fade, Double($0 * stride)) }
      day = Means(count: slotsADay)
      week = Means(count: 7 * slotsADay)
      slow = Means(count: slotsADay)
      squares = Means(count: slotsADay)
      latest = [Double](repeating: 0, count: slotsADay)
    }

    /// Learns the value of a slot, and what forecasts of it got wrong: O(1).
    public mutating func learn(_ value: Double, ofSlot slot: Int) {
      let isOnTheHour = slot.moduloRoundingDown(by: stride) == 0
      let hour = (slot - slot.moduloRoundingDown(by: stride)) / stride
      if isOnTheHour {
        for index in LeadFits.leads.indices {
          guard let issue = issues.issue(at: hour - LeadFits.leads[index], lead: index) else { continue }
          fits.learn((value - issue.expected) / issue.scale, issue.deviations, lead: index)
        }
      }
      let (p, w) = (slot.moduloRoundingDown(by: slotsADay), slot.moduloRoundingDown(by: 7 * slotsADay))
      let deviation = day.counts[p] > 0 ? value - base(p, w) : 0
      offset = deviation / scale(p)
      learnUsual(value, p, w)
      (lastValue, lastSlot) = (value, slot)
      if slow.counts[p] > 0 {
        sumOfSquares -= squares.values[p]
        squares.add(deviation * deviation, at: p, leastWeight: 0.05)
        sumOfSquares += squares.values[p]
      }
      slow.add(value, at: p, leastWeight: 0.02)
      latest[p] = value
      let weight = 1 / Double(stride)
      dayOffset += weight / 12 * (offset - dayOffset)
      shortOffset += weight / 2 * (offset - shortOffset)
      squareOffset += 0.001 * weight * (offset * offset - squareOffset)
      learnedCount += 1
      guard isOnTheHour else { return }
      if learnedCount >= 8 * slotsADay {
        for index in LeadFits.leads.indices {
          let later = (hour + LeadFits.leads[index]) * stride
          let (base, scale, deviations) = known(ofSlot: later)
          issues.add(
            IssueRings.Issue(
              expected: base + scale * fades[index] * offset, scale: scale, deviations: deviations),
            at: hour, lead: index)
        }
      }
      if hour.moduloRoundingDown(by: 24) == 0 { fits.solve(ridge: 1_000 * squareOffset) }
    }

    /// Learns what is usual at a slot of the day and of the week.
    private mutating func learnUsual(_ value: Double, _ p: Int, _ w: Int) {
      if day.counts[p] >= 7 {
        let newestWeight = profile.newestWeight / 2 / Double(slotsADay)
        weekdays.add(value - day.values[p], at: w / slotsADay, leastWeight: newestWeight)
      }
      day.add(value - weekdays.values[w / slotsADay] / 2, at: p, leastWeight: profile.newestWeight)
      week.add(value, at: w, leastWeight: profile.newestWeight / 2)
      // A mean of all days of the week belongs to the day.
      if p == slotsADay - 1 {
        let mean = weekdays.values.reduce(0, +) / 7
        for weekday in weekdays.values.indices { weekdays.values[weekday] -= mean }
      }
    }

    /// What is usual at a slot of the day and of the week.
    private func base(_ p: Int, _ w: Int) -> Double {
      let share = week.counts[w] > 0 ? profile.weekShare : 0
      return (1 - share) * (day.values[p] + weekdays.values[w / slotsADay] / 2) + share * week.values[w]
    }

    /// How far values stray at a slot of the day, as a multiple of what is usual over the day.
    private func scale(_ p: Int) -> Double {
      guard squares.counts[p] > 2, sumOfSquares > 0 else { return 1 }
      let mean = sumOfSquares / Double(slotsADay)
      return ((squares.values[p] + mean / 10) / (1.1 * mean)).squareRoot()
    }

    /// What is known of a slot: what is usual, how far it strays, and how far from usual all is.
    private func known(ofSlot slot: Int) -> (base: Double, scale: Double, deviations: Deviations) {
      let (p, w) = (slot.moduloRoundingDown(by: slotsADay), slot.moduloRoundingDown(by: 7 * slotsADay))
      let (base, scale) = (base(p, w), scale(p))
      let isKnown = slow.counts[p] > 0
      let deviations = Deviations(
        offset: offset, day: dayOffset, sinceHours: offset - shortOffset,
        latest: isKnown ? (latest[p] - base) / scale : 0, slow: isKnown ? (slow.values[p] - base) / scale : 0)
      return (base, scale, deviations)
    }

    /// Writes what is expected: O(1) a slot.
    public func forecast(from first: Int, into values: inout [Double]) -> Int {
      guard let lastSlot else { preconditionFailure("A forecast needs at least one known value.") }
      var persisted = 0
      var deviation = offset * power(fade, Double(max(1, first - lastSlot)))
      let shared = Deviations(offset: offset, day: dayOffset, sinceHours: offset - shortOffset)
      var (p, w) = (first.moduloRoundingDown(by: slotsADay), first.moduloRoundingDown(by: 7 * slotsADay))
      // Steps in place of divisions, which take longest of all here.
      var (lead, slotsOfLead) = (
        (max(1, first - lastSlot) + stride - 1) / stride, (max(1, first - lastSlot) - 1) % stride
      )
      for index in values.indices {
        let isAhead = first + index > lastSlot
        if day.counts[p] > 0 {
          let (base, scale) = (base(p, w), scale(p))
          values[index] = base + scale * deviation
          if isAhead, fits.isSolved {
            values[index] += fits.correction(
              shared, scale: scale, latest: latest[p] - base, slow: slow.values[p] - base, lead: lead)
          }
        } else {
          values[index] = lastValue
          persisted += 1
        }
        if isAhead {
          deviation *= fade
          slotsOfLead += 1
          if slotsOfLead == stride { (lead, slotsOfLead) = (lead + 1, 0) }
        }
        p = p + 1 == slotsADay ? 0 : p + 1
        w = w + 1 == 7 * slotsADay ? 0 : w + 1
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
  public var description: String {
    (lastSlot.map { "learned up to slot \($0)" } ?? "learned nothing") + (fits.isSolved ? ", corrected" : "")
  }
}
