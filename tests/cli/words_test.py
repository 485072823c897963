"""Words that people write for the codes and words of the input, in three languages; and how a file is written, said by options."""
import unittest

from support import Case

GOODS = "good_id,hs,country,date,currency,transaction_value,net_cost\nPUMP,8413.30,{country},2026-10-05,{currency},50,40\n"
BOM = "good_id,line,material_id,hs,origin,country,role,quantity,unit_value\nPUMP,1,BODY,8413.91,{origin},{country},{role},1,9.50\n"


class Words(Case):
    def read(self, *options, country="MX", currency="USD", origin="non-originating", of_line="CN", role="", status=0):
        goods, bom = GOODS.format(country=country, currency=currency), BOM.format(origin=origin, country=of_line, role=role)
        run = self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", *options)
        self.assertEqual(run.returncode & 2, status, run.stderr)
        return self.results(run)[0], run.stderr.decode()

    def refused(self, said, **row):
        result, text = self.read(status=2, **row)
        self.assertEqual(result["status"], "rejected")
        self.assertIn(said, text)

    def test_countries(self):
        plain, _ = self.read()
        for name in ("MEX", "Mexico", "México", "MÉXICO", "Mexique", "mexico", "mx", " Estados  Unidos Mexicanos"):
            with self.subTest(name=name):
                self.assertEqual(self.read(country=name)[0], plain)
        self.assertEqual(plain["status"], "originating")
        for name in ("China", "CHN", "CHINE", "chn", "P.R. China"):
            self.assertEqual(self.read(of_line=name)[0], plain)
        for name in ("US", "U.S.A.", "USA", "EE.UU.", "EE. UU.", "E.U.A.", "Estados Unidos de América", "Etats-Unis", "États-Unis", "United States"):
            with self.subTest(name=name):
                self.assertEqual(self.read(country=name)[0]["status"], "originating")
        for name in ("PR", "Puerto Rico", "PRI", "Porto Rico"):  # of the customs territory of the United States: U.R. 1(1), "territory", (c)(i)
            with self.subTest(name=name):
                self.assertEqual(self.read(country=name)[0], self.read(country="US")[0])
                self.assertEqual(self.read(origin="originating", of_line=name)[0]["materials"][0]["country"], "US")
        self.assertIn("produced-outside-territory", [f["code"] for f in self.read(country="VI")[0]["findings"]])
        for name in ('"Korea, Republic of"', "Corea del Sur", "Corée du Sud", "KOR", "South Korea", "República de Corea", '"Korea, South"', "Korea (South)", "Rep. of Korea", "Corea (Sur)"):
            with self.subTest(name=name):
                self.assertIn("produced-outside-territory", [f["code"] for f in self.read(country=name)[0]["findings"]])

    def test_a_code_with_its_name_is_one(self):
        plain, _ = self.read()
        for name in ("MX - Mexico", "MX-México", "MEX/Mexico", "México (MX)", "mx Mexico", "MX: MEX"):
            with self.subTest(name=name):
                self.assertEqual(self.read(country=name)[0], plain)
        self.assertEqual(self.read(of_line="CN | China")[0], plain)
        for name in ("MX/US", "MX - Maquila", "US - Mexico", "MX (China)", "Made in MX"):
            with self.subTest(name=name):
                self.refused(f'country: "{name}" is not a country', country=name)
        self.assertEqual(self.read(currency="USD - US Dollar")[0], plain)
        self.assertEqual(self.read(currency="MXN (Peso mexicano)")[0], self.read(currency="MXN")[0])
        for name in ("USD/MXN", "USD 18.20"):
            self.refused(f'currency: "{name}" is not a currency', currency=name)

    def test_criteria(self):
        goods = "good_id,hs,country,date,currency,transaction_value,net_cost,criterion_claimed\nPUMP,8413.30,MX,2026-10-05,USD,50,40,{}\n"
        bom = BOM.format(origin="non-originating", country="CN", role="")
        plain = self.check(goods.format("B"), bom, "--default-use", "aftermarket", "--format", "json").stdout
        for word in ("b", "Criterion B", "Criterio B", "B (RVC)", "B - VCR", "B (tariff shift)"):
            with self.subTest(word=word):
                self.assertEqual(self.check(goods.format(word), bom, "--default-use", "aftermarket", "--format", "json").stdout, plain)
        for word in ("B or C", "B (pending)", "B (not met)", "BC", "E", "RVC"):
            with self.subTest(word=word):
                run = self.check(goods.format(word), bom, "--default-use", "aftermarket", "--format", "json")
                self.assertEqual((run.returncode & 2, f'"{word}" is not A, B, C or D' in run.stderr.decode()), (2, True), run.stderr)

    def test_countries_that_there_are_not(self):
        self.refused('country: "UK" is not a code of ISO 3166: it should be GB', country="UK")
        self.refused('country: "ZR" is not a code of ISO 3166: it should be CD', of_line="ZR")
        for name in ("XX", "AN", "Atlantis", "M", "EU", "MXX"):
            self.refused(f'country: "{name}" is not a country', country=name)

    def test_namibia_and_nothing(self):
        self.assertIn("produced-outside-territory", [f["code"] for f in self.read(country="NA")[0]["findings"]])
        for name in ("N/A", "n.a.", "-", "#N/A", "s/d", "null", "nan", "NaN", "(blank)", "(en blanco)", "(vide)"):
            plain, _ = self.read(of_line="")
            self.assertEqual(self.read(of_line=name)[0], plain)
        self.refused("country is empty", country="N/A")

    def test_currencies(self):
        plain, _ = self.read(currency="MXN")
        for name in ("mxn", "Peso mexicano", "Mexican Peso", "Pesos Mexicanos", "MX$"):
            self.assertEqual(self.read(currency=name)[0], plain)
        for name, should in (("DLS", "USD"), ("Dlls.", "USD"), ("MXP", "MXN"), ("M.N.", "MXN"), ("RMB", "CNY"), ("CDN", "CAD")):
            with self.subTest(name=name):
                self.refused(f'currency: "{name}" is not a code of ISO 4217: it should be {should}', currency=name)
        self.refused('currency: "XYZ" is not a currency', currency="XYZ")
        run = self.check(GOODS, BOM, "--currency", "DLS")
        self.assertEqual(run.returncode, 64)
        self.assertIn("--currency DLS is no code of ISO 4217", run.stderr.decode())

    def test_origin_and_role(self):
        originating, _ = self.read(origin="originating")
        for word in ("Originating", "ORIGINATING", "Originario", "originaria", "originaire", "Sí", "OUI"):
            self.assertEqual(self.read(origin=word)[0], originating)
        foreign, _ = self.read()
        for word in ("Non-originating", "non originating", "No originario", "NO ORIGINARIA", "non originaire", "no", "non_originating"):
            self.assertEqual(self.read(origin=word)[0], foreign)
        self.refused('origin: "MX"', origin="MX")
        for word in ("Embalaje", "PACKING", "packing material"):
            self.assertEqual(self.read(role=word)[0], self.read(role="packing")[0])
        self.assertEqual(self.read(role="Autoproducido")[0], self.read(role="self-produced")[0])
        self.refused('role: "thing"', role="thing")

    def test_what_is_not_known_is_not_none(self):
        goods = "good_id,hs,country,date,transaction_value,total_cost,excluded_costs\nPUMP,8413.30,MX,2026-10-05,50,40,{}\n"
        for word, status in (("", 0), ("-", 0), ("none", 0), ("N/A", 2), ("#N/A", 2), ("n.d.", 2)):
            with self.subTest(word=word):
                run = self.check(goods.format(word), BOM.format(origin="non-originating", country="CN", role=""), "--format", "json")
                self.assertEqual(run.returncode & 2, status)
        self.assertIn("an empty field would count as none", run.stderr.decode())

    def test_nothing_of_a_profile(self):
        profile = self.write("p.xml", '<profile name="p"><nothing match="kein(e)?"/><table name="bom"><column name="hs" header="hs"/></table></profile>')
        self.assertEqual(self.read("--profile", profile, of_line="KEIN")[0]["materials"], self.read(of_line="")[0]["materials"])
        self.refused('country: "KEIN"', of_line="KEIN")

    def test_facts_in_three_languages(self):
        goods = "good_id,hs,country,date,transaction_value,facts\nA,3926.90,MX,2026-10-05,50,produced={}\n"
        bom = "good_id,hs,origin,value\nA,3926.90,non-originating,10\n"
        plain = self.results(self.check(goods.format("yes"), bom, "--format", "json"))
        for word in ("sí", "Oui", "YES", "verdadero"):
            self.assertEqual(self.results(self.check(goods.format(word), bom, "--format", "json")), plain)

    def test_a_code_may_be_missing_where_nothing_hangs_on_it(self):
        bom = "good_id,line,hs,origin,role,value\nPUMP,1,8413.91,non-originating,,5\nPUMP,2,{hs},{origin},{role},5\n"
        for hs in ("", "#N/A"):
            for origin, role, status in (("originating", "", 0), ("non-originating", "packing", 0), ("", "indirect", 0), ("non-originating", "", 2), ("", "", 2)):
                with self.subTest(origin=origin, role=role):
                    run = self.check(GOODS.format(country="MX", currency="USD"), bom.format(hs=hs, origin=origin, role=role), "--default-use", "aftermarket",
                                     "--format", "json")
                    self.assertEqual(run.returncode & 2, status, run.stderr)
                    if status == 0:
                        self.assertEqual(self.results(run)[0]["status"], "originating")
                    else:
                        self.assertIn("hs is empty", run.stderr.decode())

    def test_a_list_of_suppliers_and_parts(self):
        """One column of a period feeds two, the part number stands for the number of the paper, and the role is in capitals."""
        documents = ("Proveedor;No. de parte;Fracción;Criterio;Vigencia;Firma;Certificador;Carácter;Productor\n"
                     "Rodamientos SA;BODY;8413.91;B;01/01/2026 - 31/12/2026;8/1/2026;E. Cruz;PRODUCTOR;Rodamientos SA\n")
        columns = "".join(f'<column name="{name}" header="{header}"/>' for name, header in (
            ("document_id", "No\\. de parte"), ("material_id", "No\\. de parte"), ("supplier", "Proveedor"), ("hs", "Fracción"), ("criterion", "Criterio"),
            ("signed_on", "Firma"), ("certifier", "Certificador"), ("certifier_role", "Carácter"), ("producer", "Productor")))
        ends = "".join(f'<column name="{name}" header="Vigencia"><value match="{match}" as="$1"/></column>'
                       for name, match in (("valid_from", "(.*) - .*"), ("valid_to", ".* - (.*)")))
        profile = self.write("p.xml", f'<profile name="p" delimiter=";" date="D/M/YYYY"><table name="documents"><column name="kind" constant="certificado"/>'
                                      f'{columns}{ends}</table></profile>')
        path = self.write("documents.csv", documents)
        result, _ = self.read("--documents", path, "--profile", profile, origin="originating")
        self.assertNotIn("origin-undocumented", [f["code"] for f in result["findings"]])


