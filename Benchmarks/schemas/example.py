# What a replay's CSV holds, in ten lines of pandas:
#   carbon-replay --csv replay.csv && python3 Benchmarks/schemas/example.py replay.csv
import sys

import pandas as pd

cells = pd.read_csv(sys.argv[1])
table = cells.pivot_table(index="workload", columns=["algorithm", "added_time"], values="savings_percent_mean_of_ratios")
print(table.round(1).to_string())
print(cells.groupby("region").savings_percent_p50.mean().sort_values(ascending=False).round(1).to_string())

# Two columns found again from others, as the data dictionary has them.
segments = (cells.pauses + 1) / cells.window_h
ratio = 100 * (cells.baseline_g - cells.emissions_g) / cells.baseline_g
assert (segments - cells.segments_per_hour).abs().max() <= 1e-12 * segments.max()
assert (ratio - cells.savings_percent_ratio_of_sums).abs().max() <= 1e-9
print("segments_per_hour and savings_percent_ratio_of_sums follow from the other columns.")
