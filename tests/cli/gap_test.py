"""What usmca gap says, as a user types it; tests/properties/gap_test.py tries it out."""
import unittest

from support import Case


class Gap(Case):
    def test_prices_that_are_equal_are_both_told(self):
        goods = "good_id,hs,country,date,transaction_value\nP,8413.70,MX,2024-03-01,100\n"
        bom = "good_id,line,hs,origin,value\n" + "".join(f"P,{line},8413.91,non-originating,10\n" for line in (1, 2))
        text = self.check(goods, bom, "--gap", "--format", "text").stdout.decode()
        self.assertIn("line 1: by 200.0000%", text)
        self.assertIn("line 2: by 200.0000%", text)


if __name__ == "__main__":
    unittest.main()
