"""What a check through Arrow takes beside one of files by the command: seconds of processor, one thread, the best of several runs.

usage: arrow.py BUILD [GOODS [RUNS]]       with pyarrow, and BUILD/python in PYTHONPATH; 33,334 goods of 30 lines are a million lines

Reading the files into Arrow tables is not counted on the side of Arrow, and is on that of the command, as is writing the answer to a file."""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import pyarrow
from pyarrow import csv

import usmca

DAY = "2026-11-26"
build = pathlib.Path(sys.argv[1])
goods, runs = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 33334), (3, 5)))


def cpu(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def least(run, who):
    figures = []
    for _ in range(runs):
        before = cpu(who)
        run()
        figures.append(cpu(who) - before)
    return min(figures)


def table(path):
    names = csv.open_csv(path).schema.names
    return csv.read_csv(path, convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pyarrow.string())))


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([build / "tests" / "bench_generate", folder, str(goods), "30"], check=True, stdout=subprocess.DEVNULL)
    files = {name: f"{folder}/{name}.csv" for name in ("goods", "bom", "documents")}
    tables = {name: table(path) for name, path in files.items()}
    rules = usmca.RuleBook()
    command = [build / "usmca", "check", "--date", DAY, "--jobs", "1", "--quiet", *(part for name, path in files.items() for part in (f"--{name}", path))]
    print(f"{tables['bom'].num_rows} lines")
    for name, output, keep in (("JSON", ["--format", "json", "--output", f"{folder}/json"], ("json",)),
                               ("tables", ["--format", "json", "--output", os.devnull, "--tables", f"{folder}/tables"], ("json", "goods", "materials", "findings"))):
        by_files = least(lambda: subprocess.run([*command, *output], check=False), resource.RUSAGE_CHILDREN)

        def by_arrow():
            result = rules.check(**tables, date=DAY, jobs=1, keep=keep)
            for output in keep:
                result.table(output)

        through_arrow = least(by_arrow, resource.RUSAGE_SELF)
        print(f"{name}: command {by_files:.2f} s, Arrow {through_arrow:.2f} s, {through_arrow / by_files:.2f} times")
