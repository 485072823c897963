"""usmca mcp: an assistant asks over pipes, and gets what the commands say, or what is wrong with its question."""
import json
import subprocess
import unittest

from support import SOURCE, USMCA, Case

REVISION = {"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}}
GOOD = {"good_id": "PART", "hs": "3926.90", "country": "MX", "date": "2024-03-01", "transaction_value": 10}
LINE = {"good_id": "PART", "line": 1, "material_id": "RESIN", "hs": "3902.10", "origin": "non-originating", "value": "3"}


def request(method, params=None, id=1):
    return {"jsonrpc": "2.0", "id": id, "method": method, **({} if params is None else {"params": params})}


def call(tool, **arguments):
    return request("tools/call", {"name": tool, "arguments": arguments})


def rows(path):
    import csv
    with open(path, newline="", encoding="utf-8") as file:
        return [{name: value for name, value in row.items() if value} for row in csv.DictReader(file)]


class Mcp(Case):
    def converse(self, *messages, arguments=(), env=None):
        lines = b"".join((m if isinstance(m, bytes) else json.dumps(m, ensure_ascii=False).encode()) + b"\n" for m in messages)
        run = self.run_usmca("mcp", *arguments, stdin=lines, env=env)
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        return [json.loads(line) for line in run.stdout.splitlines()]

    def ask(self, *messages, **more):
        answers = self.converse(*messages, **more)
        for answer in answers:
            content = answer["result"].get("structuredContent")
            if content is not None:
                self.assertEqual(json.loads(answer["result"]["content"][0]["text"]), content)
        return [answer["result"] for answer in answers]

    def code(self, *messages):
        return [(answer.get("id"), answer["error"]["code"]) for answer in self.converse(*messages)]

    def test_a_client_that_shakes_hands_agrees_on_a_revision(self):
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        known, unknown, pong, tools = self.ask(
            request("initialize", hello, "a"), {"jsonrpc": "2.0", "method": "notifications/initialized"},
            request("initialize", {**hello, "protocolVersion": "1999-01-01"}), request("ping"), request("tools/list"))
        self.assertEqual((known["protocolVersion"], unknown["protocolVersion"], pong), ("2025-06-18", "2025-11-25", {}))
        self.assertEqual(known["capabilities"], {"tools": {}})
        self.assertIn("USMCA", known["instructions"])
        self.assertEqual([tool["name"] for tool in tools["tools"]], ["check", "gap", "rule", "facts", "codes", "explain"])

    def test_a_client_that_names_its_revision_needs_no_handshake(self):
        discovered, tools = self.ask(request("server/discover", REVISION), request("tools/list", REVISION))
        self.assertEqual((discovered["resultType"], discovered["supportedVersions"]), ("complete", ["2026-07-28"]))
        self.assertEqual(tools["_meta"]["io.modelcontextprotocol/serverInfo"]["name"], "usmca")
        other = json.loads(json.dumps(REVISION).replace("2026-07-28", "2030-01-01"))
        bare = {"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}}
        self.assertEqual(self.code(request("tools/list", other), request("tools/list", bare), request("server/discover"), request("ping", REVISION)),
                         [(1, -32022), (1, -32602), (1, -32602), (1, -32601)])

    def test_every_tool_describes_arguments_that_it_takes(self):
        tools = self.ask(request("tools/list"))[0]["tools"]
        for tool in tools:
            schema = tool["inputSchema"]
            self.assertEqual((schema["type"], schema["additionalProperties"]), ("object", False))
            self.assertTrue(tool["description"].endswith("."), tool["description"])
            self.assertLessEqual(set(schema["required"]), set(schema["properties"]))
            missing = self.ask(call(tool["name"]))[0]
            self.assertTrue(missing["isError"])
            self.assertIn("needed", missing["content"][0]["text"])
        columns = tools[0]["inputSchema"]["properties"]["bom"]["items"]["properties"]
        self.assertIn("self-produced", columns["role"]["enum"])
        self.assertEqual(tools[0]["inputSchema"]["properties"]["goods"]["items"]["required"], ["good_id", "hs", "country"])

    def test_a_check_is_what_the_command_says_byte_for_byte(self):
        for sample in ("bicycle", "pump", "vehicles", "chair"):
            folder = SOURCE / "samples" / sample
            tables = {path.stem: path for path in folder.glob("*.csv")}
            files = [part for name, path in tables.items() for part in (f"--{name}", path)]
            for tool in ("check", "gap"):
                said = self.run_usmca(tool, *files, "--date", "2026-11-27", "--format", "json")
                answer = self.ask(call(tool, date="2026-11-27", **{name: rows(path) for name, path in tables.items()}))[0]
                self.assertFalse(answer["isError"], answer["structuredContent"]["refused"])
                text = answer["content"][0]["text"]
                self.assertTrue("[" + ",".join(said.stdout.decode().splitlines()) + "]" in text, (sample, tool))

    def test_numbers_are_read_as_they_are_written(self):
        line = '{"good_id":"PART","hs":"3902.10","origin":"non-originating","value":%s}'
        for written, value in (("3", "3"), ("3.100000001", "3.100000001"), ("0.000000003e9", "3"), ("1.5E1", "15"), ("125e-2", "1.25"),
                               ("9123456789.123456789", "9123456789.123456789")):
            message = json.dumps(call("check", goods=[{**GOOD, "transaction_value": "9223372036"}], bom=["LINE"])).replace('"LINE"', line % written)
            material = self.ask(message.encode())[0]["structuredContent"]["determinations"][0]["materials"][0]
            self.assertEqual(material["value"].removesuffix("0").removesuffix(".0"), value, written)

    def test_a_row_that_cannot_be_read_is_named(self):
        answer = self.ask(call("check", goods=[GOOD], bom=[{**LINE, "description": "two\nlines"}, {**LINE, "line": 2, "value": "3,x"}]))[0]
        self.assertTrue(answer["isError"])
        refused = answer["structuredContent"]["refused"]
        self.assertEqual([(row["table"], row["row"], row["column"]) for row in refused], [("bom", 2, "value")])
        self.assertEqual(answer["structuredContent"]["determinations"][0]["status"], "rejected")
        self.assertEqual(answer["structuredContent"]["goods"]["rejected"], 1)

    def test_what_cannot_be_a_question_is_an_error_of_the_tool_and_says_why(self):
        for arguments, why in (({"goods": [GOOD]}, "bom is needed"), ({"goods": [GOOD], "bom": [7]}, "bom, row 1"),
                               ({"goods": [GOOD], "bom": [{**LINE, "value": [3]}]}, "bom, row 1, value"),
                               ({"goods": [GOOD, {"good_id": "", "hs": " "}], "bom": []}, "goods, row 2: it says nothing"),
                               ({"goods": [GOOD], "bom": [], "date": "yesterday"}, "date yesterday"),
                               ({"goods": [GOOD], "bom": [], "currency": "usd"}, "currency usd"),
                               ({"goods": [GOOD], "bom": [], "hs_edition": 2013}, "hs_edition 2013"),
                               ({"goods": [GOOD], "bom": [], "material": []}, "no argument material"),
                               ({"goods": [{"good_id": "PART", "country": "MX"}], "bom": []}, "goods"),
                               ({"goods": [{**GOOD, **{f"x_{i}": i for i in range(300)}}], "bom": []}, "too many columns"),
                               ({"goods": [GOOD] * 20001, "bom": []}, "more than 20000 rows")):
            answer = self.ask(call("check", **arguments))[0]
            self.assertTrue(answer["isError"], why)
            self.assertIn(why, answer["content"][0]["text"])
            self.assertNotIn("/proc", answer["content"][0]["text"])

    def test_what_is_quoted_and_cut_off_stays_text(self):
        long = "a" + "é" * 90
        for arguments in ({long: 1}, {"goods": [{long: True}], "bom": []}):
            (answer,) = self.ask(call("check", **arguments))
            self.assertTrue(answer["isError"])
            self.assertIn(long[:50], answer["content"][0]["text"])

    def test_unknown_stays_unknown(self):
        worthless = {**LINE, "hs": "3926.90", "value": None}
        answer = self.ask(call("check", goods=[GOOD], bom=[worthless]))[0]
        self.assertFalse(answer["isError"])
        determination = answer["structuredContent"]["determinations"][0]
        self.assertEqual(determination["status"], "undetermined")
        self.assertIn("value-missing", [finding["code"] for finding in determination["findings"]])

    def test_facts_may_be_an_object(self):
        good = {"good_id": "ORE", "hs": "2505.10", "country": "MX", "date": "2026-03-01", "transaction_value": 100}
        declared, denied = self.ask(call("check", goods=[{**good, "facts": {"wholly-obtained": True}}], bom=[]),
                                    call("check", goods=[{**good, "facts": {"wholly-obtained": False}}], bom=[]))
        self.assertEqual(declared["structuredContent"]["determinations"][0]["criterion"], "A")
        self.assertNotEqual(denied["structuredContent"]["determinations"][0]["criterion"], "A")

    def test_the_law_is_what_the_commands_say(self):
        rule, facts, spanish, codes, word, unknown = self.ask(
            call("rule", code="8708.29", date="2026-07-01", use="passenger-vehicle"), call("facts", code="3926.90", date="2026-07-01"),
            call("facts", code="3926.90", date="2026-07-01", lang="es"), call("codes", code="8708.2", hs_edition="2012"),
            call("explain", word="use-matters"), call("rule", code="0000"))
        said = self.run_usmca("rule", "8708.29", "--date", "2026-07-01", "--use", "passenger-vehicle", "--format", "json")
        self.assertEqual(rule["structuredContent"], json.loads(said.stdout))
        said = self.run_usmca("facts", "3926.90", "--date", "2026-07-01", "--format", "json")
        self.assertEqual(facts["structuredContent"], json.loads(said.stdout))
        self.assertIn("¿", spanish["content"][0]["text"])
        self.assertTrue(codes["isError"])  # five digits are no code
        self.assertEqual(word["structuredContent"]["means"][0]["name"], "use not stated")
        self.assertTrue(unknown["isError"])

    def test_what_is_no_request_has_its_code(self):
        self.assertEqual(self.code(b"{", b'{"a":1,"a":2}', b"\xff\xfe", b'"\\u0000"', b"[]", b"7", b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
                                   b'{"jsonrpc":"1.0","id":4,"method":"ping"}', request("nothing", id="x"), request("tools/call", {"name": "nothing"}),
                                   request("tools/call", {"name": "rule", "arguments": []}), request("tools/list", {"cursor": "x"}),
                                   b'{"jsonrpc":"2.0","id":5,"method":"ping","params":[]}'),
                         [(None, -32700)] * 4 + [(None, -32600)] * 3 + [(4, -32600), ("x", -32601), (1, -32602), (1, -32602), (1, -32602), (5, -32602)])

    def test_an_id_comes_back_as_it_was_given(self):
        """A clock in nanoseconds has nineteen digits, and the id of an answer has to be that of the request."""
        for id in (0, -1, 999999999999999999, 1764348000000000001, 2**63, 10**40 + 1, "", "1", "1764348000000000001"):
            self.assertEqual(self.converse(request("ping", id=id)), [{"jsonrpc": "2.0", "id": id, "result": {}}])
        self.assertEqual(self.code(*(b'{"jsonrpc":"2.0","id":%s,"method":"ping"}' % id for id in (b"null", b"1.0", b"1e2", b"true", b"{}"))), [(None, -32600)] * 5)

    def test_what_is_null_is_not_said_and_a_mark_of_bytes_says_nothing(self):
        said = [request("ping"), request("tools/list"), request("tools/call", {"name": "rule"})]
        null = [{**said[0], "params": None}, request("tools/list", {"cursor": None, "_meta": None}), request("tools/call", {"name": "rule", "arguments": None})]
        answers = self.converse(*said)
        self.assertEqual(self.converse(*null), answers)
        self.assertEqual(self.converse(b"\xef\xbb\xbf" + json.dumps(said[0]).encode(), *said[1:]), answers)

    def test_a_code_is_no_number(self):
        """As one it has lost the zeros at its ends."""
        for code in (8413, 8413.3, 841330):
            (answer,) = self.ask(call("rule", code=code))
            self.assertEqual((answer["isError"], answer["content"][0]["text"]), (True, "code is needed: a string of digits"))

    def test_a_list_of_messages_is_answered_by_a_list(self):
        """As the revision of 2025-03-26 lets a client send them."""
        said = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        (both,) = self.converse([request("ping", id="a"), said, request("nothing", id=2), 7])
        self.assertEqual([(one["id"], "result" in one, one.get("error", {}).get("code")) for one in both], [("a", True, None), (2, False, -32601), (None, False, -32600)])
        alone = self.converse(call("rule", code="8413.30"))
        self.assertEqual(self.converse([call("rule", code="8413.30")]), [alone])
        self.assertEqual(self.converse([said, {"jsonrpc": "2.0", "id": 1, "result": {}}], request("ping")), [{"jsonrpc": "2.0", "id": 1, "result": {}}])

    def test_a_notification_and_an_answer_are_not_answered(self):
        self.assertEqual(self.converse({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}},
                                       {"jsonrpc": "2.0", "id": 1, "result": {}}, b"", b"  "), [])

    def test_nothing_hostile_ends_the_conversation(self):
        deep = b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":' + b"[" * 100000 + b"]" * 100000 + b"}"
        keys = json.dumps(call("check", goods=[{'"=,;\n' * 40: "\x1a\x1c", **GOOD}], bom=[])).encode()
        long = b'{"jsonrpc":"2.0","id":1,"method":"' + b"x" * (17 * 1024 * 1024) + b'"}'
        *_, last = self.converse(deep, keys, long, b"-" * 100000, b"1" * 100000, b"1e999999999", b'{"\\ud800":1}', request("ping", id="last"))
        self.assertEqual(last, {"jsonrpc": "2.0", "id": "last", "result": {}})

    def test_a_last_message_without_a_line_end_is_answered(self):
        run = self.run_usmca("mcp", stdin=json.dumps(request("ping")).encode())
        self.assertEqual(json.loads(run.stdout), {"jsonrpc": "2.0", "id": 1, "result": {}})

    def test_an_answer_comes_before_the_next_question(self):
        with subprocess.Popen([USMCA, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for id in range(3):
                process.stdin.write(json.dumps(request("ping", id=id)).encode() + b"\n")
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], id)
            process.stdin.close()
        self.assertEqual(process.returncode, 0)

    def test_options_are_what_questions_do_not_say(self):
        goods = {"goods": [GOOD], "bom": [LINE], "currency": "EUR"}
        said, default = self.ask(call("check", **goods), call("check", goods=[GOOD], bom=[LINE]), arguments=("--currency", "MXN", "--lang", "fr"))
        self.assertEqual([a["structuredContent"]["determinations"][0]["currency"] for a in (said, default)], ["EUR", "MXN"])
        self.assertEqual(self.run_usmca("mcp", "--year-begins", "13").returncode, 64)
        self.assertEqual(self.run_usmca("mcp", "more").returncode, 64)


if __name__ == "__main__":
    unittest.main()
