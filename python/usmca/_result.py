"""What a run gives."""
from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from typing import Any

from ._errors import ArgumentError, raise_for
from ._native import ffi, lib
from ._tables import capsule_of

OUTPUTS = ("json", "goods", "materials", "findings", "documents", "gap_routes", "rejects")
CHUNK = 1 << 20


class Stream:
    """An output by the Arrow PyCapsule interface. It is handed over once."""

    def __init__(self, batch: Any, output: str) -> None:
        error = ffi.new("usmca_error *")
        self._stream = ffi.gc(lib.usmca_stream_new(), lib.usmca_stream_free)
        if self._stream == ffi.NULL:
            raise MemoryError("memory is exhausted")
        raise_for(lib.usmca_batch_kept_arrow(batch, output.encode(), self._stream, error), error)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        if self._stream is None:
            raise ArgumentError("the stream was handed over already")
        stream, self._stream = self._stream, None
        ffi.gc(stream, None)  # it is the capsule's from here on
        return capsule_of(stream)


class Result:
    """Determinations, in the order of the goods: iterated, a dict a good, as `usmca check --format json` writes it; and as the tables of
    `usmca check --tables` (docs/file-formats.md), all columns strings."""

    def __init__(self, batch: Any, book: object) -> None:
        self._batch = batch
        self._book = book  # which a batch does not outlive
        self._tables: dict[str, Any] = {}
        self._handed: set[str] = set()
        length = ffi.new("size_t *")
        data = lib.usmca_batch_summary(batch, length)
        #: the run in figures: rows read, used and rejected, goods by status, piles, findings by code, notices on columns that nothing reads
        self.summary: dict[str, Any] = json.loads(ffi.buffer(data, length[0])[:])

    def __len__(self) -> int:
        return sum(self.summary["goods"].values())

    def __repr__(self) -> str:
        goods = ", ".join(f"{count} {status}" for status, count in self.summary["goods"].items() if count)
        return f"<usmca.Result of {len(self)} goods: {goods}>"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(json.loads, self.lines())

    def lines(self) -> Iterator[bytes]:
        """The determinations as JSON, a line each without its end."""
        data = self._kept("json")
        rest = b""
        for at in range(0, len(data), CHUNK):
            *whole, rest = (rest + data[at : at + CHUNK]).split(b"\n")
            yield from whole

    def json_bytes(self) -> memoryview:
        """The same at once, as it lies in the library's memory: for as long as this result does."""
        return memoryview(self._kept("json"))

    def _kept(self, output: str) -> Any:
        if output in self._handed:
            raise ArgumentError(f"the output {output} was handed over as a stream")
        length = ffi.new("size_t *")
        data = lib.usmca_batch_kept(self._batch, output.encode(), length)
        if data == ffi.NULL:
            raise ArgumentError(f"the output {output} was not kept: name it in keep")
        return ffi.buffer(data, length[0])

    def stream(self, output: str) -> Stream:
        """An output, once, for whatever reads the Arrow PyCapsule interface; "json" has a column of that name."""
        self._kept(output)
        stream = Stream(self._batch, output)
        self._handed.add(output)
        return stream

    def table(self, output: str) -> Any:
        """An output as a pyarrow.Table."""
        if output not in self._tables:
            self._kept(output)
            arrow = importlib.import_module("pyarrow")
            self._tables[output] = arrow.table(self.stream(output))
        return self._tables[output]

    @property
    def goods(self) -> Any:
        """A row a good: its status, criterion, rule, value content, findings."""
        return self.table("goods")

    @property
    def materials(self) -> Any:
        """A row a material of a good: its origin, value and change of tariff classification."""
        return self.table("materials")

    @property
    def findings(self) -> Any:
        """A row a finding."""
        return self.table("findings")

    @property
    def documents(self) -> Any:
        """A row a paper that a good rests on."""
        return self.table("documents")

    @property
    def gap_routes(self) -> Any:
        """A row a way in which a good would qualify: of RuleBook.gap()."""
        return self.table("gap_routes")

    @property
    def rejects(self) -> Any:
        """The rows that could not be used, with the reason: their goods are rejected, never decided on the rest."""
        return self.table("rejects")
