"""A rule book that lost something, or says something twice, is refused by what determines with it, not by validate alone."""
import os
import pathlib
import re
import shutil
import unittest

from support import Case, SOURCE


class DamagedBook(Case):
    def setUp(self):
        super().setUp()
        shutil.copytree(SOURCE / "rules", self.path / "rules")
        os.chmod(self.path / "rules", 0o755)

    def refused(self, says, status=65):
        run = self.simple("--rules", "rules")
        self.assertEqual((run.returncode, run.stdout), (status, b""), run.stderr)
        self.assertIn(says.encode(), run.stderr)

    def change(self, name, old, new, says):
        path = self.path / "rules" / name
        kept = path.read_text()
        self.assertIn(old, kept)
        path.write_text(kept.replace(old, new, 1))
        self.refused(says)
        path.write_text(kept)

    def test_every_command_refuses_what_check_refuses(self):
        self.assertEqual(self.simple("--rules", "rules").returncode, 0)
        (self.path / "rules" / "usmca" / "ch09.xml").unlink()
        for command in (("rule", "3926.90"), ("facts", "3926.90"), ("validate",), ("gap", "--goods", "goods.csv", "--bom", "bom.csv")):
            run = self.run_usmca(*command, "--rules", "rules")
            self.assertNotEqual(run.returncode, 0, command)
            self.assertIn(b"0901.11 has no rule", run.stdout + run.stderr, command)

    def test_validate_finds_a_place_that_nothing_fills(self):
        self.assertEqual(self.run_usmca("validate", "--rules", "rules").returncode, 0)  # sources: English alone
        shutil.copytree(pathlib.Path(os.environ["USMCA_BUILD"]) / "rules" / "messages", self.path / "rules" / "messages", dirs_exist_ok=True)
        self.assertEqual(self.run_usmca("validate", "--rules", "rules").returncode, 0)
        for name, old, new, says in (("en", "{rows|row|rows} read", "{row|row|rows} read", "a place {row}"),
                                     ("es", "{seconds} s", "{segundos} s", "a place {segundos}, which that of en has not"), ("fr", "{seconds} s", "s", "the sentence summary has a place {seconds}, which that of fr has not")):
            path = self.path / "rules" / "messages" / f"{name}.xml"
            os.chmod(path, 0o644)
            kept = path.read_text()
            at = kept.rindex(old)
            path.write_text(kept[:at] + new + kept[at + len(old):])
            run = self.run_usmca("validate", "--rules", "rules")
            self.assertEqual(run.returncode, 65, (name, old, run.stdout[-200:]))
            self.assertIn(says, run.stderr.decode())
            path.write_text(kept)

    def test_a_file_that_is_missing_or_cut_short(self):
        for name, says in (("usmca/ch09.xml", "0901.11 has no rule"), ("usmca/ch84.xml", "8401.10 has no rule"), ("usmca/ch87.xml", "has no rule"),
                           ("usmca/automotive.xml", "is missing"), ("usmca/schedule-2.xml", "<goods-originating-by-importation> is missing"),
                           ("usmca/disputes.xml", "no reading"), ("hs/correlations.csv", "cannot open"), ("hs/tables.csv", "cannot open")):
            path = self.path / "rules" / name
            kept = path.read_bytes()
            path.unlink()
            self.refused(says, 74 if name.startswith("hs") else 65)
            for part in (b"", kept[:len(kept) // 2], b"".join(kept.splitlines(keepends=True)[:-1])):
                path.write_bytes(part)
                self.refused("")
            path.write_bytes(kept)

    def test_two_books_mixed(self):
        for name, says in (("ch39.xml", "stands already"), ("general.xml", "more than one file"), ("facts.xml", "one file of facts"), ("disputes.xml", "twice"),
                           ("automotive.xml", "more than one file"), ("section-06.xml", "stands already"), ("schedule-2.xml", "second time")):
            shutil.copy(self.path / "rules" / "usmca" / name, self.path / "rules" / "usmca" / "zz.xml")
            self.refused(says)
            (self.path / "rules" / "usmca" / "zz.xml").unlink()

    def test_each_general_provision_is_there_once(self):
        path = self.path / "rules" / "usmca" / "general.xml"
        kept = path.read_text()
        body = re.sub(r"<!--.*?-->", "", kept, flags=re.S)
        for name in sorted(set(re.findall(r"\n  <([a-z-]+)", body))):
            without = re.sub(rf"\n  <{name}\b[^>]*?(/>|>.*?</{name}>)", "", body, flags=re.S)
            path.write_text(without)
            self.refused("is missing")
        path.write_text(kept)
        self.change("usmca/general.xml", "<sets ", '<sets cite="U.R. 6" except="6308"/>\n  <sets ', "a second time")

    def test_what_holds_on_one_day_stands_once(self):
        threshold = '<threshold of="tariff-shift"'
        self.change("usmca/general.xml", threshold, '<threshold of="tariff-shift" percent="20" from="2024-01-01" cite="U.R. 5(1)"/>\n  ' + threshold, "on one day")
        self.change("usmca/automotive.xml", "<wage-floor ", '<wage-floor country="US" currency="USD" hourly="7" from="2024-01-01" cite="U.R. 12"/>\n    <wage-floor ', "on one day")
        self.change("usmca/automotive.xml", '<assembly-part parts="engine', '<assembly-part parts="engines', "no core-part")
        self.change("usmca/automotive.xml", 'currency="USD"', 'currency="UDS"', "no currency")

    def test_a_paper_lacks_what_has_no_column(self):
        path = self.path / "rules" / "usmca" / "general.xml"
        path.write_text(path.read_text().replace('<element column="signed_on"/>', '<element column="signed_onn"/>', 1))
        self.write("documents.csv", "document_id,kind,supplier,material_id,hs,criterion,signed_on,certifier,certifier_role,exporter,producer,valid_from,valid_to\n"
                   "D,certification,S,RESIN,3902.10,A,2024-01-01,S,producer,S,S,2024-01-01,2024-12-31\n")
        goods = "good_id,hs,country,date,transaction_value\nPART,3926.90,MX,2024-03-01,10\n"
        bom = "good_id,line,material_id,hs,origin,value,document\nPART,1,RESIN,3902.10,originating,3,D\n"
        found = self.results(self.check(goods, bom, "--rules", "rules", "--documents", "documents.csv"))[0]
        self.assertIn("document-incomplete", [finding["code"] for finding in found["findings"]])


if __name__ == "__main__":
    unittest.main()
