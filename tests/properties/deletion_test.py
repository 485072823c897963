"""Unknown never turns into yes: what is deleted from a worked example, a ruling or a sample never makes a good originate.

Every row, cell and fact of all its tables is taken out, one at a time. What may turn the answer all the same stands in EXCEPTIONS, each with its
reason: a declaration against the good, a default that is documented, or one side of a contradiction that the other side does not need. Folders with
what producers of vehicles state are those of vehicle_deletions_test.
"""
import unittest

import deletions
import variants
from deletions import NO, OF_BILLS, ROW, YES, any_row, bought, bought_here, made_here, on_paper, says

ONE_IN = 150


def number(row, column):
    return float(row.get(column) or 0)


def declared(origin):
    return lambda row, tables, options: row.get("origin") == origin


def deducted_whole(row, tables, options):
    return number(row, "deductible_costs") >= number(row, "value")



def said_of_file(row, tables, options):
    return "--default-use" in options


def priced(row, tables, options):
    return bool(row.get("value"))


def of_two_values(row, tables, options):
    return all(row.get(column) for column in ("quantity", "unit_value", "value"))


def of_two_weights(row, tables, options):
    return bool(row.get("weight_kg") and row.get("unit_weight_kg"))


def packing_of_total(row, tables, options):
    return row.get("role") == "packing" and any(good["good_id"] == row["good_id"] and good.get("total_cost") for good in tables["goods"])


def has_paper(row, tables, options):
    return bool(row.get("document"))


def is_statement(row, tables, options):
    return row["kind"].startswith("accumulation-")


def lists_and_sums(row, tables, options):
    return any(document.get("vnm") for document in tables["documents"] if document["document_id"] == row["document_id"]) and \
        any(listed["document_id"] == row["document_id"] for listed in tables.get("statement-materials", []))


def stated_twice(row, tables, options):
    return sum(other["kind"] == "core-part" and other["material_id"] == row["material_id"] for other in tables["documents"]) > 1


def beside_paper(row, tables, options):
    """A row whose good cannot be told takes the goods of the rows beside it with it."""
    at = tables["bom"].index(row)
    return any(on_paper(other, tables, options) for other in tables["bom"][max(at - 1, 0):at + 2])


def rate_of_one_day(row, tables, options):
    return sum(all(other.get(column) == row.get(column) for column in ("date", "from", "to")) for other in tables["rates"]) > 1


def in_two_groups(row, tables, options):
    return len({other.get("group") or other["good_id"] for other in tables["averages"]
                if other["good_id"] in {mate["good_id"] for mate in tables["averages"] if mate.get("group") == row.get("group")}}) > 1


