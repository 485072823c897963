#!/usr/bin/env python3
"""Holds the decimal module against Python's: many random sums, products, quotients, percentages and comparisons."""
import decimal
import random
import subprocess
import sys

decimal.getcontext().prec = 80
D = decimal.Decimal
NINE = D("0.000000001")
MOST, LEAST = D(2**63 - 1) * NINE, D(-(2**63)) * NINE
random.seed(20200701)


def number():
    digits = random.choice([1, 2, 5, 9, 14, 18, 19])
    value = D(random.randrange(10**digits)) * D(10) ** -random.choice([0, 0, 2, 4, 9])
    return value.quantize(NINE) * random.choice([1, 1, 1, -1])


def plain(value):
    text = format(value + 0, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if text not in ("", "-0") else "0"


def fitting(value):
    return plain(value) if LEAST <= value <= MOST else "none"


def cut(value):
    return format(value.quantize(D("0.0001"), rounding=decimal.ROUND_FLOOR) + 0, "f")


def expected(operation, a, b, c):
    if not all(LEAST <= x <= MOST for x in (a, b, c)):
        return "unreadable"
    if operation == "parse":
        return plain(a)
    if operation == "add":
        return fitting(a + b)
    if operation == "subtract":
        return fitting(a - b)
    if operation == "multiply":
        return fitting((a * b).quantize(NINE, rounding=decimal.ROUND_HALF_EVEN))
    if operation == "divide":
        return fitting((a / b).quantize(NINE, rounding=decimal.ROUND_HALF_EVEN)) if b else "none"
    if operation == "percent":
        if b <= 0:
            return "none"
        value = a / b * 100
        return cut(value) if abs(value) * 10000 < 2**63 - 1 else "none"
    if operation == "reaches":
        return "yes" if a * 100 >= c * b else "no"
    return "yes" if a * 100 <= c * b else "no"


OPERATIONS = ["parse", "add", "subtract", "multiply", "divide", "percent", "reaches", "within"]
cases = []
for _ in range(60000):
    operation = random.choice(OPERATIONS)
    a, b = number(), number()
    c = D(random.choice([10, 40, 50, 60, 62, 75, 85])) if operation in ("reaches", "within") else D(0)
    if operation in ("reaches", "within"):
        b = abs(b) or D(1)
        if random.random() < 0.5:
            a = (b * c / 100).quantize(NINE, rounding=decimal.ROUND_FLOOR) + random.choice([-1, 0, 1]) * NINE
    cases.append((operation, a, b, c))
run = subprocess.run([sys.argv[1]], input="".join(f"{o} {a:f} {b:f} {c:f}\n" for o, a, b, c in cases),
                     capture_output=True, text=True, check=True)
answers = run.stdout.splitlines()
wrong = [(case, expected(*case), answer) for case, answer in zip(cases, answers) if expected(*case) != answer]
for case, want, found in wrong[:10]:
    print(case, "expected", want, "found", found)
sys.exit(1 if wrong or len(answers) != len(cases) else 0)
