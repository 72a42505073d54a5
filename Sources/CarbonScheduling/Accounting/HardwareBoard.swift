/// An accelerator board, and the power that its maker rates it for.
///
///     HardwareBoard.all.first { $0.name == "T4" }?.ratedWatts  // 70
///
/// The rating is the most that a board draws for long: its thermal design power, or "total board power". What it draws in a
/// job is less, by an amount that only a meter tells; see ``HardwarePower``.
public struct HardwareBoard: Hashable, Sendable {
  /// What it is called here, such as `A100-80GB`.
  public let name: String

  /// Other names for the same board.
  public let otherNames: [String]

  /// The rated power of one board.
  public let ratedWatts: Int

  /// The maker's document that says so.
  public let source: String

  init(_ name: String, _ ratedWatts: Int, _ source: String, alias otherNames: String...) {
    self.name = name
    self.otherNames = otherNames
    self.ratedWatts = ratedWatts
    self.source = source
  }

  /// The boards that are known, by maker and age.
  ///
  /// Where a board is sold as a module for servers (SXM, OAM) and as a card (PCIe) of lower power, the plain name is the
  /// module, and the card has `-PCIe` behind its name.
  public static let all: [HardwareBoard] = [
    // NVIDIA, for data centres.
    HardwareBoard("K80", 300, "NVIDIA Tesla K80 board specification"),
    HardwareBoard("P100", 300, "NVIDIA Tesla P100 data sheet", alias: "P100-SXM2"),
    HardwareBoard("P100-PCIe", 250, "NVIDIA Tesla P100 data sheet"),
    HardwareBoard(
      "V100", 300, "NVIDIA V100 data sheet", alias: "V100-SXM2", "V100-16GB", "V100-32GB", "V100-SXM2-16GB",
      "V100-SXM2-32GB"),
    HardwareBoard("V100-PCIe", 250, "NVIDIA V100 data sheet", alias: "V100-PCIe-16GB", "V100-PCIe-32GB"),
    HardwareBoard("T4", 70, "NVIDIA T4 data sheet"),
    HardwareBoard(
      "A100-40GB", 400, "NVIDIA A100 data sheet", alias: "A100-SXM4-40GB", "A100-SXM-40GB"),
    HardwareBoard(
      "A100-80GB", 400, "NVIDIA A100 data sheet", alias: "A100", "A100-SXM4", "A100-SXM4-80GB", "A100-SXM-80GB"),
    HardwareBoard("A100-PCIe-40GB", 250, "NVIDIA A100 data sheet", alias: "A100-40GB-PCIe"),
    HardwareBoard("A100-PCIe", 300, "NVIDIA A100 data sheet", alias: "A100-PCIe-80GB", "A100-80GB-PCIe"),
    HardwareBoard("A2", 60, "NVIDIA A2 data sheet"),
    HardwareBoard("A10", 150, "NVIDIA A10 data sheet"),
    HardwareBoard("A16", 250, "NVIDIA A16 data sheet"),
    HardwareBoard("A30", 165, "NVIDIA A30 data sheet"),
    HardwareBoard("A40", 300, "NVIDIA A40 data sheet"),
    HardwareBoard("L4", 72, "NVIDIA L4 data sheet"),
    HardwareBoard("L40", 300, "NVIDIA L40 data sheet"),
    HardwareBoard("L40S", 350, "NVIDIA L40S data sheet"),
    HardwareBoard(
      "H100", 700, "NVIDIA H100 data sheet", alias: "H100-80GB", "H100-SXM", "H100-SXM5", "H100-SXM5-80GB",
      "H100-80GB-HBM3"),
    HardwareBoard("H100-PCIe", 350, "NVIDIA H100 PCIe product brief", alias: "H100-PCIe-80GB", "H100-80GB-PCIe"),
    HardwareBoard("H100-NVL", 400, "NVIDIA H100 data sheet"),
    HardwareBoard("H200", 700, "NVIDIA H200 data sheet", alias: "H200-SXM", "H200-141GB"),
    HardwareBoard("H200-NVL", 600, "NVIDIA H200 data sheet"),
    HardwareBoard("B200", 1_000, "NVIDIA DGX B200 data sheet", alias: "B200-SXM", "B200-180GB"),
    // NVIDIA, for workstations and desks.
    HardwareBoard("GTX-1080-Ti", 250, "NVIDIA GeForce GTX 1080 Ti specification"),
    HardwareBoard("RTX-2080-Ti", 250, "NVIDIA GeForce RTX 2080 Ti specification"),
    HardwareBoard("Titan-RTX", 280, "NVIDIA Titan RTX specification"),
    HardwareBoard("RTX-3080", 320, "NVIDIA GeForce RTX 3080 specification"),
    HardwareBoard("RTX-3090", 350, "NVIDIA GeForce RTX 3090 specification"),
    HardwareBoard("RTX-4080", 320, "NVIDIA GeForce RTX 4080 specification"),
    HardwareBoard("RTX-4090", 450, "NVIDIA GeForce RTX 4090 specification"),
    HardwareBoard("RTX-5090", 575, "NVIDIA GeForce RTX 5090 specification"),
    HardwareBoard("RTX-A4000", 140, "NVIDIA RTX A4000 data sheet", alias: "A4000"),
    HardwareBoard("RTX-A5000", 230, "NVIDIA RTX A5000 data sheet", alias: "A5000"),
    HardwareBoard("RTX-A6000", 300, "NVIDIA RTX A6000 data sheet", alias: "A6000"),
    HardwareBoard("RTX-6000-Ada", 300, "NVIDIA RTX 6000 Ada data sheet"),
    // AMD, Intel, Google.
    HardwareBoard("MI100", 300, "AMD Instinct MI100 data sheet"),
    HardwareBoard("MI210", 300, "AMD Instinct MI210 data sheet"),
    HardwareBoard("MI250", 560, "AMD Instinct MI250 data sheet, peak"),
    HardwareBoard("MI250X", 560, "AMD Instinct MI250X data sheet, peak"),
    HardwareBoard("MI300X", 750, "AMD Instinct MI300X data sheet"),
    HardwareBoard("MI325X", 1_000, "AMD Instinct MI325X data sheet"),
    HardwareBoard("Gaudi2", 600, "Intel Gaudi 2 data sheet"),
    HardwareBoard("Gaudi3", 900, "Intel Gaudi 3 white paper, OAM card"),
    HardwareBoard("TPU-v2", 280, "Jouppi et al., ISCA 2021, table 1"),
    HardwareBoard("TPU-v3", 450, "Jouppi et al., ISCA 2021, table 1"),
  ]
}

#if !hasFeature(Embedded)
  /// Coded as its name.
  extension HardwareBoard: Codable {
    /// Decodes a name of ``all``, such as `"A100-80GB"`.
    public init(from decoder: any Decoder) throws {
      self = try decoder.word(
        { word in Self.all.first { $0.name == word } },
        problem: "is no board that is known; write one of HardwareBoard.all")
    }

    /// Encodes the name.
    public func encode(to encoder: any Encoder) throws {
      try encoder.encode(word: name)
    }
  }
#endif
