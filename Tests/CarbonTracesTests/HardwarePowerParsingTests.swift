import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct HardwarePowerParsing {
  @Test(arguments: [
    "8xA100-80GB", "8 x NVIDIA A100 80GB", "8×a100_80gb", "8*A100-SXM4-80GB", "8X NVIDIA A100-SXM4-80GB", "8xA100",
  ]) func spellings(_ text: String) throws {
    let power = try HardwarePower(parsing: text)
    #expect(power.count == 8)
    #expect(power.board.name == "A100-80GB")
    #expect(power.kilowatts == 3.2)
  }

  @Test func oneBoardNeedsNoCount() throws {
    #expect(try HardwarePower(parsing: "T4").kilowatts == 0.07)
    #expect(try HardwarePower(parsing: "2 x GTX 1080 Ti").kilowatts == 0.5)
    #expect(try HardwarePower(parsing: "NVIDIA H100 80GB HBM3").board.name == "H100")
    #expect(try HardwarePower(parsing: "NVIDIA H100 PCIe").kilowatts == 0.35)
  }

  @Test func utilisationAndOverhead() throws {
    let node = try HardwarePower(parsing: "8xA100-80GB").at(utilisation: 0.8, overheadKilowatts: 0.8)
    #expect(node.kilowatts == 3.36)
    #expect(
      node.description
        == "8 x A100-80GB, rated 400 W each (NVIDIA A100 data sheet), at 0.8 of that, and 0.8 kW beside")
    for (utilisation, overhead) in [(0.0, 0.0), (1.1, 0), (.nan, 0), (1, -1), (1, .nan), (1, 1e10)] {
      #expect(throws: AccountingError.self) { try node.at(utilisation: utilisation, overheadKilowatts: overhead) }
    }
  }

  /// No two boards go by one name, and each is found by all of its own.
  @Test func everyNameFindsItsBoard() {
    for board in HardwareBoard.all {
      #expect((10...2_000).contains(board.ratedWatts))
      #expect(!board.source.isEmpty)
      for name in [board.name] + board.otherNames { #expect(HardwareBoard(named: name) == board, "\(name)") }
    }
  }

  @Test(arguments: [
    (
      "8xA100-60GB",
      "names no board that is known; near it are A100-40GB, A100-80GB, A100-PCIe-40GB, A100-PCIe"
    ),
    ("4xB300", "names no board that is known; write it like 8xA100-80GB, or give the power itself, such as 3.2kW"),
    ("", "names no board that is known; write it like 8xA100-80GB, or give the power itself, such as 3.2kW"),
    ("0xT4", "has an impossible number of boards; give 1 to 1000000"),
    ("99999999999999999999xT4", "has an impossible number of boards; give 1 to 1000000"),
  ]) func whatIsNotKnown(_ text: String, _ message: String) {
    #expect(failure { _ = try HardwarePower(parsing: text) } == "\"\(text)\" \(message)")
  }
}
