import CarbonScheduling
import CarbonTraces
import ChildProcesses
import CommandLineKit

/// A power log of the job's own: nvidia-smi, started with the job and ended with it.
final class PowerMeter {
  enum Kind: String, CaseIterable {
    case nvidiaSMI = "nvidia-smi"
  }

  private let path: String
  private let process: ChildProcess

  /// - Throws: ``CommandFailure`` of code 66 where the meter is not there.
  init(_ kind: Kind, log path: String) throws(CommandFailure) {
    self.path = path
    var options = ChildProcess.Options()
    options.leadsGroup = true
    do {
      options.output = try FileDescriptor.forAppending(path)
      // In UTC, as its stamps have no zone.
      process = try ChildProcess.start(
        [kind.rawValue, "--query-gpu=timestamp,index,power.draw", "--format=csv", "-l", "5"],
        environment: ChildProcess.environment(without: ["TZ"], adding: ["TZ=UTC"]), options)
    } catch {
      throw CommandFailure(
        .noInput,
        "carbon-schedule run: --meter: \(kind.rawValue) cannot be started (\(error.reason)); install it, or give --power."
      )
    }
  }

  /// Ends the meter, and reads what it has written.
  func finish(on trace: IntensityTrace?) -> ReceiptDocument.Metered? {
    ChildProcess.signal(SignalNumber.terminate, toGroup: process.pid)
    _ = process.wait()
    defer { FileBytes.remove(path) }
    do throws(InputError) {
      let log = try PowerLog(contentsOf: path, clock: .utc)
      if let trace, let operational = try? OperationalEmissions(of: log, on: trace, pue: 1) {
        return .init(kilowattHours: operational.energy.kilowattHours, grams: operational.emissions.grams)
      }
      return nil
    } catch {
      Output.note(
        "carbon-schedule run: the meter's log cannot be used (\(error.problem)); the energy is the rated one.")
      return nil
    }
  }
}
