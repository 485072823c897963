"""A provision that an answer cites stands in the rule book, and not in the program."""
import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])


class Provisions(unittest.TestCase):
    def test_the_rule_book_has_each_of_them_once(self):
        named = re.findall(r'^PROVISION\(\w+, "([a-z-]+)"\)', (SOURCE / "src" / "rulebook" / "provisions.def").read_text(), re.M)
        found = [one for path in (SOURCE / "rules" / "usmca").glob("*.xml") for one in re.findall(r'<provision id="([^"]*)" cite="[^"]+"/>', path.read_text())]
        self.assertGreater(len(named), 0)
        self.assertEqual(sorted(found), sorted(named))

    def test_the_program_names_none(self):
        cited = re.compile(r'TEXT\("(?:U\.R\.|Article|Schedule|Annex|GN |Table )')
        self.assertEqual([path.name for path in (SOURCE / "src").rglob("*.[ch]") if cited.search(path.read_text())], [])


if __name__ == "__main__":
    unittest.main()
