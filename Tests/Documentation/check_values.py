"""Every public value of a symbol graph says itself in words and is Codable. usage: check_values.py MODULE.symbols.json

What is no data is listed below, each with why; a name that is there but no longer needs to be is a fault too.
"""
import json
import sys

# Not Codable, and why.
NO_DATA = {
    "views of something else": ["FlexibleStart.Sweep", "FlexibleStart.Sweep.Element", "PauseAndResume.Sweep",
                                "PauseAndResume.Sweep.Element", "Slots", "Slots.Slot"],
    "what a forecaster has learned, or a rule is told, while it works": [
        "AdaptiveProfile.Memory", "ArchivedForecasts", "DailyWeeklyProfile.Memory", "HistoryForecasts", "OnlineState",
        "Persistence.Memory", "SameTimeBefore.Memory", "Fleet.Progress"],
    "answers that hold errors": [
        "AlternativeComparison", "AlternativeComparison.Failure", "RegionComparison", "RegionComparison.Failure",
        "PlanFit", "ReplayResult", "InputError.Kind"],
    "files of their own form, with readers and writers": [
        "AlternativeTable", "FleetTable", "SiteTable", "SiteTable.Row", "TraceDocument", "TraceFolder", "SlotChange",
        "FractionDigits", "InputSource"],
    "holds a function": ["LogClock"],
    "a whole evaluation, told apart by its settings, which are Codable": ["Replay", "Replay.Region"],
    "tables of the paper, which are constants": [
        "PaperComparison", "PublishedDay", "PublishedJob", "PublishedPowerShare", "PublishedRegion", "PublishedRow"],
}

graph = json.load(open(sys.argv[1]))
conformances = {}
for relation in graph["relationships"]:
    if relation["kind"] == "conformsTo":
        name = relation.get("targetFallback", relation["target"]).split(".")[-1]
        conformances.setdefault(relation["source"], set()).add(name)

no_data = {name: reason for reason, names in NO_DATA.items() for name in names}
faults, count, exempt = [], 0, 0
for symbol in graph["symbols"]:
    if symbol["kind"]["identifier"] not in ("swift.struct", "swift.enum", "swift.class"):
        continue
    count += 1
    name, conforms = ".".join(symbol["pathComponents"]), conformances.get(symbol["identifier"]["precise"], set())
    if "CustomStringConvertible" not in conforms:
        faults.append(f"{name} has no description")
    if "Error" in conforms:
        continue
    is_codable = {"Encodable", "Decodable"} <= conforms
    if name in no_data:
        exempt += 1
        if is_codable:
            faults.append(f"{name} is Codable, and listed as {no_data[name]}")
    elif not is_codable:
        faults.append(f"{name} is not Codable")
for fault in sorted(faults):
    print(fault)
print(f"{graph['module']['name']}: {count} public types, {exempt} no data; {len(faults)} without a description or not Codable")
sys.exit(1 if faults else 0)
