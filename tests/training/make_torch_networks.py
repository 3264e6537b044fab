#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Losses of the first 20 steps of networks for images, sequences and text in PyTorch, for
tests/training/tst_torch_networks.cpp.

Made with PyTorch 1.13.1 (Debian 12: python3-torch), one thread, float32:
  env -u OPENBLAS_CORETYPE OMP_NUM_THREADS=1 /usr/bin/python3 make_torch_networks.py > torch_networks.inc

Weights, inputs and targets come from the generator `Lcg`, which the test repeats: weights in the order of the
network's tensors, then all inputs, then all targets.
"""
import sys

import torch
import torch.nn as nn

STEPS, BATCH, CLASSES, SYMBOLS = 20, 16, 5, 11


class Lcg:
    """Knuth's MMIX constants; uniform in [-1, 1) from the upper 24 bits, so that every value is exact in float32."""

    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 40

    def tensor(self, *shape):
        count = 1
        for size in shape:
            count *= size
        return torch.tensor([self.bits() * 2.0**-23 - 1.0 for _ in range(count)], dtype=torch.float32).reshape(shape)

    def whole(self, bound, *shape):
        count = 1
        for size in shape:
            count *= size
        return torch.tensor([self.bits() * bound >> 24 for _ in range(count)]).reshape(shape)


class Recurrent(nn.Module):
    """Batch first; the last step, or every step."""

    def __init__(self, kind, inputs, units, layers, outputs, every=False, symbols=0):
        super().__init__()
        self.embed = nn.Embedding(symbols, inputs) if symbols else None
        self.cells = kind(inputs, units, layers, batch_first=True)
        self.out = nn.Linear(units, outputs)
        self.every = every

    def forward(self, x):
        h = self.cells(self.embed(x) if self.embed else x)[0]
        return self.out(h if self.every else h[:, -1])


def cnn(activation):
    return nn.Sequential(nn.Conv2d(1, 6, 3, padding=1), activation(), nn.MaxPool2d(2), nn.Conv2d(6, 12, 3, padding=1), activation(),
                         nn.MaxPool2d(2), nn.Flatten(), nn.Linear(48, 16), activation(), nn.Linear(16, CLASSES))


def normed():
    return nn.Sequential(nn.Conv2d(2, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                         nn.Linear(150, 16), nn.ReLU(), nn.Linear(16, CLASSES))


def segmenter():
    return nn.Sequential(nn.Conv2d(1, 6, 3, padding=1), nn.ReLU(), nn.Conv2d(6, 6, 3, padding=2, dilation=2), nn.ReLU(),
                         nn.Conv2d(6, 6, 3, padding=2, dilation=2), nn.ReLU(), nn.Conv2d(6, CLASSES, 1))


def autoencoder():
    return nn.Sequential(nn.Linear(12, 8), nn.Tanh(), nn.Linear(8, 4), nn.Tanh(), nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 12))


# name, network, shape of a sample, kind of target
RUNS = [
    ("cnn", lambda: cnn(nn.ReLU), (1, 10, 10), "class"),
    ("cnn, gelu", lambda: cnn(nn.GELU), (1, 10, 10), "class"),
    ("cnn, sigmoid", lambda: cnn(nn.Sigmoid), (1, 10, 10), "class"),
    ("cnn, batch norm", normed, (2, 10, 10), "class"),
    ("segmenter", segmenter, (1, 8, 8), "pixel"),
    ("lstm", lambda: Recurrent(nn.LSTM, 5, 12, 1, CLASSES), (7, 5), "class"),
    ("lstm, 3 layers, value", lambda: Recurrent(nn.LSTM, 5, 12, 3, 1), (7, 5), "value"),
    ("gru, 2 layers", lambda: Recurrent(nn.GRU, 5, 12, 2, CLASSES), (7, 5), "class"),
    ("gru of tokens", lambda: Recurrent(nn.GRU, 6, 12, 1, CLASSES, symbols=SYMBOLS), (7,), "class"),
    ("char_lstm", lambda: Recurrent(nn.LSTM, 6, 12, 1, SYMBOLS, True, SYMBOLS), (8,), "next"),
    ("char_lstm, 2 layers", lambda: Recurrent(nn.LSTM, 6, 12, 2, SYMBOLS, True, SYMBOLS), (8,), "next"),
    ("autoencoder", autoencoder, (12,), "itself"),
]


def run(make, shape, target):
    rng, model = Lcg(1), make()
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(rng.tensor(*p.shape) * 0.25)
    n = STEPS * BATCH
    x = rng.whole(SYMBOLS, n, *shape) if len(shape) == 1 and target != "itself" else rng.tensor(n, *shape)
    y = {"class": lambda: rng.whole(CLASSES, n), "pixel": lambda: rng.whole(CLASSES, n, *shape[1:]), "value": lambda: rng.tensor(n),
         "next": lambda: rng.whole(SYMBOLS, n, *shape), "itself": lambda: x}[target]()
    opt = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for step in range(STEPS):
        at = slice(step * BATCH, (step + 1) * BATCH)
        opt.zero_grad()
        out = model(x[at])
        if target in ("value", "itself"):
            loss = nn.functional.mse_loss(out.squeeze(1) if target == "value" else out, y[at])
        else:
            loss = nn.functional.cross_entropy(out.transpose(1, 2) if target == "next" else out, y[at])
        losses.append(loss.item())
        loss.backward()
        opt.step()
    return losses


def main():
    torch.set_num_threads(1)
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print(f"// Made by make_torch_networks.py with PyTorch {torch.__version__}; do not edit.")
    print()
    print("const std::map<std::string, std::vector<double>> kReferenceLosses{")
    for name, make, shape, target in RUNS:
        print(f'    {{"{name}",\n     {{{", ".join(f"{loss:.9g}" for loss in run(make, shape, target))}}}}},')
    print("};")


if __name__ == "__main__":
    sys.exit(main())
