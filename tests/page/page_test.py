"""The page of usmca serve in Chromium: what it is for is done with a keyboard, on a phone, in the dark, in three languages; axe-core finds nothing serious.
`make page-test` runs it, in an environment with playwright and axe-playwright-python, with the Chromium of tools/set-up."""
import base64
import os
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

sys.path.append(str(pathlib.Path(__file__).parents[1] / "cli"))
import workbook

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    sys.exit("chromium is needed (tools/set-up checks)")
SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
expect.set_options(timeout=60_000)  # of a machine that does other things, too


class Page(unittest.TestCase):
    options = {}
    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.service = subprocess.Popen([os.environ["USMCA"], "serve", "--listen", "127.0.0.1:0", *cls.arguments], stderr=subprocess.PIPE)
        cls.address = "http://127.0.0.1:" + re.search(r":(\d+)$", cls.service.stderr.readline().decode().strip()).group(1)
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.service.terminate()
        cls.service.wait(60)
        cls.service.stderr.close()

    def setUp(self):
        context = self.browser.new_context(**{"locale": "en-US", "viewport": {"width": 1440, "height": 900}, **self.options})
        self.addCleanup(context.close)
        self.said = []
        self.asked = []
        context.set_default_timeout(60_000)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def tearDown(self):
        self.assertEqual(self.said, [])
        self.assertEqual([url for url in self.asked if not url.startswith((self.address, "data:", "blob:"))], [])

    def forget_refusals(self):
        """What a browser says of answers that refuse, and of none, is not the page's."""
        self.said = [text for text in self.said if "Failed to load resource" not in text]

    def state(self, kind, **state):
        return f"#en/{kind}/" + base64.urlsafe_b64encode(json.dumps(state).encode()).decode().rstrip("=")

    def choose(self, **files):
        self.page.locator("input[type=file]").set_input_files([{"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content.encode()} for name, content in files.items()])

    def open(self, at=""):
        self.page.goto(f"{self.address}/{at}")
        expect(self.page.locator("main > h1")).to_be_visible()

    def sound(self):
        """Nothing serious of axe-core; nothing wider than the window."""
        found = Axe().run(self.page).response["violations"]
        self.assertEqual([(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found if one["impact"] in ("serious", "critical")], [])
        self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0)

    def line(self, number, name, code, origin, value):
        page = self.page
        page.get_by_label(f"Material, {number}", exact=True).fill(name)
        page.get_by_label(f"HS code, {number}", exact=True).fill(code)
        page.get_by_label(f"Origin, {number}", exact=True).select_option(origin)
        page.get_by_label(f"Value in one unit, {number}", exact=True).fill(value)


class Qualifies(Page):
    def test_from_a_code_to_the_answer_and_back_by_the_link(self):
        page = self.page
        self.open()
        page.get_by_label("HS code, or words for the product").fill("8413.30")
        page.keyboard.press("Enter")
        expect(page.get_by_text("A change to subheadings 8413.11 through 8413.82 from any other heading").first).to_be_visible()
        expect(page.get_by_text("or 70 percent by the net cost method").first).to_be_hidden()
        page.get_by_text("Other rules, by what the good is for (3)").click()
        expect(page.get_by_text("or 70 percent by the net cost method").first).to_be_visible()
        expect(page.get_by_text("for: passenger vehicles").first).to_be_visible()
        ways = page.locator(".rule").filter(has_text="for: heavy trucks").locator("li")  # two readings of A, and B
        self.assertEqual([text.startswith("or ") for text in ways.all_inner_texts()], [False, False, True])
        expect(ways.nth(1)).to_contain_text("[if read so: the content is needed as well]")
        page.get_by_label("Date", exact=True).fill("2026-10-05")
        page.get_by_label("Price of one unit").fill("56.50")
        self.line(1, "Housing", "8413.91", "non-originating", "8.45")
        page.get_by_role("button", name="Add a material").click()
        self.line(2, "Seal", "8484.20", "", "3.25")
        page.get_by_role("button", name="Does it qualify?").last.click()
        expect(page.locator(".verdict").first).to_contain_text("It cannot be told yet: this is no yes")
        self.assertEqual(page.evaluate("document.activeElement.tagName"), "LEGEND")
        page.locator(".question input").fill("43.05")
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".verdict").first).to_contain_text("It qualifies")
        expect(page.get_by_text("(43.05 − 11.70) ÷ 43.05 × 100 = 72.8222%")).to_be_visible()
        self.sound()
        link = page.url
        self.assertNotIn("Housing", " ".join(self.asked))
        self.open(link[len(self.address) + 1:])
        page.reload()
        expect(page.locator(".verdict").first).to_contain_text("It qualifies")
        expect(page.get_by_label("Material, 1", exact=True)).to_have_value("Housing")
        page.get_by_role("button", name="Take back").or_(page.get_by_role("button", name="Begin anew")).first.click()

    def test_words_lead_to_a_code(self):
        page = self.page
        self.open()
        page.get_by_label("HS code, or words for the product").fill("pumps")
        page.keyboard.press("Enter")
        page.get_by_text("Chapter 84").click()
        page.get_by_role("button", name="8413.30", exact=True).click()
        expect(page.get_by_label("HS code, or words for the product")).to_have_value("8413.30")
        expect(page.locator(".rule").first).to_be_visible()

    def test_a_code_that_other_goods_got_too_is_itself(self):
        page = self.page
        self.open()
        for code, otherwise in (("8529.90", 1), ("8413.30", 0)):
            page.get_by_label("HS code, or words for the product").fill(code)
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name=code, exact=True)).to_be_visible()
            expect(page.get_by_text("Where it is, the code may be another one")).to_have_count(otherwise)
            expect(page.get_by_text("null", exact=True)).to_have_count(0)
            self.assertNotIn("null", page.locator("main").inner_text())

    def test_rows_of_a_spreadsheet_are_taken(self):
        page = self.page
        self.open()
        page.get_by_text("Or paste rows from a spreadsheet").click()
        page.locator("textarea").fill("Código del SA\tValor\tOrigen\tMaterial\n8413.91\t8.45\tNo originario\tCarcasa\n8482.10\t4.80\tOriginario\tRodamiento\n4016.93\t0.31\tsí\tJunta\n")
        page.get_by_role("button", name="Take the rows").click()
        expect(page.get_by_label("Material, 1", exact=True)).to_have_value("Carcasa")
        expect(page.get_by_label("Origin, 1", exact=True)).to_have_value("non-originating")
        expect(page.get_by_label("Origin, 2", exact=True)).to_have_value("originating")
        expect(page.get_by_label("Origin, 3", exact=True)).to_have_value("")  # what is not understood is no yes
        expect(page.get_by_label("Value in one unit, 3", exact=True)).to_have_value("0.31")

    def test_what_the_page_has_no_field_for_goes_along(self):
        page = self.page
        self.open()
        page.get_by_label("HS code, or words for the product").fill("8413.70")
        page.get_by_label("Price").fill("100")
        page.get_by_text("Or paste rows from a spreadsheet").click()
        page.locator("textarea").fill("Material\tHS\tOrigin\tQty\tCost\tUSMCA (Y/N)\nHousing\t8413.91\tnon-originating\t4\t12.50\tN\nRotor\t8413.91\toriginating\t1\t3\tN\nSeal\t8413.91\tnon-originating\t2\t1,5\t\n")
        page.get_by_role("button", name="Take the rows").click()
        expect(page.get_by_label("Value in one unit, 1", exact=True)).to_have_value("50")  # four of them, and not the price of one
        expect(page.get_by_label("Value in one unit, 3", exact=True)).to_have_value("")
        expect(page.get_by_text("USMCA (Y/N): N").first).to_be_visible()
        page.get_by_label("Value in one unit, 1", exact=True).fill("20")
        page.get_by_label("Value in one unit, 3", exact=True).fill("1.5")
        page.get_by_label("Value in one unit, 2", exact=True).fill("30")
        page.get_by_role("button", name="Does it qualify?").last.click()
        expect(page.locator(".verdict").first).to_contain_text("It cannot be told yet")
        expect(page.get_by_text('The column "USMCA (Y/N)"').first).to_be_visible()

    def test_what_a_link_declares_is_shown(self):
        page = self.page
        state = {"code": "8413.70", "country": "MX", "import": "US", "date": "2026-10-05", "price": "100", "asked": True, "facts": {"wholly-obtained": True},
                 "lines": [{"name": "Housing", "hs": "8413.91", "origin": "sí", "value": "50", "more": {"role": "packing"}, "weight": "3"}], "log": [{"says": "Is it blue?", "answer": "Yes", "fact": "wholly-obtained", "value": True}]}
        self.open("#en/check/" + base64.urlsafe_b64encode(json.dumps(state).encode()).decode().rstrip("="))
        expect(page.get_by_label("Origin, 1", exact=True)).to_have_value("")
        expect(page.get_by_text("role: packing").first).to_be_visible()
        expect(page.get_by_text("Was the good wholly obtained").first).to_be_visible()
        expect(page.get_by_text("weight_kg").first).to_be_visible()
        expect(page.get_by_text("Declared as well")).to_be_visible()

    def test_only_what_decides_is_asked_and_an_answer_is_taken_back(self):
        page = self.page
        self.open()
        page.get_by_label("HS code, or words for the product").fill("8708.29")
        self.line(1, "Part", "8708.29", "non-originating", "3")
        page.get_by_role("button", name="Add a material").click()
        self.line(2, "Sheet", "7208.51", "non-originating", "2")
        page.get_by_role("button", name="Does it qualify?").last.click()
        expect(page.locator("legend")).to_contain_text("What is the net cost of the good?")
        expect(page.locator(".question ul")).to_contain_text("> 9.99, ≤ 19.99: undetermined")
        page.locator(".question input").fill("20")
        page.keyboard.press("Enter")
        expect(page.locator(".verdict").first).to_contain_text("It qualifies")
        page.get_by_role("button", name="Take back").click()
        expect(page.locator(".verdict").first).to_contain_text("It cannot be told yet")
        page.get_by_role("button", name="I do not know").click()
        expect(page.locator(".question")).to_have_count(0)
        expect(page.locator(".verdict").first).to_contain_text("It cannot be told yet")

    def test_a_cell_of_two_lines_is_one_cell(self):
        page = self.page
        self.open()
        page.get_by_text("Or paste rows from a spreadsheet").click()
        page.locator("textarea").fill('Material\tHS\tValue\n"Housing,\n6"" bore"\t8413.91\t8.45\n5" seal\t8484.20\t3,25\n')
        page.get_by_role("button", name="Take the rows").click()
        expect(page.get_by_label("Material, 1", exact=True)).to_have_value('Housing, 6" bore')
        expect(page.get_by_label("HS code, 1", exact=True)).to_have_value("8413.91")
        expect(page.get_by_label("Material, 2", exact=True)).to_have_value('5" seal')
        expect(page.get_by_label("Material, 3", exact=True)).to_have_count(0)

    def test_a_link_that_cannot_be_copied_is_shown(self):
        page = self.page
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        self.open()
        page.get_by_role("button", name="Link to this state").click()
        expect(page.get_by_label("Copy this link")).to_have_value(page.url)
        expect(page.get_by_text("Copied.")).to_have_count(0)

    def test_a_browser_that_takes_no_more_addresses_hinders_nothing(self):
        page = self.page
        page.add_init_script("history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); }")
        self.open()
        page.get_by_label("HS code, or words for the product").fill("8413.30")
        page.keyboard.press("Enter")
        expect(page.locator(".rule").first).to_be_visible()
        page.get_by_role("button", name="Link to this state").click()
        expect(page.get_by_text("There is too much here for a link.")).to_be_visible()

    def test_a_service_out_of_reach_and_a_busy_one_are_said(self):
        page = self.page
        self.open()
        code = page.get_by_label("HS code, or words for the product")
        page.context.set_offline(True)
        code.fill("pumps")
        page.keyboard.press("Enter")
        expect(page.get_by_text("The service cannot be reached.").first).to_be_visible()
        page.locator("#language").select_option("es")
        expect(page.locator("#language")).to_have_value("en")
        expect(page.locator("main > h1")).to_have_text("Does it qualify?")
        page.context.set_offline(False)
        page.keyboard.press("Enter")
        answers = [(429, {"Retry-After": "0"}), (429, {}), (413, {"Content-Type": "text/html"})]
        page.route("**/v1/rules/**", lambda route: route.fulfill(status=answers[0][0], headers=answers.pop(0)[1], body="<h1>no</h1>") if answers else route.continue_())
        code.fill("8413.30")
        code.press("Enter")
        expect(page.get_by_text("This is more than the service takes at once.")).to_be_visible()
        code.press("Enter")
        expect(page.locator(".rule").first).to_be_visible()
        self.assertEqual(answers, [])
        self.forget_refusals()

    def test_a_row_that_cannot_be_read_is_said(self):
        page = self.page
        self.open()
        page.get_by_label("HS code, or words for the product").fill("8413.30")
        self.line(1, "Housing", "8413.91", "non-originating", "8,45 kg")
        page.get_by_role("button", name="Does it qualify?").last.click()
        expect(page.locator(".verdict").first).to_contain_text("The rows cannot be read")
        expect(page.locator(".wrong")).to_contain_text("bom, 1, value")

    def test_a_link_of_nonsense_shows_an_empty_page(self):
        for at in ("#en/check/%%%", "#en/check/eyJsaW5lcyI6W251bGwsMV0sImNvZGUiOjF9", "#xx/none/a", "#en/law/e30"):
            self.open(at)
            self.page.reload()
            expect(self.page.locator("main > h1")).to_be_visible()


