"""`usmca certify vehicle`: labour value content, steel and aluminum purchases are certified by the figures of the results, and by nothing else (19 CFR 182.95 to 182.97)."""
import csv
import io
import json
import re
import subprocess
import unittest

from support import SOURCE, Case, options_of

SAMPLE = SOURCE / "samples" / "vehicles"
PARTIES = "role,name,signatory,title,address,country,telephone,email,tax_number\n"
PRODUCER = "producer,Autos del Bajio,Carmen Ruiz,Director of trade,Blvd. Aeropuerto 10,MX,+52 472 555 0100,c@autos.example,SAT970701NN3\n"
PLANTS = "plant,SILAO,,,Blvd. Aeropuerto 10,MX,,,SAT970701NN3\nplant,RAMOS-PACKS,,,Calle 5,MX,,,SAT970701NN3\n"
CARRIER = "transport-provider,FLETES-BAJIO,,,Calle 7,MX,,,SAT970701NN3\n"
METALS = "steel-supplier,ACERO-NORTE,,,Carretera 57,MX,,,\naluminum-supplier,ALUMINIO-GOLFO,,,Av. del Puerto 3,MX,,,\n"
WHOLE = PARTIES + PRODUCER + PLANTS + CARRIER + METALS


class CertifyVehicle(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls("run")
        case.setUp()
        run = case.run_usmca("check", "--goods", SAMPLE / "goods.csv", "--bom", SAMPLE / "bom.csv", *options_of(SAMPLE), "--format", "json", "--quiet")
        cls.answers = {answer["good_id"]: answer for answer in map(json.loads, run.stdout.splitlines())}
        case.doCleanups()

    def certify(self, kind, *options, parties=WHOLE, results=None):
        found = results if results is not None else [self.answers["EV-SEDAN"]]
        return self.run_usmca("certify", "vehicle", kind, self.write("results.json", "".join(json.dumps(answer) + "\n" for answer in found)), "--parties", self.write("parties.csv", parties),
                              "--date", "2026-11-20", *options)

    def one(self, kind, *options, status=0, **more):
        run = self.certify(kind, *options, **more)
        self.assertEqual(run.returncode, status, run.stderr.decode())
        return json.loads(run.stdout)

    def refused(self, kind, *options, **more):
        run = self.certify(kind, "--refused", "refused.csv", *options, **more)
        self.assertEqual(run.returncode & 1, 1, run.stderr.decode())
        return {row["good_id"]: row["reason"] for row in csv.DictReader(io.StringIO((self.path / "refused.csv").read_text()))}

    def test_codes_and_citations_are_as_they_are_read(self):
        for language, cited in (("en", "U.R. 17(1)"), ("es", "R.U. 17(1)"), ("fr", "R.U. 17(1)")):
            text = self.certify("steel", "--format", "text", "--lang", language).stdout.decode()
            self.assertRegex(text, rf": {re.escape(cited)}\n")
            self.assertIn("8703.80", text)

    def test_purchases_name_of_whom_the_metal_was_bought(self):
        """19 CFR 182.96, 182.97: each producer, service center or distributor that the originating purchases rely on, by name and address."""
        for kind, row in zip(("steel", "aluminum"), METALS.splitlines(keepends=True)):
            with self.subTest(kind=kind):
                self.assertEqual([one["name"] for one in self.one(kind)[f"{kind}_suppliers"]], [row.split(",")[1]])
                self.assertIn(row.split(",")[1], self.certify(kind, "--format", "text").stdout.decode())
                for parties in (WHOLE.replace(row, ""), WHOLE.replace(row, re.sub(r",,,[^,]+,MX", ",,,,MX", row))):
                    run = self.certify(kind, parties=parties)
                    self.assertEqual((run.returncode, run.stdout), (2, b""), run.stderr)
                    self.assertIn(b"distributors of the metal", run.stderr)

    def changed(self, kind, **members):
        answer = json.loads(json.dumps(self.answers["EV-SEDAN"]))
        next(one for one in answer["vehicle"]["requirements"] if one["id"] == kind).update(members)
        return [answer]

    def test_figures_are_those_of_the_results_letter_by_letter(self):
        for kind, name, member in (("lvc", "labour-value-content", "labour"), ("steel", "steel", "purchases"), ("aluminum", "aluminum", "purchases")):
            with self.subTest(kind=kind):
                of = next(one for one in self.answers["EV-SEDAN"]["vehicle"]["requirements"] if one["id"] == name)
                self.assertEqual(of["result"], "pass")
                found = self.one(kind)
                self.assertEqual((found["kind"], found["complete"], found["missing"]), (kind, True, []))
                self.assertEqual(found[member], of[member])
                self.assertEqual((found["percent"], found["required"], found["law"]), (of["percent"], of["required"], of["cite"]))
                self.assertEqual([one["good_id"] for one in found["vehicles"]], ["EV-SEDAN"])
                self.assertRegex(found["id"], r"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
                said = " ".join(self.certify(kind, "--format", "text").stdout.decode().split()).replace(",", "")
                for value in (of["percent"], of["required"], *(value for value in of[member].values() if isinstance(value, str) and re.fullmatch(r"[1-9]\d{3,}\.\d+", value))):
                    self.assertIn(value, said)

    def test_amounts_are_in_the_currency_of_their_rows(self):
        """Those of the files of the producer, and not that of the good."""
        folder = self.path / "pesos"
        folder.mkdir()
        for path in SAMPLE.glob("*.csv"):
            text = path.read_text()
            if path.stem == "purchases":
                text = re.sub(r",USD$", ",MXN", text, flags=re.M)
            if path.stem == "vehicles":
                text = "\n".join(line + (",currency" if at == 0 else ",MXN") for at, line in enumerate(text.splitlines())) + "\n"
            (folder / path.name).write_text(text)
        self.write("pesos/rates.csv", "date,from,to,rate\n2026-11-01,USD,MXN,18\n")
        run = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--format", "json", "--quiet")
        sedan = [answer for answer in map(json.loads, run.stdout.splitlines()) if answer["good_id"] == "EV-SEDAN"]
        for kind in ("lvc", "steel", "aluminum"):
            with self.subTest(kind=kind):
                self.assertEqual((self.one(kind, results=sedan)["currency"], self.one(kind)["currency"]), ("MXN", "USD"))
                said = self.certify(kind, "--format", "text", results=sedan).stdout.decode()
                self.assertIn(" MXN", said)
                self.assertNotIn(" USD", said)

    def test_capacity_is_a_count(self):
        for language, said in (("en", "Capacity a year: 40,000\n"), ("es", "Capacidad anual: 40,000\n")):
            self.assertIn(said, self.certify("lvc", "--format", "text", "--lang", language).stdout.decode())

    def test_what_is_declared_stands_with_the_lines_to_sign_it_on(self):
        for kind in ("lvc", "steel", "aluminum"):
            for language, declared, signed in (("en", "I certify", "Signature"), ("es", "Certifico", "Firma")):
                (self.path / "paper.pdf").write_bytes(self.certify(kind, "--format", "pdf", "--lang", language).stdout)
                text = subprocess.run(["pdftotext", "-layout", self.path / "paper.pdf", "-"], capture_output=True, check=True).stdout.decode()
                last = text.split("\f")[:-1][-1]
                self.assertTrue(declared in last and signed in last.split(declared)[1], (kind, language, text))

    def test_elements_stand_in_the_order_of_the_provision(self):
        for kind, last in (("lvc", 11), ("steel", 8), ("aluminum", 8)):
            said = self.certify(kind, "--format", "text").stdout.decode()
            self.assertEqual(re.findall(r"^(\d+)\. ", said, re.M), [str(number) for number in range(1, last + 1)])
            titles = re.findall(r"^\d+\. (.*)$", said, re.M)
            self.assertEqual(titles[:4], ["Producer of the vehicles", "Certifier", "Vehicles covered", "Period of the calculation"])
            self.assertEqual(titles[-2:], ["Calculation", "Signature and date"])

    def test_what_is_not_met_or_not_known_is_not_certified(self):
        for members, reason in (({"result": "fail", "percent": "39.9999"}, "not-met"), ({"result": "unknown"}, "not-determined"), ({"declared": True}, "no-figures"), ({"labour": None}, "no-figures"),
                                ({"percent": None}, "no-figures"), ({"id": "other"}, "not-asked"), ({"result": "PASS"}, "not-determined")):
            with self.subTest(members=members):
                self.assertEqual(self.refused("lvc", results=self.changed("labour-value-content", **members)), {"EV-SEDAN": reason})
                run = self.certify("lvc", results=self.changed("labour-value-content", **members))
                self.assertEqual((run.returncode & 1, run.stdout), (1, b""))
        self.assertEqual(self.refused("lvc", "--good", "SEAT-F,NONE", results=self.answers.values()), {"SEAT-F": "no-vehicle", "NONE": "absent"})

    def test_one_certification_is_of_one_calculation_and_one_producer(self):
        self.assertEqual(self.refused("lvc", results=self.answers.values()), {"PICKUP-V6": "other-calculation", "TRACTOR-8": "other-producer"})
        twin = json.loads(json.dumps(self.answers["EV-SEDAN"]))
        twin["good_id"] = "EV-SEDAN-2"
        self.assertEqual([one["good_id"] for one in self.one("lvc", results=[self.answers["EV-SEDAN"], twin])["vehicles"]], ["EV-SEDAN", "EV-SEDAN-2"])
        twin["vehicle"]["requirements"] = self.changed("labour-value-content", percent="41.8001")[0]["vehicle"]["requirements"]
        self.assertEqual(self.refused("lvc", results=[self.answers["EV-SEDAN"], twin, self.answers["EV-SEDAN"]]), {"EV-SEDAN-2": "other-calculation", "EV-SEDAN": "twice"})

    def test_it_goes_to_the_customs_that_the_vehicle_was_determined_for(self):
        answer = self.answers["EV-SEDAN"]
        for country, reasons in (("US", None), (None, None), ("CA", {"EV-SEDAN": "import-country"})):
            results = [{**answer, "import_country": country}]
            if reasons is None:
                self.one("lvc", results=results)
            else:
                self.assertEqual(self.refused("lvc", results=results), reasons)
        old = {name: value for name, value in answer.items() if name != "import_country"}
        self.assertEqual(self.refused("steel", results=[old]), {"EV-SEDAN": "import-country-unknown"})

    def test_it_is_not_of_a_day_behind_the_period_of_its_figures(self):
        until = self.answers["EV-SEDAN"]["valid_until"]
        self.one("lvc", "--date", until)
        for kind in ("lvc", "steel", "aluminum"):
            self.assertEqual(self.refused(kind, "--date", "2030-01-01"), {"EV-SEDAN": "over"})

    def test_the_example_of_the_guide_runs(self):
        parties = (SAMPLE / "papers" / "parties.csv").read_text()
        for kind in ("lvc", "steel", "aluminum"):
            self.assertTrue(self.one(kind, "--good", "EV-SEDAN", parties=parties)["complete"])

    def test_the_answer_stands_no_longer_than_the_periods_of_its_figures(self):
        """U.R. 17(7), 18(19): a previous year serves the year behind it, a quarter to date that quarter."""
        papers = self.write("documents.csv", (SAMPLE / "documents.csv").read_text().replace("2026-12-31", "2028-12-31"))
        run = self.run_usmca("check", *(part for path in sorted(SAMPLE.glob("*.csv")) for part in (f"--{path.stem}", papers if path.stem == "documents" else path)), "--format", "json", "--quiet")
        until = {answer["good_id"]: answer["valid_until"] for answer in map(json.loads, run.stdout.splitlines())}
        self.assertEqual((until["EV-SEDAN"], until["PICKUP-V6"], until["TRACTOR-8"]), ("2026-12-31",) * 3)

    def test_a_missing_element_is_told_by_name_and_marked_where_that_is_asked_for(self):
        for kind, parties, element, words in (
                ("lvc", PARTIES + PRODUCER.replace("SAT970701NN3", "") + PLANTS + CARRIER, "producer", "Tax identification number"),
                ("lvc", PARTIES + PRODUCER.replace("Carmen Ruiz", "") + PLANTS + CARRIER, "producer", "Point of contact"),
                ("lvc", PARTIES + PRODUCER + CARRIER, "plants", "no row of parties.csv"),
                ("lvc", PARTIES + PRODUCER + PLANTS.split("\n")[0] + "\n" + CARRIER, "plants", "a plant that the figures rest on, by its name: RAMOS-PACKS"),
                ("lvc", PARTIES + PRODUCER + PLANTS, "transport", "no row of parties.csv"),
                ("steel", PARTIES + PRODUCER.replace("c@autos.example", ""), "producer", "E-mail"),
                ("aluminum", PARTIES + PRODUCER.replace("Director of trade", " "), "certifier", "Title"),
                ("aluminum", PARTIES, "producer", "no row of parties.csv")):
            with self.subTest(kind=kind, element=element, words=words):
                run = self.certify(kind, parties=parties)
                self.assertEqual((run.returncode, run.stdout), (2, b""), run.stderr)
                self.assertIn(words, run.stderr.decode())
                found = self.one(kind, "--incomplete", parties=parties, status=2)
                self.assertFalse(found["complete"])
                self.assertTrue(any(one["element"] == element and words in one["message"] for one in found["missing"]), found["missing"])
                for form in ("text", "pdf"):
                    self.assertEqual(self.certify(kind, "--incomplete", "--format", form, "--output", "out", parties=parties).returncode, 2)
                    said = (self.path / "out").read_text() if form == "text" else self.read_pdf()
                    self.assertIn("INCOMPLETE: not to be signed or filed", said)
        steel = self.one("steel", parties=PARTIES + METALS + PRODUCER.replace("SAT970701NN3", "").replace("Carmen Ruiz", ""))
        self.assertTrue(steel["complete"])  # any numbers that there are, 182.96(c)

    def read_pdf(self):
        return subprocess.run(["pdftotext", "-layout", self.path / "out", "-"], capture_output=True, check=True).stdout.decode()

    def test_a_pdf_is_read_back_in_three_languages(self):
        for language, words, figures in (("en", "Labor value content certification", ("2,412,154.50 USD", "114,864,500.00 USD", "41.8000%")),
                                         ("es", "Certificación del valor de contenido laboral", ("2,412,154.50 USD", "114,864,500.00 USD", "41.8000 %")),
                                         ("fr", "Certification de la teneur en valeur-travail", ("2 412 154,50 USD", "114 864 500,00 USD", "41,8000 %"))):
            run = self.certify("lvc", "--format", "pdf", "--output", "out", "--lang", language)
            self.assertEqual(run.returncode, 0, run.stderr)
            said = " ".join(self.read_pdf().split())
            for part in (words, *figures, "RAMOS-PACKS", "2026-11-20", "Carmen Ruiz"):
                self.assertIn(part, said)
            self.assertNotRegex(said, r"vehicle-paper\.|certify\.|INCOMPL")
            self.assertEqual(len(re.findall(r"urn:uuid:", said)), said.count("\f") + len(re.findall(r"(?:page|página) \d de \d|page \d of \d", said)))

    def test_wrong_usage_and_hostile_results(self):
        for options in (("gas",), ("lvc",)):
            self.assertEqual(self.run_usmca("certify", "vehicle", *options).returncode, 64)
        run = self.run_usmca("certify", "vehicle", "lvc", self.write("r.json", "{"), "--parties", self.write("p.csv", WHOLE), "--date", "2026-11-20")
        self.assertEqual(run.returncode, 65)
        self.assertEqual(self.certify("lvc", "--date", "soon").returncode, 64)
        answer = json.loads(json.dumps(self.answers["EV-SEDAN"]))
        for vehicle in ([], 1, "x", {}, {"requirements": {}}, {"requirements": [1, None, {"id": 1}]}):
            run = self.certify("lvc", "--good", "EV-SEDAN", results=[{**answer, "vehicle": vehicle}])
            self.assertEqual((run.returncode & 1, run.stdout), (1, b""), run.stderr)
        run = self.certify("lvc", parties=WHOLE.replace("transport-provider", "broker"))
        self.assertEqual((run.returncode, run.stdout), (2, b""))


if __name__ == "__main__":
    unittest.main()
