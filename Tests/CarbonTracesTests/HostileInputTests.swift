import CarbonScheduling
import TestSupport
import Testing

@testable import CarbonTraces

/// Whatever the bytes: a result or a one-line error, never a trap.
@Suite struct HostileInputTests {
  @Test func randomBytes() {
    var random = SeededNumbers(seed: 11)
    let alphabet = Array("0123456789-+:.,TZe\"\n\r \u{FEFF}aé\0".utf8)
    for round in 0..<sized(debug: 400, release: 1_000) {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        round % 2 == 0 ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
      }
      check(bytes)
      check(Array("timestamp_utc,gco2_per_kwh\n".utf8) + bytes)
      check(Array("workload,duration_minutes,energy_kwh\n".utf8) + bytes)
    }
  }

  @Test func mutatedFiles() {
    let files = [
      narrow(row(0, "439.30"), row(60, "1e2"), row(180, "-0.5"), row(240, "7")),
      "timestamp_utc,a,\"b, c\"\n2020-01-01T00:00:00Z,1,\n2020-01-01T01:00:00+01:00,,2\n2020-01-01T01:00:00Z,3,4\n",
      "workload,duration_minutes,energy_kwh\nbert,360,3.1\n\"vit, huge\",12960,237.6\n",
    ].map { Array($0.utf8) }
    let inserts = ["\"", ",", "\n", "-", "9", "e", "Z", ".", "\0", "é", "\r\n", "99999999999999999999"].map {
      Array($0.utf8)
    }
    var random = SeededNumbers(seed: 12)
    for round in 0..<sized(debug: 1_200, release: 3_000) {
      var bytes = files[round % files.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: inserts.randomElement(using: &random) ?? [], at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: bytes[place...], at: place)
        }
      }
      check(bytes)
    }
  }

  @Test func shortTexts() {
    var random = SeededNumbers(seed: 13)
    let alphabet = Array("0123456789PTdhmswHMSDkMGWh%.+-:TZ e\"é")
    for _ in 0..<sized(debug: 2_000, release: 5_000) {
      let text = String(
        (0..<Int.random(in: 0...24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" })
      let errors = [
        failure { _ = try Duration(parsing: text) }, failure { _ = try AddedTime(parsing: text) },
        failure { _ = try Power(parsing: text) }, failure { _ = try Energy(parsing: text) },
        failure { _ = try Instant(iso8601: text) },
      ]
      #expect(errors.allSatisfy { $0.map(isOneLine) ?? true }, "\(errors)")
    }
  }

  private func check(_ bytes: [UInt8]) {
    let input = InputSource.bytes(bytes, name: "t.csv")
    if let message = failure({ _ = try NamedWorkload.all(in: input) }) {
      #expect(isOneLine(message), "\(message)")
    }
    do {
      let documents = try TraceDocument.all(in: input)
      // What could be read can be written, and means the same.
      let document = documents[0]
      if documents.count == 1, document.trace.region == "t", document.trace.gaps.isEmpty {
        let again = try TraceDocument(.bytes(document.csv(), name: "t.csv"), slot: document.trace.slot)
        #expect(again.trace == document.trace)
        #expect(again.csv() == document.csv())
      }
    } catch {
      #expect(isOneLine("\(error)"), "\(error)")
    }
  }

  private func isOneLine(_ message: String) -> Bool {
    message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } && message.count < 500
  }
}
