"""Goods of several levels at random, held against a second reading of U.R. 3 to 8 that is written here, in exact fractions, for a few codes.

Plants of up to four goods, each a material of those above it: bought, self-produced or designated. Status, base and value of non-originating materials are what that reading says of each good;
what `usmca gap` asks for makes it originate; the order of the rows, a line in two halves and books in another currency change nothing; a line that is declared to originate makes nothing worse.
A plant in which a designation is barred (8(6)), or a question about the good is open, is not compared.
"""
import csv
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest
from fractions import Fraction

USMCA = os.environ["USMCA"]
PLANTS = 8000 if os.environ.get("USMCA_WHOLE") else 800
GOODS = ("good_id", "hs", "country", "date", "currency", "transaction_value", "other_product_costs", "period_costs", "other_costs", "excluded_costs")
LINES = ("good_id", "line", "material_id", "hs", "origin", "quantity", "value", "assists", "role")
COSTS = ("other_product_costs", "period_costs", "other_costs")
MONEY = ("transaction_value", *COSTS, "excluded_costs", "value", "assists")
BESIDE = ("packaging", "accessory")  # in the value, not in the change: 8(14), 8(24)
LEFT_OUT = ("packing", "indirect")  # 8(13), 8(17)
BOUGHT = ("390110", "720890", "871499", "731700", "840999", "950450", "500400")
PROVIDES_FOR_PARTS = ("841391", "640610")


def footwear(code):
    return "6401" <= code[:4] <= "6405"


# of each code its alternatives: which materials make the change (None: none is asked for), and the content by transaction value and by net cost
RULES = {
    "841392": ((lambda code: code[:4] != "8413", None), (None, (60, 50))),
    "841391": ((lambda code: code[:4] != "8413", None),),
    "731815": ((lambda code: code[:4] not in ("7317", "7318"), None),),
    "640590": ((lambda code: not footwear(code) and code != "640610", (None, 55)),),
    "640610": ((lambda code: not footwear(code) and code != "640610", (None, 55)),),
    "392690": ((lambda code: code[:4] != "3926", None),),
    "871200": ((lambda code: code[:4] not in ("8712", "8714"), None), (lambda code: code[:4] != "8712", (60, 50))),
    "950300": ((lambda code: code != "950300", None), (None, (45, 35))),
}


def money(dice, most):
    return str(dice.randint(1, most)) if dice.random() < 0.5 else f"{dice.randint(1, most * 100) / 100:.2f}"


def bought_line(dice, number):
    line = {"material_id": f"M{number}", "hs": dice.choice(BOUGHT + tuple(RULES)), "value": money(dice, 60),
            "origin": dice.choice(("originating", "non-originating", "non-originating"))}
    if number > 0 and dice.random() < 0.15:
        line["role"] = dice.choice(LEFT_OUT + BESIDE)
    if dice.random() < 0.1:
        line["assists"] = money(dice, 10)
    return line


def plant(dice, name):
    """Goods and lines; each good may be a material of those before it."""
    codes = [dice.choice(tuple(RULES)) for _ in range(dice.randint(1, 4))]
    goods, bom = [], []
    for at, code in enumerate(codes):
        good = {"good_id": f"{name}-{at}", "hs": code, "country": "MX", "date": "2026-10-05", "currency": "USD"}
        if at > 0 or code in ("640590", "640610") or dice.random() < 0.6:
            good |= {"other_product_costs": money(dice, 30), "period_costs": str(dice.randint(1, 20)), "other_costs": dice.choice(("0", "2.50")),
                     "excluded_costs": dice.choice(("0", "1"))}
        if "other_costs" not in good or dice.random() < 0.4:
            good["transaction_value"] = money(dice, 200)
        lines = [{"material_id": f"{name}-{below}", "hs": codes[below], "role": dice.choice(("self-produced", "self-produced", "intermediate", "")),
                  "quantity": dice.choice(("", "", "1", "3", "0.5"))} for below in range(at + 1, len(codes)) if below == at + 1 or dice.random() < 0.6]
        lines += [bought_line(dice, number) for number in range(dice.randint(0 if lines else 1, 4))]
        dice.shuffle(lines)
        goods.append(good)
        bom += [{"good_id": good["good_id"], "line": str(number + 1), **line} for number, line in enumerate(lines)]
    return goods, bom


