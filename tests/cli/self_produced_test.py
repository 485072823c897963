"""Self-produced materials, nested at random: books in another currency at rate one change nothing, what is in a tree counts as on one bill, and of the designations that may stand together (U.R. 8(6)) the best counts."""
import itertools
import random
import unittest

from support import Case

RANK = {"non-originating": 0, "undetermined": 1, "originating": 2}
CODES = ("7318.15", "3926.90", "8413.91", "8536.69")
MOST_DEPTH = 3


class Node:
    """A good with costs of its own, lines, and self-produced materials in it."""

    def __init__(self, dice, name, depth=0, designate=0.0):
        self.name, self.hs = name, "8413.30" if depth == 0 else dice.choice(("8413.91", "8413.92", "8413.92"))
        self.costs, self.excluded = dice.randrange(50, 2500 * (depth + 1)), dice.randrange(0, 50)
        self.lines = [(dice.choice(CODES), dice.choice(("originating", "non-originating", "")), dice.randrange(1, 4000), dice.randrange(1, 3), dice.choice(("", "part=true", "part=false")))
                      for _ in range(dice.randrange(1, 4))]
        self.parts = [(Node(dice, f"{name}-{i}", depth + 1, designate), dice.randrange(1, 3)) for i in range(dice.randrange(0 if depth else 1, 3) if depth < MOST_DEPTH else 0)]
        self.designated = depth > 0 and dice.random() < designate

    def nodes(self):
        yield self
        for part, _ in self.parts:
            yield from part.nodes()

    def rows(self, prefix="", currencies=lambda node: "USD", designated=lambda node: False):
        """Rows of goods.csv and bom.csv, with the names behind a prefix."""
        goods, bom = [], []
        for node in self.nodes():
            price = "300.00" if node is self else ""
            goods.append(f"{prefix}{node.name},{node.hs},MX,2024-03-01,{currencies(node)},{price},{money(node.costs)},{money(node.excluded)}")
            for code, origin, cents, quantity, facts in node.lines:
                bom.append(f"{prefix}{node.name},,{code},{origin},{quantity},{money(cents)},,{facts}")
            for part, quantity in node.parts:
                bom.append(f"{prefix}{node.name},{prefix}{part.name},{part.hs},,{quantity},,{'intermediate' if designated(part) else 'self-produced'},")
        return goods, bom

    def flat(self, times=1):
        costs, excluded, lines = self.costs * times, self.excluded * times, [(code, origin, cents, quantity * times, facts) for code, origin, cents, quantity, facts in self.lines]
        for part, quantity in self.parts:
            more, less, inner = part.flat(times * quantity)
            costs, excluded, lines = costs + more, excluded + less, lines + inner
        return costs, excluded, lines


def money(cents):
    return f"{cents // 100}.{cents % 100:02d}"


