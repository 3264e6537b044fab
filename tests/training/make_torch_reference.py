#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Losses of the first 20 steps in PyTorch, for tests/training/tst_torch_parity.cpp.

Made with PyTorch 1.13.1 (Debian 12: python3-torch), one thread, float32:
  env -u OPENBLAS_CORETYPE OMP_NUM_THREADS=1 /usr/bin/python3 make_torch_reference.py > torch_reference.inc

Weights, inputs and targets come from the small generator `Lcg`, which the test repeats, so that no weights are stored.
"""
import sys

import torch
import torch.nn as nn

STEPS, BATCH, INPUTS, CLASSES = 20, 16, 12, 5


class NAdam(torch.optim.Optimizer):
    """NAdam as in Dozat's paper and PyTorch 2: 1.13 multiplies the next momentum product by mu twice."""

    def __init__(self, groups, rate, betas):
        super().__init__(groups, {"lr": rate, "betas": betas})
        self.steps, self.product = 0, 1.0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        t = self.steps
        for number, group in enumerate(self.param_groups):
            beta1, beta2 = group["betas"]
            mu, following = (beta1 * (1 - 0.5 * 0.96 ** (s * 0.004)) for s in (t, t + 1))
            if number == 0:
                self.product *= mu
            for p in group["params"]:
                state = self.state[p]
                m = state.setdefault("m", torch.zeros_like(p)).mul_(beta1).add_(p.grad, alpha=1 - beta1)
                v = state.setdefault("v", torch.zeros_like(p)).mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                root = (v / (1 - beta2**t)).sqrt().add_(1e-8)
                p.addcdiv_(p.grad, root, value=-group["lr"] * (1 - mu) / (1 - self.product))
                p.addcdiv_(m, root, value=-group["lr"] * following / (1 - self.product * following))


