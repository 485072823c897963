"""What goes wrong, and where."""
from __future__ import annotations

from typing import Any

from ._native import ffi, lib


class Error(Exception):
    """What the library refuses. `table` is a file, or the name of a table of rows; `row` and `column` count from 1, the header not among the rows of a
    table, and are None where there is none."""

    def __init__(self, text: str, table: str | None = None, row: int | None = None, column: int | None = None) -> None:
        place = ":".join(str(part) for part in (table, row, column) if part is not None)
        super().__init__(f"{place}: {text}" if place else text)
        self.text = text
        self.table = table
        self.row = row
        self.column = column


class RuleBookError(Error):
    """The rule book is not one."""


class InputError(Error, ValueError):
    """A table cannot be used, or a field of it."""


class ArgumentError(Error, ValueError):
    """An option, a table or an output that there is not, or a value that it cannot have."""


class FileError(Error, OSError):
    """A file cannot be read."""


class Cancelled(Error):
    """A run was ended before all was determined."""


def raise_for(status: int, error: Any) -> None:
    """Raises what a call of the library answered, unless all is well."""
    if status == lib.USMCA_OK:
        return
    if status == lib.USMCA_ERROR_MEMORY:
        raise MemoryError("memory is exhausted")
    kinds: dict[int, type[Error]] = {
        lib.USMCA_ERROR_IO: FileError,
        lib.USMCA_ERROR_RULES: RuleBookError,
        lib.USMCA_ERROR_INPUT: InputError,
        lib.USMCA_ERROR_ARGUMENT: ArgumentError,
        lib.USMCA_ERROR_CANCELLED: Cancelled,
    }
    text = ffi.string(error.text).decode("utf-8", "replace")
    table = ffi.string(error.file).decode("utf-8", "replace")
    raise kinds.get(status, Error)(text, table or None, error.line or None, error.column or None)
