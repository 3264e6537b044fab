#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether tunescope-cli trains as well as PyTorch: mean validation accuracy over ten seeds of three networks.

  /usr/bin/python3 tests/oracles/accuracy_against_torch.py build/release/bin/tunescope-cli [--seeds 10] [--json]

Both sides get the same rows for training and validation (a new split for every seed), the same preprocessing fitted
on the training rows, PyTorch's initial distribution (init uniform_fan_in), the same optimizer, batch size (the last,
partial batch kept) and number of epochs. Initial weights and the order of batches are each side's own. Exit code 1
if a mean differs by more than twice the standard error of the difference. Needs python3-torch, python3-sklearn.

Ten seeds on 2026-11-24 (PyTorch 1.13.1, AVX-512; per cent, last epoch; the standard error is that of the difference):
  digits MLP      96.86, PyTorch 96.95, standard error 0.59    best epoch 97.08, 97.08, 0.56
  Fashion CNN     84.51, PyTorch 84.11, standard error 0.46    best epoch 85.04, 84.73, 0.49
  Vowel tanh MLP  92.42, PyTorch 92.46, standard error 0.73    best epoch 93.19, 92.98, 0.76
"""
import argparse
import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile

import numpy
import torch
import torch.nn as nn

DATASETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "datasets")


def idx(name):
    with gzip.open(os.path.join(DATASETS, name)) as file:
        raw = file.read()
    dimensions = raw[3]
    shape = [int.from_bytes(raw[4 + 4 * d:8 + 4 * d], "big") for d in range(dimensions)]
    return numpy.frombuffer(raw, dtype=numpy.uint8, offset=4 + 4 * dimensions).reshape(shape)


def fashion():
    images = numpy.concatenate([idx(f"fashion-{part}-images.idx3.gz") for part in ("train", "test")])
    labels = numpy.concatenate([idx(f"fashion-{part}-labels.idx1.gz") for part in ("train", "test")])
    return images[:, None].astype(numpy.float64), labels.astype(numpy.int64)


def digits():
    from sklearn.datasets import load_digits
    data = load_digits()
    return data.data, data.target.astype(numpy.int64)


def vowel():
    with gzip.open(os.path.join(DATASETS, "vowel.csv.gz"), "rt") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["vowel"] for row in rows})
    features = [f"V{i}" for i in range(2, 11)]
    return (numpy.array([[float(row[f]) for f in features] for row in rows]),
            numpy.array([names.index(row["vowel"]) for row in rows], dtype=numpy.int64))


def mlp(inputs, hidden, activation, classes):
    sizes = [inputs, *hidden]
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), activation()]
    return nn.Sequential(*layers, nn.Linear(sizes[-1], classes))


def cnn():
    return nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.MaxPool2d(2), nn.ReLU(),
                         nn.Conv2d(16, 32, 3, padding=1), nn.MaxPool2d(2), nn.ReLU(),
                         nn.Flatten(), nn.Linear(32 * 7 * 7, 64), nn.ReLU(), nn.Linear(64, 10))


CASES = {
    "digits MLP": dict(
        data="digits", load=digits, network=lambda n: mlp(n, [64, 64], nn.ReLU, 10),
        settings={"model": "mlp", "hidden_layers": 2, "units": 64, "activation": "relu", "optimizer": "adam",
                  "learning_rate": 0.001, "batch_size": 32, "epochs": 20}),
    "Fashion CNN": dict(
        data="fashion", load=fashion, network=lambda n: cnn(),
        settings={"model": "cnn", "hidden_layers": 2, "filters": 16, "kernel_size": 3, "units": 64, "activation": "relu",
                  "optimizer": "adam", "learning_rate": 0.001, "batch_size": 64, "epochs": 10}),
    "Vowel tanh MLP": dict(
        data="vowel", load=vowel, network=lambda n: mlp(n, [24, 24], nn.Tanh, 11),
        settings={"model": "mlp", "hidden_layers": 2, "units": 24, "activation": "tanh", "optimizer": "sgd",
                  "learning_rate": 0.1, "batch_size": 16, "epochs": 60}),
}


def ours(cli, case, seed, folder):
    """Last and best validation accuracy, and the rows of the validation part."""
    settings = {**case["settings"], "init": "uniform_fan_in", "scaling": "standard"}
    rate = settings.pop("learning_rate")  # a study searches something: here among one value
    spec = {"format": "tunescope.study/1", "name": "oracle", "seed": seed, "data": {"source": case["data"]},
            "protocol": {"kind": "holdout", "validation": 0.25, "test": 0.0, "metric": "accuracy", "split_seed": seed},
            "space": {"params": [{"name": "learning_rate", "type": "categorical", "choices": [rate]}]},
            "fixed": settings, "sampler": {"name": "random"}, "budget": {"trials": 1}}
    study = os.path.join(folder, "study.json")
    tune = os.path.join(folder, f"{seed}.tune")
    with open(study, "w", encoding="utf-8") as file:
        json.dump(spec, file)
    subprocess.run([cli, "run", study, "--out", tune, "--workers", "1", "--quiet"], check=True)
    best = os.path.join(folder, "best.json")
    rows = os.path.join(folder, "rows.csv")
    subprocess.run([cli, "export", tune, "--as", "json", "-o", best], check=True)
    out = subprocess.run([cli, "train", "--config", best, "--jsonl", "--predictions", rows],
                         check=True, capture_output=True, text=True).stdout
    result = json.loads(out.splitlines()[-1])
    with open(rows, encoding="utf-8") as file:
        validation = [int(row["row"]) for row in csv.DictReader(file)]
    return result["last_value"], result["value"], validation


def theirs(case, data, labels, seed, validation):
    settings = case["settings"]
    torch.manual_seed(seed)
    rng = numpy.random.default_rng(seed)
    inside = numpy.zeros(len(labels), dtype=bool)
    inside[validation] = True
    train, test = data[~inside], data[inside]
    axes = None if data.ndim > 2 else 0
    mean, deviation = train.mean(axis=axes), train.std(axis=axes)
    if axes == 0:
        kept = deviation > 0
        train, test, mean, deviation = train[:, kept], test[:, kept], mean[kept], deviation[kept]
    x, v = (torch.tensor((part - mean) / deviation, dtype=torch.float32) for part in (train, test))
    y, w = torch.tensor(labels[~inside]), torch.tensor(labels[inside])
    network = case["network"](x.shape[1])
    optimizer = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}[settings["optimizer"]](
        network.parameters(), settings["learning_rate"])
    loss = nn.CrossEntropyLoss()
    values = []
    for _ in range(settings["epochs"]):
        order = torch.tensor(rng.permutation(len(y)))
        for rows in order.split(settings["batch_size"]):
            optimizer.zero_grad()
            loss(network(x[rows]), y[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            values.append((network(v).argmax(1) == w).double().mean().item())
    return values[-1], max(values)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    report, good = [], True
    for name, case in CASES.items():
        data, labels = case["load"]()
        pairs = []
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(1, options.seeds + 1):
                last, best, validation = ours(options.cli, case, seed, folder)
                pairs.append(((last, best), theirs(case, data, labels, seed, validation)))
        for at, which in enumerate(("last epoch", "best epoch")):
            a = [pair[0][at] for pair in pairs]
            b = [pair[1][at] for pair in pairs]
            difference = statistics.mean(a) - statistics.mean(b)
            error = ((statistics.variance(a) + statistics.variance(b)) / len(pairs)) ** 0.5
            within = abs(difference) <= 2 * error
            good = good and within
            report.append({"network": name, "value": which, "seeds": len(pairs), "tunescope": statistics.mean(a),
                           "torch": statistics.mean(b), "difference": difference, "standard_error": error,
                           "within_two": within})
            if not options.json:
                print(f"{name:15} {which}: {100 * statistics.mean(a):.2f} % and PyTorch {100 * statistics.mean(b):.2f} %, "
                      f"difference {100 * difference:+.2f}, standard error {100 * error:.2f}: "
                      f"{'equal' if within else 'DIFFERENT'}", flush=True)
    if options.json:
        print(json.dumps(report, indent=2))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
