"""usmca.conf: found beside the data and in the user's place, said wherever it was used, and never half read."""
import hashlib
import json
import os
import unittest

from support import BOM, GOODS, Case


class Config(Case):
    def setUp(self):
        super().setUp()
        self.user = self.path / "xdg" / "usmca"
        self.user.mkdir(parents=True)
        self.data = self.path / "data"
        self.data.mkdir()
        self.write("data/goods.csv", GOODS.format(claim=""))
        self.write("data/bom.csv", BOM.format(hs="3902.10"))
        self.env = {"XDG_CONFIG_HOME": str(self.path / "xdg"), "LC_ALL": "C"}

    def usmca(self, *arguments, status=0, **env):
        run = self.run_usmca(*arguments, env={**self.env, **env})
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def check_data(self, *options, status=0):
        return self.usmca("check", "--goods", "data/goods.csv", "--bom", "data/bom.csv", *options, status=status)

    def test_what_was_used_is_said(self):
        plain = self.check_data("--format", "text").stdout
        text = "# a company\r\n\r\ncurrency = MXN\ndefault-use= light-truck\n lang =ES\n"
        self.write("data/usmca.conf", text)
        self.write("xdg/usmca/usmca.conf", "currency = CAD\ntariff = MX\n")
        said = "data/usmca.conf: currency = MXN, default-use = light-truck, lang = ES"
        run = self.check_data("--format", "text", "--quiet", "--summary", "s.json")
        self.assertTrue(run.stdout.decode().startswith("Ajustes de " + said + "\nAjustes de " + str(self.user / "usmca.conf") + ": tariff = MX\n\n"), run.stdout)
        self.assertIn(said, run.stderr.decode())
        self.assertIn(b"MXN", run.stdout)
        summary = json.loads((self.path / "s.json").read_text())
        options = summary["options"]
        self.assertEqual((options["currency"], options["tariff"], options["config"]), ("MXN", "MX", "data/usmca.conf"))
        self.assertEqual(options["config-sha256"], hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(options["user-config"], str(self.user / "usmca.conf"))
        self.assertEqual((summary["currency"], summary["rule_book"]["language"]), ("MXN", "es"))
        self.assertTrue(any(said in notice for notice in summary["notices"]))

        self.assertEqual(self.check_data("--format", "text", "--no-config").stdout, plain)
        given = self.check_data("--format", "text", "--currency", "USD", "--default-use", "heavy-truck", "--lang", "en", "--tariff", "US")
        self.assertNotIn(b"usmca.conf", given.stdout + given.stderr)
        self.assertEqual(json.loads(self.check_data("--format", "json").stdout.splitlines()[0])["status"], "originating")

    def test_where_each_setting_comes_from(self):
        self.write("data/usmca.conf", "profile = mine.xml\nparties = p.csv\ncurrency = MXN\n")
        self.write("data/mine.xml", "<profile/>")
        self.write("xdg/usmca/usmca.conf", "\nprofile = sap-bom\nlang = fr\n")
        rows = {row["key"]: row for row in map(json.loads, self.usmca("config", "data", "--format", "json").stdout.splitlines())}
        self.assertEqual((rows["profile"]["value"], rows["profile"]["file"], rows["profile"]["line"]), ("data/mine.xml", "data/usmca.conf", 1))
        self.assertEqual((rows["lang"]["value"], rows["lang"]["file"], rows["lang"]["line"]), ("fr", str(self.user / "usmca.conf"), 3))
        self.assertEqual((rows["parties"]["value"], rows["record"]["value"]), ("data/p.csv", None))
        self.assertIn(b"data/usmca.conf:3", self.usmca("config", "data/goods.csv").stdout)
        self.assertIn("changement", self.usmca("rule", "8413.30").stdout.decode())

    def test_nothing_is_ignored(self):
        for text, place in (("currency = MXN\ncolour = red\n", "2:1: \"colour\""), ("rules = /x\n", "1:1:"), ("currency = pesos\n", "1:12:"), ("\n\ntariff=XX", "3:8:"), ("lang = german\n", "1:8:"),
                            ("currency\n", "1:1:"), ("currency = MXN\ncurrency = USD\n", "2:1:"), ("year-begins = 13\n", "1:15:"), ("profile =\n", "1:"), (b"currency = \xff\n", " not text"),
                            (b"currency = MXN\0\n", " not text"), ("parties = -\n", "1:11:"), ("fail-on = never\n", "1:1:")):
            self.write("data/usmca.conf", text)
            for run in (self.check_data("--output", "o.json", status=65), self.usmca("config", "data", status=65)):
                self.assertIn("usmca: data/usmca.conf:" + place, run.stderr.decode(), text)
            self.assertFalse((self.path / "o.json").exists())
            self.check_data("--no-config")
        os.remove(self.data / "usmca.conf")
        (self.data / "usmca.conf").mkdir()
        self.check_data(status=65)

    def test_a_certification_has_nothing_else_in_it(self):
        self.write("data/usmca.conf", "parties = nobody.csv\n")
        self.write("data/r.json", self.check_data("--no-config", "--format", "json").stdout)
        run = self.usmca("certify", "data/r.json", "--certifier", "producer", "--date", "2024-03-01", "--shipment", "--format", "text", status=74)
        self.assertIn(b"data/nobody.csv", run.stderr)


if __name__ == "__main__":
    unittest.main()
