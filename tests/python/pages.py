"""Runs the Python lines of pages, those of a page one after the other, beside the files of samples/pump.

usage: pages.py [--all] PAGE.md…      without --all only blocks that need no other package
"""
import importlib.util
import pathlib
import re
import sys

every = "--all" in sys.argv
count = 0
for page in (argument for argument in sys.argv[1:] if argument != "--all"):
    names = {}
    for block in re.findall(r"^```python\n(.*?)^```$", pathlib.Path(page).read_text(encoding="utf-8"), re.M | re.S):
        needed = re.findall(r"^import (\w+)", block, re.M) + (["pyarrow"] if re.search(r"\.(goods|materials|findings|gap_routes)\b", block) else [])
        if "spark" in block or not every and any(importlib.util.find_spec(name) is None for name in needed):
            continue
        exec(compile(block, page, "exec"), names)
        count += 1
print(f"{count} blocks ran")
sys.exit(count == 0)
