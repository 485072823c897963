"""Goods in bulk on Spark, for files that outgrow one machine.

    from usmca import spark

    checked = spark.check(goods, bom, documents=documents, date="2026-10-05")
    checked.json.write.text("determinations")

Goods that are materials of each other are determined together: `components()` finds them, and all rows of one lie in one partition. What holds for all goods
(documents, rates, …) goes to every partition."""
from __future__ import annotations

import dataclasses
import datetime
import hashlib
import importlib
import io
import os
import pathlib
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from ._errors import ArgumentError
from ._rulebook import RuleBook

ROWS_A_PARTITION = 500_000
SHARED = ("documents", "statement_materials", "rates", "duties", "averages", "plants", "purchases", "vehicles")
OPTIONS = ("currency", "hs", "tariff", "default_use", "designate", "year_begins", "good", "gap")
_books: dict[tuple[str, str], RuleBook] = {}


# ---- which goods belong together ----


def _id(column: str) -> Any:
    functions = importlib.import_module("pyspark.sql.functions")
    return functions.trim(functions.col(column).cast("string"))


def components(goods: Any, bom: Any) -> Any:
    """Of the goods that are materials of others, or have such materials: (id, component), where a component is the least id of those that hang together. By
    alternating large and small stars (Kiveris et al., Connected Components in MapReduce and Beyond, 2014): few rounds, however deep the bills are."""
    functions = importlib.import_module("pyspark.sql.functions")
    ids = goods.select(_id("good_id").alias("v")).distinct()
    pairs = bom.select(_id("good_id").alias("u"), _id("material_id").alias("v")).where("u <> v").distinct().join(ids, "v", "left_semi")
    edges = pairs.select(functions.greatest("u", "v").alias("u"), functions.least("u", "v").alias("v")).distinct().localCheckpoint()
    before = None
    while True:
        # large star: what is above a node goes to the least of its neighbours
        both = edges.unionAll(edges.select(functions.col("v").alias("u"), functions.col("u").alias("v")))
        least = both.groupBy("u").agg(functions.min("v").alias("w")).select("u", functions.least("u", "w").alias("w"))
        edges = both.join(least, "u").where("v > u").select(functions.col("v").alias("u"), functions.col("w").alias("v")).where("u <> v").distinct()
        # small star: what is below a node, and the node, go to the least below it
        least = edges.groupBy("u").agg(functions.min("v").alias("w"))
        below = edges.join(least, "u").select(functions.col("v").alias("u"), functions.col("w").alias("v"))
        edges = below.unionAll(least.select("u", functions.col("w").alias("v"))).where("u <> v").distinct().localCheckpoint()
        now = edges.agg(functions.count("u"), functions.sum(functions.xxhash64("u", "v").cast("decimal(38,0)"))).first()
        if now == before:
            break
        before = now
    stars = edges.select(functions.col("u").alias("id"), functions.col("v").alias("component"))
    return stars.unionAll(edges.select(functions.col("v").alias("id"), functions.col("v").alias("component")).distinct())


# ---- the rule book, once an executor ----


