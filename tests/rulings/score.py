#!/usr/bin/env python3
"""Writes docs/verification.md from the rulings of tests/rulings and the worked examples of tests/law, or checks that it is current.

usage: score.py [--check]

A ruling is a folder of its number: ruling.json (who, when, what was held, what the expectation rests on, where it is
published), goods.csv, bom.csv and expected.json, which `make test` holds the program to. "differs" in ruling.json says
why the program answers otherwise than the ruling; expected.json is then what it answers.
"""
import json
import pathlib
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
PAGE = TESTS.parent / "docs" / "verification.md"

HEAD = """# How the answers were verified

Against what customs has decided, and against the examples of the regulations themselves. This page is written by
`tests/rulings/score.py` from the tests that `make test` runs; [how the rule book was verified](rulebook-verification.md)
tells of the rules.

A ruling is often about few materials and without figures: codes and values that it leaves out are the test's, as each
`ruling.json` says. Where only the facts of a ruling were at hand and not its holding, the expectation is what the text
gives, and the table says so.
"""


def rulings():
    for path in sorted(TESTS.glob("rulings/*/ruling.json")):
        yield path.parent, json.loads(path.read_text())


def table_of_rulings():
    rows = ["| ruling | date | goods | provision | held | rests on | program |", "|---|---|---|---|---|---|---|"]
    for folder, ruling in rulings():
        goods = len(json.loads((folder / "expected.json").read_text()))
        answer = f"differs: {ruling['differs']}" if "differs" in ruling else f"agrees ({goods})"
        rows.append(f"| [{ruling['authority']} {ruling['number']}]({ruling['source']}) | {ruling['date']} | {ruling['subject']} | "
                    f"{ruling['provision']} | {ruling['held']} | {ruling['rests_on']} | {answer} |")
    return rows


def examples():
    folders = sorted(path.parent.name for path in TESTS.glob("law/*/expected.json"))
    return [name for name in folders if "-example-" in name], [name for name in folders if "-example-" not in name]


def page():
    all_rulings = [ruling for _, ruling in rulings()]
    differ = [ruling for ruling in all_rulings if "differs" in ruling]
    held = [ruling for ruling in all_rulings if ruling["rests_on"] == "the holding"]
    against = [ruling for ruling in all_rulings if ruling["outcome"] == "against"]
    of_the_text, borders = examples()
    return "\n".join([
        HEAD, "## Score", "",
        f"- Rulings: {len(all_rulings)}, of which {len(all_rulings) - len(differ)} agree and {len(differ)} differ; {len(held)} by their holding, "
        f"{len(all_rulings) - len(held)} by the text alone; {len(against)} went against the importer.",
        f"- Worked examples of the regulations (`tests/law`): {len(of_the_text)}, all agree.",
        f"- Cases on both sides of a border of the law (`tests/law`): {len(borders)}, all agree.", "",
        "## Rulings", "", *table_of_rulings(), ""])


if "--check" in sys.argv:
    if PAGE.read_text() != page():
        sys.exit("docs/verification.md is not what tests/rulings/score.py writes: run it")
else:
    PAGE.write_text(page())
