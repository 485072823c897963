"""What is left out never makes a vehicle better: over every worked example and sample of producers of vehicles.

Each row, cell and fact of its goods, bill of materials, papers, plants, purchases and vehicles is deleted in turn. No requirement turns from fail or
unknown to pass, and no good from non-originating or undetermined to originating, but for the exceptions below, each with its reason.
"""
import unittest

import deletions
import variants
from deletions import CONTENT, OF_BILLS, ROW, any_row, made_here

ONE_IN = 180


def only_name(row, tables, options):
    """No other row of its file names a producer."""
    return sum(bool(other.get("producer")) for table in ("plants", "purchases") if row in tables.get(table, []) for other in tables[table]) == 1


def said_twice(row, tables, options):
    return sum(all(other.get(column) == row.get(column) for column in ("plant", "from", "to")) for other in tables["plants"]) > 1


def of_another_class(row, tables, options):
    """vehicles.csv states the good to be of another class than a passenger vehicle."""
    return any(other["good_id"] == row["good_id"] and other.get("class") != "passenger-vehicle" for other in tables.get("vehicles", []))


def heavy(row, tables, options):
    """The line is of a heavy truck, from whose content nothing but its lines is taken: U.R. 14 asks core parts of passenger vehicles and light trucks."""
    return any(good["good_id"] == row["good_id"] and good["hs"].replace(".", "")[:6] in ("870120", "870422", "870423", "870432", "870490") for good in tables["goods"])


# (table, column, verdicts that may become better, whether the row is of the kind, why)
EXCEPTIONS = (
    *OF_BILLS,
    ("bom", "facts:part", None, deletions.says("part", deletions.NO), "whether the nomenclature has the material as a part"),
    ("bom", ROW, CONTENT, heavy, "a bill of materials is what its producer says it is: what no line states cannot be known"),
    ("goods", "facts:passenger-vehicle", None, of_another_class, "a fact that the class of vehicles.csv contradicts is not there"),
    ("bom", "value", CONTENT, made_here, "a line without a value, of a good of the file, takes that good's total cost"),
    ("bom", "quantity", ("core-parts", "status"), any_row, "a line without a quantity is of one unit"),
    ("bom", "role", None, any_row, "a line without a role is a material of the good"),
    ("goods", "date", None, any_row, "a good without a date is of the day of the run"),
    ("goods", "facts", ("regional-value-content", "tariff-shift"), any_row, "the content is that of another alternative, which the good may be of"),
    ("goods", "use", ("regional-value-content",), any_row, "a use that the class of vehicles.csv contradicts is not there; whether the good originates then hangs on it"),
    *(("documents", column, ("core-parts", "status"), any_row, "of statements that contradict each other one is left") for column in (ROW, "document_id", "kind", "material_id")),
    ("plants", ROW, None, any_row, "a plant is known by its rows; one that assembles vehicles of vehicles.csv has to have them"),
    ("plants", "currency", None, any_row, "a wage is in the currency of the country, and other wages in that of the rest, unless they say another"),
    ("plants", "producer", None, only_name, "a file whose rows name no producer is that of a single one"),
    ("plants", "production_wages", None, said_twice, "of two rows that contradict each other one is left"),
    ("purchases", "currency", None, any_row, "rows of which none names a currency are in one"),
    ("purchases", "plant", None, any_row, "an estimate and actual figures of which neither names a plant are of the same purchases"),
    ("purchases", "producer", None, only_name, "a file whose rows name no producer is that of a single one"),
    ("purchases", ROW, None, any_row, "purchases that no row states cannot be known, while others state the same days"),
    ("purchases", "basis", None, any_row, "figures are actual ones unless they are called estimated"),
    ("vehicles", ROW, None, any_row, "vehicles that no row states cannot be known: a plant, a month, another of the category"),
    ("vehicles", "basis", None, any_row, "figures are actual ones unless they are called estimated"),
)


class Deletions(unittest.TestCase):
    def test_what_is_left_out_makes_nothing_better(self):
        tried = 0
        for folder in variants.folders(all_tables=True):
            if not variants.of_producers(folder):
                continue
            count, found = deletions.improved(folder, EXCEPTIONS, ONE_IN)
            tried += count
            for good, verdict, sofar, table, what, row in found:
                with self.subTest(folder=folder.name, good=good, table=table, deleted=what, row=row):
                    self.fail(f"{verdict}: {sofar} became pass")
        self.assertGreater(tried, 50)


if __name__ == "__main__":
    unittest.main()
