"""What a finding says is put into words among its arguments, which nothing looks at where it is not heard: memory that was taken for them before is left behind there."""
import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"]) / "src"


def calls(text):
    """Each call of FINDING, with the line that it begins on."""
    for found in re.finditer(r"\bFINDING(?:_AS)?\(", text):
        depth = 0
        for mark in re.finditer(r"[()]", text[found.end() - 1:]):
            depth += 1 if mark[0] == "(" else -1
            if depth == 0:
                yield text.count("\n", 0, found.start()) + 1, text[found.start():found.end() - 1 + mark.end()]
                break


class Findings(unittest.TestCase):
    def test_nothing_that_is_kept_for_a_finding_is_put_together_before_it(self):
        count = 0
        for path in sorted(SOURCE.rglob("*.c")):
            for line, call in calls(path.read_text()):
                count += 1
                with self.subTest(file=str(path.relative_to(SOURCE)), line=line):
                    self.assertNotIn("buffer_keep(", call)
        self.assertGreater(count, 100)


if __name__ == "__main__":
    unittest.main()