def _packed(path: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", dereference=True) as archive:
        archive.add(path, arcname="rules")
    return out.getvalue()


def _book(packed: bytes, language: str) -> RuleBook:
    """Unpacked by the first that needs it on a machine, and opened once a process."""
    digest = hashlib.sha256(packed).hexdigest()
    if (digest, language) not in _books:
        folder = pathlib.Path(tempfile.gettempdir()) / f"usmca-rules-{os.getuid()}-{digest}"
        if not folder.is_dir():
            made = tempfile.mkdtemp(prefix="usmca-rules-")
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(made)
            try:
                os.rename(made, folder)
            except OSError:  # another process was first
                folder = folder if folder.is_dir() and folder.stat().st_uid == os.getuid() else pathlib.Path(made)
        _books[digest, language] = RuleBook(folder / "rules", language)
    return _books[digest, language]


# ---- a partition ----


def _split(batches: Iterable[Any], names: tuple[str, ...], schemas: dict[str, Any]) -> dict[str, Any]:
    """The tables whose rows lie in one partition."""
    arrow = importlib.import_module("pyarrow")
    parts: dict[str, list[Any]] = {name: [] for name in names}
    for batch in batches:
        for name in names:
            column = batch.column(batch.schema.get_field_index(name))
            rows = column.filter(column.is_valid())
            if len(rows) > 0:
                parts[name].append(arrow.RecordBatch.from_arrays(rows.flatten(), schema=schemas[name]))
    return {name: arrow.Table.from_batches(parts[name], schemas[name]) for name in names}


def _determine(book: RuleBook, tables: dict[str, Any], outputs: dict[str, Any], options: dict[str, Any]) -> Iterator[Any]:
    """One column an output, of which each row has one."""
    arrow = importlib.import_module("pyarrow")
    result = book.check(**tables, keep=tuple(outputs), jobs=1, **options)
    schema = arrow.schema([(name, arrow.struct(list(of))) for name, of in outputs.items()])
    for name in outputs:
        for batch in arrow.RecordBatchReader.from_stream(result.stream(name)):
            rows = batch.to_struct_array()
            yield arrow.RecordBatch.from_arrays([rows if other == name else arrow.nulls(len(rows), schema.field(other).type) for other in outputs], schema=schema)


@dataclasses.dataclass
class Checked:
    """Determinations as frames of Spark. All outputs come of one run, which each action on them repeats unless `rows` is persisted."""

    rows: Any
    outputs: tuple[str, ...]

    def table(self, output: str) -> Any:
        """An output that was kept: a table of `usmca check --tables`, "json" or "rejects"."""
        if output not in self.outputs:
            raise ArgumentError(f"the output {output} was not kept: name it in keep")
        return self.rows.where(f"{output} is not null").select(f"{output}.*")

    @property
    def json(self) -> Any:
        """A line a good, as `usmca check --format json` writes it."""
        return self.table("json")

    @property
    def rejects(self) -> Any:
        """The rows that could not be used; rows are counted in their partition."""
        return self.table("rejects")


def check(
    goods: Any,
    bom: Any,
    *,
    rules: RuleBook | None = None,
    date: str | datetime.date | None = None,
    keep: Iterable[str] = ("json", "rejects"),
    partitions: int | None = None,
    **more: Any,
) -> Checked:
    """Determines all goods of two frames of Spark. The other tables of RuleBook.check() are frames of Spark, too, or what it takes; options are its own.
    `partitions` are so many as to have half a million rows each, without it. The package is installed where the executors run."""
    arrow = importlib.import_module("pyarrow")
    functions = importlib.import_module("pyspark.sql.functions")
    to_arrow = importlib.import_module("pyspark.sql.pandas.types").to_arrow_schema
    unknown = [name for name in more if name not in SHARED + OPTIONS]
    if unknown:
        raise ArgumentError(f"there is no option {unknown[0]}")
    book = rules if rules is not None else RuleBook()
    frames = {"goods": goods, "bom": bom}
    schemas = {name: to_arrow(frame.schema) for name, frame in frames.items()}
    shared = {name: _collected(table) for name, table in more.items() if name in SHARED and table is not None}
    options = {name: value for name, value in more.items() if name in OPTIONS}
    options["date"] = (date or datetime.date.today()) if not isinstance(date, datetime.date) else date.isoformat()
    wanted = tuple(keep)
    # what cannot be used of the tables that go to all is said here, and columns are those of the outputs
    empty = book.check(**{name: schema.empty_table() for name, schema in schemas.items()}, **shared, keep=wanted, jobs=1, **options)
    outputs = {name: empty.table(name).schema for name in wanted}

    session = goods.sparkSession
    sent = session.sparkContext.broadcast((_packed(book.path), book.language, shared))
    places = components(goods, bom)

    def placed(name: str) -> Any:
        order = functions.monotonically_increasing_id().alias("_order")
        rows = frames[name].select(_id("good_id").alias("_id"), order, functions.struct(*map(functions.col, map(_quoted, frames[name].columns))).alias(name))
        rows = rows.join(places, rows["_id"] == places["id"], "left")
        return rows.select(functions.coalesce("component", "_id").alias("_component"), functions.lit(0 if name == "goods" else 1).alias("_kind"), "_order",
                           *(functions.col(name) if other == name else functions.lit(None).cast(frames[other].select(functions.struct("*").alias("s")).schema["s"].dataType).alias(other)
                             for other in frames))

    count = partitions if partitions is not None else max(1, -(-bom.count() // ROWS_A_PARTITION))
    rows = placed("goods").unionAll(placed("bom")).repartition(count, "_component").sortWithinPartitions("_kind", "_order").select(*frames)

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        packed, language, tables = sent.value
        split = _split(batches, ("goods", "bom"), schemas)
        if split["goods"].num_rows + split["bom"].num_rows > 0:
            yield from _determine(_book(packed, language), {**split, **tables}, outputs, options)

    struct = ", ".join(f"{_quoted(name)} struct<{', '.join(f'{_quoted(column)}: string' for column in of.names)}>" for name, of in outputs.items())
    return Checked(rows.mapInArrow(run, struct), wanted)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _collected(table: Any) -> Any:
    """A table that goes to all partitions, as one of pyarrow where it is a frame of Spark."""
    return table.toArrow() if hasattr(table, "toArrow") else table
