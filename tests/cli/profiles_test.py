"""Shipped profiles: the samples that each of them reads come out as expected, and what they read is what the page says."""
import json
import sys
import unittest

from support import SOURCE, Case

sys.path.insert(0, str(SOURCE / "tests" / "law"))
from run import differences, unwanted  # noqa: E402

SAMPLES = SOURCE / "samples" / "profiles"
PROFILES = sorted(path.stem for path in (SOURCE / "rules" / "profiles").glob("*.xml"))
ALONE = {"goods", "bom", "export", "expected"}


def command_of(folder):
    """The options that determine a folder of samples."""
    files = {path.stem: path for path in folder.iterdir() if path.suffix in (".csv", ".txt")}
    options = (folder / "options").read_text().split() if (folder / "options").exists() else []
    goods = [files["export"]] if "export" in files else ["--goods", files["goods"], "--bom", files["bom"]]
    more = [part for name, path in sorted(files.items()) if name not in ALONE for part in (f"--{name}", path)]
    return ["check", *goods, *more, "--profile", folder.parent.name, *options]


class Profiles(Case):
    def test_each_has_two_samples(self):
        for name in PROFILES:
            with self.subTest(profile=name):
                self.assertGreaterEqual(len(list((SAMPLES / name).glob("*/expected.json"))), 2)

    def test_samples_come_out_as_expected(self):
        for folder in sorted(path.parent for path in SAMPLES.glob("*/*/expected.json")):
            with self.subTest(sample=f"{folder.parent.name}/{folder.name}"):
                run = self.run_usmca(*command_of(folder), "--format", "json")
                self.assertIn(run.returncode, (0, 1), run.stderr.decode())
                found = self.results(run)
                expected = json.loads((folder / "expected.json").read_text())
                self.assertEqual([one["good_id"] for one in found], [one["good_id"] for one in expected])
                for one, answer in zip(expected, found):
                    self.assertEqual(unwanted(one.pop("no_findings", []), answer) + differences(one, answer, one["good_id"]), [])
                    self.assertEqual(len(answer["materials"]), len(one.get("materials", answer["materials"])))

    def lines_by(self, profile, goods, bom, status=0):
        files = ["--goods", self.write("goods.txt", goods), "--bom", self.write("bom.txt", bom)]
        run = self.run_usmca("check", *files, "--profile", profile, "--date", "2026-10-05", "--format", "json")
        self.assertEqual(run.returncode & 2, status, run.stderr.decode())
        return [line["material_id"] for line in self.results(run)[0]["materials"]]

    def test_lines_are_left_out_only_where_the_export_says_so(self):
        # In SAP every item has a usage probability, 0 where it is of no group of alternatives
        goods = "Material\tComm. code\tCountry\tNet price\nPUMP\t8413.70\tMX\t56,50\n"
        bom = "MATNR\tIDNRK\tSTAWN\tMENGE\tSTPRS\tALPGR\tEWAHR\n" + "".join(
            f"PUMP\t{part}\t8413.91\t1,000\t9,50\t{group}\t{usage}\n"
            for part, group, usage in (("BODY", "", "0"), ("SEAL", "A1", "100"), ("OTHER-SEAL", "A1", "0"), ("BASE", "00", "0")))
        self.assertEqual(self.lines_by("sap-bom", goods, bom), ["BODY", "SEAL", "BASE"])
        # In Oracle 2 is a basis, and no quantity of a lot
        goods = "ITEM_NUMBER,HTS_CODE,ORGANIZATION_COUNTRY,UNIT_SELLING_PRICE\nPUMP,8413.70,MX,56.50\n"
        bom = "ASSEMBLY_ITEM,COMPONENT_ITEM,HTS_CODE,COMPONENT_QUANTITY,ITEM_COST,BASIS_TYPE\nPUMP,BODY,8413.91,1,28.45,{}\n"
        for basis, lines in (("", ["BODY"]), ("1", ["BODY"]), ("2", []), ("3", [])):
            self.assertEqual(self.lines_by("oracle-bom", goods, bom.format(basis), 0 if lines else 2), lines)
        # In Business Central a comment has no number; a line without its type is none
        goods = "No.,Tariff No.,Country/Region of Origin Code,Unit Price\nPUMP,841370,MX,56.50\n"
        bom = "Production BOM No.,Type,No.,Quantity per,Tariff No.,Unit Cost\nPUMP,Item,BODY,1,841391,9.5\nPUMP,,BASE,1,841391,9.5\nPUMP,,,,,\nPUMP,Resource,R1,1,,5\n"
        self.assertEqual(self.lines_by("business-central", goods, bom), ["BODY", "BASE"])
        # and the quantity of one that is calculated is not that of the good
        bom = "Production BOM No.,Type,No.,Quantity per,Calculation Formula,Length,Tariff No.,Unit Cost\nPUMP,Item,BODY,1,{},10,841391,9.5\n"
        self.assertEqual(self.lines_by("business-central", goods, bom.format(" ")), ["BODY"])
        self.assertEqual(self.lines_by("business-central", goods, bom.format("Length"), 2), [])

        # In Epicor a fixed quantity is that of a job, and scrap may be one too
        goods = "PartNum,CommodityCode,OrigCountry,UnitPrice\nPUMP,8413.70,MX,56.50\n"
        bom = "PartNum,MtlPartNum,QtyPer,CommodityCode,StdMaterialCost,FixedQty,EstScrap,EstScrapType\nPUMP,BODY,1,8413.91,28.45,{},{},{}\n"
        for fixed, scrap, kind, lines in (("False", "0", "%", ["BODY"]), ("False", "5", "%", ["BODY"]), ("False", "0.00", "Q", ["BODY"]), ("False", "5", "Q", []), ("True", "0", "%", [])):
            self.assertEqual(self.lines_by("epicor", goods, bom.format(fixed, scrap, kind), 0 if lines else 2), lines, (fixed, scrap, kind))

    def test_every_column_of_a_sample_is_read_or_known(self):
        for folder in sorted(path.parent for path in SAMPLES.glob("*/*/expected.json")):
            if folder.name == "fans":  # it has one that is not, on purpose
                continue
            with self.subTest(sample=f"{folder.parent.name}/{folder.name}"):
                self.assertNotIn("columns", self.run_usmca(*command_of(folder)).stderr.decode())

    def test_the_page_says_what_they_read(self):
        page = (SOURCE / "docs" / "profiles.md").read_text()
        for name in PROFILES:
            with self.subTest(profile=name):
                shown = self.run_usmca("profile", "show", name)
                self.assertEqual(shown.returncode, 0, shown.stderr)
                block = "".join(f"    {line}\n" if line else "\n" for line in shown.stdout.decode().splitlines())
                self.assertIn(f"<!-- profile: {name} (tools/describe-profiles writes what follows) -->\n\n{block}\n<!-- end of profile -->", page)

    def test_usage(self):
        for arguments in ((), ("show",), ("show", "sap-bom", "odoo"), ("list",)):
            self.assertEqual(self.run_usmca("profile", *arguments).returncode, 64)
        self.assertEqual(self.run_usmca("profile", "--help").returncode, 0)
        missing = self.run_usmca("profile", "show", "nobody")
        self.assertNotEqual(missing.returncode, 0)
        self.assertIn("nobody", missing.stderr.decode())


if __name__ == "__main__":
    unittest.main()
