"""What columns say that nothing reads is held against what the row says: a good is no yes by an ignored column."""
import unittest

from support import Case

GOODS = "good_id,hs,country,import_country,date,transaction_value,use{head}\nPUMP,8413.30,MX,US,2026-03-01,100,aftermarket{cell}\n"
BOM = "good_id,line,material_id,hs,origin,country,{head}\nPUMP,1,BODY,8413.91,non-originating,CN,{cell}\n"


class UnreadColumns(Case):
    def only(self, goods, bom, status=0):
        run = self.check(goods, bom, "--format", "json")
        self.assertEqual(run.returncode & 2, status, run.stderr)
        return self.results(run)[0]

    def of_good(self, head, cell, value="30"):
        result = self.only(GOODS.format(head=f",{head}", cell=f",{cell}"), BOM.format(head="value", cell=value))
        return result["status"], [finding["message"] for finding in result["findings"] if finding["code"] in ("column-unread", "hs-ambiguous")]

    def of_line(self, head, cell, status=0):
        return self.only(GOODS.format(head="", cell=""), BOM.format(head=head, cell=cell), status)

    def of_cells(self, head, cells):
        """The same of many, a good each."""
        def rows(text, at):
            return text.splitlines()[1].replace("PUMP,", f"PUMP-{at},") + "\n"
        goods, boms = GOODS.format(head="", cell=""), [BOM.format(head=head, cell=cell) for cell in cells]
        run = self.check(goods.splitlines()[0] + "\n" + "".join(rows(goods, at) for at in range(len(cells))),
                         boms[0].splitlines()[0] + "\n" + "".join(rows(bom, at) for at, bom in enumerate(boms)), "--format", "json")
        self.assertEqual(run.returncode & 2, 0, run.stderr)
        return zip(cells, self.results(run), strict=True)

    def test_goods_of_a_flat_file(self):
        """What stands below good_… is said of the good, as in a file of goods; in any row of it."""
        head = "good_id,good_hs,good_country,good_import_country,good_date,good_transaction_value,good_use,material_id,hs,origin,country,value"
        row = "PUMP,8413.30,MX,US,2026-03-01,100,aftermarket,{},{},non-originating,CN,{}"
        for name, cell, value, column in (("Incoterm", "DDP Laredo", "30", ""), ("freight", "40", "30", "international_shipping"), ("discount", "30", "30", ""), ("made_in", "China", "30", ""), ("HTSUS", "8414.59.65", "70", ""),
                                          ("price_unit_quantity", "100", "30", "price_unit"), ("crcy", "MXN", "30", "currency")):
            for cells in ((cell, cell), ("", cell), ("", "")):
                with self.subTest(name=name, cells=cells):
                    flat = f"{head},good_{name}\n" + "".join(f"{row.format(*line)},{one}\n" for line, one in zip((("BODY", "8413.91", value), ("SEAL", "8484.10", "0.01")), cells))
                    run = self.run_usmca("check", self.write("flat.csv", flat), "--format", "json")
                    result = self.results(run)[0]
                    goods = GOODS.format(head=f",{name}", cell=f",{cells[1]}")
                    lines = BOM.format(head="value", cell=value) + "PUMP,2,SEAL,8484.10,non-originating,CN,0.01\n"
                    self.assertEqual(result["status"], self.only(goods, lines)["status"])
                    self.assertEqual(result["status"] == "undetermined", cells[1] != "")
                    if cells[1]:
                        self.assertIn(f'"good_{name}" of flat.csv', " ".join(finding["message"] for finding in result["findings"]))

    def of_lines(self, good, head, *rows):
        goods = f"good_id,hs,country,import_country,date,transaction_value,weight_kg,claimed\nG,{good}\n"
        bom = f"good_id,line,hs,origin,value,weight_kg,facts,{head}\n" + "".join(f"G,{number},{row}\n" for number, row in enumerate(rows, 1))
        [result] = self.results(self.check(goods.replace("claimed", "criterion_claimed"), bom, "--format", "json"))
        self.assertEqual(result["status"] == "undetermined", any(finding["code"] == "column-unread" and finding["severity"] == "warning" for finding in result["findings"]))
        return result

    def test_a_line_that_may_not_count_changes_nothing_for_certain(self):
        """U.R. 5(3), no share of milk in cheese; 5(6), a tenth of the weight of a fabric: as it is with the line and without."""
        cheese, fabric = "0406.30,MX,US,2026-03-01,100,,B", "5209.11,MX,US,2026-03-01,100,1,B"
        for head, out, used in (("Active", "No", "Yes"), ("Usage %", "40", "100"), ("Obsolete", "Y", "N"), ("Valid until day,eff out", ",2025-01-01", ",2027-01-01"), ("Substitute", "A1", "")):
            for good, rows, expected in (
                    (cheese, (f"0402.10,non-originating,2,,,{out}", f"2501.00,non-originating,1,,,{used}"), "undetermined"),
                    (cheese, (f"0402.10,non-originating,2,,,{used}", f"2501.00,non-originating,1,,,{out}"), "non-originating"),
                    (cheese, (f"0402.10,originating,2,,,{used}", f"2501.00,non-originating,1,,,{out}"), "originating"),
                    (cheese, (f"0402.10,non-originating,2,,,{out}", f"0402.10,non-originating,2,,,{out}", f"0402.10,non-originating,1,,,{used}"), "non-originating"),
                    (cheese, (*[f"0402.10,non-originating,2,,,{out}"] * 6, f"2501.00,non-originating,1,,,{used}"), "undetermined"),
                    (cheese, (*[f"2501.00,non-originating,2,,,{out}"] * 6, f"2501.00,non-originating,1,,,{used}"), "originating"),
                    (fabric, (f"5205.11,originating,20,0.88,,{used}", f"5205.11,non-originating,20,0.12,elastomeric=no,{out}"), "undetermined"),
                    (fabric, (f"5205.11,originating,20,0.88,,{used}", f"5205.11,non-originating,20,0.02,elastomeric=no,{out}"), "originating"),
                    (fabric, (f"5205.11,originating,20,0.88,,{out}", f"5205.11,non-originating,20,0.12,elastomeric=no,{used}"), "non-originating")):
                with self.subTest(head=head, rows=rows):
                    result = self.of_lines(good, head, *rows)
                    self.assertEqual(result["status"], expected)
                    if expected == "undetermined":
                        self.assertNotIn("tariff-shift-failed", [finding["code"] for finding in result["findings"]])
        of_component = ("5205.12,originating,20,0.5,classification-component=yes,{}", "5205.12,originating,20,{},classification-component=yes,{}", "5205.12,non-originating,20,0.08,classification-component=yes; elastomeric=no,{}")
        for heavy, expected in (("0.5", "undetermined"), ("0.4", "undetermined"), ("0.1", "non-originating")):
            with self.subTest(heavy=heavy):
                goods = "good_id,hs,country,import_country,date,transaction_value,facts\nG,6105.10,MX,US,2024-03-01,100,cut-or-knit-and-assembled=yes; pockets=no\n"
                rows = of_component[0].format("Yes"), of_component[1].format(heavy, "No"), of_component[2].format("Yes")
                bom = "good_id,line,hs,origin,value,weight_kg,facts,Active\n" + "".join(f"G,{number},{row}\n" for number, row in enumerate(rows, 1))
                [result] = self.results(self.check(goods, bom, "--format", "json"))
                self.assertEqual(result["status"], expected)

    def test_bills_of_which_each_leads_to_one_answer(self):
        for rows, expected in ((("0402.10,non-originating,2,,,1", "2501.00,non-originating,1,,,2"), "undetermined"), (("0402.10,non-originating,2,,,1", "0402.10,non-originating,1,,,2"), "non-originating"),
                               (("2501.00,non-originating,2,,,1", "2501.00,non-originating,1,,,2"), "originating"), ((*(f"0402.10,non-originating,2,,,{version}" for version in range(7)),), "non-originating"),
                               ((*(f"2501.00,non-originating,2,,,{version}" for version in range(50)),), "originating"), ((*(f"0402.10,non-originating,2,,,{version}" for version in range(50)),), "undetermined")):
            with self.subTest(rows=rows):
                self.assertEqual(self.of_lines("0406.30,MX,US,2026-03-01,100,,B", "BOM version", *rows)["status"], expected)
        two = ("0402.10,non-originating,2,,,1,A", "2501.00,non-originating,1,,,1,B", "0402.10,non-originating,2,,,2,B")
        self.assertEqual(self.of_lines("0406.30,MX,US,2026-03-01,100,,B", "BOM version,Plant", *two)["status"], "undetermined")

    def test_what_is_said_of_an_assembly_is_of_what_is_in_it(self):
        for head, cell, expected in (("Lot size", "100", "undetermined"), ("Scrap %", "300", "undetermined"), ("Times used", "4", "undetermined"), ("Active", "No", "undetermined"), ("Price unit", "100", "originating"),
                                     ("Lot size", "1", "originating"), ("Active", "Yes", "originating")):
            with self.subTest(head=head, cell=cell):
                bom = f"good_id,level,line,material_id,hs,origin,quantity,value,{head}\nPUMP,1,1,HEAD,8413.91,,1,,{cell}\nPUMP,2,1,CASTING,8413.91,non-originating,1,30,\n"
                result = self.only(GOODS.format(head="", cell=""), bom)
                self.assertEqual(result["status"], expected)

    def test_taxes_that_may_be_in_the_price(self):
        for head, cell, expected in (("IVA", "30", "undetermined"), ("IVA", "2", "originating"), ("IVA", "40%", "undetermined"), ("IVA %", "16", "originating"), ("VAT", "Included", "undetermined"), ("IVA", "Exento", "originating"), ("TVA", "30", "undetermined"),
                                     ("Duty included", "Yes", "undetermined"), ("Duty included", "No", "originating"), ("IVA incluido", "Sí", "undetermined"), ("Freight included", "X", "undetermined"), ("Droits inclus", "oui", "undetermined"),
                                     ("Duty included", "", "originating"), ("net_cost,Duty included", "90,Yes", "originating"), ("Freight,Discount,IVA", "9,9,9", "undetermined"), ("Freight,Discount,IVA", "1,1,1", "originating")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_good(head, cell)[0], expected)
        self.assertIn("taxes, duties or freight that may be in the price", self.of_good("IVA", "30")[1][0])

    def test_costs_that_leave_net_cost(self):
        """U.R. 7(11): with more of them than are said to leave it."""
        for head, cell, value, expected in (("Royalties", "50", "40", "undetermined"), ("Royalties", "2", "40", "originating"), ("Regalías", "50", "40", "undetermined"), ("Redevances", "50", "40", "undetermined"), ("Marketing,Royalties", "25,25", "40", "undetermined"),
                                            ("Warranty cost", "0", "40", "originating"), ("Royalties", "50", "70", "non-originating")):
            with self.subTest(head=head, cell=cell):
                goods = f"good_id,hs,country,date,total_cost,excluded_costs,use,{head}\nPUMP,8413.30,MX,2026-03-01,100,5,aftermarket,{cell}\n"
                result = self.only(goods, BOM.format(head="value", cell=value))
                self.assertEqual(result["status"], expected)
                self.assertEqual(any("put it into excluded_costs" in finding["message"] for finding in result["findings"]), expected == "undetermined")

    def test_goods_that_go_through_other_countries(self):
        """U.R. 10(1): kept under the control of customs, or not."""
        for head, cell, expected in (("Transshipment", "Yes", "undetermined"), ("Transshipment", "Panama", "undetermined"), ("País de tránsito", "China", "undetermined"), ("Port de transbordement", "Shanghai", "undetermined"), ("Transshipment", "No", "originating"),
                                     ("Transshipment", "", "originating"), ("Transit country", "US", "originating"), ("Country of export", "China", "undetermined"), ("País de exportación", "México", "originating"), ("Repacked in", "Singapore", "undetermined"),
                                     ("Pays d'exportation", "Canada", "originating"), ("facts,Transshipment", "left-customs-control=no; processed-in-transit=no,Panama", "originating"),
                                     ("Assembled in", "China", "undetermined"), ("Ensamblado en", "Vietnam", "undetermined"), ("Assemblé au", "Canada", "originating"), ("Assembled in", "Mexico", "originating")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_good(head, cell)[0], expected)
        self.assertIn("Declare left-customs-control:", self.of_good("Transshipment", "Panama")[1][0])

    def test_an_origin_elsewhere_or_not_known(self):
        """Below a header that speaks of an origin, against a line that is declared originating."""
        for head, cell, expected in (("Sourcing", "Overseas", "undetermined"), ("Origin basis", "Assumed", "undetermined"), ("Origin region", "Asia", "undetermined"), ("Procedencia", "Tercer país", "undetermined"),
                                     ("Origen confirmado", "Sin verificar", "undetermined"), ("USMCA status", "Pending", "undetermined"), ("Mfr country", "Pending", "originating"), ("Origine confirmée", "Non vérifiée", "undetermined"), ("USMCA status", "Not confirmed", "undetermined"), ("Sourcing", "Local", "originating"),
                                     ("Source", "ERP", "originating"), ("Procedencia", "Importado", "originating"), ("Vendor country", "China", "originating")):
            with self.subTest(head=head, cell=cell):
                bom = f"good_id,line,hs,origin,country,value,{head}\nPUMP,1,8413.91,originating,MX,60,{cell}\n"
                self.assertEqual(self.only(GOODS.format(head="", cell=""), bom)["status"], expected)

    def test_a_material_that_is_imported_from_nobody_says_where(self):
        """Imported is of an unknown country, and domestic no proof of an origin: neither makes a yes."""
        open_, stands = "undetermined", "originating"
        for head, cells in (("Source", {"Imported": open_, "Import": open_, "Domestic": stands, "Local": stands}), ("Procurement", {"Importado": open_, "China": open_, "Nacional": stands, "MX": stands, "No": stands}), ("Tipo de compra", {"Importación": open_, "Compra local": stands}),
                            ("Procedencia", {"Importado": open_}), ("Type", {"Imported": open_, "I": stands, "Made in China": open_}), ("Imported?", {"Yes": open_, "1": open_, "X": open_, "No": stands, "0": stands, "": stands}), ("Importado", {"Sí": open_, "No": stands}),
                            ("Nacional", {"No": open_, "Sí": stands}), ("Domestic", {"N": open_, "Y": stands}), ("Nac/Imp", {"I": open_, "N": stands}), ("Nacional o importado", {"Importado": open_, "Nacional": stands}), ("Approvisionnement", {"Importé": open_, "National": stands}),
                            ("Purchase type", {"Overseas": open_}), ("Supplier country", {"China": stands})):
            for origin, country, opened in (("originating", "", open_), ("originating", "US", stands), ("", "", "non-originating")):
                goods, bom = GOODS.format(head="", cell="").splitlines(), f"good_id,line,hs,origin,country,value,{head}\n"
                bom += "".join(f"PUMP-{at},1,8413.91,{origin},{country},60,{cell}\n" for at, cell in enumerate(cells))
                run = self.check("\n".join([goods[0], *(goods[1].replace("PUMP", f"PUMP-{at}") for at in range(len(cells)))]) + "\n", bom, "--format", "json")
                for (cell, expected), result in zip(cells.items(), self.results(run), strict=True):
                    with self.subTest(head=head, cell=cell, origin=origin, country=country):
                        elsewhere = country and cell in ("China", "Made in China", "Overseas")
                        self.assertEqual(result["status"], expected if elsewhere or (origin and expected == stands) else opened)
        goods, bom = GOODS.format(head="", cell=""), "good_id,line,material_id,hs,origin,value,document,Imported\nPUMP,1,BODY,8413.91,originating,60,C,Yes\n"
        paper = "document_id,kind,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,exporter,producer,importer\nC,certification,BODY,8413.91,B,2026-01-01,2026-12-31,2026-01-01,Ana,producer,E,P,I\n"
        self.assertEqual(self.results(self.check(goods, bom, "--format", "json", "--documents", self.write("documents.csv", paper)))[0]["status"], "originating")
        self.assertIn("was imported, and neither a country nor", " ".join(finding["message"] for finding in self.only(goods, bom)["findings"]))
        for origin in ("Domestic", "Nacional", "Imported"):
            self.assertEqual(self.only(goods, f"good_id,line,hs,origin,value\nPUMP,1,8413.91,{origin},60\n", 2)["status"], "rejected")

    def test_a_material_that_is_not_bought(self):
        """Schedule 6, 2: what the customer supplies has no price, unless the line says that its value holds."""
        known, doubtful = "originating", "undetermined"
        for head, cells in (("Consigned", {"Yes": doubtful, "X": doubtful, "1": doubtful, "No": known, "0": known, "": known, "N/A": known}), ("Customer supplied", {"Y": doubtful, "per contract": doubtful, "N": known}), ("Free issue", {"Yes": doubtful, "No": known}), ("CFE", {"Y": doubtful}),
                            ("Buyer-furnished", {"Yes": doubtful}), ("Consigned qty", {"2": doubtful, "0": known}), ("Consigned to", {"line 4": known}), ("Consignado", {"Sí": doubtful, "No": known}), ("Suministrado por el cliente", {"Sí": doubtful, "no": known}), ("A consignación", {"X": doubtful}),
                            ("Sin costo", {"Sí": doubtful, "No": known}), ("Fourni par le client", {"Oui": doubtful, "Non": known}), ("Beistellung", {"X": doubtful}), ("Related party", {"Yes": doubtful, "No": known}), ("Intercompany", {"Yes": doubtful}),
                            ("Supply type", {"Customer": doubtful, "Push": known}), ("Procurement type", {"Consigned": doubtful, "F": known}), ("Propiedad", {"Cliente": doubtful, "Propia": known}), ("Notes", {"Customer supplied per contract": doubtful, "customer wants it red": known, "Free of charge": doubtful})):
            for cell, result in self.of_cells(f"{head},value", [f"{cell},30" for cell in cells]):
                with self.subTest(head=head, cell=cell):
                    self.assertEqual(result["status"], cells[cell.removesuffix(",30")])
        said = self.of_line("Consigned,value", "Yes,30")["findings"]
        self.assertIn("Declare value-unacceptable of the line:", said[0]["message"])
        self.assertIn("Schedule 6, 2", said[0]["cite"])
        for facts, expected in (("value-unacceptable=no", known), ("value-unacceptable=yes", doubtful), ("elastomeric=no", doubtful)):
            self.assertEqual(self.of_line("Consigned,facts,value", f"Yes,{facts},30")["status"], expected)
        goods = "good_id,hs,country,date,currency,other_product_costs,excluded_costs,use\nPUMP,8413.30,MX,2026-10-05,USD,50,0,aftermarket\n"
        lines = "good_id,line,hs,origin,value,Consigned\nPUMP,1,8413.91,originating,{},Yes\nPUMP,2,8413.91,non-originating,20,\n"
        for worth, expected in (("0", known), ("30", doubtful)):  # what the producer has no cost of is in no total cost
            self.assertEqual(self.only(goods, lines.format(worth))["status"], expected)

    def test_a_price_that_is_paid(self):
        """U.R. 8(1), Schedule 6, 2(1) and 3(1): a material is worth what is paid for it; a cost is no price."""
        for head in ("Purchase price", "PO price", "Invoice price", "Last purchase price", "Vendor price", "Precio de compra", "Precio de factura", "Prix d'achat", "Net price", "Einkaufspreis", "Precio de transferencia"):
            for cell, expected in (("1,30,70", "undetermined"), ("1,30,30", "originating"), ("1,30,", "originating"), ("1,30,0", "originating"), ("2,15,15", "originating"), ("2,15,35", "undetermined"), ("1,70,30", "undetermined"), ("1,70,70", "non-originating")):
                with self.subTest(head=head, cell=cell):
                    result = self.of_line(f"quantity,unit_value,{head}", cell)
                    self.assertEqual(result["status"], expected)
                    self.assertEqual("value-differs" in [finding["code"] for finding in result["findings"]], expected == "undetermined")
        for head in ("Landed cost", "Standard cost", "Moving average price", "Last cost", "List price", "Costo promedio", "Coût standard"):
            with self.subTest(head=head):
                self.assertEqual(self.of_line(f"quantity,unit_value,{head}", "1,30,70")["status"], "originating")
        profile = '<profile name="mine"><table name="goods"/><table name="bom"><column name="unit_value" header="Average cost"/>{}</table></profile>'
        bom = BOM.format(head="quantity,Average cost,Purchase price", cell="1,30,70")
        for said, expected in (("", "undetermined"), ('<ignore header="Purchase price"/>', "originating")):
            path = self.write("p.xml", profile.format(said))
            run = self.check(GOODS.format(head="", cell=""), bom, "--format", "json", "--profile", path)
            self.assertEqual(self.results(run)[0]["status"], expected)

    def test_more_ways_to_say_it(self):
        for head, cell, expected in (("Material surcharge", "value:40", "undetermined"), ("Recargo por aleación", "value:0", "originating"), ("LME surcharge amount", "value:", "originating"), ("Surtaxe énergie", "value:5", "undetermined"),
                                     ("Consignment", "value:T", "undetermined"), ("Consignment", "value:F", "originating"), ("Consigned", "value:Owned", "originating"), ("Part ownership", "value:Customer Owned", "undetermined"), ("Landed factor", "value:2.3", "undetermined"), ("Coefficient", "value:1", "originating"), ("Instances", "value:7", "undetermined"), ("Cost adj.", "value:40", "undetermined"), ("Cargo adicional", "value:0", "originating"),
                                     ("Intercompany vendor", "value:Yes", "undetermined"), ("Muestra sin costo", "value:Sí", "undetermined"), ("Lead free", "value:Yes", "originating"), ("Part ownership", "value:Plant 2", "originating")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_line(f"value,{head}", cell.replace("value:", "30,"))["status"], expected)
        for head, cell, expected in (("Ship from", "China", "undetermined"), ("Ship from", "US", "originating"), ("País de embarque", "CN", "undetermined"), ("Tipo de operación", "Importación temporal", "undetermined"), ("Notes", "Imported from Asia", "undetermined"), ("Mfg location", "China", "undetermined"), ("Región", "Asia", "undetermined"), ("Region", "Bajío", "originating"), ("% imported", "60", "undetermined"), ("Imported qty", "0", "originating"), ("Qualification result", "Fail", "undetermined"), ("Cumple regla", "NO", "undetermined"), ("Cumple regla", "Sí", "originating"), ("Cumple NOM", "NO", "originating"),
                                     ("Origin confidence", "Low", "undetermined"), ("Certificado T-MEC", "NO TIENE", "undetermined"), ("Preference", "No", "undetermined"), ("Preference criterion", "B", "originating"), ("Notes", "Important: red", "originating")):
            with self.subTest(head=head, cell=cell):
                bom = f"good_id,line,hs,origin,value,{head}\nPUMP,1,8413.91,originating,60,{cell}\n"
                self.assertEqual(self.only(GOODS.format(head="", cell=""), bom)["status"], expected)

    def test_goods_that_are_not_sold_or_to_a_related_person(self):
        """Schedule 4, 2: their price may be no transaction value, unless it is declared to be one."""
        for head, cell, expected in (("Related party", "Yes", "undetermined"), ("Intercompany", "X", "undetermined"), ("Vinculación", "Sí", "undetermined"), ("Free of charge", "1", "undetermined"),
                                     ("Échantillon", "Oui", "undetermined"), ("Related party", "No", "originating"), ("Related party", "", "originating"), ("Muestra", "0", "originating"),
                                     ("facts,Related party", "price-unacceptable=no,Yes", "originating")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_good(head, cell)[0], expected)
        self.assertIn("Declare price-unacceptable:", self.of_good("Related party", "Yes")[1][0])
        by_net_cost = "good_id,hs,country,date,transaction_value,net_cost,use,Related party\nPUMP,8413.30,MX,2026-03-01,100,90,aftermarket,Yes\n"
        self.assertEqual(self.only(by_net_cost, BOM.format(head="value", cell="30"))["status"], "originating")

    def test_what_is_put_on_top_of_a_material(self):
        for head in ("Overhead", "Markup %", "Labor", "Gastos indirectos", "Sobreprecio", "Frais généraux", "Majoration %", "Variance", "PPV", "Price increase %",
                     "Variación de precio", "Écart de prix"):
            expected = {"30,50": "undetermined", "30,0": "originating"}
            for cell, result in self.of_cells(f"value,{head}", list(expected)):
                with self.subTest(head=head, cell=cell):
                    self.assertEqual(result["status"], expected[cell])

    def test_how_many_are_used_under_another_name(self):
        for head in ("No. of units", "Nos.", "Units per", "Per vehicle", "Sets", "Stück", "EA", "Consumo real", "Unidades por", "Unités par"):
            expected = {"1,39,2": "undetermined", "1,39,1": "originating", "1,39,": "originating"}
            for cell, result in self.of_cells(f"quantity,unit_value,{head}", list(expected)):
                with self.subTest(head=head, cell=cell):
                    self.assertEqual(result["status"], expected[cell])

    def test_a_line_that_replaces_another(self):
        for head in ("Replaces", "Replaced by", "Substitute for", "Reemplaza a", "Remplacé par"):
            for said, expected in (("BODY", "undetermined"), ("other; body", "undetermined"), ("OLD-1", "non-originating"), ("", "non-originating")):
                with self.subTest(head=head, said=said):
                    bom = f"good_id,line,material_id,hs,origin,value,{head}\nPUMP,1,BODY,8413.91,non-originating,39,\nPUMP,2,NEWBODY,8413.91,non-originating,38,{said}\n"
                    self.assertEqual(self.only(GOODS.format(head="", cell=""), bom)["status"], expected)
        for second, replaces, expected in (("BODY", "BODY", "undetermined"), ("BODY", "CAP", "non-originating"), ("CAP", "CAP", "non-originating")):
            with self.subTest(second=second, replaces=replaces):
                bom = f"good_id,line,material_id,hs,origin,value,Replaces\nPUMP,1,BODY,8413.91,non-originating,39,\nPUMP,2,{second},8413.91,non-originating,38,{replaces}\n"
                self.assertEqual(self.only(GOODS.format(head="", cell=""), bom)["status"], expected)
        for one, other, expected in (("1", "2", "undetermined"), ("1", "1", "non-originating"), ("", "", "non-originating")):
            bom = f"good_id,line,material_id,hs,origin,value,Priority\nPUMP,1,BODY,8413.91,non-originating,39,{one}\nPUMP,2,NEWBODY,8413.91,non-originating,38,{other}\n"
            self.assertEqual(self.only(GOODS.format(head="", cell=""), bom)["status"], expected)

    def test_a_second_classification_of_a_line(self):
        for head, cell, expected in (("value,HTS", "30,8483.40.50", "originating"), ("value,HTS", "70,8483.40.50", "undetermined"), ("value,htsCode", "70,8483405000", "undetermined"),
                                     ("value,Fracción arancelaria", "30,84133099", "undetermined"), ("value,HTS", "70,8413.91.9095", "non-originating"), ("value,HS4", "70,8413", "non-originating"),
                                     ("value,Parent HTS", "30,8413.30", "originating"), ("value,Additional HTS", "70,9903.88.15", "non-originating"), ("value,Tariff rate", "70,25.01", "non-originating"),
                                     ("value,HTS", "70,", "non-originating")):
            with self.subTest(head=head, cell=cell):
                result = self.of_line(head, cell)
                self.assertEqual(result["status"], expected)
                told = [finding for finding in result["findings"] if finding["code"] == "hs-ambiguous"]
                self.assertEqual(len(told), int(expected == "undetermined"))
                for finding in told:
                    self.assertEqual(finding["line"], "1")
                    self.assertIn(head.split(",")[1], finding["message"])

    def test_a_second_classification_of_the_good(self):
        self.assertEqual(self.of_good("HTSUS", "8414.59.65", "70")[0], "undetermined")
        self.assertIn('the column "HTSUS" of goods.csv, which is not read, has 8414.59', self.of_good("HTSUS", "8414.59.65", "70")[1][0])
        self.assertEqual(self.of_good("HTSUS", "8413.30.90", "70"), ("non-originating", []))
        self.assertEqual(self.of_good("HTSUS", "8414.59.65", "30"), ("originating", []))

    def test_another_country_in_which_the_good_is_made(self):
        for head, cell, expected in (("Country of origin", "CN", "undetermined"), ("Made in", "China", "undetermined"), ("Plant country", "CN", "undetermined"), ("countryOfOrigin", "CN", "undetermined"),
                                     ("Country of origin", "Various", "undetermined"), ("Country of origin", "Mexico", "originating"), ("Made in", "USA", "originating"), ("Country of origin", "", "originating"),
                                     ("Destination country", "DE", "originating"), ("Plant", "1000", "originating"), ("Customer country", "DE", "originating")):
            with self.subTest(head=head, cell=cell):
                status, said = self.of_good(head, cell)
                self.assertEqual((status, len(said)), (expected, int(expected == "undetermined")))

    def test_what_may_have_to_be_taken_off_the_price(self):
        for head, cell, expected in (("Freight", "40", "undetermined"), ("Freight", "3", "originating"), ("flete", "-40", "undetermined"), ("Discount", "30", "undetermined"), ("Discount %", "30", "undetermined"),
                                     ("Discount", "30%", "undetermined"), ("Discount %", "2", "originating"), ("Descuento", "0", "originating"), ("Freight", "Collect", "originating"),
                                     ("Net price", "60", "undetermined"), ("Net price", "99", "originating"), ("Net price", "120", "originating")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_good(head, cell)[0], expected)
        self.assertIn("name the column international_shipping", self.of_good("Freight", "40")[1][1])
        self.assertEqual(self.of_good("international_shipping,Freight", "1,40")[0], "originating")

    def test_terms_of_delivery_by_which_the_price_contains_shipment(self):
        for head, cell, expected in (("Incoterm", "CIF", "undetermined"), ("Terms", "DDP Laredo", "undetermined"), ("Condiciones de venta", "CIF", "undetermined"), ("Terms", "Net 30", "originating"), ("INCOTERMS", "DDP Laredo", "undetermined"), ("Términos de entrega", "dap", "undetermined"), ("Incoterm", "FOB", "originating"),
                                     ("Incoterm", "EXW Monterrey", "originating"), ("Incoterm", "FCA", "originating"), ("Incoterm", "", "originating"), ("Payment terms", "CIF", "originating"),
                                     ("international_shipping,Incoterm", "3,CIF", "originating"), ("international_shipping,Incoterm", "0,DDP", "originating"), ("net_cost,Incoterm", "90,DDP", "originating"),
                                     ("Freight,Incoterm", "3,CIF", "originating")):
            with self.subTest(head=head, cell=cell):
                status, said = self.of_good(head, cell)
                self.assertEqual(status, expected)
                self.assertEqual(any("by that the price contains international shipment" in message for message in said), expected == "undetermined")

    def test_a_quantity_that_is_the_same_for_any_number(self):
        for head in ("Fixed qty", "FMENG", "Qty is fixed", "fixedQty", "Cantidad fija"):
            for cell, expected in (("X", "undetermined"), ("yes", "undetermined"), ("", "originating"), ("No", "originating"), ("0", "originating")):
                with self.subTest(head=head, cell=cell):
                    result = self.of_line(f"quantity,unit_value,base_quantity,{head}", f"100,30,100,{cell}")
                    self.assertEqual(result["status"], expected)
                    self.assertEqual(any("is fixed: it is the same for any number" in finding["message"] for finding in result["findings"]), expected == "undetermined")
                    self.assertEqual(any(finding["code"] == "column-unread" for finding in result["findings"]), expected == "undetermined")

    def test_a_line_that_is_not_in_use(self):
        for head, neutral, out in (("Active", ("Y", "yes", "1", "X", "Activo", ""), ("N", "no", "0", "Inactive")), ("¿Activo?", ("Sí",), ("No", "Baja")), ("Include in cost rollup", ("Y", "yes"), ("N", "No")), ("Preferred", ("Y",), ("N",)),
                                   ("Status", ("Released", "A", "N", "New", "Approved"), ("Obsolete", "INACTIVE", "Phase out", "Discontinued")), ("Estatus", ("Vigente", "Liberado"), ("Descontinuado", "Dado de baja")),
                                   ("Lifecycle state", ("Production",), ("End of life",)), ("ECO status", ("Released", "Implemented"), ("Pending", "Draft", "Not released")),
                                   ("Aprobado", ("Sí", "JLM", "2026-01-05"), ("No",)), ("Estado del cambio", ("Liberado",), ("Pendiente", "En revisión"))):
            for at, (cell, result) in enumerate(self.of_cells(f"{head},value", [f"{cell},30" for cell in neutral + out])):
                with self.subTest(head=head, cell=cell):
                    expected = "originating" if at < len(neutral) else "undetermined"
                    said = [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"]
                    self.assertEqual((result["status"], len(said)), (expected, int(expected == "undetermined")))
                    self.assertTrue(all("may be alternative" in message for message in said), said)

    BILLS = ("Version", "BOM version", "Versión", "Alternative BOM", "STLAL", "Lista alternativa", "Plant", "Werk", "Centro", "Usine", "Routing", "Recipe", "bomRevision", "Revision", "Rev", "Site", "Model", "Period", "Orden de producción")
    PARTS = ("Revision", "Rev", "Révision", "Site", "Model", "BOM No.")

    def of_bills(self, head, cells, lines=(1, 2, 1, 2), materials=("BODY", "CAP", "BODY", "CAP"), *options):
        """A good that originates by one of its bills of materials, not by the other, and by both together; but for cells that are of one."""
        [found] = self.of_many_bills(head, [cells], lines, materials, *options)
        return found

    def of_many_bills(self, head, each, lines=(1, 2, 1, 2), materials=("BODY", "CAP", "BODY", "CAP"), *options):
        """The same of many, a good each."""
        prices = (("non-originating", 30), ("originating", 10), ("non-originating", 4), ("originating", 36))
        bom = f"good_id,line,material_id,hs,origin,value,{head}\n" + "".join(
            f"PUMP-{at},{line},{material},8413.91,{origin},{value},{cell}\n" for at, cells in enumerate(each)
            for line, material, (origin, value), cell in zip(lines, materials, prices, cells, strict=True))
        goods = "".join(f"PUMP-{at},8413.30,MX,2026-10-05,USD,0,0\n" for at in range(len(each)))
        run = self.check(f"good_id,hs,country,date,currency,other_product_costs,excluded_costs\n{goods}", bom, "--default-use", "aftermarket", "--format", "json", *options)
        return [(result, [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"]) for result in self.results(run)]

    def test_lines_of_several_bills_of_materials(self):
        each = ((("1", "1", "2", "2"), "undetermined"), (("1",) * 4, "originating"), (("1", "", "", ""), "originating"), (("01", "1", "1.0", "1"), "originating"), (("", "", "2", ""), "undetermined"),
                (("", "", "", ""), "originating"), (("-", "N/A", "", "-"), "originating"))
        for head in self.BILLS:
            for (cells, expected), (result, said) in zip(each, self.of_many_bills(head, [cells for cells, _ in each]), strict=True):
                with self.subTest(head=head, cells=cells):
                    self.assertEqual((result["status"], len(said)), (expected, int(expected == "undetermined")), said)
                    if said and cells[0]:
                        self.assertIn(f'"{head}" of bom.csv is not read, and says 1 of some lines and 2 of others', said[0])
                    elif said:
                        self.assertIn("says 2 of some lines and nothing of others", said[0])

    def test_a_paper_decides_that_of_its_own_line_does(self):
        """Behind a line that may not be of the good, and is not on some way, as before it."""
        bom = "good_id,line,material_id,hs,origin,value,Active\n" + "".join(f"PUMP,{row}\n" for row in (
            "1,SEAL,8413.91,non-originating,1,N", "2,CAP,8413.91,originating,5,Y", "3,BODY,8413.91,originating,45,Y", "4,CASTING,8413.91,non-originating,20,Y"))
        [result] = self.results(self.check("good_id,hs,country,date,currency,transaction_value\nPUMP,8413.70,MX,2026-10-05,USD,100\n", bom, "--format", "json"))
        self.assertEqual((result["status"], result["evidence"]["pile"]), ("originating", "paper-first"))
        self.assertEqual([(paper["line"], paper["decides"]) for paper in result["evidence"]["documents"]], [("2", False), ("3", True)])

    def test_two_columns_that_part_the_bills_otherwise(self):
        """A bill of either is made of what both have in common: where each set of these leads to one answer, it stands."""
        four, nine = [(version, plant) for version in "12" for plant in "AB"], [(version, plant) for version in "123" for plant in "ABC"]
        for cells, value, expected in ((four, "10", "originating"), (four, "10.01", "undetermined"), (four, "40", "undetermined"), (four, "40.01", "non-originating"), (nine, "4", "undetermined"), (nine, "50", "undetermined")):
            with self.subTest(cells=len(cells), value=value):
                bom = "good_id,line,material_id,hs,origin,value,Version,Plant\n" + "".join(f"PUMP,{at % 2 + 1},BODY,8413.91,non-originating,{value},{version},{plant}\n" for at, (version, plant) in enumerate(cells))
                [result] = self.results(self.check("good_id,hs,country,date,currency,transaction_value\nPUMP,8413.70,MX,2026-10-05,USD,100\n", bom, "--format", "json"))
                self.assertEqual(result["status"], expected)

    def test_bills_within_bills(self):
        """What is below a row of one bill, and of one itself, is of both."""
        for value, expected in (("10", "originating"), ("10.01", "undetermined"), ("40.01", "non-originating")):
            with self.subTest(value=value):
                rows = [row for outer in "AB" for row in (f"1,HEAD-{outer},,,,{outer}", f"2,BODY,8413.91,non-originating,{value},C", f"2,BODY,8413.91,non-originating,{value},D")]
                bom = "good_id,level,material_id,hs,origin,value,Version\n" + "".join(f"PUMP,{row}\n" for row in rows)
                [result] = self.results(self.check("good_id,hs,country,date,currency,transaction_value\nPUMP,8413.70,MX,2026-10-05,USD,100\n", bom, "--format", "json"))
                self.assertEqual(result["status"], expected)

    def test_words_that_may_be_of_the_material_alone(self):
        apart = {"lines": (1, 2, 3, 4), "materials": ("BODY", "CAP", "SEAL", "PIN")}
        for head in self.PARTS:
            with self.subTest(head=head):
                self.assertEqual(self.of_bills(head, ("A", "A", "B", "C"), **apart)[0]["status"], "originating")
                for twice in ({"lines": (1, 2, 1, 3)}, {"materials": ("BODY", "CAP", "SEAL", "CAP")}, {"lines": ("",) * 4, "materials": ("",) * 4}):
                    self.assertEqual(self.of_bills(head, ("A", "A", "B", "B"), **{**apart, **twice})[0]["status"], "undetermined")
        for head in ("Plant", "BOM version"):
            self.assertEqual(self.of_bills(head, ("A", "A", "B", "B"), **apart)[0]["status"], "undetermined")

    def test_a_profile_says_what_a_bill_is(self):
        for said, expected in (('<ignore header="Plant"/>', "originating"), ('<ignore header="Plant" bill="yes"/>', "undetermined"), ('<skip header="Plant" match="1"/>', "originating"), ('<skip header="Plant" match="2"/>', "non-originating")):
            profile = self.write("p.xml", f'<profile name="mine"><table name="goods"/><table name="bom">{said}</table></profile>')
            with self.subTest(said=said):
                result, _ = self.of_bills("Plant", ("1", "1", "2", "2"), (1, 2, 1, 2), ("BODY", "CAP", "BODY", "CAP"), "--profile", profile)
                self.assertEqual(result["status"], expected)

    def test_bills_of_assemblies_and_of_other_times(self):
        def status(head, *rows, price="50,40"):
            bom = f"good_id,line,material_id,hs,origin,quantity,value,{head}\n" + "".join(f"PUMP,{row}\n" for row in rows)
            [result] = self.results(self.check(f"good_id,hs,country,date,currency,transaction_value,net_cost\nPUMP,8413.30,MX,2026-10-05,USD,{price}\n", bom, "--default-use", "aftermarket", "--format", "json"))
            return result["status"]
        assembly = ("1,HEAD,8413.91,,1,,1,A", "1,CASTING,8413.91,non-originating,1,4,2,C", "2,SEAL,8413.91,non-originating,1,5,2,C", "2,CAP,8413.91,non-originating,1,6,1,A")
        self.assertEqual(status("level,Version", *assembly), "originating")
        for price, expected in (("50,40", "originating"), ("25,20", "undetermined"), ("9,8", "non-originating")):
            self.assertEqual(status("level,Version", *assembly[:2], assembly[2].replace("C", "D"), assembly[3], price=price), expected)
        for price, expected in (("50,40", "originating"), ("25,20", "undetermined")):
            self.assertEqual(status("level,Version", *assembly, "1,HEAD,8413.91,,1,,1,B", "1,CASTING,8413.91,non-originating,1,4,2,C", price=price), expected)
        for dates in ("2026-01-01,", ",2027-01-01"):
            self.assertEqual(status("valid_from,valid_to,Version", "1,BODY,8413.91,non-originating,1,9,,2025-12-31,1", f"1,BODY,8413.91,non-originating,1,8,{dates},2"), "originating")
        self.assertEqual(status("valid_from,valid_to,Version", "1,BODY,8413.91,non-originating,1,9,,2026-12-31,1", "1,BODY,8413.91,non-originating,1,8,2026-01-01,,2", price="25,20"), "undetermined")

    def test_what_a_line_is_within_and_how_often_it_is_used(self):
        for head, neutral, changing, column in (
                ("Parent item", ("PUMP", "pump", "", "-", "No", "0"), ("HEAD", "M-1"), "level"), ("Padre", ("PUMP",), ("HEAD",), "level"), ("nextAssembly", ("PUMP",), ("HEAD",), "level"),
                ("WBS", ("1", "7", "", "A.1"), ("1.2", "1.2.1", "1-2"), "level"), ("Item path", ("3",), ("1.1",), "level"),
                ("Usage %", ("100", "100%", "1", ""), ("50", "0", "80%"), "alternative"), ("Cuota", ("100",), ("60",), "alternative"), ("Alternate priority", ("1", ""), ("2",), "alternative"),
                ("Basis type", ("1", "Item", "per unit", ""), ("2", "Lot", "Fixed"), "base_quantity"), ("Fixed or Variable", ("V", "Variable"), ("F", "Fixed"), "base_quantity"), ("Tipo de cantidad", ("Variable",), ("Fija",), "base_quantity"),
                ("Discount %", ("0", "", "0.00"), ("50", "12.5%", "x"), "unit_value"), ("Descuento", ("0",), ("3.10",), "unit_value"), ("Cost relevant", ("Yes", "X", ""), ("N", "No"), "alternative"), ("Incluido", ("Sí",), ("No",), "alternative")):
            for cells, expected in ((neutral, "originating"), (changing, "undetermined")):
                for cell in cells:
                    with self.subTest(head=head, cell=cell):
                        result = self.of_line(f"{head},value", f"{cell},30")
                        said = [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"]
                        self.assertEqual((result["status"], len(said)), (expected, int(expected == "undetermined")), said)
                        self.assertTrue(all(column in message for message in said), said)

    def test_more_words_of_lines_that_do_not_count(self):
        for head, neutral, changing in (("Phantom item", ("", "No"), ("X",)), ("Obsolete", ("N",), ("Y",)), ("Obsoleto", ("No",), ("Sí",)), ("Reference only", ("",), ("X",)), ("Bulk", ("no",), ("X",)),
                                        ("Eff. date", ("2026-01-01", ""), ("2027-01-01",)), ("Fecha baja", ("2027-01-01",), ("2025-01-01",)), ("Date out", ("9999-12-31",), ("2025-01-01",)), ("Start", ("2025-01-01",), ("2027-01-01",)),
                                        ("Process loss", ("0",), ("300",)), ("Lv", ("1", ".1", ""), ("2", "..2")), ("Ebene", ("1",), ("2",)), ("Yld", ("1", "100"), ("0.25",)), ("Times", ("1",), ("4",)), ("Conversión", ("1",), ("12",))):
            for cells, expected in ((neutral, "originating"), (changing, "undetermined")):
                for cell in cells:
                    with self.subTest(head=head, cell=cell):
                        self.assertEqual(self.of_line(f"{head},value", f"{cell},30")["status"], expected)
        for head, cell, expected in (("QPA", "1", "originating"), ("QPA", "4", "undetermined"), ("Extended qty", "4", "undetermined"), ("No. required", "4", "undetermined"), ("Cant. x producto", "4", "undetermined")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_line(f"quantity,unit_value,{head}", f"1,30,{cell}")["status"], expected)

    def test_lines_that_stand_below_others_without_a_level(self):
        goods = "good_id,hs,country,date,currency,other_product_costs,excluded_costs\nPUMP,8413.30,MX,2026-10-05,USD,10,0\n"
        lines = (("HEAD", "originating", "36"), ("CASTING", "non-originating", "20.5"), ("SEAL", "originating", "10"))
        for numbers, ids, words, expected in (
                (("1", "1.1", "1.2"), ("", "", ""), ("", "", ""), "undetermined"), ((".10", "..20", "..30"), ("", "", ""), ("", "", ""), "undetermined"), (("1", "2", "3"), ("", "   ", "   "), ("", "", ""), "undetermined"),
                (("1", "2", "3"), ("", "..", ".."), ("", "", ""), "undetermined"), (("1", "2", "3"), ("", "", ""), ("", "    ", "    "), "undetermined"), (("1", "2", "3"), ("", "", ""), ("", "", ""), "originating"),
                (("1", "2", "3"), ("", " ", ""), ("", " ", ""), "originating"), (("1", "2", "3"), ("   ", "   ", "   "), ("  ", "  ", "  "), "originating"), (("10", "20", "30.1"), ("", "", ""), ("", "", ""), "originating"),
                (("1.1", "1.2", "1.3"), ("", "", ""), ("", "", ""), "originating")):
            with self.subTest(numbers=numbers, ids=ids, words=words):
                bom = "good_id,line,material_id,description,hs,origin,value\n" + "".join(
                    f"PUMP,{number},{before}{material},{blanks}{material} part,8413.91,{origin},{value}\n" for number, before, blanks, (material, origin, value) in zip(numbers, ids, words, lines, strict=True))
                [result] = self.results(self.check(goods, bom, "--default-use", "aftermarket", "--format", "json"))
                said = [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"]
                self.assertEqual((result["status"], len(said)), (expected, int(expected == "undetermined")), said)
                self.assertTrue(all("sets lines below others" in message for message in said))

    def test_a_column_without_a_name_is_told_on_the_goods(self):
        result = self.of_line("value,,", "30,,70")
        self.assertTrue(any("Column 9 of bom.csv has no name" in finding["message"] for finding in result["findings"]), result["findings"])
        self.assertEqual([finding for finding in self.of_line("value,,", "30,,")["findings"] if finding["code"] == "column-unread"], [])
        self.assertTrue(any("Column 8 of goods.csv has no name" in said for said in self.of_good("", "5")[1]))

    def test_a_number_that_its_comma_parts_in_two(self):
        self.assertEqual(self.of_line("value,description", "1,250.00", status=2)["status"], "rejected")
        self.assertEqual(self.of_line("quantity,unit_value,document", "1,1,250.00", status=2)["status"], "rejected")
        for head, cell in (("value,description", '30,"250"'), ("value,description", "30,M 250.00"), ("value,weight_kg", "30,250.00"), ("value,description", "30,12.5")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_line(head, cell)["status"], "originating")

    def test_a_flat_file_with_its_good_on_the_first_row_alone(self):
        head = "good_id,good_hs,good_country,good_date,good_transaction_value,good_use,line,hs,origin,value\nPUMP,8413.30,MX,2026-03-01,100,aftermarket,1,8413.91,non-originating,30\n"
        for row in ("PUMP,,,,,,2,8413.91,non-originating,2\n", "PUMP,8413.30,MX,2026-03-01,,aftermarket,2,8413.91,non-originating,2\n"):
            run = self.run_usmca("check", self.write("flat.csv", head + row), "--format", "json")
            self.assertEqual(run.returncode, 2)
            self.assertIn(b"every row of a flat file has the columns of its good. Where they stand on the first row of the good alone, fill them down", run.stderr)

    def test_what_is_added_to_the_price_of_a_material(self):
        for head in ("Tooling", "Molds", "Royalties", "Herramentales", "Comisión"):
            with self.subTest(head=head):
                self.assertEqual(self.of_line(f"value,{head}", "30,50")["status"], "undetermined")
                self.assertEqual(self.of_line(f"value,{head}", "30,0")["status"], "originating")

    def test_words_that_are_written_in_one(self):
        self.assertEqual(self.of_line("quantity,unit_value,priceUnit", "1,30,100")["status"], "undetermined")
        self.assertEqual(self.of_line("quantity,unit_value,extCost", "1,30,70")["status"], "undetermined")
        self.assertEqual(self.of_line("value,UoM", "30,EA")["status"], "originating")
        declared = "good_id,line,material_id,hs,origin,nonOriginating,value\nPUMP,1,BODY,8413.91,originating,Y,70\n"
        self.assertEqual(self.only(GOODS.format(head="", cell=""), declared)["status"], "undetermined")

    def test_a_scrap_or_a_yield_that_may_be_a_share(self):
        for head, cell, expected in (("scrap_percent", "39,0.05", "undetermined"), ("scrap_percent", "30,0.05", "originating"), ("scrap_percent", "39,0.05%", "originating"), ("scrap_percent", "39,0", "originating"),
                                     ("scrap_percent,value", "39,0.05,40.95", "non-originating"), ("yield_percent", "30,0.9", "undetermined"), ("yield_percent", "39,0.9", "non-originating"), ("yield_percent", "30,1", "undetermined")):
            with self.subTest(head=head, cell=cell):
                self.assertEqual(self.of_line(f"quantity,unit_value,{head}", f"1,{cell}")["status"], expected)
        one_of_hundred = BOM.format(head="quantity,unit_value,scrap_percent", cell="1,36,0.05") + "PUMP,2,SEAL,8413.91,non-originating,CN,1,2,2\n"
        self.assertEqual(self.only(GOODS.format(head="", cell=""), one_of_hundred)["status"], "originating")

    def test_no_more_than_all_becomes_part_of_the_good(self):
        self.assertEqual(self.of_line("quantity,unit_value,yield_percent", "1,70,250", status=2)["status"], "rejected")
        self.assertEqual(self.of_line("quantity,unit_value,yield_percent", "1,30,100%")["status"], "originating")

    def test_costs_that_leave_nothing_of_a_value(self):
        self.assertEqual(self.of_line("value,deductible_costs", "70,70")["status"], "undetermined")
        self.assertEqual(self.of_line("value,deductible_costs", "30,0")["status"], "originating")

    def read_as(self, bom_header, cell, goods_header="Price", price="100", more="", rates="", constant=""):
        """The good whose lines and price stand below headers that a profile reads."""
        def column(name, header):
            return f'<column name="{name}" header="{header}"/>'

        escaped = [header.replace("(", "\\(").replace(")", "\\)") for header in (bom_header, goods_header)]
        profile = '<profile name="p"><table name="goods">' + "".join(column(name, name) for name in ("good_id", "hs", "country", "import_country", "date", "use"))
        profile += column("transaction_value", escaped[1]) + '</table><table name="bom">' + "".join(column(name, name) for name in ("good_id", "line", "hs", "origin", "quantity", *more.split("=")[:1]) if name)
        profile += column("unit_value", escaped[0]) + constant + "</table></profile>"
        goods = f"good_id,hs,country,import_country,date,{goods_header},use\nPUMP,8413.30,MX,US,2026-03-01,{price},aftermarket\n"
        name, _, value = more.partition("=")
        bom = f"good_id,line,hs,origin,quantity,{bom_header},{name or 'x'}\nPUMP,1,8413.91,non-originating,1,{cell},{value}\n"
        options = ("--rates", self.write("rates.csv", rates)) if rates else ()
        run = self.check(goods, bom, "--profile", self.write("p.xml", profile), "--format", "json", *options)
        self.assertEqual(run.returncode & 2, 0, run.stderr)
        result = self.results(run)[0]
        return result["status"], [finding["message"] for finding in result["findings"] if finding["code"] == "column-unread"], [material["value"] for material in result["materials"]]

    def test_what_the_header_of_a_column_that_is_read_says(self):
        for header in ("Cost per 1000", "Cost/100", "Costo por millar", "Cost (thousands)", "Prix par mille", "Unit cost k USD", "Unit cost/1000 pcs", "Cost (per dozen)"):
            with self.subTest(header=header):
                status, said, values = self.read_as(header, "30")
                self.assertEqual((status, values), ("undetermined", [None]))
                self.assertIn(f'The header "{header}" of bom.csv says that its figures are of several', said[0])
        for header in ("Cost", "Cost per piece", "Cost per 1", "Cost (USD)", "Costo unitario dls", "Std price", "Cost 2026", "Precio por pieza"):
            with self.subTest(header=header):
                self.assertEqual(self.read_as(header, "30"), ("originating", [], ["30.00"]))
        self.assertEqual(self.read_as("Cost per 100", "3000", constant='<column name="price_unit" constant="100"/>'), ("originating", [], ["30.00"]))
        self.assertEqual(self.read_as("Cost per 100", "3000", more="price_unit=100"), ("originating", [], ["30.00"]))
        status, said, _ = self.read_as("Cost", "70", goods_header="Price per 100", price="10000")
        self.assertEqual(status, "undetermined")
        self.assertIn('The header "Price per 100" of goods.csv says', said[0])

    def test_a_currency_in_the_header_of_a_column_that_is_read(self):
        rates = "date,from,to,rate\n2026-03-01,EUR,USD,2\n"
        for header in ("Cost (EUR)", "Costo unitario EUR", "Unit cost €", "costInEuros", "CostEUR"):
            with self.subTest(header=header):
                self.assertEqual(self.read_as(header, "15", rates=rates), ("originating", [], ["30.00"]))
                self.assertEqual(self.read_as(header, "35", rates=rates), ("non-originating", [], ["70.00"]))
                self.assertEqual(self.read_as(header, "30")[0], "undetermined")  # no rate
        self.assertEqual(self.read_as("Cost (EUR)", "15", more="currency=EUR", rates=rates)[2], ["30.00"])
        status, said, _ = self.read_as("Cost (EUR)", "30", more="currency=USD")
        self.assertEqual(status, "undetermined")
        self.assertIn('The header "Cost (EUR)" of bom.csv says another currency than that of line 1', said[0])
        self.assertEqual(self.read_as("Costo (pesos)", "30")[0], "undetermined")
        self.assertEqual(self.read_as("Costo (pesos)", "30", more="currency=MXN", rates="date,from,to,rate\n2026-03-01,MXN,USD,0.05\n")[2], ["1.50"])
        self.assertEqual(self.read_as("Cost", "70", goods_header="Price (MXN)", price="200")[2], ["70.00"])  # of the good's currency, as lines are that name none


if __name__ == "__main__":
    unittest.main()
