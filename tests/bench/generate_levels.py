"""Writes goods.csv and bom.csv of goods that are made of each other, six levels deep: of the 20 lines of a good above the lowest level the first is
self-produced, the second designated, the third bought from the file's own producer; the goods of a level are spread over the whole file.

usage: generate_levels.py FOLDER GOODS [FAMILY]      FAMILY goods are made of each other, and of no others; without it, all hang together
"""
import pathlib
import random
import sys

LEVELS, LINES = 6, 20
KINDS = [
    ("8413.70", ["8413.91", "7318.15", "8501.10", "4016.93", "7326.90"]),
    ("8481.80", ["8481.90", "7307.99", "4016.93", "7412.20"]),
    ("8501.10", ["8503.00", "8505.11", "7410.11", "3926.90"]),
    ("3926.90", ["3901.10", "3206.11", "3902.10"]),
    ("8544.42", ["7408.11", "3904.10", "8536.69"]),
    ("9403.20", ["7306.30", "7318.15", "3926.90", "9403.91"]),
]


def kind(good):
    return KINDS[good // LEVELS % len(KINDS)]


def made(good, line, goods, family):
    first = good // family * family
    child = first + random.randrange(max(family // LEVELS, 1)) * LEVELS + good % LEVELS + 1
    child = child if child < goods else first + good % LEVELS + 1
    role, value = (("self-produced", ""), ("intermediate", ""), ("", "9.50"))[line - 1]
    return f"G{good:07d},{line},G{child:07d},{kind(child)[0]},,{value},{role}\n"


def bought(good, line):
    origin = random.choice(("originating", "non-originating"))
    return f"G{good:07d},{line},,{random.choice(kind(good)[1])},{origin},{random.randrange(200, 1100) / 100:.2f},\n"


def main():
    folder, goods = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    family = int(sys.argv[3]) // LEVELS * LEVELS if len(sys.argv) > 3 else goods
    random.seed(7)
    with open(folder / "goods.csv", "w") as table, open(folder / "bom.csv", "w") as bom:
        table.write("good_id,hs,country,date,transaction_value,net_cost\n")
        bom.write("good_id,line,material_id,hs,origin,value,role\n")
        for good in range(goods):
            table.write(f"G{good:07d},{kind(good)[0]},MX,2024-03-01,{200 + good % 97}.50,{150 + good % 89}.25\n")
            bom.write("".join(made(good, line, goods, family) if line <= 3 and good % LEVELS < LEVELS - 1 else bought(good, line)
                              for line in range(1, LINES + 1)))


main()
