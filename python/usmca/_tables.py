"""Tables as callers have them, handed to a batch: files, Arrow streams, data frames, rows."""
from __future__ import annotations

import ctypes
import datetime
import decimal
import importlib
import numbers
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, Union, runtime_checkable

from ._errors import InputError, raise_for
from ._native import ffi, lib

STREAM = b"arrow_array_stream"


@runtime_checkable
class ArrowStream(Protocol):
    """What hands over rows by the Arrow PyCapsule interface: tables of pyarrow and polars, relations of DuckDB, frames of pandas, and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Value = Union[str, int, bool, decimal.Decimal, datetime.date, None]
Table = Union[str, "os.PathLike[str]", ArrowStream, Iterable[Mapping[str, Value]]]
"""A file (CSV, or a workbook as FILE#SHEET), anything with __arrow_c_stream__, a pandas DataFrame, or rows as mappings."""

_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


def capsule_of(stream: Any) -> object:
    """A capsule whose the stream is then."""
    free = ffi.cast("uintptr_t", lib.usmca_stream_capsule_free)
    capsule: object = _new_capsule(int(ffi.cast("uintptr_t", stream)), STREAM, int(free))
    return capsule


def module(name: str) -> Any:
    """A package that need not be there, or None."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


# ---- rows ----


def _text(value: object, name: str, table: str, row: int, column: int) -> bytes | None:
    """A value as a file would have it."""
    if value is None or value is getattr(module_seen("pandas"), "NA", None) or value is getattr(module_seen("pandas"), "NaT", None):
        return None
    if isinstance(value, float):
        if value != value:  # how a data frame says that there is none
            return None
        raise InputError(f"{name} is binary floating point, which holds no exact decimals: give str, int or decimal.Decimal", table, row, column)
    if isinstance(value, bool):
        return b"yes" if value else b"no"
    if isinstance(value, str):
        text = value
    elif isinstance(value, numbers.Integral):  # of numpy, too
        text = str(int(value))
    elif isinstance(value, decimal.Decimal) and value.is_finite():
        text = format(value, "f")
    elif isinstance(value, datetime.datetime) and value.tzinfo is None and value.time() == datetime.time():
        text = value.date().isoformat()
    elif isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        text = value.isoformat()
    else:
        raise InputError(f"{name}: {value!r} is no str, int, bool, decimal.Decimal or day", table, row, column)
    if "\0" in text:
        raise InputError(f"{name}: a value has a NUL", table, row, column)
    return text.encode("utf-8", "surrogateescape")


def module_seen(name: str) -> Any:
    """A package that was imported already, or None: whose values can be met only then."""
    import sys

    return sys.modules.get(name)


class _Rows:
    """What is handed over next, with the bytes of the row before, which the library copies."""

    def __init__(self, rows: Iterator[list[bytes | None]]) -> None:
        self.rows = rows
        self.alive: list[Any] = []
        self.failed: BaseException | None = None


@ffi.def_extern(name="usmca_next_python_row", error=-1)  # type: ignore[untyped-decorator,unused-ignore]
def _next_row(context: Any, values: Any) -> int:
    given: _Rows = ffi.from_handle(context)
    try:
        row = next(given.rows, None)
    except BaseException as failed:  # raised again where the call returns
        given.failed = failed
        return -1
    if row is None:
        return 0
    given.alive = [ffi.NULL if value is None else ffi.new("char[]", value) for value in row]
    for i, value in enumerate(given.alive):
        values[i] = value
    return 1


def _give_rows(taker: Any, of: str, table: str, rows: Iterable[Mapping[str, Any]], columns: list[str] | None) -> None:
    rows = list(rows)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise InputError(f"a row is a mapping of columns to values, not {type(row).__name__}", table, number)
    names = columns if columns is not None else list(dict.fromkeys(key for row in rows for key in row))
    if rows and not names:
        raise InputError("a row names no column", table, 1)
    if any(not isinstance(name, str) for name in names):
        raise InputError("the names of columns are str", table)
    given = _Rows([_text(row.get(name), name, table, number, place) for place, name in enumerate(names, 1)] for number, row in enumerate(rows, 1))
    alive = [ffi.new("char[]", name.encode("utf-8", "surrogateescape")) for name in names]
    error = ffi.new("usmca_error *")
    handle = ffi.new_handle(given)
    status = getattr(lib, f"usmca_{of}_rows")(taker, table.encode(), ffi.new("const char *[]", alive), len(names), lib.usmca_next_python_row, handle, error)
    if given.failed is not None:
        raise given.failed
    raise_for(status, error)


# ---- streams, files ----


def _give_stream(taker: Any, of: str, table: str, source: ArrowStream) -> None:
    capsule = source.__arrow_c_stream__()
    stream = ffi.cast("struct ArrowArrayStream *", _pointer_of(capsule, STREAM))
    error = ffi.new("usmca_error *")
    raise_for(getattr(lib, f"usmca_{of}_arrow")(taker, table.encode(), stream, error), error)


def _give_frame(taker: Any, of: str, table: str, frame: Any) -> None:
    """A DataFrame of pandas, without its index. A column of floats in which nothing is given is one that is empty."""
    names = [str(name) for name in frame.columns]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"column {name} stands twice", table)
    frame = frame.astype({name: object for name in frame.columns[frame.isna().all()]})
    arrow = module("pyarrow")
    try:
        if arrow is not None:
            _give_stream(taker, of, table, arrow.Table.from_pandas(frame, preserve_index=False))
            return
    except arrow.ArrowException:  # values of several types in one column, or of one that Arrow has not
        pass
    _give_rows(taker, of, table, (dict(zip(names, row)) for row in frame.itertuples(index=False, name=None)), names)


def give(taker: Any, table: str, source: Any, of: str = "batch") -> None:
    """Gives a table to a batch, or to a certification."""
    kind = type(source).__module__.partition(".")[0]
    if isinstance(source, (str, os.PathLike)):
        error = ffi.new("usmca_error *")
        raise_for(getattr(lib, f"usmca_{of}_file")(taker, table.encode(), os.fsencode(source), error), error)
    elif kind == "pandas" and hasattr(source, "itertuples"):
        _give_frame(taker, of, table, source)
    elif kind == "polars" and hasattr(source, "collect"):
        _give_stream(taker, of, table, source.collect())
    elif hasattr(source, "__arrow_c_stream__"):
        _give_stream(taker, of, table, source)
    elif hasattr(source, "fetch_arrow_reader"):  # a relation of a DuckDB that has no __arrow_c_stream__ yet
        _give_stream(taker, of, table, source.fetch_arrow_reader())
    elif hasattr(source, "__arrow_c_array__"):
        _give_stream(taker, of, table, importlib.import_module("pyarrow").table(source))
    elif isinstance(source, Iterable) and not isinstance(source, (Mapping, bytes)):
        _give_rows(taker, of, table, source, None)
    else:
        raise TypeError(f"{table}: a path, a table with __arrow_c_stream__, a DataFrame or rows are needed, not {type(source).__name__}")