class SelfProduced(Case):
    GOODS = "good_id,hs,country,date,currency,transaction_value,other_product_costs,excluded_costs"
    BOM = "good_id,material_id,hs,origin,quantity,unit_value,role,facts"
    RATES = "date,from,to,rate\n" + "".join(f"2024-01-01,{a},{b},1\n" for a, b in itertools.permutations(("USD", "MXN", "CAD"), 2))

    def answers(self, parts, *arguments):
        goods, bom = [self.GOODS], [self.BOM]
        for more, lines in parts:
            goods, bom = goods + more, bom + lines
        run = self.check("\n".join(goods) + "\n", "\n".join(bom) + "\n", "--rates", self.write("rates.csv", self.RATES), "--format", "json", "--quiet", *arguments)
        return {r["good_id"]: r for r in self.results(run)}

    def test_currencies_at_rate_one_change_nothing(self):
        dice = random.Random(38)
        trees = [Node(dice, f"T{i}", designate=0.3) for i in range(60)]
        plain = self.answers([tree.rows(designated=lambda node: node.designated) for tree in trees])
        mixed = self.answers([tree.rows(currencies=lambda node: ("USD", "MXN", "CAD")[len(node.name) % 3 if node in inner else 0], designated=lambda node: node.designated)
                              for tree in trees for inner in [set(tree.nodes()) - {tree}]])
        criteria = set()
        for tree in trees:
            for node in tree.nodes():
                one, other = plain[node.name], mixed[node.name]
                for key in ("status", "criterion", "rvc", "figures", "de_minimis", "alternatives"):
                    self.assertEqual(one.get(key), other.get(key), (node.name, key))
                criteria.add((one["status"], one["criterion"]))
        self.assertGreaterEqual(len(criteria), 3, criteria)

    def test_what_is_in_a_tree_counts_as_on_one_bill(self):
        dice = random.Random(75)
        trees = [Node(dice, f"T{i}") for i in range(80)]
        flats = []
        for tree in trees:
            costs, excluded, lines = tree.flat()
            flats.append(([f"{tree.name}-FLAT,{tree.hs},MX,2024-03-01,USD,300.00,{money(costs)},{money(excluded)}"],
                          [f"{tree.name}-FLAT,,{code},{origin},{quantity},{money(cents)},,{facts}" for code, origin, cents, quantity, facts in lines]))
        answers = self.answers([tree.rows() for tree in trees] + flats)
        better = 0
        for tree in trees:
            nested, flat = answers[tree.name], answers[f"{tree.name}-FLAT"]
            for method in ("tv", "nc"):
                for key in ("base", "vnm", "percent"):
                    self.assertEqual((nested["rvc"][method] or {}).get(key), (flat["rvc"][method] or {}).get(key), (tree.name, method, key))
            self.assertEqual(nested["figures"]["total_cost"], flat["figures"]["total_cost"], tree.name)
            self.assertEqual(nested["figures"]["excluded_costs"], flat["figures"]["excluded_costs"], tree.name)
            self.assertGreaterEqual(RANK[nested["status"]], RANK[flat["status"]], tree.name)  # to look inside is a choice
            self.assertEqual(nested["criterion"] == "C", flat["criterion"] == "C", tree.name)
            better += nested["status"] != flat["status"]
        self.assertGreater(better, 0)

    def test_of_several_designations_the_best_counts(self):
        dice = random.Random(86)
        trees = [tree for tree in (Node(dice, f"T{i}", designate=0.7) for i in range(500)) if 2 <= sum(node.designated for node in tree.nodes()) <= 4][:150]
        parts, choices = [], {}
        for tree in trees:
            names = [node.name for node in tree.nodes() if node.designated]
            for count in range(len(names) + 1):
                for chosen in itertools.combinations(names, count):
                    prefix = f"{len(choices)}:"
                    choices[prefix] = (tree, chosen, len(names))
                    parts.append(tree.rows(prefix, designated=lambda node, chosen=chosen: node.name in chosen))
        answers = self.answers(parts)
        best, mattered = {}, 0
        for prefix, (tree, chosen, count) in choices.items():
            answer = answers[prefix + tree.name]
            content = float((answer["rvc"]["nc"] or {}).get("percent") or -1)
            found = best.setdefault(tree.name, {"status": -1, "content": -1.0, "least": 9.0e9})
            found["status"] = max(found["status"], RANK[answer["status"]])
            found["content"], found["least"] = max(found["content"], content), min(found["least"], content)
            if len(chosen) == count:
                found["all"] = (RANK[answer["status"]], content)
        for name, found in best.items():
            self.assertEqual(found["all"], (found["status"], found["content"]), name)
            mattered += found["content"] != found["least"]
        self.assertGreater(mattered, 10)
        told = [finding["code"] for answer in answers.values() for finding in answer["findings"]]
        self.assertGreater(told.count("designated"), 10)  # the outer of two
        self.assertGreater(told.count("designation-barred"), 2)


if __name__ == "__main__":
    unittest.main()
