"""The same input gives the same bytes: whatever the threads, the locale, the order of columns, the form of the file."""
import json
import random
import unittest

from support import Case, SOURCE, options_of

GOODS = "good_id,hs,country,date,transaction_value\n"
BOM = "good_id,line,material_id,hs,origin,value\n"


class SameAnswer(Case):
    def files(self, goods=2100, shuffle=False, unreadable=False, levels=False):
        random.seed(7)
        codes = ["3902.10", "3926.90", "8413.91", "7318.15"]
        rows = [[f"G{i}", random.choice(["3926.90", "8413.30", "7326.90"]), "MX", "2024-03-01", "10"] for i in range(goods)]
        lines = [[f"G{i}", str(k), f"M{k}", random.choice(codes), "non-originating", str(random.randrange(6))]
                 for i in range(goods) for k in range(random.randrange(9))]
        if levels:  # some goods are made of later ones, and those of later ones still
            lines += [[f"G{i}", "made", f"G{random.randrange(i + 1, goods)}", "8413.91", "", "3"] for i in range(goods - 1) if random.random() < 0.8]
            lines.sort(key=lambda line: int(line[0][1:]))
        if shuffle:
            random.shuffle(lines)
        if unreadable:
            lines = [x if random.random() > 0.01 else ['"' + x[0]] + x[1:] for x in lines]
        return (GOODS + "".join(",".join(r) + "\n" for r in rows), BOM + "".join(",".join(x) + "\n" for x in lines))

    def test_threads(self):
        for options in ({}, {"shuffle": True}, {"unreadable": True}, {"levels": True}, {"levels": True, "shuffle": True}):
            goods, bom = self.files(**options)
            outputs = set()
            for jobs in ("1", "2", "7", "64"):
                run = self.check(goods, bom, "--jobs", jobs, "--rejects", "rejects.csv")
                outputs.add((run.stdout, (self.path / "rejects.csv").read_bytes()))
            self.assertEqual(len(outputs), 1)
            self.assertEqual(len(run.stdout.splitlines()), 2100)

    def test_order_of_rows_does_not_matter(self):
        def by_good(run):
            return {r["good_id"]: (r["status"], r["rvc"], sorted(m["line"] for m in r["materials"])) for r in self.results(run)}

        for levels in (False, True):
            goods, bom = self.files(levels=levels)
            _, shuffled = self.files(levels=levels, shuffle=True)
            self.assertEqual(by_good(self.check(goods, bom)), by_good(self.check(goods, shuffled)))

    def test_locale(self):
        outputs = {self.simple("--format", form, env={"LC_ALL": locale}).stdout
                   for form in ("text",) for locale in ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")}
        self.assertEqual(len(outputs), 1)

    def test_flat_form(self):
        goods, bom = self.files(200)
        table = {r.split(",")[0]: r.split(",") for r in goods.splitlines()[1:]}
        flat = "good_id,good_hs,good_country,good_date,good_transaction_value,line,material_id,hs,origin,value\n"
        for row in bom.splitlines()[1:]:
            name, rest = row.split(",", 1)
            flat += ",".join(table[name]) + "," + rest + "\n"
        two = {r["good_id"]: r for r in self.results(self.check(goods, bom)) if r["materials"]}
        one = {r["good_id"]: r for r in self.results(self.run_usmca("check", self.write("flat.csv", flat)))}
        self.assertEqual(one, two)
        piped = self.run_usmca("check", "-", stdin=flat.encode())
        self.assertEqual({r["good_id"]: r for r in self.results(piped)}, two)

    def test_columns_in_any_order(self):
        goods = "transaction_value,country,hs,good_id\n10,MX,3926.90,A\n"
        bom = "value,origin,hs,good_id,line\n3,non-originating,3902.10,A,1\n"
        first = self.results(self.check(goods, bom, "--date", "2024-03-01"))
        second = self.results(self.check(GOODS.replace(",date", "") + "A,3926.90,MX,10\n", "good_id,line,hs,origin,value\nA,1,3902.10,non-originating,3\n",
                                         "--date", "2024-03-01"))
        self.assertEqual(first, second)

    def test_output_files_are_complete_or_absent(self):
        run = self.simple("--output", "out.json")
        self.assertEqual(run.stdout, b"")
        self.assertEqual(json.loads((self.path / "out.json").read_text())["status"], "originating")
        self.assertEqual(sorted(p.name for p in self.path.iterdir()), ["bom.csv", "goods.csv", "out.json"])

    def test_goods_with_and_without_materials_in_long_files(self):
        goods = GOODS + "".join(f"G{i},3926.90,MX,2024-03-01,10\n" for i in range(9000))
        bom = BOM + "".join(f"G{i},1,M,3902.10,non-originating,3\n" for i in (0, 1, 1023, 1024, 1025, 4000, 8998, 8999))
        found = self.results(self.check(goods, bom))
        self.assertEqual([r["good_id"] for r in found], [f"G{i}" for i in range(9000)])
        self.assertEqual([r["good_id"] for r in found if r["status"] == "originating"],
                         [f"G{i}" for i in (0, 1, 1023, 1024, 1025, 4000, 8998, 8999)])


class Samples(Case):
    def statuses(self, *arguments):
        return {r["good_id"]: r["status"] for r in self.results(self.run_usmca("check", "--format", "json", *arguments))}

    def sample(self, name, *more):
        folder = SOURCE / "samples" / name
        return self.statuses("--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *more)

    def test_samples(self):
        self.assertEqual(self.sample("pump"), {"WP-2100": "originating", "WP-2100-OE": "non-originating", "WP-2300": "undetermined"})
        self.assertEqual(self.sample("chair"), {"OC-450": "originating", "OC-210": "non-originating"})
        self.assertEqual(self.sample("moulded-part"), {"MP-7710": "originating", "MP-7711": "non-originating", "MP-7712": "originating"})
        self.assertEqual(self.sample("broken"), {"OK-1": "originating", "BAD-PRICE": "rejected", "BAD-DATE": "rejected", "TWICE": "rejected",
                                                 "BAD-LINE": "rejected"})

    def test_vehicles(self):
        folder = SOURCE / "samples" / "vehicles"
        run = self.run_usmca("check", "--format", "json", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder))
        results = {r["good_id"]: r for r in self.results(run)}
        self.assertEqual({r["status"] for r in results.values()}, {"originating"})
        figures = {good: {r["id"]: r["percent"] for r in results[good]["vehicle"]["requirements"]} for good in ("EV-SEDAN", "PICKUP-V6", "TRACTOR-8")}
        # the figures that samples/README.md explains
        self.assertEqual([figures["EV-SEDAN"][k] for k in ("regional-value-content", "core-parts", "steel", "aluminum", "labour-value-content")],
                         ["84.1410", "83.6235", "84.0625", "78.9915", "41.8000"])
        self.assertEqual([figures["PICKUP-V6"][k] for k in ("regional-value-content", "core-parts", "labour-value-content")], ["84.0701", "78.2631", "48.2096"])
        self.assertEqual([figures["TRACTOR-8"][k] for k in ("regional-value-content", "labour-value-content")], ["61.0000", "46.9166"])

    def test_profiles(self):
        samples = SOURCE / "samples"
        self.assertEqual(self.statuses(samples / "harness" / "export.csv", "--profile", "maquila-es", "--rates", samples / "harness" / "rates.csv"),
                         {"ARN-5501": "originating", "ARN-5502": "originating"})


if __name__ == "__main__":
    unittest.main()
