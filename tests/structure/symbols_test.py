"""What libusmca.so exports is what usmca.h declares, and nothing that a program may call goes or comes unseen (docs/stability.md)."""
import os
import pathlib
import re
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
LIBRARY = pathlib.Path(os.environ["USMCA_BUILD"]) / "libusmca.so"
SANITIZER = re.compile("__(odr_)?(asan|ubsan)")


class Symbols(unittest.TestCase):
    def setUp(self):
        self.listed = (SOURCE / "tests" / "structure" / "exported_symbols.txt").read_text().split()

    def test_the_list_is_what_the_library_exports(self):
        table = subprocess.run(["nm", "--dynamic", "--defined-only", "--format=posix", LIBRARY], check=True, capture_output=True, text=True).stdout
        exported = [line.split()[0].split("@")[0] for line in table.splitlines()]
        self.assertEqual([name for name in exported if not name.startswith("usmca_") and not SANITIZER.match(name)], [])
        self.assertEqual(sorted(name for name in exported if name.startswith("usmca_")), self.listed)

    def test_the_list_is_what_the_header_declares(self):
        header = (SOURCE / "src" / "usmca.h").read_text()
        self.assertEqual(sorted(re.findall(r"^USMCA_API [^;(]*?(\w+)\(", header, re.M)), self.listed)

    def test_each_is_called_by_a_test(self):
        tests = "".join(path.read_text() for path in (SOURCE / "tests" / "api").glob("*.c"))
        self.assertEqual([name for name in self.listed if f"{name}(" not in tests], [])


class Version(unittest.TestCase):
    def test_the_header_says_the_version_of_the_library(self):
        header = (SOURCE / "src" / "usmca.h").read_text()
        version = ".".join(re.search(rf"^#define USMCA_VERSION_{part} (\d+)$", header, re.M)[1] for part in ("MAJOR", "MINOR", "PATCH"))
        said = subprocess.run([os.environ["USMCA"], "--version"], check=True, capture_output=True, text=True).stdout
        self.assertEqual(said.split()[1], version)
        soname = subprocess.run(["readelf", "--dynamic", "--wide", LIBRARY], check=True, capture_output=True, text=True).stdout
        self.assertIn(f"[libusmca.so.{version.split('.')[0]}]", soname)
        self.assertTrue((LIBRARY.parent / f"libusmca.so.{version}").exists())
        self.assertRegex((SOURCE / "CHANGELOG.md").read_text(), rf"(?m)^## {re.escape(version)}\b")


if __name__ == "__main__":
    unittest.main()
