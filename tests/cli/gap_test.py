"""What usmca gap says holds: a good whose named lines originate does originate, at the base it names it passes, and a price that rises as far as it may is borne."""
import csv
import io
import unittest
from decimal import Decimal

from support import SOURCE, Case, options_of

BASES = {"transaction-value": "transaction_value", "net-cost": "net_cost"}


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def text(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class Gap(Case):
    def folders(self):
        for goods in sorted((SOURCE / "tests" / "law").glob("*/goods.csv")):
            folder = goods.parent
            averaged = (folder / "averages.csv").exists() or (folder / "vehicles.csv").exists()  # what a line adds is not in the sums
            if (folder / "bom.csv").stat().st_size > 0 and not averaged:
                yield folder, table(goods), table(folder / "bom.csv")

    def answers(self, folder, goods, bom):
        run = self.check(text(goods), text(bom), *options_of(folder), "--gap", "--fail-on", "never", "--format", "json")
        return {r["good_id"]: r for r in self.results(run) if r["good_id"]}

    def changed(self, goods, bom, good, lines, **values):
        """The tables with `values` in those lines of the good, which are counted where they have no number."""
        out, count = [], {}
        for row in bom:
            name = row["good_id"]
            count[name] = count.get(name, 0) + 1
            line = row.get("line") or str(count[name])
            out.append({**row, **{k: v(row) if callable(v) else v for k, v in values.items()}} if name == good and line in lines else row)
        return goods, out

    def plain(self, folder, bom):
        """Folders in which a line stands for itself alone, so that a changed column changes nothing else."""
        made = {row["good_id"] for row in bom}
        return all(row.get("material_id") not in made and not row.get("document") and not row.get("unit_value") for row in bom) and "material_id" not in ",".join(bom[0])

    def test_lines_that_originate_make_the_good_originate(self):
        tried = 0
        for folder, goods, bom in self.folders():
            if "origin" not in bom[0] or not self.plain(folder, bom):
                continue
            for good, answer in self.answers(folder, goods, bom).items():
                for route in answer["gap"]["routes"] if answer["gap"] else []:
                    lines = route["change_lines"] + route["value_lines"]
                    if answer["status"] != "non-originating" or route["blocked"] or not lines:
                        continue
                    after = self.answers(folder, *self.changed(goods, bom, good, lines, origin="originating"))[good]
                    self.assertEqual(after["status"], "originating", (folder.name, good, route))
                    tried += 1
        self.assertGreater(tried, 40)

    def test_the_base_that_it_names_is_enough_and_less_is_not(self):
        tried = 0
        for folder, goods, bom in self.folders():
            for good, answer in self.answers(folder, goods, bom).items():
                for route in answer["gap"]["routes"] if answer["gap"] else []:
                    column = BASES.get(route["method"])
                    row = next(r for r in goods if r["good_id"] == good)
                    if answer["status"] != "non-originating" or route["blocked"] or route["change_lines"] or not row.get(column) or row.get("international_shipping"):
                        continue
                    for base, enough in ((Decimal(route["base_needed"]), True), (Decimal(route["base_needed"]) - Decimal("0.02"), False)):
                        more = [{**r, column: str(base)} if r["good_id"] == good else r for r in goods]
                        after = self.answers(folder, more, bom)[good]["alternatives"]
                        reached = [t["result"] for a in after if a["id"] == route["alternative"] for t in a["tests"]
                                   if t["kind"] == "rvc" and t["method"] == route["method"]]
                        self.assertIn("pass" if enough else "fail", reached, (folder.name, good, route, base))
                        tried += 1
        self.assertGreater(tried, 20)

    def test_prices_that_are_equal_are_both_told(self):
        goods = "good_id,hs,country,date,transaction_value\nP,8413.70,MX,2024-03-01,100\n"
        bom = "good_id,line,hs,origin,value\n" + "".join(f"P,{line},8413.91,non-originating,10\n" for line in (1, 2))
        text = self.check(goods, bom, "--gap", "--format", "text").stdout.decode()
        self.assertIn("line 1: by 200.0000%", text)
        self.assertIn("line 2: by 200.0000%", text)

    def test_a_price_may_rise_as_far_as_it_says_and_no_further(self):
        tried = 0
        for folder, goods, bom in self.folders():
            if "value" not in bom[0] or not self.plain(folder, bom):
                continue
            for good, answer in self.answers(folder, goods, bom).items():
                margin = answer["gap"]["margin"] if answer["gap"] else None
                row = next(r for r in goods if r["good_id"] == good)
                if margin is None or margin["method"] != "transaction-value" or row.get("net_cost") or not margin["lines"]:
                    continue
                line = margin["lines"][0]["line"]
                for more, status in ((Decimal(margin["may_rise"]), True), (Decimal(margin["may_rise"]) + Decimal("0.02"), False)):
                    tables = self.changed(goods, bom, good, [line], value=lambda r, more=more: str(Decimal(r["value"] or 0) + more))
                    after = self.answers(folder, *tables)[good]
                    passed = (after["rvc"]["tv"] or {}).get("result") == "pass"
                    self.assertEqual(passed, status, (folder.name, good, margin))
                    tried += 1
        self.assertGreater(tried, 10)


if __name__ == "__main__":
    unittest.main()
