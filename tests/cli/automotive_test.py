"""Tables A.1 to S in rules/usmca/automotive.xml are those of the Uniform Regulations, and what a producer of vehicles states is read row by row."""
import csv
import json
import re
import unittest
import xml.etree.ElementTree as ElementTree

from support import SOURCE, Case, options_of

PRINTED = SOURCE / "tests" / "rulebook" / "automotive-tables.csv"
REGULATIONS = SOURCE.parent / "shared" / "law" / "uniform-regulations" / "2-automotive.md"
NOT_IN_THE_NOMENCLATURE = {"8537.90"}
PARTS = {"Engines": "engine", "Transmissions": "transmission", "Body and chassis": "body-and-chassis", "Axles": "axle", "Suspension systems": "suspension-system",
         "Steering systems": "steering-system", "Advanced batteries": "advanced-battery"}


def printed(codes):
    """The codes of a cell, each with whether only described goods of it are meant ("ex", or a tariff item "aa")."""
    codes = re.sub(r"(\d{4}\.\d\d) through (\d{4}\.\d\d)", r"\1-\2", codes)
    described = codes.startswith("ex ")
    for code in re.findall(r"\d\d\.?\d\d(?:\.\d\d)?(?:-[\d.]+)?(?:\.[a-z]{2})?", codes):
        plain = re.sub(r"\.[a-z]{2}$|\.00$", "", code)
        item = re.search(r"[a-z]{2}$", code) is not None
        yield (plain.replace(".", "") if re.fullmatch(r"\d\d\.\d\d", plain) else plain), described or item


def written(codes):
    """A list of codes of the rule book, ranges of subheadings taken apart."""
    for item in (codes or "").split():
        low, dash, high = item.partition("-")
        if dash and low[:5] == high[:5] and len(low) == 7:
            yield from (f"{low[:5]}{n:02d}" for n in range(int(low[5:]), int(high[5:]) + 1))
        else:
            yield item


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vehicles = ElementTree.parse(SOURCE / "rules" / "usmca" / "automotive.xml").getroot().find("vehicles")
        with open(PRINTED, newline="") as file:
            cls.rows = [(row["table"], row["codes"]) for row in csv.DictReader(file)]

    def test_the_printed_tables_are_those_of_the_regulations(self):
        if not REGULATIONS.exists():
            self.skipTest("the text of the regulations is not at hand")
        text = REGULATIONS.read_text()
        tables = re.split(r"^## TABLE ", text, flags=re.MULTILINE)[1:]
        cells = {re.sub(r"\s+", " ", cell.strip()) for table in tables for line in table.splitlines() if line.startswith("|") for cell in line.strip("|").split("|")}
        self.assertEqual([codes for _, codes in self.rows if codes not in cells], [])
        count = sum(1 for table in tables for line in table.splitlines() if line.startswith("|") and re.search(r"\| (?:ex )?\d\d(?:\.?\d\d)[^|]*\|", line))
        self.assertEqual(len(self.rows), count)

    def test_parts(self):
        for table in self.vehicles.iter("parts-table"):
            name = table.get("id")
            if name == "G":  # materials by their names, not by codes
                continue
            expected, described = set(), set()
            for of, codes in self.rows:
                for code, only in printed(codes) if of == name else ():
                    (described if only else expected).update(written(code))
            both = {"8407.34"} if name == "F" else set()  # both tariff items are named: the subheading
            self.assertEqual(set(written(table.get("codes"))), expected | both, name)
            self.assertEqual(set(written(table.get("described"))), described - expected - both, name)

    def test_core_parts(self):
        for name, part in PARTS.items():
            element = next(p for p in self.vehicles.iter("core-part") if p.get("id") == part)
            parts = {code for of, codes in self.rows for code, _ in printed(codes) if of == f"A.2 {name} (part)"}
            components = {code for of, codes in self.rows for code, _ in printed(codes) if of.startswith(f"A.2 {name}")}
            self.assertEqual(set(written(element.get("codes"))), parts, name)
            self.assertEqual(set(written(element.get("components"))), components - NOT_IN_THE_NOMENCLATURE, name)

    def test_steel_and_aluminum(self):
        for metal in self.vehicles.iter("metal"):
            expected = {code for of, codes in self.rows for code, _ in printed(codes) if of == f"S {metal.get('name').capitalize()}"}
            self.assertEqual(set(written(metal.get("codes"))), expected)


