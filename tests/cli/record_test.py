"""A record keeps runs whole, tells what changed between them, and every change of it is found."""
import datetime
import hashlib
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import unittest
import zlib

from support import SOURCE, USMCA, Case

sys.path.insert(0, str(SOURCE / "tests" / "faults"))
import record_kills  # noqa: E402

PAGE, SUM = 4096, 16
GOODS = """good_id,hs,country,date,transaction_value,criterion_claimed
PART,3926.90,MX,2024-03-01,10,
PUMP,8413.30,MX,2024-03-01,100,
LEFT,3926.90,MX,2024-03-01,10,
"""
BOM = """good_id,line,material_id,hs,origin,value,document
PART,1,RESIN,3902.10,non-originating,3,
PUMP,1,SEAL,4016.93,originating,5,C1
PUMP,2,MOTOR,8501.52,non-originating,20,
LEFT,1,RESIN,3902.10,non-originating,3,
"""
DOCUMENTS = """document_id,kind,supplier,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,exporter,producer,description,origin
C1,certification,S,4016.93,B,2024-01-01,2024-12-31,2023-12-15,A,producer,,S,Seal,MX
"""
CERTIFIED = {"certified_by": "exporter", "goods": [{"good_id": "PART", "description": "A part", "hs": "392690", "criterion": "B"}]}
TABLES = ("link", "run", "good", "determination", "dictionary", "content", "entry", "file", "file_content", "attachment", "expiry")


def parts(*values):
    """SHA-256 of a list of parts, as docs/record.md says."""
    hashed = hashlib.sha256()
    for value in values:
        value = b"" if value is None else value if isinstance(value, bytes) else str(value).encode()
        hashed.update(struct.pack(">Q", len(value)) + value)
    return hashed.digest()


