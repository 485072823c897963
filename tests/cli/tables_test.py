"""--tables: what a run says of its goods as five files of CSV, which a database or a spreadsheet loads; usmca gap as CSV."""
import csv
import io
import json
import sqlite3
import unittest

from support import SOURCE, Case, options_of

TABLES = ("goods", "materials", "findings", "documents", "gap_routes")
GOODS = """good_id,hs,country,date,transaction_value,net_cost,criterion_claimed,x_plant
HOLDS,8413.70,MX,2026-03-01,100,80,B,Norte
FAILS,8413.70,MX,2026-03-01,50,40,,"=2+3"
"""
BOM = """good_id,line,material_id,hs,origin,country,value,document
HOLDS,1,HOUSING,8413.91,non-originating,CN,30,
HOLDS,2,SEAL,8484.20,originating,MX,5,COO-1
FAILS,1,HOUSING,8413.91,non-originating,CN,30,
FAILS,2,SEAL,8484.20,,MX,5,
"""


class Tables(Case):
    def table(self, name, folder="tables"):
        with (self.path / folder / f"{name}.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def tables(self, *arguments, goods=GOODS, bom=BOM):
        run = self.check(goods, bom, "--tables", "tables", "--fail-on", "never", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run

    def test_every_row_has_its_good_and_what_came_with_it(self):
        self.tables()
        self.assertEqual({path.name for path in (self.path / "tables").iterdir()}, {f"{name}.csv" for name in TABLES})
        for name in TABLES:
            rows = self.table(name)
            self.assertTrue(rows, name)
            for row in rows:
                self.assertNotIn(None, row)  # more fields than the header
                self.assertEqual(row["x_plant"], {"HOLDS": "Norte", "FAILS": "'=2+3"}[row["good_id"]])

    def test_they_say_what_json_says(self):
        answers = {answer["good_id"]: answer for answer in self.results(self.tables("--format", "json"))}
        goods = {row["good_id"]: row for row in self.table("goods")}
        for name, answer in answers.items():
            row = goods[name]
            self.assertEqual((row["status"], row["pile"]), (answer["status"], answer["evidence"]["pile"]))
            self.assertEqual((row["minimum_price"] or None, row["minimum_net_cost"] or None), (answer["minimum_price"], answer["minimum_net_cost"]))
            self.assertEqual((row["rule_read"], row["rule_read_cite"]), (answer["rule_read"], answer["rule_read_cite"]))  # of those that fail, too
            content = answer["rvc"][{"transaction-value": "tv", "net-cost": "nc"}[row["method"]]]
            self.assertEqual((row["value_base"], row["vnm"]), (content["base"], content["vnm"]))
            materials = [each for each in self.table("materials") if each["good_id"] == name]
            self.assertEqual([(each["line"], each["origin"], each["value"]) for each in materials],
                             [(each["line"], each["origin"], each["value"]) for each in answer["materials"]])
            self.assertEqual([each["code"] for each in self.table("findings") if each["good_id"] == name], [each["code"] for each in answer["findings"]])
            self.assertEqual([each["path"] for each in self.table("documents") if each["good_id"] == name],
                             [each["path"] for each in answer["evidence"]["documents"]])
            routes = {}
            for each in self.table("gap_routes"):
                if each["good_id"] == name:
                    routes.setdefault(int(each["route"]), []).append(each)
            self.assertEqual(len(routes), len(answer["gap"]["routes"]) if answer["gap"] else 0)
            for number, rows in routes.items():
                route = answer["gap"]["routes"][number - 1]
                lines = [each["line"] for each in rows if each["action"] in ("originate", "change-or-originate")]
                self.assertEqual(lines, route["change_lines"] + route["value_lines"])

    def test_the_content_of_the_better_method(self):
        self.tables()
        goods = {row["good_id"]: row for row in self.table("goods")}
        # (100 - 30) / 100 = 70 of 60; (80 - 30) / 80 = 62.5 of 50
        self.assertEqual([goods["HOLDS"][name] for name in ("method", "value_base", "vnm", "margin")], ["net-cost", "80.00", "30.00", "12.5000"])
        self.assertEqual((goods["HOLDS"]["minimum_price"], goods["HOLDS"]["minimum_net_cost"]), ("75.00", "60.00"))

    def test_what_need_only_be_asked_stands_first(self):
        bom = BOM + "FAILS,3,CASTING,8413.91,,MX,10,\n"
        self.tables(bom=bom)
        rows = [row for row in self.table("gap_routes") if row["good_id"] == "FAILS" and row["action"] == "change-or-originate"]
        self.assertEqual([(row["line"], row["mend"]) for row in rows][0], ("3", "ask-origin"))
        self.assertEqual({row["line"]: row["mend"] for row in rows}["1"], "find-source")

    def test_a_line_is_found_by_its_place_where_two_have_one_number(self):
        goods = "good_id,hs,country,date,transaction_value\nFAILS,8413.70,MX,2026-03-01,50\n"
        bom = "good_id,line,material_id,hs,origin,country,supplier,value\nFAILS,1,SEAL,8484.20,originating,MX,NORTE,5\nFAILS,1,HOUSING,8413.91,non-originating,CN,SUR,30\nFAILS,1,CASTING,8413.91,,MX,ESTE,9\n"
        answer, = self.results(self.tables("--format", "json", goods=goods, bom=bom))
        said = [(row["line"], row["material_id"], row["supplier"], row["mend"]) for row in self.table("gap_routes")]
        self.assertEqual(set(said), {("1", "CASTING", "ESTE", "ask-origin"), ("1", "HOUSING", "SUR", "find-source")})
        self.assertEqual({place for route in answer["gap"]["routes"] for place in route["places"]}, {2, 3})
        self.assertEqual(answer["gap"]["document_places"], [3, 1])
        self.write("results.json", json.dumps(answer))
        self.assertEqual(self.run_usmca("report", "results.json", "--tables", "again").returncode, 0)
        self.assertEqual(self.table("gap_routes", "again"), self.table("gap_routes"))
        self.assertEqual(self.run_usmca("requests", "results.json", "--output", "letters").returncode, 0)
        asked = [json.loads(line) for line in (self.path / "letters" / "requests.json").read_text().splitlines()]
        self.assertEqual({(request["supplier"], item["material_id"]) for request in asked for item in request["items"]}, {("NORTE", "SEAL"), ("ESTE", "CASTING")})

    def test_a_database_loads_them(self):
        self.tables()
        base = sqlite3.connect(":memory:")
        for name in TABLES:
            rows = self.table(name)
            columns = list(rows[0])
            base.execute(f"create table {name} ({', '.join(columns)})")
            base.executemany(f"insert into {name} values ({', '.join('?' * len(columns))})", [list(row.values()) for row in rows])
        found = base.execute("select g.good_id, sum(m.vnm_nc) from goods g join materials m using (good_id) where g.status = 'originating' group by 1").fetchall()
        self.assertEqual(found, [("HOLDS", 30)])

    def test_a_paper_of_the_good_itself_is_of_no_line(self):
        """19 CFR 182.92: what the producer of vehicles has certified."""
        folder = SOURCE / "samples" / "vehicles"
        run = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--tables", "tables", "--format", "json")
        self.assertIn(run.returncode, range(4), run.stderr)
        of_goods = [row for row in self.table("documents") if row["kind"] == "lvc-certification"]
        self.assertTrue(of_goods)
        self.assertEqual({row["line"] for row in of_goods}, {""})

    def test_the_columns_are_those_that_are_documented(self):
        self.tables()
        page = (SOURCE / "docs" / "file-formats.md").read_text()
        for name in TABLES:
            header = (self.path / "tables" / f"{name}.csv").read_text().splitlines()[0]
            self.assertIn(header.removesuffix(",x_plant"), page, name)
        header = self.run_usmca("gap", "--goods", "goods.csv", "--bom", "bom.csv", "--format", "csv").stdout.decode().splitlines()[0]
        self.assertIn(header.removesuffix(",x_plant"), page)

    def test_no_cell_runs(self):
        goods = "good_id,hs,country,date,transaction_value,x_note\n=1+2,8413.70,MX,2026-03-01,50,@SUM(A1)\n"
        bom = "good_id,line,material_id,description,hs,origin,country,supplier,value,document\n=1+2,-3,+4,=HYPERLINK(1),8413.91,originating,CN,=5,30,@6\n"
        self.tables(goods=goods, bom=bom)
        for name in TABLES:
            for row in self.table(name):
                for column, cell in row.items():
                    if column not in ("margin", "excess"):
                        self.assertNotIn(cell[:1], tuple("=+-@\t\r"), (name, column, cell))
        self.tables("--raw", goods=goods, bom=bom)
        self.assertEqual({row["good_id"] for row in self.table("materials")}, {"=1+2"})

    def test_all_of_them_or_none(self):
        run = self.check(GOODS, "no,header\n", "--tables", "tables")
        self.assertEqual(run.returncode, 65)
        self.assertFalse((self.path / "tables").exists())
        (self.path / "tables").mkdir()
        (self.path / "tables" / "findings.csv").mkdir()
        run = self.check(GOODS, BOM, "--tables", "tables", "--output", "out.json")
        self.assertEqual(run.returncode, 74)
        self.assertEqual([path.name for path in (self.path / "tables").iterdir()], ["findings.csv"])
        self.assertFalse((self.path / "out.json").exists())

    def test_an_input_is_not_written_over(self):
        run = self.check(GOODS, BOM, "--tables", ".")
        self.assertEqual(run.returncode, 64)
        self.assertEqual((self.path / "goods.csv").read_text(), GOODS)
        self.assertEqual(self.check(GOODS, BOM, "--tables", "").returncode, 64)
        self.write("plain", "")
        self.assertEqual(self.check(GOODS, BOM, "--tables", "plain").returncode, 74)

    def test_the_same_for_any_number_of_threads(self):
        goods = GOODS.splitlines(True)[0] + "".join(GOODS.splitlines(True)[1].replace("HOLDS", f"G{i}") for i in range(300))
        bom = BOM.splitlines(True)[0] + "".join(line.replace("HOLDS", f"G{i}") for i in range(300) for line in BOM.splitlines(True)[1:3])
        found = []
        for jobs in (1, 4):
            self.tables("--jobs", jobs, goods=goods, bom=bom)
            found.append([(self.path / "tables" / f"{name}.csv").read_bytes() for name in TABLES])
        self.assertEqual(*found)
        self.assertEqual(len(self.table("goods")), 300)

    def test_only_the_goods_that_are_asked_for(self):
        self.tables("--status", "originating")
        self.assertEqual({row["good_id"] for name in TABLES for row in self.table(name)}, {"HOLDS"})


class TablesOfResults(Case):
    """usmca report --tables has byte for byte what usmca check --tables had."""
    EXAMPLES = ("samples/pump", "samples/vehicles", "samples/broken", "tests/law/07-averages", "tests/law/08-roles", "tests/law/08-deductions", "tests/law/08-gap-designates",
                "tests/law/08-designation-auto", "tests/law/07-undetermined-material")

    def both(self, goods, bom, *options, raw=()):
        run = self.run_usmca("gap", "--goods", goods, "--bom", bom, *options, *raw, "--format", "json", "--tables", "of-check", "--output", "results.json", "--quiet")
        self.assertIn(run.returncode, range(4), run.stderr)  # a signal is negative
        run = self.run_usmca("report", "results.json", "--tables", "of-results", *raw)
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, b"", b""))
        for name in TABLES:
            first, second = ((self.path / folder / f"{name}.csv").read_bytes() for folder in ("of-check", "of-results"))
            self.assertEqual(first, second, (goods, name))

    def test_of_examples(self):
        for name in self.EXAMPLES:
            folder = SOURCE / name
            self.both(folder / "goods.csv", folder / "bom.csv", *options_of(folder))

    def test_of_what_is_not_known(self):
        self.write("goods.csv", GOODS + "OPEN,8413.70,MX,2026-03-01,50,,B,\nPACKED,8413.70,MX,2026-03-01,50,,,@1\nBAD,8413.70,MX,2026-03-01,5O,,,\n")
        self.write("bom.csv", BOM.replace("value,document", "value,document,role,deductible_costs,quantity,unit_value") .replace(",\n", ",,,,,\n").replace("COO-1\n", "COO-1,,,,\n")
                   + "OPEN,1,HOUSING,8413.91,non-originating,CN,,,,,,\nPACKED,1,=BOX,8413.91,,CN,30,,,12,,\nPACKED,2,CRATE,4415.10,,CN,3,,packing,,,\nPACKED,3,SEAL,8484.20,originating,MX,,,,1,2,3.5\n")
        for raw in ((), ("--raw",)):
            self.both("goods.csv", "bom.csv", raw=raw)
        rows = {(row["good_id"], row["line"]): row for row in csv.DictReader((self.path / "of-results" / "materials.csv").open(newline=""))}
        self.assertEqual([rows["PACKED", "1"][name] for name in ("value", "non_originating_value", "vnm_tv", "disregarded")], ["30.00", "18.00", "18.00", "false"])
        self.assertEqual([rows["PACKED", "2"][name] for name in ("vnm_tv", "disregarded")], ["0.00", "true"])
        self.assertEqual([rows["PACKED", "3"][name] for name in ("value", "unit_price", "vnm_nc")], ["7.00", "3.50", "0.00"])

    def test_all_of_them_or_none(self):
        self.write("results.json", '{"good_id":"A","status":"originating","x_a":"1"}\n{"good_id":"B","status":"rejected","X_b":"2"}\n')
        self.assertEqual(self.run_usmca("report", "results.json", "--tables", "tables").returncode, 0)
        self.assertEqual([row.split(",")[-2:] for row in (self.path / "tables" / "goods.csv").read_text().splitlines()], [["x_a", "X_b"], ["1", ""], ["", "2"]])
        self.write("results.json", '{"good_id":"A","status":"originating"}\nno JSON\n')
        run = self.run_usmca("report", "results.json", "--tables", "others")
        self.assertEqual(run.returncode, 65)
        self.assertIn(b"results.json:2", run.stderr)
        self.assertFalse((self.path / "others").exists())
        for wrong in (("--tables", "t", "--output", "o"), ("--tables", "t", "--pdf"), ("--tables", "t", "--split", "s"), ("--tables", ""), ("--raw",)):
            self.assertEqual(self.run_usmca("report", "results.json", *wrong).returncode, 64, wrong)


