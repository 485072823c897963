"""How the time and the memory of a run grow with its input.

    growth.py USMCA SOURCE [NAME …]

Each measure runs on n, 2n and 4n rows; the exponent is that of time (user and system) over the rows, a constant start taken off: 1 is linear, 2 the square. Prints a line a
measure, and ends with 1 where an exponent is above the limit.
"""
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

LIMIT = 1.35  # n log n, and what a machine that does other things too adds
GOODS = "good_id,hs,country,date,producer,transaction_value,net_cost"
MEASURES = {}


def measure(rows):
    def register(function):
        MEASURES[function.__name__.replace("_", "-")] = (rows, function)
        return function
    return register


def table(folder, name, header, rows):
    path = folder / name
    with path.open("w") as file:
        file.write(header + "\n")
        file.writelines(row + "\n" for row in rows)
    return path


def one_good(folder, lines=1):
    goods = table(folder, "goods.csv", GOODS, ["PART,3926.90,MX,2026-03-01,P,10,8"])
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", [f"PART,{i},3902.10,non-originating,0.001" for i in range(lines)])
    return ["--goods", goods, "--bom", bom]


@measure(50_000)
def many_goods(folder, n):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"G{i},1,3902.10,non-originating,3" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom]


@measure(20_000)
def goods_in_disorder(folder, n):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"G{i * 7919 % n},{k},3902.10,non-originating,3" for k in (1, 2) for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom]


@measure(20_000)
def one_good_of_many_lines(folder, n):
    return ["check", *one_good(folder, n)]


@measure(20_000)
def gap_of_one_good(folder, n):
    goods = table(folder, "goods.csv", GOODS, ["PART,3926.90,MX,2026-03-01,P,10,8"])
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"PART,{i},3926.90,non-originating,{1 + i % 97}" for i in range(n)))
    return ["gap", "--goods", goods, "--bom", bom]


@measure(1_000)
def unknown_facts_of_one_good(folder, n):
    """A suit: each of its fabrics, threads, labels and buttons asks facts of its own, and none is said."""
    codes = ("5112.11", "5408.31", "6217.10", "5512.19", "9606.21")
    goods = table(folder, "goods.csv", GOODS, ["SUIT,6203.11,MX,2026-03-01,P,100,80"])
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"SUIT,{i},{codes[i % 5]},,0.03" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom]


@measure(20_000)
def chain_of_goods(folder, n):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,material_id,hs,origin,value", (f"G{i},1,{'G%d' % (i + 1) if i + 1 < n else ''},3902.10,,3" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom]