class Lcg:
    """Knuth's MMIX constants; uniform in [-1, 1) from the upper 24 bits, so that every value is exact in float32."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 40) * 2.0**-23 - 1.0

    def tensor(self, *shape):
        count = 1
        for size in shape:
            count *= size
        return torch.tensor([self.next() for _ in range(count)], dtype=torch.float32).reshape(shape)


ACTIVATIONS = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "leaky_relu": nn.LeakyReLU, "elu": nn.ELU,
               "gelu": nn.GELU, "silu": nn.SiLU}
NORMS = {"none": None, "batch": nn.BatchNorm1d, "layer": nn.LayerNorm}

# name, task, hidden, activation, normalization, optimizer, learning rate, other settings
CONFIGS = [
    *[(f"{a}, adam", "classification", [24, 16], a, "none", "adam", 0.01, {}) for a in ACTIVATIONS],
    ("linear model, sgd", "classification", [], "relu", "none", "sgd", 0.5, {}),
    ("sgd", "classification", [24, 16], "tanh", "none", "sgd", 0.2, {}),
    ("sgd, momentum", "classification", [24, 16], "tanh", "none", "sgd", 0.1, {"momentum": 0.9}),
    ("sgd, nesterov", "classification", [24, 16], "tanh", "none", "sgd", 0.1, {"momentum": 0.9, "nesterov": True}),
    ("rmsprop", "classification", [24, 16], "tanh", "none", "rmsprop", 0.003, {}),
    ("rmsprop, momentum", "classification", [24, 16], "tanh", "none", "rmsprop", 0.001, {"momentum": 0.8}),
    ("adagrad", "classification", [24, 16], "tanh", "none", "adagrad", 0.05, {}),
    ("adam, betas", "classification", [24, 16], "tanh", "none", "adam", 0.01, {"beta1": 0.8, "beta2": 0.99}),
    ("adamw, decay", "classification", [24, 16], "tanh", "none", "adamw", 0.01, {"weight_decay": 0.3}),
    ("nadam", "classification", [24, 16], "tanh", "none", "nadam", 0.01, {}),
    ("batch norm", "classification", [24, 16], "relu", "batch", "sgd", 0.1, {"momentum": 0.9}),
    ("batch norm, adam", "classification", [24, 16], "tanh", "batch", "adam", 0.01, {}),
    ("layer norm", "classification", [24, 16], "relu", "layer", "sgd", 0.1, {"momentum": 0.9}),
    ("layer norm, adam", "classification", [24, 16], "gelu", "layer", "adam", 0.01, {}),
    ("l2", "classification", [24, 16], "tanh", "none", "sgd", 0.2, {"l2": 0.05}),
    ("l1 and l2", "classification", [24, 16], "tanh", "none", "adam", 0.01, {"l1": 0.002, "l2": 0.01}),
    ("gradient clip", "classification", [24, 16], "tanh", "none", "sgd", 0.5, {"gradient_clip": 0.3}),
    ("label smoothing", "classification", [24, 16], "tanh", "none", "sgd", 0.2, {"label_smoothing": 0.2}),
    ("wide, oneDNN", "classification", [160, 144], "relu", "none", "adam", 0.003, {}),
    ("regression, sgd", "regression", [24, 16], "tanh", "none", "sgd", 0.05, {"momentum": 0.9}),
    ("regression, adam", "regression", [24, 16], "relu", "none", "adam", 0.01, {}),
    ("regression, batch norm", "regression", [24], "silu", "batch", "adam", 0.01, {}),
]


def run(task, hidden, activation, normalization, optimizer, rate, other):
    rng = Lcg(1)
    outputs = CLASSES if task == "classification" else 1
    layers, sizes = [], [INPUTS, *hidden]
    linears = []
    for a, b in zip(sizes, sizes[1:]):
        linears.append(nn.Linear(a, b))
        layers.append(linears[-1])
        if NORMS[normalization]:
            layers.append(NORMS[normalization](b))
        layers.append(ACTIVATIONS[activation]())
    linears.append(nn.Linear(sizes[-1], outputs))
    layers.append(linears[-1])
    model = nn.Sequential(*layers)
    with torch.no_grad():
        for linear in linears:
            scale = linear.in_features ** -0.5
            scale = round(scale * 1024) / 1024
            linear.weight.copy_(rng.tensor(linear.out_features, linear.in_features) * scale)
            linear.bias.copy_(rng.tensor(linear.out_features) * 0.125)
    x = rng.tensor(STEPS * BATCH, INPUTS)
    teacher = rng.tensor(INPUTS, outputs)
    if task == "classification":
        y = (x @ teacher).argmax(1)
    else:
        y = (x @ teacher).squeeze(1)
    # The targets are written out, so that rounding in the product cannot change them.
    weights = [l.weight for l in linears]
    others = [p for p in model.parameters() if not any(p is w for w in weights)]
    decay = other.get("weight_decay", 0.0)
    groups = [{"params": weights}, {"params": others}]
    if optimizer == "adamw":
        groups[0]["weight_decay"], groups[1]["weight_decay"] = decay, 0.0
    momentum = other.get("momentum", 0.0)
    betas = (other.get("beta1", 0.9), other.get("beta2", 0.999))
    opt = {"sgd": lambda: torch.optim.SGD(groups, rate, momentum=momentum, nesterov=other.get("nesterov", False)),
           "rmsprop": lambda: torch.optim.RMSprop(groups, rate, momentum=momentum),
           "adagrad": lambda: torch.optim.Adagrad(groups, rate),
           "adam": lambda: torch.optim.Adam(groups, rate, betas=betas),
           "adamw": lambda: torch.optim.AdamW(groups, rate, betas=betas),
           "nadam": lambda: NAdam(groups, rate, betas)}[optimizer]()
    plain = nn.CrossEntropyLoss() if task == "classification" else nn.MSELoss()
    trained = nn.CrossEntropyLoss(label_smoothing=other.get("label_smoothing", 0.0)) if task == "classification" else plain
    losses = []
    for step in range(STEPS):
        at = slice(step * BATCH, (step + 1) * BATCH)
        opt.zero_grad()
        out = model(x[at])
        out = out if task == "classification" else out.squeeze(1)
        loss = trained(out, y[at])
        losses.append(plain(out, y[at]).item())
        penalty = sum(other.get("l2", 0.0) / 2 * (w * w).sum() + other.get("l1", 0.0) * w.abs().sum() for w in weights)
        (loss + penalty).backward()
        if "gradient_clip" in other:
            torch.nn.utils.clip_grad_norm_(model.parameters(), other["gradient_clip"])
        opt.step()
    return losses, y


def literal(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value))


def main():
    torch.set_num_threads(1)
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print(f"// Made by make_torch_reference.py with PyTorch {torch.__version__}; do not edit.")
    print()
    targets = {}
    rows = []
    for name, task, hidden, activation, normalization, optimizer, rate, other in CONFIGS:
        losses, y = run(task, hidden, activation, normalization, optimizer, rate, other)
        targets.setdefault((task, tuple(hidden)), y)
        settings = [f'{{"activation", "{activation}"s}}', f'{{"normalization", "{normalization}"s}}',
                    f'{{"optimizer", "{optimizer}"s}}', f'{{"learning_rate", {rate!r}}}']
        settings += [f'{{"{key}", {literal(value)}}}' for key, value in other.items()]
        numbers = ", ".join(f"{loss:.9g}" for loss in losses)
        units = ", ".join(str(u) for u in hidden)
        task_name = "Classification" if task == "classification" else "Regression"
        rows.append(f'    {{"{name}", Task::{task_name}, {{{units}}},\n     {{{", ".join(settings)}}},\n     {{{numbers}}}}},')
    print("const std::vector<ReferenceRun> kReferenceRuns{")
    print("\n".join(rows))
    print("};")
    print()
    print("// Targets of each architecture (the data follow the weights in the generator's sequence).")
    print("const std::vector<ReferenceTargets> kReferenceTargets{")
    for (task, hidden), y in targets.items():
        task_name = "Classification" if task == "classification" else "Regression"
        numbers = ", ".join(str(v) if task == "classification" else f"{v:.9g}" for v in y.tolist())
        print(f'    {{Task::{task_name}, {{{", ".join(str(u) for u in hidden)}}},\n     {{{numbers}}}}},')
    print("};")


if __name__ == "__main__":
    sys.exit(main())
