import Foundation
import TestSupport
import Testing

/// What becomes of files: inputs are never overwritten, outputs are whole or not there, and nothing else is left behind.
@Suite struct OutputTests {
  static let hours =
    "timestamp_utc,gco2_per_kwh\n"
    + (0..<48).map { "2020-01-0\(1 + $0 / 24)T\($0 % 24 < 10 ? "0" : "")\($0 % 24):00:00Z,\(200 + $0 % 5)\n" }.joined()

  private func plan(_ folder: TemporaryFolder, _ words: [String]) throws -> Command.Outcome {
    try Command.run("carbon-schedule", ["plan", "--duration", "1h", "--added-time", "2h"] + words, in: folder.url)
  }

  /// By whatever name: as it is, from elsewhere, or through a link of either kind.
  @Test func inputsAreNeverOverwritten() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("a.csv", Self.hours)
    try FileManager.default.createDirectory(at: folder["d"], withIntermediateDirectories: true)
    _ = try folder.file("d/b.csv", Self.hours)
    let names = ["soft.csv", "hard.csv"].map { folder[$0].path }
    try FileManager.default.createSymbolicLink(atPath: names[0], withDestinationPath: "a.csv")
    try FileManager.default.linkItem(atPath: trace, toPath: names[1])
    for output in ["a.csv", "./a.csv", "d/../a.csv", "soft.csv", "hard.csv", trace] {
      let outcome = try plan(folder, ["--trace", "a.csv", "--svg", output])
      #expect(outcome.code == 64 && outcome.errors.contains("would be overwritten"), "\(output): \(outcome.errors)")
    }
    for (options, output) in [
      (["--price", "d/b.csv", "--price-weight", "1", "--trace", "a.csv"], "d/b.csv"),
      (["--power-profile", "d/b.csv", "--trace", "a.csv"], "d/b.csv"),
    ] {
      #expect(try plan(folder, options + ["--report", output]).code == 64 || options.contains("--power-profile"))
    }
    for output in ["d/b.csv", "d/new.csv", "d/NEW.CSV", "d/new.csv.gz"] {
      let outcome = try Command.run(
        "carbon-replay", ["--traces", "d", "--added-times", "1h", "--csv", output], in: folder.url)
      #expect(outcome.code == 64 && outcome.errors.count { $0 == "\n" } == 1, "\(output): \(outcome.errors)")
    }
    #expect(try String(contentsOf: folder["a.csv"], encoding: .utf8) == Self.hours)
    #expect(try String(contentsOf: folder["d/b.csv"], encoding: .utf8) == Self.hours)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["d"].path) == ["b.csv"])
    // What is no region next time may stand there.
    let beside = try Command.run(
      "carbon-replay", ["--traces", "d", "--added-times", "1h", "--json", "d/x.json"], in: folder.url)
    #expect(beside.code == 0, "\(beside.errors)")
  }

  /// A link into a folder that is read, and one of its files that lies elsewhere.
  @Test func whatAFolderReadsIsNeverOverwrittenThroughLinks() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(at: folder["d"], withIntermediateDirectories: true)
    let trace = try folder.file("d/b.csv", Self.hours)
    _ = try folder.file("elsewhere.csv", Self.hours)
    for (name, target) in [
      ("soft.csv", "d/b.csv"), ("soft.json", "d/b.csv"), ("new.csv", "d/new.csv"), ("new.html", "d/new.csv"),
      ("folder", "d"), ("d/c.csv", "../elsewhere.csv"),
    ] { try files.createSymbolicLink(atPath: folder[name].path, withDestinationPath: target) }
    try files.linkItem(atPath: trace, toPath: folder["hard.csv"].path)
    let before = try files.contentsOfDirectory(atPath: folder["d"].path).sorted()
    for (option, output) in [
      ("csv", "soft.csv"), ("json", "soft.json"), ("json", "soft.csv"), ("report", "soft.csv"), ("csv", "new.csv"),
      ("report", "new.html"), ("csv", "folder/x.csv"), ("csv", "hard.csv"), ("csv", "elsewhere.csv"),
    ] {
      let outcome = try Command.run(
        "carbon-replay", ["--traces", "d", "--added-times", "1h", "--\(option)", output], in: folder.url)
      #expect(outcome.code == 64 && outcome.errors.count { $0 == "\n" } == 1, "\(output): \(outcome.errors)")
    }
    #expect(try files.contentsOfDirectory(atPath: folder["d"].path).sorted() == before)
    #expect(try String(contentsOf: folder["d/b.csv"], encoding: .utf8) == Self.hours)
    #expect(try String(contentsOf: folder["elsewhere.csv"], encoding: .utf8) == Self.hours)
  }

  @Test func linksAreFollowedEvenToNothing() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("a.csv", Self.hours)
    try FileManager.default.createDirectory(at: folder["d"], withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder["first.svg"].path, withDestinationPath: "d/second.svg")
    try FileManager.default.createSymbolicLink(atPath: folder["d/second.svg"].path, withDestinationPath: "third.svg")
    #expect(try plan(folder, ["--trace", "a.csv", "--svg", "first.svg"]).code == 0)
    #expect(try String(contentsOf: folder["d/third.svg"], encoding: .utf8).hasPrefix("<svg"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["first.svg"].path) == "d/second.svg")
    try FileManager.default.createSymbolicLink(atPath: folder["round.svg"].path, withDestinationPath: "round.svg")
    #expect(try plan(folder, ["--trace", "a.csv", "--svg", "round.svg"]).code == 73)
  }

  @Test func rightsAreKept() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("a.csv", Self.hours)
    let path = try folder.file("o.svg", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try plan(folder, ["--trace", "a.csv", "--svg", "o.svg"]).code == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
  }

  /// A file that may not grow: the old one stays, and no part of the new one.
  @Test func whatDoesNotFitLeavesNothing() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("a.csv", Self.hours)
    _ = try folder.file("o.html", "old")
    let words = "plan --trace a.csv --duration 1h --added-time 2h --report o.html"
    let outcome = try shell("ulimit -f 8; exec \"$0\" \(words)", folder)
    #expect(outcome.contains("o.html: cannot be written") && outcome.hasSuffix("73\n"), "\(outcome)")
    #expect(try String(contentsOf: folder["o.html"], encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["a.csv", "o.html"])
  }

  @Test(.enabled(if: python != nil, "needs python3"), arguments: ["SIGINT", "SIGTERM"])
  func interruptionsLeaveNothing(signal: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("a.csv", Self.hours)
    // Caught in the act: the process is let on by the shortest of moments, until a temporary file is there.
    let script = """
      import os, signal, sys
      product, name = sys.argv[1:]
      number, caught = getattr(signal, name), 0
      for attempt in range(200):
        pid = os.fork()
        if pid == 0:
          signal.signal(number, signal.SIG_DFL)
          signal.pthread_sigmask(signal.SIG_UNBLOCK, [number])
          nothing = os.open('/dev/null', os.O_WRONLY)
          os.dup2(nothing, 1); os.dup2(nothing, 2)
          os.execv(product, [product, 'plan', '--trace', 'a.csv', '--duration', '1h', '--added-time', '2h', '--svg', 'o.html'])
        while True:
          os.kill(pid, signal.SIGSTOP)
          status = os.waitpid(pid, os.WUNTRACED)[1]
          if not os.WIFSTOPPED(status): break
          if any(f.endswith('.partial') for f in os.listdir('.')):
            os.kill(pid, number); os.kill(pid, signal.SIGCONT)
            status = os.waitpid(pid, 0)[1]
            caught += os.WIFSIGNALED(status) and os.WTERMSIG(status) == number
            break
          os.kill(pid, signal.SIGCONT)
        left = sorted(f for f in os.listdir('.') if f not in ('a.csv', 'o.html'))
        if left: print('left', left); sys.exit()
        if caught: break
      print('clean', caught > 0)
      """
    let outcome = try shell("exec \(#require(Self.python)) -c \"$1\" \"$0\" \(signal)", folder, script)
    #expect(outcome == "clean True\n0\n", "\(outcome)")
  }

  /// Someone who types a trace ends it with one Ctrl-D at the start of a line.
  @Test(.enabled(if: python != nil, "needs python3"))
  func oneControlDEndsTypedInput() throws {
    let script = """
      import os, pty, sys, select, time
      pid, terminal = pty.fork()
      if pid == 0:
        os.execv(sys.argv[1], [sys.argv[1], 'plan', '--trace', '-', '--duration', '1h', '--added-time', '1h'])
      for line in ('timestamp_utc,gco2_per_kwh', '2020-01-01T00:00:00Z,20', '2020-01-01T01:00:00Z,10'):
        os.write(terminal, line.encode() + b'\\n')
      time.sleep(0.3)
      os.write(terminal, b'\\x04')
      said, end = b'', time.time() + 20
      while time.time() < end:
        if select.select([terminal], [], [], 0.2)[0]:
          try: part = os.read(terminal, 4096)
          except OSError: break
          if not part: break
          said += part
      print('saved' if b'saved' in said else said)
      os.kill(pid, 9) if time.time() >= end else None
      """
    let folder = try TemporaryFolder()
    #expect(try shell("exec \(#require(Self.python)) -c \"$1\" \"$0\"", folder, script) == "saved\n0\n")
  }

  /// Few files are a mistake to be told, or enough; never a trap.
  @Test(arguments: [4, 5, 6, 8])
  func fewFilesAreNoTrap(limit: Int) throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("a.csv", Self.hours)
    for words in [
      "schedule plan --trace a.csv --duration 1h --added-time 2h", "replay --traces a.csv --added-times 1h",
    ] {
      // Without a redirection, for which the shell would need files of its own.
      let outcome = try shell("ulimit -n \(limit); exec \"${0%-schedule}\"-\(words)", folder)
      #expect(outcome.hasSuffix("\n0\n") || outcome.hasSuffix("\n66\n"), "\(outcome)")
    }
  }

  /// A name that is no UTF-8 would become another one.
  @Test func namesThatAreNoUTF8AreSaid() throws {
    let folder = try TemporaryFolder()
    let outcome = try shell("name=$(printf 'caf\\351.csv'); exec \"$0\" plan --trace \"$name\" --duration 1h", folder)
    #expect(outcome.contains("is no UTF-8; rename the file") && outcome.hasSuffix("64\n"), "\(outcome)")
    let fine = try shell("exec \"$0\" plan --trace '\u{FFFD}.csv' --duration 1h", folder)
    #expect(fine.contains("there is no such file"), "\(fine)")
  }

  /// Region names that would act on a terminal are shown, in tables, notes and errors.
  @Test func hostileRegionsAreShown() throws {
    let folder = try TemporaryFolder()
    let names = ["a\u{9B}31m", "b\u{202E}c", "d\u{2028}e", "f\u{1B}[2J"]
    let rows = (0..<4).map { "2020-01-01T0\($0):00:00Z,1\($0),2\($0),3\($0),4\($0)\n" }.joined()
    _ = try folder.file("wide.csv", "timestamp_utc," + names.joined(separator: ",") + "\n" + rows)
    for words in [
      ["where", "--traces", "wide.csv", "--duration", "1h", "--added-time", "1h"],
      ["plan", "--trace", "wide.csv", "--region", names[0], "--duration", "1h", "--added-time", "1h"],
      ["plan", "--trace", "wide.csv", "--duration", "1h"], ["traces", "describe", "wide.csv"],
      ["traces", "validate", "wide.csv"],
      ["traces", "validate", "wide.csv", "--region", "x"], ["where", "--traces", "wide.csv", "--duration", "9h"],
      ["plan", "--trace", names[1], "--duration", "1h"], ["\u{202E}nalp"], ["plan", "--\u{9B}31m"],
    ] {
      let outcome = try Command.run("carbon-schedule", words, in: folder.url)
      let hidden = (outcome.output + outcome.errors).unicodeScalars.filter {
        $0 != "\n" && [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
      }
      #expect(hidden.isEmpty, "\(words): \(outcome.output)\(outcome.errors)")
    }
  }

  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What a shell's line says on both channels, and its exit code; `$0` is `carbon-schedule`.
  private func shell(_ line: String, _ folder: TemporaryFolder, _ more: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, Products.url("carbon-schedule").path] + more
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self) + "\(process.terminationStatus)\n"
  }
}
