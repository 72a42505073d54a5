// Feeds every reader mutated files, and says how many it read: `fuzz INPUTS [SEED [READER]]`. Built by `.ci/fuzz`.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

let arguments = Array(CommandLine.arguments.dropFirst())
let inputs = arguments.first.flatMap { Int($0) } ?? 1_000
let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
let only = arguments.dropFirst(2).first
var faults = 0
for target in FuzzTarget.all where only == nil || target.name == only {
  let outcome = target.run(inputs: inputs, seed: seed)
  if let fault = outcome.fault {
    faults += 1
    print("FAULT \(fault)")
  } else {
    print("\(target.name): \(inputs) inputs, \(outcome.read) of them read, the others refused in one line")
  }
  // Into a file too: a trap in the next reader takes nothing away.
  _ = fflush(nil)
}
exit(faults == 0 ? 0 : 1)
