#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares exported ONNX models with the program's own predictions in an independent runtime.

    check_onnx.py TUNESCOPE_CLI NODE_MODULES [name ...]

NODE_MODULES holds onnxruntime-node from the npm registry (and onnxruntime-common). For each case a small study is
run, its best trial exported as predictions, onnx and pytorch (for the rows as the program read them), and every
validation row is predicted by ONNX Runtime. Fails where a number differs by more than 1e-5 (relative to values
above 1). Not part of the test command, because Debian 12 has no ONNX Runtime.
"""
import csv
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

RUNNER = """
const ort = require(process.argv[2] + '/onnxruntime-node');
const ask = JSON.parse(require('fs').readFileSync(process.argv[4]));
(async () => {
  const session = await ort.InferenceSession.create(process.argv[3]);
  const feeds = {};
  for (const name of session.inputNames) {
    const given = ask[name];
    if (!given) throw new Error('no input ' + name + ' among ' + Object.keys(ask));
    const data = given.type === 'int64' ? BigInt64Array.from(given.data.map(BigInt))
      : given.type === 'float64' ? Float64Array.from(given.data.map(x => x === null ? NaN : x))
      : given.type === 'float32' ? Float32Array.from(given.data) : given.data;
    feeds[name] = new ort.Tensor(given.type, data, given.dims);
  }
  const answer = await session.run(feeds);
  const out = {};
  for (const name of session.outputNames) out[name] = Array.from(answer[name].data, Number);
  console.log(JSON.stringify(out));
})().catch(e => { console.error(e.message); process.exit(1); });
"""

CASES = {
    "mlp, batch norm, gelu": ("breast_cancer", {"normalization": "batch", "activation": "gelu"}),
    "mlp, layer norm, gaps and texts": ("penguins", {"normalization": "layer", "activation": "elu"}),
    "mlp, positions": ("penguins", {"encoding": "ordinal", "scaling": "robust", "activation": "leaky_relu"}),
    "mlp, value": ("regression.csv", {"activation": "tanh"}),
    "linear": ("iris", {"hidden_layers": 0}),
    "cnn, layer norm, silu": ("digits", {"model": "cnn", "normalization": "layer", "activation": "silu", "filters": 6}),
    "cnn, batch norm, sigmoid": ("mnist", {"model": "cnn", "normalization": "batch", "activation": "sigmoid", "kernel_size": 5}),
    "autoencoder": ("anomalies.csv", {"model": "autoencoder", "units": 3, "normalization": "layer"}),
    "lstm": ("nysesw", {"model": "lstm", "hidden_layers": 2}),
    "gru": ("eustockmarkets", {"model": "gru"}),
    "lstm of picture rows": ("digits", {"model": "lstm"}),
}


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(" ".join(map(str, command)) + "\n" + done.stderr)
    return done.stdout


def regression_file(path):
    rows = [(i * 37 % 101 / 7.0, (i * 53 % 89) ** 1.5, "abc"[i % 3], 4000 + 900 * ((i * 37 % 101) / 101) ** 2 + i % 5)
            for i in range(300)]
    path.write_text("a,b,kind,price\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))


def anomaly_file(path):
    rows = [(i % 17 + 0.25 * (i % 3), (i * 29 % 31) / 3.0, 60 if i % 25 == 0 else i % 7, "strange" if i % 25 == 0 else "usual")
            for i in range(400)]
    path.write_text("a,b,c,kind\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))


def inputs_of(path, rows, metadata_source):
    """Every input that a model may ask for, from the data file beside the script."""
    text = gzip.open(path, "rt").read() if path.suffix == ".gz" else path.read_text()
    table = list(csv.reader(text.splitlines()))
    if path.suffix == ".gz":  # Numbers without a header, the target last.
        values = [[float(x) for x in table[r][:-1]] for r in rows]
        shape = metadata_source
        flat = [x for row in values for x in row]
        return {name: {"type": "float64", "data": flat, "dims": [len(rows)] + dims} for name, dims in shape.items()}
    header, body = table[0], table[1:]
    number = lambda x: None if x == "" else float(x)
    feeds, columns = {}, []
    for c, name in enumerate(header[:-1]):
        try:
            columns.append([number(row[c]) for row in body])
        except ValueError:
            feeds[name] = {"type": "string", "data": [body[r][c] for r in rows], "dims": [len(rows), 1]}
    feeds["features"] = {"type": "float64", "data": [column[r] for r in rows for column in columns],
                         "dims": [len(rows), len(columns)]}
    return feeds


def check(cli, modules, name, folder):
    data, fixed = CASES[name]
    own = folder / data if data.endswith(".csv") else None
    if own:
        anomalies = data == "anomalies.csv"
        (anomaly_file if anomalies else regression_file)(own)
        data = str(own) + (":anomaly=strange" if anomalies else "")
    spec = {"format": "tunescope.study/1", "name": "onnx", "seed": 3, "data": {"source": data, **({"target": "price"} if data.endswith("regression.csv") else {})},
            "protocol": {"kind": "holdout", "validation": 0.2, "test": 0.2},
            "space": {"params": [{"name": "learning_rate", "type": "float", "low": 1e-3, "high": 1e-2, "log": True}]},
            "fixed": {"epochs": 2, **fixed}, "sampler": {"name": "random"}, "budget": {"trials": 2}}
    (folder / "spec.json").write_text(json.dumps(spec))
    study = folder / "study.tune"
    run(cli, "run", folder / "spec.json", "--out", study, "--quiet")
    run(cli, "export", study, "--as", "onnx", "-o", folder / "model.onnx")
    run(cli, "export", study, "--as", "predictions", "-o", folder / "predictions.csv")
    if not own:
        run(cli, "export", study, "--as", "pytorch", "-o", folder / "train.py")
    expected = list(csv.DictReader((folder / "predictions.csv").open()))
    rows = [int(row["row"]) for row in expected]
    packed = folder / "train.data.csv.gz"
    width = len(gzip.open(packed, "rt").readline().split(",")) - 1 if packed.exists() else 0
    side = round(width ** 0.5)
    dims = {"images": [1, side, side], "values": [width], "sequences": [side, side] if side * side == width else [width, 1]}
    feeds = inputs_of(packed if packed.exists() else own or folder / "train.data.csv", rows, dims)
    (folder / "ask.json").write_text(json.dumps(feeds))
    (folder / "runner.js").write_text(RUNNER)
    found = json.loads(run("node", folder / "runner.js", modules, folder / "model.onnx", folder / "ask.json"))
    if "value" in found:
        wanted, answer = [float(row["predicted"]) for row in expected], found["value"]
    elif "score" in found:
        wanted, answer = [float(row["predicted"]) for row in expected], found["score"]
    else:
        keys = [key for key in expected[0] if key.startswith("p_")]
        wanted, answer = [float(row[key]) for row in expected for key in keys], found["probabilities"]
    assert len(wanted) == len(answer), (len(wanted), len(answer))
    worst = max(abs(a - b) / max(1.0, abs(a)) for a, b in zip(wanted, answer))
    print(f"{name}: {len(rows)} rows, largest difference {worst:.1e}")
    return worst <= 1e-5


def main():
    cli, modules = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    failed = []
    for name in sys.argv[3:] or CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                good = check(cli, modules, name, pathlib.Path(folder))
            except (RuntimeError, AssertionError) as error:
                print(f"{name}: {error}")
                good = False
            if not good:
                failed.append(name)
    print("all agree" if not failed else "differ: " + "; ".join(failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
