"""usmca check --averages as users type it."""
import re
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,net_cost,use\nP,8413.30,MX,2024-02-10,100,90,aftermarket\n"
BOM = "good_id,hs,line,origin,value\nP,8413.91,1,non-originating,30\n"
HEADER = "good_id,plant,month,period,basis,units,net_cost,vnm\n"


class Averages(Case):
    def check(self, rows, *arguments):
        return self.run_usmca("check", "--goods", self.write("goods.csv", GOODS), "--bom", self.write("bom.csv", BOM),
                              "--averages", self.write("averages.csv", HEADER + rows), *arguments)

    def test_rows_that_contradict_others_leave_no_average(self):
        good = "P,A,2024-01-01,quarter,,10,1000,400\n"
        for row, column, reason in (("P,B,2024-02-01,quarter,,10,1000,400\n", 3, "single plant"), ("P,A,2024-02-01,month,,10,1000,400\n", 16, "another period"),
                                    ("P,A,2024-01-31,quarter,,10,1000,400\n", 5, "stands twice"), ("P,A,2024-02-01,quarter,,0,1000,400\n", 25, "no units"),
                                    ("P,A,2024-02-01,quarter,,ten,1000,400\n", 25, "ten")):
            run = self.check(good + row)
            self.assertEqual(run.returncode, 2, reason)
            self.assertRegex(run.stderr.decode(), rf"averages.csv:3:{column}: .*{reason}")
            found = self.results(run)[0]
            self.assertEqual((found["status"], found["rvc"]["nc"]), ("undetermined", None))
            self.assertIn("value-missing", [f["code"] for f in found["findings"]])

    def test_a_rejected_row_may_be_of_any_good(self):
        for row in ("Q,A,2024-01-01,month,,ten,1000,400\n", ",A,2024-01-01,month,,10,1000,400\n", "P,A,,month,,10,1000,400\n"):
            found = self.results(self.check(row))[0]
            self.assertEqual((found["status"], found["rvc"]["nc"]), ("undetermined", None), row)

    def test_the_sums_decide_to_the_last_place(self):
        for vnm, status in (("50000000000.00", "originating"), ("50000000000.000000001", "non-originating")):
            rest = "".join(f"P,A,2024-{month:02}-01,year,,0,0,0\n" for month in range(3, 13))
            found = self.results(self.check(f"P,A,2024-01-01,year,,0,0,0\nP,A,2024-02-01,year,,3000000000,100000000000,{vnm}\n{rest}"))[0]
            self.assertEqual(found["status"], status)
            self.assertEqual(found["average"]["sums"]["net_cost"], "100000000000.00")

    def test_actual_costs_of_days_to_come_are_refused(self):
        rows = "".join(f"P,A,2024-{month:02}-01,quarter,,10,1000,400\n" for month in (1, 2, 3))
        run = self.check(rows, "--date", "2024-03-30")
        self.assertRegex(run.stderr.decode(), r"averages.csv:4:\d+: .*not over")
        self.assertEqual((run.returncode, self.results(run)[0]["status"]), (2, "undetermined"))
        self.assertEqual(self.results(self.check(rows, "--date", "2024-03-31"))[0]["status"], "originating")

    def test_actual_costs_of_vehicles_of_days_to_come_are_refused(self):
        good = "good_id,hs,country,date,net_cost,facts\nV,8703.23,MX,2025-05-01,1000,passenger-vehicle=true; core-parts-originate=true; " \
               "labour-value-content-met=true; steel-purchases-met=true; aluminum-purchases-met=true\n"
        for basis, day, known in (("", "2025-12-30", False), ("actual", "2025-12-30", False), ("estimated", "2025-12-30", True), ("", "2025-12-31", True)):
            rows = "".join(f"V,L,P1,2025-{month:02}-01,1,1000,200,P,passenger-vehicle,model-line-plant,{basis}\n" for month in range(1, 13))
            run = self.run_usmca("check", "--goods", self.write("goods.csv", good), "--bom", self.write("bom.csv", "good_id,line,hs,origin,value\nV,1,8528.52,non-originating,900\n"),
                                 "--vehicles", self.write("vehicles.csv", "good_id,model_line,plant,month,units,net_cost,vnm,producer,class,category,basis\n" + rows), "--date", day)
            self.assertEqual(self.results(run)[0]["status"], "originating" if known else "undetermined", (basis, day))
            self.assertEqual(re.findall(r"vehicles.csv:(\d+):\d+: .*not over", run.stderr.decode()), [] if known else ["13"], (basis, day))

    def test_the_answer_stands_for_the_period_of_its_figures(self):
        """U.R. 7(16): the calculation is of the units of its period; 2(1): a later rate makes another value."""
        for period, months, last in (("month", (2,), "2024-02-29"), ("quarter", (1, 2, 3), "2024-03-31"), ("year", range(1, 13), "2024-12-31")):
            rows = "".join(f"P,A,2024-{month:02}-01,{period},,10,1000,400\n" for month in months)
            found = self.results(self.check(rows))[0]
            self.assertEqual((found["status"], found["valid_until"]), ("originating", last), period)
        goods = self.write("goods.csv", GOODS.replace(",100,90,", ",100,,").replace("P,8413.30", "P,8413.70"))
        for origin, value, last in (("8413.91", "20", "2024-02-29"), ("4016.93", "20", None)):  # by content, and by the change alone
            bom = self.write("bom.csv", f"good_id,hs,line,origin,value,currency\nP,{origin},1,non-originating,{value},EUR\n")
            for rates, until in (("2024-02-01,EUR,USD,1.1\n", None), ("2024-02-01,EUR,USD,1.1\n2024-03-01,USD,EUR,0.8\n2024-04-01,EUR,USD,1.2\n", last)):
                run = self.run_usmca("check", "--goods", goods, "--bom", bom, "--rates", self.write("rates.csv", "date,from,to,rate\n" + rates))
                found = self.results(run)[0]
                self.assertEqual((found["status"], found["valid_until"]), ("originating", until), (origin, rates))

    def test_a_good_that_is_not_averaged_keeps_both_methods(self):
        found = self.results(self.check("Q,A,2024-01-01,year,,3,100,90\n"))[0]
        self.assertEqual((found["status"], found["rvc"]["tv"]["result"], found.get("average")), ("originating", "pass", None))

    def test_wrong_usage(self):
        self.assertEqual(self.check("", "--year-begins", "0").returncode, 64)
        self.assertEqual(self.check("", "--year-begins", "x").returncode, 64)


if __name__ == "__main__":
    unittest.main()
