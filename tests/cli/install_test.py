"""What `cmake --install` puts down is enough to run the command and to build the sample program against the library."""
import os
import subprocess
import unittest

from support import SOURCE, Case


class Install(Case):
    def run_in_folder(self, *command, **more):
        return subprocess.run([str(c) for c in command], cwd=self.path, check=True, capture_output=True, text=True, **more).stdout

    def test_the_sample_program(self):
        self.run_in_folder("cmake", "--install", os.environ["USMCA_BUILD"], "--prefix", self.path / "prefix")
        libraries = next((self.path / "prefix").rglob("usmca.pc")).parent
        env = {**os.environ, "PKG_CONFIG_PATH": str(libraries), "LD_LIBRARY_PATH": str(libraries.parent)}
        flags = self.run_in_folder("pkg-config", "--cflags", "--libs", "usmca", env=env).split()
        rules = self.run_in_folder("pkg-config", "--variable=rulesdir", "usmca", env=env).strip()
        self.run_in_folder("cc", SOURCE / "samples" / "library" / "determine.c", "-Wall", "-Werror", *flags,
                           *os.environ["USMCA_FLAGS"].split(), "-o", "determine")
        answer = self.run_in_folder("./determine", rules, env=env)
        self.assertTrue(answer.startswith("originating, criterion B, GN 11(o) ch. 94"), answer)
        said = self.run_in_folder(self.path / "prefix" / "bin" / "usmca", "rule", "8413.30", "--rules", rules)
        self.assertIn("8413.91", said)


if __name__ == "__main__":
    unittest.main()
