import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// The power of a job from the boards it runs on: `--hardware`, `--utilisation` and `--overhead`.
enum HardwareOptions {
  static let hardware = Option.value(
    "hardware", "COUNTxBOARD", "the boards it runs on, at their rated power, such as 8xA100-80GB; in place of --power",
    read: { try HardwarePower(parsing: $0) })
  static let utilisation = Option.value(
    "utilisation", "NUMBER|PERCENT", "with --hardware, how much of the rating the boards draw: 0.8 or 80%",
    default: "1",
    read: share)
  static let overhead = Option.value(
    "overhead", "POWER", "with --hardware, what the host draws beside them, such as 0.8kW", whenLeftOut: "0kW",
    read: { try Power(parsing: $0) })

  static let options: [any CommandLineOption] = [hardware, utilisation, overhead]

  /// The power that was asked for; `nil` without `--hardware`.
  static func power(_ parsed: ParsedOptions) throws(CommandFailure) -> HardwarePower? {
    guard let hardware = try parsed[hardware] else {
      if let stray = parsed.first(of: [utilisation, overhead]) {
        throw .usage("\(parsed.command): --\(stray.name) goes with --hardware; give both, or leave it out.")
      }
      return nil
    }
    let (utilisation, overhead) = (try parsed[utilisation], try parsed[overhead])
    do {
      return try hardware.at(utilisation: utilisation, overheadKilowatts: overhead?.kilowatts ?? 0)
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

  @Sendable private static func share(_ text: String) throws -> Double {
    let number = text.hasSuffix("%") ? Double(decimal: text.dropLast()).map { $0 / 100 } : Double(decimal: text)
    guard let number, number > 0, number <= 1 else {
      throw TextError(text: text, problem: "is not a share above 0, at most 1", cure: "write it like 0.8 or 80%")
    }
    return number
  }
}
