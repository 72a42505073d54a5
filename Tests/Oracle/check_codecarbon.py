#!/usr/bin/env python3
"""Has CodeCarbon itself take the row that `carbon-schedule sci --as codecarbon` writes.

    python3 Tests/Oracle/check_codecarbon.py .build/release/carbon-schedule

The header must be the one under which CodeCarbon would append to the file, the cells must fill its record, and energy
and emissions must be those that --json prints. Where codecarbon is not installed it says so and succeeds.
"""

import csv
import dataclasses
import json
import os
import subprocess
import sys
import tempfile

try:
    import codecarbon
    from codecarbon.output_methods.emissions_data import EmissionsData
    from codecarbon.output_methods.file import FileOutput
except ImportError:
    print("CodeCarbon's row: skipped, as Python has no codecarbon here.")
    sys.exit(0)

SCORE = [
    "sci", "--power-log", "Datasets/examples/power-log/nvidia-smi.csv", "--log-time-zone", "+02:00",
    "--trace", "Datasets/examples/great-britain.json", "--pue", "1.2",
]


def output(binary, *words):
    return subprocess.run([binary, *SCORE, *words], check=True, capture_output=True, text=True).stdout


def main(binary):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "emissions.csv")
        with open(path, "w", newline="") as file:
            file.write(output(binary, "--as", "codecarbon"))
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 1, rows
        types = {field.name: field.type for field in dataclasses.fields(EmissionsData)}
        cells = {name: types[name](cell) if cell else None for name, cell in rows[0].items()}
        record = EmissionsData(**cells)
        assert FileOutput("emissions.csv", folder).has_valid_headers(record), "CodeCarbon would begin a new file"
    score = json.loads(output(binary, "--json"))
    assert record.energy_consumed == score["energy_kwh"], (record.energy_consumed, score["energy_kwh"])
    grams = record.emissions * 1000
    assert abs(grams - score["operational_g"]) <= 1e-9 * grams, (grams, score)
    print(f"CodeCarbon {codecarbon.__version__} takes the row: {record.energy_consumed} kWh, {record.emissions} kg.")


if __name__ == "__main__":
    main(sys.argv[1])
