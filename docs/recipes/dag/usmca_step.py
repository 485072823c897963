"""One step of a data pipeline: goods and their bills of materials in, determinations out. Needs the command usmca, and no package."""
import json
import pathlib
import subprocess


class NotDetermined(Exception):
    """There are no results. `again` says whether trying once more may help."""

    def __init__(self, status, said):
        super().__init__(f"usmca ended with {status}: {said.strip()}")
        self.status, self.again = status, status == 74


def check(goods, bom, folder, *, program="usmca", **options):
    """Determines the goods; `options` are those of `usmca check` (default_use="aftermarket", documents=PATH, quiet…).

    Gives the paths of results, rejects, summary and tables in `folder`, goods by status, and whether a claim is violated or a row was rejected."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = {"results": folder / "results.json", "rejects": folder / "rejects.csv", "summary": folder / "summary.json", "tables": folder / "tables"}
    command = [program, "check", "--goods", goods, "--bom", bom, "--format", "json", "--output", paths["results"], "--rejects", paths["rejects"],
               "--summary", paths["summary"], "--tables", paths["tables"], "--quiet"]
    for name, value in options.items():
        command += ["--" + name.replace("_", "-")] + ([] if value is True else [value])
    run = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if not 0 <= run.returncode <= 3:
        raise NotDetermined(run.returncode, run.stderr)
    summary = json.loads(paths["summary"].read_text())
    return {**{name: str(path) for name, path in paths.items()}, "goods": summary["goods"], "violations": bool(run.returncode & 1), "rejected": bool(run.returncode & 2)}
