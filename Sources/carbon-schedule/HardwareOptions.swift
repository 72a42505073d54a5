import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// The power of a job from the boards it runs on: `--hardware`, `--utilisation` and `--overhead`.
enum HardwareOptions {
  static let options = [
    CommandOption(
      "hardware", value: "COUNTxBOARD",
      "the boards it runs on, at their rated power, such as 8xA100-80GB; in place of --power"),
    CommandOption(
      "utilisation", value: "NUMBER|PERCENT", "with --hardware, how much of the rating the boards draw: 0.8 or 80%",
      whenLeftOut: "1"),
    CommandOption(
      "overhead", value: "POWER", "with --hardware, what the host draws beside them, such as 0.8kW",
      whenLeftOut: "0kW"),
  ]

  /// The power that was asked for; `nil` without `--hardware`.
  static func power(_ parsed: ParsedOptions) throws(CommandFailure) -> HardwarePower? {
    guard let hardware = try parsed.value("hardware", HardwarePower.init(parsing:)) else {
      if let stray = ["utilisation", "overhead"].first(where: { parsed.has($0) }) {
        throw .usage("\(parsed.command): --\(stray) goes with --hardware; give both, or leave it out.")
      }
      return nil
    }
    let utilisation = try share(parsed)
    let overhead = try parsed.value("overhead") { try Power(parsing: $0).kilowatts } ?? 0
    do {
      return try hardware.at(utilisation: utilisation, overheadKilowatts: overhead)
    } catch {
      throw .usage("\(parsed.command): \(error)")
    }
  }

  /// Says what the power rests on, which is no measurement.
  static func note(_ hardware: HardwarePower, _ parsed: ParsedOptions) {
    Output.note(
      "\(parsed.command): power is \(significant(hardware.kilowatts)) kW, from the rating and not measured: \(hardware)."
    )
  }

  private static func share(_ parsed: ParsedOptions) throws(CommandFailure) -> Double {
    guard let text = parsed.value("utilisation") else { return 1 }
    let number = text.hasSuffix("%") ? Double(decimal: text.dropLast()).map { $0 / 100 } : Double(decimal: text)
    guard let number, number > 0, number <= 1 else {
      throw .usage(
        "\(parsed.command): --utilisation: '\(text)' is not a share above 0, at most 1; write it like 0.8 or 80%.")
    }
    return number
  }
}
