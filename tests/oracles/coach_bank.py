#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often the coach names a provoked pathology, and how often it speaks up about a healthy run.

    coach_bank.py tunescope-cli [--resources DIR] [--work DIR] [--half tune|report] [--jobs 1] [--json FILE] [--only TEXT]

Every case is a study of one trial, made from a fixed seed: a data set (built in, or a CSV file written here with
wrong labels, a leaking column, few rows or a rare class), a configuration and the names that are right for it. A
case is named rightly if one of these names is among the problems and warnings of `diagnose --trial 0 --json`; a
healthy run is a false alarm if there is any problem or warning. Hints ("it was still improving") are no alarm.
"first" counts the cases in which the most severe verdict is one of the right names. Configurations are dealt out by
turns: the thresholds of core/coach were set on one half ("tune") with all its seeds, the other half ("report") only
reports. `--drawn SEED` draws data, models and settings at random instead. Wants nothing but Python's own library.

Measured 2026-11-30 (coach_bank.json, written by --summary; every case trained and diagnosed, 7 minutes on two busy cores):
    group     pathologies named   healthy runs with an alarm
    tune          134 of 138            0 of  86    thresholds were set on these
    report         80 of  80            0 of  50    77 of 80 when first looked at, before three misses were mended
    drawn 1        95 of  96            0 of  64    92 of 96 and 2 of 64 when first looked at; mended after that
    drawn 2       155 of 156            2 of 104    never used for anything; 156 of 156 when first looked at
