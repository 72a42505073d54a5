import Foundation

/// Commands to be run by plan, as shell scripts: each writes what it does into a file, a line for each step.
enum RunScripts {
  /// Works in steps of a tenth of a second, and writes the number of each.
  static func counting(_ steps: Int, to path: String) -> [String] {
    ["/bin/sh", "-c", "i=0; while [ $i -lt \(steps) ]; do i=$((i+1)); sleep 0.1; echo $i >> '\(path)'; done"]
  }

  /// The same, but it takes no notice of SIGTSTP.
  static func stubborn(_ steps: Int, to path: String) -> [String] {
    [
      "/bin/sh", "-c",
      "trap '' TSTP; i=0; while [ $i -lt \(steps) ]; do i=$((i+1)); sleep 0.1; echo $i >> '\(path)'; done",
    ]
  }

  /// Goes on from its checkpoint, which it writes and ends when it is asked to.
  static func checkpointing(_ steps: Int, on signal: String, to path: String) -> [String] {
    [
      "/bin/sh", "-c",
      """
      i=0; [ -n "$CARBON_RESUME" ] && i=$(cat '\(path).checkpoint') && echo "resumed at $i" >> '\(path)'
      trap 'echo $i > "\(path).checkpoint"; exit 0' \(signal)
      while [ $i -lt \(steps) ]; do sleep 0.1; i=$((i+1)); echo $i >> '\(path)'; done
      """,
    ]
  }

  /// Works in a child and in a grandchild, and waits for them.
  static func forking(_ steps: Int, to path: String) -> [String] {
    [
      "/bin/sh", "-c",
      """
      count() { i=0; while [ $i -lt \(steps) ]; do i=$((i+1)); sleep 0.1; echo $i >> "$1"; done; }
      count '\(path).child' & (count '\(path).grandchild' & wait) & wait
      cat '\(path).child' '\(path).grandchild' > '\(path)'
      """,
    ]
  }
}

/// A trace of short slots that begins now, for commands that run in real seconds.
enum ShortTrace {
  /// Waits for a second to begin, so that slots begin when they should.
  static func csv(slot: Int, _ values: [Int]) -> String {
    let now = Date().timeIntervalSince1970
    let start = now.rounded(.up)
    Thread.sleep(forTimeInterval: start - now)
    let formatter = ISO8601DateFormatter()
    let rows = values.enumerated().map { index, value in
      "\(formatter.string(from: Date(timeIntervalSince1970: start + Double(index * slot)))),\(value)\n"
    }
    return "timestamp_utc,gco2_per_kwh\n" + rows.joined()
  }
}

/// What a receipt says.
struct Receipt: Decodable {
  struct Run: Decodable {
    let start: Date
    let end: Date
  }

  let plannedGrams: Double?
  let emissionsGrams: Double?
  let baselineGrams: Double?
  let hindsightGrams: Double?
  let kilowattHours: Double
  let energySource: String
  let pauses: Int
  let starts: Int
  let runs: [Run]
  let progress: Double
  let exitCode: Int32

  private enum CodingKeys: String, CodingKey {
    case pauses, starts, runs
    case plannedGrams = "planned_g"
    case emissionsGrams = "emissions_g"
    case baselineGrams = "baseline_g"
    case hindsightGrams = "hindsight_g"
    case kilowattHours = "energy_kwh"
    case energySource = "energy_source"
    case progress = "progress_s"
    case exitCode = "exit_code"
  }

  init(_ text: String) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(Receipt.self, from: Data(text.utf8))
  }
}

/// What is left on the machine.
enum Leftovers {
  /// The processes whose command lines hold a word: process numbers and states.
  static func processes(naming word: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
    return names.filter { name in
      guard let line = try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8) else { return false }
      return line.contains(word)
    }
  }

  /// Children of a process that have ended and have not been waited for.
  static func zombies(of parent: Int32) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }) ?? []
    return names.filter { name in
      // The state and the parent stand behind the name, which may hold anything.
      guard let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return false }
      let fields = text[text.index(after: end)...].split(separator: " ")
      return fields.count > 1 && fields[0] == "Z" && Int32(fields[1]) == parent
    }
  }

  static func lines(_ path: String) -> [String] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }
}
