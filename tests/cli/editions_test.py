"""Codes that may be hundreds in the edition of the rules: parts of a flat panel display module were parts of whatever it went into, so that 8529.90 of HS 2022 was 8529.90, or any of 482 others."""
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,hs_rule\nPARTS,8529.90,MX,2026-03-01,100,{hs_rule}\n"
BOM = "good_id,line,material_id,hs,origin,value\nPARTS,1,RESISTOR,8533.21,non-originating,30\n"


class Editions(Case):
    def test_what_it_mostly_is_comes_first(self):
        answer = self.results(self.check(GOODS.format(hs_rule=""), BOM))[0]
        self.assertEqual(answer["status"], "undetermined")
        said = next(finding["message"] for finding in answer["findings"] if finding["code"] == "hs-ambiguous")
        self.assertIn("8529.90 may be any of 8529.90, 8413.11, ", said)
        self.assertIn("Give hs_rule.", said)
        for hs_rule in ("8529.90", "852990"):
            answer = self.results(self.check(GOODS.format(hs_rule=hs_rule), BOM))[0]
            self.assertEqual((answer["status"], answer["rule"]["id"]), ("originating", "85.66"))

    def test_its_own_rule_comes_first(self):
        for command in ("rule", "facts"):
            said = self.run_usmca(command, "8529.90", "--date", "2026-03-01").stdout.decode()
            self.assertNotIn("8413.11", said.split("\n\n")[0], command)
        said = self.run_usmca("rule", "8529.90", "--date", "2026-03-01").stdout.decode()
        self.assertIn("A change to subheading 8529.90 from", said[:800])
        self.assertLess(said.index("85.66"), said.index("84.40"))


if __name__ == "__main__":
    unittest.main()
