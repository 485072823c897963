#!/usr/bin/env python3
"""Runs one worked example: determines goods.csv and bom.csv, or reckons movements.csv or ledger.csv, and holds the answers against expected.json.

usage: run.py USMCA FOLDER

expected.json is a list with an object a good, in the order of goods.csv, a withdrawal, in that of their dates, or a line of what `usmca cost` says. An object names what it expects, and no more: every key it has must
have that value in the answer. Of a list of objects (findings, materials) each must be found in the answer. `no_findings` lists codes that no finding of the good may have.
"""
import json
import pathlib
import re
import subprocess
import sys


def differences(expected, found, path):
    if isinstance(expected, dict):
        if not isinstance(found, dict):
            return [f"{path}: expected an object, found {found!r}"]
        return [d for key, value in expected.items() for d in differences(value, found.get(key), f"{path}.{key}")]
    if isinstance(expected, list) and expected and isinstance(expected[0], dict):
        return [
            f"{path}: nothing matches {one!r}; found {[{k: f.get(k) for k in one} for f in found or []]!r}"
            for one in expected
            if not any(not differences(one, candidate, path) for candidate in found or [])
        ]
    return [] if expected == found else [f"{path}: expected {expected!r}, found {found!r}"]


def unwanted(codes, answer):
    """The findings of codes that may not appear; a code that there is not could never appear."""
    page = (pathlib.Path(__file__).parents[2] / "docs" / "file-formats.md").read_text().split("\n## Findings\n")[1]
    known = [f"no such finding: {code}" for code in codes if not re.search(rf"[ |]{code}[ ,]", page)]
    return known + [f"unexpected {f['code']}: {f['message']}" for f in answer.get("findings", []) if f["code"] in codes]


def name_of(answer):
    """Of a good, a debt, the ledger of a producer, or a withdrawal."""
    return answer.get("good_id") or answer.get("loan_id") or ("ledger" if "ledger" in answer else answer["date"])


def command_of(usmca, folder):
    """The command that the files of a folder are for: each file is the option of its name."""
    if (folder / "movements.csv").exists():
        command = [usmca, "inventory", "--movements", folder / "movements.csv"]
    elif (folder / "ledger.csv").exists():
        command = [usmca, "cost"]
    else:
        command = [usmca, "check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv"]
    for path in sorted(folder.glob("*.csv")):
        if path not in command:
            command += [f"--{path.stem}", path]
    options = (folder / "options").read_text().split() if (folder / "options").exists() else []
    return command + ["--format", "json"] + options


def main():
    usmca, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    command = command_of(usmca, folder)
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"exit status {run.returncode}: {run.stderr}")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    expected = json.loads((folder / "expected.json").read_text())
    problems = []
    if [name_of(e) for e in expected] != [name_of(f) for f in found]:
        problems.append(f"expected {[name_of(e) for e in expected]}, found {[name_of(f) for f in found]}")
    for one, answer in zip(expected, found):
        problems += [f"{name_of(one)}: {p}" for p in unwanted(one.pop("no_findings", []), answer)]
        problems += differences(one, answer, name_of(one))
        problems += [f"{name_of(answer)}: a place is not filled: {f['message']}" for f in answer.get("findings", []) if "{" in f["message"]]
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
