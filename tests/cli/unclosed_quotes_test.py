"""A quotation mark that is opened and not closed takes in rows: none of them vanishes in silence, and no good that one of them names originates. A cell of several lines goes on working."""
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,use\n" + "".join(f"{name},8413.30.9060,MX,2026-03-01,100,aftermarket\n" for name in ("PUMP", "OTHER", "THIRD", "LAST"))
HEAD = "good_id,line,description,hs,origin,value\n"
OPENED = 'PUMP,1,"O-ring,4016.93,non-originating,1\n'
WITHIN = "PUMP,2,casing,8413.91,non-originating,90\nOTHER,1,casing,8413.91,non-originating,40\n"
CLOSED = 'THIRD,1,pipe 3/4",7307.99,non-originating,3\n'
AFTER = "LAST,1,seal,8484.10,non-originating,3\n"


class UnclosedQuotes(Case):
    def statuses(self, run):
        return {answer["good_id"]: answer["status"] for answer in self.results(run)}

    def taken(self, run, rows=4):
        """Four rows are rejected, and the goods that they name; the fourth good is decided."""
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual(self.statuses(run), {"PUMP": "rejected", "OTHER": "rejected", "THIRD": "rejected", "LAST": "originating"})
        self.assertIn(f"{rows} rejected".encode(), run.stderr)
        for answer in self.results(run)[:3]:
            self.assertIn("opens in line 2 and closes in line 5", answer["findings"][0]["message"])

    def test_two_files(self):
        self.taken(self.check(GOODS, HEAD + OPENED + WITHIN + CLOSED + AFTER))
        self.assertEqual(self.statuses(self.check(GOODS, HEAD + OPENED.replace('"', "") + WITHIN + CLOSED.replace('"', "") + AFTER))["PUMP"], "non-originating")

    def test_forms(self):
        text = HEAD + OPENED + WITHIN + CLOSED + AFTER
        self.taken(self.check(GOODS, "\ufeff" + text))
        self.taken(self.check(GOODS, text.replace("\n", "\r\n")))
        self.taken(self.check(GOODS, text.replace("\n", "\r")))
        self.taken(self.check(GOODS.replace(",", ";"), text.replace(",", ";")))
        self.taken(self.check(GOODS, text.replace("4016.93", '""').replace("7307.99", '"7307.99"').replace("seal", '"seal, black"')))
        self.taken(self.check(GOODS, text.replace(",", ", ").replace(', "O', ',"O')))

    def test_another_column(self):
        """Where it closes in another column, the record has too few or too many fields."""
        self.taken(self.check(GOODS, HEAD + OPENED + WITHIN + 'THIRD,1,pipe,7307.99",non-originating,3\n' + AFTER))
        self.taken(self.check(GOODS, HEAD + '"PUMP,1,O-ring,4016.93,non-originating,1\n' + WITHIN + CLOSED + AFTER))

    def test_rows_that_are_short(self):
        """A row that names a good of the file is one, though it has not all fields."""
        run = self.check(GOODS, HEAD + OPENED.replace(",1\n", "\n") + WITHIN.replace(",40\n", "\n") + CLOSED + AFTER + "OTHER,1,casing,8413.91,non-originating,40\n")
        self.assertEqual(self.statuses(run), {"PUMP": "rejected", "OTHER": "rejected", "THIRD": "rejected", "LAST": "originating"})

    def test_tabs(self):
        """Of tabs, the marks are characters."""
        text = (HEAD + OPENED + WITHIN + CLOSED + AFTER).replace(",", "\t")
        run = self.check(GOODS, text)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.statuses(run), {"PUMP": "non-originating", "OTHER": "originating", "THIRD": "originating", "LAST": "originating"})

    def flat(self, text):
        good = "good_hs,good_country,good_date,good_transaction_value,good_use"
        rows = text.splitlines()
        return "\n".join([f"{good},{rows[0]}"] + [f"8413.30.9060,MX,2026-03-01,100,aftermarket,{row}" for row in rows[1:]]) + "\n"

    def test_flat(self):
        text = self.flat(HEAD + OPENED + WITHIN + CLOSED + AFTER)
        self.taken(self.run_usmca("check", self.write("flat.csv", text), "--format", "json"))

    def test_goods(self):
        goods = GOODS.splitlines()
        for at, more in ((1, '"1'), (3, '1"')):
            goods[at] = goods[at] + f',{more}'
        text = "\n".join([goods[0] + ",description", goods[1], goods[2] + ",", goods[3], goods[4] + ","]) + "\n"
        bom = HEAD + "".join(f"{name},1,seal,8484.10,non-originating,3\n" for name in ("PUMP", "OTHER", "THIRD", "LAST"))
        run = self.check(text, bom)
        self.assertEqual(self.statuses(run), {"PUMP": "rejected", "OTHER": "rejected", "THIRD": "rejected", "LAST": "originating"})

    def test_documents(self):
        """A row of papers that is taken in is no paper; one of its number stands nowhere else."""
        bom = HEAD.replace("value", "value,document,material_id") + "PUMP,1,casing,8413.91,originating,90,S,CASING\n"
        head = "document_id,kind,supplier,material_id,signed_on,certifier_role,certifier,valid_from,valid_to\n"
        rows = ('R,certification,"ACME,SEAL,2026-01-10,producer,A,2026-01-01,2026-12-31\n'
                "S,certification,ACME,CASING,2026-01-10,producer,A,2026-01-01,2026-12-31\n"
                'T,certification,ACME",RING,2026-01-10,producer,A,2026-01-01,2026-12-31\n')
        run = self.check(GOODS.splitlines()[0] + "\n" + GOODS.splitlines()[1] + "\n", bom, "--documents", self.write("documents.csv", head + rows))
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn("row-rejected", [finding["code"] for finding in self.results(run)[0]["findings"]])

    def test_header(self):
        run = self.check(GOODS, HEAD.strip() + ',"note\n' + OPENED.replace('"', "").strip() + ",\n" + CLOSED.strip() + ',ok"\n' + AFTER.strip() + ",\n")
        self.assertEqual(run.returncode, 65, run.stderr)
        self.assertIn(b"not closed", run.stderr)
        legal = self.check(GOODS, 'good_id,line,description,hs,origin,"value\n","note\n(of us)"\n' + AFTER.strip() + ",\n")
        self.assertEqual(self.statuses(legal)["LAST"], "originating", legal.stderr)

    def test_cells_of_several_lines(self):
        for cell in ("O-ring\nblack, 3/4\"\", of rubber", "Av. Juárez 10, Col. Centro, Monterrey, N.L., México\nAv. Juárez 10, Col. Centro, Monterrey, N.L., México", "a,b\n\nc,d,e", "PUMP\nOTHER\nTHIRD"):
            for line in (f'LAST,1,"{cell}",8484.10,non-originating,3\n', f'LAST,1,"{cell}",8484.10,non-originating,"3"\n'):
                run = self.check(GOODS, HEAD + WITHIN + line)
                self.assertEqual((run.returncode, self.statuses(run)["LAST"]), (0, "originating"), run.stderr)
        last = "good_id,line,hs,origin,value,description\n"
        run = self.check(GOODS, last + 'LAST,1,8484.10,non-originating,3,"kit:\npump, valve, seal, bolt, nut, ring"\n')
        self.assertEqual((run.returncode, self.statuses(run)["LAST"]), (0, "originating"), run.stderr)

    def test_jobs(self):
        """Of a file that is parted for several threads, the same whatever they are."""
        many = 6000
        goods = "good_id,hs,country,date,transaction_value\n" + "".join(f"G{i},3926.90,MX,2026-03-01,10\n" for i in range(many))
        rows = []
        for i in range(many):
            rows.append(f"G{i},1," + ('"opened' if i % 997 == 500 else 'closed"' if i % 997 == 510 else "plain") + ",3902.10,non-originating,3\n")
        files = ["--goods", self.write("goods.csv", goods), "--bom", self.write("bom.csv", HEAD + "".join(rows)), "--format", "json"]
        one = self.run_usmca("check", *files, "--jobs", "1")
        four = self.run_usmca("check", *files, "--jobs", "4")
        self.assertEqual(one.stdout, four.stdout)
        wrong = [answer["good_id"] for answer in self.results(one) if answer["status"] == "rejected"]
        self.assertEqual(wrong, [f"G{i}" for i in range(many) if 500 <= i % 997 <= 510])


if __name__ == "__main__":
    unittest.main()