class Law(Page):
    def test_two_days_stand_side_by_side(self):
        page = self.page
        self.open()
        page.get_by_role("button", name="The law").click()
        page.get_by_label("HS code, or words for the product").fill("8703.23")
        page.keyboard.press("Enter")
        page.get_by_label("Date", exact=True).fill("2020-08-01")
        page.get_by_label("Compare with").fill("2026-07-01")
        page.get_by_label("Use").select_option("passenger-vehicle")
        expect(page.get_by_text("The rule differs between the two days.")).to_be_visible()
        expect(page.locator(".sides > section")).to_have_count(2)
        expect(page.get_by_text("66 percent by the net cost method").first).to_be_visible()
        expect(page.get_by_text("75 percent by the net cost method").first).to_be_visible()
        for side, percent in (("first", "66"), ("last", "75")):
            marks = getattr(page.locator(".sides > section"), side).locator(".rule").first.locator("mark")
            self.assertEqual([text.strip() for text in marks.all_inner_texts()], [percent])
        self.sound()

    def test_what_is_asked_again_before_it_is_answered_is_shown_once(self):
        page = self.page
        page.route("**/v1/rules/**", lambda route: (page.wait_for_timeout(200), route.continue_()))
        self.open("#en/law/")
        page.get_by_label("HS code, or words for the product").fill("8703.23")
        page.keyboard.press("Enter")
        for day in ("2020-08-01", "2021-08-01", "2022-08-01"):
            page.get_by_label("Date", exact=True).fill(day)
        expect(page.get_by_text("On 2022-08-01")).to_be_visible()
        page.wait_for_timeout(2500)
        self.assertEqual(page.locator(".sides").count(), 1)

    def test_it_speaks_three_languages(self):
        self.open()
        for language, heading, title in (("es", "¿Califica?", "Origen según el T-MEC"), ("fr", "Est-il admissible ?", "Origine selon l’ACEUM"), ("en", "Does it qualify?", "Origin under the USMCA")):
            self.page.locator("#language").select_option(language)
            expect(self.page.locator("main > h1")).to_have_text(heading)
            expect(self.page).to_have_title(title)
            self.assertEqual(self.page.evaluate("document.documentElement.lang"), language)
            self.sound()


