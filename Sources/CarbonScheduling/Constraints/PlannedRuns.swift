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

  /// Runs that cost nothing to start; stretches that touch become one.
  init(_ stretches: [Range<Int64>]) {
    var merged: [Range<Int64>] = []
    for stretch in stretches {
      if let last = merged.last, last.upperBound == stretch.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<stretch.upperBound
      } else {
        merged.append(stretch)
      }
    }
    runs = merged.map { Run(time: $0, warmUp: 0, isCharged: false) }
  }

  /// What the runs emit and use, and the part of it that is due to starting them.
  struct Totals {
    var emissions: Double
    var energy: Double
    var resumeEmissions: Double
    var resumeEnergy: Double
  }

  /// - Parameter fixedGrams: What each charged start emits beside its energy, in the trace's unit.
  func totals(
    of job: Workload, on trace: IntensityTrace, resume: ResumeCost, fixedGrams: Double
  ) -> Totals {
    var plain = ExactIntegral(on: trace)
    var profiled = 0.0
    var (resumeGrams, resumeEnergy) = (0.0, 0.0)
    var progress: Int64 = 0
    for run in runs {
      let start = run.time.lowerBound + run.warmUp
      if job.power.pieces.isEmpty {
        plain += trace.integral(from: start, to: run.time.upperBound)
      } else {
        profiled += job.grams(from: start, to: run.time.upperBound, progress: progress, on: trace)
      }
      if run.warmUp > 0 {
        let scale = job.scale(atProgress: progress)
        resumeGrams += scale.emissions(trace.integral(from: run.time.lowerBound, to: start)).grams
        resumeEnergy += scale.kilowattHours * Double(run.warmUp) / scale.seconds
      }
      if run.isCharged {
        let slot = Int(run.time.lowerBound / trace.slotSeconds)
        resumeGrams += resume.energy.kilowattHours * trace.intensities[slot] / trace.unitsPerGram + fixedGrams
        resumeEnergy += resume.energy.kilowattHours
      }
      progress += run.time.upperBound - start
    }
    let grams = job.power.pieces.isEmpty ? job.scale.emissions(plain).grams : profiled
    return Totals(
      emissions: grams + resumeGrams, energy: job.energy.kilowattHours + resumeEnergy,
      resumeEmissions: resumeGrams, resumeEnergy: resumeEnergy)
  }
}

extension Workload {
  /// The power at a point of the job's progress.
  func scale(atProgress progress: Int64) -> EnergyScale {
    var end: Int64 = 0
    for piece in power.pieces {
      end += piece.duration.components.seconds
      if progress < end { return EnergyScale(kilowattHours: piece.kilowatts, seconds: 3_600) }
    }
    return scale
  }

  /// What the job emits from `begin` to `end`, having made `progress` before.
  func grams(from begin: Int64, to end: Int64, progress: Int64, on trace: IntensityTrace) -> Double {
    guard !power.pieces.isEmpty else { return scale.emissions(trace.integral(from: begin, to: end)).grams }
    var grams = 0.0
    var pieceBegin = begin - progress
    for piece in power.pieces {
      let pieceEnd = pieceBegin + piece.duration.components.seconds
      let (from, to) = (max(begin, pieceBegin), min(end, pieceEnd))
      if from < to {
        let scale = EnergyScale(kilowattHours: piece.kilowatts, seconds: 3_600)
        grams += scale.emissions(trace.integral(from: from, to: to)).grams
      }
      pieceBegin = pieceEnd
    }
    return grams
  }
}

extension Schedule {
  /// The schedule of a constrained plan.
  init(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, planned: PlannedRuns,
    resume: ResumeCost = .none, signal: SecondSignal? = nil, weighed: SecondSignal.Weighed? = nil
  ) {
    let totals = planned.totals(of: job, on: trace, resume: resume, fixedGrams: resume.emissions.grams)
    let now = window.start..<window.start + job.durationSeconds
    runs = planned.runs.map { trace.run($0.time) }
    emissions = Emissions(grams: totals.emissions)
    energy = Energy(kilowattHours: totals.energy)
    resumeEmissions = Emissions(grams: totals.resumeEmissions)
    resumeEnergy = Energy(kilowattHours: totals.resumeEnergy)
    baseline = Baseline(
      run: trace.run(now),
      emissions: Emissions(grams: job.grams(from: now.lowerBound, to: now.upperBound, progress: 0, on: trace)))
    release = trace.instant(atOffset: window.start)
    deadline = trace.instant(atOffset: window.end)
    objective = totals.emissions
    if let signal, let weighed {
      cost = planned.totals(of: job, on: weighed.cost, resume: resume, fixedGrams: 0).emissions
      objective = totals.emissions + signal.weight * cost
    }
  }
}
