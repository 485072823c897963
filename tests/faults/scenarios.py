"""What is run while calls fail: commands on samples, and the files that they need, made beforehand."""
import os
import pathlib
import shutil
import subprocess
import sys

DAY = ("--date", "2026-01-15")
ASKED_GOODS = "good_id,hs,country,date,transaction_value,criterion_claimed\nVALVE,8481.80,MX,2026-03-02,50,C\nHOSE,8481.80,MX,2026-03-03,50,C\n"
ASKED_BOM = """good_id,line,material_id,hs,origin,country,supplier,value,description
VALVE,1,BODY,8481.90,originating,US,ACME,20,Body
VALVE,2,STEM,8481.90,originating,MX,ACME,20,Stem
HOSE,1,NUT,8481.90,originating,CA,"é ",45,Nut
"""
PAPER = {"answer": "yes", "document_id": "C-7", "criterion": "B", "valid_from": "2026-01-01", "valid_to": "2026-12-31", "signed_on": "2026-01-02", "certifier": "L. Garza",
         "certifier_role": "producer"}
CERTIFIED_GOODS = "good_id,description,hs,country,date,transaction_value,criterion_claimed\nGOOD,Pump,8413.70,MX,2026-01-01,100,\nOTHER,Pump,8413.70,MX,2026-01-01,100,\n"
CERTIFIED_BOM = "good_id,line,material_id,hs,origin,country,value\nGOOD,1,SEAL,4016.93,non-originating,CN,5\nOTHER,1,CASING,8413.91,non-originating,CN,90\n"
PARTIES = """role,name,signatory,title,address,city,region,postal_code,country,telephone,email,tax_number
exporter,Bombas del Norte,Laura Garza Peña,Export manager,Av. Industrial 120,Monterrey,NL,64000,MX,+52 81 5555 0100,l@bombas.example,SAT970701NN3
producer,Fundidora Ñandú,,,Calle 5,Saltillo,,,MX,+52 84 5555 0100,f@f.example,
importer,Acme Pumps,,,1 Main Street,Laredo,TX,78040,US,+1 956 555 0100,t@acme.example,12-3456789
"""


class Scenario:
    """`mark` is the file whose opening ends what is taken at every 97th call. `inputs` are files and folders that stand in the folder of each run; `every` takes one in so many calls of memory
    behind the mark, where a library draws, which ends its process at each of them alike; `share` is its part of a sample, to the others."""

    def __init__(self, name, mark, *arguments, inputs=(), every=1, share=1.0):
        self.name, self.mark, self.arguments, self.inputs, self.every, self.share = name, mark, [str(part) for part in arguments], inputs, every, share


# ---- what is made beforehand ----

def quiet_run(program, place, *arguments):
    run = subprocess.run([program, *map(str, arguments)], cwd=place, capture_output=True)
    assert run.returncode in (0, 1, 2, 3), (arguments, run)


def fill_request(source, place):
    """A request as it comes back."""
    sys.path.insert(0, str(source / "tests" / "cli"))
    from workbook import fill_in, written_cells
    book = next(path for path in sorted((place / "asked").glob("*.xlsx")))
    rows = written_cells(book)
    column = {name: letters for letters, name in rows[3].items()}
    fill_in(book, place / "back.xlsx", {f"{column[name]}4": value for name, value in PAPER.items()})


def make_workbook(source, place):
    import csv
    from workbook import Book
    book = Book()
    for sheet in ("goods", "bom", "documents"):
        with open(source / "samples" / "bicycle" / f"{sheet}.csv", newline="") as file:
            book.add(sheet, list(csv.reader(file)))
    (place / "case.xlsx").write_bytes(book.bytes())
    with open(source / "samples" / "bicycle" / "bom.csv", newline="") as file:
        book.add("more lines", list(csv.reader(file)))
    (place / "goes-on.xlsx").write_bytes(book.bytes())


