"""What stands at the root is what a newcomer is told of, and nothing that a run left behind."""
import os
import pathlib
import re
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
FOLDERS = {".ci", ".github", "debian", "docs", "po", "python", "rules", "samples", "src", "tests", "tools"}
FILES = {".clang-format", ".clang-tidy", ".gitattributes", ".gitignore", "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md", "Containerfile",
         "LICENSE", "Makefile", "README.md", "SECURITY.md", "pyproject.toml", "usmca.pc.in"}


class Root(unittest.TestCase):
    def test_no_file_stands_at_the_root_that_is_not_named_here(self):
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=SOURCE, capture_output=True, text=True, check=False)
        if tracked.returncode:
            self.skipTest("not a clone")
        paths = [pathlib.PurePosixPath(path) for path in tracked.stdout.split("\0") if path]
        self.assertEqual({path.parts[0] for path in paths if len(path.parts) > 1} - FOLDERS, set())
        self.assertEqual({path.name for path in paths if len(path.parts) == 1} - FILES, set())

    def test_help_names_every_target_and_says_what_it_does(self):
        targets = re.search(r"^\.PHONY: (.*)$", (SOURCE / "Makefile").read_text(), re.M).group(1).split()
        said = subprocess.run(["make", "-s", "help"], cwd=SOURCE, capture_output=True, text=True, check=True).stdout
        self.assertEqual(re.findall(r"^make (\S+) +\S.*$", said, re.M), sorted(targets, key=lambda name: said.index(f"make {name} ")))
        self.assertEqual({name for name in targets if not re.search(rf"^make {name} +\S", said, re.M)}, set())


if __name__ == "__main__":
    unittest.main()
