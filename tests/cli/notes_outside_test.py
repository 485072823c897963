"""What stands above the header of a file, or below its last row, holds for all of its rows: heard where it is of their figures, and nothing where it is a name."""
import unittest

from support import Case
from workbook import Book

GOODS = "good_id,hs,country,import_country,date,transaction_value,use\nPUMP,8413.30,MX,US,2026-03-01,100,aftermarket\n"
BOM = "good_id,line,material_id,hs,origin,country,quantity,unit_value{more}\nPUMP,1,BODY,8413.91,non-originating,CN,1,{cell}\n"
FLAT = ("good_id,good_hs,good_country,good_import_country,good_date,good_transaction_value,good_use,line,material_id,hs,origin,country,quantity,unit_value\n"
        "PUMP,8413.30,MX,US,2026-03-01,100,aftermarket,1,BODY,8413.91,non-originating,CN,1,30\n")
RATES = "date,from,to,rate\n2026-03-01,MXN,USD,0.05\n2026-03-01,EUR,USD,2\n"

OF_SEVERAL = """Values in thousands of USD|Cifras en miles de pesos|(cifras en miles)|Valeurs en milliers|Amounts in cents|Precios en centavos|Figures in $000|USD 000s|K USD|USD thousands|(in thousands)
Values in '000 USD|Figures in thousands, except per unit data|Unit: thousands|Unidad: miles de pesos|Sheet 1 - thousands|Values x1000|Amounts x 1,000|Costs per 100 pieces|Costs /100|Prices per 1000 EA|Precio por millar
Costo por cada 100 piezas|Prix pour 100 pièces|Price per C|Cost basis: per dozen|BOM for 100 pieces|Lista para 100 piezas|Valeurs en milliers de dollars canadiens|Miles de pesos|"Currency: USD, values in thousands\""""
OF_A_COLUMN = "Price unit: 100|Base quantity: 100|Lot size 500|Batch size: 250 pcs|Quantity: 100|Scrap: 300%|Exchange rate 18.2|Tipo de cambio: 18.20|T.C. 18.2|Price unit;;100"
OF_PESOS = "Moneda: MXN|Valores en MXN|Importes en pesos mexicanos|Currency;MXN|Moneda,,MXN|moneda:mxn|Costed BOM - MXN|All amounts in MXN unless otherwise stated|Expresado en moneda nacional|# currency: MXN|Currency = MXN"
OF_EUROS = "Amounts in EUR|All prices are in euros|(EUR)|EUR|in EUR|Prices EUR|Monnaie : EUR|Costed BOM (EUR)|Report currency EUR"
NAMES = """Peso Industries S.A. de C.V.|Thousand Oaks Manufacturing|Prepared in Thousand Oaks, CA 91320|Dollar General|Customer: Dollar General|Date: 2026-03-01|Page 1 of 3|Plant: 1000 Monterrey|100 Miles Road|Drawing (CAD)
Format: CAD|Company: CAD Systems Inc|Currency: USD|Values in USD|All amounts in US dollars|Unit: EA|Base quantity: 1|Price unit: 1|Incoterm: FOB|Made by Cent Mille SA|Exportado por 3 usuarios|Lote: A-100|Level 2|Alternative: 1
Total: 30.00|Report of 1000 rows|Miles Davis Pumps|Euro Car Parts|Mil Máscaras SA|Per Johansson AB|Exchange rate 1|Tipo de cambio: 18.20;Moneda: USD|Peso neto en kg|Precios vigentes desde 2026-01-01|Costs as of 2026-03-01|Precio por pieza|per 1"""


def each(notes):
    return notes.replace("\n", "|").split("|")