class Reading:
    """Of one plant."""

    def __init__(self, goods, bom):
        self.goods = {good["good_id"]: good for good in goods}
        self.lines = {name: [line for line in bom if line["good_id"] == name] for name in self.goods}
        self.known = {}

    def made(self, line):
        return line["material_id"] if line["material_id"] in self.goods else None

    def units(self, line):
        return Fraction(line.get("quantity") or 1)

    def inside(self, line):
        """7(5)(a); a designated one that does not originate is as if it were not designated."""
        made = self.made(line)
        return made is not None and (line["role"] == "self-produced" or (line["role"] == "intermediate" and not self.originates(made)))

    def foreign(self, line):
        made = self.made(line)
        return not self.originates(made) if made else line["origin"] != "originating"

    def value(self, line):
        made = self.made(line)
        return self.total_cost(made) * self.units(line) if made else Fraction(line["value"]) + Fraction(line.get("assists") or 0)

    def total_cost(self, name):
        """1(6)."""
        good = self.goods[name]
        return sum(Fraction(good[cost]) for cost in COSTS) + sum(self.value(line) for line in self.lines[name]) if "other_costs" in good else None

    def excluded(self, name):
        """7(11), 8(28) example 3."""
        packing = sum(self.value(line) for line in self.lines[name] if line.get("role") == "packing")
        within = sum(self.excluded(self.made(line)) * self.units(line) for line in self.lines[name] if self.inside(line))
        return Fraction(self.goods[name]["excluded_costs"]) + packing + within

    def bases(self, name):
        """Transaction value and net cost."""
        price, cost = self.goods[name].get("transaction_value"), self.total_cost(name)
        return Fraction(price) if price else None, cost - self.excluded(name) if cost is not None else None

    def vnm(self, name):
        """7(4), 7(5)."""
        total = Fraction(0)
        for line in self.lines[name]:
            if line.get("role") in LEFT_OUT:
                continue
            if self.inside(line):
                total += self.vnm(self.made(line)) * self.units(line)
            elif self.foreign(line):
                total += self.value(line)
        return total

    def tenth(self, name, part):
        """5(1), 5(4): of the transaction value or of the total cost."""
        return any(whole is not None and part * 10 <= whole for whole in (self.bases(name)[0], self.total_cost(name)))

    def content(self, name, required):
        """7(2), 7(3), 5(4)."""
        vnm = self.vnm(name)
        reached = any(base and least and (base - vnm) * 100 >= least * base for base, least in zip(self.bases(name), required))
        return reached or self.tenth(name, vnm)

    def asked(self, name):
        return [line for line in self.lines[name] if line.get("role") not in LEFT_OUT + BESIDE]

    def failing(self, name, changes):
        """The value of what does not make the change, the least by the choices of 3(8)."""
        total = Fraction(0)
        for line in self.asked(name):
            if self.foreign(line) and not changes(line["hs"]):
                total += self.failing(self.made(line), changes) * self.units(line) if self.inside(line) else self.value(line)
        return total

    def excused(self, name, code, changes):
        """3(4)(a) by the choices of 3(8): whether each material makes the change or is a part of the good's own subheading, and whether some is such a part."""
        any_part = False
        for line in self.asked(name):
            good, part = not self.foreign(line) or changes(line["hs"]), self.foreign(line) and line["hs"] == code
            if self.inside(line):
                within, part_within = self.excused(self.made(line), code, changes)
                good, part = good or within, part or (within and part_within)
            if not good and not part:
                return False, False
            any_part = any_part or part
        return True, any_part

    def exclusively(self, name):
        """3(3): of originating materials."""
        return all(self.exclusively(self.made(line)) if self.inside(line) else not self.foreign(line)
                   for line in self.lines[name] if line.get("role") not in LEFT_OUT)

    def meets(self, name, changes, required):
        failing = self.failing(name, changes) if changes else 0
        return (failing == 0 or self.tenth(name, failing)) and (required is None or self.content(name, required))

    def originates(self, name):
        if name not in self.known:
            code = self.goods[name]["hs"]
            self.known[name] = (self.exclusively(name) or any(self.meets(name, *alternative) for alternative in RULES[code])
                                or (code in PROVIDES_FOR_PARTS and self.excused(name, code, RULES[code][0][0]) == (True, True) and self.content(name, (60, 50))))
        return self.known[name]


