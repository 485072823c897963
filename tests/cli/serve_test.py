"""usmca serve: what the commands answer, over HTTP; whatever is sent, an answer comes, and nothing is left behind."""
import concurrent.futures
import contextlib
import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from support import SOURCE, USMCA, Case
from workbook import Book

GOOD = {"good_id": "PART", "hs": "3926.90", "country": "MX", "date": "2024-03-01", "transaction_value": 10}
LINE = {"good_id": "PART", "line": 1, "material_id": "RESIN", "hs": "3902.10", "origin": "non-originating", "value": "3"}
BOUNDARY = "x9f2"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def form(**parts):
    """Values are what is said; pairs, the name and the bytes of a file."""
    body = b""
    for name, part in parts.items():
        file, value = part if isinstance(part, tuple) else (None, part.encode())
        named = "" if file is None else f'; filename="{file}"'
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + value + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


class Service:
    def __init__(self, *options, **environment):
        self.process = subprocess.Popen([USMCA, "serve", "--listen", "127.0.0.1:0", *options], stderr=subprocess.PIPE, env={**os.environ, **environment})
        line = self.process.stderr.readline().decode()
        self.port = int(re.search(r":(\d+)$", line.strip()).group(1))

    def ask(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {}, encode_chunked=body is not None and not isinstance(body, bytes))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        said = self.process.stderr.read()
        self.process.stderr.close()
        return code, said


class Served(Case):
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.service = Service(*cls.options, TMPDIR=cls.place.name)

    @classmethod
    def tearDownClass(cls):
        ended = cls.service.stop()
        left = os.listdir(cls.place.name)
        cls.place.cleanup()
        assert ended == (0, b""), ended
        assert left == [], left

    def get(self, path, **headers):
        status, _, body = self.service.ask("GET", path, headers=headers)
        return status, json.loads(body)

    def post(self, path, question, **headers):
        body = question if isinstance(question, bytes) else json.dumps(question).encode()
        return self.service.ask("POST", path, body, {"Content-Type": "application/json", **headers})

    def problem(self, answer, status, why):
        self.assertEqual((answer[0], answer[1]["Content-Type"]), (status, "application/problem+json"))
        problem = json.loads(answer[2])
        self.assertEqual(problem["status"], status)
        self.assertIn(why, problem["detail"])
        self.assertNotIn("/proc", answer[2].decode())
        return problem


