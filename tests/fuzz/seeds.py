"""Writes the seed corpus of each fuzzer from the project's own data: worked examples of the law, samples, rules, profiles.

usage: seeds.py FOLDER USMCA
"""
import hashlib
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from workbook import Book, Cell  # noqa: E402: it stands beside the tests of the command line

SOURCE = pathlib.Path(__file__).resolve().parents[2]
KINDS = re.findall(r'^INPUT_TABLE\(\w+, "([a-z-]+)"', (SOURCE / "src" / "case" / "tables.def").read_text(), re.M)  # enum table_kind
MOST = 60000  # bytes; larger seeds only slow a fuzzer down


def put(folder, data):
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= MOST:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def workbooks(folder):
    """Each form of cell that there is, as an archive and as its parts."""
    header = ["good_id", "line", "hs", "origin", "quantity", "unit_value", "purchase_date"]
    row = ["A", Cell("1"), Cell("8413.9099999999999", "0000.00"), "non-originating", Cell("0.5", "0%"), Cell("9.5000000000000004"), Cell("46300.5", 14)]
    odd = [None, Cell("1", type="b"), Cell("#N/A", type="e"), Cell("x", type="str", formula="A1"), Cell(None, formula="B2*C2"), Cell("7.7E-05"), Cell("2026-10-05", type="d")]
    for how in ({}, {"shared": False, "references": False}, {"date1904": True, "recalculate": True, "strict": True}):
        book = Book(**how).add("bom", [["Title"], None, header, row, odd], merged=["A4:A5", "E5:F5"], hidden_rows=[5])
        put(folder, b"\0" + book.bytes())
        parts = book.parts()
        put(folder, b"\1" + "\x1e".join(parts[f"xl/{name}.xml"] for name in ("workbook", "sharedStrings", "styles", "worksheets/sheet1")).encode())


def exports(folder):
    """Profiles with the files of the samples that are for them, and one with everything that a profile may ask for."""
    profile = b'''<profile name="p" delimiter=";" decimal="," thousands="." date="D-MON-YY" century="20" hs-digits="6"><table name="bom">
<column name="good_id" header="Parent" fill="down"/><column name="hs" header="Code"/><column name="line" header="Pos" nth="1"/><column name="value" header="Price"/>
<column name="origin" header="Pref"><value match="([YN])" as="$1"/><value match="Y" as="originating"/></column><column name="role" constant="material"/>
<ignore header="Note"/><skip header="Pos" match="Total"/></table></profile>'''
    bom = b"Title\nParent;Code;Pos;Price;Pref;Note\nA;8413.91;1;1.234,50;Y;x\n;8413.91;2;9,50;N;\n;;Total;1.244,00;;\n"
    put(folder, profile + b"\x1egood_id,hs,country\nA,8413.30,MX\n\x1e" + bom)
    for shipped in (SOURCE / "rules" / "profiles").glob("*.xml"):
        for sample in sorted(folder for folder in (SOURCE / "samples").iterdir() if (folder / "bom.csv").exists())[:4]:
            put(folder, shipped.read_bytes() + b"\x1e" + (sample / "goods.csv").read_bytes() + b"\x1e" + (sample / "bom.csv").read_bytes())


def records(folder):
    """Records as lists have them, plain and not, with each delimiter, cut and whole, within a window of the scan and across two."""
    odd = 'a,"b ""c""",="1", d ,\u00a0e\r\n\r\nx\ry\n,,\n \t,\n\x1a,\x1c\n'.encode() + b"\xff,1\n" + b"x" * 15 + b"\r\n" + b"x" * 16 + b"\r\n" + b"1,2\r"
    for table in [odd, *(path.read_bytes()[:2000] for path in sorted((SOURCE / "samples").glob("*/*.csv")))]:
        for kind, delimiter in enumerate(b",;\t|"):
            for how in (0, 0x80, 0x40, 0xe0):
                put(folder, bytes([how + kind]) + table.replace(b",", bytes([delimiter])))


def record_files(folder):
    """A byte here and there of a record, with the sums of its pages and without, and lines of results that are added to it."""
    for place in range(0, 30 * 4096, 509):
        change = place.to_bytes(4, "big") + bytes([1 + place % 255])
        put(folder, b"\0" + change)
        put(folder, b"\1" + change + (place + 7).to_bytes(4, "big") + b"\x80")
    line = b'{"good_id":"A","date":"2024-03-02","status":"originating","criterion":"B","materials":[{"line":"1","material_id":"M","value":"1.00"}]}\n'
    for lines in (b"", b"\n", line, line + line, line.replace(b'"A"', b'"\\u00e9 \\""'), line.replace(b'"2024-03-02"', b"null"), line[:-9], line + b"{", line.replace(b"originating", b"perhaps")):
        put(folder, b"\2" + lines)


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
        put(out / "xml", rules.read_bytes()[:MOST])
    for words in [*(SOURCE / "rules" / "words").glob("*.xml"), *(SOURCE / "rules" / "profiles").glob("*.xml")]:
        put(out / "xml", words.read_bytes())
    workbooks(out / "workbook")
    records(out / "records")
    record_files(out / "record_file")
    export = (SOURCE / "samples" / "harness" / "export.csv").read_bytes()
    for profile in (SOURCE / "rules" / "profiles").glob("*.xml"):
        put(out / "profile", profile.read_bytes() + b"\x1e" + export)
    exports(out / "exports")
    for found in sorted((SOURCE / "tests" / "fuzz" / "found").glob("*/*")):
        put(out / found.parent.name, found.read_bytes())


main()
