# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports scripts of small studies and checks them from outside: they compile, their lists of rows are a split, and
where PyTorch and scikit-learn are installed they reach the score of the trial they were made from.

check_scripts.py PROGRAM
"""
import gzip
import json
import pathlib
import py_compile
import random
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
FOLDER = pathlib.Path(tempfile.mkdtemp())


def run(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, f"{arguments}: exit {done.returncode}, {done.stderr}"
    return done


def has(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0


def regression_table():
    random.seed(1)
    lines = ["a,b,kind,y"]
    for i in range(300):
        a, b, kind = random.random() * 10, random.gauss(0, 2), random.choice("uvw")
        lines.append(f"{a:.3f},{'' if i % 17 == 0 else round(b, 3)},{kind},{3 * a - 2 * b + (5 if kind == 'u' else 0):.3f}")
    path = FOLDER / "numbers.csv"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def make_study(name, data, fixed, metric=None):
    spec = {"format": "tunescope.study/1", "name": name, "seed": 3, "data": data,
            "protocol": {"kind": "holdout", "validation": 0.2, "test": 0.2},
            "space": {"params": [{"name": "learning_rate", "type": "float", "low": 0.004, "high": 0.008, "log": True}]},
            "fixed": fixed, "sampler": {"name": "random"}, "budget": {"trials": 2}}
    if metric:
        spec["protocol"]["metric"] = metric
    if name == "stopping":
        spec["protocol"]["stopping"] = 0.2
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(spec))
    study = FOLDER / f"{name}.tune"
    run("run", path, "--out", study, "--quiet")
    return study, json.loads(run("show", study, "--json").stdout)


def check_files(script):
    py_compile.compile(str(script), doraise=True)
    split = json.loads((FOLDER / f"{script.stem}.split.json").read_text())
    train, validation = set(split["train"]), set(split["validation"])
    stopping = set(split.get("stopping", []))
    assert train and validation and not train & validation and not stopping & (train | validation)
    assert bool(stopping) == script.stem.startswith("stopping")
    packed = FOLDER / f"{script.stem}.data.csv.gz"
    text = gzip.open(packed, "rt").read() if packed.exists() else (FOLDER / f"{script.stem}.data.csv").read_text()
    rows = len(text.splitlines()) - (0 if packed.exists() else 1)
    assert max(train | validation) < rows and len(train) + len(validation) < rows  # The test rows are in neither.


def check_score(script, value, tolerance):
    done = subprocess.run([sys.executable, str(script), "--seeds", "3"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    mean = float(done.stdout.strip().splitlines()[-1].split(":")[1].split(",")[0])
    assert abs(mean - value) < tolerance, f"{script.name}: {mean} instead of {value}"


STUDY_SCRIPTS = {"gridsearchcv": ["--random", "2"], "keras-tuner": None, "optuna-script": ["--trials", "3"], "hyperopt": None}


def check_study_script(study, kind, models, can_run):
    """"The same study in ...": it compiles, reads disjoint splits, and where its libraries are there it searches."""
    script = FOLDER / f"{study.stem}_{kind}.py"
    if kind == "gridsearchcv" and "mlp" not in models:
        refused = run("export", study, "--as", kind, "-o", script, code=2)
        assert models[0] in refused.stderr and not script.exists()
        return
    run("export", study, "--as", kind, "-o", script)
    py_compile.compile(str(script), doraise=True)
    splits = json.loads((FOLDER / f"{script.stem}.split.json").read_text())["splits"]
    for split in splits:
        assert split["train"] and split["validation"] and not set(split["train"]) & set(split["validation"])
    if not can_run or STUDY_SCRIPTS[kind] is None:
        return
    done = subprocess.run([sys.executable, str(script), *STUDY_SCRIPTS[kind]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "best of" in done.stdout or "trial " in done.stdout, done.stdout
    return len(splits)


def study_specs():
    """Spaces with conditions, folds, several models, a queue, odd names and several objectives."""
    rate = {"name": "learning_rate", "type": "float", "low": 0.001, "high": 0.03, "log": True}
    yes = {"kind": "holdout", "validation": 0.2, "test": 0.2}
    conditional = [
        {"name": "optimizer", "type": "categorical", "choices": ["sgd", "adam", "rmsprop"]}, rate,
        {"name": "momentum", "type": "float", "low": 0, "high": 0.95, "step": 0.05, "when": [{"param": "optimizer", "in": ["sgd", "rmsprop"]}]},
        {"name": "nesterov", "type": "categorical", "choices": [True, False], "when": [{"param": "optimizer", "in": ["sgd"]}]},
        {"name": "hidden_layers", "type": "int", "low": 1, "high": 2},
        {"name": "units_1", "type": "int", "low": 4, "high": 32, "log": True},
        {"name": "units_2", "type": "int", "low": 4, "high": 32, "step": 4, "when": [{"param": "hidden_layers", "in": [2]}]},
        {"name": "batch_size", "type": "categorical", "choices": [16, 64], "ordered": True},
        {"name": "l2", "type": "float", "low": 1e-5, "high": 1e-2, "log": True}]
    queue = [{"optimizer": "adam", "learning_rate": 0.01, "hidden_layers": 1, "units_1": 8, "batch_size": 16, "l2": 0.001}]
    return [
        ("folds", {"name": "K\u00f6nig \"\u6f22\"\n'x'\\", "data": {"source": "penguins"}, "protocol": {**yes, "kind": "kfold", "folds": 3},
                   "space": {"params": conditional}, "fixed": {"model": "mlp", "epochs": 3}, "sampler": {"name": "tpe"},
                   "pruner": {"name": "median"}, "queue": queue}, ["mlp"]),
        ("nets", {"data": {"source": "digits"}, "protocol": yes, "sampler": {"name": "gp"}, "pruner": {"name": "asha"},
                  "space": {"params": [rate, {"name": "model", "type": "categorical", "choices": ["mlp", "cnn"]},
                                       {"name": "normalization", "type": "categorical", "choices": ["none", "batch", "layer"]},
                                       {"name": "schedule", "type": "categorical", "choices": ["cosine", "one_cycle", "plateau"]}]},
                  "fixed": {"epochs": 1, "hidden_layers": 2, "units": 16, "weight_decay": 0.001}}, ["mlp", "cnn"]),
        ("cells", {"data": {"source": "nysesw"}, "protocol": yes, "sampler": {"name": "random"},
                   "space": {"params": [rate, {"name": "model", "type": "categorical", "choices": ["lstm", "gru"]}]},
                   "fixed": {"epochs": 1, "units": 4, "hidden_layers": 1, "batch_size": 128}}, ["lstm", "gru"]),
        ("value", {"data": {"source": regression_table(), "target": "y"}, "protocol": {**yes, "metric": "rmse"},
                   "sampler": {"name": "grid", "count": 2}, "space": {"params": [rate]},
                   "fixed": {"model": "mlp", "epochs": 3, "units": 8, "patience": 2}}, ["mlp"]),
        ("trade", {"data": {"source": "iris"}, "protocol": {**yes, "repeats": 2}, "sampler": {"name": "nsga2"},
                   "objectives": [{"metric": "accuracy"}, {"metric": "weights"}],
                   "space": {"params": [rate, {"name": "units", "type": "int", "low": 4, "high": 32, "log": True}]},
                   "fixed": {"model": "mlp", "epochs": 2}}, ["mlp"])]


def check_study_scripts():
    can_run = {"gridsearchcv": has("sklearn") and has("pandas"), "optuna-script": has("optuna") and has("torch")}
    for name, more, models in study_specs():
        spec = {"format": "tunescope.study/1", "name": name, "seed": 5, "budget": {"trials": 2}, **more}
        path = FOLDER / f"{name}.json"
        path.write_text(json.dumps(spec))
        study = FOLDER / f"{name}.tune"
        run("run", path, "--out", study, "--quiet")
        for kind in STUDY_SCRIPTS:
            check_study_script(study, kind, models, can_run.get(kind, False))


def main():
    mlp = {"model": "mlp", "epochs": 15, "batch_size": 16, "hidden_layers": 1, "units": 16}
    studies = [
        ("penguins", {"source": "penguins"}, {**mlp, "class_weight": "balanced", "schedule": "one_cycle"}, None, 0.06),
        ("ordinal", {"source": "penguins"}, {**mlp, "encoding": "ordinal", "missing": "drop", "scaling": "robust",
                                             "patience": 5, "schedule": "plateau", "l1": 0.001}, None, 0.06),
        ("numbers", {"source": regression_table(), "target": "y"}, {**mlp, "units": 32, "epochs": 25}, "rmse", 1.0),
        ("pictures", {"source": "digits"}, {"model": "cnn", "epochs": 4, "batch_size": 32, "hidden_layers": 2,
                                            "units": 32, "filters": 8, "normalization": "batch"}, None, 0.06),
        ("stopping", {"source": "wine"}, {**mlp, "patience": 6}, None, 0.12),
        ("series", {"source": "nysesw"}, {"model": "lstm", "epochs": 2, "batch_size": 64, "hidden_layers": 1,
                                          "units": 12, "dropout": 0.1}, None, 0.06),
    ]
    libraries = {"pytorch": has("torch"), "keras": False, "sklearn": has("sklearn")}
    for name, data, fixed, metric, tolerance in studies:
        study, shown = make_study(name, data, fixed, metric)
        best = max(shown["trials"], key=lambda t: (t["value"] or 0) * (-1 if metric == "rmse" else 1))
        for library, can_run in libraries.items():
            script = FOLDER / f"{name}_{library}.py"
            if library == "sklearn" and fixed["model"] != "mlp":
                refused = run("export", study, "--as", library, "-o", script, code=2)
                assert fixed["model"] in refused.stderr and not script.exists()
                continue
            run("export", study, "--as", library, "-o", script)
            check_files(script)
            first = script.read_text()
            run("export", study, "--as", library, "-o", script)
            assert script.read_text() == first
            # scikit-learn lacks settings, so only the plain network is held to its score.
            if can_run and (library == "pytorch" or name == "numbers"):
                check_score(script, best["value"], tolerance)
    check_study_scripts()
    table = run("export", study, "--as", "markdown", "--trial", 0, 1).stdout
    assert table.count("\n| ") >= 4 and "learning\\_rate" in table
    assert "\\toprule" in run("export", study, "--as", "latex").stdout
    assert run("export", study, "--as", "predictions").stdout.startswith("row,true,predicted")
    run("export", study, "--as", "markdown", "--trial", 77, code=2)
    assert "tunescope --export pdf" in run("export", study, "--as", "pdf", "-o", FOLDER / "report.pdf", code=2).stderr
    ran = [name for name, can_run in libraries.items() if can_run]
    print(f"{len(studies)} studies, scripts run under: {', '.join(ran) or 'none (only compiled)'}")


main()
