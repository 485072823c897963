"""What the pages say of this folder is so: links lead somewhere, files that are named are there, and pages that programs write are what those would write."""
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


def pages():
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"], cwd=SOURCE, capture_output=True, text=True).stdout.split()
    return [SOURCE / name for name in listed or map(str, SOURCE.glob("**/*.md"))]


def anchors(page):
    """The anchors of its headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


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
        for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/stability.md", "docs/releasing.md", "docs/user-guide.md", "tests/README.md"):
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

    def test_pages_that_are_written_are_current(self):
        for writer in (["tools/describe-output"], ["tests/rulings/score.py"]):
            run = subprocess.run([sys.executable, *writer, "--check"], cwd=SOURCE, capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stderr)


if __name__ == "__main__":
    unittest.main()
