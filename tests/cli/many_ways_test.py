"""A part that is used many times over in parts that are: more ways lead to it than can be counted, and it is looked into once."""
import unittest

from support import Case

FACTS = "cut-or-knit-and-assembled=yes; cut-and-assembled=yes; outer-shell-of-listed-fabric=no; pockets=no"
LEVELS = 40  # two to the fortieth ways to the last of them


class ManyWays(Case):
    def status_with_thread(self, formed):
        parts = ["SHIRT", *(f"PART-{level}" for level in range(LEVELS))]
        goods = ["good_id,hs,country,import_country,date,transaction_value,facts"]
        lines = ["good_id,line,material_id,hs,origin,country,value,role,facts"]
        for part, inner in zip(parts, [*parts[1:], None]):
            goods.append(f"{part},{'6205.20' if part == 'SHIRT' else '6217.90'},MX,US,2024-03-01,100,{FACTS}")
            lines.append(f"{part},1,,5208.31,originating,,40,,classification-component=yes; pocket-bag=no")
            for number in (2, 3):
                lines.append(f"{part},{number},{inner},6217.90,,,2,self-produced,classification-component=no; pocket-bag=no" if inner else
                             f"{part},{number},,5204.11,originating,,1,,classification-component=no; formed-and-finished={formed}")
        self.write("goods.csv", "\n".join(goods) + "\n")
        self.write("bom.csv", "\n".join(lines) + "\n")
        run = self.run_usmca("check", "--goods", self.path / "goods.csv", "--bom", self.path / "bom.csv", "--good", "SHIRT", "--format", "json")
        return self.results(run)[0]["status"]

    def test_what_is_at_the_end_of_all_of_them_decides(self):
        self.assertEqual(self.status_with_thread("no"), "non-originating")
        self.assertEqual(self.status_with_thread("yes"), "originating")


if __name__ == "__main__":
    unittest.main()
