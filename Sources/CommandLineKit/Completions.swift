/// The shells that completions are made for.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}

extension CommandSuite {
  /// A script that completes the program's commands, options and values; to be sourced, or put where the shell looks.
  package func completions(for shell: Shell) -> String {
    switch shell {
    case .bash: bashCompletions
    case .zsh: zshCompletions
    case .fish: fishCompletions
    }
  }

  private var identifier: String { "_" + name.map { $0 == "-" ? "_" : String($0) }.joined() }

  /// For bash 3.2 on, which is what macOS has: no `mapfile`. Words of a list hold no blanks, names of files may.
  private var bashCompletions: String {
    let files = "IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\"))"
    var cases = ""
    for command in commands {
      let options = options(of: command)
      var values = ""
      for option in options where option.placeholder != nil {
        let reply =
          option.isPath
          ? files
          : option.choices.isEmpty
            ? "COMPREPLY=()" : "COMPREPLY=($(compgen -W '\(option.choices.joined(separator: " "))' -- \"$word\"))"
        values += "        --\(option.name)) \(reply); return ;;\n"
      }
      cases += """
            \(command))
              case "$before" in
        \(values)      esac
              words='\((actions(of: command) + options.map { "--\($0.name)" }).joined(separator: " "))'
              ;;

        """
    }
    return """
      # Completions of \(name) for bash: put this into ~/.local/share/bash-completion/completions/\(name)
      \(identifier)() {
        local IFS=$' \\t\\n' word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=''
        # An equals sign is a word of its own.
        if [ "$word" = = ]; then word=''; elif [ "$before" = = ]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi
        if [ "$COMP_CWORD" -eq 1 ]; then
          words='\(commands.joined(separator: " ")) --help --version'
        else
          case "${COMP_WORDS[1]}" in
      \(cases)    esac
        fi
        COMPREPLY=($(compgen -W "$words" -- "$word"))
        if [ "${#COMPREPLY[@]}" -eq 0 ] && [ "${word#-}" = "$word" ]; then
          \(files)
        fi
      }
      complete -o filenames -F \(identifier) \(name)

      """
  }

  private var zshCompletions: String {
    var cases = ""
    for command in commands {
      var arguments: [String] = []
      for option in options(of: command) {
        let action =
          option.placeholder.map { value in
            let kind =
              option.isPath ? "_files" : option.choices.isEmpty ? " " : "(\(option.choices.joined(separator: " ")))"
            return ":\(zshEscaped(value)):\(kind)"
          } ?? ""
        let prefix = option.isRepeatable ? "*" : ""
        arguments.append(
          "'\(prefix)--\(option.name)\(option.placeholder == nil ? "" : "=")[\(zshEscaped(option.meaning))]\(action)'")
      }
      let actions = actions(of: command)
      if !actions.isEmpty { arguments.append("'1:action:(\(actions.joined(separator: " ")))'") }
      if tables.contains(where: { words(of: $0).hasPrefix(command) && $0.operands != nil }) {
        arguments.append("'*:file:_files'")
      }
      cases += "        \(command)) _arguments \\\n          \(arguments.joined(separator: " \\\n          ")) ;;\n"
    }
    let described = commands.map { "'\($0):\(zshEscaped(summary(of: $0)))'" }.joined(separator: "\n        ")
    return """
      #compdef \(name)
      # Completions of \(name) for zsh: put this into a folder of $fpath, under the name _\(name)
      \(identifier)() {
        local context state state_descr line
        typeset -A opt_args
        _arguments -C '1:command:->command' '*::argument:->argument'
        case "$state" in
          command)
            local -a commands=(
              \(described)
            )
            _describe command commands ;;
          argument)
            case "$line[1]" in
      \(cases)      esac ;;
        esac
      }
      if [ "$funcstack[1]" = "_\(name)" ]; then
        \(identifier) "$@"
      else
        compdef \(identifier) \(name)
      fi

      """
  }

  private var fishCompletions: String {
    var lines = [
      "# Completions of \(name) for fish: put this into ~/.config/fish/completions/\(name).fish",
      "complete -c \(name) -f -n __fish_use_subcommand -l help -d 'show the commands'",
      "complete -c \(name) -f -n __fish_use_subcommand -l version -d 'show the version'",
    ]
    for command in commands {
      lines.append(
        "complete -c \(name) -f -n __fish_use_subcommand -a \(command) -d \(fishQuoted(summary(of: command)))")
      let condition = "'__fish_seen_subcommand_from \(command)'"
      for action in actions(of: command) { lines.append("complete -c \(name) -n \(condition) -a \(action)") }
      for option in options(of: command) {
        let value =
          option.placeholder == nil
          ? ""
          : option.isPath
            ? " -r -F" : option.choices.isEmpty ? " -x" : " -x -a '\(option.choices.joined(separator: " "))'"
        lines.append("complete -c \(name) -n \(condition) -l \(option.name)\(value) -d \(fishQuoted(option.meaning))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text inside a bracket or before a colon of zsh's specifications, within single quotes.
  private func zshEscaped(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\\($0)" : $0 == "'" ? "'\\''" : String($0) }.joined()
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.map { "'\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
