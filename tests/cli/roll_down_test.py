"""A good made of self-produced materials has the value of non-originating materials and the total cost of the same good with all their materials in its own bill of materials (U.R. 1(6), 7(5)(a), 8(8))."""
import random
import unittest

from support import Case

MOST_DEPTH = 5


class Tree:
    """A random product: each node has lines of its own and self-produced materials, each with its own costs."""

    def __init__(self, dice, name, depth=0):
        self.name, self.costs = name, dice.randrange(0, 5000) / 100
        self.lines = [(dice.choice(("7318.15", "3926.90", "8536.69")), dice.choice(("originating", "non-originating", "")), dice.randrange(1, 9000), dice.randrange(1, 4))
                      for _ in range(dice.randrange(1, 5))]
        self.parts = [(Tree(dice, f"{name}-{i}", depth + 1), dice.randrange(1, 4)) for i in range(dice.randrange(0, 3) if depth < MOST_DEPTH else 0)]

    def goods(self):
        yield self.name, self.costs
        for part, _ in self.parts:
            yield from part.goods()

    def bom(self):
        number = 0
        for code, origin, cents, quantity in self.lines:
            number += 1
            yield f"{self.name},{number},,{code},{origin},{quantity},{cents // 100}.{cents % 100:02d},"
        for part, quantity in self.parts:
            number += 1
            yield f"{self.name},{number},{part.name},8413.91,,{quantity},,self-produced"
        for part, _ in self.parts:
            yield from part.bom()

    def flat(self, times=1):
        """Its own costs and all lines at any depth, with their quantities in one unit of the whole."""
        costs, lines = round(self.costs * 100) * times, [(code, origin, cents, quantity * times) for code, origin, cents, quantity in self.lines]
        for part, quantity in self.parts:
            more, inner = part.flat(times * quantity)
            costs, lines = costs + more, lines + inner
        return costs, lines


class RollDown(Case):
    def test_a_tree_and_its_leaves_agree(self):
        dice = random.Random(86)
        trees = [Tree(dice, f"T{i}") for i in range(40)]
        goods, bom = ["good_id,hs,country,date,transaction_value,other_product_costs,excluded_costs"], ["good_id,line,material_id,hs,origin,quantity,unit_value,role"]
        for tree in trees:
            costs, lines = tree.flat()
            for name, own in tree.goods():
                goods.append(f"{name},{'8413.30' if name == tree.name else '8413.91'},MX,2024-03-01,900000,{own:.2f},0")
            bom += tree.bom()
            goods.append(f"{tree.name}-FLAT,8413.30,MX,2024-03-01,900000,{costs // 100}.{costs % 100:02d},0")
            bom += [f"{tree.name}-FLAT,{n},,{code},{origin},{quantity},{cents // 100}.{cents % 100:02d}," for n, (code, origin, cents, quantity) in enumerate(lines, 1)]
        results = {r["good_id"]: r for r in self.results(self.check("\n".join(goods) + "\n", "\n".join(bom) + "\n", "--format", "json"))}
        deep = 0
        for tree in trees:
            nested, flat = results[tree.name], results[f"{tree.name}-FLAT"]
            deep += bool(tree.parts)
            for method in ("tv", "nc"):
                for key in ("base", "vnm", "percent"):
                    self.assertEqual(nested["rvc"][method][key], flat["rvc"][method][key], (tree.name, method, key))
            self.assertEqual(nested["figures"]["total_cost"], flat["figures"]["total_cost"])
        self.assertGreater(deep, 15)


if __name__ == "__main__":
    unittest.main()
