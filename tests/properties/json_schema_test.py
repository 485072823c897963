"""JSON is what docs/schema says, of every worked example, ruling and sample; nothing is in one that is not in the other, and the page describes it all."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import unittest

import jsonschema

TESTS = pathlib.Path(os.environ["USMCA_SOURCE"]) / "tests"
sys.path += [str(TESTS / "cli"), str(TESTS / "law")]
from run import command_of  # noqa: E402: found by the line above
from serve_test import FORM, GOOD, LINE, Service, form  # noqa: E402
from support import SOURCE, USMCA, Case  # noqa: E402
from workbook import Book  # noqa: E402

WHOLE = bool(os.environ.get("USMCA_WHOLE"))  # every answer, instead of a sample and of each that has a member none had
SCHEMAS = {path.name.split(".")[0]: json.loads(path.read_text()) for path in sorted((SOURCE / "docs" / "schema").glob("*.schema.json"))}
COMMANDS = {"check": "determination", "inventory": "withdrawal", "cost": "cost", "rule": "rule", "facts": "facts"}
# a code of each kind of rule: plain, disputed, doubtful, by use, by country, with ways and tests of others, of another edition, kept by it for others, too
CODES = ["0101.21", "2710.19", "3206", "3926.90", "6403", "7208", "8111", "8413.30", "8415.10", "8507.60", "8701.21", "8703.23", "8704.21", "8708.40", "8708.99",
         "9401.20", "9401.39", "8529.90"]


def members(schema, objects, answer, seen):
    """Adds to `seen` every member of the schema that the answer has, as (object, member)."""
    if schema.get("$ref", "").startswith("urn:"):  # of another file, which has answers of its own
        return
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        seen.update((name, key) for key in answer if isinstance(answer, dict) and "properties" in objects[name])
        schema = objects[name]
    if "anyOf" in schema and answer is not None:  # something, or null
        members(schema["anyOf"][0], objects, answer, seen)
    for way in schema.get("oneOf", ()):
        if set(objects[way["$ref"].rsplit("/", 1)[1]]["required"]) <= set(answer):
            members(way, objects, answer, seen)
    if isinstance(answer, dict):
        for key, value in answer.items():
            if isinstance(value, (dict, list)) and key in schema.get("properties", ()):
                members(schema["properties"][key], objects, value, seen)
    if isinstance(answer, list) and "items" in schema:
        for value in answer:
            members(schema["items"], objects, value, seen)


def runs():
    folders = sorted(path.parent for path in SOURCE.glob("tests/*/*/expected.json"))
    samples = SOURCE / "samples"
    folders += sorted(path.parent for name in ("goods", "ledger") for path in samples.glob(f"*/{name}.csv"))
    yield from (command_of(USMCA, folder) for folder in folders)
    yield command_of(USMCA, samples / "mixed-stock") + ["--method", "fifo"]
    yield command_of(USMCA, samples / "plant-costs") + ["--method", "direct-cost", "--currency", "MXN"]
    yield [USMCA, "check", "--profile", "maquila-es", samples / "harness" / "export.csv", "--documents", samples / "harness" / "documents.csv",
           "--rates", samples / "harness" / "rates.csv"]
    for folder, ending in (("sap-bom/list", "txt"), ("oracle-bom/fans", "csv"), ("odoo/with-references", "csv")):
        yield [USMCA, "check", "--profile", folder.split("/")[0], "--goods", samples / "profiles" / folder / f"goods.{ending}", "--bom",
               samples / "profiles" / folder / f"bom.{ending}"]
    yield from ([USMCA, command, code, "--date", "2024-03-01"] for command in ("rule", "facts") for code in CODES)


def answers(command):
    command = [*command, "--format", "json", *(["--gap"] if command[1] == "check" else [])]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if run.returncode > 2:
        raise AssertionError(f"{command}: exit status {run.returncode}: {run.stderr}")
    return command[1], [json.loads(line) for line in run.stdout.splitlines()]


class Schema(Case):
    def hold(self, name, answer):
        error = jsonschema.exceptions.best_match(self.validators[name].iter_errors(answer))
        self.assertIsNone(error, error and f"{error.json_path}: {error.message[:500]}")

    def setUp(self):
        super().setUp()
        self.validators = {name: jsonschema.Draft202012Validator(schema) for name, schema in SCHEMAS.items()}

    def test_a_schema_leaves_nothing_open(self):
        for name, schema in SCHEMAS.items():
            jsonschema.Draft202012Validator.check_schema(schema)
            for title, one in schema["$defs"].items():
                with self.subTest(schema=name, object=title):
                    self.assertTrue(one["description"])
                    if "pattern" not in one:
                        self.assertIs(one["additionalProperties"], False)
                        self.assertEqual([key for key, member in one["properties"].items() if not member.get("description")], [])

    def test_every_answer_is_what_a_schema_says_and_no_member_is_said_in_vain(self):
        seen = {name: set() for name in SCHEMAS}
        count = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for command, lines in pool.map(answers, list(runs())):
                name = COMMANDS[command]
                for answer in lines:
                    count += 1
                    before = len(seen[name])
                    members(SCHEMAS[name], SCHEMAS[name]["$defs"], answer, seen[name])
                    if WHOLE or count % 8 == 0 or len(seen[name]) > before:
                        with self.subTest(schema=name, answer=str(answer)[:80]):
                            self.hold(name, answer)
        self.assertGreater(count, 1900)
        self.assertEqual(self.simple("--summary", "summary.json").returncode, 0)
        summary = json.loads((self.path / "summary.json").read_text())
        self.hold("summary", summary)
        members(SCHEMAS["summary"], SCHEMAS["summary"]["$defs"], summary, seen["summary"])
        for name, answer in [*self.of_a_record(), *self.of_a_request()]:
            self.hold(name, answer)
            members(SCHEMAS[name], SCHEMAS[name]["$defs"], answer, seen[name])
        certification = self.certification()
        self.hold("certification", certification)
        members(SCHEMAS["certification"], SCHEMAS["certification"]["$defs"], certification, seen["certification"])
        claims = self.claims()
        self.hold("claims", claims)
        members(SCHEMAS["claims"], SCHEMAS["claims"]["$defs"], claims, seen["claims"])
        for answer in self.of_vehicles():
            self.hold("vehicles", answer)
            members(SCHEMAS["vehicles"], SCHEMAS["vehicles"]["$defs"], answer, seen["vehicles"])
        for route, answer in self.of_the_service():
            members(SCHEMAS["service"], SCHEMAS["service"]["$defs"], answer, seen["service"])
        said = {name: {(title, key) for title, one in schema["$defs"].items() for key in one.get("properties", ())} for name, schema in SCHEMAS.items()}
        self.assertEqual({name: sorted(said[name] - seen[name]) for name in SCHEMAS}, {name: [] for name in SCHEMAS})

    def of_the_service(self):
        """What every route of `usmca serve` answers as JSON, held against what it says of itself."""
        service = Service()
        described = json.loads(service.ask("GET", "/openapi.json")[2])
        plant = Book()
        plant.add("goods", [["good_id", "hs", "country", "Nota"], ["A", "pump", "MX", "x"]])
        plant.add("bom", [["good_id", "hs", "value"], ["A", "8413.91", "3"]])
        rows, of_form = {"Content-Type": "application/json"}, {"Content-Type": FORM}
        asked = [("POST", path, json.dumps({"goods": [{**GOOD, "good_id": "B", "hs": "x"}, GOOD], "bom": [LINE]}), rows) for path in ("/v1/check", "/v1/gap")]
        asked += [("POST", path, form(file=("plant.xlsx", plant.bytes())), of_form) for path in ("/v1/check", "/v1/preview")]
        asked += [("POST", path, form(goods=("g.csv", b"good_id;hs;country;price\nA;8413.30;MX;1,5\nB;x;MX;2,5\n"), bom=("b.csv", b"good_id,hs\nA,8413.91\n")), of_form) for path in ("/v1/check", "/v1/preview")]
        asked += [("POST", "/v1/preview", form(goods=("g.csv", b""), bom=("b.csv", b"good_id,hs\n")), of_form)]
        asked += [("GET", path, None, None) for path in ("/healthz", "/openapi.json", "/page/words/fr", "/v1/rules/8703.23", "/v1/facts/8507.60", "/v1/codes/8529", "/v1/codes?q=pump", "/v1/codes?q=8413", "/v1/words/produced",
                                                         "/v1/words/tariff-shift-failed", "/v1/words/bom", "/v1/words/core-part-roll-up")]
        routes = set()
        for method, path, body, headers in asked:
            route = next(one for one in described["paths"] if one.split("{")[0] == (path.split("?")[0] if "{" not in one else path[:path.rindex("/") + 1]))
            status, _, answer = service.ask(method, path, body if body is None or isinstance(body, bytes) else body.encode(), headers)
            schema = described["paths"][route][method.lower()]["responses"]["200"]["content"]["application/json"]["schema"]
            with self.subTest(path=path):
                self.assertEqual(status, 200, answer)
                error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator({**schema, "components": described["components"]}).iter_errors(json.loads(answer)))
                self.assertIsNone(error, error and f"{error.json_path}: {error.message[:500]}")
            routes.add(route)
            yield route, json.loads(answer)
        service.stop()
        self.assertEqual(routes, {path for path, methods in described["paths"].items() for one in methods.values() if "application/json" in one["responses"]["200"]["content"]})
        for methods in described["paths"].values():
            for one in methods.values():
                for kind, content in one["responses"]["200"]["content"].items():
                    self.assertEqual("schema" in content, not kind.startswith("application/vnd") and kind != "application/pdf")

    def of_a_record(self):
        """What the commands of a record of two runs write."""
        for code in ("3902.10", "3926.90"):
            results = self.simple("--format", "json", "--record", "runs.usmca", "--summary", "summary.json", hs=code).stdout
            if code == "3902.10":  # a day until which it holds
                changed = results.replace(b'"valid_until":null', b'"valid_until":"2030-06-30"')
                self.write("results.json", changed)
                summary = json.loads((self.path / "summary.json").read_text())
                self.write("summary.json", json.dumps({**summary, "results": {**summary["results"], "sha256": hashlib.sha256(changed).hexdigest()}}))
                self.assertEqual(self.run_usmca("record", "add", "runs.usmca", "--results", "results.json", "--summary", "summary.json").returncode, 0)
        for name, *command in (("record", "list"), ("record", "verify"), ("record", "export"), ("difference", "diff"), ("difference", "diff", "3", "2", "--alert-margin", "100", "--alert-expiry", "36500")):
            run = self.run_usmca("record", *command, "--record", "runs.usmca", "--format", "json")
            self.assertEqual(run.returncode, 0, run.stderr)
            yield from ((name, answer) for answer in self.results(run))

    def of_a_request(self):
        """An item that somebody is asked for, which is all that `usmca requests list` writes."""
        goods = "good_id,hs,country,date,transaction_value\nVALVE,8481.80,MX,2026-03-02,50\n"
        bom = "good_id,line,material_id,hs,origin,country,supplier,value\nVALVE,1,BODY,8481.90,originating,MX,ACME,20\n"
        self.check(goods, bom, "--format", "json", "--output", "results.json", "--record", "requests.usmca")
        run = self.run_usmca("requests", "results.json", "--output", "asked", "--date", "2026-03-05", "--record", "requests.usmca")
        self.assertEqual(run.returncode, 0, run.stderr)
        listed = self.results(self.run_usmca("requests", "list", "--record", "requests.usmca", "--on", "2026-03-06", "--format", "json"))
        self.assertEqual(len(listed), 1)
        return [("requests", answer) for answer in listed]

    def certification(self):
        self.check("good_id,description,hs,country,date,transaction_value\nPART,A part,3926.90,MX,2024-03-01,10\n",
                   "good_id,line,material_id,hs,origin,value\nPART,1,RESIN,3902.10,non-originating,3\n", "--format", "json", "--output", "results.json")
        parties = self.write("parties.csv", "role,name,title,address,country,telephone,email\nproducer,Ana Ruiz,Manager,Calle 1,MX,+52 55 5555 0100,a@b.example\n"
                             "importer,Acme,,Main Street 1,US,+1 956 555 0100,c@d.example\n")
        return self.results(self.run_usmca("certify", "results.json", "--parties", parties, "--certifier", "producer", "--exporter", "unknown", "--date", "2024-03-01",
                                           "--from", "2024-03-01", "--to", "2024-12-31"))[0]

    def claims(self):
        sample = SOURCE / "samples" / "claims"
        self.run_usmca("check", "--goods", sample / "goods" / "goods.csv", "--bom", sample / "goods" / "bom.csv", "--default-use", "aftermarket", "--format", "json", "--output", "results.json")
        return self.results(self.run_usmca("claims", "results.json", *(part for name in ("entries", "duties", "measures") for part in (f"--{name}", sample / f"{name}.csv")), "--on", "2026-11-24",
                                           "--format", "json"))[0]

    def of_vehicles(self):
        """Certifications of a vehicle: whole ones, and one that lacks elements."""
        folder = SOURCE / "samples" / "vehicles"
        tables = [part for path in sorted(folder.glob("*.csv")) for part in (f"--{path.stem}", path)]
        self.run_usmca("check", *tables, "--format", "json", "--good", "EV-SEDAN", "--output", "vehicle.json")
        parties = "role,name,signatory,title,address,country,telephone,email,tax_number\nproducer,Autos del Bajio,Ana Ruiz,Manager,Calle 1,MX,+52 55 5555 0100,a@b.example,SAT970701NN3\n"
        for kind, rows, status in (("steel", "steel-supplier,ACERO,,,Calle 2,MX,,,\n", 0), ("aluminum", "aluminum-supplier,ALUMINIO,,,Calle 3,MX,,,\n", 0), ("lvc", "plant,SILAO,,,Calle 1,MX,,,1\n", 2)):
            run = self.run_usmca("certify", "vehicle", kind, "vehicle.json", "--parties", self.write("parties.csv", parties + rows), "--date", "2026-11-20", "--incomplete")
            self.assertEqual(run.returncode, status, run.stderr)
            yield from self.results(run)

    def test_a_row_that_cannot_be_read(self):
        goods = 'good_id,hs,country,date,transaction_value\nA,3926.90,MX,2024-03-01,10\n"\xff",3926.90,MX,2024-03-01,10\nB,none,MX,2024-03-01,10\n'
        found = self.results(self.check(goods.encode("latin-1"), "good_id,hs,origin,value\nA,3902.10,,3\n"))
        self.assertIn("rejected", [answer["status"] for answer in found])
        for answer in found:
            self.hold("determination", answer)
            self.assertIsNone(answer["gap"])

    def test_an_unknown_member_or_word_is_refused(self):
        answer = self.results(self.simple())[0]
        self.hold("determination", answer)
        for wrong in ({"more": 1}, {"status": "maybe"}, {"date": "1 March 2024"}, {"rvc": {**answer["rvc"], "tv": {**answer["rvc"]["tv"], "base": 10}}}):
            with self.subTest(wrong=wrong):
                self.assertFalse(self.validators["determination"].is_valid({**answer, **wrong}))

    def test_the_page_describes_every_member(self):
        run = subprocess.run([sys.executable, SOURCE / "tools" / "describe-output", "--check"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        page = (SOURCE / "docs" / "file-formats.md").read_text().split("\n#### ")
        for schema in SCHEMAS.values():
            for one in schema["$defs"].values():
                rows = [part for part in page if part.startswith(one["title"] + "\n")] if "title" in one else []
                self.assertEqual(len(rows), "title" in one)
                self.assertEqual([key for key in one.get("properties", ()) if f"\n| `{key}`" not in rows[0]], [])


if __name__ == "__main__":
    unittest.main()
