"""What the rows of a category of vehicles come to is kept for its next vehicle (U.R. 16, 18): together vehicles come out as each of them does alone, whatever else they
are averaged with."""
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

USMCA = os.environ["USMCA"]
SEEDS = range(1, 25 if os.environ.get("USMCA_WHOLE") else 4)
VEHICLES = 14
MONTHS = [f"{year}-{month:02d}-01" for year in (2024, 2025) for month in range(1, 13)]
HEADS = {
    "goods": "good_id,hs,country,date,producer,transaction_value,net_cost,use",
    "bom": "good_id,line,hs,origin,value,facts",
    "plants": "plant,country,producer,wage,currency,from,to,technology_wages,production_wages",
    "vehicles": "good_id,producer,model_line,class,plant,month,units,exported_units,net_cost,vnm,basis,category,labour_category,scope,high_wage_labour,high_wage_material,"
                "high_wage_transport,transport_provider,purchases,high_wage_purchases",
}


def tables(choose):
    """Vehicles of few producers, plants and model lines, so that many stand in a category of several."""
    rows = {name: [] for name in HEADS}
    for number in range(VEHICLES):
        name, producer, model_line = f"V{number}", choose.choice("PQ"), choose.choice(("M1", "M2"))
        day = choose.choice(("2025-03-01", "2025-06-10", "2026-02-01"))
        category, scope = choose.choice(("model-line-plant", "class-plant", "model-line", "class", "class", "")), choose.choice(("all", "all", "exported"))
        labour_category = choose.choice(("", "", "class", "model-line"))
        rows["goods"].append(f"{name},8703.23,MX,{day},{producer},20000,18000,passenger-vehicle")
        high_wage = choose.choice(("", "high-wage-plant=A", "high-wage-plant=U"))
        rows["bom"] += [f"{name},1,8528.52,non-originating,{choose.randint(1, 60)}00,", f"{name},2,8708.99,originating,{choose.randint(1, 90)}00,{high_wage}"]
        material, plants = choose.random() < 0.6, choose.sample("ABU", choose.choice((1, 1, 2)))
        months = MONTHS if choose.random() < 0.8 else choose.sample(MONTHS, 20)
        for plant in plants:
            for month in months:
                units = choose.randint(1, 50)
                cells = [name, producer, model_line, "passenger-vehicle", plant, month, units, units if scope == "exported" or choose.random() < 0.5 else 0, units * 18000,
                         units * choose.randint(2000, 9000), choose.choice(("actual",) * 40 + ("estimated",)), category, labour_category, scope, units * choose.randint(0, 2000),
                         units * choose.randint(0, 9000) if material else "", units * 100, choose.choice("AB"), units * 12000, units * 5000 if choose.random() < 0.99 else ""]
                rows["vehicles"].append(",".join(map(str, cells)))
    for plant, wage in (("A", "21"), ("B", "12")):  # none of the plant U: its wage is not known
        for year in (2023, 2024, 2025):
            rows["plants"].append(f"{plant},MX,P,{wage},USD,{year}-01-01,{year}-12-31,{choose.randint(0, 20)},100")
    return rows


class Categories(unittest.TestCase):
    def determine(self, folder, *options):
        files = [part for name in HEADS for part in (f"--{name}", folder / f"{name}.csv")]
        run = subprocess.run([USMCA, "check", "--no-config", *files, "--format", "json", "--quiet", "--date", "2026-11-26", "--fail-on", "never", *options], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        return {answer["good_id"]: answer for answer in map(json.loads, run.stdout.splitlines())}

    def test_vehicles_together_come_out_as_alone(self):
        averaged, labour = set(), set()
        for seed in SEEDS:
            with tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                rows = tables(random.Random(seed))
                for table, head in HEADS.items():
                    (folder / f"{table}.csv").write_text("\n".join([head, *rows[table], ""]))
                together = self.determine(folder, "--jobs", "1")
                self.assertEqual(len(together), VEHICLES)
                for good, answer in together.items():
                    with self.subTest(seed=seed, good=good):
                        self.assertEqual(self.determine(folder, "--good", good)[good], answer)
                    averaged.add(json.dumps(answer.get("average") or answer["rvc"].get("nc")))
                    labour.update(one["percent"] for one in answer["vehicle"]["requirements"] if one["id"] == "labour-value-content")
        self.assertGreater(len(averaged), 2 * len(SEEDS))
        self.assertGreater(len(labour), 2 * len(SEEDS))


if __name__ == "__main__":
    unittest.main()