def determined(plants, *options, rates=(), more=()):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        tables = {"goods": (GOODS, [good for goods, _ in plants for good in goods]), "bom": ((*LINES, "currency", *more), [line for _, bom in plants for line in bom])}
        if rates:
            tables["rates"] = (tuple(rates[0]), rates)
        for table, (columns, rows) in tables.items():
            with (folder / f"{table}.csv").open("w", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        command = [USMCA, "check", "--format", "json", "--fail-on", "never", *options]
        for table in tables:
            command += [f"--{table}", folder / f"{table}.csv"]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        return {answer["good_id"]: answer for answer in map(json.loads, run.stdout.splitlines())}


def decided(answer):
    return answer["status"], answer["criterion"], answer["rvc"], answer["de_minimis"]


def halves(line):
    """Of what is used of it."""
    if line["material_id"].startswith("M"):
        half = {column: str(Fraction(line[column]) / 2) if line.get(column) else "" for column in ("value", "assists")}
        half = {column: f"{float(Fraction(cell)):.3f}" if cell else "" for column, cell in half.items()}
    else:
        half = {"quantity": f"{float(Fraction(line.get('quantity') or 1) / 2):.2f}"}
    return [{**line, **half}, {**line, **half, "line": f"{line['line']}b"}]


class SeveralLevels(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        dice = random.Random(8)
        cls.dice = dice
        cls.plants = [plant(dice, f"P{number}") for number in range(PLANTS)]
        cls.told = determined(cls.plants, "--gap")

    def test_each_is_what_the_second_reading_says(self):
        compared = 0
        for goods, bom in self.plants:
            if any(finding["code"] in ("designation-barred", "fact-missing") for good in goods for finding in self.told[good["good_id"]]["findings"]):
                continue
            reading = Reading(goods, bom)
            for name in reading.goods:
                answer = self.told[name]
                with self.subTest(good=name, goods=goods, bom=bom):
                    compared += 1
                    self.assertEqual(answer["status"], "originating" if reading.originates(name) else "non-originating")
                    for method, base in zip(("tv", "nc"), reading.bases(name)):
                        if answer["rvc"][method] is not None:
                            self.assertEqual(Fraction(answer["rvc"][method]["base"]), base)
                            self.assertEqual(Fraction(answer["rvc"][method]["vnm"]), reading.vnm(name))
        self.assertGreater(compared, PLANTS)

    def same(self, plants, **more):
        after = determined(plants, **more)
        for name, answer in self.told.items():
            with self.subTest(good=name):
                self.assertEqual(decided(answer), decided(after[name]))

    def test_the_order_of_rows(self):
        goods, bom = ([row for one in self.plants for row in one[table]] for table in (0, 1))
        self.dice.shuffle(goods)
        self.dice.shuffle(bom)
        self.same([(goods, bom)])

    def test_lines_in_two_halves(self):
        self.same([(goods, [half for line in bom for half in halves(line)]) for goods, bom in self.plants])

    def test_materials_bought_in_another_currency(self):
        priced = [(goods, [{**line, "currency": "EUR", **{column: str(Fraction(line[column]) * 5 / 4) for column in ("value", "assists") if line.get(column)}} if line.get("value") else line
                           for line in bom]) for goods, bom in self.plants]
        for _, bom in priced:
            for line in bom:
                line.update({column: f"{float(Fraction(line[column])):.4f}" for column in ("value", "assists") if line.get(column)})
        self.same(priced, rates=[{"date": "2026-10-01", "from": "EUR", "to": "USD", "rate": "0.8"}])

    def test_all_money_a_thousandfold(self):
        def larger(row):
            return {**row, **{column: str(int(Fraction(row[column]) * 1000)) for column in MONEY if row.get(column)}}

        after = determined([([larger(good) for good in goods], [larger(line) for line in bom]) for goods, bom in self.plants])
        for name, answer in self.told.items():
            with self.subTest(good=name):
                self.assertEqual((answer["status"], answer["criterion"]), (after[name]["status"], after[name]["criterion"]))

    def test_a_line_that_originates_makes_nothing_worse(self):
        changed, plants = {}, []
        for goods, bom in self.plants:
            for line in bom:
                if line.get("origin") == "non-originating" and self.dice.random() < 0.3:
                    line_is = f"~{len(changed)}"
                    changed[line_is] = [good["good_id"] for good in goods]
                    made = set(changed[line_is])
                    plants.append(([{**good, "good_id": good["good_id"] + line_is} for good in goods],
                                   [{**other, "good_id": other["good_id"] + line_is, "material_id": other["material_id"] + (line_is if other["material_id"] in made else ""),
                                     **({"origin": "originating"} if other is line else {})} for other in bom]))
        after = determined(plants)
        for line_is, names in changed.items():
            for name in names:
                with self.subTest(good=name):
                    self.assertFalse(self.told[name]["status"] == "originating" and after[name + line_is]["status"] != "originating")

    def inside(self, part, name):
        """The lines bought for what the good is made of, at any depth."""
        names = {good["good_id"] for good in part[0]}
        for line in part[1]:
            if line["good_id"] == name:
                yield from self.inside(part, line["material_id"]) if line["material_id"] in names else [line]

    def mended(self, part, name, route):
        """The lines as the route asks for them; None where one that has to originate is made in the plant, whose own bill decides."""
        goods, bom = part[0], [dict(line) for line in part[1]]
        own = {line["line"]: line for line in bom if line["good_id"] == name}
        bought = [own[line] for line in route["change_lines"] + route["value_lines"]]
        if any(not line["material_id"].startswith("M") for line in bought):
            return None
        for line in bought + [line for one in route["contents_lines"] for line in self.inside((goods, bom), own[one]["material_id"])]:
            line["origin"] = "originating"
        for line in route["designate_lines"]:
            own[line]["role"] = "intermediate"
        return goods, bom

    def test_what_the_gap_asks_for_is_enough(self):
        tries = [(name, mended) for part in self.plants for name in (good["good_id"] for good in part[0])
                 if self.told[name]["status"] == "non-originating" for route in self.told[name]["gap"]["routes"] if not route["blocked"]
                 for mended in [self.mended(part, name, route)] if mended is not None]
        while tries:  # of each plant one at a time
            now = {one[0].partition("-")[0]: one for one in tries}
            after = determined([mended for _, mended in now.values()])
            for name, mended in now.values():
                with self.subTest(good=name, lines=mended[1]):
                    self.assertEqual(after[name]["status"], "originating")
            tries = [one for one in tries if not any(one is taken for taken in now.values())]


if __name__ == "__main__":
    unittest.main()
