"""What is installed works where it lies, and wherever it is moved to; where there are no rules, every place that was looked in is named."""
import os
import shutil
import subprocess
import unittest

from support import BOM, GOODS, SOURCE, Case

PLAIN = {name: value for name, value in os.environ.items() if name != "USMCA_RULES"}


class Installed(Case):
    def run_in(self, folder, *command, status=0, **more):
        run = subprocess.run([str(c) for c in command], cwd=folder, capture_output=True, text=True, env={**PLAIN, **more})
        self.assertEqual(run.returncode, status, run.stderr)
        return run.stdout if status == 0 else run.stderr

    def tree(self):
        """Installed below DESTDIR, and taken from there to another place: nothing is left where it was meant to be."""
        self.run_in(self.path, "cmake", "--install", os.environ["USMCA_BUILD"], "--prefix", "/opt/first", DESTDIR=str(self.path / "stage"))
        shutil.move(self.path / "stage" / "opt" / "first", self.path / "elsewhere")
        return self.path / "elsewhere"

    def test_a_tree_that_was_moved(self):
        tree = self.tree()
        usmca = tree / "bin" / "usmca"
        goods, bom = self.write("goods.csv", GOODS.format(claim="")), self.write("bom.csv", BOM.format(hs="3902.10"))
        self.assertIn('"status":"originating"', self.run_in(self.path, usmca, "check", "--goods", goods, "--bom", bom))
        self.assertIn("Un cambio a", self.run_in(self.path, usmca, "rule", "8413.30", "--lang", "es"))
        self.assertIn("sap-bom", self.run_in(self.path, usmca, "profile", "show", "sap-bom"))
        self.assertIn("Coverage in HS 2022", self.run_in(self.path, usmca, "validate"))
        self.run_in(self.path, usmca, "template", "fill.xlsx")
        results = self.write("r.json", self.run_in(self.path, usmca, "check", "--goods", goods, "--bom", bom))
        self.run_in(self.path, usmca, "report", results, "--pdf", "-o", "binder.pdf")
        self.assertTrue((self.path / "binder.pdf").read_bytes().startswith(b"%PDF"))
        (self.path / "link").symlink_to(usmca)
        self.assertIn("8413.91", self.run_in(self.path, self.path / "link", "rule", "8413.30"))

        documents = tree / "share" / "doc" / "usmca"
        for name in ("LICENSE", "README.md", "CHANGELOG.md", "docs/user-guide.md", "samples/pump/goods.csv"):
            self.assertTrue((documents / name).is_file(), name)
        for name in ("bash-completion/completions/usmca", "zsh/site-functions/_usmca", "fish/vendor_completions.d/usmca.fish"):
            self.assertIn("default-use", (tree / "share" / name).read_text())
        if shutil.which("scdoc"):
            self.assertIn(".TH", (tree / "share" / "man" / "man1" / "usmca-record.1").read_text())
        self.assertTrue((tree / "share" / "usmca" / "schema" / "summary.schema.json").is_file())

        self.no_rules(tree, usmca)

    def no_rules(self, tree, usmca):
        away = self.path / "rules-elsewhere"
        shutil.move(tree / "share" / "usmca" / "rules", away)
        said = self.run_in(self.path, usmca, "rule", "8413.30", status=65)
        for place in (tree / "bin" / ".." / "share" / "usmca" / "rules", "USMCA_RULES", "--rules", "/share/usmca/rules\n"):
            self.assertIn(str(place), said)
        self.assertIn("8413.91", self.run_in(self.path, usmca, "rule", "8413.30", USMCA_RULES=str(away)))
        self.assertIn("8413.91", self.run_in(self.path, usmca, "rule", "8413.30", "--rules", away, USMCA_RULES="/nowhere"))
        self.assertIn("USMCA_RULES", self.run_in(self.path, usmca, "rule", "8413.30", status=65, USMCA_RULES="/nowhere"))
        self.assertIn("/nowhere", self.run_in(self.path, usmca, "rule", "8413.30", "--rules", "/nowhere", status=65))

    def test_uninstall(self):
        manifest = self.path / "manifest.txt"
        stage = self.path / "stage"
        kept = stage / "usr" / "share" / "usmca" / "mine.txt"
        files = ["bin/usmca", "share/usmca/rules/usmca/general.xml", "share/doc/usmca/LICENSE", "lib/usmca/usmca-pdf.so", "include/usmca.h"]
        for name in [*files, "share/usmca/mine.txt", "bin/other"]:
            (stage / "usr" / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / "usr" / name).write_text("")
        manifest.write_text("\n".join("/usr/" + name for name in files))
        self.run_in(self.path, SOURCE / "tools" / "uninstall", manifest, stage, "/opt", status=1)
        self.assertTrue((stage / "usr" / "bin" / "usmca").exists())
        self.run_in(self.path, SOURCE / "tools" / "uninstall", manifest, stage, "/usr")
        left = sorted(str(path.relative_to(stage / "usr")) for path in stage.rglob("*") if path.is_file() or path.name == "usmca")
        self.assertEqual(left, ["bin/other", "share/usmca", str(kept.relative_to(stage / "usr"))])
        self.run_in(self.path, SOURCE / "tools" / "uninstall", manifest, stage, status=1)


if __name__ == "__main__":
    unittest.main()
