"""Goods of several levels of which some lines may not be of them, held against what a second reading of U.R. 3 to 8 says of each way to take these.

Plants at random (several_levels_test): a column that nothing reads says of some lines, of goods and of what they are made of, that they are not in use. A line is in the whole plant or not at all: a good is
determined where each set of such lines leads to one answer, and undetermined where they differ. Where there are more of them than are tried, or a good without some is not known to be produced, it may be undetermined as well.
"""
import random
import unittest

from several_levels_test import PLANTS, Reading, determined, plant

MOST = 7
OPEN = ("designation-barred", "fact-missing")


def doubt(dice, part):
    """The lines that are put into doubt: in each good one is left that is not."""
    goods, bom = part
    doubted = []
    for good in goods:
        own = [line for line in bom if line["good_id"] == good["good_id"]]
        certain = next(line for line in own if line.get("role") in (None, "", "self-produced", "intermediate"))
        doubted += [line for line in own if line is not certain and dice.random() < 0.35]
    for line in bom:
        line["Active"] = "N" if any(line is one for one in doubted) else "Y"
    return doubted


def ways(part, doubted):
    """What each good is on each way."""
    goods, bom = part
    for left_out in range(1 << len(doubted)):
        out = [line for at, line in enumerate(doubted) if left_out >> at & 1]
        reading = Reading(goods, [line for line in bom if not any(line is one for one in out)])
        yield {good["good_id"]: reading.originates(good["good_id"]) for good in goods}


class LinesInDoubt(unittest.TestCase):
    def test_what_is_the_same_on_each_way_stands(self):
        dice = random.Random(21)
        plants = [plant(dice, f"P{number}") for number in range(PLANTS)]
        doubted = [doubt(dice, part) for part in plants]
        told = determined(plants, more=("Active",))
        settled = open_still = 0
        for part, lines in zip(plants, doubted):
            if len(lines) > MOST or any(finding["code"] in OPEN for good in part[0] for finding in told[good["good_id"]]["findings"]):
                continue
            found = list(ways(part, lines))
            for good in part[0]:
                name = good["good_id"]
                said = {one[name] for one in found}
                expected = "undetermined" if len(said) > 1 else "originating" if said.pop() else "non-originating"
                with self.subTest(good=name, goods=part[0], bom=part[1]):
                    if told[name]["status"] != expected:
                        self.assertEqual(told[name]["status"], "undetermined")
                        open_still += 1
                    settled += expected != "undetermined" and bool(lines)
        self.assertGreater(settled, PLANTS)
        self.assertLess(open_still, PLANTS // 100)


if __name__ == "__main__":
    unittest.main()
