"""What is asked of a garment is what decides it: weights first, nothing that its bill of materials denies, and little (U.R. 5(6) to 5(10))."""
import unittest

from support import Case

GOODS = "good_id,hs,country,import_country,date,transaction_value,weight_kg,facts\n"
BOM = "good_id,line,hs,origin,country,value,weight_kg,facts\n"
SHIRT = ("GOOD,1,5208.32,originating,US,4,,", "GOOD,2,5205.23,non-originating,IN,0.4,,", "GOOD,3,5402.44,non-originating,KR,0.1,,",
         "GOOD,4,5508.10,non-originating,MX,0.1,,", "GOOD,5,9606.21,non-originating,CN,0.1,,", "GOOD,6,5903.90,non-originating,CN,0.2,,",
         "GOOD,7,5807.10,non-originating,CN,0.02,,")


class TextileQuestions(Case):
    def asked(self, good, lines):
        run = self.check(f"{GOODS}GOOD,{good}\n", BOM + "".join(line + "\n" for line in lines), "--format", "json")
        answer = self.results(run)[0]
        self.assertEqual(answer["status"], "undetermined")
        self.assertTrue(answer["undetermined"]["decides"])
        return answer["undetermined"]["questions"]

    def named(self, questions):
        return [(question["fact"] or question["kind"], question["line"]) for question in questions]

    def test_a_shirt_without_weights(self):
        """Nothing is asked of buttons, of a label and an interlining, which make the change; and of no cotton yarn whether it is elastomeric or sewing thread."""
        questions = self.asked("6205.20,MX,US,2026-11-01,20,,", SHIRT)
        self.assertEqual(self.named(questions)[:3], [("weight", "1"), ("weight", "2"), ("weight", "3")])
        self.assertEqual(set(self.named(questions)[3:]),
                         {("classification-component", "1"), ("pockets", None), ("used-as-sewing-thread", "3"), ("formed-and-finished", "4"),
                          ("cut-or-knit-and-assembled", None)})
        self.assertEqual({answer["status"] for question in questions for answer in question["answers"]}, {"originating"})

    def test_and_with_what_was_asked_it_originates(self):
        lines = [line.replace("US,4,,", "US,4,0.9,classification-component=yes").replace("IN,0.4,,", "IN,0.4,0.04,")
                 .replace("KR,0.1,,", "KR,0.1,0.02,used-as-sewing-thread=no").replace("MX,0.1,,", "MX,0.1,,formed-and-finished=yes") for line in SHIRT]
        for weight, status in ("0.9", "originating"), ("0.4", "undetermined"):
            run = self.check(GOODS + "GOOD,6205.20,MX,US,2026-11-01,20,,cut-and-assembled=yes; pockets=no\n",
                             BOM + "".join(line.replace(",0.9,", f",{weight},") + "\n" for line in lines), "--format", "json")
            self.assertEqual(self.results(run)[0]["status"], status)

    def test_where_all_is_declared_the_weights_alone(self):
        lines = ("GOOD,1,5208.32,originating,US,4,,classification-component=yes", "GOOD,2,5205.23,non-originating,IN,0.4,,classification-component=yes; elastomeric=no")
        questions = self.asked("6205.20,MX,US,2026-11-01,20,,cut-and-assembled=yes; pockets=no", lines)
        self.assertEqual(self.named(questions), [("weight", "1"), ("weight", "2")])

    def test_one_weight_has_its_border(self):
        """7 percent of 1 kg, while it may be elastomeric; and of a fabric that weighs 0.25 kg, to the tenth of a gram."""
        for weight, border in ("1", "0.0700"), ("0.25", "0.0175"):
            questions = self.asked(f"5208.32,MX,US,2026-11-01,20,{weight},", ("GOOD,1,5205.23,originating,US,4,,", "GOOD,2,5402.44,non-originating,KR,0.1,,"))
            self.assertEqual(self.named(questions), [("weight", "2")])
            self.assertEqual([answer["answer"] for answer in questions[0]["answers"]], [f"<= {border}", f"> {border}"])

    def test_the_weight_of_the_good_itself(self):
        questions = self.asked("5208.32,MX,US,2026-11-01,20,,", ("GOOD,1,5205.23,originating,US,4,,", "GOOD,2,5402.44,non-originating,KR,0.1,0.02,"))
        self.assertEqual(self.named(questions), [("weight", None)])
        self.assertEqual([answer["status"] for answer in questions[0]["answers"]], ["non-originating", "originating"])

    def test_of_a_fabric_whether_it_is_of_the_component(self):
        """Pocketing is hardly of the component: its weight would not help. Sewing thread and labels are not of it by their codes."""
        questions = self.asked("6203.42,MX,US,2026-11-01,20,,", ("GOOD,1,5209.42,originating,US,6,,", "GOOD,2,5513.11,non-originating,,0.3,,",
                                                               "GOOD,3,5204.19,originating,US,0.2,,", "GOOD,4,9607.11,non-originating,CN,0.3,,", "GOOD,5,5807.10,non-originating,CN,0.02,,"))
        self.assertEqual(set(self.named(questions)), {("classification-component", "2"), ("pockets", None), ("cut-or-knit-and-assembled", None)})


if __name__ == "__main__":
    unittest.main()
