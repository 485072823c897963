"""What is told of each use, of a good that says none, is what comes out where that use is said.

Goods of codes with rules of their own for some uses, of materials at random, among them goods of the same file: the outcomes are compared with those
of the same file in which every good says that use, but of goods made of others; and each good alone with what it is among the others.
"""
import csv
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

USMCA = os.environ["USMCA"]
SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
USES = ("passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle", "aftermarket")
CODES = ("8413.30", "9401.39", "8507.60", "8544.30", "8407.34", "8408.20", "8708.99", "8708.40", "8708.70", "7007.11", "8512.20", "8501.31", "8414.59",
         "8483.10", "7320.10", "8409.91", "8706.00", "8537.10", "8481.80", "8703.23", "8704.21", "7318.15")
OTHERS = ("3926.90", "7326.90", "8482.10", "7616.99", "4016.93", "8413.91", "8541.40", "7208.51")
FACTS = ("", "", "", "", "core-part=engine", "produced=true", "disassembled=true")
COUNTRIES = ("MX", "CN", "US", "DE")
GOODS = 120
ALONE = 12


def good(dice, number):
    value = dice.randrange(50, 400)
    return {"good_id": f"G{number}", "hs": dice.choice(CODES), "country": "MX", "import_country": dice.choice(("US", "CA", "")), "transaction_value": value,
            "net_cost": dice.choice(("", value * 9 // 10)), "date": dice.choice(("2021-03-01", "2024-07-01", "2026-11-01")), "facts": dice.choice(FACTS)}


def lines(dice, of, number):
    for line in range(dice.randrange(1, 9)):
        made_here = number > 20 and dice.random() < 0.15
        yield {"good_id": of["good_id"], "line": line + 1, "material_id": f"G{dice.randrange(20)}" if made_here else f"M{line}",
               "hs": dice.choice(CODES + OTHERS), "origin": "" if made_here else dice.choice(("originating", "non-originating", "non-originating")),
               "country": dice.choice(COUNTRIES), "value": dice.randrange(1, 60), "role": dice.choice(("", "", "", "packaging", "indirect"))}


def determined(goods, bom, *options):
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("goods", goods), ("bom", bom)):
            with (pathlib.Path(folder) / f"{name}.csv").open("w", newline="") as file:
                table = csv.DictWriter(file, rows[0])
                table.writeheader()
                table.writerows(rows)
        done = subprocess.run([USMCA, "check", "--no-config", "--rules", SOURCE / "rules", "--goods", f"{folder}/goods.csv", "--bom", f"{folder}/bom.csv",
                               "--format", "json", "--fail-on", "never", "--quiet", "--date", "2026-11-24", *options], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return {one["good_id"]: one for one in map(json.loads, done.stdout.splitlines())}


class Uses(unittest.TestCase):
    def setUp(self):
        dice = random.Random(4)
        self.goods = [good(dice, number) for number in range(GOODS)]
        self.bom = [line for number, one in enumerate(self.goods) for line in lines(dice, one, number)]
        self.unsaid = determined(self.goods, self.bom)

    def test_each_use_comes_out_as_where_it_is_said(self):
        compared = 0
        bought = {one["good_id"] for one in self.goods} - {line["good_id"] for line in self.bom if line["material_id"].startswith("G")}
        for use in USES:
            said = determined([{**one, "use": use} for one in self.goods], self.bom)
            for good_id in bought:
                one = self.unsaid[good_id]
                if use in one.get("by_use", {}):
                    compared += 1
                    self.assertEqual(one["by_use"][use], said[good_id]["status"], (good_id, use))
                elif use == "aftermarket" and "by_use" not in one:
                    self.assertEqual(one["status"], said[good_id]["status"], good_id)
        self.assertGreater(compared, 40)

    def test_a_good_alone_is_what_it_is_among_others(self):
        for one in self.goods[:ALONE]:
            alone = determined([one], [line for line in self.bom if line["good_id"] == one["good_id"]])
            self.assertEqual(alone[one["good_id"]], self.unsaid[one["good_id"]])


if __name__ == "__main__":
    unittest.main()
