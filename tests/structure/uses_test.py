"""What a good is for is asked in one place, so that it is known which answers it has a part in (origin/context.h)."""
import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
OWNERS = {"context.h", "uses.c", "trials.c"}  # the last two make goods that are for something else


class Uses(unittest.TestCase):
    def test_the_law_reads_the_use_by_the_context_alone(self):
        reads = re.compile(r"good(?:->|\.)use\b|\brule_is_for\(|->material_uses\b")
        found = {path.name for path in (SOURCE / "src" / "origin").rglob("*.[ch]") for text in path.read_text().splitlines() if reads.search(text)}
        self.assertEqual(found - OWNERS, {"determine.c", "core_parts.c"})  # material_uses is set there, and read behind context_use()


if __name__ == "__main__":
    unittest.main()
