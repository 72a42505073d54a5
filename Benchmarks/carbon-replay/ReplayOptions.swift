import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// The options of `carbon-replay`, read and checked.
struct ReplayOptions {
  let traces: String
  let workloads: [NamedWorkload]
  let releases: ReleaseRule
  let addedTimes: [AddedTime]
  /// The regions asked for, or `nil` for all.
  let regions: [String]?
  let jobs: Int
  let shard: Shard
  let gaps: GapPolicy
  let constraints: ConstraintOptions
  let foresight: ForesightOptions
  let json: String?
  let csv: String?
  let report: String?
  let svg: String?
  /// The folder for charts of their own.
  let figures: String?
  let showsTimings: Bool
  let compares: Bool
  /// What to compare with.
  let published: [PublishedRow]
  let grouping: Grouping?
  /// The words of the command line that results depend on, the program's name first.
  let command: [String]

  /// By what figures are shown, in place of the means over all releases.
  enum Grouping: String, CaseIterable {
    case month, hour, region

    var ofReleases: ReplayGrouping? { ReplayGrouping(rawValue: rawValue) }
  }

  static let tracesOption = Option.path(
    "traces", "FILE|DIR", "the intensities: a CSV file, or a folder whose *.csv files are one region each",
    whenLeftOut: "the modelled ones in \(TraceLoader.modelledTraces)")
  static let workloadsOption = Option.path(
    "workloads", "FILE", "the jobs: a CSV file with workload,duration_minutes,energy_kwh",
    whenLeftOut: "the paper's eleven")
  static let startsOption = Option.value(
    "starts", "published|every|STEP",
    "when jobs are released: the paper's five starts a month, every slot, or every so often, such as 3h",
    default: "published", read: { try ReleaseRule(text: $0) })
  static let addedTimesOption = Option.value(
    "added-times", "LIST", "how much later jobs may end, as lengths or percentages of their duration",
    default: "6h,12h,18h,24h,25%,50%,75%,100%", read: addedTimes)
  static let regionsOption = Option.value(
    "regions", "LIST", "the regions to replay", whenLeftOut: "all", read: { words($0) })
  static let jobsOption = Option.count(
    "jobs", "N", "how many workloads to work on at a time", in: 1...1_024, whenLeftOut: "one a processor")
  static let gapsOption = Option.value(
    "gaps", suggesting: ["reject", "fill=2h", "avoid"],
    "what to do about missing slots: fail the region, fill gaps up to a length, or never run in them",
    default: "reject", read: { try GapPolicy(text: $0) })
  static let shardOption = Option.value(
    "shard", "I/K", "replay only part I of K; 'carbon-replay merge' joins the parts' JSON", whenLeftOut: "everything",
    read: { try Shard(text: $0) })
  static let jsonOption = Option.output("json", "FILE", "write all figures as JSON; - is standard output")
  static let csvOption = Option.output("csv", "FILE", "write all figures as CSV; - is standard output")
  static let reportOption = Option.output(
    "report", "FILE", "write a page of charts and tables as HTML; - is standard output")
  static let svgOption = Option.output("svg", "FILE", "write the page's main chart as SVG; - is standard output")
  static let figuresOption = Option.text(
    "figures", "DIR", "write each chart of the page as an SVG of its own, for print, with its caption")
  static let groupingOption = Option.choice(
    "by",
    "show savings by month or hour of release, and write a row for each beside the cells; or all regions and added times",
    among: Grouping.self)
  static let publishedOption = Option.path(
    "published", "FILE", "compare with other savings, in a file like Datasets/published-savings.csv",
    whenLeftOut: "the paper's")
  static let compareOption = Option.flag(
    "compare", "show the paper's tables beside the replay's, cell by cell, in place of the tables")
  static let timingsOption = Option.flag("timings", "say how long loading and planning took")

