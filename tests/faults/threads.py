"""Batches by several threads, built with the thread sanitizer: it says nothing, and the results are those of one thread.

    threads.py USMCA SOURCE

Samples, exports and the worked examples with the most goods, and a file of goods that are made of each other, by 4 jobs and by 1; and
a service that is asked many things at once, each of which has the answer that it has alone.
"""
import concurrent.futures
import http.client
import json
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


BOUNDARY = "x9f2"


def form(**files):
    parts = b"".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.csv"\r\n\r\n'.encode() + content + b"\r\n" for name, content in files.items())
    return "POST", parts + f"--{BOUNDARY}--\r\n".encode(), {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def questions(source):
    """Path, and how it is asked."""
    pump = {name: (source / "samples" / "pump" / f"{name}.csv").read_bytes() for name in ("goods", "bom", "documents")}
    goods = [{"good_id": f"G{i}", "hs": "3926.90", "country": "MX", "date": "2024-03-01", "transaction_value": 10} for i in range(40)]
    rows = {"goods": goods, "bom": [{"good_id": good["good_id"], "hs": "3902.10", "value": i % 9} for i, good in enumerate(goods)]}
    as_json = "POST", json.dumps(rows).encode(), {"Content-Type": "application/json"}
    method, body, head = form(**pump)
    yield "/v1/check", as_json
    yield "/v1/gap", as_json
    yield "/v1/check", (method, body, {**head, "Accept": "application/x-ndjson"})
    yield "/v1/gap", (method, body, {**head, "Accept": "text/csv"})
    many = "\n".join(f"L{i},3926.90,MX" for i in range(3000)).encode()
    long, of_long, head_of_long = form(goods=b"good_id,hs,country\n" + many + b"\n", bom=b"good_id,hs,value\n" + many.replace(b"MX", b"1") + b"\n")
    yield "/v1/check", (long, of_long, {**head_of_long, "Accept": "application/x-ndjson"})
    yield "/v1/preview", (method, body, head)
    yield "/v1/profile", form(bom=b"Componente,HTS,Parent\nA,8413.91,P\n")
    yield "/v1/report", (method, body, head)
    for path in ("/v1/rules/8708.29?date=2026-07-01", "/v1/facts/392690?date=2026-07-01&lang=es", "/v1/codes?q=pumps&lang=fr&date=2026-07-01", "/v1/codes/8708?date=2026-07-01",
                 "/v1/words/bom", "/healthz", "/openapi.json", "/page/words/es", "/nothing"):
        yield path, ("GET", None, {})


def ask(port, path, how):
    method, body, head = how
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body, head)
        answer = connection.getresponse()
        return path, answer.status, answer.read()
    finally:
        connection.close()


def serve(program, source):
    """What is wrong, and how many were asked. The first of each language opens its rule book while others ask."""
    env = {**os.environ, "TSAN_OPTIONS": "halt_on_error=0 exitcode=66"}
    service = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--jobs", "4", "--seconds", "300"], env=env, stderr=subprocess.PIPE)
    port = int(service.stderr.readline().decode().strip().rsplit(":", 1)[1])
    asked = list(questions(source)) * 4
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        at_once = list(pool.map(lambda one: ask(port, *one), asked))
    alone = [ask(port, *one) for one in asked[:len(asked) // 4]] * 4
    service.terminate()
    said = service.communicate(timeout=120)[1].decode(errors="replace")
    wrong = [f"{path}: it is answered otherwise at once than alone" for (path, *one), (_, *other) in zip(at_once, alone) if one != other]
    if "ThreadSanitizer" in said or service.returncode != 0:
        wrong.append(f"serve: {service.returncode} {said[:2000]}")
    return wrong, len(asked)


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
    of_service, asked = serve(program, pathlib.Path(source).resolve())
    wrong += of_service
    for line in wrong:
        print("   ", line)
    print(f"{tried} batches by four threads, {asked} questions to a service at once, {len(wrong)} wrong")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
