"""Certifications of origin, out of results."""
from __future__ import annotations

import dataclasses
import json
import os
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any, Union

from ._errors import ArgumentError, raise_for
from ._native import ffi, lib
from ._result import Result
from ._tables import Table, give

Results = Union[Result, str, "os.PathLike[str]", bytes, Iterable[Union[str, bytes, Mapping[str, Any]]]]
"""What RuleBook.check() gives, a file of results, or its lines: as text, or read."""

FORMATS = ("text", "json", "invoice", "pdf", "credential")


@dataclasses.dataclass(frozen=True)
class Refusal:
    """A good that is not certified: `reason` is a stable word, `message` says it in the language of the rule book."""

    good_id: str
    reason: str
    message: str


@dataclasses.dataclass(frozen=True)
class Certification:
    """A certification of origin, to be read and signed by the certifier. `document` is None where nothing may be certified: no good is left, or something is
    wrong with the parties, which `problems` tells, a line each. `certified` is the number of goods on it."""

    document: bytes | None = dataclasses.field(repr=False)
    format: str
    certified: int
    refused: tuple[Refusal, ...]
    problems: tuple[str, ...]
    notices: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.document is not None

    def _document(self) -> bytes:
        if self.document is None:
            raise ArgumentError("nothing was certified: refused and problems say why")
        return self.document

    def objects(self) -> list[dict[str, Any]]:
        """The certification with the format json, or the credentials with the format credential, of at most a hundred goods each."""
        if self.format not in ("json", "credential"):
            raise ArgumentError(f"the format {self.format} is no JSON")
        return [json.loads(line) for line in self._document().splitlines()]

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes the document, whole or not at all."""
        document, end = self._document(), pathlib.Path(path)
        beside = end.with_name(f".{end.name}.{os.getpid()}")
        try:
            beside.write_bytes(document)
            os.replace(beside, end)
        finally:
            beside.unlink(missing_ok=True)


def _lines(results: Any) -> Any:
    """Results as what lies in memory."""
    if isinstance(results, Result):
        return results.json_bytes()
    if isinstance(results, (str, os.PathLike)):
        return pathlib.Path(results).read_bytes()
    if isinstance(results, (bytes, bytearray, memoryview)):
        return results
    if isinstance(results, Iterable) and not isinstance(results, Mapping):
        return b"".join(_line(line) + b"\n" for line in results)
    raise TypeError(f"results are those of a check, a file, or lines, not {type(results).__name__}")


def _line(line: Any) -> bytes:
    if isinstance(line, Mapping):
        return json.dumps(line, ensure_ascii=False).encode()
    return line.encode() if isinstance(line, str) else bytes(line)


def ids(of: str | Iterable[str] | None) -> str | None:
    """Ids as the library has them: one that has a comma itself is quoted as in CSV."""
    if of is None:
        return None
    return ",".join('"' + one.replace('"', '""') + '"' for one in ([of] if isinstance(of, str) else of))


def certify(book: Any, results: Results, parties: Table, options: dict[str, str | None]) -> Certification:
    error = ffi.new("usmca_error *")
    out = ffi.new("usmca_certification **")
    raise_for(lib.usmca_certification_new(out, book, error), error)
    made = ffi.gc(out[0], lib.usmca_certification_free)
    for option, value in options.items():
        raise_for(lib.usmca_certification_set(made, option.encode(), ffi.NULL if value is None else os.fsencode(value), error), error)
    give(made, "parties", parties, of="certification")
    lines = _lines(results)
    raise_for(lib.usmca_certification_make(made, ffi.from_buffer(lines), len(lines), error), error)
    length = ffi.new("size_t *")
    data = lib.usmca_certification_summary(made, length)
    summary = json.loads(ffi.buffer(data, length[0])[:])
    data = lib.usmca_certification_document(made, length)
    return Certification(
        document=None if data == ffi.NULL else ffi.buffer(data, length[0])[:],
        format=options.get("format") or "json",
        certified=summary["certified"],
        refused=tuple(Refusal(**one) for one in summary["refused"]),
        problems=tuple(summary["rejects"]),
        notices=tuple(summary["notices"]),
    )
