"""What is wrong with a file or an option as a whole is said in the user's language, in English where there is no sentence for it, and the same happens in each."""
import json
import os
import pathlib
import shutil
import unittest

from support import BOM, GOODS, Case

GOOD = GOODS.format(claim="")
LINES = BOM.format(hs="3902.10")


class Errors(Case):
    def said(self, *arguments, status=65, spanish, french, lang=("--lang",), **more):
        """What is said of it in Spanish and French begins and goes on with these words; nothing is written in any language."""
        for language, words in (("es", spanish), ("fr", french)):
            run = self.run_usmca(*arguments, *(part for part in (*lang, language)), **more)
            self.assertEqual((run.returncode, run.stdout), (status, b""), run.stderr)
            for part in words:
                self.assertIn(part, run.stderr.decode())
        english = self.run_usmca(*arguments, *lang, "en", **more)
        self.assertEqual(english.returncode, status)
        return english.stderr.decode()

    def case(self, goods=GOOD, bom=LINES):
        return "check", "--goods", self.write("goods.csv", goods), "--bom", self.write("bom.csv", bom)

    def test_a_column_is_missing(self):
        english = self.said(*self.case(bom=LINES.replace("good_id,", "good,")),
                            spanish=["bom.csv:1:1: falta la columna good_id en la fila de encabezados; se encontraron: good, line", "; --good ID indica la mercancía", "; para los encabezados de otro sistema, "
                                     "usmca profile suggest hace un perfil"],
                            french=["bom.csv:1:1: la colonne good_id manque dans la ligne d’en-têtes ; trouvé : good, line"])
        self.assertIn("bom.csv:1:1: the column good_id is missing from the header row; found are: good, line", english)
        self.assertIn("; for the headers of another system, usmca profile suggest makes a profile from the file\n", english)

    def test_headers_are_the_users_own(self):
        """What a header says is never translated, though it be a sentence of the program."""
        self.said(*self.case(bom="out of memory,not a file; did you mean x?,no run\n1,2,3\n"), spanish=["se encontraron: out of memory, not a file; did you mean x?, no run; --good ID indica"],
                  french=["trouvé : out of memory, not a file; did you mean x?, no run ; --good ID nomme"])

    def test_headers_that_cannot_be_read(self):
        self.said(*self.case(goods='good_id,"hs\nPART,3926.90\n'), spanish=["goods.csv:1:9: la fila de encabezados tiene una comilla que no se cierra"], french=["un guillemet qui n’est pas fermé"])
        self.said(*self.case(goods=b"good_id\0,hs\n"), spanish=["tiene un byte NUL: esto no es un archivo CSV"], french=["a un octet NUL : ce n’est pas un fichier CSV"])
        self.said(*self.case(goods=""), spanish=["goods.csv:1:1: el archivo está vacío: hace falta una fila de encabezados"], french=["le fichier est vide : il faut une ligne d’en-têtes"])

    def test_a_file_that_cannot_be_opened(self):
        self.said("check", "--goods", "nix.csv", "--bom", "nix.csv", status=74, spanish=["nix.csv: no se puede abrir: no existe el archivo o la carpeta\n"],
                  french=["nix.csv: ouverture impossible : aucun fichier ou dossier de ce nom\n"])
        (self.path / "folder").mkdir()
        self.said("check", "--goods", "folder", "--bom", "folder", status=74, spanish=["folder: no se puede leer: es una carpeta\n"], french=["folder: lecture impossible : c’est un dossier\n"])
        self.said(*self.case(), "--output", "nowhere/out.json", status=74, spanish=["no se puede escribir: no existe el archivo o la carpeta"], french=["écriture impossible : aucun fichier ou dossier"])

    def test_other_files(self):
        self.said(*self.case(goods=b"%PDF-1.7\n"), spanish=["esto es un PDF: guárdelo como CSV (UTF-8)"], french=["c’est un PDF : enregistrez-le en CSV (UTF-8)"])
        self.said(*self.case(goods=b"\xd0\xcf\x11\xe0" + bytes(600)), spanish=["esto es un libro de Excel antiguo (.xls), o uno con contraseña: guárdelo"], french=["c’est un ancien classeur Excel (.xls)"])
        self.said(*self.case(goods=b"PK\x03\x04" + bytes(600)), spanish=["empieza como un libro de Excel (.xlsx), pero está dañado o incompleto"], french=["mais est abîmé ou incomplet"])

    def test_a_column_that_nothing_reads(self):
        goods = "good_id,hs,colour\nPART,3926.90,red\n"
        self.said(*self.case(goods=goods), "--strict-columns", spanish=["nada lee la columna «colour» (--strict-columns)"], french=["rien ne lit la colonne « colour » (--strict-columns)"])

    def test_what_libxml2_says_stands_behind_words_of_the_language(self):
        broken = self.write("own.xml", "<profile><table></profile>")
        self.said(*self.case(), "--profile", broken, spanish=["own.xml:1:27: es XML mal formado: "], french=["own.xml:1:27: ce n’est pas du XML bien formé : "])
        typed = self.write("own.xml", "<!DOCTYPE profile><profile/>")
        self.said(*self.case(), "--profile", typed, spanish=["no se admite aquí una declaración de tipo de documento"], french=["une déclaration de type de document n’est pas admise ici"])
        run = self.run_usmca("validate", self.write("rules.xml", "<rules/>"), "--lang", "es")
        self.assertIn("rules.xml:1:1: no es como dice su esquema: ", (run.stdout + run.stderr).decode())

    def test_a_profile(self):
        """Of the element that is wrong, the whole sentence: none of it is in one language and the rest in another."""
        for inside, spanish, french in (('<table name="flat"><column name="good_idx" header="a"/></table>', "<column>: no hay ninguna columna good_idx en flat\n", "<column>: il n’y a pas de colonne good_idx dans flat\n"),
                                        ('<table name="flat"><column name="good_id"/></table>', "<column>: hace falta header o constant, y no ambos\n", "<column>: il faut header ou constant, et non les deux\n"),
                                        ('<table name="flat"><column name="good_id" header="a" nth="x"/></table>', '<column>: nth="x" no es un número, o es menor que 0\n', '<column>: nth="x" n’est pas un nombre, ou est inférieur à 0\n'),
                                        ('<table name="flat"><column name="good_id" head="a"/></table>', "<column>: atributo desconocido head\n", "<column>: attribut inconnu head\n")):
            path = self.write("own.xml", f'<profile name="x" description="d">{inside}</profile>')
            self.said(*self.case(), "--profile", path, spanish=[spanish], french=[french])
        path = self.write("own.xml", '<profile name="x" description="d" decimal="," thousands=","/>')
        self.said(*self.case(), "--profile", path, spanish=["<profile>: decimal y thousands: "], french=["<profile>: decimal et thousands : "])

    def test_options(self):
        self.said(*self.case(), "--profile", "sap-bon", status=64, spanish=["no hay ningún perfil sap-bon; ¿quiso decir sap-bom? (", ", o un archivo)"],
                  french=["il n’y a pas de profil sap-bon ; vouliez-vous dire sap-bom ? (", ", ou un fichier)"])
        self.said(*self.case(), "--delimiter", "x", status=64, spanish=["--delimiter es una letra o un dígito"], french=["--delimiter est une lettre ou un chiffre"])
        self.said(*self.case(), "--decimal", ",", "--thousands", ",", status=64, spanish=["el signo decimal y el de millares son el mismo"], french=["la marque décimale et celle des milliers sont la même"])
        self.said(*self.case(), "--date-format", "Q", status=64, spanish=["no es un patrón de YYYY, MM, M o MON"], french=["n’est pas un modèle de YYYY"])
        self.said(*self.case(), "--encoding", "nix", status=64, spanish=["--encoding nix no se conoce"], french=["--encoding nix n’est pas connu"])

    def test_results_and_records(self):
        """What is no JSON is said to its end in the language."""
        for text, spanish, french in (("{", "no es JSON: se espera un texto o «}» cerca del final del archivo\n", "ce n’est pas du JSON : un texte ou « } » est attendu près de la fin du fichier\n"),
                                      ('{"a":\n', "no es JSON: elemento inesperado cerca del final del archivo\n", "ce n’est pas du JSON : élément inattendu près de la fin du fichier\n"),
                                      ('{"a":1,"a":2}', "no es JSON: clave repetida en un objeto cerca de «\"a\"»\n", "ce n’est pas du JSON : clé répétée dans un objet près de « \"a\" »\n"),
                                      ('{"a":"\\q"}', "no es JSON: secuencia de escape no válida cerca de «\"\\q»\n", "ce n’est pas du JSON : séquence d’échappement non valide près de « \"\\q »\n"),
                                      ('{"a":"\x01"}', "no es JSON: carácter de control 0x1 cerca de «", "ce n’est pas du JSON : caractère de commande 0x1 près de « "),
                                      ('{"a" 1}', "no es JSON: se espera «:» cerca de «1»\n", "ce n’est pas du JSON : « : » attendu près de « 1 »\n"),
                                      ('{"a":1' + "0" * 20 + "}", "no es JSON: número entero demasiado grande\n", "ce n’est pas du JSON : nombre entier trop grand\n")):
            with self.subTest(text):
                self.said("report", self.write("r.json", text), spanish=[spanish], french=[french])
        self.said("report", self.write("r.json", "{}\n"), spanish=["r.json:1:1: no es un resultado de usmca check"], french=["ce n’est pas un résultat de usmca check"])
        self.said("record", "list", self.write("x.usmca", "text"), spanish=["x.usmca: no es un registro: no es un archivo de SQLite"], french=["ce n’est pas un registre : ce n’est pas un fichier de SQLite"])

    def test_gap_and_preview(self):
        files = self.case(goods="good_id,country\nPART,MX\n")[1:]
        self.said("gap", *files, spanish=["falta la columna hs en la fila de encabezados"], french=["la colonne hs manque"])
        self.assertIn("empty.csv:1:1: el archivo está vacío", json.loads(self.run_usmca("preview", self.write("empty.csv", ""), "--lang", "es").stdout)["problem"])
        run = self.run_usmca("preview", "empty.csv", "--lang", "fr", "--format", "text")
        self.assertEqual(run.returncode, 65)
        self.assertIn("empty.csv:1:1: le fichier est vide", run.stdout.decode())

    def test_the_language_of_the_environment(self):
        self.said("check", "--goods", "nix.csv", "--bom", "nix.csv", status=74, lang=("--output", "out.json", "--lang"), spanish=["no se puede abrir"], french=["ouverture impossible"])
        run = self.run_usmca("check", "--goods", "nix.csv", "--bom", "nix.csv", env={"LC_ALL": "es_MX.UTF-8"})
        self.assertIn("no se puede abrir: no existe", run.stderr.decode())

    def test_without_a_rule_book(self):
        """Its catalogue is not there, and that of the program is."""
        run = self.run_usmca(*self.case(), "--rules", "nowhere", "--lang", "es")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("nowhere/usmca: no es un libro de reglas: no existe el archivo o la carpeta", run.stderr.decode())
        run = self.run_usmca(*self.case(), "--rules", "nowhere", "--lang", "es", env={"USMCA_RULES": "nowhere"})
        self.assertIn("nowhere/usmca: not a rule book: No such file or directory", run.stderr.decode())

    def test_the_words_of_a_certification(self):
        results = self.write("r.json", self.simple("--format", "json").stdout)
        self.write("parties.csv", "role,name\n")
        certify = ("certify", results, "--parties", "parties.csv")
        self.said(*certify, status=64, spanish=["--certifier tiene que ser exporter, producer o importer"], french=["--certifier doit être exporter, producer ou importer"])
        self.said(*certify, "--certifier", "me", status=64, spanish=["--certifier me no es exporter, producer o importer"], french=["--certifier me n’est pas exporter, producer ou importer"])
        self.said(*certify, "--certifier", "exporter", "--date", "x", status=64, spanish=["--date x no es un día: AAAA-MM-DD"], french=["--date x n’est pas un jour : AAAA-MM-JJ"])
        self.said(*certify, "--certifier", "exporter", "--date", "2026-01-02", status=64, spanish=["hace falta uno de --invoice, --shipment y --from con --to"], french=["il faut --invoice, --shipment ou --from avec --to"])

    def test_a_broken_catalogue_keeps_nobody_from_the_error(self):
        rules = pathlib.Path(os.environ["USMCA_BUILD"]) / "rules"
        copy = self.path / "rules"
        copy.mkdir()
        for part in rules.iterdir():
            if part.name != "messages":
                (copy / part.name).symlink_to(part.resolve())
        shutil.copytree(rules / "messages", copy / "messages", symlinks=False)
        (copy / "messages" / "errors.es.mo").write_bytes(b"broken")
        run = self.run_usmca(*self.case(goods=""), "--lang", "es", env={"USMCA_RULES": str(copy)})
        self.assertEqual((run.returncode, run.stderr.decode()), (65, f"usmca: {self.path}/goods.csv:1:1: the file is empty: a header row is needed\n"))


class Questions(Case):
    def ask(self, arguments):
        question = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "check", "arguments": arguments}}
        run = self.run_usmca("mcp", stdin=(json.dumps(question) + "\n").encode())
        return json.loads(run.stdout.decode().splitlines()[-1])["result"]["content"][0]["text"]

    def test_mcp(self):
        self.assertEqual(self.ask({"lang": "es", "nothing": 1}), "no hay argumento nothing")
        self.assertEqual(self.ask({"lang": "fr", "goods": [{"good_id": "A"}], "bom": [7]}), "bom, ligne 1 : une ligne est un objet dont les membres sont des colonnes")
        self.assertEqual(self.ask({"nothing": 1}), "there is no argument nothing")
        self.assertEqual(self.ask({"lang": "es", "goods": [{"good_id": "A"}], "bom": [], "date": "x"}), "date x no es un día (AAAA-MM-DD)")


if __name__ == "__main__":
    unittest.main()
