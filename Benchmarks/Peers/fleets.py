#!/usr/bin/env python3
"""Times plans of fleets beside HiGHS through SciPy on the same instances, in processor seconds of one core.

    Benchmarks/Peers/fleets.py COMMAND INSTANCES TRACES [NAME...]

COMMAND is carbon-schedule; INSTANCES a folder with answers.csv and a table of jobs for each of its rows; TRACES a folder of hourly
native CSV. Jobs of width 1 are held beside HiGHS' LP, wider ones beside its MILP at the same gap; building their models is
not counted, and neither is what COMMAND takes to start and to read its files: what it takes to refuse the same files because
the capacity is 0.
"""
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import datetime, timezone

import numpy
import scipy.sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

GAPS = {"wide-60": 0.6, "wide-400": 0.2, "wide-1000": 0.1, "wide-400-tight": 0.3}


def seconds(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp())


def model(jobs, trace, capacity):
    """Costs, the rows of jobs and of hours, and their sides."""
    start = seconds(trace[0][0])
    costs, job_of, hour_of, widths = [], [], [], []
    for index, job in enumerate(jobs):
        width, power = int(job["width"]), float(job["kilowatts_per_unit"])
        for hour in range((seconds(job["release"]) - start) // 3600, (seconds(job["deadline"]) - start) // 3600):
            costs.append(width * power * float(trace[hour][1]))
            job_of.append(index)
            hour_of.append(hour)
            widths.append(width)
    hours, hour_of = numpy.unique(hour_of, return_inverse=True)
    columns = numpy.arange(len(costs))
    equal = scipy.sparse.csr_matrix((numpy.ones(len(costs)), (job_of, columns)), shape=(len(jobs), len(costs)))
    below = scipy.sparse.csr_matrix((widths, (hour_of, columns)), shape=(len(hours), len(costs)))
    lengths = numpy.array([float(job["duration_minutes"]) / 60 for job in jobs])
    return numpy.array(costs), equal, lengths, below, numpy.full(len(hours), float(capacity))


def peer(name, parts):
    costs, equal, lengths, below, sides = parts
    begin = time.process_time()
    if name in GAPS:
        constraints = [LinearConstraint(equal, lengths, lengths), LinearConstraint(below, -numpy.inf, sides)]
        result = milp(
            costs, constraints=constraints, integrality=numpy.ones(len(costs)), bounds=Bounds(0, 1),
            options={"mip_rel_gap": GAPS[name] / 100, "time_limit": 120})
    else:
        result = linprog(
            costs, A_ub=below, b_ub=sides, A_eq=equal, b_eq=lengths, bounds=(0, 1), method="highs")
    return time.process_time() - begin, result.fun


def processor(words, expected):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(words, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode != expected:
        sys.exit(f"{words}: exit code {result.returncode}: {result.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, result.stdout


def ours(command, jobs, trace, capacity, gap):
    def words(units):
        return [command, "fleet", "--jobs", jobs, "--trace", trace, "--capacity", units, "--gap", f"{gap}%", "--rounds",
                "100000", "--json"]

    runs = [processor(words(capacity), 0) for _ in range(5)]
    reading = statistics.median(processor(words("0"), 65)[0] for _ in range(5))
    return statistics.median(time for time, _ in runs), reading, json.loads(runs[0][1])


def main():
    command, instances, traces = sys.argv[1:4]
    print("instance         ours, s  of it reading   gap, %   HiGHS, s   ratio   HiGHS' plan above ours, %")
    with open(os.path.join(instances, "answers.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        name = row["name"]
        if sys.argv[4:] and name not in sys.argv[4:]:
            continue
        jobs_path, trace_path = os.path.join(instances, name + ".csv"), os.path.join(traces, row["region"] + ".csv")
        with open(jobs_path, newline="") as file:
            jobs = list(csv.DictReader(file))
        with open(trace_path, newline="") as file:
            trace = list(csv.reader(file))[1:]
        time_ours, reading, plan = ours(command, jobs_path, trace_path, row["capacity"], GAPS.get(name, 0))
        parts = model(jobs, trace, row["capacity"])
        # What takes seconds is timed once.
        peers = [peer(name, parts)]
        while peers[0][0] < 1 and len(peers) < 5:
            peers.append(peer(name, parts))
        time_peer, grams = statistics.median(time for time, _ in peers), peers[0][1]
        if plan["unplaced"] or (name not in GAPS and abs(grams / plan["emissions_g"] - 1) > 1e-9):
            sys.exit(f"{name}: the two do not agree: {plan['emissions_g']} and {grams} g")
        print(
            f"{name:15}  {time_ours:7.3f}  {reading:13.3f}  {plan['gap_percent']:7.4f}  {time_peer:9.3f}  {time_peer / (time_ours - reading):6.1f}"
            f"  {100 * (grams / plan['emissions_g'] - 1):+.4f}", flush=True)


if __name__ == "__main__":
    main()
