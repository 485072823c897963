"""Every exit status of the contract, section 1."""
import os
import subprocess
import unittest

from support import BOM, GOODS, SOURCE, USMCA, Case


class ExitStatus(Case):
    def test_done(self):
        self.assertEqual(self.simple().returncode, 0)
        self.assertEqual(self.run_usmca("--version").returncode, 0)
        for command in ("check", "rule", "facts", "validate", "report"):
            run = self.run_usmca(command, "--help")
            self.assertEqual(run.returncode, 0)
            self.assertIn(b"usmca " + command.encode(), run.stdout)

    def test_fail_on(self):
        wrong = dict(hs="3926.90", claim="B")
        self.assertEqual(self.simple(**wrong).returncode, 1)
        self.assertEqual(self.simple("--fail-on", "violation", **wrong).returncode, 1)
        self.assertEqual(self.simple("--fail-on", "never", **wrong).returncode, 0)
        self.assertEqual(self.simple(hs="3926.90").returncode, 0)
        self.assertEqual(self.simple("--fail-on", "non-originating", hs="3926.90").returncode, 1)
        self.assertEqual(self.simple("--fail-on", "non-originating").returncode, 0)

    def test_rejected(self):
        run = self.check(GOODS.format(claim=""), BOM.format(hs="3902.1"))
        self.assertEqual(run.returncode, 2)
        self.assertEqual(self.results(run)[0]["status"], "rejected")

    def test_wrong_usage(self):
        goods, bom = self.write("g.csv", GOODS), self.write("b.csv", BOM)
        for arguments in ([], ["chek"], ["check"], ["check", "--goods", goods], ["check", "--colour"], ["check", goods, bom],
                          ["check", "--goods", goods, "--bom", bom, goods], ["check", "--goods", "-", "--bom", "-"],
                          ["check", goods, "--date", "tomorrow"], ["check", goods, "--format", "xml"], ["check", goods, "--hs", "2007"],
                          ["check", goods, "--jobs", "0"], ["check", goods, "--jobs", "two"], ["check", goods, "--currency", "dollars"],
                          ["check", goods, "--fail-on", "monday"], ["check", goods, "--lang", "xx"], ["check", "--goods"], ["rule"],
                          ["rule", "84"], ["rule", "8413.30", "--use", "boat"], ["rule", "8413.30", "9401"], ["facts"], ["report"],
                          ["validate", "--date", "x"]):
            run = self.run_usmca(*arguments)
            self.assertEqual(run.returncode, 64, (arguments, run.stderr))
            self.assertTrue(run.stderr)

    def test_unusable_input(self):
        goods, bom = GOODS.format(claim=""), BOM.format(hs="3902.10")
        for bad in ("", "\n\n", "colour,size\n1,2\n", b"\xff\xfe\x00bad", b"good_id,hs,country\x00\n", 'good_id,"hs,country\n1,2\n',
                    "good_id,hs,country,HS\n"):
            self.assertEqual(self.check(bad, bom).returncode, 65, bad)
        self.assertEqual(self.check(goods, "good_id,line\n").returncode, 65)
        self.assertEqual(self.check(goods, bom, "--rules", "/nowhere").returncode, 65)
        self.assertEqual(self.check(goods, bom, "--profile", self.write("p.xml", "<profile")).returncode, 65)
        self.assertEqual(self.run_usmca("report", self.write("r.json", "{}\n")).returncode, 65)
        self.assertEqual(self.run_usmca("report", self.write("r.json", "not json\n")).returncode, 65)
        self.assertEqual(self.run_usmca("rule", "9877.11").returncode, 65)

    def test_input_output_error(self):
        goods = self.write("g.csv", GOODS.format(claim=""))
        self.assertEqual(self.run_usmca("check", "--goods", goods, "--bom", "missing.csv").returncode, 74)
        self.assertEqual(self.run_usmca("check", "--goods", goods, "--bom", self.path).returncode, 74)
        self.assertEqual(self.simple("--output", "no/such/folder/out.json").returncode, 74)
        self.assertEqual(self.simple("--rejects", "no/such/folder/out.csv", "--output", "out.json").returncode, 74)
        self.assertFalse((self.path / "out.json").exists())
        self.assertEqual(self.run_usmca("report", "missing.json").returncode, 74)
        if os.path.exists("/dev/full"):
            self.assertEqual(self.simple("--output", "/dev/full").returncode, 74)

    def test_a_reader_that_goes_away(self):
        rows = "".join(f"G{i},3926.90,MX,2024-03-01,10,\n" for i in range(20000))
        bom = "".join(f"G{i},1,R,3902.10,non-originating,3\n" for i in range(20000))
        goods, lines = self.write("g.csv", GOODS.splitlines()[0] + "\n" + rows), self.write("b.csv", BOM.splitlines()[0] + "\n" + bom)
        run = subprocess.run(f"'{USMCA}' check --goods {goods} --bom {lines} --format json | head -n 1; echo ${{PIPESTATUS[0]}}",
                             shell=True, executable="/bin/bash", capture_output=True)
        self.assertEqual(run.stdout.splitlines()[-1], b"74")

    def test_validate(self):
        self.assertEqual(self.run_usmca("validate").returncode, 0)
        chapter = (SOURCE / "rules" / "usmca" / "ch39.xml").read_text()
        run = self.run_usmca("validate", self.write("mine.xml", chapter.replace("3901-3915", "3901-3999")))
        self.assertEqual(run.returncode, 65)
        line = next(i for i, text in enumerate(chapter.splitlines(), 1) if 'scope="3901-3915"' in text)
        self.assertIn(f"mine.xml:{line}:1: ".encode(), run.stderr)
        self.assertEqual(self.run_usmca("validate", "missing.xml").returncode, 74)


if __name__ == "__main__":
    unittest.main()
