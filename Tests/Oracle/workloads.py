"""The jobs of a replay: the paper's eleven, or those of a CSV file."""

import csv

# Dodge et al. (2022): minutes and kWh of one run.
PUBLISHED_WORKLOADS = {
    "bert-finetune": (360, 3.1), "bert-language-model": (2160, 37.3), "transformer-6b": (11520, 13812.4),
    "densenet-121": (20, 0.02), "densenet-169": (20, 0.028), "densenet-201": (25, 0.037),
    "vit-tiny": (1140, 1.7), "vit-small": (1140, 2.2), "vit-base": (1260, 4.7),
    "vit-large": (5400, 93.3), "vit-huge": (12960, 237.6),
}


def read_workloads(path):
    """Name to minutes and kWh, from a workloads CSV."""
    with open(path, newline="", encoding="utf-8") as file:
        return {row["workload"]: (int(row["duration_minutes"]), float(row["energy_kwh"]))
                for row in csv.DictReader(file)}
