"""Every header compiles alone."""
import concurrent.futures
import os
import pathlib
import shlex
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])


def flags():
    packages = subprocess.run(["pkg-config", "--cflags", "libxml-2.0", "minizip", "libpcre2-8", "jansson", "gmp", "pangocairo"], check=True, capture_output=True, text=True)
    return ["-std=gnu17", "-D_GNU_SOURCE", '-DUSMCA_VERSION="0"', f"-I{SOURCE / 'src'}", *shlex.split(packages.stdout)]


class Headers(unittest.TestCase):
    def test_each_compiles_alone(self):
        compiler = os.environ.get("CC", "cc")
        options = flags()

        def compile_alone(header):
            return subprocess.run([compiler, *options, "-Wall", "-Werror", "-fsyntax-only", "-x", "c", "-"], input=f'#include "{header}"\n',
                                  capture_output=True, text=True)

        headers = sorted(path.relative_to(SOURCE / "src").as_posix() for path in (SOURCE / "src").rglob("*.h"))
        self.assertGreater(len(headers), 50)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for header, run in zip(headers, pool.map(compile_alone, headers)):
                with self.subTest(header=header):
                    self.assertEqual(run.returncode, 0, run.stderr[:2000])


if __name__ == "__main__":
    unittest.main()
