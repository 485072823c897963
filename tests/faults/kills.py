"""The program is killed two hundred times, at moments of chance that are the same each time the script runs.

    kills.py USMCA SOURCE [COUNT]

Each run has outputs that stood there before: after it each of them is the old one or the new one, whole. SIGINT, SIGTERM and SIGHUP leave nothing beside them, and all of a run of one kind; SIGKILL, which no program sees,
may leave a temporary file, and may come between two that take their places. The moment lies within the time that an undisturbed run takes.
"""
import io
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
import zipfile

GOODS = 4000
TEMPORARY = "temporary"  # the folder for it, within that of the outputs
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def write_inputs(folder):
    """Goods by the thousand, some of whose rows are rejected, and what a report is made of."""
    rows = [f"G{i},{'x' if i % 50 == 0 else '10'},3926.90,MX,2024-03-01" for i in range(GOODS)]
    (folder / "goods.csv").write_text("good_id,transaction_value,hs,country,date\n" + "\n".join(rows) + "\n")
    lines = [f"G{i},{k},3902.10,non-originating,{k}" for i in range(GOODS) for k in (1, 2, 3)]
    (folder / "bom.csv").write_text("good_id,line,hs,origin,value\n" + "\n".join(lines) + "\n")


def commands(program, folder):
    check = [program, "check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--quiet"]
    return [
        ([*check, "--format", "json", "--output", "out.json", "--rejects", "rejects.csv", "--summary", "summary.json"], ("out.json", "rejects.csv", "summary.json")),
        ([*check, "--format", "csv", "--jobs", "4", "--output", "out.csv", "--rejects", "rejects.csv"], ("out.csv", "rejects.csv")),
        ([program, "gap", *check[2:], "--format", "json", "--output", "gap.json"], ("gap.json",)),
        ([program, "report", folder / "results.json", "--output", "audit.html"], ("audit.html",)),
        ([program, "report", folder / "results.json", "--xlsx", "--output", "audit.xlsx"], ("audit.xlsx",)),
    ]


def contents(place):
    return {path.name: path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def is_whole(name, data, new):
    """Two of the same are equal, but for a summary and a workbook, which say when they were made."""
    if name == "summary.json":
        return data.endswith(b"}\n") and isinstance(json.loads(data), dict)
    if name.endswith(".xlsx"):
        return zipfile.is_zipfile(io.BytesIO(data)) and zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    return data == new


class Kills:
    def __init__(self, scratch):
        self.scratch, self.wrong, self.hit, self.left = scratch, [], 0, 0

    def old(self, outputs):
        return {name: f"what stood in {name}\n".encode() for name in outputs}

    def place(self, outputs):
        place = self.scratch / "place"
        shutil.rmtree(place, ignore_errors=True)
        (place / TEMPORARY).mkdir(parents=True)
        for name, data in self.old(outputs).items():
            (place / name).write_bytes(data)
        return place

    def undisturbed(self, command, outputs):
        place = self.place(outputs)
        begin = time.monotonic()
        status = subprocess.run(command, cwd=place, stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": TEMPORARY}).returncode
        took = time.monotonic() - begin
        assert status in (0, 1, 2, 3), (command, status)
        found = contents(place)
        assert set(found) == set(outputs) and not set(found.values()) & set(self.old(outputs).values()), command
        return found, took

    def kind(self, name, data, new):
        if data == self.old([name])[name]:
            return "old"
        return "new" if is_whole(name, data, new[name]) else "neither"

    def judge(self, command, outputs, new, number, after):
        place = self.place(outputs)
        program = subprocess.Popen(command, cwd=place, stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": TEMPORARY})
        time.sleep(after)
        program.send_signal(number)
        status = program.wait()
        found = contents(place)
        named = {name: data for name, data in found.items() if name in outputs}
        beside = sorted(set(found) - set(outputs))
        self.hit += status == -number
        self.left += len(beside)
        what = f"{' '.join(map(str, command[1:2]))} with {number.name} after {after:.3f} s"
        kinds = {self.kind(name, named.get(name, b""), new) for name in outputs}
        if "neither" in kinds or (len(kinds) > 1 and number != signal.SIGKILL):
            self.wrong.append(f"{what}: the outputs are not those before or those after")
        if beside and number != signal.SIGKILL:
            self.wrong.append(f"{what}: {', '.join(beside)} is left")
        if status not in (-number, 0, 1, 2, 3):
            self.wrong.append(f"{what}: exit status {status}")


def main(program, source, count=200):
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        write_inputs(scratch)
        program = os.path.abspath(program)
        os.environ.setdefault("USMCA_RULES", str(pathlib.Path(program).parent / "rules"))
        with open(scratch / "results.json", "wb") as results:
            subprocess.run([program, "check", "--goods", scratch / "goods.csv", "--bom", scratch / "bom.csv", "--format", "json", "--quiet"], stdout=results, stderr=subprocess.DEVNULL)
        kills = Kills(scratch)
        cases = [(command, outputs, *kills.undisturbed(command, outputs)) for command, outputs in commands(program, scratch)]
        for i in range(int(count)):
            command, outputs, new, took = cases[i % len(cases)]
            # the end, where files take their places, is tried as often as all that comes before
            part = chance.random() if chance.random() < 0.5 else 0.85 + 0.2 * chance.random()
            kills.judge(command, outputs, new, SIGNALS[i // len(cases) % len(SIGNALS)], part * took)
        for line in kills.wrong:
            print("   ", line)
        print(f"{count} kills, {kills.hit} before the end, {kills.left} temporary files left by SIGKILL, {len(kills.wrong)} wrong")
        return 1 if kills.wrong or kills.hit < int(count) / 4 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
