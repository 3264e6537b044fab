#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A study as Optuna's storage: read by Optuna itself, equal trial by trial, and back again (export, import).

check_optuna.py TUNESCOPE_CLI. Needs python3-optuna; exit code 77 (skipped) without it.
"""
import json
import math
import os
import sqlite3
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


def ranked(shares):
    return [name for name, _ in sorted(shares.items(), key=lambda item: -item[1])]


def check_foreign_importance():
    """Parameters that are none of ours, odd names and one with a condition: ranks as Optuna's own.

    See check_logarithmic_importance() for logarithmic scales.
    """
    def objective(trial):
        kind = trial.suggest_categorical("art ü", ["weich", "hart", "漢"])
        size = trial.suggest_float("größe, m", 0, 10)
        count = trial.suggest_int("n'count\"", 1, 9, step=2)
        noise = trial.suggest_float("noise", 0, 1)
        if kind == "hart":
            size += trial.suggest_float("only with hart", 0, 0.01)
        if trial.number % 13 == 7:
            raise optuna.TrialPruned()
        return size + {"weich": 0, "hart": 2.5, "漢": 5}[kind] + 0.5 * count + 0.1 * noise

    for direction, seed in (("maximize", 1), ("minimize", 2)):
        study = optuna.create_study(study_name="foreign", storage=f"sqlite:///foreign{seed}.db", direction=direction,
                                    sampler=optuna.samplers.RandomSampler(seed=seed))
        study.optimize(objective, n_trials=150)
        theirs = optuna.importance.get_param_importances(study, evaluator=optuna.importance.FanovaImportanceEvaluator(seed=0))
        for method in ("fanova", "ped-anova"):
            report = json.loads(cli("importance", f"foreign{seed}.db", "--method", method, "--json"))
            ours = {p["name"]: p["share"] for p in report["params"]}
            assert set(ours) == set(theirs) == {"art ü", "größe, m", "n'count\"", "noise"}, ours
            # PED-ANOVA asks another question: what sets the best trials apart.
            assert method == "ped-anova" or ranked(ours)[:3] == ranked(theirs)[:3], (ours, theirs)


def check_logarithmic_importance():
    """Optuna's fANOVA weighs a logarithmic range by values; ours does so for its storages unless told otherwise."""
    def objective(trial):
        rate = trial.suggest_float("rate", 1e-5, 1.0, log=True)
        units = trial.suggest_int("width", 4, 256, log=True)
        other = trial.suggest_float("other", 0, 1)
        return abs(math.log10(rate) + 2) + 2 * other + 0.02 * math.log2(units)

    for seed in (3, 4, 5):
        study = optuna.create_study(study_name="log", storage=f"sqlite:///log{seed}.db",
                                    sampler=optuna.samplers.RandomSampler(seed=seed))
        study.optimize(objective, n_trials=200)
        theirs = optuna.importance.get_param_importances(study, evaluator=optuna.importance.FanovaImportanceEvaluator(seed=0))
        shares = {}
        for axes in ("linear", "declared"):
            report = json.loads(cli("importance", f"log{seed}.db", "--method", "fanova", "--axes", axes, "--json"))
            shares[axes] = {p["name"]: p["share"] for p in report["params"]}
        default = json.loads(cli("importance", f"log{seed}.db", "--method", "fanova", "--json"))
        assert {p["name"]: p["share"] for p in default["params"]} == shares["linear"]
        assert ranked(shares["linear"]) == ranked(theirs), (shares, theirs)
        assert ranked(shares["declared"])[0] == "rate", (shares, theirs)


def refused(*arguments):
    done = subprocess.run([CLI, *arguments], capture_output=True, text=True)
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1, (done.returncode, done.stderr)
    return done.stderr


def check_faulty_files():
    """Truncated, foreign and newer files: one sentence, and nothing changes."""
    before = open("b.tune", "rb").read()
    whole = open("a.db", "rb").read()
    for length in (10, 100, len(whole) // 2, len(whole) - 3000):
        with open("cut.db", "wb") as file:
            file.write(whole[:length])
        refused("import", "cut.db", "--into", "b.tune")
    with open("newer.db", "wb") as file:
        file.write(whole)
    connection = sqlite3.connect("newer.db")
    connection.execute("UPDATE version_info SET schema_version = 13")
    connection.commit()
    connection.close()
    assert "13" in refused("import", "newer.db", "--into", "b.tune")
    for name, content in (("empty.csv", b""), ("noise.bin", os.urandom(3000)), ("other.json", b'{"a": 1}'),
                          ("best.json", b'{"format": "tunescope.best/9"}'), ("words.csv", b"hello\nworld\n")):
        with open(name, "wb") as file:
            file.write(content)
        refused("import", name, "--into", "b.tune")
    tune = open("a.tune", "rb").read()
    with open("cut.tune", "wb") as file:
        file.write(tune[: len(tune) // 3])
    refused("import", "cut.tune", "--into", "b.tune")
    assert open("b.tune", "rb").read() == before


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
        check_foreign_importance()
        check_logarithmic_importance()
        check_faulty_files()


main()
