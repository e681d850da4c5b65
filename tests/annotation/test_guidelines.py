"""The guidelines: their examples are marked as they say, and both languages say the same."""

import re
from pathlib import Path

import pytest

from zhibiao.annotation.arithmetic import check_arithmetic
from zhibiao.annotation.check import check_documents
from zhibiao.annotation.markup import read_markup
from zhibiao.annotation.reach import check_reach
from zhibiao.models.scheme import AnnotatedDocument

FOLDER = Path(__file__).resolve().parents[2] / "annotation"
FILES = ("guidelines.md", "guidelines.zh.md")
_BLOCK = re.compile(r"^```\n(# id:.*?)^```$", re.MULTILINE | re.DOTALL)
_RULE = re.compile(r"^(\d+)\. ", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*\{[^`\n]*`")


def text_of(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8")


def examples(file: str) -> list[AnnotatedDocument]:
    return [document for block in _BLOCK.findall(text_of(file)) for document in read_markup(block, file)]


@pytest.mark.parametrize("file", FILES)
def test_every_example_is_sound(file: str) -> None:
    found = examples(file)
    assert [document.id for document in found][1:] == [f"ex-{number:02}" for number in range(1, 61)]
    assert [str(fault) for fault in check_documents(found)] == []
    assert [line for document in found for line in (*check_reach(document), *check_arithmetic(document))] == []


def test_both_languages_have_the_same_rules_and_examples() -> None:
    english, chinese = (text_of(file) for file in FILES)
    assert examples(FILES[0]) == examples(FILES[1])
    assert _RULE.findall(english) == _RULE.findall(chinese) == [str(number) for number in range(1, 31)]
    # The marks inside the rules are shown unchanged; only what explains {…} itself is translated.
    marks = [
        {code for code in _CODE.findall(text) if "|" in code and "targets" not in code} for text in (english, chinese)
    ]
    assert marks[0] - marks[1] == set()
