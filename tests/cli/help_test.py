"""What a command says of itself, and to whom who mistyped: from one table of options, in the language that is asked for or that of the environment."""
import json
import os
import re
import shutil
import subprocess
import unittest

from support import USMCA, Case

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
                for text in (short, whole):
                    self.assertRegex(text, rf"(?m)^  (-[oh], )?--{option['name']}( |$)")

    def test_neighbours(self):
        for arguments, near in ((["chek"], "check"), (["rul", "8413.30"], "rule"), (["help", "fact"], "facts"), (["rule", "8413.30", "--frmat", "json"], "--format"),
                                (["facts", "8413.30", "--lnag=es"], "--lang"), (["check", "--gods", "x"], "--goods")):
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
