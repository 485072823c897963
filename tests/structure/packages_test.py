"""The Debian packages are of this version, need what the build needs, and have each file that is installed once (tools/package builds them)."""
import fnmatch
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
DEBIAN = SOURCE / "debian"
# of tools/set-up: what a compiler brings, and what tests and checks of the project call
NOT_TO_BUILD = {"gcc", "libc6-dev", "make", "iso-codes", "fonts-dejavu-core", "openssl", "poppler-utils", "mandoc"}


def listed(text):
    return {re.split(r"[\s(]", entry.strip())[0] for entry in text.split(",")} - {""}


def field(name, text):
    return re.search(rf"^{name}:((?:.*\n)(?: .*\n)*)", text, re.M)[1]


class Packages(unittest.TestCase):
    def test_the_version_is_that_of_the_header(self):
        header = (SOURCE / "src" / "usmca.h").read_text()
        version = ".".join(re.search(rf"^#define USMCA_VERSION_{part} (\d+)$", header, re.M)[1] for part in ("MAJOR", "MINOR", "PATCH"))
        self.assertEqual(re.match(r"usmca \(([\d.]+)-\d+\)", (DEBIAN / "changelog").read_text())[1], version)

    def test_the_symbols_are_those_that_are_exported(self):
        exported = (SOURCE / "tests" / "structure" / "exported_symbols.txt").read_text().split()
        soname, _, *symbols = (DEBIAN / "libusmca0.symbols").read_text().splitlines()
        self.assertEqual([line.split("@")[0].strip() for line in symbols], exported)
        header = (SOURCE / "src" / "usmca.h").read_text()
        self.assertTrue(soname.startswith(f"libusmca.so.{re.search(r'VERSION_MAJOR ([0-9]+)', header)[1]} "))

    def test_what_the_build_needs_is_what_set_up_installs(self):
        set_up = set(re.search(r'packages="([^"]*)"', (SOURCE / "tools" / "set-up").read_text())[1].split())
        needed = listed(field("Build-Depends", (DEBIAN / "control").read_text())) - {"debhelper-compat", "dh-python"}
        self.assertEqual(needed - set_up, set())
        self.assertEqual({name for name in set_up - needed if not name.startswith("python3-")} - NOT_TO_BUILD, set())

    def test_each_file_that_is_installed_is_in_one_package(self):
        # but for Python's, which this build does not install (python/CMakeLists.txt)
        patterns = [line.split()[0] for path in [*(set(DEBIAN.glob("*.install")) - {DEBIAN / "python3-usmca.install"}), DEBIAN / "not-installed"] for line in path.read_text().splitlines()]
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["cmake", "--install", os.environ["USMCA_BUILD"], "--prefix", "/usr"], check=True, capture_output=True, env={**os.environ, "DESTDIR": folder})
            files = [str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*") if not path.is_dir()]
        # Debian's build has libraries in a folder of the architecture
        files = [re.sub(r"^usr/lib/(?!\w+-linux-)", "usr/lib/x/", name) for name in files]
        self.assertGreater(len(files), 100)
        hits = {name: [pattern for pattern in patterns if fnmatch.fnmatch(name, pattern) or name.startswith(pattern + "/")] for name in files}
        self.assertEqual({name: found for name, found in hits.items() if len(found) != 1}, {})
        self.assertEqual([pattern for pattern in patterns if not any(pattern in found for found in hits.values())], [])


if __name__ == "__main__":
    unittest.main()
