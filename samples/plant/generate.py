#!/usr/bin/env python3
"""Writes goods.csv, bom.csv and documents.csv of a plant: 400 goods of three levels, and the papers of their materials with every trap that README.md lists.

usage: generate.py FOLDER [SEED]

The same seed writes the same bytes.
"""
import argparse
import pathlib
import random

DAY = "2026-06-15"
PARTS, ASSEMBLIES, PRODUCTS = 200, 120, 80
SUPPLIERS = [f"S{number:02d}" for number in range(1, 26)]
# a part, what it is made of that has to originate for it (of its own code, or within its group), and what need not
PART_KINDS = (("8413.91", "8413.91", "7318.15"), ("8544.20", "8544.49", "3919.10"), ("7326.90", "7325.99", "7318.15"), ("9403.99", "9403.99", "3926.90"))
ASSEMBLY_KINDS = {"8413.91": "8413.81", "8544.20": "8544.42", "7326.90": "8479.90", "9403.99": "9403.20"}
PRODUCT_KINDS = {"8413.81": "8479.89", "8544.42": "8544.30", "8479.90": "8479.89", "9403.20": "9403.20"}
DESCRIPTIONS = {"8413.91": "Pump casing", "8544.20": "Coaxial cable", "7326.90": "Steel bracket", "9403.99": "Chair seat", "8413.81": "Pump", "8544.42": "Cable with connectors",
                "8479.90": "Parts of a press", "9403.20": "Metal furniture", "8479.89": "Press", "8544.30": "Wiring set for vehicles"}
DOCUMENT_COLUMNS = ("document_id", "kind", "supplier", "material_id", "hs", "criterion", "valid_from", "valid_to", "signed_on", "certifier", "certifier_role", "producer", "vnm", "currency")
BOM_COLUMNS = ("good_id", "line", "material_id", "hs", "origin", "country", "value", "role", "document", "supplier")
GOODS_COLUMNS = ("good_id", "description", "hs", "country", "date", "transaction_value", "total_cost", "criterion_claimed")


