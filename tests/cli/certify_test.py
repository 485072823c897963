"""A certification of origin: what it has, what it is never written for, and the credential, which another program reads and verifies."""
import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import unittest

import jsonschema
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from certification import BOM, EXPORTER, GOODS, IMPORTER, PARTIES, PRODUCER, YEAR, Certification
from support import SOURCE

SCHEMA = json.loads((SOURCE / "tests" / "papers" / "usmca-certification-of-origin.schema.json").read_text())
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    found = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return b"\0" * (len(text) - len(text.lstrip("1"))) + found


def canonical(value):
    """RFC 8785, of what has no numbers and no names beyond ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def verify(credential):
    """Raises InvalidSignature: eddsa-jcs-2022, by the key that the proof names."""
    document = dict(credential)
    proof = dict(document.pop("proof"))
    signature = base58(proof.pop("proofValue")[1:])
    key = base58(proof["verificationMethod"].split("#")[1][1:])
    if key[:2] != b"\xed\x01":
        raise InvalidSignature
    Ed25519PublicKey.from_public_bytes(key[2:]).verify(signature, hashlib.sha256(canonical(proof)).digest() + hashlib.sha256(canonical(document)).digest())


class Certify(Certification):
    def key(self):
        private = Ed25519PrivateKey.generate()
        return self.write("key.pem", private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())), private

    # ---- the nine elements ----

    def test_the_elements_stand_in_the_order_of_the_annex(self):
        found = self.one("--good", "GOOD", status=0)
        self.assertEqual(list(found), ["format", "language", "certified_by", "certifier", "exporter", "producer", "importer", "invoice", "goods", "blanket_period", "statement", "date", "import_country", "results_sha256"])
        self.assertEqual(found["results_sha256"], hashlib.sha256((self.path / "results.json").read_bytes()).hexdigest())
        self.assertEqual(found["certified_by"], "exporter")
        self.assertEqual((found["certifier"]["name"], found["certifier"]["title"]), ("Bombas del Norte", "Export manager"))
        self.assertEqual(found["exporter"], {"stated": "same", "parties": []})
        self.assertEqual([party["name"] for party in found["producer"]["parties"]], ["Fundidora Ñandú"])
        self.assertEqual([party["name"] for party in found["importer"]["parties"]], ["Acme Pumps"])
        self.assertEqual(found["goods"], [{"good_id": "GOOD", "description": "Pump GOOD", "hs": "841370", "criterion": "B"}])
        self.assertEqual(found["blanket_period"], {"from": "2026-01-01", "to": "2026-12-31"})
        self.assertEqual(found["date"], "2026-01-05")

    def test_text_and_invoice_in_three_languages(self):
        words = {"en": ("Certifier", "I certify that the goods described in this document qualify as originating", "From 2026-01-01 to 2026-12-31"),
                 "es": ("Certificador", "Certifico que las mercancías descritas en este documento califican como originarias", "Del 2026-01-01 al 2026-12-31"),
                 "fr": ("Certificateur", "J’atteste que les produits décrits dans le présent document sont admissibles", "Du 2026-01-01 au 2026-12-31")}
        for language, expected in words.items():
            for form in ("text", "invoice"):
                with self.subTest(language=language, form=form):
                    run = self.certify("--good", "GOOD", "--format", form, "--lang", language)
                    self.assertEqual(run.returncode, 0)
                    said = " ".join(run.stdout.decode().split())
                    for part in (*expected, "8413.70", "Laura Garza Peña", "Fundidora Ñandú", "SAT970701NN3"):
                        self.assertIn(part, said)
                    self.assertNotRegex(said, r"certify\.|\{")
        run = self.certify("--good", "GOOD", "--format", "text")
        self.assertEqual(re.findall(r"^(\d)\. ", run.stdout.decode(), re.M), list("123456789"))

    def test_what_the_law_lets_be_left_open_is_said(self):
        alone = self.write("alone.csv", PARTIES + PRODUCER.replace("Ñandú,,,", "Ñandú,Ana Ruiz,Manager,"))
        found = self.one("--good", "GOOD", "--exporter", "unknown", "--importer", "various", parties=alone, by="producer", status=0)
        self.assertEqual([found[name]["stated"] for name in ("exporter", "producer", "importer")], ["unknown", "same", "various"])
        alone = self.write("alone.csv", PARTIES + EXPORTER)
        for word, said in (("various", "Varios"), ("on-request", "Disponible a solicitud de las autoridades importadoras"), ("same", "El mismo que el certificador")):
            run = self.certify("--good", "GOOD", "--producer", word, "--importer", "unknown", "--format", "text", "--lang", "es", parties=alone)
            self.assertEqual(run.returncode, 0)
            self.assertIn(f"4. Productor\n   {said}\n", run.stdout.decode())
        run = self.certify("--good", "GOOD", parties=alone)
        self.assertEqual((run.returncode, run.stdout), (2, b""))
        self.assertIn(b"no producer is listed (Annex 5-A, element 4): add a row for it, or say --producer same|various|on-request", run.stderr)
        self.assertIn(b"no importer is listed (Annex 5-A, element 5)", run.stderr)

    def test_what_the_law_does_not_let_be_left_open_is_wrong_usage(self):
        for by, options in (("exporter", ("--exporter", "unknown")), ("producer", ("--producer", "various")), ("producer", ("--producer", "on-request")),
                            ("importer", ("--importer", "unknown")), ("exporter", ("--exporter", "various")), ("exporter", ("--importer", "on-request")),
                            ("certifier", ())):
            with self.subTest(by=by, options=options):
                self.assertEqual(self.certify(*options, by=by).returncode, 64)
        run = self.certify("--good", "GOOD", "--producer", "various")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"it is listed here, and the options say", run.stderr)

    def test_several_producers_and_importers_and_one_exporter(self):
        more = self.write("more.csv", PARTIES + EXPORTER + PRODUCER + PRODUCER.replace("Ñandú", "Dos") + IMPORTER + IMPORTER.replace("Acme", "Beta"))
        found = self.one("--good", "GOOD", parties=more, status=0)
        self.assertEqual([len(found[name]["parties"]) for name in ("producer", "importer")], [2, 2])
        more = self.write("more.csv", PARTIES + EXPORTER + EXPORTER.replace("Norte", "Sur") + PRODUCER + IMPORTER)
        run = self.certify("--good", "GOOD", parties=more)
        self.assertEqual((run.returncode, run.stdout), (2, b""))
        own = self.write("own.csv", PARTIES + EXPORTER.replace("exporter", "certifier") + EXPORTER + PRODUCER + IMPORTER)
        self.assertEqual(self.one("--good", "GOOD", parties=own, status=0)["exporter"]["stated"], "listed")

    def test_who_certifies_as_one_of_them_is_that_one(self):
        """Annex 5-A, elements 1 and 3 to 5: who certifies as the importer certifies no importation of another; so for exporters and producers."""
        whole = PARTIES + EXPORTER + PRODUCER + IMPORTER
        for role, row, name in (("importer", IMPORTER, "Acme"), ("producer", PRODUCER, "Fundidora"), ("exporter", EXPORTER, "Bombas")):
            own = row.replace(role, "certifier", 1).replace(",,,", ",,Manager,", 1) if role != "exporter" else row.replace(role, "certifier", 1)
            for other, status in (("", 0), (row.replace(name, "Another"), 2)):
                with self.subTest(role=role, other=other):
                    run = self.certify("--good", "GOOD", by=role, parties=self.write("own.csv", whole + own + other))
                    self.assertEqual((run.returncode, run.stdout != b""), (status, status == 0), run.stderr)
            with self.subTest(role=role, other="alone"):
                run = self.certify("--good", "GOOD", by=role, parties=self.write("own.csv", whole.replace(name, "Another") + own))
                self.assertEqual((run.returncode, run.stdout), (2, b""))
                self.assertIn(f"certifies as the {role}, and this is another".encode(), run.stderr)

    def test_a_period_has_twelve_months_at_most(self):
        self.assertEqual(self.certify(when=("--from", "2026-01-01", "--to", "2027-01-01")).returncode, 64)
        self.assertEqual(self.certify("--good", "GOOD", when=("--from", "2026-02-01", "--to", "2027-01-31")).returncode, 0)
        for wrong in (("--from", "2026-01-01"), ("--to", "2026-01-01"), (), ("--shipment", "--invoice", "1"), ("--from", "2026-02-01", "--to", "2026-01-31"), ("--invoice", " "),
                      ("--from", "2020-01-01", "--to", "2020-06-30"), ("--shipment", "--cut-period")):
            with self.subTest(wrong=wrong):
                self.assertEqual(self.certify(when=wrong).returncode, 64)
        found = self.one("--good", "GOOD", when=("--invoice", "F-77"), status=0)
        self.assertEqual((found["invoice"], found["blanket_period"]), ("F-77", None))
        self.assertIsNone(self.one("--good", "GOOD", when=("--shipment",), status=0)["invoice"])

    # ---- goods that are refused ----

    def test_no_good_is_certified_that_is_not_on_the_pile(self):
        self.assertEqual(self.refused(when=("--shipment",)), {"FIRST": "pile", "MISSING": "pile", "BAD": "non-originating"})
        self.assertEqual(self.refused("--accept", "paper-missing", when=("--shipment",)), {"FIRST": "pile", "BAD": "non-originating"})
        for pile in ("paper-first", "do-not-sign", "sign"):
            self.assertEqual(self.certify("--accept", pile).returncode, 64)

    def test_nothing_is_written_where_no_good_is_left(self):
        run = self.certify("--good", "BAD", "--output", "out.json")
        self.assertEqual((run.returncode, run.stdout), (1, b""))
        self.assertFalse((self.path / "out.json").exists())
        self.assertIn("no es originaria", self.certify("--good", "BAD", "--lang", "es").stderr.decode())

    def test_an_answer_has_to_stand_all_the_time(self):
        self.assertEqual(self.refused("--good", "GOOD,PAPER")["PAPER"], "ends-before")
        for last, status in (("2026-06-30", 0), ("2026-07-01", 1)):
            self.assertEqual(self.certify("--good", "PAPER", when=("--from", "2026-01-01", "--to", last)).returncode, status)
        self.assertEqual(self.one("--good", "GOOD,PAPER", "--cut-period", status=0)["blanket_period"], {"from": "2026-01-01", "to": "2026-06-30"})
        self.assertEqual(self.refused("--good", "PAPER", "--cut-period", when=("--from", "2026-07-01", "--to", "2026-12-31")), {"PAPER": "ends-before"})
        self.assertEqual(self.refused("--good", "GOOD", when=("--from", "2025-12-31", "--to", "2026-12-30")), {"GOOD": "determined-later"})

    def test_what_a_later_run_has_otherwise_is_superseded(self):
        """Last month's results are no ground for a good that this month's do not have on the pile; what lies behind the period decides nothing of it."""
        def keep(day, value, name, into=""):
            run = self.check(GOODS.replace("\n", ",import_country\n") + f"A,Pump,8413.70,MX,,100,,{into}\nB,Pump,8413.70,MX,,100,,{into}\n", BOM + f"A,1,CASING,8413.91,non-originating,CN,{value},\nB,1,SEAL,4016.93,non-originating,CN,5,\n", "--date", day,
                             "--default-use", "aftermarket", "--format", "json", "--output", name, "--record", "runs.usmca")
            self.assertIn(run.returncode, (0, 1), run.stderr)
            return str(self.path / name)
        first = keep("2026-01-01", 5, "first.json")
        held = {"results": first, "status": 0}
        self.assertEqual([good["good_id"] for good in self.one("--record", "runs.usmca", **held)["goods"]], ["A", "B"])
        second = keep("2026-02-01", 95, "second.json")
        self.assertEqual(self.refused("--record", "runs.usmca", results=first), {"A": "superseded"})
        self.assertEqual(self.refused("--record", "runs.usmca", "--good", "A", results=second, when=("--from", "2026-02-01", "--to", "2026-02-28")), {"A": "non-originating"})
        self.assertEqual(len(self.one("--record", "runs.usmca", when=("--from", "2026-01-01", "--to", "2026-01-31"), **held)["goods"]), 2)
        keep("2026-03-01", 5, "third.json")
        self.assertEqual(len(self.one("--record", "runs.usmca", **held)["goods"]), 2)
        states = keep("2026-05-01", 5, "states.json", "US")
        keep("2026-06-01", 95, "canada.json", "CA")  # which says nothing of importation into another country
        self.assertEqual(len(self.one("--record", "runs.usmca", results=states, status=0, when=("--from", "2026-06-01", "--to", "2026-12-31"))["goods"]), 2)

    def test_goods_are_of_one_day_and_stand_once(self):
        self.determine(GOODS + "LATE,Pump,8413.70,MX,2026-01-02,100,\n", BOM + "LATE,1,SEAL,4016.93,non-originating,CN,5,\n", name="other.json")
        both = self.write("both.json", (self.path / "results.json").read_text() + (self.path / "other.json").read_text())
        self.assertEqual(self.refused("--good", "GOOD,LATE", results=both, when=("--from", "2026-01-02", "--to", "2026-12-31")), {"LATE": "date-differs"})
        twice = self.write("twice.json", (self.path / "results.json").read_text() * 2)
        self.assertEqual(self.refused("--good", "GOOD", results=twice), {"GOOD": "twice"})
        self.assertEqual(self.refused("--good", "GOOD,NONE"), {"NONE": "absent"})

    def test_what_a_good_lacks(self):
        rows = [json.loads(line) for line in (self.path / "results.json").read_text().splitlines()]
        good = next(row for row in rows if row["good_id"] == "GOOD")
        for change, reason in (({"description": " "}, "description"), ({"hs": "8413"}, "hs"), ({"hs": "pump"}, "hs"), ({"hs": None}, "hs"),
                               ({"hs": "8517.70"}, "hs-edition"), ({"hs": "8517700001"}, "hs-edition"), ({"criterion": None}, "criterion"),
                               ({"criterion": "E"}, "criterion"), ({"status": "undetermined"}, "undetermined"), ({"status": "rejected"}, "rejected"),
                               ({"evidence": {**good["evidence"], "status_documented": "undetermined"}}, "documented"), ({"evidence": {**good["evidence"], "pile": "SIGN"}}, "pile")):
            with self.subTest(change=change):
                self.assertEqual(self.refused(results=self.write("r.json", json.dumps({**good, **change}))), {"GOOD": reason})
        failed = [{**one, "result": "fail"} for one in good["alternatives"]]
        for change in ({"rule": None}, {"alternatives": failed}, {"alternatives": []}, {"rule": {**good["rule"], "alternative": "Z"}}):
            with self.subTest(change=change):
                self.assertEqual(self.refused(results=self.write("r.json", json.dumps({**good, **change}))), {"GOOD": "contradicted"})
        good.pop("description")
        self.assertEqual(self.refused(results=self.write("r.json", json.dumps(good))), {"GOOD": "description"})

    def test_what_was_changed_in_one_place_is_seen_by_the_others(self):
        """A pile beside papers and findings that it cannot have, a test that is not met in an alternative that is, a foreign material of a good that has none."""
        rows = {row["good_id"]: row for row in map(json.loads, (self.path / "results.json").read_text().splitlines())}
        signed = {"pile": "sign", "status_documented": "originating"}
        claim = {"code": "claim-unsupported", "severity": "violation", "line": None, "message": "", "cite": None}
        good, bad = rows["GOOD"], rows["BAD"]
        rule = {**good["rule"], "alternative": "B"}
        shift, content = good["alternatives"][1]["tests"]
        changed = ([{**rows[name], "evidence": {**rows[name]["evidence"], **signed}} for name in ("FIRST", "MISSING")] +
                   [{**good, "findings": [claim]}, {**good, "undetermined": "facts"}] +
                   [{**good, "rule": rule, "alternatives": [good["alternatives"][0], {"id": "B", "result": "pass", "tests": tests}]}
                    for tests in ([{**shift, "result": "fail"}, content], [shift, {**content, "result": "unknown"}], [shift, {**content, "percent": "59.9999"}])] +
                   [{**bad, "status": "originating", "criterion": letter, "rule": {"id": "any", "alternative": None, "cite": ""}, "evidence": {**bad["evidence"], **signed}} for letter in "AC"])
        for change in changed:
            with self.subTest(change=change["good_id"]):
                self.assertEqual(self.refused(results=self.write("r.json", json.dumps(change))), {change["good_id"]: "contradicted"})
        papers = [{**paper, "state": "in-order"} for paper in rows["FIRST"]["evidence"]["documents"]]
        self.assertEqual(self.refused(results=self.write("r.json", json.dumps({**rows["FIRST"], "evidence": {**rows["FIRST"]["evidence"], **signed, "documents": papers}}))), {"FIRST": "contradicted"})

    def test_criterion_e_is_for_goods_of_schedule_2(self):
        """U.R. 3(7): Table 2.10.1 is Schedule 2; a good that originates by it alone has no other letter, and one that its description names is not taken for it by its code."""
        goods = "".join(f"{name},A thing,{hs},MX,2026-01-01,100,\n" for name, hs in (("DISK", "8471.70"), ("SORTED", "8471.70"), ("SUPPLY", "8504.40"), ("NETWORK", "8517.62")))
        bom = "DISK,1,PART,8473.30,non-originating,CN,5,\nSORTED,1,PART,8471.70,non-originating,CN,95,\nSUPPLY,1,PART,8504.90,originating,MX,5,\nNETWORK,1,PART,8504.90,originating,MX,5,\n"
        other = self.determine(GOODS + goods, BOM + bom, name="other.json")
        self.assertEqual({good["good_id"]: good["criterion"] for good in self.one("--accept", "paper-missing", results=other, status=0)["goods"]}, {"DISK": "B", "SORTED": "E", "SUPPLY": "C", "NETWORK": "C"})
        asked = ("--accept", "paper-missing", "--criterion-e", "DISK,SORTED,SUPPLY,NETWORK")
        self.assertEqual({good["good_id"]: good["criterion"] for good in self.one(*asked, results=other)["goods"]}, {"DISK": "E", "SORTED": "E"})
        self.assertEqual(self.refused(*asked, results=other), {"SUPPLY": "deemed", "NETWORK": "deemed"})
        self.assertEqual(self.refused("--good", "GOOD", "--criterion-e", "GOOD"), {"GOOD": "deemed"})
        self.assertEqual(self.certify("--criterion-e", "DISK", "--format", "credential", "--issuer", "https://a.example").returncode, 64)
        self.assertEqual(self.refused("--good", "DISK,SORTED", "--format", "credential", "--issuer", "https://a.example", "--country", "MX", results=other), {"SORTED": "criterion-e"})

    def test_an_id_with_a_comma_is_quoted(self):
        names = ("A,1", 'B"2"', "A", "1")
        goods = "".join('"{}",A pump,8413.70,MX,2026-01-01,100,\n'.format(name.replace('"', '""')) for name in names)
        bom = "".join('"{}",1,SEAL,4016.93,non-originating,CN,5,\n'.format(name.replace('"', '""')) for name in names)
        other = self.determine(GOODS + goods, BOM + bom, name="other.json")
        for asked, found in (('"A,1"', ["A,1"]), ("A,1", ["A", "1"]), ('"A,1", "B""2""" ,1', ["A,1", 'B"2"', "1"]), ('B"2"', ['B"2"']), ('"A,1', ["A,1"])):
            with self.subTest(asked=asked):
                self.assertEqual([good["good_id"] for good in self.one("--good", asked, results=other, status=0)["goods"]], found)
        self.assertEqual(self.refused("--good", '"A, 1",A', results=other), {"A, 1": "absent"})

    # ---- parties ----

    def test_an_element_that_is_missing_is_told_with_its_place(self):
        for column, line, row in (("title", 2, EXPORTER.replace("Export manager", "")), ("telephone", 2, EXPORTER.replace("+52 81 5555 0100", "")), ("email", 2, EXPORTER.replace("l@bombas.example", "")),
                                  ("address", 2, EXPORTER.replace("Av. Industrial 120", " ")), ("country", 2, EXPORTER.replace(",MX,", ",,")),
                                  ("country", 2, EXPORTER.replace(",MX,", ",CN,")), ("email", 2, EXPORTER.replace("l@bombas.example", "l.bombas.example")),
                                  ("telephone", 2, EXPORTER.replace("+52 81 5555 0100", "ask me"))):
            with self.subTest(column=column, row=row):
                run = self.certify("--good", "GOOD", "--rejects", "rejects.csv", parties=self.write("p.csv", PARTIES + row + PRODUCER + IMPORTER))
                self.assertEqual((run.returncode, run.stdout), (2, b""), run.stderr)
                rejected, = csv.DictReader(io.StringIO((self.path / "rejects.csv").read_text()))
                self.assertEqual(rejected["line"], str(line))
                self.assertIn("element 2", rejected["reason"])

    def test_why_nothing_is_written_is_told_quietly_too(self):
        bad = self.write("p.csv", PARTIES + EXPORTER.replace("Export manager", "") + PRODUCER + IMPORTER)
        for parties, options, status, words in ((bad, ("--good", "GOOD"), 2, b"p.csv:2:"), (self.write("none.csv", PARTIES), ("--good", "GOOD"), 2, b"no certifier is listed"),
                                                (self.parties, ("--good", "BAD"), 1, b"BAD: it does not originate"), (bad, ("--good", "GOOD,BAD"), 3, b"element 2")):
            with self.subTest(words):
                run = self.certify(*options, "--quiet", parties=parties)
                self.assertEqual((run.returncode, run.stdout), (status, b""), run.stderr)
                self.assertIn(words, run.stderr)
                self.assertIn(b"Nothing is certified", run.stderr)
        self.assertEqual(self.certify("--good", "GOOD,BAD", "--quiet").stderr, b"")

    def test_a_tax_number_is_checked(self):
        for country, number, reason in (("MX", "SAT970701NN4", "check digit"), ("MX", "SAT97070", "form of RFC, CURP"), ("MX", "SAT970231NN3", "day in the RFC"), ("US", "12-34567", "form of EIN"),
                                        ("CA", "123456783", "check digit of the BN"), ("CA", "123456782RC001", "form of BN")):
            with self.subTest(number=number):
                row = EXPORTER.replace("SAT970701NN3", number).replace(",MX,", f",{country},")
                run = self.certify("--good", "GOOD", parties=self.write("p.csv", PARTIES + row + PRODUCER + IMPORTER))
                self.assertEqual((run.returncode, run.stdout), (2, b""))
                self.assertIn(reason, run.stderr.decode())
        row = EXPORTER.replace("SAT970701NN3", "123456782RC0001").replace(",MX,", ",CA,")
        self.assertEqual(self.certify("--good", "GOOD", parties=self.write("p.csv", PARTIES + row + PRODUCER + IMPORTER)).returncode, 0)

    def test_hostile_parties_are_refused_and_never_lost(self):
        whole = PARTIES + EXPORTER + PRODUCER + IMPORTER
        for content, statuses in ((b"", (65,)), (b"\0" * 4096, (65, 2)), (whole.encode("utf-16"), (0, 65)), (whole.replace("importer,", "broker,").encode(), (2,)),
                                  ((whole + "importer,\"Acme\n").encode(), (2,)), ((whole + "importer,\xff\n").encode("latin-1", "replace"), (2, 65)), (PARTIES.encode(), (2,)),
                                  (whole.replace("name,signatory", "name,name").encode(), (2, 65)), ((PARTIES + EXPORTER * 3000).encode(), (2,)),
                                  (b"role\nexporter\n", (2, 65)), ((whole + "importer," + "x" * 100000 + "\n").encode(), (2,))):
            with self.subTest(content=content[:60]):
                run = self.certify("--good", "GOOD", parties=self.write("p.csv", content))
                self.assertIn(run.returncode, statuses, run.stderr[:300])
                if run.returncode:
                    self.assertEqual(run.stdout, b"")
        self.assertEqual(self.certify(parties="absent.csv").returncode, 74)

    def test_hostile_results_are_refused(self):
        good = (self.path / "results.json").read_text().splitlines()[0]
        row = json.loads(good)
        for content in ("", "{}", "[]", "not JSON", good[:-2], good.replace('"status":', '"status":"undetermined","status":', 1), "{" * 100000, good + "\n{", "null", good.replace('"sign"', "1"), json.dumps({**row, "valid_until": 20261231}),
                        json.dumps({**row, "valid_until": "soon"}), json.dumps({key: value for key, value in row.items() if key != "valid_until"}), json.dumps({**row, "date": None}),
                        json.dumps({**row, "evidence": None}), json.dumps({**row, "good_id": None}), json.dumps({**row, "good_id": "A\0B"}), good.replace("GOOD", "\udcff")):
            with self.subTest(content=content[:60]):
                run = self.certify(results=self.write("r.json", content.encode(errors="surrogateescape")))
                self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr[:300])
        self.assertEqual(self.certify(results=".").returncode, 74)
        spoiled = {**row, "good_id": "=cmd()", "description": "\x1b[31mred\u202eder"}
        run = self.certify("--format", "text", results=self.write("r.json", json.dumps(spoiled)))
        self.assertEqual(run.returncode, 0)
        self.assertNotRegex(run.stdout.decode(), "[\x1b\u202e]")
        self.assertEqual(self.refused(results=self.write("r.json", json.dumps({**spoiled, "hs": "1"}))), {"'=cmd()": "hs"})

    def test_outputs_are_apart_and_whole(self):
        self.assertEqual(self.certify("--output", self.parties).returncode, 64)
        self.assertEqual(self.certify("--output", "a.json", "--refused", "a.json").returncode, 64)
        self.assertEqual(self.certify("--output", self.results_file).returncode, 64)
        run = self.certify("--good", "GOOD", "--output", "no/such/folder.json")
        self.assertEqual(run.returncode, 74)
        self.assertEqual(self.certify("--good", "GOOD", "--output", "/dev/full").returncode, 74)

    # ---- the credential ----

    def credentials(self, *options, status=1, **more):
        run = self.certify("--format", "credential", *options, **more)
        self.assertEqual(run.returncode, status, run.stderr.decode())
        return [json.loads(line) for line in run.stdout.decode().splitlines()]

    def hold(self, credential):
        """It is what the schema says, but for the proof, which it has no member for."""
        document = {name: value for name, value in credential.items() if name != "proof"}
        error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).iter_errors(document))
        self.assertIsNone(error, error and f"{error.json_path}: {error.message[:300]}")

    def test_it_is_what_its_schema_says(self):
        alone = self.write("alone.csv", PARTIES + EXPORTER)
        several = self.write("several.csv", PARTIES + EXPORTER + PRODUCER + PRODUCER.replace("Ñandú", "Dos") + IMPORTER + IMPORTER)
        for options, more in (((), {}), ((), {"when": ("--invoice", "F-1")}), (("--producer", "various", "--importer", "unknown", "--country", "MX"), {"parties": alone}),
                              (("--producer", "on-request", "--importer", "various", "--country", "MX"), {"parties": alone}), ((), {"parties": several})):
            with self.subTest(options=options):
                credential, = self.credentials("--good", "GOOD", "--issuer", "https://bombas.example/", *options, status=0, **more)
                self.hold(credential)
                self.assertNotIn("proof", credential)
                self.assertRegex(credential["id"], r"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
        once, = self.credentials("--good", "GOOD", "--issuer", "https://bombas.example/", when=("--invoice", "F-1"), status=0)
        self.assertEqual((once["validFrom"], once["validUntil"]), ("2026-01-05T00:00:00Z", "2030-01-05T23:59:59Z"))  # Article 5.2: four years from its completion
        self.assertEqual((credential["validFrom"], credential["validUntil"]), ("2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"))
        self.assertEqual(credential["issuer"]["employee"]["firstName"], "Laura")
        self.assertEqual(credential["issuer"]["employee"]["lastName"], "Garza Peña")
        self.assertEqual(credential["credentialSubject"]["producerDetails"]["name"], "Fundidora Ñandú; Fundidora Dos")
        self.assertTrue(credential["credentialSubject"]["variousProducers"])
        self.assertEqual(self.certify("--good", "GOOD", "--format", "credential").returncode, 64)
        self.assertEqual(self.certify("--good", "GOOD", "--format", "credential", "--issuer", "a:b", "--producer", "various", "--importer", "unknown", parties=alone).returncode, 0)
        nameless = self.write("nameless.csv", PARTIES + EXPORTER.replace("Laura Garza Peña", "Laura") + PRODUCER + IMPORTER)
        self.assertEqual(self.certify("--good", "GOOD", "--format", "credential", "--issuer", "a:b", parties=nameless).returncode, 65)

    def test_a_hundred_goods_a_credential(self):
        name, _ = self.key()
        for count, sizes in ((100, [100]), (101, [100, 1]), (250, [100, 100, 50])):
            row = json.loads((self.path / "results.json").read_text().splitlines()[0])
            many = self.write("many.json", "".join(json.dumps({**row, "good_id": f"G{number}"}) + "\n" for number in range(count)))
            found = self.credentials("--sign", name, results=many, status=0)
            self.assertEqual([len(one["credentialSubject"]["goods"]) for one in found], sizes)
            self.assertEqual(len({one["id"] for one in found}), len(sizes))
            for one in found:
                self.hold(one)
                verify(one)

    def test_another_program_verifies_the_signature(self):
        name, private = self.key()
        credential, = self.credentials("--good", "GOOD", "--sign", name, status=0)
        self.hold(credential)
        verify(credential)
        self.assertEqual(credential["proof"]["cryptosuite"], "eddsa-jcs-2022")
        self.assertEqual(credential["proof"]["verificationMethod"].split("#")[0], credential["issuer"]["id"])
        raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.assertEqual(base58(credential["issuer"]["id"].split(":z")[1]), b"\xed\x01" + raw)
        credential["credentialSubject"]["goods"][0]["originCriterion"] = "A"
        self.assertRaises(InvalidSignature, verify, credential)

    def test_what_another_program_signs_is_verified(self):
        private = Ed25519PrivateKey.generate()
        raw = b"\xed\x01" + private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        number, text = int.from_bytes(raw, "big"), ""
        while number:
            number, digit = divmod(number, 58)
            text = ALPHABET[digit] + text
        document = {"type": ["VerifiableCredential"], "id": "urn:x", "issuer": {"id": f"did:key:z{text}"}, "note": "é\u2028\"\\\n\x01€"}
        proof = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "verificationMethod": f"did:key:z{text}#z{text}", "proofPurpose": "assertionMethod"}
        signature = private.sign(hashlib.sha256(canonical(proof)).digest() + hashlib.sha256(canonical(document)).digest())
        number, value = int.from_bytes(signature, "big"), ""
        while number:
            number, digit = divmod(number, 58)
            value = ALPHABET[digit] + value
        value = "1" * (len(signature) - len(signature.lstrip(b"\0"))) + value
        signed = json.dumps({**document, "proof": {**proof, "proofValue": "z" + value}}, indent=2)
        run = self.run_usmca("certify", "verify", self.write("signed.json", signed))
        self.assertEqual(run.returncode, 0, run.stdout)

    def test_verify_says_by_whom_and_refuses_what_was_changed(self):
        name, private = self.key()
        run = self.certify("--good", "GOOD,PAPER", "--cut-period", "--sign", name, "--format", "credential", "--output", "c.json")
        self.assertEqual(run.returncode, 0)
        content = (self.path / "c.json").read_bytes()
        did = json.loads(content)["issuer"]["id"]
        run = self.run_usmca("certify", "verify", "c.json")
        self.assertEqual(run.returncode, 0)
        self.assertIn(f"the signature holds: Bombas del Norte, {did}", run.stdout.decode())
        for place in range(0, len(content) - 1, 101):
            changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1:]
            with self.subTest(place=place):
                self.assertIn(self.run_usmca("certify", "verify", "-", stdin=changed).returncode, (1, 65))
        public = self.write("public.pem", private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        other = self.write("other.pem", Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        for options, status in ((("--key", public), 0), (("--key", other), 1), (("--by", did), 0), (("--by", "did:web:a.example"), 1), (("--key", name), 65), (("--key", "absent.pem"), 74)):
            with self.subTest(options=options):
                self.assertEqual(self.run_usmca("certify", "verify", "c.json", *options).returncode, status)
        for content, status in ((b"", 65), (b"{}", 1), (b"[]", 65), (b"1", 65), (content[:-3], 65), (content + b"{}", 1), (b'{"a":1,"a":1}', 65), (content + content, 0), (b"[" + content.strip() + b"]", 0)):
            with self.subTest(content=content[:40], size=len(content)):
                self.assertEqual(self.run_usmca("certify", "verify", "-", stdin=content).returncode, status)

    def test_a_key_that_is_not_the_issuers_is_not_believed(self):
        name, private = self.key()
        run = self.certify("--good", "GOOD", "--sign", name, "--issuer", "https://bombas.example/", "--format", "credential", "--output", "c.json")
        self.assertEqual(run.returncode, 0)
        run = self.run_usmca("certify", "verify", "c.json")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"nothing shows that the key", run.stdout)
        public = self.write("public.pem", private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        self.assertEqual(self.run_usmca("certify", "verify", "c.json", "--key", public).returncode, 0)
        run = self.certify("--good", "GOOD", "--sign", name, "--issuer", "did:web:b.example", "--verification-method", "did:web:b.example#1", "--format", "credential", "--output", "c.json")
        self.assertEqual(self.run_usmca("certify", "verify", "c.json").returncode, 1)
        self.assertEqual(self.run_usmca("certify", "verify", "c.json", "--key", public).returncode, 0)

    def test_keys_that_cannot_sign(self):
        encrypted = subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:secret"], capture_output=True, check=True).stdout
        curve = subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], capture_output=True, check=True).stdout
        for content in (b"", b"no key", encrypted, curve, b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(b"x" * 48) + b"\n-----END PRIVATE KEY-----\n"):
            run = self.certify("--good", "GOOD", "--sign", self.write("key.pem", content), "--format", "credential", "--output", "c.json")
            self.assertEqual(run.returncode, 65, run.stderr)
            self.assertFalse((self.path / "c.json").exists())
        self.assertEqual(self.certify("--good", "GOOD", "--sign", "absent.pem", "--format", "credential").returncode, 74)

    # ---- what the results were determined for ----

    def test_a_good_is_certified_for_the_country_that_it_was_determined_for(self):
        """Rules of one trade, and readings of customs in dispute, are those of the country of importation."""
        head = GOODS.replace("country,date", "country,import_country,producer,date")
        other = self.determine(head + "".join(f"{name},A pump,8413.70,MX,{country},{producer},2026-01-01,100,\n" for name, country, producer in
                                              (("US", "US", ""), ("CA", "CA", ""), ("ANY", "", ""), ("OWN", "US", "Fundidora Ñandú"), ("ELSE", "US", "Somebody Else"))),
                               BOM + "".join(f"{name},1,SEAL,4016.93,non-originating,CN,5,\n" for name in ("US", "CA", "ANY", "OWN", "ELSE")), name="other.json")
        rows = [json.loads(line) for line in (self.path / "other.json").read_text().splitlines()]
        self.assertEqual([(row["country"], row["import_country"], row["producer"]) for row in rows[:4]], [("MX", "US", None), ("MX", "CA", None), ("MX", None, None), ("MX", "US", "Fundidora Ñandú")])
        found = self.one(results=other)
        self.assertEqual(([good["good_id"] for good in found["goods"]], found["import_country"]), (["US", "ANY", "OWN"], "US"))
        self.assertEqual(self.refused(results=other), {"CA": "import-country", "ELSE": "producer"})
        self.assertEqual(self.refused("--import-country", "CA", results=other), {"US": "import-country", "OWN": "import-country", "ELSE": "import-country"})
        self.assertEqual(self.refused("--country", "CA", "--format", "credential", "--issuer", "a:b", results=other, status=1)["OWN"], "country")
        alone = self.write("alone.csv", PARTIES + EXPORTER + PRODUCER)
        self.assertEqual(self.refused("--importer", "unknown", "--good", "US,CA,ANY", results=other, parties=alone), {"CA": "import-country"})
        run = self.certify("--importer", "unknown", "--good", "US", "--format", "text", results=other, parties=alone)
        self.assertIn("For importation into: US", run.stdout.decode())
        several = self.write("several.csv", PARTIES + EXPORTER + PRODUCER + IMPORTER + IMPORTER.replace("TX,78040,US", "ON,K1A,CA").replace("12-3456789", ""))
        self.assertEqual(self.refused("--good", "US,ANY", results=other, parties=several), {"US": "import-country"})
        away = self.write("away.csv", PARTIES + EXPORTER + PRODUCER.replace(",MX,", ",US,") + IMPORTER)
        self.assertEqual(self.refused("--good", "OWN", results=other, parties=away), {"OWN": "country"})

    def test_results_that_do_not_say_for_which_country_are_refused(self):
        row = next(row for row in map(json.loads, (self.path / "results.json").read_text().splitlines()) if row["good_id"] == "GOOD")
        vehicle = {**row, "vehicle": {}}
        self.assertEqual(self.refused(results=self.write("r.json", json.dumps(vehicle))), {"GOOD": "import-country-unknown"})
        row.pop("import_country")
        self.assertEqual(self.refused(results=self.write("r.json", json.dumps(row))), {"GOOD": "import-country-unknown"})

    def test_results_that_were_changed_since_they_were_kept_are_refused(self):
        goods, bom = GOODS + "GOOD,A pump,8413.70,MX,2026-01-01,100,\n", BOM + "GOOD,1,SEAL,4016.93,non-originating,CN,5,\n"
        run = self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", "--output", "kept.json", "--record", "runs.usmca")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.one("--record", "runs.usmca", results="kept.json", status=0)
        content = (self.path / "kept.json").read_text()
        for changed in (content.replace("A pump", "A valve"), content.replace('"criterion":"B"', '"criterion":"A"'), content * 2, ""):
            run = self.certify("--record", "runs.usmca", results=self.write("changed.json", changed))
            self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr)
            self.assertIn(b"not the results of any run", run.stderr)
        self.assertEqual(self.certify("--record", "absent.usmca", results="kept.json").returncode, 74)

    def test_results_are_held_against_the_summary_of_their_run(self):
        goods, bom = GOODS + "GOOD,A pump,8413.70,MX,2026-01-01,100,\n", BOM + "GOOD,1,SEAL,4016.93,non-originating,CN,5,\n"
        self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", "--output", "kept.json", "--summary", "summary.json", "--record", "runs.usmca")
        changed = self.write("changed.json", (self.path / "kept.json").read_text().replace('"valid_until":null', '"valid_until":"2026-12-31"'))
        for held, told in ((("--summary", "summary.json"), False), (("--record", "runs.usmca"), False), (("--quiet",), False), ((), True)):
            with self.subTest(held=held):
                run = self.certify(*held, results="kept.json")
                self.assertEqual((run.returncode, b"was held against no summary" in run.stderr), (0, told))
        for options in (("certify", changed, "--parties", self.parties, "--certifier", "exporter", "--date", "2026-01-05", *YEAR, "--format", "json"), ("report", changed), ("report", changed, "--split", "folder"), ("report", changed, "--tables", "folder")):
            with self.subTest(options=options):
                run = self.run_usmca(*options, "--summary", "summary.json")
                self.assertEqual((run.returncode, run.stdout), (65, b""))
                self.assertIn(b"it is of other results", run.stderr)
                self.assertFalse((self.path / "folder").exists())
        self.assertEqual(self.run_usmca("report", "kept.json", "--summary", "summary.json").returncode, 0)

    def test_an_id_with_blanks_around_it_is_the_same_good(self):
        row = next(line for line in (self.path / "results.json").read_text().splitlines() if '"GOOD"' in line)
        self.assertEqual(self.refused(results=self.write("r.json", row + "\n" + row.replace('"GOOD"', '"GOOD "'))), {"GOOD": "twice"})

    # ---- a plant ----

    def test_of_a_plant_only_what_is_on_the_pile_is_certified(self):
        subprocess.run([sys.executable, SOURCE / "samples" / "plant" / "generate.py", self.path], check=True)
        run = self.run_usmca("check", "--goods", "goods.csv", "--bom", "bom.csv", "--documents", "documents.csv", "--default-use", "aftermarket", "--format", "json", "--output", "plant.json")
        self.assertIn(run.returncode, (1, 3))
        answers = {answer["good_id"]: answer for answer in map(json.loads, (self.path / "plant.json").read_text().splitlines())}
        name, _ = self.key()
        everywhere = {"results": "plant.json", "parties": self.write("everywhere.csv", PARTIES + EXPORTER + IMPORTER)}
        day = ("--from", "2026-06-15", "--to", "2026-06-15")
        seen = set()
        for accepted, piles in ((("--producer", "various"), {"sign"}), (("--producer", "various", "--accept", "paper-missing"), {"sign", "paper-missing"})):
            on = {good for good, answer in answers.items() if answer["evidence"]["pile"] in piles and answer["status"] == "originating"}
            found = self.one(*accepted, **everywhere, when=day)
            certified = {good["good_id"] for good in found["goods"]}
            self.assertEqual(certified, on)
            self.assertGreater(len(certified), 10)
            signed = self.credentials(*accepted, "--sign", name, **everywhere, when=day)
            for one in signed:
                self.hold(one)
                verify(one)
            self.assertEqual(sum(len(one["credentialSubject"]["goods"]) for one in signed), len(certified))
            refused = self.refused(*accepted, **everywhere, when=day)
            self.assertEqual(set(refused) | certified, set(answers))
            self.assertEqual(set(refused) & certified, set())
            seen |= set(refused.values())
            year = self.certify(*accepted, **everywhere, when=("--from", "2026-06-15", "--to", "2027-06-14"))
            late = {good["good_id"] for good in json.loads(year.stdout)["goods"]} if year.stdout else set()
            self.assertEqual(late, {good for good in certified if (answers[good]["valid_until"] or "9999") >= "2027-06-14"})
        self.assertTrue({"pile", "non-originating"} <= seen)


if __name__ == "__main__":
    unittest.main()
