"""Every call that may fail fails once: memory, reading, writing, renaming, closing.

    run.py USMCA INJECT.so SOURCE [EVERY]

Each command runs on samples with the k-th call failing, for every k after the rule book is loaded and every 97th before; with EVERY, for one in so many of both. A run
has to end as it does without a fault, byte for byte, or with exit status 74 and nothing written. Prints what did not, and the count of what was tried.
"""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BEFORE = 97
KINDS = ("memory", "read", "write", "rename", "close", "open")


class Scenario:
    """`mark` is the file whose opening ends what is taken at every 97th call; where what follows opens none, all but the `last` calls are."""

    def __init__(self, name, mark, *arguments, outputs=("out",), last=None):
        self.name, self.mark, self.arguments, self.outputs, self.last = name, mark, [str(part) for part in arguments], outputs, last


def scenarios(source):
    samples, law = source / "samples", source / "tests" / "law"
    files = {name: samples / "plant-costs" / f"{name}.csv" for name in ("ledger", "bases", "loans", "payments", "yields")}
    costs = [part for name, path in files.items() for part in (f"--{name}", path)]
    vehicle = samples / "vehicles"
    tables = [part for path in sorted(vehicle.glob("*.csv")) for part in (f"--{path.stem}", path)]
    broken = samples / "broken"

    def check(folder, *more):
        return ["--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--jobs", 1, "--quiet", "--date", "2026-01-15", *more]

    both = ["--output", "out", "--rejects", "rejects"]
    return [
        Scenario("check-json", "goods.csv", "check", *check(samples / "pump", "--format", "json", *both), outputs=("out", "rejects")),
        Scenario("check-text", "goods.csv", "check", *check(samples / "bicycle", "--format", "text", "--lang", "es", "--output", "out")),
        Scenario("check-csv", "goods.csv", "check", *check(broken, "--format", "csv", *both), outputs=("out", "rejects")),
        Scenario("check-vehicles", "documents.csv", "check", *tables, "--jobs", 1, "--quiet", "--format", "json", *both, outputs=("out", "rejects")),
        Scenario("check-currencies", "goods.csv", "check", *check(law / "02-currency", "--rates", law / "02-currency" / "rates.csv", "--format", "json", "--output", "out")),
        Scenario("check-amounts", "goods.csv", "check", *check(law / "08-units-of-measure", "--format", "json", "--output", "out")),
        Scenario("check-papers", "goods.csv", "check",
                 *check(law / "annex-5-a-papers-below", "--documents", law / "annex-5-a-papers-below" / "documents.csv", "--default-use", "aftermarket", "--format", "json",
                        "--output", "out")),
        Scenario("gap", "goods.csv", "gap", *check(samples / "chair", "--format", "json", "--output", "out")),
        Scenario("report", "results.json", "report", "results.json", "--output", "out", last=16000),
        Scenario("rule", "section-06.xml", "rule", "8708.29", "--format", "json", last=400),
        Scenario("rule-text", "section-06.xml", "rule", "8708.29", "--lang", "es", last=400),
        Scenario("facts", "section-06.xml", "facts", "6109.10", last=400),
        Scenario("inventory", "movements.csv", "inventory", "--method", "fifo", "--movements", samples / "mixed-stock" / "movements.csv", "--format", "json", "--output", "out"),
        Scenario("cost", "ledger.csv", "cost", "--base", "machine-hours", *costs, "--format", "json", "--output", "out"),
    ]


class Runner:
    def __init__(self, program, library, source, scratch):
        self.program, self.library, self.source, self.scratch = program, library, source, pathlib.Path(scratch)

    def run(self, scenario, kind="", at=0, log=None):
        folder = self.scratch / f"{scenario.name}-{kind}-{at}"
        folder.mkdir()
        if (self.scratch / "results.json").exists() and "results.json" in scenario.arguments:
            shutil.copy(self.scratch / "results.json", folder)
        env = {**os.environ, "LD_PRELOAD": str(self.library), "FAULT_KIND": kind, "FAULT_AT": str(at), "FAULT_MARK": scenario.mark,
               "FAULT_LOG": str(log or ""), "TMPDIR": str(folder)}
        run = subprocess.run([self.program, *scenario.arguments], cwd=folder, env=env, capture_output=True, timeout=120)
        found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "results.json"}
        shutil.rmtree(folder)
        return run.returncode, run.stdout, found, run.stderr

    def count(self, scenario, kind):
        log = self.scratch / "log"
        self.run(scenario, kind, 0, log)
        before, every = map(int, log.read_text().split())
        return (max(every - scenario.last, 0) if scenario.last and kind == "memory" else before), every

    def judge(self, scenario, kind, at, plain):
        status, out, files, complaint = self.run(scenario, kind, at)
        if (status, out, files) == plain[:3]:
            return None
        if status == 74 and not files and complaint:
            return None
        what = "crashed" if status < 0 else f"exit {status}"
        left = ", ".join(files) or "nothing left"
        return f"{scenario.name}: {kind} {at}: {what}; {left}; {complaint.decode(errors='replace').strip()[-120:]}"


def places(before, every, one_in):
    return [*range(1, before + 1, BEFORE * one_in), *range(before + 1, every + 1, one_in)]


def main(program, library, source, one_in=1):
    source = pathlib.Path(source).resolve()
    tried, wrong = 0, []
    with tempfile.TemporaryDirectory() as scratch:
        runner = Runner(os.path.abspath(program), os.path.abspath(library), source, scratch)
        pump = source / "samples" / "pump"
        results = subprocess.run([runner.program, "check", "--goods", pump / "goods.csv", "--bom", pump / "bom.csv", "--format", "json"], capture_output=True).stdout
        (pathlib.Path(scratch) / "results.json").write_bytes(results)
        for scenario in scenarios(source):
            plain = runner.run(scenario)
            assert plain[0] in (0, 1, 2, 3), (scenario.name, plain)
            counts = {kind: runner.count(scenario, kind) for kind in KINDS}
            cases = [(kind, at) for kind, (before, every) in counts.items() for at in places(before, every, int(one_in) if kind == "memory" else 1)]
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                found = [line for line in pool.map(lambda case: runner.judge(scenario, *case, plain), cases) if line]
            assert len(cases) > 10, scenario.name  # else nothing is injected
            tried += len(cases)
            wrong += found
            print(f"{scenario.name}: {len(cases)} faults, {len(found)} wrong", flush=True)
            for line in found[:20]:
                print("   ", line, flush=True)
    print(f"{tried} faults, {len(wrong)} wrong")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
