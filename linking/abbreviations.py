"""Short names of organisations: those a text defines (以下简称“县局”) and those that everybody knows how to form."""

import re
from collections.abc import Iterator

_SAME_KIND = (("委员会", "委"), ("办公室", "办"), ("人民政府", "政府"), ("街道办事处", "街道"), ("人民医院", "医院"))
_LEVELS = "省市州县区旗镇乡"
_DEFINITION = re.compile(
    r"[(（]\s*(?:以下|下同)?\s*(?:简称|统称)\s*(?:为|作)?\s*[:：]?\s*[“\"‘「『]?"
    r"(?P<short>[^”\"’」』()（）“‘，,、；;]{1,16})[”\"’」』]?\s*[)）]"
)


def definitions(text: str) -> Iterator[tuple[int, str]]:
    """Each 以下简称 of ``text``: where its bracket opens (the full name ends there) and the short name it sets."""
    for match in _DEFINITION.finditer(text):
        yield match.start(), match["short"].strip()


def is_short_for(short: str, full: str) -> bool:
    """Whether ``short`` is formed from ``full`` by leaving characters out: 县卫健局 from 岚山县卫生健康局.

    The kind (局, 委 …) stays at the end, a level (省, 市, 县 …) at the front belongs to the place in the full name, and
    what lies between must say more than the kind alone: 区委 is not short for 开发区管理委员会.
    """
    short, full = _with_short_kind(short), _with_short_kind(full)
    if len(short) >= len(full) or not short or short[-1] != full[-1]:
        return False
    core, body = short, full
    if short[0] in _LEVELS:
        place = full.find(short[0], 1)
        if place < 0:
            return False
        core, body = short[1:], full[place + 1 :]
    if core == body or (len(core) >= 4 and body.endswith(core)):
        return True
    return len(core) >= 3 and body[-len(_kind(core)) :] == _kind(core) and _is_subsequence(core, body)


def _with_short_kind(name: str) -> str:
    for long, brief in _SAME_KIND:
        if name.endswith(long):
            return name[: -len(long)] + brief
    return name


def _kind(name: str) -> str:
    return name[-2:] if name.endswith(("中心", "政府", "街道", "大队", "支队", "总队", "公司", "集团")) else name[-1]


def _is_subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(sign in rest for sign in short)
