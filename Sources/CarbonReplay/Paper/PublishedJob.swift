/// What the paper's table says of one of its eleven jobs.
///
///     PublishedJob.all[0].kilowattHoursPerGPUHour   // 0.129, of a V100 fine-tuning BERT
///
/// The table rounds; the exact minutes and energies of the text are in ``Replay/publishedWorkloads``.
///
/// - Note: Dodge et al., FAccT 2022, table 2.
public struct PublishedJob: Hashable, Sendable {
  /// The job's name, as in ``Replay/publishedWorkloads``.
  public let name: String
  /// The board it ran on.
  public let gpu: String
  /// How many of them.
  public let gpuCount: Int
  /// How long it ran, as the table rounds it.
  public let tableHours: Double
  /// What it used, as the table rounds it.
  public let tableKilowattHours: Double

  /// The energy of one board in one hour: of the table's own figures.
  public var kilowattHoursPerGPUHour: Double { tableKilowattHours / (tableHours * Double(gpuCount)) }

  /// All of them, in the table's order.
  public static let all: [PublishedJob] = [
    .init(
      name: "bert-finetune", gpu: "V100", gpuCount: 4, tableHours: 6, tableKilowattHours: 3.1),
    .init(
      name: "bert-language-model", gpu: "V100", gpuCount: 8, tableHours: 36, tableKilowattHours: 37.3),
    .init(
      name: "transformer-6b", gpu: "A100", gpuCount: 256, tableHours: 192, tableKilowattHours: 13812.4),
    .init(
      name: "densenet-121", gpu: "P40", gpuCount: 1, tableHours: 0.3, tableKilowattHours: 0.02),
    .init(
      name: "densenet-169", gpu: "P40", gpuCount: 1, tableHours: 0.3, tableKilowattHours: 0.03),
    .init(
      name: "densenet-201", gpu: "P40", gpuCount: 1, tableHours: 0.4, tableKilowattHours: 0.04),
    .init(
      name: "vit-tiny", gpu: "V100", gpuCount: 1, tableHours: 19, tableKilowattHours: 1.7),
    .init(
      name: "vit-small", gpu: "V100", gpuCount: 1, tableHours: 19, tableKilowattHours: 2.2),
    .init(
      name: "vit-base", gpu: "V100", gpuCount: 1, tableHours: 21, tableKilowattHours: 4.7),
    .init(
      name: "vit-large", gpu: "V100", gpuCount: 4, tableHours: 90, tableKilowattHours: 93.3),
    .init(
      name: "vit-huge", gpu: "V100", gpuCount: 4, tableHours: 216, tableKilowattHours: 237.6),
  ]
}

/// Where the power of a server goes: the mean over twelve hours of training BERT-base on one TITAN X.
///
/// - Note: Dodge et al., FAccT 2022, table 1.
public struct PublishedPowerShare: Hashable, Sendable {
  /// `GPU`, `CPU` or `DRAM`; a server with two sockets has two of the latter.
  public let part: String
  /// In watts.
  public let watts: Double

  /// All parts, which draw 251.6 W together.
  public static let all: [PublishedPowerShare] = [
    .init(part: "GPU", watts: 187.1), .init(part: "CPU, first socket", watts: 22.9),
    .init(part: "CPU, second socket", watts: 9.3), .init(part: "DRAM, first socket", watts: 23.0),
    .init(part: "DRAM, second socket", watts: 9.3),
  ]
}

/// What a BERT fine-tuning in Central US emits by the hour at which it is started, on one of three days.
///
/// - Note: Dodge et al., FAccT 2022, figure of the time of day.
public struct PublishedDay: Hashable, Sendable {
  /// In grams, started at 0, 3, 6, ..., 21 h, local time.
  public let grams: [Double]

  /// The three days, which the paper does not date.
  public static let all: [PublishedDay] = [
    .init(grams: [2381, 2341, 2210, 2252, 2354, 2391, 2410, 2403]),
    .init(grams: [2330, 2249, 2204, 2299, 2320, 2317, 2339, 2344]),
    .init(grams: [2430, 2339, 2257, 2313, 2393, 2374, 2317, 2331]),
  ]
}
