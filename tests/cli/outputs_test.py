"""Where results go: complete or absent, never over what is read, and an error whenever they cannot be written."""
import os
import pathlib
import signal
import stat
import subprocess
import time
import unittest

from support import BOM, GOODS, SOURCE, USMCA, Case

COMMANDS = ("check", "gap", "inventory", "cost", "rule", "facts", "validate", "report")


class Outputs(Case):
    def setUp(self):
        super().setUp()
        self.goods = self.write("goods.csv", GOODS.format(claim=""))
        self.bom = self.write("bom.csv", BOM.format(hs="3902.10"))
        self.files = ["--goods", self.goods, "--bom", self.bom]

    def names(self):
        return sorted(path.name for path in self.path.iterdir())

    def test_a_file_that_may_not_grow_is_like_a_full_disk(self):
        """A limit on the size of files (ulimit -f) ended the process, and left what was half written."""
        self.simple("--output", "r.json", "--record", "given.usmca")
        before = sorted(path.name for path in self.path.iterdir())
        for command in (("check", "--goods", "goods.csv", "--bom", "bom.csv", "--output", "out.json"), ("check", "--goods", "goods.csv", "--bom", "bom.csv", "--output", "out.json", "--record", "new.usmca"),
                        ("report", "r.json", "--output", "out.html"), ("report", "r.json", "--xlsx", "--output", "out.xlsx"), ("report", "r.json", "--pdf", "--output", "out.pdf")):
            run = subprocess.run(["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", USMCA, *command], cwd=self.path, capture_output=True)
            self.assertEqual(run.returncode, 74, (command, run.stderr))
            self.assertEqual(sorted(path.name for path in self.path.iterdir()), before, command)

    def test_a_link_to_itself_is_not_replaced(self):
        (self.path / "loop").symlink_to("loop")
        run = self.simple("--output", "loop")
        self.assertEqual((run.returncode, (self.path / "loop").is_symlink()), (74, True), run.stderr)
        self.assertIn(b"loop: cannot write: Too many levels of symbolic links", run.stderr)

    def test_standard_input_is_one_file_of_any_command(self):
        """The second would be read as empty, or as what the first left of it."""
        for command in (("check", "-", "--documents", "-"), ("gap", "--goods", "-", "--bom", "-"), ("certify", "-", "--parties", "-", "--certifier", "exporter", "--date", "2026-01-01", "--shipment"),
                        ("claims", "-", "--entries", "-"), ("requests", "-", "--documents", "-", "--output", "asked"), ("report", "-", "--summary", "-"), ("cost", "--ledger", "-", "--bases", "-"),
                        ("validate", "-", "-"), ("preview", "-", "-")):
            run = self.run_usmca(*command, stdin=b"good_id\n")
            self.assertEqual((run.returncode, run.stdout), (64, b""), command)
            self.assertIn(b"standard input (-) can be one file only", run.stderr)

    def test_validate_reads_standard_input(self):
        profile = (SOURCE / "rules" / "profiles" / "sap-bom.xml").read_bytes()
        run = self.run_usmca("validate", "-", stdin=profile)
        self.assertEqual((run.returncode, run.stdout), (0, b"1 file: no complaint\n"), run.stderr)
        run = self.run_usmca("validate", "-", stdin=profile.replace(b'<column name="hs"', b'<column name="hsx"', 1))
        self.assertEqual(run.returncode, 65)
        self.assertRegex(run.stderr.decode(), r"(?m)^-:\d+:1: <column>: there is no column hsx in goods$")

    def test_a_file_that_is_given_twice_is_refused(self):
        more = self.write("more.csv", BOM.format(hs="3902.10"))
        for option in (["--bom", more], ["--goods", self.goods], ["--output", "x", "-o", "y"], ["--rejects", "x", "--rejects=y"], ["--profile", "sap-bom", "--profile", "oracle-bom"],
                       ["--documents", more, "--documents", more]):
            run = self.run_usmca("check", *self.files, *option)
            self.assertEqual(run.returncode, 64, run.stderr)
            self.assertIn("is given twice, and one of the two would be left out", run.stderr.decode())
            self.assertEqual(self.names(), ["bom.csv", "goods.csv", "more.csv"])

    def test_one_file_for_two_purposes_is_refused_before_anything_is_read(self):
        before = pathlib.Path(self.bom).read_bytes()
        os.link(self.bom, self.path / "again.csv")
        os.symlink("goods.csv", self.path / "link.csv")
        for options in (["--output", self.bom], ["--output", "./bom.csv"], ["--output", "again.csv"], ["--rejects", "link.csv"],
                        ["--output", "out", "--rejects", "out"], ["--output", "out", "--rejects", self.path / "out"]):
            run = self.run_usmca("check", *self.files, *options)
            self.assertEqual(run.returncode, 64, options)
            self.assertEqual(pathlib.Path(self.bom).read_bytes(), before)
        results = self.write("results.json", self.run_usmca("check", *self.files, "--format", "json").stdout)
        self.assertEqual(self.run_usmca("report", results, "-o", results).returncode, 64)
        ledger = self.write("ledger.csv", "good_id\n")
        self.assertEqual(self.run_usmca("cost", "--ledger", ledger, "--output", ledger).returncode, 64)

    def test_results_and_rejects_appear_together_or_not_at_all(self):
        bad = self.write("bad.csv", "part,code\n")
        run = self.run_usmca("check", "--goods", self.goods, "--bom", bad, "--output", "out.json", "--rejects", "rejects.csv")
        self.assertEqual(run.returncode, 65)
        self.assertEqual(self.names(), ["bad.csv", "bom.csv", "goods.csv"])
        self.write("out.json", "the results of yesterday")
        (self.path / "rejects").mkdir(mode=0o500)
        target = self.path / "rejects" / "of-today.csv"
        if os.geteuid() != 0:
            run = self.run_usmca("check", *self.files, "--output", "out.json", "--rejects", target)
            self.assertEqual(run.returncode, 74)
            self.assertEqual((self.path / "out.json").read_text(), "the results of yesterday")
        run = self.run_usmca("check", *self.files, "--output", "out.json", "--rejects", "rejects.csv")
        self.assertEqual(run.returncode, 0)
        self.assertEqual(self.names(), ["bad.csv", "bom.csv", "goods.csv", "out.json", "rejects", "rejects.csv"])

    def test_a_link_is_followed_and_a_mode_is_kept(self):
        (self.path / "there").mkdir()
        target = self.path / "there" / "results.json"
        target.write_text("old")
        target.chmod(0o640)
        os.symlink("there/results.json", self.path / "latest.json")
        self.assertEqual(self.run_usmca("check", *self.files, "--output", "latest.json").returncode, 0)
        self.assertTrue((self.path / "latest.json").is_symlink())
        self.assertIn("PART", target.read_text())
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o640)
        os.symlink("there/new.json", self.path / "dangling.json")
        self.assertEqual(self.run_usmca("check", *self.files, "--output", "dangling.json").returncode, 0)
        self.assertTrue((self.path / "dangling.json").is_symlink())
        self.assertIn("PART", (self.path / "there" / "new.json").read_text())
        self.assertEqual(sorted(path.name for path in (self.path / "there").iterdir()), ["new.json", "results.json"])

    def test_devices_pipes_and_standard_output_are_written_through(self):
        with open(self.path / "stdout.json", "wb") as out:
            run = subprocess.run([USMCA, "check", *self.files, "--output", "/dev/stdout"], stdout=out, cwd=self.path)
            self.assertEqual(run.returncode, 0)
            self.assertGreater(os.fstat(out.fileno()).st_size, 100)  # the file that was opened, and no other of its name
        os.mkfifo(self.path / "pipe")
        reader = subprocess.Popen(["cat", self.path / "pipe"], stdout=subprocess.PIPE)
        self.assertEqual(self.run_usmca("check", *self.files, "--output", "pipe").returncode, 0)
        self.assertIn(b"PART", reader.communicate()[0])
        self.assertTrue(stat.S_ISFIFO((self.path / "pipe").stat().st_mode))
        self.assertEqual(self.run_usmca("check", *self.files, "--output", "/dev/null").returncode, 0)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_what_cannot_be_written_is_an_error_of_every_command(self):
        results = self.write("results.json", self.run_usmca("check", *self.files, "--format", "json").stdout)
        samples = SOURCE / "samples"
        full = [["--help"], ["--version"], ["check", *self.files], ["check", *self.files, "--format", "csv"], ["gap", *self.files],
                ["rule", "8413.91"], ["rule", "8413.91", "--format", "json"], ["facts", "8413.91"], ["report", results],
                ["validate"], ["cost", "--base", "machine-hours", *(part for name in ("ledger", "bases", "loans", "payments", "yields") for part in (f"--{name}", samples / "plant-costs" / f"{name}.csv"))],
                ["inventory", "--method", "fifo", "--movements", samples / "mixed-stock" / "movements.csv"]]
        for arguments in [*full, *([command, "--help"] for command in COMMANDS)]:
            with open("/dev/full", "wb") as out:
                run = subprocess.run([USMCA, *map(str, arguments)], stdout=out, stderr=subprocess.PIPE, cwd=self.path)
            self.assertEqual(run.returncode, 74, (arguments, run.stderr))
            self.assertEqual(run.stderr.count(b"cannot write: "), 1, (arguments, run.stderr))  # once, and why
            self.assertIn(b"No space left on device", run.stderr)

    def test_a_closed_standard_output_is_no_number_for_the_next_file(self):
        for arguments in (["check", *self.files], ["rule", "8413.91"], ["--version"]):
            run = subprocess.run(["sh", "-c", '"$0" "$@" >&-', USMCA, *arguments], stderr=subprocess.PIPE, cwd=self.path)
            self.assertEqual(run.returncode, 74, (arguments, run.stderr))
        run = subprocess.run(["sh", "-c", '"$0" "$@" >&- 2>&- <&-', USMCA, "check", *self.files, "--output", "out.json"], cwd=self.path)
        self.assertEqual(run.returncode, 0)
        self.assertEqual(self.results(type("Run", (), {"stdout": (self.path / "out.json").read_bytes()}))[0]["good_id"], "PART")

    def test_no_head_before_unusable_input(self):
        run = self.run_usmca("check", "--goods", self.goods, "--bom", self.write("bad.csv", "part,code\n"), "--format", "csv")
        self.assertEqual((run.returncode, run.stdout), (65, b""))

    def test_a_signal_leaves_nothing_half_written(self):
        os.mkfifo(self.path / "slow.csv")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # reads a report's results from a pipe that nobody ends, with the output opened
            program = subprocess.Popen([USMCA, "check", *self.files, "--documents", "slow.csv", "--output", "out.json", "--rejects", "out.csv",
                                        "--summary", "summary.json", "--tables", "tables"], cwd=self.path, stderr=subprocess.DEVNULL)
            with open(self.path / "slow.csv", "wb"):
                time.sleep(0.2)
                program.send_signal(number)
                self.assertEqual(program.wait(), -number)
            self.assertEqual(self.names(), ["bom.csv", "goods.csv", "slow.csv"])

    def test_a_signal_while_results_are_read_ends_a_report(self):
        """Whatever it is written to, a folder too; a reader of its messages who is gone (SIGPIPE) leaves nothing behind either."""
        count = 20000
        goods = self.write("many.csv", "good_id,hs,country,transaction_value\n" + "".join(f"P{i},3926.90,MX,10\n" for i in range(count)))
        lines = self.write("lines.csv", "good_id,line,hs,origin,value\n" + "".join(f"P{i},1,3902.10,non-originating,3\n" for i in range(count)))
        self.assertEqual(self.run_usmca("check", "--goods", goods, "--bom", lines, "--output", "many.json").returncode, 0)
        before = self.names()
        for output in (("-o", "audit.html"), ("--split", "audit"), ("--tables", "audit")):
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
                program = subprocess.Popen([USMCA, "report", "many.json", *output], cwd=self.path, stderr=subprocess.DEVNULL)
                while self.names() == before and program.poll() is None:
                    time.sleep(0.005)
                program.send_signal(number)
                self.assertEqual(program.wait(), -number, output)
                self.assertEqual(self.names(), before, (output, number))

    def test_both_bits_of_the_exit_status(self):
        goods = GOODS.format(claim="B") + "OTHER,3926.90,MX,2024-03-01,ten,\n"
        run = self.check(goods, BOM.format(hs="3926.90"))
        self.assertEqual(run.returncode, 3)


