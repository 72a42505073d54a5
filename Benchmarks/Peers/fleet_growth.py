#!/usr/bin/env python3
"""How plans of fleets grow with the jobs: processor seconds and memory of the whole command, on made-up jobs.

    Benchmarks/Peers/fleet_growth.py COMMAND TRACES [COUNT...]

COMMAND is carbon-schedule; TRACES a wide native CSV of five-minute slots, of which it takes West US. Jobs are seeded noise:
lognormal lengths with a median of five hours, a day's room or less, over four weeks; the capacity is a quarter more than they
need. `unit` jobs take one unit, `wide` ones 1, 2, 4 or 8; `mixed` ones also start once, or pay for pauses. In steps of an hour; `5m` in the trace's own.
"""
import csv
import os
import random
import resource
import subprocess
import sys
import json
import tempfile
from datetime import datetime, timedelta, timezone

START, HOURS = datetime(2020, 3, 1, tzinfo=timezone.utc), 672


def text(minutes):
    return (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def jobs(kind, count, step):
    """Rows of a table, and the unit-hours they need."""
    noise = random.Random(2020 + count)
    rows, units = [], 0
    for number in range(count):
        length = max(1, min(48 * 60 // step, round(noise.lognormvariate(1.609, 0.9) * 60 / step)))
        room = length + noise.randint(6 * 60 // step, 24 * 60 // step)
        release = noise.randint(0, HOURS * 60 // step - room)
        width = noise.choice([1, 1, 2, 4, 8]) if kind != "unit" else 1
        algorithm, energy = "", ""
        if kind == "mixed":
            algorithm = noise.choice(["", "", "flexible-start", "pause-and-resume"])
            energy = "0.05" if algorithm == "pause-and-resume" else ""
        units += width * length * step / 60
        rows.append(
            [f"job-{number}", text(release * step), text((release + room) * step), length * step, width,
             noise.randint(200, 400) / 1000, algorithm, energy])
    return rows, units


def measure(command, kind, count, step, trace, folder):
    rows, units = jobs(kind, count, step)
    path = os.path.join(folder, "jobs.csv")
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["job", "release", "deadline", "duration_minutes", "width", "kilowatts_per_unit", "algorithm",
             "resume_energy_kwh"])
        writer.writerows(rows)
    capacity = max(8, int(units * 1.25 / HOURS) + 1)
    process = subprocess.Popen(
        [command, "fleet", "--jobs", path, "--trace", trace, "--capacity", str(capacity), "--gap", "1%", "--rounds",
         "2000", "--json"], stdout=subprocess.PIPE)
    plan = json.load(process.stdout)
    _, status, usage = os.wait4(process.pid, 0)
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    print(
        f"| {kind}{' 5m' if step == 5 else ''} | {count} | {capacity} | {seconds:.2f} | {megabytes:.0f} "
        f"| {plan['gap_percent']:.2g} % | {len(plan['unplaced'])} |", flush=True)


def main():
    command, wide = sys.argv[1:3]
    counts = [int(count) for count in sys.argv[3:]] or [10, 100, 1000, 10000]
    print("| jobs of a kind | jobs | capacity | seconds | MB | gap | unplaced |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        five = os.path.join(folder, "five.csv")
        hourly = os.path.join(folder, "hourly.csv")
        with open(wide, newline="") as file, open(five, "w") as fine, open(hourly, "w") as coarse:
            rows = csv.reader(file)
            column = next(rows).index("west-us")
            for out in fine, coarse:
                out.write("timestamp_utc,gco2_per_kwh\n")
            for index, row in enumerate(rows):
                fine.write(f"{row[0]},{row[column]}\n")
                if index % 12 == 0:
                    coarse.write(f"{row[0]},{row[column]}\n")
        for kind in "unit", "wide", "mixed":
            for count in counts:
                measure(command, kind, count, 60, hourly, folder)
        measure(command, "unit", counts[-1], 5, five, folder)


if __name__ == "__main__":
    main()
