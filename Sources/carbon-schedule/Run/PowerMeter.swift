import CarbonScheduling
import CarbonTraces
import ChildProcesses
import CommandLineKit
import Foundation

/// A power log of the job's own: nvidia-smi, which the command's keeper starts with each start of the command and ends with it.
struct PowerMeter {
  enum Kind: String, CaseIterable {
    case nvidiaSMI = "nvidia-smi"
  }

  private let kind: Kind
  private let path: String

  /// - Throws: ``CommandFailure`` of code 66 where the meter is not there.
  init(_ kind: Kind, log path: String) throws(CommandFailure) {
    (self.kind, self.path) = (kind, path)
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(kind.rawValue)") }) else {
      throw CommandFailure(
        .noInput,
        "carbon-schedule run: --meter: there is no \(kind.rawValue) in PATH; install it, or leave --meter out and give "
          + "--power.")
    }
  }

  /// What the keeper runs beside the command.
  var companion: Keeper.Companion {
    Keeper.Companion(
      [kind.rawValue, "--query-gpu=timestamp,index,power.draw", "--format=csv", "-l", "5"], output: path)
  }

  /// Reads what has been measured, when the command has ended.
  ///
  /// - Returns: `nil` where it cannot be used, which is said.
  func finish(on trace: IntensityTrace?) -> ReceiptDocument.Metered? {
    defer { FileBytes.remove(path) }
    do throws(InputError) {
      let log = try PowerLog(contentsOf: path, clock: .utc)
      let operational = trace.flatMap { try? OperationalEmissions(of: log, on: $0) }
      return .init(kilowattHours: log.energy.kilowattHours, grams: operational?.emissions.grams)
    } catch {
      Output.note(
        "carbon-schedule run: the meter's log cannot be used (\(error.problem)); the energy is the rated one.")
      return nil
    }
  }
}
