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

    def listed(self, name):
        """Codes that a table names whole, and those of which it describes some goods."""
        expected, described = set(), set()
        for of, codes in self.rows:
            for code, only in printed(codes) if of == name else ():
                (described if only else expected).update(written(code))
        if name == "F":  # all their tariff items are named: the subheadings
            expected |= {"8407.34", "8708.99"}
        return expected, described - expected

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
            expected, described = self.listed(name)
            self.assertEqual(set(written(table.get("codes"))), expected, name)
            found = {code[:7] for part in table.iter("described") for code in written(part.get("codes"))}
            self.assertEqual(found, described, name)

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


USES = {"passenger-vehicle": "A.1 B C", "light-truck": "A.1 B C", "heavy-truck": "D E", "other-vehicle": "F", "aftermarket": ""}
DAYS = ("2020-07-01", "2021-06-30", "2021-07-01", "2022-06-30", "2022-07-01", "2023-06-30", "2023-07-01", "2024-06-30", "2024-07-01", "2027-06-30", "2027-07-01")
# What a Table describes, by the facts that say so, and the code that a good of it has.
DESCRIBED = {"8479.89": "electronic-brake-system", "8511.90": "ignition-or-starting-part", "8421.39": "catalytic-converter", "8507.20": "propulsion-battery", "8507.30": "propulsion-battery",
             "8507.40": "propulsion-battery", "8507.80": "propulsion-battery", "8519.81": "cassette-deck", "8536.90": "junction-box", "8414.59": "turbocharger", "8414.80": "turbocharger",
             "8501.32": "propulsion-motor", "8537.10": "motor-control-center", "8708.10": "bumper", "8708.29": "stamping-or-door", "8708.70": "road-wheel", "8708.93": "clutch",
             "4010.39": "listed-in-table-f", "4016.93": "listed-in-table-f"}
# Facts that choose a branch of the rule and change no figure.
BRANCH = {"8708.30": "mounted-brake-lining=no", "8708.40": "gear-box=no", "8708.50": "drive-axle=no; drive-axle-part=yes; non-driving-axle-for-8703=no; other-non-driving-axle=no",
          "8708.80": "mcpherson-strut=no; suspension-part=yes", "8708.91": "radiator=no", "8708.92": "silencer-or-exhaust-pipe=no", "8708.94": "steering-part=yes", "8708.99": "chassis-frame=no",
          "8507.60": "ev-traction-battery=no", "8479.89": "trash-compactor=no"}
# GN 11(o) prints rules of its own for these uses, which have no transaction value figure though the ordinary rule has one.
NET_COST_ALONE = {(code, use) for code in ("8407.31", "8407.32", "8407.33", "8407.34", "8409.91", "8409.99") for use in ("passenger-vehicle", "light-truck", "heavy-truck")}


