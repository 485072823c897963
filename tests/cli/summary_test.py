"""--summary: the run as one JSON object, with each file as it was given and as it was read."""
import hashlib
import json
import unittest

from support import BOM, GOODS, SOURCE, Case

import jsonschema

SCHEMA = json.loads((SOURCE / "docs" / "schema" / "summary.schema.json").read_text())
PROFILE = """<profile name="house">
<table name="bom"><column name="good_id" header="part"/><column name="hs" header="code"/><column name="origin" header="origin"/>
<column name="value" header="cost"/><skip header="kind" match="total"/><ignore header="clerk"/></table></profile>
"""


def digest(content):
    return hashlib.sha256(content).hexdigest()


class Summary(Case):
    def summary(self, name="summary.json"):
        found = json.loads((self.path / name).read_text())
        jsonschema.validate(found, SCHEMA, jsonschema.Draft202012Validator)
        return found

    def files(self, found):
        return {each["table"]: each for each in found["intake"]}

    def test_a_plain_run(self):
        goods, bom = GOODS.format(claim=""), BOM.format(hs="3902.10")
        run = self.check(goods, bom, "--date", "2024-05-01", "--jobs", "1", "--quiet", "--output", "out.json", "--summary", "summary.json")
        self.assertEqual(run.returncode, 0, run.stderr)
        found = self.summary()
        self.assertGreater(found["seconds"], 0)
        self.assertEqual(found["format"], 1)
        self.assertEqual((found["command"], found["date"], found["currency"], found["exit_status"]), ("check", "2024-05-01", "USD", 0))
        self.assertEqual(found["options"], {"goods": str(self.path / "goods.csv"), "bom": str(self.path / "bom.csv"), "date": "2024-05-01", "jobs": "1", "quiet": True,
                                            "output": "out.json", "summary": "summary.json"})
        version = self.run_usmca("--version").stdout.decode().split()
        self.assertEqual([found["program"]["name"], found["program"]["version"]], version)
        self.assertEqual(found["rows"], {"read": 2, "used": 2, "rejected": 0})
        written = (self.path / "out.json").read_bytes()
        self.assertEqual(found["results"], {"format": "json", "bytes": len(written), "sha256": digest(written)})
        result = json.loads(written)
        self.assertEqual([status for status, count in found["goods"].items() if count], [result["status"]])
        self.assertEqual(sum(found["findings"].values()), len(result["findings"]))
        files = self.files(found)
        self.assertEqual(list(files), ["goods", "bom"])
        for table, content in (("goods", goods), ("bom", bom)):
            self.assertEqual((files[table]["sha256"], files[table]["bytes"]), (digest(content.encode()), len(content)))
            self.assertEqual((files[table]["encoding"], files[table]["delimiter"], files[table]["header_line"]), ("UTF-8", ",", 1))
            self.assertEqual([column["header"] for column in files[table]["columns"]], content.split("\n", maxsplit=1)[0].split(","))
        self.check(goods, bom, "--date", "2024-05-01", "--jobs", "1", "--quiet", "--output", "out.json", "--summary", "summary.json")
        again = self.summary()
        self.assertEqual({**again, "seconds": 0}, {**found, "seconds": 0})

    def test_columns_and_rows_that_are_not_read(self):
        self.write("house.xml", PROFILE)
        bom = "List of today\npart;code;origin;cost;kind;clerk;Price per\nPART;3902.10;;3;item;EV;100\nPART;none;;3;item;EV;1\n;;;6;total;;\n;;;6;total;;\n"
        run = self.check(GOODS.format(claim=""), bom, "--profile", "house.xml", "--summary", "summary.json")
        self.assertEqual(run.returncode, 2, run.stderr)
        found = self.summary()
        file = self.files(found)["bom"]
        self.assertEqual((file["delimiter"], file["header_line"]), (";", 2))
        self.assertEqual({column["header"]: column["read_as"] for column in file["columns"]},
                         {"part": ["good_id"], "code": ["hs"], "origin": ["origin"], "cost": ["value"], "kind": [], "clerk": [], "Price per": []})
        self.assertEqual((file["columns_ignored"], file["columns_unread"]), (["kind", "clerk"], ["Price per"]))
        self.assertEqual(file["columns"][-1]["may_be"], "price_unit")
        self.assertEqual({key: file["rows"][key] for key in ("read", "used", "rejected", "skipped")}, {"read": 2, "used": 1, "rejected": 1, "skipped": 2})
        self.assertIn("kind", file["rows"]["skipped_by"])
        self.assertEqual(len(file["notices"]), 2)
        self.assertEqual(self.files(found)["goods"]["rows"]["rejected"], 0)
        self.assertEqual((found["rows"], found["exit_status"], found["goods"]["rejected"]), ({"read": 3, "used": 2, "rejected": 1}, 2, 1))

    def test_bytes_as_they_were_given(self):
        """In another encoding, by a pipe or from standard input: the copy that is read is not what is told."""
        goods = GOODS.format(claim="").encode("utf-16")
        bom = BOM.format(hs="3902.10").replace("RESIN", "R\u00c9SINE").encode("cp1252")
        self.write("bom.csv", bom)
        run = self.run_usmca("check", "--goods", "-", "--bom", "bom.csv", "--summary", "summary.json", stdin=goods)
        self.assertEqual(run.returncode, 0, run.stderr)
        files = self.files(self.summary())
        self.assertEqual((files["goods"]["file"], files["goods"]["sha256"], files["goods"]["encoding"]), ("-", digest(goods), "UTF-16"))
        self.assertEqual((files["bom"]["sha256"], files["bom"]["encoding"], files["bom"]["encoding_guessed"]), (digest(bom), "WINDOWS-1252", True))

    def test_tables_and_a_flat_file(self):
        rates = "date,from,to,rate\n2024-03-01,MXN,USD,0.05\nnone,MXN,USD,1\n"
        self.write("rates.csv", rates)
        flat = "good_id,good_hs,good_country,good_transaction_value,hs,value\nA,3926.90,MX,10,3902.10,3\nA,3926.90,MX,10,3902.10,1\nB,3926.90,MX,10,3902.10,4\n"
        run = self.run_usmca("check", self.write("flat.csv", flat), "--rates", "rates.csv", "--summary", "summary.json", "--lang", "es")
        self.assertEqual(run.returncode, 2, run.stderr)
        found = self.summary()
        files = self.files(found)
        self.assertEqual(found["options"]["file"], str(self.path / "flat.csv"))
        self.assertEqual([files["flat"]["rows"]["read"], files["rates"]["rows"]["read"], files["rates"]["rows"]["rejected"]], [3, 2, 1])
        self.assertEqual(files["flat"]["columns"][1]["read_as"], ["good_hs"])
        self.assertEqual(files["rates"]["sha256"], digest(rates.encode()))
        self.assertEqual((found["rows"], found["rule_book"]["language"]), ({"read": 5, "used": 4, "rejected": 1}, "es"))

    def test_goods_that_are_materials_are_counted_once(self):
        goods = GOODS.format(claim="") + "RESIN,3902.10,MX,2024-03-01,3,\n"
        self.check(goods, BOM.format(hs="3902.10") + "RESIN,1,GAS,2711.14,,1\nNONE,1,GAS,2711.14,,1\n", "--summary", "summary.json")
        files = self.files(self.summary())
        self.assertEqual([files["goods"]["rows"]["read"], files["bom"]["rows"]["read"]], [2, 3])
        self.assertEqual([files["goods"]["rows"]["rejected"], files["bom"]["rows"]["rejected"]], [0, 1])

    def test_a_workbook(self):
        self.assertEqual(self.run_usmca("template", "book.xlsx").returncode, 0)
        book = (self.path / "book.xlsx").read_bytes()
        run = self.run_usmca("check", "book.xlsx", "--summary", "summary.json")
        self.assertLess(run.returncode, 3, run.stderr)
        files = self.files(self.summary())
        self.assertEqual((files["goods"]["file"], files["goods"]["sheet"], files["bom"]["sheet"]), ("book.xlsx", "goods", "bom"))
        for file in files.values():
            self.assertEqual((file["sha256"], file["encoding"], file["delimiter"]), (digest(book), None, None))

    def test_it_is_an_output_like_the_others(self):
        files = ["--goods", self.write("goods.csv", GOODS.format(claim="")), "--bom", self.write("bom.csv", BOM.format(hs="3902.10"))]
        for options in (["--output", "out", "--summary", "out"], ["--rejects", "out", "--summary", "./out"], ["--summary", "bom.csv"]):
            self.assertEqual(self.run_usmca("check", *files, *options).returncode, 64, options)
        names = sorted(path.name for path in self.path.iterdir())
        self.write("bad.csv", "part,code\n")
        run = self.run_usmca("check", *files[:3], "bad.csv", "--output", "out.json", "--summary", "summary.json")
        self.assertEqual(run.returncode, 65)
        self.assertEqual(sorted(path.name for path in self.path.iterdir()), sorted([*names, "bad.csv"]))
        run = self.run_usmca("check", *files, "--output", "out.json", "--summary", "none/summary.json")
        self.assertEqual(run.returncode, 74)
        self.assertFalse((self.path / "out.json").exists())
        run = self.run_usmca("gap", *files, "--output", "out.json", "--summary", "summary.json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual((self.summary()["command"], self.summary()["options"]["fail-on"]), ("gap", "never"))


if __name__ == "__main__":
    unittest.main()
