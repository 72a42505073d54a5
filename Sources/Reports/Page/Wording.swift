import CarbonReplay
import CarbonScheduling
import Charts

/// How figures are put into words, the same in every section.

/// What every comparison of such traces says, on pages and in texts.
package let mixedSignalsWarning =
  "Some traces are marginal and others average intensities, which must not be compared."

/// "12.3 kg".
func mass(_ emissions: Emissions?) -> PlainText {
  NumberFormat.mass(3).text(emissions.flatMap { FiniteNumber($0.grams) }).unbroken
}

/// "12.3%".
func percent(_ value: Double?) -> PlainText { NumberFormat.fixedPercent(1).text(value.flatMap(FiniteNumber.init)) }

/// "426 g/kWh", and of small ones three digits: "0.0613 g/kWh".
func intensity(_ value: Double?) -> PlainText {
  let isSmall = value.map { $0 != 0 && abs($0) < 9.95 } ?? false
  let format = isSmall ? NumberFormat.significant(3, unit: "g/kWh") : NumberFormat.decimals(0, unit: "g/kWh")
  return format.text(value.flatMap(FiniteNumber.init)).unbroken
}

/// How a column of intensities is written: in whole grams, or with three digits where some are less than ten.
func intensityFormat(of values: [Double]) -> NumberFormat {
  values.contains { $0 != 0 && abs($0) < 9.95 } ? .significant(3) : .decimals(0)
}

/// "13,800 kWh".
func kilowattHours(_ energy: Energy) -> PlainText {
  NumberFormat.significant(3, unit: "kWh").text(FiniteNumber(energy.kilowattHours)).unbroken
}

/// "1 region", "16 regions".
func counted(_ count: Int, _ one: String, _ many: String) -> PlainText {
  PlainText("\(count.grouped) \(count == 1 ? one : many)")
}

/// "3.1 miles (5 km) driven".
func everyday(_ emissions: Emissions) -> PlainText {
  let thing = EverydayEquivalent.nearest(below: emissions)
  let times = thing.count(in: emissions)
  if times >= 0.95, times < 1.05 { return PlainText(thing.name) }
  let format = NumberFormat.significant(2)
  if thing == .mileDriven {
    let kilometres = EverydayEquivalent.kilometreDriven.count(in: emissions)
    return "\(format.text(FiniteNumber(times))) miles (\(format.text(FiniteNumber(kilometres))) km) driven"
  }
  return "\(format.text(FiniteNumber(times))) \(PlainText(thing.plural))"
}

let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

extension Int {
  /// "105,408".
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (self < 0 ? "\u{2212}" : "") + text
  }

  /// "07".
  var twoDigits: String { self < 10 ? "0\(self)" : String(self) }
}

extension AddedTime {
  /// "+24 h", "+100%"; a deadline as it is.
  var label: PlainText {
    switch self {
    case .deadline(let instant): "by \(instant.words)"
    case .latestStart(let instant): "started by \(instant.words)"
    case .duration(let duration): "+\(duration.words)"
    case .percent: PlainText("+\(description)")
    }
  }

  /// "24 h", "100% of a job’s duration"; for use before "later" and the like.
  var words: PlainText {
    switch self {
    case .deadline(let instant): "until \(instant.words)"
    case .latestStart(let instant): "started until \(instant.words)"
    case .duration(let duration): duration.words
    case .percent: PlainText("\(description) of a job’s duration")
    }
  }
}

extension Duration {
  /// "24 h", "1 h 30 min", "45 s"; hours up to any number of them, as the paper counts.
  var words: PlainText {
    let seconds = components.seconds
    let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")].filter { $0.0 != 0 }
    return PlainText(parts.isEmpty ? "0 h" : parts.map { "\(Int($0.0).grouped) \($0.1)" }.joined(separator: " "))
      .unbroken
  }
}

/// The looks of what is compared on both pages, the least distance between any two of them the largest that three of the
/// palette have with blue and red among them, under normal vision and under each colour blindness.
enum AlgorithmStyles {
  static let flexibleStart = SeriesStyle(slot: 14)
  static let pauseAndResume = SeriesStyle(slot: 0)
  /// Red, for what is to be improved upon.
  static let runNow = SeriesStyle(slot: 5)
}

extension Algorithm {
  var words: PlainText { PlainText(title) }

  /// The algorithm's own, wherever it stands.
  var style: SeriesStyle {
    switch self {
    case .flexibleStart: AlgorithmStyles.flexibleStart
    case .pauseAndResume: AlgorithmStyles.pauseAndResume
    case .runNow: AlgorithmStyles.runNow
    }
  }
}

extension Instant {
  /// "12 Mar 2020 06:05".
  var words: PlainText { CivilTime(unixSeconds: Int(secondsSince1970)).full }

  /// "12 Mar 2020".
  var dayWords: PlainText {
    let time = CivilTime(unixSeconds: Int(secondsSince1970))
    return PlainText("\(time.day) \(monthNames[time.month - 1]) \(time.year)")
  }
}

extension PlainText {
  /// The text with spaces at which no line breaks, so that a figure stays with its unit.
  fileprivate var unbroken: PlainText {
    PlainText(String(string.map { $0 == " " ? "\u{A0}" : $0 }))
  }
}

extension Double? {
  /// As a chart holds it.
  var finite: FiniteNumber? { flatMap(FiniteNumber.init) }
}