class Plant:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.goods, self.bom, self.documents = [], [], []
        self.materials = 0

    def money(self, low, high):
        return self.random.randrange(int(low * 100), int(high * 100)) / 100

    def good(self, name, hs, price, claimed=""):
        self.goods.append(dict(good_id=name, description=f"{DESCRIPTIONS[hs]} {name.lower()}", hs=hs, country=self.random.choice(("MX", "US", "CA")), date=DAY, transaction_value=f"{price:.2f}", total_cost=f"{price * 0.9:.2f}",
                               criterion_claimed=claimed))

    def line(self, name, hs, value, **more):
        number = 10 * (1 + sum(row["good_id"] == name for row in self.bom[-12:]))
        value = "" if value is None else f"{value:.2f}"
        self.bom.append({**dict.fromkeys(BOM_COLUMNS, ""), "good_id": name, "line": str(number), "hs": hs, "value": value, **more})
        return self.bom[-1]

    def certification(self, material, supplier, hs, **more):
        name = f"CO-{len(self.documents) + 1:04d}"
        self.documents.append({**dict.fromkeys(DOCUMENT_COLUMNS, ""), "document_id": name, "kind": "certification", "supplier": supplier, "material_id": material, "hs": hs, "criterion": "B",
                               "valid_from": "2026-01-01", "valid_to": "2026-12-31", "signed_on": "2026-01-05", "certifier": "L. Garza", "certifier_role": "producer",
                               "producer": supplier, **more})
        return name

    # ---- the traps ----

    def in_order(self, row, of):
        row["document"] = self.certification(**of)

    def found_by_material(self, row, of):
        self.certification(**of)

    def last_day(self, row, of):
        row["document"] = self.certification(**of, valid_to=DAY)

    def ended_the_day_before(self, row, of):
        row["document"] = self.certification(**of, valid_to="2026-06-14")

    def begins_the_day_after(self, row, of):
        row["document"] = self.certification(**of, valid_from="2026-06-16", valid_to="2027-05-31")

    def signed_the_day_after(self, row, of):
        row["document"] = self.certification(**of, signed_on="2026-06-16")

    def longer_than_a_year(self, row, of):
        row["document"] = self.certification(**of, valid_to="2027-01-01")

    def signed_by_a_broker(self, row, of):
        row["document"] = self.certification(**of, certifier_role="broker")

    def without_a_criterion(self, row, of):
        row["document"] = self.certification(**of, criterion="")

    def four_digits(self, row, of):
        row["document"] = self.certification(**{**of, "hs": of["hs"][:4]})

    def of_another_material(self, row, of):
        row["document"] = self.certification(**{**of, "material": of["material"] + "X"})

    def of_another_code(self, row, of):
        row["document"] = self.certification(**{**of, "hs": "8501.10"})

    def not_among_them(self, row, of):
        row["document"] = f"CO-LOST-{row['good_id']}"

    def none(self, row, of):
        pass

    def renewed(self, row, of):
        self.certification(**of, valid_to="2026-03-31")
        self.certification(**of)

    def of_two_suppliers(self, row, of):
        row["supplier"] = ""
        self.certification(**{**of, "supplier": "S90"}, valid_to="2026-03-31")
        self.certification(**{**of, "supplier": "S91"})

    def contradictory(self, row, of):
        row["document"] = self.certification(**of)
        self.documents.append({**self.documents[-1], "criterion": "C"})

    def from_outside(self, row, of):
        row["country"] = "CN"
        row["document"] = self.certification(**of)

    def rejected(self, row, of):
        row["document"] = self.certification(**of, valid_to="31 of May")

    def needless(self, row, of):
        row["origin"] = "non-originating"
        row["document"] = self.certification(**of, valid_to="2026-03-31")

    TRAPS = (ended_the_day_before, begins_the_day_after, signed_the_day_after, longer_than_a_year, signed_by_a_broker, without_a_criterion, four_digits, of_another_material,
             of_another_code, not_among_them, none, none, of_two_suppliers, contradictory, from_outside, rejected, needless)
    SOUND = (in_order, in_order, in_order, found_by_material, last_day, renewed)

    # ---- what is made ----

    def bought(self, name, hs, value):
        self.materials += 1
        material, supplier = f"M{self.materials:04d}", self.random.choice(SUPPLIERS)
        row = self.line(name, hs, value, material_id=material, origin="originating", country=self.random.choice(("MX", "US", "CA")), supplier=supplier)
        manner = self.random.choice(self.SOUND if self.random.random() < 0.75 else self.TRAPS)
        manner(self, row, {"material": material, "supplier": supplier, "hs": hs})

    def foreign(self, name, hs, value):
        self.line(name, hs, value, origin="non-originating", country=self.random.choice(("CN", "JP", "DE")))

    def stated(self, name, value):
        """U.R. 9(3): a material that does not originate, and what its supplier states of it."""
        self.materials += 1
        material, supplier = f"M{self.materials:04d}", self.random.choice(SUPPLIERS)
        row = self.line(name, "8413.91", value, material_id=material, origin="non-originating", country="MX", supplier=supplier)
        row["document"] = self.certification(material, supplier, "8413.91", kind="accumulation-vnm", criterion="", vnm=f"{value / 5:.2f}", currency="USD",
                                             valid_to=self.random.choice(("2026-12-31", DAY, "2026-06-14")))

    def parts(self):
        for number in range(PARTS):
            name, (hs, inner, other) = f"PART-{number:03d}", self.random.choice(PART_KINDS)
            price = self.money(8, 30)
            self.good(name, hs, price)
            self.bought(name, inner, price * self.random.choice((0.05, 0.3, 0.6)))
            self.foreign(name, other, price * 0.1)
            if self.random.random() < 0.3:
                self.bought(name, inner, price * 0.05)

    def component(self, name, child, values):
        """A good of the plant as a material: bought from it, its own, designated, or declared in every way that there is."""
        of = next(row for row in self.goods if row["good_id"] == child)
        value = float(of["transaction_value"]) * values
        manner = self.random.random()
        if manner < 0.45:
            self.line(name, of["hs"], value, material_id=child, country=of["country"])
        elif manner < 0.75:
            self.line(name, of["hs"], None, material_id=child, country=of["country"], role="self-produced")
        elif manner < 0.85:
            self.line(name, of["hs"], None, material_id=child, country=of["country"], role="intermediate")
        elif manner < 0.9:
            self.line(name, of["hs"], value, material_id=child, country=of["country"], origin="non-originating")
        else:
            row = self.line(name, of["hs"], value, material_id=child, country=of["country"], origin="originating", supplier="S99")
            if manner < 0.95:
                row["document"] = self.certification(child, "S99", of["hs"])

    def above(self, prefix, count, below, kinds, claimed):
        """Each of two or three goods of the level below, most of them shared, and of bought materials."""
        made = [row for row in self.goods if row["good_id"].startswith(below)]
        for number in range(count):
            name, first = f"{prefix}-{number:03d}", self.random.choice(made)
            children = [first, *self.random.sample([row for row in made if row["hs"] == first["hs"] and row is not first], self.random.choice((0, 1, 2)))]
            hs = kinds[first["hs"]]
            price = sum(float(row["transaction_value"]) for row in children) * self.random.choice((1.1, 1.3, 2))
            self.good(name, hs, price, claimed if self.random.random() < 0.8 else "")
            for child in children:
                self.component(name, child["good_id"], 1)
            self.foreign(name, self.random.choice(("8536.69", "3926.90", "7318.15")), price * self.random.choice((0.02, 0.1, 0.3)))
            if hs == "8413.81" and self.random.random() < 0.4:
                self.stated(name, price * 0.1)
            if self.random.random() < 0.3:
                self.bought(name, first["hs"], price * 0.05)

    def break_rows(self):
        """A price that nobody can read, a circle, and a line without a value."""
        self.random.choice([row for row in self.goods if row["good_id"].startswith("PART")])["transaction_value"] = "12,5O"
        one, other = self.random.sample([row["good_id"] for row in self.goods if row["good_id"].startswith("ASSEMBLY")], 2)
        self.line(one, "8479.90", 1, material_id=other)
        self.line(other, "8479.90", 1, material_id=one)
        self.random.choice([row for row in self.bom if row["origin"] == "non-originating" and row["good_id"].startswith("ASSEMBLY")])["value"] = ""

    def make(self):
        self.parts()
        self.above("ASSEMBLY", ASSEMBLIES, "PART", ASSEMBLY_KINDS, "")
        self.above("PRODUCT", PRODUCTS, "ASSEMBLY", PRODUCT_KINDS, "B")
        self.break_rows()
        return self


def table(columns, rows):
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) + "\n" for line in (columns, *([row[column] for column in columns] for row in rows)))


def main():
    options = argparse.ArgumentParser(description="Writes goods.csv, bom.csv and documents.csv of a plant of 400 goods.")
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("seed", type=int, nargs="?", default=1)
    given = options.parse_args()
    folder, plant = given.folder, Plant(given.seed).make()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "goods.csv").write_text(table(GOODS_COLUMNS, plant.goods))
    (folder / "bom.csv").write_text(table(BOM_COLUMNS, plant.bom))
    (folder / "documents.csv").write_text(table(DOCUMENT_COLUMNS, plant.documents))


if __name__ == "__main__":
    main()