def make_headers_that_say(place):
    """What the header of a column that a profile reads says of its figures: a currency, and then that they are of a thousand pieces."""
    columns = "".join(f'<column name="{name}" header="{header}"/>' for name, header in (("good_id", "Product"), ("line", "No"), ("hs", "Code"), ("origin", "Origin"), ("quantity", "Quantity"),
                                                                                     ("unit_value", "Cost.*")))
    (place / "headers.xml").write_text(f'<profile name="headers" description="Costs of which the header says something"><table name="bom">{columns}</table></profile>')
    for name, cost in (("euros", "Cost (EUR)"), ("thousand", "Cost per 1000")):
        (place / f"{name}.csv").write_text(f"Product,No,Code,Origin,Quantity,{cost}\nGOOD,1,4016.93,non-originating,1,5\nGOOD,2,4016.93,non-originating,1,6\n")
    (place / "below.csv").write_text("good_id,line,hs,origin,value\nGOOD,1,4016.93,non-originating,5\nGOOD,2,4016.93,non-originating,6\nValues in thousands of MXN\n")


def make_papers(place):
    """More certifications of one material than are gone through one after the other, one of them of a supplier who has none for the day."""
    folder = place / "papers"
    folder.mkdir()
    (folder / "goods.csv").write_text("good_id,hs,country,date,transaction_value\n" + "".join(f"G{i},3926.90,MX,2026-03-01,10\n" for i in range(12)))
    (folder / "bom.csv").write_text("good_id,line,material_id,supplier,hs,origin,value\n" + "".join(f"G{i},1,M,{'S1' if i % 3 == 2 else ''},3902.10,originating,3\n" for i in range(12)))
    (folder / "documents.csv").write_text("document_id,kind,material_id,supplier,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer\n" + "".join(
        f"D{i},certification,M,S{i},3902.10,B,{year}-01-01,{year}-12-31,{year}-01-01,C,producer,P\n" for i in range(24) for year in [2025 if i == 7 else 2026]))


def prepare(program, source, place):
    samples = source / "samples"
    pump = ["--goods", samples / "pump" / "goods.csv", "--bom", samples / "pump" / "bom.csv"]
    quiet_run(program, place, "check", *pump, "--format", "json", "--output", "results.json", "--summary", "summary.json", *DAY)
    quiet_run(program, place, "check", *pump, "--documents", samples / "pump" / "documents.csv", "--format", "json", "--output", "later.json", "--summary", "later-summary.json", "--date", "2026-02-15")
    quiet_run(program, place, "record", "add", "one.usmca", "--results", "results.json", "--summary", "summary.json")
    shutil.copy(place / "one.usmca", place / "two.usmca")
    quiet_run(program, place, "record", "add", "two.usmca", "--results", "later.json", "--summary", "later-summary.json")
    (place / "goods.csv").write_text(ASKED_GOODS)
    (place / "bom.csv").write_text(ASKED_BOM)
    quiet_run(program, place, "check", "--goods", "goods.csv", "--bom", "bom.csv", "--gap", "--format", "json", "--output", "asking.json", "--record", "asking.usmca")
    quiet_run(program, place, "requests", "asking.json", "--output", "asked", "--date", "2026-03-05")
    fill_request(source, place)
    make_workbook(source, place)
    make_papers(place)
    make_headers_that_say(place)
    (place / "goods.csv").write_text(CERTIFIED_GOODS)
    (place / "bom.csv").write_text(CERTIFIED_BOM)
    quiet_run(program, place, "check", "--goods", "goods.csv", "--bom", "bom.csv", "--default-use", "aftermarket", "--format", "json", "--output", "certified.json")
    (place / "parties.csv").write_text(PARTIES)
    (place / "settings").mkdir()
    (place / "settings" / "usmca.conf").write_text("lang = es\ndefault-use = aftermarket\n")
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", place / "key.pem"], check=True, capture_output=True)
    quiet_run(program, place, "certify", "certified.json", *CERTIFY, "--format", "credential", "--sign", "key.pem", "--output", "credential.json")
    claims = samples / "claims"
    quiet_run(program, place, "check", "--goods", claims / "goods" / "goods.csv", "--bom", claims / "goods" / "bom.csv", "--default-use", "aftermarket", "--format", "json", "--output", "claimed.json")


CERTIFY = ("--parties", "parties.csv", "--certifier", "exporter", "--date", "2026-01-05", "--from", "2026-01-01", "--to", "2026-12-31")


