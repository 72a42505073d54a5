import CarbonReplay
import CarbonScheduling
import Charts

/// How the sections of a report ask for the means of cells.
extension CellIndex {
  /// What a run emits on average if it is started at once: of all added times, the cell that counts most releases.
  func baseline(region: String, workload: String) -> Emissions? {
    addedTimes.flatMap { cells(.flexibleStart, $0, region: region, workload: workload) }
      .max { $0.releaseCount < $1.releaseCount }?.baseline
  }
}

/// "4.9% (12.3 kg)": a share never stands without what it is a share of.
func saving(_ saving: MeanSaving?) -> PlainText {
  guard let share = saving?.meanOfRatios else { return mass(saving?.saved) }
  return "\(percent(share)) (\(mass(saving?.saved)))"
}
