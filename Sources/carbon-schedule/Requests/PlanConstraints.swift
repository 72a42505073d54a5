import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// What a plan has to keep to besides its added time.
struct PlanConstraints {
  let shared: ConstraintOptions
  let unavailable: [Range<Instant>]
  let price: WeightedPrice?
  /// The file of the prices.
  let pricePath: String?

  static let unavailableOption = Option.values(
    "unavailable", "INSTANT/INSTANT", "a time in which the job must not run; may be repeated",
    read: { try MomentRange(parsing: $0) })
  static let priceOption = Option.path(
    "price", "FILE",
    "what a kilowatt-hour costs over time: timestamp_utc,price, or a file of Octopus, Nord Pool or ENTSO-E")
  static let priceAreaOption = Option.text(
    "price-area", "NAME", "which prices of a file that holds those of several areas; goes with --price")
  static let priceWeightOption = Option.value(
    "price-weight", "NUMBER", "how many grams one unit of the price is worth; goes with --price", read: weight)

  static let options: [any CommandLineOption] =
    ConstraintOptions.options + [unavailableOption, priceOption, priceAreaOption, priceWeightOption]

  init(_ parsed: ParsedOptions, algorithm: Algorithm, clock: CommandClock) throws(CommandFailure) {
    let command = parsed.command
    shared = try ConstraintOptions(parsed)
    unavailable = try clock.ranges(parsed, Self.unavailableOption)
    price = try Self.price(parsed, command)
    pricePath = try parsed[Self.priceOption]
    if !shared.isEmpty, algorithm != .pauseAndResume {
      let given = parsed.first(of: ConstraintOptions.options)?.name ?? ""
      throw .usage("\(command): --\(given) goes with --algorithm pause-and-resume only; leave it out.")
    }
    if algorithm == .runNow, !unavailable.isEmpty || price != nil {
      throw .usage("\(command): --unavailable and --price change nothing with --algorithm run-now; leave them out.")
    }
  }

  @Sendable private static func weight(_ text: String) throws -> Double {
    guard let weight = Double(decimal: text), weight >= 0 else {
      throw TextError(text: text, problem: "is not a weight", cure: "write zero or more, like 0.05")
    }
    return weight
  }

  private static func price(_ parsed: ParsedOptions, _ command: String) throws(CommandFailure) -> WeightedPrice? {
    let weight = try parsed[priceWeightOption]
    guard let path = try parsed[priceOption], let weight else {
      guard !parsed.has(priceOption), weight == nil, !parsed.has(priceAreaOption) else {
        throw .usage("\(command): --price and --price-weight go together; give both.")
      }
      return nil
    }
    let traces = try parsed[PlanRequest.traceOption]
    guard path != "-" || !traces.contains("-") else {
      throw .usage("\(command): --price and --trace cannot both be standard input; name a file.")
    }
    do {
      return try WeightedPrice(
        PriceSeries(contentsOf: path, region: parsed[priceAreaOption]), gramsPerUnit: weight)
    } catch let error as SchedulingError {
      throw .usage("\(command): --price-weight: \(error)")
    } catch let error as InputError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
  }
}
