"""How exactly a number is meant: 约, 近, 以上, 不低于, 超过 … beside it or inside its span."""

import re

from zhibiao.linking.facts import Modifier
from zhibiao.linking.folding import fold

# Denials stand before what they deny (未超过 before 超过): the first match wins.
_BEFORE = (
    (
        Modifier.AT_LEAST,
        "不低于|不少于|不小于|不下于|不得低于|不得少于|高于或?等于|大于(?:或者?)?等于|至少|起码|达到或超过|≥|>=",
    ),
    (
        Modifier.AT_MOST,
        "不超过|不高于|不多于|不大于|不突破|不得超过|不得高于|未超过|没有超过|未突破|没有突破|未超|不超|"
        "小于(?:或者?)?等于|低于或?等于|至多|最多|≤|<=",
    ),
    (Modifier.LESS_THAN, "不足|不到|不满|未达到|未满|少于|低于|小于|<"),
    (Modifier.MORE_THAN, "超过|超出|突破|高于|多于|大于|(?<![赶反])超|逾|>"),
    (Modifier.APPROX, "大约|大概|约|(?<![最附邻临])将?近|接近|大致|上下"),
)
_LINKS = "(?:了|为|是|有|到|达到|达|人民币|[¥(（])*"
_AFTER = (
    (Modifier.AT_LEAST, r"[(（]含[)）]以上|及以上|或以上|以上|之上"),
    (Modifier.AT_MOST, r"[(（]含[)）]以[下内]|及以下|或以下|以下(?![简统列])|以内|之内"),
    (Modifier.APPROX, "左右|上下|前后|有余|[多余](?![\u4e00-\u9fff])"),
)
_BEFORE_PATTERNS = [(modifier, re.compile(f"(?:{words}){_LINKS}$")) for modifier, words in _BEFORE]
_INSIDE_PATTERNS = [(modifier, re.compile(f"(?:{words}){_LINKS}")) for modifier, words in _BEFORE]
_AFTER_PATTERNS = [(modifier, re.compile(words)) for modifier, words in _AFTER]
_ENDING_PATTERNS = [(modifier, re.compile(f"(?:{words})$")) for modifier, words in _AFTER]

_REACH = 12
"""Code points on either side that can say how a number is meant."""


def modifier_around(before: str, after: str) -> Modifier | None:
    """What the words that touch a value say of it; None where they say nothing."""
    left = fold(before[-_REACH:]).rstrip()
    right = fold(after[:_REACH]).lstrip()
    for modifier, pattern in _BEFORE_PATTERNS:
        if pattern.search(left):
            return modifier
    for modifier, pattern in _AFTER_PATTERNS:
        if pattern.match(right):
            return modifier
    return None


def strip_modifiers(words: str) -> tuple[str, Modifier | None]:
    """Take modifying words off the ends of a folded value: 近700万元 → (700万元, approx)."""
    found: Modifier | None = None
    for patterns, ending in ((_INSIDE_PATTERNS, False), (_ENDING_PATTERNS, True)):
        for modifier, pattern in patterns:
            match = pattern.search(words) if ending else pattern.match(words)
            if match and match.end() - match.start() < len(words):
                words = words[: match.start()] if ending else words[match.end() :]
                found = found or modifier
                break
    return words, found
