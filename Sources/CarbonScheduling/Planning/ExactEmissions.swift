/// What runs of a job emit, as values that are compared without rounding: equal emissions are equal.
///
/// Of a constant power that is the integral of the intensity, of a profile the sum of its pieces' powers times their integrals, both
/// as whole numbers (``ExactWeights``).
struct ExactEmissions {
  /// Powers in whole numbers, and how long they last.
  private let pieces: [(seconds: Int64, power: Int64)]
  private let series: StepSeries

  init(of job: Workload, on series: StepSeries) {
    self.series = series
    guard !job.power.pieces.isEmpty else {
      pieces = [(job.durationSeconds, 1)]
      return
    }
    pieces = zip(job.power.pieces, ExactWeights.of(job.power.pieces.map { $0.kilowatts })).map { ($0.seconds, $1) }
  }

  /// The emissions of a run that begins at a second of the series.
  func value(from start: Int64) -> ExactWeightedSum {
    var sum = ExactWeightedSum()
    var begin = start
    for piece in pieces {
      sum.add(series.integral(from: begin, to: begin + piece.seconds), weight: piece.power, on: series)
      begin += piece.seconds
    }
    return sum
  }
}
