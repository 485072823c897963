"""What shells complete the program by, made from the tables of options."""
import shutil
import subprocess
import unittest

from support import USMCA, Case


class Completion(Case):
    def script(self, shell):
        run = self.run_usmca("completion", shell, env={"LC_ALL": "C"})
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        return self.write(f"usmca.{shell}", run.stdout)

    def complete(self, script, *words):
        """What bash offers for the last of the words."""
        quoted = " ".join(f"'{word}'" for word in ("usmca", *words))
        code = f'source {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _usmca; printf "%s\\n" "${{COMPREPLY[@]}}"'
        run = subprocess.run(["bash", "-c", code], cwd=self.path, capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.split()

    def test_bash(self):
        script = self.script("bash")
        self.write("goods.csv", "")
        (self.path / "folder").mkdir()
        self.assertEqual(self.complete(script, "in"), ["inventory"])
        self.assertLessEqual({"check", "rule", "help", "config", "completion"}, set(self.complete(script, "")))
        self.assertEqual(self.complete(script, "check", "--format", ""), ["text", "json", "csv"])
        self.assertEqual(self.complete(script, "rule", "--format", ""), ["text", "json"])
        self.assertEqual(self.complete(script, "check", "--def"), ["--default-use"])
        self.assertEqual(self.complete(script, "check", "--goods", "go"), ["goods.csv"])
        self.assertEqual(self.complete(script, "check", "--tables", "f"), ["folder"])
        self.assertEqual(self.complete(script, "check", "--rules", "go"), [])
        self.assertEqual(self.complete(script, "check", "--currency", ""), [])
        self.assertEqual(self.complete(script, "check", "--documents", "go"), ["goods.csv"])
        self.assertEqual(self.complete(script, "certify", "verify", "--k"), ["--key"])
        self.assertIn("verify", self.complete(script, "certify", "v"))
        self.assertEqual(self.complete(script, "profile", "s"), ["show", "suggest"])
        self.assertEqual(self.complete(script, "completion", ""), ["bash", "zsh", "fish"])
        self.assertIn("template", self.complete(script, "help", "te"))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh(self):
        self.assertEqual(subprocess.run(["zsh", "-n", self.script("zsh")], capture_output=True).stderr, b"")

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        script = self.script("fish")
        for typed, offered in (("usmca ch", "check"), ("usmca check --format ", "json"), ("usmca certify verify --k", "--key"), ("usmca profile s", "show")):
            run = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{typed}'"], cwd=self.path, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "HOME": str(self.path)})
            self.assertIn(offered, [line.split("\t")[0] for line in run.stdout.splitlines()], (typed, run.stderr))

    def test_wrong_usage(self):
        for arguments in ((), ("tcsh",), ("bash", "zsh")):
            self.assertEqual(self.run_usmca("completion", *arguments).returncode, 64)


if __name__ == "__main__":
    unittest.main()
