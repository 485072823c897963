#!/usr/bin/env python3
"""Writes docs/verification.md from the rulings of tests/rulings and the worked examples of tests/law, or checks that it is current.

usage: score.py [--check]

A ruling is a folder of its number: ruling.json, goods.csv and bom.csv (or movements.csv), and expected.json, which `make test` holds
the program to. ruling.json says who decided, when, what was held, what the expectation rests on, where the decision is published
(source) and what of it was read where (read, read_at). `date` is the day of the decision, or where that was not at hand the day on
which it was requested or reported. `outcome` is for, against, partly, or unread. `agreement` names an earlier agreement that it was
made under. `differs` says why the program answers otherwise than the ruling; expected.json is then what it answers.
"""
import json
import pathlib
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
PAGE = TESTS.parent / "docs" / "verification.md"

HEAD = """# How the answers were verified

Against what customs, tribunals and courts have decided, and against the examples of the regulations themselves. This page is
written by `tests/rulings/score.py` from the tests that `make test` runs; [how the rule book was
verified](rulebook-verification.md) tells of the rules.

A ruling is often about few materials and without figures: codes and values that it leaves out are the test's, as each
`ruling.json` says. Where only the facts of a ruling were at hand and not its holding, the expectation is what the text
gives: such a ruling shows that the program follows the text on facts as they come, and nothing of what was decided. A decision
made under the NAFTA is here only where the agreement has kept the rule that it turns on; the goods are asked on a day under
the agreement. Where the day of a decision was not at hand, the table has the day on which it was requested or reported.
"""


def rulings():
    for path in sorted(TESTS.glob("rulings/*/ruling.json")):
        yield path.parent, json.loads(path.read_text())


def rests_on(ruling):
    address = next((word for word in ruling["read_at"].split() if word.startswith("http")), None)
    read = f"[{ruling['read']}]({address})" if address else f"{ruling['read']}, {ruling['read_at']}"
    return f"{ruling['rests_on']} ({read})"


def table_of_rulings():
    rows = ["| ruling | date | goods | provision | held | rests on | program |", "|---|---|---|---|---|---|---|"]
    for folder, ruling in rulings():
        goods = len(json.loads((folder / "expected.json").read_text()))
        answer = f"differs: {ruling['differs']}" if "differs" in ruling else f"agrees ({goods})"
        under = f", {ruling['agreement']}" if "agreement" in ruling else ""
        rows.append(f"| [{ruling['authority']} {ruling['number']}]({ruling['source']}){under} | {ruling['date']} | {ruling['subject']} | "
                    f"{ruling['provision']} | {ruling['held']} | {rests_on(ruling)} | {answer} |")
    return rows


def examples():
    folders = sorted(path.parent.name for path in TESTS.glob("law/*/expected.json"))
    return [name for name in folders if "-example-" in name], [name for name in folders if "-example-" not in name]


def score_of(some):
    differ = sum("differs" in ruling for ruling in some)
    return f"{len(some)}, of which {len(some) - differ} agree and {differ} differ"


def page():
    all_rulings = [ruling for _, ruling in rulings()]
    held = [ruling for ruling in all_rulings if ruling["rests_on"] == "the holding"]
    of_the_text, borders = examples()
    outcomes = {outcome: sum(ruling["outcome"] == outcome for ruling in held) for outcome in ("for", "against", "partly")}
    return "\n".join([
        HEAD, "## Score", "",
        f"- Rulings: {score_of(all_rulings)}; {sum('agreement' in ruling for ruling in all_rulings)} were made under the NAFTA.",
        f"- By their holding: {score_of(held)}. They went for the importer in {outcomes['for']} cases, against in "
        f"{outcomes['against']}, and in part in {outcomes['partly']}.",
        f"- By the text alone, on the facts of a ruling whose holding was not read: {len(all_rulings) - len(held)}.",
        f"- Worked examples of the regulations (`tests/law`): {len(of_the_text)}, all agree.",
        f"- Cases on both sides of a border of the law (`tests/law`): {len(borders)}, all agree.", "",
        "## Rulings", "", *table_of_rulings(), ""])


if "--check" in sys.argv:
    if PAGE.read_text() != page():
        sys.exit("docs/verification.md is not what tests/rulings/score.py writes: run it")
else:
    PAGE.write_text(page())
