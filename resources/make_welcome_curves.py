#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records the learning curves that the first page shows, from a study that really ran:

    tunescope-cli run DEMO.json --out demo.tune
    tunescope-cli show demo.tune --json | resources/make_welcome_curves.py > resources/welcome_curves.json

Keeps the best trial, the runner-up and 46 others spread evenly over the study, whatever came of them.
"""
import json
import sys

KEPT = 48


def curve(trial, metric):
    """Validation metric by epoch, epoch 0 first; stops where the trial stopped."""
    runs = trial.get("runs") or [{}]
    values = [epoch.get("validation", {}).get(metric) for epoch in runs[0].get("epochs", [])]
    known = [value for value in values if value is not None]
    return [round(value, 4) for value in known]


def main():
    study = json.load(sys.stdin)
    metric = study["spec"].get("protocol", {}).get("metric", "accuracy")
    trials = [trial for trial in study["trials"] if len(curve(trial, metric)) > 1]
    ranked = sorted((t for t in trials if t.get("value") is not None), key=lambda t: -t["value"])
    if len(ranked) < 2:
        sys.exit("The study needs at least two complete trials.")
    kept = ranked[:2]
    others = [trial for trial in trials if trial not in kept]
    step = max(1.0, len(others) / (KEPT - 2))
    kept += [others[int(i * step)] for i in range(min(KEPT - 2, len(others)))]
    classes = 10
    json.dump({"format": "tunescope.welcome-curves/1", "data": study["spec"]["data"]["source"],
               "metric": metric, "guessing": 1 / classes, "trials": [trial["number"] for trial in kept],
               "curves": [curve(trial, metric) for trial in kept]}, sys.stdout)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
