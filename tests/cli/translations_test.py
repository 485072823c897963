"""Nothing is left untranslated: po/ holds every message of the English catalogue, and the program speaks each language."""

import os
import pathlib
import re
import subprocess
import unittest
import xml.etree.ElementTree as xml

from support import SOURCE, Case

LANGUAGES = (SOURCE / "po" / "LINGUAS").read_text().split()


# What customs practice in Mexico says otherwise, and what to say.
NOT_SPANISH = {"recargo": "arancel adicional", "violación": "incumplimiento", "solicitado|solicitada": "criterio declarado", "incierto|incierta": "no determinable",
               "el cambio que pide": "que exige", "Con menos valor no basta": "Es la opción de menor valor", "sobran ": "excede el máximo en", "Qué la haría calificar": "Cómo lograr que califique",
               "Cuánto aguanta": "Margen antes de perder el origen", "Qué pedir": "Documentos y datos por obtener", "ya no es válido": "venció el", "terminó el": "venció el",
               "[Nn]o se dan? (?!crédito)": "Faltan", "lo bastante": "es suficiente", "descansa": "se basa en", "se apoya": "se basa en", "la aritmética no cabe": "desbordamiento aritmético",
               "propia producción": "de fabricación propia", "valor regional": "VCR", r"U\.R\.": "R.U.", "[Pp]eriodo": "período", "renglón|renglones": "fila", "[Cc]orridas?\\b": "ejecución", r"\bbien(es)?\b": "mercancía"}


def sentences(language):
    """The translations by the names of their messages."""
    text = re.sub(r'"\n"', "", (SOURCE / "po" / f"{language}.po").read_text())
    return dict(re.findall(r'^msgctxt "(.*)"\n(?:#.*\n)*msgid ".*"\nmsgstr "(.*)"$', text, re.M))


def errors(language):
    """The translations of errors, by what they are in English."""
    text = re.sub(r'"\n"', "", (SOURCE / "po" / f"{language}.po").read_text())
    return dict(re.findall(r'^(?:\n|#.*\n)msgid "(.+)"\nmsgstr "(.*)"$', text, re.M))


