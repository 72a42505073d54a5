import Escaping
import Foundation
import Testing

/// What is written in each language, read back by what really reads it.
@Suite struct EscapingTests {
  /// The names as a program printed them, each followed by a NUL.
  private func check(_ printed: String?, _ names: [String], _ who: String) throws {
    let parts = try #require(printed).split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    try #require(parts.count == names.count + 1, "\(who): \(parts.prefix(3))")
    for (part, name) in zip(parts, names) {
      #expect(HostileNames.isSame(part, name), "\(who) reads \(part.debugDescription) for \(name.debugDescription)")
    }
  }

  @Test func aTerminalGetsVisibleLettersOnly() {
    for name in HostileNames.all {
      let shown = Escape.terminal(name)
      #expect(!shown.unicodeScalars.contains(where: Escape.isHidden), "\(name.debugDescription)")
    }
    #expect(Escape.terminal("a\u{9B}31m\u{202E}b\u{2028}\r\nc") == #"a\u{009B}31m\u{202E}b\u{2028}\r\nc"#)
    #expect(Escape.terminal("Île-de-France, 東京, क्षि") == "Île-de-France, 東京, क्षि")
  }

  /// `printf` gets each word as an argument of its own.
  @Test(arguments: ["/bin/sh", "/bin/bash", "/bin/dash", "/bin/zsh", "/usr/bin/zsh"])
  func aShellReadsOneWord(shell: String) throws {
    // POSIX before 2024, and so dash, has no way to write a control character in a line.
    let knowsControls = shell.hasSuffix("bash") || shell.hasSuffix("zsh")
    let names = HostileNames.all.filter { knowsControls || !$0.unicodeScalars.contains(where: Escape.isHidden) }
    let script = "printf '%s\\0'" + names.map { " " + Escape.shellWord($0) }.joined() + "\n"
    // Where that shell is not there, there is nothing to see.
    guard let printed = try Consumer.output(of: shell, ["-s"], input: script) else { return }
    try check(printed, names, shell)
  }

  @Test func wordsOfAShellShowNothingHidden() {
    for name in HostileNames.all {
      #expect(!Escape.shellWord(name).unicodeScalars.contains(where: Escape.isHidden), "\(name.debugDescription)")
    }
    #expect(Escape.shellWord("--trace=a.csv") == "--trace=a.csv")
    #expect(Escape.shellWord("A=b") == "'A=b'")
    #expect(Escape.shellWord("") == "''")
  }

  /// A crontab's command up to its first bare `%`, as cron hands it to the shell (crontab(5), "The sixth field").
  private func cronReads(_ field: String) -> String {
    var command = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in field.unicodeScalars {
      if isEscaped {
        if scalar != "%" { command.append("\\") }
      } else if scalar == "%" {
        return String(command)
      }
      isEscaped = scalar == "\\"
      if !isEscaped { command.append(scalar) }
    }
    if isEscaped { command.append("\\") }
    return String(command)
  }

  @Test func cronReadsTheLine() {
    for line in HostileNames.lines {
      #expect(HostileNames.isSame(cronReads(Escape.cronCommand(line)), line), "\(line.debugDescription)")
    }
    // The reader is no yes-man: a bare % does end its line.
    #expect(cronReads("date +%F") == "date +")
  }

  /// What systemd makes of an argument (systemd.service(5), "Command lines"): `$$` is a dollar sign, and a variable is what it is.
  private func systemdReads(_ argument: String, variables: [String: String] = ["HOME": "/root"]) -> String {
    var result = String.UnicodeScalarView()
    var rest = Array(argument.unicodeScalars)[...]
    func isName(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
    }
    while let scalar = rest.popFirst() {
      guard scalar == "$", let next = rest.first else {
        result.append(scalar)
        continue
      }
      if next == "$" {
        rest.removeFirst()
        result.append("$")
      } else if next == "{", let end = rest.firstIndex(of: "}") {
        var name = String.UnicodeScalarView()
        name.append(contentsOf: rest[(rest.startIndex + 1)..<end])
        result.append(contentsOf: (variables[String(name)] ?? "").unicodeScalars)
        rest = rest[(end + 1)...]
      } else if isName(next) {
        var name = String.UnicodeScalarView()
        name.append(contentsOf: rest.prefix(while: isName))
        result.append(contentsOf: (variables[String(name)] ?? "").unicodeScalars)
        rest = rest.dropFirst(name.count)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  @Test func systemdReadsTheArgument() {
    for name in HostileNames.all {
      #expect(HostileNames.isSame(systemdReads(Escape.systemdArgument(name)), name), "\(name.debugDescription)")
    }
    #expect(systemdReads("a$HOME/${HOME}") == "a/root//root")
  }

  /// What Kubernetes makes of an argument: `$$` is a dollar sign, `$(NAME)` a variable where there is one.
  private func kubernetesReads(_ argument: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = Array(argument.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "$", rest.first == "$" {
        rest.removeFirst()
      } else if scalar == "$", rest.starts(with: "(HOME)".unicodeScalars) {
        rest.removeFirst(6)
        result.append(contentsOf: "/root".unicodeScalars)
        continue
      }
      result.append(scalar)
    }
    return String(result)
  }

  @Test func kubernetesReadsTheArgument() {
    for name in HostileNames.all {
      #expect(HostileNames.isSame(kubernetesReads(Escape.kubernetesArgument(name)), name), "\(name.debugDescription)")
    }
    #expect(kubernetesReads("$(HOME)$$") == "/root$")
  }

  @Test(.enabled(if: Consumer.pythonHas("yaml"), "needs python3 with PyYAML"))
  func aYAMLParserReadsTheString() throws {
    let names = HostileNames.all
    let document = names.map { "- {name: \(Escape.yamlString($0)), next: true}\n" }.joined()
    let script = """
      import sys, yaml
      rows = yaml.safe_load(open(0, encoding='utf-8', newline='').read())
      assert all(row['next'] is True and len(row) == 2 for row in rows)
      sys.stdout.buffer.write(b''.join(row['name'].encode('utf-8') + b'\\0' for row in rows))
      """
    try check(Consumer.python(script, input: document), names, "PyYAML")
  }

  @Test(.enabled(if: Consumer.python != nil, "needs python3"))
  func aCSVParserReadsTheField() throws {
    let names = HostileNames.all
    let document = names.map { "1,\(Escape.csvField($0)),2\r\n" }.joined()
    let script = """
      import sys, csv
      rows = list(csv.reader(open(0, encoding='utf-8', newline=''), strict=True))
      assert all(len(row) == 3 and row[0] == '1' and row[2] == '2' for row in rows)
      assert not any(row[1][:1] in tuple('=+-@\\t\\r') and row[1] for row in rows)
      sys.stdout.buffer.write(b''.join(row[1].encode('utf-8') + b'\\0' for row in rows))
      """
    let printed = try #require(try Consumer.python(script, input: document))
    let fields = printed.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    try #require(fields.count == names.count + 1, "\(printed.prefix(200))")
    for (field, name) in zip(fields, names) {
      #expect(HostileNames.isSame(Escape.csvText(ofField: field), name), "\(name.debugDescription)")
    }
    #expect(Escape.csvField("=1+2") == "'=1+2" && Escape.csvField("a,b") == "\"a,b\"")
  }
}
