import CarbonScheduling
import Foundation
import TestSupport
import Testing

@testable import CarbonTraces

@Suite struct JSONReaderTests {
  /// A gigabyte of `[` would end here just the same: after 33 bytes.
  @Test func nestingIsBounded() {
    for bracket in ["[", "{\"a\":", "[{\"a\":"] {
      let text = String(repeating: bracket, count: 100_000)
      let message = failure { _ = try TraceDocument.all(in: source(text)) }
      #expect(message?.hasSuffix("nested more than 32 deep; check that this is a provider's answer") == true)
      #expect((message?.count ?? 0) < 500)
    }
    #expect(
      failure { _ = try TraceDocument.all(in: source(String(repeating: "[", count: 100_000))) }
        == "t.csv:1: $" + String(repeating: "[0]", count: 32)
        + ": arrays and objects are nested more than 32 deep; check that this is a provider's answer")
  }

  /// As a stream, which is read no further than need be.
  @Test func endlessBracketsEndSoon() throws {
    let yes = Process()
    yes.executableURL = URL(fileURLWithPath: "/bin/sh")
    let fifo = NSTemporaryDirectory() + "brackets-\(UInt64.random(in: 0...UInt64.max))"
    yes.arguments = ["-c", "mkfifo \"$0\" && (yes '[' | tr -d '\\n' > \"$0\") 2>/dev/null", fifo]
    try yes.run()
    defer { try? FileManager.default.removeItem(atPath: fifo) }
    while !FileManager.default.fileExists(atPath: fifo) { usleep(1_000) }
    let message = failure { _ = try TraceDocument.all(in: InputSource(fifo)) }
    yes.waitUntilExit()
    #expect(message?.contains("nested more than 32 deep") == true)
  }

  @Test func lengthsAreBounded() {
    let long = String(repeating: "9", count: 300)
    #expect(
      failure { _ = try read("[{\"point_time\": \"2020-01-01\", \"moer\": \(long)}]") }
        == "t.csv:1: $[0].moer: a number has more than 256 characters; check that this is a provider's answer")
    let name = String(repeating: "n", count: 5_000)
    #expect(
      failure { _ = try read("[{\"\(name)\": 1, \"moer\": 1, \"point_time\": 1}]") }
        == "t.csv:1: $[0][\"\"]: a string is longer than 4096 bytes; check that this is a provider's answer")
    // What is skipped is not held.
    let skipped = String(repeating: "x", count: 200_000)
    #expect(
      failure {
        _ = try read("[{\"moer\": 1, \"freq\": 300, \"point_time\": \"2020-01-01\", \"note\": \"\(skipped)\"}]")
      }
        == nil)
  }

  @Test func escapesAndSurrogates() throws {
    let text = #"{"b\u0061":"\u00e9\n\"\\\/ \ud83d\ude00 \ud83d x","moer":1,"freq":300,"point_time":"2020-01-01"}"#
    #expect(try TraceDocument(source(text)).trace.region == "é\n\"\\/ 😀 \u{FFFD} x")
  }

  @Test func namesInMessagesAreHarmless() {
    #expect(
      failure { _ = try read("{\"moer\": 1, \"point_time\": 2, \"a\u{1B}\": 5}") }?.contains("\u{1B}") == false)
    #expect(
      failure { _ = try read(#"{"x\u001b y": tru, "moer": 1, "point_time": 1}"#) }
        == #"t.csv:1: $["x\u{1B} y"]: there is "," where true should be; check that this is unbroken JSON"#)
  }

  @Test func byteOrderMarkAndLines() throws {
    let text = "\u{FEFF}\r\n\n[\n{\"moer\":\n x, \"point_time\":1}]"
    #expect(
      failure { _ = try read(text) } == "t.csv:5: $[0].moer: there is \"x\" where a value should be; "
        + "check that this is unbroken JSON")
  }

  @Test func powerLogsAreNoTraces() {
    #expect(
      failure { _ = try read("timestamp, power.draw [W]\n2024/01/01 00:00:00.000, 61.00 W\n") }
        == "t.csv:1: this is a log of power, not a trace of intensity; "
        + "give it as the power log, and a trace beside it")
  }

  @Test func aNamedFormatIsNotGuessed() {
    #expect(
      failure { _ = try TraceDocument.all(in: source(WattTimeTests.historical), format: .electricityMaps) }
        == "t.csv: $: there is no history and no forecast; expected one of these arrays"
        || failure { _ = try TraceDocument.all(in: source(WattTimeTests.historical), format: .electricityMaps) }?
          .contains("datetime") == true
    )
    #expect(failure { _ = try TraceDocument.all(in: source(narrow(row(0), row(60))), format: .sgip) } != nil)
    #expect(failure { _ = try TraceDocument.all(in: source(SGIPSignalTests.answer), format: .native) } != nil)
  }

  /// Whatever is done to the fixtures: a result or one line, never a trap.
  @Test func mutatedFixtures() {
    let fixtures = [
      WattTimeTests.historical, WattTimeTests.forecasts, WattTimeTests.csv, ElectricityMapsTests.history,
      ElectricityMapsTests.newer, UKCarbonIntensityTests.national, UKCarbonIntensityTests.allRegions,
      UKCarbonIntensityTests.regional, CarbonAwareSDKTests.file, CarbonAwareSDKTests.forecast, SGIPSignalTests.answer,
    ].map { Array($0.utf8) }
    let inserts = ["\"", ",", "\n", "{", "}", "[", "]", ":", "null", "1e400", "\\", "\\u", "-", "Z"].map {
      Array($0.utf8)
    }
    var random = SeededNumbers(seed: 31)
    for round in 0..<sized(debug: 1_200, release: 3_000) {
      var bytes = fixtures[round % fixtures.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: inserts.randomElement(using: &random) ?? [], at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: bytes[place...], at: place)
        }
      }
      guard let message = failure({ _ = try TraceDocument.all(in: .bytes(bytes, name: "t")) }) else { continue }
      #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "\(message)")
      #expect(message.count < 600)
    }
  }

  private func read(_ text: String) throws -> [TraceDocument] { try TraceDocument.all(in: source(text)) }
}
