"""What is written for a terminal of eighty columns is as wide: sentences and tables, of every command, in three languages."""
import contextlib
import os
import pty
import subprocess
import termios
import unittest

from support import SOURCE, USMCA, Case

SAMPLES = SOURCE / "samples"
WIDTH = 80
FILES = ("goods", "bom", "documents", "duties", "plants", "purchases", "vehicles")


def files_of(folder):
    return [part for name in FILES if (path := SAMPLES / folder / f"{name}.csv").exists() for part in (f"--{name}", path)]


class TerminalWidth(Case):
    def lines(self, *command):
        leader, follower = pty.openpty()
        termios.tcsetwinsize(follower, (50, WIDTH))
        run = subprocess.Popen([USMCA, *command], cwd=self.path, stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE, env={**os.environ, "NO_COLOR": "1", "TERM": "xterm"})
        os.close(follower)
        written = b""
        with contextlib.suppress(OSError):  # the end of a terminal
            while more := os.read(leader, 65536):
                written += more
        run.communicate()
        os.close(leader)
        self.assertIn(run.returncode, (0, 1, 2, 3), command)
        lines = written.decode().splitlines()
        self.assertGreater(len(lines), 3, command)
        return lines

    def test_no_line_is_wider(self):
        goods = "".join(f"GOOD-OF-A-LONG-NUMBER-{i},8413.30,MX,US,2026-10-05,USD,100,B\n" for i in range(25))
        lines = "".join(f"GOOD-OF-A-LONG-NUMBER-{i},1,8482.10,{origin},30\n" for i, origin in enumerate(["originating", "non-originating", ""] * 8 + [""]))
        self.write("goods.csv", "good_id,hs,country,import_country,date,currency,transaction_value,criterion_claimed\n" + goods)
        self.write("bom.csv", "good_id,line,hs,origin,value\n" + lines)
        claims = SAMPLES / "claims"
        self.run_usmca("check", *files_of("claims/goods"), "--format", "json", "--output", "results.json", "--record", "runs.usmca")
        self.run_usmca("check", *files_of("pump"), "--format", "json", "--output", "pump.json", "--record", "runs.usmca")
        self.run_usmca("check", *files_of("pump"), "--currency", "MXN", "--format", "json", "--output", "pump.json", "--record", "runs.usmca")
        commands = [["check", *files_of(name)] for name in ("pump", "vehicles", "chair", "bicycle", "battery", "moulded-part")]
        commands += [["gap", *files_of("pump")], ["check", "--goods", "goods.csv", "--bom", "bom.csv", "--duties", SAMPLES / "pump" / "duties.csv"],
                     ["inventory", "--movements", SAMPLES / "mixed-stock" / "movements.csv", "--method", "average"],
                     ["inventory", "--movements", SAMPLES / "mixed-stock" / "movements.csv", "--method", "fifo"],
                     ["cost", "--ledger", SAMPLES / "plant-costs" / "ledger.csv", "--bases", SAMPLES / "plant-costs" / "bases.csv", "--method", "direct-cost", "--currency", "MXN"],
                     ["claims", "results.json", "--entries", claims / "entries.csv", "--duties", claims / "duties.csv", "--measures", claims / "measures.csv", "--format", "text"],
                     ["record", "show", "runs.usmca", "WP-2100"], ["record", "diff", "runs.usmca", "1", "2"],
                     ["rule", "8703.23"], ["rule", "8708.99"], ["facts", "8507.60"], ["validate"], ["--help"], ["check", "--help"]]
        for language in ("en", "es", "fr"):
            for command in commands:
                with self.subTest(command=command[:2], language=language):
                    said = [] if command == ["--help"] else ["--lang", language]
                    self.assertEqual([line for line in self.lines(*command, *said) if len(line) > WIDTH and " --" not in line], [])


if __name__ == "__main__":
    unittest.main()