def summed(data):
    """The file with the sums of its pages made anew, as whoever knows how could."""
    out = bytearray(data)
    for at in range(0, len(out), PAGE):
        number = struct.pack(">Q", at // PAGE + 1)
        out[at + PAGE - SUM:at + PAGE] = hashlib.blake2b(number + out[at:at + PAGE - SUM], digest_size=SUM).digest()
    return bytes(out)


class RecordCase(Case):
    def setUp(self):
        super().setUp()
        self.record = self.path / "runs.usmca"

    def keep(self, goods=GOODS, bom=BOM, documents=DOCUMENTS, day="2024-03-31", status=0, record=None, **more):
        run = self.check(goods, bom, "--documents", self.write("documents.csv", documents), "--date", day, "--format", "json", "--quiet", "--output", "results.json", "--summary", "summary.json",
                         "--record", record or self.record, **more)
        self.assertEqual(run.returncode, status, run.stderr)
        return (self.path / "results.json").read_bytes()

    def keep_results(self, materials, day, status):
        """A run of so many goods as results say, without a check: goods are of one material each."""
        lines = [json.dumps({"good_id": f"G-{good}", "hs": "841330", "date": "2024-03-01", "status": status, "criterion": None, "rule": None, "rule_read": "84",
                             "materials": [{"line": "1", "material_id": name, "hs": "8501", "origin": "originating", "value": value}]}) for good, (name, value) in enumerate(materials)]
        counts = {"originating": 0, "non-originating": 0, "undetermined": 0, "rejected": 0, status: len(lines)}
        self.write("results.json", "\n".join(lines) + "\n")
        self.write("summary.json", json.dumps({"format": 1, "program": {"version": "0"}, "rule_book": {}, "date": day, "goods": counts, "intake": []}))
        self.ask("add", "--results", "results.json", "--summary", "summary.json")

    def ask(self, *arguments, status=0, **more):
        run = self.run_usmca("record", *arguments, "--record", self.record, **more)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def told(self, *arguments, **more):
        return json.loads(self.ask(*arguments, "--format", "json", **more).stdout)

    def listed(self):
        return [json.loads(line) for line in self.ask("list", "--format", "json").stdout.splitlines()]

    def verify(self, status=0):
        return self.ask("verify", "--format", "json", status=status)


class Keeping(RecordCase):
    def test_a_run_comes_back_as_it_was(self):
        results = self.keep()
        self.assertEqual(self.ask("show").stdout, results)
        self.assertEqual(self.ask("show", "--run", "1").stdout, results)
        self.assertEqual(self.ask("show", "PUMP", "--on", "2024-12-31").stdout, results.splitlines(True)[1])
        self.assertEqual(self.ask("show", "--summary").stdout, (self.path / "summary.json").read_bytes())
        self.assertEqual(self.ask("show", "PUMP", "--on", "2024-12-31", "--summary").stdout, (self.path / "summary.json").read_bytes())
        self.ask("show", "NONE", "--summary", status=65)
        run = self.listed()[0]
        self.assertEqual((run["run"], run["day"], run["goods"], run["attachments"]), (1, "2024-03-31", 3, 0))
        self.assertEqual(run["rule_book"], json.loads((self.path / "summary.json").read_text())["rule_book"]["sha256"])
        self.assertEqual(os.listdir(self.path).count("runs.usmca"), 1)
        self.assertEqual([name for name in os.listdir(self.path) if name.startswith("runs.usmca-")], [])

    def test_text_is_for_who_reads_it_in_three_languages(self):
        self.keep()
        for language, words in (("en", ("ORIGINATING   criterion B   HS ", "To sign: ", "Materials", "1   RESIN   3902.10   non-originating   3.00")),
                                ("es", ("ORIGINARIA", "Para firmar: ", "Materiales", "no originario")), ("fr", ("ORIGINAIRE", "Matières", "non originaire"))):
            text = self.ask("show", "--format", "text", "--lang", language).stdout.decode()
            self.assertEqual([word for word in words if word not in text], [], text)
            self.assertNotIn("{", text)
        one = self.ask("show", "PUMP", "--format", "text").stdout.decode()
        self.assertNotRegex(one, r"\b\d{6,10}\b")  # codes have their dots
        self.assertEqual([line for line in one.splitlines() if line and not line.startswith(" ")], ["PUMP"])
        self.assertEqual(self.ask("show", "--summary", "--format", "text").stdout, (self.path / "summary.json").read_bytes())

    def test_a_run_by_its_files_is_that_of_the_check(self):
        results = self.keep()
        other = self.path / "other.usmca"
        files = [self.path / name for name in ("goods.csv", "bom.csv", "documents.csv")]
        add = ("record", "add", other, "--results", "results.json", "--summary", "summary.json")
        environment = {"SOURCE_DATE_EPOCH": "1700000000"}
        self.assertEqual(self.run_usmca(*add, *files, env=environment).returncode, 0)
        self.assertEqual(self.run_usmca("record", "show", other).stdout, results)
        for i, file in enumerate(files, 1):
            self.assertEqual(self.run_usmca("record", "show", other, "--attachment", i).stdout, file.read_bytes())
        self.assertEqual(json.loads(self.run_usmca("record", "list", other, "--format", "json").stdout)["kept"], "2023-11-14T22:13:20Z")
        stranger = self.write("stranger.csv", "good_id\n")
        refused = self.run_usmca(*add, stranger)
        self.assertEqual((refused.returncode, b"none of the files" in refused.stderr), (65, True))
        self.assertEqual(len(self.run_usmca("record", "list", other, "--format", "json").stdout.splitlines()), 1)

    def test_a_clock_that_was_set_back_is_told(self):
        """What is kept stays, whichever of the two clocks was wrong; what is no number of seconds is no clock."""
        self.keep()
        add = ("add", "--results", "results.json", "--summary", "summary.json")
        told = b"the clock says 2023-11-14T22:13:20Z, and something was kept at 20"
        for arguments in (add, ("add", "--certification", self.write("paper.pdf", "%PDF-1.7\n")), ("expire", "--before", "2000-01-01")):
            self.assertIn(told, self.ask(*arguments, env={"SOURCE_DATE_EPOCH": "1700000000"}).stderr)
        self.assertNotIn(b"clock", self.ask(*add).stderr)
        for odd in ("", "yesterday", "-1", "1e9", "9" * 30, "999999999999"):
            self.assertNotIn(b"clock", self.ask(*add, env={"SOURCE_DATE_EPOCH": odd}).stderr)
        kept = [json.loads(line)["kept"][:4] for line in self.ask("list", "--format", "json").stdout.splitlines()]
        self.assertEqual([year > "2023" for year in kept], [True, False] + [True] * 7)
        self.ask("verify")

    def test_lists_of_what_is_no_object_are_no_results(self):
        """What was kept so made a comparison call the record damaged that verify calls whole."""
        self.keep()
        summary = json.loads((self.path / "summary.json").read_text())
        del summary["results"]
        lines = [json.loads(line) for line in (self.path / "results.json").read_text().splitlines()]
        alternatives = lines[0]["alternatives"]
        for change in ({"materials": [None]}, {"materials": [1]}, {"alternatives": [[]]}, {"alternatives": [*alternatives, {"id": "Z", "result": "fail", "tests": ["x"]}]}, {"evidence": {**lines[0]["evidence"], "documents": ["x"]}}):
            with self.subTest(change=change):
                self.write("odd.json", "".join(json.dumps(line) + "\n" for line in [{**lines[0], **change}, *lines[1:]]))
                refused = self.ask("add", "--results", "odd.json", "--summary", self.write("s.json", json.dumps(summary)), status=65)
                self.assertIn(b"odd.json:1:1: not a result of usmca check", refused.stderr)
        self.assertEqual(len(self.ask("list", "--format", "json").stdout.splitlines()), 1)

    def test_part_of_a_run_is_refused(self):
        self.keep()
        lines = (self.path / "results.json").read_text().splitlines(True)
        self.write("part.json", "".join(lines[:-1]))
        refused = self.ask("add", "--results", "part.json", "--summary", "summary.json", status=65)
        self.assertIn(b"a run is kept whole", refused.stderr)
        for arguments in (("--status", "originating"), ("--pile", "sign")):
            self.assertEqual(self.check(GOODS, BOM, "--format", "json", "--record", self.record, *arguments).returncode, 64)
        self.assertEqual(self.check(GOODS, BOM, "--format", "csv", "--record", self.record).returncode, 64)
        self.assertEqual(len(self.listed()), 1)

    def test_lines_that_are_no_results_are_refused_by_their_number(self):
        self.keep()
        line = (self.path / "results.json").read_text().splitlines()[0]
        for bad in ("{", "[]", '{"good_id":"A","status":"perhaps"}', "\x00", '{"a":1,"a":2}'):
            self.write("bad.json", line + "\n" + bad + "\n")
            refused = self.ask("add", "--results", "bad.json", "--summary", "summary.json", status=65)
            self.assertIn(b"bad.json:2:", refused.stderr)
        for bad in ("{}", "no", '{"format":2,"goods":{}}'):
            self.write("bad.json", bad)
            self.ask("add", "--results", "results.json", "--summary", "bad.json", status=65)
        self.assertEqual(len(self.listed()), 1)
        self.verify()

    def test_what_comes_out_the_same_is_stored_once(self):
        self.keep()
        self.keep(day="2024-04-30")
        # only the day of each good is another: it is kept apart
        self.keep(goods=GOODS.replace("2024-03-01", "2024-04-01"), day="2024-05-31")
        with sqlite3.connect(self.record) as database:
            self.assertEqual(database.execute("SELECT count(*), count(DISTINCT day), count(DISTINCT determination) FROM entry").fetchone(), (9, 2, 3))
        self.assertIn(b'"date":"2024-04-01"', self.ask("show", "PART").stdout)
        self.assertIn(b'"date":"2024-03-01"', self.ask("show", "PART", "--on", "2024-04-30").stdout)
        self.verify()

    def test_a_day_before_all_runs_and_a_good_of_none(self):
        self.keep()
        self.ask("show", "PART", "--on", "2024-03-30", status=65)
        self.ask("show", "NOBODY", status=65)
        self.ask("show", "--run", "2", status=64)
        self.ask("diff", status=64)

    def test_a_certification_is_kept_with_its_run(self):
        self.keep()
        self.keep(day="2024-04-30")
        self.write("certificate.json", json.dumps(CERTIFIED))
        self.ask("add", "--certification", "certificate.json", "--run", "2024-04-15")
        self.ask("add", "--proof", self.write("stamp.tsr", b"\x30\x00"))
        self.assertEqual([run["attachments"] for run in self.listed()], [1, 1])
        self.assertEqual(self.ask("show", "--attachment", "1").stdout, json.dumps(CERTIFIED).encode())
        self.assertIn(b"certification, certificate.json", self.ask("list", "--format", "text").stdout)
        self.ask("show", "--attachment", "3", status=64)
        self.verify()

    def test_sqlite_is_loaded_for_a_record_alone(self):
        self.assertNotIn("sqlite", subprocess.run(["ldd", USMCA], capture_output=True, text=True).stdout)


class Changes(RecordCase):
    def test_no_row_is_changed_or_deleted(self):
        self.keep()
        self.ask("add", "--proof", self.write("stamp", b"x"))
        shutil.copy(self.record, self.path / "copy")
        with sqlite3.connect(self.path / "copy") as database:
            for table in TABLES:
                rows = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                column = database.execute(f"SELECT * FROM {table}").description[0][0]
                for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
                    if rows > 0:
                        with self.subTest(change=change), self.assertRaises(sqlite3.DatabaseError):
                            database.execute(change)

    def test_every_bit_that_is_turned_is_found(self):
        """Some by the program; many hundred more by the test fuzz/record_file."""
        self.keep()
        self.keep(day="2024-04-30", bom=BOM.replace(",20,", ",21,"))
        self.ask("expire", "--before", "2024-04-01", "--force")  # leaves pages that nothing uses
        data = self.record.read_bytes()
        self.assertEqual(summed(data), data)
        chance = random.Random(5)
        ends = [at for page in range(0, len(data), PAGE) for at in (page + PAGE - 1, page + PAGE - SUM, page + PAGE - SUM - 1)]
        places = [*range(0, 100, 9), *chance.sample(ends, 12), *(chance.randrange(len(data)) for _ in range(12))]
        for place in places:
            turned = bytearray(data)
            turned[place] ^= 1 << chance.randrange(8)
            self.record.write_bytes(turned)
            self.assertEqual(self.run_usmca("record", "verify", self.record).returncode, 65, place)
        for cut in (data[:-1], data[:-PAGE], data + bytes(PAGE), data + data[-PAGE:], data[:PAGE] + data[2 * PAGE:]):
            self.record.write_bytes(cut)
            self.assertEqual(self.run_usmca("record", "verify", self.record).returncode, 65, len(cut))
        self.record.write_bytes(data)
        self.verify()

    def test_who_makes_the_sums_anew_is_found_by_the_chain(self):
        """Each change is made with the triggers away and put back, and with right sums of the pages."""
        self.keep()
        self.keep(day="2024-04-30", bom=BOM.replace(",20,", ",21,"))
        self.ask("add", "--proof", self.write("stamp", b"x"))
        data = self.record.read_bytes()
        changes = [
            "UPDATE determination SET status = 'non-originating' WHERE determination = 1",
            "UPDATE determination SET margin = 1 WHERE determination = 1",
            "UPDATE determination SET valid_until = 20300101 WHERE determination = 1",
            "UPDATE entry SET day = 20240302 WHERE run = 1 AND place = 1",
            "UPDATE entry SET determination = (SELECT determination FROM entry WHERE run = 2 AND good = 2) WHERE run = 1 AND good = 2",
            "DELETE FROM entry WHERE run = 2 AND place = 3",
            "UPDATE good SET id = 'PARTS' WHERE id = 'PART'",
            "UPDATE run SET day = 20240401 WHERE run = 1",
            "UPDATE run SET kept = '2020-01-01T00:00:00Z' WHERE run = 1",
            "UPDATE run SET originating = originating - 1, undetermined = undetermined + 1 WHERE run = 2",
            "DELETE FROM run WHERE run = 1",
            "UPDATE link SET kind = 'expiry' WHERE number = 1",
            "DELETE FROM link WHERE number = 3",
            "DELETE FROM attachment",
            "UPDATE attachment SET name = 'other'",
            "DELETE FROM content WHERE determination = 1",
            "DELETE FROM file_content",
            "UPDATE file SET length = length + 1",
            "INSERT INTO determination SELECT 99, x'00', good, status, criterion, pile, rule, margin, valid_until FROM determination WHERE determination = 1",
            "INSERT INTO good (id) VALUES ('NEW')",
            "INSERT INTO file (digest, length) VALUES (x'00', 0)",
            "INSERT INTO expiry VALUES (1, 1, '', 0)",
            "CREATE TABLE other (a)",
        ]
        for change in changes:
            self.record.write_bytes(data)
            database = sqlite3.connect(self.record, isolation_level=None)
            triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
            for name, _ in triggers:
                database.execute(f"DROP TRIGGER {name}")
            database.execute(change)
            for _, sql in triggers:
                database.execute(sql)
            database.close()
            self.record.write_bytes(summed(self.record.read_bytes()))
            run = self.run_usmca("record", "verify", self.record)
            with self.subTest(change=change):
                self.assertEqual(run.returncode, 65, run.stderr)
                self.assertIn(b"damaged", run.stderr)
                self.assertNotIn(b"sum does not agree", run.stderr)

    def test_the_chain_is_what_the_page_says(self):
        """All hashes anew, in another language, from docs/record.md."""
        self.keep()
        self.keep(day="2024-04-30", bom=BOM.replace(",20,", ",21,"))
        self.ask("add", "--certification", self.write("certificate", b"%PDF-1.7 x"))
        self.ask("expire", "--before", "2024-04-01", "--force")
        with sqlite3.connect(self.record) as database:
            query = database.execute
            dictionaries = dict(query("SELECT dictionary, bytes FROM dictionary"))
            for digest, number, packed in query("SELECT digest, dictionary, packed FROM determination JOIN content USING (determination)"):
                unpacked = zlib.decompressobj(zdict=dictionaries[number]).decompress(packed)
                self.assertEqual(hashlib.sha256(unpacked).digest(), digest)
                self.assertIn('"date":""', unpacked.decode())
            seals = {row[0]: parts(*row[1:]) for row in query("SELECT determination, digest, status, criterion, pile, rule, margin, valid_until FROM determination")}
            heads, contents = {}, {}
            files = dict(query("SELECT file, digest FROM file"))
            for run, link, day, kept, program, rules, summary, results, goods, *statuses, entries in query("SELECT * FROM run").fetchall():
                hashes = b""
                for good, place, date, determination, hashed in query("SELECT id, place, day, determination, hash FROM entry JOIN good USING (good) WHERE run = ? ORDER BY place", (run,)):
                    heads[good] = parts(heads.get(good), good, run, place, date, seals[determination])
                    self.assertEqual(heads[good], hashed)
                    hashes += hashed
                self.assertEqual(hashlib.sha256(hashes).digest(), entries)
                contents[link] = parts(run, day, kept, program, rules, files[summary], results, goods, *statuses, entries)
            for number, link, run, kind, name, kept, file in query("SELECT * FROM attachment"):
                contents[link] = parts(number, run, kind, name, kept, files[file])
            for run, link, kept, forced in query("SELECT * FROM expiry"):
                contents[link] = parts(run, kept, forced)
            before = None
            for number, kind, content, hashed in query("SELECT * FROM link ORDER BY number"):
                self.assertEqual(content, contents[number])
                before = parts("usmca record 1", before, number, kind, content)
                self.assertEqual(before, hashed)
        self.assertEqual(json.loads(self.verify().stdout)["hash"], before.hex())

    def test_strange_files_are_refused(self):
        self.keep()
        data = self.record.read_bytes()
        other = self.path / "other"
        with sqlite3.connect(other) as database:
            database.execute("CREATE TABLE run (run)")
        newer = bytearray(data)
        newer[60:64] = struct.pack(">I", 2)
        strange = {"empty": (b"", b"empty"), "text": (b"good_id,hs\n" * 50, b"no file of SQLite"), "header": (data[:60], b"no file of SQLite"), "other": (other.read_bytes(), b"another program"),
                   "newer": (bytes(newer), b"format 2"), "short": (data[:3 * PAGE], b"damaged"), "zeros": (data[:PAGE] + bytes(len(data) - PAGE), b"damaged")}
        for name, (content, said) in strange.items():
            self.record.write_bytes(content)
            for command in (["list"], ["show", "PART"], ["verify"], ["export"], ["add", "--results", "results.json", "--summary", "summary.json"]):
                with self.subTest(file=name, command=command[0]):
                    run = self.ask(*command, status=65)
                    if command[0] != "verify" or name not in ("short", "zeros"):
                        self.assertIn(said, run.stderr)
        self.record.unlink()
        self.ask("list", status=74)
        self.record.mkdir()
        self.ask("list", status=65)

    def test_a_record_with_tables_of_others_is_not_used(self):
        self.keep()
        with sqlite3.connect(self.record) as database:
            database.execute("CREATE TRIGGER mine AFTER INSERT ON run BEGIN INSERT INTO good (id) VALUES ('X'); END")
        self.assertIn(b"its tables are not those of a record", self.ask("list", status=65).stderr)

    def test_chance_breaks_nothing_but_the_record(self):
        """What was turned by chance gives the answer of before or none; where the sums are made anew, nothing breaks: by the program here, and by fuzz/record_file."""
        self.keep()
        self.keep(day="2024-04-30", bom=BOM.replace(",20,", ",21,"))
        data = self.record.read_bytes()
        chance = random.Random(11)
        commands = (["list"], ["show", "PUMP"], ["diff", "--alert-margin", "100"], ["show"])
        answers = [self.run_usmca("record", *command, "--record", self.record).stdout for command in commands]
        for trial in range(10):
            broken = bytearray(data)
            for _ in range(chance.choice((1, 3, 40))):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            anew = trial % 2 == 1
            for command, answer in zip(commands, answers):
                self.record.write_bytes(summed(broken) if anew else broken)
                run = self.run_usmca("record", *command, "--record", self.record)
                self.assertIn(run.returncode, (0, 64, 65, 74), run.stderr)
                if not anew and run.returncode == 0:
                    self.assertEqual(run.stdout, answer)

    def refused(self, data, *commands):
        """With a name, though the sums are made anew."""
        for command in commands:
            self.record.write_bytes(summed(data))
            run = self.run_usmca("record", *command, "--record", self.record)
            self.assertEqual(run.returncode, 65, run.stderr)
            self.assertIn(b"the record is damaged", run.stderr)

    def test_hostile_contents_are_refused(self):
        self.keep()
        data = self.record.read_bytes()
        bomb = zlib.compressobj(9)
        zeros = b"".join([bomb.compress(bytes(1 << 20)) for _ in range(64)] + [bomb.flush()])
        packed, short = zlib.compress(b"{}"), zlib.compress(b"{}" * 99)
        for name, length, content in (("says more than can be", 4_000_000_000, packed), ("says less", 1, packed), ("below nothing", -1, packed), ("more than 64 bits of zlib", 1 << 40, packed),
                                      ("a bomb", 64 << 20, zeros), ("cut", 198, short[:-5]), ("behind its end", 2, packed + b"x"), ("empty", 0, b""), ("no stream", 3, b"abc"), ("another", 2, packed)):
            with self.subTest(name):
                self.record.write_bytes(data)
                database = sqlite3.connect(self.record, isolation_level=None)
                triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
                for trigger, _ in triggers:
                    database.execute(f"DROP TRIGGER {trigger}")
                database.execute("UPDATE content SET length = ?, packed = ?", (length, content))
                for _, sql in triggers:
                    database.execute(sql)
                database.close()
                self.refused(self.record.read_bytes(), ["show", "--run", "1"], ["verify"])

    def test_pages_that_go_in_circles_are_refused(self):
        self.keep_results([("PIECE", str(good)) for good in range(300)], "2024-03-31", "originating")
        data = self.record.read_bytes()
        inner = [at for at in range(PAGE, len(data), PAGE) if data[at] == 5]
        self.assertTrue(inner)
        for at in inner:
            for target in (at // PAGE + 1, 1, len(data) // PAGE + 9):  # itself, the first, none
                broken = bytearray(data)
                broken[at + 8:at + 12] = struct.pack(">I", target)
                self.refused(broken, ["verify"])
                self.record.write_bytes(summed(broken))
                self.assertIn(self.run_usmca("record", "show", self.record).returncode, (0, 65))


class Differences(RecordCase):
    def differ(self, *arguments, status=0):
        run = self.ask("diff", "--format", "json", *arguments, status=status)
        return json.loads(run.stdout)

    def test_lost_and_won_come_first_with_their_reasons(self):
        self.keep()
        goods = GOODS.replace("LEFT,", "CAME,")
        bom = BOM.replace("LEFT,", "CAME,").replace("RESIN,3902.10", "RESIN,3926.90", 1).replace("MOTOR,8501.52,non-originating,20", "MOTOR,8501.52,non-originating,25")
        self.keep(goods=goods, bom=bom, day="2024-04-30")
        diff = self.differ("--fail-on", "lost", status=1)
        self.assertEqual([(good["good_id"], good["change"]) for good in diff["goods"]], [("PART", "lost"), ("LEFT", "gone"), ("CAME", "added"), ("PUMP", "other")])
        lost = diff["goods"][0]
        self.assertEqual((lost["before"]["status"], lost["after"]["status"]), ("originating", "non-originating"))
        self.assertIn({"kind": "material-code", "line": "1", "what": "RESIN", "before": "390210", "after": "392690"}, lost["reasons"])
        self.assertIn("test", {reason["kind"] for reason in lost["reasons"]})
        self.assertIn({"kind": "material-value", "line": "2", "what": "MOTOR", "before": "20.00", "after": "25.00"}, diff["goods"][3]["reasons"])
        self.assertEqual(sorted(reason["what"] for reason in diff["changed"] if reason["kind"] == "input"), ["bom", "goods"])
        back = self.differ("2", "1", "--fail-on", "lost")
        self.assertEqual([good["change"] for good in back["goods"]], ["won", "gone", "added", "other"])

    def test_a_paper_that_went_away_is_the_reason(self):
        self.keep()
        self.keep(documents=DOCUMENTS.replace("2024-12-31", "2024-02-15"), day="2024-04-30")
        diff = self.differ()
        self.assertEqual([good["good_id"] for good in diff["goods"]], ["PUMP"])
        self.assertEqual({reason["kind"] for reason in diff["goods"][0]["reasons"]} & {"paper", "material-origin"}, {"paper"})

    def test_what_the_results_do_not_show_is_told_of_the_runs(self):
        self.keep()
        summary = json.loads((self.path / "summary.json").read_text())
        summary["program"]["version"], summary["rule_book"]["sha256"], summary["date"] = "9.9.9", "0" * 64, "2024-04-30"
        lines = (self.path / "results.json").read_text().replace('"criterion":"B"', '"criterion":"D"', 1)
        self.write("other.json", lines)
        self.write("other-summary.json", json.dumps(summary))
        refused = self.ask("add", "--results", "other.json", "--summary", "other-summary.json", status=65)
        self.assertIn(b"it is of other results", refused.stderr)
        self.write("edited.json", lines.replace('"status":"originating"', '"status":"undetermined"'))
        self.assertIn(b"the result contradicts itself", self.ask("add", "--results", "edited.json", "--summary", "other-summary.json", status=65).stderr)
        summary["results"]["sha256"] = hashlib.sha256(lines.encode()).hexdigest()
        self.write("other-summary.json", json.dumps(summary))
        self.ask("add", "--results", "other.json", "--summary", "other-summary.json")
        good = self.differ()["goods"][0]
        self.assertEqual([(reason["kind"], reason["after"]) for reason in good["reasons"]], [("program", "9.9.9"), ("rule-book", "0" * 64)])

    def test_sentences_in_another_language_are_told_as_that(self):
        """The lines are not the same, and nothing else is another: the file or the rules would be blamed."""
        self.keep(env={"LC_ALL": "es_MX.UTF-8"})
        self.keep(day="2024-03-31", env={"LC_ALL": "en_US.UTF-8"})
        diff = self.differ()
        language = {"kind": "options", "line": None, "what": "lang", "before": "es", "after": "en"}
        self.assertEqual((diff["changed"], diff["counts"]["other"]), ([language], 3))
        self.assertEqual([good["reasons"] for good in diff["goods"]], [[language]] * 3)

    def test_reasons_of_many_goods_are_each_of_its_own(self):
        """So many that several threads find them; written by another program, with blanks and escapes."""
        many = 1500
        self.keep_results([("Pie\u00e9a", str(good)) for good in range(many)], "2024-03-31", "originating")
        self.keep_results([("Pie\u00e9a", str(good + good % 2)) for good in range(many)], "2024-04-30", "non-originating")
        told = self.differ()
        self.assertEqual(told["counts"]["lost"], many)
        self.assertEqual([good["good_id"] for good in told["goods"]], [f"G-{good}" for good in range(many)])
        for number, good in enumerate(told["goods"]):
            expected = [{"kind": "material-value", "line": "1", "what": "Pie\u00e9a", "before": str(number), "after": str(number + 1)}] if number % 2 else []
            self.assertEqual(good["reasons"], expected)

    def test_the_same_run_twice_has_no_difference(self):
        self.keep()
        self.keep(day="2024-03-31")
        diff = self.differ("--fail-on", "alert")
        self.assertEqual((diff["goods"], diff["changed"], diff["alerts"]), ([], [], []))
        self.assertIn(b"Every good came out as before.", self.ask("diff", "--format", "text").stdout)

    def test_alerts_on_both_sides_of_their_limits(self):
        line = {"hs": "392690", "date": "2024-03-01", "status": "originating", "criterion": "B"}
        rvc = {"percent": "61.5000", "required": "60", "result": "pass"}
        goods = [{"good_id": "THIN", **line, "rvc": {"tv": rvc, "nc": None}}, {"good_id": "BETTER", **line, "rvc": {"tv": rvc, "nc": {"percent": "60.0000", "required": "50", "result": "pass"}}},
                 {"good_id": "SMALL", **line, "de_minimis": {"applied": True, "share": "9.0000", "limit": "10"}}, {"good_id": "ENDS", **line, "valid_until": "2024-05-30"},
                 {"good_id": "OVER", **line, "valid_until": "2024-03-30"}, {"good_id": "FOREIGN", **line, "status": "non-originating", "valid_until": "2024-04-01", "rvc": {"tv": rvc, "nc": None}}]
        self.write("results.json", "".join(json.dumps(good, separators=(",", ":")) + "\n" for good in goods))
        counts = {"originating": 5, "non-originating": 1, "undetermined": 0, "rejected": 0}
        self.write("summary.json", json.dumps({"format": 1, "program": {"version": "1"}, "date": "2024-03-31", "goods": counts}))
        for _ in range(2):
            self.ask("add", "--results", "results.json", "--summary", "summary.json")

        def alerts(*arguments, status=1):
            return [(alert["good_id"], alert["margin"] or alert["days"]) for alert in self.differ(*arguments, "--fail-on", "alert", status=status)["alerts"]]

        self.assertEqual(alerts("--alert-margin", "2"), [("SMALL", "1.0000"), ("THIN", "1.5000")])
        self.assertEqual(alerts("--alert-margin", "1.5"), [("SMALL", "1.0000")])
        self.assertEqual(alerts("--alert-margin", "1", status=0), [])
        self.assertEqual(alerts("--alert-expiry", "60"), [("OVER", -1), ("ENDS", 60)])
        self.assertEqual(alerts("--alert-expiry", "59"), [("OVER", -1)])
        self.assertEqual(alerts("--alert-expiry", "0", "--on", "2024-03-29", status=0), [])
        self.assertEqual(self.differ("--alert-margin", "2", "--fail-on", "lost")["goods"], [])
        self.ask("diff", "--alert-margin", "-1", status=64)

    def test_findings_of_another_language_are_said_to_be_so(self):
        """They are kept as the run wrote them."""
        data = SOURCE / "samples" / "pump"
        run = self.run_usmca("check", "--goods", data / "goods.csv", "--bom", data / "bom.csv", "--date", "2026-10-05", "--lang", "fr", "--record", "spoken.usmca", "--format", "json")
        self.assertEqual(run.returncode & ~1, 0, run.stderr)
        for arguments in (("WP-2100-OE",), ("--run", "1")):
            for language, said in (("en", "Findings are in French, the language of the run.\n"), ("es", "Los hallazgos están en francés, el idioma de la ejecución.\n"), ("fr", None)):
                text = self.run_usmca("record", "show", *arguments, "--record", "spoken.usmca", "--format", "text", "--lang", language).stdout.decode()
                self.assertTrue(text.endswith(said) if said else "langue de l’exécution" not in text, (arguments, language, text[-200:]))
        results, summary = (self.run_usmca("record", "show", *more, "--record", "spoken.usmca", "--format", "json").stdout for more in (("--run", "1"), ("--run", "1", "--summary")))
        report = ("report", self.write("spoken.json", results), "--summary", self.write("spoken-summary.json", summary), "-o", "audit.html", "--lang")
        self.assertEqual([self.run_usmca(*report, language).stderr.decode() for language in ("en", "fr")], ["Findings are in French, the language of the run.\n", ""])
        self.assertNotIn("Findings are in", self.run_usmca("record", "show", "WP-2100-OE", "--record", "spoken.usmca", "--format", "json").stdout.decode())

    def test_text_in_three_languages(self):
        self.keep()
        self.keep(bom=BOM.replace("RESIN,3902.10", "RESIN,3926.90", 1), day="2024-04-30")
        for language, said in (("en", "Lost their origin: 1"), ("es", "Perdieron el origen: 1"), ("fr", "Ont perdu l’origine : 1")):
            text = self.ask("diff", "--format", "text", "--lang", language).stdout.decode()
            self.assertIn(said, text)
            self.assertNotIn("record.", text)
            self.assertNotRegex(text, r"\{\w+\}")


    def test_no_word_of_the_results_stands_in_another_language(self):
        pump = SOURCE / "samples" / "pump"
        for before, after in (("8.45", "8.45"), ("8.45", "20.45")):
            self.write("bom.csv", (pump / "bom.csv").read_text().replace(before, after))
            self.run_usmca("check", "--goods", pump / "goods.csv", "--bom", "bom.csv", "--documents", pump / "documents.csv", "--format", "json", "--output", "r.json", "--record", "pumps.usmca")
        for language, value, test in (("en", "value 8.45 → 20.45", "test regional value, transaction value: met → not met"), ("es", "valor 8.45 → 20.45", "prueba VCR, valor de transacción: cumple → no cumple"),
                                      ("fr", "valeur 8,45 → 20,45", "critère valeur régionale, valeur transactionnelle : satisfait → non satisfait")):
            said = self.run_usmca("record", "diff", "pumps.usmca", "--lang", language, "--format", "text").stdout.decode()
            self.assertIn(value, said)
            self.assertIn(test, said)
            self.assertNotRegex(said, "rvc|transaction-value|in-order|missing →" if language != "en" else "rvc|transaction-value")


class Expiry(RecordCase):
    def five_years_ago(self, days):
        """The day five years before today, so many days later."""
        today = datetime.date.today()
        return (today.replace(year=today.year - 5, day=min(today.day, 28)) + datetime.timedelta(days=days)).isoformat()

    def expire(self, *arguments, **more):
        self.ask("expire", "--before", datetime.date.today().isoformat(), *arguments, **more)
        return self.listed()[0]["expired"]

    def test_five_years_are_kept(self):
        """19 CFR 182.15(a)(4): at least five years, and a day that has not come does not make them pass."""
        day = self.five_years_ago(-40)
        self.keep(goods=GOODS.replace("2024-03-01", day), day=day)
        passed = f"{int(day[:4]) + 5}{day[4:]}"
        before = (datetime.date.fromisoformat(passed) - datetime.timedelta(days=1)).isoformat()
        self.assertFalse(self.expire("--date", before))
        self.ask("expire", "--before", day)
        self.assertFalse(self.listed()[0]["expired"])
        self.assertTrue(self.expire("--date", passed))
        self.verify()
        self.keep(day=self.five_years_ago(40), goods=GOODS.replace("2024-03-01", day))
        refused = self.ask("expire", "--before", "2099-01-01", "--date", "2099-01-01", status=64)
        self.assertIn(b"has not come", refused.stderr)
        self.ask("expire", "--before", "2099-01-01")
        self.assertFalse(self.listed()[1]["expired"])
        self.ask("expire", "--before", "2099-01-01", "--date", "2099-01-01", "--force")
        self.assertTrue(self.listed()[1]["expired"])

    def test_a_clock_that_is_ahead_makes_no_five_years(self):
        """What is deleted does not come back: behind a long pause the clock alone does not show that time went on."""
        def noon(day):
            return {"SOURCE_DATE_EPOCH": str(int(datetime.datetime.fromisoformat(day + "T12:00:00+00:00").timestamp()))}

        day = self.five_years_ago(-40)
        begun = datetime.date.fromisoformat(day)
        goods = GOODS.replace("2024-03-01", day)
        self.keep(goods=goods, day=day, env=noon(day))
        alone = self.record.read_bytes()
        for language, said in (("en", "By the clock 1 of it would be old enough, but nothing was kept between {} and {}"), ("es", "entre el {} y el {} no se conservó nada"), ("fr", "rien n’a été conservé entre le {} et le {}")):
            run = self.ask("expire", "--before", "2099-01-01", "--lang", language)
            self.assertIn(said.format(day, datetime.date.today().isoformat()), run.stderr.decode())
        self.assertFalse(self.listed()[0]["expired"])
        # a run that the same clock has kept: what was kept before it shows the pause
        self.keep(goods=goods, day=day)
        self.ask("expire", "--before", "2099-01-01")
        self.assertEqual([run["expired"] for run in self.listed()], [False, False])
        self.assertTrue(self.expire("--date", datetime.date.today().isoformat()))
        # forced, they are of age, and the record does not say that they were young
        self.record.write_bytes(alone)
        self.assertTrue(self.expire("--force"))
        # what is kept every quarter shows that the years went by
        self.record.write_bytes(alone)
        for months in range(3, 62, 3):
            later = begun + datetime.timedelta(days=months * 30.4)
            self.ask("add", "--proof", self.write("proof", later.isoformat()), env=noon(later.isoformat()))
        self.assertTrue(self.expire())
        self.verify()

    def test_a_run_stays_as_long_as_what_was_made_from_it(self):
        """Article 5.8: five years from the certification, or from the importation, which its period may still bring."""
        old, young = self.five_years_ago(-400), self.five_years_ago(40)
        self.keep(goods=GOODS.replace("2024-03-01", young), day=old)
        goods = self.record.read_bytes()
        self.keep(goods=GOODS.replace("2024-03-01", old), day=old, record=self.path / "plain.usmca")
        plain = (self.path / "plain.usmca").read_bytes()
        credential = {"credentialSubject": {"goods": [{"description": "PART: a part", "commodityCode": "392690", "originCriterion": "B"}]}}
        papers = {"date": {**CERTIFIED, "date": young}, "period": {**CERTIFIED, "date": old, "blanket_period": {"from": old, "to": young}},
                  "credential": {**credential, "validFrom": old + "T00:00:00Z", "validUntil": young + "T23:59:59Z"},
                  "list": [{**CERTIFIED, "date": old}, {**CERTIFIED, "date": young}], "picture": None}
        self.record.write_bytes(goods)
        self.assertFalse(self.expire())
        for name, paper in papers.items():
            with self.subTest(paper=name):
                self.record.write_bytes(plain)
                self.ask("add", "--certification", self.write(f"{name}.json", json.dumps(paper) if paper else b"%PDF-1.7\n"))
                self.assertFalse(self.expire())
                self.record.write_bytes(plain)
                self.ask("add", "--certification", self.write(f"{name}.json", json.dumps(paper).replace(young, old) if paper else b"%PDF-1.7\n"), env={"SOURCE_DATE_EPOCH": "1500000000"})
                self.assertTrue(self.expire())

    def test_a_certification_says_what_its_run_says(self):
        self.keep()
        part = CERTIFIED["goods"][0]
        claims = {"description": "PART: a part: of two", "commodityCode": "392690", "originCriterion": "B"}
        credential = json.dumps({"credentialSubject": {"goods": [claims]}})
        for content in (json.dumps(CERTIFIED), json.dumps([CERTIFIED, CERTIFIED]), credential + "\n" + credential + "\n", "%PDF-1.7\n"):
            self.ask("add", "--certification", self.write("c.json", content))
        for content, words in (("junk", "no certification"), ("", "no certification"), ("{}", "no certification"), ("[]", "no certification"), ('{"certificate":true}', "no certification"), (json.dumps({**CERTIFIED, "goods": []}), "no certification"),
                               (json.dumps({**CERTIFIED, "goods": [{**part, "good_id": "NOBODY"}]}), "good NOBODY of run 1: the run has no such good"),
                               (json.dumps({**CERTIFIED, "goods": [{**part, "criterion": "A"}]}), "good PART of run 1: it originates by another criterion"),
                               (json.dumps({**CERTIFIED, "goods": [{**part, "hs": "392590"}]}), "good PART of run 1: it is classified otherwise"),
                               (json.dumps({**CERTIFIED, "goods": [part, {**part, "hs": 1}]}), "good PART of run 1: it is classified otherwise"),
                               (json.dumps({"kind": "lvc", "vehicles": [{"good_id": "PART"}]}), "good PART of run 1: it does not meet the requirement"),
                               (credential.replace("PART", "PRAT"), "the run has no such good"), (credential + "\n" + credential.replace('"B"', '"C"'), "another criterion"),
                               (credential + "\njunk", "no certification")):
            with self.subTest(content=content[:80]):
                run = self.ask("add", "--certification", self.write("c.json", content), status=65)
                self.assertIn(words, run.stderr.decode())
        self.keep(day="2024-04-30", bom=BOM.replace(",3,", ",9.9,").replace("3902.10", "3926.90"))
        run = self.ask("add", "--certification", self.write("c.json", json.dumps(CERTIFIED)), status=65)
        self.assertIn("good PART of run 2: it does not originate", run.stderr.decode())
        self.assertEqual([run["attachments"] for run in self.listed()], [4, 0])
        self.verify()

    def test_what_another_run_rests_on_stays(self):
        results = self.keep()
        self.keep(day="2024-04-30", bom=BOM.replace(",20,", ",21,"))
        self.ask("expire", "--before", "2024-04-01", "--force")
        self.verify()
        self.assertIn(b"has expired", self.ask("show", "--run", "1", status=65).stderr)
        for option in ("--certification", "--proof"):  # nothing is kept with a run that is gone
            self.assertIn(b"run 1 has expired", self.ask("add", option, self.write("paper", b"%PDF-1.7 x"), "--run", "1", status=65).stderr)
        self.assertEqual(self.ask("show", "PART", "--run", "2").stdout, results.splitlines(True)[0])
        with sqlite3.connect(self.record) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM determination").fetchone()[0] - 1, database.execute("SELECT count(*) FROM content").fetchone()[0])
        # the same run once more brings back what was deleted
        self.keep(day="2024-05-31")
        self.assertEqual(self.ask("show", "--run", "3").stdout, results)
        self.verify()

    def test_what_is_deleted_is_nowhere_in_the_file(self):
        secret = "".join(random.Random(3).choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=400))
        self.keep()
        self.ask("add", "--proof", self.write("secret", "".join(random.Random(4).choices("0123456789abcdefXYZ", k=3000)) + secret))
        with sqlite3.connect(self.record) as database:
            packed = database.execute("SELECT packed FROM file_content ORDER BY file DESC").fetchone()[0]
        piece = packed[100:130]
        self.assertIn(piece, self.record.read_bytes())
        self.ask("expire", "--before", "2024-04-01", "--force")
        self.assertNotIn(piece, self.record.read_bytes())
        self.verify()


class Proof(RecordCase):
    def test_a_checkpoint_tells_a_record_from_one_that_was_rewritten(self):
        self.keep()
        self.keep(day="2024-04-30")
        self.ask("export", "--output", "checkpoint.json")
        self.keep(day="2024-05-31")
        self.ask("verify", "--checkpoint", "checkpoint.json")
        self.record.unlink()
        self.keep()
        self.ask("verify", "--checkpoint", "checkpoint.json", status=65)
        self.keep(day="2024-04-29")
        self.assertIn(b"is another", self.ask("verify", "--checkpoint", "checkpoint.json", status=65).stderr)

    def test_signature_and_time_stamp_request_are_read_by_others(self):
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        self.keep()
        key = Ed25519PrivateKey.generate()
        self.write("key.pem", key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        self.ask("export", "--output", "checkpoint.json", "--sign", "key.pem", "--signature", "checkpoint.sig", "--timestamp-request", "checkpoint.tsq")
        checkpoint = (self.path / "checkpoint.json").read_bytes()
        key.public_key().verify((self.path / "checkpoint.sig").read_bytes(), checkpoint)
        self.assertEqual(json.loads(checkpoint)["hash"], json.loads(self.verify().stdout)["hash"])
        request = subprocess.run(["openssl", "ts", "-query", "-in", "checkpoint.tsq", "-text"], cwd=self.path, capture_output=True, text=True)
        self.assertEqual(request.returncode, 0, request.stderr)
        self.assertIn("Certificate required: yes", request.stdout)
        self.assertIn(hashlib.sha256(checkpoint).digest(), (self.path / "checkpoint.tsq").read_bytes())
        for bad in (b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n", b"-----BEGIN PRIVATE KEY-----\n" + b"MC4CAQAwBQYDK2VwBCIEIA==" + b"\n"):
            self.write("bad.pem", bad)
            self.ask("export", "--sign", "bad.pem", "--signature", "bad.sig", status=65)
            self.assertFalse((self.path / "bad.sig").exists())


class Places(RecordCase):
    def test_two_at_once_are_both_kept(self):
        self.keep(record=self.path / "other.usmca")
        add = [USMCA, "record", "add", self.record, "--results", "results.json", "--summary", "summary.json"]
        running = [subprocess.Popen(add, cwd=self.path, stderr=subprocess.PIPE) for _ in range(4)]
        for process in running:
            self.assertEqual((process.communicate()[1], process.returncode), (b"", 0))
        self.assertEqual(len(self.listed()), 4)
        self.verify()

    def in_a_place(self, options, script):
        """Runs a script in a file system of its own, mounted at $PLACE; None where that may not be."""
        (self.path / "place").mkdir(exist_ok=True)
        trial = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", self.path / "place"], capture_output=True)
        if trial.returncode != 0:
            self.skipTest("no file systems can be mounted here")
        whole = f'mount -t tmpfs -o {options} none "$PLACE" && {script}'
        return subprocess.run(["unshare", "-rm", "sh", "-c", whole], cwd=self.path, capture_output=True, text=True, env={**os.environ, "PLACE": str(self.path / "place"), "USMCA": USMCA})

    def test_a_medium_that_takes_nothing_is_read(self):
        self.keep()
        self.keep(day="2024-04-30", bom=BOM.replace(",20,", ",21,"))
        run = self.in_a_place("size=8m", 'cp runs.usmca "$PLACE" && mount -o remount,ro "$PLACE" && cd "$PLACE" && for c in list "show PART" diff verify export; do "$USMCA" record $c --record runs.usmca > /dev/null || exit 1; done; '
                              '"$USMCA" record add runs.usmca --proof ../documents.csv; echo "add $?"; ls')
        self.assertEqual((run.returncode, run.stdout.split()), (0, ["add", "74", "runs.usmca"]), run.stderr)

    def test_a_full_disk_keeps_what_was_there(self):
        self.keep()
        record_kills.write_run(self.path, 1, 4000)
        run = self.in_a_place("size=1m", 'cp runs.usmca "$PLACE" && "$USMCA" record add "$PLACE/runs.usmca" --results results-1.json --summary summary-1.json; echo "add $?"; "$USMCA" record verify "$PLACE/runs.usmca" >/dev/null; '
                              'echo "verify $?"; "$USMCA" record list "$PLACE/runs.usmca" | wc -l; ls "$PLACE"')
        self.assertEqual(run.stdout.split(), ["add", "74", "verify", "0", "1", "runs.usmca"], run.stderr)

    def test_killed_while_it_is_added_to(self):
        wrong, hit = record_kills.trial(USMCA, 8, record_kills.FEW)
        self.assertEqual(wrong, [])

    def test_outputs_are_not_the_record(self):
        self.keep()
        self.ask("show", "--output", self.record, status=64)
        self.ask("diff", "--output", self.record, status=64)
        self.assertEqual(self.check(GOODS, BOM, "--format", "json", "--output", self.record, "--record", self.record).returncode, 64)
        self.verify()

    def test_what_cannot_be_written_is_74(self):
        self.keep()
        for command in ("list", "show", "verify", "export"):
            with open("/dev/full", "wb") as full:
                self.assertEqual(subprocess.run([USMCA, "record", command, "--record", self.record], stdout=full, stderr=subprocess.DEVNULL).returncode, 74, command)


if __name__ == "__main__":
    unittest.main()
