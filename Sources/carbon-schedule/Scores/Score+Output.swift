import CarbonCommands
import CarbonScheduling
import CommandLineKit

extension Score {
  /// The score as a person reads it.
  func text(_ notes: PowerLogNotes) -> String {
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
          log.name(ofDevice: number), "\(significant(device.energy.kilowattHours)) kWh",
          massText(grams: device.emissions.grams),
        ])
      }
      devices = "\n\(table)\n"
    }
    return """
      \(log.start) to \(log.end)

      \(table)

      By averages it would have been \(massText(grams: operational.averageMethod.grams)), \
      \(massText(grams: abs(difference))) \(difference < 0 ? "too little" : "too much").
      \(equivalents)
      \(outcome.map { "\n\($0.text)" } ?? "")\(devices)\(notes.lines.map { "\($0)\n" }.joined())
      """
  }

  /// Those of which there is at least a hundredth.
  private var equivalents: String {
    let kilometres = significant(EverydayEquivalent.kilometreDriven.count(in: sci.total))
    let all = [
      (EverydayEquivalent.phoneCharge, "phone charges"), (.mileDriven, "miles (\(kilometres) km) driven"),
      (.homeYear, "homes for a year"), (.railcarOfCoal, "railcars of coal"),
    ].map { ($0.0.count(in: sci.total), $0.1) }.filter { $0.0 >= 0.01 }.map { "\(significant($0.0)) \($0.1)" }
    return all.isEmpty ? "Less than a hundredth of a phone charge." : "As much as \(all.joined(separator: ", "))."
  }

  private var pueNote: String { pue == 1 ? "metered" : "metered, times the PUE of \(pue)" }

  private var place: String {
    [trace.region.map(printable), trace.signal.rawValue].compactMap { $0 }.joined(separator: ", ")
  }
}
