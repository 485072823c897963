"""Text of more than twenty goods is a line each, the worst first; options write all there is to say, or some of them."""
import contextlib
import csv
import io
import json
import os
import pty
import re
import subprocess
import termios
import unittest

from support import USMCA, Case

HEAD = "good_id,hs,country,date,criterion_claimed,transaction_value\n"
BOM = "good_id,line,material_id,hs,origin,value\n"


class Overview(Case):
    def of(self, count, *arguments, document="", **more):
        """Goods that originate but for G3 (which does not) and G4 (which is read wrongly)."""
        goods = HEAD + "".join(f"G{i},8712.00,MX,2026-03-01,B,{'1e' if i == 4 else 100 + i}\n" for i in range(count))
        bom = BOM + "".join(f"G{i},1,FRAME,8714.91,non-originating,{90 if i == 3 else 10}\n" for i in range(count))
        return self.check(goods, bom, "--format", "text", "--fail-on", "never", *arguments, **more)

    def lines(self, run):
        return run.stdout.decode().splitlines()

    def test_twenty_goods_are_written_whole_and_one_more_are_not(self):
        self.assertEqual(sum("HS 8712.00" in line for line in self.lines(self.of(20))), 20)
        listed = self.lines(self.of(21))
        self.assertEqual(sum("HS 8712.00" in line for line in listed), 0)
        self.assertEqual(sum(line.startswith("G") and line[1].isdigit() for line in listed), 21)

    def test_the_worst_comes_first(self):
        listed = [line.split()[0] for line in self.lines(self.of(30)) if line.startswith("G") and line[1].isdigit()]
        self.assertEqual(set(listed[:2]), {"G3", "G4"})
        self.assertEqual(len(set(listed)), 30)

    def test_what_leaves_it_open_is_told_before_a_column_that_nothing_reads(self):
        """A good that nobody claims has no finding that is more than an information."""
        goods = "good_id,hs,country,date,import_country,transaction_value,unit_of_sale\n" + "".join(f"P{i},8413.30,MX,2026-03-01,US,56.50,pza\n" for i in range(21))
        bom = BOM + "".join(f"P{i},1,CASING,8413.91,non-originating,16.50\n" for i in range(21))
        run = self.check(goods.replace("unit_of_sale", "UM"), bom, "--format", "text")
        row = next(line for line in self.lines(run) if line.startswith("P7 "))
        self.assertIn("use not stated", row)
        self.check(goods.replace("unit_of_sale", "UM"), bom, "--output", "r.json")
        self.assertIn("column-unread", (self.path / "r.json").read_text())
        page = self.run_usmca("report", "r.json").stdout.decode()
        self.assertEqual((page.count("<span>use not stated"), page.count("<span>unread column")), (21 + 10, 0))  # ten of them are told first

    def test_duties_of_two_currencies_are_not_compared(self):
        """Those of the currency that most goods have are first, as in the letters to suppliers: 300 pesos are not more than 30 dollars."""
        prices = {f"P{i}": ("USD", 100 + i) for i in range(20)} | {"PESOS": ("MXN", 5000), "FEW": ("MXN", 4000), "LOONIES": ("CAD", 9000)}
        goods = "good_id,hs,country,date,criterion_claimed,transaction_value,currency\n" + "".join(f"{good},8712.00,MX,2026-03-01,B,{price},{currency}\n" for good, (currency, price) in prices.items())
        bom = "good_id,line,material_id,hs,origin,value,currency\n" + "".join(f"{good},1,FRAME,8714.91,non-originating,{price * 9 // 10},{currency}\n" for good, (currency, price) in prices.items())
        expected = [f"P{i}" for i in range(19, -1, -1)] + ["PESOS", "FEW", "LOONIES"]
        run = self.check(goods, bom, "--duties", self.write("duties.csv", "hs,rate_percent\n8712,10\n"), "--format", "text", "--fail-on", "never")
        self.assertEqual([line.split()[0] for line in self.lines(run) if line.split()[:1] and line.split()[0] in prices], expected)
        self.check(goods, bom, "--duties", "duties.csv", "--output", "r.json")
        page = self.run_usmca("report", "r.json").stdout.decode()
        named = re.findall(r'<td class="name"[^>]*><a [^>]*>([A-Z0-9]+)</a>', page)
        self.assertEqual((named[:10], named[10:33]), (expected[:10], expected))

    def test_every_pile_is_counted(self):
        self.assertEqual(self.lines(self.of(30))[0], "Goods: 30 (do not sign: 2, papers first: 0, papers missing: 0, sign: 28)")

    def test_the_figure_is_that_of_what_decides(self):
        """A good that originates by a change alone has none, whatever another alternative would ask."""
        goods = HEAD + "".join(f"{name},8413.30,MX,2026-03-01,B,{price}\n" for name, price in [("BY-CHANGE", 100), ("BY-CONTENT", 100), ("BY-NEITHER", 40)] + [(f"O{i}", 100) for i in range(20)])
        bom = BOM + "BY-CHANGE,1,MOTOR,8501.31,non-originating,70\n" + "".join(f"{name},1,CASING,8413.91,non-originating,30\n" for name in ("BY-CONTENT", "BY-NEITHER"))
        bom += "".join(f"O{i},1,MOTOR,8501.31,non-originating,10\n" for i in range(20))
        common = ("--default-use", "aftermarket", "--fail-on", "never")
        listed = {line.split()[0]: line for line in self.lines(self.check(goods, bom, *common, "--format", "text")) if line[:3] in ("BY-", "O1 ")}
        self.assertNotIn("/ 60", listed["BY-CHANGE"])
        self.assertIn("70 / 60 ", listed["BY-CONTENT"])
        self.assertIn("25 / 60 ", listed["BY-NEITHER"])
        rows = {row["good_id"]: row for row in csv.DictReader(io.StringIO(self.check(goods, bom, *common, "--format", "csv").stdout.decode()))}
        self.assertEqual({name: (rows[name]["method"], rows[name]["vnm"], rows[name]["margin"]) for name in listed},
                         {"BY-CHANGE": ("", "", ""), "BY-CONTENT": ("transaction-value", "30.00", "10.0000"), "BY-NEITHER": ("transaction-value", "30.00", "-35.0000"), "O1": ("", "", "")})
        self.assertEqual(rows["BY-CHANGE"]["rvc_tv_percent"], "30.0000")
        self.check(goods, bom, *common, "--output", "r.json")
        page = self.run_usmca("report", "r.json").stdout.decode()
        self.assertEqual(page.count('data-head="Margin">-'), 1)
        self.assertIn('data-head="Margin">-35.0000<', page)
        self.assertRegex(page, r'required 60% – <span class="soft">not needed')

    def test_what_is_cut_keeps_how_many_more_there_are(self):
        for line in self.lines(self.of(21)):
            if line.startswith("G3 "):
                self.assertRegex(line, r" \+\d+$")

    def test_it_is_no_wider_than_the_page(self):
        for language in ("en", "es", "fr"):
            for line in self.lines(self.of(40, "--lang", language)):
                self.assertLessEqual(len(line), 100)

    def on_terminal(self, count, columns=0, **environment):
        """What a run writes where its output is a terminal."""
        leader, follower = pty.openpty()
        termios.tcsetwinsize(follower, (24, columns))
        goods, bom = (self.path / name for name in ("goods.csv", "bom.csv"))
        command = [USMCA, "check", "--goods", goods, "--bom", bom, "--format", "text", "--quiet", "--good" if count == 1 else "--fail-on", "G3" if count == 1 else "never"]
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        run = subprocess.Popen(command, stdout=follower, stderr=subprocess.PIPE, env={**kept, "TERM": "xterm", **environment})
        os.close(follower)
        written = b""
        with contextlib.suppress(OSError):  # the end of a terminal
            while more := os.read(leader, 65536):
                written += more
        run.communicate()
        os.close(leader)
        return written

    def test_colours_are_for_terminals_alone(self):
        self.assertNotIn(b"\033", self.of(30).stdout)
        for count in (1, 30):
            self.assertIn(b"\033[31m" if count > 1 else b"\033[1;31m", self.on_terminal(count))
            self.assertNotIn(b"\033", self.on_terminal(count, NO_COLOR="1"))
            self.assertIn(b"\033[", self.on_terminal(count, NO_COLOR=""))  # no-color.org: when it is not empty

            self.assertNotIn(b"\033", self.on_terminal(count, TERM="dumb"))

    def test_sentences_are_as_wide_as_the_terminal(self):
        self.of(30)
        for columns, widest in ((40, 40), (80, 80), (0, 100), (300, 100)):
            lines = self.on_terminal(1, columns, NO_COLOR="1").decode().splitlines()
            rule = [len(line) for line in lines if re.match(" {16}[^ ]", line)]
            self.assertLessEqual(max(rule), widest)
            self.assertGreater(max(rule), widest - 20)

    def test_any_number_of_threads_writes_the_same(self):
        self.assertEqual(self.of(300, "--jobs", "1").stdout, self.of(300, "--jobs", "4").stdout)

    def test_details_writes_all_of_each(self):
        self.assertEqual(sum("HS 8712.00" in line for line in self.lines(self.of(30, "--details"))), 30)

    def test_some_goods_alone(self):
        for format_name in ("json", "text"):
            run = self.of(30, "--good", "G7", "--format", format_name)
            self.assertIn(b"G7", run.stdout)
            self.assertNotIn(b"G8", run.stdout)
        statuses = [json.loads(line)["good_id"] for line in self.of(30, "--status", "non-originating", "--format", "json").stdout.splitlines()]
        self.assertEqual(statuses, ["G3"])
        piles = [json.loads(line)["evidence"]["pile"] for line in self.of(30, "--pile", "sign", "--format", "json").stdout.splitlines()]
        self.assertEqual(piles, ["sign"] * 28)
        self.assertIn(b"30 goods", self.of(30, "--pile", "sign").stderr)

    def test_a_good_that_is_not_there_is_told(self):
        run = self.of(5, "--good", "NONE")
        self.assertEqual(run.stdout, b"")
        self.assertIn(b"--good NONE", run.stderr)

    def test_words_that_are_none(self):
        self.assertEqual(self.of(5, "--pile", "later").returncode, 64)
        self.assertEqual(self.of(5, "--status", "maybe").returncode, 64)


if __name__ == "__main__":
    unittest.main()