class GapRows(Case):
    def rows(self, *arguments):
        self.write("goods.csv", GOODS)
        self.write("bom.csv", BOM)
        run = self.run_usmca("gap", "--goods", "goods.csv", "--bom", "bom.csv", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.decode()

    def test_a_row_a_good_with_its_nearest_route(self):
        rows = {row["good_id"]: row for row in csv.DictReader(io.StringIO(self.rows("--format", "csv"), newline=""))}
        answers = {answer["good_id"]: answer for answer in map(json.loads, self.rows("--format", "json").splitlines())}
        self.assertEqual(list(rows), ["HOLDS", "FAILS"])
        nearest, row = answers["FAILS"]["gap"]["routes"][0], rows["FAILS"]
        self.assertEqual((row["gap_alternative"], row["gap_method"] or None), (nearest["alternative"], nearest["method"]))
        self.assertEqual(row["gap_change_lines"].split(";") if row["gap_change_lines"] else [], nearest["change_lines"])
        self.assertEqual(row["gap_value_lines"].split(";") if row["gap_value_lines"] else [], nearest["value_lines"])
        self.assertEqual(row["gap_base_needed"] or None, nearest["base_needed"])
        self.assertEqual(rows["HOLDS"]["gap_routes"], "0")
        margin = answers["HOLDS"]["gap"]["margin"]
        self.assertEqual((rows["HOLDS"]["margin_method"], rows["HOLDS"]["margin_may_rise"]), (margin["method"], margin["may_rise"]))

    def test_check_is_as_it_was(self):
        header = self.check(GOODS, BOM, "--format", "csv").stdout.decode().splitlines()[0]
        self.assertTrue(header.endswith("minimum_price,minimum_net_cost,rule_read,rule_read_cite,x_plant"))
        self.assertNotIn("gap_", header)


if __name__ == "__main__":
    unittest.main()
