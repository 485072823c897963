"""Measures a record of monthly runs over years: its size, and how long adding, showing, listing, comparing and verifying take.

usage: record.py BUILD [GOODS [RUNS [CHANGED]]]

Without arguments: 100,000 goods in 60 runs, of which one in ten comes out otherwise each month. A determination has the ten materials and three papers that goods commonly have. The figures are of this machine only.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time


def determination(chance, good):
    """Some three kilobytes, as usmca check writes them."""
    materials = [{"line": str(line), "material_id": f"M-{chance.randrange(10 ** 5):05}", "description": f"Part {chance.randrange(10 ** 6)}, series {chance.randrange(99)}", "hs": f"{chance.randrange(10000, 970000):06}",
                  "origin": chance.choice(("originating", "non-originating")), "value": f"{chance.randrange(1, 10 ** 6) / 10000:.4f}", "shift": "pass", "supplier": f"Supplier {chance.randrange(300)}", "country": "MX"}
                 for line in range(1, 11)]
    papers = [{"id": f"C-{chance.randrange(9999):04}", "supplier": f"Supplier {chance.randrange(300)}", "kind": "certification", "state": "in-order", "valid_to": "2030-12-31", "line": str(line), "material_id": f"M-{line}",
               "path": f"G-{good:06} > M-{line}", "decides": None} for line in (1, 4, 7)]
    percent, origin = chance.randrange(400000, 800000), chance.random() < 0.8
    return {"good_id": f"G-{good:06}", "description": f"Product {good}", "hs": "841330", "date": "DAY", "currency": "USD", "claimed": None, "status": "originating" if origin else "non-originating", "criterion": "B" if origin else None,
            "rule": {"id": "84.8413", "alternative": "A", "cite": "GN 11(o) ch. 84"} if origin else None, "valid_until": f"20{chance.randrange(31, 40)}-06-30", "evidence": {"pile": "sign" if origin else "do-not-sign", "status_documented": "originating", "documents": papers, "more": False},
            "rvc": {"tv": {"base": f"{chance.randrange(10 ** 6)}.00", "vnm": "1.00", "percent": f"{percent / 10000:.4f}", "asked": "40", "credit": None, "required": "40", "result": "pass"}, "nc": None}, "rule_read": "84.8413", "undetermined": None,
            "alternatives": [{"id": "A", "result": "pass", "tests": [{"kind": "tariff-shift", "result": "pass", "lines": [], "why": "every non-originating material makes the change"}]}], "materials": materials, "findings": [], "gap": None}


def change(chance, found):
    """The price of a material, and a tenth of them lose or win by it."""
    material = chance.choice(found["materials"])
    material["value"] = f"{chance.randrange(1, 10 ** 6) / 10000:.4f}"
    found["rvc"]["tv"]["percent"] = f"{chance.randrange(400000, 800000) / 10000:.4f}"
    if chance.random() < 0.1:
        origin = found["status"] != "originating"
        found.update(status="originating" if origin else "non-originating", criterion="B" if origin else None, rule={"id": "84.8413", "alternative": "A", "cite": "GN 11(o) ch. 84"} if origin else None)
        found["evidence"]["pile"] = "sign" if origin else "do-not-sign"
    return found


def timed(command, statuses=(0,)):
    begin = time.monotonic()
    run = subprocess.run(command, stdout=subprocess.DEVNULL)
    if run.returncode not in statuses:
        sys.exit(f"failed: {command}")
    return time.monotonic() - begin


def write_run(folder, lines, origins, day):
    with open(folder / "results.json", "wb") as results:
        for line in lines:
            results.write(line.replace(b"DAY", day.encode(), 1) + b"\n")
    counts = {"originating": sum(origins), "non-originating": len(lines) - sum(origins), "undetermined": 0, "rejected": 0}
    (folder / "summary.json").write_text(json.dumps({"format": 1, "program": {"version": "0.1.0"}, "rule_book": {}, "date": day, "goods": counts, "intake": []}))


def main():
    usmca = pathlib.Path(sys.argv[1]).resolve() / "usmca"
    goods, runs, changed = (int(value) for value in (sys.argv[2:] + ["100000", "60", "10"][len(sys.argv) - 2:]))
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        record, lines, origins, adding = folder / "runs.usmca", [b""] * goods, [False] * goods, []
        for run in range(runs):
            for good in range(goods) if run == 0 else chance.sample(range(goods), goods // changed):
                found = determination(chance, good) if run == 0 else change(chance, json.loads(lines[good]))
                lines[good], origins[good] = json.dumps(found, separators=(",", ":")).encode(), found["status"] == "originating"
            write_run(folder, lines, origins, f"{2026 + run // 12}-{run % 12 + 1:02}-28")
            adding.append(timed([usmca, "record", "add", record, "--results", folder / "results.json", "--summary", folder / "summary.json"]))
        size, raw = record.stat().st_size, (folder / "results.json").stat().st_size
        print(f"{goods:,} goods in {runs} runs: {raw * runs / 1e6:,.0f} MB of results, {size / 1e6:,.0f} MB of record")
        print(f"{'add, the first':30}{adding[0]:8.2f} s\n{'add, one of the rest':30}{sum(adding[1:]) / max(1, runs - 1):8.2f} s")
        for name, command in (("list", ["list"]), ("show a good on a day", ["show", f"G-{goods // 2:06}", "--on", "2028-03-31"]), ("show a run", ["show", "--run", "1"]), ("diff of the last two", ["diff"]),
                              ("diff of the first and last", ["diff", "1", str(runs)]), ("diff with alerts", ["diff", "--alert-margin", "2", "--alert-expiry", "1500"]), ("export", ["export"]), ("verify", ["verify"])):
            print(f"{name:30}{min(timed([usmca, 'record', *command, '--record', record, '--format', 'json']) for _ in range(1 if name == 'verify' else 2)):8.2f} s")


main()
