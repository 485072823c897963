"""`usmca certify --format pdf`: a certification on paper, which other programs read back."""
import json
import pathlib
import re
import subprocess
import unittest

from certification import Certification


class OnPaper(Certification):
    def test_a_pdf_is_read_back_in_three_languages(self):
        words = {"en": ("1. Certification of origin by", "9. Authorized signature and date", "page 1 of 1"), "es": ("3. Exportador", "9. Firma autorizada y fecha", "página 1 de 1"),
                 "fr": ("2. Certificateur", "8. Période globale", "page 1 de 1")}
        for language, expected in words.items():
            with self.subTest(language=language):
                run = self.certify("--good", "GOOD", "--format", "pdf", "--lang", language, "--output", "c.pdf")
                self.assertEqual(run.returncode, 0, run.stderr)
                pages = self.pages()
                self.assertEqual(len(pages), 1)
                said = " ".join(pages[0].split())
                for part in (*expected, "8413.70", "Pump GOOD", "Laura Garza Peña", "Fundidora Ñandú", "SAT970701NN3", "2026-01-05", "urn:uuid:"):
                    self.assertIn(part, said)
                self.assertRegex(pages[0], r"(?s)1\. .*2\. .*3\. .*4\. .*5\. .*6\. .*7\. .*8\. .*9\. ")
                self.assertNotRegex(said, r"certify\.|paper\.|\{")
                first = (self.path / "c.pdf").read_bytes()
                self.certify("--good", "GOOD", "--format", "pdf", "--lang", language, "--output", "c.pdf")
                self.assertEqual((self.path / "c.pdf").read_bytes(), first)

    def test_a_long_list_of_goods_goes_on_with_its_head(self):
        line = json.loads(self.results_of("GOOD"))
        goods = [json.dumps({**line, "good_id": f"PUMP-{number:03d}", "description": f"Pump of type {number}"}) for number in range(150)]
        run = self.certify("--format", "pdf", "--output", "c.pdf", results=self.write("many.json", "\n".join(goods)))
        self.assertEqual(run.returncode, 0, run.stderr)
        pages = self.pages()
        self.assertGreater(len(pages), 2)
        name, = {re.search(r"urn:uuid:[0-9a-f-]{36}", page)[0] for page in pages}
        self.assertEqual(name[23], "8")
        found = []
        for number, page in enumerate(pages, 1):
            self.assertIn(f"page {number} of {len(pages)}", page)
            rows = re.findall(r"PUMP-\d{3}", page)
            self.assertEqual("HS classification" in page, bool(rows))
            found += rows
        self.assertEqual(found, [f"PUMP-{number:03d}" for number in range(150)])

    def pages(self):
        return subprocess.run(["pdftotext", "-layout", self.path / "c.pdf", "-"], capture_output=True, check=True).stdout.decode().split("\f")[:-1]

    def results_of(self, good):
        return next(line for line in pathlib.Path(self.results_file).read_text().splitlines() if json.loads(line)["good_id"] == good)


if __name__ == "__main__":
    unittest.main()
