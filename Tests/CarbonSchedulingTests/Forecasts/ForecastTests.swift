import CarbonScheduling
import TestSupport
import Testing

@Suite("Forecasts of a history")
struct ForecastTests {
  private let start = Instant(secondsSince1970: 1_577_836_800)

  private func trace(_ values: [Double?], slot: Int64 = 3_600, signal: Signal = .unknown) throws -> IntensityTrace {
    try IntensityTrace(start: start, slot: .seconds(slot), gramsPerKilowattHour: values, signal: signal)
  }

  private func forecast(
    _ method: some Forecaster, _ values: [Double?], hours: Int, delay: Int64 = 0
  ) throws -> [Double?] {
    let history = try trace(values)
    var forecasts = try HistoryForecasts(of: history, by: method, publicationDelay: .seconds(delay))
    return try forecasts.forecast(at: history.end, until: history.end.advanced(by: .seconds(3_600 * Int64(hours))))
      .trace.gramsPerKilowattHour
  }

  /// Two days of 24 hours: 0 to 23 g on the first, 100 to 123 g on the second.
  private let twoDays = (0..<48).map { Double($0 / 24 * 100 + $0 % 24) }

  @Test("Persistence is the last value, the same time before that of a day, a week or several days")
  func baselines() throws {
    #expect(try forecast(Persistence(), twoDays, hours: 3) == [123, 123, 123])
    #expect(try forecast(SameTimeBefore.yesterday, twoDays, hours: 26).suffix(3) == [123, 100, 101])
    #expect(try forecast(SameTimeBefore.meanOfDays(2), twoDays, hours: 3) == [50, 51, 52])
    #expect(try forecast(SameTimeBefore.meanOfDays(9), twoDays, hours: 3) == [50, 51, 52])
    // Of last week only two days are known: the others hold the last value.
    #expect(try forecast(SameTimeBefore.lastWeek, twoDays, hours: 2) == [123, 123])
    #expect(try forecast(SameTimeBefore.yesterday, twoDays, hours: 3, delay: 7_200) == [100, 101, 102])
  }

