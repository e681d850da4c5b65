"""Inline markup: what is written is read again, and every fault of a file is told at once, with its line."""

import pytest
from annotated import documents, read, shape
from hypothesis import given, settings

from zhibiao.annotation.markup import iter_blocks, read_markup
from zhibiao.annotation.markup_writer import write_markup
from zhibiao.errors import AnnotationError
from zhibiao.models.scheme import AnnotatedDocument, RelationType


@settings(max_examples=300, deadline=None)
@given(documents(), documents())
def test_what_is_written_is_read_again(one: AnnotatedDocument, other: AnnotatedDocument) -> None:
    again = list(read_markup(write_markup([one, other])))
    assert list(map(shape, again)) == [shape(one), shape(other)]


def test_marks_become_spans_and_links() -> None:
    document = read(
        "{P1|2023年}{O1=*|我局}{I1|收入}{A1 I1 O1 P1|5万元}，{I2|增长}{R1 I2 ~A1|3%}。", reporting_org="甲县水利局"
    )
    assert document.text == "2023年我局收入5万元，增长3%。"
    assert [document.surface(entity) for entity in document.entities] == [
        "2023年",
        "我局",
        "收入",
        "5万元",
        "增长",
        "3%",
    ]
    assert {entity.refers_to for entity in document.entities} == {None, "甲县水利局"}
    assert (RelationType.RELATIVE_TO, "R1", "A1") in {(link.type, link.head, link.tail) for link in document.relations}


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        pytest.param(r"\{一\}\\", "{一}\\", id="braces and backslash"),
        pytest.param("一\n\n二", "一\n\n二", id="an empty line inside"),
        pytest.param("一\n\n", "一", id="empty lines at the end are layout"),
        pytest.param(r"一\n\n", "一\n\n", id="unless written out"),
        pytest.param("\\======", "======", id="a line like the separator"),
        pytest.param("\\# id: 假", "# id: 假", id="a first line like a head"),
        pytest.param("一\r\n二\r三", "一\n二\n三", id="CRLF and CR"),
    ],
)
def test_text(passage: str, text: str) -> None:
    assert read(passage).text == text


def test_a_full_name_may_hold_any_sign() -> None:
    document = read(r"{O1=A\ B\|\{1\}|甲}")
    assert document.entities[0].refers_to == "A B|{1}"


FAULTY = """# id: a
# genre: 总结
{I1|收入}{A1 I1 I9|5万元}
第二行{X1|5}
======
# genre: 总结
没有编号
======

# id: c
# gerne: 总结
{O1=*|我局}{I1|收入}{A1 I1|5万元}和}
{A1 I1|6万元}{C1 A1|3户}
======
# id: d
{I1|收入}{A1 I1|5万元}
"""


def test_every_fault_of_a_file_is_told_with_its_line() -> None:
    found = list(iter_blocks(FAULTY, "f.mark"))
    assert [str(fault) for _, fault in found if isinstance(fault, AnnotationError)] == [
        "f.mark:4: a: bad mark '{X1|5}'; a mark is {ID targets|words}",
        "f.mark:3: a: A1 names 'I9', which is no id of this block",
        "f.mark:6: the block has no '# id:' line",
        "f.mark:11: c: unknown key 'gerne' in the head; known are id, reporting_org, genre, body, province, writer",
        "f.mark:12: c: O1 refers to the reporting organisation, which is not given",
        "f.mark:12: c: stray '}' near '{A1 I1|5万元}和} {A1 I1|6万元}'; write it \\}",
        "f.mark:13: c: id A1 stands twice, the second time on '6万元'",
        "f.mark:13: c: C1 names the value A1; write <A1 or ~A1",
    ]
    assert [(line, document.id) for line, document in found if isinstance(document, AnnotatedDocument)] == [(15, "d")]


def test_reading_ends_at_the_first_fault() -> None:
    with pytest.raises(AnnotationError, match=r"^f\.mark:4: a: bad mark"):
        list(read_markup(FAULTY, "f.mark"))