class Files(Page):
    def test_files_become_a_report_with_its_downloads(self):
        page = self.page
        self.open("#en/files/")
        page.locator("input[type=file]").set_input_files([SOURCE / f"samples/pump/{name}.csv" for name in ("goods", "bom", "documents")])
        page.get_by_role("button", name="Check the files").click()
        expect(page.get_by_text("originating: 1").first).to_be_visible()
        self.sound()
        for name, begins in (("HTML", b"<!DOCTYPE html>"), ("Excel", b"PK"), ("PDF", b"%PDF"), ("CSV", b"good_id"), ("JSON", b"{")):
            with page.expect_download() as taken:
                page.get_by_role("button", name=name, exact=True).click()
            self.assertEqual(pathlib.Path(taken.value.path()).read_bytes().lstrip(b"\xef\xbb\xbf")[:len(begins)], begins)
        page.get_by_role("button", name="Show WP-2100", exact=True).click()
        expect(page.get_by_text("It originates under criterion B, by GN 11(o) ch. 84 r. 40.")).to_be_visible()
        self.sound()

    def test_columns_are_corrected_by_hand_and_kept_as_a_profile(self):
        page = self.page
        goods = "Producto;Código;País de producción;Precio\nWP-1;8413.30;MX;56,50\n".encode()
        bom = "Lista de materiales\n\nProducto;Componente;Fracción arancelaria;Importe A;Importe B\nWP-1;Carcasa;8413.91;8,45;99\nWP-1;Sello;8484.20;3,25;99\n".encode("cp1252")
        self.open("#en/files/")
        page.locator("input[type=file]").set_input_files([{"name": "productos.csv", "mimeType": "text/csv", "buffer": goods}, {"name": "materiales.csv", "mimeType": "text/csv", "buffer": bom}])
        expect(page.get_by_label("Table of productos.csv")).to_have_value("goods")
        expect(page.get_by_label("Table of materiales.csv")).to_have_value("bom")
        expect(page.get_by_label("Fracción arancelaria is read as")).to_have_value("hs")
        expect(page.get_by_text("Suggested by its header: look whether it is so.").first).to_be_visible()
        check = page.get_by_role("button", name="Check the files")
        expect(page.get_by_text("hs is needed: choose its column, or say what it is in every row.")).to_be_visible()
        expect(check).to_be_disabled()
        page.get_by_label("Código is read as").select_option("hs")
        expect(check).to_be_enabled()
        page.get_by_label("Importe B is read as").select_option("value")
        page.get_by_label("Importe A is read as").select_option("value")
        expect(page.get_by_text("value is chosen more than once: Importe A, Importe B")).to_be_visible()
        expect(check).to_be_disabled()
        page.get_by_label("Importe B is read as").select_option("")
        expect(check).to_be_enabled()
        page.get_by_label("País de producción is read as").select_option("")
        expect(page.get_by_text("country is needed")).to_be_visible()
        page.get_by_label("country, the same in every row").fill("MX")
        page.keyboard.press("Tab")
        expect(page.get_by_text("country is needed")).to_have_count(0)
        expect(check).to_be_enabled()
        page.get_by_text("The first rows, as they are understood").last.click()
        expect(page.get_by_role("cell", name="8.45")).to_be_visible()
        self.sound()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Save the columns as a profile").click()
        check.click()
        expect(page.get_by_role("button", name="Show WP-1", exact=True)).to_be_visible()
        self.sound()
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (("g.csv", goods), ("b.csv", bom), ("p.xml", pathlib.Path(taken.value.path()).read_bytes())):
                (pathlib.Path(folder) / name).write_bytes(content)
            usmca = os.environ["USMCA"]
            self.assertEqual(subprocess.run([usmca, "validate", "p.xml"], cwd=folder, capture_output=True).returncode, 0)
            run = subprocess.run([usmca, "check", "--goods", "g.csv", "--bom", "b.csv", "--profile", "p.xml", "--format", "json"], cwd=folder, capture_output=True)
            self.assertEqual([line["value"] for line in json.loads(run.stdout)["materials"]], ["8.45", "3.25"], run.stderr)
        page.locator("input[type=file]").set_input_files(taken.value.path())
        page.get_by_label("Table of", exact=False).last.select_option("profile")
        expect(page.get_by_text("Read by the profile").first).to_be_visible()
        page.get_by_text("Which column is which").first.click()
        expect(page.get_by_label("Código is read as")).to_have_value("hs")
        expect(page.get_by_role("button", name="Save the columns as a profile")).to_have_count(0)
        expect(check).to_be_enabled()

    PLANT = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- of the plant -->
