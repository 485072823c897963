"""What an undetermined good asks decides it: each answer, given, leads to the status that it names; and of answers that
decide together none can be left out."""
import unittest

import variants

COLUMNS = {"use": "use", "import-country": "import_country", "transaction-value": "transaction_value", "net-cost": "net_cost", "value": "value", "weight": "weight_kg"}


def index_of(part, good, line):
    rows = [i for i, row in enumerate(part["bom"]) if row["good_id"] == good]
    return next((i for i in rows if part["bom"][i].get("line") == line), None)


def ends(answer):
    """The amounts at both ends of "<= 119.99", "> 119.99, <= 199.99" or "> 199.99"; any other answer is itself."""
    for word in answer.split(", ") if answer[0] in "<>" else ():
        comparison, amount = word.split()
        yield amount if comparison in ("<=", ">=") else f"{float(amount) + 0.01:.2f}"
    if answer[0] not in "<>":
        yield answer


def answered(part, good, question, answer):
    """The component with that answer; None where it cannot be given in a column (the origin of a material of the file)."""
    table, at = ("bom", index_of(part, good, question["line"])) if question["line"] else \
                ("goods", next(i for i, row in enumerate(part["goods"]) if row["good_id"] == good))
    if at is None or question["kind"] == "origin":
        return None
    row = part[table][at]
    if question["kind"] == "fact":
        facts = "; ".join(filter(None, [row.get("facts", ""), f"{question['fact']}={answer}"]))
        return variants.changed(part, table, at, facts=facts)
    other = {"unit_value": ""} if question["kind"] == "value" and row.get("value") else {}  # one figure, where two stand against each other
    if question["kind"] == "weight" and "unit_weight_kg" in row:
        other = {"unit_weight_kg": ""}
    if question["currency"]:
        other = {"unit_value": "", "currency": question["currency"], "exchange_rate": ""}
    return variants.changed(part, table, at, **{COLUMNS[question["kind"]]: answer, **other})


class Questions(unittest.TestCase):
    def test_each_answer_leads_to_what_it_says(self):
        asked = tried = 0
        for folder in variants.folders(all_tables=True):
            first = variants.Batch(folder)
            for part in variants.components(first.tables):
                first.add(part, part)
            second = variants.Batch(folder)
            for part, answers in first.run(options=("--fail-on", "never")):
                for good, answer in answers.items():
                    self.assertEqual(answer["undetermined"] is not None, answer["status"] == "undetermined")
                    if answer["undetermined"]:
                        asked += 1
                        self.assertTrue(answer["undetermined"]["why"], (folder.name, good))
                        for label, other in self.proposals(part, good, answer["undetermined"]):
                            second.add((good, *label), other)
            for (good, question, status, same), after in second.run(options=("--fail-on", "never")) if second.labels else ():
                tried += 1
                with self.subTest(folder=folder.name, good=good, question=question):
                    (self.assertEqual if same else self.assertNotEqual)(after[good]["status"], status)
        self.assertGreater(asked, 60)
        self.assertGreater(tried, 100)

    def proposals(self, part, good, undetermined):
        questions = undetermined["questions"]
        if not undetermined["decides"]:
            return
        if len(questions) == 1:
            for answer in questions[0]["answers"]:
                for value in ends(answer["answer"]):
                    other = answered(part, good, questions[0], value)
                    if other:
                        yield (questions[0]["sentence"], answer["status"], True), other
            return
        if any(not question["answers"] for question in questions):
            return  # of a figure that is enough, no border is told
        status = questions[0]["answers"][0]["status"]
        for left in (None, *range(len(questions))):
            other = part
            for number, question in enumerate(questions):
                if number != left and other:
                    other = answered(other, good, question, question["answers"][0]["answer"])
            if other:
                yield (str([question["sentence"] for question in questions]), status, left is None), other


if __name__ == "__main__":
    unittest.main()
