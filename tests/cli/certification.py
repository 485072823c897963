"""What the tests of `usmca certify` share: goods of which some may be certified, parties, and a run."""
import csv
import io
import json

from support import Case

GOODS = "good_id,description,hs,country,date,transaction_value,criterion_claimed\n"
BOM = "good_id,line,material_id,hs,origin,country,value,document\n"
DOCUMENTS = "document_id,kind,supplier,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer\n"
PARTIES = "role,name,signatory,title,address,city,region,postal_code,country,telephone,email,tax_number\n"
EXPORTER = "exporter,Bombas del Norte,Laura Garza Peña,Export manager,Av. Industrial 120,Monterrey,NL,64000,MX,+52 81 5555 0100,l@bombas.example,SAT970701NN3\n"
PRODUCER = "producer,Fundidora Ñandú,,,Calle 5,Saltillo,,,MX,+52 84 5555 0100,f@f.example,\n"
IMPORTER = "importer,Acme Pumps,,,1 Main Street,Laredo,TX,78040,US,+1 956 555 0100,t@acme.example,12-3456789\n"
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


class Certification(Case):
    """GOOD rests on nothing; PAPER on a paper until June, which decides; OTHER without a paper on what is not needed; BAD does not originate."""

    def setUp(self):
        super().setUp()
        goods = "".join(f"{name},Pump {name},8413.70,MX,2026-01-01,100,\n" for name in ("GOOD", "PAPER", "FIRST", "MISSING", "BAD"))
        bom = "".join(f"{name},9,SEAL,4016.93,non-originating,CN,5,\n" for name in ("GOOD", "PAPER", "FIRST", "MISSING", "BAD"))
        bom += "PAPER,1,CASING,8413.91,originating,MX,60,CO-1\nFIRST,1,SHAFT,8413.91,originating,MX,90,\nMISSING,1,BOLT,7318.15,originating,MX,1,\n"
        bom += "BAD,1,CASING2,8413.91,non-originating,CN,90,\n"
        paper = "CO-1,certification,S,CASING,8413.91,B,2026-01-01,2026-06-30,2026-01-01,L. Garza,producer,S\n"
        self.results_file = self.determine(GOODS + goods, BOM + bom, paper)
        self.parties = self.write("parties.csv", PARTIES + EXPORTER + PRODUCER + IMPORTER)

    def determine(self, goods, bom, documents="", name="results.json"):
        run = self.check(goods, bom, "--documents", self.write("documents.csv", DOCUMENTS + documents), "--default-use", "aftermarket", "--format", "json", "--output", name)
        self.assertIn(run.returncode, (0, 1, 2, 3), run.stderr)
        return str(self.path / name)

    def certify(self, *options, results=None, parties=None, by="exporter", when=YEAR):
        return self.run_usmca("certify", results or self.results_file, "--parties", parties or self.parties, "--certifier", by, "--date", "2026-01-05", *when, *options)

    def one(self, *options, status=1, **more):
        run = self.certify(*options, **more)
        self.assertEqual(run.returncode, status, run.stderr.decode())
        return json.loads(run.stdout)

    def refused(self, *options, status=1, **more):
        run = self.certify("--refused", "refused.csv", *options, **more)
        self.assertEqual(run.returncode, status, run.stderr.decode())
        return {row["good_id"]: row["reason"] for row in csv.DictReader(io.StringIO((self.path / "refused.csv").read_text()))}
