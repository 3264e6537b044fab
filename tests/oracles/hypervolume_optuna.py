#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hypervolume of NSGA-II and MO-TPE beside Optuna's, on the same budget.

    /usr/bin/python3 tests/oracles/hypervolume_optuna.py build/release/bin/tunescope-cli [seeds] [trials]

ZDT1, ZDT2 and ZDT3 with six variables (Zitzler, Deb & Thiele, Evolutionary Computation 8, 2000). Printed is the
mean hypervolume over the seeds up to the point (11, 11), as a share of 121; more is better. Both programs run
one trial after the other with their default options. Needs python3-optuna; not a unit test.
"""
import json
import math
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
DIMENSIONS = 6
REFERENCE = 11.0


def zdt(kind, x):
    g = 1 + 9 * sum(x[1:]) / (len(x) - 1)
    ratio = x[0] / g
    shape = {1: 1 - math.sqrt(ratio), 2: 1 - ratio**2,
             3: 1 - math.sqrt(ratio) - ratio * math.sin(10 * math.pi * x[0])}[kind]
    return x[0], g * shape


def hypervolume(points):
    area, height = 0.0, REFERENCE
    for first, second in sorted(points):
        if first < REFERENCE and second < height:
            area += (REFERENCE - first) * (height - second)
            height = second
    return area / REFERENCE**2


def ours(program, sampler, kind, seed, trials):
    process = subprocess.Popen([program, "ask-tell"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def call(message):
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    params = [{"name": f"x{i}", "type": "float", "low": 0, "high": 1} for i in range(DIMENSIONS)]
    call({"protocol": "hpo-asktell/1", "space": {"params": params}, "directions": ["minimize"] * 2, "seed": seed,
          "sampler": sampler, "n_trials": trials})
    points = []
    for _ in range(trials):
        asked = call({"ask": True})
        points.append(zdt(kind, [asked["params"][f"x{i}"] for i in range(DIMENSIONS)]))
        call({"tell": {"id": asked["id"], "state": "complete", "values": points[-1]}})
    call({"close": True})
    process.wait()
    return hypervolume(points)


def theirs(sampler, kind, seed, trials):
    study = optuna.create_study(directions=["minimize"] * 2, sampler=sampler(seed))
    study.optimize(lambda t: zdt(kind, [t.suggest_float(f"x{i}", 0, 1) for i in range(DIMENSIONS)]), trials)
    return hypervolume([t.values for t in study.trials])


def main():
    program = sys.argv[1]
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    trials = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    rivals = {
        "nsga2": lambda k, s: ours(program, "nsga2", k, s, trials),
        "optuna NSGA-II": lambda k, s: theirs(lambda x: optuna.samplers.NSGAIISampler(seed=x), k, s, trials),
        "motpe": lambda k, s: ours(program, "motpe", k, s, trials),
        "optuna MO-TPE": lambda k, s: theirs(lambda x: optuna.samplers.TPESampler(seed=x), k, s, trials),
    }
    for name, run in rivals.items():
        means = [sum(run(kind, seed) for seed in range(seeds)) / seeds for kind in (1, 2, 3)]
        print(f"{name:16s} ZDT1 {means[0]:.4f}  ZDT2 {means[1]:.4f}  ZDT3 {means[2]:.4f}", flush=True)


if __name__ == "__main__":
    main()
