"""The rule book, and what is asked of it."""
from __future__ import annotations

import datetime
import json
import os
import pathlib
import threading
from collections.abc import Callable, Iterable
from typing import Any

from ._certification import Certification, Results, certify, ids
from ._errors import ArgumentError, RuleBookError, raise_for
from ._native import ffi, lib
from ._result import Result
from ._tables import Table, give

Progress = Callable[[int, int], object]
LANGUAGES = ("en", "es", "fr")
POLL = 0.05  # seconds between looks at a run


def _rules(path: str | os.PathLike[str] | None) -> str:
    """Where the rules are: as said, as the environment says, in this package, where the library was installed."""
    if path is not None:
        return os.fspath(path)
    installed: str = ffi.string(lib.usmca_rules_installed).decode()
    own = str(pathlib.Path(__file__).parent / "rules")
    places = [os.environ.get("USMCA_RULES", ""), own, installed]
    found = next((place for place in places if place and (place == places[0] or os.path.isdir(place))), None)
    if found is None:
        raise RuleBookError("there is no rule book: neither USMCA_RULES, nor " + ", nor ".join(places[1:]))
    return found


def _text(value: object, name: str, needed: str = "a str") -> bytes:
    """A word that a call takes; anything else is refused by its name."""
    if not isinstance(value, str):
        raise TypeError(f"{name}: {needed} is needed, not {type(value).__name__}")
    if "\0" in value:
        raise ArgumentError(f"{name} has a NUL")
    return value.encode("utf-8", "surrogateescape")


def _said(date: str | datetime.date, name: str = "date") -> str:
    """A day, which an instant is at midnight, as values of tables are."""
    if isinstance(date, datetime.datetime) and date.tzinfo is None and date.time() == datetime.time():
        date = date.date()
    return date.isoformat() if isinstance(date, datetime.date) else _text(date, name, "a str or a datetime.date").decode("utf-8", "surrogateescape")


def _day(date: str | datetime.date | None) -> bytes:
    return _said(datetime.date.today() if date is None else date).encode("utf-8", "surrogateescape")


def _word(value: str | None, name: str) -> Any:
    return ffi.NULL if value is None else _text(value, name)