  @Test("The profile is the mean of the time of day plus the last deviation, fading")
  func profile() throws {
    let values = try forecast(DailyWeeklyProfile.ofAverages, twoDays, hours: 2)
    // Means of the two days so far are 50 and 51 g, weeks were never seen; the last value, 123, was 100 above 23.
    let expected = [50 + 0.97 * 100, 51 + 0.97 * 0.97 * 100]
    for (value, wanted) in zip(values, expected) { #expect(abs((value ?? 0) - wanted) < 1e-6) }
  }

  @Test("A profile that learns from its errors finds how deviations fade, and is the profile until then")
  func adaptive() throws {
    // Deviations of which half is left an hour later, where the profile expects 97 %.
    let noise = Pattern.noise.values(count: 60 * 24, seed: 3)
    var (deviation, values) = (0.0, [Double]())
    for (hour, value) in noise.enumerated() {
      deviation = deviation / 2 + value
      values.append(1_000 + deviation + Double(hour % 24))
    }
    let history = try trace(values)
    func errors(_ method: some Forecaster, days: Range<Int>) throws -> [Double] {
      var forecasts = try HistoryForecasts(of: history, by: method)
      return try ForecastAccuracy.measure(
        &forecasts, against: history,
        between: history.start(ofSlot: 24 * days.lowerBound)..<history.start(ofSlot: 24 * days.upperBound),
        every: .seconds(3_600),
        leads: [.seconds(3_600), .seconds(6 * 3_600)]
      ).leads.compactMap(\.meanAbsolute)
    }
    let (plain, adaptive) = (DailyWeeklyProfile.ofAverages, AdaptiveProfile(.ofAverages))
    #expect(try errors(plain, days: 2..<3) == errors(adaptive, days: 2..<3))
    let (before, after) = (try errors(plain, days: 30..<59), try errors(adaptive, days: 30..<59))
    #expect(after[0] < 0.95 * before[0] && after[1] < 0.85 * before[1], "\(before) \(after)")
  }

  @Test("A deviation at night says in units of what is usual then what noon will be")
  func scaled() throws {
    // Days are as good as their weather: its effect is ten times as large by day as by night.
    let weather = Pattern.noise.values(count: 60, seed: 4)
    let values = (0..<60 * 24).map { (hour: Int) -> Double in
      let effect = (6..<18).contains(hour % 24) ? 1 : 0.1
      return 1_000 + effect * weather[hour / 24]
    }
    let history = try trace(values)
    func error(_ method: some Forecaster) throws -> Double {
      var forecasts = try HistoryForecasts(of: history, by: method)
      return try ForecastAccuracy.measure(
        &forecasts, against: history, between: history.start(ofSlot: 24 * 5 + 4)..<history.start(ofSlot: 24 * 9),
        every: .seconds(86_400), leads: [.seconds(6 * 3_600)]
      ).leads[0].meanAbsolute ?? .nan
    }
    #expect(try error(AdaptiveProfile(.ofAverages)) < 0.8 * error(DailyWeeklyProfile.ofAverages))
  }

  @Test("What a day of the week adds to all its hours is learned from all of them")
  func weekdays() throws {
    // Two days of each week are cleaner at all hours, and every hour of every week is a little different.
    let noise = Pattern.noise.values(count: 8 * 168, seed: 5)
    let values = (0..<8 * 168).map { (hour: Int) -> Double in
      let level: Double = hour / 24 % 7 < 2 ? 700 : 1_000
      return level + 0.3 * noise[hour]
    }
    let history = try trace(values)
    func error(_ method: some Forecaster) throws -> Double {
      var forecasts = try HistoryForecasts(of: history, by: method)
      return try ForecastAccuracy.measure(
        &forecasts, against: history, between: history.start(ofSlot: 3 * 168)..<history.start(ofSlot: 4 * 168),
        every: .seconds(3_600), leads: [.seconds(96 * 3_600)]
      ).leads[0].meanAbsolute ?? .nan
    }
    let (plain, adaptive) = (
      try error(DailyWeeklyProfile.ofAverages), try error(AdaptiveProfile(.ofAverages))
    )
    #expect(adaptive < 0.75 * plain, "\(adaptive) \(plain)")
  }

  @Test("Times of day that were never seen hold the last value, and are counted")
  func shortHistory() throws {
    let history = try trace([10, 20, 30])
    var forecasts = try HistoryForecasts(of: history, by: DailyWeeklyProfile.ofAverages)
    let forecast = try forecasts.forecast(at: history.end, until: history.end.advanced(by: .seconds(24 * 3_600)))
    #expect(forecast.persistedSlotCount == 21)
    #expect(forecast.trace.gramsPerKilowattHour.prefix(21) == ArraySlice(repeating: 30, count: 21))
    var corrected = try HistoryForecasts(of: history, by: AdaptiveProfile(.ofAverages))
    let same = try corrected.forecast(at: history.end, until: history.end.advanced(by: .seconds(24 * 3_600)))
    #expect(same.persistedSlotCount == 21)
    #expect(same.trace.gramsPerKilowattHour == forecast.trace.gramsPerKilowattHour)
  }

  @Test("Nothing known, slots that divide no day, and shares out of range are errors")
  func errors() throws {
    let history = try trace([10, 20, 30])
    var forecasts = try HistoryForecasts(of: history, by: DailyWeeklyProfile.ofAverages)
    #expect(throws: ForecastError.nothingKnown(at: start, historyStart: start)) {
      try forecasts.forecast(at: start, until: history.end)
    }
    let sevenHours = try trace([1, 2], slot: 7 * 3_600)
    #expect(throws: ForecastError.slotOfDay(.seconds(7 * 3_600))) {
      try HistoryForecasts(of: sevenHours, by: DailyWeeklyProfile.ofAverages)
    }
    #expect(throws: ForecastError.share(1.5)) { try DailyWeeklyProfile(fadePerHour: 1.5) }
    #expect(throws: ForecastError.share(-0.1)) { try Replanning(every: nil, hysteresis: -0.1) }
  }

  @Test(
    "Days learned at once are the same as values learned one by one, with gaps too", arguments: [Int64(3_600), 300])
  func rows(slotSeconds: Int64) throws {
    let slotsADay = Int(86_400 / slotSeconds)
    let values = Pattern.randomWalk.values(count: 17 * slotsADay + 5, seed: 4)
    for missing in [[], [3], [slotsADay + 1, 2 * slotsADay], Array(3 * slotsADay..<4 * slotsADay)] {
      var (one, many) = (
        try DailyWeeklyProfile.ofAverages.memory(slot: .seconds(slotSeconds)),
        try DailyWeeklyProfile.ofAverages.memory(slot: .seconds(slotSeconds))
      )
      for (slot, value) in values.enumerated() where !missing.contains(slot) { one.learn(value, ofSlot: slot) }
      var begin = 0
      for end in missing + [values.count] {
        many.learn(values[begin..<end], fromSlot: begin)
        begin = end + 1
      }
      var (expected, found) = ([Double](repeating: 0, count: 500), [Double](repeating: 0, count: 500))
      #expect(one.forecast(from: values.count, into: &expected) == many.forecast(from: values.count, into: &found))
      #expect(expected == found)
      #expect(one.lastSlot == many.lastSlot)
    }
  }

  @Test("A history asked for an earlier instant begins anew")
  func goingBack() throws {
    let history = try trace(Pattern.randomWalk.values(count: 200, seed: 1).map { $0 })
    var used = try HistoryForecasts(of: history, by: DailyWeeklyProfile.ofAverages)
    let (early, late) = (history.start(ofSlot: 60), history.start(ofSlot: 150))
    _ = try used.forecast(at: late, until: history.end)
    var fresh = try HistoryForecasts(of: history, by: DailyWeeklyProfile.ofAverages)
    #expect(try used.forecast(at: early, until: late) == fresh.forecast(at: early, until: late))
  }

  @Test("Archives refuse what is out of order, twice there, of other slots, signals, or with gaps")
  func archiveErrors() throws {
    func issue(_ hour: Int64, _ values: [Double?] = [1, 2], slot: Int64 = 3_600, signal: Signal = .unknown) throws
      -> Forecast
    {
      let issued = start.advanced(by: .seconds(3_600 * hour))
      return try Forecast(
        IntensityTrace(start: issued, slot: .seconds(slot), gramsPerKilowattHour: values, signal: signal),
        issued: issued)
    }
    let (first, second) = (try issue(0), try issue(1))
    #expect(try ForecastArchive([first, second]).latest(issuedBy: second.issued) == second)
    #expect(try ForecastArchive([first, second]).latest(issuedBy: second.issued.advanced(by: .seconds(-1))) == first)
    #expect(try ForecastArchive([second]).latest(issuedBy: first.issued) == nil)
    #expect(throws: ForecastError.outOfOrder(issued: first.issued, after: second.issued)) {
      try ForecastArchive([second, first])
    }
    #expect(throws: ForecastError.outOfOrder(issued: first.issued, after: first.issued)) {
      try ForecastArchive([first, first])
    }
    #expect(throws: ForecastError.slots(.seconds(1_800), issued: second.issued, expected: .seconds(3_600))) {
      try ForecastArchive([first, issue(1, slot: 1_800)])
    }
    #expect(throws: ForecastError.signal(.average, issued: second.issued, truth: .unknown)) {
      try ForecastArchive([first, issue(1, signal: .average)])
    }
    #expect(throws: ForecastError.gap(issued: first.issued, at: second.issued)) { try issue(0, [1, nil]) }
  }

  @Test("A provider's forecast is corrected, blended, and continued by the history's")
  func blend() throws {
    let history = try trace(twoDays)
    let issued = history.start(ofSlot: 46)
    // Issued two hours before the end: it said 100 for 46 and 103 for 47, which were 122 and 123.
    let provider = try Forecast(
      IntensityTrace(start: issued, slot: .seconds(3_600), gramsPerKilowattHour: [100, 103, 200, 300]), issued: issued)
    let archive = try ForecastArchive([provider])
    func values(_ blend: ForecastBlend) throws -> [Double] {
      var forecasts = try ArchivedForecasts(
        archive, continuedBy: HistoryForecasts(of: history, by: DailyWeeklyProfile.ofAverages), blend: blend)
      let forecast = try forecasts.forecast(at: history.end, until: history.end.advanced(by: .seconds(3 * 3_600)))
      #expect(forecast.continuedFrom == provider.trace.end)
      return forecast.trace.gramsPerKilowattHour.compactMap(\.self)
    }
    let profile = [50 + 0.97 * 100, 51 + 0.97 * 0.97 * 100, 52 + 0.97 * 0.97 * 0.97 * 100]
    let alone = try values(.issuedAlone)
    for (value, wanted) in zip(alone, [200, 300, profile[2]]) { #expect(abs(value - wanted) < 1e-6) }
    let both = try values(.correctedAndBlended)
    let wanted = [(200 + 0.9 * 20 + profile[0]) / 2, (300 + 0.81 * 20 + profile[1]) / 2, profile[2]]
    for (value, wanted) in zip(both, wanted) { #expect(abs(value - wanted) < 1e-6) }
    var early = try ArchivedForecasts(
      archive, continuedBy: HistoryForecasts(of: history, by: DailyWeeklyProfile.ofAverages))
    #expect(throws: ForecastError.issuedAfter(release: history.start(ofSlot: 40), firstIssue: issued)) {
      try early.forecast(at: history.start(ofSlot: 40), until: history.end)
    }
  }

  @Test("Accuracy counts leads from the slot in progress, and bands hold what they did")
  func accuracy() throws {
    // The same every day, but for a tenth of the days at noon.
    let values = (0..<960).map { (slot: Int) -> Double in
      let spike = slot % 240 == 12 ? 50 : 0
      return Double(100 + slot % 24 + spike)
    }
    let history = try trace(values)
    var forecasts = try HistoryForecasts(of: history, by: SameTimeBefore.yesterday)
    let accuracy = try ForecastAccuracy.measure(
      &forecasts, against: history, between: history.start(ofSlot: 48)..<history.start(ofSlot: 39 * 24),
      every: .seconds(3_600), leads: [.seconds(3_600), .seconds(24 * 3_600)], coverage: 0.9)
    #expect(accuracy.leads.map(\.lead) == [Duration.seconds(3_600), .seconds(86_400)])
    #expect(accuracy.leads.allSatisfy { $0.band == 0 && ($0.coverage ?? 0) > 0.98 })
    #expect(accuracy.leads[0].meanAbsolute ?? 0 > 0)
  }

  @Test("The conformal quantile is infinite where there are too few values to tell")
  func conformal() {
    #expect([1, 2, 3, 4].conformalQuantile(missing: 0.25) == 4)
    #expect([4, 1, 3, 2].conformalQuantile(missing: 0.5) == 3)
    #expect([1, 2, 3].conformalQuantile(missing: 0.1) == .infinity)
    #expect([Double]().conformalQuantile(missing: 0.5) == .infinity)
  }
}
