"""What the pages say of this folder is so: links lead somewhere, files that are named are there, and pages that programs write are what those would write."""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:src|tests|docs|rules|po|tools|samples|\.ci|\.github)/[\w./-]*")


COLUMN = re.compile(r"(?P<macro>\w*COLUMN)\((?P<words>[^()]*)\)|\{\"(?P<named>\w+)\"")
GUIDE = SOURCE / "docs" / "user-guide.md"
GUIDE_IN_SPANISH = SOURCE / "docs" / "es" / "guia-del-usuario.md"
COLUMNS_IN_SPANISH = SOURCE / "docs" / "es" / "columnas.md"


def pages():
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"], cwd=SOURCE, capture_output=True, text=True).stdout.split()
    return [SOURCE / name for name in listed or map(str, SOURCE.glob("**/*.md"))]


def anchors(page):
    """The anchors of its headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def tables():
    """The columns of each input file, by its name, as the program declares them."""
    source = (SOURCE / "src" / "case" / "column_tables.c").read_text()
    arrays = dict(re.findall(r"struct column (\w+)\[\] = \{(.*?)\};", source, re.S))
    columns = {}
    for file, array in re.findall(r"TABLE\(\"([\w.-]+)\", (\w+),", source):
        found = [(match["macro"], (match["words"] or "").split(","), match["named"]) for match in COLUMN.finditer(arrays[array])]
        columns[file] = [named or words[0 if macro == "TERM_COLUMN" else 1].strip() for macro, words, named in found]
    return columns


def sections(page):
    """The text below each heading of the second level, by the heading."""
    return dict(part.split("\n", 1) for part in page.read_text().split("\n## ")[1:])


def first_cells(text):
    """What stands in the first cells of its tables, one by one where a cell names several."""
    return [word.strip("`* ") for cell in re.findall(r"^\| ([^|]+) \|", text, re.M) for word in cell.split(",")]


def levels(page):
    return re.findall(r"^(#+) ", re.sub(r"^    .*$", "", page.read_text(), flags=re.M), re.M)


def commands(page):
    """The indented lines of code, but for what is said of them behind two blanks or more."""
    return [re.split(r"\s{2,}", line)[0] for line in re.findall(r"^ {4,}(\S.*)$", page.read_text(), re.M)]


class Pages(unittest.TestCase):
    def test_links_lead_somewhere(self):
        count = 0
        for page in pages():
            for target in LINK.findall(page.read_text()):
                path, _, anchor = target.partition("#")
                if "://" in target or target.startswith("mailto:"):
                    continue
                with self.subTest(page=page.name, target=target):
                    other = (page.parent / path).resolve() if path else page
                    self.assertTrue(other.exists())
                    self.assertTrue(not anchor or anchor in anchors(other))
                    count += 1
        self.assertGreater(count, 50)

    def test_files_that_are_named_are_there(self):
        count = 0
        for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/stability.md", "docs/releasing.md", "docs/user-guide.md", "docs/es/guia-del-usuario.md", "docs/es/columnas.md", "tests/README.md"):
            for code in CODE.findall((SOURCE / name).read_text()):
                if FILE.fullmatch(code):
                    with self.subTest(page=name, file=code):
                        self.assertTrue((SOURCE / code).exists())
                        count += 1
        self.assertGreater(count, 50)

    def test_every_folder_of_tests_is_on_its_page(self):
        page = (SOURCE / "tests" / "README.md").read_text()
        self.assertEqual([path.name for path in sorted((SOURCE / "tests").iterdir()) if path.is_dir() and path.name != "__pycache__" and f"`{path.name}/`" not in page], [])
        self.assertEqual([path.name for path in sorted((SOURCE / "tests" / "properties").glob("*_test.py")) if f"`{path.name}`" not in page], [])

    def test_every_input_column_is_on_its_page(self):
        page = (SOURCE / "docs" / "file-formats.md").read_text().split("\n## Output\n")[0]
        columns = re.findall(r"COLUMN\(\s*\w+,\s*(\w+),", (SOURCE / "src" / "case" / "column_tables.c").read_text())
        self.assertGreater(len(columns), 100)
        self.assertEqual([name for name in columns if name != "field" and not re.search(rf"(?:`|\*\*|\| |, ){name}(?:`|\*\*| \||,)", page)], [])

    def test_the_guide_in_spanish_has_what_the_guide_has(self):
        self.assertGreater(len(levels(GUIDE)), 10)
        self.assertEqual(levels(GUIDE_IN_SPANISH), levels(GUIDE))
        self.assertGreater(len(commands(GUIDE)), 15)
        self.assertEqual(commands(GUIDE_IN_SPANISH), commands(GUIDE))
        self.assertEqual(set(CODE.findall(GUIDE_IN_SPANISH.read_text())) ^ set(CODE.findall(GUIDE.read_text())), set())

    def test_every_input_column_is_in_spanish(self):
        page = sections(COLUMNS_IN_SPANISH)
        found = tables()
        self.assertGreater(sum(map(len, found.values())), 150)
        for file, columns in found.items():
            with self.subTest(file=file):
                self.assertIn(file, page)
                written = [name for name in first_cells(page[file]) if name != "columna"]
                self.assertEqual(sorted(written), sorted(columns))

    def test_every_finding_is_in_spanish(self):
        codes = re.findall(r'FINDING_CODE\(\w+,\s*"([\w-]+)"', (SOURCE / "src" / "origin" / "findings.def").read_text())
        self.assertGreater(len(codes), 50)
        written = [name for name in first_cells(sections(COLUMNS_IN_SPANISH)["Hallazgos"]) if name != "código"]
        self.assertEqual(sorted(written), sorted(codes))

    def test_every_finding_has_a_name(self):
        codes = re.findall(r'FINDING_CODE\(\w+,\s*"([\w-]+)"', (SOURCE / "src" / "origin" / "findings.def").read_text())
        names = re.findall(r'<message id="finding-name\.([\w-]+)">', (SOURCE / "rules" / "messages" / "en.xml").read_text())
        self.assertEqual(sorted(names), sorted(codes))

    def test_every_option_and_exit_status_is_in_spanish(self):
        page = sections(COLUMNS_IN_SPANISH)
        helps = subprocess.run([os.environ["USMCA"], "help", "--format", "json"], capture_output=True, text=True, check=True).stdout
        options = {"--" + option["name"] for line in helps.splitlines() for option in json.loads(line)["options"]}
        self.assertGreater(len(options), 40)
        self.assertEqual(sorted(options - set(first_cells(page["Opciones"]))), [])
        statuses = set(re.findall(r"^\| ([\d, ]+) \|", GUIDE.read_text(), re.M))
        self.assertEqual(sorted(status.strip() for each in statuses for status in each.split(",")), sorted(first_cells(page["Códigos de salida"])))

    def test_every_word_of_profiles_is_in_spanish(self):
        """The attributes and elements of the page of profiles that stand in its tables."""
        page = sections(COLUMNS_IN_SPANISH)["Perfiles"]
        table = "\n".join(re.findall(r"^\| .*$", (SOURCE / "docs" / "profiles.md").read_text(), re.M))
        words = set(re.findall(r"<(\w+)|\b([a-z-]+)=\"", table)) | {("", name) for name in re.findall(r"^\| `([a-z-]+)`", table, re.M)}
        self.assertGreater(len(words), 8)
        self.assertEqual(sorted("".join(word) for word in words if not re.search(rf"[`< ]{''.join(word)}[`= >]", page)), [])

    def test_pages_that_are_written_are_current(self):
        for writer in (["tools/describe-output"], ["tests/rulings/score.py"]):
            run = subprocess.run([sys.executable, *writer, "--check"], cwd=SOURCE, capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stderr)


if __name__ == "__main__":
    unittest.main()
