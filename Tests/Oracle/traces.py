"""Reads intensity traces for the oracles: narrow CSV files to exact integers.

Intensities become whole nanograms per kWh. Sums of them are exact, whatever the order, so that the
oracles never have to argue about rounding: two prices are equal here exactly when their decimals are
(to nine places).
"""

import csv
import gzip
import pathlib
import shutil
from datetime import datetime, timezone
from decimal import Decimal

import numpy as np

NANO = 10**9


class Trace:
    """Evenly spaced slots: `values[i]` ng/kWh holds from `start + i * slot` on, where `present[i]`."""

    def __init__(self, region, start, slot, values, present):
        self.region = region
        self.start = start
        self.slot = slot
        self.values = values
        self.present = present

    def filled(self, longest):
        """The same trace with every gap of at most `longest` seconds bridged by a straight line.

        A gap of m slots between the values a and b gets a + (b - a) * j / (m + 1), j = 1 ... m.
        """
        values, present = self.values.copy(), self.present.copy()
        for first, end in gaps(self.present):
            if (end - first) * self.slot > longest:
                continue
            a, b, steps = int(values[first - 1]), int(values[end]), end - first + 1
            for j in range(1, steps):
                values[first + j - 1] = a + round_half_even((b - a) * j, steps)
            present[first:end] = True
        return Trace(self.region, self.start, self.slot, values, present)

    def resampled(self, slot):
        """The same trace in finer slots: each value holds for all the slots it is divided into."""
        assert self.slot % slot == 0, "only a whole number of finer slots fits into a coarser one"
        times = self.slot // slot
        return Trace(self.region, self.start, slot,
                     np.repeat(self.values, times), np.repeat(self.present, times))


def round_half_even(numerator, denominator):
    """The whole number nearest to a quotient."""
    quotient, remainder = divmod(numerator, denominator)
    if 2 * remainder > denominator or (2 * remainder == denominator and quotient % 2):
        quotient += 1
    return quotient


def gaps(present):
    """The runs of missing slots, as pairs of first slot and the slot after the last."""
    edges = np.diff(np.concatenate(([1], present.astype(np.int8), [1])))
    return list(zip(np.flatnonzero(edges == -1).tolist(), np.flatnonzero(edges == 1).tolist()))


def instant(text):
    """ISO 8601 with Z or an offset, to whole Unix seconds."""
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def iso(seconds):
    """Whole Unix seconds to ISO 8601 with Z."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_trace(path):
    """The trace of one narrow CSV file; the slot is the shortest step, a missing row is a gap."""
    path = pathlib.Path(path)
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    times = np.array([instant(row["timestamp_utc"]) for row in rows], dtype=np.int64)
    grams = [int((Decimal(row["gco2_per_kwh"]) * NANO).to_integral_value()) for row in rows]
    slot = int(np.diff(times).min())
    places = (times - times[0]) // slot
    assert ((times - times[0]) % slot == 0).all(), f"{path}: a stamp lies between slots"
    values = np.zeros(int(places[-1]) + 1, dtype=np.int64)
    present = np.zeros(len(values), dtype=bool)
    values[places] = grams
    present[places] = True
    return Trace(path.name.removesuffix(".csv"), int(times[0]), slot, values, present)


def with_holes(trace, dice):
    """The same trace without runs of one to thirty slots, a twentieth of them in all."""
    present = trace.present.copy()
    place = 24
    while place < len(present) - 60:
        length = dice.choice([1, 1, 2, 3, dice.randint(4, 30)])
        present[place:place + length] = False
        # Whole runs of rows between, of which no two are alike, so that no wider spacing persists.
        place += length + dice.randint(24, 300)
    return Trace(f"{trace.region}-holes", trace.start, trace.slot, trace.values, present)


def write_trace(trace, folder):
    """The trace as a narrow CSV file in a folder; a missing slot is a missing row."""
    path = pathlib.Path(folder) / f"{trace.region}.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("timestamp_utc,gco2_per_kwh\n")
        for place in np.flatnonzero(trace.present):
            grams = Decimal(int(trace.values[place])) / NANO
            file.write(f"{iso(trace.start + int(place) * trace.slot)},{grams:f}\n")
    return path


def unpacked(path, folder):
    """`path` as plain CSV: itself, or a copy in `folder` where it is, or holds, `.csv.gz` files."""
    path = pathlib.Path(path)
    packed = sorted(path.glob("*.csv.gz")) if path.is_dir() else [path] if path.suffix == ".gz" else []
    if not packed:
        return path
    target = pathlib.Path(folder) / path.name.removesuffix(".csv.gz")
    target.mkdir(exist_ok=True)
    for file in packed:
        with gzip.open(file, "rb") as source, open(target / file.stem, "wb") as copy:
            shutil.copyfileobj(source, copy)
    if path.is_dir():
        for file in sorted(path.glob("*.csv")):
            shutil.copy(file, target)
        return target
    return target / path.stem
