"""Includes go in the direction that docs/architecture.md draws, and never round in a circle."""
import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
ROW = re.compile(r"^\| `(?P<folder>[a-z/]+)` \| (?P<includes>(?:`[a-z/]+`(?:, )?)*) ?\|$", re.M)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"(?P<header>[^"]+)"', re.M)


def drawn():
    """Folder → what it may include, in the order of the page."""
    page = (SOURCE / "docs" / "architecture.md").read_text()
    table = page.split("## Who may include whom\n")[1].split("\n## ")[0]
    return {row["folder"]: re.findall("`([a-z/]+)`", row["includes"]) for row in ROW.finditer(table)}


def includes(path):
    return INCLUDE.findall(path.read_text())


def circle(graph):
    """The nodes of one circle, the first of them again at its end; None where there is none."""
    done, road = set(), []

    def walk(node):
        if node in road:
            return road[road.index(node):] + [node]
        if node in done:
            return None
        road.append(node)
        found = next(filter(None, map(walk, graph.get(node, ()))), None)
        road.pop()
        done.add(node)
        return found

    return next(filter(None, map(walk, graph)), None)


class Includes(unittest.TestCase):
    def setUp(self):
        self.drawn = drawn()
        paths = sorted(path for ending in ("c", "h", "def") for path in (SOURCE / "src").rglob(f"*.{ending}"))
        self.files = {path.relative_to(SOURCE / "src").as_posix(): includes(path) for path in paths}

    def folder_of(self, file):
        """The innermost folder of a file that the page names."""
        parents = [parent.as_posix() for parent in pathlib.PurePosixPath(file).parents]
        return next((parent for parent in parents if parent in self.drawn), None)

    def test_the_page_draws_every_folder_once_and_in_one_direction(self):
        self.assertEqual({file.split("/")[0] for file in self.files if "/" in file}, {folder.split("/")[0] for folder in self.drawn})
        before = set()
        for folder, may in self.drawn.items():
            self.assertLessEqual(set(may), before, f"{folder} includes what stands behind it")
            before.add(folder)

    def test_json_is_read_in_one_place(self):
        """What jansson reads without memory lacks characters, and what it copies lacks members: report/json_read.h."""
        self.assertEqual([file for file in self.files if re.search(r"\bjson_load|\bjson_deep_copy|\bjson_object_update", (SOURCE / "src" / file).read_text())],
                         ["report/json_read.c", "report/json_read.h"])

    def test_every_include_goes_in_the_drawn_direction(self):
        count = 0
        for file, headers in self.files.items():
            for header in headers:
                with self.subTest(file=file, header=header):
                    if header == "usmca.h":
                        continue
                    self.assertTrue(header in self.files, "a header is named from src/ on")
                    folder, other = self.folder_of(file), self.folder_of(header)
                    self.assertTrue(other == folder or other in self.drawn[folder], f"src/{folder} may not include src/{other}")
                    count += 1
        self.assertGreater(count, 300)

    def test_no_header_comes_back_to_itself(self):
        self.assertEqual(circle({"a": ["b"], "b": ["c"], "c": ["b"]}), ["b", "c", "b"])
        self.assertIsNone(circle({"a": ["b", "c"], "b": ["c"], "c": []}))
        self.assertIsNone(circle({file: headers for file, headers in self.files.items() if not file.endswith(".c")}))


if __name__ == "__main__":
    unittest.main()
