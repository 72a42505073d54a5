import CarbonScheduling
import CommandLineKit
import Escaping

/// Whose format a result is written in: `--as`.
enum ToolFormat: String, CaseIterable, Sendable {
  case codecarbon
  case impactFramework = "impact-framework"

  static let option = Option.choice(
    "as",
    "write the result for another tool: a row of CodeCarbon's emissions.csv, or a manifest of the Green Software "
      + "Foundation's Impact Framework", among: Self.self)
}

/// Energy and intensity of a job, slot by slot, for other tools.
struct ToolOutput {
  let uses: [SlotUse]
  let embodied: Emissions
  let region: String?
  let pue: Double
  /// What the numbers are: planned or measured.
  let origin: String

  func text(as format: ToolFormat) -> String {
    switch format {
    case .codecarbon: codeCarbon
    case .impactFramework: impactFramework
    }
  }

  private var energy: Double { uses.reduce(0) { $0 + $1.energy.kilowattHours } }

  private var grams: Double { uses.reduce(0) { $0 + $1.emissions.grams } }

  /// From the first start to the last end: a pause is part of it, as it is of CodeCarbon's.
  private var seconds: Double {
    guard let first = uses.first, let last = uses.last else { return 0 }
    return Self.seconds(first.start.duration(to: last.start) + last.duration)
  }

  /// The header and a row, of the columns that CodeCarbon 3 has; empty where nobody knows. Stamps are UTC, and energy
  /// includes the PUE, as CodeCarbon's does.
  private var codeCarbon: String {
    let start = uses.first?.start ?? Instant(secondsSince1970: 0)
    let end = (uses.last?.start ?? start).advanced(
      by: .seconds(Int64(Self.seconds(uses.last?.duration ?? .zero).rounded())))
    let known: [String: String] = [
      "timestamp": String("\(end)".dropLast()), "project_name": "carbon-schedule",
      "run_id": "\(origin)-\("\(start)".filter { $0.isNumber })-\(energy)", "duration": "\(seconds)",
      "emissions": "\(grams / 1_000)", "emissions_rate": "\(seconds > 0 ? grams / 1_000 / seconds : 0)",
      "energy_consumed": "\(energy)", "region": region ?? "", "on_cloud": "N", "pue": "\(pue)",
    ]
    let row = Self.codeCarbonColumns.map { Escape.csvField(known[$0] ?? "") }.joined(separator: ",")
    return Self.codeCarbonColumns.joined(separator: ",") + "\n" + row + "\n"
  }

  static let codeCarbonColumns = [
    "timestamp", "project_name", "run_id", "experiment_id", "duration", "emissions", "emissions_rate", "cpu_power",
    "gpu_power", "ram_power", "cpu_energy", "gpu_energy", "ram_energy", "energy_consumed", "water_consumed",
    "country_name", "country_iso_code", "region", "cloud_provider", "cloud_region", "os", "python_version",
    "codecarbon_version", "cpu_count", "cpu_model", "gpu_count", "gpu_model", "longitude", "latitude",
    "ram_total_size", "tracking_mode", "cpu_utilization_percent", "gpu_utilization_percent",
    "ram_utilization_percent", "ram_used_gb", "on_cloud", "pue", "wue",
  ]

  /// A manifest that multiplies energy by intensity and adds the embodied emissions, each slot's share by its length.
  private var impactFramework: String {
    let total = uses.reduce(0.0) { $0 + Self.seconds($1.duration) }
    let inputs = uses.map { use in
      let length = Self.seconds(use.duration)
      return """
                - timestamp: \(Escape.yamlString("\(use.start)"))
                  duration: \(length)
                  energy: \(use.energy.kilowattHours)
                  grid/carbon-intensity: \(use.gramsPerKilowattHour)
                  carbon-embodied: \(total > 0 ? embodied.grams * (length / total) : 0)

        """
    }
    let place = region.map { " in \($0)" } ?? ""
    return """
      name: \(Escape.yamlString("carbon-schedule"))
      description: \(Escape.yamlString("A job as \(origin)\(place): energy in kWh, intensity in gCO2eq/kWh, carbon in gCO2eq"))
      tags:
      aggregation:
        metrics:
          - energy
          - carbon
        type: horizontal
      initialize:
        plugins:
          operational-carbon:
            method: Multiply
            path: builtin
            config:
              input-parameters: ["energy", "grid/carbon-intensity"]
              output-parameter: carbon-operational
          carbon:
            method: Sum
            path: builtin
            config:
              input-parameters: ["carbon-operational", "carbon-embodied"]
              output-parameter: carbon
      tree:
        children:
          job:
            pipeline:
              compute:
                - operational-carbon
                - carbon
            inputs:
      \(inputs.joined())
      """.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n") + "\n"
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

extension ToolFormat {
  /// What was asked for; only one thing can go to standard output.
  static func asked(_ parsed: ParsedOptions) throws(CommandFailure) -> ToolFormat? {
    let format = try parsed[option]
    if format != nil, parsed.has(PlanRequest.jsonOption) {
      throw .usage("\(parsed.command): --as and --json both go to standard output; give one.")
    }
    return format
  }
}
