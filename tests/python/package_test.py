"""The Python package answers what the command answers, and says what it cannot use. Needs nothing but cffi."""
import datetime
import decimal
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import usmca

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
SAMPLES = SOURCE / "samples"
DAY = "2026-10-05"
GOOD = {"good_id": "PART", "hs": "3926.90", "country": "MX", "date": datetime.date(2024, 3, 1), "transaction_value": decimal.Decimal("10.00")}
LINE = {"good_id": "PART", "line": 1, "material_id": "RESIN", "hs": "3902.10", "origin": "non-originating", "value": 3}


def files_of(folder):
    return {path.stem.replace("-", "_"): path for path in sorted((SAMPLES / folder).glob("*.csv"))}


def by_command(folder, *options):
    files = [part for name, path in files_of(folder).items() for part in (f"--{name}", path)]
    run = subprocess.run([os.environ["USMCA"], "check", *files, "--format", "json", "--date", DAY, "--quiet", *options], capture_output=True, check=False)
    assert run.returncode in range(4), run.stderr
    return run.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rules = usmca.RuleBook()

    def test_samples_come_out_as_by_the_command(self):
        for folder in ("pump", "battery", "chair", "moulded-part", "bicycle", "vehicles", "broken"):
            result = self.rules.check(**files_of(folder), date=DAY)
            self.assertEqual(b"".join(line + b"\n" for line in result.lines()), by_command(folder), folder)
            self.assertEqual([good["good_id"] for good in result], [json.loads(line)["good_id"] for line in result.lines()])
            self.assertEqual(len(list(result)), len(result))

    def test_one_flat_file_with_a_profile(self):
        folder = SAMPLES / "harness"
        result = self.rules.check(flat=folder / "export.csv", documents=folder / "documents.csv", rates=folder / "rates.csv", profile="maquila-es", date=DAY)
        run = subprocess.run([os.environ["USMCA"], "check", "--profile", "maquila-es", "export.csv", "--documents", "documents.csv", "--rates", "rates.csv", "--format", "json",
                              "--date", DAY, "--quiet"], cwd=folder, capture_output=True, check=False)
        self.assertEqual(b"".join(line + b"\n" for line in result.lines()), run.stdout)

    def test_rows_come_out_as_files(self):
        result = self.rules.check([GOOD], iter([LINE]))
        self.assertEqual([(good["good_id"], good["status"], good["criterion"]) for good in result], [("PART", "originating", "B")])
        self.assertEqual(result.summary["rows"], {"read": 2, "used": 2, "rejected": 0})
        self.assertIn("1 originating", repr(result))

    def test_tables_without_rows(self):
        """What a query found nothing for is a table of no rows, with its columns or without."""
        for nothing in ([], iter(())):
            self.assertEqual([good["status"] for good in self.rules.check([GOOD], nothing)], ["undetermined"])
        self.assertEqual((list(self.rules.check([], [])), list(self.rules.check(flat=[]))), ([], []))
        self.assertEqual(len(self.rules.check([GOOD], [LINE], documents=[], rates=[])), 1)
        with self.assertRaisesRegex(usmca.InputError, "bom:1: a row names no column"):
            self.rules.check([GOOD], [{}])

    def test_values_of_other_types_are_taken_or_refused_by_name(self):
        midnight = datetime.datetime(2026, 10, 5)
        self.assertEqual(self.rules.rule("8413.30", date=midnight, hs=2017), self.rules.rule("8413.30", date=DAY, hs="2017"))
        self.assertEqual(len(self.rules.check([GOOD], [LINE], hs=2022, keep="json")), 1)
        for name, call in {"code": lambda: self.rules.rule(8413), "date": lambda: self.rules.rule("8413.30", date=20261005), "currency": lambda: self.rules.check([GOOD], [LINE], currency=None),
                           "good": lambda: self.rules.check([GOOD], [LINE], good=7), "keep": lambda: self.rules.check([GOOD], [LINE], keep=[7])}.items():
            with self.assertRaisesRegex(TypeError, f"^{name}: a str .*is needed, not"):
                call()
        with self.assertRaisesRegex(usmca.ArgumentError, r"there is no language 'de' \(en, es, fr\)"):
            usmca.RuleBook(language="de")

    def test_what_would_make_a_good_qualify(self):
        result = self.rules.gap([GOOD], [LINE | {"hs": "3926.90"}])
        self.assertEqual([good["status"] for good in result], ["non-originating"])
        self.assertTrue(next(iter(result))["gap"])

    def test_the_rule_and_the_facts_of_a_code(self):
        for name, ask in (("rule", self.rules.rule), ("facts", self.rules.facts)):
            run = subprocess.run([os.environ["USMCA"], name, "8507.60", "--date", DAY, "--format", "json"], capture_output=True, check=True)
            self.assertEqual(ask("8507.60", date=DAY), json.loads(run.stdout))
        self.assertNotEqual(self.rules.rule("8413.30", date=DAY, use="aftermarket", hs="2017"), self.rules.rule("8413.30", date=DAY, use="heavy-truck", hs="2017"))

    def test_sentences_in_another_language(self):
        spanish = usmca.RuleBook(language="es").check([GOOD], [LINE | {"hs": "3926.90"}])
        english = self.rules.check([GOOD], [LINE | {"hs": "3926.90"}])
        said = [next(iter(result))["findings"][0] for result in (spanish, english)]
        self.assertEqual(said[0]["code"], said[1]["code"])
        self.assertNotEqual(said[0]["message"], said[1]["message"])

    def test_columns_that_nothing_reads_are_named(self):
        result = self.rules.check([GOOD | {"colour": "red"}], [LINE])
        self.assertIn("colour", str(result.summary["notices"]))

    def test_a_row_that_cannot_be_used_rejects_its_good(self):
        result = self.rules.check([GOOD, GOOD | {"good_id": "OTHER"}], [LINE | {"value": "three"}, LINE | {"good_id": "OTHER"}])
        self.assertEqual([good["status"] for good in result], ["rejected", "originating"])
        self.assertEqual(result.summary["rows"]["rejected"], 1)
        self.assertRegex(str(result.summary["rejects"]), r"bom:1:6")

    def test_mistakes_name_their_place(self):
        def refused(kind, *words, call):
            with self.assertRaises(kind) as raised:
                call()
            for word in words:
                self.assertIn(word, str(raised.exception))
            return raised.exception

        error = refused(usmca.InputError, "bom:2:6", "value is binary floating point", call=lambda: self.rules.check([GOOD], [LINE, LINE | {"value": 3.5}]))
        self.assertEqual((error.table, error.row, error.column), ("bom", 2, 6))
        refused(usmca.InputError, "goods:1:2", "hs: a value has a NUL", call=lambda: self.rules.check([GOOD | {"hs": "39\0"}], [LINE]))
        refused(usmca.InputError, "goods:1", "is no str", call=lambda: self.rules.check([GOOD | {"hs": b"39"}], [LINE]))
        refused(usmca.InputError, "goods:1", "decimal", call=lambda: self.rules.check([GOOD | {"hs": decimal.Decimal("NaN")}], [LINE]))
        refused(usmca.InputError, "goods:2", "mapping", call=lambda: self.rules.check([GOOD, 3], [LINE]))
        refused(usmca.InputError, "country", call=lambda: self.rules.check([{"good_id": "PART", "hs": "3926.90"}], [LINE]))
        refused(usmca.FileError, "/nowhere.csv", call=lambda: self.rules.check("/nowhere.csv", [LINE]))
        refused(OSError, "/nowhere.csv", call=lambda: self.rules.check("/nowhere.csv", [LINE]))
        refused(usmca.ArgumentError, "goods and bom", call=lambda: self.rules.check([GOOD]))
        refused(usmca.ArgumentError, "boat", call=lambda: self.rules.check([GOOD], [LINE], default_use="boat"))
        refused(usmca.ArgumentError, "output", call=lambda: self.rules.check([GOOD], [LINE], keep=["colours"]))
        refused(usmca.ArgumentError, "not a day", call=lambda: self.rules.check([GOOD], [LINE], date="yesterday"))
        refused(usmca.ArgumentError, "HS code", call=lambda: self.rules.rule("84"))
        refused(usmca.InputError, "9999.99", call=lambda: self.rules.rule("9999.99"))
        refused(usmca.RuleBookError, "/nowhere", call=lambda: usmca.RuleBook("/nowhere"))
        refused(TypeError, "not int", call=lambda: self.rules.check(3, [LINE]))
        refused(TypeError, "not dict", call=lambda: self.rules.check(GOOD, [LINE]))

    def test_what_rows_raise_is_raised(self):
        def rows():
            yield LINE
            raise KeyError("lost")

        with self.assertRaises(KeyError):
            self.rules.check([GOOD], rows())

    def test_outputs_are_those_that_are_kept(self):
        result = self.rules.check([GOOD], [LINE], keep=["goods"])
        with self.assertRaises(usmca.ArgumentError):
            list(result)
        result.stream("goods")
        with self.assertRaises(usmca.ArgumentError):
            result.stream("goods")

    def test_a_stream_is_handed_over_once_and_read_where_one_is_taken(self):
        stream = self.rules.check([GOOD], [LINE], keep=["rejects", "json"]).stream("json")
        with self.assertRaises(usmca.InputError) as raised:  # a column "json" is no column of goods
            self.rules.check(stream, [LINE])
        self.assertIn("good_id", str(raised.exception))
        with self.assertRaises(usmca.ArgumentError):
            stream.__arrow_c_stream__()
        self.rules.check([GOOD], [LINE]).stream("goods").__arrow_c_stream__()  # and one that nobody takes is freed

    def test_threads_share_a_rule_book(self):
        found = []
        threads = [threading.Thread(target=lambda: found.append([next(iter(self.rules.check([GOOD], [LINE])))["status"] for _ in range(20)])) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [["originating"] * 20] * 8)

    def test_a_rule_book_is_found_where_the_environment_says(self):
        run = subprocess.run([sys.executable, "-c", "import usmca; print(usmca.RuleBook().path)"], env={**os.environ, "USMCA_RULES": str(SOURCE / "rules")},
                             capture_output=True, text=True, check=True)
        self.assertEqual(run.stdout.strip(), str(SOURCE / "rules"))
        run = subprocess.run([sys.executable, "-c", "import usmca; print(usmca.RuleBook().path)"], env={**os.environ, "USMCA_RULES": "/nowhere"},
                             capture_output=True, text=True, check=False)
        self.assertIn("/nowhere", run.stderr)


