import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct NativeCSVWritingTests {
  @Test(arguments: [
    narrow(row(0, "439.30"), row(60, "0.00"), row(120, "-0.00"), row(240, "-12.05")),
    narrow(row(0, "1"), row(5, "1.0"), row(10, "0.0000001"), row(15, "225179.9813685247"), row(20, "1234.123456")),
    narrow(row(0, "1e-07"), row(5, "0.1"), row(15, "0.30000000000000004")),
    narrow("0000-01-01T00:00:00Z,1", "0000-12-31T23:59:59Z,2"),
    narrow("9999-12-31T23:59:58Z,1", "9999-12-31T23:59:59Z,2"),
  ])
  func comesBackByteForByte(_ text: String) throws {
    let document = try TraceDocument(source(text))
    #expect(String(decoding: document.csv(), as: UTF8.self) == text)
  }

  /// A year of whole pounds, and of pounds with decimals: what is written as grams is added up in pounds again.
  @Test(arguments: [0, 1, 3]) func poundsComeBack(decimals: Int) throws {
    #if DEBUG
      let count = 105_120 / 12
    #else
      let count = 105_120
    #endif
    var random = SeededNumbers(seed: 7)
    let power = powersOfTen[decimals]
    let pounds = (0..<count).map { $0 % 97 == 5 ? nil : Double(Int.random(in: -50...2_500, using: &random)) / power }
    let original = try IntensityTrace(
      start: newYear, slot: .seconds(300), values: pounds.map { $0 ?? 0 }, gaps: pounds.gaps,
      in: .poundsPerMegawattHour, signal: .marginal, region: "t", source: "t.csv")
    let bytes = TraceDocument(original, fractionDigits: .uniform(decimals)).csv()
    let again = try TraceDocument(.bytes(bytes, name: "t.csv"))
    #expect(again.trace == original && again.trace.sourceUnit == .poundsPerMegawattHour)
    #expect(again.csv() == bytes)
    let job = try Workload(duration: .seconds(1_500), energy: .kilowattHours(1))
    for hour in stride(from: 0, to: count / 12 - 25, by: 41) {
      let release = newYear.advanced(by: .seconds(3_600 * Int64(hour)))
      let plans = [original, again.trace].map { trace in
        try? FlexibleStart(within: .hours(24)).schedule(job, on: trace.handlingGaps(.avoid), releasedAt: release)
      }
      #expect(plans[0] == plans[1] && plans[0] != nil, "hour \(hour)")
    }
  }

  /// One value that no pounds make, or too few digits: grams as they stand.
  @Test(arguments: [
    narrow(row(0, "561.09376169"), row(5, "561.09376168")), narrow(row(0, "561.09376169"), row(5, "0.4535923")),
    narrow(row(0, "0.45359237"), row(5, "-0.00000000"), row(10, "1")), narrow(row(0, "12.5"), row(5, "0.45359237")),
  ])
  func gramsStayGrams(_ text: String) throws {
    let document = try TraceDocument(source(text))
    #expect(document.trace.sourceUnit == .gramsPerKilowattHour)
    #expect(String(decoding: document.csv(), as: UTF8.self) == text)
  }

  @Test(arguments: [
    narrow(row(0, "561.09376169"), row(5, "0.00000000"), row(10, "-0.45359237")),
    narrow(row(0, "394.852158085"), row(5, "453.59237000"), row(15, "559.9905751509993")),
  ])
  func poundsComeBackByteForByte(_ text: String) throws {
    let document = try TraceDocument(source(text))
    #expect(document.trace.sourceUnit == .poundsPerMegawattHour)
    #expect(String(decoding: document.csv(), as: UTF8.self) == text)
  }

  @Test func wideComesBackByteForByte() throws {
    let text = #"""
      timestamp_utc,a,"b, ""c"""
      2020-01-01T00:00:00Z,1.50,
      2020-01-01T01:00:00Z,,8
      2020-01-01T02:00:00Z,2.50,7
      2020-01-01T04:00:00Z,3.25,8.0

      """#
    let documents = try TraceDocument.all(in: source(text))
    #expect(documents[1].trace.region == "b, \"c\"")
    #expect(String(decoding: try TraceDocument.wideCSV(documents), as: UTF8.self) == text)
  }

  @Test func wideKeepsTheSlotsAtItsEnds() throws {
    let trace = try IntensityTrace(
      start: newYear, slot: .seconds(60), gramsPerKilowattHour: [nil, 1, 2, nil, 3, nil], region: "a")
    let bytes = try TraceDocument.wideCSV([TraceDocument(trace)])
    let again = try IntensityTrace(.bytes(bytes, name: "x"))
    #expect(again.gramsPerKilowattHour == trace.gramsPerKilowattHour)
  }

  @Test func numbers() {
    #expect(written(439.3, 2) == "439.30")
    #expect(written(439.3, nil) == "439.3")
    #expect(written(5, nil) == "5")
    #expect(written(0, 0) == "0")
    #expect(written(0, 3) == "0.000")
    #expect(written(-0.0, 1) == "-0.0")
    #expect(written(0.05, 1) == "0.05")  // one digit would change it
    #expect(written(1e15, 22) == "1000000000000000")
    #expect(written(1.0 / 3, 2) == "0.3333333333333333")
  }

  /// However many digits are asked for, what is written reads back bit for bit.
  @Test func everyNumberReadsBackEqual() throws {
    var random = SeededNumbers(seed: 3)
    for _ in 0..<20_000 {
      var value = Double(bitPattern: random.next())
      switch Int.random(in: 0..<4, using: &random) {
      case 0: value = Double(Int.random(in: -100_000...100_000, using: &random)) / 100
      case 1: value = Double(Int64.random(in: -1 << 53...1 << 53, using: &random)) / 1e6
      case 2: value = Double.random(in: -1000...1000, using: &random)
      default: if !value.isFinite { value = 1 }
      }
      let digits = Bool.random(using: &random) ? Int.random(in: 0...22, using: &random) : nil
      let text = written(value, digits)
      let again = try #require(decimal(text)?.value)
      #expect(again.bitPattern == value.bitPattern, "\(value) with \(digits ?? -1) digits is \(text)")
    }
  }

  @Test func documentsThatDoNotFitTogether() throws {
    let a = try IntensityTrace(start: newYear, slot: .seconds(60), gramsPerKilowattHour: [1, 2], region: "a")
    var unnamed = a
    unnamed.region = nil
    var twoLines = a
    twoLines.region = "a\nb"
    var reserved = a
    reserved.region = "gCO2_per_kWh"
    let longer = try IntensityTrace(start: newYear, slot: .seconds(60), gramsPerKilowattHour: [1, 2, 3], region: "b")
    #expect(wideFailure([]) == "There is no trace to write; give at least one.")
    #expect(wideFailure([a, a]) == "Two traces have the region \"a\"; rename one of them.")
    #expect(
      wideFailure([a, unnamed])
        == "Trace 2 cannot name a column with the region \"\"; give it one of a single line.")
    #expect(
      wideFailure([twoLines])
        == #"Trace 1 cannot name a column with the region "a\nb"; give it one of a single line."#)
    #expect(wideFailure([reserved]) != nil)
    #expect(
      wideFailure([a, longer])
        == "The slots of \"b\" are not those of \"a\"; resample or cut one of them, or write two files.")
  }

  private func wideFailure(_ traces: [IntensityTrace]) -> String? {
    failure { _ = try TraceDocument.wideCSV(traces.map { TraceDocument($0) }) }
  }

  private func written(_ value: Double, _ digits: Int?) -> String {
    var bytes: [UInt8] = []
    appendNumber(value, code: digits.map(UInt8.init) ?? FractionDigits.shortestCode, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
