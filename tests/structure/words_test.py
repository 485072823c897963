"""The lists of countries and currencies are what tools/iso-words makes, and the words beside them name codes that they have."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
WORDS = SOURCE / "rules" / "words"


def installed():
    run = subprocess.run(["dpkg-query", "-W", "-f", "iso-codes ${Version}", "iso-codes"], capture_output=True, text=True, check=False)
    return run.stdout if run.returncode == 0 else None


class Words(unittest.TestCase):
    def test_lists_are_made_from_iso_codes(self):
        made_from = ElementTree.parse(WORDS / "countries.xml").getroot().get("source")
        if installed() != made_from:
            self.skipTest(f"{installed()} is installed, and the lists are of {made_from}")
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([SOURCE / "tools" / "iso-words", folder], check=True)
            for name in ("countries.xml", "currencies.xml"):
                self.assertEqual((WORDS / name).read_text(), (pathlib.Path(folder) / name).read_text(), f"{name} is not what tools/iso-words makes: run it")

    def test_codes_are_of_the_lists(self):
        codes = {}
        for name in ("countries", "currencies"):
            for of in ElementTree.parse(WORDS / f"{name}.xml").getroot():
                codes[of.get("kind")] = {word.get("is") for word in of.iter("word")}
        codes["country"].add("XK")
        for of in ElementTree.parse(WORDS / "everyday.xml").getroot():
            for word in of:
                self.assertIn(word.get("is"), codes[of.get("kind")], word.get("as"))

    def test_first_words_are_those_of_what_begins_with_them(self):
        """A field of every line is looked up by its first word before anything else (src/intake/unread_doubt.c)."""
        lists = {of.get("kind"): {word for one in of.iter("word") for word in one.get("as").split("; ")} for of in ElementTree.parse(WORDS / "amounts.xml").getroot()}
        begins = {re.split(r"[ ,;:.()/-]", word)[0] for word in lists["not-bought"] | lists["not-bought-from"]}
        self.assertEqual(lists["not-bought-first"], begins)


if __name__ == "__main__":
    unittest.main()
