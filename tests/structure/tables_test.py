"""What people read names every input table of src/case/tables.def."""
import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
TABLES = dict(re.findall(r'^INPUT_TABLE\(\w+, "([a-z-]+)", \w+, (\w+),', (SOURCE / "src" / "case" / "tables.def").read_text(), re.M))
OF_CASE = [name for name, user in TABLES.items() if user == "CASE"]


class Tables(unittest.TestCase):
    def test_the_page_of_file_formats_has_them_all(self):
        page = (SOURCE / "docs" / "file-formats.md").read_text()
        headings = [name for heading in re.findall(r"^## (.*)$", page, re.M) for name in re.findall(r"([a-z-]+)\.csv", heading)]
        self.assertEqual(sorted(set(TABLES) - set(headings)), [])
        self.assertGreater(len(TABLES), 0)

    def test_the_header_and_the_guide_list_those_of_a_case(self):
        header = (SOURCE / "src" / "usmca.h").read_text()
        comment = re.search(r"/\* A row of the file of that name: (.*?) It stays", header, re.S).group(1)
        self.assertEqual(re.findall(r'"([a-z-]+)"', comment), OF_CASE)
        guide = (SOURCE / "docs" / "user-guide.md").read_text()
        listed = re.search(r"`usmca_case_row` adds a row of ([^.]*)\.", guide).group(1)
        self.assertEqual(re.split(", | or ", listed), OF_CASE)


if __name__ == "__main__":
    unittest.main()
