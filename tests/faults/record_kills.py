"""A record is killed while a run is added to it, two hundred times, and holds whole runs each time.

    record_kills.py USMCA [COUNT]

Each addition is killed with SIGKILL at a moment of chance within the time that an undisturbed one takes. The record is then opened, verified, and has the runs that were told to be kept, each whole, and at
most the killed one more. That of the next is added to what is there.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

GOODS = 1000
FEW = 300  # goods of a short trial


def write_run(folder, number, goods):
    """Results by the thousand and their summary, as a check would write them."""
    lines = [json.dumps({"good_id": f"G{i}", "hs": "392690", "date": "2024-03-01", "status": "originating", "criterion": "B", "materials": [{"line": "1", "value": str(i * number)}]}, separators=(",", ":"))
             for i in range(goods)]
    (folder / f"results-{number}.json").write_text("\n".join(lines) + "\n")
    counts = {"originating": goods, "non-originating": 0, "undetermined": 0, "rejected": 0}
    (folder / f"summary-{number}.json").write_text(json.dumps({"format": 1, "program": {"version": "1"}, "rule_book": {}, "date": f"2024-{number:02}-28", "goods": counts, "intake": []}))


def add(program, record, folder, number):
    return [program, "record", "add", record, "--results", folder / f"results-{number}.json", "--summary", folder / f"summary-{number}.json"]


def runs(program, record):
    listed = subprocess.run([program, "record", "list", record, "--format", "json"], capture_output=True, text=True)
    return listed.returncode, [json.loads(line) for line in listed.stdout.splitlines()]


def is_sound(program, record, folder, goods):
    """What is wrong with it, or nothing."""
    verified = subprocess.run([program, "record", "verify", record, "--format", "json"], capture_output=True, text=True)
    if verified.returncode != 0:
        return f"verify: {verified.returncode} {verified.stderr}"
    status, kept = runs(program, record)
    if status != 0 or any(run["goods"] != goods or run["expired"] for run in kept):
        return f"list: {status} {kept}"
    for run in kept:
        shown = subprocess.run([program, "record", "show", record, "--run", str(run["run"])], capture_output=True).stdout
        number = int(run["day"][5:7])
        if shown != (folder / f"results-{number}.json").read_bytes():
            return f"run {run['run']} is not whole"
    return ""


def trial(program, count, goods):
    chance = random.Random(7)
    wrong, hit = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for number in (1, 2, 3):
            write_run(folder, number, goods)
        record = folder / "record.usmca"
        begin = time.monotonic()
        subprocess.run(add(program, record, folder, 1), check=True)
        took = time.monotonic() - begin
        first = folder / "first.usmca"
        shutil.copy(record, first)
        for i in range(count):
            place = folder / f"place-{i % 2}"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            record = place / "record.usmca"
            if i % 3 > 0:  # else it is made anew
                shutil.copy(first, record)
            before = 1 if i % 3 > 0 else 0
            part = chance.random() * 1.05
            adding = subprocess.Popen(add(program, record, folder, 2 + i % 2))
            time.sleep(part * took)
            adding.send_signal(signal.SIGKILL)
            status = adding.wait()
            hit += status == -signal.SIGKILL
            if not record.exists():
                if before:
                    wrong.append(f"kill {i} after {part * took:.3f} s: the record is gone")
                continue
            problem = is_sound(program, record, folder, goods)
            kept = len(runs(program, record)[1])
            if problem or not before <= kept <= before + 1 or (status == 0 and kept != before + 1):
                wrong.append(f"kill {i} after {part * took:.3f} s: {problem}, {kept} runs")
                continue
            again = subprocess.run(add(program, record, folder, 2), capture_output=True)
            if again.returncode != 0 or is_sound(program, record, folder, goods):
                wrong.append(f"kill {i}: the next run is not kept: {again.stderr}")
            if sorted(path.name for path in place.iterdir() if path.name.startswith("record.usmca-")):
                wrong.append(f"kill {i}: a log is left")
    return wrong, hit


def main(program, count="200"):
    wrong, hit = trial(os.path.abspath(program), int(count), GOODS)
    for line in wrong:
        print("   ", line)
    print(f"{count} kills, {hit} before the end, {len(wrong)} wrong")
    return 1 if wrong or hit < int(count) / 2 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