  static let table = OptionTable(
    command: "carbon-replay",
    summary:
      "Replays the evaluation of Dodge et al. (FAccT 2022): what training jobs emit in each region, and how much "
      + "less with Flexible Start and with Pause and Resume.",
    options: [
      tracesOption, workloadsOption, startsOption, addedTimesOption, regionsOption, jobsOption, gapsOption, shardOption,
      jsonOption, csvOption, reportOption, svgOption, figuresOption, groupingOption, compareOption, publishedOption,
      timingsOption,
    ] + ForesightOptions.options + ConstraintOptions.options,
    example: "carbon-replay --traces traces/ --starts every --added-times 6h,24h --json results.json")

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    traces = try parsed[Self.tracesOption] ?? TraceLoader.modelledTraces
    workloads = try Self.workloads(parsed[Self.workloadsOption])
    releases = try parsed[Self.startsOption]
    addedTimes = try parsed[Self.addedTimesOption]
    regions = try parsed[Self.regionsOption]
    jobs = try parsed[Self.jobsOption] ?? ProcessInfo.processInfo.activeProcessorCount
    shard = try parsed[Self.shardOption] ?? .all
    constraints = try ConstraintOptions(parsed)
    try Self.check(constraints, of: workloads)
    foresight = try ForesightOptions(parsed)
    gaps = try parsed[Self.gapsOption]
    json = try parsed[Self.jsonOption]
    csv = try parsed[Self.csvOption]
    report = try parsed[Self.reportOption]
    svg = try parsed[Self.svgOption]
    showsTimings = try parsed[Self.timingsOption]
    compares = try parsed[Self.compareOption]
    figures = try parsed[Self.figuresOption]
    grouping = try parsed[Self.groupingOption]
    published = try parsed[Self.publishedOption].map(PublishedTables.savings) ?? PublishedRow.all
    command = Self.command(parsed)
    if shard != .all, report != nil || svg != nil || figures != nil {
      throw .usage(
        "carbon-replay: --shard replays a part only, and --report, --svg and --figures show the whole; leave them out.")
    }
    if parsed.has(Self.publishedOption), !compares, report == nil {
      throw .usage("carbon-replay: --published goes with --compare or --report; give one of them, or leave it out.")
    }
    if shard != .all, json == nil {
      throw .usage("carbon-replay: --shard writes a part of the JSON; say where with --json FILE.")
    }
    if foresight.foresight != nil, grouping?.ofReleases != nil {
      throw .usage(
        "carbon-replay: --by month and --by hour show plans in hindsight only; leave out --foresight or --by.")
    }
    try parsed.checkOutputs(alsoReading: [traces], endings: [".csv", ".csv.gz"])
  }

  /// Refuses a minimum run that leaves no job a plan, and names the jobs that it leaves none.
  private static func check(_ constraints: ConstraintOptions, of workloads: [NamedWorkload]) throws(CommandFailure) {
    // A first run that is charged warms up, which counts.
    let least =
      constraints.limits.minimumRun
      - (constraints.resumeCost.chargesFirstStart ? constraints.resumeCost.time : .zero)
    let slot = Int64(TraceLoader.slotSeconds)
    let short = workloads.filter {
      .seconds(($0.workload.duration.components.seconds + slot - 1) / slot * slot) < least
    }
    guard let longest = short.max(by: { $0.workload.duration < $1.workload.duration }) else { return }
    let minimum = constraints.limits.minimumRun.compactDescription
    guard short.count < workloads.count else {
      throw .usage(
        "carbon-replay: --minimum-run \(minimum) is longer than every job, the longest of which takes "
          + "\(longest.workload.duration.compactDescription); shorten it to that or less.")
    }
    let names = short.map { "\($0.name) (\($0.workload.duration.compactDescription))" }.joined(separator: ", ")
    Output.note(
      "carbon-replay: --minimum-run \(minimum) is longer than \(names), which pause-and-resume has no plan for then; "
        + "shorten it for figures of theirs.")
  }

  /// The options given, without those that say where results go, which part they are, or how fast they come.
  private static func command(_ parsed: ParsedOptions) -> [String] {
    let others = ["json", "csv", "report", "svg", "figures", "jobs", "shard", "timings", "compare", "published"]
    var words = ["carbon-replay"]
    for option in table.options where !others.contains(option.name) && parsed.has(option) {
      words.append("--\(option.name)")
      if option.definition.placeholder != nil, let value = parsed.text(of: option) { words.append(value) }
    }
    return words
  }

  /// The replay that the options ask for.
  func replay(of regions: [Replay.Region]) -> Replay {
    Replay(
      regions: regions, workloads: workloads, addedTimes: addedTimes, releases: releases, shard: shard,
      resumeCost: constraints.resumeCost, limits: constraints.limits, grouping: grouping?.ofReleases,
      measuresSpread: json != nil || csv != nil, foresight: foresight.foresight, between: foresight.period)
  }

  /// The files to write, and `-` for standard output.
  var outputs: [String] { [json, csv, report, svg].compactMap(\.self) }

  private static func workloads(_ path: String?) throws(CommandFailure) -> [NamedWorkload] {
    guard let path else { return Replay.publishedWorkloads }
    do {
      return try NamedWorkload.all(in: InputSource(path))
    } catch {
      throw CommandFailure(error)
    }
  }

  @Sendable private static func addedTimes(_ list: String) throws -> [AddedTime] {
    let times = try words(list).map { try AddedTime(parsing: $0) }
    guard Set(times).count == times.count else {
      throw TextError(text: list, problem: "names one time twice", cure: "name each once")
    }
    return times
  }
}

/// The words between the commas of a list.
private func words(_ list: String) -> [String] {
  list.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
}

extension ReleaseRule {
  /// Reads `published`, `every`, or a step such as `3h`.
  fileprivate init(text: String) throws {
    switch text {
    case "published": self = .published
    case "every": self = .every
    default:
      guard let step = try? Duration(parsing: text), step.components.seconds % TraceLoader.slotSeconds == 0 else {
        throw TextError(
          text: text, problem: "is no rule for starts",
          cure: "give published, every, or a multiple of five minutes like 3h")
      }
      self = .spaced(step)
    }
  }
}

extension Shard {
  /// Reads `2/4`: the second of four.
  fileprivate init(text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], let shard = Shard(index: index, count: count)
    else {
      throw TextError(text: text, problem: "is no part of a replay", cure: "give part I of K as I/K, such as 2/4")
    }
    self = shard
  }
}
