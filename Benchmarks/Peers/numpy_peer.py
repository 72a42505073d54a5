"""What a skilled NumPy user would write for the cases of carbon-bench --peers. One line of JSON a case.

    python3 numpy_peer.py sweeps TRACES.csv REGION
    python3 numpy_peer.py replay TRACES.csv

Intensities are added up as they come: the modelled traces have whole grams, so that these sums are exact too. Windows
are selected anew for a sample of the starts only, the same ones for everybody, and the time is per start. Where there
are several ways, all are timed, and the fastest is shown.
"""

import json
import sys
import time

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

try:
    from scipy.ndimage import minimum_filter1d
except ImportError:
    minimum_filter1d = None

HOURS = 300 / 3600
JOBS = [(72, 1000), (432, 300), (2304, 100)]
REPLAYED = [72, 432, 2304, 4, 4, 5, 228, 228, 252, 1080, 2592]


def read_traces(path):
    """The columns of a wide CSV by name; a narrow one has one."""
    with open(path) as file:
        lines = [line for line in file if not line.startswith("#")]
    names = [name for name in lines[0].strip().split(",")[1:] if name not in ("signal", "provenance")]
    columns = np.loadtxt(lines[1:], delimiter=",", usecols=range(1, len(names) + 1), ndmin=2)
    return {name: np.ascontiguousarray(columns[:, index]) for index, name in enumerate(names)}


def spaced(count, limit):
    if count <= limit:
        return np.arange(count)
    return np.arange(limit) * (count - 1) // (limit - 1)


def timed(body):
    """Nanoseconds of one call, the median of three samples of 5 ms or more after one call to warm up; and its result."""
    result = body()
    repetitions = 1
    while True:
        begin = time.perf_counter()
        for _ in range(repetitions):
            body()
        if time.perf_counter() - begin >= 0.005:
            break
        repetitions *= 2
    samples = []
    for _ in range(3):
        begin = time.perf_counter()
        for _ in range(repetitions):
            body()
        samples.append((time.perf_counter() - begin) / repetitions)
    return sorted(samples)[1] * 1e9, result


def report(name, ns, units, **checks):
    line = {"case": name, "ns": ns / units, "units": units, "checks": {k: float(v) for k, v in checks.items()}}
    print(json.dumps(line), flush=True)


def window_sums(values, length):
    prefix = np.concatenate(([0.0], np.cumsum(values)))
    return prefix[length:] - prefix[:-length]


def minima_by_filter(values, length, candidates):
    sums = window_sums(values, length)
    centred = minimum_filter1d(sums, candidates)
    begin = candidates // 2
    return centred[begin : begin + len(sums) - candidates + 1]


def minima_by_view(values, length, candidates):
    return sliding_window_view(window_sums(values, length), candidates).min(axis=1)


def minima_by_doubling(values, length, candidates):
    """Minima of 1, 2, 4, ... entries, each of two of half its length; two of the last overlap."""
    minima = window_sums(values, length)
    count = len(minima) - candidates + 1
    width = 1
    while 2 * width <= candidates:
        minima = np.minimum(minima[:-width], minima[width:])
        width *= 2
    return np.minimum(minima[:count], minima[candidates - width : candidates - width + count])


def best_starts(values, length, candidates):
    sums = window_sums(values, length)
    positions = sliding_window_view(sums, candidates).argmin(axis=1)
    positions += np.arange(len(positions))
    return sums[positions], positions


def cheapest(windows, n):
    """Grams and pauses of the n cheapest of each window, of equal values the earlier."""
    threshold = np.partition(windows, n - 1, axis=1)[:, n - 1 : n]
    chosen = windows < threshold
    equal = windows == threshold
    missing = n - chosen.sum(axis=1, keepdims=True)
    chosen |= equal & (np.cumsum(equal, axis=1) <= missing)
    grams = np.where(chosen, windows, 0.0).sum()
    runs = chosen[:, 0].sum() + (chosen[:, 1:] > chosen[:, :-1]).sum()
    return grams * HOURS, runs - len(windows)


def cheapest_by_argpartition(windows, n):
    """The same by indices, which are moved to the earlier of equal values only where that matters."""
    grams, runs = 0.0, 0
    for window in windows:
        indices = np.argpartition(window, n - 1)[:n]
        threshold = window[indices].max()
        below = np.flatnonzero(window < threshold)
        equal = np.flatnonzero(window == threshold)[: n - len(below)]
        indices = np.sort(np.concatenate((below, equal)))
        grams += window[indices].sum()
        runs += 1 + np.count_nonzero(np.diff(indices) > 1)
    return grams * HOURS, runs - len(windows)