<profile name="plant" delimiter=";" decimal=",">
  <table name="goods">
    <column name="good_id" header="Ref"/>
    <column name="hs" header="Fracci\u00f3n"/>
    <column name="country" constant="MX"/>
    <column name="transaction_value" header="Costo|Precio"/>
    <ignore header="Notas"/>
  </table>
  <table name="bom">
    <column name="good_id" header="Ref"/>
    <column name="hs" header="Fracci\u00f3n"/>
    <column name="value" header="Importe"/>
    <column name="origin" header="Clave"><value match="X" as="originating"/><value match="N" as="non-originating"/></column>
    <skip header="Clase" match="Total"/>
  </table>
</profile>
"""

    def test_columns_of_a_profile_are_corrected_by_hand(self):
        page = self.page
        goods = "Ref;Fracción;Costo;Venta (USD);Notas\nP1;8413.30.90;40,00;100,00;x\n".encode()
        bom = "Ref;Fracción;Importe;Clave;Clase\nP1;8413.91;30,00;A;N\nP1;7318.15;2,00;B;X\nP1;;32,00;;Total\n".encode()
        self.open("#en/files/")
        page.locator("input[type=file]").set_input_files([{"name": "goods.csv", "mimeType": "text/csv", "buffer": goods}, {"name": "bom.csv", "mimeType": "text/csv", "buffer": bom},
            {"name": "plant.xml", "mimeType": "application/xml", "buffer": self.PLANT.encode("latin-1")}])
        check, save = page.get_by_role("button", name="Check the files"), page.get_by_role("button", name="Save the columns as a profile")
        expect(page.get_by_text("Read by the profile plant.xml").first).to_be_visible()
        expect(check).to_be_enabled()
        expect(save).to_have_count(0)
        for one in page.get_by_text("Which column is which").all():
            one.click()
        # the price is another column, the codes of origin stand under another header, and the country is another
        expect(page.get_by_label("Costo is read as")).to_have_value("transaction_value")
        page.get_by_label("Venta (USD) is read as").select_option("transaction_value")
        expect(page.get_by_text("transaction_value is chosen more than once: Costo, Venta (USD)")).to_be_visible()
        expect(check).to_be_disabled()
        page.get_by_label("Costo is read as").select_option("net_cost")
        expect(page.get_by_label("country, the same in every row")).to_have_value("MX")
        page.get_by_label("country, the same in every row").fill("CA")
        page.keyboard.press("Tab")
        page.get_by_label("Clave is read as").select_option("")
        page.get_by_label("Clase is read as").select_option("origin")
        expect(check).to_be_enabled()
        page.get_by_text("The first rows, as they are understood").last.click()
        expect(page.get_by_role("cell", name="non-originating", exact=True)).to_be_visible()
        self.sound()
        with page.expect_download() as taken:
            save.click()
        self.assertEqual(taken.value.suggested_filename, "plant.xml")
        check.click()
        expect(page.get_by_role("button", name="Show P1", exact=True)).to_be_visible()
        self.sound()
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(taken.value.path()).read_bytes()
            for name, content in (("g.csv", goods), ("b.csv", bom), ("p.xml", made)):
                (pathlib.Path(folder) / name).write_bytes(content)
            usmca = os.environ["USMCA"]
            self.assertEqual(subprocess.run([usmca, "validate", "p.xml"], cwd=folder, capture_output=True).returncode, 0)
            run = subprocess.run([usmca, "check", "--goods", "g.csv", "--bom", "b.csv", "--profile", "p.xml", "--format", "json"], cwd=folder, capture_output=True)
            good = json.loads(run.stdout)
            self.assertEqual([(line["value"], line["origin"]) for line in good["materials"]], [("30.00", "non-originating"), ("2.00", "originating")], run.stderr)
            self.assertEqual((good["rvc"]["tv"]["base"], good["rvc"]["nc"]["base"], good["country"]), ("100.00", "40.00", "CA"))
        # what it says besides stays
        self.assertIn(b"<!-- of the plant -->", made)
        self.assertIn(b'<ignore header="Notas"/>', made)

    def test_what_was_chosen_of_columns_outlives_language_and_other_files(self):
        page = self.page
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country\nP1,8413.30,MX\n", bom="good_id,hs,Cost A,Cost B\nP1,8413.91,3,4\n")
        expect(page.locator("section.card h2").first).to_be_visible()
        for one in page.get_by_text("Which column is which").all():
            if not one.evaluate("one => one.parentElement.open"):
                one.click()
        page.get_by_label("Cost B is read as").select_option("value")
        page.get_by_role("button", name="The law").click()
        page.get_by_role("button", name="Files").click()
        expect(page.get_by_label("Cost B is read as")).to_have_value("value")
        page.locator("#language").select_option("es")
        expect(page.get_by_label("Cost B se lee como")).to_have_value("value")
        page.locator("#language").select_option("en")
        expect(page.get_by_label("Cost B is read as")).to_have_value("value")
        self.choose(documents="document_id,kind\n")
        expect(page.get_by_label("Table of documents.csv")).to_be_visible()
        expect(page.get_by_label("Cost B is read as")).to_have_value("value")
        page.get_by_role("button", name="As it was read at first").click()
        expect(page.get_by_label("Cost B is read as")).not_to_have_value("value")

    def test_a_file_that_was_saved_again_is_said(self):
        page = self.page
        # as browsers have it that read a file no more which is another one by now
        page.add_init_script("""const slice = Blob.prototype.slice;
            Blob.prototype.slice = function (...range) { return this.name === "bom.csv" ? { arrayBuffer: () => Promise.reject(new DOMException("changed", "NotReadableError")) } : slice.apply(this, range); };""")
        page.route("**/v1/gap", lambda route: route.abort())
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country\nP1,8413.30,MX\n", bom="good_id,hs,value\nP1,8413.91,3\n")
        page.get_by_role("button", name="Check the files").click()
        expect(page.get_by_text("bom.csv has changed since it was chosen: choose it again.")).to_be_visible()
        self.forget_refusals()

    def test_of_many_goods_those_of_a_status_are_shown_and_each_is_itself(self):
        page = self.page
        # written of names that are shown otherwise than they are, and in another order in the report
        names = ["A\u202eX", "<i>", "A  B"] + [f"G{i}" for i in range(300)]
        goods = "".join(f"{name},8413.30,{'CN' if i in (0, 7) else 'MX'},100\n" for i, name in enumerate(names))
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country,transaction_value\n" + goods, bom="good_id,hs,origin,value\n" + "".join(f"{name},8413.91,non-originating,1\n" for name in names))
        page.get_by_role("button", name="Check the files").click()
        rows = page.locator("table.goods tbody tr")
        expect(rows).to_have_count(200)
        page.get_by_role("button", name="Show 103 more").click()
        expect(rows).to_have_count(303)
        self.assertEqual(page.evaluate("document.activeElement.textContent"), names[200])
        page.get_by_role("button", name="non-originating: 2").click()
        expect(rows).to_have_count(2)
        self.sound()
        rows.nth(0).get_by_role("button").click()
        expect(page.locator("article h1").first).to_have_text("A\ufffdX")
        expect(page.get_by_text("It does not originate").first).to_be_visible()
        rows.nth(1).get_by_role("button").click()
        expect(page.locator("article h1").first).to_have_text("G4")

    def test_a_good_that_is_shown_is_come_to_by_keyboard_and_left_for_its_place_in_the_list(self):
        page = self.page
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country,transaction_value\n" + "".join(f"G{i},8413.30,MX,100\n" for i in range(500)), bom="good_id,hs,origin,value\n" + "".join(f"G{i},8413.91,non-originating,1\n" for i in range(500)))
        page.get_by_role("button", name="Check the files").click()
        shown = page.get_by_role("button", name="Show G150", exact=True)
        shown.focus()
        page.keyboard.press("Enter")
        expect(page.locator("article h1").first).to_have_text("G150")
        expect(page.locator("article h1").first).to_be_focused()
        self.assertEqual(page.locator("[aria-live] article").count(), 0)  # nothing reads a whole report aloud
        self.sound()
        page.get_by_role("button", name="Back to the list").press("Enter")
        expect(shown).to_be_focused()
        expect(shown).to_be_in_viewport()

    def test_what_is_printed_is_dark_on_white_and_has_nothing_to_press(self):
        page = self.page
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country,transaction_value\nA,8413.30,MX,100\n", bom="good_id,hs,origin,value\nA,8413.91,non-originating,1\n")
        page.get_by_role("button", name="Check the files").click()
        page.get_by_role("button", name="Show A", exact=True).click()
        expect(page.locator("article h1").first).to_be_visible()
        page.emulate_media(media="print", color_scheme="dark")
        colours = "one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor].map((colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
        for place in ("h1", "article h1", "article p.soft"):
            ink, paper = page.locator(place).first.evaluate(colours)
            self.assertLess(ink, 300, place)
            self.assertGreater(paper, 600)
        self.assertEqual([one.inner_text() for one in page.locator("button:visible").all()], ["A"])
        page.emulate_media(media="screen", color_scheme=None)

    def test_french_has_its_blanks_and_calls_provisions_by_their_names(self):
        page = self.page
        self.open("#fr/files/")
        self.choose(goods="good_id,hs,country,transaction_value\nA,8413.30,MX,100\nB,8413.30,CN,100\n", bom="good_id,hs,origin,value\nA,8413.91,non-originating,1\nB,8413.91,non-originating,1\n")
        page.get_by_role("button", name="Vérifier les fichiers").click()
        expect(page.locator(".statuses button").first).to_be_visible()
        self.assertEqual(page.locator(".statuses button").first.inner_text(), "tous\u00a0: 2")
        self.assertNotRegex(page.locator("main").inner_text(), r" [:;?!%»]|« ")
        for language, cite in (("en", "GN 11(o) ch. 84 r. 40"), ("es", "Anexo 4-B, capítulo 84, regla 40"), ("fr", "Annexe 4-B, chapitre 84, règle 40")):
            page.goto("about:blank")
            self.open(f"#{language}/law/")
            page.locator("input[type=search]").fill("8413.30")
            page.keyboard.press("Enter")
            expect(page.locator(".rule .soft").first).to_contain_text(cite)

    def test_words_stay_whole_beside_names_that_are_long(self):
        page = self.page
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country,transaction_value\nPUMP,8413.30,MX,100\n", bom=f"good_id,hs,origin,value,material_id,description\nPUMP,8482.10,originating,1,{'Rodamiento-' * 18},{'muy largo ' * 20}\n")
        page.get_by_role("button", name="Check the files").click()
        page.get_by_role("button", name="Show PUMP").click()
        cell = page.locator("article td.originating").first
        expect(cell).to_have_text("originating")
        lines = cell.evaluate("cell => { const range = document.createRange(); range.selectNodeContents(cell); return range.getClientRects().length; }")
        self.assertEqual(lines, 1)
        self.sound()

    def test_a_file_beside_its_place_is_not_opened(self):
        self.open("#en/files/")
        prevented = self.page.evaluate("['dragover', 'drop'].map((kind) => !document.querySelector('h1').dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true })))")
        self.assertEqual(prevented, [True, True])

    def test_rows_of_a_workbook_that_cannot_be_read_are_found_by_sheet_and_cell(self):
        page, made = self.page, workbook.Book()
        made.add("goods", [["good_id", "hs", "country"], ["A", "8413.30", "MX"], ["B", "pump", "MX"]])
        made.add("bom", [["good_id", "hs", "value"], ["A", "8413.91", "3"], ["A", "8413.91", "8 kg"]])
        self.open("#en/files/")
        page.locator("input[type=file]").set_input_files([{"name": "case.xlsx", "mimeType": "application/octet-stream", "buffer": made.bytes()}])
        expect(page.get_by_text("case.xlsx: goods!B3: ")).to_be_visible()
        self.assertNotIn("/proc", page.locator("main").inner_text())
        page.get_by_role("button", name="Check the files").click()
        expect(page.get_by_text("case.xlsx: bom!C3: ")).to_have_count(2)

    def test_files_without_rows_have_no_goods(self):
        page = self.page
        self.open("#en/files/")
        self.choose(goods="good_id,hs,country\n", bom="good_id,hs,value\n")
        page.get_by_role("button", name="Check the files").click()
        expect(page.get_by_text("There are no goods in these files.")).to_be_visible()
        expect(page.get_by_role("button", name="Excel")).to_have_count(0)

    def test_an_empty_file_asks_for_no_columns(self):
        page = self.page
        self.open("#en/files/")
        self.choose(export="")
        expect(page.get_by_text("the file is empty: a header row is needed")).to_be_visible()
        expect(page.get_by_text("Which column is which")).to_have_count(0)

    def test_a_file_that_is_none_is_said(self):
        page = self.page
        self.open("#en/files/")
        page.locator("input[type=file]").set_input_files([{"name": "goods.csv", "mimeType": "text/csv", "buffer": b"a,b\n"}, {"name": "bom.csv", "mimeType": "text/csv", "buffer": b"c\n"}])
        expect(page.get_by_text("goods.csv:1:1: the column good_id is missing")).to_be_visible()
        expect(page.get_by_role("button", name="Check the files")).to_be_disabled()

    def test_a_workbook_whose_sheets_are_not_known_says_what_to_call_them(self):
        page, made = self.page, workbook.Book()
        made.add("Sheet1", [["good_id", "hs", "country"], ["A", "8413.30", "MX"]])
        made.add("Sheet2", [["good_id", "hs"], ["A", "8413.91"]])
        self.open("#en/files/")
        page.locator("input[type=file]").set_input_files([{"name": "export.xlsx", "mimeType": "application/octet-stream", "buffer": made.bytes()}])
        expect(page.get_by_text("call them goods, bom, documents")).to_be_visible()
        expect(page.get_by_role("button", name="Check the files")).to_be_disabled()


class Phone(Qualifies, Files):
    options = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


class Key(Page):
    arguments = ("--keys", os.path.join(os.environ["USMCA_BUILD"], "page-keys"))

    @classmethod
    def setUpClass(cls):
        pathlib.Path(cls.arguments[1]).write_text("a-key-of-sixteen-letters\n")
        super().setUpClass()

    def test_a_service_with_keys_is_asked_with_one(self):
        page = self.page
        self.open()
        page.get_by_label("HS code, or words for the product").fill("8413.30")
        page.keyboard.press("Enter")
        page.get_by_label("Key of the service").fill("a-key-of-sixteen-letters")
        page.keyboard.press("Enter")
        expect(page.locator(".rule").first).to_be_visible()
        self.forget_refusals()

    def test_who_asks_much_at_once_is_asked_for_one_key_and_told_that_it_is_unknown(self):
        page = self.page
        self.open(self.state("check", code="8413.30", date="2026-10-05", asked=True, lines=[{"name": "Housing", "hs": "8413.91", "origin": "", "value": "3"}]))
        typed = page.get_by_label("Key of the service")
        typed.wait_for()
        page.wait_for_timeout(500)
        expect(typed).to_have_count(1)
        typed.fill("a-key-that-nobody-gave")
        page.keyboard.press("Enter")
        expect(page.get_by_text("The service does not know this key.")).to_be_visible()
        expect(typed).to_have_count(1)
        page.get_by_role("button", name="The law").click()
        page.get_by_role("button", name="Does it qualify?").first.click()
        expect(typed).to_be_visible()
        self.sound()
        typed.fill("a-key-of-sixteen-letters")
        typed.press("Enter")
        expect(page.locator(".verdict").first).to_be_visible()
        expect(typed).to_have_count(0)
        self.forget_refusals()


if __name__ == "__main__":
    unittest.main()
