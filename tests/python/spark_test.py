"""Spark in local mode comes out as the command, byte for byte where lines are sorted. Needs pyspark and Java: `make python-test`."""
import importlib.util
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

import usmca

SAMPLES = pathlib.Path(os.environ["USMCA_SOURCE"]) / "samples"
DAY = "2026-10-05"


@unittest.skipIf(importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("pyarrow") is None, "pyspark not installed")
@unittest.skipIf(shutil.which("java") is None, "Java not installed")
class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
                       .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate())
        cls.session.sparkContext.setLogLevel("ERROR")
        cls.addClassCleanup(cls.session.stop)

    def read(self, path):
        return self.session.read.csv(str(path), header=True, escape='"', multiLine=True)

    def assert_same(self, folder, **more):
        from usmca import spark
        files = {path.stem.replace("-", "_"): path for path in pathlib.Path(folder).glob("*.csv")}
        run = subprocess.run([os.environ["USMCA"], "check", *(part for name, path in files.items() for part in (f"--{name.replace('_', '-')}", path)), "--format", "json",
                              "--date", DAY, "--quiet"], capture_output=True, check=False)
        checked = spark.check(**{name: self.read(path) for name, path in files.items()}, date=DAY, **more)
        self.assertEqual(sorted(row.json.encode() for row in checked.json.collect()), sorted(run.stdout.splitlines()))
        return checked

    def test_samples(self):
        for folder in ("pump", "bicycle"):
            self.assert_same(SAMPLES / folder, partitions=3)

    def test_goods_that_are_made_of_each_other(self):
        random.seed(5)
        with tempfile.TemporaryDirectory() as folder:
            goods, bom = pathlib.Path(folder) / "goods.csv", pathlib.Path(folder) / "bom.csv"
            names = [f"G{i}" for i in range(400)]
            goods.write_text("good_id,hs,country,date,transaction_value,x_note\n" + "".join(f'{name},8413.30,MX,2024-03-01,100,"a ""note"", {name}"\n' for name in names))
            lines = [f"{name},{k},M{k},{random.choice(['8413.91', '7318.15'])},{random.choice(['', 'non-originating'])},{random.randrange(9)}\n" for name in names for k in range(4)]
            lines += [f"G{i},own{k},G{random.randrange(i + 1, min(400, i + 30))},8413.30,,7\n" for i in range(399) for k in range(2) if random.random() < 0.3]
            random.shuffle(lines)
            bom.write_text("good_id,line,material_id,hs,origin,value\n" + "".join(lines) + "NOBODY,1,M1,7318.15,,2\n")
            checked = self.assert_same(folder, partitions=5)
            self.assertEqual(checked.rejects.count(), 1)
            from usmca import spark
            found = spark.components(self.read(goods), self.read(bom)).collect()
            self.assertEqual(len({row.id for row in found}), len(found))

    def test_mistakes_are_said_before_anything_runs(self):
        from usmca import spark
        goods, bom = self.read(SAMPLES / "pump" / "goods.csv"), self.read(SAMPLES / "pump" / "bom.csv")
        with self.assertRaises(usmca.ArgumentError):
            spark.check(goods, bom, colour="red")
        with self.assertRaises(usmca.InputError):
            spark.check(goods.withColumn("transaction_value", goods["transaction_value"].cast("double")), bom)
        with self.assertRaises(usmca.ArgumentError):
            spark.check(goods, bom, keep=["json"]).table("goods")


if __name__ == "__main__":
    unittest.main()
