"""Unknown never turns into yes: a row that cannot be read never makes a good originate, neither its own nor one that it goes into.

In every row of all tables of the worked examples, rulings and samples each cell that is checked is made unreadable, one at a time. It is not the same as
taking it out: what is not there was not said, and what is there and cannot be read may say anything.
"""
import unittest

import deletions
import variants

ONE_IN = 100
NO_ANSWER = "?5x"  # no number, day, code, country, currency, or word of a list
CHECKED = {
    "goods": ("hs", "country", "date", "currency", "transaction_value", "net_cost", "total_cost", "use"),
    "bom": ("hs", "origin", "country", "quantity", "unit_value", "value", "currency", "role"),
    "documents": ("kind", "hs", "valid_from", "valid_to", "certifier_role", "net_cost", "vnm", "amount"),
    "statement-materials": ("hs", "value"),
    "averages": ("month", "period", "units", "net_cost", "vnm"),
    "plants": ("hourly_wage", "country"),
    "purchases": ("hs", "from", "to", "value", "origin"),
    "vehicles": ("units", "net_cost", "vnm"),
    "rates": ("date", "rate"),
}


def checked_cells(tables):
    for table, rows in tables.items():
        for index, row in enumerate(rows):
            for column in CHECKED.get(table, ()):
                if row.get(column):
                    yield table, index, column


def unreadable(tables, table, index, column):
    return variants.changed(tables, table, index, **{column: NO_ANSWER})


class Unreadable(unittest.TestCase):
    def test_no_row_that_cannot_be_read_makes_a_good_originate(self):
        tried = 0
        for folder in variants.folders(all_tables=True):
            if variants.of_producers(folder) and not variants.WHOLE:
                continue
            count, found = deletions.improved(folder, (), ONE_IN, checked_cells, unreadable)
            tried += count
            for good, verdict, sofar, table, column, row in found:
                with self.subTest(folder=folder.name, good=good, table=table, column=column, row=row):
                    self.fail(f"{verdict}: {sofar} became pass")
        self.assertGreater(tried, 150)


if __name__ == "__main__":
    unittest.main()