class Translations(Case):
    def rule(self, code, language):
        run = self.run_usmca("rule", code, "--lang", language)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout.decode()

    def template(self):
        template = pathlib.Path(self.path) / "usmca.pot"
        subprocess.run([SOURCE / "tools" / "translate", "--template", template], check=True)
        return template

    def test_every_message_is_translated_and_none_is_fuzzy(self):
        template = self.template()
        for language in LANGUAGES:
            found = subprocess.run(["msgcmp", SOURCE / "po" / f"{language}.po", template], capture_output=True, text=True)
            self.assertEqual((language, found.returncode, found.stderr), (language, 0, ""))

    def test_percentages_have_one_form_in_each_language(self):
        """41.8% in English, and with a blank before the sign in Spanish and French; but for what is to be typed into a cell."""
        english = dict(re.findall(r'<message id="([^"]*)"[^>]*>([^<]*)<', (SOURCE / "rules" / "messages" / "en.xml").read_text()))
        self.assertEqual([name for name, said in english.items() if re.search(r"[\d}] %", said)], [])
        for language in LANGUAGES:
            self.assertEqual([name for name, said in sentences(language).items() if re.search(r"[\d}]%", said)], ["finding.value-implausible.share"], language)

    def test_a_message_that_is_missing_is_noticed(self):
        template = self.template()
        one = (SOURCE / "po" / "es.po").read_text().replace('msgctxt "status.originating"', 'msgctxt "status.lost"')
        lacking = pathlib.Path(self.path) / "es.po"
        lacking.write_text(one)
        self.assertNotEqual(subprocess.run(["msgcmp", lacking, template], capture_output=True).returncode, 0)

    def test_an_error_that_is_missing_is_noticed(self):
        template = self.template()
        lacking = pathlib.Path(self.path) / "es.po"
        for sentence in ("the header row is not UTF-8", "; did you mean %s?", "a PDF", "Permission denied", "the record is damaged: %s"):
            lacking.write_text((SOURCE / "po" / "es.po").read_text().replace(f'msgid "{sentence}"', 'msgid "lost"'))
            self.assertNotEqual(subprocess.run(["msgcmp", lacking, template], capture_output=True).returncode, 0, sentence)

    def test_errors_can_be_told_apart(self):
        """Between two places of a sentence something stands, and each translation has the same places."""
        conversion = re.compile(r"%(?:\d+\$)?(?:\.(?:\*(?:\d+\$)?|\d+))?(?:ll|z)?([sdu])")
        for language in LANGUAGES:
            said = errors(language)
            self.assertGreater(len(said), 300)
            for sentence, translation in said.items():
                self.assertNotRegex(sentence, conversion.pattern + "%", language)
                self.assertNotIn("%", conversion.sub("", sentence + translation))
                self.assertRegex(conversion.sub("", sentence), "[a-z]{2}|PDF|[0-9]|row|: ", sentence)
                self.assertEqual(sorted(conversion.findall(sentence)), sorted(conversion.findall(translation)), sentence)
                self.assertEqual(sentence.startswith(" ("), translation.startswith(" ("), sentence)

    def test_places_to_fill_are_those_of_the_english_message(self):
        for language in LANGUAGES:
            text = (SOURCE / "po" / f"{language}.po").read_text()
            for entry in text.split("\n\n"):
                parts = re.match(r'(?:#.*\n)*msgctxt "(.*)"\nmsgid "(.*)"\nmsgstr "(.*)"', entry)
                if parts:
                    # a finding is counted by its code in English, and by its name in other languages
                    places = [{re.sub("^code$", "name", place) for place in re.findall(r"\{([a-z_]+)\}", parts[i])} for i in (2, 3)]
                    self.assertEqual(places[0], places[1], f"{language}: {parts[1]}")

    def test_the_words_of_customs(self):
        """One word for each thing, in each of some thousand sentences."""
        said = sentences("es")
        self.assertGreater(len(said), 1900)
        for words, instead in NOT_SPANISH.items():
            self.assertEqual({name: sentence for name, sentence in {**said, **errors("es")}.items() if re.search(words, sentence)}, {}, f"say {instead}")
        self.assertEqual({name for name, sentence in sentences("fr").items() if "U.R." in sentence}, set())

    def test_the_signs_of_french(self):
        """One apostrophe in all sentences, and a blank before signs of two parts: what is of a form, as `key=value; key=value`, is left."""
        self.assertEqual((sentences("fr")["colon"], sentences("fr")["semicolon"]), (" : ", " ; "))
        for name, sentence in {**sentences("fr"), **errors("fr")}.items():
            self.assertNotRegex(sentence, r"\w'[\w«{%]", name)
            self.assertNotRegex(re.sub("clé=valeur; clé=valeur|\\{sheet\\}!|%s!%s", "", sentence), r"[^ ][;?!](?![\w=&])", name)
            self.assertNotRegex(re.sub(r"\{file\}(:\{line\}:\{column\})?: |\{cell\}: |Authorization: |\": |%s: |usmca: ", "", sentence), r"[^ ]: ", name)

    def test_a_citation_has_no_words_of_its_own(self):
        """It is put into the language word by word: what it says beside places is in the catalogue, or a name."""
        words = sorted((element.text.strip() for element in xml.parse(SOURCE / "rules/messages/en.xml").iter("message") if element.get("id").startswith("citation.")), key=len, reverse=True)
        for path in [*(SOURCE / "rules/usmca").rglob("*.xml"), *(SOURCE / "rules/papers").glob("*.xml")]:
            for cite in re.findall(r' cite="([^"]*)"', path.read_text()):
                left = re.sub("|".join(rf"\b{re.escape(word)}(?!\w)" for word in words), "", cite)
                self.assertNotRegex(left, r"\b(?![ivx]+\b)[a-z]{3,}", f"{path.name}: {cite}")

    def test_one_and_many(self):
        for language, one, many in (("en", "1 row read, 0 rejected; 1 good: 0 originating, 1 not,", "2 rows read, 0 rejected; 2 goods: 0 originating, 2 not,"),
                                    ("es", "1 fila leída, 0 rechazadas; 1 mercancía: 0 originarias, 1 no, 0 indeterminadas,", "2 filas leídas, 0 rechazadas; 2 mercancías:"),
                                    ("fr", "1 ligne lue, 0 rejetée ; 1 produit : 0 originaire, 1 non,", "2 lignes lues, 0 rejetée ; 2 produits : 0 originaire,")):
            for count, words in ((1, one), (2, many)):
                self.write("goods.csv", "good_id,hs,country,date\n" + "".join(f"G{i},8413.30,CN,2025-01-02\n" for i in range(count)))
                self.write("bom.csv", "good_id,hs,origin,value\n")
                run = self.run_usmca("check", "--goods", "goods.csv", "--bom", "bom.csv", "--lang", language, "--output", "out.json")
                self.assertIn(words, run.stderr.decode())
                if language != "en":
                    self.assertNotIn("produced-outside-territory", run.stderr.decode())

    def test_the_words_of_the_agreement(self):
        said = {language: self.rule("8413.30", language) for language in ("en", *LANGUAGES)}
        self.assertIn("regional value content", " ".join(said["en"].split()))
        for words in ("valor de contenido regional", "cualquier otra partida", "valor de transacción", "costo neto", "subpartidas 8413.11 a 8413.82"):
            self.assertIn(words, " ".join(said["es"].split()))
        for words in ("teneur en valeur régionale", "toute autre position", "valeur transactionnelle", "coût net"):
            self.assertIn(words, " ".join(said["fr"].split()))

    def test_no_english_is_left_in_the_sentences_of_any_rule(self):
        english = re.compile(r"\b(change to|provided that|except from|any other|the good|is not less than)\b")
        for language in LANGUAGES:
            for chapter in ("0402", "1806.10", "2710", "3808.91", "4802", "5407.61", "6109", "6203", "7317", "8415.10", "8456", "8708.50", "9619"):
                said = self.rule(chapter, language)
                self.assertIsNone(english.search(" ".join(said.split())), (language, chapter))

    def test_a_rule_of_a_chapter_stands_behind_a_comma(self):
        for language, code, words in (("es", "6109.10", "capítulo 61, regla de capítulo 4"), ("fr", "6109.10", "chapitre 61, règle de chapitre 4")):
            self.assertIn(words, self.run_usmca("rule", code, "--lang", language).stdout.decode())


if __name__ == "__main__":
    unittest.main()
