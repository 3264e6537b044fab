#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A study as Optuna's storage: read by Optuna itself, equal trial by trial, and back again (export, import).

check_optuna.py TUNESCOPE_CLI. Needs python3-optuna; exit code 77 (skipped) without it.
"""
import json
import os
import subprocess
import sys
import tempfile

try:
    import optuna
except ImportError:
    sys.exit(77)

SPEC = {
    "format": "tunescope.study/1", "name": "both ways", "seed": 1, "data": {"source": "iris"},
    "space": {"params": [
        {"name": "units", "type": "int", "low": 4, "high": 62, "step": 3},
        {"name": "batch_size", "type": "int", "low": 4, "high": 128, "log": True},
        {"name": "learning_rate", "type": "float", "low": 0.001, "high": 10, "log": True},
        {"name": "optimizer", "type": "categorical", "choices": ["sgd", "adam"]},
        {"name": "dropout", "type": "float", "low": 0, "high": 0.5, "step": 0.1},
        {"name": "momentum", "type": "float", "low": 0, "high": 0.9}]},
    "fixed": {"epochs": 9}, "sampler": {"name": "tpe"}, "pruner": {"name": "median"}, "budget": {"trials": 30}}
CLI = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else sys.exit(__doc__)
STATES = {"complete": "COMPLETE", "pruned": "PRUNED", "diverged": "FAIL", "failed": "FAIL"}


def cli(*arguments):
    return subprocess.run([CLI, *arguments], check=True, capture_output=True, text=True).stdout


def accuracies(trial):
    return {e["epoch"]: e["validation"]["accuracy"] for e in trial["runs"][0]["epochs"] if e["epoch"] > 0}


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("spec.json", "w") as file:
            json.dump(SPEC, file)
        cli("run", "spec.json", "--out", "a.tune", "--quiet")
        cli("export", "a.tune", "--as", "optuna", "-o", "a.db")
        ours = json.loads(cli("show", "a.tune", "--json"))
        study = optuna.load_study(study_name="both ways", storage="sqlite:///a.db")
        assert study.direction == optuna.study.StudyDirection.MAXIMIZE
        assert study.best_trial.number == ours["best"]
        assert len(study.trials) == len(ours["trials"]) == 30
        assert {"complete", "pruned"} <= {t["state"] for t in ours["trials"]}
        for theirs, own in zip(study.trials, ours["trials"]):
            assert theirs.number == own["number"] and theirs.state.name == STATES[own["state"]]
            assert theirs.params == own["params"], (theirs.params, own["params"])
            assert own["value"] is None or theirs.value == own["value"]
            assert theirs.intermediate_values == accuracies(own)
            assert theirs.user_attrs["tunescope:state"] == own["state"]
        cli("import", "a.db", "--into", "b.tune")
        again = json.loads(cli("show", "b.tune", "--json"))
        assert len(again["trials"]) == 30
        for back, own in zip(again["trials"], ours["trials"]):
            for key in ("state", "params", "value", "last_value", "best_epoch", "seed", "weights", "flops"):
                assert back[key] == own[key], (key, back[key], own[key])
            assert accuracies(back) == accuracies(own) and back["origin"] == "imported"
        cli("check", "b.tune")
        cli("run", "spec.json", "--out", "b.tune", "--trials", "4", "--quiet")  # On top of the imported ones.
        assert len(json.loads(cli("show", "b.tune", "--json"))["trials"]) == 34
        # A study that Optuna made, under other names.
        made = optuna.create_study(study_name="made elsewhere", storage="sqlite:///c.db", direction="maximize")
        made.optimize(lambda t: t.suggest_float("lr", 1e-3, 1e-1, log=True) + t.suggest_int("units", 4, 62, step=2) / 1e3,
                      n_trials=5)
        text = cli("import", "c.db", "--into", "b.tune", "--column", "lr=learning_rate")
        assert "5 trials imported" in text, text
        last = json.loads(cli("show", "b.tune", "--json"))["trials"][-1]
        assert last["params"] == {"units": made.trials[-1].params["units"], "learning_rate": made.trials[-1].params["lr"]}
        assert last["value"] == made.trials[-1].value


main()
