#!/usr/bin/env python3
"""Checks plans of fleets without any code of the package: windows, lengths, capacity, grams, and the bound by an LP.

    check_fleets.py PLAN.json JOBS.csv TRACE.csv CAPACITY [--lp]

The plan is what `carbon-schedule fleet --json` printed for jobs that pause freely, on a native CSV trace, at one site of
constant capacity. With --lp the bound is held beside SciPy's (HiGHS).
"""
import csv
import json
import sys
from datetime import datetime, timezone
from fractions import Fraction


def seconds(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp())


def read_trace(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    start, slot = seconds(rows[0][0]), seconds(rows[1][0]) - seconds(rows[0][0])
    return start, slot, [Fraction(row[1]) for row in rows]


def main():
    plan_path, jobs_path, trace_path, capacity = sys.argv[1:5]
    capacity = int(capacity)
    with open(plan_path) as file:
        plan = json.load(file)
    with open(jobs_path, newline="") as file:
        jobs = {row["job"]: row for row in csv.DictReader(file)}
    start, slot, values = read_trace(trace_path)

    faults = []
    total = Fraction(0)
    placed = {job["job"]: job for job in plan["jobs"]}
    for name in [job["job"] for job in plan["unplaced"]]:
        if name in placed:
            faults.append(f"{name} is both placed and not")
    missing = set(jobs) - set(placed) - {job["job"] for job in plan["unplaced"]}
    if missing or set(placed) - set(jobs):
        faults.append(f"the jobs are not those of the table: {sorted(missing)[:3]}")
    for name, job in placed.items():
        row = jobs[name]
        width = int(row["width"])
        length, grams, before = 0, Fraction(0), None
        for run in job["runs"]:
            begin, end = seconds(run["start"]), seconds(run["end"])
            if begin >= end or (before is not None and begin <= before):
                faults.append(f"{name}: runs are empty, touch or are out of order")
            before = end
            if run["width"] != width:
                faults.append(f"{name}: width {run['width']} in place of {width}")
            if begin < seconds(row["release"]) or end > seconds(row["deadline"]):
                faults.append(f"{name}: a run leaves its window")
            length += end - begin
            for index in range((begin - start) // slot, (end - start + slot - 1) // slot):
                low = max(begin, start + index * slot)
                high = min(end, start + (index + 1) * slot)
                grams += values[index] * (high - low)
        if length != round(Fraction(row["duration_minutes"]) * 60):
            faults.append(f"{name}: runs for {length} s in place of {row['duration_minutes']} minutes")
        grams = grams / 3600 * width * Fraction(row["kilowatts_per_unit"])
        if abs(float(grams) - job["emissions_g"]) > 1e-9 * max(1, abs(float(grams))):
            faults.append(f"{name}: {job['emissions_g']} g in place of {float(grams)}")
        total += grams
    changes = {}
    for job in placed.values():
        for run in job["runs"]:
            changes[seconds(run["start"])] = changes.get(seconds(run["start"]), 0) + run["width"]
            changes[seconds(run["end"])] = changes.get(seconds(run["end"]), 0) - run["width"]
    used = 0
    for moment in sorted(changes):
        used += changes[moment]
        if used > capacity:
            faults.append(f"{datetime.fromtimestamp(moment, timezone.utc)}: {used} units of {capacity} are used")
    if abs(float(total) - plan["emissions_g"]) > 1e-9 * abs(float(total)):
        faults.append(f"{plan['emissions_g']} g in place of {float(total)}")
    if plan["bound_g"] > plan["emissions_g"]:
        faults.append("the bound is above the plan")
    gap = 100 * (plan["emissions_g"] - plan["bound_g"]) / abs(plan["bound_g"]) if plan["bound_g"] else 0
    if abs(gap - plan["gap_percent"]) > 1e-9:
        faults.append(f"a gap of {plan['gap_percent']} in place of {gap}")

    for fault in faults[:20]:
        print(fault)
    line = f"{len(placed)} jobs placed, {len(plan['unplaced'])} not, {float(total):.5f} g, gap {gap:.4f} %"
    if "--lp" in sys.argv:
        optimum = relaxation([jobs[name] for name in placed], start, slot, values, capacity)
        line += f", bound {100 * (plan['bound_g'] / optimum - 1):+.6f} % from the LP's {optimum:.5f}"
    print(line)
    sys.exit(1 if faults else 0)


def relaxation(rows, start, slot, values, capacity):
    """The optimum of the linear relaxation."""
    import numpy
    import scipy.sparse
    from scipy.optimize import linprog

    costs, job_of, slot_of, widths, lengths = [], [], [], [], []
    for index, row in enumerate(rows):
        width, power = int(row["width"]), float(row["kilowatts_per_unit"])
        lengths.append(float(row["duration_minutes"]) * 60 / slot)
        for place in range((seconds(row["release"]) - start) // slot, (seconds(row["deadline"]) - start) // slot):
            costs.append(width * power * float(values[place]) * slot / 3600)
            job_of.append(index)
            slot_of.append(place)
            widths.append(width)
    variables = numpy.arange(len(costs))
    equal = scipy.sparse.csr_matrix((numpy.ones(len(costs)), (job_of, variables)), shape=(len(rows), len(costs)))
    below = scipy.sparse.csr_matrix((widths, (slot_of, variables)), shape=(len(values), len(costs)))
    result = linprog(
        costs, A_ub=below, b_ub=[capacity] * len(values), A_eq=equal, b_eq=lengths, bounds=(0, 1), method="highs")
    return result.fun


if __name__ == "__main__":
    main()
