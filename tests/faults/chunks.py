"""What is read in pieces is what is read whole: results, rejects and messages are the same byte for byte.

    chunks.py USMCA INJECT.so SOURCE [COUNT]

Every sample and export, and COUNT files that chance has made of them (bytes changed, left out, doubled, in another encoding, with other line ends), is read as it stands; with reads that give 1 to n bytes, for several n;
and from a pipe. A file is parted for several jobs as well.
"""
import concurrent.futures
import os
import pathlib
import random
import subprocess
import sys
import tempfile

MOST = (1, 2, 7, 100, 4097)
SLOW = 1 << 15  # bytes, above which a read of a few at a time takes too long


def inputs(source):
    """Pairs of goods and lines, or one flat file, and the options that they need."""
    for goods in sorted((source / "samples").glob("*/goods.csv")):
        if (goods.parent / "bom.csv").exists():
            yield goods, goods.parent / "bom.csv", []
    for folder in sorted((source / "samples" / "profiles").glob("*/*")):
        files = {path.stem: path for path in folder.iterdir() if path.suffix in (".csv", ".txt")}
        options = (folder / "options").read_text().split() if (folder / "options").exists() else []
        if "goods" in files:
            yield files["goods"], files["bom"], ["--profile", folder.parent.name, *options]
        elif "export" in files:
            yield files["export"], None, ["--profile", folder.parent.name, *options]


def changed(data, chance):
    data = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randrange(1, 40))
        how = chance.randrange(5)
        if how == 0:
            data[at:at] = bytes([chance.choice(b'",;\t\r\n\0\xef\xbb\xbf\xc3\xe2\x80')])
        elif how == 1:
            del data[at:end]
        elif how == 2:
            data[at:at] = data[at:end]
        elif how == 3 and at < len(data):
            data[at] = chance.randrange(256)
        else:
            data[at:at] = data[:end] if chance.random() < 0.1 else "é—".encode()
    data = bytes(data)
    text = data.decode("utf-8", "replace")
    encode = chance.choice([lambda: data, lambda: data, lambda: data.replace(b"\n", b"\r\n"), lambda: data.replace(b"\n", b"\r"), lambda: text.encode("utf-16"), lambda: text.encode("cp1252", "replace"),
                            lambda: b"\xef\xbb\xbf" + data, lambda: text.encode("utf-16-le")])
    return encode()


class Reader:
    def __init__(self, program, library, scratch):
        self.program, self.library, self.scratch = program, library, scratch

    def read(self, place, goods, bom, options, most=0, pipe=False, jobs=1):
        env = {**os.environ, "TMPDIR": str(place)}
        if most:
            env.update(LD_PRELOAD=self.library, FAULT_MOST=str(most), FAULT_MARK=goods.name)
        files = [str(goods)] if bom is None else ["--goods", str(goods), "--bom", str(bom)]
        named = str(goods)
        if pipe:
            files = ["-" if part == named else part for part in files]
        run = subprocess.run([self.program, "check", *files, *options, "--format", "json", "--rejects", "rejects", "--jobs", str(jobs), "--date", "2026-01-15"], cwd=place, env=env, capture_output=True,
                             input=goods.read_bytes() if pipe else b"", timeout=600)
        rejects = (place / "rejects").read_bytes() if (place / "rejects").exists() else None
        said = b"\n".join(line for line in run.stderr.splitlines() if b" read, " not in line)
        if pipe:  # it is named by what stands for it
            said, rejects = said.replace(b"standard input", named.encode()).replace(b"-:", named.encode() + b":"), rejects
        return run.returncode, run.stdout, rejects, said

    def judge(self, case):
        number, goods, bom, options = case
        place = self.scratch / str(number)
        place.mkdir()
        whole = self.read(place, goods, bom, options)
        size = goods.stat().st_size + (bom.stat().st_size if bom else 0)
        wrong = []
        for most in MOST if size < SLOW else MOST[2:]:
            if self.read(place, goods, bom, options, most) != whole:
                wrong.append(f"{goods}, {bom}: reads of up to {most} bytes")
        if self.read(place, goods, bom, options, jobs=4, most=100) != whole:
            wrong.append(f"{goods}, {bom}: reads of up to 100 bytes, and several jobs")
        if self.read(place, goods, bom, options, pipe=True)[:2] != whole[:2]:
            wrong.append(f"{goods}, {bom}: from a pipe")
        return wrong


def main(program, library, source, count=200):
    source, chance = pathlib.Path(source).resolve(), random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        reader = Reader(os.path.abspath(program), os.path.abspath(library), scratch)
        plain = list(inputs(source))
        assert len(plain) > 10
        cases = list(plain)
        for i in range(int(count)):
            goods, bom, options = chance.choice(plain)
            made = []
            for path in filter(None, (goods, bom)):
                made.append(scratch / f"made-{i}-{path.name}")
                made[-1].write_bytes(changed(path.read_bytes(), chance))
            cases.append((made[0], made[1] if bom else None, options))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            wrong = [line for found in pool.map(reader.judge, [(i, *case) for i, case in enumerate(cases)]) for line in found]
        for line in wrong:
            print("   ", line)
        print(f"{len(cases)} inputs, {len(wrong)} read otherwise in pieces")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
