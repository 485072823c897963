"""Batches by several threads, built with the thread sanitizer: it says nothing, and the results are those of one thread.

    threads.py USMCA SOURCE

Samples, exports and the worked examples with the most goods, and a file of goods that are made of each other, by 4 jobs and by 1.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

EXAMPLES = 25  # the largest


def inputs(source, scratch):
    """Options that name the files of a batch."""
    for goods in sorted((source / "samples").glob("*/goods.csv")):
        if (goods.parent / "bom.csv").exists():
            yield options_of(goods.parent)
    examples = [folder for folder in (source / "tests" / "law").iterdir() if (folder / "goods.csv").exists()]
    for folder in sorted(examples, key=lambda folder: -(folder / "goods.csv").stat().st_size)[:EXAMPLES]:
        yield options_of(folder)
    export = source / "samples" / "harness" / "export.csv"
    yield [str(export), "--profile", "maquila-es"]
    goods, bom = scratch / "goods.csv", scratch / "bom.csv"
    count = 3000
    goods.write_text("good_id,hs,country,date,transaction_value\n" + "".join(f"G{i},8413.91,MX,2024-03-01,{'x' if i % 97 == 0 else 100}\n" for i in range(count)))
    bom.write_text("good_id,line,material_id,hs,origin,value,role\n" + "".join(
        f"G{i},1,M,7326.90,non-originating,30,\nG{i},2,G{i + 1},8413.91,,50,self-produced\n" if i % 10 != 9 else f"G{i},1,M,7326.90,non-originating,30,\n" for i in range(count)))
    yield ["--goods", str(goods), "--bom", str(bom)]
    yield ["--goods", str(goods), "--bom", str(bom), "--format", "csv"]


def options_of(folder):
    more = [part for path in sorted(folder.glob("*.csv")) for part in (f"--{path.stem}", str(path)) if path.stem not in ("movements", "ledger")]
    return more + ((folder / "options").read_text().split() if (folder / "options").exists() else [])


def run(program, command, options, jobs):
    form = [] if "--format" in options else ["--format", "json"]
    env = {**os.environ, "TSAN_OPTIONS": "halt_on_error=0 exitcode=66"}
    return subprocess.run([program, command, *options, *form, "--date", "2026-01-15", "--jobs", str(jobs), "--quiet"], env=env, capture_output=True, timeout=600)


def main(program, source):
    program, wrong, tried = os.path.abspath(program), [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for options in inputs(pathlib.Path(source).resolve(), pathlib.Path(scratch)):
            for command in ("check", "gap"):
                several, one = run(program, command, options, 4), run(program, command, options, 1)
                tried += 1
                if b"ThreadSanitizer" in several.stderr or several.returncode == 66:
                    wrong.append(f"{command} {options}: {several.stderr.decode(errors='replace')[:2000]}")
                elif (several.returncode, several.stdout) != (one.returncode, one.stdout):
                    wrong.append(f"{command} {options}: several threads say otherwise than one")
    for line in wrong:
        print("   ", line)
    print(f"{tried} batches by four threads, {len(wrong)} wrong")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
