import CarbonScheduling

@testable import CarbonTraces

/// A reader, good files for it, and what must hold of any bytes: a result that can be written and read again, or an error
/// of one line. A trap is found by whoever runs it.
struct FuzzTarget: Sendable {
  var name: String
  var seeds: [String]
  /// What is wrong with how the reader took the bytes, or `nil`.
  var fault: @Sendable ([UInt8]) -> String?

  /// Feeds so many mutated files.
  ///
  /// - Returns: How many were read without an error, and the first fault with its input.
  func run(inputs: Int, seed: UInt64) -> (read: Int, fault: String?) {
    var mutator = Mutator(seeds: seeds, seed: seed)
    var read = 0
    for _ in 0..<inputs {
      let bytes = mutator.next()
      if let fault = fault(bytes) {
        return (read, "\(name): \(fault); input \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
      if unsafe Self.wasRead { read += 1 }
    }
    return (read, nil)
  }

  /// Whether the last input was read; for figures only.
  nonisolated(unsafe) private static var wasRead = false

  /// A reader of traces; `nil` finds the format.
  static func trace(
    _ name: String, _ format: TraceFormat?, _ seeds: [String], selection: TraceSelection = TraceSelection()
  ) -> FuzzTarget {
    FuzzTarget(name: name, seeds: seeds) { bytes in
      check(bytes) { source throws(InputError) in
        let documents = try TraceDocument.all(in: source, format: format, selection: selection)
        guard !documents.isEmpty else { return "there is no document" }
        for document in documents {
          if let fault = roundTrip(document) { return fault }
        }
        return nil
      }
    }
  }

  /// A reader of something else.
  static func other(
    _ name: String, _ seeds: [String], _ read: @escaping @Sendable (InputSource) throws(InputError) -> Void
  ) -> FuzzTarget {
    FuzzTarget(name: name, seeds: seeds) { bytes in
      check(bytes) { source throws(InputError) in
        try read(source)
        return nil
      }
    }
  }

  private static func check(_ bytes: [UInt8], _ read: (InputSource) throws(InputError) -> String?) -> String? {
    unsafe wasRead = false
    do {
      let fault = try read(.bytes(bytes, name: "t.csv"))
      unsafe wasRead = true
      return fault
    } catch {
      return isOneLine(error.description) ? nil : "the error is \(error.description.debugDescription)"
    }
  }

  /// What is read can be written, and says the same then.
  private static func roundTrip(_ document: TraceDocument) -> String? {
    let trace = document.trace
    guard trace.slotCount < 20_000, trace.gaps.first?.lowerBound != 0, trace.gaps.last?.upperBound != trace.slotCount,
      trace.sourceUnit == .gramsPerKilowattHour
    else { return nil }
    do {
      let again = try TraceDocument(.bytes(document.csv(), name: "t.csv"), slot: trace.slot)
      guard again.trace.gramsPerKilowattHour == trace.gramsPerKilowattHour, again.trace.start == trace.start,
        again.trace.signal == trace.signal, again.trace.provenance == trace.provenance
      else { return "written and read again, the trace is another" }
      return again.csv() == document.csv() ? nil : "written again, the bytes are others"
    } catch {
      return "what was written cannot be read: \(error)"
    }
  }

  static func isOneLine(_ message: String) -> Bool {
    message.unicodeScalars.count < 1_200
      && message.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
  }
}