# ---- the commands ----

def of_checks(samples, law):
    def check(folder, *more):
        return ["--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--jobs", 1, "--quiet", *DAY, *more]

    vehicle = samples / "vehicles"
    tables = [part for path in sorted(vehicle.glob("*.csv")) for part in (f"--{path.stem}", path)]
    both = ["--output", "out", "--rejects", "rejects"]
    pump = samples / "pump"
    return [
        Scenario("check-json", "goods.csv", "check", *check(pump, "--format", "json", *both)),
        Scenario("check-text", "goods.csv", "check", *check(samples / "bicycle", "--format", "text", "--lang", "es", "--output", "out")),
        Scenario("check-csv", "goods.csv", "check", *check(samples / "broken", "--format", "csv", *both)),
        Scenario("check-vehicles", "documents.csv", "check", *tables, "--jobs", 1, "--quiet", "--format", "json", *both),
        Scenario("check-currencies", "goods.csv", "check", *check(law / "02-currency", "--rates", law / "02-currency" / "rates.csv", "--format", "json", "--output", "out")),
        Scenario("check-amounts", "goods.csv", "check", *check(law / "08-units-of-measure", "--format", "json", "--output", "out")),
        Scenario("check-papers", "goods.csv", "check",
                 *check(law / "annex-5-a-papers-below", "--documents", law / "annex-5-a-papers-below" / "documents.csv", "--default-use", "aftermarket", "--format", "json", "--output", "out")),
        Scenario("check-many-papers", "documents.csv", "check", *(part for name in ("goods", "bom", "documents") for part in (f"--{name}", f"papers/{name}.csv")), "--jobs", 1, "--quiet",
                 "--format", "json", *both, inputs=("papers",)),
        Scenario("check-tables", "goods.csv", "check", *check(pump, "--duties", pump / "duties.csv", "--gap", "--format", "json", "--output", "out", "--summary", "said", "--tables", "tables")),
        Scenario("check-record", "goods.csv", "check", *check(pump, "--format", "json", "--output", "out", "--summary", "said", "--record", "one.usmca"), inputs=("one.usmca",)),
        Scenario("check-workbook", "case.xlsx", "check", "case.xlsx", "--jobs", 1, "--quiet", *DAY, "--format", "json", *both, inputs=("case.xlsx",)),
        Scenario("check-list-that-goes-on", "goes-on.xlsx", "check", "goes-on.xlsx", "--jobs", 1, "--quiet", *DAY, "--format", "json", *both, inputs=("goes-on.xlsx",)),
        *(Scenario(f"check-header-of-{name}", "goods.csv", "check", "--goods", "goods.csv", "--profile", "headers.xml", "--bom", f"{name}.csv", "--jobs", 1, "--quiet", *DAY, "--format", "json", *both,
                   inputs=("goods.csv", f"{name}.csv", "headers.xml")) for name in ("euros", "thousand")),
        Scenario("check-note-below", "goods.csv", "check", "--goods", "goods.csv", "--bom", "below.csv", "--jobs", 1, "--quiet", *DAY, "--format", "json", *both, inputs=("goods.csv", "below.csv")),
        Scenario("preview", "goods.csv", "preview", "--goods", pump / "goods.csv", "--bom", pump / "bom.csv"),
        Scenario("preview-workbook", "case.xlsx", "preview", "case.xlsx", inputs=("case.xlsx",)),
        Scenario("gap", "goods.csv", "gap", *check(samples / "chair", "--format", "json", "--output", "out")),
    ]


