import CommandLineKit

/// The two texts that explain a replay's results, made from the table of fields: a JSON Schema, and a data dictionary.
enum ReplaySchema {
  static let table = OptionTable(
    command: "carbon-replay explain", operands: "schema|dictionary",
    summary:
      "Prints the JSON Schema of a replay's results, or the data dictionary: every column, its unit and its formula.",
    options: [], example: "carbon-replay explain dictionary")

  static func run(_ words: [String]) throws(CommandFailure) -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    switch parsed.operands {
    case ["schema"]: try Output.write(try json(schema), to: "-")
    case ["dictionary"]: try Output.write(dictionary, to: "-")
    default: throw .usage("carbon-replay explain: say what to explain: 'schema' or 'dictionary'.")
    }
    return .success
  }

  // MARK: - The schema

  private static let schema = Schema.object(
    title: "The results of carbon-replay",
    properties: [
      "version": .type("string"), "command": .array(.type("string")), "settings": settings, "traces": .array(trace),
      "cells": .array(row), "groups": .array(group), "plans": .type("integer"), "failures": .array(.type("string")),
      "timings": .object(
        title: nil,
        properties: ["load_s": .type("number"), "planning_s": .type("number"), "total_s": .type("number")],
        required: ["load_s", "planning_s", "total_s"]),
      "shard": .object(
        title: nil, properties: ["index": .type("integer"), "count": .type("integer")], required: ["index", "count"]),
    ],
    required: ["version", "command", "settings", "traces", "cells", "plans"])

  private static let settings = Schema.object(
    title: nil,
    properties: [
      "starts": .type("string"), "gaps": .type("string"), "added_times": .array(.type("string")),
      "resume_energy_kwh": .type("number"), "resume_emissions_g": .type("number"), "resume_time_s": .type("integer"),
      "charge_first_start": .type("boolean"), "minimum_run_s": .type("integer"), "minimum_pause_s": .type("integer"),
      "maximum_pauses": .type("integer", orNull: true),
      "workloads": .array(
        .object(
          title: nil,
          properties: [
            "workload": .type("string"), "duration_s": .type("integer"), "duration_minutes": .type("number"),
            "energy_kwh": .type("number"),
          ], required: ["workload", "duration_s", "duration_minutes", "energy_kwh"])),
    ],
    required: ["starts", "gaps", "added_times", "workloads"])

  private static let trace: Schema = {
    let properties: [String: Schema] = [
      "region": .type("string"), "signal": .choice(["marginal", "average", "unknown"]),
      "provenance": .choice(["measured", "modelled", "forecast", "unknown"]),
      "publisher": .type("string", orNull: true), "start": .type("string"), "slots": .type("integer"),
      "slot_s": .type("integer"), "original_slot_s": .type("integer"), "source": .type("string", orNull: true),
      "gap_slots": .type("integer"), "filled_slots": .type("integer"),
    ]
    return .object(title: nil, properties: properties, required: properties.keys.sorted())
  }()

  private static let row = rows(more: [:])
  private static let group = rows(more: ["group": .type("string")])

  private static func rows(more: [String: Schema]) -> Schema {
    let fields = ReplayField.all.map { field in
      (field.name, Schema.type(field.kind.rawValue, orNull: field.mayBeMissing, description: description(of: field)))
    }
    let properties = more.merging(fields) { first, _ in first }
    return .object(title: nil, properties: properties, required: properties.keys.sorted())
  }

  private static func description(of field: ReplayField) -> String {
    field.unit.isEmpty || field.unit == "1" ? field.meaning : "\(field.meaning) In \(field.unit)."
  }

  // MARK: - The dictionary

  private static var dictionary: String {
    var text = """
      # What the columns of carbon-replay’s results mean

      `carbon-replay --csv` and the `cells` of `--json` have these columns, under the same names. `groups`, and the lines of
      CSV with a `group`, are one month or hour of a cell (`--by month`, `--by hour`): `2020-03` or `07`, of the release, UTC.
      A missing value is `null` in JSON and empty in CSV: no release counts, or no percentage does.

      | column | type | unit | meaning |
      |---|---|---|---|

      """
    for field in ReplayField.all {
      text += "| `\(field.name)` | \(field.kind.rawValue) | \(field.unit) | \(field.meaning) |\n"
    }
    text += """

      CSV says on every line how it came about; JSON says it once, in `settings`, `traces`, `version` and `command`.

      | column | meaning |
      |---|---|

      """
    for column in ReplayCSV.circumstances { text += "| `\(column.name)` | \(column.meaning) |\n" }
    return text
  }
}

/// As much of JSON Schema as results need.
private indirect enum Schema: Encodable, Sendable {
  case type(String, orNull: Bool = false, description: String? = nil)
  case choice([String])
  case array(Schema)
  case object(title: String?, properties: [String: Schema], required: [String])

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case title, type, description, items, properties, required, additionalProperties
    case choices = "enum"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .type(let name, let orNull, let description):
      if orNull {
        try container.encode([name, "null"], forKey: .type)
      } else {
        try container.encode(name, forKey: .type)
      }
      try container.encodeIfPresent(description, forKey: .description)
    case .choice(let words): try container.encode(words, forKey: .choices)
    case .array(let items):
      try container.encode("array", forKey: .type)
      try container.encode(items, forKey: .items)
    case .object(let title, let properties, let required):
      if let title {
        try container.encode("https://json-schema.org/draft/2020-12/schema", forKey: .schema)
        try container.encode(title, forKey: .title)
      }
      try container.encode("object", forKey: .type)
      try container.encode(properties, forKey: .properties)
      try container.encode(required, forKey: .required)
      try container.encode(false, forKey: .additionalProperties)
    }
  }
}
