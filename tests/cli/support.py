"""What the command-line tests share: running usmca in a folder of its own."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

USMCA = os.environ["USMCA"]
SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
GOODS = "good_id,hs,country,date,transaction_value,criterion_claimed\nPART,3926.90,MX,2024-03-01,10,{claim}\n"
BOM = "good_id,line,material_id,hs,origin,value\nPART,1,RESIN,{hs},non-originating,3\n"


def options_of(folder):
    """The files beside goods.csv and bom.csv in a folder, each the option of its name, and its own options."""
    more = [part for path in sorted(folder.glob("*.csv")) if path.stem not in ("goods", "bom") for part in (f"--{path.stem}", path)]
    return more + ((folder / "options").read_text().split() if (folder / "options").exists() else [])


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def write(self, name, content):
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def run_usmca(self, *arguments, stdin=None, env=None):
        return subprocess.run([USMCA, *map(str, arguments)], input=stdin, capture_output=True, cwd=self.path,
                              env={**os.environ, **(env or {})}, timeout=300)

    def check(self, goods, bom, *arguments, **more):
        files = ["--goods", self.write("goods.csv", goods), "--bom", self.write("bom.csv", bom)]
        return self.run_usmca("check", *files, *arguments, **more)

    def results(self, run):
        return [json.loads(line) for line in run.stdout.decode().splitlines()]

    def simple(self, *arguments, hs="3902.10", claim="", **more):
        return self.check(GOODS.format(claim=claim), BOM.format(hs=hs), *arguments, **more)


if __name__ == "__main__":
    unittest.main()
