import Foundation
import TestSupport
import Testing

/// The energy of a job as a meter has it: a program of that name that says half a kilowatt.
@Suite(.serialized) actor RunMeterTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  private static let meter = """
    #!/bin/sh
    echo "$@" > "$(dirname "$0")/words"
    echo 'timestamp, index, power.draw [W]'
    while :; do echo "$(date +'%Y/%m/%d %H:%M:%S.%N' | cut -c1-23), 0, 500.00 W"; sleep 0.2; done

    """

  private func run(_ options: [String], meter: String, in folder: TemporaryFolder, _ command: [String]) throws -> (
    RunProcess, Receipt
  ) {
    let bin = folder["bin"]
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    if !meter.isEmpty {
      let file = bin.appending(path: "nvidia-smi")
      try Data(meter.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [90, 10, 90, 10, 90, 90]))
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let run = try RunProcess(
      [
        "--trace", trace, "--duration", "4s", "--added-time", "8s", "--algorithm", "pause-and-resume", "--power", "1kW",
        "--state", folder["state.json"].path, "--receipt", folder["receipt.json"].path, "--meter", "nvidia-smi",
      ] + options + ["--"] + command, in: folder, variables: ["PATH=\(bin.path):\(path)", "TZ=Asia/Tokyo"])
    run.wait()
    return (run, try Receipt(String(contentsOf: folder["receipt.json"], encoding: .utf8)))
  }

  @Test(arguments: ["stop", "restart"])
  func energyIsMeasured(way: String) throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let command =
      way == "stop" ? RunScripts.counting(30, to: path) : RunScripts.checkpointing(30, on: "TERM", to: path)
    let (run, receipt) = try run(["--pause", way], meter: Self.meter, in: folder, command)
    #expect(receipt.exitCode == 0 && receipt.pauses == 1, "\(run.errorText)")
    #expect(receipt.energySource == "metered", "\(run.errorText)")
    // The time that the meter ran: in a pause of a stopped command too, but not before its start; a restart has none there.
    let seconds = receipt.kilowattHours * 3_600 / 0.5
    let first = try #require(receipt.runs.first)
    let last = try #require(receipt.runs.last)
    let most = last.end.timeIntervalSince(first.start) + 2
    #expect(seconds > 2 && seconds < (way == "stop" ? most : receipt.progress + 1.5), "\(seconds) s")
    #expect(receipt.emissionsGrams ?? 0 > 0)
    let words = try String(contentsOf: folder["bin/words"], encoding: .utf8)
    #expect(words == "--query-gpu=timestamp,index,power.draw --format=csv -l 5\n")
    #expect(try Leftovers.processes(naming: folder["bin"].path) == [])
  }

  /// A meter outlives a run that is killed, as the command does, and ends with it.
  @Test func whatIsKilledLeavesNoMeter() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [10, 10, 10, 10]))
    let bin = folder["bin"]
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    _ = try folder.file("bin/nvidia-smi", Self.meter)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: bin.appending(path: "nvidia-smi").path)
    let run = try RunProcess(
      [
        "--trace", trace, "--duration", "3s", "--meter", "nvidia-smi", "--state", folder["state.json"].path, "--",
      ] + RunScripts.counting(50, to: path), in: folder, variables: ["PATH=\(bin.path):/usr/bin:/bin"])
    #expect(eventually(5) { Leftovers.lines(path).count > 3 })
    // The command goes on for seconds, long enough to be looked at on a busy machine.
    run.signal(SIGKILL)
    run.wait()
    #expect(try !Leftovers.processes(naming: bin.path).isEmpty)
    #expect(eventually(10) { Leftovers.lines(path).count == 50 })
    #expect(eventually(5) { (try? Leftovers.processes(naming: bin.path).isEmpty) ?? false })
  }

  @Test func whatIsNotThereIsSaid() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [10, 10, 10]))
    let run = try RunProcess(
      ["--trace", trace, "--duration", "2s", "--meter", "nvidia-smi", "--", "true"], in: folder,
      variables: ["PATH=\(folder.url.path)"])
    #expect(run.wait() == 66)
    #expect(run.errorText.contains("there is no nvidia-smi in PATH"))
  }

  /// A meter that says nothing usable is said so, and the rating stands in.
  @Test func aMeterThatFails() throws {
    let folder = try TemporaryFolder()
    let (run, receipt) = try run(
      [], meter: "#!/bin/sh\necho 'NVIDIA-SMI has failed.'\n", in: folder,
      RunScripts.counting(10, to: folder["count"].path))
    #expect(receipt.exitCode == 0 && receipt.energySource == "rated")
    #expect(run.errorText.contains("the meter's log cannot be used"))
  }
}