def of_results():
    report = ("report", "results.json")
    of_report = {"inputs": ("results.json",)}
    certify = ("certify", "certified.json", *CERTIFY)
    of_certify = {"inputs": ("certified.json", "parties.csv", "key.pem")}
    return [
        Scenario("report", "results.json", *report, "--output", "out", **of_report),
        Scenario("report-summary", "results.json", *report, "--summary", "summary.json", "--lang", "fr", "--output", "out", inputs=("results.json", "summary.json")),
        Scenario("report-split", "results.json", *report, "--split", "pages", **of_report),
        Scenario("report-xlsx", "results.json", *report, "--xlsx", "--output", "out.xlsx", share=0.6, **of_report),
        Scenario("report-pdf", "results.json", *report, "--pdf", "--output", "out.pdf", every=97, share=0.2, **of_report),
        Scenario("template", "en.xml", "template", "out.xlsx", every=7, share=0.6),
        Scenario("certify-text", "certified.json", *certify, "--format", "text", "--output", "out", "--refused", "refused", **of_certify),
        Scenario("certify-json", "certified.json", *certify, "--format", "json", "--output", "out", **of_certify),
        Scenario("certify-invoice", "certified.json", *certify, "--format", "invoice", "--output", "out", **of_certify),
        Scenario("certify-credential", "certified.json", *certify, "--format", "credential", "--sign", "key.pem", "--output", "out", **of_certify),
        Scenario("certify-pdf", "certified.json", *certify, "--format", "pdf", "--output", "out.pdf", every=97, share=0.2, **of_certify),
        Scenario("certify-verify", "credential.json", "certify", "verify", "credential.json", inputs=("credential.json",)),
    ]


def of_records(samples):
    claims = samples / "claims"
    claim = ("--entries", claims / "entries.csv", "--duties", claims / "duties.csv", "--measures", claims / "measures.csv", "--on", "2026-11-24")
    two = {"inputs": ("two.usmca",)}
    return [
        Scenario("requests", "asking.json", "requests", "asking.json", "--output", "asked", "--date", "2026-03-05", "--record", "asking.usmca", every=7, share=0.6,
                 inputs=("asking.json", "asking.usmca")),
        Scenario("requests-pdf", "asking.json", "requests", "asking.json", "--output", "asked", "--date", "2026-03-05", "--pdf", every=97, share=0.2, inputs=("asking.json",)),
        Scenario("requests-import", "back.xlsx", "requests", "import", "back.xlsx", "--requests", "asked", "--output", "out", "--answers", "answers", "--rejects", "rejects",
                 inputs=("asked", "back.xlsx")),
        Scenario("record-new", "results.json", "record", "add", "new.usmca", "--results", "results.json", "--summary", "summary.json", inputs=("results.json", "summary.json")),
        Scenario("record-add", "later.json", "record", "add", "one.usmca", "--results", "later.json", "--summary", "later-summary.json", inputs=("later.json", "later-summary.json", "one.usmca")),
        Scenario("record-show", "two.usmca", "record", "show", "two.usmca", "--run", "1", **two),
        Scenario("record-list", "two.usmca", "record", "list", "two.usmca", "--format", "json", **two),
        Scenario("record-diff", "two.usmca", "record", "diff", "two.usmca", "--format", "json", **two),
        Scenario("record-verify", "two.usmca", "record", "verify", "two.usmca", **two),
        Scenario("claims", "claimed.json", "claims", "claimed.json", *claim, "--format", "json", "--output", "out", inputs=("claimed.json",)),
        Scenario("claims-record", "two.usmca", "claims", "--record", "two.usmca", *claim, "--format", "text", "--output", "out", **two),
    ]


def of_others(samples):
    files = {name: samples / "plant-costs" / f"{name}.csv" for name in ("ledger", "bases", "loans", "payments", "yields")}
    costs = [part for name, path in files.items() for part in (f"--{name}", path)]
    return [
        Scenario("rule", "section-06.xml", "rule", "8708.29", "--format", "json"),
        Scenario("rule-text", "section-06.xml", "rule", "8708.29", "--lang", "es"),
        Scenario("facts", "section-06.xml", "facts", "6109.10"),
        Scenario("inventory", "movements.csv", "inventory", "--method", "fifo", "--movements", samples / "mixed-stock" / "movements.csv", "--format", "json", "--output", "out"),
        Scenario("cost", "ledger.csv", "cost", "--base", "machine-hours", *costs, "--format", "json", "--output", "out"),
        Scenario("profile", "oracle-bom.xml", "profile", "show", "oracle-bom"),
        Scenario("config", "usmca.conf", "config", "settings", "--format", "json", inputs=("settings",)),
    ]


def scenarios(source):
    samples, law = source / "samples", source / "tests" / "law"
    return of_checks(samples, law) + of_results() + of_records(samples) + of_others(samples)
