"""What usmca gap says, as a user types it; tests/properties/gap_test.py tries it out."""
import unittest

from support import Case


class Gap(Case):
    def test_prices_that_are_equal_are_both_told(self):
        goods = "good_id,hs,country,date,transaction_value\nP,8413.70,MX,2024-03-01,100\n"
        bom = "good_id,line,hs,origin,value\n" + "".join(f"P,{line},8413.91,non-originating,10\n" for line in (1, 2))
        text = self.check(goods, bom, "--gap", "--format", "text").stdout.decode()
        self.assertIn("line 1: by 200%", text)
        self.assertIn("line 2: by 200%", text)

    MISSING_GOODS = "good_id,hs,country,date,transaction_value,use\nP,8413.70,MX,2024-03-01,80,aftermarket\n"

    def gap_of(self, lines, *options):
        run = self.check(self.MISSING_GOODS, "good_id,line,material_id,hs,origin,country,value\n" + lines, "--gap", "--format", "json", *options)
        return self.results(run)[0]["gap"]

    def test_a_missing_value_is_asked_for_with_as_much_as_it_may_be(self):
        route = self.gap_of("P,1,CASE,8413.91,non-originating,CN,12.50\nP,2,ROTOR,8413.91,non-originating,CN,\n")["routes"][0]
        self.assertEqual((route["missing_value_lines"], route["missing_value_most"], route["value_lines"]), (["2"], "19.50", []))
        text = self.check(self.MISSING_GOODS, "good_id,line,hs,origin,value\nP,1,8413.91,non-originating,12.50\nP,2,8413.91,non-originating,\n",
                          "--gap", "--format", "text").stdout.decode()
        self.assertIn("State the value of line 2: up to 19.50 USD it qualifies", text)
        self.assertNotIn("that is enough", text)

    def test_beside_lines_that_are_too_much(self):
        route = self.gap_of("P,1,CASE,8413.91,non-originating,CN,40\nP,2,ROTOR,8413.91,non-originating,CN,\n")["routes"][0]
        self.assertEqual((route["missing_value_lines"], route["missing_value_most"], route["value_lines"]), (["2"], "32.00", ["1"]))

    def test_who_is_asked_for_a_certification(self):
        """First whoever need only say what it is; nobody outside the territory."""
        lines = "P,1,CASE,8413.91,non-originating,CN,60\nP,2,ROTOR,8413.91,non-originating,MX,30\nP,3,SHAFT,8483.10,,CA,4\nP,4,SEAL,4016.93,,,1\n"
        documents = self.gap_of(lines)["documents"]
        self.assertEqual(documents[0], "3")
        self.assertNotIn("1", documents)

    def test_a_component_without_a_cost_is_named(self):
        goods = "good_id,hs,country,date,transaction_value\nMOTOR,8501.31,MX,2024-03-01,20\nP,8413.70,MX,2024-03-01,100\n"
        bom = "good_id,line,material_id,hs,origin,value\nMOTOR,1,ROTOR,8503.00,non-originating,9\nP,7,MOTOR,8501.31,,\nP,8,CASE,8413.91,non-originating,20\n"
        told = [finding["message"] for finding in self.results(self.check(goods, bom))[1]["findings"] if finding["code"] == "value-missing"]
        self.assertTrue(any("MOTOR is a good of this file" in message and "total_cost" in message for message in told), told)
        stated = self.results(self.check(goods, bom.replace("P,7,MOTOR,8501.31,,", "P,7,MOTOR,8501.31,,15")))[1]["findings"]
        self.assertFalse(any("is a good of this file" in finding["message"] for finding in stated))


if __name__ == "__main__":
    unittest.main()