class Figures(Case):
    """Every code of Tables A.1 to G, each use, each side of each step: the content that is asked, against tables written from the Regulations."""

    def setUp(self):
        super().setUp()
        Tables.setUpClass()
        self.tables = {name: Tables().listed(name) for name in ("A.1", "B", "C", "D", "E", "F")}
        with open(SOURCE / "tests" / "rulebook" / "content-for-use.csv", newline="") as file:
            self.steps = list(csv.DictReader(file))
        with open(SOURCE / "tests" / "rulebook" / "contents-of-schedule-1.csv", newline="") as file:
            self.ordinary = {code: row for row in csv.DictReader(file) for code in row["codes"].split()}

    def figure(self, table, day):
        return [step for step in self.steps if step["table"] == table and step["from"] <= day][-1]

    def is_listed(self, table, code, yes):
        whole, described = self.tables[table]
        if code[:7] in whole or code[:4] in whole or (table, code) == ("D", "8707.10"):  # U.R. 13, 87.07 (2)
            return True
        if code[:7] not in described:
            return False
        if code == "8408.20":
            return True
        if code == "8708.29":  # body stampings: A.1; all others: B; stampings and doors: F
            return yes if table in ("A.1", "F") else not yes
        if code == "8708.99":  # only the others are tried
            return table == "B"
        return yes or len(code) > 7

    def expected(self, code, use, day, yes):
        """(net cost, transaction value) in percent, None where no content is asked of either."""
        ordinary = self.ordinary.get(code)
        if code == "8708.29" and yes and use in ("passenger-vehicle", "light-truck"):
            return self.figure("A.1", day)["net_cost"], ""
        if ordinary is None:
            return None
        by_value = ordinary["transaction_value"] != "" and (code, use) not in NET_COST_ALONE
        step = None
        if use == "other-vehicle":
            engine = code[:4] in ("8407", "8408") or code == "8708.40"
            excepted = "8482.10" <= code <= "8482.80" or code in ("8483.20", "8483.30")
            if engine:
                step = self.figure("20(2)(h)" if yes else "F", day)
            elif self.is_listed("F", code, yes) and not excepted:
                step = self.figure("F", day)
        elif code == "8408.20" and use == "passenger-vehicle":  # a car with such an engine is a vehicle of 20(2)(b)
            step = self.figure("20(2)(h)", day)
        elif code != "8507.60" or use == "heavy-truck":  # other batteries than those of electric cars: U.R. 14(3)
            table = next((t for t in USES[use].split() if self.is_listed(t, code, yes)), None)
            step = self.figure(table, day) if table else None
        if step is None:
            return ordinary["net_cost"], ordinary["transaction_value"]
        return step["net_cost"], step["transaction_value"] if by_value else ""

    def goods(self):
        codes = {code for whole, described in self.tables.values() for code in whole | described}
        codes = (codes - {"4009", "4011", "8409", "8706", "8707", "4016.99"}) | {"4009.12", "4009.21", "4011.10", "8409.10", "8706.00", "8707.10", "8707.90", "4016.99.30"}
        for code in sorted(codes):
            for use in USES:
                for day in DAYS:
                    for yes in (True, False):
                        yield code, use, day, yes

    def facts(self, code, use, yes):
        word = "yes" if yes else "no"
        facts = [f"{DESCRIBED[code]}={word}"] if code in DESCRIBED else []
        if code == "8708.29":
            facts.append(f"body-stamping={word}")
        if code.startswith("4009."):
            facts.append("motor-vehicle-hose=yes")
        return "; ".join(facts + ([BRANCH[code]] if code in BRANCH else []) + [f"vehicle-of-20-2={word}"])

    def test_every_code_use_and_step(self):
        goods, bom, cases = ["good_id,hs,country,import_country,date,transaction_value,net_cost,use,facts"], ["good_id,line,hs,origin,value,facts"], {}
        for code, use, day, yes in self.goods():
            good = f"{code}/{use}/{day}/{yes}"
            item = "8708.99.81" if code == "8708.99" else code
            goods.append(f"{good},{item},MX,,{day},1000,1000,{use},{self.facts(code, use, yes)}")
            bom.append(f"{good},1,{item},non-originating,900,part=no")
            cases[good] = self.expected(code[:4] if code == "8706.00" else code, use, day, yes)
        run = self.check("\n".join(goods) + "\n", "\n".join(bom) + "\n", "--hs", "2012", "--format", "json", "--fail-on", "never")
        wrong = []
        for answer in self.results(run):
            asked = {method: (answer["rvc"][method] or {}).get("required") for method in ("nc", "tv")}
            expected = cases[answer["good_id"]] or ("", "")
            if (asked["nc"] or "", asked["tv"] or "") != tuple(expected):
                wrong.append((answer["good_id"], asked, expected, answer.get("rule_read")))
        self.assertGreater(len(cases), 9000)
        self.assertEqual(wrong[:20], [])

    def test_no_rule_for_a_use_is_a_copy(self):
        """A rule for a use stands in the files where the law writes it: its place is cited by no rule for another use, and its group is that of the ordinary rule."""
        rules = [rule for path in sorted((SOURCE / "rules" / "usmca").glob("*.xml")) for rule in ElementTree.parse(path).getroot().iter("rule") if rule.get("adds") is None]
        ordinary = [rule for rule in rules if rule.get("use") is None]

        def places(rule):
            return set(re.findall(r"GN 11\(o\) ch\. \d+ r\. \d+|U\.R\. 13, [\d.]+ \(\d\)", rule.get("cite")))

        taken = {place for rule in ordinary for place in places(rule)}
        for rule in rules:
            if rule.get("use") is None:
                continue
            self.assertTrue(places(rule), rule.get("id"))
            self.assertFalse(places(rule) & taken, rule.get("id"))
            for change in rule.iter("change"):
                self.assertNotIn("group", change.attrib, rule.get("id"))


