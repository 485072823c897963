"""How a program is timed: seconds of processor, which a busy machine changes less than those of the clock, beside them; the best of several runs."""
import os
import subprocess
import sys
import time


class Run:
    """What one run took: seconds of processor and of the clock, and the most memory, in MiB."""

    def __init__(self, cpu, wall, memory):
        self.cpu, self.wall, self.memory = cpu, wall, memory


def timed(command, output=subprocess.DEVNULL, most=1):
    """One run; of a status above `most` the whole measurement ends. Where `output` is "pipe" another process reads it."""
    start = time.monotonic()
    piped = output == "pipe"
    process = subprocess.Popen(command, stdout=subprocess.PIPE if piped else output)
    reader = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL) if piped else None
    if piped:
        process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if reader:
        reader.wait()
    if os.waitstatus_to_exitcode(status) not in range(most + 1):
        sys.exit(f"failed: {command}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def best(command, runs=5, **how):
    """The least of each figure."""
    return best_of_each([(command, how)], runs)[0]


def best_of_each(commands, runs=5):
    """The same of several, each (command, how), which take turns: where the speed of the machine changes, it changes for all."""
    done = [[timed(command, **how) for command, how in commands] for _ in range(runs)]
    return [Run(*(min(getattr(run, figure) for run in of_one) for figure in ("cpu", "wall", "memory"))) for of_one in zip(*done)]
