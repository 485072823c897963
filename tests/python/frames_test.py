"""Tables of pyarrow, pandas, polars and DuckDB come out as the files that they were read from. `make python-test` installs them."""
import csv
import decimal
import importlib.util
import os
import pathlib
import subprocess
import tempfile
import unittest

import usmca

SAMPLES = pathlib.Path(os.environ["USMCA_SOURCE"]) / "samples"
DAY = "2026-10-05"


def needs(*names):
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    return unittest.skipIf(missing, f"{', '.join(missing)} not installed")


@needs("pyarrow")
class Frames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rules = usmca.RuleBook()
        cls.files = {path.stem: str(path) for path in (SAMPLES / "pump").glob("*.csv")}
        cls.expected = list(cls.rules.check(**cls.files, date=DAY).lines())

    def assert_same(self, read):
        tables = {name: read(path) for name, path in self.files.items()}
        self.assertEqual(list(self.rules.check(**tables, date=DAY).lines()), self.expected)

    def arrow(self, path):
        from pyarrow import csv as reader
        names = reader.open_csv(path).schema.names
        return reader.read_csv(path, convert_options=reader.ConvertOptions(column_types={name: "string" for name in names}))

    def test_pyarrow(self):
        self.assert_same(self.arrow)
        self.assert_same(lambda path: self.arrow(path).to_reader())
        self.assert_same(lambda path: self.arrow(path).combine_chunks().to_batches()[0])

    def test_types_that_are_not_read_are_called_by_their_names(self):
        import datetime
        import pyarrow
        noon = datetime.datetime(2026, 10, 5, tzinfo=datetime.timezone.utc)
        for value, said in (([1], r"\+l \(lists\), which is not read: cast it to string"), ({"a": 1}, r"\+s \(structs\)"), (b"a", r"z \(binary\)"),
                            (noon, r"\(instants of a time zone\), which is not read: cast it to a day \(date32\)")):
            with self.assertRaisesRegex(usmca.InputError, f"goods: the column hs has the Arrow type .*{said}"):
                self.rules.check(goods=pyarrow.table({"hs": [value]}), bom=self.files["bom"], date=DAY)

    def test_a_table_without_columns_has_no_rows(self):
        import pyarrow
        result = self.rules.check(goods=self.files["goods"], bom=pyarrow.table({}), date=DAY)
        self.assertEqual({good["status"] for good in result}, {"undetermined"})

    @needs("pandas")
    def test_a_column_that_stands_twice_is_named(self):
        import pandas
        goods = pandas.read_csv(self.files["goods"], dtype=str)
        for wrong in (pandas.concat([goods, goods[["hs"]]], axis=1), goods.assign(x=None).rename(columns={"x": "hs"})):
            with self.assertRaisesRegex(usmca.Error, "goods: column hs stands twice"):
                self.rules.check(goods=wrong, bom=self.files["bom"], date=DAY)
        with self.assertRaisesRegex(usmca.Error, "complex|is no str"):
            self.rules.check(goods=goods.assign(x=1j), bom=self.files["bom"], date=DAY)

    @needs("pandas")
    def test_pandas(self):
        import pandas
        self.assert_same(lambda path: pandas.read_csv(path, dtype=str))
        self.assert_same(lambda path: pandas.read_csv(path, dtype=str).iloc[::-1].iloc[::-1].set_index(pandas.Index([7] * len(pandas.read_csv(path)))))
        self.assert_same(lambda path: pandas.read_csv(path, dtype=str).map(lambda value: decimal.Decimal(value) if value == "56.50" else value))  # of mixed types

    @needs("pandas")
    def test_floats_of_pandas_are_refused_by_name_unless_nothing_is_in_them(self):
        import pandas
        goods = pandas.DataFrame([{"good_id": "PART", "hs": "3926.90", "country": "MX", "transaction_value": 10.5, "net_cost": float("nan")}])
        bom = pandas.DataFrame([{"good_id": "PART", "hs": "3902.10", "origin": "non-originating", "value": 3}])
        with self.assertRaises(usmca.InputError) as raised:
            self.rules.check(goods, bom)
        self.assertIn("transaction_value", str(raised.exception))
        goods["transaction_value"] = ["10.5"]
        self.assertEqual([good["status"] for good in self.rules.check(goods, bom)], ["originating"])

    @needs("polars")
    def test_polars(self):
        import polars
        self.assert_same(lambda path: polars.read_csv(path, infer_schema=False))
        self.assert_same(lambda path: polars.scan_csv(path, infer_schema=False))

    @needs("duckdb")
    def test_duckdb(self):
        import duckdb
        connection = duckdb.connect()
        self.assert_same(lambda path: connection.sql(f"SELECT * FROM read_csv('{path}', all_varchar = true)"))

    def test_outputs_are_tables(self):
        import pyarrow
        result = self.rules.gap(**self.files, date=DAY, keep=("json", "goods", "materials", "findings", "documents", "gap_routes", "rejects"))
        self.assertEqual(result.goods["good_id"].to_pylist(), ["WP-2100", "WP-2100-OE", "WP-2300"])
        self.assertIs(result.goods, result.goods)
        for table in (result.goods, result.materials, result.findings, result.documents, result.gap_routes):
            self.assertGreater(table.num_rows, 0)
            self.assertEqual(set(table.schema.types), {pyarrow.string()})
        self.assertEqual(result.rejects.num_rows, 0)

    def test_outputs_are_the_tables_of_the_command(self):
        goods = [{"good_id": name, "hs": "3926.90", "country": "MX", "date": DAY, "description": text, "x_note": text, "transaction_value": "10"}
                 for name, text in (("A", 'a "part", so'), ("B", ""), ("C", '"'), ("D", '""'), ("E", "ñ, é"), ("F", "x" * 300))]
        bom = [{"good_id": good["good_id"], "line": "1", "hs": "3926.90", "origin": "non-originating", "value": "3", "description": good["description"]} for good in goods]
        result = self.rules.check(goods, bom, keep=("goods", "materials", "findings", "documents"))
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, rows in (("goods", goods), ("bom", bom)):
                paths += [f"--{name}", f"{folder}/{name}.csv"]
                with open(paths[-1], "w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, rows[0])
                    writer.writeheader()
                    writer.writerows(rows)
            subprocess.run([os.environ["USMCA"], "check", *paths, "--tables", f"{folder}/tables", "--format", "json", "--output", f"{folder}/json", "--quiet"], check=False)
            for name in ("goods", "materials", "findings", "documents"):
                with open(f"{folder}/tables/{name}.csv", encoding="utf-8", newline="") as file:
                    expected = [{column: value or None for column, value in row.items()} for row in csv.DictReader(file)]
                self.assertEqual(result.table(name).to_pylist(), expected, name)

    @needs("polars")
    def test_outputs_are_read_without_pyarrow(self):
        import polars
        result = self.rules.check(**self.files, date=DAY)
        self.assertEqual(polars.DataFrame(result.stream("goods"))["status"].to_list(), ["originating", "non-originating", "undetermined"])

    def test_types_are_read_exactly(self):
        import pyarrow
        goods = pyarrow.table({"good_id": ["PART"], "hs": pyarrow.array(["3926.90"]).dictionary_encode(), "country": ["MX"],
                               "transaction_value": pyarrow.array([decimal.Decimal("10.50")], pyarrow.decimal128(10, 2))})
        bom = pyarrow.table({"good_id": ["PART"], "hs": ["3902.10"], "origin": ["non-originating"], "value": pyarrow.array([3], pyarrow.int16())})
        self.assertEqual([good["rvc"]["tv"]["base"] for good in self.rules.check(goods, bom)], ["10.50"])


if __name__ == "__main__":
    unittest.main()
