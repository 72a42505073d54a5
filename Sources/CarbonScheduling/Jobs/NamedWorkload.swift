/// A job with a name, as tables of jobs and replays have it.
///
///     let job = try Workload(duration: .seconds(6 * 3_600), energy: .kilowattHours(3.1))
///     let named = NamedWorkload(name: "bert-finetune", workload: job)
public struct NamedWorkload: Hashable, Sendable {
  /// What the job is called.
  public let name: String
  /// The job.
  public let workload: Workload

  /// Names a job.
  public init(name: String, workload: Workload) {
    self.name = name
    self.workload = workload
  }
}

extension NamedWorkload: CustomStringConvertible {
  /// Name and job: `bert-finetune: 6h, 3.1 kWh`.
  public var description: String { "\(name): \(workload)" }
}

#if !hasFeature(Embedded)
  extension NamedWorkload: Codable {}
#endif
