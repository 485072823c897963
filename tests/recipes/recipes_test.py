"""The recipes do what their pages say: the files of docs/recipes/, as they stand, on samples."""
import contextlib
import csv
import glob
import importlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
USMCA = pathlib.Path(os.environ["USMCA"])
RECIPES = SOURCE / "docs" / "recipes"
PUMP, CHAIR, BROKEN = (SOURCE / "samples" / name for name in ("pump", "chair", "broken"))
PATH = f"{USMCA.parent}:{os.environ['PATH']}"
INITDB = next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)), None)


def duckdb():
    with contextlib.suppress(ImportError):
        return importlib.import_module("duckdb")
    return None


class Recipe(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        (self.path / "in").mkdir()

    def run_in(self, *command, status=0, **more):
        run = subprocess.run([str(word) for word in command], cwd=self.path, capture_output=True, text=True, env={**os.environ, "PATH": PATH, **more})
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        return run

    def check(self, folder, *more):
        tables = [word for path in sorted(folder.glob("*.csv")) for word in (f"--{path.stem}", path)]
        run = subprocess.run([USMCA, "check", *tables, "--format", "json", "--output", "results.json", "--quiet", *more], cwd=self.path)
        self.assertLessEqual(run.returncode, 3)

    def read(self, name):
        with open(self.path / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


class Nightly(Recipe):
    def nightly(self, status):
        return self.run_in(RECIPES / "nightly" / "nightly", self.path, status=status)

    def test_two_nights(self):
        self.assertIn("nothing lies in", self.nightly(65).stderr)
        for table in CHAIR.glob("*.csv"):
            shutil.copy(table, self.path / "in")
        self.nightly(1)
        day = next((self.path / "out").iterdir())
        self.assertEqual(sorted(path.name for path in day.iterdir()), ["rejects.csv", "results.json", "summary.json", "tables"])
        self.assertIn("of the run before", self.nightly(0).stderr)

        # the good that originates loses its origin
        bom = self.path / "in" / "bom.csv"
        before = {good["good_id"] for good in map(json.loads, (day / "results.json").read_text().splitlines()) if good["status"] == "originating"}
        bom.write_text(bom.read_text().replace(",originating,", ",non-originating,"))
        self.nightly(1)
        after = {good["good_id"] for good in map(json.loads, (day / "results.json").read_text().splitlines()) if good["status"] == "originating"}
        self.assertTrue(before - after)
        said = (day / "changes.txt").read_text()
        for good in before - after:
            self.assertIn(good, said)

        # a night that fails leaves what was there
        bom.write_bytes(b"\xff\xfe\x00")
        results = (day / "results.json").read_text()
        self.nightly(65)
        self.assertEqual((day / "results.json").read_text(), results)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
    def test_the_units(self):
        for name in ("usmca-nightly.service", "usmca-nightly.timer"):
            (self.path / "etc/systemd/system").mkdir(parents=True, exist_ok=True)
            shutil.copy(RECIPES / "nightly" / name, self.path / "etc/systemd/system")
        (self.path / "usr/local/lib/usmca").mkdir(parents=True)
        shutil.copy(RECIPES / "nightly" / "nightly", self.path / "usr/local/lib/usmca")
        said = self.run_in("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", "--root", self.path, "usmca-nightly.timer", "usmca-nightly.service")
        self.assertEqual([line for line in said.stderr.splitlines() if "usmca" in line], [])
        self.run_in("systemd-analyze", "calendar", "*-*-* 02:00")


class DropFolder(Recipe):
    def deliver(self, folder, name):
        for path in folder.glob("*.csv"):
            shutil.copy(path, self.path / "in" / f"{name}.{path.name}")
        (self.path / "in" / f"{name}.ready").touch()

    def drop_folder(self, status):
        return self.run_in(RECIPES / "drop-folder" / "drop-folder", self.path, status=status)

    def status_of(self, name):
        return dict(line.split("=") for line in (self.path / "out" / f"{name}.status").read_text().splitlines())

    def test_deliveries(self):
        self.drop_folder(0)
        self.deliver(CHAIR, "MATMAS-0001")
        self.deliver(BROKEN, "MATMAS-0002")
        shutil.copy(SOURCE / "samples" / "harness" / "export.csv", self.path / "in" / "late.csv")
        self.drop_folder(3)
        self.assertEqual(self.status_of("MATMAS-0001")["status"], "1")
        self.assertIn(self.status_of("MATMAS-0002")["status"], ("2", "3"))
        self.assertEqual(len(self.read("out/MATMAS-0001.results.csv")), 2)
        self.assertTrue(all(row["file"].startswith("in/MATMAS-0002.") for row in self.read("out/MATMAS-0002.rejects.csv")))
        self.assertGreater(len(self.read("out/MATMAS-0002.rejects.csv")), 3)
        self.assertFalse(list((self.path / "in").glob("*.ready")))
        self.assertFalse(list((self.path / "out").glob("late*")))

        # the same again is the same; another under that name is refused, and the answer stays
        results = self.path / "out" / "MATMAS-0001.results.csv"
        written = results.stat().st_mtime_ns
        self.deliver(CHAIR, "MATMAS-0001")
        self.drop_folder(0)
        self.deliver(PUMP, "MATMAS-0001")
        self.drop_folder(65)
        self.assertIn("answered", (self.path / "out" / "MATMAS-0001.refused").read_text())
        self.assertEqual(results.stat().st_mtime_ns, written)

    def test_a_flat_file_by_the_settings_beside_it(self):
        (self.path / "in" / "usmca.conf").write_text("profile = maquila-es\n")
        for name, path in (("EXP.7.csv", "export.csv"), ("EXP.7.documents.csv", "documents.csv"), ("EXP.7.rates.csv", "rates.csv")):
            shutil.copy(SOURCE / "samples" / "harness" / path, self.path / "in" / name)
        (self.path / "in" / "EXP.7.ready").touch()
        self.run_in(RECIPES / "drop-folder" / "drop-folder", self.path, status=int(self.expected_status()))
        self.assertIn("originating", {row["status"] for row in self.read("out/EXP.7.results.csv")})

    def expected_status(self):
        harness = SOURCE / "samples" / "harness"
        return subprocess.run([USMCA, "check", "--profile", "maquila-es", harness / "export.csv", "--documents", harness / "documents.csv", "--rates", harness / "rates.csv", "--quiet"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode

    def test_a_full_disk(self):
        self.deliver(CHAIR, "A")
        (self.path / "bin").mkdir()
        (self.path / "bin" / "usmca").write_text("#!/bin/sh\necho full >&2\nexit 74\n")
        (self.path / "bin" / "usmca").chmod(0o755)
        said = self.run_in(RECIPES / "drop-folder" / "drop-folder", self.path, status=74, PATH=f"{self.path / 'bin'}:{os.environ['PATH']}").stderr
        self.assertIn("full", said)
        self.assertEqual(list((self.path / "out").glob("A*")), [])
        self.drop_folder(1)
        self.assertEqual(self.status_of("A")["status"], "1")

    def test_what_cannot_be_read(self):
        (self.path / "in" / "A.goods.csv").write_text("nothing\n1\n")
        for name in ("A", "B", "-rf"):
            (self.path / "in" / f"{name}.ready").touch()
        said = self.drop_folder(65).stderr
        self.assertIn("no name of a delivery", said)
        self.assertEqual(sorted(path.name for path in (self.path / "out").iterdir() if path.name[0] != "."), ["A.refused", "B.refused"])


class Dag(Recipe):
    def setUp(self):
        super().setUp()
        sys.path.insert(0, str(RECIPES / "dag"))
        self.addCleanup(sys.path.remove, str(RECIPES / "dag"))
        sys.dont_write_bytecode = True
        self.step = importlib.import_module("usmca_step")

    def test_the_step(self):
        run = self.step.check(CHAIR / "goods.csv", CHAIR / "bom.csv", self.path / "out", program=USMCA, documents=CHAIR / "documents.csv", date="2026-11-02")
        self.assertEqual((sum(run["goods"].values()), run["goods"]["originating"], run["violations"], run["rejected"]), (2, 1, True, False))
        results = pathlib.Path(run["results"]).read_bytes()
        again = self.step.check(CHAIR / "goods.csv", CHAIR / "bom.csv", self.path / "out", program=USMCA, documents=CHAIR / "documents.csv", date="2026-11-02")
        self.assertEqual((again, pathlib.Path(again["results"]).read_bytes()), (run, results))
        self.assertTrue(self.step.check(BROKEN / "goods.csv", BROKEN / "bom.csv", self.path / "broken", program=USMCA)["rejected"])
        with self.assertRaises(self.step.NotDetermined) as failed:
            self.step.check(CHAIR / "bom.csv", self.path / "none.csv", self.path / "failed", program=USMCA)
        self.assertEqual((failed.exception.status in (65, 74), failed.exception.again), (True, failed.exception.status == 74))

    def test_the_dag(self):
        """Of Airflow only the names that the DAG takes: a task runs where it is called."""
        class AirflowFailException(Exception):
            pass
        airflow = {"airflow": types.ModuleType("airflow"), "airflow.decorators": types.ModuleType("airflow.decorators"), "airflow.exceptions": types.ModuleType("airflow.exceptions"),
                   "pendulum": types.ModuleType("pendulum")}
        airflow["airflow.decorators"].dag = lambda **more: lambda function: lambda: function
        airflow["airflow.decorators"].task = lambda function: function if function.__name__ == "release" else lambda: function(ds="2026-11-02")
        airflow["airflow.exceptions"].AirflowFailException = AirflowFailException
        airflow["pendulum"].datetime = lambda *when, **more: when
        sys.modules.update(airflow)
        for name in airflow:
            self.addCleanup(sys.modules.pop, name)
        module = importlib.import_module("origin_dag")
        module.DATA = self.path
        self.addCleanup(os.environ.__setitem__, "PATH", os.environ["PATH"])
        os.environ["PATH"] = PATH
        for path in CHAIR.glob("*.csv"):
            shutil.copy(path, self.path / "in")
        with self.assertRaisesRegex(AirflowFailException, "to be looked at"):
            module.origin()()
        # without the chair whose claim is not supported they are released
        for table in ("goods", "bom"):
            path = self.path / "in" / f"{table}.csv"
            path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if not line.startswith("OC-210")))
        module.origin()()
        self.assertEqual(len((self.path / "out" / "2026-11-02" / "results.json").read_text().splitlines()), 1)
        # unusable input is not tried again, and what cannot be read is
        for content, raised in (("", AirflowFailException), (None, self.step.NotDetermined)):
            (self.path / "in" / "goods.csv").unlink()
            if content is not None:
                (self.path / "in" / "goods.csv").write_text(content)
            with self.assertRaises(raised):
                module.origin()()


class Duckdb(Recipe):
    @unittest.skipUnless(duckdb() or shutil.which("duckdb"), "duckdb is not installed")
    def test_questions(self):
        self.check(PUMP, "--tables", "tables", "--raw")
        text = (RECIPES / "duckdb" / "questions.sql").read_text()
        if not duckdb():
            said = subprocess.run(["duckdb"], input=text, cwd=self.path, capture_output=True, text=True)
            self.assertEqual((said.returncode, said.stderr), (0, ""))
            return
        with contextlib.chdir(self.path):
            answers = [duckdb().sql(question).fetchall() for question in text.split(";") if question.strip()]
        goods = self.read("tables/goods.csv")
        self.assertEqual(sum(row[2] for row in answers[0]), len(goods))
        self.assertEqual([row[0] for row in answers[2]], [good["good_id"] for good in goods if good["status"] == "originating"])
        self.assertEqual({row[1] for row in answers[3]}, {line["material_id"] for line in self.read("tables/materials.csv") if line["change"] == "fail" and
                                                          line["good_id"] in {good["good_id"] for good in goods if good["status"] == "non-originating"}})
        self.assertTrue(answers[4])


@unittest.skipUnless(INITDB and shutil.which("psql"), "PostgreSQL is not installed")
class Postgresql(Recipe):
    def setUp(self):
        super().setUp()
        # a server does not run as root
        self.as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        server = pathlib.Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self.addCleanup(shutil.rmtree, server)
        if self.as_user:
            os.chown(server, 65534, 65534)
        self.bin, self.data = pathlib.Path(INITDB).parent, server / "data"
        self.server("initdb", "--pgdata", self.data, "--username", "origin", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
        self.server("pg_ctl", "--pgdata", self.data, "--wait", "--log", server / "log", "--options", f"-c listen_addresses='' -c unix_socket_directories='{server}' -F", "start")
        self.addCleanup(self.server, "pg_ctl", "--pgdata", self.data, "--mode", "immediate", "stop")
        self.env = {"PGHOST": str(server), "PGUSER": "origin", "PGDATABASE": "postgres"}

    def server(self, program, *arguments):
        run = subprocess.run([str(word) for word in (*self.as_user, self.bin / program, *arguments)], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)

    def psql(self, query):
        return self.run_in("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", query, **self.env).stdout.split("\n")[:-1]

    def load(self, **more):
        return self.run_in(RECIPES / "postgresql" / "load", "summary.json", "tables", **self.env, **more)

    def test_two_runs(self):
        for _ in range(2):  # what is there already stays
            self.run_in("psql", "--no-psqlrc", "--quiet", "--file", RECIPES / "postgresql" / "schema.sql", **self.env)
        goods = (PUMP / "goods.csv").read_text().splitlines()
        data = self.path / "data"
        shutil.copytree(PUMP, data)
        (data / "goods.csv").write_text("\n".join([goods[0] + ",x_plant", *(f"{line},\"Silao \"\"2\"\", the buyer's\"" for line in goods[1:])]) + "\n")
        self.check(data, "--summary", "summary.json", "--tables", "tables", "--raw")
        self.assertEqual(self.load().stdout, "loaded as run 1\n")
        self.assertEqual(self.load().stdout, "that run is there already\n")
        self.assertEqual(self.psql("select count(*) from usmca.changed"), ["0"])
        for table, name in (("good", "goods"), ("material", "materials"), ("finding", "findings"), ("document", "documents")):
            self.assertEqual(self.psql(f"select count(*) from usmca.{table}"), [str(len(self.read(f"tables/{name}.csv")))])
        self.assertEqual(set(self.psql("select own ->> 'x_plant' from usmca.good")), {"Silao \"2\", the buyer's"})
        self.assertEqual(self.psql("select good_id || ' ' || rvc_tv_percent || ' ' || margin from usmca.good where good_id = 'WP-2100'"), ["WP-2100 76.2123 18.7804"])

        # the first good loses its origin, another comes
        self.lose(data)
        self.check(data, "--summary", "summary.json", "--tables", "tables", "--raw")
        self.assertEqual(self.load().stdout, "loaded as run 2\n")
        changed = self.psql("select what || ' ' || good_id from usmca.changed")
        self.assertEqual(changed[0], "lost WP-2100")
        self.assertEqual(changed[-1], "new WP-NEW")

        # all of it or nothing
        (self.path / "tables" / "documents.csv").write_text("good_id,document_id\nA,B,C\n")
        run = subprocess.run([RECIPES / "postgresql" / "load", "summary.json", "tables"], cwd=self.path, env={**os.environ, **self.env}, capture_output=True, text=True)
        self.assertNotEqual(run.returncode, 0)
        self.assertEqual(self.psql("select count(*) from usmca.run"), ["2"])

    def lose(self, data):
        """Everything that WP-2100 is made of comes from elsewhere, under its own heading; and there is a further good."""
        with open(data / "bom.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if row["good_id"] == "WP-2100":
                row.update(origin="non-originating", hs="8413.30", document="")
        rows += [{**row, "good_id": "WP-NEW"} for row in rows if row["good_id"] == "WP-2100-OE"]
        self.write(data / "bom.csv", rows)
        with open(data / "goods.csv", newline="") as file:
            goods = list(csv.DictReader(file))
        self.write(data / "goods.csv", goods + [{**good, "good_id": "WP-NEW"} for good in goods if good["good_id"] == "WP-2100-OE"])

    def write(self, path, rows):
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    unittest.main()