class Answers(Served):
    def test_a_check_of_files_is_what_the_command_writes_byte_for_byte(self):
        for sample in ("samples/bicycle", "samples/pump", "samples/chair", "tests/law/unread-columns"):
            files = {path.stem: path for path in (SOURCE / sample).glob("*.csv")}
            arguments = [part for name, path in files.items() for part in (f"--{name}", path)]
            body = form(date="2026-11-27", **{name: (path.name, path.read_bytes()) for name, path in files.items()})
            for route, output, accept in (("check", "json", "application/x-ndjson"), ("check", "csv", "text/csv"), ("gap", "json", "application/x-ndjson")):
                said = self.run_usmca(route, *arguments, "--date", "2026-11-27", "--format", output).stdout
                status, headers, answer = self.service.ask("POST", f"/v1/{route}", body, {"Content-Type": FORM, "Accept": accept})
                self.assertEqual((status, answer), (200, said), (sample, route, output))
                self.assertTrue(headers["Content-Type"].startswith(accept))
            answer = json.loads(self.service.ask("POST", "/v1/check", body, {"Content-Type": FORM})[2])
            self.assertEqual(answer["refused"], [])
            self.assertEqual(sum(answer["goods"].values()), len(answer["determinations"]))

    def test_rows_of_json_and_a_workbook_come_out_as_files_do(self):
        rows = [GOOD, {**GOOD, "good_id": "OTHER", "transaction_value": 3.5}]
        lines = [LINE, {**LINE, "good_id": "OTHER", "description": "ñ, \"x\""}]
        by_rows = self.post("/v1/check", {"goods": rows, "bom": lines}, Accept="application/x-ndjson")[2]
        book = Book()
        for name, table in (("goods", rows), ("bom", lines)):
            book.add(name, [list(table[-1]), *[[str(row.get(column, "")) for column in table[-1]] for row in table]])
        body = form(file=("case.xlsx", book.bytes()))
        status, _, by_book = self.service.ask("POST", "/v1/check", body, {"Content-Type": FORM, "Accept": "application/x-ndjson"})
        self.assertEqual(status, 200, by_book)
        self.assertEqual([json.loads(line)["status"] for line in by_rows.splitlines()], ["originating", "originating"])
        self.assertEqual(by_book, by_rows)

    def test_findings_name_a_file_as_it_was_called(self):
        header, row = ["good_id", "hs", "origin", "value", "Scrap %"], ["PART", "3902.10", "non-originating", "3", "5"]
        goods = b"good_id,hs,country,transaction_value\nPART,3926.90,MX,100\n"
        for rows, by_column in (([header, row], True), ([["Values in thousands"], header[:-1], row[:-1]], False)):
            book = Book()
            book.add("bom", rows)
            lines = "".join(",".join(one) + "\n" for one in rows).encode()
            cases = [(name, told, told + ":1", lines) for name, told in (("bom 1.csv", "bom 1.csv"), ("../bom.csv", "bom.csv"), ("a#b.csv", "bom"), ("", "bom"))]
            for name, column, note, content in (*cases, ("b.xlsx", "b.xlsx#bom", "b.xlsx: bom!A1", book.bytes())):
                status, _, answer = self.service.ask("POST", "/v1/check", form(goods=("goods.csv", goods), bom=(name, content)), {"Content-Type": FORM})
                self.assertEqual(status, 200, answer)
                said = [finding["message"] for finding in json.loads(answer)["determinations"][0]["findings"] if finding["code"] == "column-unread"]
                self.assertIn(f'The column "Scrap %" of {column} is not read' if by_column else f'{note} says "Values in thousands" outside its table', said[0])

    def test_names_of_parts_are_read_as_they_may_be_written(self):
        """RFC 7578 4.2: quoted or not, as .NET sends them; filename* alone, as older clients do of names that are not ASCII."""
        bom = b"good_id,hs,origin,value,Scrap %\nPART,3902.10,non-originating,3,5\n"
        body = form(goods=("goods.csv", b"good_id,hs,country,transaction_value\nPART,3926.90,MX,100\n"), bom=("a o.csv", bom), date="2026-11-27")
        quoted = b'name="bom"; filename="a o.csv"'
        self.assertIn(quoted, body)
        for head, name in ((quoted, "a o.csv"), (b"name=bom; filename=b.csv", "b.csv"), (b"name=bom; filename=b.csv; filename*=utf-8''c.csv", "b.csv"), (b"name=\"bom\"; filename*=UTF-8''a%C3%B1o%22.csv", "año_.csv"),
                           (b'filename="x;y.csv";name=bom', "x;y.csv"), (b'Name = bom ; FileName = "b.csv"', "b.csv"), (b"name=bom; filename*=utf-8'es'%zz%", "%zz%")):
            for date in (b'name="date"', b"name=date"):
                status, _, answer = self.service.ask("POST", "/v1/check", body.replace(quoted, head).replace(b'name="date"', date), {"Content-Type": FORM})
                self.assertEqual(status, 200, (head, answer))
                good = json.loads(answer)["determinations"][0]
                self.assertIn(f'"Scrap %" of {name} is', " ".join(finding["message"] for finding in good["findings"]), head)
                self.assertEqual(good["date"], "2026-11-27")
        for head in (b"name=", b"filename=bom.csv", b"name=bom; filename=", b'name="bom; filename=x', b""):
            status = self.service.ask("POST", "/v1/check", body.replace(quoted, head), {"Content-Type": FORM})[0]
            self.assertIn(status, (200, 400, 422), head)
        answer = self.service.ask("POST", "/v1/check", body.replace(b'name="date"', b'name="d\xb2te"'), {"Content-Type": FORM})
        self.problem(answer, 400, "it is not UTF-8")
        for line in (b"--x9f2 \r\n\r\n", b"--x9f\r\n", b"Content-Disposition: form-data; name=bom\r\n\r\n", b"x--x9f2\r\nContent-Disposition: a; name=b\r\n\r\n"):
            inside = body.replace(bom, bom + b"\r\n" + line)
            said, again = (self.service.ask("POST", "/v1/check", one, {"Content-Type": FORM})[::2] for one in (inside, inside.replace(b'name="date"', b"name=date")))
            self.assertEqual(again, said)

    def test_a_file_that_was_not_chosen_is_not_given(self):
        """A browser sends a field without a file as one of no name and no bytes."""
        files = {"goods": ("goods.csv", b"good_id,hs,country,transaction_value\nPART,3926.90,MX,100\n"), "bom": ("bom.csv", b"good_id,hs,origin,value\nPART,3902.10,non-originating,3\n")}
        said = self.service.ask("POST", "/v1/check", form(**files), {"Content-Type": FORM})
        none = ("", b"")
        self.assertEqual(self.service.ask("POST", "/v1/check", form(profile=none, documents=none, **files, rates=none), {"Content-Type": FORM})[2], said[2])
        self.problem(self.service.ask("POST", "/v1/check", form(nothing=none, **files), {"Content-Type": FORM}), 400, "nothing: it is no table")
        self.problem(self.service.ask("POST", "/v1/check", form(**files, documents=("d.csv", b"")), {"Content-Type": FORM}), 422, "the file is empty")

    def test_a_file_that_is_none_is_the_fault_of_who_sent_it(self):
        files = {"goods": ("goods.csv", b"good_id,hs,country\nPART,3926.90,MX\n"), "bom": ("bom.csv", b"good_id,hs,origin\nPART,3902.10,originating\n")}
        broken = {"file": ("x.xlsx", b"PK\x03\x04" + bytes(100))}
        for route in ("check", "gap", "preview", "report"):
            for profile in (b"", b"<a", b"<other/>", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><profile name="&x;"/>'):
                answer = self.service.ask("POST", f"/v1/{route}", form(**files, profile=("../p.xml", profile)), {"Content-Type": FORM})
                self.assertEqual(self.problem(answer, 422, "")["file"], "p.xml", (route, profile))
            self.assertEqual(self.problem(self.service.ask("POST", f"/v1/{route}", form(**broken), {"Content-Type": FORM}), 422, "broken")["file"], "x.xlsx")

    def test_a_refused_row_is_named_with_its_file(self):
        body = form(goods=("parts.csv", b"good_id,hs,country\nPART,3926.90,MX\n"), bom=("../lines.csv", b"good_id,hs,origin,value\nPART,3902.10,non-originating,x\n"))
        status, headers, answer = self.service.ask("POST", "/v1/check", body, {"Content-Type": FORM})
        self.assertEqual((status, headers["Usmca-Refused"]), (200, "1"))
        refused = json.loads(answer)["refused"]
        self.assertEqual([(row["table"], row["line"], row["column"]) for row in refused], [("lines.csv", 2, 30)])
        self.assertNotIn(b"/proc", answer)
        answer = json.loads(self.post("/v1/check", {"goods": [GOOD], "bom": [{**LINE, "value": "x"}]})[2])
        self.assertEqual([(row["table"], row["row"], row["column"]) for row in answer["refused"]], [("bom", 1, "value")])

    def test_a_refused_row_of_a_workbook_is_named_with_its_sheet_and_cell(self):
        book = Book()
        book.add("goods", [["good_id", "hs", "country"], ["PART", "3926.90", "MX"], ["OTHER", "plastic", "MX"]])
        book.add("bom", [["good_id", "hs", "value"], ["PART", "3902.10", "3"], ["PART", "3902.10", "x"]])
        flat = Book()
        flat.add("Export #2", [["good_id", "hs", "value", "good_hs", "good_country"], ["PART", "3902.10", "x", "3926.90", "MX"]])
        for made, places in ((book, {("goods", "B3"), ("bom", "C3")}), (flat, {("Export #2", "C2")})):
            body = form(file=("case.xlsx", made.bytes()))
            refused = json.loads(self.service.ask("POST", "/v1/check", body, {"Content-Type": FORM})[2])["refused"]
            self.assertEqual({row["table"] for row in refused}, {"case.xlsx"})
            self.assertEqual({(row["sheet"], row["cell"]) for row in refused}, places)
            said = self.service.ask("POST", "/v1/preview", body, {"Content-Type": FORM})[2].decode()
            self.assertNotIn("/proc", said)
            rejects = [line for file in json.loads(said)["files"] for line in file["preview"]["rejects"]]
            self.assertEqual({line.split(": ")[1] for line in rejects}, {f"{sheet}!{cell}" for sheet, cell in places})

    def test_the_law_is_what_the_commands_say(self):
        for route, command in (("rules", "rule"), ("facts", "facts")):
            said = self.run_usmca(command, "8708.29", "--date", "2026-07-01", "--use", "passenger-vehicle", "--format", "json")
            status, answer = self.get(f"/v1/{route}/8708.29?date=2026-07-01&use=passenger-vehicle")
            self.assertEqual((status, answer), (200, json.loads(said.stdout)))
        self.assertIn("¿", json.dumps(self.get("/v1/facts/392690?lang=es")[1], ensure_ascii=False))
        self.assertEqual(self.get("/v1/words/use-matters")[1]["means"][0]["kind"], "finding")
        self.assertEqual(self.get("/v1/codes/8708")[1]["codes"][0]["code"], "8708.10")

    def test_what_cannot_be_answered_says_why(self):
        json_type = {"Content-Type": "application/json"}
        for method, path, body, headers, status, why in (
                ("GET", "/v1/rules/0000", None, {}, 404, "not a code"), ("GET", "/v1/rules/x", None, {}, 400, "no HS code"),
                ("GET", "/v1/rules/8708?day=1", None, {}, 400, "no argument day"), ("GET", "/v1/rules/8708?use=a&use=b", None, {}, 400, "twice"),
                ("GET", "/v1/rules/", None, {}, 404, "nothing"), ("GET", "/etc/passwd", None, {}, 404, "nothing"),
                ("GET", "/v1/check", None, {}, 405, "another way"), ("DELETE", "/healthz", None, {}, 405, "another way"),
                ("POST", "/v1/check", b"a,b", {"Content-Type": "text/csv"}, 415, "multipart"), ("POST", "/v1/check", b"", json_type, 400, "nothing"),
                ("POST", "/v1/check", b"{", json_type, 400, "line 1"), ("POST", "/v1/check", b'{"goods":[],"goods":[]}', json_type, 400, "duplicate"),
                ("POST", "/v1/check", b"[]", json_type, 400, "no object"), ("POST", "/v1/check", b'{"goods":[{"hs":[]}],"bom":[]}', json_type, 422, "row 1, hs"),
                ("POST", "/v1/check", b'{"goods":[],"bom":[],"profile":"../x"}', json_type, 400, "no argument profile"),
                ("POST", "/v1/check", b"no form", {"Content-Type": FORM}, 400, "needed"),
                ("POST", "/v1/check", form(goods=("g", b"x"))[:-20], {"Content-Type": FORM}, 400, "form"),
                ("POST", "/v1/check", form(secret=("g", b"x")), {"Content-Type": FORM}, 400, "no table"),
                ("POST", "/v1/check?date=2019-01-01", b'{"goods":[],"bom":[]}', json_type, 400, "no argument date"), ("GET", "/healthz?deep=1", None, {}, 400, "no argument deep"),
                ("POST", "/v1/check?", form(secret="", goods=("g", b"x")), {"Content-Type": FORM}, 400, "no argument secret"),
                ("GET", "/v1/rules/8708%00.29", None, {}, 400, "no HS code"), ("GET", "/v1/codes/87?date=2026-07-01%00x", None, {}, 400, "not a day"),
                ("GET", "/healthz%00/other", None, {}, 404, "nothing"), ("GET", "/v1/codes/87?date%00x=2026-07-01", None, {}, 400, "no argument"),
                ("POST", "/v1/check", form(date="y" * 200), {"Content-Type": FORM}, 400, "too long"),
                ("POST", "/v1/check", form(profile="../../etc/passwd", file=("f.csv", b"x")), {"Content-Type": FORM}, 400, "not the name of one"),
                ("POST", "/v1/check", form(profile="no-such", file=("f.csv", b"x")), {"Content-Type": FORM}, 400, "no profile no-such"),
                ("POST", "/v1/check", form(date="2026-01-01"), {"Content-Type": FORM}, 400, "needed"),
                ("POST", "/v1/check", form(goods=("g.csv", b"a\n"), bom=("b.csv", b"b\n")), {"Content-Type": FORM}, 422, "")):
            with self.subTest(path=path, why=why):
                self.problem(self.service.ask(method, path, body, headers), status, why)
        for language, words in (("es", "falta la columna"), ("fr", "la colonne good_id manque")):
            self.problem(self.service.ask("POST", "/v1/check", form(lang=language, goods=("g.csv", b"a,b\n"), bom=("b.csv", b"b\n")), {"Content-Type": FORM}), 422, words)
        self.problem(self.service.ask("GET", "/v1/rules/x?lang=es"), 400, "code x no es un código del SA de 4, 6, 8 o 10 dígitos")
        problem = self.problem(self.service.ask("POST", "/v1/check", form(goods=("g.csv", b"a,b\n"), bom=("b.csv", b"b\n")), {"Content-Type": FORM}), 422, "column")
        self.assertEqual((problem["file"], problem["line"]), ("g.csv", 1))

    def test_a_long_answer_is_sent_while_it_is_made(self):
        goods = b"good_id,hs,country,colour\n" + b"".join(b"G%d,3926.90,MX,red\n" % i for i in range(12000))
        bom = b"good_id,hs,origin,value\n" + b"".join(b"G%d,3902.10,non-originating,%s\n" % (i, b"x" if i == 11999 else b"1") for i in range(12000))
        files = {"goods": ("g.csv", goods), "bom": ("b.csv", bom)}
        said = self.run_usmca("check", "--goods", self.write("g.csv", goods), "--bom", self.write("b.csv", bom), "--date", "2026-11-27", "--format", "json")
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=60)
        connection.request("POST", "/v1/check", form(date="2026-11-27", **files), {"Content-Type": FORM, "Accept": "application/x-ndjson"})
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.headers["Transfer-Encoding"], answer.headers["Content-Type"]), (200, "chunked", "application/x-ndjson"))
        self.assertEqual(answer.read(), said.stdout)
        connection.close()
        raw = socket.create_connection(("127.0.0.1", self.service.port), timeout=60)
        body = form(date="2026-11-27", **files)
        raw.sendall(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nAccept: application/x-ndjson\r\nContent-Length: %d\r\n\r\n" % (FORM.encode(), len(body)) + body)
        whole = b"".join(iter(lambda: raw.recv(1 << 16), b""))
        raw.close()
        trailers = whole[whole.rindex(b"\r\n0\r\n"):]
        self.assertIn(b"\r\nUsmca-Refused: 1\r\n", trailers)
        self.assertIn(b"\r\nUsmca-Notices: [", trailers)
        metrics = self.service.ask("GET", "/metrics")[2].decode()
        self.assertGreaterEqual(int(re.search(r'goods_total{status="rejected"} (\d+)', metrics)[1]), 2)

    def test_what_was_taken_unsaid_is_told_beside_answers_of_lines(self):
        body = form(goods=("g.csv", b"good_id,hs,country,colour\nPART,3926.90,MX,red\n"), bom=("b.csv", "good_id,hs,tono de ñ\nPART,3902.10,x\n".encode()))
        told = json.loads(self.service.ask("POST", "/v1/check", body, {"Content-Type": FORM})[2])["notices"]
        self.assertEqual(len(told), 2, told)
        for accept in ("application/x-ndjson", "text/csv"):
            headers = self.service.ask("POST", "/v1/check", body, {"Content-Type": FORM, "Accept": accept})[1]
            self.assertEqual(json.loads(headers["Usmca-Notices"]), told)
        wide = form(goods=("g.csv", ("good_id,hs,country," + ",".join(f"{'x' * 200}{i}" for i in range(100))).encode()), bom=("b.csv", b"good_id,hs,colour\n"))
        headers = self.service.ask("POST", "/v1/check", wide, {"Content-Type": FORM, "Accept": "text/csv"})[1]
        self.assertLessEqual(len(headers["Usmca-Notices"]), 8192)
        self.assertIsNone(json.loads(headers["Usmca-Notices"])[-1])

    def test_a_head_alone_and_another_way_are_answered_as_http_has_it(self):
        whole = self.service.ask("GET", "/v1/rules/8708.29?date=2026-07-01")
        status, headers, body = self.service.ask("HEAD", "/v1/rules/8708.29?date=2026-07-01")
        self.assertEqual((status, headers["Content-Length"], body), (200, str(len(whole[2])), b""))
        for method, path, allow in (("POST", "/v1/rules/8708.29", "GET, HEAD"), ("OPTIONS", "/v1/check", "POST"), ("HEAD", "/v1/check", "POST")):
            status, headers, _ = self.service.ask(method, path)
            self.assertEqual((status, headers["Allow"]), (405, allow))

    def test_a_whole_address_in_place_of_the_path_is_taken_by_its_host(self):
        for address, status in (("http://127.0.0.1:{port}/healthz", 200), ("HTTP://localhost/v1/rules/8413.30?lang=es", 200), ("http://localhost", 200),
                                ("http://evil.example/healthz", 421), ("http:///healthz", 421), (f"http://{'a' * 300}/healthz", 421), ("https://localhost/healthz", 404), ("healthz", 404)):
            with self.subTest(address):
                self.assertEqual(self.service.ask("GET", address.format(port=self.service.port), headers={"Host": "127.0.0.1"})[0], status)

    def test_no_page_of_another_site_asks(self):
        here = f"127.0.0.1:{self.service.port}"
        for headers, status in (({"Host": here}, 200), ({"Host": f"localhost:{self.service.port}"}, 200), ({"Host": "LOCALHOST."}, 200), ({"Host": "[::1]:1"}, 200),
                                ({"Host": "evil.example"}, 421), ({"Host": f"127.0.0.1.evil.example:{self.service.port}"}, 421), ({"Host": "localhost:80@evil.example"}, 421),
                                ({"Host": here, "Origin": f"http://{here}"}, 200), ({"Host": here, "Origin": "http://evil.example"}, 403), ({"Host": here, "Origin": "null"}, 403),
                                ({"Host": here, "Origin": "http://127.0.0.1:1"}, 403), ({"Host": here, "Origin": f"http://{here}.evil.example"}, 403)):
            self.assertEqual(self.service.ask("GET", "/healthz", headers=headers)[0], status, headers)
            answer = self.post("/v1/check", {"goods": [], "bom": []}, **headers)
            self.assertEqual(answer[0], status, headers)
            if status != 200:
                self.problem(answer, status, "another")

    def test_a_request_whose_end_is_in_doubt_is_refused_and_what_follows_it_is_not_read(self):
        body, here = json.dumps({"goods": [GOOD], "bom": [LINE]}).encode(), f"Host: 127.0.0.1:{self.service.port}\r\n".encode()
        chunks, size = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), b"%d" % len(body)
        after = b"GET /healthz HTTP/1.1\r\n" + here + b"Connection: close\r\n\r\n"
        ask, see = b"POST /v1/check HTTP/1.1\r\nContent-Type: application/json\r\n", b"GET /healthz HTTP/1.1\r\n"

        def statuses(request):
            with socket.create_connection(("127.0.0.1", self.service.port), timeout=20) as stranger:
                stranger.sendall(request + after)
                with stranger.makefile("rb") as answers:
                    return re.findall(rb"HTTP/1\.1 (\d+) [A-Z].*\r\nDate", answers.read())

        for head, sent in ((b"Content-Length: " + size, body), (b"Transfer-Encoding: Chunked", chunks)):
            self.assertEqual(statuses(ask + here + head + b"\r\n\r\n" + sent), [b"200", b"200"], head)
        longer = b"%d" % (len(body) + len(after))
        for head, sent in ((b"Content-Length: %s\r\nContent-Length: %s" % (size, longer), body), (b"Content-Length: %s\r\nContent-Length: %s" % (size, size), body),
                           (b"Content-Length: 5\r\nTransfer-Encoding: chunked", chunks), (b"Transfer-Encoding: chunked\r\nContent-Length: 5", chunks),
                           (b"Content-Length : " + size, body), (b"Content-Length:\r\n " + size, body), (b"Content-Length: 1\r\n " + size, body),
                           (b"Transfer-Encoding:\r\n chunked", chunks), (b"Transfer-Encoding : chunked", chunks), (b"Transfer-Encoding: xchunked", chunks),
                           (b"Transfer-Encoding: gzip, chunked", chunks), (b"Transfer-Encoding: identity\r\nContent-Length: " + size, body),
                           (b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", chunks), (b"X: a\rContent-Length: " + size, body),
                           (b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: " + size, body)):
            self.assertEqual(statuses(ask + here + head + b"\r\n\r\n" + sent), [b"400"], head)
        self.assertEqual(statuses(ask.replace(b"1.1", b"1.0") + here + b"Transfer-Encoding: chunked\r\n\r\n" + chunks), [b"400"])
        for heads in (b"", here + b"Host: evil.example\r\n", b"Host: evil.example\r\n" + here, b" Host: evil.example\r\n" + here, here + b"Authorization: a\r\nAuthorization: b\r\n",
                      here + b"X: a\rY: b\r\n", here + b"X(: a\r\n"):
            self.assertEqual(statuses(see + heads + b"\r\n"), [b"400"], heads)
        self.assertEqual(statuses(b"GET /healthz HTTP/1.0\r\n\r\n")[:1], [b"200"])

    def test_the_description_has_every_route_and_no_other(self):
        status, described = self.get("/openapi.json")
        self.assertEqual((status, described["openapi"]), (200, "3.1.0"))
        routes = {(method, path) for path, methods in described["paths"].items() for method in methods}
        self.assertEqual(len(routes), 17)
        for method, path in routes:
            operation = described["paths"][path][method]
            self.assertTrue(operation["summary"].endswith("."))
            bodies = operation.get("requestBody", {}).get("content", {})
            if method == "post" and "application/json" not in bodies:  # of files alone
                parts = bodies["multipart/form-data"]["schema"]["properties"]
                given = {"goods": ("g.csv", b"good_id,hs,country\n"), "bom": ("b.csv", b"good_id,hs\n")}
                self.assertEqual(self.service.ask("POST", path, form(**given), {"Content-Type": FORM})[0], 200, path)
                for name in set(parts) - set(given):
                    part = ("x.csv", b"x") if "contentMediaType" in parts[name] else "en"
                    self.assertNotRegex(self.service.ask("POST", path, form(**given, **{name: part}), {"Content-Type": FORM})[2], b"no argument|no table|nothing else")
                self.problem(self.service.ask("POST", path, form(**given, other="x"), {"Content-Type": FORM}), 400, "no argument other")
                self.problem(self.post(path, {}), 415, "multipart")
                continue
            if method == "post":
                of_form = bodies["multipart/form-data"]["schema"]
                self.assertEqual([way.get("required") for way in of_form["anyOf"]], [["results"], None] if path == "/v1/report" else [["file"], ["goods", "bom"]])
                self.assertIn("sap-bom", of_form["properties"]["profile"]["anyOf"][1]["enum"])
                for of in (bodies["application/json"]["schema"]["properties"]["currency"], of_form["properties"]["currency"]["anyOf"][1]):
                    self.assertTrue({"USD", "MXN", "CAD"} < set(of["enum"]) and "AAA" not in of["enum"])
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                question = {name: [GOOD] if name == "goods" else [] for name in schema["required"]}
                self.assertEqual(self.post(path, question)[0], 200, path)
                for name in schema["properties"]:  # each is taken, and nothing beside them
                    self.assertNotIn(b"there is no argument", self.post(path, {**question, name: None})[2])
                self.problem(self.post(path, {"goods": None, "bom": None}), 400, "goods is needed")
                self.assertEqual(self.post(path, {**question, "other": 1})[0], 400)
                continue
            query = "&".join(f"{p['name']}=" + {"date": "2026-07-01", "use": "light-truck", "hs_edition": "2022", "lang": "fr", "q": "87"}[p["name"]]
                             for p in operation.get("parameters", ()) if p["in"] == "query")
            answer = self.service.ask("GET", path.replace("{code}", "8708.29").replace("{word}", "bom").replace("{language}", "fr") + ("?" + query if query else ""))
            self.assertEqual(answer[0], 200, path)
            self.assertIn(answer[1]["Content-Type"].split(";")[0], operation["responses"]["200"]["content"])

    def test_a_report_is_what_the_command_makes(self):
        files = {name: (f"{name}.csv", (SOURCE / f"samples/pump/{name}.csv").read_bytes()) for name in ("goods", "bom", "documents")}
        results = self.service.ask("POST", "/v1/gap", form(**files), {"Content-Type": FORM, "Accept": "application/x-ndjson"})[2]
        written = self.write("results.json", results)
        for output, arguments, kind, begins in (("html", (), "text/html", b"<!DOCTYPE html>"), ("pdf", ("--pdf",), "application/pdf", b"%PDF"), ("xlsx", ("--xlsx",), "application/vnd.openxml", b"PK")):
            status, headers, of_files = self.service.ask("POST", "/v1/report", form(format=output, company="Bombas del Bajío", **files), {"Content-Type": FORM})
            self.assertEqual((status, of_files[:len(begins)]), (200, begins), of_files[:300])
            self.assertTrue(headers["Content-Type"].startswith(kind))
            of_results = self.service.ask("POST", "/v1/report", form(format=output, company="Bombas del Bajío", results=("r.json", results)), {"Content-Type": FORM})[2]
            self.assertTrue(of_results == of_files, output)
        said = self.run_usmca("report", written, "--company", "Bombas del Bajío", "--lang", "es").stdout
        self.assertEqual(self.service.ask("POST", "/v1/report", form(lang="es", company="Bombas del Bajío", results=("r.json", results)), {"Content-Type": FORM})[2], said)
        page = self.post("/v1/report", {"goods": [GOOD], "bom": [LINE]})
        self.assertIn(b"It originates under criterion B", page[2])
        for parts, status, why in (({"format": "doc", **files}, 400, "format is"), ({"results": ("r", b"no")}, 422, "not JSON"), ({"results": ("r", results), **files}, 400, "either results"),
                                   ({"results": ("r", results), "currency": "USD"}, 400, "no argument currency"), ({"results": ("r", b"")}, 422, "results")):
            self.problem(self.service.ask("POST", "/v1/report", form(**parts), {"Content-Type": FORM}), status, why)
        self.problem(self.service.ask("POST", "/v1/check", form(results=("r", results)), {"Content-Type": FORM}), 400, "results")

    def test_a_preview_is_what_the_command_says_with_what_its_headers_may_be(self):
        bom = "Lista de materiales\n\nProducto;Componente;Fracción;Importe;Kilos\nPUMP;A;8413.91;1.234,50;2\nPUMP;B;8482.10;x;1\n".encode("cp1252")
        goods = b"good_id,hs,country,Precio\nPUMP,8413.30,MX,2000\n"
        status, _, answer = self.service.ask("POST", "/v1/preview", form(goods=("g.csv", goods), bom=("..\\dir/b\"1.csv", bom)), {"Content-Type": FORM})
        files = {file["table"]: file for file in json.loads(answer)["files"]}
        self.assertEqual((status, sorted(files)), (200, ["bom", "goods"]))
        said = json.loads(self.run_usmca("preview", "--goods", self.write("g.csv", goods), "--format", "json").stdout)
        self.assertEqual({**files["goods"]["preview"], "file": said["file"]}, said)
        self.assertIn("good_id is missing", files["bom"]["preview"]["problem"])
        self.assertEqual([(one["place"], one["header"], one["column"]) for one in files["bom"]["headers"]],
                         [(1, "Producto", "good_id"), (2, "Componente", "material_id"), (3, "Fracción", "hs"), (4, "Importe", "value"), (5, "Kilos", None)])
        self.assertEqual(files["bom"]["headers"][3]["values"], ["1.234,50", "x"])
        self.assertEqual(files["bom"]["needed"], ["good_id", "hs"])
        self.assertIn("unit_value", files["bom"]["columns"])
        self.assertNotIn(b"/proc", answer)
        wholly = self.service.ask("POST", "/v1/preview", form(file=("f.csv", b"Componente,good_hs,HTS\nP,8413.30,8413.91\n")), {"Content-Type": FORM})[2]
        flat = json.loads(wholly)["files"][0]
        self.assertEqual((flat["table"], flat["needed"], [one["column"] for one in flat["headers"]]), ("flat", ["good_id", "hs", "good_hs", "good_country"], ["material_id", "good_hs", "hs"]))
        book = Book()
        book.add("goods", [["good_id", "hs", "country"], ["P", "8413.30", "MX"]])
        book.add("bom", [["good_id", "hs", "Bodega"], ["P", "8413.91", "7"]])
        sheets = json.loads(self.service.ask("POST", "/v1/preview", form(file=("case.xlsx", book.bytes())), {"Content-Type": FORM})[2])["files"]
        self.assertEqual([(file["table"], file["sheet"], file["preview"]["problem"], file["preview"]["looked_at"]) for file in sheets], [("goods", "goods", None, 1), ("bom", "bom", None, 1)])
        for parts, status, why in (({}, 400, "a file is needed"), ({"results": ("r", b"")}, 400, "results"), ({"columns": ("c", b"{}")}, 400, "columns"), ({"date": "2026-01-01"}, 400, "no argument date")):
            self.problem(self.service.ask("POST", "/v1/preview", form(**parts), {"Content-Type": FORM}), status, why)

    def profile(self, columns, **parts):
        chosen = columns if isinstance(columns, bytes) else json.dumps(columns).encode()
        return self.service.ask("POST", "/v1/profile", form(columns=("columns.json", chosen), **parts), {"Content-Type": FORM})

    def test_columns_chosen_by_hand_are_a_profile_that_the_command_reads(self):
        goods = "Clave,Código & más,Código & más,Monto (USD)\nPUMP,841330,x,2000\n".encode()
        bom = "Lista\n\nQ;R;S;\"T\nU\"\nPUMP;A;8413.91;1.234,50\nPUMP;B;8482.10;2,75\n".encode("cp1252")
        chosen = {"goods": [{"place": 1, "column": "good_id"}, {"place": 2, "column": "hs"}, {"place": 4, "column": "transaction_value"}, {"column": "country", "constant": "MX"}],
                  "bom": [{"place": 1, "column": "good_id"}, {"place": 2, "column": "material_id"}, {"place": 3, "column": "hs"}, {"place": 4, "column": "value"}]}
        status, headers, answer = self.profile(chosen, goods=("g.csv", goods), bom=("b.csv", bom), name="mine")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/xml"), answer)
        profile = self.write("mine.xml", answer)
        self.assertEqual(self.run_usmca("validate", profile).returncode, 0)
        run = self.run_usmca("check", "--goods", self.write("g.csv", goods), "--bom", self.write("b.csv", bom), "--profile", profile, "--date", "2026-11-27", "--format", "json")
        self.assertEqual(run.returncode & 2, 0, run.stderr)
        result = json.loads(run.stdout)
        self.assertEqual([(line["material_id"], line["hs"], line["value"]) for line in result["materials"]], [("A", "841391", "1234.50"), ("B", "848210", "2.75")])
        checked = self.service.ask("POST", "/v1/check", form(goods=("g.csv", goods), bom=("b.csv", bom), profile=("mine.xml", answer), date="2026-11-27"), {"Content-Type": FORM, "Accept": "application/x-ndjson"})
        self.assertEqual(checked[2], run.stdout)
        only = self.profile({"bom": chosen["bom"]}, goods=("g.csv", goods), bom=("b.csv", bom))[2]
        self.assertNotIn(b'name="goods"', only)
        files = {"bom": ("b.csv", bom)}
        for columns, parts, status, why in (
                ({"bom": [*chosen["bom"], {"place": 4, "column": "hs"}]}, files, 400, "chosen twice"), ({"bom": [*chosen["bom"], {"place": 4, "column": "unit_value"}]}, files, 400, "two columns"),
                ({"bom": [*chosen["bom"], {"place": 5, "column": "unit_value"}]}, files, 400, "no such column"), ({"bom": chosen["bom"][1:]}, files, 400, "good_id is needed"),
                ({"bom": [{"place": 1, "column": "price"}]}, files, 400, "no such column"), ({"bom": [{"column": "hs"}]}, files, 400, "row 1"), ({"bom": [{"place": "1", "column": "hs"}]}, files, 400, "row 1"),
                ({"bom": [{"place": 1, "column": "hs", "constant": "x"}]}, files, 400, "row 1"), ({"bom": {}}, files, 400, "no list"), ({"goods": []}, files, 400, "no file of that table"), ([], files, 400, "no object"),
                (b"{", files, 400, "not JSON"), (chosen, {}, 400, "a file is needed"),
                ({"goods": chosen["goods"], "bom": chosen["bom"]}, {"goods": ("g.csv", goods.replace(b"2000", b"20.5")), **files}, 422, "written in one way"),
                ({"bom": [{"place": 1, "column": "hs"}, {"column": "good_id", "constant": "P"}]}, {"bom": ("b.csv", b",x\n1,2\n")}, 400, "no header"),
                (chosen, {"profile": ("p.xml", answer), **files}, 400, "not of another")):
            with self.subTest(why=why, columns=columns):
                self.problem(self.profile(columns, **parts), status, why)
        levels = "Nivel,Componente,HTS\n0,PUMP,8413.30\n1,A,8413.91\n".encode()
        by_levels = [{"place": 1, "column": "level"}, {"place": 2, "column": "material_id"}, {"place": 3, "column": "hs"}]
        self.assertEqual(self.profile({"bom": by_levels}, bom=("b.csv", levels))[0], 200)

    def test_codes_and_words_are_found(self):
        self.assertEqual(self.get("/v1/codes?q=8413.30")[1]["codes"][0]["code"], "8413.30")
        self.assertEqual([chapter["chapter"] for chapter in self.get("/v1/codes?q=BOMBAS&lang=es")[1]["chapters"]], ["84"])
        self.assertEqual([chapter["chapter"] for chapter in self.get("/v1/codes?q=carton&lang=es")[1]["chapters"]], ["48"])
        rules = self.get("/v1/codes?q=copper+wire&date=2026-07-01")[1]["rules"]
        self.assertTrue(all("copper" in (rule["goods"] + rule["text"]).lower() for rule in rules))
        self.assertEqual(self.get("/v1/codes?q=xyzzy")[1]["rules"], [])
        for query, why in (("", "q is needed"), ("?q=", "q is needed"), ("?q=[]" + "a" * 64, "no word"), ("?q=a&r=b", "no argument r")):
            self.assertIn(why, self.get(f"/v1/codes{query}")[1]["detail"])
        self.assertTrue(self.get("/v1/codes?q=the")[1]["more"])

    def test_the_page_asks_nothing_from_outside(self):
        for path, kind in (("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript")):
            status, headers, body = self.service.ask("GET", path)
            self.assertEqual((status, headers["Content-Type"]), (200, f"{kind}; charset=utf-8"))
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])
            self.assertNotRegex(body, rb"(https?:)?//[a-z]+\.[a-z]")
        script = self.service.ask("GET", "/page.js")[2].decode()
        for language in ("en", "es", "fr"):
            words = self.get(f"/page/words/{language}")[1]
            for said in set(re.findall(r'say\("([a-z.-]+)"', script)) | set(re.findall(r'data-say="([a-z.-]+)"', self.service.ask("GET", "/")[2].decode())):
                self.assertIn(said, words)
        self.problem(self.service.ask("GET", "/page/words/de"), 404, "language")

    def test_a_number_stays_what_it_is(self):
        body = json.dumps({"goods": [{**GOOD, "transaction_value": "V"}], "bom": [{**LINE, "value": 3}]}).replace('"V"', "9123456789.123456789").encode()
        answer = json.loads(self.post("/v1/check", body)[2])
        self.assertEqual(answer["determinations"][0]["rvc"]["tv"]["base"], "9123456789.123456789")

    def test_a_type_is_what_is_wanted_most(self):
        """RFC 9110 12.5.1."""
        def given(accept):
            return self.post("/v1/check", {"goods": [GOOD], "bom": [LINE]}, **({} if accept is None else {"Accept": accept}))[1]["Content-Type"].split(";")[0]
        for accept, expected in ((None, "application/json"), ("*/*", "application/json"), ("application/*", "application/json"), ("image/png", "application/json"), ("", "application/json"),
                                 ("text/csv", "text/csv"), ("Text/CSV;charset=utf-8", "text/csv"), ("text/csv, */*", "text/csv"), ("text/csv;q=0", "application/json"), ("text/csv; Q=0.000,*/*", "application/json"),
                                 ("application/json, text/csv;q=0.9", "application/json"), ("application/json;q=0.5,text/csv;q=0.501", "text/csv"), ("text/csv;q=0.5, */*;q=0.6", "application/json"),
                                 ("text/html,application/x-ndjson , text/csv", "application/x-ndjson"), ("application/x-ndjson;q=0.1,text/csv;q=0.2", "text/csv"), ("text/csv2", "application/json"),
                                 ('application/json;x="a,text/csv"', "application/json"), ("text/csv;q=", "text/csv"), (",;,q=1", "application/json"), ('text/csv;x="', "text/csv")):
            self.assertEqual(given(accept), expected, accept)

    def test_a_body_that_is_coded_is_refused_as_that(self):
        question = json.dumps({"goods": [GOOD], "bom": [LINE]}).encode()
        answer = self.post("/v1/check", gzip.compress(question), **{"Content-Encoding": "gzip"})
        self.problem(answer, 415, "without Content-Encoding")
        self.assertEqual(answer[1]["Accept-Encoding"], "identity")
        self.assertEqual(self.post("/v1/check", question, **{"Content-Encoding": "Identity"})[0], 200)

    def test_what_is_empty_in_a_query_is_not_said(self):
        self.assertEqual(self.get("/v1/rules/8413.30?use=&lang=&hs_edition="), self.get("/v1/rules/8413.30"))
        self.problem(self.service.ask("GET", "/v1/codes?q="), 400, "q is needed")
        self.problem(self.service.ask("GET", "/v1/rules/8413.30?date=&date="), 400, "twice")
        self.problem(self.service.ask("GET", "/v1/rules/8413.30?dat="), 400, "there is no argument dat")

    def test_what_is_quoted_and_cut_off_stays_text(self):
        long = "a" + "é" * 90
        self.problem(self.post("/v1/check", {long: 1}), 400, long[:50])
        self.problem(self.post("/v1/check", {"goods": [{long: True}], "bom": []}), 422, long[:50])

    def test_a_mark_of_bytes_before_a_question_says_nothing(self):
        question = json.dumps({"goods": [GOOD], "bom": [LINE]}).encode()
        for mark in (b"", b"\xef\xbb\xbf"):
            for text in (question, question.replace(b"goods", b"\\u0067oods")):
                self.assertEqual(self.post("/v1/check", mark + text)[2], self.post("/v1/check", question)[2])
        self.problem(self.post("/v1/check", b"\xef\xbb\xbf" * 2 + question), 400, "line 1, column 1")

    def test_two_hundred_questions_at_once_have_each_its_own_answer(self):
        def question(number):
            goods = [{**GOOD, "good_id": f"G{number}-{i}", "transaction_value": 10 + number} for i in range(100)]
            return {"goods": goods, "bom": [{**LINE, "good_id": good["good_id"], "value": 1 + i % 7} for i, good in enumerate(goods)]}

        def ask(number):
            return number, self.post("/v1/check", question(number), Accept="application/x-ndjson")

        with concurrent.futures.ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(ask, range(200)))
        for number, (status, _, body) in answers:
            self.assertEqual(status, 200)
            goods = [json.loads(line) for line in body.splitlines()]
            self.assertEqual([good["good_id"] for good in goods], [f"G{number}-{i}" for i in range(100)])
            self.assertEqual({good["rvc"]["tv"]["base"] for good in goods}, {f"{10 + number}.00"})
            self.assertEqual(goods[8]["materials"][0]["value"], "2.00")
        status, _, metrics = self.service.ask("GET", "/metrics")
        self.assertEqual(status, 200)
        self.assertGreaterEqual(int(re.search(rb'usmca_goods_total\{status="originating"\} (\d+)', metrics).group(1)), 20000)
        turns = [int(count) for count in re.findall(rb'usmca_turn_seconds_bucket\{le="[^"]+"\} (\d+)', metrics)]
        self.assertEqual(turns, sorted(turns))
        self.assertGreaterEqual(turns[-1], 200)
        self.assertIn(b"usmca_turn_seconds_count %d\n" % turns[-1], metrics)
        self.assertLess(float(re.search(rb"usmca_turn_seconds_sum ([\d.]+)", metrics)[1]), float(re.search(rb"usmca_request_seconds_sum ([\d.]+)", metrics)[1]))


