"""A service of which one call fails: it answers as it would, or says that it could not, or ends the connection; and goes on.

    serve.py USMCA FAULT_INJECTION_LIBRARY SOURCE [COUNT]

Each question that threads.py asks, with the k-th allocation, read or opening failing: COUNT of each kind and question (default 12), the
last of them while the question is answered. A fault of the client's own form is told as such where libmicrohttpd loses a part's name.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from threads import ask, questions

KINDS = ("memory", "read", "open")


class Service:
    def __init__(self, program, library, scratch, kind="", at=0, log=""):
        env = {**os.environ, "LD_PRELOAD": library, "FAULT_KIND": kind, "FAULT_AT": str(at), "FAULT_MARK": "none", "FAULT_LOG": str(log), "TMPDIR": scratch}
        self.run = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--jobs", "1", "--no-config"], env=env, stderr=subprocess.PIPE)
        port = self.run.stderr.readline().decode().strip().rpartition(":")[2]
        self.port = int(port) if port.isdigit() else None

    def ask(self, path, how):
        try:
            return ask(self.port, path, how)[1:]
        except OSError as error:  # the connection ended
            return 0, str(error)
        except Exception as error:  # noqa: BLE001: or before it said anything
            return 0, str(error)

    def end(self):
        if self.port is not None:
            self.run.terminate()
        said = self.run.communicate(timeout=60)[1].decode(errors="replace")
        return self.run.returncode, said


def calls(program, library, scratch, kind, question=None):
    log = pathlib.Path(scratch) / "log"
    service = Service(program, library, scratch, kind, 0, log)
    if question is not None:
        service.ask(*question)
    service.end()
    return int(log.read_text().split()[1])


def judge(service, question, plain, form):
    """What is wrong; or None."""
    if service.port is None:
        status, _ = service.end()
        return None if status == 74 else f"exit {status} in the beginning"
    first = service.ask(*question)
    later = [service.ask(*question) for _ in range(2)]
    status, said = service.end()
    if status != 0:
        return f"exit {status}; {said[-200:]}"
    if first != plain and first[0] not in ((0, 400, 500, 503) if form else (0, 500, 503)):
        return f"{first[0]} {first[1][:200]}"
    return None if plain in later else f"later: {later[-1][0]} {later[-1][1][:200]}"


def main(program, library, source, count="12"):
    program, library, source = os.path.abspath(program), os.path.abspath(library), pathlib.Path(source).resolve()
    tried, wrong = 0, []
    with tempfile.TemporaryDirectory() as scratch:
        for question in questions(source):
            service = Service(program, library, scratch)
            plain = service.ask(*question)
            service.end()
            for kind in KINDS:
                begins, ends = calls(program, library, scratch, kind), calls(program, library, scratch, kind, question)
                span = max(ends - begins, 1)
                for at in sorted({begins + 1 + i * span // int(count) for i in range(int(count))}):
                    found = judge(Service(program, library, scratch, kind, at), question, plain, "multipart" in question[1][2].get("Content-Type", ""))
                    tried += 1
                    wrong += [f"{question[0]}: {kind} {at}: {found}"] if found else []
    for line in wrong:
        print("   ", line)
    print(f"{tried} faults of a service, {len(wrong)} wrong")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
