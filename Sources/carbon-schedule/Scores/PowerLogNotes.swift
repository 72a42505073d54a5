import CarbonScheduling
import CommandLineKit

/// What a power log leaves out and what is odd in it, in sentences: what is left out in one, unless all is asked for.
struct PowerLogNotes {
  let lines: [String]

  init(_ log: PowerLog, isVerbose: Bool) {
    var lines: [String] = []
    if let summary = Self.summary(of: log) {
      let hasDetails = log.irregularities.contains { $0.leavesOut }
      lines.append("left out: \(summary)\(hasDetails && !isVerbose ? "; --verbose lists it" : "").")
    }
    if isVerbose {
      lines += log.irregularities.filter(\.leavesOut).map { "left out: \($0.sentence(log))." }
    }
    if let overlap = Self.overlap(in: log) { lines.append(overlap) }
    lines += log.irregularities.filter { !$0.leavesOut && !$0.isOverlap }.map { "\($0.sentence(log))." }
    self.lines = lines
  }

  /// `12 of 3600 readings (0.3 %); no reading for 1h5m (13.5 % of the time)`, or `nil` if nothing is left out.
  private static func summary(of log: PowerLog) -> String? {
    var parts: [String] = []
    let missing = log.irregularities.reduce(0) { sum, irregularity in
      if case .missingReadings(_, let count) = irregularity { sum + count } else { sum }
    }
    if log.unplacedReadingCount > 0 {
      parts.append(
        "\(log.unplacedReadingCount) of \(log.readingCount) readings (\(percentText(100 * log.unplacedShare)))")
    } else if missing > 0 {
      parts.append("\(missing) of \(log.readingCount) readings, which have no value and are bridged")
    }
    let uncovered = log.uncoveredDuration
    if uncovered > .zero {
      parts.append(
        "\(uncovered.wholeDescription) without a reading (\(percentText(100 * log.uncoveredShare)) of the time)")
    }
    let gaps = log.irregularities.count { if case .gap = $0 { true } else { false } }
    if uncovered == .zero, gaps > 0 { parts.append("\(gaps) \(gaps == 1 ? "gap" : "gaps") of single devices") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func overlap(in log: PowerLog) -> String? {
    var total = Duration.zero
    var count = 0
    for case .overlap(_, let from, let to) in log.irregularities {
      total += from.duration(to: to)
      count += 1
    }
    guard count > 0 else { return nil }
    return
      "\(count == 1 ? "Two runs overlap" : "\(count) runs overlap others"), for \(total.wholeDescription), and all of "
      + "them count; if they measured one machine, its energy counts twice."
  }
}

extension PowerLog.Irregularity {
  /// Whether it is about something that the total lacks.
  var leavesOut: Bool {
    switch self {
    case .gap, .clockStep, .missingReadings, .momentaryReadings, .incompleteSamples: true
    case .overlap, .message, .brokenOff: false
    }
  }

  var isOverlap: Bool { if case .overlap = self { true } else { false } }

  /// Without a full stop.
  func sentence(_ log: PowerLog) -> String {
    switch self {
    case .gap(let device, let from, let to):
      "a gap of \(from.duration(to: to).wholeDescription) from \(from)\(log.place(of: device))"
    case .clockStep(let device, let at, let to, let readings):
      "\(counted(readings, "reading")) after the clock went back from \(at) to \(to)\(log.place(of: device))"
    case .missingReadings(let device, let count):
      "\(counted(count, "reading")) without a value\(log.place(of: device))"
    case .momentaryReadings(let device, let count):
      "\(counted(count, "reading")) of energy that took no time\(log.place(of: device))"
    case .overlap(_, let from, let to):
      "two runs overlap from \(from) to \(to)"
    case .incompleteSamples(let readings):
      "\(counted(readings, "reading")) in samples that lack a row, whose GPUs nobody can tell"
    case .message(let text, let count):
      "The meter wrote \"\(printable(text))\"\(count > 1 ? " and the like, \(count) times" : "") in place of readings"
    case .brokenOff(let line):
      "The log breaks off in line \(line), which is left out"
    }
  }

  private func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
}

extension PowerLog {
  /// ` (device 3)`, by the log's own name for it; nothing if there is only one.
  fileprivate func place(of device: Int) -> String {
    deviceCount == 1 ? "" : " (\(name(ofDevice: device)))"
  }

  /// `device 3`, `node-1.csv, device 0`, `GPU-8f6a...`.
  func name(ofDevice number: Int) -> String {
    let device = devices[number]
    let name = device.index.map { "device \($0)" } ?? device.uuid ?? device.busID ?? "device \(number)"
    return printable(device.log.map { "\($0), \(name)" } ?? name)
  }
}

extension Duration {
  /// Rounded to seconds: `1h30m`.
  var wholeDescription: String {
    let (seconds, attoseconds) = components
    return Duration.seconds(seconds + (attoseconds >= 500_000_000_000_000_000 ? 1 : 0)).compactDescription
  }
}
