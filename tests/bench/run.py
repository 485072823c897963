"""Measures a check of generated files against a pass of libcsv alone over the same bytes.

usage: run.py BUILD [GOODS [LINES_A_GOOD [MILLIONS ...]]]

Prints seconds of processor and of the clock, material lines a second, peak memory and the ratio of processor time to that of the bare pass, each the best of
five runs that take turns; the figures are of this machine only. Output goes to nothing, to a file and to a pipe. The same for a file of six levels (generate_levels.py), with
memory as a multiple of the input; then the sums alone by what peers.py finds installed. MILLIONS, as 1 3 10 30, tells how time and memory grow with the lines.
"""
import pathlib
import subprocess
import sys
import tempfile

from measure import best, best_of_each

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parents[1] / "rules"


def generate(build, folder, goods, lines):
    subprocess.run([build / "tests" / "bench_generate", folder, str(goods), str(lines)], check=True)
    return [folder / "goods.csv", folder / "bom.csv"]


def check_of(usmca, files, *options):
    return [usmca, "check", "--no-config", "--rules", RULES, "--goods", files[0], "--bom", files[1], "--quiet", *options]


def tell(name, run, lines, bare=None):
    ratio = f"{run.cpu / bare.cpu:8.2f} times the bare pass" if bare else ""
    print(f"{name:30}{run.cpu:8.2f} s{run.wall:8.2f} s{lines / run.cpu:14,.0f}{run.memory:9.1f} MiB{ratio}", flush=True)


def measure_flat(build, usmca, folder, goods, lines):
    files = generate(build, folder, goods, lines)
    size, count = sum(file.stat().st_size for file in files), goods * lines
    print(f"{goods:,} goods, {count:,} material lines, {size / 1e6:.0f} MB\n{'':30}{'processor':>10}{'clock':>10}{'lines/s':>14}{'memory':>13}")
    documents = ("--documents", folder / "documents.csv")
    as_json = check_of(usmca, files, *documents, "--format", "json", "--jobs", "1")
    measured = {"libcsv alone": ([build / "tests" / "bench_bare", *files], {})}
    for form in ("json", "csv"):
        for jobs in ("1", "2"):
            measured[f"check, {form}, threads: {jobs}"] = (check_of(usmca, files, *documents, "--format", form, "--jobs", jobs), {})
    measured["  to a file"] = ([*as_json, "--output", folder / "results.json"], {})
    measured["  to a pipe"] = (as_json, {"output": "pipe"})
    runs = dict(zip(measured, best_of_each(measured.values())))
    bare = runs["libcsv alone"]
    for name, run in runs.items():
        tell(name, run, count, bare if run is not bare else None)
    (folder / "results.json").unlink()
    subprocess.run([sys.executable, HERE / "peers.py", *files, str(bare.cpu)], check=True)


def measure_one(usmca, folder):
    one = folder / "one.csv"
    one.write_text("good_id,good_hs,good_country,hs,origin,value\nONE,8413.30,MX,8413.91,non-originating,3\n")
    run = best([usmca, "check", "--no-config", "--rules", RULES, one, "--format", "json", "--quiet"], runs=20)
    print(f"{'rules and one good':30}{run.cpu * 1000:7.1f} ms{run.wall * 1000:7.1f} ms{run.memory:23.1f} MiB")


def measure_levels(usmca, folder, goods):
    subprocess.run([sys.executable, HERE / "generate_levels.py", folder, str(goods)], check=True)
    files = [folder / "goods.csv", folder / "bom.csv"]
    size, lines = sum(file.stat().st_size for file in files), goods * 20
    print(f"six levels: {goods:,} goods, {lines:,} material lines, {size / 1e6:.0f} MB")
    for jobs in (1, 2):
        run = best(check_of(usmca, files, "--format", "json", "--jobs", str(jobs)))
        tell(f"check, json, threads: {jobs}", run, lines)
        print(f"{'':30}{run.memory * 2**20 / size:.2f} bytes of memory a byte of input")


def measure_growth(build, usmca, folder, millions):
    for million in millions:
        goods = round(million * 1_000_000 / 30)
        files = generate(build, folder, goods, 30)
        checked = check_of(usmca, files, "--documents", folder / "documents.csv", "--format", "json", "--jobs", "1")
        bare, run = best_of_each([([build / "tests" / "bench_bare", *files], {}), (checked, {})], runs=3)
        tell(f"{million:g} million lines", run, goods * 30, bare)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    goods, lines = int((sys.argv[2:] or ["100000"])[0]), int((sys.argv[3:] or ["30"])[0])
    usmca = build / "usmca"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        measure_flat(build, usmca, folder, goods, lines)
        measure_one(usmca, folder)
        measure_levels(usmca, folder, goods)
        measure_growth(build, usmca, folder, map(float, sys.argv[4:]))


main()
