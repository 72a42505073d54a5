import CarbonCommands
import CarbonScheduling
import CommandLineKit

extension Score {
  /// The score as a person reads it.
  var text: String {
    let operational = sci.operational
    var table = TextTable(columns: [.left("part"), .right("amount"), .left("how")])
    table.add(["energy (E)", "\(significant(operational.energy.kilowattHours)) kWh", pueNote])
    table.add(["operational (E x I)", massText(grams: operational.emissions.grams), "slot by slot, \(place)"])
    table.add(["embodied (M)", massText(grams: sci.embodied.grams), "of \(log.duration.wholeDescription)"])
    table.add(["total", massText(grams: sci.total.grams), ""])
    table.add(["SCI", massText(grams: sci.gramsPerUnit), "per functional unit, of \(significant(sci.functionalUnits))"])
    let difference = operational.averageMethod.grams - operational.emissions.grams
    var devices = ""
    if operational.devices.count > 1 {
      var table = TextTable(columns: [.left("device"), .right("energy"), .right("operational")])
      for (number, device) in operational.devices.enumerated() {
        table.add([
          "\(number)", "\(significant(device.energy.kilowattHours)) kWh", massText(grams: device.emissions.grams),
        ])
      }
      devices = "\n\(table)\n"
    }
    let notes = log.irregularities.map { "left out: \($0.sentence)\n" }.joined()
    return """
      \(log.start) to \(log.end)

      \(table)

      By averages it would have been \(massText(grams: operational.averageMethod.grams)), \
      \(massText(grams: abs(difference))) \(difference < 0 ? "too little" : "too much").
      \(equivalents)
      \(devices)\(notes)
      """
  }

  /// Those of which there is at least a hundredth.
  private var equivalents: String {
    let equivalents = EmissionEquivalents(of: sci.total)
    let all = [
      (equivalents.phoneCharges, "phone charges"), (equivalents.milesDriven, "miles driven"),
      (equivalents.homeYears, "homes for a year"), (equivalents.railcarsOfCoal, "railcars of coal"),
    ].filter { $0.0 >= 0.01 }.map { "\(significant($0.0)) \($0.1)" }
    return all.isEmpty ? "Less than a hundredth of a phone charge." : "As much as \(all.joined(separator: ", "))."
  }

  private var pueNote: String { pue == 1 ? "metered" : "metered, times the PUE of \(pue)" }

  private var place: String {
    [trace.region.map(printable), trace.signal.rawValue].compactMap { $0 }.joined(separator: ", ")
  }
}

/// The JSON of a score.
struct SCIDocument: Encodable {
  let energyKilowattHours: Double
  let meteredKilowattHours: Double
  let pue: Double
  let operationalGrams: Double
  let embodiedGrams: Double
  let totalGrams: Double
  let functionalUnits: Double
  let gramsPerUnit: Double
  let averageMethodGrams: Double
  let start: String
  let end: String
  let region: String?
  let signal: String
  let devices: [Device]
  let gaps: [Gap]

  enum CodingKeys: String, CodingKey {
    case pue, start, end, region, signal, devices, gaps
    case energyKilowattHours = "energy_kwh"
    case meteredKilowattHours = "metered_kwh"
    case operationalGrams = "operational_g"
    case embodiedGrams = "embodied_g"
    case totalGrams = "total_g"
    case functionalUnits = "functional_units"
    case gramsPerUnit = "sci_g_per_unit"
    case averageMethodGrams = "average_method_g"
  }

  struct Device: Encodable {
    let energyKilowattHours: Double
    let operationalGrams: Double

    enum CodingKeys: String, CodingKey {
      case energyKilowattHours = "energy_kwh"
      case operationalGrams = "operational_g"
    }
  }

  /// Something that was left out: a gap, a step of the clock, or readings without a value.
  struct Gap: Encodable {
    let kind: String
    let device: Int
    let start: String?
    let end: String?
    let readings: Int?
  }

  init(_ score: Score) {
    let operational = score.sci.operational
    energyKilowattHours = operational.energy.kilowattHours
    meteredKilowattHours = operational.meteredEnergy.kilowattHours
    pue = score.pue
    operationalGrams = operational.emissions.grams
    embodiedGrams = score.sci.embodied.grams
    totalGrams = score.sci.total.grams
    functionalUnits = score.sci.functionalUnits
    gramsPerUnit = score.sci.gramsPerUnit
    averageMethodGrams = operational.averageMethod.grams
    start = score.log.start.description
    end = score.log.end.description
    region = score.trace.region
    signal = score.trace.signal.rawValue
    devices = operational.devices.map {
      Device(energyKilowattHours: $0.energy.kilowattHours, operationalGrams: $0.emissions.grams)
    }
    gaps = score.log.irregularities.map(\.document)
  }
}

extension PowerLog.Irregularity {
  fileprivate var document: SCIDocument.Gap {
    switch self {
    case .gap(let device, let from, let to):
      .init(kind: "gap", device: device, start: from.description, end: to.description, readings: nil)
    case .clockStep(let device, let at, let to, let readings):
      .init(kind: "clock_step", device: device, start: at.description, end: to.description, readings: readings)
    case .missingReadings(let device, let count):
      .init(kind: "missing_readings", device: device, start: nil, end: nil, readings: count)
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .gap(let device, let from, let to):
      "a gap of \(from.duration(to: to).wholeDescription) from \(from) (device \(device))"
    case .clockStep(let device, let at, let to, let readings):
      "\(readings) readings after the clock went back from \(at) to \(to) (device \(device))"
    case .missingReadings(let device, let count):
      "\(count) readings without a value (device \(device))"
    }
  }
}

extension Duration {
  /// Rounded to seconds: `1h30m`.
  fileprivate var wholeDescription: String {
    let (seconds, attoseconds) = components
    return Duration.seconds(seconds + (attoseconds >= 500_000_000_000_000_000 ? 1 : 0)).compactDescription
  }
}
