"""What a good rests on: papers that lie below it, and whether it can be signed for."""
import csv
import io
import json
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,criterion_claimed\n"
BOM = "good_id,line,material_id,hs,origin,country,value,document\n"
DOCUMENTS = "document_id,kind,supplier,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer\n"


def good(name, price=100, hs="8413.30", claim="B"):
    return f"{name},{hs},MX,2026-06-15,{price},{claim}\n"


def casing(name, value, document="", material="CASING", origin="originating", line=1):
    return f"{name},{line},{material},8413.91,{origin},MX,{value},{document}\n"


def seal(name, line=2):
    return f"{name},{line},SEAL,4016.93,non-originating,CN,5,\n"


def paper(name, material="CASING", until="2026-12-31", supplier="S"):
    return f"{name},certification,{supplier},{material},8413.91,B,2026-01-01,{until},2026-01-10,L. Garza,producer,{supplier}\n"


class Evidence(Case):
    def run_case(self, goods, bom, documents=None, *options):
        more = ["--documents", self.write("documents.csv", DOCUMENTS + documents)] if documents is not None else []
        return self.check(GOODS + goods, BOM + bom, *more, "--default-use", "aftermarket", *options)

    def answers(self, *case):
        return {answer["good_id"]: answer for answer in self.results(self.run_case(*case))}

    def codes(self, answer, line):
        return [finding["code"] for finding in answer["findings"] if finding["line"] == line]

    def test_a_rejected_row_of_a_document_reaches_the_goods_above(self):
        goods = good("UNIT", 400, "8479.89") + good("PUMP")
        bom = "UNIT,1,PUMP,8413.30,,MX,100,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,\n" + casing("PUMP", 60, "D") + seal("PUMP")
        found = self.answers(goods, bom, paper("D", until="31 of May"))
        self.assertEqual(found["PUMP"]["evidence"]["pile"], "paper-first")
        self.assertEqual(found["UNIT"]["evidence"]["pile"], "paper-missing")
        self.assertEqual([(one["path"], one["state"]) for one in found["UNIT"]["evidence"]["documents"]], [("UNIT > PUMP > CASING: D", "rejected")])
        self.assertIn("row-rejected", self.codes(found["UNIT"], "1"))
        self.assertIn("violation", [finding["severity"] for finding in found["UNIT"]["findings"]])

    def test_a_paper_of_another_supplier_shows_nothing(self):
        bom = "good_id,line,material_id,hs,origin,country,value,document,supplier\n"
        names = {"SAME": "Alfa", "CASE": "ALFA", "UNSAID": "", "MAKER": "Beta", "EXPORTER": "Delta", "OTHER": "Gamma"}
        goods = GOODS + good("UNIT", 900, "8413.81") + "".join(good(name) for name in names)
        lines = bom + "UNIT,1,OTHER,8413.30,,MX,400,,\n" + "".join(
            f"{name},1,CASING,8413.91,originating,MX,60,D,{supplier}\n{name},2,SEAL,4016.93,non-originating,CN,5,,\n" for name, supplier in names.items())
        self.write("documents.csv", DOCUMENTS.replace(",producer\n", ",producer,exporter\n")
                   + "D,certification,Alfa,CASING,8413.91,B,2026-01-01,2026-12-31,2026-01-10,L. Garza,exporter,Beta,Delta\n")
        run = self.check(goods, lines, "--documents", "documents.csv", "--default-use", "aftermarket")
        found = {answer["good_id"]: answer for answer in self.results(run)}
        piles = {name: answer["evidence"]["pile"] for name, answer in found.items()}
        self.assertEqual(piles, {"UNIT": "paper-first", "SAME": "sign", "CASE": "sign", "UNSAID": "sign", "MAKER": "sign", "EXPORTER": "sign", "OTHER": "paper-first"})
        self.assertEqual([(one["path"], one["state"]) for one in found["UNIT"]["evidence"]["documents"]], [("UNIT > OTHER > CASING: D", "mismatch")])
        self.assertIn("is of Alfa", next(one["message"] for one in found["OTHER"]["findings"] if one["code"] == "document-mismatch"))

    def test_a_rejected_component_is_never_signed_over(self):
        goods = good("UNIT", 400, "8479.89") + good("PUMP", "a hundred")
        bom = "UNIT,1,PUMP,8413.30,,MX,100,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,\n" + seal("PUMP")
        found = self.answers(goods, bom, "")
        self.assertEqual(found["PUMP"]["status"], "rejected")
        self.assertEqual(found["PUMP"]["evidence"], {"pile": "do-not-sign", "status_documented": "rejected", "documents": [], "more": False})
        self.assertEqual(found["UNIT"]["status"], "originating")
        self.assertEqual(found["UNIT"]["evidence"]["pile"], "paper-missing")
        document, = found["UNIT"]["evidence"]["documents"]
        self.assertEqual((document["path"], document["kind"], document["state"]), ("UNIT > PUMP", "bill-of-materials", "rejected"))
        self.assertIn("row-rejected", self.codes(found["UNIT"], "1"))

    def test_lines_of_one_number_are_told_apart(self):
        goods = good("UNIT", 400, "8479.89") + good("PUMP")
        bom = "UNIT,1,PUMP,8413.30,,MX,100,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,\n" + casing("PUMP", 20, "D", "LID") + casing("PUMP", 20, "E", "HUB") + seal("PUMP", 1)
        found = self.answers(goods, bom, paper("D", "LID", until="2026-03-31") + paper("E", "HUB", until="2026-04-30"))
        said = sorted(finding["message"] for finding in found["UNIT"]["findings"] if finding["code"] == "document-expired")
        self.assertEqual([message.partition(" — ")[0] for message in said], ["UNIT > PUMP > HUB: E", "UNIT > PUMP > LID: D"])
        self.assertIn("2026-04-30", said[0])
        self.assertIn("2026-03-31", said[1])

    def test_circles_end(self):
        goods = good("UNIT", 400, "8479.89") + good("A") + good("B") + good("SELF")
        bom = ("UNIT,1,A,8413.30,,MX,100,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,\nA,1,B,8413.91,,MX,20,\n" + seal("A") + "B,1,A,8413.91,,MX,20,\n"
               + casing("B", 30, line=3) + "SELF,1,SELF,8413.91,,MX,20,\n")
        found = self.answers(goods, bom, "")
        for name in ("A", "B", "SELF"):
            self.assertEqual((found[name]["status"], found[name]["evidence"]["pile"]), ("undetermined", "do-not-sign"))
        self.assertEqual((found["UNIT"]["status"], found["UNIT"]["evidence"]["pile"]), ("originating", "paper-missing"))
        self.assertEqual([(one["path"], one["kind"]) for one in found["UNIT"]["evidence"]["documents"]], [("UNIT > A", "bill-of-materials")])
        self.assertIn("cycle", self.codes(found["UNIT"], "1"))

    def test_what_was_in_order_for_a_component_may_have_ended_for_the_good(self):
        goods = "UNIT,8479.89,MX,2026-06-15,400,B\nPUMP,8413.30,MX,2026-03-01,100,\nLATER,8413.30,MX,2026-09-01,100,\n"
        bom = "".join(f"UNIT,{line},{part},8413.30,,MX,100,\n" for line, part in ((1, "PUMP"), (2, "LATER")))
        bom += casing("PUMP", 60, "D") + seal("PUMP") + casing("LATER", 60, "E", "RING") + seal("LATER")
        documents = paper("D", until="2026-06-14") + paper("E", "RING").replace("2026-01-01", "2026-06-16")
        found = self.answers(goods, bom, documents)
        for name in ("PUMP", "LATER"):
            self.assertEqual(found[name]["evidence"]["pile"], "sign")
        self.assertEqual([(one["path"], one["state"], one["decides"]) for one in found["UNIT"]["evidence"]["documents"]],
                         [("UNIT > PUMP > CASING: D", "expired", False), ("UNIT > LATER > RING: E", "expired", False)])
        self.assertEqual(found["UNIT"]["evidence"]["pile"], "paper-missing")  # it originates without both, U.R. 7(21)
        self.assertEqual(found["UNIT"]["evidence"]["status_documented"], "originating")
        said = " ".join(finding["message"] for finding in found["UNIT"]["findings"])
        self.assertIn("2026-06-14", said)
        self.assertIn("2026-06-16", said)

    def test_a_bill_that_changes_ends_the_answer(self):
        """Where a line goes and where one comes; of what is in a component, too."""
        bom = BOM.replace("\n", ",valid_from,valid_to\n")
        lines = {"GOES": ("", "2026-08-31"), "STAYS": ("2026-01-01", ""), "PAPER": ("", "2027-03-31")}
        rows = "".join(casing(name, 60, "D").rstrip("\n") + f",{begin},{end}\n" + seal(name).rstrip("\n") + ",,\n" for name, (begin, end) in lines.items())
        rows += "STAYS,3,LID,8413.91,non-originating,CN,30,,2026-10-01,\n" + "UNIT,1,GOES,8413.30,,MX,100,,,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,,,\n"
        goods = good("UNIT", 400, "8479.89") + "".join(map(good, lines))
        self.write("documents.csv", DOCUMENTS + paper("D"))
        run = self.check(GOODS + goods, bom + rows, "--documents", "documents.csv", "--default-use", "aftermarket")
        found = {answer["good_id"]: (answer["evidence"]["pile"], answer["valid_until"]) for answer in self.results(run)}
        self.assertEqual(found, {"UNIT": ("sign", "2026-08-31"), "GOES": ("sign", "2026-08-31"), "STAYS": ("sign", "2026-09-30"), "PAPER": ("sign", "2026-12-31")})

    def test_a_component_of_another_bill_is_not_signed_over(self):
        """It was determined for a day of its own, and the bill was, or came to be, another one on that of the good."""
        for day, begin, end, said in (("2026-03-01", "", "2026-05-31", "stood until 2026-05-31"), ("2026-09-01", "2026-07-01", "", "stands from 2026-07-01")):
            goods = good("TOP", 900, "8479.89") + good("UNIT", 400, "8479.89") + f"PUMP,8413.30,MX,{day},100,\n"
            rows = "TOP,1,UNIT,8479.89,,MX,400,,,\nTOP,2,PANEL,8537.10,non-originating,CN,10,,,\nUNIT,1,PUMP,8413.30,,MX,100,,,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,,,\n"
            rows += f"PUMP,1,CASING,8413.91,non-originating,CN,10,,{begin},{end}\nPUMP,2,SEAL,4016.93,non-originating,CN,5,,,\n"
            run = self.check(GOODS + goods, BOM.replace("\n", ",valid_from,valid_to\n") + rows, "--default-use", "aftermarket")
            found = {answer["good_id"]: answer for answer in self.results(run)}
            self.assertEqual({name: answer["evidence"]["pile"] for name, answer in found.items()}, {"TOP": "paper-first", "UNIT": "paper-first", "PUMP": "sign"})
            for name, path in (("UNIT", "UNIT > PUMP"), ("TOP", "TOP > UNIT > PUMP")):
                document, = found[name]["evidence"]["documents"]
                self.assertEqual((document["path"], document["kind"], document["state"], document["decides"]), (path, "bill-of-materials", "expired", True))
                message, = [one["message"] for one in found[name]["findings"] if one["code"] == "document-expired"]
                self.assertIn(f"{path} — The answer for PUMP {said}", message)

    def test_what_is_averaged_holds_for_its_period(self):
        """U.R. 7(16); where the content decides, and not where the good originates without it."""
        months = "".join(f"{name},2026-0{month}-01,quarter,10,800,350\n" for name in ("PUMP", "OTHER") for month in (4, 5, 6))
        averages = self.write("averages.csv", "good_id,month,period,units,net_cost,vnm\n" + months)
        goods = "good_id,hs,country,date,transaction_value,net_cost,criterion_claimed\n" + "".join(
            f"{name},{code},MX,{day},{price},{cost},\n" for name, code, day, price, cost in (
                ("PUMP", "8413.30", "2026-06-15", 100, 80), ("OTHER", "8413.30", "2026-06-15", 100, 80), ("SAME", "8413.81", "2026-06-30", 900, ""), ("LATER", "8413.81", "2026-07-01", 900, "")))
        bom = BOM + casing("PUMP", 30, origin="non-originating") + seal("PUMP") + seal("OTHER")
        bom += "".join(f"{name},1,PUMP,8413.30,,MX,400,\n{name},2,PANEL,8537.10,non-originating,CN,10,\n" for name in ("SAME", "LATER"))
        run = self.check(goods, bom, "--default-use", "aftermarket", "--date", "2026-08-01", "--averages", averages)
        found = {answer["good_id"]: (answer["status"], answer["evidence"]["pile"], answer["valid_until"]) for answer in self.results(run)}
        self.assertEqual(found, {"PUMP": ("originating", "sign", "2026-06-30"), "OTHER": ("originating", "sign", None), "SAME": ("originating", "sign", "2026-06-30"),
                                 "LATER": ("originating", "paper-first", "2026-07-01")})

    def test_a_paper_on_a_line_that_counts_as_non_originating(self):
        """A good rests on every paper below it; its origin holds without this one."""
        for line in (casing("PUMP", 10, "D", origin="non-originating"), casing("PUMP", 10, "D", origin="")):
            answer, = self.answers(good("PUMP"), line + seal("PUMP"), paper("D", until="2026-03-31")).values()
            self.assertEqual((answer["evidence"]["pile"], answer["evidence"]["status_documented"]), ("paper-missing", "originating"))
            self.assertEqual([(one["path"], one["decides"]) for one in answer["evidence"]["documents"]], [("PUMP > CASING: D", False)])

    def test_a_certified_component_that_lacks_a_paper_inside(self):
        """Without that paper its own bill does not say what its certification says: what needs it has papers first, what does not has papers missing."""
        bom = casing("PUMP", 300, "D") + seal("PUMP")
        goods = good("NEEDS", 900, "8413.81") + good("OTHER", 900, "8479.89") + good("PUMP", 390, claim="")
        for name in ("NEEDS", "OTHER"):
            bom += f"{name},1,PUMP,8413.30,originating,MX,400,E\n{name},2,PANEL,8537.10,non-originating,CN,10,\n"
        own = paper("E", "PUMP").replace("8413.91", "8413.30")
        for until, piles in (("2026-12-31", ("sign", "sign")), ("2026-03-31", ("paper-first", "paper-missing"))):
            found = self.answers(goods, bom, paper("D", until=until) + own)
            self.assertEqual(tuple(found[name]["evidence"]["pile"] for name in ("NEEDS", "OTHER")), piles)
        self.assertEqual([(one["path"], one["state"], one["decides"]) for one in found["NEEDS"]["evidence"]["documents"]],
                         [("NEEDS > PUMP: E", "in-order", None), ("NEEDS > PUMP > CASING: D", "expired", True)])

    def test_an_average_does_not_hide_what_is_not_documented(self):
        averages = "good_id,month,period,units,net_cost,vnm\nPUMP,2026-06-01,month,10,800,50\n"
        goods = "good_id,hs,country,date,transaction_value,net_cost,criterion_claimed\nPUMP,8413.30,MX,2026-06-15,100,80,B\n"
        run = self.check(goods, BOM + casing("PUMP", 60) + seal("PUMP"), "--default-use", "aftermarket", "--date", "2026-08-01", "--averages",
                         self.write("averages.csv", averages))
        answer, = self.results(run)
        self.assertEqual((answer["status"], answer["evidence"]["pile"]), ("originating", "paper-first"))

    def test_a_deep_tree(self):
        depth = 250
        goods = good("G0") + "".join(good(f"G{i}", 8, "8544.42" if i % 2 else "8544.20", "") for i in range(1, depth))
        bom = casing("G0", 60) + seal("G0") + "".join(f"G{i},1,G{i - 1},8413.30,,MX,1,\nG{i},2,TAPE,3919.10,non-originating,CN,1,\n" for i in range(1, depth))
        found = self.answers(goods, bom, "")
        for name in ("G1", "G99", f"G{depth - 1}"):
            self.assertEqual(found[name]["evidence"]["pile"], "paper-missing", name)
        self.assertFalse(found["G99"]["evidence"]["more"])
        self.assertTrue(found[f"G{depth - 1}"]["evidence"]["more"])
        self.assertIn("origin-undocumented", self.codes(found[f"G{depth - 1}"], None))

    def test_a_tree_whose_branches_meet_costs_what_its_goods_cost(self):
        depth = 40  # each good twice in the one above: a million million ways down
        goods = good("G0") + "".join(good(f"G{i}", 8, "8544.42" if i % 2 else "8544.20", "") for i in range(1, depth))
        bom = casing("G0", 60) + seal("G0")
        bom += "".join(f"G{i},{line},G{i - 1},8413.30,,MX,1,\n" for i in range(1, depth) for line in (1, 2))
        found = self.answers(goods, bom, paper("D", "RING"))
        self.assertEqual([len(found[f"G{i}"]["evidence"]["documents"]) for i in range(depth)], [1] * depth)
        self.assertEqual(found["G3"]["evidence"]["documents"][0]["path"], "G3 > G2 > G1 > G0 > CASING")

    def test_where_no_papers_are_given_the_first_stand_for_all(self):
        goods = good("UNIT", 4000, "8479.89") + good("PUMP", 1000)
        bom = "UNIT,1,PUMP,8413.30,,MX,1000,\nUNIT,2,PANEL,8537.10,non-originating,CN,10,\n" + "".join(casing("PUMP", 1, line=i) for i in range(1, 31)) + seal("PUMP", 99)
        found = self.answers(goods, bom)
        self.assertEqual(len(found["PUMP"]["evidence"]["documents"]), 30)
        self.assertEqual((len(found["UNIT"]["evidence"]["documents"]), found["UNIT"]["evidence"]["more"]), (4, True))
        found = self.answers(goods, bom, "")
        self.assertEqual((len(found["UNIT"]["evidence"]["documents"]), found["UNIT"]["evidence"]["more"]), (4, True))
        found = self.answers(goods, bom, paper("D", "RING"))
        self.assertEqual((len(found["UNIT"]["evidence"]["documents"]), found["UNIT"]["evidence"]["more"]), (30, False))

    PILES = (good("SIGN") + good("FIRST") + good("MISSING") + good("NOT"),
             casing("SIGN", 60, "D") + seal("SIGN") + casing("FIRST", 60) + seal("FIRST") + casing("MISSING", 20, "", "LID") + seal("MISSING")
             + casing("NOT", 60, origin="non-originating") + seal("NOT"), paper("D", "CASING") + paper("E", "CAP"))

    def piles(self):
        goods, bom, documents = self.PILES
        return goods, bom.replace("FIRST,1,CASING", "FIRST,1,BASE"), documents

    def test_fail_on_a_pile(self):
        goods, bom, documents = self.piles()
        for name in ("sign", "paper-first", "paper-missing", "do-not-sign"):
            self.assertEqual(self.run_case(goods, bom, documents, "--fail-on", f"pile:{name}").returncode, 1, name)
        alone = [row for row in goods.splitlines(True) if row.startswith("SIGN")]
        lines = [row for row in bom.splitlines(True) if row.startswith("SIGN")]
        for name, status in (("sign", 1), ("paper-first", 0), ("paper-missing", 0), ("do-not-sign", 0)):
            self.assertEqual(self.run_case("".join(alone), "".join(lines), documents, "--fail-on", f"pile:{name}").returncode, status, name)
        rejected = self.run_case("".join(alone) + good("SIGN"), "".join(lines), documents, "--fail-on", "pile:do-not-sign")
        self.assertEqual(rejected.returncode, 3)
        for wrong in ("pile:paper", "pile:", "pile", "sign"):
            run = self.run_case(goods, bom, documents, "--fail-on", wrong)
            self.assertEqual(run.returncode, 64, wrong)
            for name in ("pile:sign", "pile:paper-first", "pile:paper-missing", "pile:do-not-sign", "never"):
                self.assertIn(name, run.stderr.decode())

    def test_csv_and_the_summary(self):
        goods, bom, documents = self.piles()
        run = self.run_case(goods, bom, documents, "--format", "csv", "--summary", "s.json")
        rows = list(csv.DictReader(io.StringIO(run.stdout.decode())))
        self.assertEqual(list(rows[0])[22:24], ["pile", "valid_until"])
        self.assertEqual([(row["good_id"], row["pile"], row["valid_until"]) for row in rows],
                         [("SIGN", "sign", "2026-12-31"), ("FIRST", "paper-first", ""), ("MISSING", "paper-missing", ""), ("NOT", "do-not-sign", "")])
        summary = json.loads((self.path / "s.json").read_text())
        self.assertEqual(summary["piles"], {"sign": 1, "paper-missing": 1, "paper-first": 1, "do-not-sign": 1})

    def test_text(self):
        goods, bom, documents = self.piles()
        sign, first, missing, no = self.run_case(goods, bom, documents, "--format", "text").stdout.decode().split("\n\n")[:4]
        self.assertIn("To sign: it originates, and every paper that it rests on is in order. The answer stands until 2026-12-31.", " ".join(sign.split()))
        self.assertNotIn("Papers to get or correct", sign)
        self.assertIn("but not by what is documented alone (non-originating)", " ".join(first.split()))
        self.assertIn("missing  FIRST > BASE (certification of origin); the origin depends on it", first)
        self.assertIn("missing  MISSING > LID (certification of origin)\n", missing)
        self.assertIn("Do not sign: it does not originate.", no)
        for language, said in (("es", "falta  FIRST > BASE (certificación de origen); de él depende el origen"), ("fr", "manque  FIRST > BASE (certification d’origine) ; l’origine en dépend")):
            self.assertIn(said, self.run_case(goods, bom, documents, "--format", "text", "--lang", language).stdout.decode())

    def test_one_that_originates_and_is_not_to_be_signed_says_why(self):
        """A declaration that the file contradicts is a broken requirement, whatever else makes the good originate, and whether it is claimed or not."""
        goods = good("CLAIMED") + good("OTHER", claim="")
        bom = "".join(casing(name, 10, "D").replace(",MX,", ",CN,") for name in ("CLAIMED", "OTHER"))
        for answer in self.answers(goods, bom, paper("D")).values():
            self.assertEqual((answer["status"], answer["evidence"]["pile"]), ("originating", "do-not-sign"))
            self.assertEqual(answer["evidence"]["reason"], next(one["message"] for one in answer["findings"] if one["code"] == "origin-contradicted"))
        text = " ".join(self.run_case(goods, bom, paper("D"), "--format", "text").stdout.decode().split())
        self.assertEqual(text.count("Do not sign, though it originates. Line 1 is declared originating, but comes from CN."), 2)
        self.assertNotIn("reason", next(iter(self.answers(good("SIGNED"), casing("SIGNED", 10, "D"), paper("D")).values()))["evidence"])

    def test_findings_stand_in_groups_the_most_severe_first(self):
        goods, bom = good("PUMP", claim="A"), casing("PUMP", 60) + seal("PUMP").replace("non-originating", "")
        text = self.run_case(goods, bom, "", "--format", "text").stdout.decode().partition("\n  Findings\n")[2]
        groups = [line.strip() for line in text.splitlines() if line.startswith("    ") and not line.startswith("     ")]
        self.assertEqual(groups, ["Papers", "Data", "Rule"])
        places = [text.index(code) for code in ("origin-undocumented", "origin-assumed", "claim-criterion-differs")]
        self.assertEqual(places, sorted(places))

    def test_the_same_by_every_road(self):
        goods, bom, documents = self.piles()
        streamed = self.results(self.run_case(goods, bom, documents))
        lines = bom.splitlines(True)
        loaded = self.results(self.run_case(goods, "".join(lines[1::2] + lines[::2]), documents, "--jobs", "3"))
        self.assertEqual([one["evidence"]["pile"] for one in streamed], [one["evidence"]["pile"] for one in loaded])

    def test_a_country_that_is_not_available_is_none(self):
        for name, country in (("n.a.", None), ("N.A.", None), ("NA", "NA"), ("U.S.", "US"), ("E.U.A.", "US")):
            line, = self.answers(good("PUMP"), casing("PUMP", 60, "D").replace("MX", name), paper("D"))["PUMP"]["materials"]
            self.assertEqual(line.get("country"), country, name)


if __name__ == "__main__":
    unittest.main()
