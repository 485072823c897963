"""What usmca.spark.check takes in local mode, beside the command over the same files.

usage: spark.py BUILD [GOODS [CORES [FAMILY]]]      with pyspark, pyarrow, Java, and BUILD/python in PYTHONPATH; 33,334 goods of 30 lines are a million lines.
With FAMILY, goods of 20 lines that are made of each other, six levels deep, FAMILY goods at a time (generate_levels.py); without it no good is a material.

Processor time is that of Java and of Python's workers together; memory is what lies in it, seen every half second. Lines are compared sorted."""
import hashlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

from pyspark.sql import SparkSession

from usmca import spark

DAY = "2026-11-26"
build = pathlib.Path(sys.argv[1]).resolve()
goods, cores, family = (sys.argv[i] if len(sys.argv) > i else default for i, default in ((2, "33334"), (3, "2"), (4, "")))
os.environ["PYSPARK_PYTHON"] = sys.executable


def below():
    """The fields of /proc/PID/stat of this process and of all below it, behind the name."""
    found, parents = {}, {}
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
        found[int(path.parent.name)] = fields

    def is_below(process):
        while process not in (0, 1, os.getpid()):
            process = parents.get(process, 0)
        return process == os.getpid()

    return {process: fields for process, fields in found.items() if is_below(process)}


def cpu():
    """Of processes that ended, too."""
    return sum(sum(map(int, fields[11:15])) for fields in below().values()) / os.sysconf("SC_CLK_TCK")


class Memory(threading.Thread):
    """The most that lay in memory at one time, in MiB: of Java, of all workers of Python, and of the largest of them."""

    def __init__(self):
        super().__init__(daemon=True)
        self.java = self.workers = self.worker = 0
        self.begin()

    def begin(self):
        self.java = self.workers = self.worker = 0

    def run(self):
        while True:
            java, workers = 0, []
            for process, fields in below().items():
                try:
                    name = pathlib.Path(f"/proc/{process}/comm").read_text().strip()
                except OSError:
                    continue
                size = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // 2**20
                if name == "java":
                    java += size
                elif process != os.getpid():
                    workers.append(size)
            self.java, self.workers, self.worker = max(self.java, java), max(self.workers, sum(workers)), max([self.worker, *workers])
            time.sleep(0.5)

    def __str__(self):
        return f"memory: Java {self.java} MiB, workers {self.workers} MiB, the largest {self.worker} MiB"


def stages(session):
    """What the event log says of each stage that ended."""
    for log in pathlib.Path(session.conf.get("spark.eventLog.dir").removeprefix("file:")).rglob("*"):
        for line in log.open(encoding="utf-8") if log.is_file() else ():
            if '"SparkListenerStageCompleted"' in line:
                written = [one["Value"] for one in json.loads(line)["Stage Info"]["Accumulables"] if one["Name"] == "internal.metrics.shuffle.write.bytesWritten"]
                yield {"shuffleWriteBytes": written[0] if written else 0}


def digest(lines):
    """Of all lines, whatever their order, without having them all in memory."""
    return hashlib.sha256(b"".join(sorted(hashlib.sha256(line.rstrip(b"\n")).digest() for line in lines))).hexdigest()


with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
    generator = [sys.executable, pathlib.Path(__file__).parent / "generate_levels.py", folder, goods, family] if family else [build / "tests" / "bench_generate", folder, goods, "30"]
    subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)
    paths = {name: f"{folder}/{name}.csv" for name in ("goods", "bom", "documents") if pathlib.Path(f"{folder}/{name}.csv").exists()}
    log = pathlib.Path(folder) / "log"
    log.mkdir()
    session = (SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false").config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "8")
               .config("spark.local.dir", folder).config("spark.eventLog.enabled", "true").config("spark.eventLog.dir", f"file:{log}").config("spark.eventLog.compress", "false").config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    memory = Memory()
    memory.start()
    tables = {name: session.read.csv(path, header=True, escape='"') for name, path in paths.items()}
    lines = tables["bom"].count()
    begun, before = time.monotonic(), cpu()
    spark.components(tables["goods"], tables["bom"]).count()
    print(f"{lines} lines; components {time.monotonic() - begun:.1f} s, processor {cpu() - before:.1f} s; {memory}", flush=True)
    memory.begin()
    begun, before = time.monotonic(), cpu()
    spark.check(**tables, date=DAY, keep=["json"]).json.write.text(f"{folder}/json")
    print(f"check, components and writing with it: {time.monotonic() - begun:.1f} s, processor {cpu() - before:.1f} s; {memory}", flush=True)
    written = sum(int(stage["shuffleWriteBytes"]) for stage in stages(session))
    print(f"shuffled, all stages: {written / lines:.0f} bytes a line", flush=True)
    session.stop()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([build / "usmca", "check", "--date", DAY, "--jobs", "1", "--quiet", *(part for name, path in paths.items() for part in (f"--{name}", path)), "--format", "json",
                    "--output", f"{folder}/command"], check=False)
    print(f"command: processor {resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before:.1f} s", flush=True)
    of_spark = (line for path in pathlib.Path(f"{folder}/json").glob("part-*") for line in path.open("rb"))
    print("the same lines" if digest(of_spark) == digest(pathlib.Path(f"{folder}/command").open("rb")) else "LINES DIFFER")
