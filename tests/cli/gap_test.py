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

    def sentences(self, goods, bom, *options, languages=("en",)):
        """What text and page say, by language."""
        said = {}
        for lang in languages:
            text = self.check(goods, bom, "--gap", "--format", "text", "--lang", lang, *options).stdout.decode()
            self.check(goods, bom, "--gap", "--format", "json", "--lang", lang, "--output", "results.json", *options)
            page = self.run_usmca("report", "results.json", "--lang", lang).stdout.decode()
            said[lang] = [" ".join(each.split()) for each in (text, page)]
        return said

    def test_what_takes_least_is_said_first(self):
        bom = ("good_id,line,material_id,hs,origin,country,value\nP,1,CASE,8413.91,non-originating,CN,30\nP,2,ROTOR,8413.91,,MX,20\nP,3,STATOR,8413.91,,US,10\n"
               "P,4,COVER,8413.91,non-originating,CN,1\n")
        said = self.sentences(self.MISSING_GOODS, bom, languages=("en", "es"))
        for text in said["en"]:
            self.assertIn("Ask first for the origin of lines 2, 3, which come from the territory: nothing is declared of them. Line 1 needs another source.", text)
        for text in said["es"]:
            self.assertIn("Pregunte primero por el origen de las líneas 2, 3, que proceden del territorio", text)
        for text in self.sentences(self.MISSING_GOODS, bom.replace(",,", ",non-originating,"))["en"]:
            self.assertNotIn("Ask first", text)
            self.assertNotIn("other sources", text)  # that they have to originate is said already

    def test_a_paper_is_to_be_got_or_mended(self):
        self.write("documents.csv", "document_id,kind,supplier,material_id,vnm,currency,valid_from,valid_to,signed_on,certifier\n"
                   "D-1,accumulation-vnm,S,ROTOR,1,USD,2023-01-01,2023-12-31,2023-01-01,A\n")
        bom = "good_id,line,material_id,hs,origin,country,value,document\nP,1,CASE,8413.91,non-originating,CN,30,\nP,2,ROTOR,8413.91,non-originating,MX,20,D-1\n"
        for text in self.sentences(self.MISSING_GOODS, bom, "--documents", "documents.csv")["en"]:
            self.assertIn("Get or correct the paper of line 2. Line 1 needs another source.", text)

    def test_a_good_of_the_file_is_not_asked_for_its_origin(self):
        goods = self.MISSING_GOODS + "ROTOR,8413.91,MX,2024-03-01,20,aftermarket\n"
        bom = "good_id,line,material_id,hs,origin,country,value\nP,1,CASE,8413.91,non-originating,CN,30\nP,2,ROTOR,8413.91,,MX,20\nROTOR,1,BLANK,8413.91,non-originating,CN,19\n"
        for text in self.sentences(goods, bom)["en"]:
            self.assertNotIn("Ask first", text)

    def test_what_the_good_is_for_is_asked_for_as_that(self):
        goods = self.MISSING_GOODS.replace(",aftermarket", ",").replace("8413.70", "8413.30")
        said = self.sentences(goods, "good_id,line,hs,origin,value\nP,1,8413.91,non-originating,60\n")
        for text in said["en"]:
            self.assertIn("It has to be said what the good is for (column use).", text)
            self.assertNotIn("no line and no value mends", text)

    def test_words_of_a_material(self):
        goods = "good_id,hs,country,date,transaction_value\nSUB,8544.42,MX,2026-01-01,\nTOP,8544.30,MX,2026-01-01,50\n"
        bom = ("good_id,line,material_id,hs,origin,country,value,role\nSUB,1,CBL,8544.49,originating,MX,6,\nSUB,2,TRM,8536.90,non-originating,CN,0.5,\n"
               "TOP,1,SUB,8544.42,,MX,,self-produced\nTOP,2,CON,8536.69,non-originating,JP,3,\n")
        said = self.sentences(goods, bom, languages=("en", "es", "fr"))
        for lang, unknown in (("en", "Its value is unknown; of"), ("es", "Su valor es desconocido; de"), ("fr", "Sa valeur est inconnue ; de")):
            for text in said[lang]:
                self.assertIn(unknown, text.replace("\xa0", " ").replace("\u202f", " "))
        self.assertRegex(said["es"][0], "CON 8536.69 no originario 3.00")
        self.assertIn(">no originario<", said["es"][1])

    def test_a_component_without_a_cost_is_named(self):
        goods = "good_id,hs,country,date,transaction_value\nMOTOR,8501.31,MX,2024-03-01,20\nP,8413.70,MX,2024-03-01,100\n"
        bom = "good_id,line,material_id,hs,origin,value\nMOTOR,1,ROTOR,8503.00,non-originating,9\nP,7,MOTOR,8501.31,,\nP,8,CASE,8413.91,non-originating,20\n"
        told = [finding["message"] for finding in self.results(self.check(goods, bom))[1]["findings"] if finding["code"] == "value-missing"]
        self.assertTrue(any("MOTOR is a good of this file" in message and "total_cost" in message for message in told), told)
        stated = self.results(self.check(goods, bom.replace("P,7,MOTOR,8501.31,,", "P,7,MOTOR,8501.31,,15")))[1]["findings"]
        self.assertFalse(any("is a good of this file" in finding["message"] for finding in stated))


if __name__ == "__main__":
    unittest.main()