class Unsaid(Case):
    GOODS = "good_id,hs,country,date,net_cost,use\nPUMP,8413.30,MX,2026-03-02,1000,\nSAID,8413.30,MX,2026-03-02,1000,heavy-truck\nCAR,8703.23,MX,2026-03-02,1000,\n"
    BOM = "good_id,line,hs,origin,value\nPUMP,1,8413.91,non-originating,450\nSAID,1,8413.91,non-originating,450\nCAR,1,8413.91,non-originating,100\n"

    def answers(self, *more):
        return {r["good_id"]: r for r in self.results(self.check(self.GOODS, self.BOM, "--format", "json", "--fail-on", "never", *more))}

    def test_each_outcome_is_told(self):
        pump = self.answers()["PUMP"]
        self.assertEqual(pump["status"], "undetermined")
        self.assertEqual(pump["by_use"], {"passenger-vehicle": "non-originating", "light-truck": "non-originating", "heavy-truck": "non-originating",
                                          "other-vehicle": "non-originating", "aftermarket": "originating"})
        message = next(f["message"] for f in pump["findings"] if f["code"] == "use-matters")
        self.assertRegex(message, "non-originating: passenger vehicles, light trucks, heavy trucks, other vehicles; originating: the aftermarket")
        spanish = next(f["message"] for f in self.answers("--lang", "es")["PUMP"]["findings"] if f["code"] == "use-matters")
        self.assertIn("vehículos de pasajeros", spanish)

    def test_the_default_says_it_for_a_file(self):
        for use, status in (("aftermarket", "originating"), ("light-truck", "non-originating"), ("other-vehicle", "non-originating")):
            answers = self.answers("--default-use", use)
            self.assertEqual(answers["PUMP"]["status"], status, use)
            self.assertNotIn("by_use", answers["PUMP"])
            self.assertEqual(answers["SAID"]["status"], "non-originating")
            self.assertEqual(answers["CAR"]["status"], self.answers()["CAR"]["status"])  # a vehicle is for no use

    def test_a_use_that_is_none_is_wrong_usage(self):
        run = self.check(self.GOODS, self.BOM, "--default-use", "tractor")
        self.assertEqual(run.returncode, 64)
        self.assertIn("--default-use tractor", run.stderr.decode())

    def test_gap_takes_the_default_too(self):
        run = self.run_usmca("gap", "--goods", self.write("goods.csv", self.GOODS), "--bom", self.write("bom.csv", self.BOM), "--default-use", "aftermarket", "--format", "json")
        self.assertEqual(self.results(run)[0]["gap"]["margin"]["may_rise"] is not None, True)


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
                self.assertEqual(run.returncode & 2, 2)
                self.assertIn(place, run.stderr.decode())
                self.assertEqual(self.requirement(self.first(run), requirement)["result"], "unknown")
                self.assertEqual(self.first(run)["status"], "undetermined")

    def test_a_wage_without_the_days_of_its_period_is_none(self):
        folder = SOURCE / "tests" / "law" / "18-capacity-without-period"
        goods = ("--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--vehicles", folder / "vehicles.csv", "--format", "json")
        period = "2025-01-01,2025-12-31"
        for without in ("2025-01-01,", ",2025-12-31", ","):
            with self.subTest(without=without):
                self.write("plants.csv", (folder / "plants.csv").read_text().replace(period, without, 1))
                run = self.run_usmca("check", *goods, "--plants", self.path / "plants.csv")
                self.assertEqual(run.returncode, 2)
                self.assertIn("wages need the period", run.stderr.decode())
                self.assertEqual({r["status"] for r in self.results(run)}, {"undetermined"})
        self.write("plants.csv", (folder / "plants.csv").read_text().replace(",from,to,", ",begin,end,"))
        self.assertNotIn("originating", {r["status"] for r in self.results(self.run_usmca("check", *goods, "--plants", self.path / "plants.csv"))})

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

    def test_units_are_whole_and_one_line_is_not_many(self):
        samples = SOURCE / "samples" / "vehicles"
        files = [part for name in ("goods", "bom", "documents", "plants", "purchases", "vehicles") for part in (f"--{name}", samples / f"{name}.csv")]
        for language, units, one, many in (("en", "23,720 units of the", "Table C: 1 line, 1 originating", "Table B: 5 lines, 3 originating"), ("es", "23,720 unidades de", "Tabla C: 1 línea, 1 originaria,", "Tabla B: 5 líneas, 3 originarias,"),
                                           ("fr", "23 720 unités, pour le modèle", "Tableau C : 1 ligne, 1 originaire,", "Tableau B : 5 lignes, 3 originaires,")):
            text = " ".join(self.run_usmca("check", *files, "--good", "EV-SEDAN", "--format", "text", "--lang", language).stdout.decode().split())
            for said in (units, one, many):
                self.assertIn(said, text)

    def test_every_word_of_the_evidence_is_in_the_catalogue(self):
        for language in ("en", "es", "fr"):
            for folder in (SOURCE / "tests" / "law").glob("*/vehicles.csv"):
                folder = folder.parent
                run = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--lang", language, "--format", "json")
                for result in self.results(run):
                    for requirement in (result.get("vehicle") or {}).get("requirements", []):
                        words = json.dumps(requirement["evidence"])
                        self.assertIsNone(re.search(r"\b(?:vehicle|category|calculation|core-[a-z]+|makes|method|result|metal)\.[a-z]|\{[a-z]*\}", words), words)


