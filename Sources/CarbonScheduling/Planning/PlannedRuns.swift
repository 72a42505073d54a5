/// The runs of a constrained plan, and what they come to on a trace.
struct PlannedRuns {
  /// A run in seconds since the trace's start; it makes no progress during its warm-up.
  struct Run {
    let time: Range<Int64>
    let warmUp: Int64
    /// Whether its start is charged.
    let isCharged: Bool
  }

  let runs: [Run]

  /// One run that costs nothing to start.
  static func oneRun(_ time: Range<Int64>) -> PlannedRuns {
    PlannedRuns(runs: [Run(time: time, warmUp: 0, isCharged: false)])
  }

  init(runs: [Run]) { self.runs = runs }

  /// Runs that cost nothing to start; times that touch become one.
  init(_ times: [Range<Int64>]) {
    var merged: [Range<Int64>] = []
    for time in times { merged.appendJoining(time) }
    runs = merged.map { Run(time: $0, warmUp: 0, isCharged: false) }
  }

  /// What the runs emit and use, and the part of it that is due to starting them.
  struct Totals {
    var emissions: Double
    var energy: Double
    var resumeEmissions: Double
    var resumeEnergy: Double
    var idleEmissions = 0.0
    var idleEnergy = 0.0

    /// Those of a job of constant power whose pauses are free.
    ///
    /// - Parameter integral: The intensity over all runs.
    init(of job: borrowing Workload, over integral: ExactIntegral) {
      self.init(
        emissions: job.scale.emissions(integral).grams, energy: job.energy.kilowattHours, resumeEmissions: 0,
        resumeEnergy: 0)
    }

    init(
      emissions: Double, energy: Double, resumeEmissions: Double, resumeEnergy: Double, idleEmissions: Double = 0,
      idleEnergy: Double = 0
    ) {
      (self.emissions, self.energy) = (emissions, energy)
      (self.resumeEmissions, self.resumeEnergy) = (resumeEmissions, resumeEnergy)
      (self.idleEmissions, self.idleEnergy) = (idleEmissions, idleEnergy)
    }
  }

  /// - Parameters:
  ///   - fixedGrams: What each charged start emits beside its energy, in the series' unit.
  ///   - before: How much progress was made before the runs, in seconds.
  func totals(
    of job: Workload, on series: StepSeries, resume: ResumeCost, fixedGrams: Double, after before: Int64 = 0
  ) -> Totals {
    var plain = ExactIntegral(on: series)
    var profiled = 0.0
    var (resumeGrams, resumeEnergy) = (0.0, 0.0)
    var (idleGrams, idleEnergy) = (0.0, 0.0)
    let idle = EnergyScale(kilowattHours: resume.idleKilowatts, seconds: 3_600)
    for (run, next) in zip(runs, runs.dropFirst()) where idle.kilowattHours > 0 {
      let (begin, end) = (run.time.upperBound, next.time.lowerBound)
      idleGrams += idle.emissions(series.integral(from: begin, to: end)).grams
      idleEnergy += idle.kilowattHours * Double(end - begin) / idle.seconds
    }
    var progress = before
    var profile = ProfileCursor(job)
    for run in runs {
      let start = run.time.lowerBound + run.warmUp
      if run.warmUp > 0 {
        let scale = profile.scale(atProgress: progress)
        resumeGrams += scale.emissions(series.integral(from: run.time.lowerBound, to: start)).grams
        resumeEnergy += scale.kilowattHours * Double(run.warmUp) / scale.seconds
      }
      if job.power.pieces.isEmpty {
        plain += series.integral(from: start, to: run.time.upperBound)
      } else {
        profiled += profile.grams(from: start, to: run.time.upperBound, progress: progress, on: series)
      }
      if run.isCharged {
        let slot = Int(run.time.lowerBound / series.slotSeconds)
        resumeGrams +=
          series.conversion.value(
            of: resume.energy.kilowattHours * series.gridValues[slot] / series.unitsPerSourceUnit) + fixedGrams
        resumeEnergy += resume.energy.kilowattHours
      }
      progress += run.time.upperBound - start
    }
    let grams = job.power.pieces.isEmpty ? job.scale.emissions(plain).grams : profiled
    return Totals(
      emissions: grams + resumeGrams + idleGrams, energy: job.energy.kilowattHours + resumeEnergy + idleEnergy,
      resumeEmissions: resumeGrams, resumeEnergy: resumeEnergy, idleEmissions: idleGrams, idleEnergy: idleEnergy)
  }
}

extension Workload {
  /// What the job emits from `begin` to `end`, having made `progress` before.
  func grams(from begin: Int64, to end: Int64, progress: Int64, on series: StepSeries) -> Double {
    var profile = ProfileCursor(self)
    return profile.grams(from: begin, to: end, progress: progress, on: series)
  }
}

/// A place in a job's profile that moves on with its progress and never goes back: thousands of runs through hundreds of
/// thousands of pieces take one pass.
private struct ProfileCursor {
  private let job: Workload
  private var index = 0
  /// The progress at which the piece ends.
  private var end: Int64

  init(_ job: Workload) {
    self.job = job
    end = job.power.pieces.first?.seconds ?? 0
  }

  /// Moves on to the piece that a point of the job's progress is in.
  private mutating func advance(to progress: Int64) {
    while index < job.power.pieces.count, end <= progress {
      index += 1
      if index < job.power.pieces.count { end += job.power.pieces[index].seconds }
    }
  }

  private var piece: Power.Piece? { index < job.power.pieces.count ? job.power.pieces[index] : nil }

  /// The power at a point of the job's progress.
  mutating func scale(atProgress progress: Int64) -> EnergyScale {
    advance(to: progress)
    return piece.map { EnergyScale(kilowattHours: $0.kilowatts, seconds: 3_600) } ?? job.scale
  }

  /// What the job emits from `begin` to `end`, having made `progress` before.
  mutating func grams(from begin: Int64, to end: Int64, progress: Int64, on series: StepSeries) -> Double {
    guard !job.power.pieces.isEmpty else { return job.scale.emissions(series.integral(from: begin, to: end)).grams }
    var (grams, from) = (0.0, begin)
    while from < end {
      advance(to: progress + (from - begin))
      guard let piece else { break }
      let to = min(end, begin + (self.end - progress))
      let scale = EnergyScale(kilowattHours: piece.kilowatts, seconds: 3_600)
      grams += scale.emissions(series.integral(from: from, to: to)).grams
      from = to
    }
    return grams
  }
}
