"""Shipped profiles: the samples that each of them reads come out as expected, and what they read is what the page says."""
import json
import sys
import unittest

from support import SOURCE, Case

sys.path.insert(0, str(SOURCE / "tests" / "law"))
from run import differences, unwanted  # noqa: E402

SAMPLES = SOURCE / "samples" / "profiles"
PROFILES = sorted(path.stem for path in (SOURCE / "rules" / "profiles").glob("*.xml"))
ALONE = {"goods", "bom", "export", "expected"}


def command_of(folder):
    """The options that determine a folder of samples."""
    files = {path.stem: path for path in folder.iterdir() if path.suffix in (".csv", ".txt")}
    options = (folder / "options").read_text().split() if (folder / "options").exists() else []
    goods = [files["export"]] if "export" in files else ["--goods", files["goods"], "--bom", files["bom"]]
    more = [part for name, path in sorted(files.items()) if name not in ALONE for part in (f"--{name}", path)]
    return ["check", *goods, *more, "--profile", folder.parent.name, *options]

# What a profile may say no such thing: what of it, its line, and what is said.
COLUMN = '<column name="hs" header="Code"/>'
TABLE = f'<table name="bom">\n{COLUMN}\n</table>'
MISTAKES = [
    ('<profile name="p" delimiter="&#10;"/>', 1, "delimiter="), ('<profile name="p" delimiter=" "/>', 1, "delimiter="), ('<profile name="p" delimiter="&#13;"/>', 1, "delimiter="),
    ('<profile name="p" delimiter=\'"\'/>', 1, "quotation mark"), ('<profile name="p" delimiter="0"/>', 1, "a letter or a digit"), ('<profile name="p" delimiter="x"/>', 1, "a letter or a digit"),
    ('<profile name="p" delimiter=";;"/>', 1, "not one character"), ('<profile name="p" delimiter="é"/>', 1, "not one character"), ('<profile name="p" delimiter="newline"/>', 1, "not one character"),
    ('<profile name="p" quote="\'"/>', 1, 'the attribute quote takes " or none'), ('<profile name="p" decimal="5"/>', 1, "decimal mark is no digit"), ('<profile name="p" decimal="-"/>', 1, "sign of a number"),
    ('<profile name="p" decimal="space"/>', 1, "decimal mark is no"), ('<profile name="p" thousands="0"/>', 1, "thousands mark is no digit"), ('<profile name="p" thousands="E"/>', 1, "thousands mark is no"),
    ('<profile name="p" decimal="," thousands=","/>', 1, "are the same"), ('<profile name="p" thousands="."/>', 1, "are the same"), ('<profile name="p" decimal="comma" thousands=","/>', 1, "are the same"),
    ('<profile name="p" date="DD/MM/YY"/>', 1, "YY with a century"), ('<profile name="p" date="DD/MM"/>', 1, "pattern of YYYY"), ('<profile name="p" date="DD/MM/YYYY/MM"/>', 1, "pattern of YYYY"),
    ('<profile name="p" date=""/>', 1, "pattern of YYYY"), ('<profile name="p" date="dd/mm/yyyy"/>', 1, "pattern of YYYY"), ('<profile name="p" date="DD-MONTH-YYYY"/>', 1, "pattern of YYYY"),
    ('<profile name="p" date="DMYYYY"/>', 1, "never reads a day"), ('<profile name="p" date="YYYYMDD"/>', 1, "never reads a day"), ('<profile name="p" date="DD-MONT-YYYY"/>', 1, "never reads a day"),
    ('<profile name="p" date="DD/MM/YY" century="2026"/>', 1, "century"),
    ('<profile name="p" date="DD/MM/YY" century="0"/>', 1, "YY with a century"), ('<profile name="p" date="DD/MM/YY" century="-1"/>', 1, "century"),
    ('<profile name="p" hs-digits="0"/>', 1, "hs-digits is a number from 4 to 10"), ('<profile name="p" hs-digits="3"/>', 1, "from 4 to 10"), ('<profile name="p" hs-digits="11"/>', 1, "from 4 to 10"),
    ('<profile name="p" hs-digits="262"/>', 1, "from 4 to 10"), ('<profile name="p" hs-digits="-6"/>', 1, "hs-digits"), ('<profile name="p" hs-digits="six"/>', 1, "hs-digits"),
    ('<profile name="p" tariff="EU"/>', 1, "tariff is US, MX or CA"), ('<profile name="p" encoding="LATIN-99"/>', 1, "encoding LATIN-99 is not known"),
    ('<profile name="p" encoding="ASCII//IGNORE"/>', 1, "encoding ASCII//IGNORE is not known"), ('<profile/>', 1, "name is missing"), ('<profile name="p" colour="red"/>', 1, "colour"),
    ('<profile name="p">\n<table name="boom"/>\n</profile>', 2, "there is no file boom"), (f'<profile name="p">\n{TABLE}\n{TABLE}</profile>', 5, "the table bom stands twice"),
    (f'<profile name="p"><table name="bom">\n{COLUMN}\n{COLUMN}</table></profile>', 3, "the column hs stands twice"), ('<profile name="p"><table name="bom">\n<column name="colour" header="c"/></table></profile>', 2, "no column colour"),
    ('<profile name="p"><table name="bom">\n<column name="hs" header=".*"/></table></profile>', 2, "without a header"), ('<profile name="p"><table name="bom">\n<column name="hs" header="("/></table></profile>', 2, "expression"),
    ('<profile name="p"><table name="bom">\n<column name="hs" header="a" nth="0"/></table></profile>', 2, "nth is counted from 1"), ('<profile name="p"><table name="bom">\n<column name="hs"/></table></profile>', 2, "header or constant"),
    ('<profile name="p"><table name="bom">\n<column name="origin" header="a">\n<value match="Y" as="originating"/>\n<value match="Y" as="non-originating"/></column></table></profile>', 4, "never tried"),
    ('<profile name="p"><table name="bom">\n<column name="line" header="a">\n<value match="([0-9]+)" as="$2"/></column></table></profile>', 3, "no such group"),
    ('<profile name="p"><table name="bom">\n<column name="line" header="a">\n<value match="([0-9]+)" as="US$ $1"/></column></table></profile>', 3, "no such group"),
    ('<profile name="p"><table name="bom">\n<column name="line" header="a">\n<value match="x" as="y" where="b"/></column></table></profile>', 3, "where and is stand together"),
    ('<profile name="p"><table name="bom">\n<colum/></table></profile>', 2, "colum"), ('<profile name="p">\n<tables/></profile>', 2, "tables"), ('<profile name="p">\n<nothing/></profile>', 2, "match is missing"),
]


