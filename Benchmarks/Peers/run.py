#!/usr/bin/env python3
"""Runs carbon-bench and its peers in turn, checks that all found the same grams, and prints the ratios.

    Benchmarks/Peers/run.py [--rounds 7] [--traces FILE] [--region NAME] [--parts LIST] [--json FILE]

Each round runs every program once, one after the other, so that whatever slows the machine slows all. A ratio is the
median over the rounds of theirs divided by ours. A peer whose compiler or library is missing is said to be missing.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(FOLDER))
TOLERANCE = 1e-9

# What, our case, the peer and its case, the ratio wanted. Pause and Resume's peers select anew for sampled starts.
ROWS = [
    ("prefix sum", "prefix-sum", "cpp", "prefix-sum", 0.9),
    ("prefix sum", "prefix-sum", "numpy", "prefix-sum", None),
    ("Flexible Start sweep, values", "flexible-values", "cpp", "flexible-values", 4),
    ("Flexible Start sweep, values", "flexible-values", "numpy", "flexible-values", 3),
    ("Flexible Start sweep, starts", "flexible-positions", "cpp", "flexible-positions", 1.7),
    ("Flexible Start sweep, starts", "flexible-positions", "numpy", "flexible-positions", None),
    *[
        row
        for n, sweep, plan, schedule in [(72, 60, 1.2, 1.3), (432, 350, 1.8, 1.7), (2304, 2000, 2.2, 2.3)]
        for row in [
            (f"Pause and Resume sweep, {n} of {2 * n}", f"pause-sweep-{n}", "cpp", f"pause-plan-{n}", sweep),
            (f"Pause and Resume sweep, {n} of {2 * n}", f"pause-sweep-{n}", "numpy", f"pause-plan-{n}", None),
            ("  its first of a trace, which ranks it", f"pause-sweep-ranking-{n}", "cpp", f"pause-plan-{n}", None),
            (f"one selection and its runs, {n} of {2 * n}", f"pause-kernel-{n}", "cpp", f"pause-plan-{n}", plan),
            ("  as a schedule of the library", f"pause-plan-{n}", "cpp", f"pause-plan-{n}", schedule),
            ("  as a schedule of the library", f"pause-plan-{n}", "numpy", f"pause-plan-{n}", None),
        ]
    ],
    ("one Flexible Start, 72 in 288", "flexible-kernel", "cpp", "flexible-plan", 2),
    ("  as a schedule of the library", "flexible-plan", "cpp", "flexible-plan", 1.5),
    ("  as a schedule of the library", "flexible-plan", "numpy", "flexible-plan", None),
    *[
        (f"{what}, {n} of {2 * n}", f"{case}-{n}", "full", f"{case}-{n}", wanted)
        for what, case in [("pauses that cost", "resume-cost"), ("  of some length, after some run", "minimum-run-and-pause")]
        for n, wanted in [(432, 2), (2304, 10)]
    ],
    *[
        row
        for what, case, wanted in [("Flexible Start", "flexible", None), ("Pause and Resume", "pause", 50)]
        for row in [
            (f"{what} sweep, 367 minutes", f"{case}-minutes-367", "cpp", f"{case}-minutes-367", wanted),
            (f"{what} sweep, 367 minutes", f"{case}-minutes-367", "numpy", f"{case}-minutes-367", None),
            ("  365 minutes to it", f"{case}-minutes-367", "ours", f"{case}-minutes-365", 0.33),
        ]
    ],
    *[
        (f"sweep with pauses that cost, {n} of {w}", f"resume-sweep-{n}", "ours", f"resume-plans-{n}", 3)
        for n, w in [(72, 360), (432, 864)]
    ],
    ("reading the traces, for each value", "load", "cpp", "load", None),
    ("reading the traces, for each value", "load", "pandas", "load", 2.5),
    ("whole replay, one core", "replay-1", "cpp", "replay", 250),
    ("whole replay, one core", "replay-1", "numpy", "replay", None),
    ("whole replay, two cores to one", "replay-2", "ours", "replay-1", 1.7),
    ("one region's replay, two cores to one", "region-replay-2", "ours", "region-replay-1", 1.7),
]

# The parts, and who takes part: "full" is the full dynamic programme.
PARTS = {
    "sweeps": ("ours", "cpp", "numpy"),
    "minutes": ("ours", "cpp", "numpy"),
    "constrained": ("ours", "full"),
    "loading": ("ours", "cpp", "pandas"),
    "replay": ("ours", "cpp", "numpy"),
}

# The parts that are of all regions.
WHOLE = ("loading", "replay")

# What, our case, a factor to the unit, the unit, the most wanted.
LIMITS = [
    ("rank build, a year of slots", "rank-build", 1e-6, "ms", 5),
    *[(f"Pause and Resume sweep of noise, {n} of {2 * n}", f"pause-sweep-noise-{n}", 1, "ns a start", 30)
      for n in (72, 432, 2304)],
    *[(f"pauses that cost, {n} of {2 * n}", f"resume-cost-{n}", 1e-6, "ms", most) for n, most in ((432, 0.15), (2304, 1.2))],
    *[(f"  of some length, after some run, {n} of {2 * n}", f"minimum-run-and-pause-{n}", 1e-6, "ms", most)
      for n, most in ((432, 1), (2304, 15))],
    ("reading a year of one region", "load-year", 1e-6, "ms", 6),
    ("whole replay, one core", "replay-1", None, "s", 0.6),
    ("carbon-replay --starts every, two cores", "default-replay", 1e-9, "s", 4),
]


def build(arguments):
    """The command of each program that can be run, and what is missing."""
    subprocess.run(["swift", "build", "-c", "release"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    products = os.path.join(ROOT, ".build", "release")
    commands = {"ours": [os.path.join(products, "carbon-bench")]}
    notes = []
    compiler = next((name for name in ("g++", "clang++", "c++") if shutil.which(name)), None)
    options = ["-O3", "-std=c++17"] + arguments.cxxflags.split()
    for name, source in (("cpp", "cpp_peer"), ("full", "constrained_dp")):
        program = os.path.join(products, source)
        if compiler is None:
            notes.append(f"{source}: missing, there is no g++ or clang++")
        elif subprocess.run([compiler, *options, "-o", program, os.path.join(FOLDER, source + ".cpp")]).returncode != 0:
            notes.append(f"{source}: missing, {compiler} cannot compile it")
        else:
            version = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout.splitlines()[0]
            notes.append(f"{source}: {version}, {' '.join(options)}")
            commands[name] = [program]
    for name, modules in (("numpy", ("numpy", "scipy")), ("pandas", ("numpy", "pandas"))):
        probe = f"import {', '.join(modules)}; print(" + ", ' ', ".join(f"'{m}', {m}.__version__" for m in modules) + ")"
        found = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
        if found.returncode == 0:
            notes.append(" ".join(found.stdout.split()))
            commands[name] = [sys.executable, os.path.join(FOLDER, "numpy_peer.py")]
        else:
            notes.append(f"{' and '.join(modules)}: missing")
    return commands, notes


def run(name, command, part, traces, region):
    """What a program prints, by case."""
    if name == "ours":
        words = ["--peers", part, "--traces", traces] + (["--region", region] if part not in WHOLE else [])
    else:
        words = [part, traces] + ([region] if part not in WHOLE else [])
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    text = subprocess.run(command + words, cwd=ROOT, check=True, capture_output=True, text=True, env=environment).stdout
    lines = [json.loads(line) for line in text.splitlines()]
    return {line["case"]: line for line in lines}


def default_replay(traces):
    """The replay of every start and all eight added times, as a user runs it, from load to table."""
    command = [os.path.join(ROOT, ".build", "release", "carbon-replay"), "--starts", "every", "--jobs", "2"]
    begin = time.perf_counter()
    subprocess.run(command + ["--traces", traces], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return {"ns": (time.perf_counter() - begin) * 1e9, "units": 1, "checks": {}}


def differences(results):
    """The checks in which a peer differs from us."""
    found = []
    for _, our_case, peer, their_case, _ in ROWS:
        if peer not in results or our_case not in results["ours"] or their_case not in results[peer]:
            continue
        if peer == "ours" and "minutes" in our_case:
            continue
        ours, theirs = results["ours"][our_case]["checks"], results[peer][their_case]["checks"]
        for key in ours.keys() & theirs.keys():
            if abs(ours[key] - theirs[key]) > TOLERANCE * max(abs(ours[key]), abs(theirs[key])):
                found.append(f"{peer} {their_case}: {key} is {theirs[key]}, ours {ours[key]}")
    return found


def number(value):
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), row[1].ljust(widths[1])]
        lines.append("  ".join(cells + [cell.rjust(width) for cell, width in zip(row[2:], widths[2:])]).rstrip())
    return "\n".join(lines)


def report(rounds, commands):
    def median(name, case):
        return statistics.median(results[name][case]["ns"] for results in rounds)

    titles = {"cpp": "C++", "full": "C++", "numpy": "NumPy", "pandas": "pandas", "ours": "ourselves"}
    rows = [("what", "against", "ours ns", "theirs ns", "ratio", "wanted", "")]
    for what, our_case, peer, their_case, wanted in ROWS:
        if our_case not in rounds[0]["ours"]:
            continue
        if peer not in commands:
            rows.append((what, titles[peer], number(median("ours", our_case)), "missing", "", "", ""))
            continue
        ratio = statistics.median(
            results[peer][their_case]["ns"] / results["ours"][our_case]["ns"] for results in rounds)
        rows.append((
            what, titles[peer], number(median("ours", our_case)), number(median(peer, their_case)), number(ratio),
            number(wanted) if wanted else "", "missed" if wanted and ratio < wanted else ""))
    print(table(rows), end="\n\n")

    rows = [("what", "", "measured", "at most", "")]
    for what, case, factor, unit, most in LIMITS:
        if case not in rounds[0]["ours"]:
            continue
        if factor is None:
            factor = rounds[0]["ours"][case]["units"] * 1e-9
        value = median("ours", case) * factor
        rows.append((what, unit, number(value), number(most), "missed" if value > most else ""))
    print(table(rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--traces", default="Datasets/traces/modelled-2020.csv")
    parser.add_argument("--region", default="uk-south")
    parser.add_argument("--cxxflags", default="", help="more options for the C++ compiler, such as -march=native")
    parser.add_argument("--parts", default=",".join(PARTS), help="some of %(default)s")
    parser.add_argument("--json", metavar="FILE", help="write the results of all rounds")
    arguments = parser.parse_args()

    commands, notes = build(arguments)
    print("\n".join(notes))
    rounds = []
    for index in range(arguments.rounds):
        print(f"round {index + 1} of {arguments.rounds}", file=sys.stderr)
        results = {name: {} for name in commands}
        for part in arguments.parts.split(","):
            for name, command in commands.items():
                if name in PARTS[part]:
                    results[name].update(run(name, command, part, arguments.traces, arguments.region))
        if "replay" in arguments.parts.split(","):
            results["ours"]["default-replay"] = default_replay(arguments.traces)
        wrong = differences(results)
        if wrong:
            sys.exit("The results differ:\n" + "\n".join(wrong))
        rounds.append(results)
    print(f"{len(rounds)} rounds, in turn; all found the same grams, starts and pauses, to {TOLERANCE:g}\n")
    report(rounds, commands)
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(rounds, file, indent=1)


if __name__ == "__main__":
    main()
