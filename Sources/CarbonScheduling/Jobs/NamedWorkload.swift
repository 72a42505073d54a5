/// A job with a name, as tables of jobs and replays have it.
///
///     let job = try Workload(duration: .seconds(6 * 3_600), energy: .kilowattHours(3.1))
///     let named = NamedWorkload(name: "bert-finetune", workload: job)
public struct NamedWorkload: Hashable, Sendable {
  public let name: String
  public let workload: Workload

  public init(name: String, workload: Workload) {
    self.name = name
    self.workload = workload
  }
}

#if !hasFeature(Embedded)
  extension NamedWorkload: Codable {}
#endif
