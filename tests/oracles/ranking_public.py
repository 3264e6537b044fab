#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repeats the ranking of a sampler among recorded rivals (goals G1, G2, G3 and G6 of the design).

    /usr/bin/python3 tests/oracles/ranking_public.py BENCH build/release/bin/tunescope-cli [options]

BENCH is the folder of the public search benchmark: run.py, rank.py, refs.json and anchors_public.jsonl, the recorded
runs of Optuna, Hyperopt and others on nine tasks. Its run.py drives `tunescope-cli ask-tell`, its rank.py compares;
nothing of it is written to. Printed are the mean ranks and regrets, then the median number of trials in which the
sampler gets where a rival was after 100, paired by task and seed. Regret 0 = optimum, 1 = median random configuration.
Needs numpy, scipy and scikit-learn; ten seeds take some minutes. Not a unit test.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

RIVALS = ("gp5", "tpe5", "tpe4")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench")
    parser.add_argument("program")
    parser.add_argument("--sampler", default="auto")
    parser.add_argument("--seeds", default="0-9")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", help="JSON Lines to keep, or to continue (default: a temporary file)")
    return parser.parse_args()


def runs_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def running_best(values):
    best, out = float("inf"), []
    for value in values:
        best = min(best, value)
        out.append(best)
    return out


def print_regrets(label, runs, references):
    for count in (25, 50, 100):
        by_task = {}
        for run in runs:
            task = references[run["task"]]
            regret = (min(run["values"][:count]) - task["fstar"]) / (task["median"] - task["fstar"])
            by_task.setdefault(run["task"], []).append(max(0.0, regret))
        mean = statistics.mean(statistics.mean(values) for values in by_task.values())
        print(f"{label}: mean regret at {count} = {mean:.4f} on {len(by_task)} tasks")


def print_trials_to_reach(runs, rivals):
    ours = {(run["task"], run["seed"]): running_best(run["values"]) for run in runs}
    for rival in RIVALS:
        needed = []
        for run in rivals:
            best = ours.get((run["task"], run["seed"]))
            if run["sampler"] != rival or run["workers"] != 1 or best is None:
                continue
            goal = min(run["values"][:100])
            needed.append(next((i + 1 for i, value in enumerate(best) if value <= goal), len(best) + 1))
        if needed:
            print(f"median trials to reach {rival}'s value at 100: {statistics.median(needed):g} "
                  f"({len(needed)} pairs)")


def main():
    options = arguments()
    bench = os.path.abspath(options.bench)
    out = os.path.abspath(options.out) if options.out else os.path.join(tempfile.mkdtemp(), "runs.jsonl")
    environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="1")
    subprocess.run([sys.executable, "run.py", "--cmd", f"{os.path.abspath(options.program)} ask-tell",
                    "--label", "tunescope", "--ext-sampler", options.sampler, "--tasks", "public",
                    "--seeds", options.seeds, "--workers", str(options.workers), "--out", out],
                   cwd=bench, env=environment, check=True, stdout=subprocess.DEVNULL)
    runs = [run for run in runs_of(out) if run["sampler"] == "tunescope" and run["workers"] == options.workers]
    with open(os.path.join(bench, "refs.json"), encoding="utf-8") as file:
        print_regrets(f"{options.sampler}, {options.workers} worker(s)", runs, json.load(file))
    if options.workers == 1:
        anchors = os.path.join(bench, "anchors_public.jsonl")
        print_trials_to_reach(runs, runs_of(anchors))
        sys.stdout.flush()
        subprocess.run([sys.executable, "rank.py", anchors, out, "--tasks", "public"], cwd=bench,
                       env=environment, check=True)


if __name__ == "__main__":
    main()
