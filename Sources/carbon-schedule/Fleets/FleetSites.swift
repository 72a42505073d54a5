import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// The sites that a command line names.
struct FleetSites {
  let sites: [FleetSite]

  static let traceOption = Option.path("trace", "FILE", "the intensities of the one site")
  static let capacityOption = Option.path(
    "capacity", "COUNT|FILE", "how many units it has: a number, or a CSV file of units over time")
  static let priceOption = Option.path(
    "price", "FILE", "what a kilowatt-hour costs at the one site over time; goes with --price-weight")
  static let priceWeightOption = Option.text(
    "price-weight", "NUMBER", "how many grams one unit of the price is worth")
  static let sitesOption = Option.path(
    "sites", "FILE",
    "several sites: a CSV table of region, trace and capacity, perhaps price and price_weight, with files beside it, in "
      + "place of --trace and --capacity")
  static let gapsOption = Option.value(
    "gaps", suggesting: ["reject", "avoid", "fill=DURATION"], "what to do where a trace has no value",
    default: "reject", read: { try GapPolicy(text: $0) })

  /// What is said of the one site.
  private static let siteOptions: [any CommandLineOption] = [
    traceOption, capacityOption, PlanRequest.regionOption, priceOption, priceWeightOption,
  ]

  static let options: [any CommandLineOption] = siteOptions + [sitesOption, gapsOption]

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    let gaps = try parsed[Self.gapsOption]
    let input = try TraceInput(parsed)
    guard let path = try parsed[Self.sitesOption] else {
      guard let path = try parsed[Self.traceOption] else {
        throw .usage("\(parsed.command): --trace is missing; give --trace FILE, or --sites FILE.")
      }
      let trace = try input.trace([path], region: parsed[PlanRequest.regionOption])
      let capacity = try Self.capacity(try parsed[Self.capacityOption.required()], region: trace.region, line: nil)
      guard parsed.has(Self.priceOption) == parsed.has(Self.priceWeightOption) else {
        throw .usage("\(parsed.command): --price and --price-weight go together; give both.")
      }
      var price: WeightedPrice?
      if let path = try parsed[Self.priceOption] {
        price = try Self.price(path, weight: parsed[Self.priceWeightOption] ?? "", parsed.command, code: .usage)
      }
      sites = [
        FleetSite(trace.region ?? "unnamed", trace: trace.handlingGaps(gaps), capacity: capacity, price: price)
      ]
      return
    }
    if let option = parsed.first(of: Self.siteOptions) {
      throw .usage("\(parsed.command): --\(option.name) is in the table of --sites; give one of the two.")
    }
    let rows: SiteTable
    do {
      rows = try SiteTable(in: InputSource(path))
    } catch {
      throw CommandFailure(error)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    func beside(_ name: String) -> String {
      name.hasPrefix("/") || path == "-" ? name : folder.appendingPathComponent(name).path
    }
    var sites: [FleetSite] = []
    for row in rows.rows {
      // Of a file that holds several regions, the site's.
      let isWide = try input.documents(beside(row.trace)).count > 1
      let trace = try input.trace([beside(row.trace)], region: isWide ? row.region : nil).handlingGaps(gaps)
      let capacity =
        Int(row.capacity) == nil
        ? try Self.capacity(beside(row.capacity), region: row.region, line: nil)
        : try Self.capacity(row.capacity, region: row.region, line: "\(path):\(row.line)")
      var price: WeightedPrice?
      if let name = row.price {
        price = try Self.price(beside(name), weight: row.priceWeight ?? "", "\(path):\(row.line)", code: .badData)
      }
      sites.append(FleetSite(row.region, trace: trace, capacity: capacity, price: price))
    }
    self.sites = sites
  }

  /// - Parameter place: What a mistake in the weight is named by.
  private static func price(
    _ path: String, weight text: String, _ place: String, code: ExitCode
  ) throws(CommandFailure) -> WeightedPrice {
    guard let weight = Double(decimal: text), weight >= 0 else {
      throw CommandFailure(code, "\(place): the price's weight '\(text)' is none; write zero or more, like 0.05.")
    }
    do {
      return try WeightedPrice(PriceSeries(InputSource(path)), gramsPerUnit: weight)
    } catch let error as InputError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(code, "\(place): \(error)")
    }
  }

  /// A number of units, or a file of them over time.
  private static func capacity(
    _ text: String, region: String?, line: String?
  ) throws(CommandFailure) -> FleetCapacity {
    if let units = Int(text) {
      guard (0...1_000_000_000).contains(units) else {
        throw CommandFailure(
          line == nil ? .usage : .badData,
          "\(line ?? "--capacity"): \(units) is no number of units; give one from 0 to 1000000000.")
      }
      return .units(units)
    }
    do {
      let documents = try TraceDocument.all(in: InputSource(text), format: .native)
      guard let own = documents.count == 1 ? documents[0] : documents.first(where: { $0.trace.region == region }) else {
        throw CommandFailure(.badData, "\(text): there is no column '\(region ?? "unnamed")'; name one for the region.")
      }
      return .series(CapacitySeries(own.trace.series))
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as InputError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
  }
}