def _edition(hs: str | int | None) -> str | None:
    return str(hs) if isinstance(hs, int) else hs


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class RuleBook:
    """The rules of origin. It is immutable: any number of threads may ask it at once."""

    def __init__(self, path: str | os.PathLike[str] | None = None, language: str = "en") -> None:
        """`path` is a folder with usmca/, hs/ and messages/; without it that of USMCA_RULES, or the one that came with the package. Sentences are in
        `language`: "en", "es" or "fr"."""
        out = ffi.new("usmca_rulebook **")
        error = ffi.new("usmca_error *")
        self.path = _rules(path)
        if language not in LANGUAGES:
            raise ArgumentError(f"there is no language {language!r} ({', '.join(LANGUAGES)})")
        raise_for(lib.usmca_rulebook_open_in(out, os.fsencode(self.path), language.encode(), error), error)
        self.language = language
        self._book = ffi.gc(out[0], lib.usmca_rulebook_free)

    def __repr__(self) -> str:
        return f"usmca.RuleBook({self.path!r}, {self.language!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleBook, (self.path, self.language)

    # ---- goods ----

    def check(
        self,
        goods: Table | None = None,
        bom: Table | None = None,
        *,
        flat: Table | None = None,
        documents: Table | None = None,
        statement_materials: Table | None = None,
        rates: Table | None = None,
        duties: Table | None = None,
        averages: Table | None = None,
        plants: Table | None = None,
        purchases: Table | None = None,
        vehicles: Table | None = None,
        date: str | datetime.date | None = None,
        currency: str = "USD",
        hs: str | int | None = None,
        tariff: str | None = None,
        default_use: str | None = None,
        designate: str | None = None,
        year_begins: int | None = None,
        profile: str | os.PathLike[str] | None = None,
        good: str | None = None,
        gap: bool = False,
        jobs: int | None = None,
        keep: str | Iterable[str] = ("json", "goods", "materials", "findings", "rejects"),
        progress: Progress | None = None,
    ) -> Result:
        """Determines all goods, as `usmca check` does of files; options are those of the command. `date` and `currency` hold for goods that name none:
        today and USD without them; `jobs` are threads, as many as there are processors without it. `keep` names the outputs that the result is to have.

        `progress` is called with what is done and what there is; an exception of it ends the run, as KeyboardInterrupt does."""
        tables = {"goods": goods, "bom": bom, "flat": flat, "documents": documents, "statement-materials": statement_materials, "rates": rates,
                  "duties": duties, "averages": averages, "plants": plants, "purchases": purchases, "vehicles": vehicles}
        options = {"hs": _edition(hs), "tariff": tariff, "default-use": default_use, "designate": designate, "good": good,
                   "year-begins": None if year_begins is None else str(year_begins),
                   "profile": None if profile is None else os.fspath(profile),
                   "gap": "yes" if gap else None, "jobs": str(_processors() if jobs is None else jobs)}
        out = ffi.new("usmca_batch **")
        error = ffi.new("usmca_error *")
        raise_for(lib.usmca_batch_new(out, self._book, _day(date), _text(currency, "currency"), error), error)
        batch = ffi.gc(out[0], lib.usmca_batch_free)
        for option, value in options.items():
            raise_for(lib.usmca_batch_set(batch, option.encode(), _word(value, option), error), error)
        for output in (keep,) if isinstance(keep, str) else keep:
            raise_for(lib.usmca_batch_keep(batch, _text(output, "keep"), error), error)
        for table, source in tables.items():
            if source is not None:
                give(batch, table, source)
        _run(batch, progress)
        return Result(batch, self)

    def gap(self, goods: Table | None = None, bom: Table | None = None, **more: Any) -> Result:
        """check(), with what would make a good qualify, or lose one that does: "gap" of each good, and the table gap_routes."""
        keep = tuple(more.pop("keep", ("json", "goods", "materials", "findings", "rejects", "gap_routes")))
        return self.check(goods, bom, gap=True, keep=keep, **more)

    # ---- papers ----

    def certify(
        self,
        results: Results,
        parties: Table,
        *,
        certifier: str,
        date: str | datetime.date,
        invoice: str | None = None,
        shipment: bool = False,
        period: tuple[str | datetime.date, str | datetime.date] | None = None,
        cut_period: bool = False,
        exporter: str | None = None,
        producer: str | None = None,
        importer: str | None = None,
        good: str | Iterable[str] | None = None,
        accept: str | None = None,
        criterion_e: str | Iterable[str] | None = None,
        import_country: str | None = None,
        format: str = "json",
        sign: str | os.PathLike[str] | None = None,
        issuer: str | None = None,
        verification_method: str | None = None,
        country: str | None = None,
        profile: str | os.PathLike[str] | None = None,
    ) -> Certification:
        """A certification of origin (Annex 5-A; 19 CFR 182.12) of results, as `usmca certify` writes it; options are those of the command: `certifier` is
        "exporter", "producer" or "importer", and one of `invoice`, `shipment` and `period` says what it is for. Certified are goods whose pile is "sign", and with
        accept="paper-missing" those too; never another: it is refused by name. `format` is "json", "text", "invoice", "pdf" or "credential"."""
        first, last = (None, None) if period is None else (_said(day, "period") for day in period)
        return certify(self._book, results, parties, {
            "certifier": certifier, "date": _said(date), "invoice": invoice, "shipment": "yes" if shipment else None, "from": first, "to": last,
            "cut-period": "yes" if cut_period else None, "exporter": exporter, "producer": producer, "importer": importer, "good": ids(good), "accept": accept,
            "criterion-e": ids(criterion_e), "import-country": import_country, "format": format, "sign": None if sign is None else os.fspath(sign), "issuer": issuer,
            "verification-method": verification_method, "country": country, "profile": None if profile is None else os.fspath(profile)})

    # ---- the law ----

    def rule(self, code: str, *, date: str | datetime.date | None = None, use: str | None = None, hs: str | int | None = None) -> dict[str, Any]:
        """The rule for a code of 4 to 10 digits, as `usmca rule --format json` writes it (docs/schema/rule.schema.json)."""
        return self._ask(lib.usmca_answer_rule, code, date, use, hs)

    def facts(self, code: str, *, date: str | datetime.date | None = None, use: str | None = None, hs: str | int | None = None) -> dict[str, Any]:
        """The facts that rules for a code may ask for, as `usmca facts --format json` writes them (docs/schema/facts.schema.json)."""
        return self._ask(lib.usmca_answer_facts, code, date, use, hs)

    def _ask(self, call: Any, code: str, date: str | datetime.date | None, use: str | None, hs: str | int | None) -> dict[str, Any]:
        out = ffi.new("usmca_answer **")
        error = ffi.new("usmca_error *")
        raise_for(call(out, self._book, _text(code, "code"), _day(date), _word(use, "use"), _word(_edition(hs), "hs"), error), error)
        answer = ffi.gc(out[0], lib.usmca_answer_free)
        found: dict[str, Any] = json.loads(ffi.string(lib.usmca_answer_json(answer, ffi.NULL)))
        return found


def _run(batch: Any, progress: Progress | None) -> None:
    """Runs a batch in a thread of its own, so that this one can be interrupted."""
    watch = ffi.new("struct usmca_watch *")
    told = ffi.addressof(lib, "usmca_watch_progress")
    error = ffi.new("usmca_error *")
    status: list[int] = []

    def work() -> None:
        status.append(lib.usmca_batch_run(batch, ffi.NULL, told, watch, error))

    worker = threading.Thread(target=work, name="usmca")
    worker.start()
    try:
        while True:
            worker.join(POLL)
            if not worker.is_alive():
                break
            if progress is not None and watch.all > 0:
                progress(watch.done, watch.all)
    except BaseException:
        watch.cancelled = 1
        worker.join()
        raise
    raise_for(status[0], error)
    if progress is not None:
        progress(watch.all, watch.all)
