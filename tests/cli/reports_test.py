"""What people read: text, rules, facts, the audit report; and that each finding of the contract is raised by some test."""
import csv
import html.parser
import json
import pathlib
import re
import subprocess
import unittest

from support import Case, SOURCE, USMCA, options_of


class Page(html.parser.HTMLParser):
    VOID = {"meta", "br", "line", "rect", "input"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.outside = [], set(), set(), []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        self.ids.add(attributes.get("id"))
        for name in ("href", "src"):
            value = attributes.get(name)
            if value is not None:
                (self.links.add(value[1:]) if value.startswith("#") else self.outside.append(value))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag, tag


class Reports(Case):
    def test_percentages_of_the_audit_report_are_in_its_language(self):
        folder = SOURCE / "samples" / "vehicles"
        for language, form in (("en", r"\d%, required \d"), ("es", r"\d %, requerido \d"), ("fr", r"\d.%, \w+ \d")):
            answers = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--format", "json", "--quiet", "--lang", language).stdout.decode()
            page = self.run_usmca("report", self.write("results.json", answers), "--lang", language).stdout.decode()
            said = re.sub(r"<style.*?</style>|<script.*?</script>|<[^>]*>", " ", page, flags=re.S).replace("\u00a0", " ").replace("\u202f", " ")
            self.assertRegex(said, form)
            if language != "en":
                self.assertEqual(re.findall(r".{30}\d%", said), [], language)

    def test_text(self):
        text = self.simple("--format", "text", hs="3926.90", claim="B").stdout.decode()
        words = " ".join(text.split())
        for part in ("NOT ORIGINATING", "claimed B", "GN 11(o) ch. 39 r. 2", "A change to headings 3916 through 3926", "30% of the transaction value",
                     "violation", "[tariff-shift-failed", "RESIN"):
            self.assertIn(part, words)
        self.assertNotIn("\033", text)
        self.assertTrue(all(len(line) <= 100 for line in text.splitlines()))

    def test_numbers_of_what_decides_are_written_as_the_language_writes_them(self):
        folder = SOURCE / "samples" / "pump"
        for language, said in (("en", "≤ 15.19: non-originating; > 15.19: originating."), ("es", "≤ 15.19: no originaria; > 15.19: originaria."), ("fr", "≤ 15,19 : non originaire ; > 15,19 : originaire.")):
            run = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--good", "WP-2300", "--format", "text", "--lang", language)
            self.assertIn(said, " ".join(run.stdout.decode().split()))
            self.assertRegex(run.stderr.decode(), r"\d,\d\d s$" if language == "fr" else r"\d\.\d\d s$")

    def test_a_content_that_is_waived_stands_apart_from_the_share(self):
        """Net cost alone is allowed and not given, and U.R. 5(4) asks for no content: the two sentences ran into one another."""
        goods = "good_id,hs,country,date,transaction_value\nSHOE,6402.99,MX,2026-03-01,50\n"
        bom = "good_id,line,material_id,hs,origin,value\nSHOE,1,SOLE,4008.21,non-originating,2\nSHOE,2,UPPER,4107.92,originating,20\n"
        for lang, said in (("en", "(U.R. 5(4)); non-originating materials are 2.00 ÷ 50.00 = 4%"), ("es", "(R.U. 5(4)); los materiales no originarios son 2.00 ÷ 50.00"), ("fr", "(R.U. 5(4)) ; les matières non originaires sont de 2,00 ÷ 50,00")):
            run = self.check(goods, bom, "--format", "text", "--lang", lang)
            self.assertIn(said, " ".join(run.stdout.decode().split()))

    def test_whose_change_materials_make_is_said(self):
        """Of several alternatives those lines make the change of one."""
        folder = SOURCE / "samples" / "pump"
        files = ["--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--documents", folder / "documents.csv", "--good", "WP-2100"]
        text = self.run_usmca("check", *files, "--format", "text").stdout.decode()
        self.assertRegex(text, r"value +change \(B\)\n")
        results = self.write("results.json", self.run_usmca("check", *files, "--format", "json").stdout)
        self.assertIn("is said of alternative (B).", self.run_usmca("report", results).stdout.decode())
        self.assertRegex(self.simple("--format", "text").stdout.decode(), r"value +change\n")

    def test_csv(self):
        rows = self.simple("--format", "csv").stdout.decode().splitlines()
        self.assertEqual(len(rows), 2)
        self.assertEqual(rows[0].count(","), rows[1].count(","))
        self.assertTrue(rows[1].startswith("PART,392690,2024-03-01,originating,B,"))

    def test_the_page_has_the_columns_of_csv(self):
        page = (SOURCE / "docs" / "file-formats.md").read_text().split("\n")
        movements = "material_id,date,movement,quantity\nBOLT,2024-03-01,receipt,1\nBOLT,2024-03-02,withdrawal,1\n"
        ledger = "account,class,amount,good_id\nWages,direct-labour,10,PART\n"
        for run in (self.simple("--format", "csv"),
                    self.run_usmca("inventory", "--movements", self.write("movements.csv", movements), "--method", "fifo", "--format", "csv"),
                    self.run_usmca("cost", "--ledger", self.write("ledger.csv", ledger), "--bases", self.write("bases.csv", "good_id,base,amount\n"),
                                   "--method", "direct-cost", "--format", "csv")):
            with self.subTest(arguments=run.args[1]):
                rows = run.stdout.decode().splitlines()
                self.assertEqual(len(rows), 2, run.stderr)
                self.assertIn("    " + rows[0], page)

    def test_where_the_use_is_not_said_no_rule_for_one_is_kept_back(self):
        """A bumper has 50 percent as a spare part, and 70 in a passenger vehicle: who does not say which has to see both."""
        for code, uses in (("8708.29", {"passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle"}), ("8413.30", {"passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle"}),
                           ("9401.61", set()), ("3926.90", set())):
            with self.subTest(code):
                said = json.loads(self.run_usmca("rule", code, "--date", "2026-07-01", "--format", "json").stdout)["codes"][0]["rules"]
                self.assertEqual({use for rule in said for use in rule["use"]}, uses)
                self.assertEqual(said[0]["use"], [])
                for use in ("passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle", "aftermarket"):
                    one = json.loads(self.run_usmca("rule", code, "--date", "2026-07-01", "--use", use, "--format", "json").stdout)["codes"][0]["rules"]
                    self.assertEqual([rule["id"] for rule in one if rule not in said], [], use)
                text = self.run_usmca("rule", code, "--date", "2026-07-01").stdout.decode()
                self.assertEqual("What the good is for (--use) is not said." in text, bool(uses))
        self.assertNotIn("is not said", self.run_usmca("rule", "8708.29", "--use", "aftermarket").stdout.decode())

    def test_readings_of_one_alternative_are_no_alternatives_of_each_other(self):
        said = " ".join(self.run_usmca("rule", "8413.30", "--use", "heavy-truck", "--date", "2026-07-01").stdout.decode().split())
        self.assertIn("[in the reading “replaces” of content-of-heavy-truck-parts] (A) A change", said)
        self.assertIn("[in the reading “besides” of content-of-heavy-truck-parts] or", said)

    def test_rule_and_facts(self):
        rule = self.run_usmca("rule", "8413.30", "--date", "2024-03-01").stdout.decode()
        self.assertIn("(B) A change to subheadings 8413.11 through 8413.82 from subheadings 8413.91 through 8413.92, whether", " ".join(rule.split()))
        self.assertIn("verified", rule)
        doubt = " ".join(self.run_usmca("rule", "8415.10", "--hs", "2012").stdout.decode().split())
        self.assertIn("DOUBTFUL", doubt)
        self.assertIn("to settle it: 8415.10 in Annex 4-B of the Agreement, in English, French or Spanish, or a ruling", doubt)
        self.assertIn("9401.30", self.run_usmca("rule", "9401.39").stdout.decode())
        self.assertIn("80 percent", self.run_usmca("rule", "9401.20", "--use", "light-truck", "--date", "2024-01-01").stdout.decode())
        answer = json.loads(self.run_usmca("rule", "8507.60", "--format", "json").stdout)
        self.assertEqual([a["id"] for a in answer["codes"][0]["rules"][0]["alternatives"]], ["A", "B", "C", "D"])
        facts = self.run_usmca("facts", "8507.60").stdout.decode()
        self.assertIn("ev-traction-battery", facts)
        self.assertIn("battery-cell", facts)
        self.assertNotIn("klystron", facts)
        listed = json.loads(self.run_usmca("facts", "8507.60", "--format", "json").stdout)["facts"]
        self.assertEqual([f["effect"] for f in listed if f["fact"] in ("battery-cell", "wholly-obtained")], ["decides", "opens"])
        values = [f["effect"] for f in listed if f["fact"] in ("price-unacceptable", "value-unacceptable")]
        self.assertEqual(values, ["decides", "decides"])  # by its net cost a good originates still, or without any content

    def test_audit_report(self):
        folder = SOURCE / "samples" / "pump"
        self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--duties", folder / "duties.csv", "--output", "r.json")
        run = self.run_usmca("report", "r.json", "-o", "audit.html")
        self.assertEqual(run.returncode, 0, run.stderr)
        source = (self.path / "audit.html").read_text()
        page = Page()
        page.feed(source)
        self.assertEqual(page.open, [])
        self.assertEqual(page.outside, [])
        self.assertLessEqual(page.links, page.ids)
        self.assertEqual(source.count("<article"), 3)
        self.assertIn("<svg", source)
        self.assertIn("(56.50 − 13.44) ÷ 56.50 × 100 = 76.2123%", source)
        piped = self.run_usmca("report", "-", stdin=(self.path / "r.json").read_bytes())
        self.assertEqual(piped.stdout.decode(), source)

    def test_the_page_of_a_vehicle_and_the_gap(self):
        for name, words in (("vehicles", ("Labour value content", "41.8000", "Core parts", "Table A.1: 5 lines")), ("bicycle", ("What would make it qualify", "has to originate")),
                            ("pump", ("What it can bear", "How values come about", "Transaction value 58.40 − international shipping 1.90 = 56.50"))):
            folder = SOURCE / "samples" / name
            self.run_usmca("gap", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--format", "json", "--output", "r.json")
            source = self.run_usmca("report", "r.json").stdout.decode()
            page = Page()
            page.feed(source)
            self.assertEqual((page.open, page.outside), ([], []))
            for word in words:
                self.assertIn(word, source)
            self.assertNotRegex(source, r">(?:gap|step|vehicle|figure)\.[a-z]|\{[a-z_]+\}(?![^<]*</style>)")

    def test_what_is_required_is_the_same_wherever_it_stands(self):
        """A heavy truck is asked 64 %, and has 4 points of labour value content (U.R. 18(22))."""
        folder = SOURCE / "tests" / "law" / "18-excess-for-heavy-trucks"
        given = ("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder))
        self.run_usmca(*given, "--format", "json", "--output", "r.json")
        truck = json.loads((self.path / "r.json").read_text().splitlines()[0])
        self.assertEqual(truck["good_id"], "CREDIT-4")
        content = next(r for r in truck["vehicle"]["requirements"] if r["id"] == "regional-value-content")
        tests = [t for a in truck["alternatives"] for t in a["tests"] if t["kind"] == "rvc"]
        for figure in (truck["rvc"]["nc"], content, *tests):
            self.assertEqual([figure[k] for k in ("percent", "asked", "credit", "required")], ["60.0000", "64", "4", "60"])
        self.assertEqual(content["margin"], "0.0000")
        row = next(csv.DictReader(self.run_usmca(*given, "--format", "csv").stdout.decode().splitlines()))
        self.assertEqual((row["rvc_nc_percent"], row["rvc_nc_required"], row["rvc_nc_result"]), ("60.0000", "60", "pass"))
        text = " ".join(self.run_usmca(*given, "--format", "text").stdout.decode().split("CREDIT-3-IS-NOT-ENOUGH")[0].split())
        self.assertIn("60%, required 60%", text)
        self.assertIn("Asked 64%, less 4 points of labour value content (U.R. 18(22)): required 60%.", text)
        self.assertIn("0 points above the 60% required", text)
        page = self.run_usmca("report", "r.json").stdout.decode()
        article = page[page.index('id="good-1"'):].split("</article>")[0]
        self.assertEqual(re.findall(r'<line x1="([0-9.]+)%"', article), ["60"])

    def test_markup_in_the_input_stays_text(self):
        goods = 'good_id,hs,country,description\n"<script>alert(1)</script>",3926.90,MX,"a & b <i>"\n'
        bom = 'good_id,hs,origin,value\n"<script>alert(1)</script>",3902.10,non-originating,3\n'
        self.check(goods, bom, "--output", "r.json")
        page = self.run_usmca("report", "r.json").stdout.decode()
        self.assertEqual(page.count("<script"), 1)
        self.assertNotIn("<script>alert", page)
        self.assertIn("&lt;script&gt;", page)
        self.assertIn("a &amp; b &lt;i&gt;", page)


FINDINGS = re.findall(r'^FINDING_CODE\(\w+, +"([a-z-]+)"', (SOURCE / "src" / "origin" / "findings.def").read_text(), re.M)


class Messages(unittest.TestCase):
    SOURCES = "\n".join(p.read_text() for p in (SOURCE / "src").rglob("*.c"))
    CATALOGUE = (SOURCE / "rules" / "messages" / "en.xml").read_text()
    IDS = set(re.findall(r'<message id="([^"]+)"', CATALOGUE))

    def test_every_sentence_that_the_program_names_is_in_the_catalogue(self):
        kinds = "step|figure|vehicle|metal|category|calculation|why|row|field|finding|gap|inventory|report|html|rule|facts|summary|sentence|proviso|sources|except|goods|materials|list|code|use|method|basis"
        named = set(re.findall(rf'"((?:{kinds})\.[a-z0-9.-]*[a-z0-9])"', self.SOURCES)) - {"facts.xml", "report.verdict", "goods.csv", "rule.answer", "facts.asked"}
        self.assertEqual(sorted(named - self.IDS), [])

    def test_every_finding_has_its_sentence(self):
        self.assertEqual([c for c in FINDINGS if not any(i == f"finding.{c}" or i.startswith(f"finding.{c}.") for i in self.IDS)], [])


class Findings(Case):
    def test_every_finding_is_raised_by_some_test(self):
        raised = set()
        folders = [p.parent for p in (SOURCE / "tests" / "law").glob("*/goods.csv")] + [SOURCE / "samples" / "broken"]
        for folder in folders:
            command = [USMCA, "check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--format", "json"]
            for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
                raised |= {f["code"] for f in json.loads(line)["findings"]}
        self.assertEqual(sorted(set(FINDINGS) - raised), [])

    def test_the_documents_list_every_finding_once_and_no_other(self):
        page = (SOURCE / "docs" / "file-formats.md").read_text()
        listed = re.search(r"\n## Findings\n(.*?)\n## ", page, re.S).group(1)
        rows = re.findall(r"^\| [^|]+ \| (.+) \|$", listed, re.M)[1:]
        codes = [code.strip() for row in rows for code in re.sub(r"\(.*?\)", "", row).split(",")]
        self.assertEqual(sorted(codes), sorted(FINDINGS))


if __name__ == "__main__":
    unittest.main()
