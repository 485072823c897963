"""Codes that may be hundreds in the edition of the rules: parts of a flat panel display module were parts of whatever it went into, so that 8529.90 of HS 2022 was 8529.90, or any of 482 others."""
import json
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,hs_rule\nPARTS,8529.90,MX,2026-03-01,100,{hs_rule}\n"
BOM = "good_id,line,material_id,hs,origin,value\nPARTS,1,RESISTOR,8533.21,non-originating,30\n"


class Editions(Case):
    def test_what_it_mostly_is_comes_first(self):
        answer = self.results(self.check(GOODS.format(hs_rule=""), BOM))[0]
        self.assertEqual(answer["status"], "undetermined")
        said = next(finding["message"] for finding in answer["findings"] if finding["code"] == "hs-ambiguous")
        self.assertEqual(said, "8529.90 may be another code in the edition of the rules, of the goods that the question names, and that leads to another answer.")
        self.assertIn("display-module-parts", next(finding["message"] for finding in answer["findings"] if finding["code"] == "fact-missing"))
        for hs_rule in ("8529.90", "852990"):
            answer = self.results(self.check(GOODS.format(hs_rule=hs_rule), BOM))[0]
            self.assertEqual((answer["status"], answer["rule"]["id"]), ("originating", "85.66"))

    def test_its_own_rule_alone_is_told(self):
        said = self.run_usmca("rule", "8529.90", "--date", "2026-03-01").stdout.decode()
        self.assertIn("A change to subheading 8529.90 from", said[:800])
        self.assertNotIn("84.40", said)
        self.assertLess(len(said.splitlines()), 40)
        last = " ".join(said.split("\n\n")[-1].split())
        self.assertTrue(last.startswith("Is the good, or any of its materials of 8529.90, a part of a flat panel display module"), last)
        self.assertIn("(fact display-module-parts) Where it is, HS 8529.90 may be another code in the edition of the rules, HS 2012, one of 8413, 8414, ", last)
        answer = json.loads(self.run_usmca("rule", "8529.90", "--date", "2026-03-01", "--format", "json").stdout)
        self.assertEqual([code["code"] for code in answer["codes"]], ["8529.90"])
        self.assertEqual(answer["otherwise"]["fact"], "display-module-parts")
        self.assertGreater(len(answer["otherwise"]["codes"]), 400)
        self.assertNotIn("8529.90", answer["otherwise"]["codes"])

    def test_of_a_heading_too(self):
        answer = json.loads(self.run_usmca("rule", "8529", "--date", "2026-03-01", "--format", "json").stdout)
        self.assertEqual([code["code"] for code in answer["codes"]], ["8529.10", "8529.90"])
        self.assertGreater(len(answer["otherwise"]["codes"]), 200)
        facts = [fact["fact"] for fact in json.loads(self.run_usmca("facts", "8529", "--date", "2026-03-01", "--format", "json").stdout)["facts"]]
        self.assertEqual(facts[0], "display-module-parts")

    def test_of_few_other_codes_each_is_named(self):
        said = " ".join(self.run_usmca("rule", "8414.90", "--date", "2026-03-01").stdout.decode().split())
        self.assertIn("HS 8414.90 may be another code in the edition of the rules, HS 2012, one of 8421.99: usmca rule CODE --hs 2012", said)

    def test_before_the_edition_it_is_itself(self):
        answer = json.loads(self.run_usmca("rule", "8529.90", "--hs", "2012", "--format", "json").stdout)
        self.assertIsNone(answer["otherwise"])

    def test_facts_of_a_code_are_its_own_and_the_one_that_tells(self):
        facts = [fact["fact"] for fact in json.loads(self.run_usmca("facts", "8529.90", "--date", "2026-03-01", "--format", "json").stdout)["facts"]]
        self.assertEqual(facts[0], "display-module-parts")
        self.assertNotIn("absorption-refrigerator", facts)

    def test_no_fact_of_a_heading_is_left_out(self):
        facts = [fact["fact"] for fact in json.loads(self.run_usmca("facts", "8529", "--date", "2026-03-01", "--format", "json").stdout)["facts"]]
        for fact in ("wholly-obtained", "price-unacceptable"):
            self.assertIn(fact, facts)


if __name__ == "__main__":
    unittest.main()
