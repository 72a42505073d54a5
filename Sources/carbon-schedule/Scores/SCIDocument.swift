import CarbonScheduling
import CommandLineKit

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
  let readings: Readings
  let uncoveredSeconds: Double
  /// Only with a plan.
  let plan: Outcome?

  enum CodingKeys: String, CodingKey {
    case pue, start, end, region, signal, devices, gaps, readings, plan
    case energyKilowattHours = "energy_kwh"
    case meteredKilowattHours = "metered_kwh"
    case operationalGrams = "operational_g"
    case embodiedGrams = "embodied_g"
    case totalGrams = "total_g"
    case functionalUnits = "functional_units"
    case gramsPerUnit = "sci_g_per_unit"
    case averageMethodGrams = "average_method_g"
    case uncoveredSeconds = "uncovered_s"
  }

  /// How many readings there were, and how many are left out.
  struct Readings: Encodable {
    let count: Int
    let leftOut: Int

    enum CodingKeys: String, CodingKey {
      case count
      case leftOut = "left_out"
    }
  }

  struct Device: Encodable {
    let index: Int?
    let uuid: String?
    let busID: String?
    let log: String?
    let energyKilowattHours: Double
    let operationalGrams: Double

    enum CodingKeys: String, CodingKey {
      case index, uuid, log
      case busID = "pci_bus_id"
      case energyKilowattHours = "energy_kwh"
      case operationalGrams = "operational_g"
    }
  }

  /// Something that was left out or is odd. `device` counts from 0 in the order of `devices`.
  struct Gap: Encodable {
    let kind: String
    var device: Int?
    var start: String?
    var end: String?
    var readings: Int?
    var message: String?
    var count: Int?
    var line: Int?
  }

  init(_ score: Score) {
    let operational = score.sci.operational
    energyKilowattHours = operational.energy.kilowattHours
    meteredKilowattHours = operational.meteredEnergy.kilowattHours
    pue = score.pue
    operationalGrams = operational.emissions.grams
    embodiedGrams = score.sci.embodied.grams
    totalGrams = score.sci.total.grams
    plan = score.outcome.map(Outcome.init)
    functionalUnits = score.sci.functionalUnits
    gramsPerUnit = score.sci.gramsPerUnit
    averageMethodGrams = operational.averageMethod.grams
    start = score.log.start.description
    end = score.log.end.description
    region = score.trace.region
    signal = score.trace.signal.rawValue
    devices = zip(operational.devices, score.log.devices).map { amounts, device in
      Device(
        index: device.index, uuid: device.uuid, busID: device.busID, log: device.log,
        energyKilowattHours: amounts.energy.kilowattHours, operationalGrams: amounts.emissions.grams)
    }
    gaps = score.log.irregularities.map(\.document)
    readings = Readings(count: score.log.readingCount, leftOut: score.log.unplacedReadingCount)
    let uncovered = score.log.uncoveredDuration.components
    uncoveredSeconds = Double(uncovered.seconds) + Double(uncovered.attoseconds) / 1e18
  }
}

extension PowerLog.Irregularity {
  fileprivate var document: SCIDocument.Gap {
    switch self {
    case .gap(let device, let from, let to):
      .init(kind: "gap", device: device, start: from.description, end: to.description)
    case .clockStep(let device, let at, let to, let readings):
      .init(kind: "clock_step", device: device, start: at.description, end: to.description, readings: readings)
    case .missingReadings(let device, let count):
      .init(kind: "missing_readings", device: device, readings: count)
    case .momentaryReadings(let device, let count):
      .init(kind: "momentary_readings", device: device, readings: count)
    case .overlap(let device, let from, let to):
      .init(kind: "overlap", device: device, start: from.description, end: to.description)
    case .incompleteSamples(let readings):
      .init(kind: "incomplete_samples", readings: readings)
    case .message(let text, let count):
      .init(kind: "message", message: text, count: count)
    case .brokenOff(let line):
      .init(kind: "broken_off", line: line)
    }
  }
}
