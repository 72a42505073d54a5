/// One thing to time, by name: how to set it up, and then how to run it.
package struct Benchmark {
  /// What one execution is made of, and what its time is divided by.
  package enum Unit: String, Codable, Sendable {
    case element
    /// A release: so many starts a second are so many plans a second.
    case start
    case plan
  }

  /// Parts divided by slashes, from the general to the particular: `sweep/pause-and-resume/noise/72 of 144`.
  package let name: String
  package let unit: Unit
  /// Makes inputs and buffers. Never timed, and called only if the benchmark is asked for.
  package let setUp: () async throws -> Prepared

  package init(_ name: String, per unit: Unit, setUp: @escaping () async throws -> Prepared) {
    self.name = name
    self.unit = unit
    self.setUp = setUp
  }

  /// A benchmark with its inputs and buffers.
  package struct Prepared {
    /// How many units one execution of `run` has.
    package let unitCount: Int
    package let run: () async throws -> Void
    /// Compares the results of `run` with the reference's, and throws ``Mismatch`` at the first that differs.
    package let verify: () async throws -> Void
    /// The naive way, and how many units one execution of it has: fewer, as a rule.
    package let reference: (unitCount: Int, run: () async throws -> Void)?

    package init(
      unitCount: Int, run: @escaping () async throws -> Void, verify: @escaping () async throws -> Void,
      reference: (unitCount: Int, run: () async throws -> Void)?
    ) {
      self.unitCount = unitCount
      self.run = run
      self.verify = verify
      self.reference = reference
    }
  }
}

extension Benchmark.Prepared {
  /// Results by index, some of which a reference makes one by one.
  ///
  /// - Parameters:
  ///   - unitCount: How many units one execution of `run` has.
  ///   - samples: The indices that the reference is asked for.
  ///   - run: Makes all results.
  ///   - found: The result at an index, after a `run`.
  ///   - naive: What the reference makes of it.
  package init<Outcome: Equatable>(
    unitCount: Int, samples: [Int], run: @escaping () throws -> Void, found: @escaping (Int) throws -> Outcome,
    naive: @escaping (Int) throws -> Outcome
  ) {
    self.init(
      unitCount: unitCount, run: run,
      verify: {
        try run()
        for index in samples {
          let (found, expected) = (try found(index), try naive(index))
          guard found == expected else {
            throw Mismatch("result \(index) is \(found), the reference's \(expected)")
          }
        }
      },
      reference: (samples.count, { for index in samples { sink(try naive(index)) } }))
  }
}

/// A result that is not the reference's: the benchmark is not timed.
package struct Mismatch: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Takes a result, so that no compiler can leave out the work behind it.
@inline(never)
package func sink<Value>(_ value: Value) {
  withExtendedLifetime(value) {}
}

/// At most `limit` of `0..<count`, evenly apart, the first and the last among them.
package func spacedIndices(of count: Int, atMost limit: Int) -> [Int] {
  if count <= limit { return Array(0..<count) }
  return (0..<limit).map { $0 * (count - 1) / (limit - 1) }
}
