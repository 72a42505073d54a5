import Foundation
import Testing

/// That a file of JSON follows a schema of Benchmarks/schemas, or that it does not.
struct SchemaClaim {
  /// The schema's name: `plan` for `plan.schema.json`.
  let schema: String
  let path: String
  let isValid: Bool

  init(_ schema: String, _ path: String, isValid: Bool = true) {
    (self.schema, self.path, self.isValid) = (schema, path, isValid)
  }

  /// Prints the numbers of the claims that are wrong. Exits with 77 where Python lacks the validator.
  private static let validation = """
    import sys
    try: import json, jsonschema
    except ImportError: sys.exit(77)
    words = sys.argv[1:]
    validators = {}
    for path in set(words[::3]):
      schema = json.load(open(path))
      jsonschema.Draft202012Validator.check_schema(schema)
      validators[path] = jsonschema.Draft202012Validator(schema)
    for number, (schema, path, claim) in enumerate(zip(words[::3], words[1::3], words[2::3])):
      errors = list(validators[schema].iter_errors(json.load(open(path))))
      if (claim == "valid") != (not errors): print(number, path, [error.message for error in errors[:2]])
    """

  /// Which claims are wrong, by a public validator: one Python for all, as it takes longer to begin than to validate.
  static func faults(_ claims: [SchemaClaim]) throws -> String {
    let schemas = Command.packageFolder.appending(path: "Benchmarks/schemas")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", "-c", validation]
      + claims.flatMap {
        [schemas.appending(path: "\($0.schema).schema.json").path, $0.path, $0.isValid ? "valid" : "not"]
      }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 77 { print("Schemas are not checked: Python lacks jsonschema.") }
    #expect(process.terminationStatus == 0 || process.terminationStatus == 77)
    return text
  }
}
