"""A code of one edition of the Harmonized System may be several codes of the edition of the rules. Every code of HS 2022, 2017 and 2012,
with six digits and with four, as a good and as a material, has to lead to the answer on which its counterparts agree, each read alone (hs_rule
names it), and to none where they do not agree; then the finding says that the code is why.

The counterparts are taken from rules/hs/ here, and not asked of the program. By default a sample of the codes is tried (seeded by their
number), with EDITIONS=all every one: `ninja test-editions`.
"""
import collections
import csv
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from support import Case, SOURCE

YEARS = ("2012", "2017", "2022")
BOOK = "2012"
SAMPLE = 1 if os.environ.get("EDITIONS") == "all" else 23
DAY = "2026-03-01"
GOODS = "good_id,hs,hs_edition,hs_rule,country,import_country,date,transaction_value,net_cost,weight_kg\n"
BOM = "good_id,line,material_id,hs,hs_edition,hs_rule,origin,value,weight_kg\n"
FAR = "280440"  # oxygen: a material of no other chapter, and a good of no other


class Nomenclature:
    """Which codes each edition has, and what they are in the edition of the rules."""

    def __init__(self):
        with open(SOURCE / "rules" / "hs" / "codes.csv", newline="") as file:
            editions = {row["code"]: int(row["editions"]) for row in csv.DictReader(file)}
        self.codes = {year: sorted(c for c, bits in editions.items() if bits >> i & 1) for i, year in enumerate(YEARS)}
        self.steady = {c for c, bits in editions.items() if bits == 7}
        moved = collections.defaultdict(dict)
        with open(SOURCE / "rules" / "hs" / "correlations.csv", newline="") as file:
            for row in csv.DictReader(file):
                moved[row["from"], row["to"]][row["code"]] = row["counterparts"].split()
        self.moved = moved
        self.steady -= set(moved["2022", BOOK]) | set(moved["2022", "2017"]) | set(moved["2017", BOOK])
        for counterparts in [*moved["2022", BOOK].values(), *moved["2017", BOOK].values()]:
            self.steady -= set(counterparts)
        successors = {year: collections.Counter(c for code in self.codes[year] for c in moved[year, BOOK].get(code, [code]))
                      for year in YEARS if year != BOOK}
        self.single = {code for code in self.codes[BOOK] if all(of_year[code] == 1 for of_year in successors.values())}
        self.headings = {year: collections.defaultdict(list) for year in YEARS}
        for year in YEARS:
            for code in self.codes[year]:
                self.headings[year][code[:4]].append(code)

    def counterparts(self, year, code):
        """Of a subheading or a heading, each once."""
        subheadings = [code] if len(code) == 6 else self.headings[year][code]
        found = {}
        for one in subheadings:
            found.update(dict.fromkeys([one] if year == BOOK else self.moved[year, BOOK].get(one, [one])))
        return list(found)

    def near(self, code):
        """A code of the same heading, or else chapter, that is the same in every edition; or oxygen."""
        for digits in (4, 2):
            for other in sorted(self.steady):
                if other[:digits] == code[:digits] and other != code:
                    return other
        return FAR


class Editions(Case):
    @classmethod
    def setUpClass(cls):
        cls.hs = Nomenclature()
        cls.nearby = {}

    def near(self, code):
        if code[:4] not in self.nearby:
            self.nearby[code[:4]] = self.hs.near(code)
        return self.nearby[code[:4]]

    def subjects(self):
        """Every code to be tried: its edition, and what it may be."""
        number = 0
        for year in YEARS:
            for code in self.hs.codes[year] + sorted(self.hs.headings[year]):
                number += 1
                counterparts = self.hs.counterparts(year, code)
                if number % SAMPLE == 0 and (len(counterparts) <= 200 or SAMPLE == 1 or number % (23 * 5) == 0):
                    yield year, code, counterparts

    def as_written_then(self, year, counterparts):
        """The counterparts that say as much in the edition of the rules as beside a newer code: few, and one code in each
        newer edition: what the Tables and some exceptions are written in."""
        return [one for one in counterparts if year != BOOK and len(counterparts) < 30 and one in self.hs.single]

    def answers(self, goods, bom):
        run = self.check(GOODS + "".join(goods), BOM + "".join(bom), "--format", "csv", "--fail-on", "never")
        self.assertEqual(run.returncode, 0, run.stderr)
        return {row["good_id"]: row for row in csv.DictReader(run.stdout.decode().splitlines())}

    def hold(self, rows):
        """`rows` writes a good by its name, a code, its edition and hs_rule. Each code is written as it is, and as each of its counterparts."""
        goods, bom, tried = [], [], []
        for year, code, counterparts in self.subjects():
            whole = f"{year}-{code}"
            for name, rule in [(whole, ""), *((f"{whole}-{one}", one) for one in counterparts)]:
                good, lines = rows(name, code, year, rule, counterparts)
                goods.append(good)
                bom += lines
            for one in self.as_written_then(year, counterparts):
                good, lines = rows(f"{whole}={one}", one, BOOK, "", counterparts)
                goods.append(good)
                bom += lines
            tried.append((whole, code, counterparts))
        found = self.answers(goods, bom)
        wrong = []
        for whole, code, counterparts in tried:
            alone = {found[f"{whole}-{one}"]["status"] for one in counterparts}
            expected = alone.pop() if len(alone) == 1 else "undetermined"
            named = {"hs-ambiguous", "hs-too-short"} if len(code) == 4 else {"hs-ambiguous"}
            answer = found[whole]
            if answer["status"] != expected or (alone and not named & set(answer["findings"].replace(";", " ").split())):
                wrong.append((whole, answer["status"], expected, answer["findings"]))
            for one in self.as_written_then(whole[:4], counterparts):
                if found[f"{whole}={one}"]["status"] != found[f"{whole}-{one}"]["status"]:
                    wrong.append((f"{whole}={one}", found[f"{whole}={one}"]["status"], found[f"{whole}-{one}"]["status"]))
        self.assertEqual(wrong[:20], [], f"{len(wrong)} of {len(tried)}")
        return tried

    @staticmethod
    def good(name, hs, year="", rule=""):
        return f"{name},{hs},{year},{rule},MX,US,{DAY},100,90,10\n"

    @staticmethod
    def line(name, hs, value, year="2012", rule="", number=1):
        return f"{name},{number},M{number},{hs},{year},{rule},non-originating,{value},3\n"

    def test_goods_of_a_material_from_elsewhere(self):
        self.hold(lambda name, code, year, rule, _: (self.good(name, code, year, rule), [self.line(name, FAR, 60)]))

    def test_goods_of_a_material_of_their_heading(self):
        self.hold(lambda name, code, year, rule, among: (self.good(name, code, year, rule), [self.line(name, self.near(among[0]), 30)]))

    def test_materials_of_a_good_of_their_heading(self):
        self.hold(lambda name, code, year, rule, among: (self.good(name, self.near(among[0]), "2012"), [self.line(name, code, 30, year, rule)]))

    def test_materials_of_little_value(self):
        """U.R. 5(1) and its exceptions, which are written in another edition than the rules."""
        self.hold(lambda name, code, year, rule, among: (self.good(name, self.near(among[-1]), "2012"), [self.line(name, code, 9, year, rule)]))

    def test_two_materials(self):
        self.hold(lambda name, code, year, rule, among: (
            self.good(name, self.near(among[len(among) // 2]), "2012"),
            [self.line(name, code, 20, year, rule, 1), self.line(name, self.near(among[0]), 20, number=2)]))


if __name__ == "__main__":
    unittest.main()
