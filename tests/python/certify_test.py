"""Certifications from Python are those of the command, and of no good that may not be signed for. Needs nothing but cffi."""
import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import usmca

DAY = "2026-01-05"
YEAR = ("2026-01-01", datetime.date(2026, 12, 31))
GOOD = {"description": "Pump", "hs": "8413.70", "country": "MX", "date": "2026-01-01", "transaction_value": 100}
NAMES = ("GOOD", "PAPER", "FIRST", "MISSING", "BAD", 'WITH, "ALL"')
SEAL = {"line": 9, "material_id": "SEAL", "hs": "4016.93", "origin": "non-originating", "country": "CN", "value": 5}
BOM = [
    {"good_id": "PAPER", "line": 1, "material_id": "CASING", "hs": "8413.91", "origin": "originating", "country": "MX", "value": 60, "document": "CO-1"},
    {"good_id": "FIRST", "line": 1, "material_id": "SHAFT", "hs": "8413.91", "origin": "originating", "country": "MX", "value": 90},
    {"good_id": "MISSING", "line": 1, "material_id": "BOLT", "hs": "7318.15", "origin": "originating", "country": "MX", "value": 1},
    {"good_id": "BAD", "line": 1, "material_id": "CASING2", "hs": "8413.91", "origin": "non-originating", "country": "CN", "value": 90},
]
PAPERS = [{"document_id": "CO-1", "kind": "certification", "supplier": "S", "material_id": "CASING", "hs": "8413.91", "criterion": "B", "valid_from": "2026-01-01",
           "valid_to": "2026-06-30", "signed_on": "2026-01-01", "certifier": "L. Garza", "certifier_role": "producer", "producer": "S"}]
PARTIES = """role,name,signatory,title,address,city,region,postal_code,country,telephone,email,tax_number
exporter,Bombas del Norte,Laura Garza,Export manager,Av. Industrial 120,Monterrey,NL,64000,MX,+52 81 5555 0100,l@bombas.example,SAT970701NN3
producer,Fundidora Norte,,,Calle 5,Saltillo,,,MX,+52 84 5555 0100,f@f.example,
importer,Acme Pumps,,,1 Main Street,Laredo,TX,78040,US,+1 956 555 0100,t@acme.example,12-3456789
"""


