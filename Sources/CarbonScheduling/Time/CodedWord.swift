#if !hasFeature(Embedded)
  extension Decoder {
    /// A value that is coded as one word.
    ///
    /// - Parameters:
    ///   - read: The value of a word, `nil` if it is none.
    ///   - problem: What is wrong with such a word, and the cure, without a full stop: `is no unit; write gCO2eq/kWh`.
    package func word<Value>(_ read: (String) -> Value?, problem: String) throws -> Value {
      let container = try singleValueContainer()
      let text = try container.decode(String.self)
      guard let value = read(text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' \(problem).")
      }
      return value
    }
  }

  extension Encoder {
    /// Encodes a value as one word.
    package func encode(word: String) throws {
      var container = singleValueContainer()
      try container.encode(word)
    }
  }
#endif