"""
import argparse, csv, gzip, io, json, os, random, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

OVER, UNDER, HIGH, LOW, PLATEAU = "overfitting", "underfitting", "learning_rate_too_high", "learning_rate_too_low", "plateau"
DEAD, VANISH, EXPLODE = "dead_units", "vanishing_gradients", "exploding_gradients"
IMBALANCE, IGNORED, FEW, NOISE, LEAK = "class_imbalance", "class_ignored", "too_little_data", "label_noise", "leak"
DIVERGED, STILL, SATURATED = "diverged", "still_learning", "saturated_units"

RIGHT = {
    "overfit": [OVER], "underfit": [UNDER], "lr_high": [HIGH, DIVERGED], "lr_low": [LOW], "plateau": [PLATEAU],
    "dead": [DEAD], "vanishing": [VANISH], "exploding": [EXPLODE], "imbalance": [IMBALANCE, IGNORED],
    "few": [FEW], "noise": [NOISE], "leak": [LEAK], "healthy": [],
}


def mlp(units, layers, epochs, lr, optimizer="adam", **more):
    return {"model": "mlp", "hidden_layers": layers, "units": units, "epochs": epochs, "learning_rate": lr,
            "optimizer": optimizer, **more}


def cnn(filters, layers, epochs, lr, optimizer="adam", **more):
    return {"model": "cnn", "hidden_layers": layers, "filters": filters, "epochs": epochs, "learning_rate": lr,
            "optimizer": optimizer, **more}


def lstm(units, layers, epochs, lr, optimizer="adam", **more):
    return {"model": "lstm", "hidden_layers": layers, "units": units, "epochs": epochs, "learning_rate": lr,
            "optimizer": optimizer, **more}


# --- data files ---

class Files:
    """CSV files made from the built-in sets, each from its own seed."""

    def __init__(self, resources, folder):
        self.resources, self.folder = resources, folder
        os.makedirs(folder, exist_ok=True)

    def table(self, name):
        path = os.path.join(self.resources, "datasets", name + ".csv.gz")
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as stream:
            rows = list(csv.reader(stream))
        if name in ("iris", "wine", "breast_cancer"):
            rows = rows[1:]
        elif not is_number(rows[0][0]) and not is_number(rows[0][-2]):
            rows = rows[1:]
        if name == "vowel":
            rows = [row[2:] if len(row) > 11 else row for row in rows]
        if name == "wine":
            pass
        return [row for row in rows if row]

    def write(self, name, rows):
        path = os.path.join(self.folder, name + ".csv")
        width = len(rows[0])
        with open(path, "w", newline="") as stream:
            out = csv.writer(stream)
            out.writerow([f"x{i + 1}" for i in range(width - 1)] + ["label"])
            out.writerows([row[:-1] + ["c" + str(row[-1])] for row in rows])
        return path

    def moons(self, count, noise, seed):
        import math
        rng, rows = random.Random(seed), []
        for i in range(count):
            angle, side = math.pi * rng.random(), i % 2
            x = math.cos(angle) if side == 0 else 1 - math.cos(angle)
            y = math.sin(angle) if side == 0 else 0.5 - math.sin(angle)
            rows.append([f"{x + rng.gauss(0, noise):.4f}", f"{y + rng.gauss(0, noise):.4f}", str(side)])
        rng.shuffle(rows)
        return rows

    def rows(self, name, seed, count=None):
        if name.startswith("moons"):
            return self.moons(count or 400, 0.12, seed)
        rows = self.table(name)
        random.Random(seed).shuffle(rows)
        return rows[:count] if count else rows

    def noisy(self, name, share, seed, count=None):
        rows, rng = self.rows(name, seed, count), random.Random(seed + 1)
        labels = sorted({row[-1] for row in rows})
        out = []
        for row in rows:
            wrong = rng.random() < share
            out.append(row[:-1] + [rng.choice([l for l in labels if l != row[-1]]) if wrong else row[-1]])
        return self.write(f"noisy_{name}_{share}_{seed}", out)

    def leaking(self, name, kind, seed, count=None):
        rows, rng = self.rows(name, seed, count), random.Random(seed + 2)
        labels = sorted({row[-1] for row in rows})
        codes = {label: code for label, code in zip(labels, rng.sample(range(1, 90), len(labels)))}
        out = []
        for row in rows:
            code = codes[row[-1]]
            if kind == "number":
                value = str(code)
            elif kind == "jitter":
                value = f"{code + rng.gauss(0, 0.1):.3f}"
            else:
                value = "g" + str(code)
            at = len(row) // 2
            out.append(row[:at] + [value] + row[at:])
        return self.write(f"leak_{name}_{kind}_{seed}", out)

    def few(self, name, count, seed):
        rows = self.rows(name, seed)
        by, chosen = {}, []
        for row in rows:
            by.setdefault(row[-1], []).append(row)
        while len(chosen) < count:
            for group in by.values():
                if group and len(chosen) < count:
                    chosen.append(group.pop())
        return self.write(f"few_{name}_{count}_{seed}", chosen)

    def rare(self, name, label, keep, seed, others=None, count=None):
        rows, kept, out = self.rows(name, seed, count), 0, []
        for row in rows:
            if row[-1] == label:
                kept += 1
                if kept > keep:
                    continue
            elif others is not None and row[-1] not in others:
                continue
            out.append(row)
        return self.write(f"rare_{name}_{label}_{keep}_{seed}", out)


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


# --- the cases ---

def cases(files):
    out, place = [], {"next": 0}

    def add(kind, data, config, metric=None, **protocol):
        half = "tune" if place["next"] % 2 == 0 else "report"
        place["next"] += 1
        out.append({"kind": kind, "data": data, "config": config, "metric": metric, "protocol": protocol, "half": half})

    seeds = (1, 2)
    for s in seeds:
        place["next"] = 0
        # Overfitting: much capacity, many epochs, nothing that restrains.
        add("overfit", f"moons:samples=300,noise=0.4,seed={s}", mlp(256, 3, 200, 3e-3))
        add("overfit", f"rings:samples=300,noise=0.35,seed={s}", mlp(200, 3, 200, 3e-3))
        add("overfit", "fashion", mlp(256, 2, 40, 1e-3, batch_size=32))
        add("overfit", "spam", mlp(256, 3, 60, 2e-3, batch_size=32))
        add("overfit", "foods", {"model": "text_mlp", "units": 64, "hidden_layers": 1, "epochs": 30, "learning_rate": 3e-3})
        add("overfit", "fashion", cnn(16, 2, 30, 2e-3))
        add("overfit", "landsat", mlp(256, 3, 80, 2e-3, batch_size=32))
        add("overfit", f"checkerboard:samples=300,noise=0.25,seed={s}", mlp(256, 3, 200, 3e-3))
        # Underfitting: too small or too restrained.
        add("underfit", "digits", mlp(2, 1, 40, 5e-3))
        add("underfit", f"spirals:samples=600,seed={s}", mlp(2, 1, 80, 1e-2))
        add("underfit", f"xor:samples=500,seed={s}", mlp(8, 0, 60, 1e-2))
        add("underfit", "digits", mlp(32, 2, 40, 1e-3, dropout=0.9))
        add("underfit", "digits", mlp(64, 2, 40, 3e-3, l2=0.5))
        add("underfit", "vowel", mlp(2, 1, 60, 1e-2))
        add("underfit", "digits", cnn(1, 1, 15, 3e-3, units=4, dropout=0.9))
        add("underfit", "vowel", mlp(64, 2, 60, 3e-3, optimizer="adamw", weight_decay=5.0))
        add("underfit", "digits", lstm(2, 1, 25, 1e-2))
        # Learning rate too high.
        add("lr_high", "digits", mlp(64, 2, 20, 3.0, "sgd"))
        add("lr_high", "digits", mlp(64, 2, 30, 0.15, "adam"))
        add("lr_high", f"moons:samples=400,noise=0.2,seed={s}", mlp(32, 2, 60, 0.5, "adam"))
        add("lr_high", "wine", mlp(32, 2, 60, 5.0, "sgd", momentum=0.9))
        add("lr_high", "breast_cancer", mlp(64, 2, 40, 0.3, "rmsprop"))
        add("lr_high", "fashion", cnn(8, 2, 8, 0.1, "adam"))
        add("lr_high", "digits", lstm(32, 1, 20, 0.5, "adam"))
        add("lr_high", "spam", mlp(64, 2, 20, 0.3, "adam"))
        # Learning rate too low.
        add("lr_low", "digits", mlp(64, 2, 20, 1e-4, "sgd"))
        add("lr_low", "digits", mlp(64, 2, 20, 3e-6, "adam"))
        add("lr_low", f"moons:samples=400,noise=0.1,seed={s}", mlp(32, 2, 60, 1e-5, "adam"))
        add("lr_low", "wine", mlp(32, 1, 30, 1e-5, "adam"))
        add("lr_low", "fashion", cnn(8, 2, 6, 1e-5, "sgd"))
        add("lr_low", "digits", lstm(32, 1, 15, 1e-5, "adam"))
        add("lr_low", "vowel", mlp(64, 2, 40, 1e-5, "rmsprop"))
        add("lr_low", "breast_cancer", mlp(32, 2, 30, 1e-4, "sgd"))
        # Plateau: the steps die away before the work is done.
        add("plateau", "digits", mlp(64, 2, 40, 1e-3, "adam", schedule="step", schedule_step=2, schedule_gamma=0.01))
        add("plateau", "vowel", mlp(64, 2, 60, 3e-3, "adam", schedule="exponential", schedule_gamma=0.5))
        add("plateau", f"spirals:samples=600,seed={s}", mlp(64, 2, 80, 3e-3, "adam", schedule="step", schedule_step=4, schedule_gamma=0.01))
        add("plateau", "digits", mlp(64, 2, 40, 2e-2, "sgd", schedule="exponential", schedule_gamma=0.4))
        add("plateau", "fashion", cnn(8, 2, 16, 1e-3, "adam", schedule="step", schedule_step=1, schedule_gamma=0.05))
        add("plateau", "digits", lstm(32, 1, 30, 5e-3, "adam", schedule="step", schedule_step=2, schedule_gamma=0.01))
        # Dead units.
        add("dead", "digits", mlp(64, 2, 20, 0.7, "sgd", momentum=0.5))
        add("dead", "fashion", mlp(128, 2, 10, 0.05, "adam"))
        add("dead", "spam", mlp(64, 3, 20, 0.05, "adam"))
        add("dead", "wine", mlp(64, 2, 40, 0.3, "adam"))
        add("dead", "fashion", cnn(16, 2, 6, 0.03, "adam"))
        add("dead", "landsat", mlp(64, 3, 10, 0.05, "adam"))
        # Vanishing gradients: deep, saturating, or tiny weights.
        add("vanishing", "digits", mlp(32, 8, 20, 0.05, "sgd", activation="sigmoid"))
        add("vanishing", "digits", mlp(32, 6, 20, 0.1, "sgd", activation="sigmoid", momentum=0.9))
        add("vanishing", "vowel", mlp(32, 8, 30, 1e-3, "adam", activation="sigmoid"))
        add("vanishing", "wine", mlp(32, 10, 60, 0.05, "sgd", activation="sigmoid"))
        add("vanishing", "digits", mlp(32, 6, 20, 0.05, "sgd", activation="tanh", init="normal_small"))
        add("vanishing", "digits", mlp(64, 6, 20, 0.05, "sgd", activation="relu", init="normal_small"))
        add("vanishing", "fashion", cnn(8, 4, 6, 0.05, "sgd", activation="sigmoid"))
        add("vanishing", f"spirals:samples=600,seed={s}", mlp(32, 8, 60, 0.05, "sgd", activation="sigmoid"))
        # Exploding gradients.
        add("exploding", "digits", mlp(64, 5, 20, 1e-3, "sgd", init="normal_large"))
        add("exploding", "digits", mlp(64, 3, 20, 1e-3, "adam", init="normal_large"))
        add("exploding", "vowel", mlp(128, 4, 30, 1e-3, "sgd", init="normal_large"))
        add("exploding", "spam", mlp(128, 4, 10, 1e-3, "adam", init="normal_large"))
        add("exploding", "fashion", cnn(16, 3, 5, 1e-3, "sgd", init="normal_large"))
        add("exploding", "wine", mlp(128, 4, 40, 1e-3, "sgd", init="normal_large", activation="leaky_relu"))
        # Class imbalance, judged by accuracy.
        add("imbalance", f"moons:samples=800,noise=0.35,imbalance=0.92,seed={s}", mlp(16, 1, 30, 3e-3))
        add("imbalance", f"blobs:samples=900,noise=0.9,imbalance=0.9,seed={s}", mlp(16, 1, 30, 3e-3))
        add("imbalance", files.rare("spam", "spam", 150, s), mlp(4, 1, 10, 1e-3, dropout=0.5))
        add("imbalance", f"rings:samples=900,noise=0.3,imbalance=0.93,seed={s}", mlp(16, 1, 40, 3e-3))
        add("imbalance", f"xor:samples=900,noise=0.35,imbalance=0.93,seed={s}", mlp(16, 1, 40, 3e-3))
        # Too little data.
        add("few", files.few("digits", 60, s), mlp(64, 2, 60, 3e-3))
        add("few", files.few("vowel", 66, s), mlp(64, 2, 80, 3e-3))
        add("few", files.few("landsat", 48, s), mlp(64, 2, 80, 3e-3))
        add("few", files.few("digits", 100, s), mlp(32, 1, 60, 3e-3))
        add("few", files.few("spam", 40, s), mlp(64, 2, 80, 3e-3))
        # Wrong labels.
        add("noise", files.noisy("digits", 0.3, s), mlp(64, 2, 30, 1e-3))
        add("noise", files.noisy("wine", 0.3, s), mlp(32, 1, 60, 3e-3))
        add("noise", files.noisy("breast_cancer", 0.25, s), mlp(32, 2, 40, 3e-3))
        add("noise", files.noisy("moons", 0.25, s, 600), mlp(32, 2, 60, 3e-3))
        add("noise", files.noisy("landsat", 0.2, s), mlp(64, 2, 20, 1e-3))
        add("noise", files.noisy("digits", 0.15, s), mlp(64, 2, 30, 1e-3, dropout=0.2))
        # A column that gives the answer away.
        add("leak", files.leaking("iris", "number", s), mlp(16, 1, 60, 1e-2))
        add("leak", files.leaking("wine", "text", s), mlp(16, 1, 40, 1e-2))
        add("leak", files.leaking("vowel", "jitter", s), mlp(32, 1, 40, 5e-3))
        add("leak", files.leaking("breast_cancer", "number", s), mlp(16, 1, 30, 3e-3))
        add("leak", files.leaking("spam", "jitter", s), mlp(16, 1, 15, 1e-3))
        add("leak", files.leaking("landsat", "text", s), mlp(32, 1, 15, 1e-3))
    # Healthy runs: sensible settings, several of each kind.
    for s in (1, 2, 3, 4, 5):
        place["next"] = 0
        add("healthy", "digits", mlp(64, 2, 20, 1e-3))
        add("healthy", "digits", mlp(64, 1, 25, 0.05, "sgd", momentum=0.9))
        add("healthy", "digits", mlp(96, 2, 25, 1e-3, dropout=0.3, activation="leaky_relu"))
        add("healthy", "iris", mlp(16, 1, 60, 1e-2))
        add("healthy", "wine", mlp(16, 1, 40, 5e-3))
        add("healthy", "breast_cancer", mlp(16, 1, 25, 1e-3, weight_decay=1e-2, optimizer="adamw"))
        add("healthy", f"moons:samples=500,noise=0.2,seed={s}", mlp(16, 2, 80, 5e-3))
        add("healthy", f"rings:samples=500,noise=0.1,seed={s}", mlp(16, 2, 80, 5e-3))
        add("healthy", f"blobs:samples=400,seed={s}", mlp(16, 1, 40, 5e-3))
        add("healthy", f"spirals:samples=800,seed={s}", mlp(64, 2, 120, 5e-3))
        add("healthy", f"xor:samples=500,seed={s}", mlp(16, 1, 80, 1e-2))
        add("healthy", "landsat", mlp(64, 2, 20, 1e-3, dropout=0.1))
        add("healthy", "spam", mlp(32, 1, 12, 1e-3, dropout=0.3))
        add("healthy", "vowel", mlp(64, 2, 80, 3e-3, dropout=0.1))
        add("healthy", "penguins", mlp(16, 1, 40, 5e-3))
        add("healthy", "digits", cnn(8, 2, 12, 2e-3))
        add("healthy", "digits", lstm(32, 1, 25, 5e-3))
        add("healthy", "digits", mlp(64, 2, 20, 2e-3, activation="tanh", l2=1e-4))
        add("healthy", "mnist_27", mlp(16, 1, 30, 5e-3))
        add("healthy", "mnist", cnn(8, 1, 3, 1e-3)) if s <= 1 else add("healthy", f"moons:samples=600,noise=0.3,seed={s}", mlp(16, 1, 60, 5e-3))
    # More of each kind, on other data and models; looked at once the halves were done, so they belong to "tune".
    place["next"] = 0

    def fresh(kind, data, config, **more):
        add(kind, data, config, **more)
        out[-1]["half"] = "tune"

    fresh("overfit", "nysesw", lstm(48, 1, 40, 5e-3))
    fresh("overfit", "nysesw", {"model": "mlp", "hidden_layers": 2, "units": 128, "epochs": 80, "learning_rate": 2e-3, "optimizer": "adam"})
    fresh("overfit", "moons:samples=120,noise=0.35,seed=9", mlp(128, 2, 300, 5e-3))
    fresh("overfit", "breast_cancer", mlp(256, 3, 150, 3e-3))
    fresh("overfit", "fashion", {"model": "gru", "hidden_layers": 1, "units": 64, "epochs": 25, "learning_rate": 3e-3, "optimizer": "adam"})
    fresh("overfit", "foods", {"model": "text_mlp", "units": 128, "hidden_layers": 2, "epochs": 25, "learning_rate": 1e-3})
    fresh("underfit", "rings:samples=500,seed=4", mlp(1, 1, 60, 1e-2))
    fresh("underfit", "checkerboard:samples=800,seed=4", mlp(2, 1, 80, 1e-2))
    fresh("underfit", "landsat", mlp(1, 1, 20, 5e-3))
    fresh("underfit", "fashion", cnn(2, 1, 8, 2e-3, units=4, dropout=0.8))
    fresh("underfit", "digits", mlp(64, 2, 30, 1e-3, "sgd", l1=0.05))
    fresh("underfit", "moons:samples=500,noise=0.1,seed=3", mlp(8, 0, 60, 1e-2))
    fresh("underfit", "vowel", mlp(3, 2, 80, 1e-2))
    fresh("lr_high", "digits", mlp(64, 2, 20, 0.5, "sgd", momentum=0.9))
    fresh("lr_high", "iris", mlp(16, 1, 60, 10.0, "sgd"))
    fresh("lr_high", "vowel", mlp(64, 2, 40, 0.2, "adam"))
    fresh("lr_high", "landsat", mlp(64, 2, 15, 0.1, "adam", activation="tanh"))
    fresh("lr_high", "digits", mlp(64, 1, 20, 1.0, "adam", activation="sigmoid"))
    fresh("lr_high", "fashion", {"model": "gru", "hidden_layers": 1, "units": 32, "epochs": 10, "learning_rate": 0.3, "optimizer": "adam"})
    fresh("lr_high", "digits", cnn(8, 1, 12, 1.0, "sgd", momentum=0.9))
    fresh("lr_low", "spam", mlp(32, 1, 15, 1e-4, "sgd"))
    fresh("lr_low", "iris", mlp(16, 1, 40, 1e-4, "adam"))
    fresh("lr_low", "landsat", mlp(64, 2, 6, 1e-6, "adam"))
    fresh("lr_low", "digits", cnn(8, 1, 8, 3e-5, "adam"))
    fresh("lr_low", "digits", mlp(64, 2, 15, 1e-3, "sgd"))
    fresh("lr_low", "vowel", mlp(64, 2, 30, 3e-5, "adam"))
    fresh("lr_low", "digits", {"model": "gru", "hidden_layers": 1, "units": 32, "epochs": 15, "learning_rate": 1e-3, "optimizer": "sgd"})
    fresh("plateau", "landsat", mlp(64, 2, 25, 1e-3, "adam", schedule="exponential", schedule_gamma=0.2))
    fresh("plateau", "vowel", mlp(64, 2, 60, 0.01, "sgd", schedule="step", schedule_step=5, schedule_gamma=0.01, momentum=0.9))
    fresh("plateau", "checkerboard:samples=800,seed=2", mlp(64, 2, 80, 3e-3, "adam", schedule="step", schedule_step=5, schedule_gamma=0.001))
    fresh("plateau", "fashion", mlp(64, 2, 20, 1e-3, "sgd", schedule="step", schedule_step=2, schedule_gamma=0.01))
    fresh("dead", "digits", mlp(64, 3, 20, 0.1, "adam"))
    fresh("dead", "vowel", mlp(64, 3, 30, 0.1, "adam"))
    fresh("dead", "landsat", mlp(64, 3, 8, 0.15, "adam"))
    fresh("vanishing", "breast_cancer", mlp(16, 10, 20, 0.01, "sgd", activation="sigmoid"))
    fresh("vanishing", "landsat", mlp(32, 8, 6, 0.01, "sgd", activation="sigmoid"))
    fresh("vanishing", "digits", mlp(32, 12, 15, 0.01, "sgd", activation="sigmoid", init="xavier"))
    fresh("vanishing", "digits", cnn(8, 3, 10, 0.01, "sgd", activation="sigmoid"))
    fresh("exploding", "landsat", mlp(128, 6, 5, 1e-4, "sgd", init="normal_large"))
    fresh("exploding", "digits", cnn(32, 3, 8, 1e-3, "adam", init="normal_large"))
    fresh("exploding", "digits", lstm(64, 3, 10, 1e-2, "sgd", init="normal_large"))
    fresh("exploding", "breast_cancer", mlp(256, 8, 20, 1e-3, "sgd", init="normal_large"))
    fresh("imbalance", "moons:samples=900,noise=0.3,imbalance=0.95,seed=8", mlp(8, 1, 25, 1e-3))
    fresh("imbalance", files.rare("digits", "8", 12, 5), mlp(16, 1, 8, 1e-3, dropout=0.4))
    fresh("imbalance", "spirals:samples=900,imbalance=0.93,seed=3", mlp(8, 1, 40, 3e-3))
    fresh("few", files.few("wine", 24, 5), mlp(32, 1, 60, 5e-3))
    fresh("few", files.few("breast_cancer", 30, 5), mlp(32, 2, 60, 3e-3))
    fresh("few", files.few("iris", 18, 5), mlp(16, 1, 80, 1e-2))
    fresh("noise", files.noisy("iris", 0.3, 5), mlp(16, 1, 60, 1e-2))
    fresh("noise", files.noisy("vowel", 0.2, 5), mlp(64, 2, 60, 3e-3))
    fresh("noise", files.noisy("spam", 0.2, 5), mlp(32, 1, 15, 1e-3))
    fresh("noise", files.noisy("moons", 0.15, 5, 500), mlp(16, 2, 60, 5e-3))
    fresh("noise", files.noisy("digits", 0.4, 5), mlp(96, 2, 40, 2e-3))
    fresh("leak", files.leaking("digits", "jitter", 5), mlp(32, 1, 20, 2e-3))
    fresh("leak", files.leaking("moons", "number", 5, 300), mlp(16, 1, 30, 5e-3))
    fresh("leak", files.leaking("iris", "jitter", 5), mlp(16, 1, 60, 1e-2))
    for s in (11, 12):
        fresh("healthy", "fashion", mlp(64, 1, 8, 1e-3, dropout=0.3))
        fresh("healthy", "mnist", mlp(64, 1, 4, 1e-3, dropout=0.1))
        fresh("healthy", "digits", {"model": "gru", "hidden_layers": 1, "units": 32, "epochs": 25, "learning_rate": 5e-3, "optimizer": "adam"})
        fresh("healthy", f"checkerboard:samples=2000,seed={s}", mlp(64, 2, 80, 5e-3))
        fresh("healthy", "foods", {"model": "text_mlp", "units": 16, "hidden_layers": 1, "epochs": 4, "learning_rate": 1e-3, "dropout": 0.5})
        fresh("healthy", "fashion", cnn(8, 2, 6, 1e-3, dropout=0.2))
        fresh("healthy", "digits", mlp(64, 3, 20, 1e-3, normalization="batch"))
        fresh("healthy", "digits", mlp(128, 2, 30, 1e-3, patience=5))
        fresh("healthy", "iris", mlp(16, 1, 100, 0.05, "sgd", momentum=0.9))
        fresh("healthy", "wine", mlp(32, 2, 30, 1e-3, weight_decay=1e-3))
        fresh("healthy", "digits", mlp(64, 2, 25, 2e-3, schedule="cosine"))
        fresh("healthy", "vowel", mlp(96, 2, 100, 3e-3, schedule="one_cycle"))
        fresh("healthy", "landsat", mlp(64, 2, 20, 0.02, "sgd", momentum=0.9))
        fresh("healthy", "breast_cancer", mlp(32, 1, 30, 0.02, "sgd", momentum=0.5))
        fresh("healthy", f"blobs:samples=500,noise=0.6,seed={s}", mlp(16, 1, 40, 5e-3))
        fresh("healthy", f"moons:samples=800,noise=0.4,seed={s}", mlp(16, 1, 40, 5e-3))
        fresh("healthy", "spam", mlp(64, 2, 6, 1e-3))
        fresh("healthy", "mnist_27", mlp(16, 2, 40, 3e-3, activation="tanh"))
    for i, case in enumerate(out):
        case["number"] = i
        case["seed"] = 1000 + 7 * i
    return out


def drawn_cases(files, seed, count):
    """Cases of every kind whose data, model and settings are drawn at random: what no one has chosen."""
    rng, out = random.Random(seed), []
    pick = rng.choice

    def log(low, high):
        return float(f"{low * (high / low) ** rng.random():.3g}")

    def between(low, high):
        return round(low + (high - low) * rng.random(), 3)

    def toy(noise_low, noise_high, low=400, high=900, **more):
        name = pick(["moons", "rings", "xor"])
        settings = "".join(f",{key}={value}" for key, value in more.items())
        return f"{name}:samples={rng.randint(low, high)},noise={between(noise_low, noise_high)},seed={rng.randint(1, 99)}{settings}"

    def table():
        return pick(["digits", "vowel", "landsat", "spam", "breast_cancer", "wine"])

    def epochs_for(data):
        return {"digits": 20, "vowel": 60, "landsat": 15, "spam": 12, "breast_cancer": 30, "wine": 40, "iris": 80, "penguins": 40, "fashion": 10}.get(data.split(":")[0], 60)

    def overfit():
        if rng.random() < 0.5:
            return toy(0.35, 0.5, 200, 400), mlp(pick([128, 192, 256]), pick([2, 3]), 250, log(2e-3, 5e-3))
        return pick([("fashion", cnn(pick([12, 16, 24]), 2, 25, log(1e-3, 3e-3))), ("foods", {"model": "text_mlp", "units": pick([32, 64, 128]), "hidden_layers": 1, "epochs": 25, "learning_rate": log(2e-3, 5e-3)}),
                     ("spam", mlp(pick([192, 256, 384]), 3, 60, log(1e-3, 3e-3))), ("landsat", mlp(256, 3, 70, log(1e-3, 3e-3))), ("nysesw", mlp(128, 2, 80, log(1e-3, 3e-3))),
                     ("nysesw", lstm(48, 1, 40, log(3e-3, 6e-3)))])

    def underfit():
        data = pick(["digits", "vowel", "landsat", f"spirals:samples=700,seed={rng.randint(1, 99)}", f"checkerboard:samples=900,seed={rng.randint(1, 99)}"])
        epochs = epochs_for(data) * 2
        return data, pick([mlp(pick([1, 2]), 1, epochs, log(5e-3, 2e-2)), mlp(64, 2, epochs, log(1e-3, 4e-3), dropout=between(0.88, 0.94)),
                           mlp(64, 2, epochs, log(1e-3, 4e-3), l2=log(0.3, 2)), mlp(64, 2, epochs, log(1e-3, 3e-3), "adamw", weight_decay=log(4, 10))])

    def lr_high():
        data = pick([table(), toy(0.1, 0.25)])
        return pick([(data, mlp(pick([32, 64]), pick([1, 2]), epochs_for(data), log(3, 10), "sgd", momentum=pick([0.0, 0.9]))),
                     (data, mlp(pick([32, 64]), 2, epochs_for(data), log(0.3, 2), pick(["adam", "rmsprop"]))),
                     ("digits", lstm(pick([16, 32]), 1, 20, log(0.3, 1))), ("digits", cnn(8, pick([1, 2]), 12, log(0.1, 1))), ("fashion", cnn(8, 2, 6, log(0.1, 0.5)))])

    def lr_low():
        data = table()
        return pick([(data, mlp(pick([32, 64]), pick([1, 2]), epochs_for(data), log(1e-6, 2e-5), pick(["adam", "rmsprop"]))),
                     (data, mlp(pick([32, 64]), 2, epochs_for(data), log(1e-6, 1e-4), "sgd")), ("digits", lstm(32, 1, 15, log(3e-6, 3e-5))), ("digits", cnn(8, 1, 8, log(1e-6, 2e-5)))])

    def plateau():
        data = pick(["digits", "vowel", "landsat", "fashion"])
        epochs = epochs_for(data) * 2
        how = pick([{"schedule": "step", "schedule_step": pick([1, 2]), "schedule_gamma": log(1e-3, 0.05)}, {"schedule": "exponential", "schedule_gamma": between(0.15, 0.35)}])
        return data, pick([mlp(64, 2, epochs, log(5e-4, 2e-3), "adam", **how), mlp(64, 2, epochs, log(5e-3, 2e-2), "sgd", **how)])

    def dead():
        data = pick(["digits", "landsat", "vowel", "fashion"])
        return data, pick([mlp(pick([48, 64, 96]), 3, epochs_for(data), log(0.05, 0.15)), mlp(64, pick([4, 5]), epochs_for(data), log(0.04, 0.1), "rmsprop")])

    def vanishing():
        data = table()
        return pick([(data, mlp(pick([16, 32, 64]), rng.randint(6, 12), epochs_for(data), log(0.01, 0.1), "sgd", activation="sigmoid")),
                     (data, mlp(32, rng.randint(5, 8), epochs_for(data), log(0.01, 0.05), "sgd", activation="tanh", init="normal_small")),
                     ("digits", cnn(8, 3, 10, log(0.01, 0.05), "sgd", activation="sigmoid"))])

    def exploding():
        data = pick(["digits", "landsat", "spam", "breast_cancer", "vowel"])
        return pick([(data, mlp(pick([64, 128, 256]), rng.randint(3, 7), epochs_for(data), log(1e-4, 2e-3), pick(["sgd", "adam"]), init="normal_large")),
                     ("digits", cnn(16, 3, 8, log(1e-4, 1e-3), pick(["sgd", "adam"]), init="normal_large"))])

    def imbalance():
        return toy(0.35, 0.45, 800, 1200, imbalance=between(0.9, 0.95)), mlp(pick([8, 16]), 1, 30, log(1e-3, 4e-3))

    def few():
        name = pick(["digits", "vowel", "landsat", "wine", "breast_cancer"])
        rows = {"digits": rng.randint(50, 120), "vowel": rng.randint(55, 110), "landsat": rng.randint(36, 72)}.get(name, rng.randint(20, 34))
        return files.few(name, rows, rng.randint(1, 999)), mlp(pick([32, 64]), pick([1, 2]), 70, log(2e-3, 6e-3))

    def noise():
        name = pick(["digits", "wine", "breast_cancer", "landsat", "vowel", "spam", "moons"])
        return files.noisy(name, between(0.2, 0.4), rng.randint(1, 999), 600 if name == "moons" else None), mlp(pick([32, 64]), pick([1, 2]), 25, log(1e-3, 4e-3))

    def leak():
        name = pick(["iris", "wine", "vowel", "breast_cancer", "spam", "landsat", "moons"])
        return files.leaking(name, pick(["number", "text", "jitter"]), rng.randint(1, 999), 400 if name == "moons" else None), mlp(pick([16, 32]), 1, 25, log(2e-3, 1e-2))

    def healthy():
        data = pick([table(), "iris", "penguins", toy(0.08, 0.25, 500, 900)])
        e = epochs_for(data)
        activation, dropout = pick(["relu", "leaky_relu", "tanh", "gelu"]), pick([0.0, 0.1, 0.2])
        small = data in ("iris", "wine", "penguins")
        return pick([(data, mlp(pick([16, 32]) if small else pick([32, 64]), pick([1, 2]), e, log(5e-3, 1e-2) if small or ":" in data else log(1e-3, 3e-3), activation=activation, dropout=dropout)),
                     (data, mlp(pick([16, 32]) if small else pick([32, 64]), 1, e, log(0.03, 0.08), "sgd", momentum=0.9, activation=activation)),
                     ("digits", cnn(8, pick([1, 2]), 12, log(1e-3, 3e-3))), ("digits", lstm(pick([24, 32, 48]), 1, 25, log(3e-3, 8e-3))), ("fashion", cnn(8, 2, 6, log(5e-4, 1.5e-3), dropout=0.2))])

    kinds = {"overfit": overfit, "underfit": underfit, "lr_high": lr_high, "lr_low": lr_low, "plateau": plateau, "dead": dead, "vanishing": vanishing, "exploding": exploding,
             "imbalance": imbalance, "few": few, "noise": noise, "leak": leak}
    for kind, draw in list(kinds.items()) * count + [("healthy", healthy)] * (8 * count):
        data, config = draw()
        number = 10000 * seed + len(out)
        out.append({"kind": kind, "data": data, "config": config, "metric": None, "protocol": {}, "half": f"drawn {seed}", "number": number, "seed": 5000 + number})
    return out


def spec_of(case):
    config = dict(case["config"])
    rate = config.pop("learning_rate")
    protocol = {"kind": "holdout", "validation": 0.2, "test": 0.2, "stratified": True, **case["protocol"]}
    if case["metric"]:
        protocol["metric"] = case["metric"]
    low, high = max(rate / 10, 1e-7), min(rate * 10, 10)
    return {"format": "tunescope.study/1", "name": f"case {case['number']}", "seed": case["seed"],
            "data": {"source": case["data"]}, "protocol": protocol,
            "space": {"params": [{"name": "learning_rate", "type": "float", "low": low, "high": high, "log": True}]},
            "fixed": config, "sampler": {"name": "random"}, "pruner": None, "budget": {"trials": 1},
            "queue": [{"learning_rate": rate}]}


def run_case(case, args):
    name = f"{case['number']:03d}_{case['kind']}"
    spec, study = os.path.join(args.work, name + ".json"), os.path.join(args.work, name + ".tune")
    if not os.path.exists(study):
        with open(spec, "w") as stream:
            json.dump(spec_of(case), stream)
        done = subprocess.run([args.cli, "run", spec, "--out", study, "--workers", "1", "--quiet"], capture_output=True, text=True)
        if done.returncode not in (0, 3):
            return {**case, "error": done.stderr.strip()}
    if args.train_only:
        return {**case, "verdicts": []}
    told = subprocess.run([args.cli, "diagnose", study, "--trial", "0", "--json"], capture_output=True, text=True)
    if told.returncode != 0:
        return {**case, "error": told.stderr.strip()}
    verdicts = json.loads(told.stdout)["verdicts"]
    return {**case, "verdicts": [(v["rule"], v["severity"]) for v in verdicts]}


def judged(result):
    alarms = [rule for rule, severity in result.get("verdicts", []) if severity != "hint"]
    right = RIGHT[result["kind"]]
    if result["kind"] == "healthy":
        return not alarms, not alarms
    return any(rule in right for rule in alarms), bool(alarms) and alarms[0] in right


def report(results, title):
    lines, total = {}, {"sick": [0, 0, 0], "healthy": [0, 0, 0]}
    for result in results:
        named, first = judged(result)
        for counts in (lines.setdefault(result["kind"], [0, 0, 0]), total["healthy" if result["kind"] == "healthy" else "sick"]):
            counts[0] += 1
            counts[1] += named
            counts[2] += first
    print(f"{title}: {len(results)} cases")
    for kind, (count, named, first) in lines.items():
        print(f"  {kind:10} {named:3} of {count:3}" + ("" if kind == "healthy" else f"   first {first:3}"))
    count, named, first = total["sick"]
    if count:
        print(f"  named {named}/{count} = {100 * named / count:.1f} %, first {100 * first / count:.1f} %")
    count, quiet, _ = total["healthy"]
    if count:
        print(f"  false alarms {count - quiet}/{count} = {100 * (count - quiet) / count:.1f} %")
    return total


def write_summary(path, results):
    groups = {}
    if os.path.exists(path):
        with open(path) as stream:
            groups = json.load(stream)
    for half in dict.fromkeys(r["half"] for r in results):
        kinds = {}
        for result in results:
            if result["half"] != half:
                continue
            named, first = judged(result)
            counts = kinds.setdefault(result["kind"], {"cases": 0, "named": 0, "first": 0})
            counts["cases"] += 1
            counts["named"] += named
            counts["first"] += first
        if "healthy" in kinds:
            kinds["healthy"] = {"cases": kinds["healthy"]["cases"], "quiet": kinds["healthy"]["named"]}
        sick = [counts for kind, counts in kinds.items() if kind != "healthy"]
        total = {"cases": sum(c["cases"] for c in sick), "named": sum(c["named"] for c in sick), "first": sum(c["first"] for c in sick)}
        groups[half] = {"pathologies": total, **kinds}
    with open(path, "w") as stream:
        json.dump(groups, stream, indent=1)
        stream.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("--resources", default=os.path.join(os.path.dirname(__file__), "../../resources"))
    parser.add_argument("--work", default="/tmp/coach_bank")
    parser.add_argument("--half", choices=["tune", "report"])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", help="every case with its verdicts")
    parser.add_argument("--summary", help="counts by group and kind, added to what the file holds")
    parser.add_argument("--only", default="")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--drawn", type=int, help="cases drawn at random with this seed instead of the fixed ones")
    parser.add_argument("--count", type=int, default=8, help="drawn cases of each kind; eight times as many healthy ones")
    parser.add_argument("--train-only", action="store_true")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    files = Files(args.resources, os.path.join(args.work, "data"))
    chosen = [c for c in (cases(files) if args.drawn is None else drawn_cases(files, args.drawn, args.count))
              if args.only in f"{c['number']:03d}_{c['kind']}" and c["number"] >= args.first]
    if args.half:
        chosen = [c for c in chosen if c["half"] == args.half]
    with ThreadPoolExecutor(args.jobs) as pool:
        results = list(pool.map(lambda case: run_case(case, args), chosen))
    failed = False
    for result in results:
        if "error" in result:
            failed = True
        if not args.train_only and ("error" in result or not judged(result)[0]):
            print(f"{result['number']:03d} {result['kind']:9} {result['data'][-40:]} {json.dumps(result['config'])}: "
                  f"{result.get('error') or result['verdicts']}")
    if not args.train_only:
        for half in dict.fromkeys(r["half"] for r in results):
            part = [r for r in results if r["half"] == half]
            if part:
                report(part, half)
    if args.json:
        with open(args.json, "w") as stream:
            json.dump(results, stream, indent=1)
    if args.summary and not args.train_only:
        write_summary(args.summary, results)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
