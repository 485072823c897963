"""What usmca.spark.check takes in local mode, beside the command over the same files.

usage: spark.py BUILD [GOODS [CORES]]      with pyspark, pyarrow, Java, and BUILD/python in PYTHONPATH; 33,334 goods of 30 lines are a million lines

Processor time is that of Java and of Python's workers together. Lines are compared sorted."""
import hashlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession

from usmca import spark

DAY = "2026-11-26"
build = pathlib.Path(sys.argv[1]).resolve()
goods, cores = (sys.argv[i] if len(sys.argv) > i else default for i, default in ((2, "33334"), (3, "2")))
os.environ["PYSPARK_PYTHON"] = sys.executable


def cpu():
    """Of this process and of all below it, ended or not."""
    ticks, parents = {}, {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
        ticks[int(path.parent.name)] = sum(map(int, fields[11:15]))

    def below(process):
        while process not in (0, 1, os.getpid()):
            process = parents.get(process, 0)
        return process == os.getpid()

    return sum(count for process, count in ticks.items() if below(process)) / os.sysconf("SC_CLK_TCK")


def stages(session):
    """What the event log says of each stage that ended."""
    for log in pathlib.Path(session.conf.get("spark.eventLog.dir").removeprefix("file:")).rglob("*"):
        for line in log.open(encoding="utf-8") if log.is_file() else ():
            if '"SparkListenerStageCompleted"' in line:
                written = [one["Value"] for one in json.loads(line)["Stage Info"]["Accumulables"] if one["Name"] == "internal.metrics.shuffle.write.bytesWritten"]
                yield {"shuffleWriteBytes": written[0] if written else 0}


def digest(lines):
    found = hashlib.sha256()
    for line in sorted(lines):
        found.update(line.rstrip(b"\n") + b"\n")
    return found.hexdigest()


with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
    subprocess.run([build / "tests" / "bench_generate", folder, goods, "30"], check=True, stdout=subprocess.DEVNULL)
    paths = {name: f"{folder}/{name}.csv" for name in ("goods", "bom", "documents")}
    log = pathlib.Path(folder) / "log"
    log.mkdir()
    session = (SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false").config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "8")
               .config("spark.local.dir", folder).config("spark.eventLog.enabled", "true").config("spark.eventLog.dir", f"file:{log}").config("spark.eventLog.compress", "false").config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    tables = {name: session.read.csv(path, header=True, escape='"') for name, path in paths.items()}
    lines = tables["bom"].count()
    begun, before = time.monotonic(), cpu()
    spark.components(tables["goods"], tables["bom"]).count()
    print(f"{lines} lines; components {time.monotonic() - begun:.1f} s, processor {cpu() - before:.1f} s", flush=True)
    begun, before = time.monotonic(), cpu()
    spark.check(**tables, date=DAY, keep=["json"]).json.write.text(f"{folder}/json")
    print(f"check, components and writing with it: {time.monotonic() - begun:.1f} s, processor {cpu() - before:.1f} s", flush=True)
    written = sum(int(stage["shuffleWriteBytes"]) for stage in stages(session))
    print(f"shuffled, all stages: {written / lines:.0f} bytes a line", flush=True)
    session.stop()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([build / "usmca", "check", "--date", DAY, "--jobs", "1", "--quiet", *(part for name, path in paths.items() for part in (f"--{name}", path)), "--format", "json",
                    "--output", f"{folder}/command"], check=False)
    print(f"command: processor {resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before:.1f} s", flush=True)
    if int(goods) <= 400000:
        of_spark = [line for path in pathlib.Path(f"{folder}/json").glob("part-*") for line in path.open("rb")]
        print("the same lines" if digest(of_spark) == digest(pathlib.Path(f"{folder}/command").open("rb")) else "LINES DIFFER")