class NotesOutside(Case):
    def read(self, note, cell="30", goods="", more="", rates="", profile=""):
        options = ["--rates", self.write("rates.csv", rates)] if rates else []
        options += ["--profile", self.write("p.xml", profile)] if profile else []
        run = self.check(goods + GOODS, f"{note}\n\n" * (note != "") + BOM.format(cell=cell, more=more), "--format", "json", *options)
        self.assertEqual(run.returncode & 2, 0, run.stderr)
        result = self.results(run)[0]
        return result["status"], [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"], result["materials"][0]["value"]

    def test_figures_of_several_or_so_many_times_as_large(self):
        for note in each(OF_SEVERAL):
            with self.subTest(note=note):
                status, said, value = self.read(note)
                self.assertEqual((status, value), ("undetermined", None))
                self.assertIn("bom.csv:1 says", said[0])
                self.assertIn("figures are of several, or so many times as large", said[0])

    def test_a_label_and_what_stands_behind_it(self):
        for note in each(OF_A_COLUMN):
            with self.subTest(note=note):
                status, said, value = self.read(note)
                self.assertEqual((status, value), ("undetermined", None))
                self.assertIn("outside its table", said[0])
        self.assertEqual(self.read("Price unit: 100", "30,1", more=",price_unit")[0], "originating")  # each row says it

    def test_a_currency_is_that_of_the_rows_that_name_none(self):
        for note in each(OF_PESOS):
            with self.subTest(note=note):
                self.assertEqual(self.read(note, "600", rates=RATES), ("originating", [], "30.00"))
                self.assertEqual(self.read(note)[0], "undetermined")  # no rate
        for note in each(OF_EUROS):
            with self.subTest(note=note):
                self.assertEqual(self.read(note, "30", rates=RATES), ("non-originating", [], "60.00"))
        status, said, _ = self.read("Moneda: MXN", "30,USD", more=",currency")
        self.assertEqual(status, "undetermined")
        self.assertIn('bom.csv:1 says "Moneda: MXN" outside its table. That is another currency than that of line 1', said[0])
        self.assertEqual(self.read("Moneda: MXN\nCurrency: USD", rates=RATES)[0], "undetermined")
        self.assertEqual(self.read("", "30", goods="Moneda: MXN\n"), ("originating", [], "30.00"))  # lines that name none are in the good's

    def test_names_say_nothing(self):
        for note in each(NAMES):
            with self.subTest(note=note):
                self.assertEqual(self.read(note), ("originating", [], "30.00"))

    def test_above_the_goods_and_above_a_flat_file(self):
        status, said, _ = self.read("", goods="Values in thousands\n")
        self.assertEqual(status, "undetermined")
        self.assertIn('goods.csv:1 says "Values in thousands" outside its table', said[0])
        for note, expected in (("Incoterm: CIF", "undetermined"), ("Terms of delivery;DDP Laredo", "undetermined"), ("Incoterm: FCA", "originating")):
            with self.subTest(note=note):
                status, said, _ = self.read("", goods=f"{note}\n")
                self.assertEqual(status, expected)
                self.assertEqual(any("by that the price contains international shipment" in message for message in said), expected == "undetermined")
        for note, expected in (("", "originating"), ("Values in thousands\n", "undetermined"), ("Prices per 100\n", "undetermined"), ("Moneda: USD\n", "originating")):
            with self.subTest(note=note):
                run = self.run_usmca("check", self.write("flat.csv", note + FLAT), "--format", "json")
                self.assertEqual(self.results(run)[0]["status"], expected)

    def test_a_cell_of_a_sheet_is_named(self):
        rows = [line.split(",") for line in BOM.format(cell="30", more="").splitlines()]
        book = self.write("b.xlsx", Book().add("bom", [[None, "Cifras en miles"], None, *rows]).bytes())
        run = self.run_usmca("check", "--goods", self.write("goods.csv", GOODS), "--bom", book, "--format", "json")
        result = self.results(run)[0]
        self.assertEqual(result["status"], "undetermined")
        self.assertTrue(any('b.xlsx: bom!B1 says "Cifras en miles"' in finding["message"] for finding in result["findings"]), result["findings"])

    def test_beside_the_headers_of_a_sheet(self):
        rows = [line.split(",") for line in BOM.format(cell="30", more="").splitlines()]
        for notes, expected in (((None, "Nota: precios en miles"), "undetermined"), ((None, None, "Values in thousands"), "undetermined"), ((None, "Amounts in MXN"), "undetermined"), ((None, "Price unit: 100"), "undetermined"),
                                ((None, "Prepared by Ana"), "originating"), ((None, "Lot size", "Planner"), "originating"), (("Values in boxes",), "originating")):
            with self.subTest(notes=notes):
                book = self.write("b.xlsx", Book().add("bom", [[*rows[0], *notes], *rows[1:]]).bytes())
                result = self.results(self.run_usmca("check", "--goods", self.write("goods.csv", GOODS), "--bom", book, "--format", "json"))[0]
                self.assertEqual(result["status"], expected, result["findings"])

    def below(self, note, rows=1, rates="", end="\n"):
        options = ["--rates", self.write("rates.csv", rates)] if rates else []
        bom = BOM.format(cell="30", more="") + "".join(f"PUMP,{line},BOLT,7318.15,originating,MX,1,0.01\n" for line in range(2, rows + 1))
        run = self.check(GOODS, bom + note + end, "--format", "json", *options)
        self.assertEqual(run.returncode & 2, 2 if note.strip("\n,") else 0, run.stderr)  # it is no row of a good
        result = self.results(run)[0]
        return result["status"], [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"], result["materials"][0]["value"]

    def test_below_the_last_row(self):
        for note in ("Values in thousands of USD", "* cifras en miles,,,,,,,", "\nPrices per 1000 EA\n\n", "Exchange rate: 18.2", "Price unit:,100", "Prepared by Ana\nAmounts in cents\nPage 3 of 3"):
            for rows in (1, 200):  # all of the file is looked at, or its end
                with self.subTest(note=note, rows=rows):
                    status, said, value = self.below(note, rows)
                    self.assertEqual((status, value), ("undetermined", None))
                    line = rows + 2 + (note.startswith("\n") or note.startswith("Prepared"))
                    self.assertIn(f"bom.csv:{line} says", said[0])
        self.assertEqual(self.below("Values in thousands", end="")[0], "undetermined")
        self.assertEqual(self.below("Valores en EUR", rates=RATES), ("non-originating", [], "60.00"))
        for note in ("", ",,,,,,,", "Total,,,,,,,30", "Total qty: 100", "Quantity;7", "Total USD,,,,,,,30", "Thousand Oaks Manufacturing", "Peso Industries S.A. de C.V.", "End of report", "All amounts in USD"):
            with self.subTest(note=note):
                self.assertEqual(self.below(note), ("originating", [], "30.00"))

    def test_below_the_goods_a_flat_file_and_a_sheet(self):
        result = self.results(self.check(GOODS + "Values in thousands\n", BOM.format(cell="30", more=""), "--format", "json"))[0]
        self.assertEqual(result["status"], "undetermined")
        result = self.results(self.run_usmca("check", self.write("flat.csv", FLAT + "Values in thousands\n"), "--format", "json"))[0]
        self.assertEqual(result["status"], "undetermined")
        rows = [line.split(",") for line in BOM.format(cell="30", more="").splitlines()]
        book = self.write("b.xlsx", Book().add("bom", [*rows, None, [None, "Cifras en miles"]]).bytes())
        result = self.results(self.run_usmca("check", "--goods", self.write("goods.csv", GOODS), "--bom", book, "--format", "json"))[0]
        self.assertEqual(result["status"], "undetermined")
        self.assertTrue(any('b.xlsx: bom!B4 says "Cifras en miles"' in finding["message"] for finding in result["findings"]), result["findings"])

    def test_what_the_price_of_a_flat_file_contains(self):
        for note, expected in (("Incoterm: CIF\n", "undetermined"), ("Terms of delivery;DDP Laredo\n", "undetermined"), ("Discount: 50%\n", "undetermined"), ("Incoterm: FCA\n", "originating"), ("Descuento: 0%\n", "originating")):
            with self.subTest(note=note):
                result = self.results(self.run_usmca("check", self.write("flat.csv", note + FLAT), "--format", "json"))[0]
                self.assertEqual(result["status"], expected, result["findings"])
                self.assertEqual(self.read("", goods=note)[0], expected)
        result = self.results(self.run_usmca("check", self.write("flat.csv", FLAT + "Incoterm,CIF\n"), "--format", "json"))[0]
        self.assertEqual(result["status"], "undetermined")

    def table(self, name, text, *options, **files):
        """What comes of the pump with a file beside it: the exit status and what is said, and the good."""
        for other, content in files.items():
            options += (f"--{other}", self.write(f"{other}.csv", content))
        line = "PUMP,1,BODY,8413.91,non-originating,MX,1,60,C1,ACME\n"
        run = self.check(GOODS, BOM.format(cell="", more=",document,supplier").splitlines()[0] + "\n" + line, f"--{name}", self.write(f"{name}.csv", text), "--format", "json", *options)
        return run.returncode, run.stderr.decode(), (self.results(run) or [None])[0]

    def test_outside_the_papers(self):
        header = "document_id,kind,supplier,material_id,net_cost,vnm,certifier_role,signed_on,certifier,producer{more}\n"
        row = "C1,accumulation-vnm,ACME,BODY,{cost},{vnm},producer,2026-01-01,Ana,ACME{more}\n"

        def read(note, cost=60, vnm=10, more="", cell="", below="", **how):
            return self.table("documents", note + header.format(more=more) + row.format(cost=cost, vnm=vnm, more=cell) + below, *how.pop("options", ()), **how)
        self.assertEqual(read("")[2]["status"], "originating")
        self.assertEqual(read("", vnm=50)[2]["status"], "non-originating")
        for note in ("Cifras en miles\n", "Values in thousands of USD\n\n", "Costs per 100 pieces\n", "Price unit: 100\n"):
            for above, below in ((note, ""), ("", "\n" + note)):
                with self.subTest(note=note, below=below):
                    status, said, _ = read(above, below=below)
                    self.assertEqual(status, 65)
                    self.assertIn("this line says that the figures are of several, or so many times as large", said)
        for note in ("Moneda: MXN\n", "All amounts in MXN\n"):
            with self.subTest(note=note):
                self.assertEqual(read(note)[2]["status"], "undetermined")  # no rate
                self.assertEqual(read(note, 1200, 200, rates=RATES)[2]["status"], "originating")
                self.assertEqual(read(note, 1200, 1000, rates=RATES)[2]["status"], "non-originating")
                self.assertEqual(read(note, more=",currency", cell=",USD")[2]["status"], "originating")  # the row says it
        for note in ("Valores en pesos\n", "Moneda: MXN\nCurrency: USD\n"):
            with self.subTest(note=note):
                self.assertEqual(read(note)[0], 65)
        status, said, _ = read("Valid until: 2025-12-31\n")
        self.assertEqual(status, 65)
        self.assertIn("documents.csv:1:1: this line has valid_to for all rows, and no row has it", said)
        self.assertEqual(read("Valid until: 2025-12-31\n", more=",valid_to", cell=",2026-12-31")[2]["status"], "originating")
        for note in ("Thousand Oaks Manufacturing\n", "Supplier: ACME\n", "Peso Industries S.A. de C.V.\n", "Certificates of 2026\n"):
            with self.subTest(note=note):
                self.assertEqual(read(note)[2]["status"], "originating")
        columns = "".join(f'<column name="{name}" header="{name}"/>' for name in header.format(more="").strip().split(","))
        profile = f'<profile name="p"><table name="documents">{columns}<ignore header="Report in thousands.*"/></table></profile>'
        self.assertEqual(read("Report in thousands of pages\n", options=("--profile", self.write("p.xml", profile)))[2]["status"], "originating")

    def test_outside_rates_duties_and_statements(self):
        def refused(name, text):
            return self.table(name, text)[0] == 65
        for note in ("Rates per 100 units\n", "Tasas por 1000\n", "Rates in thousandths\n"):
            with self.subTest(note=note):
                self.assertTrue(refused("rates", note + RATES))
                self.assertTrue(refused("duties", note + "hs,rate_percent\n8413.30,25\n"))
        for note in ("Tipo de cambio FIX MXN/USD\n", "MFN duty rates 2026\n", "Rates of 2026, in USD\n", "Banco de M\u00e9xico\n"):
            with self.subTest(note=note):
                self.assertFalse(refused("rates", note + RATES))
                self.assertFalse(refused("duties", note + "hs,rate_percent\n8413.30,2.5\n"))
        materials = "document_id,hs,value\nC1,8413.91,1\n"
        self.assertTrue(refused("statement-materials", "Moneda: MXN\n" + materials))  # it has no column for one
        self.assertFalse(refused("statement-materials", "Lista de materiales\n" + materials))
        self.assertFalse(refused("statement-materials", "Moneda: MXN\ndocument_id,hs\nC1,8413.91\n"))  # no amounts

    def test_a_header_of_another_table_says_its_currency(self):
        row = "C1,accumulation-vnm,ACME,BODY,{},{},producer,2026-01-01,Ana,ACME\n"
        names = "document_id,kind,supplier,material_id,net_cost,vnm,certifier_role,signed_on,certifier,producer".split(",")

        def read(cost, vnm, *figures, **how):
            headers = [{"net_cost": cost, "vnm": vnm, "document_id": "Certificate"}.get(name, name) for name in names]
            columns = "".join(f'<column name="{name}" header="{header.replace("(", chr(92) + "(").replace(")", chr(92) + ")")}"/>' for name, header in zip(names, headers))
            profile = self.write("p.xml", f'<profile name="p"><table name="documents">{columns}</table></profile>')
            return self.table("documents", ",".join(headers) + "\n" + row.format(*figures), "--profile", profile, **how)
        self.assertEqual(read("Cost", "VNM", 60, 10)[2]["status"], "originating")
        self.assertEqual(read("Cost (MXN)", "VNM (MXN)", 60, 10)[2]["status"], "undetermined")
        self.assertEqual(read("Cost (MXN)", "VNM (MXN)", 1200, 200, rates=RATES)[2]["status"], "originating")
        for cost, vnm, said in (("Cost (MXN)", "VNM (USD)", "says a currency that is not known to be that of every amount"), ("Cost (thousands)", "VNM", "says that the figures are of several")):
            with self.subTest(cost=cost, vnm=vnm):
                status, error, _ = read(cost, vnm, 60, 10)
                self.assertEqual(status, 65)
                self.assertIn(said, error)

    def test_a_profile_may_ignore_it(self):
        columns = "".join(f'<column name="{name}" header="{name}"/>' for name in ("good_id", "line", "material_id", "hs", "origin", "country", "quantity", "unit_value"))
        profile = '<profile name="p"><table name="bom">{}<ignore header="Report in thousands.*"/></table></profile>'
        self.assertEqual(self.read("Report in thousands of pages", profile=profile.format(columns))[0], "originating")
        self.assertEqual(self.read("Values in thousands of pages", profile=profile.format(columns))[0], "undetermined")

    def test_weights_in_another_unit_than_kilograms(self):
        bom = "{note}Article,line,hs,origin,value,{header}\nPUMP,1,8413.91,non-originating,30,5\n"
        columns = "".join(f'<column name="{name}" header="{name}"/>' for name in ("line", "hs", "origin", "value"))
        columns += '<column name="good_id" header="Article"/>'
        for note, header, name, more, refused in (("", "Weight (g)", "weight_kg", "", True), ("", "Peso (lb)", "weight_kg", "", True), ("", "netWeightLb", "unit_weight_kg", "", True), ("", "Peso_neto_g", "weight_kg", "", True),
                                                  ("", "Weight (kg)", "weight_kg", "", False), ("", "Net weight", "weight_kg", "", False), ("", "Peso bruto", "weight_kg", "", False),
                                                  ("", "Weight (g)", "unit_weight_kg", '<column name="weight_unit" constant="G"/>', False),
                                                  ("Weights in pounds\n", "Weight", "weight_kg", "", True), ("Peso neto: g\n", "Weight", "weight_kg", "", True), ("Weights in kg\n", "Weight", "weight_kg", "", False),
                                                  ("Weights in pounds\n", "Weight", "description", "", False)):
            with self.subTest(note=note, header=header, name=name):
                expression = header.replace("(", "\\(").replace(")", "\\)")
                profile = f'<profile name="p"><table name="bom">{columns}<column name="{name}" header="{expression}"/>{more}</table></profile>'
                run = self.check(GOODS, bom.format(note=note, header=header), "--profile", self.write("p.xml", profile), "--format", "json")
                self.assertEqual(run.returncode, 65 if refused else 0, run.stderr)
                self.assertEqual(b"another unit than kilograms" in run.stderr, refused)


if __name__ == "__main__":
    unittest.main()
