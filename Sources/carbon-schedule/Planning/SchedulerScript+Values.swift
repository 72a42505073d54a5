import CarbonTraces
import Escaping

/// What the options of an emitted script take.
extension SchedulerScript {
  /// One line that a person can look at before it is run.
  @Sendable static func checkedCommand(_ text: String) throws -> String {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw TextError(text: text, problem: "is no command", cure: "give one line for a shell")
    }
    if let hidden = text.unicodeScalars.first(where: Escape.isHidden) {
      throw TextError(
        text: text, problem: "holds \(hidden.escaped(asASCII: true)), which no screen shows",
        cure: "give one line of visible letters, or put it into a script")
    }
    return text
  }

  /// A name that all the tools take: Kubernetes allows least, and appends more to it.
  @Sendable static func checkedName(_ text: String) throws -> String {
    let bytes = Array(text.utf8)
    func isLetterOrDigit(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard (1...40).contains(bytes.count), bytes.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }),
      let first = bytes.first, let last = bytes.last, isLetterOrDigit(first), isLetterOrDigit(last)
    else {
      throw TextError(
        text: text, problem: "is no name that every tool takes",
        cure: "give up to 40 lower-case letters, digits and hyphens between them")
    }
    return text
  }

  /// A share of a run's length.
  @Sendable static func percent(_ text: String) throws -> Double {
    guard text.utf8.last == UInt8(ascii: "%"), let percent = Double(decimal: text.dropLast()),
      (0...1_000).contains(percent)
    else {
      throw TextError(text: text, problem: "is no share of a run's length", cure: "write it like 10%, up to 1000%")
    }
    return percent
  }

  /// As `sbatch --signal` has it: `USR1@120`, `B:TERM@60`, `10`.
  @Sendable static func checkedSignal(_ text: String) throws -> String {
    guard text.wholeMatch(of: /([RB]{1,2}:)?([A-Z][A-Z0-9+]{1,9}|[1-9][0-9]?)(@[0-9]{1,5})?/) != nil else {
      throw TextError(
        text: text, problem: "is no signal of Slurm's",
        cure: "write its name and how many seconds before the end: USR1@120")
    }
    return text
  }

  /// Where an image is pulled from: a host, a path, a tag or a digest.
  @Sendable static func checkedImage(_ text: String) throws -> String {
    guard text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._:\/@-]{0,500}/) != nil else {
      throw TextError(text: text, problem: "is no image", cure: "write it like ghcr.io/me/train:1.0")
    }
    return text
  }
}
