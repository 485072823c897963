"""Every call that may fail fails once: memory, reading, writing, renaming, closing, opening, beginning a process.

    run.py USMCA INJECT.so SOURCE [COUNT [SCENARIO ...]]

Each command runs on samples with the k-th call failing, for every k after the rule book is loaded and every 97th before; with a COUNT above 0 for about so many in all, the same each time, of every command and every
kind of call. A run has to end as it does without a fault, byte for byte, or with exit status 74, what stood there as it stood, and nothing beside it; a record may be that after the run as well, whole, and a
new one may stand there without a run, since another may add to it by then. Prints what did not, and the count of what was tried.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from scenarios import prepare, scenarios

BEFORE = 97
EMPTY_RECORD = repr((0, 0)).encode()  # sound, without a run
KINDS = ("memory", "read", "write", "rename", "close", "open", "process")


def content(path, program):
    """Its bytes; of a summary all but how long the run took; of a record whether it is sound, and how many runs it has."""
    data = path.read_bytes()
    if path.suffix == ".usmca":
        asked = [subprocess.run([program, "record", what, path, "--format", "json"], capture_output=True) for what in ("verify", "list")]
        return repr((asked[0].returncode, asked[1].stdout.count(b"\n"))).encode()
    return re.sub(rb'"seconds":[0-9.]+', b"", data)


def contents(folder, program):
    return {str(path.relative_to(folder)): content(path, program) if path.is_file() else b"" for path in sorted(folder.rglob("*"))}


class Runner:
    def __init__(self, program, library, source, scratch):
        self.program, self.library, self.source, self.scratch = program, library, source, pathlib.Path(scratch)
        self.prepared = self.scratch / "prepared"
        self.prepared.mkdir()
        prepare(program, source, self.prepared)

    def place(self, scenario, name):
        folder = self.scratch / name
        folder.mkdir()
        for given in scenario.inputs:
            (shutil.copytree if (self.prepared / given).is_dir() else shutil.copy)(self.prepared / given, folder / given)
        return folder

    def run(self, scenario, kind="", at=0, log=None):
        folder = self.place(scenario, f"{scenario.name}-{kind}-{at}")
        env = {**os.environ, "LD_PRELOAD": str(self.library), "FAULT_KIND": kind, "FAULT_AT": str(at), "FAULT_MARK": scenario.mark,
               "FAULT_LOG": str(log or ""), "TMPDIR": str(folder), "HOME": str(folder)}
        run = subprocess.run([self.program, *scenario.arguments], cwd=folder, env=env, capture_output=True, timeout=300)
        found = contents(folder, self.program)
        shutil.rmtree(folder)
        return run.returncode, run.stdout, found, run.stderr

    def count(self, scenario, kind):
        log = self.scratch / "log"
        self.run(scenario, kind, 0, log)
        return tuple(map(int, log.read_text().split()))

    def stood(self, scenario):
        folder = self.place(scenario, scenario.name + "-before")
        found = contents(folder, self.program)
        shutil.rmtree(folder)
        return found

    def judge(self, scenario, kind, at, plain, stood):
        try:
            status, out, files, complaint = self.run(scenario, kind, at)
        except subprocess.TimeoutExpired:
            return f"{scenario.name}: {kind} {at}: does not end"
        if (status, out, files) == plain[:3]:
            return None
        kept = all(files.get(name) in (data, plain[2].get(name) if name.endswith(".usmca") else data) for name, data in stood.items())
        beside = [name for name in files if name not in stood and not (name.endswith(".usmca") and files[name] in (EMPTY_RECORD, plain[2].get(name)))]
        if status == 74 and kept and not beside and complaint:
            return None
        what = "crashed" if status < 0 else f"exit {status}"
        left = ", ".join(beside) or ("nothing left" if kept else "an input is changed")
        return f"{scenario.name}: {kind} {at}: {what}; {left}; {complaint.decode(errors='replace').strip()[-160:]}"


def places(kind, before, all_of_them, every):
    """Numbers of the calls."""
    return [*range(1, before + 1, BEFORE if kind == "memory" else 1), *range(before + 1, all_of_them + 1, every if kind == "memory" else 1)]


def spread(of, count):
    """So many of them, as far from each other as can be, the first and the last among them."""
    if count >= len(of):
        return of
    return sorted({of[i * (len(of) - 1) // max(count - 1, 1)] for i in range(count)})


def sample(found, count):
    """Of each kind the same number, and what a kind does not have to those that have more."""
    taken, rest = {}, count
    for left, kind in zip(range(len(found), 0, -1), sorted(found, key=lambda kind: len(found[kind]))):
        taken[kind] = spread(found[kind], max(rest // left, 1))
        rest -= len(taken[kind])
    return taken


def main(program, library, source, count="0", *names):
    source = pathlib.Path(source).resolve()
    chosen = [scenario for scenario in scenarios(source) if not names or scenario.name in names]
    shares = sum(scenario.share for scenario in chosen)
    tried, wrong = 0, []
    with tempfile.TemporaryDirectory() as scratch:
        runner = Runner(os.path.abspath(program), os.path.abspath(library), source, scratch)
        for scenario in chosen:
            plain, stood = runner.run(scenario), runner.stood(scenario)
            assert plain[0] in (0, 1, 2, 3, 65), (scenario.name, plain[0], plain[3])
            found = {kind: places(kind, *runner.count(scenario, kind), scenario.every) for kind in KINDS}
            if int(count) > 0:
                found = sample(found, round(int(count) * scenario.share / shares))
            cases = [(kind, at) for kind, numbers in found.items() for at in numbers]
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                failed = [line for line in pool.map(lambda case: runner.judge(scenario, *case, plain, stood), cases) if line]
            assert found["memory"], scenario.name  # else nothing is injected
            tried += len(cases)
            wrong += failed
            print(f"{scenario.name}: {len(cases)} faults, {len(failed)} wrong", flush=True)
            for line in failed[:20]:
                print("   ", line, flush=True)
    print(f"{tried} faults, {len(wrong)} wrong")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
