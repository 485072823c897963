"""What changes no answer, and what never makes one better: over every worked example, ruling and sample.

The order of the rows of every table, the names of everything, a line in two halves, books kept in another currency at rate 1, prices of a hundred and quantities of a lot: the same answer. A dearer
non-originating material: never from not originating, or undetermined, to originating. Folders of producers of vehicles are a sample, unless
USMCA_WHOLE is in the environment (`make properties`).
"""
import decimal
import random
import unittest
import zlib

import variants

PER_LINE = ("value", "quantity", "assists", "other_additions", "deductible_costs", "weight_kg")
OTHER = "CHF"  # a currency that no example keeps its books in


def number(cell):
    """None where the cell has no number: samples have broken ones."""
    try:
        return decimal.Decimal(cell)
    except decimal.InvalidOperation:
        return None


def exact(amount):
    return format(amount.normalize(), "f")


def of_two_figures(row):
    """The value is stated beside quantity × price, and rounded or another."""
    figures = [number(row.get(column, "")) for column in ("quantity", "unit_value", "value")]
    return None not in figures and figures[0] * figures[1] != figures[2]


def halves(row):
    """The line as two, each with half of every amount; None where an amount has no half of nine places, or none at all."""
    amounts = [column for column in PER_LINE if row.get(column)]
    if not amounts or (row.get("unit_value") and not row.get("quantity")) or row.get("alternative") or row.get("level") or of_two_figures(row):
        return None
    if None in (number(row[column]) for column in amounts):
        return None
    half = {column: number(row[column]) / 2 for column in amounts}
    if any(-amount.as_tuple().exponent > 9 for amount in half.values()):
        return None
    if "quantity" not in half:
        half["quantity"] = decimal.Decimal("0.5")  # of the one that stands for no quantity
    return {**row, **{column: exact(amount) for column, amount in half.items()}}


def split(part):
    lines, any_split = [], False
    for row in part["bom"]:
        half = halves(row) if row.get("role", "") in ("", "material") and not row.get("unit_weight_kg") else None
        any_split = any_split or half is not None
        lines += [half, {**half, "line": f"{row.get('line', '')}b"}] if half else [row]
    return variants.replaced(part, "bom", lines) if any_split else None


def in_another_currency(part):
    """The bill in a currency that is worth as much as the good's."""
    money = {row["good_id"]: row.get("currency") or "USD" for row in part["goods"]}
    lines = [{**row, "currency": OTHER} if row.get("currency", "") in ("", money[row["good_id"]]) and not row.get("exchange_rate") else row
             for row in part["bom"]]
    return variants.replaced(part, "bom", lines)


def times(cell, by):
    """None where nine places, or the largest amount, do not hold it."""
    amount = number(cell) if cell else None
    return exact(amount * by) if amount is not None and abs(amount) < 10 ** 6 and -(amount * by).as_tuple().exponent <= 9 else None


def of_several(row, column, per, by, *others):
    """Amounts of one as those of so many, with the column that says how many; as it is where that cannot be written, or they are none."""
    changed = {one: times(row[one], by) for one in (column, *others) if row.get(one)}
    many = times(row.get(per) or "1", by)
    return {**row, **changed, per: many} if row.get(column) and None not in (*changed.values(), many) else row


def priced_by_the_hundred(part):
    """Prices of a hundred, and quantities of a lot of seven."""
    goods = [of_several(row, "transaction_value", "price_unit", 100, "international_shipping") for row in part["goods"]]
    lots = {row["good_id"]: row.get("base_quantity") for row in part["goods"]}
    bom = [of_several(of_several(row, "unit_value", "price_unit", 100), "quantity", "base_quantity", 7)
           if row.get("base_quantity") or not lots[row["good_id"]] else row for row in part["bom"]]
    return variants.replaced(variants.replaced(part, "goods", goods), "bom", bom)


def shuffled(part):
    other = {table: list(rows) for table, rows in part.items()}
    for rows in other.values():
        if not any(row.get("level") for row in rows):  # where the order says what stands below what
            random.Random(11).shuffle(rows)
    return other


NAMES = (*variants.KEYS, "plant", "producer", "model_line", "transport_provider", "supplier", "exporter", "importer", "certifier")
NAMED_BY_FACT = "high-wage-plant"


