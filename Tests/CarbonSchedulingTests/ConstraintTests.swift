import CarbonScheduling
import TestSupport
import Testing

/// Plans whose pauses cost, or that are bound otherwise: facts that a hand can check.
@Suite struct ConstraintTests {
  private let hours = { (values: [Double]) in try trace(values, slotSeconds: 3_600) }

  @Test(arguments: zip([1, 2, 3], [0.0, 2, 3]))
  func pausesThatCost(slots: Int, grams: Double) throws {
    let algorithm = PauseAndResume(
      within: .hours(3 - slots), resumeCost: try ResumeCost(emissions: Emissions(grams: 2)))
    let plan = try algorithm.schedule(try job(seconds: 3_600 * slots), on: hours([0, 3, 0]), releasedAt: newYear2020)
    #expect(plan.emissions.grams == grams)
    #expect(plan.objective == grams)
    #expect(plan.resumeEmissions.grams == (slots == 2 ? 2 : 0))
  }

  @Test func fewLongRuns() throws {
    let algorithm = PauseAndResume(
      within: .hours(2), limits: try RunLimits(minimumRun: .seconds(7_200), maximumPauses: 1))
    let plan = try algorithm.schedule(
      try job(seconds: 6 * 3_600), on: hours([10, 1, 1, 1, 10, 1, 1, 1]), releasedAt: newYear2020)
    #expect(plan.picture(unit: .seconds(3_600)) == ".###.###")
    #expect(plan.emissions.grams == 6)
  }

  @Test func energyAndTimeOfAResume() throws {
    let cost = try ResumeCost(energy: .kilowattHours(0.5), emissions: Emissions(grams: 1), time: .seconds(60))
    let plan = try PauseAndResume(within: .hours(2), resumeCost: cost).schedule(
      try job(seconds: 3 * 3_600, kilowatts: 2), on: hours([4, 4, 90, 2, 4]), releasedAt: newYear2020)
    // A minute to warm up in hour 3 at 2 g, resumed at half a kilowatt-hour of it; the minute less is run in hour 4, or in hour 0.
    #expect(plan.roundings.isEmpty)
    #expect(plan.runs.map(\.duration) == [.seconds(3_600 + 60), .seconds(7_200)] || plan.runs.count == 2)
    #expect(plan.picture(unit: .seconds(60)).count { $0 == "#" } == 181)
    #expect(abs(plan.resumeEmissions.grams - (1 + 1 + 4.0 / 60)) < 1e-12)
    #expect(plan.resumeEnergy.kilowattHours == 0.5 + 2.0 / 60)
  }

  /// A run of an hour and a half, and minutes on an hourly trace: nothing is rounded to hours.
  @Test func theLastRunIsNoShorterThanTheMinimum() throws {
    let trace = try hours([1, 1, 100, 1, 1, 100, 100, 100])
    let algorithm = PauseAndResume(within: .hours(3), limits: try RunLimits(minimumRun: .seconds(7_200)))
    let plan = try algorithm.schedule(try job(seconds: 12_600), on: trace, releasedAt: newYear2020)
    #expect(plan.runs == [try Run(start: newYear2020, end: after(12_600))])
    let shorter = PauseAndResume(within: .hours(3), limits: try RunLimits(minimumRun: .seconds(5_400)))
    let two = try shorter.schedule(try job(seconds: 12_600), on: trace, releasedAt: newYear2020)
    #expect(two.picture(unit: .seconds(1_800)) == "####..###....")
    #expect(two.emissions.grams == 3.5)
  }

