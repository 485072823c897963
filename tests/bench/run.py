"""Measures a check of a generated file against a pass of libcsv alone over the same bytes.

usage: run.py BUILD [GOODS [LINES_A_GOOD]]

Prints seconds, material lines a second and peak memory, the best of three runs; the figures are of this machine only. The same for a file of six levels
(generate_levels.py), with memory as a multiple of the input.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

RUNS = 3
RULES = pathlib.Path(__file__).resolve().parents[2] / "rules"


def timed(command):
    """Seconds and peak memory in MiB of one run."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"failed: {command}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def measure_levels(usmca, folder, goods):
    subprocess.run([sys.executable, pathlib.Path(__file__).parent / "generate_levels.py", folder, str(goods)], check=True)
    files = [folder / "goods.csv", folder / "bom.csv"]
    size, lines = sum(f.stat().st_size for f in files), goods * 20
    print(f"six levels: {goods:,} goods, {lines:,} material lines, {size / 1e6:.0f} MB")
    for jobs in (1, 2):
        seconds, memory = min(timed([usmca, "check", "--rules", RULES, "--goods", files[0], "--bom", files[1], "--format", "json", "--quiet",
                                     "--jobs", str(jobs)]) for _ in range(RUNS))
        print(f"{f'check, threads: {jobs}':24}{seconds:8.2f} s{lines / seconds:14,.0f} lines/s{memory:8.1f} MiB"
              f"{memory * 2**20 / size:8.2f} bytes a byte of input")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    goods, lines = int((sys.argv[2:] or ["100000"])[0]), int((sys.argv[3:] or ["30"])[0])
    usmca = build / "usmca"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([build / "tests" / "bench_generate", folder, str(goods), str(lines)], check=True)
        files = [folder / "goods.csv", folder / "bom.csv"]
        size = sum(f.stat().st_size for f in files)
        print(f"{goods:,} goods, {goods * lines:,} material lines, {size / 1e6:.0f} MB")
        bare = min(timed([build / "tests" / "bench_bare", *files])[0] for _ in range(RUNS))
        print(f"{'libcsv alone':24}{bare:8.2f} s")
        check = [usmca, "check", "--rules", RULES, "--goods", files[0], "--bom", files[1], "--documents", folder / "documents.csv",
                 "--format", "json", "--quiet"]
        for jobs in (1, 2):
            seconds, memory = min(timed([*check, "--jobs", str(jobs)]) for _ in range(RUNS))
            print(f"{f'check, threads: {jobs}':24}{seconds:8.2f} s{goods * lines / seconds:14,.0f} lines/s{memory:8.1f} MiB"
                  f"{seconds / bare:8.2f} times libcsv alone")
        (folder / "one.csv").write_text("good_id,good_hs,good_country,hs,origin,value\nONE,8413.30,MX,8413.91,non-originating,3\n")
        seconds, memory = min(timed([usmca, "check", "--rules", RULES, folder / "one.csv", "--format", "json", "--quiet"])
                              for _ in range(10))
        print(f"{'rules and one good':24}{seconds * 1000:8.1f} ms{memory:29.1f} MiB")
        measure_levels(usmca, folder, goods)


main()
