"""The audit report: every number is the result's, nothing of a stranger's is markup, a folder is complete or absent."""
import base64
import csv
import hashlib
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import Case, SOURCE, USMCA, options_of

VOID = {"meta", "input", "line", "rect", "br"}
PAYLOADS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "<!--<img src=x onerror=alert(1)>-->",
    "]]><script>alert(1)</script>", "<iframe src=//example.org>", "<base href=//example.org/>", "<link rel=stylesheet href=//example.org/x.css>",
    '";}*{background:url(//example.org/x)}', "\\22;}}@import '//example.org/x'", "{{7*7}}${7*7}<%=7*7%>", "\u202egpj.exe\u2066", "../../etc/passwd\x07/..",
]


class Page(html.parser.HTMLParser):
    """What a browser would make of a page: elements, attributes, texts, and the numbers that are marked as such."""

    def __init__(self, source):
        super().__init__()
        self.open, self.tags, self.attributes, self.ids, self.links, self.data, self.texts, self.styles = [], [], [], [], [], [], [], []
        self.feed(source)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        given = dict(attributes)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [(name, given[name]) for name in ("href", "src", "action", "data", "srcset") if name in given]
        if tag == "data":
            self.data.append([given["value"], ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag, tag

    def handle_data(self, text):
        if self.open and self.open[-1] == "style":
            self.styles.append(text)
        elif self.open and self.open[-1] != "script":
            self.texts.append(text)
            if self.open[-1] == "data":
                self.data[-1][1] += text


def strings_of(value):
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)
    elif value is not None:
        yield str(value)


def numbers_of(text, thousands=",", point="."):
    """The numbers of a text without their thousands separators."""
    for found in re.findall(r"(?<![\w.,-])-?\d[\d.,\u202f\xa0]*", text):
        yield found.rstrip(".,\u202f\xa0").replace(thousands, "").replace(point, ".")


class AuditReport(Case):
    def results_of(self, folder, *more, command="gap"):
        self.run_usmca(command, "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), *more, "--format", "json", "--summary", "summary.json",
                       "--output", "results.json")
        return [json.loads(line) for line in (self.path / "results.json").read_text().splitlines()]

    made = None

    def plant(self):
        """Its goods, made and determined once for all tests, which have the results each in its own folder."""
        if AuditReport.made is None:
            folder = tempfile.TemporaryDirectory()
            unittest.addModuleCleanup(folder.cleanup)
            AuditReport.made = pathlib.Path(folder.name)
            subprocess.run([sys.executable, SOURCE / "samples" / "plant" / "generate.py", self.made / "plant"], check=True)
            self.results_of(self.made / "plant", "--default-use", "aftermarket", "--date", "2026-06-15")
            for name in ("results.json", "summary.json"):
                shutil.copy(self.path / name, self.made)
        for name in ("results.json", "summary.json"):
            shutil.copy(self.made / name, self.path)
        return [json.loads(line) for line in (self.path / "results.json").read_text().splitlines()]

    plain = None

    def page_of_plant(self):
        """As it is without options: the source, and what a browser makes of it."""
        if AuditReport.plain is None:
            source = self.page()
            AuditReport.plain = source, Page(source)
        return self.plain

    def page(self, *arguments):
        run = self.run_usmca("report", "results.json", *arguments)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.decode()

    def articles(self, source):
        return {int(number): body for number, body in re.findall(r'<article class="[^"]*" id="good-(\d+)">(.*?)</article>', source, re.S)}

    # ---- numbers

    def test_every_number_is_the_results(self):
        for folder, lang, thousands, point in (("pump", "en", ",", "."), ("bicycle", "es", ",", "."), ("vehicles", "fr", "\xa0", ","), ("battery", "en", ",", ".")):
            goods = self.results_of(SOURCE / "samples" / folder)
            articles = self.articles(self.page("--lang", lang))
            self.assertEqual(len(articles), len(goods))
            for number, good in enumerate(goods, 1):
                page = Page(articles[number])
                known = set(strings_of(good))
                for value, shown in page.data:
                    self.assertIn(value, known, (folder, good["good_id"]))
                    self.assertEqual(shown.replace(thousands, "").replace(point, "."), value)
                marked = {value for value, _ in page.data}
                for material in good["materials"]:
                    if material["value"] is not None:
                        self.assertIn(material["value"], marked, (folder, good["good_id"], material["line"]))
                for method in ("tv", "nc"):
                    figures = (good["rvc"] or {}).get(method)
                    if not figures:
                        continue
                    written = {number for text in page.texts for number in numbers_of(text, thousands, point)}
                    averaged = method == "nc" and good.get("average")
                    for key in ("percent",) if averaged else ("base", "vnm", "percent"):
                        self.assertIn(figures[key], written, (folder, good["good_id"], method, key))

    def test_the_numbers_of_the_list_and_the_piles(self):
        goods = self.plant()
        source, page = self.page_of_plant()
        piles = [good["evidence"]["pile"] for good in goods]
        for pile in ("do-not-sign", "paper-first", "paper-missing", "sign"):
            shown = re.search(rf'id="pile-{pile}"/?><b>(\d+)</b>', source).group(1)
            self.assertEqual(int(shown), piles.count(pile))
        known = {text for good in goods for text in strings_of(good)}
        margins = set(re.findall(r'data-head="Margin">(-?[\d.,]+)<', source))
        self.assertTrue(margins)
        self.assertEqual([value for value, _ in page.data if value not in known], [])
        rows = re.findall(r'<tr class="find p p(\d) s\d[^"]*">', source)
        self.assertEqual(len(rows), len(goods))
        self.assertEqual(rows, sorted(rows))  # the worst first

    def test_papers_to_get_are_those_of_the_results(self):
        goods = self.plant()
        wanted = {}
        for good in goods:
            for paper in {(p["supplier"] or "", p["path"].split(" > ")[-1], p["kind"], p["state"], p["valid_to"]): p for p in good["evidence"]["documents"]
                          if p["state"] not in ("in-order", "none")}.items():
                wanted.setdefault(paper[0][0], {}).setdefault(paper[0], []).append(good["good_id"])
        source, _ = self.page_of_plant()
        part = source[source.index("Papers to get"):source.index('<div class="filters">')]
        shown = {name.strip(): int(count) for name, count in re.findall(r'<summary>([^<]*)<span class="soft">papers: (\d+)', part)}
        self.assertEqual(shown, {supplier or "Supplier not stated": len(papers) for supplier, papers in wanted.items()})

    def test_nothing_that_text_says_is_missing(self):
        folder = SOURCE / "samples" / "pump"
        self.results_of(folder)
        text = self.run_usmca("gap", "--goods", folder / "goods.csv", "--bom", folder / "bom.csv", *options_of(folder), "--format", "text").stdout.decode()
        page = "\n".join(Page(self.page()).texts)
        text = re.sub(r"make the change;\s+[^%]*%[^%]*%", "", text)  # de minimis of an alternative that is not met: results have it of the good alone
        plain = {number for number in numbers_of(page)}
        for number in numbers_of(text):
            if re.fullmatch(r"-?\d+\.\d+", number):  # a cut percentage is the beginning of what the page has
                self.assertTrue(any(one.startswith(number) or one == number for one in plain), number)

    # ---- the page

    def test_it_asks_for_nothing_and_runs_one_script(self):
        self.plant()
        source, page = self.page_of_plant()
        self.assertTrue(all(value.startswith("#") for _, value in page.links))
        self.assertLessEqual({value[1:] for _, value in page.links}, set(page.ids))
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertNotIn("url(", source)
        self.assertNotIn("@import", source)
        script = re.search(r"<script>(.*?)</script>", source, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        self.assertEqual(re.findall(r"script-src &#39;sha256-([^&]*)&#39;", source), [digest])
        self.assertEqual(page.tags.count("script"), 1)

    def test_it_can_be_read_aloud(self):
        self.plant()
        for lang in ("en", "es", "fr"):
            source = self.page("--lang", lang)
            self.assertIn(f'<html lang="{lang}">', source)
            self.assertEqual(re.findall(r"<th(?! scope=| class=\"number\" scope=)[ >]", source), [])
            self.assertEqual(re.findall(r"<(?:rect|line) [^>]*[^/]>", source), [])  # else what follows lies within it, and is not drawn
            self.assertEqual(re.findall(r"<svg(?![^>]*aria-label=\"[^\"]+\")", source), [])
            self.assertEqual(re.findall(r"<div class=\"scroll\"(?![^>]*aria-label=\"[^\"]+\")", source), [])
            self.assertNotRegex(source.split("</style>", 1)[1], r">(?:html|report|book|gap|step|figure|pile|paper-state|paper-kind)\.[a-z-]+|\{[a-z_]+\}")

    def test_the_method_that_decides_has_the_colour(self):
        goods = "good_id,hs,country,date,transaction_value,net_cost,criterion_claimed\nPUMP,8413.81,MX,2026-01-10,100,60,B\n"
        bom = "good_id,line,material_id,hs,origin,value\nPUMP,1,PART,8413.91,non-originating,35\n"
        self.check(goods, bom, "--output", "results.json")
        good = json.loads((self.path / "results.json").read_text())
        self.assertEqual((good["status"], good["rvc"]["tv"]["result"], good["rvc"]["nc"]["result"]), ("originating", "pass", "fail"))
        article = self.articles(self.page())[1]
        self.assertEqual(re.findall(r'<div class="(method \w+)"', article), ["method pass", "method idle"])
        self.assertIn('<p class="say">It originates under criterion B', article)
        self.assertNotIn('class="fail"', article.split("Regional value content</h2>")[1].split("</section>")[0])

    def test_the_largest_non_originating_material_is_first(self):
        goods = "good_id,hs,country,date,transaction_value\nPART,3926.90,MX,2024-03-01,100\n"
        bom = ("good_id,line,material_id,hs,origin,value,supplier,country\nPART,1,OWN,3902.10,originating,50,S1,MX\nPART,2,SMALL,3902.10,non-originating,3,S2,CN\n"
               "PART,3,LARGE,3902.10,non-originating,21.5,S3,DE\n")
        self.check(goods, bom, "--output", "results.json")
        article = self.articles(self.page())[1]
        table = article[article.index(">Materials</h2>"):]
        self.assertEqual(sorted(("LARGE", "SMALL", "OWN"), key=lambda name: table.index(f">{name}<")), ["LARGE", "SMALL", "OWN"])
        for word in ("S3", "DE", "21.50"):
            self.assertIn(f">{word}<", table)

    # ---- the head

    def test_the_head_says_which_run_it_is_of(self):
        folder = SOURCE / "samples" / "pump"
        self.results_of(folder)
        summary = json.loads((self.path / "summary.json").read_text())
        source = self.page("--summary", "summary.json", "--company", "Norte & Co", "--certifier", "A. <b>", "--period", "2026")
        front = re.search(r'<header class="front.*?</header>', source, re.S).group(0)
        words = "".join(Page(front).texts)
        for file in summary["intake"]:
            self.assertIn(file["sha256"], words)
            self.assertIn(pathlib.Path(file["file"]).name, words)
        for part in ("Norte & Co", "A. <b>", "2026", summary["rule_book"]["directory"], summary["program"]["version"], "--gap"):
            self.assertIn(part, words)
        self.assertIn("not stated", self.page())

    def test_a_summary_of_another_run_is_refused(self):
        self.results_of(SOURCE / "samples" / "bicycle")
        (self.path / "other.json").write_bytes((self.path / "summary.json").read_bytes())
        self.plant()
        run = self.run_usmca("report", "results.json", "--summary", "other.json", "-o", "a.html")
        self.assertEqual(run.returncode, 65)
        self.assertIn(b"of another run", run.stderr)
        self.assertFalse((self.path / "a.html").exists())
        for content in ("", "{", "[]", '{"program":1}'):
            self.assertEqual(self.run_usmca("report", "results.json", "--summary", self.write("bad.json", content)).returncode, 65, content)
        self.assertEqual(self.run_usmca("report", "results.json", "--summary", "missing.json").returncode, 74)

    # ---- injection

    def hostile(self):
        goods, bom, documents = io.StringIO(), io.StringIO(), io.StringIO()
        rows = [csv.writer(out, lineterminator="\n") for out in (goods, bom, documents)]
        rows[0].writerow(["good_id", "hs", "country", "description", "producer", "transaction_value", "criterion_claimed", "x_note", "facts"])
        rows[1].writerow(["good_id", "line", "material_id", "description", "hs", "origin", "value", "supplier", "document", "country"])
        rows[2].writerow(["document_id", "kind", "supplier", "material_id", "certifier", "valid_to"])
        for bad in PAYLOADS:
            rows[0].writerow([bad, "3926.90", "MX", bad, bad, "10", "B", bad, ""])
            rows[1].writerow([bad, bad[:30], bad, bad, "3902.10", "originating", "3", bad, bad, "MX"])
            rows[2].writerow([bad, "certification", bad, bad, bad, "2020-01-01"])
        files = [self.write(name, out.getvalue()) for name, out in (("goods.csv", goods), ("bom.csv", bom), ("documents.csv", documents))]
        run = self.run_usmca("check", "--goods", files[0], "--bom", files[1], "--documents", files[2], "--format", "json", "--output", "results.json",
                             "--summary", "summary.json")
        self.assertIn(run.returncode, (0, 1, 2, 3), run.stderr)

    def assert_harmless(self, source, plain):
        page = Page(source)
        self.assertEqual({tag for tag in page.tags} - {
            "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3", "p", "dl", "div", "dt", "dd", "details", "summary", "code", "table", "thead",
            "tbody", "tr", "th", "td", "ul", "ol", "li", "a", "b", "span", "small", "fieldset", "legend", "label", "input", "output", "section", "article", "nav", "svg",
            "rect", "line", "data", "script"}, set())
        self.assertEqual([name for name, _ in page.attributes if name.startswith("on")], [])
        self.assertEqual(page.tags.count("script"), plain)
        for _, value in page.links:
            self.assertRegex(value, r"^(#[a-z0-9-]+|(\.\./)?[a-zA-Z0-9_/-]+\.html)$")
        for style in page.styles:
            self.assertNotRegex(style, r"url\(|@import|expression|//example")
        self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", source))

    def test_no_payload_is_markup(self):
        self.assertEqual(len(PAYLOADS), 22)
        self.hostile()
        for lang in ("en", "es"):
            source = self.page("--summary", "summary.json", "--company", PAYLOADS[0], "--certifier", PAYLOADS[6], "--period", PAYLOADS[2], "--lang", lang)
            self.assert_harmless(source, 1)
            words = "".join(Page(source).texts)
            for bad in PAYLOADS[:20]:
                self.assertIn(bad, words)  # it is shown as what it is

    def test_no_payload_is_markup_in_a_result_that_somebody_wrote(self):
        good = self.results_of(SOURCE / "samples" / "pump")[0]

        def spoil(value, bad):
            if isinstance(value, dict):
                return {key if key not in ("by_use",) else key: spoil(one, bad) if key not in ("status", "pile") else one for key, one in value.items()} | {"x_" + bad: bad}
            if isinstance(value, list):
                return [spoil(one, bad) for one in value]
            return bad if isinstance(value, str) else value

        self.write("results.json", "\n".join(json.dumps(spoil(good, bad)) for bad in PAYLOADS))
        self.assert_harmless(self.page(), 1)

    # ---- a folder

    def split(self, *arguments):
        return self.run_usmca("report", "results.json", "--split", *arguments)

    def test_a_folder_has_a_file_a_good(self):
        goods = self.plant()
        self.assertEqual(self.split("out", "--summary", "summary.json").returncode, 0)
        out = self.path / "out"
        names = sorted(path.name for path in (out / "goods").iterdir())
        self.assertEqual(names, [f"{number:06}-{good['good_id']}.html" for number, good in enumerate(goods, 1)])
        index = Page((out / "index.html").read_text())
        self.assertLessEqual({f"goods/{name}" for name in names}, {value for _, value in index.links})
        whole = self.articles(self.page())
        for number, name in enumerate(names, 1):
            source = (out / "goods" / name).read_text()
            page = Page(source)
            self.assertEqual({value for _, value in page.links}, {"../index.html", "../style.css"})
            self.assertEqual(page.tags.count("script"), 0)
            if number % 50 == 0:
                self.assertEqual(Page(whole[number]).texts, Page(self.articles(source)[number]).texts)

    def test_names_of_files_are_safe(self):
        ids = ["../../x", "a/b", "A", "a", "x" * 300, "con", "..", "é中", "a\\b", "-o", " ", "a\x07b", ".hidden", "a b?*:|<>\"'"]
        good = self.results_of(SOURCE / "samples" / "pump")[0]
        self.write("results.json", "\n".join(json.dumps({**good, "good_id": one}) for one in [*ids, *ids]))
        self.assertEqual(self.split("out").returncode, 0)
        names = [path.name for path in (self.path / "out" / "goods").iterdir()]
        self.assertEqual(len({name.casefold() for name in names}), 2 * len(ids))
        for name in names:
            self.assertRegex(name, r"^\d{6,}-[A-Za-z0-9_-]{0,60}\.html$")
        self.assertEqual(sorted(path.name for path in self.path.iterdir() if path.is_dir()), ["out"])

    def test_a_folder_is_complete_or_absent(self):
        self.results_of(SOURCE / "samples" / "pump")
        good = (self.path / "results.json").read_text()
        self.assertEqual(self.split("out").returncode, 0)
        first = sorted(str(path) for path in (self.path / "out").rglob("*"))
        self.write("results.json", good + "{not json\n")
        before = (self.path / "out" / "index.html").stat().st_ino
        self.assertEqual(self.split("out").returncode, 65)
        self.assertEqual((self.path / "out" / "index.html").stat().st_ino, before)
        self.assertEqual(self.split("new").returncode, 65)
        self.assertFalse((self.path / "new").exists())
        self.assertEqual([path.name for path in self.path.iterdir() if path.name.startswith(("out.", "new."))], [])
        # an earlier report is replaced as a whole
        self.write("results.json", good.splitlines()[0])
        self.assertEqual(self.split("out/").returncode, 0)
        self.assertEqual(len(list((self.path / "out" / "goods").iterdir())), 1)
        self.assertEqual(len(first), 4 + 2)
        self.assertEqual([path.name for path in self.path.iterdir() if path.name.startswith("out.")], [])

    def test_nothing_of_others_is_replaced(self):
        self.results_of(SOURCE / "samples" / "pump")
        (self.path / "mine").mkdir()
        (self.path / "mine" / "thesis.txt").write_text("x")
        (self.path / "site" / "goods").mkdir(parents=True)
        (self.path / "site" / "index.html").write_text("x")
        (self.path / "site" / "goods" / "mine.html").write_text("x")
        (self.path / "link").symlink_to("site")
        self.write("file", "x")
        for name in ("mine", "site", "link", "file"):
            run = self.split(name)
            self.assertEqual(run.returncode, 74, name)
            self.assertIn(b"neither empty nor an earlier report", run.stderr)
        self.assertEqual((self.path / "site" / "goods" / "mine.html").read_text(), "x")
        (self.path / "empty").mkdir()
        self.assertEqual(self.split("empty").returncode, 0)
        self.assertEqual(self.split("no/such/place").returncode, 74)
        self.assertEqual(self.split("out", "-o", "a.html").returncode, 64)
        self.assertEqual(self.split("out", "--xlsx").returncode, 64)

    def test_more_goods_than_a_table_shows_are_listed_by_pile(self):
        goods = self.plant()
        self.write("results.json", "\n".join(json.dumps({**good, "good_id": f"{k}-{good['good_id']}"}) for k in range(6) for good in goods))
        self.assertEqual(self.split("out").returncode, 0)
        out = self.path / "out"
        files = sorted((out / "goods").iterdir())
        self.assertEqual(len(files), 6 * len(goods))
        lists = [path for path in out.glob("*.html") if path.name not in ("index.html", "names.html")]
        piles = [good["evidence"]["pile"] for good in goods] * 6
        listed = [value for path in lists for name, value in Page(path.read_text()).links if value.startswith("goods/")]
        self.assertEqual(sorted(listed), [f"goods/{path.name}" for path in files])
        for path in lists:
            pile = re.sub(r"(-\d+)?\.html$", "", path.name)
            self.assertLessEqual(path.read_text().count('<tr class="find'), 1000)
            self.assertIn(f": {piles.count(pile)}</h1>", path.read_text())
        names = Page((out / "names.html").read_text())
        self.assertEqual(sorted(value for _, value in names.links if value.startswith("goods/")), [f"goods/{path.name}" for path in files])
        for path in [*out.glob("*.html"), files[0]]:
            for _, value in Page(path.read_text()).links:
                self.assertTrue(value.startswith("#") or (path.parent / value).exists(), (path, value))

    def test_a_signal_leaves_nothing(self):
        self.plant()
        self.write("results.json", (self.path / "results.json").read_bytes() * 15)
        run = subprocess.Popen([USMCA, "report", "results.json", "--split", "out"], cwd=self.path, stderr=subprocess.DEVNULL)
        while run.poll() is None and not list(self.path.glob("out.*/goods/*1-*")):
            pass
        run.terminate()
        self.assertEqual(run.wait(), -15)
        self.assertEqual([path.name for path in self.path.iterdir() if path.name.startswith("out")], [])

    def test_which_alternative_the_change_of_the_materials_is_of(self):
        self.results_of(SOURCE / "samples" / "pump")
        page = self.run_usmca("report", "results.json").stdout.decode()
        for place, good in enumerate(("WP-2100", "WP-2100-OE", "WP-2300"), 1):  # originates; asks no change by (B); does not make that of (A), and makes that of (B)
            article = page[page.index(f'id="good-{place}"'):].split("</article>")[0]
            self.assertIn(f">{good}<", article)
            self.assertIn("Whether a material makes the change is said of alternative (B).", article)

    def test_nothing_is_announced_that_does_not_follow(self):
        samples = SOURCE / "samples" / "vehicles"
        files = [part for name in ("goods", "bom", "documents", "plants", "purchases", "vehicles") for part in (f"--{name}", samples / f"{name}.csv")]
        text = self.run_usmca("gap", *files, "--format", "text").stdout.decode()
        self.assertEqual(self.run_usmca("gap", *files, "--format", "json", "--output", "results.json").returncode, 0)
        page = self.run_usmca("report", "results.json").stdout.decode()
        self.assertIn("before the origin is lost (net cost).</li>", page)  # averaged: no price of a line alone
        self.assertNotRegex(page, "One at a time:(?!<ul[^>]*><li>)")
        self.assertNotRegex(text, r"One\s+at\s+a\s+time:\n(?! {6})")
        self.assertIn("One at a time:", page)

    def test_a_line_of_french_neither_begins_nor_ends_with_a_mark(self):
        self.results_of(SOURCE / "samples" / "pump")
        shown = " ".join(Page(self.run_usmca("report", "results.json", "--lang", "fr").stdout.decode()).texts)
        self.assertRegex(shown, "\u00a0:")
        self.assertNotRegex(shown, r"[a-z0-9)] [:;?!%»]|« ")

    def test_a_full_disk(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("no /dev/full")
        self.results_of(SOURCE / "samples" / "pump")
        with open("/dev/full", "w") as full:
            run = subprocess.run([USMCA, "report", "results.json"], cwd=self.path, stdout=full, stderr=subprocess.PIPE, env=os.environ)
        self.assertEqual(run.returncode, 74)


if __name__ == "__main__":
    unittest.main()
