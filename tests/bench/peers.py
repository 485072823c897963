"""What other programs take to do a small part of it: for each good, the value of its materials and of those that do not originate, and the share of them in
its transaction value. No rule is chosen, no code compared, no paper looked at, and nothing is explained. Binary floating point, where the program has it.

usage: peers.py GOODS BOM [PROCESSOR_SECONDS_OF_THE_BARE_PASS]

Measures those that are installed (`make bench-peers` installs them in build/peers), each with one thread and the best of five runs; the time of loading the
program is among it.
"""
import pathlib
import subprocess
import sys

from measure import best

INSTALLED = pathlib.Path(__file__).resolve().parents[2] / "build" / "peers" / "bin" / "python3"

DUCKDB = """
import duckdb, sys
lines = duckdb.connect(config={"threads": 1})
lines.execute("create view goods as select * from read_csv(?, header=true)".replace("?", repr(sys.argv[1])))
lines.execute("create view bom as select * from read_csv(?, header=true)".replace("?", repr(sys.argv[2])))
print(lines.execute('''select count(*), sum(share) from (select good_id, sum(quantity * unit_value) as total,
    sum(case when origin = 'originating' then 0 else quantity * unit_value end) / any_value(transaction_value) as share
    from bom join goods using (good_id) group by good_id)''').fetchall())
"""

POLARS = """
import os, sys
os.environ["POLARS_MAX_THREADS"] = "1"
import polars as pl
goods, bom = pl.scan_csv(sys.argv[1]), pl.scan_csv(sys.argv[2])
value = pl.col("quantity") * pl.col("unit_value")
sums = bom.group_by("good_id").agg(value.sum().alias("total"), value.filter(pl.col("origin") != "originating").sum().alias("vnm")).join(goods, on="good_id")
print(sums.select(pl.len(), (pl.col("vnm") / pl.col("transaction_value")).sum()).collect())
"""

PANDAS = """
import sys
import pandas
goods, bom = pandas.read_csv(sys.argv[1]), pandas.read_csv(sys.argv[2])
bom["value"] = bom["quantity"] * bom["unit_value"]
bom["vnm"] = bom["value"].where(bom["origin"] != "originating", 0)
sums = bom.groupby("good_id")[["value", "vnm"]].sum().join(goods.set_index("good_id"))
print(len(sums), (sums["vnm"] / sums["transaction_value"]).sum())
"""


def main():
    files, bare = sys.argv[1:3], float((sys.argv[3:] or ["0"])[0])
    python = INSTALLED if INSTALLED.exists() else sys.executable
    for name, program in {"duckdb": DUCKDB, "polars": POLARS, "pandas": PANDAS}.items():
        if subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode != 0:
            continue
        run = best([python, "-c", program, *files])
        ratio = f"{run.cpu / bare:8.2f} times the bare pass" if bare else ""
        print(f"{'sums alone, ' + name:30}{run.cpu:8.2f} s{run.wall:8.2f} s{'':14}{run.memory:9.1f} MiB{ratio}", flush=True)


main()