class Profiles(Case):
    def test_mistakes_are_told_with_their_line(self):
        goods, bom = SOURCE / "samples" / "pump" / "goods.csv", SOURCE / "samples" / "pump" / "bom.csv"
        for xml, line, said in MISTAKES:
            with self.subTest(xml=xml):
                path = self.write("p.xml", xml)
                validated = self.run_usmca("validate", path)
                self.assertEqual(validated.returncode, 65)
                self.assertIn(f"{path}:{line}:", validated.stderr.decode())
                self.assertIn(said, validated.stderr.decode())
                read = self.run_usmca("check", "--goods", goods, "--bom", bom, "--profile", path)
                self.assertEqual((read.returncode, read.stdout), (65, b""))
                self.assertIn(f"{path}:{line}:", read.stderr.decode())
                self.assertIn(said, read.stderr.decode())

    def test_options_say_no_such_thing_either(self):
        goods, bom = SOURCE / "samples" / "pump" / "goods.csv", SOURCE / "samples" / "pump" / "bom.csv"
        for options in (("--delimiter", "\n"), ("--delimiter", "7"), ("--delimiter", '"'), ("--decimal", "0"), ("--decimal", "-"), ("--decimal", ",", "--thousands", ","), ("--thousands", "1"),
                        ("--date-format", "DMYYYY"), ("--date-format", "DD/MM/YY"), ("--encoding", "UTF-8//IGNORE"), ("--encoding", "LATIN-99")):
            with self.subTest(options=options):
                run = self.run_usmca("check", "--goods", goods, "--bom", bom, *options)
                self.assertEqual((run.returncode, run.stdout), (64, b""))
                self.assertIn(options[0].encode(), run.stderr)

    def test_shipped_and_suggested_profiles_are_valid(self):
        shipped = sorted((SOURCE / "rules" / "profiles").glob("*.xml"))
        run = self.run_usmca("validate", *shipped)
        self.assertEqual((run.returncode, run.stdout.decode()), (0, f"{len(shipped)} files: no complaint\n"), run.stderr.decode())
        valid = 0
        for folder in sorted(path.parent for path in SAMPLES.glob("*/*/expected.json")):
            for export in sorted(path for path in folder.iterdir() if path.stem in ("goods", "bom", "export") and path.suffix in (".csv", ".txt")):
                suggested = self.run_usmca("profile", "suggest", export)
                if suggested.returncode != 0:  # none can be, of headers that no word is for
                    continue
                with self.subTest(file=export):
                    run = self.run_usmca("validate", self.write("s.xml", suggested.stdout))
                    self.assertEqual(run.returncode, 0, run.stderr.decode())
                    valid += 1
        self.assertGreater(valid, 5)

    def test_both_commands_speak_the_language_that_is_asked_for(self):
        for name in sorted(path.stem for path in (SOURCE / "rules" / "profiles").glob("*.xml")):
            said = {language: self.run_usmca("profile", "show", name, "--lang", language).stdout.decode() for language in ("en", "es", "fr")}
            self.assertEqual(len({text.splitlines()[0] for text in said.values()}), 3, name)
            for language in ("es", "fr"):
                self.assertNotRegex(said[language], r"\b(delimiter|encoding|thousands|days [MDY]|codes of|that matches|filled down|rows skipped|\(where)\b", (name, language))
        own = self.write("own.xml", '<profile name="sap-bom" description="of our plant"/>')
        self.assertEqual(self.run_usmca("profile", "show", own, "--lang", "es").stdout.decode().splitlines()[0], "sap-bom: of our plant")
        for language, heading, alone, complaints in (("es", "capítulo  subpartidas  con regla", "1 archivo: sin objeción\n", "3 objeciones\n"), ("fr", "chapitre  sous-positions  avec règle", "1 fichier : aucune objection\n", "3 objections\n")):
            run = self.run_usmca("validate", "--lang", language)
            self.assertIn(heading, run.stdout.decode())
            self.assertNotRegex(run.stdout.decode(), "Coverage|chapter|subheading|doubtful|without")
            self.assertEqual(self.run_usmca("validate", SOURCE / "rules" / "profiles" / "odoo.xml", "--lang", language).stdout.decode(), alone)
            self.assertTrue(self.run_usmca("validate", self.write("p.xml", '<profile name="p" hs-digits="3" tariff="EU"/>'), "--lang", language).stderr.decode().endswith(complaints))

    def test_the_first_page_counts_the_rules_as_validate_does(self):
        count = int(self.run_usmca("validate").stdout.decode().split(": ")[1].split()[0])
        self.assertIn(f"{count:,} rules", (SOURCE / "README.md").read_text())

    def test_a_file_of_rules_is_validated_alone(self):
        for name in ("ch01", "ch87", "automotive", "general", "facts", "disputes"):
            run = self.run_usmca("validate", SOURCE / "rules" / "usmca" / f"{name}.xml")
            self.assertEqual((run.returncode, run.stdout), (0, b"1 file: no complaint\n"), run.stderr.decode())

    def test_rules_and_profiles_are_validated_together(self):
        path = self.write("p.xml", '<profile name="p" hs-digits="3" tariff="EU"/>')
        chapter = SOURCE / "rules" / "usmca" / "ch84.xml"
        run = self.run_usmca("validate", SOURCE / "rules" / "profiles" / "odoo.xml", chapter)
        self.assertEqual((run.returncode, run.stdout), (0, b"2 files: no complaint\n"), run.stderr.decode())
        run = self.run_usmca("validate", chapter, path)
        self.assertEqual(run.returncode, 65)
        for said in ("hs-digits is a number", "tariff is US, MX or CA"):  # all of them, not the first alone
            self.assertIn(said, run.stderr.decode())

    def test_each_has_two_samples(self):
        for name in PROFILES:
            with self.subTest(profile=name):
                self.assertGreaterEqual(len(list((SAMPLES / name).glob("*/expected.json"))), 2)

    def test_samples_come_out_as_expected(self):
        for folder in sorted(path.parent for path in SAMPLES.glob("*/*/expected.json")):
            with self.subTest(sample=f"{folder.parent.name}/{folder.name}"):
                run = self.run_usmca(*command_of(folder), "--format", "json")
                self.assertIn(run.returncode, (0, 1), run.stderr.decode())
                found = self.results(run)
                expected = json.loads((folder / "expected.json").read_text())
                self.assertEqual([one["good_id"] for one in found], [one["good_id"] for one in expected])
                for one, answer in zip(expected, found):
                    self.assertEqual(unwanted(one.pop("no_findings", []), answer) + differences(one, answer, one["good_id"]), [])
                    self.assertEqual(len(answer["materials"]), len(one.get("materials", answer["materials"])))

    def lines_by(self, profile, goods, bom, status=0):
        files = ["--goods", self.write("goods.txt", goods), "--bom", self.write("bom.txt", bom)]
        run = self.run_usmca("check", *files, "--profile", profile, "--date", "2026-10-05", "--format", "json")
        self.assertEqual(run.returncode & 2, status, run.stderr.decode())
        return [line["material_id"] for line in self.results(run)[0]["materials"]]

    def test_the_names_of_fields_stand_for_their_labels(self):
        """Odoo's import-compatible export, and the labels of Epicor's load templates."""
        goods = {"odoo": "default_code,hs_code,country_of_origin/code,list_price\nPUMP,8413.70,MX,56.50\n", "epicor": "PartNum,CommodityCode,ISOrigCountry,UnitPrice\nPUMP,8413.70,MX,56.50\n"}
        lines = {"odoo": "id,product_tmpl_id/default_code,product_qty,bom_line_ids/product_id/default_code,bom_line_ids/product_qty,bom_line_ids/product_uom_id/name,bom_line_ids/product_id/standard_price,"
                         "bom_line_ids/product_id/hs_code,bom_line_ids/product_id/country_of_origin/name\nb1,PUMP,10,BODY,10,Units,20,8413.91,China\n,,,SEAL,20,Units,5,4016.93,Mexico\n",
                 "epicor": "Part Num,Mtl Seq,Mtl Part Num,Qty/Parent,UOM,Est. Scrap,Scrap Type,Est. Unit Cost,Commodity Code,Country of Origin\nPUMP,10,BODY,1,EA,0,%,20,8413.91,CN\nPUMP,20,SEAL,2,EA,0,Q,5,4016.93,MX\n"}
        for name, bom in lines.items():
            run = self.run_usmca("check", "--goods", self.write("goods.csv", goods[name]), "--bom", self.write("bom.csv", bom), "--profile", name, "--date", "2026-10-05", "--format", "json", "--strict-columns")
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual([(one["material_id"], one["value"], one["country"]) for one in self.results(run)[0]["materials"]], [("BODY", "20.00", "CN"), ("SEAL", "10.00", "MX")])
        run = self.run_usmca("check", "--goods", self.path / "goods.csv", "--bom", self.write("bom.csv", lines["epicor"].replace("0,Q", "1,Q")), "--profile", "epicor", "--date", "2026-10-05", "--format", "json")
        self.assertEqual(self.results(run)[0]["status"], "rejected")  # scrap that is a quantity

    def test_lines_are_left_out_only_where_the_export_says_so(self):
        # In SAP every item has a usage probability, 0 where it is of no group of alternatives
        goods = "Material\tComm. code\tCountry\tNet price\nPUMP\t8413.70\tMX\t56,50\n"
        bom = "MATNR\tIDNRK\tSTAWN\tMENGE\tSTPRS\tALPGR\tEWAHR\n" + "".join(
            f"PUMP\t{part}\t8413.91\t1,000\t9,50\t{group}\t{usage}\n"
            for part, group, usage in (("BODY", "", "0"), ("SEAL", "A1", "100"), ("OTHER-SEAL", "A1", "0"), ("BASE", "00", "0")))
        self.assertEqual(self.lines_by("sap-bom", goods, bom), ["BODY", "SEAL", "BASE"])
        # In Oracle 2 is a basis, and no quantity of a lot
        goods = "ITEM_NUMBER,HTS_CODE,ORGANIZATION_COUNTRY,UNIT_SELLING_PRICE\nPUMP,8413.70,MX,56.50\n"
        bom = "ASSEMBLY_ITEM,COMPONENT_ITEM,HTS_CODE,COMPONENT_QUANTITY,ITEM_COST,BASIS_TYPE\nPUMP,BODY,8413.91,1,28.45,{}\n"
        for basis, lines in (("", ["BODY"]), ("1", ["BODY"]), ("2", []), ("3", [])):
            self.assertEqual(self.lines_by("oracle-bom", goods, bom.format(basis), 0 if lines else 2), lines)
        # In Business Central a comment has no number; a line without its type is none
        goods = "No.,Tariff No.,Country/Region of Origin Code,Unit Price\nPUMP,841370,MX,56.50\n"
        bom = "Production BOM No.,Type,No.,Quantity per,Tariff No.,Unit Cost\nPUMP,Item,BODY,1,841391,9.5\nPUMP,,BASE,1,841391,9.5\nPUMP,,,,,\nPUMP,Resource,R1,1,,5\n"
        self.assertEqual(self.lines_by("business-central", goods, bom), ["BODY", "BASE"])
        # and the quantity of one that is calculated is not that of the good
        bom = "Production BOM No.,Type,No.,Quantity per,Calculation Formula,Length,Tariff No.,Unit Cost\nPUMP,Item,BODY,1,{},10,841391,9.5\n"
        self.assertEqual(self.lines_by("business-central", goods, bom.format(" ")), ["BODY"])
        self.assertEqual(self.lines_by("business-central", goods, bom.format("Length"), 2), [])

        # In Epicor a fixed quantity is that of a job, and scrap may be one too
        goods = "PartNum,CommodityCode,OrigCountry,UnitPrice\nPUMP,8413.70,MX,56.50\n"
        bom = "PartNum,MtlPartNum,QtyPer,CommodityCode,StdMaterialCost,FixedQty,EstScrap,EstScrapType\nPUMP,BODY,1,8413.91,28.45,{},{},{}\n"
        for fixed, scrap, kind, lines in (("False", "0", "%", ["BODY"]), ("False", "5", "%", ["BODY"]), ("False", "0.00", "Q", ["BODY"]), ("False", "5", "Q", []), ("True", "0", "%", [])):
            self.assertEqual(self.lines_by("epicor", goods, bom.format(fixed, scrap, kind), 0 if lines else 2), lines, (fixed, scrap, kind))

    def test_every_column_of_a_sample_is_read_or_known(self):
        for folder in sorted(path.parent for path in SAMPLES.glob("*/*/expected.json")):
            if folder.name == "fans":  # it has one that is not, on purpose
                continue
            with self.subTest(sample=f"{folder.parent.name}/{folder.name}"):
                self.assertNotIn("columns", self.run_usmca(*command_of(folder)).stderr.decode())

    def test_the_page_says_what_they_read(self):
        page = (SOURCE / "docs" / "profiles.md").read_text()
        for name in PROFILES:
            with self.subTest(profile=name):
                shown = self.run_usmca("profile", "show", name)
                self.assertEqual(shown.returncode, 0, shown.stderr)
                block = "".join(f"    {line}\n" if line else "\n" for line in shown.stdout.decode().splitlines())
                self.assertIn(f"<!-- profile: {name} (tools/describe-profiles writes what follows) -->\n\n{block}\n<!-- end of profile -->", page)

    def test_usage(self):
        for arguments in ((), ("show",), ("show", "sap-bom", "odoo"), ("list",)):
            self.assertEqual(self.run_usmca("profile", *arguments).returncode, 64)
        self.assertEqual(self.run_usmca("profile", "--help").returncode, 0)
        missing = self.run_usmca("profile", "show", "nobody")
        self.assertNotEqual(missing.returncode, 0)
        self.assertIn("nobody", missing.stderr.decode())

    def test_suppliers_are_read(self):
        """Whom to ask for a paper is whom the line was bought from."""
        for profile, table, text in (("maquila-es", "file", "No. de parte,Fracción producto,Fecha,Moneda producto,Precio de venta,No. de parte componente,Fracción material,Costo unitario,Cantidad,Proveedor,T-MEC,No. de certificado\n"
                                      "PUMP,8413.30,05/10/2026,USD,50,BODY,8413.91,8,1,Fundidora,SI,C-1\n"),
                                     ("sap-bom", "bom", "Material\tItem\tComponent\tComm. code\tComp. qty\tStd price\tVendor\tPref. status\tVendor decl.\nPUMP\t10\tBODY\t8413.91\t1,000\t8,00\tFundidora\tY\tC-1\n")):
            with self.subTest(profile=profile):
                goods = "Material\tComm. code\tCountry\tCrcy\tNet price\nPUMP\t8413.30\tMX\tUSD\t50,00\n"
                files = (self.write("x.csv", text),) if table == "file" else ("--goods", self.write("goods.txt", goods), "--bom", self.write("bom.txt", text))
                run = self.run_usmca("check", *files, "--profile", profile, "--date", "2026-10-05", "--default-use", "aftermarket", "--format", "json")
                good, = self.results(run)
                self.assertEqual([(one["material_id"], one["supplier"], one["document"]) for one in good["materials"]], [("BODY", "Fundidora", "C-1")], run.stderr)

    def test_words_of_a_maquiladora_are_read_in_capitals(self):
        head = "NUMERO DE PARTE,FRACCION PRODUCTO,DESTINO,FECHA,VALOR DE TRANSACCION,USO,RENGLON,NP COMPONENTE,FRACCION COMPONENTE,PAIS DE ORIGEN,ORIGINARIO,CANTIDAD,COSTO UNITARIO,TIPO\n"
        for use in ("REFACCION", "REFACCIÓN", "Refacción", "MERCADO DE REPUESTO", "refacción"):
            row = f"PUMP,8413.30.99,ESTADOS UNIDOS,05/10/2026,56.50,{use},1,BODY,8413.91.04,ALEMANIA,no,1,3,MATERIA PRIMA\nPUMP,,,,,,2,BOX,4819.10.01,CHINA,NO,1,1,EMPAQUE DE VENTA\n"
            row = row.replace("PUMP,,,,,,2", f"PUMP,8413.30.99,ESTADOS UNIDOS,05/10/2026,56.50,{use},2")
            run = self.run_usmca("check", self.write("flat.csv", head + row), "--profile", "maquila-es", "--format", "json")
            good, = self.results(run)
            self.assertEqual((good["status"], good["import_country"], [one["country"] for one in good["materials"]]), ("originating", "US", ["DE", "CN"]), run.stderr)
            self.assertEqual(good["materials"][1].get("role"), "packaging")

    def test_what_is_wrong_is_told_with_the_form_that_is_read(self):
        goods = "Material\tComm. code\tCountry\tCrcy\tNet price\tValid on\nPUMP\t8413.30\tCA\tCAD\t{}\t{}\n"
        bom = "good_id,hs,value\nPUMP,8413.91,1\n"
        for price, day, told in (("1,250.00", "05.10.2026", "is not a number with a comma before its decimals"), ("50", "10/25/2026", "is not a date of the form DD.MM.YYYY")):
            run = self.run_usmca("check", "--goods", self.write("goods.txt", goods.format(price, day)), "--bom", self.write("bom.csv", bom), "--profile", "sap-bom", "--format", "json")
            self.assertIn(told, run.stderr.decode())
        run = self.run_usmca("check", "--goods", self.write("goods.csv", "good_id,hs,country,date,transaction_value\nPUMP,8413.30,CA,25/10/2026,5O\n"), "--bom", "bom.csv", "--format", "json")
        self.assertIn("is not a date (YYYY-MM-DD", run.stderr.decode())


if __name__ == "__main__":
    unittest.main()