class Certify(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rules = usmca.RuleBook()
        cls.results = cls.rules.check([{"good_id": name, **GOOD} for name in NAMES], [{"good_id": name, **SEAL} for name in NAMES] + BOM, documents=PAPERS, date=DAY,
                                      default_use="aftermarket")
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.parties = cls.path / "parties.csv"
        cls.parties.write_text(PARTIES)
        cls.file = cls.path / "results.json"
        cls.file.write_bytes(cls.results.json_bytes())

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def certify(self, results=None, parties=None, **more):
        return self.rules.certify(self.results if results is None else results, parties or self.parties, **{"certifier": "exporter", "date": DAY, "period": YEAR, **more})

    def by_command(self, *options):
        run = subprocess.run([os.environ["USMCA"], "certify", self.file, "--parties", self.parties, "--certifier", "exporter", "--date", DAY, "--from", "2026-01-01", "--to",
                              "2026-12-31", *options], capture_output=True, check=False)
        return run.stdout

    def test_documents_are_those_of_the_command(self):
        for form in ("json", "text", "invoice", "pdf"):
            with self.subTest(form):
                made = self.certify(good="GOOD", format=form)
                self.assertEqual(made.document, self.by_command("--good", "GOOD", "--format", form, *(["--output", "/dev/stdout"] if form == "pdf" else [])))
                self.assertTrue(made)
                self.assertEqual((made.certified, made.refused, made.problems), (1, (), ()))
        found = self.certify(good="GOOD").objects()[0]
        self.assertEqual([good["good_id"] for good in found["goods"]], ["GOOD"])
        self.assertEqual(found["blanket_period"], {"from": "2026-01-01", "to": "2026-12-31"})

    def test_a_credential(self):
        made = self.certify(good=["GOOD", 'WITH, "ALL"'], format="credential", issuer="https://bombas.example", period=None, invoice="F-17")
        self.assertEqual([one["issuer"]["id"] if isinstance(one["issuer"], dict) else one["issuer"] for one in made.objects()], ["https://bombas.example"])
        self.assertEqual(made.certified, 2)
        key = self.path / "key.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True, capture_output=True)
        signed = self.certify(good="GOOD", format="credential", sign=key)
        signed.write(self.path / "credential.json")
        self.assertEqual(subprocess.run([os.environ["USMCA"], "certify", "verify", self.path / "credential.json"], check=False, capture_output=True).returncode, 0)
        self.assertEqual(sorted(path.name for path in self.path.glob("*credential*")), ["credential.json"])

    def test_no_good_is_certified_that_is_not_on_the_pile(self):
        made = self.certify(period=None, shipment=True)
        self.assertEqual({one.good_id: one.reason for one in made.refused}, {"FIRST": "pile", "MISSING": "pile", "BAD": "non-originating"})
        self.assertEqual([good["good_id"] for good in made.objects()[0]["goods"]], ["GOOD", "PAPER", 'WITH, "ALL"'])
        made = self.certify(period=None, shipment=True, accept="paper-missing")
        self.assertEqual({one.good_id for one in made.refused}, {"FIRST", "BAD"})
        for name in ("FIRST", "BAD"):
            made = self.certify(good=name, accept="paper-missing")
            self.assertFalse(made)
            self.assertIsNone(made.document)
            self.assertEqual((made.certified, [one.good_id for one in made.refused]), (0, [name]))
            with self.assertRaises(usmca.ArgumentError):
                made.objects()
            with self.assertRaises(usmca.ArgumentError):
                made.write(self.path / "none.json")
            self.assertFalse((self.path / "none.json").exists())
        with self.assertRaisesRegex(usmca.ArgumentError, "accept"):
            self.certify(accept="paper-first")

    def test_a_good_that_is_changed_in_between_is_what_it_is_then(self):
        changed = [good if good["good_id"] != "GOOD" else {**good, "evidence": {**good["evidence"], "pile": "do-not-sign"}} for good in self.results]
        self.assertEqual([one.reason for one in self.certify(changed, good="GOOD").refused], ["pile"])
        with self.assertRaisesRegex(usmca.InputError, "evidence"):
            self.certify([{name: value for name, value in good.items() if name != "evidence"} for good in self.results])

    def test_results_come_as_a_result_a_file_and_lines(self):
        lines = list(self.results.lines())
        expected = self.certify(good="GOOD").document
        for results in (self.file, str(self.file), self.file.read_bytes(), lines, [line.decode() for line in lines]):
            self.assertEqual(self.certify(results, good="GOOD").document, expected)
        read = self.certify(map(json.loads, lines), good="GOOD").objects()[0]  # written anew, and so of other bytes
        self.assertEqual(read["goods"], json.loads(expected)["goods"])
        with self.assertRaises(TypeError):
            self.certify(3)
        with self.assertRaises(FileNotFoundError):
            self.certify("/nowhere.json")

    def test_parties_come_as_every_table_does(self):
        rows = [dict(zip(PARTIES.splitlines()[0].split(","), line.split(","))) for line in PARTIES.splitlines()[1:]]
        self.assertEqual(self.certify(parties=rows, good="GOOD").document, self.certify(good="GOOD").document)
        made = self.certify(parties=rows[:1], good="GOOD")
        self.assertIsNone(made.document)
        self.assertTrue(any("no producer is listed" in line for line in made.problems), made.problems)
        made = self.certify(parties=[{**rows[0], "tax_number": "SAT970701NN4"}, *rows[1:]], good="GOOD")
        self.assertIsNone(made.document)
        self.assertRegex(made.problems[0], r"^parties:1:12: ")

    def test_options_that_do_not_go_together(self):
        for options, said in (({"period": None}, "one of invoice, shipment"), ({"period": ("2026-01-01", "2027-01-01")}, "12 months"), ({"certifier": "broker"}, "broker"),
                              ({"format": "docx"}, "docx"), ({"producer": "unknown"}, "producer unknown"), ({"issuer": "https://a.example"}, "credential")):
            with self.assertRaisesRegex(usmca.ArgumentError, said):
                self.certify(**options)
        with self.assertRaisesRegex(usmca.ArgumentError, "no JSON"):
            self.certify(good="GOOD", format="text").objects()

    def test_sentences_in_another_language(self):
        made = usmca.RuleBook(language="es").certify(self.results, self.parties, certifier="exporter", date=DAY, period=YEAR, good=["GOOD", "BAD"])
        self.assertEqual(made.objects()[0]["language"], "es")
        self.assertIn("originaria", made.refused[0].message)


if __name__ == "__main__":
    unittest.main()