class Input(Case):
    FOLDER = SOURCE / "tests" / "law" / "vehicles-that-fail-by-one-requirement"

    def copy(self):
        for path in self.FOLDER.glob("*.csv"):
            self.write(path.name, path.read_text())

    def check_copy(self, *more):
        return self.run_usmca("check", "--goods", "goods.csv", "--bom", "bom.csv", *options_of(self.path), "--format", "json", *more)

    def first(self, run):
        return self.results(run)[0]

    def requirement(self, result, name):
        return next(r for r in result["vehicle"]["requirements"] if r["id"] == name)

    def spoil(self, name, old, new):
        text = (self.path / name).read_text()
        self.assertIn(old, text)
        self.write(name, text.replace(old, new, 1))

    def test_a_rejected_row_leaves_its_requirement_unknown(self):
        for name, old, new, place, requirement in (
                ("purchases.csv", ",700,", ",7x0,", "purchases.csv:2:38", "steel"),
                ("purchases.csv", "2023-12-31,700", "2022-12-31,700", "purchases.csv:2", "steel"),
                ("vehicles.csv", "passenger-vehicle\n", "sedan\n", "vehicles.csv:2", "labour-value-content"),
                ("vehicles.csv", ",1,1000,", ",-1,1000,", "vehicles.csv:2", "labour-value-content")):
            with self.subTest(file=name, new=new):
                self.copy()
                self.spoil(name, old, new)
                run = self.check_copy()
                self.assertEqual(run.returncode, 2)
                self.assertIn(place, run.stderr.decode())
                self.assertEqual(self.requirement(self.first(run), requirement)["result"], "unknown")
                self.assertEqual(self.first(run)["status"], "undetermined")

    def test_what_is_missing_is_named(self):
        self.copy()
        for name in ("purchases", "plants", "vehicles"):
            (self.path / f"{name}.csv").unlink()
        result = self.first(self.check_copy())
        self.assertEqual(result["status"], "undetermined")
        messages = " ".join(f["message"] for f in result["findings"] if f["code"] == "fact-missing")
        for part in ("--purchases", "2023-01-01", "--vehicles", "--plants"):
            self.assertIn(part, messages)

    def test_the_choice_holds_for_the_fiscal_year(self):
        self.write("goods.csv", "good_id,hs,country,date,net_cost,facts\nCAR,8703.23,MX,2025-03-01,1000,passenger-vehicle=true\n")
        self.write("bom.csv", "good_id,hs,origin,value\nCAR,8528.52,non-originating,100\n")
        self.write("vehicles.csv", "good_id,model_line,class,plant,month,units,net_cost,vnm,category\nCAR,L,passenger-vehicle,P,2025-01-01,1,1000,100,class\n"
                   "CAR,L,passenger-vehicle,P,2025-02-01,1,1000,100,model-line\n")
        run = self.check_copy()
        self.assertEqual(run.returncode, 2)
        self.assertIn("vehicles.csv:3:", run.stderr.decode())
        self.assertIn("U.R. 16(7)", run.stderr.decode())

    def test_purchases_and_plants_in_spanish(self):
        self.copy()
        plants = list(csv.DictReader((self.path / "plants.csv").read_text().splitlines()))
        self.write("plants.csv", ("Planta;País;Productor;Salario base promedio por hora;Desde;Hasta;Produce;Capacidad;Salarios de tecnología;Salarios de producción\n" + "".join(
            f"{p['plant']};USA;{p['producer']};16.00;01/01/2023;31/12/2023;transmisiones;100,000;10;100\n" for p in plants)).encode("cp1252"))
        purchases = list(csv.DictReader((self.path / "purchases.csv").read_text().splitlines()))
        self.write("purchases.csv", ("Productor;Fracción;Desde;Hasta;Importe;T-MEC\n" + "".join(
            f"{p['producer']};{p['hs']};01/01/2023;31/12/2023;{p['value']};{'SI' if p['origin'] == 'originating' else 'NO'}\n" for p in purchases)).encode("cp1252"))
        translated = self.check_copy("--profile", "maquila-es")
        self.copy()
        self.assertEqual([r["vehicle"]["requirements"] for r in self.results(translated)], [r["vehicle"]["requirements"] for r in self.results(self.check_copy())])

    def test_every_word_of_the_evidence_is_in_the_catalogue(self):
        for language in ("en", "es", "fr"):
            for folder in (SOURCE / "tests" / "law").glob("*/vehicles.csv"):
                folder = folder.parent
                run = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--lang", language, "--format", "json")
                for result in self.results(run):
                    for requirement in (result.get("vehicle") or {}).get("requirements", []):
                        words = json.dumps(requirement["evidence"])
                        self.assertIsNone(re.search(r"\b(?:vehicle|category|calculation|core-[a-z]+|makes|method|result|metal)\.[a-z]|\{[a-z]*\}", words), words)


if __name__ == "__main__":
    unittest.main()
