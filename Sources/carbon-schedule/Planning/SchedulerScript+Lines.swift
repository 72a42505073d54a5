import CarbonScheduling
import Escaping

/// One line a run.
extension SchedulerScript {
  /// `at` keeps whole minutes, and takes local time unless told otherwise.
  func at(_ run: LimitedRun) -> String {
    let time = CalendarTime(run.run.start.roundedUpToMinute)
    // Not `echo`, which obeys backslashes in some shells.
    return
      "printf '%s\\n' \(Escape.shellWord(limited(run))) | TZ=UTC at -t \(time.date(""))\(time.hour)\(time.minute)\n"
  }

  /// A command of plain words is a batch script and its arguments; anything else becomes a script of its own, so that nothing
  /// of it happens when the line is pasted.
  static func slurmScript(_ command: String) -> String {
    let words = command.split(separator: " ").map(String.init)
    return words.allSatisfy(Escape.isPlainWord) && !command.hasPrefix("-")
      ? words.joined(separator: " ") : "--wrap=\(Escape.shellWord(command))"
  }

  func slurm(_ run: LimitedRun, _ name: String) -> String {
    let time = CalendarTime(run.run.start)
    let limit = run.limitSeconds.map { " --time=\(($0 + 59) / 60)" } ?? ""
    // Runs of one name come one after the other.
    let chain = run.of > 1 ? " --dependency=singleton" : ""
    let warning = signal.map { " --signal=\($0)" } ?? ""
    return
      "TZ=UTC sbatch --job-name=\(name) --begin=\(time.date("-"))T\(time.clock)\(limit)\(chain)\(warning) \(Self.slurmScript(command))\n"
  }

  func systemd(_ run: LimitedRun, _ name: String) -> String {
    let time = CalendarTime(run.run.start)
    let limit = run.limitSeconds.map { " --property=RuntimeMaxSec=\($0)" } ?? ""
    let unit = run.of > 1 ? "\(name)-\(run.number)" : name
    return "systemd-run --user --unit=\(unit) --on-calendar='\(time.date("-")) \(time.clock) UTC' "
      + "--timer-property=AccuracySec=1s\(limit) /bin/sh -c \(Escape.shellWord(Escape.systemdArgument(command)))\n"
  }

  /// A line of a crontab comes back every year, so it asks which one it is.
  func cron(_ run: LimitedRun) -> String {
    let time = CalendarTime(run.run.start.roundedUpToMinute)
    return "\(time.minuteNumber) \(time.hourNumber) \(time.day) \(time.month) * "
      + Escape.cronCommand("[ \"$(date -u +%Y)\" = \(time.year) ] && \(limited(run))") + "\n"
  }

  private func limited(_ run: LimitedRun) -> String {
    run.limitSeconds.map { "timeout \($0) sh -c \(Escape.shellWord(command))" } ?? command
  }
}

/// An instant's parts in UTC, as other tools' formats want them.
struct CalendarTime {
  let year: String
  let month: Int
  let day: Int
  let hour: String
  let minute: String
  let clock: String
  private let dateParts: [Substring]

  init(_ instant: Instant) {
    // 2020-01-01T00:05:00Z
    let parts = instant.description.dropLast().split(separator: "T")
    dateParts = parts[0].split(separator: "-")
    clock = String(parts[1])
    let times = clock.split(separator: ":")
    (hour, minute) = (String(times[0]), String(times[1]))
    year = String(dateParts[0])
    (month, day) = (Int(dateParts[1]) ?? 1, Int(dateParts[2]) ?? 1)
  }

  var hourNumber: Int { Int(hour) ?? 0 }
  var minuteNumber: Int { Int(minute) ?? 0 }

  func date(_ separator: String) -> String { dateParts.joined(separator: separator) }
}

extension Instant {
  /// The first whole minute from this instant on.
  var roundedUpToMinute: Instant {
    let rest = secondsSince1970.moduloRoundingDown(by: 60)
    return rest == 0 ? self : advanced(by: .seconds(60 - rest))
  }
}
