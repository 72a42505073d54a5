#!/usr/bin/env python3
"""Recomputes columns of a replay's CSV from its other columns, by the formulas of the data dictionary alone.

    carbon-replay --csv replay.csv && check_columns.py replay.csv Benchmarks/schemas/columns.md

The formulas are read from the dictionary's text: what it says is what is computed.
"""
import csv
import re
import sys

COLUMNS = {"window_h": 1e-12, "segments_per_hour": 1e-12, "pauses_per_hour": 1e-12, "savings_percent_ratio_of_sums": 1e-9}


def formulas(path):
    """The arithmetic at the beginning of a column's meaning, or after its colon."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) == 6 and cells[1].strip("`") in COLUMNS:
                formula = re.search(r"(?:^|: )([0-9a-z_+\-*/() ]*[/*][0-9a-z_+\-*/() ]*)", cells[4])
                found[cells[1].strip("`")] = formula.group(1).strip()
    return found


def main():
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = formulas(sys.argv[2])
    failed = set(COLUMNS) - set(known)
    for name in failed:
        print(f"{name}: the dictionary has no formula")
    for name, formula in known.items():
        words = set(re.findall(r"[a-z_]+", formula))
        code = compile(formula, name, "eval")
        worst, count = 0.0, 0
        for row in rows:
            if row[name] == "" or any(row[word] == "" for word in words):
                continue
            value = eval(code, {"__builtins__": {}}, {word: float(row[word]) for word in words})
            worst = max(worst, abs(value - float(row[name])) / max(1.0, abs(value)))
            count += 1
        print(f"{name} = {formula}: {count} of {len(rows)} rows, largest relative difference {worst:.2g}")
        if count == 0 or worst > COLUMNS[name]:
            failed.add(name)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
