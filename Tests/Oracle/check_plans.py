"""Holds `carbon-schedule plan --json` against brute force, for random jobs on real traces.

    python3 check_plans.py .build/release/carbon-schedule TRACE... [--count N] [--seed S]

Each TRACE, a CSV file or `.csv.gz`, gets N jobs of its own, and so does a copy of it with gaps, in which
no run may be: a run at once that would meet one has no grams, and the plan no savings. The oracle spreads the window of a job out
into seconds: Flexible Start tries every second, Pause and Resume sorts them. Intensities are whole
nanograms per kWh, so that every sum here is exact. A plan that differs is printed with its command, and
the exit code is then 1.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter

try:
    import numpy as np
except ImportError:
    print("check_plans: skipped, because Python has no NumPy here")
    sys.exit(0)

from jobs import Job
from traces import NANO, gaps, instant, iso, read_trace, unpacked, with_holes, write_trace


IMPOSSIBLE = np.iinfo(np.int64).max


def window(job):
    """Intensity, presence and slot number of every second from the release to the latest end."""
    first = job.release - job.trace.start
    slots = np.arange(first, first + job.duration + job.added) // job.trace.slot
    return job.trace.values[slots], job.trace.present[slots], slots


def flexible_start(job, costs, present):
    """The least sum over all the seconds a run may start at, and all the runs that have it."""
    sums, holes = (np.concatenate(([0], np.cumsum(each))) for each in (costs, ~present))
    runs = sums[job.duration:] - sums[:-job.duration]
    runs[holes[job.duration:] != holes[:-job.duration]] = IMPOSSIBLE
    starts = np.arange(0, job.added + 1, job.step)
    least = int(runs[starts].min())
    if least == IMPOSSIBLE:
        return None, []
    return least, [[(int(start), int(start) + job.duration)] for start in starts[runs[starts] == least]]


def chosen_too_late(job, costs, run, equals):
    """Whether a run of the least sum should have been an earlier one of the same sum.

    It should, where the two consist of the same intensities, second for second in another order. Sums
    of different intensities may be equal in decimals yet not on the binary grid that the tool sums on,
    so there the tool may tell them apart.
    """
    mine = np.sort(costs[slice(*run)])
    earlier = (each[0] for each in equals if each[0][0] < run[0])
    return any(np.array_equal(np.sort(costs[slice(*other)]), mine) for other in earlier)


def pause_and_resume(job, costs, present, slots):
    """The least sum of any seconds that make up the duration, and the runs that the tie rules allow."""
    if present.sum() < job.duration:
        return None, []
    least = int(np.sort(costs[present])[:job.duration].sum())
    edges = [0, *(np.flatnonzero(np.diff(slots)) + 1).tolist(), len(slots)]
    pieces = sorted((int(costs[a]), a, b) for a, b in zip(edges, edges[1:]) if present[a])
    chosen, left = np.zeros(len(slots) + 2, dtype=bool), job.duration  # one second of margin on both sides
    for _, a, b in pieces:
        if b - a >= left:
            break
        chosen[a + 1:b + 1] = True
        left -= b - a
    ways = []
    if chosen[b + 1]:
        ways.append((b - left, b))
    if chosen[a] or not ways:
        ways.append((a, a + left))
    return least, [runs_of(chosen, *way) for way in ways]


def runs_of(chosen, first, end):
    """The runs of the chosen seconds (index 0 is a margin) together with those from `first` to `end`."""
    flags = chosen.astype(np.int8)
    flags[first + 1:end + 1] = 1
    edges = np.diff(flags)
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist()))


def grams(job, cost):
    """The sum of ng/kWh over seconds, as grams at the job's power."""
    return float(job.power * cost / (3600 * NANO))


def best(job):
    """The least sum and the runs that have it; no sum and no runs where gaps leave no room."""
    costs, present, slots = window(job)
    if job.algorithm == "flexible-start":
        return flexible_start(job, costs, present)
    if job.algorithm == "pause-and-resume":
        return pause_and_resume(job, costs, present, slots)
    if not present[:job.duration].all():
        return None, []
    return int(costs[:job.duration].sum()), [[(0, job.duration)]]


