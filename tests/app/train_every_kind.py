#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains every model on small data of every kind, made here, and refuses broken ones in one sentence.

The data are none of those that Tunescope brings along: an IDX pair (packed too), a folder of pictures, one of sounds,
texts with labels, prose and lines to continue, pictures with masks, a series, and a table with anomalies.
"""
import gzip
import json
import math
import os
import random
import struct
import subprocess
import sys
import tempfile
import wave
import zlib

CLI = sys.argv[1]
random.seed(7)
failures = []


def path(*parts):
    return os.path.join(FOLDER, *parts)


def write(name, text):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name), "wb") as file:
        file.write(text.encode() if isinstance(text, str) else text)
    return path(name)


def png(width, height, pixel):
    """Grey, 8 bits."""
    raw = b"".join(b"\0" + bytes(pixel(x, y) for x in range(width)) for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def stripes(kind, noise=40):
    """Upright or lying stripes with noise."""
    phase = random.randrange(4)
    return lambda x, y: min(255, 180 * (((x if kind else y) + phase) % 4 < 2) + random.randrange(noise))


def sound(name, frequency):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with wave.open(path(name), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        frames = [int(9000 * math.sin(2 * math.pi * frequency * t / 8000) + random.gauss(0, 900)) for t in range(2400)]
        file.writeframes(struct.pack(f"<{len(frames)}h", *frames))


def idx(sizes, values):
    return bytes([0, 0, 8, len(sizes)]) + b"".join(struct.pack(">I", size) for size in sizes) + bytes(values)


def make_data():
    labels = [random.randrange(2) for _ in range(160)]
    pictures = []
    for label in labels:
        pixel = stripes(label)
        pictures += [pixel(x, y) for y in range(12) for x in range(12)]
    write("idx/mine-images-idx3-ubyte", idx([160, 12, 12], pictures))
    write("idx/mine-labels-idx1-ubyte", idx([160], labels))
    write("packed/a-images.idx3.gz", gzip.compress(idx([160, 12, 12], pictures)))
    write("packed/a-labels.idx1.gz", gzip.compress(idx([160], labels)))
    for i in range(60):
        size = random.choice([16, 20])  # sizes are mixed on purpose
        write(f"photos/{'upright' if i % 2 else 'lying'}/{i}.png", png(size, size, stripes(i % 2)))
        sound(f"voices/{'high' if i % 2 else 'low'}/{i}.wav", 1200 if i % 2 else 300)
        at = random.randrange(4, 12)
        square = (lambda a: lambda x, y: abs(x - a) < 3 and abs(y - a) < 3)(at)
        write(f"cells/images/{i}.png", png(16, 16, lambda x, y: (200 if square(x, y) else 40) + random.randrange(30)))
        write(f"cells/masks/{i}.png", png(16, 16, lambda x, y: 255 if square(x, y) else 0))
    good, bad = ["good", "fine", "lovely", "great"], ["bad", "poor", "awful", "dull"]
    fill = ["the", "film", "was", "really", "and", "then", "it"]
    lines = []
    for i in range(200):
        words = random.choices(good if i % 2 else bad, k=3) + random.choices(fill, k=5)
        random.shuffle(words)
        lines.append(("pos" if i % 2 else "neg") + "\t" + " ".join(words))
    write("reviews.txt", "\n".join(lines) + "\n")
    write("reviews.tsv", "label\ttext\n" + "\n".join(lines) + "\n")
    write("towns.txt", "\n".join(random.choice(["ber", "han", "mun", "ka"]) + random.choice(["lin", "burg", "dorf"])
                                 for _ in range(400)) + "\n")
    write("story.txt", "the old dog sat in the sun and the cat sat on the warm wall while it looked at the dog. " * 60)
    write("load.csv", "hour,load\n" + "".join(f"{t},{math.sin(t / 6) + 0.1 * random.gauss(0, 1):.4f}\n" for t in range(400)))
    rows = []
    for i in range(400):
        strange = i % 8 == 0
        a = random.gauss(4 if strange else 0, 1)
        rows.append(f"{a:.3f},{a + random.gauss(3 if strange else 0, 0.3):.3f},{random.gauss(0, 1):.3f},{'failed' if strange else 'ok'}")
    write("pumps.csv", "a,b,c,state\n" + "\n".join(rows) + "\n")
    write("flowers.csv", "x,y,kind\n" + "".join(f"{random.gauss(i % 3, 0.3):.3f},{random.gauss(-(i % 3), 0.3):.3f},k{i % 3}\n"
                                                for i in range(150)))
    write("prices.csv", "x,y,price\n" + "".join(
        (lambda x, y: f"{x:.3f},{y:.3f},{2 * x - y + random.gauss(0, 0.1):.3f}\n")(random.gauss(0, 1), random.gauss(0, 1))
        for _ in range(200)))


def run(*args):
    return subprocess.run([CLI, *args], capture_output=True, text=True, timeout=300)


def trains(data, settings, good, *more, better=None):
    """Trains and expects a metric on the right side of `good`."""
    config = write("config.json", json.dumps(settings))
    done = run("train", "--data", data, "--config", config, "--jsonl", *more)
    name = f"{settings.get('model', 'default')} on {os.path.basename(data)}"
    if done.returncode != 0:
        failures.append(f"{name}: exit {done.returncode}: {done.stderr.strip()}")
        return None
    result = json.loads(done.stdout.splitlines()[-1])
    value = result["value"]
    if value is None or (value > good if better == "less" else value < good):
        failures.append(f"{name}: {result['metric']} is {value}, expected {good}")
    print(f"{name}: {result['metric']} {value}")
    return result


def refuses(data, *more, settings=None, command="train"):
    """One sentence on stderr, exit 2."""
    args = [command, "info", data] if command == "data" else [command, "--data", data, *more]
    if settings is not None:
        args += ["--config", write("config.json", json.dumps(settings))]
    done = run(*args)
    lines = done.stderr.strip().splitlines()
    print(f"  {done.returncode} {done.stderr.strip()}".replace(FOLDER, "..."))
    if done.returncode != 2 or len(lines) != 1 or done.stdout:
        failures.append(f"{os.path.basename(data)} {settings}: exit {done.returncode}, stderr {done.stderr!r}, stdout {done.stdout[:80]!r}")


def good_data():
    fast = {"epochs": 8, "learning_rate": 0.01, "batch_size": 16}
    trains(path("idx"), {"model": "cnn", **fast}, 0.9)
    trains(path("packed", "a-images.idx3.gz"), {"model": "mlp", **fast}, 0.9)
    trains(path("idx", "mine-images-idx3-ubyte"), {"model": "lstm", **fast}, 0.6)
    trains(path("photos") + ":size=12", {"model": "cnn", **fast, "augment": "mirror", "normalization": "layer"}, 0.9)
    trains(path("voices"), {"model": "gru", **fast}, 0.9)
    trains(path("voices"), {"model": "cnn", **fast}, 0.9)
    trains(path("cells"), {"model": "segmenter", **fast, "dropout": 0.05}, 0.7)
    trains(path("reviews.txt"), {"model": "text_mlp", **fast}, 0.9)
    trains(path("reviews.tsv"), {"model": "text_mlp", **fast}, 0.9)
    trains(path("reviews.txt"), {"model": "lstm", **fast}, 0.8)
    for data in ("towns.txt", "story.txt"):
        result = trains(path(data), {"model": "char_lstm", **fast, "sequence_length": 16}, 0.5, "--sample", "60",
                        "--temperature", "0.5", "--prompt", "ha", "--sample-seed", "3")
        if result and (len(result["sample"]["text"]) != 62 or not result["sample"]["text"].startswith("ha")):
            failures.append(f"{data}: the sample is {result['sample']!r}")
    trains(path("load.csv") + ":window=12,horizon=1", {"model": "lstm", **fast, "epochs": 25}, 0.3, "--target", "load",
           better="less")
    trains(path("load.csv") + ":window=12,horizon=1", {"model": "gru", **fast, "epochs": 25}, 0.3, "--target", "load",
           better="less")
    trains(path("pumps.csv") + ":anomaly=failed", {"model": "autoencoder", **fast, "units": 4}, 0.8)
    trains(path("pumps.csv") + ":normal=ok", {**fast, "units": 4}, 0.8)
    trains(path("flowers.csv"), {**fast}, 0.9)
    trains(path("prices.csv"), {**fast, "epochs": 20}, 0.6, better="less")


def bad_data():
    os.makedirs(path("empty"))
    refuses(path("empty"))
    refuses(path("nothing-here.csv"))
    write("broken/a/1.png", png(8, 8, stripes(0))[:60])
    for i in range(20):
        write(f"broken/b/{i}.png", png(8, 8, stripes(1)))
    refuses(path("broken"))
    for i in range(20):
        write(f"one/only/{i}.png", png(8, 8, stripes(1)))
        write(f"uneven/images/{i}.png", png(8, 8, stripes(1)))
        write(f"uneven/masks/{i}.png", png(9, 8, lambda x, y: x > 4))
        write(f"unmasked/images/{i}.png", png(8, 8, stripes(1)))
    os.makedirs(path("unmasked/masks"))
    refuses(path("one"))
    refuses(path("uneven"))
    refuses(path("unmasked"))
    write("sounds/a/1.wav", b"RIFF1234WAVEnothing")
    sound("sounds/b/1.wav", 300)
    refuses(path("sounds"))
    write("magic/a-images.idx3", b"\1\2\3\4" + bytes(100))
    write("magic/a-labels.idx1", idx([20], [0] * 20))
    refuses(path("magic"))
    write("counts/a-images.idx3", idx([20, 2, 2], [0] * 80))
    write("counts/a-labels.idx1", idx([15], [0] * 15))
    refuses(path("counts"))
    for i in range(20):
        sound(f"silent/{'a' if i % 2 else 'b'}/{i}.wav", 300)
    with wave.open(path("silent", "a", "1.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
    refuses(path("silent"))
    refuses(write("short.txt", "too short"))
    refuses(write("one-class.csv", "x,y,kind\n" + "1,2,a\n" * 30))
    refuses(write("empty.csv", ""))
    refuses(write("no-partner-images.idx3", idx([2, 2, 2], [0] * 8)))
    refuses(write("cut-images.idx3", idx([20, 4, 4], [0] * 7)))
    write("cut-labels.idx1", idx([20], [0] * 20))
    refuses(path("cut-images.idx3"))
    refuses(path("load.csv") + ":window=999,horizon=1", "--target", "load")
    refuses(path("towns.txt"), settings={"model": "char_lstm", "sequence_length": 1024})
    refuses(path("towns.txt"), settings={"model": "cnn"})
    refuses(path("towns.txt"), "--sample", "5", "--prompt", "é", settings={"model": "char_lstm"})
    refuses(path("flowers.csv"), "--sample", "5")
    refuses(path("pumps.csv") + ":anomaly=lost")
    refuses(path("flowers.csv"), settings={"augment": "shift"})
    refuses(path("idx"), settings={"model": "cnn", "filters": 100000})
    huge = {"model": "mlp", "hidden_layers": 8, "units": 65536}
    refuses(path("flowers.csv"), settings=huge)


with tempfile.TemporaryDirectory() as FOLDER:
    make_data()
    good_data()
    bad_data()
if failures:
    sys.exit("\n".join(failures))
