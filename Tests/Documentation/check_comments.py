"""Every public symbol of a symbol graph has a comment. usage: check_comments.py MODULE.symbols.json"""
import json
import sys

graph = json.load(open(sys.argv[1]))
# What the compiler makes, and what another module declares, has no place for a comment here.
missing = [
    f"{'.'.join(symbol['pathComponents'])} ({symbol['kind']['displayName']})"
    for symbol in graph["symbols"]
    if "location" in symbol and "docComment" not in symbol and "::SYNTHESIZED::" not in symbol["identifier"]["precise"]
]
for name in sorted(missing):
    print("no comment:", name)
print(f"{graph['module']['name']}: {len(graph['symbols'])} public symbols, {len(missing)} without a comment")
sys.exit(1 if missing else 0)
