import CarbonScheduling
import TestSupport
import Testing

/// Small cases worked out by hand.
@Suite struct WorkedExamples {
  let hourly = [20.0, 60, 10, 80, 40, 90]

  @Test func bestSingleHourIsTheThird() throws {
    let trace = try trace(hourly, slotSeconds: 3_600)
    let job = try job(seconds: 3_600)
    let whole = AddedTime.hours(5)
    for plan in [
      try FlexibleStart(within: whole).schedule(job, on: trace, releasedAt: newYear2020),
      try PauseAndResume(within: whole).schedule(job, on: trace, releasedAt: newYear2020),
    ] {
      #expect(plan.emissions.grams == 10)
      #expect(plan.picture(unit: .seconds(3_600)) == "..#...")
      #expect(plan.baseline.emissions?.grams == 20)
      #expect(plan.savings == Savings(baseline: Emissions(grams: 20), emissions: Emissions(grams: 10)))
    }
  }

  @Test func ninetyMinutesEndAligned() throws {
    let trace = try trace(hourly, slotSeconds: 3_600)
    let job = try job(seconds: 5_400)
    let plan = try FlexibleStart(within: .minutes(270)).schedule(job, on: trace, releasedAt: newYear2020)
    #expect(plan.emissions.grams == 40)
    #expect(plan.runs == [try Run(start: after(5_400), end: after(10_800))])
    let onTheHour = try FlexibleStart(within: .minutes(270), startStep: .seconds(3_600))
      .schedule(job, on: trace, releasedAt: newYear2020)
    #expect(onTheHour.emissions.grams == 50)
  }

  @Test func ninetyMinutesInTwoRuns() throws {
    let trace = try trace(hourly, slotSeconds: 3_600)
    let plan = try PauseAndResume(within: .minutes(270))
      .schedule(job(seconds: 5_400), on: trace, releasedAt: newYear2020)
    #expect(plan.emissions.grams == 20)
    #expect(plan.picture(unit: .seconds(1_800)) == "#...##......")
    #expect(plan.pauses == 1)
  }

  /// Half an hour at 300, a pause over 500, an hour at 100, and a gram for the resume; anything else is more.
  @Test func aPauseThatPaysForItsResume() throws {
    let trace = try trace([300, 500, 100], slotSeconds: 3_600)
    let plan = try PauseAndResume(within: .minutes(90), resumeCost: ResumeCost(emissions: Emissions(grams: 1)))
      .schedule(job(seconds: 5_400), on: trace, releasedAt: newYear2020)
    #expect(plan.emissions.grams == 251)
    #expect(plan.picture(unit: .seconds(1_800)) == "#...##")
    #expect(plan.pauses == 1 && plan.resumeEmissions.grams == 1)
  }

  @Test func twoHoursReleasedAtHalfPast() throws {
    let trace = try trace(hourly, slotSeconds: 3_600)
    let plan = try PauseAndResume(within: .minutes(210))
      .schedule(job(seconds: 7_200), on: trace, releasedAt: after(1_800))
    // Half an hour at 20, an hour at 10, half an hour at 40.
    #expect(plan.emissions.grams == 40)
    #expect(plan.picture(unit: .seconds(1_800)) == "#..##..#...")
  }

  @Test func twelveMinutesAtTwelveKilowatts() throws {
    let trace = try trace([100, 500, 300, 900, 200, 50], slotSeconds: 300)
    let job = try job(seconds: 720, kilowatts: 12)
    let plan = try FlexibleStart(within: .minutes(18)).schedule(job, on: trace, releasedAt: newYear2020)
    #expect(plan.emissions.grams == 610)
    #expect(plan.runs[0].start == after(18 * 60))
    let onSlots = try FlexibleStart(within: .minutes(18), startStep: .seconds(300))
      .schedule(job, on: trace, releasedAt: newYear2020)
    #expect(onSlots.emissions.grams == 720)
  }

  @Test func averageOverPartialSlots() throws {
    let trace = try trace([10, 20, 30, 40], slotSeconds: 300)
    let plan = try RunNow().schedule(job(seconds: 16 * 60), on: trace, releasedAt: after(4 * 60))
    #expect(plan.emissions.grams / plan.energy.kilowattHours == 28.75)
  }

  @Test func fourHoursAtOnce() throws {
    let trace = try trace([10, 1_000, 1_000, 10], slotSeconds: 3_600)
    let plan = try RunNow().schedule(job(seconds: 4 * 3_600), on: trace, releasedAt: newYear2020)
    #expect(plan.emissions.grams == 2_020)
  }

  @Test func tiesGoToTheFirstSlots() throws {
    let trace = try trace([5, 5, 5, 9], slotSeconds: 300)
    let plan = try PauseAndResume(stretch: 2).schedule(job(seconds: 600), on: trace, releasedAt: newYear2020)
    #expect(plan.picture(unit: .seconds(300)) == "##..")
  }

  @Test func zerosSaveNothing() throws {
    let trace = try trace([Double](repeating: 0, count: 8), slotSeconds: 300)
    for algorithm in [FlexibleStart(within: .minutes(10)), PauseAndResume(stretch: 2)] as [any SchedulingAlgorithm] {
      let plan = try algorithm.schedule(job(seconds: 600), on: trace, releasedAt: newYear2020)
      #expect(plan.savings == Savings(baseline: .zero, emissions: .zero))
      #expect(plan.savings?.grams == 0 && plan.savings?.percent == nil)
      #expect(plan.picture(unit: .seconds(300)).hasPrefix("##."))
    }
  }

  @Test func energyGivenIsEnergyReported() throws {
    let trace = try trace([Double](repeating: 100, count: 200), slotSeconds: 300)
    let job = try Workload(duration: .seconds(21_600), energy: .kilowattHours(3.1))
    let plan = try PauseAndResume(stretch: 2).schedule(job, on: trace, releasedAt: newYear2020)
    #expect(plan.energy.kilowattHours == 3.1)
    #expect(plan.emissions.grams == 310)
  }

  @Test func savingsAgainstANegativeBaselineAreNoShare() {
    let saved = Savings(baseline: Emissions(grams: -10), emissions: Emissions(grams: -20))
    #expect(saved.grams == 10)
    #expect(saved.percent == nil)
  }

  @Test(
    "The cut slot touches a run, and begins with its slot where none is near",
    arguments: [
      // intensities, seconds of four-second slots, picture by second
      ([9.0, 1, 5, 9], 6, "....######......"),  // keeps the beginning, touching the run before it
      ([5.0, 1, 9, 9], 6, "..######........"),  // keeps the end, touching the run after it
      ([1.0, 5, 1, 9], 10, "######..####...."),  // between two runs: touches the one before
      ([9.0, 1, 9, 5], 6, "....####....##.."),  // touches none: begins with its slot
      ([7.0, 7, 7, 7], 6, "######.........."),
    ])
  func cutSlot(intensities: [Double], seconds: Int, picture: String) throws {
    let trace = try trace(intensities, slotSeconds: 4)
    let plan = try PauseAndResume(within: .duration(.seconds(16 - seconds)))
      .schedule(job(seconds: seconds), on: trace, releasedAt: newYear2020)
    #expect(plan.picture(unit: .seconds(1)) == picture)
  }
}
