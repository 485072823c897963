"""How a program is timed: seconds of processor, which a busy machine changes less than those of the clock, beside them; the best of several runs."""
import atexit
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = tempfile.TemporaryDirectory()
atexit.register(FOLDER.cleanup)
ONCE = pathlib.Path(FOLDER.name) / "once"
subprocess.run([os.environ.get("CC", "cc"), "-O2", "-D_GNU_SOURCE", "-o", ONCE, pathlib.Path(__file__).with_name("once.c")], check=True)


class Run:
    """What one run took: seconds of processor and of the clock, and the most memory, in MiB."""

    def __init__(self, cpu, wall, memory):
        self.cpu, self.wall, self.memory = cpu, wall, memory


def timed(command, output=subprocess.DEVNULL, most=1):
    """One run; of a status above `most` the whole measurement ends. Where `output` is "pipe" another process reads it."""
    piped = output == "pipe"
    told, tell = os.pipe()
    process = subprocess.Popen([ONCE, str(tell), *command], stdout=subprocess.PIPE if piped else output, pass_fds=(tell,))
    os.close(tell)
    reader = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL) if piped else None
    if piped:
        process.stdout.close()
    with open(told) as figures:
        cpu, wall, memory, status = map(int, figures.read().split() or (0, 0, 0, -1))
    process.wait()
    if reader:
        reader.wait()
    if status not in range(most + 1):
        sys.exit(f"failed: {command}")
    return Run(cpu / 1e6, wall / 1e6, memory / 1024)


def best(command, runs=5, **how):
    """The least of each figure."""
    return best_of_each([(command, how)], runs)[0]


def best_of_each(commands, runs=5):
    """The same of several, each (command, how), which take turns: where the speed of the machine changes, it changes for all."""
    done = [[timed(command, **how) for command, how in commands] for _ in range(runs)]
    return [Run(*(min(getattr(run, figure) for run in of_one) for figure in ("cpu", "wall", "memory"))) for of_one in zip(*done)]
