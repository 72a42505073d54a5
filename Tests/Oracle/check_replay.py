"""Holds `carbon-replay --json -` against an independent computation of every cell in NumPy.

    python3 check_replay.py .build/release/carbon-replay TRACES... [--gaps avoid|fill=2h|reject]
        [--starts published|every|3h] [--cells N] [--workloads FILE] [--regions a,b]

TRACES are CSV files or folders of them, `.csv.gz` too; each is one replay. The oracle selects and sums
afresh for every start, on the decimals as whole nanograms. It exits with 1 at the first cell that differs.
"""

import argparse
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timezone

try:
    import numpy as np
except ImportError:
    print("check_replay: skipped, because Python has no NumPy here")
    sys.exit(0)

from traces import NANO, gaps, read_trace, unpacked
from workloads import PUBLISHED_WORKLOADS, read_workloads

SLOT = 300
MISSING = np.iinfo(np.int64).max // 4

ALGORITHMS = ["flexible-start", "pause-and-resume"]
ADDED_TIMES = ["6h", "12h", "18h", "24h", "25%", "50%", "75%", "100%"]


def release_slots(trace, starts):
    """The slots jobs are released at."""
    count, slots = len(trace.values), []
    if starts != "published":
        return np.arange(0, count, 1 if starts == "every" else added_slots(starts, 0))
    for year in range(1970, 2100):
        for month in range(1, 13):
            moment = int(datetime(year, month, 1, tzinfo=timezone.utc).timestamp())
            first = -((trace.start - moment) // SLOT)  # the first slot that starts at or after it
            if 0 <= first < count:
                slots += [first + offset for offset in range(0, 5000, 1000)]
    return np.array([slot for slot in slots if slot < count], dtype=np.int64)


def added_slots(text, duration):
    """An added time in slots; a share of the duration rounds down."""
    if text.endswith("%"):
        return duration * int(text[:-1]) // 100
    return int(text.removesuffix("h")) * 3600 // SLOT


class Region:
    """One trace in 5-minute slots, with what every cell of it needs."""

    def __init__(self, trace):
        self.trace = trace
        self.sums = np.concatenate(([0], np.cumsum(np.where(trace.present, trace.values, 0))))
        self.holes = np.concatenate(([0], np.cumsum(~trace.present)))
        order = np.argsort(np.where(trace.present, trace.values, MISSING), kind="stable")
        self.ranks = np.empty(len(order), dtype=np.int32)
        self.ranks[order] = np.arange(len(order), dtype=np.int32)

    def cell(self, algorithm, duration, added, releases):
        """For each start that counts: the sums of run now and of the plan, and the pauses."""
        fits = releases[releases + duration + added <= len(self.trace.values)]
        starts = fits[self.holes[fits + duration] == self.holes[fits]]
        now = self.sums[starts + duration] - self.sums[starts]
        if not len(starts):
            best, pauses = now, now
        elif algorithm == "flexible-start":
            best, pauses = self.flexible_start(duration, added, starts)
        else:
            best, pauses = self.pause_and_resume(duration, added, starts)
        return {"now": now, "best": best, "pauses": pauses, "skipped": len(fits) - len(starts)}

    def flexible_start(self, duration, added, starts):
        """The least sum of any run that begins at a slot of the window and touches no gap."""
        whole = self.holes[duration:] == self.holes[:-duration]
        runs = np.where(whole, self.sums[duration:] - self.sums[:-duration], MISSING)
        best = [windows.min(axis=1) for windows in chunks(runs, added + 1, starts)]
        return np.concatenate(best), np.zeros(len(starts), dtype=np.int64)

    def pause_and_resume(self, duration, added, starts):
        """The sum of the `duration` slots of lowest rank, and the gaps between their runs."""
        width, best, pauses = duration + added, [], []
        for ranks, values in zip(*(chunks(each, width, starts) for each in (self.ranks, self.trace.values))):
            threshold = np.partition(ranks, duration - 1, axis=1)[:, duration - 1]
            chosen = ranks <= threshold[:, None]
            best.append(np.where(chosen, values, 0).sum(axis=1))
            pauses.append((chosen[:, 1:] & ~chosen[:, :-1]).sum(axis=1) + chosen[:, 0] - 1)
        return np.concatenate(best), np.concatenate(pauses)


def chunks(array, width, starts, cells=4_000_000):
    """The windows of an array at the given starts, as matrices of bounded size."""
    windows = np.lib.stride_tricks.sliding_window_view(array, width)
    rows = max(1, cells // width)
    for first in range(0, max(1, len(starts)), rows):
        yield windows[starts[first:first + rows]]


def expected_cell(region, cell, workloads, releases):
    """The figures of one cell by this oracle, under the names the tool gives them."""
    minutes, energy = workloads[cell["workload"]]
    duration = minutes * 60 // SLOT
    added = added_slots(cell["added_time"], duration)
    figures = region.cell(cell["algorithm"], duration, added, releases)
    count = len(figures["now"])
    counts = {"starts": count, "skipped_starts": figures["skipped"]}
    if not count:
        return counts
    now_sum, best_sum = (int(figures[each].sum(dtype=object)) for each in ("now", "best"))
    dirty = figures["now"] != 0
    ratios = 100 * ((figures["now"] - figures["best"])[dirty] / np.abs(figures["now"][dirty]))
    pauses = int(figures["pauses"].sum())
    saved = figures["now"] - figures["best"]
    grams = np.sort(saved) * energy / (duration * NANO)
    shares = {"share_saving_nothing": (saved == 0).mean(), "share_at_once": (saved == 0).mean()}
    hours = (duration + added) * SLOT / 3600
    return {
        **counts, "zero_baselines": int(count - dirty.sum()), "window_h": hours,
        **quantiles("savings_g", grams), **quantiles("savings_percent", np.sort(ratios)), **shares,
        "segments_per_hour": (pauses / count + 1) / hours,
        "baseline_g": energy * (now_sum / (duration * count * NANO)),
        "emissions_g": energy * (best_sum / (duration * count * NANO)),
        "savings_percent_mean_of_ratios": float(ratios.mean()) if len(ratios) else None,
        "savings_percent_ratio_of_sums": 100 * (now_sum - best_sum) / abs(now_sum) if now_sum else None,
        "pauses": pauses / count, "pauses_per_hour": pauses / count / ((duration + added) * SLOT / 3600),
    }


def quantiles(name, values):
    """The deviation of sorted values, and the least of them that a tenth, half and nine tenths do not exceed."""
    if not len(values):
        return {}
    rank = {part: values[(tenths * len(values) + 9) // 10 - 1] for part, tenths in [("p10", 1), ("p50", 5), ("p90", 9)]}
    return {f"{name}_sd": values.std(), **{f"{name}_{part}": float(value) for part, value in rank.items()}}


def difference(name, mine, theirs, is_filled):
    """How far two figures lie apart, in units of what is allowed to be apart: nothing between percentiles in percent,
    and the last bits of the factor to grams between those in grams. Filled gaps lie on a grid of their own: a step is."""
    if mine is None or theirs is None:
        return 0 if mine is theirs else float("inf")
    if name.startswith("savings_percent_p") and not is_filled:
        return 0 if mine == theirs else float("inf")
    if name.startswith("savings_g_p") and not is_filled:
        return 0 if abs(mine - theirs) <= 4e-16 * abs(mine) else float("inf")
    if name in ("starts", "zero_baselines", "skipped_starts", "pauses"):
        return 0 if mine == theirs else float("inf")
    scale = max(abs(mine), 1 if name.startswith("savings") else 1e-300)
    # A percentile is a difference of two runs: a step of the grid weighs more in it than in a sum.
    if is_filled and "_p" in name.removeprefix("savings_percent"):
        scale *= 100
    return abs(mine - theirs) / scale


def replayed(options, path):
    """What the tool prints for one group of files, and the regions it is to have replayed."""
    command = [options.binary, "--traces", str(path), "--json", "-",
               "--gaps", options.gaps, "--starts", options.starts]
    command += ["--workloads", options.workloads] if options.workloads else []
    command += ["--regions", options.regions] if options.regions else []
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    names = options.regions.split(",") if options.regions else [file.stem for file in files]
    regions = {}
    for trace in (read_trace(file) for file in files if file.stem in names):
        if options.gaps.startswith("fill="):
            trace = trace.filled(int(options.gaps.removeprefix("fill=").removesuffix("h")) * 3600)
        if options.gaps == "avoid" or not gaps(trace.present):  # other regions are reported as failed
            regions[trace.region] = Region(trace.resampled(SLOT))
    if result.returncode != (code := 0 if len(regions) == len(names) else 65):
        sys.exit(f"the exit code should be {code}, not {result.returncode}: {result.stderr}")
    return json.loads(result.stdout), regions


def check(options, path):
    """Replays one group of files, compares every cell, and reports."""
    replay, regions = replayed(options, path)
    workloads = read_workloads(options.workloads) if options.workloads else PUBLISHED_WORKLOADS
    names = ("region", "workload", "algorithm", "added_time")
    wanted = sorted(itertools.product(regions, workloads, ALGORITHMS, ADDED_TIMES))
    if sorted(tuple(cell[name] for name in names) for cell in replay["cells"]) != wanted:
        sys.exit(f"{path} should give these {len(wanted)} cells: {wanted}")
    cells, largest = replay["cells"], 0
    if replay["plans"] != sum(cell["starts"] for cell in cells):
        sys.exit(f"{path}: plans is not the sum of the cells' starts")
    cells = random.Random(1).sample(cells, min(options.cells or len(cells), len(cells)))
    releases = {name: release_slots(region.trace, options.starts) for name, region in regions.items()}
    for cell in cells:
        mine = expected_cell(regions[cell["region"]], cell, workloads, releases[cell["region"]])
        for name, figure in mine.items():
            largest = max(largest, apart := difference(name, figure, cell[name], options.gaps.startswith("fill")))
            if not apart <= 1e-9:
                sys.exit(f"{name} should be {figure!r} in this cell of {path}:\n{json.dumps(cell, indent=2)}")
    print(f"{path.name}: {len(cells)} cells ({sum(cell['starts'] for cell in cells)} plans) of "
          f"{len(regions)} regions agree, largest relative difference {largest:.1e}", flush=True)


def main():
    """Checks every group the command line names."""
    parser = argparse.ArgumentParser(description="Holds carbon-replay against NumPy.")
    parser.add_argument("binary")
    parser.add_argument("traces", nargs="+")
    parser.add_argument("--gaps", default="reject")
    parser.add_argument("--starts", default="published")
    parser.add_argument("--cells", type=int, default=0, help="compare so many, drawn at random (0: all)")
    parser.add_argument("--workloads")
    parser.add_argument("--regions")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for path in options.traces:
            check(options, pathlib.Path(unpacked(path, folder)))


if __name__ == "__main__":
    main()
