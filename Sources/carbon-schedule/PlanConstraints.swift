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

  static let options =
    ConstraintOptions.options + [
      CommandOption(
        "unavailable", value: "INSTANT/INSTANT", "a time in which the job must not run; may be repeated",
        isRepeatable: true),
      CommandOption(
        "price", value: "FILE", "what a kilowatt-hour costs over time: timestamp_utc,price"),
      CommandOption(
        "price-weight", value: "NUMBER", "how many grams one unit of the price is worth; goes with --price"),
    ]

  init(_ parsed: ParsedOptions, algorithm: PlanRequest.Algorithm) throws(CommandFailure) {
    let command = parsed.command
    shared = try ConstraintOptions(parsed)
    var unavailable: [Range<Instant>] = []
    for text in parsed.values("unavailable") { unavailable.append(try Self.interval(text, command)) }
    self.unavailable = unavailable
    price = try Self.price(parsed, command)
    pricePath = parsed.value("price")
    if !shared.isEmpty, algorithm != .pauseAndResume {
      let given = ConstraintOptions.options.first { parsed.has($0.name) }?.name ?? ""
      throw .usage("\(command): --\(given) goes with --algorithm pause-and-resume only; leave it out.")
    }
    if algorithm == .runNow, !unavailable.isEmpty || price != nil {
      throw .usage("\(command): --unavailable and --price change nothing with --algorithm run-now; leave them out.")
    }
  }

  private static func interval(_ text: String, _ command: String) throws(CommandFailure) -> Range<Instant> {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    do {
      if ends.count == 2 {
        let (start, end) = (try Instant(iso8601: String(ends[0])), try Instant(iso8601: String(ends[1])))
        if start < end { return start..<end }
      }
    } catch {
      throw .usage("\(command): --unavailable: \(error)")
    }
    throw .usage(
      "\(command): --unavailable: '\(text)' is not a time; write its start and a later end, "
        + "like 2020-01-01T08:00:00Z/2020-01-01T17:00:00Z.")
  }

  private static func price(_ parsed: ParsedOptions, _ command: String) throws(CommandFailure) -> WeightedPrice? {
    let weight = try parsed.value("price-weight") { text in
      guard let weight = Double(decimal: text), weight >= 0 else {
        throw TextError(text: text, problem: "is not a weight", cure: "write zero or more, like 0.05")
      }
      return weight
    }
    guard let path = parsed.value("price"), let weight else {
      guard parsed.value("price") == nil, weight == nil else {
        throw .usage("\(command): --price and --price-weight go together; give both.")
      }
      return nil
    }
    guard path != "-" || parsed.value("trace") != "-" else {
      throw .usage("\(command): --price and --trace cannot both be standard input; name a file.")
    }
    do {
      return try WeightedPrice(
        PriceSeries(IntensityTrace(contentsOf: path, format: .native).series), gramsPerUnit: weight)
    } catch let error as SchedulingError {
      throw .usage("\(command): --price-weight: \(error)")
    } catch let error as InputError {
      let hint = error.kind == .malformed ? " (a price file has the columns timestamp_utc and price)" : ""
      throw CommandFailure(error.kind == .unreadable ? .noInput : .badData, error.description + hint)
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
  }
}
