"""The library in bulk answers as usmca check does, byte for byte, whatever the tables are given as."""
import json
import os
import pathlib
import subprocess
import unittest

from support import SOURCE, USMCA, Case, options_of

BULK = pathlib.Path(os.environ["USMCA_BUILD"]) / "tests" / "bulk_check"
RULES = pathlib.Path(os.environ["USMCA_BUILD"]) / "rules"
DAY = "2026-11-24"


def bulk(*arguments, day=DAY):
    return subprocess.run([BULK, RULES, f"day:{day}", *arguments], capture_output=True, text=True, timeout=300)


def settings(words):
    """The options of a folder as those of a batch, and its day."""
    day, found, rest = DAY, [], list(words)
    while rest:
        name = rest.pop(0)[2:]
        if name == "gap":
            found.append("set:gap=yes")
        elif name == "date":
            day = rest.pop(0)
        elif name != "fail-on":
            found.append(f"set:{name}={rest.pop(0)}")
        else:
            rest.pop(0)
    return day, found


class Bulk(Case):
    def test_every_example_is_answered_as_the_command_answers_it(self):
        """By rows as by files for all folders; by files as by the command for one in eight."""
        folders = sorted(p.parent for part in ("law", "rulings") for p in (SOURCE / "tests" / part).glob("*/bom.csv"))
        self.assertGreater(len(folders), 150)
        answers = {}
        for kind in ("file", "rows"):
            arguments = []
            for folder in folders:
                words = (folder / "options").read_text().split() if (folder / "options").exists() else []
                day, options = settings(words)
                arguments += [f"day:{day}", *options, *(f"{kind}:{path.stem}={path}" for path in sorted(folder.glob("*.csv")))]
            run = subprocess.run([BULK, RULES, *arguments], capture_output=True, text=True, timeout=300)
            self.assertEqual(run.returncode, 0, run.stderr[-1000:])
            # a file has a name of its own, and rows have that of their table
            answers[kind] = run.stdout.replace(" of bom.csv is not read", " of bom is not read").splitlines()
        self.assertEqual(len(answers["file"]), len(answers["rows"]))
        for one, other in zip(answers["file"], answers["rows"]):
            self.assertEqual(one, other)
        for folder in folders[::8]:
            day, _ = settings((folder / "options").read_text().split() if (folder / "options").exists() else [])
            said = self.run_usmca("check", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", "--format", "json", "--quiet",
                                  "--date", day, *options_of(folder)).stdout.decode().splitlines()
            places = [at for at, answer in enumerate(answers["file"]) if answer == said[0]]  # goods of two folders may be alike
            self.assertIn(said, [answers["file"][at:at + len(said)] for at in places], folder.name)

    def test_files_are_read_as_the_command_reads_them(self):
        folder = SOURCE / "tests" / "law" / "03-several-levels"
        files = [f"file:{name}={folder}/{name}.csv" for name in ("goods", "bom")]
        rows = [f"rows:{name}={folder}/{name}.csv" for name in ("goods", "bom")]
        self.assertEqual(bulk(*files).stdout, bulk(*rows).stdout)
        self.assertEqual(bulk(files[0], rows[1], "set:jobs=2").stdout, bulk(*rows).stdout)

    def test_what_cannot_be_read_is_told_by_table_row_and_column(self):
        goods = self.write("goods.csv", 'good_id,hs,country,description\nA,3926.90,MX,"two\nlines"\nB,3926.90,MX,\nC,what,MX,\n')
        bom = self.write("bom.csv", 'good_id,hs,description,value\nA,3902.10,"a\nb\nc",1\nA,3902.10,"x, y",one\nB,3902.10,,1\nC,3902.10,,1\n')
        run = bulk(f"rows:goods={goods}", f"rows:bom={bom}")
        said = self.run_usmca("check", "--goods", goods, "--bom", bom, "--format", "json", "--date", DAY, "--quiet")
        self.assertEqual(run.stdout, said.stdout.decode())
        summary = json.loads(run.stderr)
        self.assertEqual(summary["rows"], {"read": 7, "used": 5, "rejected": 2})
        self.assertEqual([line.split(": ")[0] for line in summary["rejects"]], ["bom:2:4", "goods:3:2"])
        self.assertEqual(summary["goods"]["rejected"], 2)

    def test_a_table_without_what_it_needs_is_refused(self):
        goods = self.write("goods.csv", "good_id,country\nA,MX\n")
        bom = self.write("bom.csv", "good_id,hs\nA,3902.10\n")
        run = bulk(f"rows:goods={goods}", f"rows:bom={bom}")
        self.assertEqual(run.returncode, 4)
        self.assertRegex(run.stderr, "^goods:0:1: .*hs")


if __name__ == "__main__":
    unittest.main()
