"""The reference of the library is that of its header, and has every function."""
import os
import pathlib
import re
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])


class LibraryPage(unittest.TestCase):
    def test_the_page_is_of_the_header(self):
        page = (SOURCE / "docs" / "library.md").read_text()
        made = subprocess.run([sys.executable, SOURCE / "tools" / "describe-library", "--print"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(page, made, "run tools/describe-library")
        for name in (SOURCE / "tests" / "structure" / "exported_symbols.txt").read_text().split():
            self.assertEqual(len(re.findall(rf"^[a-z][\w *]*\b{name}\(", page, re.M)), 1, name)


if __name__ == "__main__":
    unittest.main()
