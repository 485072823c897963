"""Writes the seed corpus of each fuzzer from the project's own data: worked examples of the law, samples, rules, profiles.

usage: seeds.py FOLDER USMCA
"""
import hashlib
import pathlib
import re
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
KINDS = re.findall(r'^INPUT_TABLE\(\w+, "([a-z-]+)"', (SOURCE / "src" / "case" / "tables.def").read_text(), re.M)  # enum table_kind
MOST = 60000  # bytes; larger seeds only slow a fuzzer down


def put(folder, data):
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= MOST:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def main():
    out, usmca = pathlib.Path(sys.argv[1]), sys.argv[2]
    for case in [*sorted((SOURCE / "tests" / "law").iterdir()), *sorted((SOURCE / "samples").iterdir())]:
        goods, bom = case / "goods.csv", case / "bom.csv"
        if goods.exists() and bom.exists():
            put(out / "batch", goods.read_bytes() + b"\x1e" + bom.read_bytes())
            files = [part for path in sorted(case.glob("*.csv")) for part in (f"--{path.stem}", path)]
            results = subprocess.run([usmca, "check", "--rules", SOURCE / "rules", *files, "--format", "json", "--quiet", "--date", "2024-03-01"],
                                     capture_output=True, check=False).stdout
            put(out / "results", results)
        for kind, name in enumerate(KINDS):
            if (case / f"{name}.csv").exists():
                put(out / "tables", bytes([kind]) + (case / f"{name}.csv").read_bytes())
    put(out / "batch", b'good_id,good_hs,good_country,line,hs,origin,value\nA,3926.90,MX,1,3902.10,non-originating,3\nA,3926.90,MX,2,"3902.10",,1\n')
    for rules in (SOURCE / "rules" / "usmca").glob("*.xml"):
        put(out / "rules", rules.read_bytes())
    export = (SOURCE / "samples" / "harness" / "export.csv").read_bytes()
    for profile in (SOURCE / "rules" / "profiles").glob("*.xml"):
        put(out / "profile", profile.read_bytes() + b"\x1e" + export)


main()
