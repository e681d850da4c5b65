"""Directions of change and what it is measured against."""

import pytest

from zhibiao.linking.changes import against_in, direction_of

DIRECTIONS = [
    ("增长", "increase"),
    ("收入增加额", "increase"),
    ("提高", "increase"),
    ("增速", "increase"),
    ("净增", "increase"),
    ("减少碳排放", "decrease"),
    ("能耗下降", "decrease"),
    ("降幅", "decrease"),
    ("压减一般性支出", "decrease"),
    ("新增", None),
    ("新增就业", None),
    ("增加值", None),
    ("提升改造厕所", None),
    ("增值税", None),
    ("基本支出", None),
]


@pytest.mark.parametrize(("name", "direction"), DIRECTIONS)
def test_direction(name: str, direction: str | None) -> None:
    assert direction_of(name, is_negative=False) == direction


def test_a_negative_growth_is_a_decrease() -> None:
    assert direction_of("增长", is_negative=True) == "decrease"


AGAINST = [
    ("，同比", "同比"),
    ("，环比", "环比"),
    ("，较上年", "较上年"),
    ("，比上年同期", "比上年同期"),
    ("，比2019年", "比2019年"),
    ("，较年初", "较年初"),
    ("与上年决算数相比，", "与上年决算数相比"),
    ("较2022年末", "较2022年末"),
    ("较“十三五”末", "较“十三五”末"),
    ("同比增长3%，环比", "环比"),
    ("比较复杂，共", None),
    ("，", None),
]


@pytest.mark.parametrize(("clause", "against"), AGAINST)
def test_against(clause: str, against: str | None) -> None:
    assert against_in(clause) == against
