"""Requests to usmca serve, one after the other and many at once, by wrk (Debian's package): what each takes, and what it costs in seconds of processor.

    serve.py USMCA [GOODS [AT_ONCE [SECONDS]]]

`floor` is what the last of so many at once waits for at best: all of them, shared by the processors.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

SCRIPT = """wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/x-ndjson"
local file = io.open("%s")
wrk.body = file:read("*a")
file:close()
"""
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


def question(goods):
    names = [f"PART-{i}" for i in range(goods)]
    return {"goods": [{"good_id": name, "hs": "3926.90", "country": "MX", "date": "2024-03-01", "transaction_value": 10} for name in names],
            "bom": [{"good_id": name, "line": 1, "material_id": "RESIN", "hs": "3902.10", "origin": "non-originating", "value": 1 + i % 7} for i, name in enumerate(names)]}


def processor_seconds(process):
    """Of the service, so far."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def turns(address):
    """Of requests so far, how many took at most so many milliseconds from their turn on."""
    page = urllib.request.urlopen(f"{address}/metrics").read().decode()
    return {1000 * float(limit): int(count) for limit, count in re.findall(r'usmca_turn_seconds_bucket{le="([\d.]+|inf)"} (\d+)', page.replace("+Inf", "inf"))}


def measure(address, script, process, connections, seconds):
    begun, before = processor_seconds(process), turns(address)
    said = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "60", "--latency", "-s", script, f"{address}/v1/check"], capture_output=True, text=True, check=True).stdout
    spent = processor_seconds(process) - begun
    count = int(re.search(r"(\d+) requests in", said)[1])
    wait = {rank: float(number) * UNITS[unit] for rank, number, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)\b", said)}
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said) or re.search(r"Socket errors: .*", said)
    after = turns(address)
    own = min(limit for limit in after if after[limit] - before[limit] >= 0.99 * (max(after.values()) - max(before.values())))
    return wait["50"], wait["99"], own, count / seconds, 1000 * spent / count, wrong[0] if wrong else "none wrong"


def main(usmca, goods=100, at_once=200, seconds=8):
    if shutil.which("wrk") is None:
        sys.exit("wrk is needed")
    processors = len(os.sched_getaffinity(0))
    service = subprocess.Popen([usmca, "serve", "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE)
    try:
        address = service.stderr.readline().decode().split()[-1]
        with tempfile.TemporaryDirectory() as folder:
            body, script = pathlib.Path(folder) / "body.json", pathlib.Path(folder) / "ask.lua"
            body.write_text(json.dumps(question(int(goods))))
            script.write_text(SCRIPT % body)
            for connections in (1, int(at_once)):
                half, most, own, rate, cost, wrong = measure(address, script, service.pid, connections, int(seconds))
                print(f"{connections} at once: median {half:.1f} ms, p99 {most:.1f} ms, p99 from the turn on at most {own:.1f} ms, {rate:.0f} requests/s, {cost:.2f} ms of processor each, {wrong}; floor {connections * cost / processors:.0f} ms")
    finally:
        service.terminate()
        service.wait(60)
        service.stderr.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