class PartsOfAWhole(Case):
    """Wages and high-wage materials are in the net cost (U.R. 7(3), 18(6)(a)), high-wage purchases among the purchases (18(6)(b)): a figure of all units beside one of a single unit met any requirement."""

    def labour(self, row, status):
        run = self.check("good_id,hs,country,producer,date,currency,net_cost,facts\nV,8703.23,MX,P,2026-07-10,USD,30000,passenger-vehicle=true\n", "good_id,line,hs,origin,value\nV,1,4011.10,originating,100\n",
                         "--vehicles", self.write("vehicles.csv", "good_id,producer,model_line,class,plant,month,units,net_cost,vnm,high_wage_labour,high_wage_material,purchases,high_wage_purchases\n" + row),
                         "--plants", self.write("plants.csv", "plant,country,producer,wage,currency,from,to\nA,MX,P,300,MXN,2025-01-01,2025-12-31\n"), "--fail-on", "never")
        self.assertEqual(run.returncode, status, run.stderr)
        return next(one["result"] for one in self.results(run)[0]["vehicle"]["requirements"] if one["id"] == "labour-value-content"), run.stderr.decode()

    def test_more_than_all_is_not_believed(self):
        cases = [("V,P,M,passenger-vehicle,A,2026-07-01,10,300000,0,60000,240000,,\n", None), ("V,P,M,passenger-vehicle,A,2026-07-01,10,300000,0,60000,240000.01,,\n", 56),
                 ("V,P,M,passenger-vehicle,A,2026-07-01,10,30000,0,60000,9000,,\n", 49), ("V,P,M,passenger-vehicle,A,2026-07-01,0,300000,0,60000,90000,,\n", 38),
                 ("V,P,M,passenger-vehicle,A,2026-07-01,10,30000,30000.01,6000,9000,,\n", 47)]
        for row, column in cases:
            with self.subTest(row):
                result, said = self.labour(row, 0 if column is None else 2)
                self.assertEqual((result, f"vehicles.csv:2:{column}: V: " in said), ("pass", False) if column is None else ("unknown", True), said)
        self.assertEqual(self.labour("V,P,M,passenger-vehicle,A,2026-07-01,10,,,60000,,1000,1000.01\n", 2)[0], "unknown")
        self.assertEqual(self.labour("V,P,M,passenger-vehicle,A,2026-07-01,10,,,60000,,1000,1000\n", 0)[0], "pass")


if __name__ == "__main__":
    unittest.main()
