"""Libraries that few commands need are loaded by those alone: what cannot be loaded is told by them, and is nothing to the others."""
import hashlib
import json
import subprocess
import unittest

from support import BOM, GOODS, USMCA, Case
from workbook import Book, Cell

ON_DEMAND = ["libxml2.so.2", "libminizip.so.1", "libxlsxwriter.so.4", "libcrypto.so.3", "libmicrohttpd.so.12"]


class OnDemand(Case):
    def without(self, *names):
        """An environment in which what stands for the libraries are no libraries."""
        for name in names:
            self.write(name, "no library")
        return {"LD_LIBRARY_PATH": str(self.path)}

    def check_plain(self, *options, **more):
        return self.check(GOODS.format(claim=""), BOM.format(hs="3902.10"), "--date", "2024-05-01", "--format", "json", "--quiet", *options, **more)

    def test_the_command_is_not_linked_to_them(self):
        linked = subprocess.run(["ldd", USMCA], capture_output=True, text=True).stdout
        self.assertEqual([name for name in ON_DEMAND if name.split(".")[0] in linked], [])

    def test_a_check_of_plain_files_needs_none(self):
        run = self.check_plain(env=self.without(*ON_DEMAND))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout, self.check_plain().stdout)

    def test_digests_are_the_same_without_libcrypto(self):
        run = self.check_plain("--output", "out.json", "--summary", "summary.json", env=self.without("libcrypto.so.3"))
        self.assertEqual(run.returncode, 0, run.stderr)
        said = json.loads((self.path / "summary.json").read_text())
        self.assertIn(hashlib.sha256((self.path / "out.json").read_bytes()).hexdigest(), json.dumps(said))

    def test_what_needs_one_tells_that_it_cannot_be_loaded(self):
        rows = [["good_id", "good_hs", "hs", "origin", "value"], ["P", "8413.30", "8413.91", "non-originating", Cell("3")]]
        book = self.write("case.xlsx", Book().add("bom", rows).bytes())
        for library, arguments in [("libxml2.so.2", ["check", book]), ("libminizip.so.1", ["check", book]), ("libxml2.so.2", ["validate"]),
                                   ("libxlsxwriter.so.4", ["template", "made.xlsx"]), ("libmicrohttpd.so.12", ["serve", "--listen", "127.0.0.1:0"])]:
            with self.subTest(library=library, command=arguments[0]):
                run = self.run_usmca(*arguments, env=self.without(library))
                (self.path / library).unlink()
                self.assertEqual(run.returncode, 74, run.stderr)
                self.assertIn(f"{library}: cannot load: ", run.stderr.decode())
                self.assertEqual(run.stdout, b"")
                self.assertFalse((self.path / "made.xlsx").exists())


if __name__ == "__main__":
    unittest.main()
