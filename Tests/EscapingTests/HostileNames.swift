import Foundation

/// Names as nobody wishes to meet them, and seeded mixtures of their parts.
enum HostileNames {
  /// What each language reads something into, what is hidden, and what sticks to the scalar before it.
  private static let parts = [
    "'", "\"", "`", "$", "$$", "$(touch pwned)", "${HOME}", "$(HOME)", "%", "%n", "\\", "\\%", "\\n", ";", "&", "|",
    "<", ">", "(",
    ")", "{a,b}", "*", "?", "[x]", "~", "#", "!", "=", "=1+2", "+1", "-1", "@x", ",", ":", ": ", "- ", "? ", "--", " ",
    "\t",
    "\u{301}", "\u{200D}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{9B}31m", "\u{85}", "\u{7F}", "\u{1B}[2J", "\u{FEFF}",
    "\u{FFFE}",
    "\u{E000}", "\r\n", "\n", "\r", "é", "東京", "🏭", "\u{10FFFF}", "a", "Z", "9", "_", "null", "true", "012", "1e3",
    "'''", "\"\"",
  ]

  /// One line each: what a command line may hold.
  static let lines = all.filter { name in !name.unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }

  /// Each part, each part behind and before a combining mark, and mixtures of up to eight parts.
  static let all: [String] = {
    var names = parts + parts.map { $0 + "\u{301}; touch pwned #" } + parts.map { "a\u{301}" + $0 } + [""]
    var state: UInt64 = 2_024
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<400 { names.append((0...next(8)).map { _ in parts[next(parts.count)] }.joined()) }
    return names
  }()

  /// Two texts are the same only if their scalars are: `==` would take a composed letter for its parts.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.unicodeScalars.elementsEqual(right.unicodeScalars)
  }
}

/// A program that reads what was written.
enum Consumer {
  /// What a program makes of standard input, as bytes; `nil` if it is not here.
  static func output(of path: String, _ words: [String], input: String, in folder: URL? = nil) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let scratch = FileManager.default.temporaryDirectory.appending(path: "escaping-\(UUID())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (from, to) = (scratch.appending(path: "in"), scratch.appending(path: "out"))
    try Data(input.utf8).write(to: from)
    try Data().write(to: to)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.currentDirectoryURL = folder ?? scratch
    process.standardInput = try FileHandle(forReadingFrom: from)
    process.standardOutput = try FileHandle(forWritingTo: to)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return "the reader ended with \(process.terminationStatus)" }
    let made = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { !["in", "out"].contains($0) }
    guard made.isEmpty else { return "something was executed, which made \(made)" }
    return String(decoding: try Data(contentsOf: to), as: UTF8.self)
  }

  static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What a script in Python makes of standard input.
  static func python(_ script: String, input: String) throws -> String? {
    guard let python else { return nil }
    return try output(of: python, ["-c", script], input: input)
  }

  /// Whether Python is here and has a module.
  static func pythonHas(_ module: String) -> Bool {
    (try? python("import \(module)", input: "")) == ""
  }
}
