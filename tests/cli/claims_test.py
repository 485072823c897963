"""Entries held against determinations: what is claimed without ground, what can be claimed back, and what each comes to."""
import csv
import io
import json
import re
import unittest

from support import SOURCE, Case

SAMPLE = SOURCE / "samples" / "claims"
ENTRIES = "entry,line,date,good_id,quantity,value,claimed,hs,country,import_country,non_us_content\n"
MEASURES = "measure,heading,codes,country,import_country,from,to,rate_percent,base,relieved,minimum,maximum,currency,source\n"
GOODS = "good_id,hs,country,date,transaction_value\n"
BOM = "good_id,line,hs,origin,country,value\n"


class Claims(Case):
    """GOOD originates, BAD does not, OPEN hangs on a paper that is missing, all as of 2025-01-01."""

    def setUp(self):
        super().setUp()
        goods = "".join(f"{name},8413.70,MX,2025-01-01,100\n" for name in ("GOOD", "BAD", "OPEN"))
        bom = "GOOD,1,4016.93,non-originating,CN,5.25\nBAD,1,8413.91,non-originating,CN,90\nOPEN,1,8413.91,originating,MX,90\n"
        run = self.check(GOODS + goods, BOM + bom, "--default-use", "aftermarket", "--format", "json", "--output", "results.json")
        self.assertIn(run.returncode, (0, 1), run.stderr)
        self.duties = self.write("duties.csv", "hs,rate_percent\n8413.70,2.5\n")

    def claims(self, entries, measures="", *options, results="results.json", on="2026-03-01"):
        source = ("--record", results) if results.endswith(".usmca") else (results,)
        more = ("--measures", self.write("measures.csv", MEASURES + measures)) if measures else ()
        return self.run_usmca("claims", *source, "--entries", self.write("entries.csv", ENTRIES + entries), "--duties", self.duties, *more, "--on", on, *options)

    def lines(self, *arguments, status=None, **more):
        run = self.claims(*arguments, "--format", "json", **more) if len(arguments) > 1 else self.claims(*arguments, "", "--format", "json", **more)
        if status is not None:
            self.assertEqual(run.returncode, status, run.stderr)
        return json.loads(run.stdout)["lines"]

    def line(self, *arguments, **more):
        found = self.lines(*arguments, **more)
        self.assertEqual(len(found), 1)
        return found[0]

    def part(self, entry, measure, **more):
        return self.line(entry, measure, **more)["parts"][1]

    # ---- verdicts ----

    def test_each_verdict_is_said_apart(self):
        expected = {("GOOD", "yes"): ("in-order", 0), ("BAD", "yes"): ("no-ground", 1), ("OPEN", "yes"): ("papers-lacking", 1), ("NONE", "yes"): ("not-known", 1),
                    ("GOOD", "no"): ("recoverable", 0), ("BAD", "no"): ("none", 0), ("OPEN", "no"): ("recoverable-with-papers", 0), ("NONE", "no"): ("open", 0)}
        for (good, claimed), (verdict, status) in expected.items():
            with self.subTest(good=good, claimed=claimed):
                line = self.line(f"E,1,2025-06-01,{good},1,1000,{claimed},,MX,US,\n", status=status)
                self.assertEqual(line["verdict"], verdict)
                self.assertEqual(line["amount"], None if verdict in ("in-order", "none") else "25.00" if good != "NONE" else None)
        line = self.line("E,1,2025-06-01,NONE,1,1000,yes,8413.70.20,MX,US,\n")
        self.assertEqual((line["reason"], line["amount"]), ("absent", "25.00"))

    def test_an_answer_is_of_its_country_and_code(self):
        rows = {row["good_id"]: row for row in map(json.loads, (self.path / "results.json").read_text().splitlines())}
        for country, results, reason in (("US", ("US",), "originating"), ("CA", ("US",), "other-country"), ("", ("US",), "country-unsaid"), ("", (None,), "originating"), ("CA", (None,), "originating"),
                                         ("CA", ("US", "CA"), "originating"), ("MX", ("US", None), "originating"), ("MX", ("US", "CA"), "other-country"), ("US", ("old",), "country-unsaid")):
            with self.subTest(country=country, results=results):
                lines = [{**rows["GOOD"], "import_country": one} for one in results]
                if results == ("old",):
                    lines[0].pop("import_country")
                self.write("other.json", "\n".join(map(json.dumps, lines)))
                line = self.line(f"E,1,2025-06-01,GOOD,1,1000,yes,,MX,{country},\n", results="other.json")
                self.assertEqual((line["reason"], line["verdict"]), (reason, "in-order" if reason == "originating" else "not-known"))
        self.write("other.json", json.dumps({**rows["GOOD"], "vehicle": {}}))
        self.assertEqual(self.line("E,1,2025-06-01,GOOD,1,1000,yes,,MX,US,\n", results="other.json")["reason"], "country-unsaid")
        for code, verdict in (("8413.70", "in-order"), ("8413.70.20.04", "in-order"), ("8413", "in-order"), ("8413.30", "not-known"), ("8501.10.40", "not-known")):
            line = self.line(f"E,1,2025-06-01,GOOD,1,1000,yes,{code},MX,US,\n")
            self.assertEqual((line["verdict"], line["reason"] == "other-code"), (verdict, verdict == "not-known"), code)

    def test_an_answer_is_of_its_days(self):
        before = "E,1,2024-12-31,{},1,1000,{},,MX,US,\n"
        self.assertEqual(self.line(before.format("GOOD", "yes"))["reason"], "other-day")
        self.assertEqual(self.line(before.format("GOOD", "yes"))["verdict"], "not-known")
        self.assertEqual(self.line(before.format("BAD", "yes"))["verdict"], "not-known")
        self.assertEqual(self.line(before.format("GOOD", "yes"), "", "--any-day")["verdict"], "in-order")
        first = (self.path / "results.json").read_text().splitlines()[0]
        ended = self.write("ended.json", first.replace('"valid_until":null', '"valid_until":"2025-06-30"'))
        self.assertEqual([self.line(f"E,1,{day},GOOD,1,1000,yes,,MX,US,\n", results=ended)["verdict"] for day in ("2025-06-30", "2025-07-01")], ["in-order", "not-known"])
        lost = first.replace('"date":"2025-01-01"', '"date":"2025-07-01"').replace('"status":"originating"', '"status":"non-originating"', 1).replace('"pile":"sign"', '"pile":"do-not-sign"')
        both = self.write("both.json", lost + "\n" + first)
        self.assertEqual([self.line(f"E,1,{day},GOOD,1,1000,yes,,MX,US,\n", results=both)["verdict"] for day in ("2025-06-30", "2025-07-01")], ["in-order", "no-ground"])
        twice = self.write("twice.json", first + "\n" + lost.replace("2025-07-01", "2025-01-01"))
        self.assertEqual(self.line("E,1,2025-06-30,GOOD,1,1000,yes,,MX,US,\n", results=twice)["reason"], "twice")
        run = self.claims("E,1,2025-06-30,GOOD,1,1000,yes,,MX,US,\n", "", results=self.write("edited.json", first.replace('"pile":"sign"', '"pile":"do-not-sign"').replace('"status":"originating"', '"status":"undetermined"', 1).replace('"do-not-sign"', '"sign"')))
        self.assertEqual(run.returncode, 65)
        self.assertIn(b"result 1 contradicts itself", run.stderr)
        same = self.write("same.json", first + "\n" + first)
        self.assertEqual(self.line("E,1,2025-06-30,GOOD,1,1000,yes,,MX,US,\n", results=same)["verdict"], "in-order")

    def test_of_a_record_it_is_the_run_before_the_entry(self):
        for day, material in (("2025-01-01", "4016.93"), ("2025-07-01", "8413.91")):
            run = self.check("good_id,hs,country,transaction_value\nGOOD,8413.70,MX,100\n", BOM + f"GOOD,1,{material},non-originating,CN,90\n", "--default-use", "aftermarket", "--date", day,
                             "--record", "runs.usmca", "--format", "json")
            self.assertEqual(run.returncode, 0, run.stderr)
        entries = "".join(f"E,{i},{day},GOOD,1,1000,yes,,MX,US,\n" for i, day in enumerate(("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01")))
        self.assertEqual([line["verdict"] for line in self.lines(entries, results="runs.usmca")], ["not-known", "in-order", "in-order", "no-ground"])

    def test_the_last_day_is_the_law_of_the_country(self):
        for country, last in (("US", "2026-06-01"), ("CA", "2029-06-01"), ("MX", "2026-06-01")):
            entry = f"E,1,2025-06-01,GOOD,1,1000,no,,MX,{country},\n"
            with self.subTest(country=country):
                line = self.line(entry, on=last)
                self.assertEqual((line["verdict"], line["last_day"], line["past"]), ("recoverable", last, False))
                self.assertEqual(self.line(entry, on=last[:-1] + "2")["verdict"], "lapsed")
        self.assertEqual(self.line("E,1,2028-02-29,GOOD,1,1000,no,,MX,US,\n")["last_day"], "2029-02-28")
        line = self.line("E,1,2025-06-01,GOOD,1,1000,no,,MX,,\n", on="2040-01-01")
        self.assertEqual((line["verdict"], line["last_day"]), ("recoverable", None))
        self.assertEqual(self.line("E,1,2025-06-01,GOOD,1,1000,no,,MX,,\n", "", "--import-country", "US", on="2040-01-01")["verdict"], "lapsed")

    def test_what_fails_a_run_is_chosen(self):
        ground, back = "E,1,2025-06-01,BAD,1,1000,yes,,MX,US,\n", "E,2,2025-06-01,GOOD,1,1000,no,,MX,US,\n"
        for entries, option, status in ((ground, "without-ground", 1), (ground, "never", 0), (back, "without-ground", 0), (back, "unclaimed", 1), (ground, "unclaimed", 1), (back, "never", 0)):
            self.assertEqual(self.claims(entries, "", "--fail-on", option).returncode, status)

    # ---- amounts ----

    def test_a_measure_holds_for_its_days_and_no_other(self):
        measure = "M,,8413,MX,US,2025-03-04,2025-03-31,10,value,yes,,,,S\n"
        for day, refused, amount in (("2025-03-03", "no-measure-that-day", None), ("2025-03-04", None, "100.00"), ("2025-03-31", None, "100.00"), ("2025-04-01", "no-measure-that-day", None)):
            part = self.part(f"E,1,{day},GOOD,1,1000,no,,MX,US,\n", measure)
            self.assertEqual((part["refused"], part["without_claim"]), (refused, amount))
        line = self.line("E,1,2025-04-01,GOOD,1,1000,no,,MX,US,\n", measure)
        self.assertEqual((line["amount"], line["reckoned"]), (None, "25.00"))
        for entry in ("E,1,2025-03-10,GOOD,1,1000,no,,CA,US,\n", "E,1,2025-03-10,GOOD,1,1000,no,,MX,CA,\n", "E,1,2025-03-10,GOOD,1,1000,no,8414.10,MX,US,\n"):
            self.assertEqual(len(self.line(entry, measure)["parts"]), 1)
        self.assertEqual(self.part("E,1,2025-03-10,GOOD,1,1000,no,,,US,\n", measure)["refused"], "country-unknown")
        self.assertEqual(self.part("E,1,2025-03-10,GOOD,1,1000,no,,MX,,\n", measure)["refused"], "import-country-unknown")

    def test_the_longest_code_decides_and_no_shorter_one_stands_in(self):
        rows = "M,a,,,US,2025-01-01,2025-12-31,25,value,yes,,,,S\nM,b,8413 8414,,US,2025-01-01,2025-12-31,10,value,yes,,,,S\nM,c,8413.70.20,,US,2025-01-01,2025-01-31,5,value,yes,,,,S\n"
        for code, day, heading, refused in (("8501.10.20", "2025-02-01", "a", None), ("8413.70.10", "2025-02-01", "b", None), ("8413.70.20", "2025-01-31", "c", None),
                                            ("8413.70.20", "2025-02-01", "c", "no-measure-that-day"), ("8413.70", "2025-01-15", "c", "code-too-short")):
            part = self.part(f"E,1,{day},GOOD,1,1000,no,{code},MX,US,\n", rows)
            self.assertEqual((part["heading"], part["refused"]), (heading, refused), code)

    def test_bases_and_what_a_claim_does(self):
        row = "M,,8413,,US,2025-01-01,2025-12-31,25,{},{},,,,S\n"
        entry = "E,1,2025-06-01,GOOD,10,1000,no,,MX,US,600\n"
        for base, relieved, without, claimed in (("value", "yes", "250.00", "0.00"), ("value", "no", "250.00", "250.00"), ("non-originating", "yes", "13.13", "0.00"),
                                                 ("non-us-content", "no", "150.00", "150.00"), ("non-us-content", "partly", "250.00", "150.00")):
            part = self.part(entry, row.format(base, relieved))
            self.assertEqual((part["without_claim"], part["with_claim"]), (without, claimed), (base, relieved))  # 52.50 of seals × 25 % = 13.125
        self.assertEqual(self.line(entry, row.format("non-us-content", "partly"))["amount"], "125.00")
        for wrong, refused in (("E,1,2025-06-01,GOOD,,1000,no,,MX,US,\n", "quantity-missing"), ("E,1,2025-06-01,NONE,10,1000,no,8413.70,MX,US,\n", "non-originating-unknown")):
            self.assertEqual(self.part(wrong, row.format("non-originating", "yes"))["refused"], refused)
        self.assertEqual(self.part("E,1,2025-06-01,GOOD,10,1000,no,,MX,US,\n", row.format("non-us-content", "partly"))["refused"], "non-us-content-unknown")
        self.assertEqual(self.part("E,1,2025-06-01,BAD,12,1000,yes,,MX,US,\n", row.format("non-originating", "partly"))["refused"], "base-above-value")
        run = self.claims(entry, row.format("non-originating", "yes"), "--currency", "MXN", "--format", "csv")
        self.assertIn(b"M: currency-differs", run.stdout)

    def test_the_ordinary_duty_is_known_or_refused(self):
        entry = "E,1,2025-06-01,GOOD,1,1000,no,{},MX,US,\n"
        for duties, code, refused in (("8413.70,2.5\n", "8481.80.10", "duty-unknown"), ("8413.70,2.5\n8413.70,3\n", "8413.70.20", "duty-twice"), ("8413.70,x\n", "8413.70.20", "duty-rejected"),
                                      ("8413.70,\n", "8413.70.20", "duty-unknown")):
            self.duties = self.write("duties.csv", "hs,rate_percent\n" + duties)
            self.assertEqual(self.line(entry.format(code))["parts"][0]["refused"], refused)
        run = self.run_usmca("claims", "results.json", "--entries", self.write("entries.csv", ENTRIES + entry.format("")), "--format", "json")
        found = json.loads(run.stdout)
        self.assertEqual((found["lines"][0]["parts"][0]["refused"], found["duties_given"], found["measures_given"]), ("duties-not-given", False, False))
        self.duties = self.write("duties.csv", "hs,rate_percent,surcharge_percent\n8413.70,2.5,10\n")
        run = self.claims(entry.format(""), "", "--format", "json")
        self.assertEqual(json.loads(run.stdout)["lines"][0]["amount"], "25.00")
        self.assertIn(b"surcharge_percent", run.stderr)

    def test_amounts_are_exact_and_rounded_to_the_cent_half_up(self):
        for value, amount in (("0.20", "0.01"), ("0.199999999", "0.00"), ("1000000000.01", "25000000.00"), ("333.33", "8.33"), ("0.6", "0.02"), ("9000000000", "225000000.00")):
            self.assertEqual(self.line(f"E,1,2025-06-01,GOOD,1,{value},no,,MX,US,\n")["amount"], amount, value)  # 2.5 %
        self.assertEqual(self.line("E,1,2025-06-01,GOOD,1,9000000000,no,,MX,US,\n", "M,,,,US,2025-01-01,2025-12-31,1000,value,yes,,,,S\n")["parts"][1]["refused"], "too-large")

    def fees(self, entries, rate="0.3464"):
        run = self.claims(entries, f"MPF,,,,US,2025-01-01,2025-12-31,{rate},value,yes,33.58,651.50,USD,S\n", "--format", "json")
        found = json.loads(run.stdout)
        return {(fee["entry"], fee["verdict"]): fee["amount"] for fee in found["entry_fees"]}, found

    def test_a_fee_with_bounds_is_of_the_whole_entry(self):
        row = "{},{},2025-06-01,{},1,{},{},,MX,US,\n".format
        one, two, three, four = row("E", 1, "GOOD", 12500, "no"), row("E", 2, "BAD", 5000, "yes"), row("E", 3, "BAD", 2000, "no"), row("E", 4, "GOOD", 1000000, "no")
        self.assertEqual(self.fees(one)[0], {("E", "recoverable"): "43.30"})
        self.assertEqual(self.fees(one + two)[0], {("E", "recoverable"): "43.30", ("E", "no-ground"): "17.32"})  # 60.62 on 17500
        self.assertEqual(self.fees(one + three)[0], {("E", "recoverable"): "16.65"})  # 50.23 on 14500, and 33.58 is left on 2000
        self.assertEqual(self.fees(row("E", 1, "GOOD", 100, "no") + three)[0], {("E", "recoverable"): "0.00"})
        self.assertEqual(self.fees(four)[0], {("E", "recoverable"): "651.50"})
        self.assertEqual(self.fees(two)[0], {("E", "no-ground"): "33.58"})
        fees, found = self.fees(one + row("F", 1, "GOOD", 100, "no"))
        self.assertEqual(fees, {("E", "recoverable"): "43.30", ("F", "recoverable"): "33.58"})
        self.assertEqual({sum_["of"]: sum_["amount"] for sum_ in found["by_entry"]}, {"E": "355.80", "F": "36.08"})
        self.assertEqual([sum_["amount"] for sum_ in found["whole"]], ["391.88"])
        self.assertEqual([sum_["amount"] for sum_ in found["by_good"]], ["315.00"])
        run = self.claims(one, "MPF,,,,US,2025-01-01,2025-12-31,0.3464,value,yes,33.58,,CAD,S\n", "--format", "json")
        self.assertEqual(json.loads(run.stdout)["lines"][0]["parts"][1]["refused"], "currency-differs")

    def test_sums_are_by_quarter_currency_and_verdict(self):
        days = ("2025-01-01", "2025-03-31", "2025-04-01", "2025-12-31")
        entries = "".join(f"E{i},1,{day},GOOD,1,1000,no,,MX,US,\n" for i, day in enumerate(days))
        found = json.loads(self.claims(entries, "", "--format", "json", on="2025-12-31").stdout)
        self.assertEqual([(sum_["of"], sum_["lines"], sum_["amount"]) for sum_ in found["by_quarter"]], [("2025-Q1", 2, "50.00"), ("2025-Q2", 1, "25.00"), ("2025-Q4", 1, "25.00")])
        self.assertEqual([(sum_["lines"], sum_["value"], sum_["amount"]) for sum_ in found["whole"]], [(4, "4000.00", "100.00")])

    # ---- input ----

    def test_rows_of_measures_that_overlap_or_say_nothing_are_errors(self):
        good = "M,,8413,MX,US,2025-01-01,2025-06-30,10,value,yes,,,,one\n"
        for row, said in (("M,,8413.70 8413,MX,US,2025-06-30,2025-12-31,5,value,yes,,,,two\n", "measures.csv:3:.*another row of the measure.*one"),
                          ("M,,8413,,US,2025-06-30,2025-12-31,5,value,yes,,,,two\n", "another row of the measure"),
                          ("M,,84x,MX,US,2025-07-01,2025-12-31,5,value,yes,,,,two\n", "measures.csv:3:4: codes: \"84x\""),
                          ("M,,,MX,US,2025-07-01,2025-06-30,5,value,yes,,,,two\n", "to lies before from"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,value,partly,,,,two\n", "relieved partly"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,value,yes,10,5,USD,two\n", "the minimum is above"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,value,yes,10,,,two\n", "needs its currency"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,non-us-content,yes,10,,USD,two\n", "minimum or a maximum"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,weight,yes,,,,two\n", "measures.csv:3:35: base"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,value,maybe,,,,two\n", "relieved"),
                          ("M,,,MX,US,2025-07-01,,5,value,yes,,,,two\n", "to is empty"),
                          ("M,,,MX,US,2025-07-01,2025-12-31,5,value,yes,,,,\n", "source is empty")):
            with self.subTest(row=row):
                run = self.claims("E,1,2025-03-01,GOOD,1,1000,no,,MX,US,\n", good + row, "--format", "json")
                self.assertEqual(run.returncode, 2)
                self.assertRegex(run.stderr.decode(), said)
                line = json.loads(run.stdout)["lines"][0]
                self.assertEqual((line["amount"], line["parts"][1]["refused"]), (None, "measures-rejected"))
        apart = "M,,8413,MX,US,2025-07-01,2025-12-31,5,value,yes,,,,two\nM,,8413,CA,US,2025-01-01,2025-12-31,5,value,yes,,,,three\nM,,8413,MX,CA,2025-01-01,2025-12-31,5,value,yes,,,,four\n"
        self.assertEqual(self.claims("E,1,2025-03-01,GOOD,1,1000,no,,MX,US,\n", good + apart).returncode, 0)

    def test_a_line_that_stands_twice_otherwise_counts_not_at_all(self):
        sound = "E,1,2025-06-01,GOOD,1,1000,no,,MX,US,\n"
        for other in ("E,1,2025-06-01,GOOD,1,1000,yes,,MX,US,\n", "E,1,2025-06-02,GOOD,1,1000,no,,MX,US,\n", "E,1,2025-06-01,GOOD,1,1000.01,no,,MX,US,\n", "E,1,2025-06-01,OTHER,1,1000,no,,MX,US,\n"):
            for rows in (sound + other, other + sound, sound + sound + other):
                run = self.claims("F,1,2025-06-01,GOOD,1,1000,no,,MX,US,\n" + rows, "", "--format", "json", "--rejects", "rejects.csv")
                self.assertEqual((run.returncode, [line["entry"] for line in json.loads(run.stdout)["lines"]]), (2, ["F"]), run.stderr)
                self.assertEqual((self.path / "rejects.csv").read_text().count("in rows that differ"), rows.count("\n"))
        run = self.claims("E,,2025-06-01,GOOD,1,1000,no,,MX,US,\nE,,2025-06-01,GOOD,1,500,no,,MX,US,\n", "", "--format", "json")
        self.assertEqual((run.returncode, len(json.loads(run.stdout)["lines"])), (0, 2))

    def test_hostile_entries_are_refused_row_by_row(self):
        sound = "E,1,2025-06-01,GOOD,1,1000,no,,MX,US,\n"
        for row, said in (("E,1,2025-06-01,GOOD,1,1000,no,,MX,US,\n", "the line stands twice"), ("F,1,2025-06-01,GOOD,1,1000,maybe,,MX,US,\n", "neither yes nor no"),
                          ("F,1,2025-06-01,GOOD,1,1000,,,MX,US,\n", "claimed is empty"), ("F,1,1.6.25,GOOD,1,1000,no,,MX,US,\n", "entries.csv:3:5:date"),
                          ("F,1,2025-06-01,GOOD,1,1O00,no,,MX,US,\n", "is not a number"), ("F,1,2025-06-01,GOOD,1,-5,no,,MX,US,\n", "negative"),
                          ("F,1,2025-06-01,GOOD,1,100,no,,MX,US,100.01\n", "the content is above the value"), ("F,1,2025-06-01,GOOD,1,99999999999,no,,MX,US,\n", "entries.csv:3")):
            with self.subTest(row=row):
                run = self.claims(sound + row, "", "--format", "json", "--rejects", "rejects.csv")
                self.assertEqual(run.returncode, 2, run.stderr)
                self.assertEqual(len(json.loads(run.stdout)["lines"]), 1)
                rejects = (self.path / "rejects.csv").read_text()
                self.assertRegex(rejects if "entries.csv:" not in said else rejects.replace(",", ":").replace('"', ""), said)
        for content in (b"", b"entry\n1\n", b"\xff\xfe", b"entry,date,good_id,value,claimed\nE,2025-01-01,A\0B,1,no\n"):
            run = self.run_usmca("claims", "results.json", "--entries", self.write("e.csv", content), "--format", "json")
            self.assertIn(run.returncode, (2, 65))
        self.assertEqual(self.run_usmca("claims", "results.json", "--entries", "absent.csv").returncode, 74)
        self.assertEqual(self.run_usmca("claims", "entries.csv", "--entries", "entries.csv").returncode, 65)
        empty = self.claims("", "", "--format", "json")
        self.assertEqual((empty.returncode, json.loads(empty.stdout)["lines"]), (0, []))

    def test_wrong_usage(self):
        entries = self.write("entries.csv", ENTRIES)
        for arguments in ((), ("results.json",), ("results.json", "--record", "r", "--entries", entries), ("results.json", "--entries", entries, "--on", "today"),
                          ("results.json", "--entries", entries, "--import-country", "FR"), ("results.json", "--entries", entries, "--fail-on", "all"),
                          ("results.json", "--entries", entries, "--format", "html"), ("results.json", "--entries", entries, "--output", entries)):
            self.assertEqual(self.run_usmca("claims", *arguments).returncode, 64, arguments)

    def test_cells_of_strangers_are_no_formulas(self):
        run = self.claims("=1+1,1,2025-06-01,GOOD,1,1000,no,,MX,US,\n", "", "--format", "csv")
        self.assertEqual(next(csv.DictReader(io.StringIO(run.stdout.decode())))["entry"], "'=1+1")
        self.assertIn(b"\n=1+1,", self.claims("=1+1,1,2025-06-01,GOOD,1,1000,no,,MX,US,\n", "", "--format", "csv", "--raw").stdout)

    # ---- the sample ----

    def test_the_sample_comes_to_its_figures_by_hand(self):
        run = self.check((SAMPLE / "goods" / "goods.csv").read_text(), (SAMPLE / "goods" / "bom.csv").read_text(), "--default-use", "aftermarket", "--format", "json", "--output", "sample.json")
        self.assertEqual(run.returncode, 0, run.stderr)
        command = ["claims", "sample.json", *(part for name in ("entries", "duties", "measures") for part in (f"--{name}", SAMPLE / f"{name}.csv")), "--on", "2026-11-24"]
        run = self.run_usmca(*command, "--format", "json")
        self.assertEqual(run.returncode, 1, run.stderr)
        found = json.loads(run.stdout)
        self.assertEqual([(line["verdict"], line["amount"], line["reckoned"]) for line in found["lines"]],
                         [("recoverable", "1250.00", "1250.00"), ("no-ground", "500.00", "500.00"), ("lapsed", "250.00", "250.00"), ("recoverable-with-papers", "5600.00", "5600.00"),
                          ("recoverable", None, "0.00"), ("not-known", None, "37500.00")])
        self.assertEqual({(fee["entry"][-3], fee["verdict"]): fee["amount"] for fee in found["entry_fees"]},
                         {("1", "recoverable"): "43.30", ("1", "no-ground"): "17.32", ("2", "lapsed"): "32.71", ("3", "recoverable-with-papers"): "138.56", ("5", "not-known"): "651.50"})
        page = (SAMPLE / "README.md").read_text()
        for figure in ("1,250.00", "60.62", "17.32", "32.71", "138.56", "37,500.00", "651.50"):
            self.assertIn(figure, page)
        self.assertEqual({row["measure"].split()[0] for row in csv.DictReader(io.StringIO((SAMPLE / "measures.csv").read_text()))}, {"SAMPLE"})
        for language, words in (("en", "Claimed without ground"), ("es", "Solicitado sin fundamento"), ("fr", "Demandé sans fondement")):
            said = self.run_usmca(*command, "--format", "text", "--lang", language).stdout.decode()
            self.assertIn(words, said)
            self.assertNotRegex(said, r"claims\.|\{")
            self.assertTrue(re.search(r"1,?293[.,]30", said.replace("\u202f", "").replace("\xa0", "").replace(" ", "")), said[-600:])


if __name__ == "__main__":
    unittest.main()