class LongRun(unittest.TestCase):
    """Of which there is time to look at, and to end it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        goods, bom = pathlib.Path(cls.folder.name) / "goods.csv", pathlib.Path(cls.folder.name) / "bom.csv"
        goods.write_text("good_id,hs,country,date,transaction_value\n" + "".join(f"G{i},8413.30,MX,2024-03-01,100\n" for i in range(20000)))
        bom.write_text("good_id,line,material_id,hs,origin,value\n" + "".join(f"G{i},{k},M{k},7318.15,non-originating,1\n" for i in range(20000) for k in range(20)))
        cls.files = (goods, bom)
        cls.rules = usmca.RuleBook()

    def test_progress_is_told_and_ends_a_run(self):
        class Enough(Exception):
            pass

        def progress(done, whole):
            seen.append((done, whole))
            if whole and done < whole:
                raise Enough

        seen = []
        with self.assertRaises(Enough):
            self.rules.check(*self.files, jobs=1, progress=progress)
        seen.clear()
        self.rules.check(*self.files, keep=[], progress=lambda done, whole: seen.append((done, whole)))
        self.assertEqual(seen, sorted(seen))
        self.assertEqual(seen[-1][0], seen[-1][1])

    def test_an_interrupt_ends_a_run(self):
        program = "import sys, usmca\nrules = usmca.RuleBook()\nprint('begun', flush=True)\nrules.check(*sys.argv[1:], jobs=1)\nprint('done', flush=True)"
        run = subprocess.Popen([sys.executable, "-c", program, *map(str, self.files)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(run.stdout.readline(), "begun\n")
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        out, errors = run.communicate(timeout=120)
        self.assertEqual(out, "")
        self.assertIn("KeyboardInterrupt", errors)

    def test_other_threads_go_on_while_a_batch_runs(self):
        turns = []
        over = threading.Event()

        def count():
            while not over.is_set():
                turns.append(1)
                time.sleep(0)

        other = threading.Thread(target=count)
        other.start()
        try:
            self.rules.check(*self.files, jobs=1, keep=[])
        finally:
            over.set()
            other.join()
        self.assertGreater(len(turns), 100)


if __name__ == "__main__":
    unittest.main()
