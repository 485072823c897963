"""What a command says of itself, and to whom who mistyped: from one table of options, in the language that is asked for or that of the environment."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import unittest

from support import BOM, GOODS, USMCA, Case

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
BARE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}


class Help(Case):
    def out(self, *arguments, status=0, **env):
        run = self.run_usmca(*arguments, env={**BARE, **env})
        self.assertEqual(run.returncode, status, run.stderr)
        return (run.stdout if status == 0 else run.stderr).decode()

    def forms(self):
        return [json.loads(line) for line in self.out("help", "--format", "json").splitlines()]

    def test_every_command_and_option_is_told_in_three_languages(self):
        forms = self.forms()
        self.assertGreater(len(forms), 2)
        said = {language: "".join(self.out("help", "--format", "json", "--lang", language).splitlines(True)) for language in ("en", "es", "fr")}
        for language, text in said.items():
            self.assertNotIn('"says":null', text, language)
        self.assertEqual(len(set(said.values())), 3)
        for form in forms:
            short, whole = self.out(*form["command"].split(), "--help"), self.out("help", *form["command"].split())
            self.assertTrue(short.startswith("usmca " + form["command"].split()[0]), short)
            self.assertLessEqual(max(map(len, short.splitlines())), 140)
            for option in form["options"]:
                for text, has in ((short, option["common"]), (whole, True)):
                    (self.assertRegex if has else self.assertNotRegex)(text, rf"(?m)^  (-[oh], )?--{option['name']}( |$)")

    def test_the_short_help_is_a_screen(self):
        names = [form["command"] for form in self.forms()]
        for language in ("en", "es", "fr"):
            for command in ["", *names]:
                self.assertLessEqual(len(self.out(*command.split(), "--help", "--lang", language).splitlines()), 30, (language, command))
        whole, short = self.out("help"), self.out("--help")
        for name in names:
            self.assertIn(f"  usmca {name} ", whole)
            (self.assertNotRegex if " " in name else self.assertRegex)(short, rf"(?m)^  {name} ")
        check = next(form["options"] for form in self.forms() if form["command"] == "check")
        self.assertIn(f"{sum(not option['common'] for option in check)} more options: usmca help check", self.out("check", "--help"))

    def test_a_wrong_value_names_what_there_is_and_what_is_near(self):
        for arguments, words, near in ((["rule", "8413.30", "--format", "jsn"], "text or json", "json"), (["check", "x", "--fail-on", "pile:sgn"], "paper-missing or pile:sign", "pile:sign"),
                                       (["rule", "8413.30", "--use", "pasenger-vehicle"], "light-truck, heavy-truck, other-vehicle or aftermarket", "passenger-vehicle"),
                                       (["check", "x", "--default-use", "aftermrket"], "other-vehicle or aftermarket", "aftermarket"), (["certify", "x", "--certifier", "exprter"], "producer or importer", "exporter"),
                                       (["check", "x", "--tariff", "USA"], "US, MX or CA", "US"), (["check", "x", "--hs", "2021"], "2012, 2017 or 2022", None), (["rule", "8413.30", "--lang", "xx"], "en, es or fr", None),
                                       (["completion", "bsh"], "bash, zsh or fish", "bash"), (["record", "shw"], "add, list, show", "show"), (["profile", "shwo"], "show or suggest", "show"),
                                       (["profile", "show", "sap-bm"], "netsuite, odoo, oracle-bom, sap-bom, or a file", "sap-bom"), (["profile", "show", "xyzzy"], "sap-bom, or a file", None)):
            said = self.out(*arguments, status=64)
            self.assertIn(words, said)
            self.assertEqual(re.findall(r"did you mean (\S+)\?", said), [near] if near else [], said)

    def test_who_reads_text_and_has_enough_is_told_nothing(self):
        goods, bom = self.write("goods.csv", GOODS.format(claim="")), self.write("bom.csv", BOM.format(hs="3902.10"))
        for arguments, told in ((["help"], b""), (["--help"], b""), (["--version"], b""), (["check", "--help"], b""), (["rule", "8413.30"], b""), (["facts", "8413.30"], b""), (["config"], b""),
                                (["completion", "bash"], b""), (["profile", "show", "sap-bom"], b""), (["check", "--goods", goods, "--bom", bom], b"cannot write: Broken pipe")):
            for ignored in (signal.SIG_IGN, signal.SIG_DFL):
                reader, writer = os.pipe()
                os.close(reader)
                run = subprocess.run([USMCA, *arguments], stdout=writer, stderr=subprocess.PIPE, restore_signals=False, preexec_fn=lambda ignored=ignored: signal.signal(signal.SIGPIPE, ignored))
                os.close(writer)
                self.assertIn(run.returncode, (74, -signal.SIGPIPE), arguments)
                (self.assertIn if told else self.assertEqual)(told, run.stderr, arguments)

    def test_neighbours(self):
        for arguments, near in ((["chek"], "check"), (["rul", "8413.30"], "rule"), (["help", "fact"], "facts"), (["rule", "8413.30", "--frmat", "json"], "--format"),
                                (["facts", "8413.30", "--lnag=es"], "--lang"), (["check", "--gods", "x"], "--goods"),
                                (["check", "--threads", "4"], "--jobs"), (["check", "--thread=4"], "--jobs"), (["check", "--language", "es"], "--lang"), (["determine"], "check"), (["help", "certify", "verfy"], "certify verify"),
                                (["certify", "vehcle", "x"], "certify vehicle"), (["requests", "imprt"], "requests import")):
            self.assertIn(f"did you mean {near}?", self.out(*arguments, status=64))
        for arguments in (["xyzzy"], ["rule", "8413.30", "--xyzzy"], ["help", "xyzzy"]):
            said = self.out(*arguments, status=64)
            self.assertIn("xyzzy", said)
            self.assertNotIn("did you mean", said)

    def test_language(self):
        spanish, french, english = "Un cambio a las", "Un changement visant", "A change to"
        for language in ("es", "ES", "es_MX", "es-MX", "Es_mx.UTF-8"):
            self.assertIn(spanish, self.out("rule", "8413.30", "--lang", language))
        for env, expected in (({"LANG": "es_MX.UTF-8"}, spanish), ({"LC_MESSAGES": "fr_CA.UTF-8", "LANG": "es_MX"}, french), ({"LC_ALL": "fr", "LC_MESSAGES": "es"}, french),
                              ({"LANG": "de_DE.UTF-8"}, english), ({"LANG": "C"}, english), ({"LC_ALL": "C", "LANG": "es_ES"}, english), ({"LANG": "est"}, english), ({}, english)):
            self.assertIn(expected, self.out("rule", "8413.30", **env), env)
        self.assertIn(english, self.out("rule", "8413.30", "--lang", "en", LANG="es_MX.UTF-8"))
        self.assertIn("este texto", self.out("rule", "--help", LANG="es_MX.UTF-8"))
        for language in ("xx", "est", "e", ""):
            self.assertIn("is not en, es or fr", self.out("rule", "8413.30", "--lang", language, status=64))

    def test_help_of_a_part_is_that_of_its_command(self):
        for part in ("record show", "record diff"):
            self.assertEqual(self.out("help", *part.split()), self.out("help", part.split()[0]))

    def test_a_line_of_usage_is_in_the_language(self):
        for language, said in (("en", "[options]"), ("es", "[opciones]"), ("fr", "[options]")):
            for command in ("check", "profile", "template"):
                head = self.run_usmca("help", command, "--lang", language).stdout.decode().split("\n\n")[0]
                self.assertEqual({word for word in head.split() if "op" in word and word[0] == "["}, {said}, (language, command))

    def test_wrong_usage_in_the_language_asked(self):
        conf = self.path / "french"
        conf.mkdir()
        (conf / "usmca.conf").write_text("lang = fr\n")
        for arguments, where, said in ((["chek"], {}, "did you mean check?"), (["chek"], {"LANG": "es_MX.UTF-8"}, "¿quiso decir check?"), (["chek"], {"LC_ALL": "fr_CA.UTF-8"}, "vouliez-vous dire check ?"),
                                       (["check", "--gods", "x", "--lang", "es"], {}, "opción desconocida --gods; ¿quiso decir --goods?"), (["check", "--lang=fr", "--gods", "x"], {"LANG": "es"}, "option inconnue --gods"),
                                       (["rule", "--lang", "es", "8413.30", "--format", "jsn"], {}, "text o json"), (["rule", "8413.30", "--lang", "xx"], {"LANG": "es"}, "no es en, es o fr"),
                                       (["cost", "--lang", "es"], {}, "hacen falta --ledger y --bases"), (["check", "x", "--jobs", "0", "--lang", "fr"], {}, "n’est pas un nombre de 1 à 1024"),
                                       # without the sentences, the words of their ids
                                       (["check", "--gods", "x"], {"USMCA_RULES": "/nowhere", "LANG": "es"}, "unknown option near: --gods, --goods")):
            self.assertIn(said, self.out(*arguments, status=64, **where), arguments)
        for options, said in (([], "option inconnue"), (["--lang", "es"], "opción desconocida"), (["--no-config"], "unknown option")):
            run = subprocess.run([USMCA, "check", "--gods", "x", *options], cwd=conf, env=BARE, capture_output=True, text=True)
            self.assertIn(said, run.stderr)

    def test_each_sentence_of_wrong_usage_is_said_somewhere(self):
        source = "".join(path.read_text() for path in (SOURCE / "src" / "cli").glob("*.c"))
        said = set(re.findall(r'"([a-z-]+)"', source))
        ids = set(re.findall(r'id="usage\.([a-z-]+)"', (SOURCE / "rules" / "messages" / "en.xml").read_text()))
        self.assertEqual(ids - said, set())
        self.assertEqual(set(re.findall(r'(?:USAGE|UNUSABLE)\(\s*(?:"[a-z ]*"|[\w.>-]+),\s*"([a-z-]+)"', source)) - ids, set())

    def test_currencies_in_any_letters(self):
        goods, bom = self.write("goods.csv", GOODS.format(claim="")), self.write("bom.csv", BOM.format(hs="3902.10"))
        of = [json.loads(self.out("check", "--goods", goods, "--bom", bom, "--format", "json", "--quiet", "--currency", word)) for word in ("MXN", "mxn", "Mxn")]
        self.assertEqual(of[0], of[1])
        self.assertEqual(of[0], of[2])
        for word, why in (("us", "is not three letters"), ("zzz", "ZZZ is no code of ISO 4217")):
            self.assertIn(why, self.out("check", "--goods", goods, "--bom", bom, "--currency", word, status=64))

    def test_help_where_no_rules_are(self):
        run = self.run_usmca("rule", "--help", env={**BARE, "USMCA_RULES": "/nowhere"})
        self.assertEqual(run.returncode, 0)
        self.assertIn(b"--format text|json", run.stdout)
        self.assertIn(b"/nowhere", run.stderr)

    @unittest.skipUnless(shutil.which("scdoc") and shutil.which("mandoc"), "scdoc and mandoc are not installed")
    def test_pages_of_the_manual(self):
        for name in ["", *(form["command"] for form in self.forms())]:
            page = subprocess.run(["scdoc"], input=self.out("help", *name.split(), "--format", "scdoc"), capture_output=True, text=True, check=True).stdout
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=page, capture_output=True, text=True).stdout
            # what scdoc sets between all parts
            self.assertEqual([line for line in lint.splitlines() if "skipping paragraph macro: PP" not in line], [], name)
            shown = subprocess.run(["mandoc", "-T", "ascii"], input=page, capture_output=True, text=True, check=True).stdout
            plain = re.sub(".\b", "", shown)
            self.assertIn("SYNOPSIS", plain)
            for option in next((form["options"] for form in self.forms() if form["command"] == name), []) if name in ("rule", "check") else []:
                self.assertIn("--" + option["name"], plain)


if __name__ == "__main__":
    unittest.main()
