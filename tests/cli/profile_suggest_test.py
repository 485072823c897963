"""`usmca profile suggest`: a profile for a file that none is for, which reads it; and what is in doubt is said, not guessed."""
import unittest
from xml.etree import ElementTree

from support import Case
from workbook import Book, Cell

GOODS = "good_id,hs,country,date,currency,transaction_value\nPUMP,8413.30,MX,2026-10-05,USD,50\n"


class Suggest(Case):
    def suggest(self, name, content, *options):
        run = self.run_usmca("profile", "suggest", self.write(name, content), "--output", "suggested.xml", *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        text = (self.path / "suggested.xml").read_text()
        return ElementTree.fromstring(text), text

    def columns(self, root):
        return {column.get("name"): column.get("header") for column in root.iter("column")}

    def value(self, bom, *options):
        """What the lines of PUMP are worth, read with the profile that is suggested."""
        self.suggest("bom.csv", bom)
        run = self.run_usmca("check", "--goods", self.write("goods.csv", GOODS), "--bom", self.path / "bom.csv", "--profile", self.path / "suggested.xml",
                             "--default-use", "aftermarket", "--format", "json", *options)
        self.assertEqual(run.returncode & 2, 0, run.stderr)
        return [material["value"] for material in self.results(run)[0]["materials"]]

    def test_exports_of_systems_are_read_by_it(self):
        spanish = "Código de producto;No. de parte;Descripción;Fracción arancelaria;País de origen;Cantidad;Costo unitario;Almacén\nPUMP;C-1;Carcasa;8413.91;CN;2;1.234,50;A\n"
        french = "Code produit\tComposant\tCode SH\tPays d'origine\tQuantité\tPrix unitaire\nPUMP\tC-1\t8413.91\tCN\t2\t1234,50\n"
        odoo = '"BoM/Product","BoM Lines/Component","BoM Lines/Component/HS Code","BoM Lines/Quantity","BoM Lines/Component/Cost"\n"PUMP","A","841391","1.0","8.45"\n"","B","848210","2.0","2.4"\n'
        titled = "Bill of materials\nPlant 1000\n\nParent item,Component,HTS code,Qty,Unit cost\nPUMP,A,8413.91,1,\"1,234.50\"\nPUMP,B,8482.10,2,2.40\n,Total,,,1239.30\n"
        frappe = '"ID","Item","Item Code (Items)","Customs Tariff Number (Items)","Qty (Items)","UOM (Items)","Rate (Items)"\n"BOM-PUMP-001","PUMP","A","84139100","2","Nos","4.5"\n"","","B","84821000","1","Nos","2.4"\n'
        self.assertEqual(self.value(frappe), ["9.00", "2.40"])
        self.assertEqual(self.value(spanish), ["2469.00"])
        self.assertEqual(self.value(french), ["2469.00"])
        self.assertEqual(self.value(odoo), ["8.45", "4.80"])
        self.assertEqual(self.value(titled), ["1234.50", "4.80"])

    def test_what_is_suggested(self):
        root, text = self.suggest("bom.csv", "Parent;Crcy;Qty;Crcy;HTS;Werks -- x\nPUMP;USD;1;MXN;8413.91;1\n")
        self.assertEqual((root.get("delimiter"), root.find("table").get("name")), (";", "bom"))
        self.assertEqual(self.columns(root), {"good_id": "Parent", "currency": "Crcy", "quantity": "Qty", "hs": "HTS"})
        self.assertEqual([column.get("nth") for column in root.iter("column") if column.get("name") == "currency"], ["1"])
        self.assertIn("<!-- not read: Werks =- x; ignore it", text)
        root, text = self.suggest("goods.csv", "Item No.,Tariff No.,Sales price,Country\nPUMP,8413.30,50,MX\n")
        self.assertEqual((root.find("table").get("name"), self.columns(root)["transaction_value"]), ("goods", "Sales price"))
        root, text = self.suggest("x.csv", "Vendor,Certificate no.,Part no.,Valid from,Valid to\nACME,C-1,B,25/01/2026,31/12/2026\n")
        self.assertEqual((root.find("table").get("name"), root.get("date")), ("documents", "D/M/YYYY"))
        self.assertIn("kind is needed", text)

    def test_an_item_is_the_material_where_nothing_else_is(self):
        root, text = self.suggest("bom.csv", "Level,Item,HS,Qty\n0,PUMP,8413.30,1\n1,BODY,8413.91,1\n")
        self.assertEqual((self.columns(root)["material_id"], "needed" in text), ("Item", False))
        root, _ = self.suggest("bom.csv", "Parent,Item,Component,HS,Qty\nPUMP,10,BODY,8413.91,1\n")
        self.assertEqual((self.columns(root)["line"], self.columns(root)["material_id"]), ("Item", "Component"))

    def test_goods_and_lines_in_one_file(self):
        """Of goods and lines in one row each header is of one of them: by what it says, by where it stands."""
        for header, row, expected in (
                ("No. de parte;Fracción;País;Precio de venta;Moneda;Componente;Fracción del componente;País de origen;Originario;Cantidad;Costo unitario",
                 "PUMP;8413.30;MX;1.250,50;USD;C-1;8413.91;CN;No;2;10,20",
                 {"good_id": "No\\. de parte", "good_hs": "Fracción", "good_country": "País", "good_transaction_value": "Precio de venta", "good_currency": "Moneda", "material_id": "Componente",
                  "hs": "Fracción del componente", "country": "País de origen", "origin": "Originario", "quantity": "Cantidad", "unit_value": "Costo unitario"}),
                ("Part No.,HTS,Price,COO,Part No.,HTS,Qty,Unit cost,COO", "PUMP,8413.30,50,MX,C-1,8413.91,2,10.20,CN",
                 {"good_id": "Part No\\.", "good_hs": "HTS", "good_transaction_value": "Price", "good_country": "COO", "material_id": "Part No\\.", "hs": "HTS", "quantity": "Qty", "unit_value": "Unit cost",
                  "country": "COO"}),
                ("Component,Component HS code,Component country of origin,Qty,Unit cost,Product,Product HS code,Sales price", "C-1,8413.91,CN,2,10.20,PUMP,8413.30,50",
                 {"material_id": "Component", "hs": "Component HS code", "country": "Component country of origin", "quantity": "Qty", "unit_value": "Unit cost", "good_id": "Product",
                  "good_hs": "Product HS code", "good_transaction_value": "Sales price"}),
                ("Code produit\tCode SH du produit\tComposant\tCode SH\tPays d'origine\tQuantité", "PUMP\t8413.30\tC-1\t8413.91\tCN\t2",
                 {"good_id": "Code produit", "good_hs": "Code SH du produit", "material_id": "Composant", "hs": "Code SH", "country": "Pays d'origine", "quantity": "Quantité"})):
            with self.subTest(header=header):
                root, _ = self.suggest("x.csv", header + "\n" + row + "\n")
                self.assertEqual((root.find("table").get("name"), self.columns(root)), ("flat", expected))
        root, _ = self.suggest("x.csv", "Product,HTS,Part no.,Qty,Unit cost\nPUMP,8413.91,C-1,2,10.20\n")
        self.assertEqual(root.find("table").get("name"), "bom")

    def test_what_a_path_leads_to_is_whose_it_is(self):
        """Product/Cost is none of the component, Qty/Parent is no parent, and what stands before the last name of a path may say so."""
        header = "Product/Internal Reference,Product/HS Code,Product/Cost,BoM Lines/Component,BoM Lines/Component/HS Code,BoM Lines/Quantity,BoM Lines/Component/Cost\n"
        for table, good in (("flat", {"good_id": "Product/Internal Reference", "good_hs": "Product/HS Code"}), ("bom", {})):
            root, _ = self.suggest("bom.csv", header + "PUMP,8413.30,50,BODY,8413.91,1,20\n", "--table", table)
            self.assertEqual(self.columns(root), good | {"material_id": "BoM Lines/Component", "hs": "BoM Lines/Component/HS Code", "quantity": "BoM Lines/Quantity", "unit_value": "BoM Lines/Component/Cost"})
        root, _ = self.suggest("bom.csv", "Parent Item,Qty/Parent,Cost/Each,Comm Code,Country/Region of Origin Code,Member Item : Average Cost\nPUMP,1,20,8413.91,CN,20\n")
        self.assertEqual(self.columns(root), {"good_id": "Parent Item", "quantity": "Qty/Parent", "hs": "Comm Code", "country": "Country/Region of Origin Code", "unit_value": "Member Item : Average Cost"})

    def test_headers_of_more_systems(self):
        for bom in ("Parent Item,Comp Item,Line No,Quantity Per,UM,Scrap %,Std Cost,HS Code,Ctry\nPUMP,BODY,1.0,1,EA,0,20,8413.91,CN\n",  # JD Edwards
                    "Código Producto;Producto;Código Componente;Componente;Cantidad;Unidad;Costo Unitario;Fracción Arancelaria;País Origen\nPUMP;Bomba;BODY;Cuerpo;1;PZA;20.00;84139199;CHINA\n",  # CONTPAQi
                    "CVE_ART,CVE_COMP,DESCR,CANT,UNI_MED,COSTO_PROM,FRACC_ARANC,PAIS\nPUMP,BODY,CUERPO,1,PZA,20.00,84139199,CHN\n",  # Aspel SAE
                    "Bill No,Revision,Component Item Code,Quantity Per Bill,Scrap Percent,Unit Of Measure,Std Unit Cost,Harmonized Code,Country Of Origin\nPUMP,000,BODY,1,0,EACH,20,8413.91,CN\n",  # Sage 100
                    "Composé;Composant;Désignation;Quantité;Unité;Prix de revient;Code NC8;Pays d'origine\nPUMP;BODY;Corps;1,00;U;20,00;84139100;CN\n",  # Sage in French
                    "BOMID,LINENUMBER,ITEMNUMBER,QUANTITY,QUANTITYDENOMINATOR,PRODUCTUNITSYMBOL,Cost price,Commodity,Country/region of origin\nPUMP,1,BODY,100,100,pcs,20,8413.91,CHN\n"):  # Dynamics 365
            with self.subTest(bom=bom):
                self.assertEqual(self.value(bom), ["20.00"])
                run = self.run_usmca("check", "--goods", self.path / "goods.csv", "--bom", self.path / "bom.csv", "--profile", self.path / "suggested.xml", "--default-use", "aftermarket", "--format", "json")
                self.assertEqual([(one["material_id"], one["country"]) for one in self.results(run)[0]["materials"]], [("BODY", "CN")])

    def test_whose_a_header_is_by_those_beside_it(self):
        """Part, Item and Material are the product beside a component, and the component where nothing else is; by their values a place in the list, or none."""
        for header, row, expected in (
                ("Part Num,Rev,Mtl Seq,Mtl Part Num,Part Description,Qty Per,UOM", "PUMP,A,10,BODY,Body,1,EA", {"good_id": "Part Num", "line": "Mtl Seq", "material_id": "Mtl Part Num", "description": "Part Description", "quantity": "Qty Per", "unit": "UOM"}),  # Epicor
                ("Company,PartNum,RevisionNum,MtlSeq,MtlPartNum,QtyPer,UOMCode", "E,PUMP,A,10,BODY,1,EA", {"good_id": "PartNum", "line": "MtlSeq", "material_id": "MtlPartNum", "quantity": "QtyPer", "unit": "UOMCode"}),
                ("Level,Part Num,Description,Mtl Seq,Qty/Parent", "1,BODY,Body,10,1", {"level": "Level", "material_id": "Part Num", "description": "Description", "line": "Mtl Seq", "quantity": "Qty/Parent"}),
                ("Item number,Product name,Quantity,Per series,Unit", "BODY,Body,1,1,ea", {"material_id": "Item number", "quantity": "Quantity", "base_quantity": "Per series", "unit": "Unit"}),  # Dynamics 365
                ("Item,Operation,BOM Seq,Material,Quantity,Per,U/M", "PUMP,10,1,BODY,1,Unit,EA", {"good_id": "Item", "material_id": "Material", "quantity": "Quantity", "unit": "U/M"}),  # Infor
                ("Manufactured Item,Position,Component,Net Quantity,Unit,Scrap Percentage", "PUMP,10,BODY,1,ea,0", {"good_id": "Manufactured Item", "line": "Position", "material_id": "Component", "quantity": "Net Quantity", "unit": "Unit", "scrap_percent": "Scrap Percentage"}),
                ("Item,Organization,Item Sequence,Component,Quantity,UOM", "PUMP,M1,10,BODY,1,Ea", {"good_id": "Item", "material_id": "Component", "quantity": "Quantity", "unit": "UOM"}),  # Oracle
                ("Item,ICt,Component,Quantity,Un", "0010,L,BODY,1,PC", {"line": "Item", "material_id": "Component", "quantity": "Quantity", "unit": "Un"}),  # SAP
                ("Explosion level,Item Number,Component number,Component unit,Assembly", ".1,0010,BODY,PC,X", {"level": "Explosion level", "line": "Item Number", "material_id": "Component number", "unit": "Component unit"}),
                ("Material,Centro,Posición,Componente,Cantidad componente,UM", "PUMP,1000,0010,BODY,1,PZA", {"good_id": "Material", "line": "Posición", "material_id": "Componente", "quantity": "Cantidad componente", "unit": "UM"}),
                ("STLNR,IDNRK,POSNR,MENGE,MEINS", "001,BODY,0010,1,ST", {"material_id": "IDNRK", "line": "POSNR", "quantity": "MENGE", "unit": "MEINS"}),
                ("Part No,Revision,Component Part No,Quantity,Unit", "PUMP,A,BODY,1,Ea", {"good_id": "Part No", "material_id": "Component Part No", "quantity": "Quantity", "unit": "Unit"}),  # Plex
                ("ParentPart,SequenceNum,Component,QtyPer,ScrapPercentage", "PUMP,10,BODY,1,0", {"good_id": "ParentPart", "line": "SequenceNum", "material_id": "Component", "quantity": "QtyPer", "scrap_percent": "ScrapPercentage"}),  # SYSPRO
                ("BOM No.,Master Item No.,Quantity,Unit Cost", "1,PUMP,1,30", {"good_id": "Master Item No\\.", "quantity": "Quantity", "unit_value": "Unit Cost"}),  # Sage
                ("BOM ID,BOM Inventory ID,Line Nbr.,Inventory ID,Qty Required", "B1,PUMP,1,BODY,1", {"good_id": "BOM Inventory ID", "line": "Line Nbr\\.", "material_id": "Inventory ID", "quantity": "Qty Required"}),  # Acumatica
                ("Product,Quantity,BoM Lines/Component,BoM Lines/Quantity", "PUMP,1,BODY,2", {"good_id": "Product", "material_id": "BoM Lines/Component", "quantity": "BoM Lines/Quantity"}),  # Odoo
                ("Código,Nombre,Código componente,Nombre componente,Cantidad", "PUMP,Bomba,BODY,Cuerpo,1", {"good_id": "Código", "material_id": "Código componente", "description": "Nombre componente", "quantity": "Cantidad"}),  # CONTPAQi
                ("Clave,Cantidad,Unidad,Costo", "BODY,1,pz,30", {"material_id": "Clave", "quantity": "Cantidad", "unit": "Unidad", "unit_value": "Costo"}),  # Aspel
                ("Clave Producto Terminado,Clave Materia Prima,País Origen,Cantidad Incorporada", "PUMP,BODY,CHN,1", {"good_id": "Clave Producto Terminado", "material_id": "Clave Materia Prima", "country": "País Origen", "quantity": "Cantidad Incorporada"}),
                ("Item #,Parts Per,UOM,Component Item #", "PUMP,1,EA,BODY", {"good_id": "Item \\#", "quantity": "Parts Per", "unit": "UOM", "material_id": "Component Item \\#"}),
                ("ITEM NO.,PART NUMBER,QTY.,MATERIAL,WEIGHT", "1,BODY,1,Cast iron,2.5", {"line": "ITEM NO\\.", "quantity": "QTY\\."}),  # of a drawing: what it is made of
                ("Parent,HTS,Net weight,Peso (kg)", "PUMP,8413.91,2.5,2.5", {"good_id": "Parent", "hs": "HTS", "weight_kg": "Peso \\(kg\\)"}),
                ("Parent,HTS,Net weight,Weight unit", "PUMP,8413.91,2.5,G", {"good_id": "Parent", "hs": "HTS", "unit_weight_kg": "Net weight", "weight_unit": "Weight unit"})):
            with self.subTest(header=header):
                root, _ = self.suggest("bom.csv", header + "\n" + row + "\n", "--table", "bom")
                self.assertEqual(self.columns(root), expected)

    def test_a_price_beside_a_valuation_is_a_cost(self):
        for header, row in (("Material;Plnt;Material description;MTyp;BUn;PGr;ABC;Prc;Price;Crcy;Per;Commodity code;Country", "PUMP;1000;Pump;FERT;PC;001;;S;43.05;USD;1;84133000;MX"),
                            ("Material;Centro;Texto breve de material;TpMt;CatV;Control de precios;Precio;Moneda;Fracción arancelaria;País", "PUMP;1000;Bomba;FERT;7920;S;43.05;USD;8413.30.99;MX")):
            root, text = self.suggest("mm60.csv", f"{header}\n{row}\n", "--table", "goods")
            self.assertNotIn("transaction_value", self.columns(root))
            self.assertRegex(text, "not read: (Price|Precio);")
        root, _ = self.suggest("mm60.csv", "Material;Prc;Price;Sales price;Commodity code;Country\nPUMP;S;43.05;50;84133000;MX\n")
        self.assertEqual(self.columns(root)["transaction_value"], "Sales price")
        root, _ = self.suggest("items.csv", "Item;HTS;Country;Price;Sales price;Standard cost\nPUMP;84133000;MX;43.05;50;40\n")
        self.assertEqual(self.columns(root)["transaction_value"], "Sales price")
        root, _ = self.suggest("items.csv", "Item;HTS;Country;Price;Standard cost\nPUMP;84133000;MX;43.05;40\n")
        self.assertEqual(self.columns(root)["transaction_value"], "Price")

    def test_a_loss_is_a_percentage_where_something_says_so(self):
        for header, value, expected in (("Merma", "5", None), ("Scrap", "0.5", None), ("Rebut", "2", None), ("Merma", "5%", "Merma"), ("Merma %", "5", "Merma %"), ("Scrap factor", "5", "Scrap factor"), ("Component scrap", "5", "Component scrap")):
            with self.subTest(header=header, value=value):
                root, text = self.suggest("bom.csv", f"Parent;Component;HTS;Qty;Unit cost;{header}\nPUMP;BODY;8413.91;10;1;{value}\n")
                self.assertEqual(self.columns(root).get("scrap_percent"), expected)
                self.assertEqual(f"not read: {header};" in text, expected is None)

    def test_yes_and_no_are_no_countries(self):
        for values in (("SI", "NO"), ("NO", "NO"), ("S", "N")):
            root, text = self.suggest("bom.csv", "Producto;Componente;Fracción;Origen;Cantidad\n" + "".join(f"PUMP;BODY;8413.91;{value};1\n" for value in values))
            self.assertNotIn("country", self.columns(root))
            self.assertIn("not read: Origen;", text)
        root, _ = self.suggest("bom.csv", "Producto;Componente;Fracción;Origen;Cantidad\nPUMP;BODY;8413.91;NO;1\nPUMP;SEAL;8484.20;CN;1\n")
        self.assertEqual(self.columns(root)["country"], "Origen")

    def test_doubts_are_said(self):
        _, text = self.suggest("bom.csv", "Parent;HTS;Unit price\nPUMP;8413.91;1,234\n")
        self.assertIn("may part thousands or decimals", text)
        _, text = self.suggest("bom.csv", "Parent;HTS;Unit price\nPUMP;8413.91;1,5\nPUMP;8413.91;1.5\n")
        self.assertIn("in more than one way", text)
        _, text = self.suggest("bom.csv", "Parent;HTS;Valid from\nPUMP;8413.91;01/02/2026\n")
        self.assertIn("may as well be M/D/YYYY", text)
        for days in (["2026-05-01", "2026-06-07"], ["2026-05-01T10:00:00"], ["46300.5"]):
            root, text = self.suggest("bom.csv", "Parent;HTS;Valid from\n" + "".join(f"PUMP;8413.91;{day}\n" for day in days))
            self.assertEqual((root.get("date"), "may as well be" in text), (None, False), days)
        root, text = self.suggest("bom.csv", "Parent;HTS;Valid from\nPUMP;8413.91;2026-05-01\nPUMP;8413.91;25/01/2026\n")
        self.assertEqual((root.get("date"), "may as well be" in text), ("D/M/YYYY", False))
        _, text = self.suggest("bom.csv", "Parent;HTS;Valid from\nPUMP;8413.91;next week\n", "--lang", "es")
        self.assertIn("ninguna de las formas usuales", text)
        _, text = self.suggest("bom.csv", "Component;HTS;Qty\nA;8413.91;1\n")
        self.assertIn("good_id is needed, and no header is known to be it", text)

    def test_a_value_that_is_no_day_leaves_the_others_in_no_doubt(self):
        rows = "".join(f"D{i},certification,ACME,{day}\n" for i, day in enumerate(("2026-05-31", "31 of May", "2026-06-30")))
        self.write("documents.csv", "document_id,kind,supplier,valid_to\n" + rows)
        self.assertNotIn("none of the usual forms", self.run_usmca("profile", "suggest", "documents.csv").stdout.decode())
        self.write("documents.csv", "document_id,kind,supplier,valid_to\nD,certification,ACME,31 of May\n")
        self.assertIn("none of the usual forms", self.run_usmca("profile", "suggest", "documents.csv").stdout.decode())

    def test_days_with_names_and_workbooks(self):
        root, _ = self.suggest("bom.csv", "Parent,HTS,Valid from,Qty\nPUMP,8413.91,05-OCT-26,1\n")
        self.assertEqual((root.get("date"), root.get("century")), ("D-MON-YY", "20"))
        book = Book().add("bom", [["Parent", "HTS", "Unit price"], ["PUMP", "8413.91", Cell("1234.5")]])
        root, _ = self.suggest("book.xlsx", book.bytes())
        self.assertEqual((root.get("delimiter"), root.get("decimal"), self.columns(root)["unit_value"]), (None, None, "Unit price"))

    def test_each_sheet_of_a_workbook_that_names_a_table_is_one(self):
        goods = [["Catálogo de productos"], ["No. de parte", "Fracción arancelaria", "Precio de venta", "Moneda", "País destino"], ["PUMP", "8413.30.99", Cell("50"), "USD", "EUA"]]
        bom = [["Producto terminado", "No. parte componente", "Fracción arancelaria", "Consumo unitario", "Costo unitario", "Moneda", "Proveedor", "T-MEC", "Certificado de origen"],
               ["PUMP", "BODY", "8413.91.99", Cell("2"), Cell("4"), "USD", "Fundidora", "SI", "C-1"]]
        papers = [["No. de certificado", "No. de parte", "Criterio", "Vigencia desde", "Vigencia hasta", "Calidad"], ["C-1", "BODY", "B", "2026-01-01", "2026-12-31", "Productor"]]
        book = Book().add("Notas", [["x"]]).add("Productos", goods).add("Lista de materiales", bom).add("Certificados de origen", papers)
        root, text = self.suggest("cliente.xlsx", book.bytes(), "--lang", "es")
        tables = {table.get("name"): self.columns(table) for table in root.iter("table")}
        self.assertEqual(list(tables), ["goods", "bom", "documents"])
        self.assertEqual(tables["bom"], {"good_id": "Producto terminado", "material_id": "No\\. parte componente", "hs": "Fracción arancelaria", "quantity": "Consumo unitario", "unit_value": "Costo unitario",
                                         "currency": "Moneda", "supplier": "Proveedor", "origin": "T-MEC", "document": "Certificado de origen"})
        self.assertEqual(tables["documents"]["certifier_role"], "Calidad")
        self.assertIn("no se leen: Notas", text)
        self.assertIn('<column name="country" header="…"/>', text)
        self.assertIn("certification, accumulation-cost", text)
        for table, needed in (("goods", 'name="country" constant="MX"'), ("documents", 'name="kind" constant="certification"')):
            text = text.replace(f'<table name="{table}">', f'<table name="{table}">\n<column {needed}/>')
        run = self.run_usmca("check", "cliente.xlsx", "--profile", self.write("own.xml", text), "--date", "2026-10-05", "--default-use", "aftermarket", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        good, = self.results(run)
        self.assertEqual((good["good_id"], [(one["material_id"], one["value"], one["document"]) for one in good["materials"]]), ("PUMP", [("BODY", "8.00", "C-1")]))
        root, _ = self.suggest("cliente.xlsx", book.bytes(), "--table", "documents")
        self.assertEqual([(table.get("name"), "document_id" in self.columns(table)) for table in root.iter("table")], [("documents", True)])
        root, text = self.suggest("hojas.xlsx", Book().add("Hoja1", bom).add("Hoja2", goods).bytes())
        self.assertEqual([table.get("name") for table in root.iter("table")], ["bom"])

    def test_entries_and_measures_by_the_words_of_customs(self):
        for name, header, row, table, expected in (
                ("pedimentos.csv", "Pedimento,Secuencia,Fecha de pago,Número de parte,Valor en aduana,Preferencia solicitada,Cantidad UMC,Clave de moneda,Fracción arancelaria,País de origen,Importador",
                 "25 47 3801 5001234,1,25/03/2026,PUMP-A,12500,no,50,USD,8413.70.20,MX,ACME", "entries",
                 {"entry": "Pedimento", "line": "Secuencia", "date": "Fecha de pago", "good_id": "Número de parte", "value": "Valor en aduana", "claimed": "Preferencia solicitada", "quantity": "Cantidad UMC",
                  "currency": "Clave de moneda", "hs": "Fracción arancelaria", "country": "País de origen", "importer": "Importador"}),
                ("x.csv", "Entry Summary Number;Entry Line;Entry Date;Material;Entered Value;SPI Claimed;Crcy;HTSUS", "AAA-1;1;2026-03-25;PUMP-A;12500;no;USD;8413.70.20", "entries",
                 {"entry": "Entry Summary Number", "line": "Entry Line", "date": "Entry Date", "good_id": "Material", "value": "Entered Value", "claimed": "SPI Claimed", "currency": "Crcy", "hs": "HTSUS"}),
                ("x.csv", "Numéro de transaction;Ligne;Date de déclaration en détail;Code article;Valeur en douane;Traitement préférentiel;Pays d'origine", "1;1;2026-03-25;PUMP-A;12500;no;US", "entries",
                 {"entry": "Numéro de transaction", "line": "Ligne", "date": "Date de déclaration en détail", "good_id": "Code article", "value": "Valeur en douane", "claimed": "Traitement préférentiel",
                  "country": "Pays d'origine"}),
                ("medidas.csv", "Medida,Fracciones,País de origen,País importador,Vigencia desde,Vigencia hasta,Tasa,Base gravable,Exento con TMEC,Fundamento legal", "X,8413,MX,US,2026-01-25,2026-12-31,10,value,yes,DOF",
                 "measures", {"measure": "Medida", "codes": "Fracciones", "country": "País de origen", "import_country": "País importador", "from": "Vigencia desde", "to": "Vigencia hasta", "rate_percent": "Tasa",
                              "base": "Base gravable", "relieved": "Exento con TMEC", "source": "Fundamento legal"})):
            with self.subTest(header=header):
                root, _ = self.suggest(name, header + "\n" + row + "\n")
                self.assertEqual((root.find("table").get("name"), self.columns(root)), (table, expected))

    def test_a_check_of_headers_of_another_system_says_what_makes_a_profile(self):
        run = self.run_usmca("check", self.write("x.csv", "No. de parte;Componente;Fracción\nPUMP;C-1;8413.91\n"))
        self.assertEqual((run.returncode, b"usmca profile suggest" in run.stderr), (65, True), run.stderr)

    def test_what_cannot_be_suggested(self):
        self.assertEqual(self.run_usmca("profile", "suggest", self.write("x.csv", "a,b\n1,2\n")).returncode, 65)
        self.assertEqual(self.run_usmca("profile", "suggest", "nowhere.csv").returncode, 74)
        self.assertEqual(self.run_usmca("profile", "suggest").returncode, 64)
        self.assertEqual(self.run_usmca("profile").returncode, 64)


if __name__ == "__main__":
    unittest.main()
