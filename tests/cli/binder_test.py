"""`usmca report --pdf`: what other programs read of the binder is what the results say, page by page; the same results are the same bytes;
nothing in it runs, and no half of it is left."""
import decimal
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time
import unittest
import xml.etree.ElementTree as xml

from support import SOURCE, USMCA, Case, options_of

GOODS = "good_id,hs,country,date,description,use,criterion_claimed,transaction_value,net_cost\n"
BOM = "good_id,line,material_id,hs,origin,value,country,supplier,document,description\n"


def read(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout.decode()


def pages_of(path, order="-layout"):
    """Its pages: as they look, or with "-raw" as they are read aloud, cell by cell."""
    return read("pdftotext", order, path, "-").split("\f")[:-1]


def squeezed(text):
    return re.sub(r"\s", "", text)


def has_number(page, number):
    return re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", page) is not None


class Binder(Case):
    def binder_of(self, results, *options, name="out.pdf", **more):
        self.write("results.json", results if isinstance(results, bytes) else "".join(json.dumps(good) + "\n" for good in results))
        made = self.run_usmca("report", "results.json", "--pdf", "-o", name, *options, **more)
        self.assertEqual((made.returncode, made.stderr), (0, b""))
        return self.path / name

    def results_of(self, goods, bom, *options):
        run = self.check(GOODS + goods, BOM + bom, "--format", "json", "--fail-on", "never", *options)
        self.assertIn(run.returncode, (0, 2), run.stderr)
        return run.stdout

    def example(self, folder, *options):
        run = self.run_usmca("check", *(part for name in ("goods", "bom") for part in (f"--{name}", folder / f"{name}.csv")), *options_of(folder),
                             "--format", "json", "--fail-on", "never", *options)
        self.assertIn(run.returncode, (0, 2), run.stderr)
        return run.stdout

    def of_goods(self, path, count, order="-layout"):
        """The pages of each good, by what the outline says."""
        pages = pages_of(path, order)
        tree = xml.fromstring(read("pdftohtml", "-xml", "-i", "-stdout", path).encode())
        items = tree.find("outline").findall("item")
        starts = [int(item.get("page")) for item in items][1:]  # behind the index
        self.assertEqual(len(starts), count)
        return [(item.text, pages[start - 1:after - 1]) for item, start, after in zip(items[1:], starts, starts[1:] + [len(pages) + 1])]

    def hold_against(self, results, path):
        goods = [json.loads(line) for line in results.splitlines()]
        found = self.of_goods(path, len(goods), "-raw")
        self.assertEqual([name for name, _ in found], [good["good_id"] or "Good" for good in goods])
        for good, (_, pages) in zip(goods, found):
            text = "\n".join(pages)
            flat = squeezed(text)
            for page in pages:
                self.assertIn(squeezed(good["good_id"] or ""), squeezed(page.lstrip().split("\n")[0]))
            numbers = [content[key] for content in good["rvc"].values() if content for key in ("base", "vnm", "percent", "required")]
            numbers += [str(decimal.Decimal(content["percent"]) - decimal.Decimal(content["required"])) for content in good["rvc"].values() if content and content["required"]]
            numbers += [good["de_minimis"][key] for key in ("share", "limit")] if good["de_minimis"]["share"] else []
            for line in good["materials"]:
                numbers += [line.get("value"), line.get("unit_price"), *(line.get("vnm") or {}).values()]
            for requirement in (good.get("vehicle") or {}).get("requirements", ()):
                numbers += [requirement[key] for key in ("percent", "required", "margin")]
            for number in filter(None, numbers):
                self.assertTrue(has_number(text, number), (good["good_id"], number))
            words = [line[key] for line in good["materials"] for key in ("line", "material_id", "country", "supplier", "document") if line.get(key)]
            words += [paper[key] for paper in good["evidence"]["documents"] for key in ("id", "supplier", "valid_to", "path") if paper[key]]
            words += [part for finding in good["findings"] for part in finding["message"].split()]
            for word in words:
                self.assertIn(squeezed(word), flat, good["good_id"])
        self.assertIsNone(re.search(r"\b(binder|html|book|report|paper-kind|status)\.[a-z-]+", "".join(pages_of(path))))

    def test_a_plant_is_read_back(self):
        subprocess.run(["python3", SOURCE / "samples" / "plant" / "generate.py", self.path / "plant"], check=True, capture_output=True)
        results = self.example(self.path / "plant", "--default-use", "aftermarket")
        some = b"".join(results.splitlines(True)[::16])
        self.hold_against(some, self.binder_of(some))

    def test_examples_of_every_kind_are_read_back(self):
        for name in ("vehicles-that-fail-by-one-requirement", "05-weights-of-textiles", "06-example-02-manicure-set", "07-averages", "09-averaged-statements"):
            with self.subTest(name):
                results = self.example(SOURCE / "tests" / "law" / name)
                self.hold_against(results, self.binder_of(results))

    def test_percentages_are_written_as_the_language_does(self):
        results = self.results_of("G,8712.00,MX,2026-03-01,,,B,100,90\n", "G,1,WHOLE,8712.00,non-originating,90,,,,\nG,2,FRAME,8714.91,non-originating,9,,,,\n", "--lang", "es")
        text = " ".join(" ".join(pages_of(self.binder_of(results, "--lang", "es"))).split())
        self.assertRegex(text, r"menor a lo requerido; \d[\d.]* %, requerido \d+ %")
        self.assertEqual(re.findall(r"\d%", text), [])

    def test_no_line_begins_with_a_mark_that_belongs_to_the_one_before(self):
        for language, marks in (("es", "%"), ("fr", "%:;?!»")):
            results = self.example(SOURCE / "samples" / "vehicles", "--lang", language)
            lines = [line.strip() for page in pages_of(self.binder_of(results, "--lang", language), "-raw") for line in page.split("\n")]
            self.assertEqual([line for line in lines if line[:1] in marks and line], [])
            self.assertEqual([line for line in lines if language == "fr" and line.endswith("«")], [])

    def test_the_index_leads_to_the_pages(self):
        results = self.results_of("".join(f"G{i},8712.00,MX,2026-03-01,Bicycle {i},,B,100,\n" for i in range(70)),
                                  "".join(f"G{i},1,FRAME,8714.91,non-originating,{i}.21,,,,\n" for i in range(70)))
        path = self.binder_of(results)
        pages = pages_of(path)
        read("pdftohtml", "-xml", "-i", path, self.path / "read")
        tree = xml.parse(self.path / "read.xml").getroot()
        links = {link.text: int(link.get("href").split("#")[1]) for link in tree.iter("a") if link.text}
        goods = self.of_goods(path, 70)
        starts = pages.index(goods[0][1][0])
        for name, (first, *_) in goods:
            page = pages.index(first) + 1
            self.assertRegex("\n".join(pages[1:starts]), rf"(?m)^ *{name} .* {page}$")
            self.assertEqual(links[name], page)
        for number, page in enumerate(pages, 1):
            self.assertIn(f"page {number} of {len(pages)}", page)
        for heading in ("The good", "Bill of materials", "The arithmetic", "Papers relied on", "What is missing"):
            self.assertEqual(sum(heading in (item.text or "") for item in tree.iter("item")), 70)

    def test_a_bill_of_a_thousand_lines(self):
        results = self.results_of("G,8712.00,MX,2026-03-01,,,B,100000,\n",
                                  "".join(f"G,{i},M{i},8714.91,non-originating,{i}.25,CN,S{i},,Part {i}\n" for i in range(1, 1001)))
        pages = self.of_goods(self.binder_of(results), 1)[0][1]
        rows = [page for page in pages if re.search(r"\bPart \d+\b", page)]
        self.assertGreater(len(rows), 15)
        for page in rows:
            self.assertRegex(page, r"Line +Material +HS +Origin")
            parts, lines = re.findall(r"\bPart (\d+)\b", page), re.findall(r"\bM(\d+)\b +8714", page)
            self.assertEqual(parts, lines)  # no row is on two pages
        found = [int(number) for page in rows for number in re.findall(r"\bPart (\d+)\b", page)]
        self.assertEqual(found, list(range(1, 1001)))

    def test_no_page_ends_with_a_heading(self):
        """Whatever stands above it: descriptions of any length, and bills of one line to seven."""
        for language in ("en", "es"):
            results = self.results_of("".join(f"G{i},8413.30,MX,2026-03-01,{'Bomba de agua ' * (1 + 4 * i)},aftermarket,B,60,50\n" for i in range(45)),
                                      "".join(f"G{i},{k},M{k},8413.91,{'originating' if k else 'non-originating'},3,MX,Prov {k},{f'CO-{k}' if k else ''},Cuerpo fundido de aluminio\n"
                                              for i in range(45) for k in range(1 + i % 7)), "--lang", language)
            for page in pages_of(self.binder_of(results, "--lang", language)):
                last = [line for line in page.split("\n") if line.strip()][-2].strip()
                self.assertNotRegex(last, r"^(\d\. [A-Z]|Lin. +Material|Severity|Gravedad|Document[o]? +(Supplier|Proveedor))")

    def test_the_same_results_are_the_same_bytes(self):
        results = self.example(SOURCE / "samples" / "chair")
        one = self.binder_of(results, "--lang", "en", name="a.pdf", env={"TZ": "America/Mexico_City", "LANG": "en_US.UTF-8"}).read_bytes()
        other = self.binder_of(results, "--lang", "en", name="b.pdf", env={"TZ": "Asia/Tokyo", "LC_ALL": "fr_CA.UTF-8", "LANGUAGE": "fr"}).read_bytes()
        self.assertEqual(one, other)
        information = read("pdfinfo", "-isodates", self.path / "a.pdf")
        last = max(json.loads(line)["date"] for line in results.splitlines())
        self.assertRegex(information, rf"CreationDate: +{last}T00:00:00")
        self.assertNotIn("ModDate", information)

    def test_text_is_text_in_fonts_that_are_in_it(self):
        path = self.binder_of(self.example(SOURCE / "samples" / "chair"))
        fonts = read("pdffonts", path).splitlines()[2:]
        self.assertGreater(len(fonts), 1)
        for font in fonts:
            self.assertRegex(font, r" yes +yes +yes +\d+ +\d+$")

    def test_the_cover_says_whose_it_is_and_of_which_run(self):
        chair = SOURCE / "samples" / "chair"
        results = self.example(chair, "--summary", self.path / "summary.json")
        path = self.binder_of(results, "--company", "Sillas <b>& Cía</b>", "--certifier", "Ana López", "--period", "2026", "--summary", "summary.json")
        cover = pages_of(path, "-raw")[0]
        for words in ("Sillas <b>& Cía</b>", "Ana López", "2026"):
            self.assertIn(words, cover)
        for table in json.loads((self.path / "summary.json").read_text())["intake"]:
            self.assertIn(table["sha256"], squeezed(cover))
        information = read("pdfinfo", path)
        self.assertRegex(information, r"Author: +Sillas <b>& Cía</b>\n")
        self.assertIn("Ana López", "".join(pages_of(path)[2:]))  # above the line to sign

    def test_the_summary_of_another_run_is_refused(self):
        goods = "".join(f"G{i},8712.00,MX,2026-03-01,,,B,100,\n" for i in range(5))
        bom = "".join(f"G{i},1,F,8714.91,non-originating,10,,,,\n" for i in range(5))
        self.results_of(goods.split("\n")[0] + "\n", bom.split("\n")[0] + "\n", "--summary", self.path / "summary.json")
        self.write("results.json", self.results_of(goods, bom))
        run = self.run_usmca("report", "results.json", "--pdf", "--summary", "summary.json", "-o", "o.pdf")
        self.assertEqual((run.returncode, (self.path / "o.pdf").exists()), (65, False))

    def test_its_words_are_those_of_the_language(self):
        results = self.example(SOURCE / "samples" / "chair")
        for language, words in (("es", ("página 1 de", "Lista de materiales", "El cálculo", "Lo que falta")),
                                ("fr", ("page 1 de", "Nomenclature des matières", "Le calcul", "Ce qui manque"))):
            text = "".join(pages_of(self.binder_of(results, "--lang", language)))
            for word in words:
                self.assertIn(word, text)

    def test_one_good_alone(self):
        results = self.results_of("A,8712.00,MX,2026-03-01,,,B,100,\nB,8712.00,MX,2026-03-01,,,B,200,\n",
                                  "A,1,F,8714.91,non-originating,10,,,,\nB,1,F,8714.91,non-originating,20,,,,\n")
        path = self.binder_of(results, "--good", "B")
        self.assertEqual([name for name, _ in self.of_goods(path, 1)], ["B"])
        for asked in (("--good", "C"), ("--good", "A", "--good", "C"), ("--good", "A,C")):
            none = self.run_usmca("report", "results.json", "--pdf", *asked, "-o", "none.pdf")
            self.assertEqual(none.returncode, 65)
            self.assertIn(b"no good C", none.stderr)
            self.assertFalse((self.path / "none.pdf").exists())

    def test_some_goods(self):
        names = ("A", "B", "C", "D,E")
        results = self.results_of("".join(f'"{name}",8712.00,MX,2026-03-01,,,B,100,\n' for name in names),
                                  "".join(f'"{name}",1,F,8714.91,non-originating,10,,,,\n' for name in names))
        for asked, found in ((("--good", "C", "--good", "A"), ["A", "C"]), (("--good", "A, C"), ["A", "C"]), (("--good", "D,E", "--good", "B"), ["B", "D,E"])):
            self.assertEqual([name for name, _ in self.of_goods(self.binder_of(results, *asked), 2)], found)

    def test_what_strangers_write_is_shown_and_runs_nothing(self):
        for payload in ("=1+1", "<script>alert(1)</script>", "<b>&amp;</b>", "a) Tj (b \\) /JavaScript", "%PDF-1.4", "endstream endobj", "dest='x' uri='http://e.org'"):
            with self.subTest(payload):
                quoted = '"' + payload.replace('"', '""') + '"'
                results = self.results_of(f"{quoted},8712.00,MX,2026-03-01,{quoted},,B,100,\n",
                                          f"{quoted},1,{quoted},8714.91,non-originating,10,,{quoted},,{quoted}\n")
                path = self.binder_of(results, "--company", payload, "--period", payload)
                self.assertGreaterEqual(squeezed("".join(pages_of(path, "-raw"))).count(squeezed(payload)), 5)
                self.assertNotIn("yes", re.search("JavaScript:.*", read("pdfinfo", path))[0])
                self.assertNotIn(b"/URI", path.read_bytes())

    def test_control_characters_and_marks_of_direction_are_shown(self):
        good = json.loads(self.results_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,F,8714.91,non-originating,10,,,,\n"))
        good["good_id"] = "A\u202eB\x1b[31mC\nD"
        path = self.binder_of([good])
        self.assertIn("A\ufffdB\ufffd[31mC D", "".join(pages_of(path)))

    def test_letters_of_other_writings(self):
        words = ("Велосипед", "Ποδήλατο", "Ünïcödé ñ œ €")
        results = self.results_of(f"G,8712.00,MX,2026-03-01,{' '.join(words)} دراجة,,B,100,\n", "G,1,F,8714.91,non-originating,10,,,,\n")
        text = "".join(pages_of(self.binder_of(results)))
        for word in words:
            self.assertIn(word, text)

    def test_a_letter_that_no_font_has_is_named(self):
        results = self.results_of("G,8712.00,MX,2026-03-01,A\U00100000B,,B,100,\n", "G,1,F,8714.91,non-originating,10,,,,\n")
        self.write("results.json", results)
        made = self.run_usmca("report", "results.json", "--pdf", "-o", "out.pdf")
        self.assertEqual(made.returncode, 0)
        self.assertRegex(made.stderr.decode(), r"no installed font has \d+ of the letters .*\[U\+100000\]")
        self.assertIn("A[U+100000]B", "".join(pages_of(self.path / "out.pdf")))

    def test_long_names_and_cells_are_whole(self):
        name, text = "N" * 300, " ".join(f"word{i}" for i in range(3000))
        good = json.loads(self.results_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,F,8714.91,non-originating,10,,,,\n"))
        good["good_id"], good["description"], good["materials"][0]["description"] = name, "D", text
        pages = pages_of(self.binder_of([good]), "-raw")
        self.assertIn(name, squeezed("".join(pages)))
        found = [int(number) for number in re.findall(r"word(\d+)", "".join(pages))]
        self.assertEqual(found, list(range(3000)))

    def test_a_full_disk_and_other_misfortunes(self):
        self.write("results.json", self.example(SOURCE / "samples" / "chair"))
        full = self.run_usmca("report", "results.json", "--pdf", "-o", "/dev/full")
        self.assertEqual(full.returncode, 74)
        self.assertIn(b"No space left", full.stderr)
        self.assertEqual(self.run_usmca("report", "results.json", "--pdf", "-o", "nowhere/o.pdf").returncode, 74)
        self.assertEqual(self.run_usmca("report", "results.json", "--pdf", "--xlsx", "-o", "o").returncode, 64)
        self.assertEqual(self.run_usmca("report", "results.json", "--good", "X", "-o", "o").returncode, 64)
        self.assertEqual(self.run_usmca("report", "results.json", "--pdf", "-o", "results.json").returncode, 64)
        self.write("broken.json", (self.path / "results.json").read_bytes() + b"{\n")
        broken = self.run_usmca("report", "broken.json", "--pdf", "-o", "o.pdf")
        self.assertEqual(broken.returncode, 65)
        self.assertEqual(sorted(path.name for path in self.path.iterdir()), ["broken.json", "results.json"])

    def test_it_is_read_from_a_pipe_and_written_to_one(self):
        results = self.example(SOURCE / "samples" / "chair")
        piped = self.run_usmca("report", "-", "--pdf", stdin=results)
        self.assertEqual(piped.returncode, 0)
        self.assertEqual(piped.stdout, self.binder_of(results).read_bytes())

    def test_without_the_module_all_but_documents_works(self):
        results = self.write("results.json", self.example(SOURCE / "samples" / "chair"))
        alone = self.path / "alone"
        alone.mkdir()
        shutil.copy(USMCA, alone / "usmca")
        rules = {**os.environ, "USMCA_RULES": str(pathlib.Path(USMCA).parent / "rules")}
        page = subprocess.run([alone / "usmca", "report", results], capture_output=True, env=rules)
        self.assertEqual((page.returncode, page.stdout[:9]), (0, b"<!DOCTYPE"))
        binder = subprocess.run([alone / "usmca", "report", results, "--pdf", "-o", alone / "o.pdf"], capture_output=True, env=rules)
        self.assertEqual(binder.returncode, 74)
        self.assertIn(b"cannot make a PDF: ", binder.stderr)
        self.assertIn(b"usmca-pdf.so", binder.stderr)
        self.assertFalse((alone / "o.pdf").exists())

    def test_no_half_of_it_is_left_where_it_is_ended(self):
        """GLib ends the program where it finds no memory: the file that was begun goes with it."""
        good = json.loads(self.results_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,F,8714.91,non-originating,10,,,,\n"))
        good["materials"] *= 3000
        self.write("results.json", json.dumps(good) + "\n")
        before = {path.name for path in self.path.iterdir()}
        sanitized = os.environ["USMCA_FLAGS"].strip() != ""  # the sanitizers take SIGSEGV for themselves
        for number in (signal.SIGABRT, signal.SIGTRAP, signal.SIGTERM, *(() if sanitized else (signal.SIGSEGV,))):
            with self.subTest(number):
                run = subprocess.Popen([USMCA, "report", "results.json", "--pdf", "-o", "o.pdf"], cwd=self.path, stderr=subprocess.DEVNULL,
                                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
                while {path.name for path in self.path.iterdir()} == before and run.poll() is None:
                    time.sleep(0.005)
                run.send_signal(number)
                self.assertNotEqual(run.wait(60), 0)
                self.assertEqual({path.name for path in self.path.iterdir()}, before)


if __name__ == "__main__":
    unittest.main()
