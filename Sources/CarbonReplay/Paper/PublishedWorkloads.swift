public import CarbonScheduling

extension Replay {
  /// The eleven training jobs of the paper: minutes they run and kilowatt-hours they use.
  ///
  /// - Note: Dodge et al., FAccT 2022, table 2, with the exact durations and energies of its text where the table rounds.
  public static let publishedWorkloads: [NamedWorkload] = [
    workload("bert-finetune", minutes: 360, kilowattHours: 3.1),
    workload("bert-language-model", minutes: 2_160, kilowattHours: 37.3),
    workload("transformer-6b", minutes: 11_520, kilowattHours: 13_812.4),
    workload("densenet-121", minutes: 20, kilowattHours: 0.02),
    workload("densenet-169", minutes: 20, kilowattHours: 0.028),
    workload("densenet-201", minutes: 25, kilowattHours: 0.037),
    workload("vit-tiny", minutes: 1_140, kilowattHours: 1.7),
    workload("vit-small", minutes: 1_140, kilowattHours: 2.2),
    workload("vit-base", minutes: 1_260, kilowattHours: 4.7),
    workload("vit-large", minutes: 5_400, kilowattHours: 93.3),
    workload("vit-huge", minutes: 12_960, kilowattHours: 237.6),
  ]

  private static func workload(_ name: String, minutes: Int, kilowattHours: Double) -> NamedWorkload {
    do {
      return NamedWorkload(
        name: name, workload: try Workload(duration: .seconds(60 * minutes), energy: .kilowattHours(kilowattHours)))
    } catch {
      preconditionFailure("The published workload \(name) is valid: \(error)")
    }
  }
}