# (table, column, verdicts or None, of which rows, why deleting it may make a good originate)
EXCEPTIONS = (
    # the bill of materials
    *OF_BILLS,
    *(("goods", what, None, bought, "a material without a bill of its own is a bought one, by what its line declares; rows of no good are rejected, and told")
      for what in (ROW, "good_id")),
    ("bom", "material_id", None, bought_here, "a material that is no good of the file is a bought one, by what its line declares, unless its role says otherwise"),
    # papers: they stand until the file disproves them
    *(("goods", column, None, on_paper, "a supplier's paper stands where the material's own bill does not disprove it")
      for column in ("hs", "country", "transaction_value", "net_cost", "total_cost")),
    *(("bom", column, None, on_paper, "the same") for column in ("hs", "value", "unit_value", "quantity", "origin", "country", "facts")),
    ("bom", "good_id", None, beside_paper, "the same"),
    ("bom", "value", None, has_paper, "figures of a statement that are more than the value of the line are not believed"),
    ("documents", "valid_to", None, is_statement, "a statement is bound by no period but the one that it names, U.R. 9"),
    ("documents", "vnm", None, lists_and_sums, "of a sum and a list that contradict each other one is left"),
    ("statement-materials", "value", None, lists_and_sums, "the same"),
    *(("documents", column, None, stated_twice, "of statements that contradict each other one is left") for column in (ROW, "document_id", "kind", "material_id")),
    # documented defaults
    ("goods", "date", None, any_row, "the day of the run, on which another rule may hold"),
    ("goods", "currency", None, any_row, "the currency of --currency"),
    ("goods", "use", None, said_of_file, "the use that --default-use says for the whole file"),
    ("bom", "currency", None, any_row, "the currency of the good"),
    ("bom", "role", None, any_row, "a material: what is packaging, designated or looked into is declared by its role"),
    ("bom", "origin", None, made_here, "the bill of the material itself decides"),
    ("bom", "value", None, made_here, "the total cost of the material"),
    *(("bom", column, None, made_here, "one unit of the material, where neither quantity nor price a unit is given") for column in ("quantity", "unit_value")),
    ("goods", "price_unit", None, any_row, "one: it makes the transaction value of several that of one"),
    *(("bom", column, None, any_row, "one, where the good says no other") for column in ("price_unit", "base_quantity")),
    *(("bom", column, None, any_row, "nothing is lost in production") for column in ("scrap_percent", "yield_percent")),
    *(("bom", column, None, any_row, "no column of the program: a cell that says nothing leaves no doubt of what the others say") for column in ("Price Unit", "Scrap %")),
    *(("bom", column, None, any_row, "quantity and price are in one unit, where one of the two is said alone") for column in ("unit", "price_unit_of_measure")),
    ("bom", "weight_unit", None, any_row, "the kilogram"),
    *(("bom", column, None, any_row, "a line without it counts on every day") for column in ("valid_from", "valid_to")),
    ("bom", "alternative", None, any_row, "a line without it is used, and then its alternatives are not"),
    *(("bom", column, None, of_two_values, "of two values that contradict each other one is left") for column in ("value", "unit_value", "quantity")),
    *(("bom", column, None, of_two_weights, "the same of two weights") for column in ("quantity", "weight_kg", "unit_weight_kg")),
    ("bom", "quantity", ("status", "core-parts"), priced, "one: of a line with a value it tells how many core parts there are"),
    ("rates", ROW, None, rate_of_one_day, "of two rates of one day that differ one is left"),
    ("averages", ROW, None, any_row, "an average is elected by its rows"),
    ("averages", "group", None, in_two_groups, "of two groups that a good stands in one is left"),
    # declarations against the good
    ("goods", "international_shipping", None, any_row, "it is taken off the transaction value"),
    ("bom", "assists", None, any_row, "it is added to the value"),
    ("bom", "other_additions", None, any_row, "it is added to the value"),
    ("bom", "deductible_costs", None, deducted_whole, "where more is deducted than there is, the value is not believed"),
    ("bom", "value", None, packing_of_total, "excluded_costs beside a total cost are all of it, unless packing is worth more"),
    ("bom", "country", None, declared("originating"), "a country outside the territory contradicts what the line declares"),
    ("bom", "facts:part", None, says("part", NO), "whether the nomenclature has the material as a part"),
    ("bom", "facts:formed-and-finished", None, declared("originating"), "an originating material meets it unless it is declared not to"),
    ("bom", "facts:value-unacceptable", None, any_row, "declared where it is so, Schedule 6"),
    ("bom", "facts:pocket-bag", None, says("pocket-bag", YES), "a material of codes that the note does not name counts where it is declared to be one"),
    *(("goods", f"facts:{key}", None, any_row, why) for key, why in (
        ("left-customs-control", "transit is declared where it happened, U.R. 10(1)(a)"), ("processed-in-transit", "the same, U.R. 10(1)(b)"),
        ("reclassified-in-transit", "the same, U.R. 10(3)"), ("merely-diluted", "declared where it is so, U.R. 11(a)"),
        ("circumvention", "declared where it is found, U.R. 11(b)"), ("price-unacceptable", "declared where it is so, Schedule 4"), ("separated-from-mixture", "declared where it is so, GN 11(n)(iv)"))),
    ("goods", "facts:produced", None, says("produced", NO), "a process or costs of production show that something was produced, unless it is denied"),
    ("goods", "facts:circuit-assemblies-within-limit", None, says("circuit-assemblies-within-limit", NO), "the bill answers it, where it has none of 8529.90"),
)


class Deletion(unittest.TestCase):
    def test_nothing_deleted_makes_a_good_originate(self):
        tried = 0
        for folder in variants.folders(all_tables=True):
            if variants.of_producers(folder):
                continue
            count, found = deletions.improved(folder, EXCEPTIONS, ONE_IN)
            tried += count
            for good, verdict, sofar, table, what, row in found:
                with self.subTest(folder=folder.name, good=good, table=table, deleted=what, row=row):
                    self.fail(f"{verdict}: {sofar} became pass")
        self.assertGreater(tried, 300)


if __name__ == "__main__":
    unittest.main()
