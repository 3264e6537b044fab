#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates what tunescope-cli writes, and the specs shipped with the tests, against resources/schemas."""
import glob
import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

CLI, SOURCE = sys.argv[1:3]


def validator(name):
    with open(os.path.join(SOURCE, "resources", "schemas", name + ".schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def cli(*args):
    return subprocess.run([CLI, *args], check=True, capture_output=True, text=True).stdout


def must_refuse(schema, document, why):
    if schema.is_valid(document):
        sys.exit("the schema accepts a document with " + why)


for path in glob.glob(os.path.join(SOURCE, "tests", "data", "specs", "*.json")):
    with open(path, encoding="utf-8") as file:
        validator("study").validate(json.load(file))

spec = os.path.join(SOURCE, "tests", "data", "specs", "iris-10.json")
with tempfile.TemporaryDirectory() as folder:
    study = os.path.join(folder, "s.tune")
    for line in cli("run", spec, "--out", study, "--jsonl").splitlines():
        validator("event").validate(json.loads(line))
    state = json.loads(cli("show", study, "--json"))
    validator("study-state").validate(state)
    validator("study").validate(state["spec"])
    best = json.loads(cli("export", study, "--as", "json"))
    validator("best").validate(best)
    validator("settings").validate(best["params"])
    best_file = os.path.join(folder, "best.json")
    cli("export", study, "--as", "json", "-o", best_file)
    for line in cli("train", "--config", best_file, "--jsonl").splitlines():
        validator("event").validate(json.loads(line))

    diagnosis = json.loads(cli("diagnose", study, "--json"))
    validator("diagnosis").validate(diagnosis)
    validator("diagnosis").validate(json.loads(cli("diagnose", study, "--trial", "1", "--against", "0", "--json")))

for path in glob.glob(os.path.join(SOURCE, "resources", "lessons", "*.json")):
    with open(path, encoding="utf-8") as file:
        validator("lesson").validate(json.load(file))
with open(os.path.join(SOURCE, "tests", "data", "lessons", "small.json"), encoding="utf-8") as file:
    lesson = json.load(file)
validator("lesson").validate(lesson)
must_refuse(validator("lesson"), {**lesson, "seeds": 2}, "two seeds")
with tempfile.TemporaryDirectory() as folder:
    small = os.path.join(SOURCE, "tests", "data", "lessons", "small.json")
    handed_in = os.path.join(folder, "s.tune")
    validator("lesson-result").validate(json.loads(cli("lesson", small, "--quiet", "--json", "--predict", "40,90", "--study", handed_in)))
    validator("lesson-result").validate(json.loads(cli("lesson", small, "--twist", "--quiet", "--json", "--predict", "stays")))
    validator("lesson-marks").validate(json.loads(cli("lesson", "--check", handed_in, "--lesson", small, "--json")))
for myth in ("lucky-winner", "one-time-process"):
    validator("myth-result").validate(json.loads(cli("lesson", "myth", myth, "--json")))

presets = json.loads(cli("presets", "list", "--json"))["presets"]
for preset in presets:
    validator("preset").validate(preset)
for path in glob.glob(os.path.join(SOURCE, "resources", "presets", "*.json")):
    with open(path, encoding="utf-8") as file:
        validator("preset").validate(json.load(file))
validator("study").validate(json.loads(cli("presets", "show", "zeros")))
must_refuse(validator("preset"), {**presets[0], "kind": "great"}, "an unknown kind")

must_refuse(validator("study"), {**state["spec"], "sede": 1}, "an unknown key")
must_refuse(validator("best"), {**best, "trial": -1}, "a negative trial")
must_refuse(validator("study-state"), {**state, "trials": [{**state["trials"][0], "state": "done"}]}, "an unknown state")
must_refuse(validator("diagnosis"), {**diagnosis, "verdicts": [{"rule": "bad_luck"}]}, "an unknown rule")
print("all documents are valid")