class Form(Case):
    """The options that say how files are written."""

    def read(self, bom, *options, status=0):
        goods = GOODS.format(country="MX", currency="USD")
        if "--delimiter" in options:
            goods = goods.replace(",", "|")
        run = self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", *options)
        self.assertEqual(run.returncode & 66, status, run.stderr)
        return self.results(run)[0]

    def test_numbers_and_days(self):
        bom = "good_id;line;hs;origin;value;purchase_date\nPUMP;1;8413.91;non-originating;1.234,50;05/10/2026\n"
        result = self.read(bom, "--decimal", ",", "--thousands", ".", "--date-format", "DD/MM/YYYY")
        self.assertEqual(result["materials"][0]["value"], "1234.50")
        self.read(bom, "--decimal", "comma", "--thousands", "point", status=2)
        result = self.read(bom.replace("05/10/2026", "5 oct 26"), "--decimal", "comma", "--thousands", "point", "--date-format", "D MON YYYY", status=2)
        self.assertEqual(result["status"], "rejected")

    def test_delimiter_and_encoding(self):
        bom = "good_id|line|material_id|hs|origin|value\nPUMP|1|CARCAÇA, 3\"|8413.91|non-originating|5\n"
        result = self.read(bom.replace('3"', "3").encode("cp850"), "--delimiter", "|", "--encoding", "CP850")
        self.assertEqual(result["materials"][0]["material_id"], "CARCAÇA, 3")
        self.assertEqual(self.read(bom.replace('3"', "3"), "--delimiter", "bar")["materials"][0]["material_id"], "CARCAÇA, 3")

    def test_files_that_a_profile_describes_are_read_by_it(self):
        profile = self.write("p.xml", '<profile name="p" decimal=","><table name="goods"><column name="net_cost" header="net_cost"/></table></profile>')
        goods = GOODS.replace(",50,40", ',"50,5",40').format(country="MX", currency="USD")
        bom = "good_id;line;hs;origin;value\nPUMP;1;8413.91;non-originating;5'000.25\n"
        run = self.check(goods, bom, "--profile", profile, "--thousands", "apostrophe", "--format", "json")
        self.assertEqual(run.returncode & 66, 0, run.stderr)
        self.assertEqual(self.results(run)[0]["materials"][0]["value"], "5000.25")

    def test_options_go_before_a_profile_and_that_is_told(self):
        goods = "Material\tComm. code\tCountry\tCrcy\tNet price\tValid on\nPUMP\t8413.30\tMX\tUSD\t{}\t{}\n"
        bom = "Header material\tItem\tComponent number\tComm. code\tComp. Qty (CUn)\tStd price\nPUMP\t0010\tBODY\t8413.91\t1\t{}\n"

        def read(price, day, cost, *options):
            run = self.run_usmca("check", "--goods", self.write("goods.txt", goods.format(price, day)), "--bom", self.write("bom.txt", bom.format(cost)), "--profile", "sap-bom", "--default-use", "aftermarket", "--format", "json", *options)
            good, = self.results(run)
            return good["status"], (good["rvc"] or {}).get("tv", {}).get("base") if good["status"] != "rejected" else None, good["date"], [one["value"] for one in good["materials"]], run.stderr.decode()

        us = ("--decimal", ".", "--thousands", ",", "--date-format", "MM/DD/YYYY")
        *result, said = read("1,250.00", "10/05/2026", "10.500", *us)  # ten and a half, and not ten thousand
        self.assertEqual(result, ["originating", "1250.00", "2026-10-05", ["10.50"]], said)
        for words in ('--decimal goes before what profile sap-bom says of its files: decimal ","', '--thousands goes before what profile sap-bom says of its files: thousands "."', "--date-format goes before what profile sap-bom says of its files: days DD.MM.YYYY"):
            self.assertIn(words, said)
        *result, said = read("1250.00", "05.10.2026", "10.500", "--decimal", "point")
        self.assertEqual(result, ["originating", "1250.00", "2026-10-05", ["10.50"]], said)
        self.assertIn("--decimal goes before", said)
        self.assertEqual(read("1,250.00", "05.10.2026", "10.500", "--decimal", "point")[0], "rejected")  # what the comma is was not said
        *result, said = read("1.250,00", "05.10.2026", "10,500", "--decimal", ",", "--thousands", ".", "--date-format", "DD.MM.YYYY")
        self.assertEqual(result, ["originating", "1250.00", "2026-10-05", ["10.50"]], said)
        self.assertNotIn("goes before", said)
        run = self.run_usmca("preview", "--bom", self.write("bom.txt", bom.format("1,234.50")), "--profile", "sap-bom", *us)
        self.assertIn("goes before", run.stderr.decode())
        self.assertIn("1234.5", run.stdout.decode())

    def test_nonsense(self):
        for options, said in ((("--decimal", ",", "--thousands", ","), "--decimal, --thousands: the decimal mark and the thousands mark are the same"), (("--decimal", "xx"), "--decimal xx is not one character"),
                              (("--encoding", "KLINGON"), "--encoding KLINGON is not known"), (("--date-format", "DD/MM"), "--date-format DD/MM is not a pattern"),
                              (("--delimiter", ";;"), "--delimiter ;; is not one character")):
            run = self.check(GOODS.format(country="MX", currency="USD"), BOM.format(origin="", country="", role=""), *options)
            self.assertEqual(run.returncode, 64, options)
            self.assertIn(said, run.stderr.decode())


if __name__ == "__main__":
    unittest.main()