class Keys(Case):
    def test_who_has_no_key_is_told_so(self):
        service = Service("--keys", self.write("keys", "# of the warehouse\nright-key-of-16-letters\n\nanother-key-of-16-letters\n"))
        self.addCleanup(service.stop)
        path = "/v1/rules/8708.29"
        for value, status in ((None, 401), ("Bearer", 401), ("Bearer ", 401), ("Bearer wrong-key-of-16-letters", 401), ("Bearer right-key-of-16-letter", 401),
                              ("Basic right-key-of-16-letters", 401), ("Bearer # of the warehouse", 401), ("Bearer right-key-of-16-letters", 200),
                              ("bearer another-key-of-16-letters", 200)):
            answer = service.ask("GET", path, headers={} if value is None else {"Authorization": value})
            self.assertEqual(answer[0], status, value)
        self.assertEqual([service.ask("GET", path)[0] for path in ("/healthz", "/openapi.json", "/metrics")], [200, 200, 401])

    def test_other_machines_reach_no_service_without_keys(self):
        for options, code in ((("--listen", "0.0.0.0:0"), 64), (("--listen", "nowhere"), 64), (("--listen", "127.0.0.1:99999"), 64), (("more",), 64),
                              (("--keys", self.write("short", "key\n")), 65), (("--keys", self.write("none", "# no\n")), 65), (("--most-rows", "0"), 64)):
            self.assertEqual(self.run_usmca("serve", *options).returncode, code, options)