  /// In a window of very many seconds a plan is made in the finest divisor of the slot that fits, and says so.
  @Test func whatRoundsIsPartOfThePlan() throws {
    let trace = try trace(Pattern.randomWalk.values(count: 400, seed: 7), slotSeconds: 300)
    let limits = try RunLimits(minimumRun: .seconds(607), minimumPause: .seconds(600))
    let times = [after(9_001)..<after(9_002)]
    let algorithm = PauseAndResume(within: .hours(24), limits: limits, unavailable: times)
    let plan = try algorithm.schedule(try job(seconds: 3_601), on: trace, releasedAt: after(5))
    // 90,001 s in 8,928 steps: the finest divisor of 300 s above 10 s is 12 s.
    #expect(
      plan.roundings == [
        .release(after(5), to: after(12)), .deadline(after(90_006), to: after(90_000)),
        .minimumRun(.seconds(607), to: .seconds(612)), .unavailable(times[0], to: after(9_000)..<after(9_012)),
      ])
    #expect(plan.runs.allSatisfy { $0.duration >= .seconds(607) })
    // Eight hours fit in seconds.
    let short = PauseAndResume(within: .hours(1), limits: limits, unavailable: times)
    #expect(try short.schedule(try job(seconds: 3_601), on: trace, releasedAt: after(5)).roundings.isEmpty)
  }

  /// Powers and intensities are decimals: a tie in grams is a tie, and the earliest start wins it.
  @Test func tiesUnderProfiles() throws {
    let trace = try trace([0.001, 0.004, 0], slotSeconds: 900)
    let pieces = try [(675, 1.125), (900, 1.125), (225, 0)].map {
      try Power.Piece(duration: .seconds($0.0), kilowatts: $0.1)
    }
    let job = try Workload(duration: .seconds(1_800), power: .profile(pieces))
    let plan = try FlexibleStart(within: .minutes(15), startStep: .seconds(450))
      .schedule(job, on: trace, releasedAt: newYear2020)
    #expect(plan.runs[0].start == newYear2020)
  }

  /// No pauses, whether forbidden or too dear, is Flexible Start; to the second where forbidden.
  @Test(arguments: Pattern.allCases)
  func withoutPausesIsFlexibleStart(pattern: Pattern) throws {
    let trace = try hours(pattern.values(count: 30, seed: 5))
    for (release, duration) in [(0, 36_000), (1_234, 10_001)] {
      let (job, release) = (try job(seconds: duration), after(release))
      let start = try FlexibleStart(within: .hours(15)).schedule(job, on: trace, releasedAt: release)
      let forbidden = PauseAndResume(within: .hours(15), limits: try RunLimits(maximumPauses: 0))
      #expect(try forbidden.schedule(job, on: trace, releasedAt: release) == start, "\(pattern)")
      guard duration % 3_600 == 0 else { continue }
      let dear = PauseAndResume(within: .hours(15), resumeCost: try ResumeCost(emissions: Emissions(grams: 1e9)))
      #expect(try dear.schedule(job, on: trace, releasedAt: release) == start, "\(pattern)")
    }
  }

  /// So dear that intensities are lost beside it in the sums, for jobs that draw next to nothing too. Negative intensities
  /// would pay for the energy of any number of resumes.
  @Test(arguments: Pattern.allCases.filter { $0 != .negative })
  func pausesOfAnyCostAreFlexibleStart(pattern: Pattern) throws {
    let trace = try hours(pattern.values(count: 30, seed: 6))
    let dearest = try ResumeCost(energy: .kilowattHours(1e12), emissions: Emissions(grams: 1e12), time: .seconds(3_600))
    let pieces = try [0.5, 0, 2].map { try Power.Piece(duration: .seconds(7_200), kilowatts: $0) }
    for job in [
      try job(seconds: 36_000), try job(seconds: 36_000, kilowatts: 1e-12),
      try Workload(duration: .seconds(21_600), power: .profile(pieces)),
    ] {
      let start = try FlexibleStart(within: .hours(15)).schedule(job, on: trace, releasedAt: newYear2020)
      let dear = PauseAndResume(within: .hours(15), resumeCost: dearest)
      #expect(try dear.schedule(job, on: trace, releasedAt: newYear2020) == start, "\(pattern)")
    }
  }

  /// A pause that costs as much as many slots pays where it saves more of them.
  @Test(arguments: [(1_700.0, 1), (2_100, 0)])
  func dearPausesThatPay(grams: Double, pauses: Int) throws {
    let (low, high) = ([Double](repeating: 1.0 / 3, count: 20), [Double](repeating: 100, count: 30))
    let algorithm = PauseAndResume(within: .hours(30), resumeCost: try ResumeCost(emissions: Emissions(grams: grams)))
    let plan = try algorithm.schedule(
      try job(seconds: 40 * 3_600), on: hours(low + high + low), releasedAt: newYear2020)
    #expect(plan.pauses == pauses)
  }

  /// Rounding to slots neither forbids the run that needs no pause nor leaves only dearer ones.
  @Test func roundingIsNoWorseThanOneRun() throws {
    let (trace, release) = (try hours([1, 1, 9, 9, 9]), after(600))
    let algorithm = { (added: Int) in
      try PauseAndResume(within: .minutes(added), limits: RunLimits(minimumRun: .seconds(3_600), maximumPauses: 1))
    }
    // Of 0:10 to 2:20 one slot is whole, of 0:10 to 4:20 three are.
    for added in [10, 130] {
      let plan = try algorithm(added).schedule(try job(seconds: 7_200), on: trace, releasedAt: release)
      #expect(plan.runs == [try Run(start: release, end: after(7_800))], "\(added)")
    }
    let curve = try algorithm(130).savingsCurve(try job(seconds: 7_200), on: trace, releasedAt: release)
    #expect(curve.map(\.addedTime) == [.zero, .seconds(3_600), .seconds(7_200), .seconds(7_800)])
  }

  /// The last request of a pattern is rounded, as its window has too many steps of a second.
  @Test(arguments: Pattern.allCases)
  func noWorseThanFlexibleStart(pattern: Pattern) throws {
    let slot = sized(debug: 240, release: 3_600)
    let trace = try trace(pattern.values(count: 40, seed: 3), slotSeconds: slot)
    let requests = [
      (release: slot / 6, duration: 2 * slot + 10, added: slot / 2), (0, 3 * slot - 79, 5 * slot / 2),
      (slot - 1, 2 * slot, sized(debug: 3, release: 16) * slot),
    ]
    for (release, duration, added) in requests {
      let (job, release) = (try job(seconds: duration), after(release))
      let added = AddedTime.duration(.seconds(added))
      let start = try FlexibleStart(within: added).schedule(job, on: trace, releasedAt: release)
      let paused = PauseAndResume(within: added, resumeCost: try ResumeCost(emissions: Emissions(grams: 3)))
      let plan = try paused.schedule(job, on: trace, releasedAt: release)
      #expect(plan.emissions <= start.emissions, "\(pattern)")
      for point in try paused.savingsCurve(job, on: trace, releasedAt: release) {
        let alone = PauseAndResume(within: .duration(point.addedTime), resumeCost: paused.resumeCost)
        #expect(try alone.schedule(job, on: trace, releasedAt: release).emissions == point.emissions, "\(pattern)")
      }
    }
  }

  @Test func unavailableTimes() throws {
    let trace = try hours([1, 2, 3, 4, 5, 6])
    let job = try job(seconds: 7_200)
    let maintenance = after(5_000)..<after(9_000)
    let start = try FlexibleStart(within: .hours(4), unavailable: [maintenance])
      .schedule(job, on: trace, releasedAt: newYear2020)
    #expect(start.runs == [try Run(start: after(9_000), end: after(16_200))])
    #expect(start.baseline.emissions?.grams == 3)
    let paused = try PauseAndResume(within: .hours(4), unavailable: [maintenance])
      .schedule(job, on: trace, releasedAt: newYear2020)
    #expect(
      paused.picture(unit: .seconds(200)) == String(repeating: "#", count: 25) + String(repeating: ".", count: 20)
        + String(repeating: "#", count: 11) + String(repeating: ".", count: 52))
  }

  @Test func profiles() throws {
    let power = try Power.profile([
      try Power.Piece(duration: .seconds(3_600), kilowatts: 1),
      try Power.Piece(duration: .seconds(3_600), kilowatts: 10),
    ])
    let job = try Workload(duration: .seconds(7_200), power: power)
    #expect(job.energy.kilowattHours == 11)
    let trace = try hours([5, 1, 9, 9, 2, 9])
    let now = try RunNow().schedule(job, on: trace, releasedAt: newYear2020)
    #expect(now.emissions.grams == 15)
    let paused = try PauseAndResume(within: .hours(4)).schedule(job, on: trace, releasedAt: newYear2020)
    #expect(paused.emissions.grams == 15)
    let late = try FlexibleStart(within: .hours(3)).schedule(job, on: trace, releasedAt: after(3_600))
    #expect(late.emissions.grams == 29)
    #expect(late.runs[0].start == after(3 * 3_600))
  }

  @Test func weightedPrice() throws {
    let (grams, euros) = (try hours([1, 2, 3, 4]), try priceSeries([9, 9, 1, 5], slotSeconds: 3_600))
    let price = try WeightedPrice(euros, gramsPerUnit: 0.5)
    let plan = try FlexibleStart(within: .hours(3), weighing: price)
      .schedule(try job(seconds: 3_600), on: grams, releasedAt: newYear2020)
    #expect(plan.runs[0].start == after(7_200))
    #expect(plan.emissions.grams == 3 && plan.cost == 1 && plan.objective == 3.5)
  }

  @Test func whatCannotBe() throws {
    let trace = try hours([1, 2, 3, 4, 5, 6])
    func constraint(_ algorithm: PauseAndResume, hours: Int) throws -> PlanConstraint? {
      do {
        _ = try algorithm.schedule(try job(seconds: 3_600 * hours), on: trace, releasedAt: newYear2020)
        return nil
      } catch SchedulingError.infeasible(let constraint, _, _) {
        return constraint
      }
    }
    let noon = [after(7_200)..<after(14_400)]
    let none = AddedTime.hours(2)
    let early = [newYear2020..<after(10)]
    #expect(try constraint(.init(within: none, unavailable: noon + early), hours: 4) == .availableTime)
    #expect(try constraint(.init(within: none, unavailable: noon), hours: 4) == nil)
    #expect(
      try constraint(.init(within: none, limits: try RunLimits(maximumPauses: 0), unavailable: noon), hours: 4)
        == .unavailableTimes)
    let longRuns = try RunLimits(minimumRun: .seconds(3 * 3_600))
    #expect(try constraint(.init(within: none, limits: longRuns, unavailable: noon), hours: 4) == .minimumRun)
    let longPause = try RunLimits(minimumPause: .seconds(3 * 3_600))
    #expect(try constraint(.init(within: none, limits: longPause, unavailable: noon), hours: 4) == .minimumPause)
    let slow = try ResumeCost(time: .seconds(3_600))
    #expect(try constraint(.init(within: none, resumeCost: slow, unavailable: noon), hours: 4) == .resumeTime)
  }

  /// Pauses and resumes longer than any window leave one run, not a table that looks as far ahead.
  @Test func whatTakesForeverIsOneRun() throws {
    let trace = try hours([1, 9, 1, 1, 9, 1])
    for algorithm in [
      PauseAndResume(within: .hours(2), limits: try RunLimits(minimumPause: .seconds(10_000 * 86_400))),
      PauseAndResume(within: .hours(2), resumeCost: try ResumeCost(time: .seconds(10_000 * 86_400))),
    ] {
      let plan = try algorithm.schedule(try job(seconds: 4 * 3_600), on: trace, releasedAt: newYear2020)
      #expect(plan.pauses == 0 && plan.emissions.grams == 12)
    }
  }

  @Test func aJobShorterThanItsRuns() throws {
    for most in [nil, 0, 2] {
      let limits = try RunLimits(minimumRun: .seconds(7_200), maximumPauses: most)
      #expect(throws: SchedulingError.minimumRun(.seconds(7_200), duration: .seconds(3_600))) {
        try PauseAndResume(within: .hours(2), limits: limits)
          .schedule(try job(seconds: 3_600), on: hours([1, 2, 3, 4]), releasedAt: newYear2020)
      }
    }
  }

  // Without optimisation this takes fifteen seconds.
  #if !DEBUG
    /// With a profile all rows are held that pauses look ahead to; in half of the added time there is no room for a pause.
    @Test func whatIsTooLargeNamesWhatFits() throws {
      let trace = try trace(Pattern.randomWalk.values(count: 90_000, seed: 7), slotSeconds: 60)
      let algorithm = PauseAndResume(
        within: .duration(.seconds(85_000 * 60)), limits: try RunLimits(minimumPause: .seconds(80_000 * 60)))
      let power = try Power.profile([1, 2].map { try Power.Piece(duration: .seconds(60 * 60), kilowatts: $0) })
      let staged = try Workload(duration: .seconds(120 * 60), power: power)
      let fit = PlanFit.addedTime(.seconds(42_500 * 60))
      #expect(throws: SchedulingError.tooLarge(windowSlots: 85_120, jobSlots: 120, fitting: fit)) {
        try algorithm.schedule(staged, on: trace, releasedAt: newYear2020)
      }
      #expect(throws: Never.self) {
        try algorithm.schedule(try job(seconds: 120 * 60 - 30), on: trace, releasedAt: newYear2020)
      }
    }
  #endif

  @Test func profilesOfTooManyPieces() throws {
    let pieces = try (0..<100_000).map { try Power.Piece(duration: .seconds(1), kilowatts: Double($0 % 2) + 1) }
    let job = try Workload(duration: .seconds(100_000), power: .profile(pieces))
    let trace = try trace(Pattern.randomWalk.values(count: 3_000, seed: 7), slotSeconds: 60)
    #expect(throws: SchedulingError.tooManyPieces(100_000, starts: 60_060, most: 35_755)) {
      try FlexibleStart(within: .duration(.seconds(60_000))).schedule(job, on: trace, releasedAt: newYear2020)
    }
  }
}
