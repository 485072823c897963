"""Every header compiles alone: one that its own source begins with does where that compiles."""
import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])


def flags():
    packages = subprocess.run(["pkg-config", "--cflags", "libxml-2.0", "minizip", "libpcre2-8", "jansson", "gmp", "pangocairo"], check=True, capture_output=True, text=True)
    return ["-std=gnu17", "-D_GNU_SOURCE", '-DUSMCA_VERSION="0"', f"-I{SOURCE / 'src'}", *shlex.split(packages.stdout)]


def begins_its_source(header):
    source = (SOURCE / "src" / header).with_suffix(".c")
    first = re.search(r"^#include .*$", source.read_text(), re.MULTILINE) if source.exists() else None
    return first is not None and first[0] == f'#include "{header}"'


class Headers(unittest.TestCase):
    def test_each_compiles_alone(self):
        compiler = os.environ.get("CC", "cc")
        options = flags()

        def compile_alone(header):
            return subprocess.run([compiler, *options, "-Wall", "-Werror", "-fsyntax-only", "-x", "c", "-"], input=f'#include "{header}"\n',
                                  capture_output=True, text=True)

        every = [path.relative_to(SOURCE / "src").as_posix() for path in (SOURCE / "src").rglob("*.h")]
        headers = sorted(header for header in every if not begins_its_source(header))
        self.assertGreater(len(every), 50)
        self.assertGreater(len(headers), 10)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for header, run in zip(headers, pool.map(compile_alone, headers)):
                with self.subTest(header=header):
                    self.assertEqual(run.returncode, 0, run.stderr[:2000])


if __name__ == "__main__":
    unittest.main()