def new_name(name):
    """In another order than the old ones."""
    return f"{zlib.crc32(name.strip().encode()):08x} {name}" if name.strip() else name


def new_facts(facts):
    """What the fact names is renamed with the others; a word of it that is an answer is no name."""
    told = [fact.partition("=") for fact in facts.split(";")]
    return ";".join(f"{key}={new_name(value)}" if key.strip() == NAMED_BY_FACT and value.strip() not in ("yes", "no", "true", "false") else key + sign + value
                    for key, sign, value in told)


def renamed(part):
    return {table: [{column: new_name(cell) if column in NAMES else new_facts(cell) if column == "facts" else cell for column, cell in row.items()} for row in rows]
            for table, rows in part.items()}


def dearer(row):
    """The non-originating line at a quarter more; None where it has no value that nine places hold, or where that is labour value, U.R. 18(4)."""
    if row.get("origin") == "non-originating" and NAMED_BY_FACT not in row.get("facts", "") and row.get("role", "") not in ("packing", "indirect"):
        for column in ("value", "unit_value"):
            amount = number(row.get(column, ""))
            if amount is not None and -(amount * 5 / 4).as_tuple().exponent <= 9:
                return {**row, column: exact(amount * 5 / 4)}
    return None


def raised(part):
    """Each such line; all of them at once where every variant is a run of its own."""
    if any(table in part for table in variants.OF_PRODUCERS):
        yield "all lines", variants.replaced(part, "bom", [dearer(row) or row for row in part["bom"]])
        return
    for index, row in enumerate(part["bom"]):
        if dearer(row):
            yield row, variants.changed(part, "bom", index, **dearer(row))


def answer_of(answer):
    rule = answer["rule"] or {}
    page = answer.get("vehicle") or {"requirements": []}
    return (answer["status"], answer["criterion"], rule.get("id"), rule.get("alternative"), answer["rvc"], answer["de_minimis"]["share"],
            [(one["id"], one["result"], one.get("percent")) for one in page["requirements"]])


class Invariance(unittest.TestCase):
    def compare(self, change, rates=(), name=str):
        tried = 0
        for folder in variants.sampled(change.__name__, of_others=7):
            batch = variants.Batch(folder)
            for part in variants.components(batch.tables):
                other = change(part)
                if other is not None:
                    batch.add("as it is", part)
                    batch.add("changed", other)
            if not batch.labels:
                continue
            before = {}
            for label, answers in batch.run(rates):
                if label == "as it is":
                    before = answers
                    continue
                for good, answer in before.items():
                    tried += 1
                    with self.subTest(folder=folder.name, good=good):
                        self.assertEqual(answer_of(answer), answer_of(answers[name(good)]))
        self.assertGreater(tried, 300)

    def test_order_of_rows(self):
        self.compare(shuffled)

    def test_other_names(self):
        self.compare(renamed, name=new_name)

    def test_a_line_in_two_halves(self):
        self.compare(split)

    def test_books_in_another_currency_at_rate_1(self):
        self.compare(in_another_currency, [{"date": "2000-01-01", "from": OTHER, "to": money, "rate": "1"} for money in ("USD", "MXN", "CAD", "EUR")])

    def test_prices_of_several_and_quantities_of_a_lot(self):
        self.compare(priced_by_the_hundred)

    def test_a_dearer_non_originating_material(self):
        tried = 0
        for folder in variants.sampled("dearer", of_others=6):
            batch = variants.Batch(folder)
            for part in variants.components(batch.tables):
                batch.add(None, part)
                for row, other in raised(part):
                    batch.add(row, other)
            before = {}
            for label, answers in batch.run():
                if label is None:
                    before = answers
                    continue
                for good, answer in answers.items():
                    tried += 1
                    if any(finding["code"] in ("value-implausible", "document-mismatch") for finding in before[good]["findings"]):
                        continue  # more is deducted, or stated, than it is: what is not believed may become so
                    with self.subTest(folder=folder.name, good=good, row=label):
                        self.assertFalse(before[good]["status"] in ("non-originating", "undetermined") and answer["status"] == "originating",
                                         f"{before[good]['status']} became originating")
        self.assertGreater(tried, 300)


if __name__ == "__main__":
    unittest.main()
