"""Lists as systems print them: several levels, keys on the first line of a group, totals and titles among the rows, quotation marks that are inches."""
import unittest

from support import Case

GOODS = "good_id,hs,country,date,currency,transaction_value,net_cost,other_product_costs,excluded_costs\n"
PUMP = "PUMP,8413.30,MX,2026-10-05,USD,,60,,\n"
FAN = "FAN,8414.59,MX,2026-10-05,USD,,60,,\n"
WORKED_OUT = "PUMP,8413.30,MX,2026-10-05,USD,,,10,0\n"
HEADER = "good_id,level,line,material_id,hs,origin,quantity,unit_value\n"
LEVELS = HEADER + ("PUMP,1,10,HEAD,8413.91,originating,{head},60\nPUMP,2,10,CASTING,8413.91,non-originating,2,20\n"
                   "PUMP,2,20,SEAL,4016.93,originating,1,10\nPUMP,1,20,BOLT,7318.15,originating,4,0.5\n")
PROFILE = '<profile name="p"{options}><table name="bom">{columns}</table></profile>'


def columns(**headers):
    return "".join(f'<column name="{name}" header="{header}"/>' for name, header in headers.items())


class Lists(Case):
    def read(self, bom, *options, goods=GOODS + PUMP, profile=None):
        if profile is not None:
            options = (*options, "--profile", self.write("p.xml", profile))
        run = self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", "--rejects", self.path / "rejects.csv", *options)
        self.assertNotIn(run.returncode, (64, 65, 74), run.stderr)
        self.said = run.stderr.decode()
        self.rejected = (self.path / "rejects.csv").read_text().splitlines()[1:]
        return {result["good_id"]: result for result in self.results(run)}

    def lines(self, result):
        return [(material["material_id"], material["value"]) for material in result["materials"]]

    def test_an_assembly_counts_by_its_lines_and_never_twice(self):
        pump = self.read(LEVELS.format(head=1), goods=GOODS + WORKED_OUT)["PUMP"]
        self.assertEqual(self.lines(pump), [("CASTING", "40.00"), ("SEAL", "10.00"), ("BOLT", "2.00")])
        self.assertEqual((pump["rvc"]["nc"]["base"], pump["rvc"]["nc"]["vnm"]), ("62.00", "40.00"))
        self.assertEqual(pump["status"], "non-originating")
        told = [f["message"] for f in pump["findings"] if f["code"] == "assembly-by-lines"]
        self.assertEqual(told, ["Assemblies count by the rows below them, and not as materials: HEAD."])

    def test_quantities_go_up_the_parents(self):
        pump = self.read(LEVELS.format(head=3))["PUMP"]
        self.assertEqual(self.lines(pump), [("CASTING", "120.00"), ("SEAL", "30.00"), ("BOLT", "2.00")])
        profile = PROFILE.format(options="", columns='<column name="level" header="level" quantities="cumulative"/>')
        pump = self.read(LEVELS.format(head=3), profile=profile)["PUMP"]
        self.assertEqual(self.lines(pump), [("CASTING", "40.00"), ("SEAL", "10.00"), ("BOLT", "2.00")])

    def test_levels_beside_a_profile_that_names_all_else(self):
        profile = PROFILE.format(options="", columns=columns(good_id="good_id", hs="hs", material_id="material_id", quantity="quantity", unit_value="unit_value"))
        pump = self.read(LEVELS.format(head=1).replace("level", "Level"), profile=profile)["PUMP"]
        self.assertEqual([line for line, _ in self.lines(pump)], ["CASTING", "SEAL", "BOLT"])
        ignoring = profile.replace("</table>", '<ignore header="level"/></table>')
        self.assertEqual(len(self.read(LEVELS.format(head=1), profile=ignoring)["PUMP"]["materials"]), 4)

    def test_levels_that_cannot_be_told_reject_the_good_alone(self):
        both = GOODS + PUMP + FAN
        more = "FAN,1,10,MOTOR,8501.31,originating,1,5\n"
        for old, new, said in (("PUMP,2,10", "PUMP,3,10", "more than one level below"), ("PUMP,2,20", "PUMP,B,20", "is no level"),
                               ("PUMP,1,20", "PUMP,,20", "is no level"), ("PUMP,1,20", "PUMP,0,20", "names another material"),
                               ("CASTING,8413.91", "CASTING,", "hs is empty")):
            with self.subTest(new=new, said=said):
                results = self.read(LEVELS.format(head=1).replace(old, new) + more, goods=both)
                self.assertEqual((results["PUMP"]["status"], results["FAN"]["status"]), ("rejected", "originating"))
                self.assertEqual(len(self.rejected), 1)
                self.assertIn(said, self.rejected[0])
        results = self.read(LEVELS.format(head=""), goods=both)
        self.assertEqual(results["PUMP"]["status"], "rejected")
        self.assertIn("no quantity", self.rejected[0])

    def test_an_assembly_needs_no_code(self):
        pump = self.read(LEVELS.format(head=1).replace("HEAD,8413.91", "HEAD,"))["PUMP"]
        self.assertEqual(len(pump["materials"]), 3)

    def test_a_row_of_level_0_names_the_good(self):
        header, *rows = LEVELS.format(head=1).replace("PUMP,", "").replace("good_id,", "").splitlines()
        fan = "0,,FAN,8414.59,,1,80\n1,10,MOTOR,8501.31,non-originating,1,20\n"
        bom = "\n".join([header, "0,,PUMP,8413.30,,1,99", *rows]) + "\n" + fan
        results = self.read(bom, goods=GOODS + PUMP + FAN)
        self.assertEqual([line for line, _ in self.lines(results["PUMP"])], ["CASTING", "SEAL", "BOLT"])
        self.assertEqual(self.lines(results["FAN"]), [("MOTOR", "20.00")])
        broken = self.read(bom.replace("0,,FAN,", "0,,,"), goods=GOODS + PUMP + FAN)  # a good that nothing names takes no lines of another
        self.assertNotEqual(broken["PUMP"]["status"], "originating")
        self.assertIn("MOTOR", "".join(self.rejected))
        wrong = self.read(bom.replace("CASTING,8413.91", "CASTING,x"), goods=GOODS + PUMP + FAN)
        self.assertEqual((wrong["PUMP"]["status"], wrong["FAN"]["status"]), ("rejected", "originating"))
        row = "2,10,CASTING,x,non-originating,2,20"
        self.assertEqual([line.split(",", 3)[1:3] for line in self.rejected], [["4", "14"]])  # as it stood, and where
        self.assertTrue(self.rejected[0].endswith(f'"{row}"'), self.rejected[0])

    def test_a_file_that_names_no_good_says_so(self):
        bom = "level,material_id,hs,quantity,unit_value\n1,CASTING,8413.91,1,20\n"
        run = self.check(GOODS + PUMP, bom)
        self.assertEqual(run.returncode, 65)
        self.assertIn("bom.csv:2:1: the column good_id is missing", run.stderr.decode())

    def test_an_option_names_the_good_of_the_file(self):
        header, *rows = LEVELS.format(head=1).replace("PUMP,", "").replace("good_id,", "").splitlines()
        bom = "\n".join([header, *rows]) + "\n"
        pump = self.read(bom, "--good", "PUMP", goods=GOODS + FAN + PUMP)["PUMP"]
        self.assertEqual([line for line, _ in self.lines(pump)], ["CASTING", "SEAL", "BOLT"])
        profile = PROFILE.format(options="", columns=columns(hs="hs", material_id="material_id", quantity="quantity", unit_value="unit_value"))
        pump = self.read(bom + ",,,,,,99\n", "--good", "PUMP", profile=profile)["PUMP"]  # and a total
        self.assertEqual((len(pump["materials"]), len(self.rejected)), (3, 1))
        self.assertEqual(self.read(bom.replace(",1,60", ",1,x"), "--good", "PUMP")["PUMP"]["status"], "rejected")
        broken = self.read(bom.replace("CASTING,", 'CAST"ING,'), "--good", "PUMP")
        self.assertEqual(broken["PUMP"]["status"], "rejected")
        for content, options, status in ((bom, ("--good", " "), 64), (bom, (), 65)):
            self.assertEqual(self.check(GOODS + PUMP, content, *options).returncode, status)
        self.assertEqual(self.run_usmca("check", self.write("flat.csv", "good_id\n"), "--good", "PUMP").returncode, 65)

    def test_of_a_file_that_names_its_goods_the_option_takes_one(self):
        named = self.read(LEVELS.format(head=1), goods=GOODS + FAN + PUMP)
        alone = self.read(LEVELS.format(head=1), "--good", "PUMP", goods=GOODS + FAN + PUMP)
        self.assertEqual(alone, {"PUMP": named["PUMP"]})

    def test_indentation_is_a_level(self):
        profile = PROFILE.format(options="", columns='<column name="material_id" header="Item"/><column name="level" header="Item" form="indented"/>'
                                 + columns(hs="hs", origin="origin", quantity="quantity", unit_value="unit_value"))
        for indent in ("  ", "   ", ".", "\u0020\u0020\u0020\u0020"):
            with self.subTest(indent=indent):
                bom = ("Item,hs,origin,quantity,unit_value\nPUMP,,,1,\n{0}HEAD,,,2,\n{0}{0}CASTING,8413.91,non-originating,1,20\n{0}BOLT,7318.15,,4,0.5\n"
                       "FAN,,,,\n\"{0}MOTOR\",8501.31,non-originating,1,20\n").format(indent)
                if indent == ".":
                    bom = bom.replace("..CASTING", "..CASTING")
                results = self.read(bom, goods=GOODS + PUMP + FAN, profile=profile)
                self.assertEqual([value for _, value in self.lines(results["PUMP"])], ["40.00", "2.00"])
                self.assertEqual([value for _, value in self.lines(results["FAN"])], ["20.00"])

    FILLED = PROFILE.format(options="", columns='<column name="good_id" header="Product" fill="down"/>'
                            + columns(material_id="Component", hs="Code", quantity="Qty", unit_value="Cost"))

    def test_keys_on_the_first_line_of_a_group(self):
        bom = 'Product,Component,Code,Qty,Cost\nPUMP,HOUSING,841391,1,8.45\n,BEARING,848210,2,2.4\n"FAN",MOTOR,850131,1,20\n"",BLADE,841490,4,1.2\n'
        for goods in (GOODS + PUMP + FAN, GOODS + FAN + PUMP):  # streamed, and loaded
            results = self.read(bom, goods=goods, profile=self.FILLED)
            self.assertEqual(self.lines(results["PUMP"]), [("HOUSING", "8.45"), ("BEARING", "4.80")])
            self.assertEqual(self.lines(results["FAN"]), [("MOTOR", "20.00"), ("BLADE", "4.80")])
            wrong = self.read(bom.replace("848210", "84821"), goods=goods, profile=self.FILLED)
            self.assertEqual((wrong["PUMP"]["status"], wrong["FAN"]["status"]), ("rejected", "originating"))
            self.assertEqual(self.rejected[0].split(",")[1:3], ["3", "10"])
            self.assertTrue(self.rejected[0].endswith('",BEARING,84821,2,2.4"'))
        first = self.read(bom.replace("PUMP,HOUSING", ",HOUSING"), goods=GOODS + FAN, profile=self.FILLED)
        self.assertEqual(first["FAN"]["status"], "rejected")
        broken = self.read(bom.replace(",BEARING,848210", ',"BEARING" 2,848210'), goods=GOODS + PUMP + FAN, profile=self.FILLED)
        self.assertEqual(broken["PUMP"]["status"], "rejected")
        self.assertTrue(self.rejected[0].endswith('",""BEARING"" 2,848210,2,2.4"'), self.rejected)
        short = self.read(bom.replace(",BEARING,848210,2,2.4", ",BEARING,848210"), goods=GOODS + PUMP + FAN, profile=self.FILLED)
        self.assertEqual((short["PUMP"]["status"], short["FAN"]["status"]), ("rejected", "originating"))
        self.assertIn("3 fields where the header has 5", self.rejected[0])

    def test_a_missing_key_says_what_is_probably_meant(self):
        run = self.check(GOODS + PUMP, HEADER.replace("level,", "") + "PUMP,1,A,8413.91,originating,1,1\n,2,B,8413.91,originating,1,1\n")
        self.assertEqual(self.results(run)[0]["status"], "rejected")
        self.assertIn('fill="down"', run.stderr.decode())

    def test_columns_of_a_group_are_not_those_of_the_group_above(self):
        profile = ('<profile name="p"><table name="flat"><column name="good_id" header="Product"/><column name="good_hs" header="PC" fill="down"/>'
                   '<column name="good_country" constant="MX"/><column name="good_net_cost" header="NC" fill="down"/>' + columns(hs="Code", value="Cost")
                   + "</table></profile>")
        flat = self.write("flat.csv", "Product,PC,NC,Code,Cost\nPUMP,841330,60,841391,5\nPUMP,,,841391,6\nFAN,841459,,841490,7\nFAN,,,841490,8\n")
        run = self.run_usmca("check", flat, "--profile", self.write("p.xml", profile), "--default-use", "aftermarket", "--date", "2026-10-05")
        pump, fan = self.results(run)
        self.assertEqual((pump["status"], pump["rvc"]["nc"]["base"], len(pump["materials"])), ("originating", "60.00", 2))
        self.assertEqual((fan["hs"], fan["rvc"]["nc"], len(fan["materials"])), ("841459", None, 2))

    def test_a_subtotal_rejects_nobody(self):
        bom = HEADER.replace("level,", "") + ("PUMP,10,BODY,8413.91,non-originating,1,8\n,,,,,,8\nFAN,10,MOTOR,8501.31,non-originating,1,20\n,,,,,1,28\n")
        for goods in (GOODS + PUMP + FAN + ",,,,,,120,,\n", GOODS + FAN + ",,,,,,,1,\n" + PUMP):
            results = self.read(bom, goods=goods)
            self.assertEqual([results[good]["status"] for good in ("PUMP", "FAN")], ["originating", "originating"])
            self.assertEqual(len(results), 2)
            self.assertEqual(len(self.rejected), 3)
        for lost in (",20,,8413.91,,1,50\n", ",20,ROTOR,,,1,50\n"):  # a code, or a material: a line that has lost its good
            results = self.read(bom.replace(",,,,,,8\n", lost), goods=GOODS + PUMP + FAN)
            self.assertEqual([results[good]["status"] for good in ("PUMP", "FAN")], ["rejected", "rejected"])

    def test_a_total_below_keys_that_are_filled_down(self):
        bom = "Product,Component,Code,Qty,Cost\nPUMP,HOUSING,841391,1,8.45\n,,,,8.45\nFAN,MOTOR,850131,1,20\n,,,,28.45\n"
        results = self.read(bom, goods=GOODS + PUMP + FAN, profile=self.FILLED)
        self.assertEqual([results[good]["status"] for good in ("PUMP", "FAN")], ["originating", "originating"])
        self.assertEqual(len(self.rejected), 2)
        lost = self.read(bom.replace(",,,,8.45", ",,,1,50"), goods=GOODS + PUMP + FAN, profile=self.FILLED)  # what has a quantity is a line
        self.assertEqual([lost[good]["status"] for good in ("PUMP", "FAN")], ["rejected", "originating"])
        listed = self.read("level,material_id,hs,quantity,unit_value\n0,PUMP,,1,\n1,HOUSING,8413.91,1,8\n,,,,8\n")
        self.assertEqual((listed["PUMP"]["status"], len(self.rejected)), ("originating", 1))

    def test_a_profile_skips_what_is_no_data(self):
        profile = PROFILE.format(options="", columns=columns(good_id="good_id", hs="hs", material_id="material_id", quantity="quantity", unit_value="unit_value")
                                 + '<skip header="Cat" match="T|D"/><skip header="Plant" match="(?!1000$).*"/>')
        bom = "good_id,Cat,Plant,material_id,hs,quantity,unit_value\nPUMP,L,1000,BODY,8413.91,1,8\nPUMP,T,1000,,,1,\nPUMP,L,2000,BODY,8413.91,1,9\nPUMP,R,1000,SEAL,x,1,1\n"
        pump = self.read(bom.replace(",x,", ",4016.93,"), profile=profile)["PUMP"]
        self.assertEqual(self.lines(pump), [("BODY", "8.00"), ("SEAL", "1.00")])
        self.assertIn("no data: 2, by Cat = T|D (1), Plant = (?!1000$).* (1)", self.said)
        self.read(bom, profile=profile)
        self.assertEqual(self.rejected[0].split(",")[1:3], ["5", "18"])

    def test_the_header_of_a_page_and_rules_are_no_rows(self):
        page = HEADER.replace("level,", "")
        row = "PUMP,10,BODY,8413.91,non-originating,1,8\n"
        for bom in (page + row + "----,----,----,----,----,----,----\n" + page + "======\n" + row, page.replace("\n", "\r\n") + row + page.replace("\n", "\r\n") + row):
            for goods in (GOODS + PUMP, GOODS + PUMP + "BODY,8413.91,MX,2026-10-05,USD,,5,,\n"):
                self.assertEqual(len(self.read(bom, goods=goods)["PUMP"]["materials"]), 2)
        listed = "|" + (page + row).strip().replace(",", "|").replace("\n", "|\n|") + "|\n"
        rule = "|" + "-" * 40 + "|\n"
        self.assertEqual(len(self.read("List of components\n\n" + rule + listed + rule + listed + rule)["PUMP"]["materials"]), 2)

    def test_fields_that_a_spreadsheet_left_off_or_drew_out(self):
        header = "good_id,hs,origin,quantity,unit_value,{0},note\n"
        good = "PUMP,8413.91,non-originating,1,8"
        for last, row, status in (("description", good + "\n", "originating"), ("description", good + ",body,,,,\n", "originating"),
                                  ("assists", good + "\n", "rejected"), ("currency", good + "\n", "rejected"), ("assists", good + ",\n", "originating"),
                                  ("description", good + ",body,,extra\n", "rejected"), ("description", good, "rejected"),
                                  ("description", "PUMP,8413.91,non-originating,1\n", "rejected")):
            with self.subTest(last=last, row=row):
                self.assertEqual(self.read(header.format(last) + row)["PUMP"]["status"], status)

    def test_quotation_marks_that_are_inches(self):
        tab = "good_id\tline\tmaterial_id\tdescription\ths\torigin\tquantity\tunit_value\n"
        rows = 'PUMP\t1\tHOUSING\tHousing 3/4" NPT\t8413.91\tnon-originating\t1\t8.45\nPUMP\t2\tO-3/4"\t"O" ring\t4016.93\tnon-originating\t2\t0.4\n'
        pump = self.read(tab + rows)["PUMP"]
        self.assertEqual(self.lines(pump), [("HOUSING", "8.45"), ('O-3/4"', "0.80")])
        quoted = tab + rows.replace("HOUSING", '"HOUSING"').replace("8413.91", '="8413.91"')
        self.assertEqual(self.lines(self.read(quoted)["PUMP"])[0], ("HOUSING", "8.45"))
        self.read(tab + rows.replace("4016.93", "4016.9"))
        self.assertTrue(self.rejected[0].endswith('"PUMP\t2\tO-3/4""\t""O"" ring\t4016.9\tnon-originating\t2\t0.4"'), self.rejected[0])
        plain = PROFILE.format(options=' quote="none"', columns=columns(material_id="Material"))
        swallowing = tab.replace("material_id", "Material") + rows.replace("O-3/4", '"O').replace("ring", 'ring"')
        self.assertEqual([line for line, _ in self.lines(self.read(swallowing, profile=plain)["PUMP"])], ["HOUSING", '"O"'])
        commas = (tab + rows.replace('"', "")).replace("\t", ",").replace("HOUSING", '"HOUSING"')
        self.assertEqual(self.lines(self.read(commas, profile=plain.replace('header="Material"', 'header="material_id"'))["PUMP"])[0], ("HOUSING", "8.45"))
        comma = self.read((tab + rows).replace("\t", ","))  # parted by commas they mean what they always do
        self.assertEqual(comma["PUMP"]["status"], "rejected")

    def test_a_plain_file_beside_a_profile(self):
        profile = PROFILE.format(options=' decimal="," encoding="UTF-16"', columns=columns(good_id="Parent", hs="Code", material_id="Item", quantity="Qty", unit_value="Price"))
        bom = "good_id,material_id,hs,quantity,unit_value\nPUMP,BODY,8413.91,1,8.50\n"
        self.assertEqual(self.lines(self.read(bom, profile=profile)["PUMP"]), [("BODY", "8.50")])
        run = self.check(GOODS + PUMP, bom.replace("hs", "Kind"), "--profile", self.write("p.xml", profile.replace(' encoding="UTF-16"', "")))
        self.assertEqual(run.returncode, 65)
        self.assertIn("the profile looks for Parent", run.stderr.decode())

    def test_what_a_profile_may_say(self):
        for column, said in (('<column name="good_id" header="a" fill="up"/>', "fill is down"), ('<column name="line" header="a" form="indented"/>', "of the column level"),
                             ('<column name="level" header="a" quantities="all"/>', "the attribute quantities takes per-parent or cumulative"),
                             ('<column name="level" constant="1"/>', "has a header"), ('<skip match="T"/>', "header")):
            run = self.check(GOODS + PUMP, HEADER, "--profile", self.write("wrong.xml", PROFILE.format(options="", columns=column)))
            self.assertEqual(run.returncode, 65)
            self.assertIn(said, run.stderr.decode())


if __name__ == "__main__":
    unittest.main()