def sweeps(values):
    ns, prefix = timed(lambda: np.cumsum(values))
    report("prefix-sum", ns, len(values), grams=prefix[-1] * HOURS)

    ways = [minima_by_view, minima_by_doubling] + ([minima_by_filter] if minimum_filter1d else [])
    ns, minima = min((timed(lambda: way(values, 72, 289)) for way in ways), key=lambda pair: pair[0])
    report("flexible-values", ns, len(minima), grams=minima.sum() * HOURS)

    ns, (minima, positions) = timed(lambda: best_starts(values, 72, 289))
    report("flexible-positions", ns, len(minima), grams=minima.sum() * HOURS, positions=positions.sum())

    releases = spaced(len(values) - 288 + 1, 1000)
    ns, grams = timed(lambda: sum(window_sums(values[r : r + 288], 72).min() for r in releases) * HOURS)
    report("flexible-plan", ns, len(releases), grams=grams)

    for n, samples in JOBS:
        releases = spaced(len(values) - 2 * n + 1, samples)
        windows = sliding_window_view(values, 2 * n)[releases]
        ways = [cheapest, cheapest_by_argpartition]
        ns, (grams, pauses) = min((timed(lambda: way(windows, n)) for way in ways), key=lambda pair: pair[0])
        report(f"pause-plan-{n}", ns, len(releases), grams=grams, pauses=pauses)


def minutes(values):
    """Jobs of some minutes with a day of added time, for 300 starts."""
    prefix = 300 * np.concatenate(([0.0], np.cumsum(values)))

    def flexible(releases, duration, places):
        # The integral is linear between the ends of slots.
        starts = 300.0 * releases[:, None] + places
        grid = 300.0 * np.arange(len(prefix))
        return (np.interp(starts + duration, grid, prefix) - np.interp(starts, grid, prefix)).min(axis=1).sum() / 3600

    def pausing(windows, seconds, duration):
        order = np.argsort(windows, axis=1, kind="stable")
        lengths = np.minimum(seconds[order], np.maximum(0, duration - np.cumsum(seconds[order], axis=1) + seconds[order]))
        return (np.take_along_axis(windows, order, axis=1) * lengths).sum() / 3600

    for length in (365, 367):
        duration, added = 60 * length, 86_400
        window = duration + added
        releases = spaced((300 * len(values) - window) // 300 + 1, 300)
        ends = np.arange(-duration % 300, added + 1, 300)
        places = np.concatenate((np.arange(0, added + 1, 300), ends))
        ns, grams = timed(lambda: flexible(releases, duration, places))
        report(f"flexible-minutes-{length}", ns, len(releases), grams=grams)
        count = -(-window // 300)
        seconds = np.full(count, 300.0)
        seconds[-1] = window - 300 * (count - 1)
        windows = sliding_window_view(values, count)[releases]
        ns, grams = timed(lambda: pausing(windows, seconds, duration))
        report(f"pause-minutes-{length}", ns, len(releases), grams=grams)


def loading(path):
    """Reading the whole file with its stamps: pandas' way."""
    import pandas

    ns, frame = timed(lambda: pandas.read_csv(path, comment="#", parse_dates=[0]))
    values = frame.select_dtypes("number").to_numpy()
    report("load", ns, values.size, sum=values.sum())


def replay(traces):
    """The whole replay from 64 starts of each workload in the first region, multiplied by the starts there are in all.

    Flexible Start is swept in full, since that is how one would do it here.
    """
    total, plans, flexible, pausing = 0.0, 0, 0.0, 0.0
    for number, values in enumerate(traces.values()):
        for n in REPLAYED:
            starts = len(values) - n - 288 + 1
            releases = spaced(starts, 64)
            windows = sliding_window_view(values, n + 288)[releases]
            if number == 0:
                total += timed(lambda: minima_by_doubling(values, n, 289))[0] * len(traces)
                total += timed(lambda: cheapest(windows, n))[0] / len(windows) * starts * len(traces)
            flexible += minima_by_doubling(values, n, 289)[releases].sum() * HOURS
            pausing += cheapest(windows, n)[0]
            plans += 2 * starts
    report("replay", total, plans, flexible_grams=flexible, pausing_grams=pausing)


def main(words):
    if len(words) < 2 or words[0] not in ("sweeps", "minutes", "loading", "replay"):
        sys.exit("usage: numpy_peer.py sweeps|minutes TRACES.csv REGION | numpy_peer.py loading|replay TRACES.csv")
    if words[0] == "loading":
        return loading(words[1])
    traces = read_traces(words[1])
    if words[0] == "replay":
        replay(traces)
    else:
        part = sweeps if words[0] == "sweeps" else minutes
        part(traces[words[2]] if len(words) > 2 else next(iter(traces.values())))


if __name__ == "__main__":
    main(sys.argv[1:])
