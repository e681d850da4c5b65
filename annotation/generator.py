"""Varies annotated passages: other figures, bodies, years, indicators and typing habits, every offset and link kept.

What it makes adds to passages that people wrote and does not stand in for them. The same seed gives the same text.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

from zhibiao.annotation import generator_typing as typing
from zhibiao.annotation.generator_figures import other_figures
from zhibiao.annotation.generator_indicators import OtherIndicators, pool_of
from zhibiao.annotation.generator_lists import other_marks
from zhibiao.annotation.generator_named import named_in
from zhibiao.annotation.generator_names import other_mentions, rename_bodies, rename_others, rename_places
from zhibiao.annotation.generator_numerals import other_forms
from zhibiao.annotation.generator_years import other_periods, other_years
from zhibiao.annotation.pieces import Draft, Piece
from zhibiao.models.scheme import AnnotatedDocument

Change = Callable[[Draft, Random], Draft]


class Generator:
    """Makes variants of passages, taking indicators, schools and companies from all passages it was given."""

    def __init__(self, documents: Sequence[AnnotatedDocument]) -> None:
        others: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            for name in named_in(document).others:
                others[name[-2:]].append(name)
        self._changes: tuple[tuple[float, Change], ...] = (
            (0.8, _figures),
            (0.7, rename_places),
            (0.5, rename_bodies),
            (0.4, rename_others(dict(others))),
            (0.3, other_mentions),
            (0.6, other_years),
            (0.3, other_periods),
            (0.5, OtherIndicators(pool_of(documents), share=0.4)),
            (0.15, other_forms),
            (0.2, typing.thousands),
            (0.25, other_marks),
            (0.2, typing.among_them),
            (0.1, typing.dashes),
            (0.12, typing.half_width),
            (0.06, typing.full_width),
            (0.06, typing.full_width_digits),
            (0.06, typing.spaces_before_units),
            (0.04, typing.spaces_around_values),
            (0.1, typing.slips),
            (0.06, typing.wrapped),
        )

    def vary(self, document: AnnotatedDocument, random: Random) -> AnnotatedDocument:
        """A variant of ``document``; which of the changes it undergoes is drawn from ``random``."""
        draft = Draft.of(document)
        for share, change in self._changes:
            if random.random() < share:
                draft = change(draft, random)
        return draft.finished()


def _figures(draft: Draft, random: Random) -> Draft:
    figures = other_figures(draft.source, random)

    def change(piece: Piece) -> str:
        return figures.get(piece.entity.id, piece.words) if piece.entity else piece.words

    return draft.reword(change)