def documents(folder, n, row):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,material_id,hs,origin,value,document", (row(i) for i in range(n)))
    papers = table(folder, "documents.csv", "document_id,kind,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer",
                   (f"D{i},certification,M{i},390210,B,2026-01-01,2026-12-31,2026-01-01,C,producer,S" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom, "--documents", papers]


@measure(20_000)
def documents_named(folder, n):
    return documents(folder, n, lambda i: f"G{i},1,M{i},3902.10,originating,3,D{i}")


@measure(20_000)
def documents_by_material(folder, n):
    return documents(folder, n, lambda i: f"G{i},1,M{i},3902.10,originating,3,")


@measure(10_000)
def documents_of_one_material(folder, n):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,material_id,hs,origin,value,document", (f"G{i},1,M,3902.10,originating,3," for i in range(n)))
    papers = table(folder, "documents.csv", "document_id,kind,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer",
                   (f"D{i},certification,M,390210,B,2024-01-01,2024-12-31,2024-01-01,C,producer,S" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom, "--documents", papers]


@measure(20_000)
def suppliers_of_one_material(folder, n):
    """Each has certified it, one of them not for the day; and no line says whose its material is."""
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-{1 + i % 12:02d}-{1 + i % 28:02d},P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,material_id,hs,origin,value", (f"G{i},1,M,3902.10,originating,3" for i in range(n)))
    papers = table(folder, "documents.csv", "document_id,kind,material_id,supplier,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer",
                   [f"D{i},certification,M,S{i},390210,B,2026-01-01,2026-12-31,2026-01-01,C,producer,S" for i in range(n)]
                   + ["D,certification,M,S,390210,B,2025-01-01,2025-12-31,2025-01-01,C,producer,S"])
    return ["check", "--goods", goods, "--bom", bom, "--documents", papers]


@measure(20_000)
def duties_of_one_chapter(folder, n):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},3926.90,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"G{i},1,3926.90,non-originating,9" for i in range(n)))
    rates = table(folder, "duties.csv", "hs,rate_percent", (f"39{i:08d},5" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom, "--duties", rates]


@measure(20_000)
def exchange_rates(folder, n):
    goods = table(folder, "goods.csv", GOODS + ",currency", (f"G{i},3926.90,MX,{2020 + i % 6}-0{1 + i % 9}-1{i % 10},P,10,8,USD" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value,currency", (f"G{i},1,3902.10,non-originating,3,MXN" for i in range(n)))
    rates = table(folder, "rates.csv", "date,from,to,rate", (f"{2000 + i % 26}-{1 + i // 26 % 12:02d}-{1 + i // 312 % 28:02d},USD,MXN,{17 + i % 5}.{i % 10}" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom, "--rates", rates]


def vehicles(folder, goods, averages=None, plants=(), purchases=(), rows=()):
    options = ["check", "--goods", table(folder, "goods.csv", GOODS + ",use", goods),
               "--bom", table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"{good.split(',')[0]},1,8528.52,non-originating,100" for good in goods))]
    for name, header, content in (("plants", "plant,country,producer,wage,currency,from,to", plants),
                                  ("purchases", "producer,hs,from,to,value,origin,melted_and_poured", purchases),
                                  ("vehicles", "good_id,producer,model_line,class,plant,month,units,net_cost,vnm", rows)):
        if content:
            options += [f"--{name}", table(folder, f"{name}.csv", header, content)]
    return options


def vehicles_averaged(folder, count, rows):
    goods = [f"V{i},8703.23,MX,2026-03-01,P,20000,18000,passenger-vehicle" for i in range(count)]
    return vehicles(folder, goods) + ["--vehicles", table(folder, "vehicles.csv", "good_id,producer,model_line,class,plant,month,units,net_cost,vnm,category,high_wage_labour", rows)]


@measure(2_000)
def plants(folder, n):
    return vehicles(folder, [f"V{i},8703.23,MX,2026-03-01,P,20000,18000,passenger-vehicle" for i in range(n)],
                    plants=[f"PL{i},US,P,20,USD,2025-01-01,2025-12-31" for i in range(n)],
                    rows=[f"V{i},P,M{i},passenger-vehicle,PL{i},2026-02-01,10,180000,1000" for i in range(n)])


@measure(2_000)
def purchases(folder, n):
    return vehicles(folder, [f"V{i},8703.23,MX,2026-03-01,P{i},20000,18000,passenger-vehicle" for i in range(n)],
                    purchases=[f"P{i},7208.39,2025-01-01,2025-12-31,100,originating,yes" for i in range(n)])


@measure(10_000)
def purchases_of_one_producer(folder, n):
    return vehicles(folder, ["V,8703.23,MX,2026-03-01,P,20000,18000,passenger-vehicle"],
                    purchases=[f"P,7208.39,2025-01-01,2025-12-31,{i},originating,yes" for i in range(n)])


@measure(2_000)
def model_lines(folder, n):
    return vehicles(folder, [f"V{i},8703.23,MX,2026-03-01,P,20000,18000,passenger-vehicle" for i in range(n)],
                    rows=[f"V{i},P,M{i},passenger-vehicle,PL,{month},10,180000,1000" for i in range(n) for month in ("2026-01-01", "2026-02-01")])


@measure(500)
def vehicles_of_one_class(folder, n):
    months = [f"2025-{month:02d}-01" for month in range(1, 13)]
    return vehicles_averaged(folder, n, (f"V{i},P,M{i},passenger-vehicle,PL,{month},10,180000,1000,class,5000" for i in range(n) for month in months))


@measure(5_000)
def plants_of_one_vehicle(folder, n):
    return vehicles_averaged(folder, 1, (f"V0,P,M,passenger-vehicle,PL{i},2025-{i % 12 + 1:02d}-01,10,180000,1000,class,5000" for i in range(n)))


@measure(5_000)
def averages_of_one_group(folder, n):
    goods = table(folder, "goods.csv", GOODS, (f"G{i},8708.29,MX,2026-03-01,P,10,8" for i in range(n)))
    bom = table(folder, "bom.csv", "good_id,line,hs,origin,value", (f"G{i},1,8708.99,non-originating,3" for i in range(n)))
    rows = table(folder, "averages.csv", "good_id,month,period,units,net_cost,vnm,group", (f"G{i},2026-02-01,month,10,80,30,ALL" for i in range(n)))
    return ["check", "--goods", goods, "--bom", bom, "--averages", rows]


@measure(20_000)
def inventory_by_specific_identification(folder, n):
    rows = [f"M,2026-01-01,receipt,1,1,originating,L{i}," for i in range(n)] + [f"M,2026-02-01,withdrawal,1,,,L{i},W{i}" for i in range(n)]
    return ["inventory", "--method", "specific", "--movements", table(folder, "movements.csv", "material_id,date,movement,quantity,unit_value,origin,lot,reference", rows)]


@measure(20_000)
def inventory_first_in_first_out(folder, n):
    rows = [f"M,2026-01-01,receipt,2,1,originating,," for i in range(n)] + [f"M,2026-02-01,withdrawal,1,,,,W{i}" for i in range(n)]
    return ["inventory", "--method", "fifo", "--movements", table(folder, "movements.csv", "material_id,date,movement,quantity,unit_value,origin,lot,reference", rows)]


@measure(20_000)
def loans_and_yields(folder, n):
    ledger = table(folder, "ledger.csv", "account,amount,class,good_id", [f"A{i},100,period,G" for i in range(n)])
    bases = table(folder, "bases.csv", "good_id,base,amount", ["G,units-produced,10"])
    loans = table(folder, "loans.csv", "loan_id,kind,country,date,principal,rate,interest,account", [f"L{i},fixed,MX,2024-03-05,1000,18.5,100,A{i}" for i in range(n)])
    payments = table(folder, "payments.csv", "loan_id,date,principal", [f"L{i},2025-03-05,1000" for i in range(n)])
    yields = table(folder, "yields.csv", "country,week,maturity,rate", [f"MX,{2010 + i // 364}-{1 + i // 28 % 12:02d}-{1 + i % 28:02d},1,{8 + i % 5}" for i in range(n)] + ["MX,2024-03-04,1,11.2", "MX,2024-03-04,2,10.4"])
    return ["cost", "--ledger", ledger, "--bases", bases, "--loans", loans, "--payments", payments, "--yields", yields]


@measure(5_000)
def validate_one_element_repeated(folder, n):
    path = folder / "rules.xml"
    path.write_text('<rules agreement="usmca">' + "<rule/>" * n + "</rules>")
    return ["validate", path]


def run(program, arguments, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, *map(str, arguments), "--output", "/dev/null"][:None if arguments[0] != "validate" else -2], cwd=folder, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(program, source, *names):
    worst = 0
    os.environ.setdefault("USMCA_RULES", str(pathlib.Path(program).resolve().parent / "rules"))
    for name, (rows, function) in MEASURES.items():
        if names and name not in names:
            continue
        seconds = []
        for times in (0, 1, 2, 4):
            with tempfile.TemporaryDirectory() as scratch:
                arguments = function(pathlib.Path(scratch), rows * times or 2)
                done, took = run(os.path.abspath(program), arguments, scratch)
                if done.returncode not in (0, 1, 2, 3) and not (arguments[0] == "validate" and done.returncode == 65):
                    print(f"{name}: exit {done.returncode}: {done.stderr.decode()[:200]}")
                    worst = 9
                seconds.append(took)
        start = seconds[0]
        grown = [max(took - start, 0.001) for took in seconds[1:]]
        exponent = math.log(grown[2] / grown[0]) / math.log(4)
        counts = exponent if grown[2] > 0.2 else min(exponent, 1)
        worst = max(worst, counts)
        print(f"{name:40s} {rows:7d} rows: {grown[0]:7.3f} s, {grown[1]:7.3f} s, {grown[2]:7.3f} s; exponent {exponent:4.2f}{'' if counts <= LIMIT else '  <-- above ' + str(LIMIT)}", flush=True)
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
