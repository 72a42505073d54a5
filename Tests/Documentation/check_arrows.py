#!/usr/bin/env python3
"""Holds .ci/arrows to what it promises: on a small package of two folders it passes, and it fails where an arrow is missing from
the table, where one is not used, and where the folders use each other.

usage: Tests/Documentation/check_arrows.py
"""
import pathlib
import subprocess
import sys
import tempfile

ARROWS = pathlib.Path(__file__).parent.parent.parent / ".ci/arrows"
PACKAGE = '.target(name: "House", swiftSettings: strict)'
UPPER, LOWER = "struct Upper { let lower: Lower }\n", "struct Lower {}\n"
TABLE = "House : a house\n  Low : what is used\n  High -> Low : what uses it\n"
CIRCLE = TABLE.replace("  Low :", "  Low -> High :")

# What the check is shown, whether it passes, and what it says.
CASES = {
    "as the table says": (UPPER, LOWER, TABLE, True, "in no circle"),
    "an arrow that is not in the table": (UPPER, LOWER, TABLE.replace("-> Low ", ""), False, "House/High uses House/Low"),
    "an arrow that is not used": ("struct Upper {}\n", LOWER, TABLE, False, "House/High may use House/Low"),
    "folders that use each other": (UPPER, "struct Lower { typealias Owner = Upper }\n", CIRCLE, False, "round in a circle"),
    "a name in a comment or a text": (UPPER, LOWER + '// Upper\nlet text = "Upper"\n', TABLE, True, "in no circle"),
}


def main():
    for name, (upper, lower, table, passes, words) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            files = {
                "Package.swift": PACKAGE,
                "Sources/House/High/Upper.swift": upper,
                "Sources/House/Low/Lower.swift": lower,
                ".ci/arrows.txt": table,
            }
            for path, text in files.items():
                file = pathlib.Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            result = subprocess.run([sys.executable, ARROWS, folder], capture_output=True, text=True)
            said = result.stdout + result.stderr
            if (result.returncode == 0) != passes or words not in said:
                sys.exit(f"{name}: exit {result.returncode}, and it says:\n{said}")
    print(f"The check of who uses whom answers all {len(CASES)} cases.")


main()