class Names(Case):
    def test_a_service_has_the_names_that_it_is_given(self):
        service = Service("--host", "origin.example.com", "--host", "aduana.example.mx")
        self.addCleanup(service.stop)
        for headers, status in (({"Host": "origin.example.com"}, 200), ({"Host": "Aduana.example.mx:443"}, 200), ({"Host": "other.example.com"}, 421),
                                ({"Host": "origin.example.com", "Origin": "https://origin.example.com"}, 200),
                                ({"Host": "127.0.0.1", "Origin": "https://origin.example.com"}, 200), ({"Host": "origin.example.com", "Origin": "https://example.com"}, 403)):
            self.assertEqual(service.ask("GET", "/healthz", headers=headers)[0], status, headers)


class Limits(Served):
    options = ("--most-body", "1", "--most-rows", "50", "--most-requests", "3", "--seconds", "1", "--jobs", "1")

    def open(self, head):
        stranger = socket.create_connection(("127.0.0.1", self.service.port), timeout=20)
        self.addCleanup(stranger.close)
        stranger.sendall(head)
        return stranger

    def test_what_is_too_long_is_refused(self):
        for more in (1, 300000, 1 << 20):  # a body that is sent whole is answered, whatever the answer
            self.problem(self.post("/v1/check", b"x" * ((1 << 20) + more)), 413, "longer")
            self.problem(self.post("/v1/nothing", b"x" * ((1 << 20) + more)), 404, "nothing")
        asking = self.open(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\nExpect: 100-continue\r\n\r\n")
        self.assertIn(b" 413 ", asking.recv(1000))
        answer = self.service.ask("POST", "/v1/check", iter([b"x" * 70000] * 16), {"Content-Type": "application/json"})
        self.problem(answer, 413, "longer")
        self.problem(self.post("/v1/check", {"goods": [GOOD], "bom": [LINE] * 51}), 422, "more than")

    def test_files_have_no_more_rows_than_may_be(self):
        goods = b"good_id,hs,country\nPART,3926.90,MX\n"
        scattered = b"good_id,hs,country\nPART,3926.90,MX\nOTHER,3926.90,MX\n"
        lines = b"good_id,hs,origin,value\n" + b"PART,3902.10,non-originating,1\n" * 50
        apart = b"good_id,hs,origin,value\n" + b"PART,3902.10,non-originating,1\nOTHER,3902.10,non-originating,1\n" * 25
        flat = b"good_id,good_hs,good_country,hs,value\n" + b"PART,3926.90,MX,3902.10,1\n" * 51
        rates = b"date,from,to,rate\n" + b"2026-01-01,MXN,USD,0.05\n" * 50
        for name, parts in {"lines": {"goods": ("g.csv", goods), "bom": ("b.csv", lines)}, "apart": {"goods": ("g.csv", scattered), "bom": ("b.csv", apart)},
                            "flat": {"file": ("f.csv", flat)}, "a table": {"goods": ("g.csv", goods), "bom": ("b.csv", lines[:80]), "rates": ("r.csv", rates)}}.items():
            with self.subTest(name=name):
                self.problem(self.service.ask("POST", "/v1/check", form(**parts), {"Content-Type": FORM}), 422, "more rows than")
        fewer = form(goods=("g.csv", goods), bom=("b.csv", lines[:-31]))
        self.assertEqual(self.service.ask("POST", "/v1/check", fewer, {"Content-Type": FORM})[0], 200)

    def told(self, stranger):
        """What it is told before the connection ends, which it must."""
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            for part in iter(lambda: stranger.recv(4096), b""):
                answer += part
        return answer

    def test_what_comes_slowly_is_told_so_and_ended(self):
        head = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
        for name, first, then in (("body", head, b"["), ("head", b"GET /healthz HTTP/1.1\r\nX-Slow: ", b"x"), ("silent body", head + b"{", b""), ("silent head", b"GET", b"")):
            with self.subTest(name=name):
                slow = self.open(first)
                begun = time.monotonic()
                with contextlib.suppress(OSError):
                    while then and time.monotonic() < begun + 8:  # a byte now and then
                        time.sleep(0.2)
                        slow.sendall(then)
                answer = self.told(slow)
                self.assertLess(time.monotonic(), begun + 7)
                self.assertTrue(answer.startswith(b"HTTP/1.1 408 ") and answer.endswith(b"}\n"), answer)
                self.assertEqual(json.loads(answer.split(b"\r\n\r\n")[1])["status"], 408)
        self.assertIn(b'usmca_requests_total{route="/v1/check",status="4xx"}', self.service.ask("GET", "/metrics")[2])

    def test_a_connection_that_asks_nothing_further_is_ended(self):
        idle = self.open(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.3)
        idle.sendall(b"GET /heal")
        answer = self.told(idle)
        self.assertIn(b" 200 ", answer)
        self.assertNotIn(b" 408 ", answer)

    def test_one_request_too_many_is_told_so_and_the_next_is_answered(self):
        waiting = [self.open(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 6\r\n\r\n{") for _ in range(3)]
        time.sleep(0.3)
        answer = self.post("/v1/check", {"goods": [], "bom": []})
        self.problem(answer, 429, "too many")
        self.assertEqual(answer[1]["Retry-After"], "1")
        self.assertEqual(self.service.ask("GET", "/healthz")[0], 200)
        for stranger in waiting:
            stranger.close()
        time.sleep(0.5)
        self.assertEqual(self.post("/v1/check", {"goods": [], "bom": []})[0], 200)

    def test_a_stranger_that_says_nothing_hinders_nobody(self):
        strangers = [self.open(b"POST /v1/che") for _ in range(20)]
        garbage = [self.open(bytes([i]) * 3000) for i in (0, 10, 13, 32, 255)]
        self.assertEqual(self.get("/healthz")[0], 200)
        self.assertEqual(self.post("/v1/check", {"goods": [GOOD], "bom": [LINE]})[0], 200)
        for stranger in strangers + garbage:
            stranger.close()


class Ends(Case):
    def test_who_leaves_a_long_answer_holds_up_nobody(self):
        service = Service("--jobs", "1")
        goods = b"good_id,hs,country\n" + b"".join(b"G%d,3926.90,MX\n" % i for i in range(60000))
        bom = b"good_id,hs,origin,value\n" + b"".join(b"G%d,3902.10,non-originating,1\n" % i for i in range(60000))
        body = form(goods=("g.csv", goods), bom=("b.csv", bom))
        head = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nAccept: application/x-ndjson\r\nContent-Length: %d\r\n\r\n" % (FORM.encode(), len(body))
        for _ in range(3):
            stranger = socket.create_connection(("127.0.0.1", service.port), timeout=60)
            stranger.sendall(head + body)
            self.assertTrue(stranger.recv(1000).startswith(b"HTTP/1.1 200 "))
            stranger.close()
        question = json.dumps({"goods": [GOOD], "bom": [LINE]}).encode()
        self.assertEqual(service.ask("POST", "/v1/check", question, {"Content-Type": "application/json"})[0], 200)
        self.assertEqual(service.stop(), (0, b""))

    def test_a_request_in_hand_is_answered_before_it_ends(self):
        service = Service("--seconds", "20")
        connection = socket.create_connection(("127.0.0.1", service.port), timeout=20)
        body = b'{"goods":[],"bom":[]}'
        connection.sendall(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:-1])
        time.sleep(0.3)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        for _ in range(5):  # refused, and not left to wait
            self.assertRaises((ConnectionRefusedError, ConnectionResetError), service.ask, "GET", "/healthz", timeout=2)
        connection.sendall(body[-1:])
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
        connection.close()
        self.assertIn(b" 200 ", answer.splitlines()[0])
        self.assertEqual(service.process.wait(20), 0)
        service.process.stderr.close()

    def test_a_service_that_is_killed_leaves_no_file(self):
        service = Service(TMPDIR=str(self.path))
        book = form(goods=("g.csv", b"good_id,hs,country\n" + b"P,3926.90,MX\n" * 20000), bom=("b.csv", "good_id,hs\nP,3902.10\n".encode("utf-16")))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(lambda: service.ask("POST", "/v1/check", book, {"Content-Type": FORM})) for _ in range(4)]
            time.sleep(0.2)
            service.process.kill()
            service.process.wait(20)
            for one in asked:
                one.exception()
        service.process.stderr.close()
        self.assertEqual(os.listdir(self.path), [])


if __name__ == "__main__":
    unittest.main()