def problems(job, plan, least, allowed):
    """What is wrong with a plan, in words; nothing if it is right."""
    costs, present, _ = window(job)
    # Run at once, a job that meets a gap has no grams, and the plan is not compared with it.
    now = int(costs[:job.duration].sum()) if present[:job.duration].all() else None
    runs = [tuple(instant(run[end]) - job.release for end in ("start", "end")) for run in plan["runs"]]
    if runs not in allowed:
        cost = sum(int(costs[a:b].sum()) for a, b in runs)
        yield f"runs {runs}, not {allowed[:3]} (seconds from release); sums {cost} and {least}"
    elif job.algorithm == "flexible-start" and chosen_too_late(job, costs, runs[0], allowed):
        yield f"the run {runs[0]} is as good as the earlier {allowed[0][0]} (seconds from release)"
    exact = {
        "algorithm": job.algorithm, "region": job.trace.region, "signal": "unknown",
        "release": iso(job.release), "duration_s": job.duration, "pauses": len(runs) - 1,
    }
    if job.algorithm != "run-now":
        exact["deadline"] = iso(job.release + job.duration + job.added)
    for name, mine in exact.items():
        if plan[name] != mine:
            yield f"{name} is {plan[name]!r}, not {mine!r}"
    baseline = plan["baseline"]
    if (baseline["start"], baseline["end"]) != (iso(job.release), iso(job.release + job.duration)):
        yield f"the baseline runs from {baseline['start']} to {baseline['end']}"
    before, after, saved = (None if cost is None else grams(job, cost)
                            for cost in (now, least, None if now is None else now - least))
    figures = {  # theirs, mine, and what the difference is measured against beside mine
        "energy_kwh": (plan["energy_kwh"], float(job.power * job.duration / 3600), 0),
        "emissions_g": (plan["emissions_g"], after, 0),
        "baseline": (baseline["emissions_g"], before, 0),
        "savings_g": (plan["savings_g"], saved, abs(before or 0)),
        "savings_percent": (plan["savings_percent"], 100 * (now - least) / now if now and now > 0 else None, 100),
    }
    for name, (theirs, mine, scale) in figures.items():
        if mine is None or theirs is None:
            if mine is not theirs:
                yield f"{name} is {theirs}, not {mine}"
        elif abs(theirs - mine) > 1e-9 * max(abs(mine), scale):
            yield f"{name} is {theirs!r}, not {mine!r}"


def check(options, path):
    """Draws the jobs of one trace, runs the tool on them, and reports; plans made, and those that differ."""
    trace, dice = read_trace(path), random.Random(f"{options.seed} {path.name}")
    counts, failures, blind = Counter(), 0, 0
    while sum(counts.values()) < options.count:
        job = Job(trace, dice)
        command = [options.binary, "plan", "--trace", str(path), "--json", *job.arguments()]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        least, allowed = best(job)
        if least is None:
            counts["refused"] += 1
            found = [] if result.returncode in (64, 65) and not result.stdout else ["gaps leave no room for a plan"]
        else:
            counts[job.algorithm] += 1
            blind += not window(job)[1][:job.duration].all()
            found = [result.stderr] if result.returncode else list(problems(job, json.loads(result.stdout), least, allowed))
        failures += bool(found)
        for problem in found:
            print(f"{' '.join(command)}\n    {problem}")
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
    print(f"{path.name}: {trace.slot // 60}-minute slots, {len(gaps(trace.present))} gaps: {kinds}, "
          f"{blind} of them where the run at once meets a gap; {failures} differ", flush=True)
    return sum(counts.values()), failures


def main():
    """Checks every trace the command line names."""
    parser = argparse.ArgumentParser(description="Holds carbon-schedule plan against brute force.")
    parser.add_argument("binary")
    parser.add_argument("traces", nargs="+")
    parser.add_argument("--count", type=int, default=60, help="jobs for each trace")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = [unpacked(path, folder) for path in options.traces]
        for path in list(paths):
            trace = read_trace(path)
            dice = random.Random(f"{options.seed} {path.name} holes")
            paths.append(write_trace(with_holes(trace, dice), folder))
        outcomes = [check(options, path) for path in paths]
    plans, failures = (sum(each) for each in zip(*outcomes))
    print(f"{plans} requests, {failures} answered otherwise than by brute force (seed {options.seed})")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
