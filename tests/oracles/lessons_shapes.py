#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every lesson, its twist and its frozen settings elsewhere, and prints what came out.

  lessons_shapes.py [TUNESCOPE_CLI] [--only 1,2] [--workers 2]

Exit 1 if a part does not end, has fewer than three seeds a value, takes longer than its limit (60 s, 180 s with
the twist), or if one of the shapes that the design notes call reproduced (lessons 1, 2, 3, 4, 5, 7, 9) does not hold
on its own data and elsewhere. Seconds are those of this machine with what else it does. Not a unit test: it trains
about 900 networks.
"""
import argparse
import json
import subprocess
import sys
import time

# Claims that must hold (or fail, with False) for the shape to be there, on the lesson's data and elsewhere.
SHAPES = {
    1: {"slow": "yes", "peak": "yes", "collapse": "yes"},
    2: {"peak": "yes", "first": "yes", "falls": "yes", "train_falls": "yes"},
    3: {"falls": "yes", "end": "yes"},
    4: {"rises": "yes", "naive": "yes", "weak": "yes"},
    5: {"peak": "yes", "falls": "yes"},
    7: {"sigmoid": "yes", "leaky": "yes"},
    9: {"slower": "yes", "power": "yes"},
}
# Where the article does not hold, the lesson must say so.
AGAINST = {6: {"zigzag": ("no", "unclear")}, 8: {"four": ("no",), "train": ("yes",)}}


def run(cli, number, part, workers):
    command = [cli, "lesson", str(number), "--json", "--quiet", "--workers", str(workers)]
    command += [] if part == "main" else ["--" + part]
    start = time.time()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"lesson {number} {part}: exit {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout), time.time() - start


def show(number, part, result, seconds):
    cells = []
    for value in result["values"]:
        interval = value["interval"]
        half = (interval["high"] - interval["low"]) / 2 if interval["high"] is not None else float("nan")
        cells.append(f"{value['label']}: {interval['mean']:.4g}+-{half:.2g}")
    claims = " ".join(f"{claim['id']}={claim['verdict']}" for claim in result["claims"])
    print(f"{number:2} {part:9} {seconds:5.1f} s  {result['data'][:24]:24} {' | '.join(cells)}\n"
          f"{'':22}{claims}  -> {result['verdict']['title']}", flush=True)


def faults(number, part, result):
    found = []
    verdicts = {claim["id"]: claim["verdict"] for claim in result["claims"]}
    if not result["complete"]:
        found.append("is not complete")
    if any(len(value["scores"]) < 3 for value in result["values"]):
        found.append("has a value with fewer than three seeds")
    if part in ("main", "elsewhere"):
        for claim, wanted in SHAPES.get(number, {}).items():
            if verdicts[claim] != wanted:
                found.append(f"{claim} is {verdicts[claim]}, not {wanted}")
        for claim, allowed in AGAINST.get(number, {}).items():
            if verdicts[claim] not in allowed:
                found.append(f"{claim} is {verdicts[claim]}")
    return [f"lesson {number} {part}: {fault}" for fault in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cli", nargs="?", default="tunescope-cli")
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    wanted = {int(number) for number in options.only.split(",") if number}
    lessons = json.loads(subprocess.run([options.cli, "lesson", "list", "--json"], capture_output=True, text=True, check=True).stdout)
    problems = []
    for lesson in lessons:
        number = lesson["number"]
        if wanted and number not in wanted:
            continue
        taken = {}
        for part in ["main"] + (["twist"] if lesson["twist"] else []) + (["elsewhere"] if lesson["elsewhere"] else []):
            result, taken[part] = run(options.cli, number, part, options.workers)
            show(number, part, result, taken[part])
            problems += faults(number, part, result)
        if taken["main"] > 60 or taken["main"] + taken.get("twist", 0) > 180:
            problems.append(f"lesson {number}: {taken['main']:.0f} s, with the twist {taken['main'] + taken.get('twist', 0):.0f} s")
    for problem in problems:
        print("FAULT", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