class Inputs(Case):
    def changed_within(self, change, count=4000):
        """Runs a check whose output fills a pipe, and changes its bill of materials before the pipe is emptied."""
        goods = "good_id,hs,country,date,transaction_value\n" + "".join(f"G{i},3926.90,MX,2024-03-01,10\n" for i in range(count))
        bom = "good_id,line,hs,origin,value\n" + "".join(f"G{i},1,3902.10,non-originating,3\n" for i in range(count))
        files = ["--goods", self.write("goods.csv", goods), "--bom", self.write("bom.csv", bom)]
        os.mkfifo(self.path / "pipe")
        program = subprocess.Popen([USMCA, "check", *files, "--format", "json", "--output", "pipe", "--jobs", "1"], cwd=self.path, stderr=subprocess.PIPE)
        with open(self.path / "pipe", "rb") as pipe:
            pipe.read(10000)
            change(self.path / "bom.csv", bom)
            while pipe.read(1 << 16):
                pass
        said = program.communicate()[1].decode()
        (self.path / "pipe").unlink()
        return program.returncode, said

    def test_a_file_that_changes_while_it_is_read(self):
        status, _ = self.changed_within(lambda path, bom: None)
        self.assertEqual(status, 0)
        for change in (lambda path, bom: os.truncate(path, len(bom) - 40), lambda path, bom: path.write_text(bom[:-40]),
                       lambda path, bom: path.open("a").write("G1,2,3902.10,non-originating,9\n")):
            status, said = self.changed_within(change)
            self.assertEqual(status, 74, said)
            self.assertTrue("changed while it was read" in said or "became shorter" in said, said)


class Results(Case):
    def test_a_report_says_what_it_was_made_from_or_nothing(self):
        goods, bom = self.write("goods.csv", GOODS.format(claim="")), self.write("bom.csv", BOM.format(hs="3902.10"))
        whole = self.run_usmca("check", "--goods", goods, "--bom", bom, "--format", "json").stdout
        for content, status in ((b"", 65), (b"\n\n", 65), (whole[:-20], 65), (whole + whole[:9], 65)):
            run = self.run_usmca("report", self.write("results.json", content), "-o", "report.html")
            self.assertEqual(run.returncode, status, content[:40])
            self.assertFalse((self.path / "report.html").exists())
        for path in (".", "missing.json"):
            run = self.run_usmca("report", path, "-o", "report.html")
            self.assertEqual(run.returncode, 74)
            self.assertFalse((self.path / "report.html").exists())


if __name__ == "__main__":
    unittest.main()
