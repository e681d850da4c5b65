"""Statistics and agreement as tables for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.table import Table

from zhibiao.annotation.agreement import Agreement
from zhibiao.annotation.phenomena import PHENOMENA
from zhibiao.annotation.statistics import Statistics, Tally
from zhibiao.models.scheme import Label, RelationType


def statistics_tables(statistics: Statistics) -> Iterator[Table]:
    """What a corpus holds, how it is made up, and which phenomena it shows."""
    parts = dict(statistics.splits)
    if len(parts) > 1:
        parts["total"] = statistics.total
    tallies = list(parts.values())
    yield _table("corpus", parts, _size_rows(tallies))
    for trait, shares in statistics.traits.items():
        rows = [[name, f"{share.documents:,}", f"{share.values:,}"] for name, share in shares.items()]
        yield _table(trait, ("documents", "values"), rows)
    rows = [
        [f"{one.chinese} {one.english}" if one.chinese != one.english else one.chinese]
        + [f"{tally.phenomenon_values[one.key]:,} / {tally.phenomenon_documents[one.key]:,}" for tally in tallies]
        for one in PHENOMENA
    ]
    yield _table("phenomena (values / documents)", parts, rows)


def _size_rows(tallies: Sequence[Tally]) -> Iterator[list[str]]:
    yield ["documents", *(f"{tally.documents:,}" for tally in tallies)]
    yield ["characters", *(f"{tally.characters:,}" for tally in tallies)]
    yield ["values", *(f"{tally.values:,}" for tally in tallies)]
    for label in Label:
        yield [label.value, *(f"{tally.entities[label.value]:,}" for tally in tallies)]
    for kind in RelationType:
        yield [kind.value, *(f"{tally.relations[kind.value]:,}" for tally in tallies)]


def agreement_tables(agreement: Agreement) -> Iterator[Table]:
    """How far two annotators agree on entities and on relations."""
    columns = ("both", "first only", "second only", "F1", "F1 loose", "κ of spans", "α of characters")
    yield _table(
        f"entities ({agreement.documents} documents)",
        columns,
        (
            [
                name,
                *(f"{number:,}" for number in (one.strict.right, one.strict.missed, one.strict.extra)),
                *map(_figure, (one.strict.f1, one.loose, one.kappa, one.alpha)),
            ]
            for name, one in agreement.entities.items()
        ),
    )
    yield _table(
        "relations",
        columns[:4],
        (
            [name, *(f"{number:,}" for number in (one.right, one.missed, one.extra)), _figure(one.f1)]
            for name, one in agreement.relations.items()
        ),
    )


def _figure(number: float | None) -> str:
    return "—" if number is None else f"{number:.3f}"


def _table(title: str, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(*row)
    return table
