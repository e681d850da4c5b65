"""``comparison_in_words``: 决算数大于预算数, 与上年持平, 高于全省平均水平 … where the two figures say otherwise."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from zhibiao.linking.facts import Finding, Indicator, Modifier
from zhibiao.linking.former_levels import former_level
from zhibiao.linking.intervals import Interval, interval_of
from zhibiao.linking.ledger import Ledger
from zhibiao.linking.wording import contradiction

RULE = "comparison_in_words"
_MORE, _LESS = "大于|高于|多于|快于|超过", "小于|低于|少于|慢于|不及"
_SAME = "持平|一致|相等|相同"
_DENIED = "(?<![不未没非])"
_WORD = r"[\u4e00-\u9fff]"
_BETWEEN_NAMES = re.compile(
    rf"(?P<left>{_WORD}{{2,10}}?)(?:{_DENIED}(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?P<right>{_WORD}{{2,10}}?)"
    rf"|[与和同](?P<other>{_WORD}{{2,10}}?)(?P<nearly>基本|大体|大致)?(?P<same>{_SAME}))"
    r"(?=$|[，。；,;、（(]|的(?:主要)?原因|主要|是|系|，)"
)
_LAST_YEAR = re.compile(
    rf"[，,](?:(?P<more>{_MORE})|(?P<less>{_LESS})|[与和同])(?:上年|去年|上一年)(?:度|同期|决算数?)?(?P<nearly>基本|大体|大致)?(?P<same>{_SAME})?(?=[，。；,;、（(]|$)"
)
_DIRECT = re.compile(
    rf"^[，,、]?(?:也|均|略|明显|大幅|远)?{_DENIED}(?:(?P<more>大于|高于|多于|快于)|(?P<less>{_LESS}))(?P<what>[^，。；]*)$"
)
_MEASURE = re.compile("(?:增速|增幅|数额?|金额|额|规模)$")
_EXACTLY, _NEARLY = Decimal("0.01"), Decimal("0.1")
"""Shares of a figure by which another may differ that is said to be the same, or nearly the same."""


def comparison_in_words(ledger: Ledger) -> Iterator[Finding]:
    """Findings on comparisons that the two figures they speak of deny."""
    for last in ledger.indicators:
        figures = [one for one in ledger.sentence_of(last) if ledger.position[one.id] <= ledger.position[last.id]]
        words = ledger.words_behind(last)
        for match in _BETWEEN_NAMES.finditer(words):
            right = match["right"] or match["other"]
            left_figure, right_figure = _called(figures, match["left"], right), _called(figures, right, match["left"])
            if left_figure and right_figure:
                yield from _check(match, left_figure, right_figure)
        if said := _LAST_YEAR.search(words):
            yield from _against_last_year(ledger, said, figures)
    for figure in ledger.indicators:
        yield from _against_the_next(ledger, figure)


def _called(figures: Sequence[Indicator], words: str, other: str) -> Indicator | None:
    """The last figure whose name says all that ``words`` say, and not what the other side of the comparison says."""
    own, others = _MEASURE.sub("", words), _MEASURE.sub("", other)
    fitting = [
        figure
        for figure in figures
        if figure.value.base_number is not None
        and _says(figure.indicator.name, own)
        and not (_says(figure.indicator.name, others) and len(others) > len(own))
    ]
    return fitting[-1] if fitting else None


def _says(name: str, words: str) -> bool:
    rest = iter(name)
    return len(words) > 1 and all(sign in rest for sign in words)


def _against_last_year(ledger: Ledger, said: re.Match[str], figures: Sequence[Indicator]) -> Iterator[Finding]:
    """与上年持平 behind the figures of both years."""
    if not (said["more"] or said["less"] or said["same"]):
        return
    for level in reversed(figures):
        former = former_level(ledger, level)
        if former and former.is_year_before:
            yield from _check(said, level, former.level)
            return


def _against_the_next(ledger: Ledger, right: Indicator) -> Iterator[Finding]:
    """97.2%，高于全省平均水平的98.1%: two values with the comparison between them.

    高于上年3万元 says by how much, and not what: the second value needs a 的 or a name of its own.
    """
    at = ledger.position[right.id]
    left = ledger.indicators[at - 1] if at else None
    if left is None or left.value.base_unit != right.value.base_unit or left.change or right.change:
        return
    lead = ledger.lead(right)
    said = _DIRECT.match(lead)
    if said is None or not ledger.same_sentence(left, right):
        return
    what = said["what"]
    if not what or what.endswith("的") or (what.endswith(right.indicator.name) and len(right.indicator.name) > 1):
        yield from _check(said, left, right)


def _check(said: re.Match[str], left: Indicator, right: Indicator) -> Iterator[Finding]:
    one, other = _stated(left), _stated(right)
    if left is right or one is None or other is None or left.value.base_unit != right.value.base_unit:
        return
    words = said.groupdict()
    if words["more"]:
        is_so, found = one.high > other.low, "低于" if one.high < other.low else "等于"
    elif words["less"]:
        is_so, found = one.low < other.high, "高于" if one.low > other.high else "等于"
    else:
        share = _NEARLY if words.get("nearly") else _EXACTLY
        margin = max(abs(one.high), abs(other.high)) * share
        is_so, found = one.widened(margin).overlaps(other), "高于" if one.low > other.high else "低于"
    if not is_so:
        yield _finding("error" if _is_exact(left, right) else "warning", said, left, right, found)


def _stated(figure: Indicator) -> Interval | None:
    """The printed number, whatever the words beside it say: in 高于95% the 高于 is the comparison's."""
    return interval_of(figure.value.model_copy(update={"modifier": Modifier.EXACT}))


def _is_exact(*figures: Indicator) -> bool:
    return all(figure.value.modifier is not Modifier.APPROX for figure in figures)


def _finding(
    severity: Literal["error", "warning"], said: re.Match[str], left: Indicator, right: Indicator, found: str
) -> Finding:
    return contradiction(
        RULE,
        severity,
        (left, right),
        f"{left.indicator.name}{left.value.text}{found}{right.indicator.name}{right.value.text}，"
        f"与文中所说的“{said.group().strip('，,、')}”不符。",
    )
